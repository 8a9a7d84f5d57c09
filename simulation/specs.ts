// Specs as data, without their text: what a checked spec looks like, with every field that a scenario does not name.
import type { MachineRow, MachineSettings, Spec } from '../src/model/spec.ts';

const PLACE = { line: 1, column: 1 };

const SETTINGS: MachineSettings = {
  backend: null,
  image: { by: 'family', os: 'ubuntu', version: '24.04', arch: null },
  size: { by: 'at-least', cpu: 1, ramMb: 1024 },
  location: null,
  key: null,
  count: 1,
  counted: false,
  minReady: 1,
  needs: [],
  tags: {},
  cloudInit: null,
  wait: { level: 'ssh', timeoutMs: null },
  groups: [],
  ttlMs: null,
  user: null,
  port: null,
  literalName: null,
  adopt: null,
  passThrough: {},
};

/** One row with these settings; `count` makes it a counted one, of which all must be ready unless `minReady` says so. */
export function machineRow(name: string, settings: Partial<MachineSettings> = {}): MachineRow {
  const counted = settings.count !== undefined;
  const minReady = settings.count ?? 1;
  return { ...SETTINGS, counted, minReady, groups: [name], ...settings, name, place: PLACE, state: 'present' };
}

/** A spec of these rows. */
export function specOf(machines: readonly MachineRow[], rest: Partial<Omit<Spec, 'machines'>> = {}): Spec {
  return { backends: [], keys: [], ...rest, machines };
}
