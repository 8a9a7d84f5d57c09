import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exportedVariables, exportVariables, readPrefix, refuseCollisions } from '../../../src/action/export-env.ts';
import { createLog } from '../../../src/action/log.ts';
import { NO_PATHS } from '../../../src/action/outputs.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { machine, observed } from '../render/report-fixtures.ts';
import { worldFor } from '../spec/spec-world.ts';

function specOf(rows: readonly string[]) {
  const text = `defaults: { image: ubuntu 24.04, size: t2.micro }\nmachines:\n${rows.map((row) => `  ${row}\n`).join('')}`;
  return parseSpec(text, worldFor('rows.yml'));
}

describe('the prefix', () => {
  test.each([
    ['MIST', 'MIST_'],
    ['mist_', 'MIST_'],
    ['My_Env2', 'MY_ENV2_'],
  ])('%s is %s', (text, prefix) => {
    expect(readPrefix(text)).toBe(prefix);
  });

  test.each([
    'true!',
    '1A',
    '_',
    'a-b',
    'x'.repeat(40),
    'A=B',
    'A\nB',
    'GITHUB',
    'runner_',
    'ACTIONS_X',
    'input',
    'State',
  ])('%j is refused', (text) => {
    expect(() => readPrefix(text)).toThrow(/^Input `export-env`: /);
  });
});

describe('names that would be one', () => {
  test.each([
    [['web: {}', 'web-private: {}'], /MIST_WEB_PRIVATE_IP would be a fact of `web` and of `web-private`/],
    [['web: { count: 2 }', 'web-1-private: {}'], /MIST_WEB_1_PRIVATE_IP/],
  ])('%j', (rows, message) => {
    expect(() => refuseCollisions('MIST_', specOf(rows))).toThrow(message);
  });

  test.each([[['web: {}', 'db: {}', 'old: absent']], [['web: { count: 3 }']], [['web: {}', 'web-private: absent']]])(
    '%j are apart',
    (rows) => {
      expect(() => refuseCollisions('MIST_', specOf(rows))).not.toThrow();
    },
  );
});

describe('variables', () => {
  test('of machines that can be worked with, with plain values only', () => {
    const seen = observed({ publicIps: ['203.0.113.7'], privateIps: ['10.0.0.7'] });
    const found = exportedVariables(
      'MIST_',
      [
        machine({ name: 'web-1', observed: seen, user: 'ubuntu', port: 2222 }),
        machine({ name: 'six', observed: observed({ publicIps: ['2001:db8::1'], privateIps: [] }) }),
        machine({ name: 'odd', observed: observed({ publicIps: ['$(id)\nX=1'], privateIps: [] }) }),
        machine({ name: 'lost', observed: seen, outcome: 'failed' }),
        machine({ name: 'none', observed: null }),
      ],
      { ...NO_PATHS, sshConfig: '/t/ssh_config' },
    );
    expect(found).toMatchObject({
      MIST_WEB_1_IP: '203.0.113.7',
      MIST_WEB_1_PRIVATE_IP: '10.0.0.7',
      MIST_WEB_1_PORT: '2222',
      MIST_WEB_1_USER: 'ubuntu',
      MIST_WEB_1_ID: seen.id,
      MIST_SIX_IP: '2001:db8::1',
      MIST_SSH_CONFIG_FILE: '/t/ssh_config',
    });
    const names = Object.keys(found);
    for (const name of ['MIST_SIX_PRIVATE_IP', 'MIST_ODD_IP', 'MIST_INVENTORY_FILE']) expect(names).not.toContain(name);
    expect(names.filter((name) => /LOST|NONE/.test(name))).toEqual([]);
  });

  test('go to the runner with a delimiter that no value can hold, and to the log outside of GitHub', () => {
    const directory = mkdtempSync(join(tmpdir(), 'export-env-'));
    const path = join(directory, 'env');
    writeFileSync(path, 'KEPT=1\n');
    const written: string[] = [];
    const log = createLog({
      write: (text) => written.push(text),
      elapsed: () => 0,
      redactor: createRedactor(),
      commands: true,
    });
    exportVariables({ GITHUB_ENV: path }, log, { A: '1', B: '2' });
    expect(readFileSync(path, 'utf8')).toMatch(
      /^KEPT=1\nA<<(mist-[0-9a-f]{32})\n1\n\1\nB<<(mist-[0-9a-f]{32})\n2\n\2\n$/,
    );
    expect(written).toEqual([]);
    exportVariables({}, log, { A: '1' });
    expect(written).toEqual(['export A=1\n']);
    expect(() => exportVariables({ GITHUB_ENV: join(directory, 'none') }, log, { A: '1' })).toThrow(
      /cannot be exported: ENOENT/,
    );
    rmSync(directory, { recursive: true });
  });
});
