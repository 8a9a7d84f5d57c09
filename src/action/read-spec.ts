// Getting the spec: inline text or a file of the workspace, the files that it names, and whether they may be trusted.
import { InputError } from '../model/errors.ts';
import type { Spec } from '../model/spec.ts';
import type { SpecOptions } from '../spec/context.ts';
import { readPlain } from '../spec/plain.ts';
import type { Context } from './context.ts';
import { distrustOf } from './distrust.ts';
import type { Inputs } from './inputs.ts';
import type { ActionLog } from './log.ts';
import type { StepWorld } from './process-world.ts';
import { assertSameAsBase, baseReader, type CheckedOutFile, leaseEverything, refusal } from './untrusted.ts';
import { readWorkspaceFile, type WorkspaceFile } from './workspace-file.ts';

/** What reading a spec needs of its step. */
export type SpecStep = {
  readonly runner: Pick<StepWorld, 'env' | 'clock' | 'voice'>;
  readonly inputs: Pick<Inputs, 'spec' | 'ttl' | 'target' | 'githubToken' | 'allowUntrustedSpec'>;
  readonly context: Context;
  readonly log: Pick<ActionLog, 'mask' | 'warning'>;
  readonly signal: AbortSignal;
};

/**
 * The spec of this step. Throws InputError, SpecError with every mistake, or ActionError `untrusted-spec` for one that a
 * stranger may have written. GitHub is asked only where the event makes it necessary.
 */
export async function readSpec(step: SpecStep): Promise<Spec> {
  const { inputs, context, log } = step;
  const distrust = distrustOf(context);
  const source = inputs.spec.kind === 'file' ? readSpecFile(inputs.spec, step) : null;
  const trusted =
    distrust === 'nothing' || (source === null && (distrust === 'files' || inputs.target.kind === 'sandbox'));
  if (!trusted && inputs.allowUntrustedSpec) {
    log.warning("The spec may be a stranger's: `allow-untrusted-spec` takes it with most of the language banned.");
    return leaseEverything((await parse(step, source, true)).spec, inputs.ttl);
  }
  if (!trusted && source === null) {
    throw refusal(context.event.name, 'an inline spec came with the workflow of the same change');
  }
  if (distrust === 'nothing') return (await parse(step, source, false)).spec;
  // The text is held against the base before it is read, so that nothing of the environment gets into its messages.
  await prove(step, source === null ? [] : [checkedOut(context, source)]);
  const { spec, files } = await parse(step, source, false);
  await prove(
    step,
    files.map((file) => checkedOut(context, file)),
  );
  return spec;
}

async function prove(step: SpecStep, files: readonly CheckedOutFile[]): Promise<void> {
  const { runner, inputs, context } = step;
  const read = baseReader(runner.env, inputs.githubToken, { clock: runner.clock, signal: step.signal });
  await assertSameAsBase(files, { event: context.event.name, ref: context.event.baseRef, read });
}

function checkedOut(context: Context, { path, bytes }: WorkspaceFile): CheckedOutFile {
  if (path === null)
    throw refusal(context.event.name, 'a file outside of the workspace has no counterpart on the base');
  return { path, bytes };
}

/** A spec, and the files that its fields name, in the order in which they were read. */
type Parsed = { readonly spec: Spec; readonly files: readonly WorkspaceFile[] };

/** What finds words for mistakes is loaded where there is one. */
async function parse(step: SpecStep, source: WorkspaceFile | null, untrusted: boolean): Promise<Parsed> {
  const plain = parseWith(readPlain, step, source, untrusted);
  if (plain.spec !== null) return { ...plain, spec: plain.spec };
  const { parseSpec } = await import('../spec/parse.ts');
  return parseWith(parseSpec, step, source, untrusted);
}

function parseWith<S>(
  read: (text: string, options: SpecOptions) => S,
  { inputs, context, log, runner }: SpecStep,
  source: WorkspaceFile | null,
  untrusted: boolean,
): { readonly spec: S; readonly files: readonly WorkspaceFile[] } {
  const files: WorkspaceFile[] = [];
  const text =
    source === null && inputs.spec.kind === 'text' ? inputs.spec.text : (source?.bytes.toString('utf8') ?? '');
  const spec = read(text, {
    file: inputs.spec.kind === 'file' ? inputs.spec.path : null,
    environment: runner.env,
    readFile: (path) => {
      const file = readWorkspaceFile(path, context);
      files.push(file);
      return file.bytes.toString('utf8');
    },
    allowLiteralSecrets: source === null,
    mask: (secret) => log.mask(secret),
    untrusted,
  });
  return { spec, files };
}

function readSpecFile(
  source: { readonly path: string; readonly given: boolean },
  { context, runner }: Pick<SpecStep, 'context' | 'runner'>,
): WorkspaceFile {
  try {
    return readWorkspaceFile(source.path, context);
  } catch (error) {
    const name = source.given ? 'spec-file' : 'spec';
    const what = source.given ? `\`${source.path}\`` : `it is blank, and \`${source.path}\``;
    throw new InputError(name, `${what} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`, {
      hint: runner.voice.specFile,
    });
  }
}
