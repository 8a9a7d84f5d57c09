// Logins that are kept for a moment: a host that was just logged into need not be logged into again for the next command.
import type { Client } from 'ssh2';
import type { SshTarget } from '../engine/ports.ts';
import { checkHostKey } from './host-key-check.ts';

/** A login that is open; `hostKey` is the one that was presented, `kind base64`. */
export type OpenLogin = {
  readonly target: SshTarget;
  readonly client: Client;
  readonly hostKey: string;
  /** A command has been run on it. */
  readonly used: boolean;
  readonly close: () => void;
};

/** Each is handed to one command at most, and closed when none has come in time, on cancellation, or when it breaks. */
export class KeptLogins {
  readonly #kept = new Map<OpenLogin, () => void>();

  keep(login: OpenLogin, ms: number, signal: AbortSignal): void {
    const end = (): void => {
      this.#release(login);
      login.close();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    login.client.once('close', end);
    this.#kept.set(login, () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      login.client.off('close', end);
    });
    if (signal.aborted) end();
  }

  /** The login that a new one to this target would be, now with its caller; null where there is none. */
  take(target: SshTarget): OpenLogin | null {
    const found = [...this.#kept.keys()].find((login) => leadsTo(login, target));
    if (found === undefined) return null;
    this.#release(found);
    return found;
  }

  #release(login: OpenLogin): void {
    this.#kept.get(login)?.();
    this.#kept.delete(login);
  }
}

function leadsTo(login: OpenLogin, { host, port, user, privateKey, via, hostKey }: SshTarget): boolean {
  const known = login.target;
  const same = known.host === host && known.port === port && known.user === user && known.via === via;
  if (!same || known.privateKey !== privateKey) return false;
  const blob = Buffer.from(login.hostKey.split(' ')[1] ?? '', 'base64');
  return checkHostKey(hostKey, blob).ok;
}
