// What the adapter makes of single recorded answers, written out by hand from the recordings: both series, every shape.

const AWS = 'f90a8a5b780d4a6ab33b529d3d1dde6a';
const CI_KEY = 'd4066ebdee6b4cc2bd4eacec23343753';
const OTHERS = '9eb6a7b8cf1a4a9f916a303469dae98b';

const bare = {
  cloudId: OTHERS,
  state: 'running',
  privateIps: [],
  sshPort: 22,
  tags: {},
  lease: null,
  createdAt: null,
  missing: false,
  costHourly: null,
  imageId: null,
  locationId: null,
  size: null,
};

const bareRow = (id: string, externalId: string, name: string, ip: string, keyIds: readonly string[]): object => ({
  ...bare,
  id,
  externalId,
  name,
  publicIps: [ip],
  hostname: ip,
  keyIds,
});

const arm = (id: string, kind: string, cpus: number, ramMb: number, priceHourly: number): object => ({
  id,
  externalId: kind,
  name: `${kind} - ${kind}`,
  cpus,
  ramMb,
  diskGb: 0,
  architecture: 'arm',
  priceHourly,
});

const debian = { osType: 'linux', osDistro: 'debian', architectures: ['x86'] };
const NO_CAPACITY =
  'Machine creation failed: EC2, got exception InsufficientInstanceCapacity: We currently do not have sufficient ' +
  'x1.32xlarge capacity in the Availability Zone you requested.';

