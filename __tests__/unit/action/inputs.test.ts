import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { type Inputs, readInputs } from '../../../src/action/inputs.ts';
import { InputError, InputErrors } from '../../../src/model/errors.ts';

function env(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const given = { 'mist-url': 'https://mist.example.com', 'mist-token': 'a1b2c3d4', ...inputs };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

/** Names of the inputs that cannot be used. */
function mistakesOf(inputs: Record<string, string>): string[] {
  try {
    readInputs(env(inputs));
  } catch (error) {
    if (error instanceof InputErrors) return error.mistakes.map(({ input }) => input);
  }
  throw new Error('They were not all refused.');
}

function refused(inputs: Readonly<Record<string, string>>): InputError {
  try {
    readInputs(env(inputs));
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('The inputs were accepted.');
}

/** Secrets compare by identity: for comparing whole inputs they are left out. */
function plain(inputs: Inputs): string {
  return JSON.stringify(inputs);
}

describe('defaults', () => {
  test('are those of action.yml', () => {
    const action = load(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, { default?: string }> };
    const declared: Record<string, string> = {};
    for (const [name, input] of Object.entries(action.inputs)) {
      // Expressions are evaluated by the runner.
      declared[name] = input.default?.startsWith('${{') ? '' : (input.default ?? '');
    }
    const given = env({});
    const withDeclared = {
      ...env(declared),
      'INPUT_MIST-URL': given['INPUT_MIST-URL'],
      'INPUT_MIST-TOKEN': 'a1b2c3d4',
    };
    expect(plain(readInputs(withDeclared))).toBe(plain(readInputs(given)));
  });

  test('give an apply with the default file in a scope of its own', () => {
    expect(readInputs(env({}))).toMatchObject({
      target: { kind: 'server', url: 'https://mist.example.com', plain: false },
      spec: { kind: 'file', path: '.github/mist.yml', given: false },
      mode: 'apply',
      scope: null,
      ttl: null,
      teardown: 'auto',
      heartbeat: true,
      timeout: { ms: 1_200_000, text: '20m' },
      parallelism: 10,
      maxMachines: 20,
      replace: false,
      failOnDrift: false,
      githubToken: null,
      caCertificate: null,
      trustOnFirstUse: false,
      jobStatus: 'success',
      jobLeg: 'null',
      jobCheckRunId: null,
    });
  });

  test('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readInputs(env({})))).toBe(true);
  });
});

describe('values', () => {
  test.each([
    [{ ttl: '2h' }, { ttl: 7_200_000 }],
    [{ ttl: 'none' }, { ttl: 'none' }],
    [{ timeout: ' 90s ' }, { timeout: { ms: 90_000, text: '90s' } }],
    [
      { parallelism: '1', 'max-machines': '100' },
      { parallelism: 1, maxMachines: 100 },
    ],
    [
      { heartbeat: 'FALSE', replace: 'True' },
      { heartbeat: false, replace: true },
    ],
    [
      { mode: 'destroy', scope: '  pr-42 ' },
      { mode: 'destroy', scope: 'pr-42' },
    ],
    [{ 'spec-file': ' deploy/mist.yml ' }, { spec: { kind: 'file', path: 'deploy/mist.yml', given: true } }],
    [{ spec: '\n machines: {}\n' }, { spec: { kind: 'text', text: '\n machines: {}\n' } }],
    [{ 'job-status': 'Cancelled' }, { jobStatus: 'cancelled' }],
    [{ 'job-status': 'something new' }, { jobStatus: 'failure' }],
    [
      { 'job-leg': '{"os":"linux"}', 'job-check-run-id': '77' },
      { jobLeg: '{"os":"linux"}', jobCheckRunId: '77' },
    ],
    [{ 'mist-url': 'https://mist.example.com/sub/' }, { target: { url: 'https://mist.example.com/sub' } }],
    [{ 'mist-url': 'http://127.0.0.1:8080' }, { target: { url: 'http://127.0.0.1:8080', plain: false } }],
    [{ 'mist-url': 'http://[::1]:80/' }, { target: { url: 'http://[::1]', plain: false } }],
    [{ 'mist-url': 'http://10.0.0.5', 'allow-insecure-http': 'true' }, { target: { plain: true } }],
    [
      { 'mist-url': 'sandbox', 'mist-token': '' },
      { target: { kind: 'sandbox' }, credentials: { kind: 'none' } },
    ],
    [{ comment: 'false', 'ssh-access': 'none', 'max-cost': ' ' }, { mode: 'apply' }],
  ])('%j', (inputs: Record<string, string>, expected) => {
    expect(readInputs(env(inputs))).toMatchObject(expected);
  });

  test('credentials are secrets that do not show themselves', () => {
    const inputs = readInputs(
      env({ 'mist-token': '', 'mist-email': 'ci@example.com', 'mist-password': 'hunter2hunter2' }),
    );
    expect(inputs.credentials).toMatchObject({ kind: 'account', email: 'ci@example.com', org: null });
    expect(inputs.credentials.kind === 'account' && inputs.credentials.password.reveal()).toBe('hunter2hunter2');
    expect(inspect(inputs, { depth: 9 }) + JSON.stringify(inputs)).not.toContain('hunter2');
  });

  test('a certificate keeps its lines', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    expect(readInputs(env({ 'ca-certificate': ` ${pem}\n` })).caCertificate).toBe(`${pem}\n`);
  });
});

