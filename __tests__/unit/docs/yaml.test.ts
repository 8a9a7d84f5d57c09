// Every YAML block of the documents and every example: it parses, its inputs exist, its specs are specs.
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { isMap } from '../../../src/spec/context.ts';
import { ACTION, blocksOf, DOCUMENTS, EXAMPLES, kindOf, NOT_BUILT, read, readSpecText } from './documents.ts';

const metadata = load(read('action.yml'));
const inputs = isMap(metadata) && isMap(metadata.inputs) ? Object.keys(metadata.inputs) : [];

const SOURCES = [
  ...DOCUMENTS.flatMap(blocksOf).filter(({ language }) => language === 'yaml'),
  ...EXAMPLES.map((file) => ({ at: file, text: read(file) })),
].map((source) => ({ ...source, ...kindOf(source.text) }));
const SPECS = SOURCES.filter(({ kind, at }) => kind === 'spec' && !NOT_BUILT.includes(at));
const STEPS = SOURCES.flatMap((source) =>
  'steps' in source ? source.steps.map((step) => ({ ...step, at: source.at })) : [],
);
const OURS = STEPS.filter(({ uses }) => uses?.startsWith('mist-action/'));
const INLINE = OURS.flatMap((step) =>
  typeof step.with?.spec === 'string' ? [{ at: step.at, text: step.with.spec }] : [],
);

test('there is enough to look at', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(10);
  expect(SPECS.length).toBeGreaterThanOrEqual(9);
  expect(INLINE.length).toBeGreaterThanOrEqual(7);
  expect(OURS.length).toBeGreaterThanOrEqual(14);
  expect(new Set(SOURCES.map(({ kind }) => kind))).toEqual(new Set(['spec', 'steps', 'workflow']));
});

test.each(SPECS)('$at is a spec', ({ at, text }) => {
  const spec = readSpecText(text, at);
  expect(spec.machines.length + spec.keys.length + spec.backends.length).toBeGreaterThan(0);
});

test.each(INLINE)('$at has an inline spec', ({ text }) => {
  expect(readSpecText(text, null).machines.length).toBeGreaterThan(0);
});

test('a spec with a mistake is not taken for one', () => {
  expect(() => readSpecText('machines:\n  web: { imag: ubuntu 24.04, size: t2.micro }\n', null)).toThrow(
    'did you mean',
  );
});

describe('steps', () => {
  test('the action has one name', () => {
    expect(new Set(OURS.map(({ uses }) => uses))).toEqual(new Set([ACTION]));
  });

  test('their inputs are inputs of action.yml', () => {
    const unknown = OURS.flatMap((step) =>
      Object.keys(step.with ?? {})
        .filter((name) => !inputs.includes(name))
        .map((name) => `${step.at}: ${name}`),
    );
    expect(inputs.length).toBeGreaterThan(30);
    expect(unknown).toEqual([]);
  });

  test('other actions are pinned by a full commit', () => {
    const others = STEPS.flatMap(({ uses }) => (uses === undefined || uses === ACTION ? [] : [uses]));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });
});

test('no script holds an expression: outputs come through `env:`', () => {
  const scripts = STEPS.flatMap(({ at, run }) => (run === undefined ? [] : [{ at, run }]));
  expect(scripts.length).toBeGreaterThanOrEqual(9);
  expect(scripts.filter(({ run }) => run.includes('${{'))).toEqual([]);
});

test('every workflow says what it is permitted to do, and the least of it', () => {
  const workflows = SOURCES.filter(({ kind }) => kind === 'workflow').map(({ at, text }) => ({
    at,
    workflow: load(text),
  }));
  const open = workflows.filter(({ workflow }) => {
    const permissions = isMap(workflow) ? workflow.permissions : undefined;
    return !isMap(permissions) || Object.values(permissions).some((value) => value !== 'read');
  });
  expect(workflows.length).toBeGreaterThanOrEqual(11);
  expect(open.map(({ at }) => at)).toEqual([]);
});

test('whatever runs on pull_request_target checks nothing out and reads no file', () => {
  const risky = SOURCES.filter(({ text }) => /^ {2}pull_request_target:/m.test(text));
  expect(risky.length).toBeGreaterThanOrEqual(2);
  expect(risky.filter(({ text }) => /checkout@|spec-file:|run:/.test(text)).map(({ at }) => at)).toEqual([]);
});
