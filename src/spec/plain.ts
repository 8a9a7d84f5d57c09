// The short way to read a spec without mistakes: the same rules, without the library that finds words for mistakes.
import type { Spec } from '../model/spec.ts';
import type { Check, SpecOptions } from './context.ts';
import { readDocument } from './document.ts';
import { ODD } from './form.ts';
import { load } from './load.ts';
import { Report } from './report.ts';

/** Ends the reading at the first value that is not of its form. */
const NOT_PLAIN = new Error('not plain');

const checkPlain: Check = (form, value) => {
  const data = form.read(value);
  if (data === ODD) throw NOT_PLAIN;
  return { success: true, data };
};

/**
 * What `parseSpec` makes of this text, or null where it has anything to say of it. Secrets may have been masked and files
 * read by then.
 */
export function readPlain(text: string, options: SpecOptions): Spec | null {
  const { problems, document } = load(text);
  if (problems.length > 0 || document === null) return null;
  const report = new Report(document.root);
  try {
    const spec = readDocument(document, options, report, checkPlain);
    return report.diagnostics().length === 0 ? spec : null;
  } catch (error) {
    if (error === NOT_PLAIN) return null;
    throw error;
  }
}
