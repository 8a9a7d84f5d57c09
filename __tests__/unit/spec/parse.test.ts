import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { SpecError } from '../../../src/model/errors.ts';
import { isSecret } from '../../../src/model/secret.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { ENVIRONMENT, worldFor } from './spec-world.ts';

const ROOT = join(import.meta.dirname, '../../fixtures/specs');

function fixtures(kind: 'good' | 'bad'): { name: string; text: string; expected: unknown }[] {
  return readdirSync(join(ROOT, kind))
    .filter((file) => file.endsWith('.yml'))
    .map((name) => ({
      name,
      text: readFileSync(join(ROOT, kind, name), 'utf8'),
      expected: JSON.parse(readFileSync(join(ROOT, kind, name.replace(/\.yml$/, '.json')), 'utf8')),
    }));
}

function diagnosticsOf(name: string, text: string): SpecError {
  try {
    parseSpec(text, worldFor(name));
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

const BAD = fixtures('bad');
const GOOD = fixtures('good');

test('there are as many fixtures as promised', () => {
  expect(BAD.length).toBeGreaterThanOrEqual(120);
  expect(GOOD.length).toBeGreaterThanOrEqual(40);
});

/** The processor time of this process since `started`, ms: what a busy machine does not stretch. */
function workMs(started: NodeJS.CpuUsage): number {
  return process.cpuUsage(started).user / 1000;
}

describe('bad specs', () => {
  test.each(BAD)('$name', ({ name, text, expected }) => {
    const error = diagnosticsOf(name, text);
    expect(error.diagnostics.map(({ line, column, path, message }) => ({ line, column, path, message }))).toEqual(
      expected,
    );
  });

  test.each(BAD)('$name: places are in the text, messages are one line and hold no secret', ({ name, text }) => {
    const error = diagnosticsOf(name, text);
    const lines = text.split(/\r\n|\n|\r/);
    for (const { line, column, path, message } of error.diagnostics) {
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      expect(`${path}${message}`).not.toMatch(/[\n\r\u2028]/);
      for (const secret of ['from-env', 's3cr3t', 'AKIAEXAMPLE', 'AAAA', 'runner-token']) {
        expect(message).not.toContain(secret);
      }
    }
    expect(error.file).toBe(worldFor(name).file);
  });
});

describe('good specs', () => {
  test.each(GOOD)('$name', ({ name, text, expected }) => {
    expect(JSON.parse(JSON.stringify(parseSpec(text, worldFor(name))))).toEqual(expected);
  });
});

describe('secrets', () => {
  const text = (secret: string) =>
    `backends: { lin: { provider: linode, api-key: "${secret}" } }\nkeys: { ops: { private-file: files/rsa.pem } }\n`;

  test('are masked before they are handed over, from the environment, from files and inline', () => {
    const file = worldFor('spec.yml');
    parseSpec(text(`\${LINODE_KEY}`), file);
    expect(file.masked).toEqual(['one-key-from-env', ENVIRONMENT.TEAM_KEY]);
    const inline = worldFor('inline');
    parseSpec(text('literal-value'), inline);
    expect(inline.masked).toEqual(['literal-value', ENVIRONMENT.TEAM_KEY]);
  });

  test('come back only through reveal()', () => {
    const spec = parseSpec(text('literal-value'), worldFor('inline'));
    const [backend] = spec.backends;
    const secret = backend?.state === 'present' ? backend.fields.apikey : undefined;
    expect(typeof secret === 'object' ? secret.reveal() : null).toBe('literal-value');
    expect(JSON.stringify(spec)).not.toContain('literal-value');
  });

  test.each(['DSN', 'API_TOKEN'])('in `env:` stay so, whatever their text looks like: %s', (name) => {
    const value = `postgres://app:hunter2@\${machines.db.private-ip}/app`;
    const world = { ...worldFor('spec.yml'), environment: { ...ENVIRONMENT, VALUE: value } };
    const rows = `{ db: {}, web: { needs: [db], run: make, env: { ${name}: "\${VALUE}" } } }`;
    const spec = parseSpec(`defaults: { image: ubuntu 24.04, size: t2.micro }\nmachines: ${rows}\n`, world);
    expect(world.masked).toEqual([value]);
    const web = spec.machines[1];
    const held = web?.state === 'present' ? web.run?.env[name] : undefined;
    expect(isSecret(held) && held.reveal()).toBe(value);
    expect(JSON.stringify(spec)).not.toContain('hunter2');
  });

  test('are masked even where the spec is refused', () => {
    const world = worldFor('spec.yml');
    expect(() => parseSpec(text('literal-value'), world)).toThrow(SpecError);
    expect(world.masked).toContain('literal-value');
  });
});

describe('mutated specs', () => {
  const texts = [...GOOD, ...BAD].map(({ text }) => text);
  const pieces = [
    '${',
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
  ];
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 12 }),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })),
  });

  test('never crash and never take a second', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        const mutant = edits.reduce((now, { at, cut, put }) => {
          const start = at % (now.length + 1);
          return now.slice(0, start) + put + now.slice(start + cut);
        }, text);
        const started = process.cpuUsage();
        try {
          parseSpec(mutant, worldFor('spec.yml'));
        } catch (error) {
          if (!(error instanceof SpecError)) throw error;
          expect(error.diagnostics.length).toBeGreaterThan(0);
        }
        expect(workMs(started)).toBeLessThan(1000);
      }),
      { numRuns: 1500 },
    );
  });

  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const hostile: [string, string][] = [
    ['unknown fields', `machines:\n  web:\n${many(2400, (i) => `    imag${i}: x\n`)}`],
    [
      'unknown fields in defaults',
      `defaults:\n${many(1500, (i) => `  imag${i}: x\n`)}machines:\n${many(900, (i) => `  a${i}: {}\n`)}`,
    ],
    ['an unknown field in every row', `machines:\n${many(1200, (i) => `  a${i}: { imag${i}: x }\n`)}`],
    [
      'unknown needs',
      `machines:\n${many(49, (i) => `  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa${i}: {}\n`)}  x: { needs: [${many(1900, (i) => `bbbbbbbbbbbbbbbbbbbbbbbb${i},`)}] }\n`,
    ],
    ['a long chain of needs', `machines:\n${many(1000, (i) => `  a${i}: { needs: [a${i + 1}] }\n`)}`],
    ['deep nesting', '['.repeat(60_000)],
    ['open quotes', '"'.repeat(60_000)],
    ['one long line', `machines: { web: { image: ${'x'.repeat(60_000)}, size: a } }`],
    ['many anchors', many(2000, (i) => `a${i}: &b${i} x\n`)],
  ];
  test.each(hostile)('%s are answered in time', (_name, text) => {
    const started = process.cpuUsage();
    expect(() => parseSpec(text, worldFor('spec.yml'))).toThrow(SpecError);
    expect(workMs(started)).toBeLessThan(1000);
  });
});

test.each(['spec.yml', 'inline.yml'])('%s: the name of a secret variable that is not set is no secret', (name) => {
  const world = worldFor(name);
  const secret = `backends: { aws: { provider: amazon, api-key: "\${MISSING}", api-secret: "\${EMPTY}", region: us-east-1 } }`;
  const key = `keys: { team: { private: "\${ALSO_MISSING}" } }`;
  expect(() => parseSpec(`${secret}\n${key}\nmachines: { web: absent }\n`, world)).toThrow('MISSING');
  expect(world.masked).toEqual([]);
});
