// The keeper's log: one JSON object a line, written by the keeper and read by post.

export type KeeperEvent =
  | 'started'
  /** `detail` is when the lease now ends, ISO 8601. */
  | 'extended'
  /** An edit was refused once and is repeated. */
  | 'repeated'
  | 'failed'
  /** The machine is gone, or never was: nothing more is done about it. */
  | 'gone'
  /** The machine does not pass the ownership proof. */
  | 'refused'
  /** Its lease is one that somebody else has set. */
  | 'left'
  | 'ended';

/** `machine` is the name in Mist, or null for what concerns several; `detail` is one line without secrets. */
export type KeeperNote = {
  readonly time: string;
  readonly event: KeeperEvent;
  readonly machine: string | null;
  readonly ok: boolean;
  readonly detail: string;
};

const EVENTS: readonly string[] = [
  'started',
  'extended',
  'repeated',
  'failed',
  'gone',
  'refused',
  'left',
  'ended',
] satisfies KeeperEvent[];

/** One line with its end. */
export function formatNote(note: KeeperNote): string {
  return `${JSON.stringify(note)}\n`;
}

/** The notes of a log; lines that are none (a torn one, a crash report of Node) are left out. */
export function parseNotes(text: string): readonly KeeperNote[] {
  return text.split('\n').flatMap((line) => {
    const note = parseNote(line);
    return note === null ? [] : [note];
  });
}

function parseNote(line: string): KeeperNote | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { time, event, machine, ok, detail }: Record<string, unknown> = { ...value };
  if (typeof time !== 'string' || !isEvent(event) || typeof ok !== 'boolean' || typeof detail !== 'string') return null;
  if (machine !== null && typeof machine !== 'string') return null;
  return { time, event, machine, ok, detail };
}

function isEvent(value: unknown): value is KeeperEvent {
  return typeof value === 'string' && EVENTS.includes(value);
}

/** What did not go well is told one by one up to here; the rest is a number. */
const TOLD = 10;

/**
 * What a log says, for people. `troubles` are those that no later extension of the same machine has made good, and, where
 * nobody had told the keeper to end (`alone`), an end without a word: then leases were extended no longer.
 */
export function tellNotes(
  notes: readonly KeeperNote[],
  alone: boolean,
): {
  readonly lines: readonly string[];
  readonly troubles: readonly string[];
} {
  const extended = Map.groupBy(
    notes.filter((note) => note.event === 'extended'),
    (note) => note.machine,
  );
  const lines = [...extended].map(([machine, all]) => {
    const times = all.length === 1 ? 'once' : `${all.length} times`;
    return `${machine}: its lease has been extended ${times}, the last time until ${all.at(-1)?.detail}`;
  });
  const wrong = notes.filter((note) => !note.ok || note.event === 'repeated' || note.event === 'gone');
  const lasting = wrong.filter((note) => !note.ok && !isMadeGood(notes, note));
  const passed = wrong.filter((note) => !lasting.includes(note));
  const end = notes.at(-1);
  return {
    lines: [
      ...lines,
      ...some(passed.map(whole)),
      ...(end?.event === 'ended' && end.ok ? [`ended: ${end.detail}`] : []),
    ],
    troubles: [
      ...some(lasting.map(whole)),
      ...(end?.event === 'ended' || !alone ? [] : [`it ended without a word, after ${end?.time ?? 'its start'}`]),
    ],
  };
}

function isMadeGood(notes: readonly KeeperNote[], wrong: KeeperNote): boolean {
  const { machine } = wrong;
  const last = notes.findLastIndex(
    (note) => note.event === 'extended' && (machine === null || note.machine === machine),
  );
  return last > notes.indexOf(wrong);
}

function whole({ time, machine, event, detail }: KeeperNote): string {
  return `${time} ${machine === null ? '' : `${machine}: `}${event}: ${detail}`;
}

function some(texts: readonly string[]): readonly string[] {
  return texts.length > TOLD ? [...texts.slice(0, TOLD), `${texts.length - TOLD} more like these`] : texts;
}
