// The project's documents and example workflows, taken apart for the tests.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { load } from 'js-yaml';
import { isMap } from '../../../src/spec/context.ts';
import { parseSpec } from '../../../src/spec/parse.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '../../..');
/** How documents and examples name the action. */
export const ACTION = 'mist-action/mist-action@v1';

/** The text of a file, by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function filesIn(directory: string, ending: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Every Markdown document that people read first, by its path from the root. */
export const DOCUMENTS: readonly string[] = ['CONTRIBUTING.md', 'README.md', 'SECURITY.md', ...filesIn('docs', '.md')];
/** Every YAML file of examples/, workflows and specs. */
export const EXAMPLES: readonly string[] = filesIn('examples', '.yml');

/** Examples of what the language has and the action does not do yet. */
export const NOT_BUILT: readonly string[] = EXAMPLES.filter((file) => /^examples\/parity\/[34]-/.test(file));

/** A fenced block; `at` is its file and line, for messages. */
export type Block = { readonly at: string; readonly language: string; readonly text: string };

/** The fenced blocks of a document, in its order; throws for one that is never closed. */
export function blocksOf(file: string): Block[] {
  const lines = read(file).split('\n');
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const language = /^```(\w*)$/.exec(lines[start] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', start + 1);
    if (end === -1) throw new Error(`${file}:${start + 1}: the block has no end.`);
    blocks.push({ at: `${file}:${start + 1}`, language, text: `${lines.slice(start + 1, end).join('\n')}\n` });
    start = end;
  }
  return blocks;
}

type Step = { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> };

/** YAML as what it is: a workflow, steps of one, or (because `${NAME}` in braces is no YAML) the text of a spec. */
export type Kind = { readonly kind: 'workflow' | 'steps'; readonly steps: readonly Step[] } | { readonly kind: 'spec' };

/** Tells what a YAML text is; throws for what is none of the three. */
export function kindOf(text: string): Kind {
  if (/^(?:defaults|backends|clouds|keys|machines):/m.test(text)) return { kind: 'spec' };
  const value: unknown = load(text);
  if (Array.isArray(value)) return { kind: 'steps', steps: value.filter(isMap) };
  if (!isMap(value) || !isMap(value.jobs)) throw new Error('This YAML is no spec, no workflow and no list of steps.');
  const steps = Object.values(value.jobs).flatMap((job) => (isMap(job) && Array.isArray(job.steps) ? job.steps : []));
  return { kind: 'workflow', steps: steps.filter(isMap) };
}

const RSA = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n';

function valueFor(name: string): string {
  if (/KEY$/.test(name)) return RSA;
  return name === 'IMAGE' ? 'ubuntu 24.04' : 'some-text';
}

/** Reads a spec as the action would, every variable set; throws SpecError with all mistakes. GitHub's `${{ }}` is filled in. */
export function readSpecText(text: string, file: string | null): ReturnType<typeof parseSpec> {
  const names = Array.from(text.matchAll(/\$\{([A-Z_]+)\}/g), ([, name = '']) => name);
  return parseSpec(text.replace(/\$\{\{[^}]*\}\}/g, 'x1'), {
    file,
    environment: Object.fromEntries(names.map((name) => [name, valueFor(name)])),
    readFile: (path) => (path.startsWith('keys/') ? RSA : '#cloud-config\npackages: [git]\n'),
    allowLiteralSecrets: file === null,
    mask: () => {},
  });
}
