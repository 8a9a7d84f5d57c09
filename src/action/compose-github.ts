// The GitHub half of compose.ts: the reader of this repository, from the runner's environment.
import type { GitHubReader } from '../engine/ports.ts';
import { makeGitHubReader } from '../github/reader.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import type { StepWorld } from './process-world.ts';

/** A reader that honours GITHUB_API_URL and the runner's proxies; asks nothing yet. The token is masked here. */
export function composeGitHub(step: {
  readonly runner: Pick<StepWorld, 'env' | 'clock'>;
  readonly inputs: Pick<Inputs, 'githubToken'>;
  readonly log: Pick<ActionLog, 'mask'>;
  readonly signal: AbortSignal;
}): GitHubReader {
  const { runner, inputs, log, signal } = step;
  if (inputs.githubToken !== null) log.mask(inputs.githubToken.reveal());
  return makeGitHubReader({
    apiUrl: runner.env.GITHUB_API_URL || 'https://api.github.com',
    repository: runner.env.GITHUB_REPOSITORY ?? '',
    token: inputs.githubToken,
    clock: runner.clock,
    signal,
  });
}
