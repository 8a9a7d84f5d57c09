// One attempt per wait level: what is asked of a machine that its provider calls running, and what is shown when it fails.
import { hostKeySha256 } from '../model/host-key.ts';
import { machineAddress } from '../model/machine-address.ts';
import type { ObservedMachine } from '../model/observed.ts';
import type { WaitRef } from '../model/spec.ts';
import { CLOUD_INIT_LOOK, CLOUD_INIT_OUTPUT, readCloudInitLook, shortLine } from './cloud-init.ts';
import { beforeDeadline, LATE } from './deadline.ts';
import type { ProbeResult, RemoteCommand, RemoteResult, SshTarget } from './ports.ts';
import type { ReadyInput } from './ready.ts';
import type { World } from './world.ts';

/** What attempts have in common: the row, its times, and the host key as far as it is known by now. */
export type Contact = {
  readonly input: ReadyInput;
  /** Narrowed to the exact key by the first login: a host that changes it between two attempts is a stranger. */
  hostKey: SshTarget['hostKey'] | null;
  /** What the exchange at the first login has answered; null before it, or where there is none. */
  exchanged: readonly string[] | null;
};

const PROBE_TIMEOUT_MS = 10_000;
/** A login, and some small files. */
const LOOK_TIMEOUT_MS = 20_000;
/** A command that hangs must not use up the whole wait: a machine that reboots never answers it. */
const COMMAND_TIMEOUT_MS = 60_000;

/** In words, for `not <this> after 90 s`. */
export function wantedBy(wait: WaitRef): string {
  switch (wait.level) {
    case 'cloud-init':
      return 'through with cloud-init';
    case 'http':
      return `answering HTTP on port ${wait.http.port}`;
    case 'command':
      return 'ready by its command';
    case 'ssh':
      return wait.from === 'mist' ? 'reachable by ssh from the Mist server' : 'reachable by ssh';
    default:
      return `reachable by ${wait.level}`;
  }
}

/** Levels whose attempts cost the machine or the server more than a packet are repeated less often, up to every 5 s. */
export function pauseAfter(wait: WaitRef, waitedMs: number): number {
  const cheap = wait.level === 'tcp' || wait.level === 'http' || (wait.level === 'ssh' && wait.from === undefined);
  return cheap ? 1_000 : Math.min(5_000, Math.max(1_000, waitedMs * 0.15));
}

function refused(seen: string): ProbeResult {
  return { ok: false, final: true, seen };
}

function timeLeft(world: World, input: ReadyInput, most: number): number {
  return Math.min(most, Math.max(1, input.deadline - world.clock.elapsed()));
}

/** One attempt by the row's level; never `running`, which is not probed. */
export async function attempt(world: World, contact: Contact, machine: ObservedMachine): Promise<ProbeResult> {
  const { input } = contact;
  const { wait } = input.desired;
  if (wait.level === 'ssh' && wait.from === 'mist') return fromMist(world, input, machine);
  const host = machineAddress(machine);
  if (host === null) return { ok: false, final: false, seen: 'no address' };
  const timeout = timeLeft(world, input, PROBE_TIMEOUT_MS);
  if (wait.level === 'http') return world.prober.http({ ...wait.http, host }, timeout, world.signal);
  if (wait.level === 'tcp') return world.prober.tcp(host, portOf(input, machine), timeout, world.signal);
  const target = targetOf(contact, machine, host);
  return 'ok' in target ? target : login(world, contact, target);
}

/** The port of the row's SSH server: as written, else as Mist reports it. */
export function portOf(input: ReadyInput, machine: ObservedMachine): number {
  return input.desired.port ?? machine.sshPort ?? 22;
}

function targetOf(contact: Contact, machine: ObservedMachine, host: string): SshTarget | ProbeResult {
  const { input, hostKey } = contact;
  if (input.key === null) return refused('it has no key to log in with; give the row a `key:`, or `wait: tcp`');
  if (hostKey === null)
    return refused('its host key is not known; set `trust-on-first-use: true` to pin the one that answers');
  const { user, key, via } = input;
  const login = { host, port: portOf(input, machine), user, privateKey: key.privateKey, hostKey };
  return via === undefined ? login : { ...login, via };
}

async function login(world: World, contact: Contact, target: SshTarget): Promise<ProbeResult> {
  const { input } = contact;
  const { wait } = input.desired;
  const timeout = timeLeft(world, input, PROBE_TIMEOUT_MS);
  if (input.exchange !== null && contact.exchanged === null) {
    const first = await input.exchange.prepare(target, timeout);
    if (!first.ok) return first;
    input.report('running; exchanging its host key');
    const done = await input.exchange.complete(target);
    if (!done.ok) return done;
    contact.exchanged = done.hostKeys;
    const sha256 = contact.exchanged.map(hostKeySha256);
    contact.hostKey = { sha256 };
    if (wait.level === 'ssh') return first;
    return login(world, contact, { ...target, hostKey: contact.hostKey });
  }
  if (wait.level === 'cloud-init') return cloudInit(world, contact, target);
  if (wait.level === 'command') return command(world, contact, target, wait.command);
  return world.prober.ssh(target, timeout, world.signal);
}

