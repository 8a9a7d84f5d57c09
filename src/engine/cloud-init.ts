// What a machine says of its first boot, read from the files that cloud-init leaves (cloud-init's documentation, "How to
// determine boot status", and its source: cmd/main.py `status_wrapper`, cc_final_message.py). No program of it is run.

/** What one look at the files said. */
export type CloudInitLook =
  | { readonly is: 'waiting' | 'failed'; readonly seen: string }
  /** `warnings`: what it calls recoverable errors (status "degraded"), a few short lines. */
  | { readonly is: 'done'; readonly warnings: readonly string[] };

/** Longest that is read of each file, bytes: a broken module can fill them with anything. */
const MOST_BYTES = 24_576;

/**
 * Prints a word for the state, then the two files, each after a line of its own. `MIST_ACTION_ROOT` is set on the machines of
 * the sandbox alone, which are directories of this host.
 */
export const CLOUD_INIT_LOOK = `
r=\${MIST_ACTION_ROOT:-}
if [ ! -d "$r/var/lib/cloud" ] && { [ -n "$r" ] || ! command -v cloud-init >/dev/null 2>&1; }; then echo absent; exit 0; fi
if [ -e "$r/etc/cloud/cloud-init.disabled" ] || [ -e "$r/run/cloud-init/disabled" ]; then echo disabled; exit 0; fi
if [ -e "$r/var/lib/cloud/instance/boot-finished" ]; then echo finished; else echo booting; fi
echo '=== status'
if [ -r "$r/run/cloud-init/status.json" ]; then head -c ${MOST_BYTES} "$r/run/cloud-init/status.json"; fi
echo
echo '=== result'
if [ -r "$r/run/cloud-init/result.json" ]; then head -c ${MOST_BYTES} "$r/run/cloud-init/result.json"; fi
`;

/** Last lines of what the boot printed; only root and its group may read them on most images. */
export const CLOUD_INIT_OUTPUT = `
log=\${MIST_ACTION_ROOT:-}/var/log/cloud-init-output.log
tail -n 30 "$log" 2>/dev/null || sudo -n tail -n 30 "$log" 2>/dev/null
`;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `v1` of a file of cloud-init's; null for a missing, cut or broken file. */
function v1Of(text: string): Fields | null {
  try {
    const file: unknown = JSON.parse(text);
    return isFields(file) && isFields(file.v1) ? file.v1 : null;
  } catch {
    return null;
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

const MOST_WARNINGS = 3;
const LONGEST_LINE = 200;

/**
 * The first line that says something, without control characters. A longer one is not shown at all: half of a secret would
 * pass the log, which looks for whole ones.
 */
export function shortLine(text: string): string {
  const line = text
    .split(/[\r\n]+/)
    .map((part) => part.replace(/\p{C}+/gu, ' ').trim())
    .find((part) => part !== '');
  if (line === undefined) return '';
  return line.length > LONGEST_LINE ? '(a long line)' : line;
}

/** Recoverable errors of all stages, by kind (`WARNING: …`); deprecations are no trouble of this boot. */
function warningsOf(status: Fields | null): string[] {
  const found = Object.values(status ?? {}).flatMap((stage) => {
    const kinds = isFields(stage) && isFields(stage.recoverable_errors) ? stage.recoverable_errors : {};
    return Object.entries(kinds).flatMap(([kind, texts]) =>
      kind === 'DEPRECATED' ? [] : textsOf(texts).map((text) => shortLine(`${kind}: ${text}`)),
    );
  });
  const all = [...new Set(found)];
  const more = all.length - MOST_WARNINGS;
  return more > 0 ? [...all.slice(0, MOST_WARNINGS), `and ${more} more`] : all;
}

function waitingAt(status: Fields | null): string {
  const stage = typeof status?.stage === 'string' ? ` (${shortLine(status.stage)})` : '';
  const broken = Object.values(status ?? {}).flatMap((one) => (isFields(one) ? textsOf(one.errors) : []));
  const errors = broken.length === 0 ? '' : `; ${broken.length} of its steps failed so far`;
  return `cloud-init is at work${stage}${errors}`;
}

/** Some images answer a login of the wrong user with a sentence, and run nothing. */
function unreadable(printed: string): string {
  const said = shortLine(printed);
  return `its state of cloud-init is not readable${said === '' ? '' : `; it says: ${said}`}`;
}

/** Reads what `CLOUD_INIT_LOOK` printed. */
export function readCloudInitLook(stdout: string): CloudInitLook {
  const [head = '', after = ''] = stdout.split('\n=== status\n');
  const [status = '', result = ''] = after.split('\n=== result\n');
  const word = head.trim();
  if (word === 'absent') return { is: 'failed', seen: 'it has no cloud-init; use `wait: ssh` or a command' };
  if (word === 'disabled') return { is: 'failed', seen: 'cloud-init is disabled on it; use `wait: ssh` or a command' };
  if (head === stdout || (word !== 'finished' && word !== 'booting')) return { is: 'waiting', seen: unreadable(head) };
  const progress = v1Of(status);
  if (result.trim() === '') {
    return {
      is: 'waiting',
      seen: word === 'booting' ? waitingAt(progress) : 'cloud-init is about to write its result',
    };
  }
  const end = v1Of(result);
  if (end === null) return { is: 'waiting', seen: 'the result of cloud-init is not readable' };
  const errors = textsOf(end.errors);
  if (errors.length > 0) {
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    return { is: 'failed', seen: `cloud-init failed: ${shortLine(errors[0] ?? '')}${more}` };
  }
  // The result is written after everything else, so a mark that is not there by then never comes.
  if (word === 'booting') {
    return { is: 'failed', seen: 'cloud-init ended without `boot-finished`: its final message is switched off' };
  }
  return { is: 'done', warnings: warningsOf(progress) };
}
