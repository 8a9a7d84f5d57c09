// What must hold after a recovery: nothing of ours lives, nothing else was touched, and green only with a proof.
import { leftOf, machinesOf, strangersOf } from './world.mjs';

const LIST_GAP_MS = 5_000;
/** Dates of requests are whole milliseconds, and the second list may be asked for a moment early. */
const GAP_TOLERANCE_MS = 50;

const isDestroy = ({ method, path }) => method === 'POST' && /^\/api\/v1\/machines\/[0-9a-f]{32}$/.test(path);

/** Backends on which machines of `scopes` were destroyed and that were not listed twice, 5 s apart, afterwards. */
function unprovedBackends(scopes, state, requests) {
  const machines = scopes.flatMap((scope) => machinesOf(scope, state));
  const last = new Map();
  for (const one of requests.filter(isDestroy)) {
    const machine = machines.find(({ id }) => one.path.endsWith(id));
    if (machine !== undefined) last.set(machine.cloud, one.at);
  }
  return [...last].flatMap(([name, at]) => {
    const id = state.clouds.find((cloud) => cloud.name === name)?.id;
    const lists = requests
      .filter((one) => one.path === `/api/v1/clouds/${id}/machines` && one.status === 200 && one.at >= at)
      .map((one) => one.at);
    const apart = lists.length < 2 ? 0 : Math.max(...lists) - Math.min(...lists);
    return apart >= LIST_GAP_MS - GAP_TOLERANCE_MS ? [] : [`${name}: lists ${apart} ms apart`];
  });
}

/** Problems of the server as it is now, as sentences. `before`: `strangersOf` before it all. */
export function touchedStrangers(world, state, before) {
  const planted = state.machines.filter((machine) => machine.planted);
  const touched = state.requests.filter(({ write, path }) => write && planted.some(({ id }) => path.includes(id)));
  return [
    ...(strangersOf(world, state) === before ? [] : ['something that is not ours has changed']),
    ...touched.map(({ method, path }) => `${method} ${path} is about a stranger's machine`),
    ...state.crashes.map((crash) => `the sandbox has a bug: ${crash}`),
  ];
}

/** Problems after a step that was to remove `scopes` has ended with `result`; `requests`: what it asked for. */
export function problemsOf(world, { scopes, state, before, result, requests }) {
  const left = leftOf(scopes, state);
  const problems = touchedStrangers(world, state, before);
  if (result.failed) problems.push(`red: ${result.stdout.trim().split('\n').slice(-6).join(' | ')}`);
  if (left.length > 0) problems.push(`${result.failed ? 'left' : 'FALSE GREEN, left'}: ${left.join(', ')}`);
  const unproved = result.failed ? [] : unprovedBackends(scopes, state, requests);
  return [...problems, ...unproved.map((one) => `green without a proof of absence on ${one}`)];
}
