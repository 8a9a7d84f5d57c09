// `hosts` of a backend: machines that are there already (`other`) and hypervisors (`kvm`), each opened with a key.
import type { BackendHost } from '../model/spec.ts';
import { type Context, isMap } from './context.ts';
import { between, fields, textOf } from './form.ts';
import { reportIssues } from './issues.ts';
import { type Read, readLine, readMistName } from './read.ts';
import type { Path } from './report.ts';

function readHost(text: string): Read<string> {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/.test(text)) return { value: text };
  return { refused: 'must be a host name or an address, as the Mist server reaches it' };
}

/** One host; names of fields are those of API v2's `hosts`. */
export const hostShape = () =>
  fields({
    host: textOf(readHost).describe('Host name or address, as the Mist server reaches it.'),
    alias: textOf(readLine).optional().describe('Name in Mist; the host unless given.'),
    user: textOf(readLine).optional().describe('Login user; root unless given.'),
    port: between(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port; 22 unless given.'),
    key: textOf(readMistName).describe('Row of `keys` or name of a key in Mist that opens it.'),
  });

/** What 2014's `bare_metal` called the fields of its one machine. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'machine-ip': 'host',
  'machine-hostname': 'host',
  'machine-name': 'alias',
  'machine-user': 'user',
  'machine-port': 'port',
  'machine-key': 'key',
};

/** The field of a host that a word of 2014 means, or null. */
export function oldHostField(word: string): string | null {
  return OLD_NAMES[word.toLowerCase().replaceAll('_', '-')] ?? null;
}

/** Reads a list of 1 to 100 hosts; null after a report. */
export function readHosts(value: unknown, path: Path, context: Context): readonly BackendHost[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > 100) {
    context.report.error(path, 'must be a list of 1 to 100 hosts such as { host: 10.0.0.5, user: root, key: ops }');
    return null;
  }
  const shapeOfHost = hostShape();
  const hosts: BackendHost[] = [];
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    const at = [...path, index];
    const shape = context.check(shapeOfHost, item);
    if (!shape.success) {
      if (isMap(item)) reportIssues(shape.issues, at, context.report);
      else context.report.error(at, 'must be a map such as { host: 10.0.0.5, user: root, key: ops }');
      continue;
    }
    const { host, alias, user, port, key } = shape.data;
    if (seen.has(host)) context.report.error([...at, 'host'], 'is in the list already; Mist would add it twice');
    seen.add(host);
    hosts.push({ host, alias: alias ?? host, user: user ?? 'root', port: port ?? 22, key });
  }
  return hosts.length === value.length ? hosts : null;
}
