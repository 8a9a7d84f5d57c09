// Rules between rows: names, needs, keys, backends. They read what was written, so that one bad field hides nothing.
import { PROVIDERS } from '../model/providers.ts';
import type { BackendRow, KeyRow, ProviderId } from '../model/spec.ts';
import { isMap } from './context.ts';
import { strayKeys } from './pass-through.ts';
import { isCluster } from './providers.ts';
import type { Path, Report } from './report.ts';
import { suggest } from './suggest.ts';
import { checkVia } from './via.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The sections as written, `${NAME}` filled in, and the rows of backends and keys that could be read. */
export type Sections = {
  readonly machines: unknown;
  readonly defaults: unknown;
  readonly backends: readonly BackendRow[];
  readonly keys: readonly KeyRow[];
};

/** Reports every contradiction between rows. */
export function checkRows(sections: Sections, report: Report): void {
  const machines = isMap(sections.machines) ? sections.machines : {};
  const defaults = isMap(sections.defaults) ? sections.defaults : {};
  checkNames(machines, report);
  checkLiteralNames(machines, report);
  checkGroups(machines, defaults, report);
  checkNeeds(machines, report);
  checkVia(machines, defaults, report);
  checkStrayKeys(defaults, ['defaults'], providerOfRow({}, defaults, sections.backends), report);
  checkHostKeys(sections, report);
  for (const [name, row] of Object.entries(machines)) {
    if (!isMap(row)) continue;
    checkStrayKeys(row, ['machines', name], providerOfRow(row, defaults, sections.backends), report);
    checkKey(name, row, defaults, sections.keys, report);
    if (row.adopt === undefined) checkBackend(name, row, defaults, sections.backends, report);
  }
}

function countOf(row: unknown): number | null {
  return isMap(row) && typeof row.count === 'number' && row.count >= 1 && row.count <= 100 ? row.count : null;
}

/** `web` with count and a row `web-1` would both be `web-1`, now or after the next change of count. */
function checkNames(machines: Fields, report: Report): void {
  for (const name of Object.keys(machines)) {
    const base = /^(.+)-[1-9][0-9]{0,2}$/.exec(name)?.[1];
    if (base === undefined || !Object.hasOwn(machines, base) || countOf(machines[base]) === null) continue;
    report.error(['machines', name], `\`${base}\` has a count, so this name belongs to one of its machines`, 'key');
  }
}

function checkLiteralNames(machines: Fields, report: Report): void {
  for (const field of ['name', 'adopt']) {
    const first = new Map<string, string>();
    for (const [row, fields] of Object.entries(machines)) {
      const text = isMap(fields) ? fields[field] : undefined;
      if (typeof text !== 'string') continue;
      const before = first.get(text);
      if (before === undefined) first.set(text, row);
      else report.error(['machines', row, field], `\`${before}\` has the same; every machine needs its own`);
    }
  }
}

/** In an inventory `a-b` is `a_b`, because Ansible takes no hyphens in names of groups: two groups must not become one. */
function checkGroups(machines: Fields, defaults: Fields, report: Report): void {
  const first = new Map<string, string>();
  const check = (group: unknown, path: Path, pointer: 'key' | 'value'): void => {
    if (typeof group !== 'string') return;
    const name = group.replaceAll('-', '_');
    const before = first.get(name) ?? group;
    first.set(name, before);
    if (before === group) return;
    report.error(path, `the group \`${group}\` would be the same as \`${before}\` in an inventory`, pointer);
  };
  const listed = (groups: unknown, path: Path): boolean => {
    if (Array.isArray(groups)) groups.forEach((group, index) => void check(group, [...path, index], 'value'));
    return Array.isArray(groups);
  };
  const shared = listed(defaults.groups, ['defaults', 'groups']);
  for (const [name, row] of Object.entries(machines)) {
    if (!isMap(row) || listed(row.groups, ['machines', name, 'groups'])) continue;
    if (!shared) check(name, ['machines', name], 'key');
  }
}

function needsOf(row: unknown): readonly string[] {
  const needs = isMap(row) ? row.needs : undefined;
  return Array.isArray(needs) ? needs.filter((need) => typeof need === 'string') : [];
}

