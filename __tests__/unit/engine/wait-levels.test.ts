// Every wait level × every way a machine can come up: what ends the wait, when, with what, and what is said. On virtual
// time with fakes; what is about the wire stands in wait-wire.test.ts, on real sockets.
import { describe, expect, test } from '@jest/globals';
import { type Completed, type ExchangeWorld, HostKeyExchange } from '../../../src/engine/host-key-exchange.ts';
import type { ProbeResult, SshTarget } from '../../../src/engine/ports.ts';
import { ActionError, WaitTimeoutError } from '../../../src/model/errors.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { type Host, OWN_KEY, STRANGERS_KEY } from './wait-network.ts';
import { LEVELS, type Level, type Listed, OTHER_V4, play, type Scene, type Told, V4, V6 } from './wait-world.ts';

const NEW_KEY = `ssh-ed25519 ${Buffer.from('new').toString('base64')}`;

/** Levels that log in: they know who answers. The others know only that somebody does. */
const LOGIN: readonly Level[] = ['ssh', 'cloud-init', 'command'];
const logsIn = (level: Level): boolean => LOGIN.includes(level);
/** Levels that ask no address from here. */
const asksNothing = (level: Level): boolean => level === 'running' || level === 'mist';

const at = (state: NonNullable<Listed>['state'], ...ips: string[]): Listed => ({ state, ips });
const from = (second: number) => (t: number) => t >= second;

const OUTPUT = 'machine/web: the last lines of /var/log/cloud-init-output.log\nbooted\nE: no package nginx';

function readyAt(told: Told, ip: string): void {
  expect(told.error).toBeNull();
  expect(told.ready?.machine.publicIps).toEqual([ip]);
}

/** The machine's own key: checked by levels that log in, else the injected one, which is the one to expect. */
function knowsKey(told: Told): void {
  expect(told.ready?.hostKeys).toEqual([OWN_KEY]);
}

describe('success', () => {
  test.each(LEVELS)('%s is ready within one pause of being good', async (level) => {
    const boots: Scene = {
      level,
      listed: (t) => (t < 4 ? at('pending') : at('running', V4)),
      hosts: { [V4]: { up: from(6), good: from(12) } },
    };
    const told = await play(boots);
    readyAt(told, V4);
    knowsKey(told);
    const good = level === 'running' ? 4 : 12;
    expect(told.at).toBeGreaterThanOrEqual(good);
    expect(told.at).toBeLessThan(good + 4);
    expect(told.reports[0]).toBe('pending, no address');
    if (level !== 'running') expect(told.reports.some((line) => line.startsWith('running; '))).toBe(true);
    expect(told.asked.every((one) => one.at >= 4)).toBe(true);
  });
});

describe('timeout', () => {
  const LAST: Readonly<Record<Level, string>> = {
    running: 'not running with an address within 60s; last seen: pending, no address',
    tcp: 'not reachable by tcp within 60s; last seen: the connection is refused',
    ssh: 'not reachable by ssh within 60s; last seen: the login of root is refused',
    'cloud-init': 'not through with cloud-init within 60s; last seen: cloud-init is at work (modules-config)',
    http: 'not answering HTTP on port 8080 within 60s; last seen: port 8080 answers with the HTTP status 503',
    command: 'not ready by its command within 60s; last seen: the command ended with 3: not ready yet',
    mist: 'not reachable by ssh from the Mist server within 60s; last seen: the probe of the Mist server failed with 503',
  };

  test.each(LEVELS)('%s ends after its own time, with the last state', async (level) => {
    const listed = level === 'running' ? (): Listed => at('pending') : undefined;
    const hosts = { [V4]: { good: () => false } };
    const told = await play({ level, timeoutS: 60, hosts, ...(listed ? { listed } : {}) });
    expect(told.error).toBeInstanceOf(WaitTimeoutError);
    const said = told.error instanceof Error ? told.error.message : '';
    expect(said).toMatch(new RegExp(`^machine/web: ${LAST[level].replace(/[()]/g, '\\$&')}$`));
    expect(told.at).toBeGreaterThan(54);
    expect(told.at).toBeLessThanOrEqual(61);
    // Where a login works, the machine's own words are there too.
    const shown = ['cloud-init', 'command', 'http'].includes(level);
    expect(told.log.includes(OUTPUT)).toBe(shown);
  });

  test('an attempt that the end cuts short does not replace what was seen before it', async () => {
    const play60 = async (timeoutS: number, downFrom: number): Promise<string> => {
      const hosts = { [V4]: { good: () => false, up: (t: number) => t < downFrom } };
      const told = await play({ level: 'ssh', timeoutS, hosts });
      const last = told.asked.at(-1)?.at ?? 0;
      expect(last).toBeGreaterThan(downFrom);
      return told.error instanceof Error ? told.error.message.replace(/.*last seen: /, '') : '';
    };
    expect(await play60(60.5, 59.7)).toBe('the login of root is refused');
    expect(await play60(61, 58.7)).toBe('the connection is refused');
  });
});

