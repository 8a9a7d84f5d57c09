// What a row's `wait` asks for beyond itself.
import type { WaitRef } from './spec.ts';

/** True where readiness is proved by a login from here: it needs the key that opens the machine, and its host key. */
export function logsIn(wait: WaitRef): boolean {
  switch (wait.level) {
    case 'ssh':
      return wait.from === undefined;
    case 'cloud-init':
    case 'command':
      return true;
    default:
      return false;
  }
}
