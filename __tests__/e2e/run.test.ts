// `run` and `run-file`: what reaches the machine, what is shown, and when a script runs again.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../fakes/openssh.ts';
import { type MainResult, machinesOf } from './runner.ts';
import { leftOn, NOTHING } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, expectOneError, SMALL, withScenario } from './scenario.ts';

async function on(main: MainResult, name: string, command: string): Promise<string> {
  const args = ['-F', main.outputs['ssh-config-file'] ?? '', '-o', 'BatchMode=yes', name, command];
  return (await run('ssh', args)).stdout;
}

/** The lines of the group with this title, as the runner shows them. */
function groupOf(main: MainResult, title: RegExp): string[] {
  const lines = main.stdout.split('\n');
  const start = lines.findIndex((line) => line.startsWith('##[group]') && title.test(line));
  const end = lines.findIndex((line, index) => index > start && line.startsWith('##[endgroup]'));
  return start === -1 ? [] : lines.slice(start + 1, end);
}

describe('a script', () => {
  test.concurrent('runs where and when the row says, with its own environment, and is shown in one piece', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const bash = '#!/usr/bin/env bash\nset -u\nwords=(yes no)\necho "$words: $MIST_NAME" | tee file.txt\n';
      writeFileSync(join(job.workspace, 'setup.sh'), bash);
      const spec = `defaults: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
machines:
  db: { run: "date +%s%N >done" }
  web:
    count: 2
    needs: [db]
    env: { TOKEN: "\${SERVICE_TOKEN}", STAGE: "it's a test", DB: "\${machines.db.ip}" }
    run: |
      date +%s%N >begun
      echo "$MIST_NAME $MIST_ROW $MIST_SCOPE $MIST_BACKEND $MIST_ID" >facts
      printf '%s|%s|%s' "$STAGE" "$TOKEN" "$DB" >env
      env | cut -d= -f1 | sort >names
      echo "$MIST_NAME one $TOKEN"; sleep 0.3
      echo "::error::$MIST_NAME two" >&2; sleep 0.3
      echo "::add-mask::$MIST_NAME"
  file: { run-file: setup.sh }
`;
      const main = await job.step({ inputs: inputs({ spec }), env: { SERVICE_TOKEN: 'tok-9b1deb4d3b7d' } });
      expectGreen(main);
      const machines = machinesOf(main);
      const web = machines.find(({ name }) => name === 'web-1');
      const db = machines.find(({ name }) => name === 'db');
      const scope = main.outputs.scope ?? '';
      expect(await on(main, 'web-1', 'cat facts')).toBe(`web-1 web ${scope} aws ${web?.id}\n`);
      expect(await on(main, 'web-1', 'cat env')).toBe(`it's a test|tok-9b1deb4d3b7d|${db?.ip}`);
      expect((await on(main, 'web-2', 'cat names')).split('\n')).not.toContain('SERVICE_TOKEN');
      expect(await on(main, 'file', 'cat file.txt')).toBe('yes: file\n');
      expect(Number(await on(main, 'db', 'cat done'))).toBeLessThan(Number(await on(main, 'web-1', 'cat begun')));
      for (const name of ['web-1', 'web-2']) {
        const lines = [`${name} one ***`, `: :error::${name} two`, `: :add-mask::${name}`];
        expect(groupOf(main, new RegExp(`machine/${name}: run, exit code 0`))).toEqual(lines);
      }
      expect(main.annotations).toEqual([]);
      expect(main.stdout).not.toContain('tok-9b1deb4d3b7d');
      expectGreen(await main.post());
      rmSync(join(job.workspace, 'setup.sh'));
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('that fails, fails its row and costs its dependents; post removes everything', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `defaults: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
machines:
  db:
    run: |
      echo about to fail
      no-such-command
      echo never
  web: { needs: [db] }
  slow: { run: sleep 60, run-timeout: 2s }
  killed: { run: "kill -9 $$" }
`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectOneError(
        main,
        /^machine\/db: its `run` failed, exit code 127; it said last: about to fail \| .*not found.*\nmachine\/slow: its `run` failed, not over within 2s.*\nmachine\/killed: its `run` failed, ended by SIGKILL.*$/,
      );
      expect(machinesOf(main).map(({ name, outcome }) => [name, outcome])).toEqual([
        ['db', 'failed'],
        ['web', 'skipped'],
        ['slow', 'failed'],
        ['killed', 'failed'],
      ]);
      expect(main.stdout).toMatch(/machine\/slow has failed: its `run` failed, not over within 2s/);
      expect(main.stdout).toMatch(/machine\/killed has failed: its `run` failed, ended by SIGKILL/);
      expect(main.stdout).not.toContain('never');
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));

  test.concurrent('that fails on some of a row follows `min-ready`', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const spec = `machines:
  web: { count: 3, min-ready: 2, ${SMALL}, backend: aws, run: 'test "$MIST_NAME" != web-2' }
`;
      const main = await job.step({ inputs: inputs({ spec }) });
      expectGreen(main);
      expect(main.stdout).toMatch(/##\[warning\].*web: 2 of 3 are ready/);
      expect((await sandbox.state()).machines.filter(({ gone }) => !gone)).toHaveLength(2);
      expectGreen(await main.post());
      await expectNothingLeft({ sandbox, job });
    }));
});

