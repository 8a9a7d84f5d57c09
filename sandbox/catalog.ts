// What each provider of the sandbox offers, and how a cloud gets its own rows of it.
import { EC2 } from './catalog-ec2.ts';
import type { ImageRecord, LocationRecord, SizeRecord } from './state.ts';
import { hexOf, type World } from './world.ts';

/** An image as a provider offers it; `stored` ones are in Mist's own list from the start. */
export type CatalogImage = {
  readonly name: string;
  readonly externalId?: string;
  readonly description: string;
  readonly osType: string;
  readonly osDistro: string;
  readonly architecture: 'x86' | 'arm';
  readonly stored: boolean;
  readonly starred?: boolean;
};

/** A size as a provider offers it, before it has a Mist id. */
export type CatalogSize = Omit<SizeRecord, 'id'>;

/** Everything one provider offers. */
export type Catalog = {
  readonly sizes: readonly CatalogSize[];
  readonly images: readonly CatalogImage[];
  /** Names of the zones of a region; empty where locations are flat. */
  readonly zonesOf: ((region: string) => readonly string[]) | null;
  readonly regions?: readonly { readonly name: string; readonly country: string }[];
};

function linode(externalId: string, name: string, cpus: number, ram: number, disk: number, price: number): CatalogSize {
  return { externalId, name, cpus, ram, disk, architecture: 'x86', price };
}

function plainImage(name: string, externalId: string, osDistro: string): CatalogImage {
  return { name, externalId, description: name, osType: 'linux', osDistro, architecture: 'x86', stored: true };
}

const LINODE: Catalog = {
  sizes: [
    linode('g6-nanode-1', 'Nanode 1GB', 1, 1024, 25600, 0.0075),
    linode('g6-standard-1', 'Linode 2GB', 1, 2048, 51200, 0.018),
    linode('g6-standard-2', 'Linode 4GB', 2, 4096, 81920, 0.036),
    linode('g6-standard-4', 'Linode 8GB', 4, 8192, 163840, 0.072),
    linode('g6-dedicated-2', 'Dedicated 4GB', 2, 4096, 81920, 0.054),
    linode('g6-dedicated-4', 'Dedicated 8GB', 4, 8192, 163840, 0.108),
  ],
  images: [
    plainImage('Ubuntu 24.04 LTS', 'linode/ubuntu24.04', 'ubuntu'),
    plainImage('Ubuntu 22.04 LTS', 'linode/ubuntu22.04', 'ubuntu'),
    plainImage('Debian 12', 'linode/debian12', 'debian'),
    plainImage('Debian 11', 'linode/debian11', 'debian'),
    plainImage('Fedora 41', 'linode/fedora41', 'fedora'),
  ],
  zonesOf: null,
  regions: [
    { name: 'us-east', country: 'US' },
    { name: 'us-west', country: 'US' },
    { name: 'eu-central', country: 'DE' },
    { name: 'eu-west', country: 'GB' },
  ],
};

const DOCKER: Catalog = {
  // Docker has no size rows: a create names cpu and memory itself.
  sizes: [],
  images: [
    plainImage('mist/ubuntu-24.04:latest', 'mist/ubuntu-24.04', 'ubuntu'),
    plainImage('mist/ubuntu-22.04:latest', 'mist/ubuntu-22.04', 'ubuntu'),
    plainImage('Debian Bullseye with SSH server', 'mist/debian-ssh', 'debian'),
    plainImage('debian:12', '', 'debian'),
    plainImage('mist/debian-ssh:latest', '', 'debian'),
  ],
  zonesOf: null,
};

const EMPTY: Catalog = { sizes: [], images: [], zonesOf: null };

const CATALOGS: Readonly<Record<string, Catalog>> = { ec2: EC2, linode: LINODE, docker: DOCKER };

/** The rows of one cloud. */
export type CloudCatalog = {
  readonly images: ImageRecord[];
  readonly sizes: SizeRecord[];
  readonly locations: LocationRecord[];
};

/** EC2's own ids for a zone are just "0", "1", … (recorded). */
function locationsOf(world: World, catalog: Catalog, region: string | undefined): LocationRecord[] {
  if (catalog.zonesOf !== null && region !== undefined) {
    const parent: LocationRecord = {
      id: hexOf(world, 32),
      externalId: region,
      name: region,
      country: 'USA',
      kind: 'region',
      parent: null,
    };
    const zones = catalog.zonesOf(region).map(
      (name, index): LocationRecord => ({
        id: hexOf(world, 32),
        externalId: String(index),
        name,
        country: 'USA',
        kind: 'zone',
        parent: parent.id,
      }),
    );
    return [parent, ...zones];
  }
  const regions = catalog.regions ?? [];
  if (regions.length === 0) {
    return [{ id: hexOf(world, 32), externalId: '', name: 'default', country: '', kind: 'zone', parent: null }];
  }
  return regions.map(({ name, country }) => ({
    id: hexOf(world, 32),
    externalId: name,
    name,
    country,
    kind: 'region',
    parent: null,
  }));
}

/** Fresh rows, with Mist ids of their own, of what `provider` (the server's name) offers in `region`. */
export function catalogFor(world: World, provider: string, region: string | undefined): CloudCatalog {
  const catalog = CATALOGS[provider] ?? EMPTY;
  const external =
    provider === 'ec2' ? (): string => `ami-${hexOf(world, 17)}` : (): string => `sha256:${hexOf(world, 64)}`;
  return {
    images: catalog.images.map((image) => {
      const { name, description, osType, osDistro, architecture, stored } = image;
      const externalId = image.externalId === undefined || image.externalId === '' ? external() : image.externalId;
      const starred = image.starred ?? false;
      return { id: hexOf(world, 32), externalId, name, description, osType, osDistro, architecture, stored, starred };
    }),
    sizes: catalog.sizes.map((size) => ({ id: hexOf(world, 32), ...size })),
    locations: locationsOf(world, catalog, region),
  };
}
