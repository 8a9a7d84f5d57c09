// The network through a proxy, and through any other dispatcher of undici. Loaded only then: it is large and slow to start.
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { CONNECT_TIMEOUT_MS, CONNECTIONS } from './direct-network.ts';
import type { Network } from './network.ts';
import { trusted } from './secure-agent.ts';

export type ProxyChoice = {
  readonly proxy: string;
  /** `NO_PROXY` as it was given. */
  readonly noProxy: string;
  readonly caCertificate: string | null;
};

/** Opens the network behind a proxy; hosts in `noProxy` are reached directly. Throws when the proxy is not usable. */
export function openProxied({ proxy, noProxy, caCertificate }: ProxyChoice): Network {
  const tls = trusted(caCertificate);
  const agent = new EnvHttpProxyAgent({
    // Empty texts keep undici from looking at this process's environment by itself.
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy,
    connections: CONNECTIONS,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { ...tls, timeout: CONNECT_TIMEOUT_MS },
    requestTls: tls,
    proxyTls: tls,
  });
  return overDispatcher(agent);
}

/** A network on a dispatcher, which `close` destroys. */
export function overDispatcher(dispatcher: Dispatcher): Network {
  return {
    async exchange({ method, origin, path, headers, body }, stop, markSent) {
      const response = await request(`${origin}${path}`, {
        dispatcher: dispatcher.compose(watchSending(stop, markSent)),
        method: method as Dispatcher.HttpMethod,
        signal: stop,
        body,
        headers,
      });
      return { status: response.statusCode, headers: response.headers, body: response.body };
    },
    close: () => dispatcher.destroy(),
  };
}

/**
 * undici calls `onRequestStart` synchronously between picking a connected socket (TLS done) and writing to it; when the
 * request is aborted there, nothing is written. The real handler goes first, because it aborts what was given up while
 * connecting. A second start would be a resend: it is refused.
 */
function watchSending(stop: AbortSignal, markSent: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  let started = false;
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        if (started || stop.aborted) {
          controller.abort(new Error('stopped'));
          return;
        }
        started = true;
        handler.onRequestStart?.(controller, context);
        if (!controller.aborted && !markSent()) controller.abort(new Error('refused'));
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}
