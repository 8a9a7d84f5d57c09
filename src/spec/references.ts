// Rules for `${machines.…}`: the row must be there, be needed, and have as many machines as the reference says.
import { ADDRESS_KINDS, type MachineReference } from '../model/reference.ts';
import { isMap } from './context.ts';
import type { Report } from './report.ts';
import type { WrittenReference } from './variables.ts';

type Fields = Readonly<Record<string, unknown>>;

const KINDS = ADDRESS_KINDS.map((kind) => `\`${kind}\``).join(', ');

/** Reports every reference that cannot be resolved when its row is made. `written`: the section `machines`. */
export function checkReferences(found: readonly WrittenReference[], written: unknown, report: Report): void {
  const machines = isMap(written) ? written : {};
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
      const problem = problemOf(reference, user, machines);
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

function problemOf(reference: MachineReference, user: string, machines: Fields): string | null {
  const { text, row, kind, many } = reference;
  const target = Object.hasOwn(machines, row) ? machines[row] : undefined;
  if (target === undefined) return `\`${text}\`: there is no row \`${row}\` in \`machines\``;
  if (row === user) return `\`${text}\`: the address of \`${user}\` itself is known only after it is made`;
  const own = machines[user];
  const needs = isMap(own) && Array.isArray(own.needs) ? own.needs : [];
  if (!needs.includes(row)) return `\`${text}\` needs \`needs: [${row}]\` in the row \`${user}\``;
  const counted = isMap(target) && target.count !== undefined;
  if (counted && !many) return `\`${row}\` has a count; write \`\${machines.${row}.${kind}s}\` for all of its machines`;
  return null;
}
