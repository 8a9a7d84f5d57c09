// Mist's dates, both ways. The server writes UTC without a zone, and reads two different formats (lease on create, lease on edit).

const DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

/** Epoch ms of a date as the server writes it (`2026-11-23 02:45:11[.573534]`, `2030-01-01T00:00:00[Z]`), else null. */
export function parseServerDate(text: string): number | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const ms = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = new Date(at);
  // Date.UTC rolls the 31st of February over instead of refusing it.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null;
  return at - offsetMs(match[8]);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** `2030-01-01T00:00:00Z`: the form a v2 create wants. Other zones are dropped by the server without a word. */
export function formatForCreate(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `2030-01-01 00:00:00` in UTC: the form an edit wants; anything else is refused after the old lease has been deleted. */
export function formatForEdit(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
