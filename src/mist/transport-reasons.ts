// Why no answer came, in words. Made from error codes alone: messages of sockets, TLS and proxies may hold credentials.

const REACH = 'Is `mist-url` right, and can this runner reach it?';
const TRUST = 'A server with its own certificate authority needs its certificate in `ca-certificate`.';

const REASONS: Readonly<Record<string, readonly [reason: string, hint?: string]>> = {
  ENOTFOUND: ['the host name does not resolve', REACH],
  EAI_AGAIN: ['the host name could not be resolved now', REACH],
  ECONNREFUSED: ['the connection was refused', REACH],
  EHOSTUNREACH: ['there is no route to the host', REACH],
  ENETUNREACH: ['there is no route to the network', REACH],
  ETIMEDOUT: ['the connection timed out', REACH],
  UND_ERR_CONNECT_TIMEOUT: ['the connection timed out', REACH],
  UND_ERR_PRX_CONN: ['the proxy closed the connection', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
  UND_ERR_PRX_TLS: ["the proxy's certificate is not valid", 'Check HTTPS_PROXY.'],
  UND_ERR_ABORTED: ['the proxy refused to connect', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
  ECONNRESET: ['the connection was reset'],
  EPIPE: ['the connection was closed while sending'],
  CLOSED_EARLY: ['the connection was closed before the answer was complete'],
  UND_ERR_SOCKET: ['the connection was closed before the answer was complete'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['the connection was closed before the answer was complete'],
  CERT_HAS_EXPIRED: ["the server's certificate has expired"],
  CERT_NOT_YET_VALID: ["the server's certificate is not valid yet"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["the server's certificate is self-signed", TRUST],
  SELF_SIGNED_CERT_IN_CHAIN: ["the server's certificate authority is not trusted", TRUST],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["the server's certificate authority is not trusted", TRUST],
  UNABLE_TO_GET_ISSUER_CERT: ["the server's certificate authority is not trusted", TRUST],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["the server's certificate authority is not trusted", TRUST],
  ERR_TLS_CERT_ALTNAME_INVALID: ["the server's certificate is for another host name", REACH],
  ERR_SSL_WRONG_VERSION_NUMBER: ['the server does not speak TLS on this port', REACH],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['the server does not speak TLS on this port', REACH],
};

/** Reason and hint for what a socket, TLS or undici threw. */
export function reasonOf(error: unknown): { readonly reason: string; readonly hint: string } {
  const code = codeOf(error);
  const [reason, hint] = (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined) ?? [
    code === '' ? 'the request failed' : `the request failed (${code})`,
  ];
  return { reason, hint: hint ?? 'The network or the server may be in trouble: look there before you run again.' };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  // Only the form that codes have: whatever else a library puts here stays inside.
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : '';
}