/** Exchange and value, by file and position. */
export const EXACT: readonly (readonly [at: string, value: unknown])[] = [
  ['lease-life-47.json#0', [{ id: '0198d72f1fb64dab9586b016919a9445', name: 'aws1', provider: 'ec2', enabled: true }]],
  [
    'other-and-docker.json#0',
    [
      { id: AWS, name: 'aws1', provider: 'ec2', enabled: true },
      { id: 'dd3b0726e52740ac9f9de222d8a4c364', name: 'dock', provider: 'docker', enabled: true },
      { id: 'e995609b7c8640ddae430c8d9be173c2', name: 'others', provider: 'other', enabled: true },
    ],
  ],
  ['other-and-docker.json#3', { id: '2770fdd693dc4fb5869bd35684dac5b7' }],
  ['other-and-docker.json#1', undefined],
  ['v1-clouds.json#0', { id: '9ba58d1dde334990b5b9f6def9fa5a5c' }],
  [
    'lease-life-2023.json#1',
    [
      {
        id: 'a601dbda0f9b4d80b4dfbee70bf12fcd',
        name: 'ci-key',
        isDefault: true,
        machineIds: ['ff27f3461489431999ac5ef28e9fd6ad', 'edcfdb9b1dd8406b8e66da22c5386a46'],
      },
    ],
  ],
  [
    'lease-life-47.json#1',
    [
      {
        id: '82f1561337334b8589ed95a995ffa577',
        name: 'ci-key',
        isDefault: true,
        machineIds: ['f3ecddb8bdef4ac69e8d2031efdbfa26'],
      },
    ],
  ],
  ['v1-keys.json#1', { id: '7f63b68965424649959364861fe8353a' }],
  ['v1v2-47.json#10', { id: '43c4b6d820ce4d1f800a5b11cc58454f' }],
  ['v1-keys.json#9', '-----BEGIN RSA PRIVATE KEY-----(redacted)-----END RSA PRIVATE KEY-----'],
  ['v1-keys.json#13', undefined],
  [
    'lease-life-47.json#3',
    [
      arm('e3c43607aaca4d74a8b3d46f787a1f52', 'a1.2xlarge', 8, 16384, 0.204),
      arm('a644ab6fbcb04bff9bd90a4da7269527', 'a1.4xlarge', 16, 32768, 0.408),
      arm('a31cccd02e194cf9ae6b9bec73ddf03d', 'a1.large', 2, 4096, 0.051),
    ],
  ],
  ['other-and-docker.json#5', []],
  [
    'other-and-docker.json#6',
    [{ id: 'a53475a9c37b48b7a8739535b7c71b61', externalId: '', name: 'default', kind: 'zone' }],
  ],
  [
    'other-and-docker.json#4',
    [
      {
        ...debian,
        id: '89bb4dad114b4310972e4a4109fb9255',
        externalId: 'mist/debian-ssh',
        name: 'Debian Bullseye with SSH server',
      },
      { ...debian, id: '30e3efe27b5d4121a5597429d0e091a5', externalId: 'sha256:TOKEN2', name: 'debian:12' },
      {
        ...debian,
        id: 'a21e918336ae48bda5597dbc3ba69481',
        externalId: 'sha256:TOKEN2',
        name: 'mist/debian-ssh:latest',
      },
    ],
  ],
  [
    'expiration-and-tags.json#32',
    [
      {
        id: '5fe58762e47d49bda10b9f8e993135f1',
        externalId: 'i-339dca10a5752ff9d',
        name: 'exp-1',
        cloudId: AWS,
        state: 'running',
        publicIps: ['127.77.0.2'],
        privateIps: ['10.156.100.6'],
        hostname: '127.77.0.2',
        sshPort: 22,
        tags: { h: '', 'bad key!': 'a,b=c' },
        lease: { id: '4b41bc929ba84744a0f84c7f25c3461b', action: 'destroy', at: Date.UTC(2026, 10, 23, 3, 1, 42) },
        createdAt: Date.UTC(2026, 10, 23, 3, 0, 49),
        missing: false,
        costHourly: 0.0116,
        keyIds: [CI_KEY],
        imageId: '9c59383ee8fe456b93bbfd1377839656',
        locationId: '200f7ea28e9544beb37ff659491aaf4a',
        size: 't2.micro - t2.micro',
      },
    ],
  ],
  [
    'other-and-docker.json#25',
    [
      bareRow('a35d7693f48448018913c79da414b210', '67703e90c16b484e9486073d08d3c4f9', 'bare0', '127.77.0.49', [CI_KEY]),
      bareRow('3f5e31a4d8cb4f419ad38ceaf6ef6d58', 'a3b0912e365e40ba830b20841bb67fbb', 'bare1', '127.77.0.50', [CI_KEY]),
      bareRow('66db87caf27b494198ef9681787353ae', '4171c7f7c2574f8080fc3af0276aad7b', 'bare4', '127.77.0.52', []),
      bareRow('3b8e6bb2f655419db1f0ed29398faf28', '108af460f6ad4a9699ca4ab7d41a7a42', 'bare1', '127.77.0.50', []),
    ],
  ],
  ['v1-machines-create.json#10', []],
  [
    'create-failures.json#16',
    { id: '5cb8592d791e43b198ddb7f55ae1b375', created: false, externalId: null, error: NO_CAPACITY, finished: true },
  ],
  [
    'lease-life-2023.json#16',
    {
      id: 'da9a85fa1cbc43cb8b317ae9b8c8aef0',
      created: true,
      externalId: 'i-183e8daaf60daa82b',
      error: null,
      finished: true,
    },
  ],
  [
    'lease-life-47.json#8',
    { id: '002ba50ff48745c1a1fd6aa637d624cb', created: false, externalId: null, error: null, finished: false },
  ],
  [
    'lease-life-2023.json#17',
    [
      {
        id: 'a3270acf1c8542b2a89bf97725d7bf2f',
        name: 'ma-abc123-pr-77-web-0a1b2c3d-expiration-i-18-e07600',
        enabled: true,
        at: Date.UTC(2026, 10, 23, 4, 53, 20),
        machineIds: ['3e25eb52ee474416955a8ea01765cb03'],
      },
    ],
  ],
  [
    'lease-life-2023.json#27',
    [
      { action: 'machine_creation_finished', at: 1795406010675 },
      { action: 'create_machine', at: 1795406000271 },
      { action: 'sending_create_machine_request', at: 1795406000268 },
    ].map((entry) => ({
      ...entry,
      jobId: 'da9a85fa1cbc43cb8b317ae9b8c8aef0',
      machineName: 'ma-abc123-pr-77-web-0a1b2c3d',
      word: null,
    })),
  ],
  ['lease-life-2023.json#18', undefined],
  ['lease-life-2023.json#28', undefined],
  ['lease-life-2023.json#31', undefined],
  ['v1-auth.json#9', { id: '6b03a7fba41ff9ebf435dbc7', token: 'TOKEN2' }],
  ['lease-life-47.json#5', { jobId: '002ba50ff48745c1a1fd6aa637d624cb' }],
  [
    'other-and-docker.json#7',
    {
      cloudId: '2770fdd693dc4fb5869bd35684dac5b7',
      imageId: 'a21e918336ae48bda5597dbc3ba69481',
      sizeId: null,
      locationId: null,
      keyId: null,
      name: 'dk1',
    },
  ],
  [
    'v2-machines-create.json#10',
    {
      cloudId: AWS,
      imageId: '895feb10fa8046eaa0f2422705f10a3f',
      sizeId: 'cc6783ccc46a4ec4a87f68f3d9bd5028',
      locationId: '200f7ea28e9544beb37ff659491aaf4a',
      keyId: CI_KEY,
      name: 'v2-m1',
    },
  ],
];
