// The action on this machine, as a workflow would run it: a job of two steps (plan, apply) on `mist-url: sandbox`,
// an OpenSSH login into every machine, then the posts, with proof that nothing is left. `npm run try`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startJob } from './runner.mjs';

const SPEC = `machines:
  db: { image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws }
  web: { count: 2, image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, backend: aws, needs: [db] }
`;

const INPUTS = { 'mist-url': 'sandbox', spec: SPEC };

let failures = 0;

function check(ok, what) {
  console.log(`  ${ok ? 'ok  ' : 'FAIL'}  ${what}`);
  if (!ok) failures += 1;
}

function title(text) {
  console.log(`\n== ${text}`);
}

function indent(text) {
  return text.trimEnd().replaceAll(/^/gm, '  ');
}

function report(name, result) {
  check(!result.failed, `${name}: ${result.failed ? 'failed' : 'green'} after ${result.seconds.toFixed(1)} s`);
  if (result.failed) console.log(indent(result.stdout));
}

/** Logs into one machine with nothing but the files that the action handed over. */
function login(configFile, machine) {
  const args = ['-F', configFile, '-o', 'StrictHostKeyChecking=yes', machine.name, 'uname -n; pwd'];
  const ran = spawnSync('ssh', args, { encoding: 'utf8', timeout: 20_000 });
  const said = ran.stdout?.trim().split('\n').join(', ');
  check(ran.status === 0, `ssh -F ssh_config ${machine.name}: ${ran.status === 0 ? said : ran.stderr?.trim()}`);
}

function fetchJson(url, token) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers: { authorization: token } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', reject);
  });
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (open) => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

/** What the server itself lists: machines that are not terminated, and generated keys. */
async function listOnServer({ url, token }) {
  const clouds = await fetchJson(`${url}/api/v1/clouds`, token);
  const lists = await Promise.all(clouds.map(({ id }) => fetchJson(`${url}/api/v1/clouds/${id}/machines`, token)));
  const keys = await fetchJson(`${url}/api/v1/keys`, token);
  return {
    machines: lists.flat().filter((machine) => machine.state !== 'terminated').length,
    keys: keys.filter((key) => key.name.startsWith('ma-')).length,
  };
}

function showOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) {
    if (value !== '') console.log(`  ${name}: ${value.length > 160 ? `${value.slice(0, 157)}...` : value}`);
  }
}

async function proveNothingIsLeft(sandbox, machines, filesDirectory) {
  const left = await listOnServer(sandbox);
  check(left.machines === 0, `machines that the server still lists: ${left.machines}`);
  check(left.keys === 0, `generated keys that the server still has: ${left.keys}`);
  for (const { name, ip, port } of machines) {
    check(!(await answers(ip, port)), `${name}: nothing answers on ${ip}:${port}`);
  }
  check(!existsSync(filesDirectory), `${filesDirectory} is gone`);
}

async function tryOut(job) {
  title('Step 1: mode plan, starts the sandbox and changes nothing');
  const plan = await job.step({ inputs: { ...INPUTS, mode: 'plan' } });
  report('plan', plan);
  console.log(`  ${plan.outputs.plan}`);

  title('Step 2: apply');
  const apply = await job.step({ inputs: INPUTS });
  console.log(indent(apply.stdout));
  report('apply', apply);
  title('Outputs');
  showOutputs(apply.outputs);
  title('Job summary');
  console.log(indent(apply.summary));

  const machines = JSON.parse(apply.outputs.machines ?? '[]');
  title('OpenSSH into every machine, strict host keys');
  check(machines.length === 3, `machines: ${machines.length}`);
  for (const machine of machines) login(apply.outputs['ssh-config-file'] ?? '', machine);

  const sandbox = JSON.parse(readFileSync(join(job.runnerTemp, 'mist-action-sandbox.json'), 'utf8'));
  const before = await listOnServer(sandbox);
  check(before.machines === 3 && before.keys === 1, `the server lists ${before.machines} machines, ${before.keys} key`);

  title('Post of step 2: tear down');
  const post = await apply.post();
  console.log(indent(post.stdout));
  report('post', post);

  title('What is left');
  await proveNothingIsLeft(sandbox, machines, apply.outputs.files ?? '');
  report('post of step 1', await plan.post());
  check(!(await answers('127.0.0.1', Number(new URL(sandbox.url).port))), 'the sandbox has ended');
  const { orphans } = await job.finish();
  check(orphans.length === 0, `processes that the job left behind: ${orphans.length}`);
}

const started = performance.now();
if (spawnSync('ssh', ['-V']).error) {
  console.error(
    '`ssh` is needed to log into the machines, and it was not found. Debian, Ubuntu: apt install openssh-client.',
  );
  process.exitCode = 1;
} else {
  const job = startJob({ name: 'try' });
  try {
    await tryOut(job);
  } catch (error) {
    check(false, error instanceof Error ? error.message : String(error));
  } finally {
    await job.finish();
    job.remove();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(failures === 0 ? `\nAll well, ${seconds} s.` : `\n${failures} of the checks failed, ${seconds} s.`);
  process.exitCode = failures === 0 ? 0 : 1;
}
