// Rules for `${machines.…}`: the row must be there, be needed, run, and have as many machines as the reference says.
import { ADDRESS_KINDS, type MachineReference } from '../model/reference.ts';
import { isMap } from './context.ts';
import type { Report } from './report.ts';
import type { WrittenReference } from './variables.ts';

type Fields = Readonly<Record<string, unknown>>;

const KINDS = ADDRESS_KINDS.map((kind) => `\`${kind}\``).join(', ');

/** The sections `machines` and `defaults`, as written. */
type Written = { readonly machines: unknown; readonly defaults: unknown };

/** True for a row, as written, whose machine is stopped once it has been made. */
export function isStoppedRow(row: Fields, defaults: unknown): boolean {
  const shared = isMap(defaults) && row.adopt === undefined ? defaults.state : undefined;
  return (row.state ?? shared) === 'stopped';
}

/** Reports every reference that cannot be resolved when its row is made. */
export function checkReferences(found: readonly WrittenReference[], written: Written, report: Report): void {
  const machines = isMap(written.machines) ? written.machines : {};
  for (const { reference, path, place } of found) {
    const [section, name] = path;
    if (reference.kind === null) {
      report.errorAt(
        place,
        path,
        `\`${reference.text}\` asks for no address; known are ${KINDS}, for several machines with s`,
      );
      continue;
    }
    if (section !== 'machines' && section !== 'defaults') continue;
    const users = section === 'defaults' ? heirs(machines, String(name)) : [String(name)];
    for (const user of users) {
      const problem = problemOf(reference, user, machines, written.defaults);
      if (problem !== null) report.errorAt(place, path, problem);
    }
  }
}

/** Rows that take a field from `defaults`: maps that are made here and do not have it themselves. */
function heirs(machines: Fields, field: string): string[] {
  const twins: readonly (readonly string[])[] = [
    ['cloud-init', 'cloud-init-file'],
    ['run', 'run-file'],
  ];
  const same = twins.find((pair) => pair.includes(field)) ?? [field];
  return Object.entries(machines)
    .filter(([, row]) => isMap(row) && row.adopt === undefined && !same.some((one) => row[one] !== undefined))
    .map(([name]) => name);
}

function problemOf(reference: MachineReference, user: string, machines: Fields, defaults: unknown): string | null {
  const { text, row, kind, many } = reference;
  const target = Object.hasOwn(machines, row) ? machines[row] : undefined;
  if (target === undefined) return `\`${text}\`: there is no row \`${row}\` in \`machines\``;
  if (row === user) return `\`${text}\`: the address of \`${user}\` itself is known only after it is made`;
  const own = machines[user];
  const needs = isMap(own) && Array.isArray(own.needs) ? own.needs : [];
  if (!needs.includes(row)) return `\`${text}\` needs \`needs: [${row}]\` in the row \`${user}\``;
  if (isMap(target) && isStoppedRow(target, defaults))
    return `\`${text}\`: \`${row}\` is stopped, and a stopped machine has no address; write \`state: running\` there`;
  const counted = isMap(target) && target.count !== undefined;
  if (counted && !many) return `\`${row}\` has a count; write \`\${machines.${row}.${kind}s}\` for all of its machines`;
  return null;
}
