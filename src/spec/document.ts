// The rules of a whole spec, whichever way the forms of its values are checked.
import type { Spec } from '../model/spec.ts';
import { readBackends } from './backends.ts';
import { checkRows } from './checks.ts';
import { type Check, isMap, type SpecOptions } from './context.ts';
import { anything, fields, recordOf, text } from './form.ts';
import { reportIssues } from './issues.ts';
import { readKeys } from './keys.ts';
import type { Loaded } from './load.ts';
import { readDefaults, readMachines } from './machines.ts';
import { checkReferences } from './references.ts';
import type { Report } from './report.ts';
import { checkUntrusted } from './untrusted.ts';
import { resolveVariables } from './variables.ts';

const section = () => recordOf(text(), anything()).optional();

/** The sections; their rows are checked one by one, so that a bad row does not hide the next. */
const specShape = fields({
  defaults: section(),
  backends: section(),
  clouds: section(),
  keys: section(),
  machines: section(),
});

/** What can be read of the document; every mistake is in the report. */
export function readDocument(
  document: NonNullable<Loaded['document']>,
  options: SpecOptions,
  report: Report,
  check: Check,
): Spec {
  const environment = options.untrusted === true ? null : options.environment;
  const { value, fromEnvironment, references } = resolveVariables(document.value, document.root, environment, report);
  const context = { check, options, report, fromEnvironment, references: [...references] };
  const shape = check(specShape, value);
  if (!shape.success) reportIssues(shape.issues, [], report);
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
