// Where this step runs: repository, run, job and event, read from the runner's environment; and the scope they give.
import { ActionError, InputError } from '../model/errors.ts';
import { type RepositoryIdentity, type Scope, unnamedScopeName } from '../model/identity.ts';
import { type Env, textInput } from './input-values.ts';
import type { Inputs } from './inputs.ts';

/** The pull request that an event is about. Repository ids are null when the fork is gone. */
export type PullRequestFacts = {
  readonly number: number;
  readonly headRepositoryId: string | null;
  readonly baseRepositoryId: string | null;
  readonly headSha: string | null;
};

/** The event as far as decisions need it. `action` is e.g. `closed`, null where the event has none. */
export type EventFacts = {
  readonly name: string;
  readonly action: string | null;
  readonly pullRequest: PullRequestFacts | null;
  /** The payload names, not as its own subject, a pull request that it does not show to be of its own base's repository. */
  readonly namesFork: boolean;
  /** The branch that strangers cannot write: the pull request's base, else the default one; null where not told. */
  readonly baseRef: string | null;
};

export type Context = {
  /** True inside a GitHub runner (or one that behaves like it): then its command files must be there. */
  readonly onRunner: boolean;
  readonly repository: RepositoryIdentity;
  readonly runId: string;
  readonly attempt: string;
  readonly job: string;
  /** GitHub's name of the step (`GITHUB_ACTION`), different for each step of a job. */
  readonly step: string;
  readonly actor: string;
  readonly event: EventFacts;
  readonly workspace: string;
  readonly runnerTemp: string;
};

/**
 * Reads the runner's environment (documented as default environment variables). `readFile` is used for the event's
 * payload only; one that cannot be read counts as an event without payload. Throws ActionError without a repository.
 */
export function readContext(env: Env, readFile: (path: string) => string): Context {
  const id = env.GITHUB_REPOSITORY_ID || env.GITHUB_REPOSITORY || '';
  if (id === '') {
    throw new ActionError(
      'context',
      'user',
      'The repository is not known: neither GITHUB_REPOSITORY_ID nor GITHUB_REPOSITORY is set.',
    );
  }
  return {
    onRunner: env.GITHUB_ACTIONS === 'true',
    repository: { serverUrl: (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, ''), id },
    runId: env.GITHUB_RUN_ID ?? '',
    attempt: env.GITHUB_RUN_ATTEMPT || '1',
    job: env.GITHUB_JOB ?? '',
    step: env.GITHUB_ACTION ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    event: readEvent(env, readFile),
    workspace: env.GITHUB_WORKSPACE ?? '',
    runnerTemp: env.RUNNER_TEMP ?? '',
  };
}

function readEvent(env: Env, readFile: (path: string) => string): EventFacts {
  const name = env.GITHUB_EVENT_NAME ?? '';
  const path = env.GITHUB_EVENT_PATH ?? '';
  const payload = path === '' ? {} : readPayload(path, readFile);
  const action = payload.action;
  return {
    name,
    action: typeof action === 'string' ? action : null,
    pullRequest: readPullRequest(payload.pull_request),
    namesFork: namedPulls(payload).some(isFork),
    baseRef:
      text(record(record(payload.pull_request).base).ref) ?? text(record(payload.repository).default_branch) ?? null,
  };
}

/**
 * Pull requests that an event is not about but on behalf of: `client_payload` is what a workflow or a bot put there, as
 * slash-command-dispatch does; check runs and suites list theirs.
 */
function namedPulls(payload: Readonly<Record<string, unknown>>): readonly PullRequestFacts[] {
  const listed = [payload.check_run, payload.check_suite].map((check) => record(check).pull_requests);
  const named = [record(payload.client_payload).pull_request, ...listed.filter(Array.isArray).flat()];
  return named.map(readPullRequest).filter((pull) => pull !== null);
}

/** True for a head in another repository than the base, and for one of which that is not known. */
export function isFork({ headRepositoryId, baseRepositoryId }: PullRequestFacts): boolean {
  return headRepositoryId === null || headRepositoryId !== baseRepositoryId;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function readPayload(path: string, readFile: (path: string) => string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(readFile(path)));
  } catch {
    return {};
  }
}

function readPullRequest(value: unknown): PullRequestFacts | null {
  const pull = record(value);
  const number = pull.number;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return null;
  return {
    number,
    headRepositoryId: repositoryId(pull.head),
    baseRepositoryId: repositoryId(pull.base),
    headSha: text(record(pull.head).sha),
  };
}

function repositoryId(side: unknown): string | null {
  const id = record(record(side).repo).id;
  return typeof id === 'number' ? String(id) : null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The events for which GitHub withholds secrets from forks. */
const FORK_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

/**
 * True when the step has no credentials because GitHub withheld them: a pull request from a fork, or a run by Dependabot.
 * Then the step says so and ends green. Anywhere else a blank token is a mistake of the workflow.
 */
export function isSecretless(env: Env, context: Context): boolean {
  if (textInput(env, 'mist-url', '') === 'sandbox') return false;
  if (textInput(env, 'mist-token', null) !== null || textInput(env, 'mist-password', null) !== null) return false;
  if (context.actor === 'dependabot[bot]') return true;
  const { name, pullRequest } = context.event;
  if (pullRequest === null || !FORK_EVENTS.includes(name)) return false;
  return isFork(pullRequest);
}

/**
 * The scope of this step: the one that is named, else the one of run, attempt, leg and step. Throws InputError for a
 * name that cannot be one, ActionError when the run is not known.
 */
export function scopeOf(inputs: Pick<Inputs, 'scope' | 'jobLeg' | 'jobCheckRunId'>, context: Context): Scope {
  const { repository } = context;
  if (inputs.scope !== null) {
    if (!/^[A-Za-z0-9._/-]{1,100}$/.test(inputs.scope)) {
      throw new InputError(
        'scope',
        `"${inputs.scope}" is no name of a scope: 1 to 100 letters, digits and \`.\`, \`_\`, \`-\`, \`/\`.`,
      );
    }
    return { name: inputs.scope, named: true, repository };
  }
  if (!/^\d+$/.test(context.runId) || !/^\d+$/.test(context.attempt)) {
    throw new ActionError('context', 'user', 'A scope of its own needs a run: GITHUB_RUN_ID is not set.', {
      hint: 'Name one with the input `scope`.',
    });
  }
  // The check run is one per job; where it is not known (older servers), job and matrix tell legs apart.
  const leg =
    inputs.jobCheckRunId !== null && /^\d+$/.test(inputs.jobCheckRunId)
      ? `check ${inputs.jobCheckRunId}`
      : `job ${context.job} ${inputs.jobLeg}`;
  const name = unnamedScopeName({ id: context.runId, attempt: context.attempt, leg, step: context.step });
  return { name, named: false, repository };
}
