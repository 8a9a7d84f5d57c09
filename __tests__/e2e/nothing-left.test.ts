// What a job leaves on its runner: nothing in HOME, in the workspace or in RUNNER_TEMP, however it ended.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Job } from './runner.ts';
import { expectNoProcess, type Scenario, withScenario } from './scenario.ts';

const SPEC = `defaults: { backend: aws, image: ubuntu 24.04, size: { cpu: 1, ram: 1g } }
keys:
  ci: { generate: true, save: .ssh/deep/ci }
machines:
  bastion: { key: ci, run: echo set up }
  app: { key: ci, needs: [bastion], via: bastion, run-file: setup.sh }
`;

/** Every path below the job's own places with its text; what the runner itself puts there is not the action's. */
function trees(job: Job, home: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, root] of Object.entries({ home, workspace: job.workspace, temp: job.runnerTemp })) {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (path.includes('_runner_file_commands')) continue;
      found[`${name}${path.slice(root.length)}`] = entry.isFile() ? readFileSync(path, 'utf8') : 'no file';
    }
  }
  return found;
}

/** A job in a home of its own, with files of other people's in all places. */
function leavesNothing(act: (step: Job['step'], given: Scenario) => ReturnType<Job['step']>): Promise<void> {
  return withScenario(async (given) => {
    const { job } = given;
    const home = join(job.runnerTemp, '..', 'home');
    mkdirSync(join(home, '.ssh'), { recursive: true });
    writeFileSync(join(home, '.ssh', 'known_hosts'), 'other.example.com ssh-ed25519 AAAA\n');
    writeFileSync(join(job.workspace, 'setup.sh'), '#!/bin/sh\necho from a file\n');
    mkdirSync(join(job.workspace, '.ssh'));
    writeFileSync(join(job.workspace, '.ssh', 'theirs'), 'theirs\n');
    writeFileSync(join(job.runnerTemp, 'theirs'), 'theirs\n');
    const before = trees(job, home);
    const main = await act((options = {}) => job.step({ ...options, env: { HOME: home, ...options.env } }), given);
    await main.post();
    await expectNoProcess(job);
    expect(trees(job, home)).toEqual(before);
  });
}

describe('nothing is left on the runner', () => {
  test.concurrent('after success', () =>
    leavesNothing(async (step, { inputs, job }) => {
      const main = await step({ inputs: inputs({ spec: SPEC, 'export-env': 'MIST' }) });
      expect(main.failed).toBe(false);
      expect(main.env).toMatchObject({
        MIST_APP_USER: 'ubuntu',
        MIST_SSH_CONFIG_FILE: main.outputs['ssh-config-file'],
      });
      expect(Object.keys(trees(job, join(job.runnerTemp, '..', 'home')))).toContain('workspace/.ssh/deep/ci');
      return main;
    }));

  test.concurrent('after a failure', () =>
    leavesNothing(async (step, { inputs }) => {
      const main = await step({ inputs: inputs({ spec: SPEC.replace('echo set up', 'exit 1') }) });
      expect(main.failed).toBe(true);
      return main;
    }));

  test.concurrent('after a cancel in the middle of a script', () =>
    leavesNothing(async (step, { inputs }) => {
      const spec = SPEC.replace('echo set up', 'sleep 60');
      const main = await step({ inputs: inputs({ spec }), interrupt: { kind: 'cancel', on: /running its setup/ } });
      expect(main.failed).toBe(true);
      return main;
    }));

  test.concurrent('after main was killed', () =>
    leavesNothing(async (step, { inputs }) => {
      const main = await step({ inputs: inputs({ spec: SPEC }), interrupt: { kind: 'kill', on: /running its setup/ } });
      expect(main.failed).toBe(true);
      return main;
    }));
});
