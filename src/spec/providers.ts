// What a backend row may say, provider by provider: ids and their older names, fields and the v1 request field of each.
import type { ProviderId } from '../model/spec.ts';

/**
 * One field of a backend. `request` is the name in `POST /api/v1/clouds`; `aliases` are spellings of 2014 and later that
 * are more than another way to join the same words (those are always accepted).
 */
export type BackendField = {
  readonly name: string;
  readonly request: string;
  readonly kind: 'text' | 'port' | 'flag';
  readonly required: boolean;
  readonly secret: boolean;
  readonly aliases: readonly string[];
  readonly describe: string;
};

/**
 * `source` says how sure the field names are: `recorded` were seen on the wire, `documented` are the fields of the
 * server's own model (mist.api, clouds/models.py, and API v2's credentials) and were not tried.
 */
export type ProviderSpec = {
  readonly names: readonly string[];
  readonly fields: readonly BackendField[];
  readonly source: 'recorded' | 'documented';
  /** True where the provider is a list of hosts (`hosts`), each opened with a key. */
  readonly hosts: boolean;
};

type Options = Partial<Pick<BackendField, 'kind' | 'required' | 'aliases'>>;

function field(name: string, request: string, describe: string, options: Options = {}): BackendField {
  return { name, request, kind: 'text', required: true, secret: false, aliases: [], describe, ...options };
}

function secret(name: string, request: string, describe: string, options: Options = {}): BackendField {
  return { ...field(name, request, describe, options), secret: true };
}

const optional = { required: false };
const apiKey = (...aliases: string[]) =>
  secret('api-key', 'apikey', 'API key.', { aliases: aliases.length > 0 ? aliases : ['backend-key'] });
const apiSecret = () => secret('api-secret', 'apisecret', 'API secret.', { aliases: ['backend-secret'] });
const region = () => field('region', 'region', 'Region, as the provider calls it.');
const username = (...aliases: string[]) =>
  field('username', 'username', 'User name.', { aliases: ['user', ...aliases] });
const password = (...aliases: string[]) => secret('password', 'password', 'Password.', { aliases });
const host = (...aliases: string[]) =>
  field('host', 'host', 'Host name or address, as the Mist server reaches it.', { aliases });

