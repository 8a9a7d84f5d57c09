import { expect, test } from '@jest/globals';
import { LogReader, Masks } from '../../../scripts/runner/log.mjs';
import { annotateSpecError, failWithMistakes } from '../../../src/action/annotations.ts';
import { createLog } from '../../../src/action/log.ts';
import { PlacedPlanError, withPlaces } from '../../../src/action/plan-mistakes.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { type Diagnostic, PlanError, PlanErrors, SpecError } from '../../../src/model/errors.ts';

const MISTAKES: readonly Diagnostic[] = [
  { path: 'machines.web.image', line: 4, column: 12, message: 'is required', severity: 'error' },
  { path: 'machines.db', line: 9, column: 3, message: 'will be slow', severity: 'warning' },
  { path: '', line: 11, column: 1, message: 'two documents', severity: 'error' },
];

function report(file: string | null) {
  const reader = new LogReader(new Masks());
  const write = (text: string) => {
    for (const line of text.split('\n').slice(0, -1)) reader.line(line);
  };
  const log = createLog({ write, elapsed: () => 0, redactor: createRedactor(), commands: true });
  const sentence = annotateSpecError(log, new SpecError(MISTAKES, file));
  return { sentence, annotations: reader.annotations };
}

test('each mistake of a file stands on its line', () => {
  const { sentence, annotations } = report('deploy\\mist.yml');
  expect(annotations).toMatchObject([
    {
      level: 'error',
      message: 'machines.web.image: is required',
      file: 'deploy/mist.yml',
      line: 4,
      column: 12,
      title: 'Spec',
    },
    { level: 'warning', message: 'machines.db: will be slow', line: 9 },
    { level: 'error', message: 'two documents', line: 11 },
  ]);
  expect(sentence).toContain('has 2 mistakes');
});

test('an inline spec has no file, so the message tells the line', () => {
  const { sentence, annotations } = report(null);
  expect(annotations[0]).toMatchObject({ message: 'Line 4, column 12: machines.web.image: is required', file: null });
  expect(sentence).toMatch(/^The spec has 2/);
});

test('mistakes of a plan stand on the lines of their rows, those without one first', () => {
  const row = (name: string, line: number) => ({ name, place: { line, column: 3 }, state: 'absent' as const });
  const spec = { backends: [row('aws', 2)], keys: [row('ci', 5)], machines: [] };
  const mistakes = [
    new PlanError('x', 'key/ci', 'no key.', { hint: 'Make one.' }),
    new PlanError('x', 'backend/aws', 'no backend.'),
    new PlanError('x', 'machine/*', 'too many.'),
  ];
  const error = withPlaces(new PlanErrors(mistakes), spec, 'a\\b.yml');
  if (!(error instanceof PlacedPlanError)) throw new Error('no places');
  const reader = new LogReader(new Masks());
  const write = (text: string) => {
    for (const line of text.split('\n').slice(0, -1)) reader.line(line);
  };
  failWithMistakes(createLog({ write, elapsed: () => 0, redactor: createRedactor(), commands: true }), error);
  expect(reader.annotations.map(({ file, line, message }) => [file, line, message])).toEqual([
    [null, null, 'machine/*: too many.'],
    ['a/b.yml', 2, 'backend/aws: no backend.'],
    ['a/b.yml', 5, 'key/ci: no key. Make one.'],
    [null, null, 'This cannot be planned, for 3 reasons: each has an error of its own above.'],
  ]);
  const other = new Error('x');
  expect(withPlaces(other, spec, null)).toBe(other);
});
