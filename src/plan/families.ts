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

/**
 * Publishers' image names on EC2, newest by the date in the name: Canonical `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260301`
 * (documented by Canonical's image finder), Debian `debian-12-amd64-20260210-2021` (wiki.debian.org/Cloud/AmazonEC2Image).
 */
const AMAZON: Readonly<Record<string, (v: string) => RegExp>> = {
  ubuntu: (v) => new RegExp(`^(?:ubuntu/images/[a-z0-9-]+/)ubuntu-[a-z]+-${version(v)}-[a-z0-9]+-server-[0-9.]+$`),
  debian: (v) => new RegExp(`^debian-${version(v)}-[a-z0-9]+-[0-9]+(?:-[0-9]+)?$`),
};

/** True when an image text (name or external id) belongs to that family and version at that provider. */
export function isOfFamily(provider: ProviderId | null, os: string, osVersion: string, text: string): boolean {
  const own = provider === 'amazon' ? AMAZON[os] : undefined;
  if (own) return own(osVersion).test(text);
  return plain(os).pattern(osVersion).test(text) && !VARIANTS.test(text);
}

/** What to ask the provider when Mist has no image of that family stored; null where a search finds nothing more. */
export function familySearch(provider: ProviderId | null, os: string, osVersion: string): string | null {
  if (provider !== 'amazon') return null;
  return os === 'ubuntu' ? `ubuntu/images/*${osVersion}*server*` : `${os}-${osVersion}-*`;
}

/** The date in an image's name as a sortable number (`20260301`), or 0. */
export function imageDate(name: string): number {
  const dates = name.match(/20\d{6}(?!\d)/g);
  return dates ? Number(dates.at(-1)) : 0;
}
