// Tags of clouds, keys and machines: accepted at once, written a second or two later by an asynchronous task.
import { type Context, paced } from './state.ts';

/** Tags to set and to take from one resource. */
export type TagChange = {
  /** `machine`, `key`, `cloud`, or their plurals in v2. */
  readonly type: string;
  readonly id: string;
  readonly add: readonly (readonly [string, string])[];
  readonly remove: readonly string[];
};

function target(context: Context, change: TagChange): { tags: Record<string, string> } | undefined {
  const { state } = context;
  switch (change.type.replace(/s$/, '')) {
    case 'machine':
      return state.machines.find((one) => one.id === change.id && one.view !== null);
    case 'key':
      return state.keys.find((one) => one.id === change.id);
    case 'cloud':
      return state.clouds.find((one) => one.id === change.id && !one.deleted);
    default:
      return undefined;
  }
}

/** False where the resource does not exist; otherwise the change is on its way. */
export function applyTags(context: Context, change: TagChange): boolean {
  const found = target(context, change);
  if (found === undefined) return false;
  const { world } = context;
  world.schedule(world.now() + paced(context, 1000 + Math.floor(world.random() * 1000)), () => {
    for (const key of change.remove) delete found.tags[key];
    for (const [key, value] of change.add) found.tags[key] = value;
  });
  return true;
}

/** Every tag with how many resources have it: `GET /api/v2/tags`. */
export function tagCounts(context: Context): { resource_count: number; tag: Record<string, string> }[] {
  const { machines, keys, clouds } = context.state;
  const counts = new Map<string, { resource_count: number; tag: Record<string, string> }>();
  for (const { tags } of [...clouds.filter((one) => !one.deleted), ...keys, ...machines]) {
    for (const [key, value] of Object.entries(tags)) {
      const name = JSON.stringify([key, value]);
      const row = counts.get(name) ?? { resource_count: 0, tag: { [key]: value } };
      row.resource_count += 1;
      counts.set(name, row);
    }
  }
  return [...counts.values()];
}
