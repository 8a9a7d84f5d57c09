// What the sandbox's EC2 offers: sizes with their hourly prices, zones, and images of several families, dates and versions.
import type { Catalog, CatalogImage, CatalogSize } from './catalog.ts';

function size(
  externalId: string,
  cpus: number,
  ram: number,
  price: number,
  architecture: 'x86' | 'arm' = 'x86',
): CatalogSize {
  // Mist doubles the name on EC2, so a quoted exact name never matches.
  return { externalId, name: `${externalId} - ${externalId}`, cpus, ram, disk: 0, architecture, price };
}

const SIZES: readonly CatalogSize[] = [
  size('a1.2xlarge', 8, 16384, 0.204, 'arm'),
  size('a1.4xlarge', 16, 32768, 0.408, 'arm'),
  size('a1.large', 2, 4096, 0.051, 'arm'),
  size('c5.large', 2, 4096, 0.085),
  size('c5.xlarge', 4, 8192, 0.17),
  size('c5a.16xlarge', 64, 131072, 2.464),
  size('c6g.medium', 1, 2048, 0.034, 'arm'),
  size('c6g.large', 2, 4096, 0.068, 'arm'),
  size('m1.small', 1, 1740, 0.044),
  size('m5.large', 2, 8192, 0.096),
  size('m5.xlarge', 4, 16384, 0.192),
  size('m5.2xlarge', 8, 32768, 0.384),
  size('m6g.large', 2, 8192, 0.077, 'arm'),
  size('r5.large', 2, 16384, 0.126),
  size('t2.2xlarge', 8, 32768, 0.3712),
  size('t2.large', 2, 8192, 0.0928),
  size('t2.medium', 2, 4096, 0.0464),
  size('t2.micro', 1, 1024, 0.0116),
  size('t2.nano', 1, 512, 0.0058),
  size('t2.small', 1, 2048, 0.023),
  size('t2.xlarge', 4, 16384, 0.1856),
  size('t3.medium', 2, 4096, 0.0416),
  size('t3.micro', 2, 1024, 0.0104),
  size('t3.small', 2, 2048, 0.0208),
  // One CPU although Amazon sells it with two: so a live server had it, and chose it over t2.micro.
  size('t3a.micro', 1, 1024, 0.0094),
  size('t4g.micro', 2, 1024, 0.0084, 'arm'),
  size('t4g.small', 2, 2048, 0.0168, 'arm'),
  size('x1.16xlarge', 64, 999424, 6.669),
  size('x1.32xlarge', 128, 1998848, 13.338),
];

type Release = {
  readonly code: string;
  readonly version: string;
  readonly folder: string;
  readonly dates: readonly string[];
};

const UBUNTU: readonly Release[] = [
  { code: 'noble', version: '24.04', folder: 'hvm-ssd-gp3', dates: ['20251022', '20260115', '20260301'] },
  { code: 'jammy', version: '22.04', folder: 'hvm-ssd', dates: ['20251103', '20260218'] },
  { code: 'focal', version: '20.04', folder: 'hvm-ssd', dates: ['20250527'] },
];

function ubuntuImages(): CatalogImage[] {
  const images: CatalogImage[] = [];
  for (const release of UBUNTU) {
    for (const date of release.dates) {
      for (const [label, architecture] of [
        ['amd64', 'x86'],
        ['arm64', 'arm'],
      ] as const) {
        images.push({
          name: `ubuntu/images/${release.folder}/ubuntu-${release.code}-${release.version}-${label}-server-${date}`,
          description: `Canonical, Ubuntu, ${release.version} LTS, ${label} ${release.code} image build on ${date}`,
          osType: 'linux',
          osDistro: 'ubuntu',
          architecture,
          stored: false,
        });
      }
    }
  }
  return images;
}

function debianImages(): CatalogImage[] {
  const images: CatalogImage[] = [];
  for (const [version, date] of [
    ['12', '20260112-1993'],
    ['12', '20260302-2041'],
    ['11', '20251208-1961'],
  ] as const) {
    for (const [label, architecture] of [
      ['amd64', 'x86'],
      ['arm64', 'arm'],
    ] as const) {
      images.push({
        name: `debian-${version}-${label}-${date}`,
        description: `Debian ${version} (${date})`,
        osType: 'linux',
        osDistro: 'debian',
        architecture,
        stored: false,
      });
    }
  }
  return images;
}

function defaultImage(name: string, osDistro: string, osType = 'linux'): CatalogImage {
  return { name, description: name, osType, osDistro, architecture: 'x86', stored: true };
}

const DEFAULTS: readonly CatalogImage[] = [
  defaultImage('.NET Beanstalk Cfn Container v2.0.2.1 on Windows 2012', 'windows', 'mswin'),
  defaultImage('Deep Learning AMI (Amazon Linux 2) Version 42.0', 'amazon_linux'),
  defaultImage('amzn-ami-hvm-2018.03.0.20200716.0-x86_64-ebs', 'amazon_linux'),
  defaultImage('amzn2-ami-hvm-2.0.20191116.0-x86_64-gp2', 'amazon_linux'),
  defaultImage('suse-sles-15-sp2-v20201211-hvm-ssd-x86_64', 'suse'),
  {
    ...defaultImage('ubuntu-xenial-16.04-amd64-server-20190212-SQL_2017_Standard-2021.02.25', 'ubuntu'),
    starred: true,
  },
  defaultImage('ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20210224', 'ubuntu'),
];

/** Prices, names and zones as recorded in us-east-1; the families that a search finds are named like Canonical's and Debian's. */
export const EC2: Catalog = {
  sizes: SIZES,
  images: [...DEFAULTS, ...ubuntuImages(), ...debianImages()],
  zonesOf: (region) => ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${region}${letter}`),
};
