// An observation of a scope, without a server: its keys and clouds are there, its live lists come when the test says so.
import { Catalogs } from '../../src/engine/catalogs.ts';
import type { Observation } from '../../src/engine/observe-scope.ts';
import type { DesiredMachine } from '../../src/model/desired.ts';
import { mistName } from '../../src/model/identity.ts';
import type { ObservedKey } from '../../src/model/observed.ts';
import { Mistakes } from '../../src/plan/mistakes.ts';
import { AWS, id, SCOPE } from '../unit/plan/rows.ts';
import { engineWorld } from './engine-world.ts';

export const KEY: ObservedKey = { id: id(7), name: mistName(SCOPE, 'key', 'k'), isDefault: false, machineIds: [] };
export const DOCKER = { ...AWS, id: id(0xd), name: 'docker', provider: 'docker' };

/** What was seen of a scope with these rows. Any catalog that is asked for is a mistake in the test. */
export function observationOf(
  rows: readonly DesiredMachine[],
  keys: readonly ObservedKey[] = [KEY],
  listings: Observation['listings'] = new Promise(() => undefined),
): Observation {
  return {
    inventory: { clouds: [AWS, DOCKER], keys },
    expanded: { machines: rows, keys: [{ address: 'key/k', row: 'k', mistName: KEY.name, source: 'generated' }] },
    backends: [],
    rows,
    catalogs: new Catalogs(engineWorld({})),
    mistakes: new Mistakes(),
    listings,
  };
}
