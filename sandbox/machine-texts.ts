// A live list as text. Whoever waits for a machine asks for it every second or two, and between two looks a row changes in
// one field only: when it was seen. So the text around that field is kept as long as what it is made of stays the same.
import { machineRow, microDate } from './rows-v1.ts';
import { type Context, cloudOf, type MachineRecord } from './state.ts';

type Kept = { readonly from: string; readonly before: string; readonly after: string };

const KEPT = new WeakMap<MachineRecord, Kept>();
const SEEN = ',"last_seen":"';

/** Everything that can change in a row, but for when it was seen. */
function ingredients(context: Context, machine: MachineRecord): string {
  const { name, state, sshPort, view, tags, leaseId, associations, probedAt } = machine;
  const cloud = cloudOf(context.state, machine.cloudId);
  const lease =
    leaseId !== null && context.state.schedules.some((one) => one.id === leaseId && !one.deleted) ? leaseId : '';
  const seen = view === null ? '' : `${view.state} ${view.publicIps} ${view.privateIps} ${view.sshPort}`;
  const keys = associations.map((one) => one.associationId);
  return `${cloud?.name}\n${name}\n${state} ${sshPort} ${probedAt}\n${seen}\n${lease}\n${keys}\n${JSON.stringify(tags)}`;
}

function keep(context: Context, machine: MachineRecord, from: string): Kept {
  const text = JSON.stringify(machineRow(context, machine));
  // Inside texts quotes are escaped, and no free key stands behind this field.
  const begin = text.lastIndexOf(SEEN) + SEEN.length;
  const kept = { from, before: text.slice(0, begin), after: text.slice(text.indexOf('"', begin)) };
  KEPT.set(machine, kept);
  return kept;
}

/** All rows of one look were seen at the same moment. */
let newest = { at: 0, text: microDate(0) };

function seenText(at: number): string {
  if (newest.at !== at) newest = { at, text: microDate(at) };
  return newest.text;
}

/** What JSON makes of `machineRow`, and faster where the machine is as it was. */
export function machineText(context: Context, machine: MachineRecord): string {
  const from = ingredients(context, machine);
  const known = KEPT.get(machine);
  const { before, after } = known?.from === from ? known : keep(context, machine, from);
  return `${before}${seenText(machine.view?.at ?? machine.createdAt)}${after}`;
}
