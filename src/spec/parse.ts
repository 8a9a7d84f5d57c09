// What the user wrote: text → checked `Spec`, or every mistake in it at once. Reads no network, no clock, no process.
import { z } from 'zod';

import { SpecError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import { readBackends } from './backends.ts';
import { checkRows } from './checks.ts';
import { isMap, type SpecOptions } from './context.ts';
import { OptionalFields } from './forms.ts';
import { reportIssues } from './issues.ts';
import { readKeys } from './keys.ts';
import { type Loaded, load, type Node } from './load.ts';
import { readDefaults, readMachines } from './machines.ts';
import { checkReferences } from './references.ts';
import { Report } from './report.ts';
import { checkUntrusted } from './untrusted.ts';
import { resolveVariables } from './variables.ts';

const section = () => z.record(z.string(), z.unknown()).optional();

/** The sections; their rows are checked one by one, so that a bad row does not hide the next. */
const specShape = new OptionalFields({
  defaults: section,
  backends: section,
  clouds: section,
  keys: section,
  machines: section,
});

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
  const spec = document === null ? NOTHING : check(document, options, report);
  const diagnostics = report.diagnostics();
  if (diagnostics.length > 0) throw new SpecError(diagnostics, options.file);
  return spec;
}

/** What can be read of the document; every mistake is in the report. */
function check(document: NonNullable<Loaded['document']>, options: SpecOptions, report: Report): Spec {
  const environment = options.untrusted === true ? null : options.environment;
  const { value, fromEnvironment, references } = resolveVariables(document.value, document.root, environment, report);
  const context = { options, report, fromEnvironment, references: [...references] };
  const shape = specShape.safeParse(value);
  if (!shape.success) reportIssues(shape.error.issues, [], report);
  const written = isMap(value) ? value : {};
  if (shape.success && Object.keys(written).every((key) => key === 'defaults')) {
    report.error([], 'holds no rows; write at least one under `machines:`, `keys:` or `backends:`');
  }
  if (isMap(written.machines) && Object.keys(written.machines).length === 0) {
    report.error(['machines'], 'holds no rows; everything of a scope is removed by `mode: destroy`', 'key');
  }
  if (written.backends !== undefined && written.clouds !== undefined) {
    report.error(['clouds'], 'is another word for `backends`; write one of them', 'key');
  }
  if (options.untrusted === true) checkUntrusted(written, report);
  const backends = [
    ...readBackends(written.backends, 'backends', context),
    ...readBackends(written.clouds, 'clouds', context),
  ];
  const keys = readKeys(written.keys, context);
  const read = readDefaults(written.defaults, context);
  const machines = readMachines(written.machines, { written: written.defaults, read }, context);
  const rows = { machines: written.machines, defaults: written.defaults };
  if (!report.lacksRows) checkRows({ ...rows, backends, keys }, report);
  if (!report.lacksRows) checkReferences(context.references, rows, report);
  return { backends, keys, machines };
}
