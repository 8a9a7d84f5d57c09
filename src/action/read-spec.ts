// Getting the spec: inline text or a file of the workspace, and the files that its `…-file` fields name.
import { readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ActionError, InputError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import { parseSpec } from '../spec/parse.ts';
import { fileErrorCode } from './command-file.ts';
import type { Context } from './context.ts';
import type { Env } from './input-values.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';

const MAX_FILE_BYTES = 256 * 1024;

/** Events whose checkout may hold a stranger's files while the job has secrets. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];

/**
 * The spec of this step. Throws InputError, SpecError with every mistake, or ActionError for a file that may not be
 * read. No request has been made by then.
 */
export function readSpec(inputs: Inputs, context: Context, env: Env, log: ActionLog): Spec {
  const file = inputs.spec.kind === 'file' ? inputs.spec.path : null;
  if (file !== null) refuseUntrusted(context);
  const text = inputs.spec.kind === 'text' ? inputs.spec.text : readSpecFile(inputs.spec, context);
  return parseSpec(text, {
    file,
    environment: env,
    readFile: (path) => readInside(context, path),
    allowLiteralSecrets: file === null,
    mask: (secret) => log.mask(secret),
  });
}

/** A spec file that a stranger may have written could spend money and read secrets: it is not even opened. */
function refuseUntrusted(context: Context): void {
  const { name, pullRequest } = context.event;
  const foreign = pullRequest !== null && pullRequest.headRepositoryId !== pullRequest.baseRepositoryId;
  if (!PRIVILEGED_EVENTS.includes(name) && !foreign) return;
  throw new ActionError(
    'untrusted-spec',
    'user',
    `On ${name} a spec file may have come from an untrusted pull request, so it is not read.`,
    {
      hint: 'Write the spec inline in the workflow (`spec:`); the workflow itself is the one of the base branch.',
    },
  );
}

function readSpecFile(source: { readonly path: string; readonly given: boolean }, context: Context): string {
  try {
    return readInside(context, source.path);
  } catch (error) {
    const name = source.given ? 'spec-file' : 'spec';
    const what = source.given ? `\`${source.path}\`` : `it is blank, and \`${source.path}\``;
    throw new InputError(name, `${what} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`, {
      hint: 'Give the spec as text in `spec`, or check out the repository first and give the path of a file in it.',
    });
  }
}

/** A file of the workspace by its real path; throws an Error whose message is a plain reason. */
function readInside(context: Context, path: string): string {
  if (context.workspace === '') throw new Error('GITHUB_WORKSPACE is not set');
  const root = realpathSync(context.workspace);
  let real: string;
  try {
    real = realpathSync(isAbsolute(path) ? path : join(root, path));
  } catch (error) {
    throw new Error(fileErrorCode(error) === 'ENOENT' ? 'there is no such file' : fileErrorCode(error));
  }
  const inside = relative(root, real);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new Error('it lies outside of the workspace');
  try {
    const bytes = readFileSync(real);
    if (bytes.length > MAX_FILE_BYTES) throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
    return bytes.toString('utf8');
  } catch (error) {
    throw error instanceof Error && !('code' in error) ? error : new Error(fileErrorCode(error));
  }
}
