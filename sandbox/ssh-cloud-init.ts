// The first boot of a machine as cloud-init tells it: the files that it leaves, and when. Its user data is not carried out.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { World } from './world.ts';

/**
 * How a boot ends: as it should, with what cloud-init calls recoverable errors, with a module that failed, never, or on
 * an image without cloud-init.
 */
export type BootEnd = 'done' | 'degraded' | 'fails' | 'hangs' | 'absent';

/** `ms`: from now on until cloud-init has done all that it does. */
export type Boot = { readonly end: BootEnd; readonly ms: number };

/** Time as far as a boot takes some. */
export type BootTime = Pick<World, 'now' | 'schedule'>;

const DATASOURCE = 'DataSourceEc2Local';
const FAILURE = "('scripts_user', RuntimeError('Runparts: 1 failures (part-001) in 1 attempted commands'))";
const WARNING = 'Failed to update the package index; using the old one';

const OUTPUT: Readonly<Record<'begin' | Exclude<BootEnd, 'hangs' | 'absent'>, string>> = {
  begin: "Cloud-init v. 24.4 running 'init' at Mon, 23 Nov 2026. Up 4.1 seconds.\n",
  done: 'Cloud-init v. 24.4 finished. Datasource DataSourceEc2Local. Up 9.5 seconds\n',
  degraded: 'W: Some index files failed to download.\nCloud-init v. 24.4 finished. Up 9.5 seconds\n',
  fails: 'E: Unable to locate package no-such-package\nFailed to run module scripts_user (part-001)\n',
};

function stage(errors: readonly string[], warnings: readonly string[]): Record<string, unknown> {
  return { errors, recoverable_errors: warnings.length === 0 ? {} : { WARNING: warnings }, start: 4.1, finished: 9.5 };
}

function json(v1: Record<string, unknown>): string {
  return `${JSON.stringify({ v1: { datasource: DATASOURCE, ...v1 } }, null, 1)}\n`;
}

/**
 * Boots below `root`, which stands for `/`. `run/` begins anew with every boot, `var/` stays. Resolves when the first files
 * are there; the answer stops what is still to come. Without `time`, it has ended by then.
 */
export async function bootBelow(root: string, { end, ms }: Boot, time: BootTime | null): Promise<() => Promise<void>> {
  if (end === 'absent') return async () => {};
  const put = async (path: string, text: string, flag = 'w'): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag });
  };
  await rm(join(root, 'run'), { recursive: true, force: true });
  await put('var/lib/cloud/seed/README', 'Made by the sandbox.\n');
  await put('run/cloud-init/status.json', json({ stage: 'modules-final', init: stage([], []) }));
  await put('var/log/cloud-init-output.log', OUTPUT.begin, 'a');
  if (end === 'hangs') return async () => {};
  const errors = end === 'fails' ? [FAILURE] : [];
  const finish = async (): Promise<void> => {
    await put('var/log/cloud-init-output.log', OUTPUT[end], 'a');
    await put('var/lib/cloud/instance/boot-finished', '9.5 - Mon, 23 Nov 2026 12:00:00 +0000 - v. 24.4\n');
    const final = stage(errors, end === 'degraded' ? [WARNING] : []);
    await put('run/cloud-init/status.json', json({ stage: null, init: stage([], []), 'modules-final': final }));
    await put('run/cloud-init/result.json', json({ errors }));
  };
  let finishing = Promise.resolve();
  if (time === null) {
    await finish();
    return async () => {};
  }
  const cancel = time.schedule(time.now() + ms, () => {
    // A computer without room for a few files shows a boot that hangs.
    finishing = finish().catch(() => {});
  });
  return async () => {
    cancel();
    await finishing;
  };
}