const TLS = [
  secret('tls-key', 'key_file', 'Client key for TLS, PEM.', { ...optional, aliases: ['key-file'] }),
  secret('tls-cert', 'cert_file', 'Client certificate for TLS, PEM.', { ...optional, aliases: ['cert-file'] }),
  secret('tls-ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
];
const LOGIN = [
  field('username', 'username', 'User name, where the host asks for one.', {
    ...optional,
    aliases: ['user', 'auth-user'],
  }),
  secret('password', 'password', 'Password of that user.', { ...optional, aliases: ['auth-password'] }),
];
const SHOW_ALL = field('show-all', 'show_all', 'Also list what is stopped.', { ...optional, kind: 'flag' });

function port(normally: number, ...aliases: string[]): BackendField {
  return field('port', 'port', `Port; ${normally} unless given.`, { ...optional, kind: 'port', aliases });
}

const OPENSTACK = [
  field('auth-url', 'url', 'URL of the identity service.', { aliases: ['url', 'api-url', 'backend-url'] }),
  username('backend-key'),
  password('backend-secret'),
  field('tenant', 'tenant', 'Tenant or project.', { aliases: ['tenant-name'] }),
  field('tenant-id', 'tenant_id', 'Id of the tenant.', optional),
  field('domain', 'domain', 'Domain of the user.', { ...optional, aliases: ['domain-name'] }),
  field('region', 'region', 'Region.', optional),
  field(
    'compute-endpoint',
    'compute_endpoint',
    'URL of the compute service, where it is not in the catalogue.',
    optional,
  ),
];

const CLUSTER = [
  host(),
  port(6443),
  ...LOGIN,
  secret('token', 'token', 'Bearer token.', optional),
  ...TLS,
  field('verify', 'verify', "Check the server's certificate.", { ...optional, kind: 'flag' }),
];

function documented(names: readonly string[], fields: readonly BackendField[]): ProviderSpec {
  return { names, fields, source: 'documented', hosts: false };
}

function recorded(names: readonly string[], fields: readonly BackendField[]): ProviderSpec {
  return { names, fields, source: 'recorded', hosts: false };
}

/** Every provider of API v2. */
export const PROVIDER_SPECS: Readonly<Record<ProviderId, ProviderSpec>> = {
  amazon: recorded(['ec2', 'aws'], [region(), apiKey(), apiSecret()]),
  azure: documented(
    ['azure_arm'],
    [
      field('tenant-id', 'tenant_id', 'Id of the tenant.'),
      field('subscription-id', 'subscription_id', 'Id of the subscription.'),
      secret('key', 'key', 'Id (client id) of the application.', { aliases: ['client-id', 'backend-key'] }),
      secret('secret', 'secret', 'Secret of the application.', { aliases: ['client-secret', 'backend-secret'] }),
    ],
  ),
  google: documented(
    ['gce', 'gcp'],
    [
      field('project-id', 'project_id', 'Id of the project.', { aliases: ['tenant-name'] }),
      field('email', 'email', 'E-mail of the service account.', { aliases: ['backend-key'] }),
      secret('private-key', 'private_key', 'Private key of the service account, PEM.', { aliases: ['backend-secret'] }),
    ],
  ),
  alibaba: documented(['aliyun_ecs', 'aliyun'], [region(), apiKey(), apiSecret()]),
  cloudsigma: documented([], [region(), username(), password()]),
  equinix: documented(
    ['equinixmetal', 'packet'],
    [apiKey(), field('project-id', 'project_id', 'Id of the project.', optional)],
  ),
  ibm: documented([], [username('backend-key'), apiKey('backend-secret')]),
  digitalocean: documented(
    ['digital_ocean'],
    [secret('token', 'token', 'API token.', { aliases: ['api-key', 'backend-key', 'backend-secret'] })],
  ),
  linode: documented([], [apiKey('backend-key', 'backend-secret', 'token')]),
  rackspace: documented([], [region(), username('backend-key'), apiKey('backend-secret')]),
  vultr: documented([], [apiKey('backend-key', 'backend-secret')]),
  openstack: documented([], OPENSTACK),
  onapp: documented(
    [],
    [
      host(),
      username(),
      apiKey(),
      field('verify', 'verify', "Check the server's certificate.", { ...optional, kind: 'flag' }),
    ],
  ),
  vsphere: documented(
    [],
    [
      host(),
      username(),
      password(),
      secret('ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
    ],
  ),
  vexxhost: documented([], OPENSTACK),
  kvm: { ...documented(['libvirt'], []), hosts: true },
  lxd: documented([], [host(), port(8443), ...LOGIN, ...TLS, SHOW_ALL]),
  docker: recorded([], [host('docker-host'), port(4243, 'docker-port'), ...LOGIN, ...TLS, SHOW_ALL]),
  kubevirt: documented([], CLUSTER),
  kubernetes: documented([], CLUSTER),
  openshift: documented([], CLUSTER),
  other: { ...recorded(['bare_metal', 'bare-metal'], []), hosts: true },
};

/** Names that once were, or never were, a provider of Mist, and what to write or use now. */
const GONE: Readonly<Record<string, string>> = {
  softlayer: 'SoftLayer is called `ibm` now',
  nephoscale: 'Mist dropped NephoScale; use another provider, e.g. `digitalocean` or `vultr`',
  hpcloud: 'HP closed its public cloud; use `openstack` for a private one, or another provider',
  vcloud: 'Mist dropped vCloud Director; use `vsphere`',
  indonesian_vcloud: 'Mist dropped vCloud Director; use `vsphere`',
  hostvirtual: 'Mist dropped HostVirtual; use another provider, e.g. `vultr`',
  maxihost: 'Mist dropped Maxihost; use `equinix` for bare metal',
  clearcenter: 'Mist dropped ClearCenter; use another provider',
  gig_g8: 'Mist dropped GiG G8; use another provider',
  hetzner: 'Mist has never had Hetzner; use `linode`, `vultr` or `digitalocean`',
  rackspace_first_gen: 'Rackspace closed its first-generation servers; use `rackspace`',
};

/** Hosts no machines of its own (clusters). */
export function isCluster(provider: ProviderId): boolean {
  return provider === 'kubernetes' || provider === 'openshift';
}

/** All ids that `provider:` takes, without the older names. */
export const PROVIDER_IDS: readonly ProviderId[] = Object.keys(PROVIDER_SPECS).filter(isProviderId);

function isProviderId(text: string): text is ProviderId {
  return Object.hasOwn(PROVIDER_SPECS, text);
}

/** The provider of that id or older name, what to use in place of a lost one, or null for an unknown word. */
export function findProvider(text: string): ProviderId | { readonly gone: string } | null {
  const name = text.toLowerCase();
  if (isProviderId(name)) return name;
  const found = PROVIDER_IDS.find((id) => PROVIDER_SPECS[id].names.includes(name));
  if (found !== undefined) return found;
  if (/^ec2[_:-]/.test(name))
    return { gone: 'regions are a field of their own: write `provider: amazon` and `region:`' };
  if (/^rackspace:/.test(name))
    return { gone: 'regions are a field of their own: write `provider: rackspace` and `region:`' };
  const gone = Object.hasOwn(GONE, name) ? GONE[name] : undefined;
  return gone === undefined ? null : { gone };
}

/** The field that a spelling means: `api-key`, `apikey`, `api_key` and `apiKey` are one. */
export function findField(provider: ProviderId, text: string): BackendField | null {
  const word = fold(text);
  const { fields } = PROVIDER_SPECS[provider];
  const byName = fields.find((one) => fold(one.name) === word || fold(one.request) === word);
  return byName ?? fields.find((one) => one.aliases.some((alias) => fold(alias) === word)) ?? null;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, '');
}
