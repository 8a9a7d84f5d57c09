// What GitHub's answers mean: runs and pull requests to states, refusals to errors that name the missing permission. Pure.
import type { OwnerState } from '../engine/ports.ts';
import { ActionError } from '../model/errors.ts';

/** What is asked about, with the permission of GITHUB_TOKEN that it needs. */
export type Subject = {
  readonly what: 'workflow runs' | 'pull requests';
  readonly permission: 'actions: read' | 'pull-requests: read';
};

/** Where a 404 may mean "you may not know": the list tells. */
export const RUNS: Subject = { what: 'workflow runs', permission: 'actions: read' };
export const PULLS: Subject = { what: 'pull requests', permission: 'pull-requests: read' };

type Fields = Readonly<Record<string, unknown>>;

/**
 * A run (`GET /repos/{owner}/{repo}/actions/runs/{id}`) as the owner of `attempt`: the answer is about the latest one, and
 * a run is only tried again when it is completed. Throws ActionError `github` for an answer without these fields.
 */
export function runOwner(answer: unknown, attempt: number): OwnerState {
  const { status, run_attempt: latest, run_started_at: started, updated_at: updated } = fields(answer);
  if (typeof status !== 'string') throw misfit(RUNS);
  const newest = typeof latest === 'number' ? latest : attempt;
  // An attempt that GitHub has not seen yet is no proof of anything.
  if (newest < attempt) return { is: 'unknown' };
  if (newest > attempt) return { is: 'over', since: time(started) };
  return status === 'completed' ? { is: 'over', since: time(updated) } : { is: 'live' };
}

/** A pull request (`GET /repos/{owner}/{repo}/pulls/{number}`). Throws ActionError `github` for an answer without a state. */
export function pullOwner(answer: unknown): OwnerState {
  const { state, closed_at: closed } = fields(answer);
  if (state === 'open') return { is: 'live' };
  if (state === 'closed') return { is: 'over', since: time(closed) };
  throw misfit(PULLS);
}

/** GitHub may not be asked. `seen` is e.g. `403`; the message tells what to add to the workflow. */
export function refused(subject: Subject, seen: string): ActionError {
  const message = `GitHub may not be asked about ${subject.what} (${seen}), so it is not known what still lives.`;
  return new ActionError('github-refused', 'user', message, {
    hint: `It takes a token (\`github-token\`, or GITHUB_TOKEN for a command) with the permission \`${subject.permission}\`.`,
  });
}

/** No usable answer came. `seen` is a status or a transport's word, never a body. */
export function failed(subject: Subject, seen: string): ActionError {
  return new ActionError('github', 'remote', `GitHub gave no answer about ${subject.what} (${seen}).`);
}

function misfit(subject: Subject): ActionError {
  return failed(subject, 'an answer without the expected fields');
}

function fields(answer: unknown): Fields {
  return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}

function time(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
