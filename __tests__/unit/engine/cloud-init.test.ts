// What is read out of cloud-init's files: the scripts run in a real shell on the files of a machine, then what they mean.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CLOUD_INIT_LOOK, CLOUD_INIT_OUTPUT, readCloudInitLook } from '../../../src/engine/cloud-init.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cloud-init-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function sh(script: string): string {
  const env = { PATH: '/usr/bin:/bin', MIST_ACTION_ROOT: root };
  const { stdout, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env });
  expect(status === 0 || script === CLOUD_INIT_OUTPUT).toBe(true);
  return stdout;
}

const DONE = 'var/lib/cloud/instance/boot-finished';
const STATUS = 'run/cloud-init/status.json';
const RESULT = 'run/cloud-init/result.json';
type Files = Readonly<Record<string, unknown>>;

function put(files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  }
}

const stages = (more: Files): Files => ({
  v1: { datasource: 'DataSourceEc2', init: { errors: [], start: 1 }, ...more },
});
const result = (...errors: string[]): Files => ({ v1: { datasource: 'DataSourceEc2', errors } });
const warned = (...texts: string[]): Files =>
  stages({ stage: null, 'modules-final': { errors: [], recoverable_errors: { WARNING: texts, DEPRECATED: ['old'] } } });
const waiting = (seen: string): Files => ({ is: 'waiting', seen });
const failed = (seen: string): Files => ({ is: 'failed', seen });

describe('a look at the files', () => {
  test.each<[string, Files, Files]>([
    ['no cloud-init', {}, failed('it has no cloud-init; use `wait: ssh` or a command')],
    [
      'disabled by the generator',
      { 'var/lib/cloud/x': '', 'run/cloud-init/disabled': '' },
      failed('cloud-init is disabled on it; use `wait: ssh` or a command'),
    ],
    [
      'disabled by the image',
      { 'var/lib/cloud/x': '', 'etc/cloud/cloud-init.disabled': '' },
      failed('cloud-init is disabled on it; use `wait: ssh` or a command'),
    ],
    ['before its first stage', { 'var/lib/cloud/x': '' }, waiting('cloud-init is at work')],
    [
      'at a stage',
      { 'var/lib/cloud/x': '', [STATUS]: stages({ stage: 'modules-config' }) },
      waiting('cloud-init is at work (modules-config)'),
    ],
    [
      'at a stage after one that broke',
      { 'var/lib/cloud/x': '', [STATUS]: stages({ stage: 'modules-final', init: { errors: ['a', 'b'] } }) },
      waiting('cloud-init is at work (modules-final); 2 of its steps failed so far'),
    ],
    [
      'a reboot after its end: the mark of the first boot is there, the result is not',
      { [DONE]: 'x', [STATUS]: stages({ stage: 'init-local' }) },
      waiting('cloud-init is about to write its result'),
    ],
    ['done', { [DONE]: 'x', [STATUS]: stages({ stage: null }), [RESULT]: result() }, { is: 'done', warnings: [] }],
    ['done, without a status', { [DONE]: 'x', [RESULT]: result() }, { is: 'done', warnings: [] }],
    [
      'degraded',
      { [DONE]: 'x', [STATUS]: warned('no mirror', 'no mirror', 'x', 'y', 'z'), [RESULT]: result() },
      { is: 'done', warnings: ['WARNING: no mirror', 'WARNING: x', 'WARNING: y', 'and 1 more'] },
    ],
    [
      'failed',
      { [DONE]: 'x', [STATUS]: stages({}), [RESULT]: result('runcmd: exit 1\nmore', 'second') },
      failed('cloud-init failed: runcmd: exit 1 (and 1 more)'),
    ],
    [
      'an end without the mark',
      { 'var/lib/cloud/x': '', [RESULT]: result() },
      failed('cloud-init ended without `boot-finished`: its final message is switched off'),
    ],
    [
      'a result that is being written',
      { [DONE]: 'x', [RESULT]: '{"v1": {' },
      waiting('the result of cloud-init is not readable'),
    ],
    [
      'a status that is too long to read',
      { [DONE]: 'x', [STATUS]: warned('x'.repeat(40_000)), [RESULT]: result() },
      { is: 'done', warnings: [] },
    ],
  ])('%s', (_, files, look) => {
    put(files);
    expect(readCloudInitLook(sh(CLOUD_INIT_LOOK))).toEqual(look);
  });

  test('the end of its output, and nothing where there is none', () => {
    expect(sh(CLOUD_INIT_OUTPUT)).toBe('');
    const lines = Array.from({ length: 50 }, (_, n) => `line ${n}`);
    put({ 'var/log/cloud-init-output.log': `${lines.join('\n')}\n` });
    expect(sh(CLOUD_INIT_OUTPUT)).toBe(`${lines.slice(20).join('\n')}\n`);
  });
});

describe('what a machine may print instead', () => {
  test.each([
    ['nothing', '', 'its state of cloud-init is not readable'],
    ['a sentence', 'Please login as the user "ubuntu"\n', '; it says: Please login as the user "ubuntu"'],
    ['half of it', 'finished\n=== sta', '; it says: finished'],
  ])('%s is no state', (_, text, seen) => {
    expect(readCloudInitLook(text)).toEqual({ is: 'waiting', seen: expect.stringContaining(seen) });
  });

  test('control characters and long lines of a machine are not passed on', () => {
    const text = `finished\n=== status\n\n=== result\n${JSON.stringify(result(`\u001b\r\n${'e'.repeat(900)}`))}`;
    const look = readCloudInitLook(text);
    // Not even a part of it: half of a secret is not recognised.
    expect(look).toEqual({ is: 'failed', seen: 'cloud-init failed: (a long line)' });
    expect(JSON.stringify(look)).not.toContain('\\u001b');
  });
});
