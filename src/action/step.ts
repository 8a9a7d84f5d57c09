// What main and post of one step share: environment, log, outputs, summary, and how an error ends the step.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ActionError, CancelledError, SpecError } from '../model/errors.ts';
import { annotateSpecError } from './annotations.ts';
import { appendSynced, formatRecord } from './command-file.ts';
import { type Context, readContext } from './context.ts';
import type { ActionLog } from './log.ts';
import { writeOutputs } from './outputs.ts';

/** The runner's environment as a context; the event's payload is read from its file. */
export function stepContext(): Context {
  return readContext(process.env, (path) => readFileSync(path, 'utf8'));
}

/** Writes outputs to the runner's file; where there is none (a plain local run) they go to the log. */
export function setOutputs(log: ActionLog, outputs: Readonly<Record<string, string>>): void {
  const path = process.env.GITHUB_OUTPUT ?? '';
  const write = (name: string, value: string): void => {
    if (path === '') log.info(`output ${name}=${value}`);
    else appendSynced(path, formatRecord(name, value, randomUUID));
  };
  for (const warning of writeOutputs(outputs, { write, redact: (text) => log.redact(text) })) log.warning(warning);
}

/** Appends to the job summary. It is for people only, so its failure is a warning. */
export function appendSummary(log: ActionLog, markdown: string): void {
  const path = process.env.GITHUB_STEP_SUMMARY ?? '';
  if (path === '') return;
  try {
    appendSynced(path, `${log.redact(markdown)}\n`);
  } catch {
    log.warning('The job summary could not be written.');
  }
}

/** Says an error the way its kind wants it and sets exit code 1. Stacks are for debug logs only. */
export function failStep(log: ActionLog, error: unknown): void {
  process.exitCode = 1;
  if (error instanceof SpecError) {
    log.fail(annotateSpecError(log, error));
    return;
  }
  if (error instanceof CancelledError) {
    log.fail(`${error.message} Post removes what was begun.`);
    return;
  }
  if (error instanceof ActionError) {
    log.fail(error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
    return;
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  log.fail(`Unexpected: ${message} This is a bug in the action: please report it.`);
  if (error instanceof Error && error.stack) log.debug(error.stack);
}
