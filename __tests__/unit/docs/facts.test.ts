// What the documents say about the code, held against the code.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { readInputs } from '../../../src/action/inputs.ts';
import { buildOutputs, costJson } from '../../../src/action/outputs.ts';
import { unnamedScopeName } from '../../../src/model/identity.ts';
import { countChanges } from '../../../src/model/plan.ts';
import { isMap } from '../../../src/spec/context.ts';
import { defaultsShape, machineShape } from '../../../src/spec/machine-shape.ts';
import { checkWithZod } from '../../../src/spec/zod-forms.ts';
import { blocksOf, ROOT, read } from './documents.ts';
import { plainTable, providerTable } from './provider-table.ts';

function inputNames(): string[] {
  const metadata = load(read('action.yml'));
  return isMap(metadata) && isMap(metadata.inputs) ? Object.keys(metadata.inputs) : [];
}

/** The error of a step on the sandbox with these inputs, or blank. */
function errorOf(inputs: Readonly<Record<string, string>>): string {
  const given = Object.entries({ 'mist-url': 'sandbox', ...inputs });
  try {
    readInputs(Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const SETTINGS: Readonly<Record<string, string>> = {
  mode: 'reap',
  ttl: '2h',
  teardown: 'never',
  timeout: '5m',
  'max-cost': '1',
  'ssh-access': 'actor',
  'keep-on-failure': '45m',
  'older-than': '2h',
  'ca-certificate': CERTIFICATE,
  'job-status': 'success',
  'mist-url': 'sandbox',
  'export-env': 'MIST',
};

function settingOf(name: string): Record<string, string> {
  if (name === 'mist-email' || name === 'mist-password')
    return { 'mist-email': 'me@example.com', 'mist-password': 'x' };
  if (/^(?:parallelism|max-machines|max-reap)$/.test(name)) return { [name]: '5' };
  const flag = /^(?:comment|replace|heartbeat|dry-run|fail-on-drift|require-|allow-|trust-)/.test(name);
  return { [name]: SETTINGS[name] ?? (flag ? 'true' : 'some-text') };
}

/** True for a field that has its place in the language and is refused. */
function isLater(field: string): boolean {
  const checked = checkWithZod(machineShape, { [field]: 'x' });
  return !checked.success && checked.issues.some(({ message }) => message.includes('is not built yet'));
}

describe('README', () => {
  const readme = read('README.md');
  const marked = /<!-- refused:begin -->(.*)<!-- refused:end -->/.exec(readme)?.[1] ?? '';
  const refused = Array.from(marked.matchAll(/`([a-z-]+)`/g), ([, name = '']) => name);

  test('fits on few screens', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(250);
  });

  test.each(inputNames())('says the truth about the input %s', (name) => {
    const error = errorOf(settingOf(name));
    if (refused.includes(name)) expect(error).toContain('is not built yet');
    else expect(error).toBe('');
  });

  test('begins with the workflow of examples/sandbox.yml, which uses few inputs', () => {
    const [first] = blocksOf('README.md');
    expect(first?.text).toBe(read('examples/sandbox.yml'));
    expect(Number(first?.at.split(':')[1])).toBeLessThan(15);
    const wanted = /with:\n((?: {10}.*\n)+)/.exec(first?.text ?? '')?.[1]?.match(/^ {10}[a-z-]+:/gm) ?? [];
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThanOrEqual(6);
  });

  test('names every field that is refused, and no other', () => {
    const line = readme.split('\n').find((one) => one.startsWith('- fields ')) ?? '';
    const named = Array.from((line.split(', and')[0] ?? '').matchAll(/`([a-z-]+)`/g), ([, name = '']) => name);
    expect(named.sort()).toEqual(Object.keys(machineShape.shape).filter(isLater).sort());
  });

  test('says the sentence about scopes and the two commands', () => {
    expect(readme).toContain(
      'ame a scope and it stays until you destroy it or its lease ends; name none and it goes with the job',
    );
    expect(readme).toContain('```sh\nnpm ci && npm run try\nnpm ci && npm test\n```');
  });
});

/** What stands between the markers of a generated part. */
function between(text: string, name: string): string {
  return text.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? '';
}

describe('docs/spec.md', () => {
  const text = read('docs/spec.md');
  const rowOf = (field: string): string =>
    text.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${field}\``)) ?? '';
  const later = text.slice(text.indexOf('## Not built yet'));
  const fields = Object.keys(machineShape.shape);

  test.each(fields)('tells of the field %s', (field) => {
    if (isLater(field)) expect(later).toContain(`\`${field}\``);
    else expect(rowOf(field).split('|')[2]?.trim()).toBe(field in defaultsShape.shape ? 'yes' : 'no');
  });

  test('names as later only what is refused', () => {
    const named = Array.from((later.split(';')[0] ?? '').matchAll(/`([a-z-]+)`/g), ([, name = '']) => name).filter(
      (name) => fields.includes(name),
    );
    expect(named.filter((name) => !isLater(name))).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(4);
  });

  test('has the table of providers', () => {
    expect(plainTable(between(text, 'providers'))).toBe(plainTable(providerTable()));
  });
});