describe('wrong answer', () => {
  const TEXT: Readonly<Record<Level, RegExp>> = {
    running: /^machine\/web: its provider reports it as error\.$/,
    tcp: /last seen: the connection is refused$/,
    ssh: /last seen: port 22 is open, but no SSH banner came$/,
    'cloud-init': /^machine\/web: cloud-init failed: runcmd: exit 1$/,
    http: /last seen: what answers on port 8080 is not HTTP$/,
    command: /last seen: port 22 is open, but no SSH banner came$/,
    mist: /last seen: the probe of the Mist server failed with 503$/,
  };

  test.each(LEVELS)('%s is not taken in by it', async (level) => {
    const other: Host =
      level === 'cloud-init'
        ? { good: () => false, wrong: 'final' }
        : { good: () => false, wrong: 'stranger-protocol' };
    const listed = level === 'running' ? { listed: (): Listed => at('error', V4) } : {};
    const told = await play({ level, timeoutS: 40, hosts: { [V4]: other }, ...listed });
    expect(told.ready).toBeNull();
    expect(told.error).toBeInstanceOf(ActionError);
    expect(told.error instanceof Error ? told.error.message : '').toMatch(TEXT[level]);
    // Only what cannot get better ends the wait at once.
    const final = level === 'running' || level === 'cloud-init';
    expect(told.at < 10).toBe(final);
    if (level === 'cloud-init') expect(told.log).toContain(OUTPUT);
  });
});

describe('flapping', () => {
  test.each(LEVELS)('%s waits through it, and asks nobody while the machine is not running', async (level) => {
    const told = await play({
      level,
      listed: (t) => (t < 2 || (t >= 8 && t < 16) ? at(t < 2 ? 'pending' : 'rebooting', V4) : at('running', V4)),
      // Ports come and go each second, and what is asked for is there from second 20 on.
      hosts: { [V4]: { up: (t) => Math.floor(t) % 2 === 0, good: from(20) } },
    });
    readyAt(told, V4);
    knowsKey(told);
    if (level !== 'running') expect(told.at).toBeGreaterThanOrEqual(20);
    expect(told.at).toBeLessThan(60);
    // A list is up to 15 s old while the row is being asked; from then on nobody is, until it runs again.
    const first = told.asked.filter((one) => one.at < 8);
    expect(first.length > 0).toBe(level !== 'running');
  });

  test.each(LEVELS.filter((level) => level !== 'running'))(
    '%s: a reboot is seen, and nobody is asked',
    async (level) => {
      const told = await play({
        level,
        listed: (t) => (t >= 20 && t < 60 ? at('rebooting', V4) : at('running', V4)),
        hosts: { [V4]: { good: from(70) } },
      });
      readyAt(told, V4);
      expect(told.asked.filter((one) => one.at > 40 && one.at < 60)).toEqual([]);
      expect(told.reports).toContain('running; rebooting');
    },
  );
});

describe('IPv6 only', () => {
  test.each(LEVELS)('%s asks the address as it is', async (level) => {
    const listed = (): Listed => at('running', V6);
    const told = await play({ level, listed, hosts: { [V6]: { good: from(3) } } });
    readyAt(told, V6);
    knowsKey(told);
    const hosts = new Set(told.asked.map((one) => one.host));
    expect([...hosts]).toEqual(level === 'running' ? [] : level === 'mist' ? ['mist'] : [V6]);
  });
});

