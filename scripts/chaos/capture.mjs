// Everything that a job prints and writes, kept as text, and the look for planted secrets in all of it.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENCODINGS, findSecrets } from '../../__tests__/e2e/encodings.ts';

/** A secret that no text has by chance, with every character that an encoding changes. */
export function canary(name) {
  return `${name}+${randomBytes(15).toString('base64')}/&"<x>`;
}

/** An RSA key as a user would upload it. */
export function rsaKey() {
  const encoding = { type: 'pkcs1', format: 'pem' };
  return generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: encoding, privateKeyEncoding: encoding })
    .privateKey;
}

/** Paths below `directory` with their text; the runner's command files are among them. */
export function filesBelow(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

/** Private keys are handed over in these files, on purpose; post removes them. */
export function isHandedKey(path) {
  return /(?:^|\/)mist-[0-9a-f-]+\/keys\/[^/]+$/.test(path);
}

/** Texts of one job, by where they were found. */
export class Captured {
  #texts = [];
  #secrets = {};

  /** Registers secrets by name; empty ones are left out. */
  plant(secrets) {
    for (const [name, value] of Object.entries(secrets)) if (value) this.#secrets[name] = value;
  }

  text(where, value) {
    this.#texts.push([where, value]);
  }

  /** What one process printed and left; `add-mask` lines are how a runner is told a secret, and hides it. */
  process(stage, result) {
    const printed = result.rawStdout.split('\n').filter((one) => !one.startsWith('::add-mask::'));
    this.text(`${stage}: log`, printed.join('\n'));
    for (const [name, value] of Object.entries(result.rawFiles)) this.text(`${stage}: ${name}`, value);
  }

  /** Every file below RUNNER_TEMP but handed-over keys, unless `keysToo`. */
  files(stage, directory, keysToo = false) {
    for (const [path, value] of Object.entries(filesBelow(directory)))
      if (keysToo || !isHandedKey(path)) this.text(`${stage}: ${path}`, value);
  }

  /** Addresses of requests, where a secret would be kept by every proxy. */
  requests(requests) {
    this.text('requests', requests.map(({ path, query }) => `${path}?${query}`).join('\n'));
  }

  /** `secret as encoding in place` for each hit. */
  hits() {
    const all = this.#texts.map(([, value]) => value).join('\n');
    if (findSecrets(this.#secrets, { all }).length === 0) return [];
    return findSecrets(
      this.#secrets,
      Object.fromEntries(this.#texts.map(([where, value], i) => [`${where} (${i})`, value])),
    );
  }

  get size() {
    const bytes = this.#texts.reduce((sum, [, value]) => sum + value.length, 0);
    return { texts: this.#texts.length, bytes, secrets: Object.keys(this.#secrets).length };
  }
}

/** Host keys as cloud-init brings them to machines: the body without the lines that all such keys share. */
function hostKeysOf(state) {
  const found = state.machines.flatMap(({ id, cloud_init }) => {
    const lines = (cloud_init ?? '').split('\n').map((one) => one.trim());
    const start = lines.findIndex((one) => one.endsWith('BEGIN OPENSSH PRIVATE KEY-----'));
    const end = lines.findIndex((one) => one.endsWith('END OPENSSH PRIVATE KEY-----'));
    return start < 0 ? [] : [[`host key of ${id}`, lines.slice(start + 2, end).join('\n')]];
  });
  return Object.fromEntries(found);
}

/** The generated keys of `prefix` with their private halves, read from the server itself. */
async function generatedKeys({ url, token }, state, prefix) {
  const ours = state.keys.filter(({ name }) => name.startsWith(prefix));
  const found = ours.map(async ({ id, name }) => {
    const response = await fetch(`${url}/api/v1/keys/${id}/private`, { headers: { authorization: token } });
    return [`private half of ${name}`, response.ok ? String(await response.json()) : ''];
  });
  return Object.fromEntries(await Promise.all(found));
}

/** Every secret of a job that only the server knows: call it while its machines and keys are there. */
export async function serverSecrets(server, prefix) {
  const state = await server.state();
  const machines = state.machines.filter(({ name }) => name.startsWith(prefix));
  return {
    token: server.token,
    ...hostKeysOf({ machines }),
    ...(await generatedKeys(server, state, prefix)),
  };
}

/** Encodings that the look-out knows, with what each makes of a text. */
export const FORMS = Object.entries(ENCODINGS);

/** Sums of several captures for the last line of a run. */
export class ScanTotals {
  jobs = 0;
  texts = 0;
  bytes = 0;
  secrets = 0;
  hits = [];

  add(captured, label) {
    const { texts, bytes, secrets } = captured.size;
    const hits = captured.hits();
    this.jobs += 1;
    this.texts += texts;
    this.bytes += bytes;
    this.secrets += secrets;
    this.hits.push(...hits.map((hit) => `${label}: ${hit}`));
    return hits;
  }

  toString() {
    const size = `${this.texts} texts (${(this.bytes / 1e6).toFixed(1)} MB) of ${this.jobs} jobs`;
    return `secrets: ${size}, ${this.secrets} secrets in ${FORMS.length} encodings: ${this.hits.length} hits`;
  }
}
