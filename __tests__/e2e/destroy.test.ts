// `mode: destroy` by the scope's name alone, among look-alikes: what is ours goes, what only looks like it stays as it was.
import { expect, test } from '@jest/globals';
import { mistName, type Scope } from '../../src/model/identity.ts';
import { withJob } from './runner.ts';
import type { SandboxServer, SandboxState } from './sandbox-server.ts';
import { expectGreen, expectNothingLeft, inputsFor, SMALL, withServer } from './scenario.ts';

const SPEC = `defaults: { ttl: 30m }
keys:
  ci: { generate: true }
machines:
  db: { ${SMALL}, backend: aws }
  web: { count: 2, ${SMALL}, backend: linode, wait: running, key: ci }
  box: { ${SMALL}, backend: docker, wait: running, name: build-box }
`;

const SCOPE: Scope = {
  name: 'pr-42',
  named: true,
  repository: { serverUrl: 'https://github.com', id: '1296269' },
};

const other = (changes: Partial<Scope>): Scope => ({ ...SCOPE, ...changes });
const STRANGERS: readonly Scope[] = [
  other({ name: 'pr-4' }),
  other({ name: 'pr-420' }),
  other({ name: 'pr-42-1' }),
  other({ name: 'PR-42' }),
  other({ name: 'pr_42' }),
  other({ name: 'pr-42', named: false }),
  other({ repository: { ...SCOPE.repository, id: '1296268' } }),
  other({ repository: { ...SCOPE.repository, serverUrl: 'https://github.example.com' } }),
];

type Decoy = { readonly name: string; readonly cloud: string; readonly tags?: Readonly<Record<string, string>> };

/** Names that a careless look-up takes for ours; `ours` are the real machines with their tags. */
function decoysFor(state: SandboxState): Decoy[] {
  const ours = state.machines;
  const first = ours.find(({ name }) => name.includes('-db-'));
  if (first === undefined) throw new Error('The apply made no `db`.');
  const { name, id, external_id: externalId, tags } = first;
  const digit = name.endsWith('0') ? '1' : '0';
  const edited = [
    `${name}-2`,
    `x${name}`,
    name.slice(0, -1),
    `${name.slice(0, -1)}${digit}`,
    name.toUpperCase(),
    name.replace('-db-', '-db2-'),
    name.replace('-pr-42-', '-pr-43-'),
    id,
    `copy-of-${id}`,
    externalId,
    'web-1',
    'db',
    'build-box-2',
  ];
  return [
    ...STRANGERS.map((scope) => ({ name: mistName(scope, 'machine', 'db'), cloud: 'aws' })),
    ...edited.map((text) => ({ name: text, cloud: 'aws' })),
    ...edited.slice(0, 6).map((text) => ({ name: text, cloud: 'linode', tags })),
    // Tags of every machine of ours on a machine of somebody else, and the literal name without any.
    ...ours.map((machine, index) => ({ name: `somebody-${index}`, cloud: machine.cloud, tags: machine.tags })),
    { name: 'build-box', cloud: 'aws' },
  ];
}

/** Everything that must not change, in a form that shows every byte of it. */
function strangers(state: SandboxState, ownKeys: ReadonlySet<string>): string {
  const planted = state.machines.filter((machine) => machine.planted);
  const ids = new Set(planted.map(({ id }) => id));
  return JSON.stringify(
    {
      machines: planted,
      schedules: state.schedules.filter(({ machine_id }) => ids.has(machine_id)),
      keys: state.keys.filter(({ id }) => !ownKeys.has(id)),
      clouds: state.clouds,
    },
    null,
    1,
  );
}

async function plant(sandbox: SandboxServer): Promise<number> {
  const before = await sandbox.state();
  const decoys = decoysFor(before);
  for (const decoy of decoys) {
    const { id } = (await sandbox.control('POST', 'machines', decoy)) as { id: string };
    await sandbox.control('POST', 'schedules', { machine_id: id, name: `${decoy.name}-expiration-1`, lease: true });
  }
  const [key] = before.keys.filter(({ name }) => name.startsWith('ma-'));
  const names = [...STRANGERS.map((scope) => mistName(scope, 'key', 'ci')), `${key?.name}-2`, `x${key?.name}`, 'ci'];
  for (const name of names) await sandbox.control('POST', 'keys', { name });
  return decoys.length;
}

test('removes all that the scope owns on three clouds and leaves 30 look-alikes byte for byte', () =>
  withServer(async (sandbox) => {
    // The first key of an organisation is its default: a stranger's, so that this does not change hands below.
    await sandbox.control('POST', 'keys', { name: 'ops' });
    await withJob({}, async (job) => {
      const inputs = { spec: SPEC, scope: 'pr-42', 'trust-on-first-use': 'true' };
      expectGreen(await job.step({ inputs: inputsFor(sandbox)(inputs) }));
    });
    const applied = await sandbox.state();
    expect(applied.machines.map(({ cloud }) => cloud).sort()).toEqual(['aws', 'docker', 'linode', 'linode']);
    expect(applied.schedules).toHaveLength(4);
    const ownKeys = new Set(applied.keys.filter(({ name }) => name.startsWith('ma-')).map(({ id }) => id));
    expect(ownKeys.size).toBe(2);

    expect(await plant(sandbox)).toBeGreaterThanOrEqual(30);
    const before = strangers(await sandbox.state(), ownKeys);
    expect(before.match(/"planted": true/g)?.length).toBeGreaterThanOrEqual(30);

    await withJob({ runId: '1658829999' }, async (job) => {
      const destroy = await job.step({ inputs: inputsFor(sandbox)({ mode: 'destroy', scope: 'pr-42' }) });
      expectGreen(destroy);
      expect(JSON.parse(destroy.outputs.plan ?? '')).toMatchObject({ destroy: 4 });
      expectGreen(await destroy.post());
      const after = await sandbox.state();
      expect(strangers(after, ownKeys)).toBe(before);
      expect(after.machines.filter(({ planted, gone }) => !planted && !gone)).toEqual([]);
      expect(after.keys.filter(({ id }) => ownKeys.has(id))).toEqual([]);
      const planted = new Set(after.machines.filter((machine) => machine.planted).map(({ id }) => id));
      expect(after.schedules.filter(({ machine_id }) => !planted.has(machine_id))).toEqual([]);
    });
  }));

test('adds nothing to a scope that never was', () =>
  withServer((sandbox) =>
    withJob({}, async (job) => {
      const destroy = await job.step({ inputs: inputsFor(sandbox)({ mode: 'destroy', scope: 'never-was' }) });
      expectGreen(destroy);
      expect([destroy.outputs.changed, destroy.outputs.machines]).toEqual(['false', '[]']);
      expect((await sandbox.state()).writes).toBe(0);
      expectGreen(await destroy.post());
      await expectNothingLeft({ sandbox, job });
    }),
  ));
