// The GitHub adapter: reads of one repository over @actions/github, which is loaded with the first question only.
import type { Clock, GitHubReader, OwnerState } from '../engine/ports.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import { failed, PULLS, pullOwner, RUNS, refused, runOwner, type Subject } from './answers.ts';

export type GitHubOptions = {
  /** The API's base, e.g. `https://api.github.com`. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: Secret | null;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal;
};

/** `limited`: refused for asking too often, not for who asks. */
type Answer = { readonly status: number; readonly data: unknown; readonly limited?: boolean };
type Ask = (route: string, parameters: Readonly<Record<string, string | number>>) => Promise<Answer>;

const TIMEOUT_MS = 10_000;
/** Only reads are asked, so they may be repeated; a reaper that runs nightly need not be stubborn. */
const PAUSES_MS: readonly number[] = [1_000, 4_000];

/** Makes the reader of one repository; no request is made yet. Questions throw as the port says. */
export function makeGitHubReader(options: GitHubOptions): GitHubReader {
  let client: Promise<Ask> | null = null;
  const ask = async (subject: Subject, route: string, parameters: Readonly<Record<string, string | number>>) => {
    if (options.token === null) throw refused(subject, 'no token');
    client ??= openClient(options, options.token);
    return repeat(options, subject, await client, route, parameters);
  };

  /** A 404 is an answer only where the list may be read; otherwise it is GitHub's way to say no. */
  const unknown = async (subject: Subject, list: string): Promise<OwnerState> => {
    const { status } = await ask(subject, list, { per_page: 1 });
    if (status !== 200) throw refused(subject, '404');
    return { is: 'unknown' };
  };

  return {
    async runState(id, attempt) {
      const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
      const { status, data } = await ask(RUNS, route, { run_id: id });
      return status === 404 ? unknown(RUNS, 'GET /repos/{owner}/{repo}/actions/runs') : runOwner(data, attempt);
    },
    async pullRequestState(number) {
      const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
      const { status, data } = await ask(PULLS, route, { pull_number: number });
      return status === 404 ? unknown(PULLS, 'GET /repos/{owner}/{repo}/pulls') : pullOwner(data);
    },
  };
}

async function openClient({ apiUrl, repository, signal }: GitHubOptions, token: Secret): Promise<Ask> {
  const [owner, repo] = repository.split('/');
  if (!owner || !repo) throw new ActionError('github', 'user', 'GITHUB_REPOSITORY is not `owner/name`.');
  const { getOctokit } = await import('@actions/github');
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const octokit = getOctokit(token.reveal(), { baseUrl: apiUrl.replace(/\/+$/, ''), log: silent });
  return async (route, parameters) => {
    // A redirect would be a renamed repository, whose scopes have other names.
    const request = {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      redirect: 'manual' as const,
      log: silent,
    };
    const { status, data } = await octokit.request(route, { owner, repo, ...parameters, request });
    return { status, data };
  };
}

/** One question, repeated while GitHub fails to answer. 404 is an answer; 401 and 403 are refusals. */
async function repeat(
  { clock, signal }: GitHubOptions,
  subject: Subject,
  ask: Ask,
  route: string,
  parameters: Readonly<Record<string, string | number>>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask(route, parameters).catch((error: unknown) => statusOf(error));
    if (signal.aborted) throw signal.reason instanceof CancelledError ? signal.reason : new CancelledError();
    if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return answer;
    if (answer.limited) throw failed(subject, 'its rate limit is used up');
    if (answer.status === 401 || answer.status === 403) throw refused(subject, String(answer.status));
    const pause = PAUSES_MS[attempt];
    if (pause === undefined) throw failed(subject, answer.status === 0 ? 'no connection' : String(answer.status));
    await clock.sleep(pause, signal);
  }
}

/** The status of an error of the client, whose message and cause may repeat headers: neither is kept. 0 for none. */
function statusOf(error: unknown): Answer {
  const none: Answer = { status: 0, data: null };
  if (typeof error !== 'object' || error === null || !('response' in error) || !('status' in error)) return none;
  const { response, status } = error;
  if (typeof status !== 'number' || typeof response !== 'object' || response === null) return none;
  const headers = 'headers' in response && typeof response.headers === 'object' ? { ...response.headers } : {};
  const limited = status === 429 || ('x-ratelimit-remaining' in headers && headers['x-ratelimit-remaining'] === '0');
  return { status, data: null, limited: limited && status !== 404 };
}
