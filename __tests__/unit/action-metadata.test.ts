// action.yml against what GitHub's marketplace asks for, and against its companion files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';

type Field = { readonly description?: string; readonly default?: string; readonly required?: boolean };
type Metadata = {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, Field>>;
  readonly outputs: Readonly<Record<string, Field>>;
  readonly runs: Readonly<Record<string, string>>;
};

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string): unknown => load(readFileSync(join(ROOT, name), 'utf8'));
const action = read('action.yml') as Metadata;
const types = read('action-types.yml') as Pick<Metadata, 'inputs' | 'outputs'>;
const FIELDS = [...Object.entries(action.inputs), ...Object.entries(action.outputs)];

test('runs on Node 24 with separate entries for main and post', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/main.js', post: 'dist/post.js' });
});

test('has what the marketplace asks for', () => {
  expect(action.description.length).toBeLessThan(125);
  expect(['white', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(action.branding.color);
});

test('every input and output has a kebab-case name and a description that ends as a sentence', () => {
  const odd = FIELDS.filter(
    ([name, { description }]) => !/^[a-z]+(-[a-z]+)*$/.test(name) || !/[.)]$/.test(description ?? ''),
  );
  expect(odd).toEqual([]);
});

test('secrets have no default, and defaults are strings', () => {
  for (const name of ['mist-token', 'mist-password', 'mist-email'])
    expect(action.inputs[name]?.default).toBeUndefined();
  const others = Object.values(action.inputs).map((input) => typeof input.default);
  expect(new Set(others)).toEqual(new Set(['string', 'undefined']));
});

test('action-types.yml types every input and output, and nothing else', () => {
  expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs));
  expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs));
});
