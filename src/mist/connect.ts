// The Mist adapter: the one place that knows how to talk to a Mist server. It decides nothing; the engine does.
import type { Clock, Log, MistReader, MistWriter } from '../engine/ports.ts';
import { CancelledError } from '../model/errors.ts';
import type { Secret } from '../model/spec.ts';
import { openNetwork, type ProxyEnv, parseServerUrl } from './address.ts';
import { type Calls, makeCalls } from './calls.ts';
import type { Network } from './network.ts';
import { makeReader } from './reads.ts';
import { makeSeries, type SeriesName } from './series.ts';
import { type MistTokens, makeTokens } from './tokens.ts';
import { makeTransport, type Transport } from './transport.ts';
import { makeWriter } from './writes.ts';

export type ConnectOptions = {
  /** The input `mist-url`, or a sandbox's URL. */
  readonly url: string;
  /** Null only to mint one. */
  readonly token: Secret | null;
  readonly clock: Clock;
  /** Uniform in [0, 1): jitter between retries. */
  readonly random: () => number;
  readonly log: Pick<Log, 'debug' | 'mask'>;
  /** Ends every call with CancelledError. */
  readonly signal: AbortSignal;
  /** PEM text of an authority to trust besides the usual ones. */
  readonly caCertificate: string | null;
  readonly allowInsecureHttp: boolean;
  readonly proxyEnv: ProxyEnv;
  /** Stands in for the network in tests and simulation; the caller closes it. */
  readonly network?: Network;
};

export type MistConnection = {
  readonly reader: MistReader;
  readonly writer: MistWriter;
  readonly tokens: MistTokens;
  /** Which series answers; null until a list told it. */
  series(): SeriesName | null;
  /** Drops all connections, so that the process can end. What is under way fails, and is not asked again. */
  close(): Promise<void>;
};

/** Connects to one server; no request is made yet. Throws InputError when the URL must not be used. */
export function connectMist(options: ConnectOptions): MistConnection {
  const base = parseServerUrl(options.url, options.allowInsecureHttp);
  const network = options.network ?? openNetwork(base, options.proxyEnv, options.caCertificate);
  const series = makeSeries();
  let closed = false;
  // What was under way when the connection was closed would else be asked again, of a server that nobody waits for.
  const pause: Clock['sleep'] = async (ms, signal) => {
    if (!closed) await options.clock.sleep(ms, signal);
    if (closed) throw new CancelledError();
  };
  const retrying = { ...options, clock: { elapsed: () => options.clock.elapsed(), sleep: pause } };

  const bind = (token: Secret | null): { readonly transport: Transport; readonly calls: Calls } => {
    const transport = makeTransport({ ...options, network, token });
    const credentials = token === null ? '`mist-email` and `mist-password`' : '`mist-token`';
    const server = { base, token: () => token?.reveal() ?? null, credentials };
    return { transport, calls: makeCalls(transport, server, retrying) };
  };

  const { transport, calls } = bind(options.token);
  return {
    reader: makeReader({ calls, log: options.log, clockOffsetMs: transport.clockOffsetMs, series }),
    writer: makeWriter(calls),
    tokens: makeTokens((token) => bind(token).calls, calls, options.log),
    series: series.name,
    async close() {
      closed = true;
      if (options.network === undefined) await network.close();
    },
  };
}
