// Where the server is and how to get there: the input `mist-url`, proxies, certificates, connections.
import { ActionError, InputError } from '../model/errors.ts';
import { openDirect } from './direct-network.ts';
import type { Network } from './network.ts';

/** The proxy variables of the process, upper or lower case; lower case wins, as in curl. */
export type ProxyEnv = Readonly<Record<string, string | undefined>>;

/**
 * The base URL in `mist-url`, a path prefix allowed. Throws InputError for what is no URL, carries a login, a query or
 * a fragment, or is plain http beyond this machine without `allowInsecureHttp`.
 */
export function parseServerUrl(url: string, allowInsecureHttp: boolean): URL {
  if (!URL.canParse(url))
    throw new InputError('mist-url', 'this is not a URL.', { hint: 'For example https://mist.example.com' });
  const base = new URL(url);
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    throw new InputError('mist-url', 'only https:// and http:// are possible.');
  }
  if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
    throw new InputError('mist-url', 'give the address only, without login, query or fragment.');
  }
  if (base.protocol === 'http:' && !isLoopback(base.hostname) && !allowInsecureHttp) {
    throw new InputError('mist-url', 'plain http would send the token and all keys readable over the network.', {
      hint: 'Use https, or set `allow-insecure-http: true` where the network is trusted.',
    });
  }
  return base;
}

/** True for this machine's own addresses, which never go through a proxy and may be plain http. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

/** The proxy for this server, or empty for none. Only the variable of the URL's own scheme counts. */
export function proxyFor(base: URL, env: ProxyEnv): string {
  if (isLoopback(base.hostname)) return '';
  const name = base.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return env[name] || env[name.toUpperCase()] || '';
}

/**
 * Keep-alive connections to one server, through undici where a proxy variable is for it. `caCertificate` (PEM) is
 * trusted besides the usual authorities. Throws ActionError when a proxy variable is no URL of a proxy; its value is
 * not repeated, it may hold a password.
 */
export function openNetwork(base: URL, env: ProxyEnv, caCertificate: string | null): Network {
  const proxy = proxyFor(base, env);
  if (proxy === '') return openDirect(base.protocol === 'https:', caCertificate);
  if (!isProxyUrl(proxy)) {
    throw new ActionError(
      'proxy',
      'user',
      'The proxy in HTTP_PROXY or HTTPS_PROXY cannot be used: it is not the URL of a proxy.',
    );
  }
  const choice = { proxy, noProxy: env.no_proxy || env.NO_PROXY || '', caCertificate };
  return openLater(() => import('./undici-network.ts').then(({ openProxied }) => openProxied(choice)));
}

/** True for the schemes that undici's proxy agent takes. */
function isProxyUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:', 'socks5:', 'socks:'].includes(new URL(text).protocol);
}

/** A network that is opened with its first request. */
function openLater(open: () => Promise<Network>): Network {
  let opened: Promise<Network> | null = null;
  const network = (): Promise<Network> => {
    opened ??= open();
    return opened;
  };
  return {
    exchange: async (...request) => (await network()).exchange(...request),
    close: async () => (await opened)?.close(),
  };
}