/** Runs a script; the host key that was presented is from then on the only one. */
async function runOn(
  world: World,
  contact: Contact,
  target: SshTarget,
  command: RemoteCommand,
): Promise<Extract<RemoteResult, { ran: true }> | ProbeResult> {
  const result = await world.shell.run(target, command, world.signal);
  if (!result.ran) return { ok: false, final: result.final, seen: result.seen };
  if (contact.exchanged === null) contact.hostKey = { key: result.hostKey };
  return result;
}

async function cloudInit(world: World, contact: Contact, target: SshTarget): Promise<ProbeResult> {
  const { input } = contact;
  const timeoutMs = timeLeft(world, input, LOOK_TIMEOUT_MS);
  const result = await runOn(world, contact, target, { script: CLOUD_INIT_LOOK, timeoutMs });
  if ('ok' in result) return result;
  const look = readCloudInitLook(result.stdout);
  if (look.is !== 'done') return { ok: false, final: look.is === 'failed', seen: look.seen };
  for (const warning of look.warnings) world.log.warning(`${input.desired.address}: cloud-init says ${warning}`);
  return { ok: true, hostKey: result.hostKey };
}

async function command(world: World, contact: Contact, target: SshTarget, script: string): Promise<ProbeResult> {
  const last = new LastLine();
  const timeoutMs = timeLeft(world, contact.input, COMMAND_TIMEOUT_MS);
  const onOutput = ({ text }: { readonly text: string }): void => last.add(text);
  const result = await runOn(world, contact, target, { script, timeoutMs, onOutput });
  if ('ok' in result) return result;
  const { exitCode, signal, hostKey } = result;
  if (exitCode === 0) return { ok: true, hostKey };
  const how = exitCode === null ? `the command was ended by SIG${signal}` : `the command ended with ${exitCode}`;
  const said = last.line === '' ? '' : `: ${last.line}`;
  return { ok: false, final: false, seen: `${how}${said}` };
}

/** What is kept of a line that has not ended; far more than is ever shown. */
const LONGEST_REST = 10_000;

/** The last line with text in it of a stream of chunks, whatever its length. */
class LastLine {
  #rest = '';
  #line = '';

  add(text: string): void {
    const lines = `${this.#rest}${text}`.split(/[\r\n]+/);
    this.#rest = (lines.pop() ?? '').slice(-LONGEST_REST);
    const full = lines.map(shortLine).findLast((line) => line !== '');
    if (full !== undefined) this.#line = full;
  }

  get line(): string {
    return shortLine(this.#rest) || this.#line;
  }
}

/** The Mist server has limits of its own; this wait's may be shorter. */
async function fromMist(world: World, input: ReadyInput, machine: ObservedMachine): Promise<ProbeResult> {
  const answer = await beforeDeadline(world, input.deadline, world.reader.probe(machine.id));
  return answer === LATE ? { ok: false, final: false, seen: 'the probe of the Mist server has not ended' } : answer;
}

const OUTPUT_TIMEOUT_MS = 10_000;
/** Near the limit of what a shell keeps, the end of it may be half a line. */
const MOST_OUTPUT = 60_000;

/**
 * What the machine printed while it booted, where a login shows it; never throws but for cancellation. The API of Mist
 * gives no text of consoles, only links to screens.
 */
export async function showBootOutput(world: World, contact: Contact, machine: ObservedMachine | null): Promise<void> {
  const { input } = contact;
  const host = machine === null ? null : machineAddress(machine);
  const { level } = input.desired.wait;
  if (machine === null || host === null || !SHOWS_OUTPUT.includes(level)) return;
  const target = targetOf(contact, machine, host);
  // A first contact is made for what the row waits for, never to explain.
  if ('ok' in target || target.hostKey === 'first') return;
  const result = await runOn(world, contact, target, { script: CLOUD_INIT_OUTPUT, timeoutMs: OUTPUT_TIMEOUT_MS });
  const text = 'ok' in result ? '' : result.stdout.trimEnd();
  if (text === '' || text.length > MOST_OUTPUT) return;
  world.log.section(`${input.desired.address}: the last lines of /var/log/cloud-init-output.log`, text);
}

/** Where a login has worked or may work although the wait has failed. */
const SHOWS_OUTPUT: readonly string[] = ['cloud-init', 'command', 'http'];
