// How image families are called at each provider: one table of patterns and provider searches, with where they are from.
import type { ProviderId } from '../model/spec.ts';

type FamilyNames = {
  /** Matched against an image's name and external id, with the version already put in. */
  readonly pattern: (version: string) => RegExp;
};

/** Variants of a family that nobody means by the family's plain name. */
const VARIANTS =
  /minimal|pro[-_ /]|[-_ ]pro\b|gpu|cuda|fips|eks|daily|testing|sql|deep.?learning|desktop|hardened|container/i;

/** `24.04` → `24[.-]?04`: providers write versions with a dot, a hyphen or nothing. */
function version(text: string): string {
  return text.replace(/[^0-9a-z.]/gi, '').replaceAll('.', '[.-]?');
}

function plain(os: string): FamilyNames {
  // "Ubuntu 24.04 LTS", "linode/ubuntu24.04", "ubuntu-24-04-x64", "mist/debian-12": the word, a short gap, the version.
  return { pattern: (v) => new RegExp(`(^|[^a-z])${os}[^0-9]{0,24}${version(v)}($|[^0-9.]|\\.(?![0-9]))`, 'i') };
}

/** How one publisher names the images of a family: what fits, what to search for, and where that is written down. */
export type PublisherNames = {
  readonly pattern: (version: string) => RegExp;
  readonly search: (version: string) => string;
  readonly source: string;
};

/**
 * Families whose publisher's names are known, provider by provider; newest by the date in the name. Everywhere else the
 * family's word and version are looked for in what Mist lists.
 */
export const OWN_NAMES: Partial<Readonly<Record<ProviderId, Readonly<Record<string, PublisherNames>>>>> = {
  amazon: {
    // ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260301
    ubuntu: {
      pattern: (v) => new RegExp(`^(?:ubuntu/images/[a-z0-9-]+/)ubuntu-[a-z]+-${version(v)}-[a-z0-9]+-server-[0-9.]+$`),
      search: (v) => `ubuntu/images/*${v}*server*`,
      source: "Canonical's image finder",
    },
    // debian-12-amd64-20260210-2021
    debian: {
      pattern: (v) => new RegExp(`^debian-${version(v)}-[a-z0-9]+-[0-9]+(?:-[0-9]+)?$`),
      search: (v) => `debian-${v}-*`,
      source: 'wiki.debian.org/Cloud/AmazonEC2Image',
    },
  },
};

function ownNames(provider: ProviderId | null, os: string): PublisherNames | null {
  const families = provider === null ? undefined : OWN_NAMES[provider];
  return families !== undefined && Object.hasOwn(families, os) ? (families[os] ?? null) : null;
}

/**
 * Tells whether an image text (name or external id) belongs to that family and version at that provider. One pattern for a whole
 * catalog: to make it takes longer than to use it.
 */
export function familyTest(provider: ProviderId | null, os: string, osVersion: string): (text: string) => boolean {
  const own = ownNames(provider, os);
  const pattern = (own ?? plain(os)).pattern(osVersion);
  return own === null ? (text) => pattern.test(text) && !VARIANTS.test(text) : (text) => pattern.test(text);
}

/** What to ask the provider when Mist has no image of that family stored; null where a search finds nothing more. */
export function familySearch(provider: ProviderId | null, os: string, osVersion: string): string | null {
  if (provider !== 'amazon') return null;
  return ownNames(provider, os)?.search(osVersion) ?? `${os}-${osVersion}-*`;
}

/** The date in an image's name as a sortable number (`20260301`), or 0. */
export function imageDate(name: string): number {
  const dates = name.match(/20\d{6}(?!\d)/g);
  return dates ? Number(dates.at(-1)) : 0;
}