describe('in a named scope', () => {
  const spec = (script: string): string =>
    `machines:\n  web: { ${SMALL}, backend: aws, run: ${JSON.stringify(script)} }\n`;

  test.concurrent('a script runs once, and again when it changed', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const step = (text: string) => job.step({ inputs: inputs({ spec: spec(text), scope: 'pr-7', ttl: '1h' }) });
      const first = await step('echo one >>log');
      expectGreen(first);
      const { writes } = await sandbox.state();
      const again = await step('echo one >>log');
      expectGreen(again);
      expect(again.outputs.changed).toBe('false');
      expect((await sandbox.state()).writes).toBe(writes);
      const changed = await step('echo two >>log');
      expectGreen(changed);
      expect(changed.stdout).toContain('run changed since it last succeeded');
      expect(machinesOf(changed)[0]).toMatchObject({ id: machinesOf(first)[0]?.id, outcome: 'updated' });
      expect(await on(changed, 'web', 'cat log')).toBe('one\ntwo\n');
      const failed = await step('echo three >>log; false');
      expectOneError(failed, /machine\/web: its `run` failed, exit code 1/);
      const mended = await step('echo three >>log; true');
      expectGreen(mended);
      expect(await on(mended, 'web', 'cat log')).toBe('one\ntwo\nthree\nthree\n');
      expect(machinesOf(mended)[0]?.id).toBe(machinesOf(first)[0]?.id);
    }));

  test.concurrent('a runner that died in the middle leaves no machine that looks finished', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const given = { spec: spec('echo begun >>log; test -e go || sleep 30'), scope: 'pr-8', ttl: '1h' };
      const lost = await job.step({
        inputs: inputs(given),
        interrupt: { kind: 'kill', on: /machine\/web is ready; running its setup/ },
      });
      expect(lost.failed).toBe(true);
      const [machine] = (await sandbox.state()).machines;
      expect(machine?.tags.mist_action_digest).toBeDefined();
      expect(machine?.tags.mist_action_run).toBeUndefined();
      const again = await job.step({ inputs: inputs({ ...given, spec: spec('echo again >>log') }) });
      expectGreen(again);
      expect(again.stdout).toContain('run has not succeeded on it yet');
      expect(await on(again, 'web', 'cat log')).toMatch(/^(?:begun\n)?again\n$/);
    }));

  test.concurrent('a new machine whose script failed is removed again', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const main = await job.step({ inputs: inputs({ spec: spec('exit 3'), scope: 'pr-9', ttl: '1h' }) });
      expectOneError(main, /exit code 3/);
      expect(leftOn(await sandbox.state()).machines).toEqual(NOTHING.machines);
    }));
});
