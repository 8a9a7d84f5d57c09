// Mistakes in a spec as annotations on its lines.
import type { Diagnostic, SpecError } from '../model/errors.ts';
import type { ActionLog } from './log.ts';
import type { Place } from './log-text.ts';

/**
 * Reports diagnostics in the order of the text. `file` is relative to the workspace; null for an inline spec, which has
 * no file to point at, so that its line stands in the message.
 */
export function annotateDiagnostics(log: ActionLog, diagnostics: readonly Diagnostic[], file: string | null): void {
  for (const { path, line, column, message, severity } of diagnostics) {
    const what = path === '' ? message : `${path}: ${message}`;
    const place: Place =
      file === null ? { title: 'Spec' } : { title: 'Spec', file: file.replaceAll('\\', '/'), line, column };
    const text = file === null ? `Line ${line}, column ${column}: ${what}` : what;
    if (severity === 'error') log.error(text, place);
    else log.warning(text, place);
  }
}

/** Every mistake of `error`, and the sentence with which the step should end. */
export function annotateSpecError(log: ActionLog, error: SpecError): string {
  annotateDiagnostics(log, error.diagnostics, error.file);
  const count = error.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const where = error.file === null ? 'The spec' : `The spec ${error.file}`;
  return `${where} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`;
}
