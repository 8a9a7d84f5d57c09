import { expect, test } from '@jest/globals';
import { LogReader, Masks } from '../../../scripts/runner/log.mjs';
import { annotateSpecError } from '../../../src/action/annotations.ts';
import { createLog } from '../../../src/action/log.ts';
import { createRedactor } from '../../../src/action/redact.ts';
import { type Diagnostic, SpecError } from '../../../src/model/errors.ts';

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