function checkNeeds(machines: Fields, report: Report): void {
  for (const [name, row] of Object.entries(machines)) {
    needsOf(row).forEach((need, index) => {
      const path = ['machines', name, 'needs', index];
      if (report.has(path)) return;
      if (!Object.hasOwn(machines, need)) {
        const near = report.mayGuess() ? suggest(need, Object.keys(machines)) : null;
        report.error(
          path,
          `there is no row \`${need}\` in \`machines\`${near === null ? '' : `; did you mean \`${near}\`?`}`,
        );
      } else if (machines[need] === 'absent') report.error(path, `\`${need}\` is absent and can never be ready`);
    });
  }
  const cycle = findCycle(machines);
  if (cycle === null) return;
  const [row = '', next = ''] = cycle;
  report.error(
    ['machines', row, 'needs', needsOf(machines[row]).indexOf(next)],
    `rows need each other: ${cycle.join(' → ')}`,
  );
}

/** One cycle as its rows, the first again at the end, or null. Depth first, each row left for good once. */
function findCycle(machines: Fields): readonly string[] | null {
  const done = new Set<string>();
  const walk = (row: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(row)) return [...trail.slice(trail.indexOf(row)), row];
    if (done.has(row)) return null;
    for (const need of needsOf(machines[row])) {
      const found = Object.hasOwn(machines, need) ? walk(need, [...trail, row]) : null;
      if (found !== null) return found;
    }
    done.add(row);
    return null;
  };
  for (const row of Object.keys(machines)) {
    const found = walk(row, []);
    if (found !== null) return found;
  }
  return null;
}

function checkKey(name: string, row: Fields, defaults: Fields, keys: readonly KeyRow[], report: Report): void {
  const own = row.key !== undefined;
  const wanted = own || row.adopt !== undefined ? row.key : defaults.key;
  const found = keys.find((key) => key.name === wanted);
  if (found?.state !== 'absent') return;
  report.error(
    own ? ['machines', name, 'key'] : ['defaults', 'key'],
    `the key \`${found.name}\` is absent in this spec`,
  );
}

function checkHostKeys({ backends, keys, machines, defaults }: Sections, report: Report): void {
  const absent = new Set(keys.filter((key) => key.state === 'absent').map((key) => key.name));
  const rows = Object.entries(isMap(machines) ? machines : {}).map(([name, row]) => [['machines', name], row] as const);
  for (const [path, row] of [...rows, [['defaults'], defaults] as const]) {
    const via = isMap(row) ? row.via : undefined;
    if (isMap(via) && typeof via.key === 'string' && absent.has(via.key))
      report.error([...path, 'via', 'key'], `the key \`${via.key}\` is absent in this spec`);
  }
  for (const backend of backends) {
    if (backend.state !== 'present') continue;
    for (const [index, { key }] of (backend.hosts ?? []).entries()) {
      if (absent.has(key)) {
        report.error(['backends', backend.name, 'hosts', index, 'key'], `the key \`${key}\` is absent in this spec`);
      }
    }
  }
}

/** The provider of the backend that a row names, where this spec says what it is. */
function providerOfRow(row: Fields, defaults: Fields, backends: readonly BackendRow[]): ProviderId | null {
  const found = backends.find((backend) => backend.name === (row.backend ?? defaults.backend));
  return found?.state === 'present' ? found.provider : null;
}

/** Keys of `net` and `extra` that would be dropped without a word. */
function checkStrayKeys(row: Fields, path: Path, provider: ProviderId | null, report: Report): void {
  for (const field of ['net', 'extra'] as const) {
    const value = row[field];
    if (!isMap(value)) continue;
    for (const { key, message } of strayKeys(field, Object.keys(value), provider, () => report.mayGuess())) {
      report.error([...path, field, key], message, 'key');
    }
  }
}

function checkBackend(
  name: string,
  row: Fields,
  defaults: Fields,
  backends: readonly BackendRow[],
  report: Report,
): void {
  const own = row.backend !== undefined;
  const found = backends.find((backend) => backend.name === (own ? row.backend : defaults.backend));
  if (found === undefined) return;
  const at = own ? ['machines', name, 'backend'] : ['defaults', 'backend'];
  if (found.state === 'absent') report.error(at, `the backend \`${found.name}\` is absent in this spec`);
  if (found.state !== 'present') return;
  if (isCluster(found.provider)) report.error(at, `${found.provider} is a cluster and holds no machines`);
  if (found.provider === 'other') {
    report.error(
      at,
      'is a list of machines that are there already: nothing can be made on it; take one over with `adopt`',
    );
  }
  if (PROVIDERS[found.provider].cloudInit) return;
  for (const field of ['cloud-init', 'cloud-init-file']) {
    const path = [row, defaults].findIndex((fields) => fields[field] !== undefined);
    if (path === -1) continue;
    report.error(
      path === 0 ? ['machines', name, field] : ['defaults', field],
      `Mist drops cloud-init on ${found.provider} without a word, so \`${name}\` cannot have it`,
      'key',
    );
  }
}
