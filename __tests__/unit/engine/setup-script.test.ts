// The text that is fed to a machine's shell, run by the real `sh` of this host in a directory of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { setupScript } from '../../../src/engine/setup-script.ts';

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'setup-script-'));
});
afterAll(() => rmSync(home, { recursive: true }));

/** What the shell port does: the text as one argument of `eval`, an empty input, an environment of the machine's own. */
function run(text: string, env: Readonly<Record<string, string>> = {}) {
  const script = setupScript(text, env);
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'exec </dev/null; m=$1; eval "unset m; $m"', 'sh', script],
    {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('without an interpreter', () => {
  test.each([
    ['a good end', 'echo one; echo two', 0, 'one\ntwo\n'],
    ['its exit code', 'echo one; exit 7', 7, 'one\n'],
    ['the first failing command ends it', 'false\necho never', 1, ''],
    ['a failing condition does not', 'if false; then :; fi\necho on', 0, 'on\n'],
    ['an empty input', 'cat\necho after', 0, 'after\n'],
    ['no last newline, a comment', '# only', 0, ''],
    ['a here-document', 'cat <<EOF\na $HOME b\nEOF\n', 0, expect.stringMatching(/^a .* b\n$/)],
    ['text that does not parse', 'if', 2, ''],
  ])('%s', (_, text, status, stdout) => {
    expect(run(text)).toMatchObject({ status, stdout });
  });
});

describe('with an interpreter', () => {
  test.each([
    ['bash through env', '#!/usr/bin/env bash\na=(x y); echo "$a $0"', 0, /^x .*\/\.mist-run\.\w+\n$/],
    ['one argument', '#!/bin/sh -e\nfalse\necho never', 1, /^$/],
    ['its exit code', '#!/bin/sh\necho said; exit 9', 9, /^said\n$/],
    ['no errexit of ours', '#!/bin/sh\nfalse\necho on\n', 0, /^on\n$/],
    ['an interpreter that is not there', '#!/no/such/thing\n', 127, /^$/],
    ['a backslash, a dollar and a quote', `#!/bin/sh\nprintf '%s' '\\n$HOME"'`, 0, /^\\n\$HOME"$/],
  ])('%s', (_, text, status, stdout) => {
    const result = run(text);
    expect(result).toMatchObject({ status, stdout: expect.stringMatching(stdout) });
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('a signal while the interpreter is at work', () => {
  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    '%s: the file is gone, and the end is no good one',
    async (signal) => {
      // As sshd does, which sends the signal to the whole group of the session. The interpreter's own child says that it is
      // at work: a SIGINT between a fork and its exec is lost in dash, which forks by vfork, and the child works on.
      const script = setupScript('#!/bin/sh\ntail -n 1 -f "$0"\n# at work\n', {});
      const options = { cwd: home, env: { PATH: process.env.PATH, HOME: home }, detached: true } as const;
      const child = spawn('sh', ['-c', 'exec </dev/null; m=$1; eval "unset m; $m"', 'sh', script], options);
      try {
        expect(String(await once(child.stdout, 'data'))).toBe('# at work\n');
        expect(readdirSync(home)).toEqual([expect.stringMatching(/^\.mist-run\./)]);
        process.kill(-(child.pid ?? 0), signal);
        const [code] = await once(child, 'close');
        expect(readdirSync(home)).toEqual([]);
        expect(code).not.toBe(0);
      } finally {
        for (const name of readdirSync(home)) rmSync(join(home, name));
      }
    },
  );
});

describe('the environment', () => {
  test('is what was said and nothing else', () => {
    const { stdout } = run('env | sort | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | cut -d= -f1', {
      A: '1',
      B: '2',
    });
    expect(stdout.trim().split('\n').sort()).toEqual(['A', 'B', 'HOME', 'PATH']);
  });

  test('carries any text to either kind of script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, file) => {
        const value = text.toWellFormed().replaceAll('\0', '');
        const script = file ? '#!/bin/sh\nprintf %s "$VALUE"' : 'printf %s "$VALUE"';
        expect(run(script, { VALUE: value }).stdout).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
});
