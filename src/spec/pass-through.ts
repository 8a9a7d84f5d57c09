// Fields that go to Mist under its own names, checked as far as the interface description of API v2 documents them
// (CreateMachineRequest and the Net, Volumes and Extra schemas of each provider). What it does not know is passed on.
import type { ProviderId } from '../model/spec.ts';
import {
  anything,
  type Form,
  flag as flagForm,
  listOf,
  loose as looseMap,
  oneOf,
  text as textForm,
  whole as wholeForm,
} from './form.ts';
import { suggest } from './suggest.ts';

type Field = { readonly form: () => Form<unknown>; readonly of: readonly ProviderId[] };

const text = (what: string) => textForm().describe(what);
const whole = (what: string) => wholeForm().describe(what);
const flag = (what: string) => flagForm().describe(what);
const texts = (what: string) => listOf(textForm()).describe(what);

function field(form: () => Form<unknown>, ...of: ProviderId[]): Field {
  return { form, of };
}

/** `net` by key, with the providers that take it. */
const NET: Readonly<Record<string, Field>> = {
  network: field(() => text('Network by name or id.'), 'alibaba', 'azure', 'google', 'vsphere'),
  networks: field(() => listOf(anything()).describe('Networks.'), 'kvm', 'lxd', 'openstack', 'vultr'),
  subnet: field(() => text('Subnet by name or id.'), 'amazon', 'alibaba'),
  subnetwork: field(() => text('Subnetwork by name or id.'), 'google'),
  security_group: field(() => text('Security group by name or id.'), 'amazon', 'alibaba'),
  security_groups: field(() => texts('Security groups.'), 'openstack'),
  associate_floating_ip: field(() => flag('Give it a floating address.'), 'openstack'),
  private_ip: field(() => flag('Give it a private address.'), 'linode'),
  ipv6: field(() => flag('Give it an IPv6 address.'), 'vultr'),
  hostname: field(() => text('Host name.'), 'vultr'),
  ip_addresses: field(() => listOf(looseMap({})).describe('Addresses: address_family, public, cidr.'), 'equinix'),
  vnfs: field(() => texts('Virtual network functions.'), 'kvm'),
  port_bindings: field(() => looseMap({}).describe('Ports of the container.'), 'docker'),
};

/** `extra` by key, with the providers that take it. */
const EXTRA: Readonly<Record<string, Field>> = {
  resource_group: field(() => text('Resource group.'), 'azure'),
  storage_account_type: field(() => text('Kind of the boot disk.'), 'azure'),
  user: field(() => text('User that the image makes.'), 'azure'),
  password: field(() => text('Password of that user.'), 'azure'),
  environment: field(() => looseMap({}).describe('Environment of the container.'), 'docker'),
  command: field(() => text('Command of the container.'), 'docker'),
  ephemeral: field(() => flag('Gone when it stops.'), 'lxd'),
  folder: field(() => text('Folder.'), 'vsphere'),
  datastore: field(() => text('Datastore.'), 'vsphere'),
  backups: field(() => flag('Automatic backups.'), 'vultr'),
  ddos_protection: field(() => flag('Protection against floods.'), 'vultr'),
  root_pass: field(() => text('Password of root.'), 'linode'),
  service_account: field(
    () =>
      looseMap({ email: text('E-mail.').optional(), scopes: texts('Scopes.').optional() }).describe('Service account.'),
    'google',
  ),
  project_id: field(() => text('Id of the project.'), 'equinix'),
};

function loose(table: Readonly<Record<string, Field>>, what: string) {
  return looseMap(
    Object.fromEntries(Object.entries(table).map(([name, { form }]) => [name, form().optional()])),
  ).describe(what);
}

const volume = () =>
  looseMap({
    volume: text('A volume that is there, by name or id.').optional(),
    name: text('Name of a new volume.').optional(),
    size: whole('Size of a new volume in GB.').optional(),
    device: text('Device that it is attached as.').optional(),
    boot: flag('Boot from it.').optional(),
    delete_on_termination: flag('Gone with the machine.').optional(),
  });

const script = () =>
  looseMap({
    script_type: oneOf(['inline', 'existing']).describe('A command, or a script that Mist holds.'),
    command: text('With `inline`: what to run.').optional(),
    script: text('With `existing`: name or id of the script.').optional(),
    params: text('With `existing`: its parameters.').optional(),
  });

const schedule = () =>
  looseMap({
    name: text('Name of the schedule.').optional(),
    description: text('What it is for.').optional(),
    enabled: flag('Whether it runs.').optional(),
    actions: listOf(looseMap({ action_type: text('start, stop, reboot, destroy, …') })).describe('What it does.'),
    when: looseMap({ schedule_type: oneOf(['crontab', 'interval', 'one_off']).describe('Kind of date.').optional() })
      .describe('When it runs.')
      .optional(),
    expires: text('When it ends.').optional(),
    run_immediately: flag('Also now.').optional(),
  });

/** The pass-through fields of a machine row, each with the shape that Mist documents. */
export const PASS_THROUGH_FORMS = {
  net: loose(NET, 'Network settings as Mist names them, passed through.').optional(),
  volumes: listOf(volume()).describe('Volumes as Mist names them, passed through.').optional(),
  disks: looseMap({ disk_size: whole('Size in GB.').optional(), disk_path: text('Path on the host.').optional() })
    .describe('Disk settings as Mist names them, passed through.')
    .optional(),
  schedules: listOf(schedule()).describe('Schedules as Mist names them, passed through.').optional(),
  scripts: listOf(script()).describe('Scripts as Mist names them, passed through.').optional(),
  extra: loose(EXTRA, 'Settings that one provider alone knows, passed through.').optional(),
};

/**
 * Keys of `net` or `extra` that Mist would drop without a word: documented for other providers only, or nearly spelt as
 * one of this provider. One sentence each; `provider` null where it is not known; `mayGuess` bounds the time for spelling.
 */
export function strayKeys(
  which: 'net' | 'extra',
  keys: readonly string[],
  provider: ProviderId | null,
  mayGuess: () => boolean,
): readonly { readonly key: string; readonly message: string }[] {
  const table = which === 'net' ? NET : EXTRA;
  const all = Object.keys(table);
  const own = provider === null ? all : all.filter((key) => table[key]?.of.includes(provider));
  return keys.flatMap((key) => {
    if (own.includes(key)) return [];
    const others = Object.hasOwn(table, key) ? table[key]?.of : undefined;
    if (others !== undefined)
      return [{ key, message: `is for ${others.join(', ')}; Mist would drop it on ${provider}` }];
    const near = key.length > 3 && mayGuess() ? suggest(key, own) : null;
    return near === null ? [] : [{ key, message: `unknown field; did you mean \`${near}\`?` }];
  });
}
