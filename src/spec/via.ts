// `via`: the host that a machine is reached through, another row of the spec or a host outside of it.
import { parsePublicKey } from '../model/host-key.ts';
import type { ViaRef } from '../model/spec.ts';
import { isMap } from './context.ts';
import { between, either, fields, textOf } from './form.ts';
import { type Read, readLine, readRowName } from './read.ts';
import { isStoppedRow } from './references.ts';
import type { Report } from './report.ts';

const USER = '[A-Za-z_][A-Za-z0-9_.-]{0,31}';
const HOST = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';

function readHostName(text: string): Read<string> {
  if (new RegExp(`^${HOST}$`).test(text) || /^[0-9A-Fa-f:]{2,39}$/.test(text)) return { value: text };
  return { refused: 'must be a host name or an address' };
}

function readLogin(text: string): Read<string> {
  if (new RegExp(`^${USER}$`).test(text)) return { value: text };
  return { refused: 'must be a login name of 1 to 32 letters, digits, dots, hyphens and _' };
}

function readHostKey(text: string): Read<string> {
  const key = parsePublicKey(text);
  const known = key !== null && /^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa)$/.test(key.kind);
  if (known) return { value: `${key.kind} ${key.base64}` };
  return {
    refused: 'must be a public host key such as `ssh-ed25519 …`, from /etc/ssh/ssh_host_ed25519_key.pub on that host',
  };
}

/** `bastion`, or `user@host` and `user@host:port`. */
function readViaText(text: string): Read<ViaRef> {
  if (!text.includes('@')) {
    const row = readRowName(text);
    return 'value' in row
      ? { value: { by: 'row', row: row.value } }
      : { refused: `${row.refused}; or write user@host` };
  }
  const found = new RegExp(`^(${USER})@(${HOST})(?::([0-9]{1,5}))?$`).exec(text);
  const port = Number(found?.[3] ?? 22);
  if (!found?.[1] || !found[2] || port < 1 || port > 65_535) {
    return { refused: 'must be the name of a row, or user@host or user@host:port; for IPv6 write a map' };
  }
  return { value: { by: 'host', host: found[2], user: found[1], port, hostKey: null, key: null } };
}

/** The field `via` in all its forms. */
export const viaForm = () =>
  either(
    textOf(readViaText),
    fields({
      host: textOf(readHostName).describe('Host name or address, as the runner reaches it.'),
      user: textOf(readLogin).optional().describe('Login user; root unless given.'),
      port: between(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port; 22 unless given.'),
      'host-key': textOf(readHostKey).optional().describe('Its public host key: `ssh-ed25519 AAAA…`.'),
      key: textOf(readLine)
        .optional()
        .describe("Row of `keys` or name of a key in Mist that opens it; the machine's own unless given."),
    }).transform(
      ({ host, user, port, 'host-key': hostKey, key }): ViaRef => ({
        by: 'host',
        host,
        user: user ?? 'root',
        port: port ?? 22,
        hostKey: hostKey ?? null,
        key: key ?? null,
      }),
    ),
    'must be the name of a row, user@host, or a map of host, user, port, host-key and key',
  ).describe('Jump host: a row of `machines`, `user@host[:port]`, or a map.');

type Rows = Readonly<Record<string, unknown>>;

const LEVELS_WITHOUT_LOGIN: readonly unknown[] = ['running', 'tcp'];

/** Levels that the runner asks over a connection of its own. */
function isAskedFromHere(wait: unknown): boolean {
  return wait === 'tcp' || (isMap(wait) && (wait.for === 'tcp' || wait.http !== undefined));
}

function levelOf(row: unknown, defaults: Rows): unknown {
  const own = isMap(row) ? (row.wait ?? (row.adopt === undefined ? defaults.wait : 'running')) : undefined;
  return isMap(own) ? own.for : own;
}

/** The row that a row is reached through, as written; one that `defaults` names does not go through itself. */
function jumpOf(name: string, row: Rows, defaults: Rows): { readonly row: string; readonly own: boolean } | null {
  const own = row.via !== undefined;
  const text = own || row.adopt !== undefined ? row.via : defaults.via;
  if (typeof text !== 'string' || text.includes('@') || (!own && text === name)) return null;
  return { row: text, own };
}

/** What makes a jump impossible: a row that is not there, not one machine, not waited for, or never logged into. */
export function checkVia(machines: Rows, defaults: Rows, report: Report): void {
  for (const [name, row] of Object.entries(machines)) {
    if (!isMap(row)) continue;
    const path = ['machines', name, 'via'];
    if (report.has(path)) continue;
    if (row.via !== undefined && isAskedFromHere(row.wait ?? (row.adopt === undefined ? defaults.wait : undefined))) {
      report.error(path, 'a port behind a jump host cannot be asked from here; wait for `ssh` or more');
    }
    const jump = jumpOf(name, row, defaults);
    if (jump === null) continue;
    const problem = problemOf(name, row, jump.row, machines, defaults);
    if (problem !== null) report.error(jump.own ? path : ['defaults', 'via'], problem);
  }
}

function problemOf(name: string, row: Rows, jump: string, machines: Rows, defaults: Rows): string | null {
  const target = Object.hasOwn(machines, jump) ? machines[jump] : undefined;
  if (target === undefined) return `there is no row \`${jump}\` in \`machines\`; for a host outside write user@host`;
  if (jump === name) return `\`${name}\` cannot be reached through itself`;
  if (!isMap(target)) return `\`${jump}\` is absent and leads nowhere`;
  if (target.count !== undefined) return `\`${jump}\` has a count; a jump host is one machine`;
  const needs = Array.isArray(row.needs) ? row.needs : [];
  if (!needs.includes(jump)) return `\`${name}\` needs \`needs: [${jump}]\` to be reached through it`;
  if (isStoppedRow(target, defaults)) return `\`${jump}\` is stopped and leads nowhere`;
  if (LEVELS_WITHOUT_LOGIN.includes(levelOf(target, defaults))) {
    return `nobody logs into \`${jump}\` by its \`wait\`, so its host key stays unknown; write \`wait: ssh\` there`;
  }
  return null;
}

/** The jump of a row after `defaults`; null where it is reached directly. */
export function settleVia(name: string, own: ViaRef | undefined, shared: ViaRef | undefined): ViaRef | null {
  const via = own ?? shared ?? null;
  return via?.by === 'row' && via.row === name ? null : via;
}
