// The sandbox's probe: the forms that a real server showed in its rows, the errors that its source has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { addKey, type Client, client, create, live, type Row, row } from './client.ts';

/** The one machine row of the recordings that a server had logged in to by itself. */
function recordedProbe(): Row {
  const path = join(import.meta.dirname, '../../fixtures/exchanges/v1v2-47.json');
  const found: Row[] = [];
  JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) => {
    if (key === 'probe' && JSON.stringify(value).includes('Filesystem') && 'ping' in row(value)) found.push(row(value));
    return value;
  });
  return row(found[0]);
}

function probe(from: Client, machine: Row) {
  return from.send('POST', `/api/v1/machines/${machine.id}/probe`, {});
}

/** A machine with a key, as soon as the provider runs it. */
async function fresh(from: Client): Promise<Row> {
  await create(from, 'm', { key: await addKey(from, 'k') });
  await from.world.advance(4_000);
  return row((await live(from))[0]);
}

test('answers in the recorded form, and the rows show it from then on', async () => {
  const from = client();
  const machine = await fresh(from);
  const before = row((await live(from))[0]).probe;
  await from.world.advance(60_000);
  const reply = await probe(from, machine);
  const recorded = recordedProbe();
  expect(reply.status).toBe(200);
  expect(Object.keys(JSON.parse(reply.body))).toEqual(['ping', 'ssh']);
  expect(Object.keys(row(JSON.parse(reply.body).ssh)).sort()).toEqual(Object.keys(row(recorded.ssh)).sort());
  const after = row((await live(from))[0]).probe;
  for (const shown of [before, after].map(row)) {
    expect(Object.keys(row(shown.ping)).sort()).toEqual(Object.keys(row(recorded.ping)).sort());
    expect(Object.keys(row(shown.ssh)).sort()).toEqual(Object.keys(row(recorded.ssh)).sort());
  }
  expect([row(row(before).ssh).updated_at, row(row(after).ssh).uptime]).toEqual([null, 64]);
});

test('says no with the words of the source: no key yet, no SSH, no machine', async () => {
  const from = client();
  const machine = await fresh(from);
  expect(await probe(from, machine)).toMatchObject({
    status: 401,
    body: expect.stringContaining("Couldn't authenticate to machine: "),
  });
  await from.world.advance(60_000);
  from.emulator.context.switches.sshNever = 'm';
  expect(await probe(from, machine)).toMatchObject({ status: 503, body: expect.stringContaining('SSH timed-out') });
  expect(await probe(from, { id: '0'.repeat(32) })).toMatchObject({ status: 404 });
});

test('changes nothing that a user owns', async () => {
  const from = client();
  const machine = await fresh(from);
  await from.world.advance(60_000);
  const writes = from.emulator.requests.filter((one) => one.write).length;
  await probe(from, machine);
  expect(from.emulator.requests.filter((one) => one.write)).toHaveLength(writes);
});
