// The writer: each call sends at most one request and never repeats it. Creates go through v2, everything else through v1,
// whose paths take exact ids only.
import type { CloudHost, CreateMachineRequest, MistWriter } from '../engine/ports.ts';
import { PROVIDERS, providerOf } from '../model/providers.ts';
import { isSecret } from '../model/secret.ts';
import type { Secret } from '../model/spec.ts';
import { type Calls, SLOW_MS } from './calls.ts';
import { formatForCreate, formatForEdit } from './dates.ts';
import { decodeCreated, decodeDryPlan } from './decode-jobs.ts';
import { checkedId, ROUTES } from './routes.ts';
import { asRow, mistId } from './wire.ts';

/** Fields of a v2 create that belong to this action; what a spec passes through never replaces or adds one of them. */
const OURS: ReadonlySet<string> = new Set([
  'name',
  'provider',
  'cloud',
  'image',
  'size',
  'location',
  'key',
  'tags',
  'expiration',
  'cloudinit',
  'quantity',
  'dry',
  'save',
  'template',
]);

/** Makes the writer of one server. */
export function makeWriter(calls: Calls): MistWriter {
  return {
    async dryRun(request, onSent) {
      const { asked, value } = await postMachine(calls, request, true, onSent);
      return decodeDryPlan(asRow(asked, 'answer', value));
    },
    async createMachine(request, onSent) {
      const { asked, value } = await postMachine(calls, request, false, onSent);
      return decodeCreated(asRow(asked, 'answer', value));
    },
    destroyMachine: (id, onSent) =>
      calls.order('POST', {
        route: ROUTES.machine(id),
        body: () => ({ action: 'destroy' }),
        timeoutMs: SLOW_MS,
        onSent,
      }),
    setPower: (id, action, onSent) =>
      calls.order('POST', { route: ROUTES.machine(id), body: () => ({ action }), timeoutMs: SLOW_MS, onSent }),
    setLease: (id, at, onSent) =>
      calls.order('PUT', {
        route: ROUTES.machine(id),
        // An empty date removes the lease; an edit without `action` would mean "stop".
        body: () => ({
          expiration: at === null ? { date: '' } : { date: formatForEdit(at), action: 'destroy', notify: 0 },
        }),
        onSent,
      }),
    setTags({ id, cloudId }, tags, onSent) {
      const resource = { type: 'machine', item_id: checkedId(id), cloud_id: checkedId(cloudId) };
      const list = Object.entries(tags).map(([key, value]) => ({ key, value, op: '+' }));
      return calls.order('POST', { route: ROUTES.tags(), body: () => [{ tags: list, resource }], onSent });
    },
    async addKey(name, privateKey, onSent) {
      const { asked, value } = await calls.send('PUT', {
        route: ROUTES.keys(),
        body: () => ({ name, priv: privateKey.reveal() }),
        secrets: [privateKey.reveal()],
        onSent,
      });
      return { id: mistId(asRow(asked, 'key', value), 'id') };
    },
    // Without `delete_from_vault` the name of a deleted key can never be used again on the 2023 series.
    deleteKey: (id, onSent) =>
      calls.order('DELETE', { route: ROUTES.key(id), body: () => ({ delete_from_vault: true }), onSent }),
    addCloud: async (name, provider, fields, onSent, hosts = []) => {
      const { asked, value } = await calls.send('POST', {
        route: ROUTES.clouds(),
        body: () => ({ ...revealed(fields), ...hostFields(provider, hosts), name, provider: v1Provider(provider) }),
        secrets: Object.values(fields)
          .filter(isSecret)
          .map((secret) => secret.reveal()),
        timeoutMs: SLOW_MS,
        onSent,
      });
      return { id: mistId(asRow(asked, 'cloud', value), 'id') };
    },
    removeCloud: (id, onSent) => calls.order('DELETE', { route: ROUTES.cloud(id), onSent }),
    deleteSchedule: (id, onSent) => calls.order('DELETE', { route: ROUTES.schedule(id), onSent }),
    // The parameters of every change are logged (read in the server's source); what it answers, a key pair, is dropped.
    async leaveTrace(word, onSent) {
      await calls.send('POST', { route: ROUTES.keys(), body: () => ({ name: word }), onSent });
    },
  };
}

async function postMachine(
  calls: Calls,
  request: CreateMachineRequest,
  dry: boolean,
  onSent: (() => void) | undefined,
): ReturnType<Calls['send']> {
  const body = createBody(request, dry);
  return calls.send('POST', {
    route: ROUTES.createMachine(),
    body: () => body,
    timeoutMs: SLOW_MS,
    // cloud-init holds the machine's host key, and nobody knows what a spec passes through.
    secrets: [request.cloudInit ?? '', ...leaves(request.passThrough)],
    onSent,
  });
}

/** The v2 body. Every reference is an id: names are searches there, and the first hit would win. */
export function createBody(request: CreateMachineRequest, dry: boolean): Readonly<Record<string, unknown>> {
  const { customSize } = request;
  const size =
    request.sizeId !== null
      ? checkedId(request.sizeId)
      : customSize === null
        ? null
        : { cpu: customSize.cpu, memory: customSize.ramMb };
  return {
    ...Object.fromEntries(Object.entries(request.passThrough).filter(([field]) => !OURS.has(field))),
    name: request.name,
    cloud: checkedId(request.cloudId),
    image: checkedId(request.imageId),
    key: checkedId(request.keyId),
    tags: request.tags,
    dry,
    ...(size === null ? {} : { size }),
    ...(request.locationId === null ? {} : { location: checkedId(request.locationId) }),
    ...(request.leaseAt === null ? {} : { expiration: { date: formatForCreate(request.leaseAt), action: 'destroy' } }),
    ...(request.cloudInit === null ? {} : { cloudinit: request.cloudInit }),
  };
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

function revealed(fields: Readonly<Record<string, string | number | boolean | Secret>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, isSecret(value) ? value.reveal() : value]),
  );
}

/**
 * `machines` of `other` were recorded; `hosts` of `libvirt` are the names that the server's own controller takes
 * (mist.api, clouds/controllers/main/controllers.py) and were not tried.
 */
function hostFields(provider: string, hosts: readonly CloudHost[]): Record<string, unknown> {
  if (hosts.length === 0) return {};
  if (v1Provider(provider) === 'other') {
    const machines = hosts.map(({ host, alias, user, port, keyId }) => ({
      machine_name: alias,
      machine_hostname: host,
      machine_user: user,
      machine_port: port,
      machine_key: checkedId(keyId),
      operating_system: 'unix',
    }));
    return { machines };
  }
  return {
    hosts: hosts.map(({ host, alias, user, port, keyId }) => ({
      host,
      alias,
      username: user,
      port,
      key: checkedId(keyId),
    })),
  };
}

/** v1 knows providers by the names it answers with (`ec2`), also where v2 and the spec say `amazon`. */
function v1Provider(provider: string): string {
  const known = providerOf(provider);
  return known === null ? provider : PROVIDERS[known].serverName;
}
