// The user's own cloud-init text, checked as far as it can be without a machine.
import { CORE_SCHEMA, load as loadYaml, YAMLException } from 'js-yaml';

import type { Read } from './read.ts';

/** How user data may begin (docs.cloud-init.io, "User data formats"). */
const MARKERS = [
  '#cloud-config',
  '#!',
  '#include',
  '#cloud-boothook',
  '#cloud-config-archive',
  '#cloud-config-jsonp',
  '#part-handler',
  '## template: jinja',
  'Content-Type: multipart/',
  'MIME-Version:',
];

/** EC2's limit for user data, the smallest among the providers; what the action adds takes the rest. */
const MAX_BYTES = 15 * 1024;

/** The action writes these itself, so that host keys are known before first contact. */
const RESERVED = ['ssh_keys', 'ssh_deletekeys'] as const;

/** Accepts text with one of cloud-init's markers that leaves the host keys alone. */
export function readCloudInit(text: string): Read<string> {
  if (!MARKERS.some((marker) => text.startsWith(marker))) {
    return { refused: 'must begin with `#cloud-config`, `#!` or another of the first lines that cloud-init knows' };
  }
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return { refused: `must be at most ${MAX_BYTES / 1024} KiB; download larger parts from inside of it` };
  }
  const texts = [text, ...encodedParts(text)];
  const taken = RESERVED.find((key) => texts.some((one) => setsKey(one, key)));
  if (taken !== undefined) return { refused: `must not set \`${taken}\`: the action injects the host key itself` };
  return isPlainConfig(text) ? readConfig(text) : { value: text };
}

function isPlainConfig(text: string): boolean {
  return /^#cloud-config\s*(?:\r?\n|$)/.test(text);
}

/** Also finds the key in templates and archives, which are no YAML before cloud-init has worked on them. */
function setsKey(text: string, key: string): boolean {
  return new RegExp(`^[ \\t]{0,8}["']?${key}["']?[ \\t]*:`, 'm').test(text) && !isPlainConfig(text);
}

/** What the base64 parts of a MIME message hold; a part's headers end at its first blank line. */
function encodedParts(text: string): readonly string[] {
  if (!/^(?:MIME-Version|Content-Type):/i.test(text)) return [];
  return text.split(/^--.*$/m).flatMap((part) => {
    const [head = '', ...body] = part.replace(/^\s*\n/, '').split(/\r?\n\r?\n/);
    if (!/^content-transfer-encoding:[ \t]*base64\b/im.test(head)) return [];
    // Not the beginning of the whole text any more, so that it is looked through like every other part.
    return [`\n${Buffer.from(body.join(''), 'base64').toString('utf8')}`];
  });
}

function readConfig(text: string): Read<string> {
  let config: unknown;
  try {
    config = loadYaml(text, { schema: CORE_SCHEMA, maxAliases: 20 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // A config of comments alone is a document without content.
    if (/^(?:\s*(?:#[^\r\n]*)?(?:\r?\n|$))*$/.test(text.slice(0, 4096)) && text.length <= 4096) return { value: text };
    return { refused: `is not valid YAML near its line ${(error.mark?.line ?? 0) + 1}: ${error.reason}` };
  }
  if (config === null || config === undefined) return { value: text };
  if (typeof config !== 'object' || Array.isArray(config)) return { refused: 'must hold a map after `#cloud-config`' };
  const taken = RESERVED.find((key) => Object.hasOwn(config, key));
  if (taken !== undefined) return { refused: `must not set \`${taken}\`: the action injects the host key itself` };
  return { value: text };
}
