// A kept text is never older than its row, whichever field of a machine changes.
import { expect, test } from '@jest/globals';
import { createEmulator } from '../../../sandbox/emulator.ts';
import { machineText } from '../../../sandbox/machine-texts.ts';
import { plantMachine, plantSchedule } from '../../../sandbox/plant.ts';
import { machineRow } from '../../../sandbox/rows-v1.ts';
import type { Context, MachineRecord } from '../../../sandbox/state.ts';
import { seededRandom } from '../../../sandbox/world.ts';

const NOW = Date.UTC(2026, 10, 23, 12);

type Change = (machine: MachineRecord, context: Context) => void;
/** Fields that never change once a machine is there. */
type Fixed =
  | 'id'
  | 'externalId'
  | 'orderedAs'
  | 'cloudId'
  | 'mirrorOf'
  | 'createdAt'
  | 'imageId'
  | 'imageExternalId'
  | 'imageName'
  | 'sizeId'
  | 'locationId'
  | 'hourly'
  | 'cloudInit'
  | 'keyId'
  | 'jobId'
  | 'planted';

/** Every other field, by the type: who adds one is asked for its change here. */
const CHANGES: Readonly<Record<Exclude<keyof MachineRecord, Fixed>, Change>> = {
  name: (machine) => {
    machine.name = 'other "name"';
  },
  state: (machine) => {
    machine.state = 'stopped';
  },
  publicIps: (machine) => {
    machine.publicIps = ['203.0.113.9'];
  },
  privateIps: (machine) => {
    machine.privateIps = ['10.9.9.9'];
  },
  sshPort: (machine) => {
    machine.associations = [{ keyId: 'k', associationId: 'b', user: 'root' }];
    machine.sshPort = 2222;
  },
  removedAt: (machine) => {
    machine.removedAt = NOW;
  },
  view: (machine) => {
    machine.view = { state: 'stopped', publicIps: ['203.0.113.8'], privateIps: [], sshPort: 2022, at: NOW + 7_000 };
  },
  missingSince: (machine) => {
    machine.missingSince = NOW;
  },
  tags: (machine) => {
    machine.tags.team = ',"last_seen":"never"';
  },
  leaseId: (machine, context) => {
    plantSchedule(context, machine, { name: 'lease', action: 'destroy', at: NOW + 3_600_000, lease: true });
  },
  associations: (machine) => {
    machine.associations.push({ keyId: 'k', associationId: 'a', user: 'root' });
  },
  probedAt: (machine) => {
    machine.probedAt = NOW + 5_000;
  },
};

function worldOf(provider: 'ec2' | 'linode'): { readonly context: Context; readonly machine: MachineRecord } {
  const world = { now: () => NOW, schedule: () => () => undefined, random: seededRandom(1) };
  const { context } = createEmulator({ world });
  const cloud = context.state.clouds.find((one) => one.provider === provider);
  if (cloud === undefined) throw new Error(`The sandbox has no cloud of ${provider}.`);
  return { context, machine: plantMachine(context, cloud, { name: 'web', tags: { a: 'b' } }) };
}

for (const provider of ['ec2', 'linode'] as const) {
  for (const [field, change] of Object.entries(CHANGES)) {
    test(`${provider}: ${field}`, () => {
      const { context, machine } = worldOf(provider);
      expect(machineText(context, machine)).toBe(JSON.stringify(machineRow(context, machine)));
      change(machine, context);
      expect(machineText(context, machine)).toBe(JSON.stringify(machineRow(context, machine)));
    });
  }
}

test('a lease that was removed, and a cloud with another name', () => {
  const { context, machine } = worldOf('ec2');
  CHANGES.leaseId(machine, context);
  machineText(context, machine);
  for (const one of context.state.schedules) one.deleted = true;
  expect(machineText(context, machine)).toBe(JSON.stringify(machineRow(context, machine)));
  for (const one of context.state.clouds) one.name = `${one.name}-2`;
  expect(machineText(context, machine)).toBe(JSON.stringify(machineRow(context, machine)));
});
