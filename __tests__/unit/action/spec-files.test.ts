// Where main takes its spec from: files that can be read, files that may not be, and events that no stranger may use.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Ended, type LiveJob, ONE, withJob } from '../../fakes/step-in-process.ts';

const HINT = 'Give the spec as text in `spec`, or check out the repository first and give the path of a file in it.';

function plan(job: LiveJob, path: string): Promise<Ended> {
  return job.main({ mode: 'plan', 'spec-file': path });
}

describe('a spec file', () => {
  test.each([
    ['the default path', '.github/mist.yml', ''],
    ['a path of its own', 'ci/deep/spec.yml', 'ci/deep/spec.yml'],
    ['a path with detours', 'ci/spec.yml', './ci/../ci/spec.yml'],
  ])('is read at %s', (_what, path, given) =>
    withJob(async (job) => {
      job.file(path, ONE);
      const main = await plan(job, given);
      expect([main.failed, main.errors]).toEqual([false, []]);
      expect(main.outputs.plan).toContain('"create":1');
    }),
  );

  test.each<[string, string, string, (job: LiveJob) => void]>([
    ['is not there', 'ci.yml', 'there is no such file', () => undefined],
    ['lies outside', '../temp/../secret.yml', 'it lies outside of the workspace', () => undefined],
    ['is absolute and outside', '/etc/hostname', 'it lies outside of the workspace', () => undefined],
    [
      'is a link',
      'ci.yml',
      'a symbolic link leads to it, and links are not followed',
      (job) => symlinkSync('/etc/hostname', join(job.workspace, 'ci.yml')),
    ],
    [
      'lies behind a link',
      'ci/hostname',
      'a symbolic link leads to it, and links are not followed',
      (job) => symlinkSync('/etc', join(job.workspace, 'ci')),
    ],
    [
      'is too large',
      'ci.yml',
      'it is larger than 262144 bytes',
      (job) => writeFileSync(join(job.workspace, 'ci.yml'), `# ${'x'.repeat(262_144)}\n`),
    ],
    ['is a directory', 'ci.yml', 'it is no file', (job) => mkdirSync(join(job.workspace, 'ci.yml'))],
  ])('that %s is refused', (_what, path, reason, before) =>
    withJob(async (job) => {
      before(job);
      const main = await plan(job, path);
      expect([main.failed, main.errors, job.asked().all]).toEqual([
        true,
        [`Input \`spec-file\`: \`${path}\` cannot be read: ${reason}. ${HINT}`],
        0,
      ]);
    }),
  );

  test('that is missing at the default path names the input that is blank', () =>
    withJob(async (job) => {
      const main = await plan(job, '');
      expect(main.errors).toEqual([
        `Input \`spec\`: it is blank, and \`.github/mist.yml\` cannot be read: there is no such file. ${HINT}`,
      ]);
    }));

  test('may not hold a secret that an inline spec may', () =>
    withJob(async (job) => {
      const spec = `backends:\n  eu: { provider: linode, api-key: hunter2hunter2hunter2 }\n${ONE}`;
      job.file('ci.yml', spec);
      const [file, inline] = [await plan(job, 'ci.yml'), await job.main({ mode: 'plan', spec })];
      expect(file.errors.at(-1)).toBe('The spec ci.yml has 1 mistake; nothing was changed.');
      expect([inline.failed, inline.errors]).toEqual([false, []]);
      for (const main of [file, inline]) {
        const shown = main.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
        expect(shown.join('\n')).not.toContain('hunter2');
      }
    }));
});

describe("an event that may carry a stranger's checkout", () => {
  const fork = { number: 7, head: { repo: { id: 5 } }, base: { repo: { id: 4242 }, ref: 'main' } };
  const gone = { ...fork, head: { repo: null } };

  test.each([
    ['pull_request_target', { pull_request: fork }],
    ['workflow_run', {}],
    ['issue_comment', {}],
    ['pull_request', { pull_request: fork }],
    ['pull_request', { pull_request: gone }],
    ['pull_request_review', { pull_request: fork }],
  ])('%s %j: its spec file is refused, and nobody is asked for anything', (name, event) =>
    withJob(
      async (job) => {
        job.file('ci.yml', ONE);
        const main = await job.main({ 'spec-file': 'ci.yml', 'github-token': '' });
        expect([main.failed, main.errors.length, job.asked().all, job.state()]).toEqual([true, 1, 0, {}]);
        expect(main.errors[0]).toMatch(new RegExp(`^On ${name} .*stranger`));
      },
      { event, env: { GITHUB_EVENT_NAME: name } },
    ),
  );

  test.each([
    ['pull_request', { pull_request: { ...fork, head: { repo: { id: 4242 } } } }],
    ['push', {}],
  ])('%s of the repository itself may use one', (name, event) =>
    withJob(
      async (job) => {
        job.file('ci.yml', ONE);
        expect((await plan(job, 'ci.yml')).failed).toBe(false);
      },
      { event, env: { GITHUB_EVENT_NAME: name } },
    ),
  );
});
