// Text → value for the small languages inside a spec: durations, sizes of memory, percentages, paths, names.

import { DURATION_FORMS, parseDuration } from '../model/duration.ts';

/** A value, or why the text is none: a message that begins with "must", "is" or the like and says what to write. */
export type Read<T> = { readonly value: T } | { readonly refused: string };

const LONGEST_MS = 365 * 86_400_000;

/** `90s`, `30m`, `2h`, `1d` → ms: more than nothing, at most 365 days. */
export function readDuration(text: string): Read<number> {
  const ms = parseDuration(text);
  if (ms === null) return { refused: `must be a duration such as ${DURATION_FORMS}, not \`${text.slice(0, 40)}\`` };
  if (ms === 0) return { refused: 'must be longer than nothing' };
  return ms > LONGEST_MS ? { refused: 'must be at most 365 days' } : { value: ms };
}

/** A duration that is a limit: messages about it repeat it as it was written. */
export function readTimeout(text: string): Read<{ readonly timeoutMs: number; readonly timeoutText: string }> {
  const duration = readDuration(text);
  return 'refused' in duration ? duration : { value: { timeoutMs: duration.value, timeoutText: text.trim() } };
}

/** A Mist server needs the lease this far ahead when a machine is created. */
const SHORTEST_LEASE_MS = 15 * 60_000;

/** A lease: a duration of at least 15 minutes, or `none`. */
export function readLease(text: string): Read<number | 'none'> {
  if (text === 'none') return { value: 'none' };
  const duration = readDuration(text);
  if ('refused' in duration) return { refused: `${duration.refused}; or \`none\` for no lease` };
  return duration.value < SHORTEST_LEASE_MS ? { refused: 'must be at least 15m, or `none`' } : duration;
}

/** `4g`, `4096m` or `4096` (MiB) → MiB, whole. */
export function readRam(text: string): Read<number> {
  const refused = `must be an amount of memory such as 4g or 4096m, not \`${text.slice(0, 40)}\``;
  const found = /^([0-9]{1,7}(?:\.[0-9]{1,3})?)([gm]?)$/i.exec(text);
  if (!found) return { refused };
  const mb = Number(found[1]) * (found[2]?.toLowerCase() === 'g' ? 1024 : 1);
  if (!Number.isInteger(mb) || mb < 1) return { refused: 'must come to whole MiB, at least 1' };
  return { value: mb };
}

/** `80%` → 80. */
export function readPercent(text: string): Read<number> {
  const percent = /^([0-9]{1,3})%$/.exec(text)?.[1];
  const value = Number(percent);
  if (percent === undefined || value < 1 || value > 100) {
    return { refused: 'must be a whole number or a percentage from 1% to 100%' };
  }
  return { value };
}

/** Names that Windows takes for devices, and the short name of `.git` there. */
const DEVICE_NAMES = /^(?:(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?|git~[0-9])$/i;

/** A path inside the workspace, by its shape alone: whether it really is inside is asked where it is opened. */
export function readPath(text: string): Read<string> {
  const steps = text.split('/');
  if (text === '' || text.length > 255 || /\p{Cc}/u.test(text))
    return { refused: 'must be a path of 1 to 255 characters' };
  if (text.includes('\\')) return { refused: 'must use / between folders' };
  if (text.startsWith('/') || /^[A-Za-z]:/.test(text) || text.startsWith('~')) {
    return { refused: 'must be a path relative to the workspace' };
  }
  if (steps.includes('..')) return { refused: 'must stay inside the workspace: no `..`' };
  if (steps.some((step) => step === '')) return { refused: 'must name a file, without empty steps' };
  if (
    /^\.git(?:hub)?$/i.test(steps.find((step) => step !== '.') ?? '') ||
    steps.some((step) => /^\.git$/i.test(step))
  ) {
    return { refused: 'must not be inside .git/ or .github/' };
  }
  if (steps.some((step) => DEVICE_NAMES.test(step))) return { refused: 'must not be a name that Windows reserves' };
  return { value: text };
}

/** One line of 1 to 255 characters without control characters and without blanks around it. */
export function readLine(text: string): Read<string> {
  if (text === '') return { refused: 'must not be empty' };
  if (text.length > 255) return { refused: 'must be at most 255 characters' };
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return { refused: 'must be one line without control characters' };
  return text.trim() === text ? { value: text } : { refused: 'must not begin or end with blanks' };
}

/** The name of a machine row: it becomes part of names at every provider. */
export function readRowName(text: string): Read<string> {
  if (text.length > 40) return { refused: 'a row name has at most 40 characters' };
  if (/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(text)) return { value: text };
  return {
    refused: 'a row name has lower-case letters, digits and hyphens, begins with a letter and ends without hyphen',
  };
}

/** The name of a cloud or key in Mist (mist.api: `^[0-9a-zA-Z]+[0-9a-zA-Z-_ .]*[0-9a-zA-Z]+$`, two or more). */
export function readMistName(text: string): Read<string> {
  if (text.length <= 64 && /^[0-9A-Za-z][0-9A-Za-z_ .-]*[0-9A-Za-z]$/.test(text)) return { value: text };
  return {
    refused: 'a name in Mist has 2 to 64 letters, digits, blanks and - _ . inside, with a letter or digit at both ends',
  };
}
