// What the runner would set for a step, made from a command line: the engine cannot tell the difference.
import { ActionError } from '../model/errors.ts';
import type { Command } from './arguments.ts';
import type { MistFile } from './mist-file.ts';

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mistFile: MistFile | null;
  readonly directory: string;
  /** URL of the git remote `origin`, or null. */
  readonly remote: string | null;
  /** A new directory for hand-over files. */
  readonly files: string;
  readonly stateFile: string;
  readonly outputFile: string;
};

const GITHUB = 'https://github.com';

/** Name of the scope where none is given: one per repository and Mist organisation. */
export const DEFAULT_SCOPE = 'local';

/** Variables of a real runner that must not reach a run on the command line. */
const DROPPED = /^(?:GITHUB_|INPUT_|STATE_|RUNNER_)/;

/** `owner/name` of a GitHub remote in any of git's forms, with the server it is on; null for anything else. */
export function repositoryOf(remote: string): { readonly serverUrl: string; readonly name: string } | null {
  const found =
    /^(?:https?:\/\/(?:[^@/]+@)?|ssh:\/\/(?:[^@/]+@)?|[^@/]+@)([A-Za-z0-9.-]+)(?::\d+)?[:/]([^/:@]+\/[^/@]+?)(?:\.git)?\/?$/.exec(
      remote.trim(),
    );
  return found?.[1] && found[2] ? { serverUrl: `https://${found[1]}`, name: found[2] } : null;
}

/** What is wrong with a remote that names no repository; a URL may hold a password, and so is not shown. */
function whyNoRepository(remote: string | null): string {
  if (remote === null) return 'there is no git remote `origin`';
  const text = remote.trim();
  const local = /^(?:file:|[./~\\]|[A-Za-z]:[\\/])/.test(text) || !/[:@]/.test(text);
  if (local) return 'the git remote `origin` is a path on this machine, which names no repository on a server';
  return 'the git remote `origin` is not of the form https://SERVER/OWNER/NAME or git@SERVER:OWNER/NAME';
}

/** The environment of main for one command. Throws ActionError when server, account or repository is not known. */
export function stepEnvironment(
  command: Extract<Command, { kind: 'run' }>,
  at: Surroundings,
): Record<string, string | undefined> {
  const kept = Object.fromEntries(Object.entries(at.env).filter(([name]) => !DROPPED.test(name)));
  const inputs: Record<string, string> = {
    ...mistInputs(command.inputs, at),
    // The reaper looks at all scopes of the repository, and asks GitHub who lives.
    ...(command.verb === 'reap' ? githubToken(at) : { scope: DEFAULT_SCOPE }),
    ...command.inputs,
    mode: command.verb,
    // Nobody runs post for a command: what is made stays, what is left half-made is removed at once.
    teardown: 'never',
    heartbeat: 'false',
  };
  if (command.specFile !== null) inputs['spec-file'] = command.specFile;
  const names = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const);
  return {
    ...kept,
    ...identity(command, at),
    ...Object.fromEntries(names),
    // A run that is nobody's: reap has no scope of its own, and every step has one.
    ...(command.verb === 'reap' ? { GITHUB_RUN_ID: '0', GITHUB_RUN_ATTEMPT: '1' } : {}),
    GITHUB_WORKSPACE: at.directory,
    GITHUB_ACTION: 'cli',
    GITHUB_STATE: at.stateFile,
    GITHUB_OUTPUT: at.outputFile,
    RUNNER_TEMP: at.files,
  };
}

/** The token that GitHub's own tools take. A server that only a git remote names does not get it. */
function githubToken({ env, remote }: Surroundings): Record<string, string> {
  const server = env.GITHUB_SERVER_URL ?? (remote === null ? null : repositoryOf(remote)?.serverUrl) ?? GITHUB;
  const trusted = server === GITHUB || env.GITHUB_SERVER_URL !== undefined || env.GITHUB_API_URL !== undefined;
  const token = env.GITHUB_TOKEN || env.GH_TOKEN || '';
  return trusted && token !== '' ? { 'github-token': token } : {};
}

/** Where the API of a GitHub server is. */
function apiOf(serverUrl: string): string {
  return serverUrl === GITHUB ? 'https://api.github.com' : `${serverUrl}/api/v3`;
}

/** Server and account: options, then environment, then `~/.mist`. */
export function mistInputs(
  given: Readonly<Record<string, string>>,
  at: Pick<Surroundings, 'env' | 'mistFile'>,
): Record<string, string> {
  const { env, mistFile } = at;
  const url = given['mist-url'] ?? env.MIST_URL ?? mistFile?.url ?? '';
  if (url === '') {
    throw new ActionError('command-line', 'user', 'The Mist server is not known.', {
      hint: 'Give --mist-url, set MIST_URL, or write `mist_uri` into ~/.mist.',
    });
  }
  if (url === 'sandbox') {
    throw new ActionError(
      'command-line',
      'user',
      'A command cannot own a sandbox: it would end with nobody to stop it.',
      {
        hint: 'Start one with `npm run sandbox -- --port 0`, and give its URL and token.',
      },
    );
  }
  const token = env.MIST_TOKEN ?? env.MIST_API_TOKEN ?? '';
  if (token !== '') return { 'mist-url': url, 'mist-token': token };
  if (env.MIST_EMAIL && env.MIST_PASSWORD)
    return { 'mist-url': url, 'mist-email': env.MIST_EMAIL, 'mist-password': env.MIST_PASSWORD };
  if (mistFile?.token) return { 'mist-url': url, 'mist-token': mistFile.token };
  if (mistFile?.email && mistFile.password)
    return { 'mist-url': url, 'mist-email': mistFile.email, 'mist-password': mistFile.password };
  throw new ActionError('command-line', 'user', 'There are no credentials for the Mist server.', {
    hint: 'Set MIST_TOKEN, or MIST_EMAIL and MIST_PASSWORD, or write them into ~/.mist.',
  });
}

function identity(command: Extract<Command, { kind: 'run' }>, at: Surroundings): Record<string, string> {
  const remote = at.remote === null ? null : repositoryOf(at.remote);
  const name = command.repository ?? remote?.name ?? '';
  if (name === '' && command.repositoryId === null) {
    const why = `It is not known whose environment this is: ${whyNoRepository(at.remote)}.`;
    throw new ActionError('command-line', 'user', why, {
      hint: 'Give --repository OWNER/NAME: any name of that form, and the same one for every command on these machines.',
    });
  }
  const serverUrl = at.env.GITHUB_SERVER_URL ?? remote?.serverUrl ?? GITHUB;
  return {
    GITHUB_REPOSITORY: name,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_API_URL: at.env.GITHUB_API_URL ?? apiOf(serverUrl),
    ...(command.repositoryId === null ? {} : { GITHUB_REPOSITORY_ID: command.repositoryId }),
  };
}
