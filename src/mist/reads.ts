// The reader: what Mist knows, and what the providers list now. Nothing here changes anything that a user owns.
import type { Log, MistReader } from '../engine/ports.ts';
import { ApiError } from '../model/errors.ts';
import type { MistId, ObservedCloud, ObservedMachine } from '../model/observed.ts';
import { makeSecret } from '../model/secret.ts';
import { type Answer, type Calls, SLOW_MS } from './calls.ts';
import { decodeCloud, decodeKey, decodeSchedule } from './decode-accounts.ts';
import { decodeImage, decodeLocation, decodeSize } from './decode-catalog.ts';
import { decodeCreateLog, decodeJob, decodeSighting, decodeTaggedCreate } from './decode-jobs.ts';
import { decodeMachine } from './decode-machines.ts';
import { probeMachine } from './probe.ts';
import { ROUTES } from './routes.ts';
import type { Series } from './series.ts';
import { type Asked, asRow, asRows, misfit, numberOrNull, type Row } from './wire.ts';

/** The documented maximum of v2 lists; the server's default of 100 would hide machines. */
const PAGE = 1000;
/** Far beyond every organisation known; reading more would take minutes and much memory before anything else happens. */
const MOST_MACHINES = 100_000;
/** Enough for all of them where a server gives only its default of 100 a page, though asked for more. */
const MOST_PAGES = MOST_MACHINES / 100;
/** Type and base64, an optional comment: the one-line form of OpenSSH. */
const PUBLIC_KEY = /^\s*(?:ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}(?: [^\r\n]*)?\s*$/;

export type ReaderWorld = {
  readonly calls: Calls;
  readonly log: Pick<Log, 'mask'>;
  readonly clockOffsetMs: () => number;
  /** Told of every v1 list of clouds or machines, whose shapes tell the series. */
  readonly series: Series;
};

/** Makes the reader of one server. */
export function makeReader(world: ReaderWorld): MistReader {
  const { calls } = world;
  const providers = new Map<string, string>();
  const list = async (path: string, answer: Promise<Answer>): Promise<readonly Row[]> => {
    const { asked, value } = await answer;
    return asRows(asked, path, value);
  };

  async function clouds(): Promise<readonly ObservedCloud[]> {
    const rows = await list('clouds', calls.get({ route: ROUTES.clouds() }));
    world.series.sawClouds(rows);
    const decoded = rows.map(decodeCloud);
    for (const cloud of decoded) providers.set(cloud.id, cloud.provider);
    return decoded;
  }

  /** A size's price means something else on every provider, so the cloud's provider must be known first. */
  async function providerOfCloud(cloudId: MistId): Promise<string | null> {
    if (!providers.has(cloudId)) await clouds();
    return providers.get(cloudId) ?? null;
  }

  return {
    clouds,
    keys: async () => (await list('keys', calls.get({ route: ROUTES.keys() }))).map(decodeKey),
    async liveMachines(cloudId) {
      const route = ROUTES.cloudMachines(cloudId);
      const { asked, value, serverTime } = await calls.get({ route, timeoutMs: SLOW_MS });
      const rows = asRows(asked, 'machines', value);
      world.series.sawMachines(rows);
      return { machines: rows.map(decodeMachine), serverTime };
    },
    knownMachines: () => readPages(calls),
    async images(cloudId, search) {
      const route = ROUTES.images(cloudId);
      const answer =
        search === null
          ? calls.get({ route })
          : calls.send('POST', { route, body: () => ({ search_term: search }), timeoutMs: SLOW_MS });
      return (await list('images', answer)).map(decodeImage);
    },
    async sizes(cloudId) {
      const route = ROUTES.sizes(cloudId);
      const provider = await providerOfCloud(cloudId);
      return (await list('sizes', calls.get({ route }))).map((row) => decodeSize(row, provider));
    },
    locations: async (cloudId) =>
      (await list('locations', calls.get({ route: ROUTES.locations(cloudId) }))).map(decodeLocation),
    job: (jobId) => readJob(calls, jobId),
    async createLogs(machineName) {
      const rows = await list('logs', calls.get({ route: ROUTES.logs(machineName) }));
      return rows.map((row) => decodeCreateLog(row, machineName)).filter((entry) => entry !== null);
    },
    async sightings(machineName) {
      const rows = await list('logs', calls.get({ route: ROUTES.logs(machineName) }));
      return rows.map((row) => decodeSighting(row, machineName)).filter((at) => at !== null);
    },
    async createsTagged(value) {
      const rows = await list('logs', calls.get({ route: ROUTES.manyLogs(value) }));
      return rows.map((row) => decodeTaggedCreate(row, value)).filter((entry) => entry !== null);
    },
    async logTime(word) {
      const rows = await list('logs', calls.get({ route: ROUTES.logs(word) }));
      const times = rows.flatMap((row) => numberOrNull(row, 'time') ?? []);
      return times.length === 0 ? null : Math.round(Math.min(...times) * 1000);
    },
    schedules: async () => (await list('schedules', calls.get({ route: ROUTES.schedules() }))).map(decodeSchedule),
    async publicKey(keyId) {
      const { asked, value } = await calls.get({ route: ROUTES.publicKey(keyId) });
      if (typeof value !== 'string' || !PUBLIC_KEY.test(value)) throw misfit(asked, 'key', 'a public key');
      return value.trim();
    },
    privateKey: (keyId) => readPrivateKey(world, keyId),
    probe: (id) => probeMachine(calls, id),
    serverClockOffsetMs: world.clockOffsetMs,
  };
}

