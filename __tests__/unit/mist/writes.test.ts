import { describe, expect, test } from '@jest/globals';
import type { CreateMachineRequest } from '../../../src/engine/ports.ts';
import { createBody } from '../../../src/mist/writes.ts';
import { BugError } from '../../../src/model/errors.ts';
import { isMistId, type MistId } from '../../../src/model/observed.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { json, plain, type Scripted, scripted } from '../../fakes/mist-answers.ts';

function id(text: string): MistId {
  if (!isMistId(text)) throw new Error('not an id');
  return text;
}

const A = id('a'.repeat(32));
const B = id('b'.repeat(32));
const C = id('c'.repeat(32));
const D = id('d'.repeat(32));
const AT = Date.UTC(2026, 10, 23, 4, 53, 20);

const create: CreateMachineRequest = {
  name: 'web',
  cloudId: A,
  imageId: B,
  sizeId: C,
  customSize: null,
  locationId: null,
  keyId: D,
  tags: { team: 'qa' },
  leaseAt: null,
  cloudInit: null,
  passThrough: {},
};

describe('the create body', () => {
  const base = { name: 'web', cloud: A, image: B, key: D, tags: { team: 'qa' } };

  test.each([
    ['least', {}, false, { ...base, size: C, dry: false }],
    ['dry', {}, true, { ...base, size: C, dry: true }],
    [
      'location and lease',
      { locationId: A, leaseAt: AT },
      false,
      { ...base, size: C, dry: false, location: A, expiration: { date: '2026-11-23T04:53:20Z', action: 'destroy' } },
    ],
    [
      'cloud-init, byte for byte',
      { cloudInit: '#cloud-config\n\tx: "y"\n' },
      false,
      { ...base, size: C, dry: false, cloudinit: '#cloud-config\n\tx: "y"\n' },
    ],
    [
      'a size by numbers',
      { sizeId: null, customSize: { cpu: 1, ramMb: 256 } },
      false,
      { ...base, dry: false, size: { cpu: 1, memory: 256 } },
    ],
    ['no size', { sizeId: null }, false, { ...base, dry: false }],
    [
      'passed through',
      { passThrough: { net: 'n', extra: { a: 1 } } },
      false,
      { ...base, size: C, dry: false, net: 'n', extra: { a: 1 } },
    ],
    [
      'what is ours is not passed through',
      {
        passThrough: {
          name: 'x',
          cloud: 'aws',
          dry: true,
          quantity: 9,
          location: 'x',
          expiration: {},
          cloudinit: 'x',
          save: true,
          key: 'x',
        },
      },
      false,
      { ...base, size: C, dry: false },
    ],
  ] satisfies [string, Partial<CreateMachineRequest>, boolean, object][])('%s', (_, change, dry, body) => {
    expect(createBody({ ...create, ...change }, dry)).toEqual(body);
  });

  test.each(['cloudId', 'imageId', 'sizeId', 'locationId', 'keyId'])(
    '%s must be an id: v2 takes names as searches',
    (field) => {
      const forged: CreateMachineRequest = { ...create, locationId: A };
      Object.assign(forged, { [field]: 'ci-key' });
      expect(() => createBody(forged, false)).toThrow(BugError);
    },
  );
});

const OK = plain(200, 'OK');
const UPDATED = json('Machine web in <class AmazonCloud>');

