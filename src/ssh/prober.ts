// Reachability from this process: a TCP connection, or an SSH login with the host key checked. Runs no command.
import { connect } from 'node:net';
import ssh2, { type ClientErrorExtensions } from 'ssh2';
import type { ProbeResult, Prober, SshTarget } from '../engine/ports.ts';
import { ActionError, CancelledError } from '../model/errors.ts';
import { type Limits, runAttempt } from './attempt.ts';
import { checkHostKey, offeredAlgorithms } from './host-key-check.ts';
import { type LoadedKey, loadPrivateKey } from './private-key.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection is reset',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ETIMEDOUT: 'the host does not answer',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up',
};

/** One line for a socket's error, from its code alone: messages repeat addresses in several forms. */
function socketReason(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? 'the connection failed' : (REASONS[code] ?? `the connection failed (${code})`);
}

function notYet(seen: string): ProbeResult {
  return { ok: false, final: false, seen };
}

function never(seen: string): ProbeResult {
  return { ok: false, final: true, seen };
}

/** False where the system would throw instead of trying: a probe never throws. */
function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

async function probeTcp(host: string, port: number, limits: Limits): Promise<ProbeResult> {
  if (!isPort(port)) return never(`${port} is no port`);
  return runAttempt(limits, (settle) => {
    const socket = connect({ host, port });
    socket.once('connect', () => settle({ ok: true, hostKey: null }));
    socket.on('error', (error) => settle(notYet(socketReason(error))));
    return { seen: () => `port ${port} does not answer`, close: () => socket.destroy() };
  });
}

/** What an error of ssh2 means for a login that had come as far as `seen`. */
function loginFailure(error: Error & ClientErrorExtensions, user: string, seen: string): ProbeResult {
  // cloud-init may still be installing the key, so a refusal is only what was seen last.
  if (error.level === 'client-authentication') return notYet(`the login of ${user} with the key is refused`);
  if (error.level === 'client-socket' || 'errno' in error) return notYet(`${seen}; ${socketReason(error)}`);
  return notYet(`${seen}; the SSH connection broke`);
}

function login(target: SshTarget, key: LoadedKey, limits: Limits): Promise<ProbeResult> {
  return runAttempt(limits, (settle) => {
    const { host, port, user } = target;
    let seen = `port ${port} does not answer`;
    let hostKey: string | null = null;
    // Without this, Nagle's algorithm and delayed acknowledgements cost a third of a second in each login.
    const socket = connect({ host, port, noDelay: true });
    socket.once('connect', () => {
      seen = `port ${port} is open, but no SSH banner came`;
    });
    const client = new ssh2.Client();
    client.on('handshake', () => {
      seen = `the SSH server is there, but the login of ${user} is not answered`;
    });
    client.on('ready', () => settle({ ok: true, hostKey }));
    client.on('error', (error) => settle(loginFailure(error, user, seen)));
    client.on('close', () => settle(notYet(`${seen}; the connection was closed`)));
    client.connect({
      sock: socket,
      username: user,
      privateKey: key.text,
      authHandler: ['publickey'],
      // The attempt has its own limit.
      readyTimeout: 0,
      algorithms: { serverHostKey: offeredAlgorithms(target.hostKey) },
      hostVerifier: (blob: Buffer): boolean => {
        const verdict = checkHostKey(target.hostKey, blob);
        if (verdict.ok) hostKey = verdict.key;
        else settle(never(verdict.refusal));
        return verdict.ok;
      },
    });
    socket.once('data', (chunk: Buffer) => {
      if (chunk.subarray(0, 4).toString('latin1') === 'SSH-')
        seen = 'an SSH banner came, but the key exchange is not done';
    });
    const close = (): void => {
      client.destroy();
      socket.destroy();
    };
    return { seen: () => seen, close };
  });
}

async function probeSsh(target: SshTarget, limits: Limits): Promise<ProbeResult> {
  if (!isPort(target.port)) return never(`${target.port} is no port`);
  try {
    return await login(target, loadPrivateKey(target.privateKey), limits);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return never(error instanceof ActionError ? error.message : 'the login cannot be tried');
  }
}

/**
 * The prober of this process. `seen` holds no address and no key, only fingerprints; only a wrong host key, an unusable
 * private key and an impossible port are final.
 */
export function createProber(): Prober {
  return {
    tcp: (host, port, timeoutMs, signal) => probeTcp(host, port, { timeoutMs, signal }),
    ssh: (target, timeoutMs, signal) => probeSsh(target, { timeoutMs, signal }),
  };
}
