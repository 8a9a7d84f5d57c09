// What the stopwatch server holds, in the shapes of a Mist server of the 2023 series: just enough for a step and for the
// floor program. No worker, no lag, no faults: `npm run sandbox` has those. Here only latency and boot take time.
import { randomBytes } from 'node:crypto';

export const hex = () => randomBytes(16).toString('hex');

const PLANTED_CLOUDS = 5;
const UBUNTU = 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260301';

/** 200 images, 40 sizes and 15 locations, as many as the server had with which the peers were measured. */
function catalogOf(cloud) {
  const image = (index) => ({
    id: hex(),
    cloud,
    external_id: `ami-${String(index).padStart(17, '0')}`,
    name: index === 0 ? UBUNTU : `image ${index} x86_64`,
    starred: index < 10,
    os_type: 'linux',
    os_distro: 'ubuntu',
    architecture: ['x86'],
    extra: {},
  });
  const size = (index) => ({
    id: hex(),
    cloud,
    external_id: index === 0 ? 't3.micro' : `size-${index}`,
    name: index === 0 ? 't3.micro' : `size ${index}`,
    cpus: 1 + index,
    ram: 1024 * (1 + index),
    disk: 10,
    architecture: 'x86',
    extra: { price: 0.01 * (1 + index) },
  });
  const location = (index) => ({
    id: hex(),
    external_id: String(index),
    name: `us-east-1${'abcdefghijklmno'[index]}`,
    country: 'US',
    parent: null,
    location_type: 'zone',
  });
  const rows = (count, make) => Array.from({ length: count }, (_, index) => make(index));
  return { images: rows(200, image), sizes: rows(40, size), locations: rows(15, location) };
}

/** Texts of planted machines never change, so they are made once: the server must not be what is measured. */
const plantedTexts = new Map();

const date = (at) => `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000`;

/** Everything of one server. `options` are `{latencyMs, bootMs, planted}`; times are epoch ms. */
export class StopwatchState {
  clouds = new Map();
  keys = new Map();
  machines = new Map();
  schedules = new Map();

  constructor(options) {
    this.options = options;
    this.#addCloud('aws');
    if (options.planted > 0) this.#plant(options.planted);
  }

  #addCloud(name) {
    const id = hex();
    this.clouds.set(id, { id, name, provider: 'ec2', ...catalogOf(id) });
    return id;
  }

  /** Machines of other people, on five clouds, the first of which is the one that specs name. */
  #plant(count) {
    const [first] = this.clouds.keys();
    const ids = [first, ...Array.from({ length: PLANTED_CLOUDS - 1 }, (_, index) => this.#addCloud(`other${index}`))];
    for (let index = 0; index < count; index += 1) {
      const cloud = ids[index % ids.length];
      const machine = this.#machine({ name: `vm-${index}`, cloud, tags: { env: 'prod', owner: 'ops' } });
      this.machines.set(machine.id, { ...machine, at: 0, planted: true });
    }
  }

  #machine({ name, cloud, image = '', size = '', location = '', key = null, tags = {} }) {
    const number = this.machines.size + 1;
    const ip = `127.${1 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
    return {
      id: hex(),
      external: `i-${hex().slice(0, 17)}`,
      number,
      name,
      cloud,
      image,
      size,
      location,
      key,
      tags,
      ip,
    };
  }

  /** An accepted create: listed at once, running after the boot, its lease in place. */
  create(body) {
    const machine = { ...this.#machine(body), at: Date.now(), planted: false, gone: false, lease: null, job: hex() };
    this.machines.set(machine.id, machine);
    if (body.expiration) this.lease(machine, { ...body.expiration, date: body.expiration.date.replace('Z', '') });
    return machine;
  }

  /** Sets or removes the lease; a schedule outlives the machine, as on a real server. */
  lease(machine, { date: at, action }) {
    if (machine.lease !== null) this.schedules.delete(machine.lease.id);
    machine.lease = null;
    if (at === '') return;
    const id = hex();
    const name = `${machine.name}-expiration-${id.slice(0, 3)}`;
    machine.lease = { id, action, date: at.replace(' ', 'T'), notify: 0 };
    this.schedules.set(id, { id, name, task_enabled: true, selectors: [{ type: 'machines', ids: [machine.id] }] });
  }

  #fields(machine) {
    const up = Date.now() - machine.at >= this.options.bootMs;
    return {
      id: machine.id,
      name: machine.name,
      external_id: machine.external,
      cloud: machine.cloud,
      state: machine.gone ? 'terminated' : up ? 'running' : 'pending',
      public_ips: up ? [machine.ip] : [],
      private_ips: up ? [`10.0.${(machine.number >> 8) & 255}.${machine.number & 255}`] : [],
      hostname: up ? `ip-10-0-0-${machine.number}` : '',
      tags: machine.tags,
      expiration: machine.lease ?? null,
      created: date(machine.at),
      cost: { hourly: 0.01, monthly: 7.2 },
      image: machine.image,
      location: machine.location,
      size: machine.size,
    };
  }

  #v1(machine) {
    const key = machine.key === null ? {} : { [machine.number]: { key: machine.key, user: 'ubuntu', port: 22 } };
    const extra = { instance_type: 't3.micro', availability: 'us-east-1a', dns_name: `ec2-${machine.number}.example` };
    const actions = { start: false, stop: true, reboot: true, destroy: true, resize: true, rename: true, tag: true };
    return { ...this.#fields(machine), missing_since: '', ssh_port: 22, key_associations: key, extra, actions };
  }

  #v2(machine, only) {
    const keys = machine.key === null ? [] : [{ key: machine.key, user: 'ubuntu', port: 22 }];
    const row = { ...this.#fields(machine), missing_since: null, ports: { ssh: 22 }, key_associations: keys };
    return only === null ? row : Object.fromEntries(only.map((field) => [field, row[field]]));
  }

  #text(machine, view, make) {
    if (!machine.planted) return JSON.stringify(make());
    const key = `${view} ${machine.id}`;
    const known = plantedTexts.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(make());
    plantedTexts.set(key, text);
    return text;
  }

  /** The live list of one cloud, as JSON text. */
  listV1(cloud) {
    const rows = [...this.machines.values()].filter((machine) => machine.cloud === cloud);
    return `[${rows.map((machine) => this.#text(machine, 'v1', () => this.#v1(machine))).join(',')}]`;
  }

  /** A page of all machines, as JSON text; `limit` beyond 1000 is not capped (seen on a live server). */
  listV2(start, limit, only) {
    const all = [...this.machines.values()];
    const rows = all.slice(start, start + limit);
    const data = rows.map((machine) => this.#text(machine, `v2 ${only}`, () => this.#v2(machine, only)));
    const meta = { kind: 'machine', total: all.length, returned: rows.length, sort: '', start };
    return `{"data":[${data.join(',')}],"meta":${JSON.stringify(meta)}}`;
  }
}
