// Creates, their jobs and their log entries, field by field.
import { describe, expect, test } from '@jest/globals';
import {
  decodeCreated,
  decodeCreateLog,
  decodeDryPlan,
  decodeJob,
  decodeSighting,
  decodeTaggedCreate,
} from '../../../src/mist/decode-jobs.ts';
import { asRow, type Row } from '../../../src/mist/wire.ts';
import { ApiError } from '../../../src/model/errors.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const asked = { method: 'GET', route: '/api/v1/x', status: 200 };
/** Through JSON, as answers come: what is undefined here is absent there. */
const row = (fields: object): Row => asRow(asked, 'x[0]', JSON.parse(JSON.stringify(fields)));

function refusal(decode: () => unknown): ApiError {
  try {
    decode();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('creates', () => {
  test('a dry plan is reduced to ids', () => {
    const plan = {
      cloud: { id: A, name: 'aws' },
      image: { id: B },
      size: { limits: { cpu: 1 } },
      machine_name: 'web',
      cost: 1,
    };
    expect(decodeDryPlan(row({ plan }))).toEqual({
      cloudId: A,
      imageId: B,
      sizeId: null,
      locationId: null,
      keyId: null,
      name: 'web',
    });
  });

  test('a dry run that was executed is an error', () => {
    expect(refusal(() => decodeDryPlan(row({ jobId: A, plan: {} }))).message).toContain('this was a dry run');
  });

  test('an accepted create must have a job', () => {
    expect(decodeCreated(row({ jobId: A, plan: {} }))).toEqual({ jobId: A });
    expect(refusal(() => decodeCreated(row({ plan: {} }))).message).toContain('x[0].jobId');
  });
});

describe('jobs', () => {
  const job = { job_id: A, error: false, finished_at: 0, logs: [] };
  const done = { action: 'machine_creation_finished', error: false, external_id: 'i-1' };

  test.each([
    ['just accepted', {}, { created: false, externalId: null, error: null, finished: false }],
    [
      'created',
      { logs: [{ action: 'create_machine', error: false }, done] },
      { created: true, externalId: 'i-1', finished: false },
    ],
    ['deployed', { logs: [done], finished_at: 1795406011.28 }, { created: true, finished: true }],
    [
      'refused by the provider',
      { logs: [{ ...done, error: 'No capacity', external_id: '' }], error: 'No capacity\nTraceback', finished_at: 5 },
      { created: false, externalId: null, error: 'No capacity', finished: true },
    ],
    [
      'created, then something else failed',
      { logs: [done, { action: 'probe', error: 'x' }], error: 'x', finished_at: 5 },
      { created: true, externalId: 'i-1', error: 'x' },
    ],
    ['an error that is true', { error: true }, { error: 'no reason given' }],
    ['no log yet', { logs: undefined }, { created: false }],
  ])('%s', (_, change, expected) => {
    expect(decodeJob(row({ ...job, ...change }))).toMatchObject({ id: A, ...expected });
  });
});

describe('log entries', () => {
  const entry = {
    action: 'sending_create_machine_request',
    type: 'job',
    job_id: A,
    time: 1795406000.268002,
    machine_name: 'web',
  };

  test.each([
    [
      'job entry',
      {},
      { action: 'sending_create_machine_request', jobId: A, machineName: 'web', at: 1795406000268, word: null },
    ],
    [
      'v2 request',
      { action: 'create_machine', machine_name: undefined, request_body: { name: 'web', cloudinit: 'secret' } },
      { action: 'create_machine', jobId: A, machineName: 'web', at: 1795406000268, word: null },
    ],
    [
      'v1 request',
      { action: 'create_machine', machine_name: undefined, request_params: { name: 'web' } },
      { action: 'create_machine', jobId: A, machineName: 'web', at: 1795406000268, word: null },
    ],
    [
      'v2 request with the word of its create',
      { action: 'create_machine', request_body: { name: 'web', tags: { mist_action_create: 'f00d' } } },
      { action: 'create_machine', jobId: A, machineName: 'web', at: 1795406000268, word: 'f00d' },
    ],
    [
      'v1 request with one',
      { action: 'create_machine', request_params: { name: 'web', tags: { mist_action_create: 'f00d' } } },
      { action: 'create_machine', jobId: A, machineName: 'web', at: 1795406000268, word: 'f00d' },
    ],
    [
      'one that is no text',
      { action: 'create_machine', request_body: { name: 'web', tags: { mist_action_create: 7 } } },
      { action: 'create_machine', jobId: A, machineName: 'web', at: 1795406000268, word: null },
    ],
    ['another machine', { machine_name: 'web-1' }, null],
    ['a dry run', { action: 'create_machine', job_id: null }, null],
    [
      'an observation',
      { action: 'create_machine', type: 'observation', job_id: undefined, machine_name: undefined, name: 'web' },
      null,
    ],
    ['an edit', { action: 'edit_machine' }, null],
    ['no action', { action: null }, null],
    ['a name in a nested body only', { machine_name: undefined, request_body: ['web'] }, null],
  ])('%s', (_, change, expected) => {
    expect(decodeCreateLog(row({ ...entry, ...change }), 'web')).toEqual(expected);
  });
});

describe('when a machine was seen for the first time', () => {
  const seen = { action: 'create_machine', type: 'observation', name: 'web', time: 1795406002.1035802 };

  test.each<[string, object, number | null]>([
    ['by the poller', {}, 1795406002104],
    ['of another name', { name: 'web-1' }, null],
    ['what somebody asked for', { type: 'request' }, null],
    ['how it ended', { action: 'destroy_machine' }, null],
  ])('%s', (_, change, at) => {
    expect(decodeSighting(row({ ...seen, ...change }), 'web')).toBe(at);
  });

  test('an entry without a time is not what the server sends', () => {
    expect(refusal(() => decodeSighting(row({ ...seen, time: null }), 'web')).message).toContain('.time');
  });
});

describe('creates by the value of a tag', () => {
  const request_body = { name: 'db', cloud: B, tags: { team: 'qa', mist_action_environment: '0123456789abcdef' } };
  const entry = { action: 'create_machine', type: 'request', job_id: A, time: 1795406000.2709186, request_body };
  const found = { machineName: 'db', cloudId: B, jobId: A, at: 1795406000271, word: null };

  test.each<[string, object, object | null]>([
    ['the request', {}, found],
    ['of the older interface', { request_body: undefined, request_params: request_body }, found],
    [
      'the word of its create',
      { request_body: { ...request_body, tags: { ...request_body.tags, mist_action_create: 'f00d' } } },
      { ...found, word: 'f00d' },
    ],
    ['without a job: refused, or a dry run', { job_id: null }, null],
    ['another action of the same story', { action: 'sending_create_machine_request' }, null],
    [
      'a value that only contains the word',
      { request_body: { ...request_body, tags: { x: '0123456789abcdef0' } } },
      null,
    ],
    ['the word elsewhere', { request_body: { ...request_body, tags: {}, name: '0123456789abcdef' } }, null],
    ['no tags', { request_body: { ...request_body, tags: undefined } }, null],
    ['no name', { request_body: { ...request_body, name: 7 } }, null],
    ['no body', { request_body: 'x' }, null],
  ])('%s', (_, change, expected) => {
    expect(decodeTaggedCreate(row({ ...entry, ...change }), '0123456789abcdef')).toEqual(expected);
  });

  test('an entry without a time is not what the server sends', () => {
    expect(refusal(() => decodeTaggedCreate(row({ ...entry, time: 'x' }), '0123456789abcdef')).message).toContain(
      '.time',
    );
  });
});
