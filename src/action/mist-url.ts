// Which Mist server the step talks to, and whether the way there is safe enough for a token.
import { InputError } from '../model/errors.ts';

/** The embedded server, or a real one: `url` has no trailing slash, query or credentials. */
export type MistTarget =
  | { readonly kind: 'sandbox' }
  /** `plain` is true for http to another machine: the caller warns that token and keys travel readable. */
  | { readonly kind: 'server'; readonly url: string; readonly plain: boolean };

const NAME = 'mist-url';
const FORMS = 'Give the URL of your Mist server, e.g. `https://mist.example.com`, or `sandbox`.';

/**
 * Checks the input `mist-url`. Throws InputError for what is no URL, holds credentials or a query, or would send the
 * token over plain http to another machine without `allow-insecure-http`. The value is never repeated in the message
 * when it holds credentials.
 */
export function parseMistUrl(text: string, allowInsecureHttp: boolean): MistTarget {
  if (text === '') throw new InputError(NAME, `it is required. ${FORMS}`);
  if (text === 'sandbox') return { kind: 'sandbox' };
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InputError(NAME, `it is no http or https URL. ${FORMS}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      NAME,
      'it holds credentials. Give them in `mist-token`, or in `mist-email` and `mist-password`.',
    );
  }
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
    throw new InputError(NAME, 'it has a query or fragment; only the address of the server is wanted.');
  }
  const plain = url.protocol === 'http:' && !isLoopback(url.hostname);
  if (plain && !allowInsecureHttp) {
    throw new InputError(
      NAME,
      `plain http to ${url.hostname} would send token and keys readable. Use https, or accept it with \`allow-insecure-http: true\`.`,
    );
  }
  return { kind: 'server', url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, plain };
}

/** Names and addresses that never leave this machine. `URL` has brought every spelling of an address to one form. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
