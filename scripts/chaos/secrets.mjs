// Planted secrets in jobs that go well, fail, are killed and talk too much; and a control that every form would be found.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scopePrefix } from '../../src/model/identity.ts';
import { startJob } from '../runner.mjs';
import { Captured, canary, FORMS, rsaKey, ScanTotals, serverSecrets } from './capture.mjs';
import { killPoints } from './kill-points.mjs';
import { loseRunner, openJob, openWorld, scopeOf } from './world.mjs';

const LEAKY = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
const forms = JSON.parse(process.env.FORMS);
const text = (channel) => forms.map(([name, form]) => channel + ' ' + name + ' ' + form).join('\\n') + '\\n';
process.stdout.write(text('stdout'));
process.stderr.write(text('stderr'));
for (const name of ['OUTPUT', 'STATE', 'ENV', 'STEP_SUMMARY']) {
  const body = text(name);
  appendFileSync(process.env['GITHUB_' + name], name === 'STEP_SUMMARY' ? body : 'x<<EOF\\n' + body + 'EOF\\n');
}
mkdirSync(process.env.RUNNER_TEMP + '/deep/er', { recursive: true });
writeFileSync(process.env.RUNNER_TEMP + '/deep/er/keeper.log', text('file'));
`;
const CHANNELS = ['stdout', 'stderr', 'OUTPUT', 'STATE', 'ENV', 'STEP_SUMMARY', 'file'];

/** An action that tells a secret in every form on every channel: what is not found there would not be found at all. */
async function control() {
  const directory = mkdtempSync(join(tmpdir(), 'leaky-action-'));
  const secret = canary('control');
  const missing = [];
  try {
    writeFileSync(
      join(directory, 'action.yml'),
      'name: leaky\nruns: { using: node24, main: main.mjs, post: main.mjs }\n',
    );
    writeFileSync(join(directory, 'main.mjs'), LEAKY);
    for (const [name, encode] of FORMS) {
      const job = startJob({ actionDirectory: directory });
      const captured = new Captured();
      captured.plant({ secret });
      const main = await job.step({ env: { FORMS: JSON.stringify([[name, encode(secret)]]) } });
      captured.process('main', main);
      captured.files('after main', job.runnerTemp);
      const hits = captured.hits();
      const told = hits.filter((hit) => hit.startsWith(`secret as ${name} in`)).join('\n');
      const places = { stdout: 'main: log', stderr: 'main: log', file: 'deep/er/keeper.log' };
      for (const channel of CHANNELS)
        if (!told.includes(places[channel] ?? `GITHUB_${channel}`)) missing.push(`${name} on ${channel}`);
      job.remove();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return missing;
}

const SMALL = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }';
const specOf = (secret) => `keys:
  team: { private: "\${TEAM_KEY}" }
  ci: { generate: true, save: .ssh/ci }
machines:
  a:
    backend: aws
    key: team
    image: ubuntu 24.04
    size: { cpu: 1, ram: 1g }
    cloud-init: |
      #cloud-config
      password: '${secret}'
  b: { ${SMALL}, backend: aws, key: ci }
`;

/** What the server does: nothing, repeat every secret in an error, or end the create with them. */
const STORIES = [
  { what: 'a job that goes well, with debug logging', red: false },
  { what: 'the server repeats secrets when it refuses to list', method: 'GET', route: '^/api/v1/keys$', red: true },
  { what: 'the server repeats secrets when a key is added', method: 'PUT', route: '^/api/v1/keys$', red: true },
  {
    what: 'the server repeats secrets when a machine is created',
    method: 'POST',
    route: '^/api/v2/machines$',
    red: true,
  },
  { what: 'a failed create repeats secrets', createErrors: true, red: true },
];

async function tell(story, number, scans) {
  const world = await openWorld();
  const { server } = world;
  const runId = `${400_000 + number}`;
  const secrets = { token: server.token, teamKey: rsaKey(), secret: canary('cloud-init') };
  const captured = new Captured();
  captured.plant(secrets);
  const job = openJob(runId, { debug: true });
  try {
    const forms = Object.values(secrets).flatMap((one) => [one, encodeURIComponent(one), JSON.stringify(one)]);
    const body = JSON.stringify({ title: forms.join(' '), detail: forms.join(' ') });
    const fault = { kind: 'status', status: 400, contentType: 'application/problem+json', body };
    const { method, route } = story;
    if (route) await server.control('POST', 'faults', { match: { method, route, times: 0 }, fault });
    if (story.createErrors) await server.switches({ createErrors: [{ text: forms.join(' ') }] });
    const inputs = { 'mist-url': server.url, 'mist-token': server.token, spec: specOf(secrets.secret) };
    const main = await job.step({ inputs, env: { TEAM_KEY: secrets.teamKey } });
    captured.process('main', main);
    captured.plant(await serverSecrets(server, scopePrefix(scopeOf(runId))));
    captured.files('after main', job.runnerTemp);
    await server.control('DELETE', 'faults');
    await server.switches({ createErrors: [] });
    const post = await main.post();
    captured.process('post', post);
    captured.files('after post', job.runnerTemp, true);
    captured.files('workspace after post', job.workspace, true);
    captured.requests((await server.state()).requests);
    const wrong = main.failed === story.red ? [] : [`main is ${main.failed ? 'red' : 'green'}: ${main.stdout}`];
    return [...wrong, ...(post.failed ? [`post is red: ${post.stdout}`] : []), ...scans.add(captured, story.what)];
  } finally {
    loseRunner(job);
    job.remove();
    await server.stop();
  }
}

/** The control, the stories, and kills with a password and its minted tokens. Returns `{ok, lines}`. */
export async function secrets({ ci, parallel, print }) {
  const missing = await control();
  for (const one of missing) print(`FAIL  the control is not found: ${one}`);
  const scans = new ScanTotals();
  let bad = 0;
  for (const [number, story] of STORIES.entries()) {
    const problems = await tell(story, number, scans);
    if (problems.length > 0) bad += 1;
    print(
      `${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${story.what}${problems.map((one) => `\n      ${one}`).join('')}`,
    );
  }
  const kills = await killPoints({
    ci: false,
    ways: ['post'],
    filter: ci ? /^token revoked|^files: a key half/ : /^token|half written$/,
    parallel,
    print,
  });
  return {
    ok: missing.length === 0 && bad === 0 && kills.ok,
    lines: [
      `control: ${FORMS.length} encodings on ${CHANNELS.length} channels, ${missing.length} not found`,
      scans.toString(),
      ...kills.lines,
    ],
  };
}
