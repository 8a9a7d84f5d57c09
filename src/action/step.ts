// What main and post of one step share: environment, log, outputs, summary, and how an error ends the step.

import { readFileSync } from 'node:fs';
import { ActionError, CancelledError, InputErrors, SpecError } from '../model/errors.ts';
import { annotateSpecError, failWithMistakes } from './annotations.ts';
import { appendWhole, fileErrorCode, formatRecord } from './command-file.ts';
import { type Context, readContext } from './context.ts';
import type { Env } from './input-values.ts';
import type { ActionLog } from './log.ts';
import { writeOutputs } from './outputs.ts';
import { PlacedPlanError } from './plan-mistakes.ts';
import type { StepWorld } from './process-world.ts';
import { randomId } from './random-id.ts';

/** The runner's environment as a context; the event's payload is read from its file. */
export function stepContext(env: Env): Context {
  return readContext(env, (path) => readFileSync(path, 'utf8'));
}

/**
 * Writes outputs to the runner's file, all at once, or to the log where there is none (a plain local run). Throws
 * ActionError, and then none is set.
 */
export function setOutputs(
  { env, voice }: Pick<StepWorld, 'env' | 'voice'>,
  log: ActionLog,
  outputs: Readonly<Record<string, string>>,
): void {
  const path = env.GITHUB_OUTPUT ?? '';
  let records = '';
  const write = (name: string, value: string): void => {
    if (path === '') log.info(`output ${name}=${value}`);
    else records += formatRecord(name, value, randomId);
  };
  const warnings = writeOutputs(outputs, {
    write,
    redact: (text) => log.redact(text),
    toGitHub: voice.outputsToGitHub,
  });
  try {
    if (records !== '') appendWhole(path, records);
  } catch (error) {
    throw new ActionError('outputs', 'user', `The outputs cannot be written: ${fileErrorCode(error)}.`, {
      hint: 'Is the disk full?',
    });
  }
  for (const warning of warnings) log.warning(warning);
}

/** Appends to the job summary. It is for people only, so its failure is a warning. */
export function appendSummary(env: Env, log: ActionLog, markdown: string): void {
  const path = env.GITHUB_STEP_SUMMARY ?? '';
  if (path === '') return;
  try {
    appendWhole(path, `${log.redact(markdown)}\n`);
  } catch {
    log.warning('The job summary could not be written.');
  }
}

/** Says an error the way its kind wants it and sets exit code 1. Stacks are for debug logs only. */
export function failStep(runner: Pick<StepWorld, 'setFailed' | 'voice'>, log: ActionLog, error: unknown): void {
  runner.setFailed();
  if (error instanceof SpecError) {
    log.fail(annotateSpecError(log, error));
    return;
  }
  if (error instanceof PlacedPlanError) {
    failWithMistakes(log, error);
    return;
  }
  if (error instanceof CancelledError) {
    log.fail(`${error.message} ${runner.voice.afterCancel}`);
    return;
  }
  if (error instanceof InputErrors) {
    for (const one of error.mistakes) log.error(sentenceOf(one));
    log.fail(`${error.mistakes.length} inputs cannot be used: each has an error of its own above.`);
    return;
  }
  if (error instanceof ActionError) {
    log.fail(sentenceOf(error));
    return;
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  log.fail(`Unexpected: ${message} This is a bug in the action: please report it.`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
}

function sentenceOf({ message, hint }: ActionError): string {
  if (hint === undefined) return message;
  return message.includes('\n') ? `${message}\n${hint}` : `${asSentence(message)} ${hint}`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
