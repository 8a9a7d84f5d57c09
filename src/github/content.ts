// What a branch holds: one file of a repository as GitHub's API gives it, byte for byte.
import type { Clock } from '../engine/ports.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';

/** One repository on one GitHub server. `apiUrl` e.g. `https://api.github.com`, `repository` is `owner/name`. */
export type GitHubContentOptions = {
  readonly apiUrl: string;
  readonly repository: string;
  readonly token: Secret;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal;
};

/**
 * The bytes of `path` at `ref`, or null when there is no such file (or the token may not know). Throws ActionError
 * `github-refused` or `github`, never with an answer's body, and CancelledError.
 */
export type GitHubContentReader = (path: string, ref: string) => Promise<Buffer | null>;

const TIMEOUT_MS = 10_000;
const PAUSES_MS: readonly number[] = [500, 2_000];

/** Makes the reader; no request is made yet. Source: GitHub REST API, "Get repository content" (files up to 1 MB). */
export function makeContentReader(options: GitHubContentOptions): GitHubContentReader {
  return async (path, ref) => {
    for (let attempt = 0; ; attempt += 1) {
      const { status, data } = await ask(options, path, ref);
      if (options.signal.aborted) {
        throw options.signal.reason instanceof CancelledError ? options.signal.reason : new CancelledError();
      }
      if (status === 404) return null;
      if (status === 200) return decode(data, path);
      if (status === 401 || status === 403) {
        throw new ActionError(
          'github-refused',
          'user',
          `GitHub does not let \`${path}\` of the base be read (${status}).`,
          {
            hint: 'Give the job the permission `contents: read`, and the step a `github-token` that has it.',
          },
        );
      }
      const pause = PAUSES_MS[attempt];
      if (pause === undefined) {
        const seen = status === 0 ? 'no connection' : String(status);
        throw new ActionError('github', 'remote', `GitHub gave no answer about \`${path}\` of the base (${seen}).`);
      }
      await options.clock.sleep(pause, options.signal);
    }
  };
}

type Answer = { readonly status: number; readonly data: unknown };

async function ask(
  { apiUrl, repository, token, signal }: GitHubContentOptions,
  path: string,
  ref: string,
): Promise<Answer> {
  const [owner, repo] = repository.split('/');
  if (!owner || !repo) throw new ActionError('github', 'user', 'GITHUB_REPOSITORY is not `owner/name`.');
  const { getOctokit } = await import('@actions/github');
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const octokit = getOctokit(token.reveal(), { baseUrl: apiUrl.replace(/\/+$/, ''), log: silent });
  const steps = path.split('/').map(encodeURIComponent).join('/');
  try {
    const { status, data } = await octokit.request(`GET /repos/{owner}/{repo}/contents/${steps}`, {
      owner,
      repo,
      ref,
      request: { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]), redirect: 'manual', log: silent },
    });
    return { status, data };
  } catch (error) {
    // The client's error repeats headers and bodies: the status alone is kept.
    const came = typeof error === 'object' && error !== null && 'response' in error && error.response !== undefined;
    return { status: came && 'status' in error && typeof error.status === 'number' ? error.status : 0, data: null };
  }
}

function decode(data: unknown, path: string): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  const { type, encoding, content } = fields(data);
  if (type === 'file' && encoding === 'base64' && typeof content === 'string') return Buffer.from(content, 'base64');
  throw new ActionError('github', 'user', `\`${path}\` of the base is no plain file of at most 1 MB.`);
}

function fields(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