describe('address changes', () => {
  test.each(LEVELS)('%s hands over the address that was reached, never an older one', async (level) => {
    const told = await play({
      level,
      listed: (t) => at('running', t < 6 ? V4 : OTHER_V4),
      hosts: { [V4]: { good: () => false }, [OTHER_V4]: { good: from(10) } },
    });
    readyAt(told, level === 'running' ? V4 : OTHER_V4);
    knowsKey(told);
  });

  test.each(LEVELS.filter((level) => !asksNothing(level)))(
    '%s: what answered before a late change is proved anew',
    async (level) => {
      // Good at the old address just when the list begins to show the new one, where it takes long.
      const told = await play({
        level,
        listed: (t) => at('running', t < 13 ? V4 : OTHER_V4),
        hosts: { [V4]: { good: from(13) }, [OTHER_V4]: { good: from(40) } },
      });
      readyAt(told, OTHER_V4);
      expect(told.at).toBeGreaterThanOrEqual(40);
      knowsKey(told);
    },
  );
});

describe("recycled address with a stranger's key", () => {
  const stranger: Host = { hostKey: STRANGERS_KEY };

  test.each(LEVELS)('%s: a stranger at the address', async (level) => {
    const told = await play({ level, timeoutS: 60, hosts: { [V4]: stranger } });
    if (logsIn(level)) {
      expect(told.error).toMatchObject({ code: 'not-reachable' });
      expect(told.error instanceof Error ? told.error.message : '').toContain('another key');
      // Nothing of it is waited for: a key does not become right.
      expect(told.at).toBeLessThan(15);
      return;
    }
    // These levels cannot tell. What is handed over still expects the injected key, so that a login is refused.
    readyAt(told, V4);
    knowsKey(told);
  });

  test.each(LOGIN)('%s: by its fingerprint alone, as a second apply knows it', async (level) => {
    const hostKey = { sha256: hostKeySha256(OWN_KEY) };
    expect((await play({ level, hosts: { [V4]: {} }, hostKey })).ready?.hostKeys).toEqual([OWN_KEY]);
    const told = await play({ level, hosts: { [V4]: stranger }, hostKey });
    expect(told.error).toMatchObject({ code: 'not-reachable' });
  });

  test.each(LOGIN)(
    '%s: a stranger at the old address is not the last word when the machine has moved',
    async (level) => {
      const told = await play({
        level,
        listed: (t) => at('running', t < 6 ? V4 : OTHER_V4),
        hosts: { [V4]: { ...stranger, up: from(6) }, [OTHER_V4]: { good: from(12) } },
      });
      readyAt(told, OTHER_V4);
      knowsKey(told);
    },
  );

  test.each(['cloud-init', 'command'] as const)(
    '%s: the first key that answers is pinned for the rest',
    async (level) => {
      const hosts = { [V4]: { good: () => false } };
      let swapped = false;
      const told = await play({
        level,
        hostKey: 'first',
        timeoutS: 60,
        hosts: {
          [V4]: {
            ...hosts[V4],
            get hostKey() {
              return swapped ? STRANGERS_KEY : OWN_KEY;
            },
            up: (t) => {
              swapped = t > 10;
              return true;
            },
          },
        },
      });
      expect(told.error).toMatchObject({ code: 'not-reachable' });
      expect(told.at).toBeLessThan(20);
    },
  );
});

/** An exchange that is done with its second login: from then on the machine presents `NEW_KEY`. */
class Exchange extends HostKeyExchange {
  readonly calls: string[] = [];
  /** What comes of completing it, the n-th time. */
  readonly ends: readonly (Completed | ActionError)[];

  constructor(world: ExchangeWorld, ...ends: readonly (Completed | ActionError)[]) {
    super(world, {
      address: 'machine/web',
      injected: { key: OWN_KEY },
      remembered: null,
      mayKeep: false,
      remember: async () => undefined,
      settled: async () => undefined,
      deadline: 600_000,
    });
    this.ends = ends;
  }

  override async prepare(target: SshTarget): Promise<ProbeResult> {
    this.calls.push(`prepare at ${target.host}`);
    return this.calls.length === 1
      ? { ok: false, final: false, seen: 'the login of root is refused' }
      : { ok: true, hostKey: OWN_KEY };
  }

  override async complete(target: SshTarget): Promise<Completed> {
    const count = this.calls.push(`complete at ${target.host}`);
    const before = this.calls.slice(0, count - 1).filter((call) => call.startsWith('complete')).length;
    const end = this.ends[before] ?? { ok: true, hostKeys: [NEW_KEY] };
    if (end instanceof ActionError) throw end;
    return end;
  }
}