describe('each write is one request', () => {
  const cases: readonly [
    string,
    (mist: Scripted, sent: () => void) => Promise<unknown>,
    ReturnType<typeof plain>,
    object,
    unknown,
  ][] = [
    [
      'dryRun',
      ({ writer }, sent) => writer.dryRun(create, sent),
      json({ plan: { cloud: { id: A } } }),
      { method: 'POST', path: '/api/v2/machines' },
      { cloudId: A, imageId: null, sizeId: null, locationId: null, keyId: null, name: null },
    ],
    [
      'createMachine',
      ({ writer }, sent) => writer.createMachine(create, sent),
      json({ jobId: B, plan: {} }),
      { method: 'POST', path: '/api/v2/machines' },
      { jobId: B },
    ],
    [
      'destroyMachine',
      ({ writer }, sent) => writer.destroyMachine(A, sent),
      OK,
      { method: 'POST', path: `/api/v1/machines/${A}`, body: { action: 'destroy' } },
      undefined,
    ],
    [
      'setPower',
      ({ writer }, sent) => writer.setPower(A, 'stop', sent),
      OK,
      { method: 'POST', path: `/api/v1/machines/${A}`, body: { action: 'stop' } },
      undefined,
    ],
    [
      'setLease',
      ({ writer }, sent) => writer.setLease(A, AT, sent),
      UPDATED,
      {
        method: 'PUT',
        path: `/api/v1/machines/${A}`,
        body: { expiration: { date: '2026-11-23 04:53:20', action: 'destroy', notify: 0 } },
      },
      undefined,
    ],
    [
      'setLease null',
      ({ writer }, sent) => writer.setLease(A, null, sent),
      UPDATED,
      { method: 'PUT', path: `/api/v1/machines/${A}`, body: { expiration: { date: '' } } },
      undefined,
    ],
    [
      'setTags',
      ({ writer }, sent) => writer.setTags({ id: A, cloudId: B }, { k: 'v', w: '' }, sent),
      OK,
      {
        method: 'POST',
        path: '/api/v1/tags',
        body: [
          {
            tags: [
              { key: 'k', value: 'v', op: '+' },
              { key: 'w', value: '', op: '+' },
            ],
            resource: { type: 'machine', item_id: A, cloud_id: B },
          },
        ],
      },
      undefined,
    ],
    [
      'addKey',
      ({ writer }, sent) => writer.addKey('ci', makeSecret('PEM'), sent),
      json({ id: C, name: 'ci' }),
      { method: 'PUT', path: '/api/v1/keys', body: { name: 'ci', priv: 'PEM' } },
      { id: C },
    ],
    [
      'deleteKey',
      ({ writer }, sent) => writer.deleteKey(A, sent),
      OK,
      { method: 'DELETE', path: `/api/v1/keys/${A}`, body: { delete_from_vault: true } },
      undefined,
    ],
    [
      'addCloud',
      ({ writer }, sent) =>
        writer.addCloud('aws', 'amazon', { apikey: 'k', apisecret: makeSecret('s'), name: 'x' }, sent),
      json({ id: D }),
      { method: 'POST', path: '/api/v1/clouds', body: { apikey: 'k', apisecret: 's', name: 'aws', provider: 'ec2' } },
      { id: D },
    ],
    [
      'removeCloud',
      ({ writer }, sent) => writer.removeCloud(A, sent),
      OK,
      { method: 'DELETE', path: `/api/v1/clouds/${A}`, body: null },
      undefined,
    ],
    [
      'deleteSchedule',
      ({ writer }, sent) => writer.deleteSchedule(A, sent),
      OK,
      { method: 'DELETE', path: `/api/v1/schedules/${A}`, body: null },
      undefined,
    ],
  ];

  test.each(cases)('%s', async (_, write, answer, request, result) => {
    let sent = 0;
    const mist = scripted(() => answer);
    expect(await write(mist, () => (sent += 1))).toEqual(result);
    expect(mist.asked).toHaveLength(1);
    expect(mist.asked[0]).toMatchObject(request);
    expect(sent).toBe(1);
  });

  test.each(cases)('%s is never repeated, whatever comes back', async (_, write) => {
    for (const answer of [
      plain(500, 'x'),
      plain(503, 'x'),
      plain(429, 'x'),
      plain(423, 'x'),
      { reset: true },
      { body: '{"jo' },
    ]) {
      let sent = 0;
      const mist = scripted(() => answer);
      await expect(write(mist, () => (sent += 1))).rejects.toMatchObject({ source: 'remote' });
      expect([mist.asked.length, sent]).toEqual([1, 1]);
    }
  });

  test.each(cases)('%s does not take a page for a yes', async (_, write) => {
    const mist = scripted(() => plain(200, '<html><body>Sign in</body></html>'));
    await expect(write(mist, () => undefined)).rejects.toMatchObject({ failure: 'protocol' });
  });
});

test('other providers keep the name that was given', async () => {
  const mist = scripted(() => json({ id: D }));
  await mist.writer.addCloud('old', 'bare_metal', {});
  expect(mist.asked[0]?.body).toEqual({ name: 'old', provider: 'bare_metal' });
});

test('hosts go under the names of their provider, `machines` of `other` as recorded', async () => {
  const mist = scripted(() => json({ id: D }));
  const host = { host: '10.0.0.5', alias: 'big', user: 'root', port: 22, keyId: A };
  await mist.writer.addCloud('metal', 'other', {}, undefined, [host]);
  await mist.writer.addCloud('hyper', 'kvm', {}, undefined, [host]);
  expect(mist.asked.map(({ body }) => body)).toEqual([
    {
      name: 'metal',
      provider: 'other',
      machines: [
        {
          machine_name: 'big',
          machine_hostname: '10.0.0.5',
          machine_user: 'root',
          machine_port: 22,
          machine_key: A,
          operating_system: 'unix',
        },
      ],
    },
    {
      name: 'hyper',
      provider: 'libvirt',
      hosts: [{ host: '10.0.0.5', alias: 'big', username: 'root', port: 22, key: A }],
    },
  ]);
});

describe('secrets stay out of errors', () => {
  const hunter = 'hunter2hunter2';

  test.each([
    ['a key', (mist: Scripted) => mist.writer.addKey('ci', makeSecret(`-----BEGIN\n${hunter}\n`))],
    ['a credential', (mist: Scripted) => mist.writer.addCloud('aws', 'amazon', { apisecret: makeSecret(hunter) })],
    ['cloud-init', (mist: Scripted) => mist.writer.createMachine({ ...create, cloudInit: `#cloud-config\n${hunter}` })],
    [
      'what is passed through',
      (mist: Scripted) => mist.writer.createMachine({ ...create, passThrough: { scripts: [{ inline: hunter }] } }),
    ],
  ])('%s', async (_, write) => {
    for (const answer of [
      plain(400, `Bad Request: ${hunter} is wrong`),
      { status: 400, body: JSON.stringify(`refused: ${hunter}`) },
      {
        status: 400,
        body: JSON.stringify({
          detail: `{'a': '${hunter}'} is not valid under any of the given schemas`,
          title: 'Bad Request',
        }),
      },
      { status: 200, body: `{"x": "${hunter}` },
    ]) {
      const error: unknown = await write(scripted(() => answer)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
    }
  });

  test('nor does the token', async () => {
    const mist = scripted(() => plain(403, 'Forbidden: t0k3n-t0k3n may not'));
    await expect(mist.writer.destroyMachine(A)).rejects.not.toThrow('t0k3n');
  });
});
