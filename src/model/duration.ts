// Lengths of time as people write them in inputs and specs. Pure.

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What every duration of inputs and spec looks like, for error messages. */
export const DURATION_FORMS = '`90s`, `30m`, `2h` or `1d`';

/** Milliseconds of `90s`, `30m`, `2h`, `1d` (a whole number and one unit), or null for any other text. */
export function parseDuration(text: string): number | null {
  const parts = /^(\d{1,6})([smhd])$/.exec(text.trim());
  const unit = UNIT_MS[parts?.[2] ?? ''];
  return parts?.[1] === undefined || unit === undefined ? null : Number(parts[1]) * unit;
}

/** A length that was reckoned and not written by anybody: `60 s`, `3.3 s`, at least `0.1 s`; one decimal at most. */
export function formatSeconds(ms: number): string {
  const seconds = ms / 1000;
  return `${seconds < 10 ? Math.max(0.1, Math.round(seconds * 10) / 10) : Math.round(seconds)} s`;
}

/** Milliseconds for people: `0.4s`, `45s`, `1m 30s`, `2h`, `1d 4h`; at most two units, cut and never rounded up. */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < 10_000) return `${Math.floor(length / 100) / 10}s`;
  const parts: string[] = [];
  let rest = length;
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNIT_MS[unit] ?? 1;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}
