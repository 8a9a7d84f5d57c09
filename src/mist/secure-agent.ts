// TLS, apart from the rest because it takes time to load.
import type { AgentOptions, Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import { getCACertificates } from 'node:tls';

/** The authorities to trust: the usual ones (NODE_EXTRA_CA_CERTS included) and this one; null leaves Node's own choice. */
export function trusted(caCertificate: string | null): { readonly ca?: string[] } {
  return caCertificate === null ? {} : { ca: [...getCACertificates('default'), caCertificate] };
}

/** Connections over TLS with these options; certificates and host names are checked as Node does by itself. */
export function secureAgent(options: AgentOptions, caCertificate: string | null): PlainAgent {
  return new Agent({ ...options, ...trusted(caCertificate) });
}