/** The log of a job is indexed one to three seconds late; until then the server says 404, which is no failure. */
async function readJob(calls: Calls, jobId: string): ReturnType<MistReader['job']> {
  try {
    const { asked, value } = await calls.get({ route: ROUTES.job(jobId) });
    return decodeJob(asRow(asked, 'job', value));
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'not-found') return null;
    throw error;
  }
}

/** Both series answer with the PEM as a JSON text. */
async function readPrivateKey(world: ReaderWorld, keyId: MistId): ReturnType<MistReader['privateKey']> {
  const { asked, value } = await world.calls.get({ route: ROUTES.privateKey(keyId) });
  if (typeof value !== 'string' || value === '') throw misfit(asked, 'key', 'a private key');
  world.log.mask(value);
  return makeSecret(value);
}

/** Pages that are asked for at once: 9,000 machines take two round trips, and memory stays bounded. */
const PAGES_AT_ONCE = 8;

type Page = {
  readonly asked: Asked;
  readonly start: number;
  readonly machines: readonly ObservedMachine[];
  readonly total: number;
};

async function readPage(calls: Calls, start: number): Promise<Page> {
  const { asked, value } = await calls.get({ route: ROUTES.knownMachines(start, PAGE) });
  const page = asRow(asked, 'answer', value);
  const machines = asRows(asked, 'data', page.fields.data).map(decodeMachine);
  const total = numberOrNull(asRow(asked, 'meta', page.fields.meta), 'total');
  if (total === null) throw misfit(asked, 'meta.total', 'a number');
  return { asked, start, machines, total };
}

/**
 * All pages of the v2 list, those after the first side by side. Rows that move between pages while they are read count
 * once; what follows a page that is shorter than the first is asked for again from where that one ended.
 */
async function readPages(calls: Calls): Promise<readonly ObservedMachine[]> {
  const found = new Map<string, ObservedMachine>();
  let pages: readonly Page[] = [await readPage(calls, 0)];
  let read = 0;
  const step = Math.max(1, pages[0]?.machines.length ?? 1);
  for (;;) {
    let [next, total] = [0, 0];
    for (const page of pages) {
      const before = found.size;
      for (const machine of page.machines) found.set(machine.id, machine);
      next = page.start + page.machines.length;
      total = page.total;
      read += 1;
      if (total > MOST_MACHINES)
        throw misfit(page.asked, 'meta.total', `at most ${MOST_MACHINES} machines, not ${total}`);
      if (read >= MOST_PAGES && next < total)
        throw misfit(page.asked, 'data', `all ${total} machines within ${MOST_PAGES} pages`);
      // A page without news would be asked for again and again.
      if (next < total && found.size === before)
        throw misfit(page.asked, 'data', `${total} machines, as meta.total says`);
      if (page.machines.length < step) break;
    }
    if (next >= total) return [...found.values()];
    const starts = Array.from(
      { length: Math.min(PAGES_AT_ONCE, MOST_PAGES - read) },
      (_, index) => next + index * step,
    );
    pages = await Promise.all(starts.filter((start) => start < total).map((start) => readPage(calls, start)));
  }
}
