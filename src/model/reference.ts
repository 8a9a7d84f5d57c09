// `${machines.db.private-ip}`: where a text of one row takes in the address of another, known only when that one is ready.

/** Which addresses a reference may ask for; with `s` at the end, those of all machines of a row. */
export const ADDRESS_KINDS = ['ip', 'public-ip', 'private-ip'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** One reference as written: `at` is its offset in the text, `many` tells the plural form. `kind` null: no such address. */
export type MachineReference = {
  readonly text: string;
  readonly at: number;
  readonly row: string;
  readonly kind: AddressKind | null;
  readonly many: boolean;
};

const REFERENCE = /\$\{machines\.([^.{}\s]*)\.?([^{}\s]*)\}/g;

function parse(text: string, at: number, row: string, word: string): MachineReference {
  const many = word.endsWith('s');
  const kind = ADDRESS_KINDS.find((known) => known === (many ? word.slice(0, -1) : word)) ?? null;
  return { text, at, row, kind, many };
}

/** Every reference in a text, in its order. */
export function findReferences(text: string): readonly MachineReference[] {
  return [...text.matchAll(REFERENCE)].map((found) => parse(found[0], found.index, found[1] ?? '', found[2] ?? ''));
}

/** The text with each reference replaced by what `resolve` answers. */
export function fillReferences(text: string, resolve: (reference: MachineReference) => string): string {
  return text.replace(REFERENCE, (found: string, row: string, word: string, at: number) =>
    resolve(parse(found, at, row, word)),
  );
}