describe('the exchange of the injected host key', () => {
  test.each(LOGIN)('%s: once, at the first login, and from then on only the new key is right', async (level) => {
    let exchange: Exchange | null = null;
    const presented = (): string => (exchange?.calls.includes(`complete at ${V4}`) ? NEW_KEY : OWN_KEY);
    const host = (good: (t: number) => boolean): Host => ({
      get hostKey() {
        return presented();
      },
      good,
    });
    const told = await play({
      level,
      // It moves when it has been reached, and has to be reached anew.
      listed: (t) => at('running', t < 14 ? V4 : OTHER_V4),
      hosts: { [V4]: host(from(level === 'ssh' ? 0 : 13)), [OTHER_V4]: host(from(20)) },
      exchange: (world) => {
        exchange = new Exchange(world);
        return exchange;
      },
    });
    expect(told.error).toBeNull();
    expect(told.ready?.hostKeys).toEqual([NEW_KEY]);
    expect((exchange as Exchange | null)?.calls).toEqual([`prepare at ${V4}`, `prepare at ${V4}`, `complete at ${V4}`]);
  });

  const STRANGER: Completed = { ok: false, final: true, seen: 'the host presents another key' };
  const NOT_PROVED = new ActionError('host-key-exchange', 'remote', 'machine/web: its own host key is not proved');
  const BROKEN: Completed = { ok: false, final: false, seen: 'the connection is reset' };

  /** The exchange ends so at the first address; with `moves`, the newest list has another one by then. */
  async function interrupted(end: Completed | ActionError, moves: boolean) {
    const made: Exchange[] = [];
    const told = await play({
      level: 'ssh',
      timeoutS: 60,
      listed: () => at('running', moves && made[0]?.calls.some((call) => call.startsWith('complete')) ? OTHER_V4 : V4),
      hosts: { [V4]: {}, [OTHER_V4]: { good: from(0) } },
      exchange: (world) => {
        const exchange = new Exchange(world, end);
        made.push(exchange);
        return exchange;
      },
    });
    return { told, calls: made[0]?.calls ?? [] };
  }

  test.each([
    ['somebody else at the address', STRANGER],
    ['nothing proved there', NOT_PROVED],
  ])('%s in the middle of it is not the last word when the machine has moved', async (_, end) => {
    const { told, calls } = await interrupted(end, true);
    readyAt(told, OTHER_V4);
    expect(told.ready?.hostKeys).toEqual([NEW_KEY]);
    expect(calls.slice(-2)).toEqual([`prepare at ${OTHER_V4}`, `complete at ${OTHER_V4}`]);
  });

  test('a connection that breaks in the middle of it is tried at the address that the machine has then', async () => {
    const { told, calls } = await interrupted(BROKEN, false);
    expect(told.ready?.hostKeys).toEqual([NEW_KEY]);
    expect(calls.filter((call) => call.startsWith('complete'))).toHaveLength(2);
    expect(told.reports).toContain('running; the connection is reset');
  });

  test.each([
    ['somebody else at the address', STRANGER, 'machine/web: the host presents another key', 'not-reachable'],
    ['nothing proved there', NOT_PROVED, NOT_PROVED.message, 'host-key-exchange'],
  ])('%s is final where the machine has not moved', async (_, end, message, code) => {
    const { told, calls } = await interrupted(end, false);
    expect(told.error).toMatchObject({ code, message });
    expect(calls.filter((call) => call.startsWith('complete'))).toHaveLength(1);
  });

  test.each(['tcp', 'http', 'mist'] as const)('%s: nobody logs in, so the injected key stays', async (level) => {
    let exchange: Exchange | null = null;
    const told = await play({
      level,
      hosts: { [V4]: {} },
      exchange: (world) => {
        exchange = new Exchange(world);
        return exchange;
      },
    });
    knowsKey(told);
    expect((exchange as Exchange | null)?.calls).toEqual([]);
  });
});

describe('what a row cannot do without', () => {
  test.each(LOGIN)('%s without a known host key is refused at once', async (level) => {
    const told = await play({ level, hosts: { [V4]: {} }, hostKey: null });
    expect(told.error instanceof Error ? told.error.message : '').toContain('trust-on-first-use: true');
    expect(told.asked).toEqual([]);
  });
});
