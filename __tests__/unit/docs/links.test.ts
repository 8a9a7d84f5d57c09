// Every relative link of the documents leads to a file, and to a heading of it where it names one.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { DOCUMENTS, ROOT, read } from './documents.ts';

/** As GitHub makes anchors of headings. */
function anchorsOf(file: string): string[] {
  return Array.from(read(file).matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const LINKS = DOCUMENTS.flatMap((file) =>
  Array.from(read(file).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => ({ file, target })),
).filter(({ target }) => !/^https?:/.test(target));

test('there are links', () => {
  expect(LINKS.length).toBeGreaterThanOrEqual(40);
});

test.each(LINKS)('$file: $target', ({ file, target }) => {
  const [path = '', anchor] = target.split('#');
  const wanted = path === '' ? file : normalize(join(dirname(file), path));
  expect(existsSync(join(ROOT, wanted))).toBe(true);
  if (anchor !== undefined) expect(anchorsOf(wanted)).toContain(anchor);
});

test('every document of docs/ can be reached from the README', () => {
  const reached = new Set(LINKS.map(({ file, target }) => normalize(join(dirname(file), target.split('#')[0] ?? ''))));
  expect(DOCUMENTS.filter((file) => file.startsWith('docs/') && !reached.has(file))).toEqual([]);
});
