// Image and size in all the forms in which a spec may write them.
import { IMAGE_FAMILIES } from '../model/providers.ts';
import type { ImageRef, SizeRef } from '../model/spec.ts';
import { between, either, fields, oneOf, textOf } from './form.ts';
import { type Read, readLine, readRam } from './read.ts';

const ARCHITECTURES = ['x86_64', 'arm64'] as const;

function isFamily(word: string): boolean {
  return IMAGE_FAMILIES.some((family) => family === word);
}

function readImageText(text: string): Read<ImageRef> {
  const [os = '', version, more] = text.split(' ');
  if (isFamily(text)) {
    return { refused: `names a family without version; write one, e.g. \`${text} ${exampleVersion(text)}\`` };
  }
  if (isFamily(os) && version !== undefined && more === undefined && /^[0-9][0-9a-z.]{0,15}$/.test(version)) {
    return { value: { by: 'family', os, version, arch: null } };
  }
  const line = readLine(text);
  return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}

function exampleVersion(family: string): string {
  const versions: Readonly<Record<string, string>> = { ubuntu: '24.04', debian: '12', alpine: '3.20', fedora: '42' };
  return versions[family] ?? '9';
}

function readVersion(text: string): Read<string> {
  if (/^[0-9a-z][0-9a-z.]{0,15}$/.test(text)) return { value: text };
  return { refused: 'must be a version such as "24.04"' };
}

/** `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name. */
export const imageForm = () =>
  either(
    textOf(readImageText),
    fields({
      os: oneOf(IMAGE_FAMILIES).describe('Image family.'),
      version: textOf(readVersion).describe('Version of the family, quoted.'),
      arch: oneOf(ARCHITECTURES).optional().describe('Processor architecture; x86_64 where both exist.'),
    }).transform(({ os, version, arch }): ImageRef => ({ by: 'family', os, version, arch: arch ?? null })),
    'must be text such as `ubuntu 24.04` or a map of os, version and arch',
  ).describe('Image: `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name.');

function readSizeText(text: string): Read<SizeRef> {
  const line = readLine(text);
  return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}

/** An id, external id or exact name, or `{cpu, ram}`: the cheapest with at least that. */
export const sizeForm = () =>
  either(
    textOf(readSizeText),
    fields({
      cpu: between(1, 512, 'must be 1 to 512').describe('Processors, at least.'),
      ram: textOf(readRam, 'must be an amount of memory with its unit, such as 4g or 4096m', {
        pattern: '^[0-9]{1,7}(\\.[0-9]{1,3})?[gmGM]?$',
      }).describe('Memory, at least: 4g, 4096m or "4096" (MiB).'),
    }).transform(({ cpu, ram }): SizeRef => ({ by: 'at-least', cpu, ramMb: ram })),
    'must be text such as `t3.small` or a map such as { cpu: 2, ram: 4g }',
  ).describe('Size: an id, external id or exact name, or `{cpu, ram}` for the cheapest with at least that.');

/** Durations as far as a pattern tells. */
export const DURATION_PATTERN = '^\\s*[0-9]{1,6}[smhd]\\s*$';
