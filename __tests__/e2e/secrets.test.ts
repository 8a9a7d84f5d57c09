// Planted secrets must not leave a job: not in its log, outputs, state, summary or files, in no encoding, on no path.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ENCODINGS, findSecrets } from './encodings.ts';
import type { Job, MainResult, PostResult } from './runner.ts';
import type { SandboxServer } from './sandbox-server.ts';
import { expectGreen, filesBelow, SMALL, withScenario } from './scenario.ts';

const canary = (name: string): string => `${name}+${randomBytes(12).toString('base64')}/&"x`;

function rsaKey(): string {
  const encoding = { type: 'pkcs1', format: 'pem' } as const;
  return generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: encoding, privateKeyEncoding: encoding })
    .privateKey;
}

/** What a process printed and left in its command files. `add-mask` is how a runner is told a secret, and hides it. */
function textsOf(stage: string, result: PostResult): Record<string, string> {
  const printed = result.rawStdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const files = Object.entries(result.rawFiles).map(([name, text]) => [`${stage} ${name}`, text]);
  return { [`${stage} log`]: printed.join('\n'), [`${stage} summary`]: result.summary, ...Object.fromEntries(files) };
}

/** The handed-over files, but private keys: those are what the job is given on purpose. */
function handedOver(job: Job): Record<string, string> {
  const paths = filesBelow(job.runnerTemp).filter((path) => /\.(json|md|yml)$|ssh_config$|known_hosts$/.test(path));
  expect(paths.length).toBeGreaterThanOrEqual(6);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(job.runnerTemp, path), 'utf8')]));
}

const INPUTS = {
  spec: `keys:
  team: { private: "\${TEAM_KEY}" }
  ci: { generate: true }
machines:
  a: { ${SMALL}, backend: aws, key: team }
  b: { ${SMALL}, backend: aws, key: ci }
`,
};

async function hostKeys(sandbox: SandboxServer): Promise<Record<string, string>> {
  const { machines } = await sandbox.state();
  const found = machines.flatMap(({ cloud_init }, index) => {
    const lines = (cloud_init ?? '').split('\n').map((line) => line.trim());
    const start = lines.findIndex((line) => line.endsWith('BEGIN OPENSSH PRIVATE KEY-----'));
    const end = lines.findIndex((line) => line.endsWith('END OPENSSH PRIVATE KEY-----'));
    // The first line of such a key is the same for every key.
    return start < 0 ? [] : [[`host key ${index}`, lines.slice(start + 2, end).join('\n')]];
  });
  expect(found).toHaveLength(2);
  return Object.fromEntries(found);
}

test('the look-out finds a secret in every encoding', () => {
  const secret = canary('control');
  const texts = Object.fromEntries(
    Object.entries(ENCODINGS).map(([name, encode]) => [name, `before ${encode(secret)} after`]),
  );
  for (const name of Object.keys(ENCODINGS)) {
    expect(findSecrets({ secret }, texts)).toContainEqual(`secret as ${name} in ${name}`);
  }
  expect(Object.keys(ENCODINGS).length).toBeGreaterThanOrEqual(8);
  expect(findSecrets({ secret }, { text: 'nothing of it' })).toEqual([]);
});

describe('a job', () => {
  test.concurrent('that goes well', () =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const [password, teamKey] = [canary('password'), rsaKey()];
      const account = { 'mist-token': '', 'mist-email': 'admin@example.com', 'mist-password': password };
      const main: MainResult & { post(): Promise<PostResult> } = await job.step({
        inputs: inputs({ ...INPUTS, ...account }),
        env: { TEAM_KEY: teamKey },
      });
      expectGreen(main);
      const paths = JSON.parse(main.outputs.machines ?? '[]').map(({ key_file }: { key_file: string }) => key_file);
      const generated = readFileSync(paths[1], 'utf8');
      expect(readFileSync(paths[0], 'utf8').trim()).toBe(teamKey.trim());
      const secrets = { password, 'team key': teamKey, 'generated key': generated, ...(await hostKeys(sandbox)) };
      const files = handedOver(job);
      const post = await main.post();
      expectGreen(post);
      const texts = { ...textsOf('main', main), ...textsOf('post', post), ...files };
      expect(findSecrets(secrets, texts)).toEqual([]);
      const minted = job.masks.filter((mask) => /^[0-9a-f]{64}$/.test(mask));
      expect(minted.length).toBeGreaterThanOrEqual(1);
      expect(findSecrets(Object.fromEntries(minted.map((token, i) => [`token ${i}`, token])), texts)).toEqual([]);
      // Without this the look above could be one at nothing.
      expect(findSecrets({ scope: main.outputs.scope ?? '' }, texts)).toContain('scope as plain in main log');
    }));

  test.concurrent.each([
    { what: 'whose server repeats them in its errors', route: '/api/v1/keys', method: 'GET' },
    { what: 'whose create fails with them', route: '/api/v2/machines', method: 'POST' },
    { what: 'whose key upload fails with them', route: '/api/v1/keys', method: 'PUT' },
  ])('$what', ({ route, method }) =>
    withScenario(async ({ sandbox, job, inputs }) => {
      const teamKey = rsaKey();
      const forms = [sandbox.token, teamKey].flatMap((secret) => [secret, encodeURIComponent(secret)]);
      const body = JSON.stringify({ title: forms.join(' '), detail: forms.join(' ') });
      await sandbox.fault(
        { route, method, times: 0 },
        { kind: 'status', status: 400, contentType: 'application/problem+json', body },
      );
      const main = await job.step({ inputs: inputs(INPUTS), env: { TEAM_KEY: teamKey } });
      expect(main.exitCode).toBe(1);
      const post = await main.post();
      const texts = { ...textsOf('main', main), ...textsOf('post', post) };
      expect(findSecrets({ token: sandbox.token, 'team key': teamKey }, texts)).toEqual([]);
      expect(main.stdout).toContain(`${method} ${route}`);
    }),
  );

  test.concurrent('that is cancelled, with debug logging', () =>
    withScenario(
      async ({ sandbox, job, inputs }) => {
        const teamKey = rsaKey();
        const main = await job.step({
          inputs: inputs(INPUTS),
          env: { TEAM_KEY: teamKey },
          interrupt: { kind: 'cancel', on: /has been created: / },
        });
        const post = await main.post();
        const texts = { ...textsOf('main', main), ...textsOf('post', post) };
        expect(findSecrets({ token: sandbox.token, 'team key': teamKey }, texts)).toEqual([]);
      },
      { job: { debug: true } },
    ));
});
