// What a machine is given to boot with: our host key, and the cloud-init text of the spec beside it, never mixed into it.
// Formats: cloud-init's "User data formats" and its module `cc_ssh`.
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { contentHash } from '../model/content-hash.ts';
import { ActionError } from '../model/errors.ts';
import type { ProviderId, Secret } from '../model/spec.ts';

/** EC2 refuses longer user data; counted before its own base64 (EC2 user guide, "Instance user data"). */
const EC2_LIMIT_BYTES = 16_384;

/** Keys that would take the host key out of our hands. */
const OURS = ['ssh_keys', 'ssh_deletekeys'] as const;

/** First lines that cloud-init knows a text by; the longer of two that begin alike stands first. */
const KINDS: readonly (readonly [start: string, contentType: string])[] = [
  ['#cloud-config-archive', 'text/cloud-config-archive'],
  ['#cloud-config-jsonp', 'text/cloud-config-jsonp'],
  ['#cloud-config', 'text/cloud-config'],
  ['#cloud-boothook', 'text/cloud-boothook'],
  ['#include-once', 'text/x-include-once-url'],
  ['#include', 'text/x-include-url'],
  ['#part-handler', 'text/part-handler'],
  ['## template: jinja', 'text/jinja2'],
  ['#!', 'text/x-shellscript'],
];

const MIME_HEADER = /^(?:MIME-Version|Content-Type):/i;

/** What to build user data from. `hostKey` null: none is injected, and the user's text goes as it is. */
export type UserDataParts = {
  readonly provider: ProviderId | null;
  readonly hostKey: { readonly publicKey: string; readonly privateKey: Secret } | null;
  readonly cloudInit: string | null;
};

/** As cloud-init does: blank space and case do not count. */
function contentTypeOf(text: string): string | null {
  const start = text.trimStart().toLowerCase();
  return KINDS.find(([mark]) => start.startsWith(mark))?.[1] ?? null;
}

/** The keys of ours that a cloud-config text sets. Read as YAML 1.1, as cloud-init does; throws when it is none. */
function takenKeys(text: string): readonly string[] {
  const [config]: readonly unknown[] = loadAll(text, { schema: YAML11_SCHEMA });
  return typeof config === 'object' && config !== null ? OURS.filter((key) => Object.hasOwn(config, key)) : [];
}

/** A cloud-config of comments alone, which cloud-init would complain about as a part that cannot be merged. */
function isEmptyConfig(text: string): boolean {
  if (MIME_HEADER.test(text) || contentTypeOf(text) !== 'text/cloud-config') return false;
  const [config]: readonly unknown[] = loadAll(text, { schema: YAML11_SCHEMA });
  return config === undefined || config === null;
}

/**
 * Why a spec's cloud-init text cannot be used, one sentence each; empty when it can. Looks into plain `#cloud-config`
 * only: what includes, archives and templates bring is not known here, and our part comes last and wins.
 */
export function cloudInitProblems(text: string): readonly string[] {
  if (MIME_HEADER.test(text)) return [];
  const contentType = contentTypeOf(text);
  if (contentType === null) {
    return ['cloud-init does not know this text: its first line must be `#cloud-config`, `#!` and an interpreter, …'];
  }
  if (contentType !== 'text/cloud-config') return [];
  try {
    return takenKeys(text).map((key) => `\`${key}\` is set by the action, which makes and checks the host key.`);
  } catch {
    return ['this `#cloud-config` is not valid YAML.'];
  }
}

function hostKeyPart(hostKey: NonNullable<UserDataParts['hostKey']>): string {
  const key = hostKey.privateKey.reveal().trim().split('\n');
  return [
    '#cloud-config',
    // Other kinds of keys that the image brought would answer to strangers who read the image.
    'ssh_deletekeys: true',
    'ssh_keys:',
    '  ed25519_private: |',
    ...key.map((line) => `    ${line}`),
    `  ed25519_public: ${hostKey.publicKey}`,
    '',
  ].join('\n');
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character <= '\u007f');
}

/** A MIME part. Text beyond ASCII goes as base64: Python's parser, which cloud-init uses, garbles 8-bit parts. */
function mimePart(contentType: string, text: string): string {
  const headers = (encoding: string): string =>
    `Content-Type: ${contentType}; charset="utf-8"\nMIME-Version: 1.0\nContent-Transfer-Encoding: ${encoding}\n\n`;
  if (isAscii(text)) return `${headers('7bit')}${text}`;
  const lines =
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return `${headers('base64')}${lines.join('\n')}\n`;
}

function multipart(parts: readonly string[]): string {
  const boundary = `mist-action-${contentHash(parts.join('\0'), 32)}`;
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
  return `${head}${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
}

function build(parts: UserDataParts): string | null {
  if (parts.cloudInit === null) return parts.hostKey === null ? null : hostKeyPart(parts.hostKey);
  const text = parts.cloudInit.replace(/^\uFEFF/, '');
  const problems = cloudInitProblems(text);
  if (problems.length > 0) throw new ActionError('cloud-init', 'user', `cloud-init: ${problems.join(' ')}`);
  if (parts.hostKey === null) return text;
  if (isEmptyConfig(text)) return hostKeyPart(parts.hostKey);
  // A message of the user's own becomes a part in whole: cloud-init walks into nested messages.
  const own = MIME_HEADER.test(text) ? text : mimePart(contentTypeOf(text) ?? 'text/plain', text);
  // cloud-init merges cloud-configs in order and replaces what came before, so ours stands last.
  return multipart([own, mimePart('text/cloud-config', hostKeyPart(parts.hostKey))]);
}

/**
 * The user data of one machine, or null for none; the same parts give the same text. It holds a private key: it must
 * go nowhere but into the create request. Throws ActionError `cloud-init` when the spec's text cannot be used or is
 * too long for the provider.
 */
export function renderUserData(parts: UserDataParts): string | null {
  const text = build(parts);
  const bytes = text === null ? 0 : Buffer.byteLength(text);
  if (parts.provider === 'amazon' && bytes > EC2_LIMIT_BYTES) {
    throw new ActionError(
      'cloud-init',
      'user',
      `cloud-init: it is ${bytes} bytes with the host key, and EC2 takes at most ${EC2_LIMIT_BYTES}.`,
      { hint: 'Let a short text fetch the rest, e.g. with `#include`.' },
    );
  }
  return text;
}
