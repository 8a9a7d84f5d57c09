import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { endHeartbeat, keptMachines, type Made, tellHeartbeat } from '../../../src/action/heartbeat.ts';
import type { ActionLog } from '../../../src/action/log.ts';
import { createLog } from '../../../src/action/log.ts';
import { systemClock } from '../../../src/action/process-world.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { readFacts, type StepFacts } from '../../../src/action/state-facts.ts';
import { formatNote, type KeeperNote } from '../../../src/keeper/note.ts';
import { isMistId } from '../../../src/model/observed.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heartbeat-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function recording(): { readonly log: ActionLog; readonly text: () => string } {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  return { log: createLog({ write, elapsed: () => 0, redactor: createRedactor(), commands: true }), text: () => text };
}

function facts(more: Partial<StepFacts> = {}): StepFacts {
  const none = readFacts({}).facts;
  const filesDir = { kind: 'directory', path: directory, dev: '1', ino: '1' } as const;
  return { ...none, filesDir, keeper: { pid: 4711, start: '1' }, ...more };
}

const NOTES: readonly KeeperNote[] = [
  { time: 't1', event: 'extended', machine: 'web', ok: true, detail: 'later' },
  { time: 't2', event: 'failed', machine: 'web', ok: false, detail: '::error::forged' },
];

describe('what post tells', () => {
  test('extensions as lines, what was not made good as warnings, nothing that acts in the log', () => {
    writeFileSync(join(directory, 'keeper.log'), NOTES.map(formatNote).join(''));
    const { log, text } = recording();
    tellHeartbeat(log, facts(), 'ended');
    expect(text()).toBe(
      'keeper: web: its lease has been extended once, the last time until later\n' +
        '::warning::keeper: t2 web: failed: ::error::forged\n',
    );
  });

  test('that the keeper had gone before anybody ended it', () => {
    writeFileSync(join(directory, 'keeper.log'), NOTES.slice(0, 1).map(formatNote).join(''));
    const { log, text } = recording();
    tellHeartbeat(log, facts(), 'gone');
    expect(text()).toContain('::warning::keeper: it ended without a word, after t1');
  });

  test.each<[string, () => void]>([
    ['missing', () => {}],
    ['a directory', () => mkdirSync(join(directory, 'keeper.log'))],
    ['too large', () => writeFileSync(join(directory, 'keeper.log'), 'x'.repeat(9 * 1024 * 1024))],
  ])('that its log is %s', (_, make) => {
    make();
    const { log, text } = recording();
    tellHeartbeat(log, facts(), 'ended');
    expect(text()).toMatch(/^::warning::The log of the keeper cannot be read: .+\n$/);
  });

  test('nothing where there was no keeper', async () => {
    const { log, text } = recording();
    expect(await endHeartbeat(log, facts({ keeper: null }), systemClock)).toBeNull();
    tellHeartbeat(log, facts({ keeper: null }), null);
    tellHeartbeat(log, facts({ filesDir: null }), 'ended');
    expect(text()).toBe('');
  });

  test('nothing of a process that has gone', async () => {
    const { log, text } = recording();
    expect(await endHeartbeat(log, facts({ keeper: { pid: process.pid, start: '1' } }), systemClock)).toBe('gone');
    expect(text()).toBe('');
  });
});

describe('which machines are kept', () => {
  const [id, cloudId] = ['a'.repeat(32), 'b'.repeat(32)];
  if (!isMistId(id) || !isMistId(cloudId)) throw new Error('no ids');
  const NOW = 1_700_000_000_000;
  const lease = { id: null, action: 'destroy', at: NOW + 800_000.4 };
  const observed = { id, cloudId, name: 'ma-web', lease };
  const kept = (
    machine: Partial<Made['report']['machines'][number]>,
    desired: Partial<Made['planned']['expanded']['machines'][number]>,
  ) =>
    keptMachines(
      {
        report: { machines: [{ name: 'web', observed, outcome: 'created', ...machine }] },
        planned: { expanded: { machines: [{ name: 'web', ttlMs: 900_000, adopt: null, ...desired }] } },
      },
      NOW,
    );

  test('is said by their ids and names in Mist, with what is left of their leases', () => {
    const said = { id, cloudId, name: 'ma-web', ttlMs: 900_000, inherited: false };
    expect(kept({}, {})).toEqual([{ ...said, leftMs: 800_000 }]);
    expect(kept({ observed: { ...observed, lease: null } }, {})).toEqual([{ ...said, leftMs: null }]);
  });

  test.each([
    ['created', false],
    ['replaced', false],
    ['updated', true],
    ['unchanged', true],
  ] as const)('and one that has been %s is inherited: %s', (outcome, inherited) => {
    expect(kept({ outcome }, {})).toMatchObject([{ inherited }]);
  });

  test.each<[string, Parameters<typeof kept>[0], Parameters<typeof kept>[1], number]>([
    ['created', {}, {}, 1],
    ['there before', { outcome: 'unchanged' }, {}, 1],
    ['failed', { outcome: 'failed' }, {}, 0],
    ['skipped', { outcome: 'skipped' }, {}, 0],
    ['never seen', { observed: null }, {}, 0],
    ['without a lease', {}, { ttlMs: null }, 0],
    ['adopted', { outcome: 'adopted' }, { adopt: 'f'.repeat(32) }, 0],
    ['of another name', {}, { name: 'db' }, 0],
  ])('one that is %s', (_, machine, desired, count) => {
    expect(kept(machine, desired)).toHaveLength(count);
  });
});
