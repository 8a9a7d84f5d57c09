// The directory of the files that a step hands over, and the state that lets post remove it.
import { createFilesDir } from './files.ts';
import { randomId } from './random-id.ts';
import type { Step } from './running-step.ts';
import { saveFacts } from './state-facts.ts';

/** Makes the files directory and records it for post; answers its path. Throws ActionError. */
export function newFilesDirectory(step: Step): string {
  const record = createFilesDir(step.context.runnerTemp, randomId());
  saveFacts(step.unsynced, { filesDir: record });
  return record.path;
}
