// Mistakes in a spec as annotations on its lines.
import type { Diagnostic, SpecError } from '../model/errors.ts';
import type { SourcePlace } from '../model/spec.ts';
import type { ActionLog } from './log.ts';
import type { Place } from './log-text.ts';
import type { PlacedPlanError } from './plan-mistakes.ts';

/**
 * Reports diagnostics in the order of the text. `file` is relative to the workspace; null for an inline spec, which has
 * no file to point at, so that its line stands in the message.
 */
export function annotateDiagnostics(log: ActionLog, diagnostics: readonly Diagnostic[], file: string | null): void {
  for (const { path, line, column, message, severity } of diagnostics) {
    const what = path === '' ? message : `${path}: ${message}`;
    const { text, place } = onLine(what, { line, column }, file, 'Spec');
    if (severity === 'error') log.error(text, place);
    else log.warning(text, place);
  }
}

function onLine(
  text: string,
  { line, column }: SourcePlace,
  file: string | null,
  title: string,
): { readonly text: string; readonly place: Place } {
  if (file === null) return { text: `Line ${line}, column ${column}: ${text}`, place: { title } };
  return { text, place: { title, file: file.replaceAll('\\', '/'), line, column } };
}

/** Ends the step with every mistake of a plan: the only one by itself, several each on its line and then their number. */
export function failWithMistakes(log: ActionLog, { mistakes, file }: PlacedPlanError): void {
  const told = mistakes.map(({ text, place }) =>
    place === null ? { text, place: {} } : onLine(text, place, file, 'Plan'),
  );
  const [only] = told;
  if (only !== undefined && told.length === 1) {
    log.fail(only.text, only.place);
    return;
  }
  for (const { text, place } of told) log.error(text, place);
  log.fail(`This cannot be planned, for ${told.length} reasons: each has an error of its own above.`);
}

/** Every mistake of `error`, and the sentence with which the step should end. */
export function annotateSpecError(log: ActionLog, error: SpecError): string {
  annotateDiagnostics(log, error.diagnostics, error.file);
  const count = error.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const where = error.file === null ? 'The spec' : `The spec ${error.file}`;
  return `${where} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`;
}
