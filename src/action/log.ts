// The one place that prints. Everything passes the redactor, loses what could act in a log, and obeys GitHub's limits.
import type { Log } from '../engine/ports.ts';
import { formatDuration } from '../model/duration.ts';
import {
  cleanLine,
  cleanLines,
  formatCommand,
  MAX_ANNOTATION,
  neutralise,
  type Place,
  placePrefix,
  placeProperties,
} from './log-text.ts';
import { canBeHidden, type Redactor } from './redact.ts';

/** GitHub shows ten annotations of a kind per step; the tenth error is kept for the one that ends the step. */
const SHOWN_PER_KIND = { error: 9, warning: 10, notice: 10 } as const;

/** Nothing of the value, not even its length. */
const NOT_HIDDEN =
  'A value that is given as a secret is not hidden in this log: it is shorter than four characters, a small number, or ' +
  'a word that the log is full of. Give it in another way if it is none, or make it longer if it is one.';

type Kind = keyof typeof SHOWN_PER_KIND;

/** `Log` with what only the action's own room needs: errors, notices and places of annotations. */
export type ActionLog = Omit<Log, 'warning'> & {
  warning(message: string, place?: Place): void;
  error(message: string, place?: Place): void;
  notice(message: string, place?: Place): void;
  /** The error that ends the step. Always shown as an annotation; call it once, last. */
  fail(message: string, place?: Place): void;
  /** `text` without registered secrets, for texts that go to files. */
  redact(text: string): string;
};

/**
 * What a log needs of the world. `write` takes whole lines, one or more; `elapsed` is monotonic ms; `commands` is false outside
 * GitHub, where annotations, groups and masks are plain lines.
 */
export type LogWorld = {
  readonly write: (text: string) => void;
  readonly elapsed: () => number;
  readonly redactor: Redactor;
  readonly commands: boolean;
  /** False where nobody reads debug lines: GitHub drops them then, and each would wake the runner up. */
  readonly debug?: boolean;
  /** Runs `work` in a later turn, after what is under way now has left. At once without. */
  readonly soon?: (work: () => void) => void;
};

/** A log on `world.write`. `mask` must have seen a secret before any text that may hold it. */
export function createLog(world: LogWorld): ActionLog {
  const counts: Record<Kind, number> = { error: 0, warning: 0, notice: 0 };
  const plain = new Set<string>();
  /** Masks of a step that has printed nothing yet: its first line costs milliseconds, and a request may leave before. */
  let unsaid = '';
  let silent = true;
  const sayMasks = (): void => {
    const masks = unsaid;
    unsaid = '';
    silent = false;
    if (masks !== '') world.write(masks);
  };
  const write = (text: string): void => {
    sayMasks();
    world.write(text);
  };
  let depth = 0;
  /** The title of the group that is open in the runner's log, if one is. */
  let open: string | null = null;

  /** Cleaning can join what was apart, so secrets are looked for before and after. */
  const safe = (text: string) => world.redactor.redact(cleanLines(world.redactor.redact(text)).join('\n'));
  const print = (text: string) => {
    // Whoever reads the other end of the pipe wakes up for each write.
    write(`${safe(text).split('\n').map(neutralise).join('\n')}\n`);
  };
  const command = (name: string, data: string, properties: Record<string, string> = {}) => {
    const shown: Record<string, string> = {};
    for (const [key, value] of Object.entries(properties)) shown[key] = world.redactor.redact(value);
    write(`${formatCommand(name, safe(data), shown)}\n`);
  };

  const annotate = (kind: Kind, message: string, place: Place, always = false) => {
    counts[kind] += 1;
    const label = kind === 'error' ? 'Error' : kind === 'warning' ? 'Warning' : 'Notice';
    if (!world.commands || (!always && counts[kind] > SHOWN_PER_KIND[kind])) {
      print(`${label}: ${placePrefix(place)}${message}`);
      return;
    }
    const text = safe(message);
    if (text.length <= MAX_ANNOTATION) {
      command(kind, text, placeProperties(place));
      return;
    }
    command(kind, `${text.slice(0, MAX_ANNOTATION - 1)}…`, placeProperties(place));
    print(`The whole message:\n${message}`);
  };

  return {
    info: print,
    debug: (message) => {
      if (world.commands && world.debug !== false) command('debug', message);
    },
    warning: (message, place = {}) => annotate('warning', message, place),
    error: (message, place = {}) => annotate('error', message, place),
    notice: (message, place = {}) => annotate('notice', message, place),
    fail: (message, place = {}) => {
      const hidden = Math.max(0, counts.error - SHOWN_PER_KIND.error);
      const more = world.commands && hidden > 0 ? ` (${hidden} more errors are in the log of this step)` : '';
      annotate('error', `${message}${more}`, place, true);
    },
    group: async (title, work) => {
      // The runner's groups cannot be nested: an inner one is a plain line.
      const opens = world.commands && depth === 0;
      const started = world.elapsed();
      if (opens) {
        command('group', cleanLine(title));
        open = cleanLine(title);
      } else print(title);
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
        print(`${cleanLine(title)}: ${formatDuration(world.elapsed() - started)}`);
        if (opens) {
          write('::endgroup::\n');
          open = null;
        }
      }
    },
    section: (title, text) => {
      if (!world.commands) {
        print(`${cleanLine(title)}\n${text}`);
        return;
      }
      // The runner's groups cannot be nested, so the one around is closed before and goes on behind.
      if (open !== null) write('::endgroup::\n');
      command('group', cleanLine(title));
      print(text);
      write('::endgroup::\n');
      if (open !== null) command('group', `${open} (goes on)`);
    },
    mask: (secret) => {
      if (secret !== '' && !canBeHidden(secret)) {
        if (!plain.has(secret)) annotate('warning', NOT_HIDDEN, {});
        plain.add(secret);
        return;
      }
      const forms = world.redactor.add(secret);
      if (!world.commands || forms.length === 0) return;
      unsaid += forms.map((form) => `${formatCommand('add-mask', form)}\n`).join('');
      if (silent && world.soon !== undefined) world.soon(sayMasks);
      else sayMasks();
    },
    redact: world.redactor.redact,
  };
}
