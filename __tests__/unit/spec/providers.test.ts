import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

import { PROVIDERS } from '../../../src/model/providers.ts';
import { findField, findProvider, isCluster, PROVIDER_IDS, PROVIDER_SPECS } from '../../../src/spec/providers.ts';

const EXCHANGES = join(import.meta.dirname, '../../fixtures/exchanges');

/** Request fields of every accepted `POST /api/v1/clouds` in a recording, by the provider's name. */
function recordedFields(file: string): [string, string[]][] {
  const exchanges: { request: { method: string; path: string; body: unknown } | null; response: { status: number } }[] =
    JSON.parse(readFileSync(join(EXCHANGES, file), 'utf8'));
  return exchanges.flatMap(({ request, response }) => {
    if (request?.method !== 'POST' || request.path !== '/api/v1/clouds' || response.status !== 200) return [];
    const { name, title, provider, ...fields } = Object(request.body);
    return [[String(provider), Object.keys(fields)]];
  });
}

test('the table covers the providers of the model, and server names are aliases', () => {
  expect([...PROVIDER_IDS].sort()).toEqual(Object.keys(PROVIDERS).sort());
  for (const id of PROVIDER_IDS) {
    expect(findProvider(id)).toBe(id);
    if (id !== 'ibm') expect(findProvider(PROVIDERS[id].serverName)).toBe(id);
  }
});

describe('recorded requests', () => {
  const recorded = ['v1-clouds.json', 'other-and-docker.json', 'v1v2-47.json'].flatMap(recordedFields);
  test.each(recorded.filter(([provider]) => provider !== 'other'))('%s takes %j', (provider, fields) => {
    const id = findProvider(provider);
    if (typeof id !== 'string') throw new Error(`${provider} is unknown`);
    const spec = PROVIDER_SPECS[id];
    expect(spec.source).toBe('recorded');
    for (const field of fields) expect(spec.fields.map(({ request }) => request)).toContain(field);
    for (const { request, required } of spec.fields) if (required) expect(fields).toContain(request);
  });
});

test('field names are unique in every provider, in each spelling', () => {
  for (const id of PROVIDER_IDS) {
    for (const field of PROVIDER_SPECS[id].fields) {
      for (const spelling of [field.name, field.request, ...field.aliases]) expect(findField(id, spelling)).toBe(field);
    }
  }
});

describe('findField', () => {
  test.each(['api-key', 'apikey', 'api_key', 'apiKey', 'API_KEY', 'backend_key'])('amazon %s', (spelling) => {
    expect(findField('amazon', spelling)?.request).toBe('apikey');
  });
  test('knows no fields of other providers', () => {
    expect(findField('amazon', 'token')).toBeNull();
    expect(findField('vultr', 'region')).toBeNull();
  });
});

describe('findProvider', () => {
  test.each([
    ['ec2', 'amazon'],
    ['EC2', 'amazon'],
    ['gce', 'google'],
    ['libvirt', 'kvm'],
    ['azure_arm', 'azure'],
    ['aliyun_ecs', 'alibaba'],
    ['bare_metal', 'other'],
    ['packet', 'equinix'],
  ])('%s is %s', (name, id) => {
    expect(findProvider(name)).toBe(id);
  });
  test.each([
    ['nephoscale', /digitalocean/],
    ['hpcloud', /openstack/],
    ['softlayer', /ibm/],
    ['hetzner', /linode/],
    ['vcloud', /vsphere/],
    ['ec2_ap_northeast', /region:/],
    ['rackspace:dfw', /region:/],
  ])('%s answers with what to use', (name, answer) => {
    expect(findProvider(name)).toEqual({ gone: expect.stringMatching(answer) });
  });
  test.each(['nosuch', '', 'constructor', '__proto__', 'toString'])('%j is unknown', (name) => {
    expect(findProvider(name)).toBeNull();
  });
});

test('clusters hold no machines', () => {
  expect(PROVIDER_IDS.filter(isCluster)).toEqual(['kubernetes', 'openshift']);
});
