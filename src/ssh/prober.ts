// Reachability from this process: a TCP connection, an SSH login with the host key checked, or an HTTP answer. Runs no command.
import { connect } from 'node:net';
import type { ProbeResult, Prober, SshTarget } from '../engine/ports.ts';
import { type Limits, runAttempt } from './attempt.ts';
import { isPort, never, notYet, socketReason } from './socket-reason.ts';

async function probeTcp(host: string, port: number, limits: Limits): Promise<ProbeResult> {
  if (!isPort(port)) return never(`${port} is no port`);
  return runAttempt<ProbeResult>(
    limits,
    (settle) => {
      const socket = connect({ host, port });
      socket.once('connect', () => settle({ ok: true, hostKey: null }));
      socket.on('error', (error) => settle(notYet(socketReason(error))));
      return { seen: () => `port ${port} does not answer`, close: () => socket.destroy() };
    },
    notYet,
  );
}

async function probeSsh(target: SshTarget, limits: Limits): Promise<ProbeResult> {
  const { prepareLogin, startLogin } = await import('./login.ts');
  const key = await prepareLogin(target);
  if ('ok' in key) return key;
  return runAttempt<ProbeResult>(
    limits,
    (settle) => startLogin(target, key, { ready: (_client, hostKey) => settle({ ok: true, hostKey }), failed: settle }),
    notYet,
  );
}

/**
 * The prober of this process. `seen` holds no address and no key, only fingerprints; only a wrong host key, an unusable
 * private key and an impossible port are final. `caCertificate` (PEM) is trusted beside the usual authorities for HTTPS.
 */
export function createProber(caCertificate: string | null = null): Prober {
  return {
    tcp: (host, port, timeoutMs, signal) => probeTcp(host, port, { timeoutMs, signal }),
    prepare: () => {
      // A module that cannot be loaded is the attempt's to tell.
      import('./login.ts').catch(() => undefined);
    },
    ssh: (target, timeoutMs, signal) => probeSsh(target, { timeoutMs, signal }),
    // With it comes TLS, which takes longer to load than all else here.
    http: async (target, timeoutMs, signal) => {
      const { probeHttp } = await import('./http-probe.ts');
      return probeHttp(target, caCertificate, { timeoutMs, signal });
    },
  };
}
