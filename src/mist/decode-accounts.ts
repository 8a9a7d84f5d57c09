// What belongs to the organisation: clouds, keys, lease schedules, and the organisations themselves (v1 shapes).
import type { MistId, ObservedCloud, ObservedKey, ObservedSchedule } from '../model/observed.ts';
import { parseServerDate } from './dates.ts';
import { flag, innerRows, mistId, type Row, text, textOrEmpty, texts } from './wire.ts';

/** One cloud. The 4.7 series calls its name `title`. Credentials that the server returns are not kept. */
export function decodeCloud(row: Row): ObservedCloud {
  return {
    id: mistId(row, 'id'),
    name: text(row, 'name', 'title'),
    provider: text(row, 'provider'),
    enabled: flag(row, 'enabled'),
  };
}

/** One key. An association without the field fails: a lost one would make a used key look free. */
export function decodeKey(row: Row): ObservedKey {
  return {
    id: mistId(row, 'id'),
    name: text(row, 'name'),
    isDefault: flag(row, 'isDefault'),
    machineIds: innerRows(row, 'machines')
      .map((machine) => textOrEmpty(machine, 'machine_id'))
      .filter(Boolean),
  };
}

/** One schedule. Machines come from selectors of type `machines`; schedules that select by tags or age name none. */
export function decodeSchedule(row: Row): ObservedSchedule {
  const selected = innerRows(row, 'selectors').filter((selector) => selector.fields.type === 'machines');
  return {
    id: mistId(row, 'id'),
    name: text(row, 'name'),
    enabled: flag(row, 'task_enabled'),
    at: scheduledAt(row),
    machineIds: selected.flatMap((selector) => texts(selector, 'ids')),
  };
}

/** Schedules that run once have `{entry: "2026-11-23 04:53:20"}` (recorded); the entries of others are no date. */
function scheduledAt(row: Row): number | null {
  const { schedule_type: type, schedule_entry: entry } = row.fields;
  if (type !== 'one_off' || typeof entry !== 'object' || entry === null || !('entry' in entry)) return null;
  return typeof entry.entry === 'string' ? parseServerDate(entry.entry) : null;
}

/** One organisation that the token's user belongs to. */
export function decodeOrganisation(row: Row): { readonly id: MistId; readonly name: string } {
  return { id: mistId(row, 'id'), name: text(row, 'name') };
}
