// What the user wrote: text → checked `Spec`, or every mistake in it at once. Reads no network, no clock, no process.
import { SpecError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import type { SpecOptions } from './context.ts';
import { readDocument } from './document.ts';
import { load, type Node } from './load.ts';
import { Report } from './report.ts';
import { checkWithZod } from './zod-forms.ts';

const NOTHING: Spec = { backends: [], keys: [], machines: [] };
const EMPTY: Node = { kind: 'map', place: { line: 1, column: 1 }, entries: new Map() };

/**
 * The spec that `text` holds, `defaults` merged, `${NAME}` filled in, files of `…-file` fields read, secrets masked.
 * Throws SpecError with all diagnostics, in the order of the text; nothing has been used of a spec with a mistake.
 */
export function parseSpec(text: string, options: SpecOptions): Spec {
  const { problems, document } = load(text);
  const report = new Report(document?.root ?? EMPTY, document?.blanked ?? []);
  for (const { place, message } of problems) report.unreadable(place, message);
  const spec = document === null ? NOTHING : readDocument(document, options, report, checkWithZod);
  const diagnostics = report.diagnostics();
  if (diagnostics.length > 0) throw new SpecError(diagnostics, options.file);
  return spec;
}
