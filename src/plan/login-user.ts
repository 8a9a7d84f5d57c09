// Who to log in as: what the row says, else the user of its image at that provider.
import type { DesiredMachine } from '../model/desired.ts';
import { loginUser, osOfImage, providerOf } from '../model/providers.ts';

type Cloud = { readonly name: string; readonly provider: string };

/** The login user of a row on the backend it is on (or will be); `imageName` helps where the row names no family. */
export function loginUserOf(
  desired: DesiredMachine,
  backend: string | null,
  clouds: readonly Cloud[],
  imageName: string | null,
): string {
  if (desired.user !== null) return desired.user;
  const cloud = clouds.find((one) => one.name === (backend ?? desired.backend));
  const os = desired.image?.by === 'family' ? desired.image.os : osOfImage(desired.image?.name ?? imageName ?? '');
  return loginUser(cloud ? providerOf(cloud.provider) : null, os);
}
