// Specs for the parser to chew on: half of them good by a small grammar, the rest mutants of those and of the fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROVIDER_IDS, PROVIDER_SPECS } from '../src/spec/providers.ts';

const FIXTURES = fileURLToPath(new URL('../__tests__/fixtures/specs/', import.meta.url));
const TEXTS = ['good', 'bad'].flatMap((kind) =>
  readdirSync(join(FIXTURES, kind))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => readFileSync(join(FIXTURES, kind, name), 'utf8')),
);
const PIECES = [
  `\${`,
  '}',
  '{',
  '[',
  ']',
  ': ',
  '\n',
  '\n  ',
  '- ',
  '&a ',
  '*a',
  '!x ',
  '"',
  "'",
  '|',
  '#',
  '0x1',
  '~',
  '<<: ',
  '\t',
  '\0',
  '\uE000',
  '\u2028',
  `\${machines.db.ip}`,
  `\${{ x }}`,
  'ünï',
  '💥',
  '\uD800',
  '%',
  '@',
  '`',
  '? ',
  '---\n',
];

/** mulberry32: small, fast, and the same everywhere. */
function random(from) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One input of a seed: the same seed and index give the same text. */
export function specFor(seed, index) {
  return new SpecWriter(random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))).write();
}

class SpecWriter {
  #next;

  constructor(next) {
    this.#next = next;
  }

  write() {
    const kind = this.#next();
    if (kind < 0.5) return this.#grammar();
    if (kind < 0.7) return this.#mutate(this.#grammar(), 1 + this.#below(3));
    if (kind < 0.97) return this.#mutate(this.#pick(TEXTS), 1 + this.#below(4));
    return this.#mutate(`${this.#pick(TEXTS)}\n`.repeat(1 + this.#below(20)), this.#below(6));
  }

  #below(n) {
    return Math.floor(this.#next() * n);
  }

  #pick(list) {
    return list[this.#below(list.length)];
  }

  #maybe(chance, make) {
    return this.#next() < chance ? [make()] : [];
  }

  #name() {
    return `${this.#pick(['web', 'db', 'cache', 'api', 'load'])}${this.#pick(['', 'a', '-b', '7'])}`;
  }
  #image() {
    return this.#pick([
      'ubuntu 24.04',
      'debian 12',
      'alpine 3.20',
      'ami-0abc',
      '{ os: rocky, version: "9" }',
      '{ os: fedora, version: "42", arch: arm64 }',
    ]);
  }
  #size() {
    return this.#pick([
      't3.small',
      '{ cpu: 1, ram: 1g }',
      `{ cpu: ${1 + this.#below(64)}, ram: ${1 + this.#below(512)}g }`,
      '{ cpu: 2, ram: 4096m }',
    ]);
  }
  #script(needs) {
    const reference = needs.length > 0 ? ` \${machines.${this.#pick(needs)}.private-ips}` : '';
    return `"#!/bin/sh\\necho ${'x'.repeat(this.#below(40))}${reference} \${HOME}"`;
  }

  #field(needs) {
    return this.#pick([
      () => `ttl: ${this.#pick(['none', '15m', '2h', '1d', '90s'])}`,
      () => `tags: { ${this.#pick(['team', 'a.b', 'x y'])}: ${this.#pick(['qa', 'v1.2', 'a_b'])} }`,
      () => `wait: ${this.#pick(['running', 'tcp', 'ssh', '{ for: ssh, timeout: 8m }', '{ timeout: 90s }'])}`,
      () => `groups: [${this.#pick(['web', 'a_b', 'x-1'])}]`,
      () => `user: ${this.#pick(['root', 'ec2-user'])}`,
      () => `port: ${1 + this.#below(65_535)}`,
      () => `location: ${this.#pick(['eu-central-1a', `\${IMAGE}`, 'Frankfurt 2'])}`,
      () => `cloud-init: ${this.#script(needs)}`,
      () => `extra: { a: [${this.#below(9)}, { b: ${this.#pick(['c', 'null', 'true', '1.5'])} }] }`,
      () => `disks: { disk_size: ${this.#below(100)} }`,
    ])();
  }
  #machine(rows) {
    const own = this.#name();
    if (rows.has(own)) return;
    if (this.#next() < 0.05) {
      rows.set(own, 'absent');
      return;
    }
    const made = [...rows].filter(([, row]) => row !== 'absent').map(([row]) => row);
    const needs = made.length > 0 && this.#next() < 0.3 ? [this.#pick(made)] : [];
    const fields = new Map(
      [`image: ${this.#image()}`, `size: ${this.#size()}`].map((text) => [text.split(':')[0], text]),
    );
    for (let more = this.#below(4); more > 0; more -= 1) {
      const text = this.#field(needs);
      fields.set(text.split(':')[0], text);
    }
    if (needs.length > 0) fields.set('needs', `needs: [${needs.join(', ')}]`);
    if (this.#next() < 0.3) fields.set('count', `count: ${1 + this.#below(100)}`);
    rows.set(own, `{ ${[...fields.values()].join(', ')} }`);
  }

  #backend() {
    const id = this.#pick(PROVIDER_IDS.filter((one) => !PROVIDER_SPECS[one].hosts));
    const value = ({ kind }) => (kind === 'port' ? 1 + this.#below(65_535) : kind === 'flag' ? 'true' : `\${SIZE}`);
    const fields = PROVIDER_SPECS[id].fields.filter((one) => one.required || this.#next() < 0.3);
    return `  ${this.#pick(['aws', 'b two', 'c_3'])}${this.#below(99)}: { ${[`provider: ${id}`, ...fields.map((one) => `${this.#pick([one.name, one.request])}: ${value(one)}`)].join(', ')} }\n`;
  }

  #grammar() {
    const rows = new Map();
    for (let more = 1 + this.#below(4); more > 0; more -= 1) this.#machine(rows);
    return [
      ...this.#maybe(0.3, () => `backends:\n${this.#backend()}`),
      ...this.#maybe(
        0.2,
        () =>
          `keys: { ci${this.#below(9)}: ${this.#pick(['{ generate: true }', 'existing', `{ private: \${TEAM_KEY} }`])} }\n`,
      ),
      `machines:\n${[...rows].map(([row, text]) => `  ${row}: ${text}\n`).join('')}`,
      ...this.#maybe(0.1, () => `# ${'é'.repeat(this.#below(20))}\n`),
    ].join('');
  }

  #mutate(text, edits) {
    let now = text;
    for (let left = edits; left > 0; left -= 1) {
      const at = this.#below(now.length + 1);
      const put = this.#next() < 0.7 ? this.#pick(PIECES) : String.fromCodePoint(32 + this.#below(0x2fff));
      now = now.slice(0, at) + (this.#next() < 0.2 ? '' : put) + now.slice(at + this.#below(12));
    }
    return now;
  }
}
