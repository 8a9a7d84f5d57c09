// Which of the two server series answers, told by the shapes of its lists; nothing is asked for it.
import type { Row } from './wire.ts';

/** `4.7`: the released Community Edition. `2023`: the last development state, with a Vault behind its keys. */
export type SeriesName = '4.7' | '2023';

export type Series = {
  /** Clouds of 4.7 have a `title`, newer ones a `name`. */
  sawClouds(rows: readonly Row[]): void;
  /** v1 machines of 4.7 have a `machine_id`, newer ones an `external_id`. */
  sawMachines(rows: readonly Row[]): void;
  /** Null until a list with at least one row was seen. */
  name(): SeriesName | null;
};

/** Makes the memory of one server. */
export function makeSeries(): Series {
  let known: SeriesName | null = null;
  const look = (rows: readonly Row[], older: string, newer: string): void => {
    const first = rows[0];
    if (first === undefined) return;
    if (newer in first.fields) known = '2023';
    else if (older in first.fields) known = '4.7';
  };
  return {
    sawClouds: (rows) => look(rows, 'title', 'name'),
    sawMachines: (rows) => look(rows, 'machine_id', 'external_id'),
    name: () => known,
  };
}
