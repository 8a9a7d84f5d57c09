// Rows of `keys`: generated, uploaded, existing or absent.
import { makeSecret } from '../model/secret.ts';
import type { KeyRow, Secret } from '../model/spec.ts';
import { type Context, isMap, readFileField, readSecret } from './context.ts';
import { fields, literal, text, textOf } from './form.ts';
import { reportIssues } from './issues.ts';
import { type Read, readMistName, readPath } from './read.ts';
import type { Path } from './report.ts';

/** A row of `keys` that is a map; which fields go together is checked beside it. */
export const keyShape = fields({
  generate: literal(true, 'must be true').optional().describe('Make an RSA key for this scope.'),
  save: textOf(readPath).optional().describe('Where to save the private half, relative to the workspace.'),
  private: text().optional().describe('Private RSA key, by the name of a variable.'),
  'private-file': textOf(readPath).optional().describe('Path of a file with a private RSA key.'),
});

/** Reads `keys`; bad rows are reported and left out. */
export function readKeys(value: unknown, context: Context): KeyRow[] {
  if (!isMap(value)) return [];
  const rows: KeyRow[] = [];
  for (const [name, row] of Object.entries(value)) {
    const path = ['keys', name];
    const named = readMistName(name);
    if ('refused' in named) context.report.error(path, named.refused, 'key');
    if (name.startsWith('ma-')) context.report.error(path, 'keys that begin with `ma-` belong to the action', 'key');
    const read = readRow(row, path, context);
    if (read !== null) rows.push({ name, place: context.report.keyPlace(path), ...read });
  }
  return rows;
}

type RowState =
  | { readonly state: 'absent' | 'existing' }
  | { readonly state: 'generated'; readonly save: string | null }
  | { readonly state: 'uploaded'; readonly privateKey: Secret };

function readRow(row: unknown, path: Path, context: Context): RowState | null {
  if (row === 'absent' || row === 'existing') return { state: row };
  if (!isMap(row)) {
    context.report.error(
      path,
      'must be a map with `generate`, `private` or `private-file`, or the word `existing` or `absent`',
    );
    return null;
  }
  const privateKey = typeof row.private === 'string' ? readSecret(context, [...path, 'private'], row.private) : null;
  const shape = context.check(keyShape, row);
  if (!shape.success) reportIssues(shape.issues, path, context.report);
  const forms = ['generate', 'private', 'private-file'].filter((form) => Object.hasOwn(row, form));
  if (forms.length !== 1) {
    const found = forms.length === 0 ? 'has none' : `has ${forms.join(' and ')}`;
    context.report.error(path, `must have one of generate, private and private-file, and ${found}`, 'key');
    return null;
  }
  if (Object.hasOwn(row, 'save') && !Object.hasOwn(row, 'generate')) {
    context.report.error([...path, 'save'], 'goes with `generate: true` only: an uploaded key is yours already', 'key');
  }
  if (!shape.success) return null;
  if (shape.data.generate === true) return { state: 'generated', save: shape.data.save ?? null };
  const file = shape.data['private-file'];
  if (file !== undefined) return readKeyFile(file, [...path, 'private-file'], context);
  return privateKey === null ? null : checkKey(privateKey, [...path, 'private'], context);
}

function readKeyFile(file: string, path: Path, context: Context): RowState | null {
  const text = readFileField(context, path, file);
  if (text === null) return null;
  context.options.mask(text);
  return checkKey(makeSecret(text), path, context);
}

function checkKey(key: Secret, path: Path, context: Context): RowState | null {
  const result = readPrivateKey(key.reveal());
  if ('value' in result) return { state: 'uploaded', privateKey: key };
  context.report.error(path, result.refused);
  return null;
}

/** Mist takes RSA keys only, in PEM or OpenSSH format, without passphrase (mist.api, keys/models.py). */
function readPrivateKey(text: string): Read<string> {
  const key = text.trim();
  const kind = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----/.exec(key)?.[1]?.trim();
  if (kind === undefined || !/-----END [A-Z ]*PRIVATE KEY-----$/.test(key)) {
    return { refused: 'must be a private key in PEM or OpenSSH format, with its BEGIN and END lines' };
  }
  const opensshHead = kind === 'OPENSSH' ? headOf(key) : '';
  if (kind === 'ENCRYPTED' || key.includes('Proc-Type: 4,ENCRYPTED') || opensshHead.includes('bcrypt')) {
    return { refused: 'is protected by a passphrase, which Mist cannot ask for; use a key without one' };
  }
  const isRsa = kind === 'RSA' || kind === '' || opensshHead.includes('ssh-rsa');
  return isRsa ? { value: key } : { refused: 'must be an RSA key: Mist accepts no other kind' };
}

/** The clear part of an OpenSSH key: cipher, key derivation (`bcrypt` with a passphrase) and kind of key. */
function headOf(key: string): string {
  const body = key.replace(/-----[^-]*-----/g, '').replace(/\s/g, '');
  return Buffer.from(body, 'base64').subarray(0, 200).toString('latin1');
}