describe('docs/outputs.md', () => {
  const json = blocksOf('docs/outputs.md')
    .filter(({ language }) => language === 'json')
    .map(({ text }): unknown => JSON.parse(text));
  const keys = (value: unknown): string[] => Object.keys(isMap(value) ? value : {});
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

  const scope = {
    name: unnamedScopeName({ id: '1', attempt: '1', leg: '', step: '' }),
    named: false,
    repository: { serverUrl: 'https://github.com', id: '1' },
  };
  const machine = {
    name: 'web',
    row: 'web',
    observed: null,
    mistName: 'ma-1',
    backend: 'aws',
    user: 'ubuntu',
    port: 22,
    keyName: null,
    groups: [],
    outcome: 'created',
    why: null,
    hostKeys: [],
  } as const;
  const cost = { hourly: 0, monthly: 0, currency: 'USD', complete: true } as const;
  const leak = { kind: 'machine', name: 'ma-1', id: null, backend: null, why: 'x' } as const;
  const plan = countChanges([]);
  const outputs = buildOutputs(
    { machines: [machine], outcomes: [], leaks: [leak], plan, cost, changed: false },
    scope,
    { sshConfig: '', knownHosts: '', inventory: '', machines: '', files: '', plan: '', keys: {} },
  );
  const real = (name: string): unknown => JSON.parse(outputs[name] ?? 'null');

  test('shows every key of the JSON outputs, in their order', () => {
    expect(json).toHaveLength(5);
    const [machines, matrix, counts, price, leaks] = json;
    expect(keys(first(machines))).toEqual(keys(first(real('machines'))));
    expect(keys(matrix)).toEqual(keys(real('matrix')));
    expect(keys(counts)).toEqual(keys(real('plan')));
    expect(keys(price)).toEqual(keys(JSON.parse(costJson(cost))));
    expect(keys(first(leaks))).toEqual(keys(first(real('leaks'))));
  });
});

describe('docs/troubleshooting.md', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
    .replace(/\\([`'])/g, '$1');
  // The first cell of each row, its code spans with one backtick or with two around backticks of their own.
  const cells = Array.from(read('docs/troubleshooting.md').matchAll(/^\| (`.+?`) +\| /gm), ([, cell = '']) => cell);
  const messages = cells.flatMap((cell) =>
    Array.from(cell.matchAll(/(`+)(.+?[^`])\1(?!`)/g), ([, , message = '']) => message),
  );

  test('quotes many messages', () => {
    expect(messages.length).toBeGreaterThanOrEqual(45);
  });

  test.each(messages)('quotes a real message: %s', (message) => {
    const missing = message.split('…').filter((part) => !sources.includes(part.trim()));
    expect(missing).toEqual([]);
  });
});
