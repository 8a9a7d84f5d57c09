// Clouds: adding with the provider's consent, editing, removing. Credentials beginning with BAD are refused.
import { catalogFor } from './catalog.ts';
import { startPolling } from './machines.ts';
import { Refusal } from './reply.ts';
import type { Fields } from './router.ts';
import { type CloudRecord, type Context, paced } from './state.ts';
import { hexOf } from './world.ts';

const NAME = /^[0-9a-zA-Z]+[0-9a-zA-Z\-_ .]*[0-9a-zA-Z]+$/;

/** API v2's provider ids that answers call otherwise (seen on a live server). */
export const SERVER_NAMES: Readonly<Record<string, string>> = {
  amazon: 'ec2',
  azure: 'azure_arm',
  google: 'gce',
  alibaba: 'aliyun_ecs',
  equinix: 'equinixmetal',
  ibm: 'softlayer',
  kvm: 'libvirt',
};

/** Regions of EC2 that both APIs accept. */
export const REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

const SECRETS = new Set([
  'apisecret',
  'secret',
  'token',
  'password',
  'privateKey',
  'private_key',
  'key',
  'certificate',
]);

function publicFields(provider: string, fields: Fields): Record<string, unknown> {
  const shown = Object.entries(fields).filter(([name]) => !SECRETS.has(name) && name !== 'provider' && name !== 'name');
  const kept: Record<string, unknown> = Object.fromEntries(shown);
  if (provider === 'docker') {
    kept.port = Number(kept.port ?? 4243);
    kept.show_all ??= false;
  }
  return kept;
}

function refused(fields: Fields): boolean {
  return Object.values(fields).some((value) => typeof value === 'string' && value.startsWith('BAD'));
}

/** Throws the 401 of v1 for credentials that the provider refuses; v2 says the same with 403. */
function askProvider(context: Context, provider: string, name: string, fields: Fields, status: number): void {
  if (context.switches.providerDown.includes(name)) throw new Refusal(503, 'Cloud unavailable');
  const region = fields.region;
  if (provider === 'ec2' && typeof region === 'string' && !REGIONS.includes(region)) {
    throw new Refusal(503, `Cloud unavailable: Invalid region: ${region}`);
  }
  if (!refused(fields)) return;
  const words =
    provider === 'ec2'
      ? "'AuthFailure: AWS was not able to validate the provided access credentials'"
      : "'Invalid credentials'";
  throw new Refusal(status, `Unauthorized cloud credentials: ${words}`);
}

const EC2_NEEDS = ['apikey', 'apisecret', 'region'];

/** Throws the 400 of v1 for EC2 fields that are missing. */
function requireFields(context: Context, provider: string, fields: Fields): void {
  if (provider !== 'ec2') return;
  for (const name of EC2_NEEDS) {
    if (typeof fields[name] === 'string' && fields[name] !== '') continue;
    const id = hexOf(context.world, 32);
    throw new Refusal(
      400,
      `Bad Request: {'msg': "ValidationError (Cloud.AmazonCloud:${id}) (Field is required: ['${name}'])", 'errors': {'${name}': 'Field is required'}}`,
    );
  }
}

/** True when a cloud that is not removed has this name. */
export function nameTaken(context: Context, name: string): boolean {
  return context.state.clouds.some((cloud) => !cloud.deleted && cloud.name === name);
}

/** Throws the 400 of v1 for names that the server does not take (2 characters at least). */
export function checkCloudName(name: string): void {
  if (!NAME.test(name)) {
    throw new Refusal(400, 'Bad Request: Cloud name may only contain ASCII letters, numbers, dashes and dots');
  }
}

/** A cloud of this provider (server name), whose catalog is listed `catalogMs` from now. No checks. */
export function insertCloud(
  context: Context,
  name: string,
  provider: string,
  fields: Fields,
  catalogMs: number,
): CloudRecord {
  const { world, state } = context;
  const region = typeof fields.region === 'string' ? fields.region : undefined;
  const id = hexOf(world, 32);
  const cloud: CloudRecord = {
    id,
    name,
    provider,
    account: id,
    enabled: true,
    deleted: false,
    fields: publicFields(provider, fields),
    refused: false,
    catalogAt: world.now() + catalogMs,
    ...catalogFor(world, provider, region),
    fastPollUntil: 0,
    cancelPoll: null,
    tags: {},
  };
  state.clouds.push(cloud);
  startPolling(context, cloud, false);
  return cloud;
}

/** The account of another cloud, added once more under this name: Mist refuses only equal names. */
export function insertAgain(context: Context, name: string, other: CloudRecord): CloudRecord {
  const cloud = insertCloud(context, name, other.provider, other.fields, 0);
  cloud.account = other.account;
  return cloud;
}

/**
 * Adds a cloud as both APIs do: name and fields checked, then the provider asked, then stored. Two adds of one name at
 * the same time both pass the first check; the later one ends in 500. `credentialStatus` is 401 in v1 and 403 in v2.
 */
export async function addCloud(
  context: Context,
  name: string,
  provider: string,
  fields: Fields,
  credentialStatus: 401 | 403,
): Promise<CloudRecord> {
  checkCloudName(name);
  requireFields(context, provider, fields);
  if (nameTaken(context, name)) throw new Refusal(409, 'Cloud with this name already exists');
  askProvider(context, provider, name, fields, credentialStatus);
  await Promise.resolve();
  if (nameTaken(context, name)) throw new Refusal(500, 'Internal Server Error');
  return insertCloud(context, name, provider, fields, paced(context, 5000));
}

/** v1 PATCH: refused credentials have already replaced the good ones, so the cloud stays broken until a good PATCH. */
export function patchCloud(context: Context, cloud: CloudRecord, fields: Fields): void {
  cloud.refused = refused(fields);
  askProvider(context, cloud.provider, cloud.name, fields, 401);
  cloud.fields = { ...cloud.fields, ...publicFields(cloud.provider, fields) };
}

/** Only marks it: the provider's machines run on, invisible from now. */
export function removeCloud(cloud: CloudRecord): void {
  cloud.deleted = true;
  cloud.cancelPoll?.();
}
