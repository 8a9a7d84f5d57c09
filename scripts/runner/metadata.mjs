// What action.yml says, and the environment that the runner makes of it and of the job.
import { readFileSync } from 'node:fs';
import { arch, hostname, platform } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';

const OS_NAMES = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

// Of the machine only what a program needs to start: a secret or a proxy of the developer never reaches a test.
const INHERITED = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'USER',
  'SHELL',
  'SystemRoot',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
];

/** The parsed action.yml of `actionDirectory`. */
export function readAction(actionDirectory) {
  return load(readFileSync(join(actionDirectory, 'action.yml'), 'utf8'));
}

/** The expressions that a default may hold here; an unknown one throws, so that a new one is noticed. */
function evaluate(expression, job) {
  switch (expression) {
    case 'github.token':
      return job.githubToken;
    case 'job.status':
      return job.status;
    case 'toJSON(matrix)':
      return JSON.stringify(job.matrix, null, 2);
    case 'job.check_run_id':
      return job.checkRunId;
    default:
      throw new Error(`action.yml: the runner simulation does not know the expression ${expression}`);
  }
}

function expand(text, job) {
  return String(text).replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression) => evaluate(expression, job));
}

/** Inputs by name: what the step gives, else the default, evaluated now; and the names that action.yml lacks. */
export function evaluateInputs(action, given, job) {
  const declared = action.inputs ?? {};
  const values = {};
  for (const [name, input] of Object.entries(declared)) values[name] = expand(input.default ?? '', job);
  const unexpected = [];
  for (const [name, value] of Object.entries(given)) {
    if (!(name in declared)) unexpected.push(name);
    values[name] = value;
  }
  return { values, unexpected };
}

/** `INPUT_*` as the runner names them: upper case, blanks become `_`, hyphens stay. */
export function inputVariables(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

/** The `GITHUB_*` and `RUNNER_*` variables of a job; `action` is the step's `GITHUB_ACTION`. */
export function jobVariables(job, action) {
  const [owner, name] = job.repository.split('/');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: action,
    GITHUB_ACTOR: job.actor,
    GITHUB_API_URL: job.apiUrl,
    GITHUB_BASE_REF: job.baseRef,
    GITHUB_EVENT_NAME: job.eventName,
    GITHUB_EVENT_PATH: job.eventPath,
    GITHUB_HEAD_REF: job.headRef,
    GITHUB_JOB: job.name,
    GITHUB_REF: job.ref,
    GITHUB_REF_NAME: job.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REPOSITORY: job.repository,
    GITHUB_REPOSITORY_ID: job.repositoryId,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_RUN_ATTEMPT: job.runAttempt,
    GITHUB_RUN_ID: job.runId,
    GITHUB_RUN_NUMBER: '7',
    GITHUB_SERVER_URL: job.serverUrl,
    GITHUB_SHA: job.sha,
    GITHUB_TRIGGERING_ACTOR: job.actor,
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: `${owner}/${name}/.github/workflows/${job.workflow}.yml@${job.ref}`,
    GITHUB_WORKSPACE: job.workspace,
    RUNNER_ARCH: arch().toUpperCase(),
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: hostname(),
    RUNNER_OS: OS_NAMES[platform()] ?? platform(),
    RUNNER_TEMP: job.runnerTemp,
    RUNNER_TRACKING_ID: job.trackingId,
    RUNNER_WORKSPACE: job.workspace,
    ...(job.debug ? { RUNNER_DEBUG: '1' } : {}),
  };
}

/** The part of this process's environment that a job inherits. */
export function inheritedVariables() {
  return Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
