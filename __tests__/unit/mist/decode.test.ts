// Decoders, field by field: both series, both interfaces, and what each refuses by name.
import { describe, expect, test } from '@jest/globals';
import { decodeCloud, decodeKey, decodeSchedule } from '../../../src/mist/decode-accounts.ts';
import { decodeImage, decodeLocation, decodeSize } from '../../../src/mist/decode-catalog.ts';
import { decodeMachine } from '../../../src/mist/decode-machines.ts';
import { asRow, type Row } from '../../../src/mist/wire.ts';
import { ApiError } from '../../../src/model/errors.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const asked = { method: 'GET', route: '/api/v1/x', status: 200 };
/** Through JSON, as answers come: what is undefined here is absent there. */
const row = (fields: object): Row => asRow(asked, 'x[0]', JSON.parse(JSON.stringify(fields)));

const machine = {
  id: A,
  name: 'web',
  external_id: 'i-1',
  cloud: B,
  state: 'running',
  public_ips: ['203.0.113.5'],
  private_ips: [],
  created: '2026-11-23 02:45:11',
  ssh_port: 22,
  missing_since: '',
  cost: { hourly: 0.0116, monthly: 8.352 },
};

function refusal(decode: () => unknown): ApiError {
  try {
    decode();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** A name that some scope may have given. */
const OURS = { name: 'ma-0a1b2c-pr-42-web-00000000' };

describe('machines', () => {
  const cases: readonly [string, object, object][] = [
    ['2023 v1', {}, { externalId: 'i-1', sshPort: 22, missing: false, lease: null, tags: {}, keyIds: [] }],
    ['4.7 v1', { external_id: undefined, machine_id: 'i-9' }, { externalId: 'i-9' }],
    [
      'v2',
      { ssh_port: undefined, ports: { ssh: 2222 }, missing_since: null, created: '2026-11-23T02:45:11Z' },
      { sshPort: 2222, missing: false, createdAt: Date.UTC(2026, 10, 23, 2, 45, 11) },
    ],
    ['gone from the provider', { missing_since: '2026-11-23 02:00:00' }, { missing: true }],
    ['a state of tomorrow', { state: 'hibernating' }, { state: 'unknown' }],
    ['no state', { state: '' }, { state: 'unknown' }],
    ['a prototype name as state', { state: 'constructor' }, { state: 'unknown' }],
    [
      'lease, UTC without zone',
      { expiration: { id: B, action: 'destroy', date: '2030-01-01T00:00:00', notify: 0 } },
      { lease: { id: B, action: 'destroy', at: Date.UTC(2030, 0, 1) } },
    ],
    ['no lease, said with a text', { expiration: '' }, { lease: null }],
    ['no lease, said with an empty object', { expiration: {} }, { lease: null }],
    [
      'tags without value, numbers',
      { tags: { h: null, n: 7, b: true, t: 'x' } },
      { tags: { h: '', n: '7', b: 'true', t: 'x' } },
    ],
    [
      'associations as map',
      { key_associations: { q: { key: 'k1' }, r: { key: 'k1' }, s: { key: 'k2' } } },
      { keyIds: ['k1', 'k2'] },
    ],
    ['associations as list', { key_associations: [{ key: 'k1' }] }, { keyIds: ['k1'] }],
    ['a price', {}, { costHourly: 0.0116 }],
    ['0 on a running machine is no price', { cost: { hourly: 0 } }, { costHourly: null }],
    ['0 on an ended machine', { state: 'terminated', cost: { hourly: 0 } }, { state: 'terminated', costHourly: 0 }],
    ['0 on a stopped machine', { state: 'stopped', cost: { hourly: 0 } }, { costHourly: 0 }],
    ['no cost at all', { cost: undefined }, { costHourly: null }],
    ['created unknown', { created: 'None' }, { createdAt: null }],
    ['a host without name and provider id', { name: '', external_id: null }, { name: '', externalId: '' }],
    ['empty references', { image: '', location: '', size: '' }, { imageId: null, locationId: null, size: null }],
  ];

  test.each(cases)('%s', (_, change, expected) => {
    expect(decodeMachine(row({ ...machine, ...change }))).toMatchObject(expected);
  });

  const bad: readonly [object, string][] = [
    [{ id: undefined }, 'x[0].id'],
    [{ id: 'i-1' }, 'x[0].id'],
    [{ id: A.toUpperCase() }, 'x[0].id'],
    [{ cloud: 'aws1' }, 'x[0].cloud'],
    [{ name: undefined }, 'x[0].name'],
    [{ name: 7 }, 'x[0].name'],
    [{ external_id: undefined }, 'x[0].external_id or machine_id'],
    [{ state: undefined }, 'x[0].state'],
    [{ public_ips: undefined }, 'x[0].public_ips'],
    [{ public_ips: '203.0.113.5' }, 'x[0].public_ips'],
    [{ private_ips: [7] }, 'x[0].private_ips[0]'],
    [{ tags: [] }, 'x[0].tags'],
    [{ tags: { a: {} } }, 'x[0].tags'],
    [{ ssh_port: 'twenty-two' }, 'x[0].ssh_port'],
    [{ cost: { hourly: '-1' } }, 'x[0].cost.hourly'],
    [{ ...OURS, expiration: { id: B, action: 'destroy' } }, 'x[0].expiration.date'],
    [{ ...OURS, expiration: { id: B, action: 'destroy', date: 'soon' } }, 'x[0].expiration.date'],
    [{ ...OURS, expiration: { id: B, date: '2030-01-01T00:00:00' } }, 'x[0].expiration.action'],
    [{ ...OURS, expiration: 7 }, 'x[0].expiration'],
    [{ tags: { mist_action_row: 'web' }, expiration: { id: B, action: 'destroy' } }, 'x[0].expiration.date'],
    [{ key_associations: 7 }, 'x[0].key_associations'],
    [{ key_associations: [{}] }, 'x[0].key_associations.key'],
  ];

  test.each([
    [{ id: B, action: 'destroy' }],
    [{ id: B, action: 'destroy', date: 'soon' }],
    [{ id: B, action: null, date: '2030-01-01T00:00:00' }],
    [7],
  ])('a lease %j on a machine of others does not make the list unusable', (expiration) => {
    expect(decodeMachine(row({ ...machine, name: 'theirs', expiration }))).toMatchObject({
      name: 'theirs',
      lease: null,
    });
  });

  test.each(bad)('refuses %j, naming %s and the route', (change, field) => {
    const error = refusal(() => decodeMachine(row({ ...machine, ...change })));
    expect(error.failure).toBe('protocol');
    expect(error.message.startsWith(`GET /api/v1/x: 200 ${field}: expected `)).toBe(true);
  });
});

describe('clouds, keys, schedules', () => {
  test('a cloud of either series', () => {
    const rest = { id: A, provider: 'ec2', enabled: true, apikey: 'AKIA' };
    expect(decodeCloud(row({ ...rest, name: 'aws' }))).toEqual({ id: A, name: 'aws', provider: 'ec2', enabled: true });
    expect(decodeCloud(row({ ...rest, title: 'aws' })).name).toBe('aws');
  });

  test('a cloud must say whether it is enabled', () => {
    expect(refusal(() => decodeCloud(row({ id: A, name: 'aws', provider: 'ec2' }))).message).toContain('x[0].enabled');
  });

  test('a key and who uses it', () => {
    const key = { id: A, name: 'ci', isDefault: true, machines: [{ machine_id: B }, { machine_id: null }] };
    expect(decodeKey(row(key))).toEqual({ id: A, name: 'ci', isDefault: true, machineIds: [B] });
  });

  test('an association that hides its machine fails', () => {
    const key = { id: A, name: 'ci', isDefault: true, machines: [{ cloud_id: B }] };
    expect(refusal(() => decodeKey(row(key))).message).toContain('machines[0].machine_id');
  });

  test('a schedule names the machines it selects by id, and no others', () => {
    const selectors = [
      { type: 'machines', ids: [A] },
      { type: 'tags', include: {} },
      { type: 'machines', ids: [B] },
    ];
    const schedule = { id: A, name: 'web-expiration-7', task_enabled: true, selectors };
    expect(decodeSchedule(row(schedule))).toEqual({
      id: A,
      name: 'web-expiration-7',
      enabled: true,
      at: null,
      machineIds: [A, B],
    });
  });

  test.each([
    ['once', 'one_off', { entry: '2026-11-23 04:53:20' }, Date.UTC(2026, 10, 23, 4, 53, 20)],
    ['again and again', 'interval', { entry: '2026-11-23 04:53:20' }, null],
    ['at no date', 'one_off', { entry: 'soon' }, null],
    ['at what is no text', 'one_off', { entry: 7 }, null],
    ['at nothing', 'one_off', {}, null],
    ['at null', 'one_off', null, null],
    ['in another form', 'one_off', '2026-11-23 04:53:20', null],
  ])('a schedule that runs %s', (_, schedule_type, schedule_entry, at) => {
    const schedule = { id: A, name: 'x', task_enabled: true, selectors: [], schedule_type, schedule_entry };
    expect(decodeSchedule(row(schedule)).at).toBe(at);
  });
});

describe('catalog', () => {
  const size = { id: A, external_id: 't2.micro', name: 't2.micro', cpus: 1, ram: 1024, disk: 0, architecture: 'x86' };

  test.each([
    ['ec2', { price: 0.0116 }, 0.0116],
    ['linode', { price: 0.0075 }, 0.0075],
    ['vultr', { price: 5 }, null],
    [null, { price: 5 }, null],
    ['ec2', { price: 0 }, null],
    ['ec2', { price: { hourly: 1 } }, null],
    ['ec2', {}, null],
    ['ec2', null, null],
  ])('the price on %s with extra %j is %s', (provider, extra, price) => {
    expect(decodeSize(row({ ...size, extra }), provider)).toEqual({
      id: A,
      externalId: 't2.micro',
      name: 't2.micro',
      cpus: 1,
      ramMb: 1024,
      diskGb: 0,
      architecture: 'x86',
      priceHourly: price,
    });
  });

  test('a size without numbers, and with digits in quotes', () => {
    const decoded = decodeSize(row({ ...size, cpus: null, ram: '512', disk: undefined, architecture: null }), null);
    expect(decoded).toMatchObject({ cpus: null, ramMb: 512, diskGb: null, architecture: null });
  });

  test('an image', () => {
    const image = {
      id: A,
      external_id: 'ami-1',
      name: 'ubuntu',
      os_type: 'linux',
      os_distro: 'ubuntu',
      architecture: ['x86'],
    };
    expect(decodeImage(row(image))).toEqual({
      id: A,
      externalId: 'ami-1',
      name: 'ubuntu',
      osType: 'linux',
      osDistro: 'ubuntu',
      architectures: ['x86'],
    });
    expect(decodeImage(row({ id: A, external_id: 'x', name: 'y' })).architectures).toEqual([]);
  });

  test.each([
    ['region', 'region'],
    ['zone', 'zone'],
    ['datacenter', null],
    [undefined, null],
  ])('location type %s', (type, kind) => {
    const location = { id: A, external_id: '', name: 'default', location_type: type };
    expect(decodeLocation(row(location))).toEqual({ id: A, externalId: '', name: 'default', kind });
  });
});
