// What a plan refuses, put on the lines of the spec that asked for it.
import { ActionError, PlanError, PlanErrors } from '../model/errors.ts';
import type { SourcePlace, Spec } from '../model/spec.ts';

/** One mistake as people read it; `place` is null where no row of the spec is to blame. */
export type PlacedMistake = { readonly text: string; readonly place: SourcePlace | null };

/** Mistakes of a plan with their places. `file` is relative to the workspace, null for an inline spec. */
export class PlacedPlanError extends ActionError {
  override readonly name = 'PlacedPlanError';
  readonly mistakes: readonly PlacedMistake[];
  readonly file: string | null;

  constructor(mistakes: readonly PlacedMistake[], file: string | null) {
    super('plan', 'user', mistakes.map(({ text }) => text).join(' '));
    this.mistakes = mistakes;
    this.file = file;
  }
}

/** `error` with places when it is what a plan refuses; any other error as it is. */
export function withPlaces(error: unknown, spec: Spec, file: string | null): unknown {
  const found = error instanceof PlanErrors ? error.mistakes : error instanceof PlanError ? [error] : [];
  if (found.length === 0) return error;
  const placed = found.map(({ address, message, hint }) => ({
    text: hint === undefined ? message : `${message} ${hint}`,
    place: placeOf(address, spec),
  }));
  // In the order of the text, as mistakes of the spec itself are told; those without a line come first.
  const line = ({ place }: PlacedMistake): number => place?.line ?? 0;
  return new PlacedPlanError(
    placed.sort((a, b) => line(a) - line(b)),
    file,
  );
}

/** The row of an address, or the first machine that asks for a key or backend without a row. */
function placeOf(address: string, { backends, keys, machines }: Spec): SourcePlace | null {
  const [kind, name] = [address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/') + 1)];
  const present = machines.filter((row) => row.state === 'present');
  const row =
    kind === 'backend'
      ? (backends.find((one) => one.name === name) ?? present.find(({ backend }) => backend === name))
      : kind === 'key'
        ? (keys.find((one) => one.name === name) ?? present.find(({ key }) => key === name))
        : present.find((one) => one.name === name || (one.counted && name.replace(/-\d+$/, '') === one.name));
  return row?.place ?? null;
}
