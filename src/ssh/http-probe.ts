// One HTTP(S) GET to a machine's own address: only the status of the answer is looked at, and no other host is ever asked.
import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIPv6 } from 'node:net';
import { getCACertificates } from 'node:tls';
import type { HttpTarget, ProbeResult } from '../engine/ports.ts';
import { type Limits, runAttempt } from './attempt.ts';
import { isPort, never, notYet, socketReason } from './socket-reason.ts';

/** OpenSSL's and Node's codes for a certificate that is not to be trusted, or not for this name. */
const CERTIFICATE = /CERT|ISSUER|SIGNATURE|HOSTNAME_MISMATCH/;
const NO_TLS = /^(?:EPROTO|ERR_SSL_)/;

/** The name that the request speaks of, with the port where it is not the scheme's own (RFC 9110 section 7.2). */
function hostHeader({ host, hostName, port, secure }: HttpTarget): string {
  const name = hostName ?? (isIPv6(host) ? `[${host}]` : host);
  return port === (secure ? 443 : 80) ? name : `${name}:${port}`;
}

/**
 * An agent of its own each time: no connection is kept, and no proxy of the environment is asked. The certificate must be
 * good for the name, or for the address where there is no name, whatever the environment says about TLS.
 */
function ask(target: HttpTarget, caCertificate: string | null): ClientRequest {
  const { host, hostName, port, path, secure } = target;
  const headers = { host: hostHeader(target), 'user-agent': 'mist-action', accept: '*/*', connection: 'close' };
  const options = { host, port, path, headers, agent: false, method: 'GET' };
  if (!secure) return plainRequest(options);
  const trust = caCertificate === null ? {} : { ca: [...getCACertificates('default'), caCertificate] };
  const name = hostName === null ? {} : { servername: hostName };
  return tlsRequest({ ...options, ...trust, ...name, rejectUnauthorized: true });
}

function judge(port: number, status: number): ProbeResult {
  if (status >= 200 && status <= 399) return { ok: true, hostKey: null };
  return notYet(`port ${port} answers with the HTTP status ${status}`);
}

/** One line from the error's code alone: messages repeat names, addresses and bytes of the answer. */
function failureOf(port: number, error: Error, connected: boolean): ProbeResult {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HPE_')) return notYet(`what answers on port ${port} is not HTTP`);
  if (CERTIFICATE.test(code)) return notYet(`the TLS certificate on port ${port} is not trusted (${code})`);
  if (NO_TLS.test(code)) return notYet(`what answers on port ${port} is not TLS`);
  if (connected) return notYet(`port ${port} is open, but the connection ended without an answer`);
  return notYet(socketReason(error));
}

/**
 * Asks once. Any status from 200 to 399 is ok; a redirect is an answer and is not followed. The body is not read. Rejects
 * with CancelledError only. `caCertificate` (PEM) is trusted besides the usual authorities.
 */
export function probeHttp(target: HttpTarget, caCertificate: string | null, limits: Limits): Promise<ProbeResult> {
  const { port, secure } = target;
  if (!isPort(port)) return Promise.resolve(never(`${port} is no port`));
  return runAttempt<ProbeResult>(
    limits,
    (settle) => {
      let connected = false;
      const request = ask(target, caCertificate);
      request.once('socket', (socket) => {
        socket.once('connect', () => {
          connected = true;
        });
      });
      request.once('response', (response) => settle(judge(port, response.statusCode ?? 0)));
      // A status of 101 to a request that asked for no other protocol.
      request.once('upgrade', () => settle(judge(port, 101)));
      request.on('error', (error) => settle(failureOf(port, error, connected)));
      request.end();
      const what = secure ? 'TLS and HTTP' : 'HTTP';
      const seen = (): string =>
        connected ? `port ${port} is open, but no answer by ${what} came` : `port ${port} does not answer`;
      return { seen, close: () => request.destroy() };
    },
    notYet,
  );
}
