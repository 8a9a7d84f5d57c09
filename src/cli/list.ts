// `list`: what can be named in a spec, read from the server. Reads only.
import type { MistReader } from '../engine/ports.ts';
import { PlanError } from '../model/errors.ts';
import type { ObservedCloud } from '../model/observed.ts';
import { PROVIDERS } from '../model/providers.ts';
import type { Command } from './arguments.ts';

type ListCommand = Extract<Command, { kind: 'list' }>;

/** The providers need no server. */
export function listProviders(): readonly Record<string, unknown>[] {
  return Object.entries(PROVIDERS).map(([provider, { serverName, cloudInit }]) => ({
    provider,
    server_name: serverName,
    cloud_init: cloudInit,
  }));
}

/** Rows of one catalog, as JSON-ready values. Throws PlanError when the backend is not one of the organisation's. */
export async function listCatalog(
  reader: MistReader,
  command: ListCommand,
): Promise<readonly Record<string, unknown>[]> {
  const clouds = await reader.clouds();
  if (command.what === 'backends')
    return clouds.map(({ id, name, provider, enabled }) => ({ id, name, provider, enabled }));
  const cloud = chooseCloud(clouds, command.backend);
  switch (command.what) {
    case 'images': {
      const images = await reader.images(cloud.id, command.search);
      return images.map(({ id, externalId, name, architectures }) => ({
        id,
        external_id: externalId,
        name,
        architectures,
      }));
    }
    case 'sizes': {
      const sizes = matching(await reader.sizes(cloud.id), command.search);
      return sizes.map(({ id, externalId, name, cpus, ramMb, priceHourly }) => ({
        id,
        external_id: externalId,
        name,
        cpus,
        ram_mb: ramMb,
        price_hourly: priceHourly,
      }));
    }
    case 'locations': {
      const locations = matching(await reader.locations(cloud.id), command.search);
      return locations.map(({ id, externalId, name, kind }) => ({ id, external_id: externalId, name, kind }));
    }
    default:
      return listProviders();
  }
}

function matching<T extends { readonly name: string; readonly externalId: string }>(
  rows: readonly T[],
  search: string | null,
): readonly T[] {
  const text = search?.toLowerCase() ?? '';
  return rows.filter((row) => `${row.name} ${row.externalId}`.toLowerCase().includes(text));
}

function chooseCloud(clouds: readonly ObservedCloud[], name: string | null): ObservedCloud {
  const enabled = clouds.filter((cloud) => cloud.enabled);
  const found = name === null ? enabled : enabled.filter((cloud) => cloud.name === name);
  const known = enabled.map((cloud) => cloud.name).join(', ') || 'none';
  if (found.length === 1 && found[0]) return found[0];
  throw new PlanError(
    'unknown-backend',
    `backend/${name ?? '*'}`,
    name === null ? 'say which with --backend.' : 'there is no such enabled backend.',
    {
      hint: `Enabled backends: ${known}.`,
    },
  );
}