describe('mistakes name the input and what is allowed', () => {
  test.each([
    ['mist-url', { 'mist-url': '   ' }, /required.*sandbox/],
    ['mist-url', { 'mist-url': 'mist.example.com' }, /no http or https URL/],
    ['mist-url', { 'mist-url': 'ftp://mist.example.com' }, /no http or https URL/],
    ['mist-url', { 'mist-url': 'https://mist.example.com/?' }, /query/],
    ['mist-url', { 'mist-url': 'https://mist.example.com/#/machines' }, /query or fragment/],
    ['mist-url', { 'mist-url': 'http://10.0.0.5' }, /allow-insecure-http/],
    ['mist-url', { 'mist-url': 'http://127.0.0.1.example.com' }, /allow-insecure-http/],
    ['mist-url', { 'mist-url': 'http://localhost.example.com' }, /allow-insecure-http/],
    ['mist-url', { 'mist-url': 'Sandbox' }, /no http or https URL/],
    ['mist-token', { 'mist-token': '  ' }, /blank/],
    ['mist-token', { 'mist-email': 'ci@example.com' }, /one or the other/],
    ['mist-password', { 'mist-token': '', 'mist-email': 'ci@example.com' }, /blank/],
    ['mist-email', { 'mist-token': '', 'mist-password': 'secret123' }, /blank/],
    ['spec-file', { spec: 'machines: {}', 'spec-file': 'mist.yml' }, /together with `spec`/],
    ['mode', { mode: 'Apply' }, /`apply`, `plan`.* or `auto`/],
    ['teardown', { teardown: 'sometimes' }, /`on-success`/],
    ['ttl', { ttl: '10m' }, /15m to 90d/],
    ['ttl', { ttl: 'soon' }, /`30m`/],
    ['timeout', { timeout: '20' }, /no duration/],
    ['parallelism', { parallelism: '0' }, /1 to 100/],
    ['parallelism', { parallelism: '1e1' }, /1 to 100/],
    ['max-machines', { 'max-machines': '101' }, /1 to 100/],
    ['heartbeat', { heartbeat: 'yes' }, /neither/],
    ['ca-certificate', { 'ca-certificate': 'ca.pem' }, /PEM/],
    ['ssh-access', { 'ssh-access': 'everyone' }, /`collaborators`/],
  ])('%s: %j', (name, inputs: Record<string, string>, message) => {
    const error = refused(inputs);
    expect(error.input).toBe(name);
    expect(error.message).toMatch(message);
  });

  test.each([
    ['scope', { mode: 'reap', scope: 'pr-42' }],
    ['older-than', { 'older-than': 'soon' }],
    ['max-reap', { 'max-reap': '0' }],
    ['dry-run', { 'dry-run': 'maybe' }],
  ])('reap: %s', (name, inputs: Record<string, string>) => {
    expect(refused(inputs).input).toBe(name);
  });

  test('all of them are told at once, in the order of the inputs', () => {
    const bad = {
      'mist-url': '',
      'mist-token': '',
      mode: 'Apply',
      ttl: 'soon',
      'max-reap': '0',
      'dry-run': 'x',
      label: 'a',
    };
    expect(mistakesOf(bad)).toEqual(['label', 'mist-url', 'mist-token', 'mode', 'ttl', 'max-reap', 'dry-run']);
  });

  test('an URL with credentials is not repeated', () => {
    const error = refused({ 'mist-url': 'https://ci:hunter2hunter2@mist.example.com' });
    expect(error.message).toContain('credentials');
    expect(error.message).not.toContain('hunter2');
  });

  test.each([
    ['max-cost', '2.50'],
    ['keep-on-failure', '45m'],
    ['ssh-access', 'actor'],
    ['comment', 'true'],
    ['environment', 'preview'],
    ['label', 'preview'],
    ['require-reviewed-plan', 'true'],
  ])('%s: %s is not built yet', (name, value) => {
    const error = refused({ [name]: value });
    expect(error.input).toBe(name);
    expect(error.message).toContain('is not built yet');
  });
});

describe('reap', () => {
  test('is dry and keeps what is tagged unless told otherwise', () => {
    expect(readInputs(env({ mode: 'reap', 'keep-tag': ' ' }))).toMatchObject({
      mode: 'reap',
      reap: { olderThanMs: null, keepTag: 'keep', maxReap: 20, dryRun: true },
    });
  });

  test('takes its inputs', () => {
    const given = { mode: 'reap', 'older-than': '2h', 'keep-tag': 'hold', 'max-reap': '200', 'dry-run': 'false' };
    expect(readInputs(env(given)).reap).toEqual({
      olderThanMs: 7_200_000,
      keepTag: 'hold',
      maxReap: 200,
      dryRun: false,
    });
  });
});
