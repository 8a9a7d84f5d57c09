// Types of log.mjs, for its tests.
import type { Annotation } from '../runner.mjs';

/** The workflow command in a line, or null. */
export function parseCommand(
  line: string,
): { name: string; properties: Readonly<Record<string, string>>; data: string } | null;

/** The secrets of a job. */
export class Masks {
  readonly values: readonly string[];
  add(value: string): void;
  hide(text: string): string;
}

/** Takes the lines of a process and keeps what the runner makes of them. */
export class LogReader {
  constructor(masks: Masks, debug?: boolean);
  readonly shown: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  line(raw: string): void;
}
