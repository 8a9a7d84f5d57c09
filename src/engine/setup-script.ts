// The text that a machine's shell is fed for `run`: the environment, said explicitly, and the user's own script.
import { contentHash } from '../model/content-hash.ts';

/** One word of a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The words of a `#!` line as a kernel reads them: the interpreter, and all the rest as one argument. */
function interpreterOf(script: string): readonly string[] | null {
  const words = /^#![ \t]*(\S+)[ \t]*([^\n]*)/.exec(script);
  if (words === null) return null;
  const [, program = '', rest = ''] = words;
  const argument = rest.trim();
  return argument === '' ? [program] : [program, argument];
}

/**
 * A script for `sh` that sets `env` and runs `script` in the login directory. Without a `#!` line its first command that
 * fails ends it; with one, it is written to a private file that its interpreter is given and that is removed again, also
 * when a signal ends it (a cancelled job, the end of `run-timeout`).
 */
export function setupScript(script: string, env: Readonly<Record<string, string>>): string {
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  const interpreter = interpreterOf(script);
  if (interpreter === null) return `${exports.join('')}set -e\n${script}\n`;
  // No script holds its own hash.
  const end = `MIST_END_${contentHash(script, 32)}`;
  return [
    ...exports,
    'umask 077\nmist_file=\n',
    `trap 'rm -f "$mist_file"' EXIT\n`,
    // A shell that a signal ends does not run the line above: `exit` does. 143 is 128 and SIGTERM.
    `trap 'exit 143' HUP INT TERM\n`,
    // In the home directory: others can write to /tmp.
    'mist_file=$(mktemp "$HOME/.mist-run.XXXXXX") || exit 125\n',
    `cat >"$mist_file" <<'${end}' || exit 125\n`,
    script.endsWith('\n') ? script : `${script}\n`,
    `${end}\n`,
    `${interpreter.map(quoted).join(' ')} "$mist_file"\n`,
  ].join('');
}
