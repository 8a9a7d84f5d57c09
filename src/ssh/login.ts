// One SSH connection with the host key checked and a key login: what the prober and the shell have in common. It uses no
// agent and no file of the user's. Loaded on use, because ssh2 takes time and memory.
import { createPrivateKey, sign } from 'node:crypto';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, { type ClientErrorExtensions, type ParsedKey, type PublicKeyAuthMethod } from 'ssh2';
import type { SshTarget } from '../engine/ports.ts';
import { ActionError } from '../model/errors.ts';
import type { Attempt } from './attempt.ts';
import { checkHostKey, offeredAlgorithms } from './host-key-check.ts';
import { type LoadedKey, loadedKey, loadPrivateKey } from './private-key.ts';
import { type Failure, isPort, never, notYet, socketReason } from './socket-reason.ts';

export type LoginEvents = {
  /** The login has been accepted; the host key is `kind base64`. */
  readonly ready: (client: ssh2.Client, hostKey: string) => void;
  /** May come more than once, and after `ready` too, when the connection breaks. */
  readonly failed: (failure: Failure) => void;
};

/** A command may be silent for as long as it likes, but a host that is gone is noticed after a minute. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 4 };

/** What an error of ssh2 means for a login that had come as far as `seen`. */
function failureOf(error: Error & ClientErrorExtensions, user: string, seen: string): Failure {
  // cloud-init may still be installing the key, so a refusal is only what was seen last.
  if (error.level === 'client-authentication') return notYet(`the login of ${user} with the key is refused`);
  if (error.level === 'client-socket' || 'errno' in error) return notYet(`${seen}; ${socketReason(error)}`);
  return notYet(`${seen}; the SSH connection broke`);
}

const SIGNERS = new WeakMap<LoadedKey, ParsedKey>();

/** The key as ssh2 wants it. ssh2 has OpenSSL read an RSA key anew for each signature, which takes as long as to sign. */
function signerOf(key: LoadedKey): ParsedKey {
  const known = SIGNERS.get(key);
  if (known !== undefined) return known;
  const parsed = ssh2.utils.parseKey(key.text);
  const signer = Array.isArray(parsed) ? parsed[0] : parsed;
  if (signer === undefined || signer instanceof Error)
    throw new TypeError('A key that was loaded cannot be read again.');
  if (signer.type === 'ssh-rsa') {
    const made = createPrivateKey(signer.getPrivatePEM());
    const slow = signer.sign.bind(signer);
    signer.sign = (data: Buffer | string, algorithm?: string) => {
      if (algorithm === undefined) return slow(data);
      try {
        return sign(algorithm, Buffer.from(data), made);
      } catch {
        // ssh2 answers with its error instead of throwing it.
        return slow(data, algorithm);
      }
    };
  }
  SIGNERS.set(key, signer);
  return signer;
}

/** The key to log in with, or why there can be no login: an impossible port or an unusable key, here or on the way. */
export async function prepareLogin(target: SshTarget): Promise<LoadedKey | Failure> {
  if (!isPort(target.port)) return never(`${target.port} is no port`);
  const hop = target.via === undefined ? null : await prepareLogin(target.via);
  if (hop !== null && 'ok' in hop) return never(`the jump host: ${hop.seen}`);
  try {
    return await loadPrivateKey(target.privateKey);
  } catch (error) {
    return never(error instanceof ActionError ? error.message : 'the login cannot be tried');
  }
}

/** The way to a host: `seen` tells how far it goes, null once it leads there. */
type Road = { readonly seen: () => string | null; readonly close: () => void };

function openDirect({ host, port }: SshTarget, opened: (socket: Duplex) => void, failed: (error: Error) => void): Road {
  // Without this, Nagle's algorithm and delayed acknowledgements cost a third of a second in each login.
  const socket = connect({ host, port, noDelay: true });
  socket.once('connect', () => opened(socket));
  socket.on('error', failed);
  return { seen: () => null, close: () => socket.destroy() };
}

/** A channel of another login; that it breaks later is told by the login on it. */
function openThrough(
  via: SshTarget,
  { host, port }: SshTarget,
  opened: (channel: Duplex) => void,
  failed: (failure: Failure) => void,
): Road {
  const tell = ({ final, seen }: Failure): void => failed({ ok: false, final, seen: `the jump host: ${seen}` });
  // `prepareLogin` of the target has read it.
  const key = loadedKey(via.privateKey);
  if (key === undefined) throw new TypeError('The login over the jump host was not prepared.');
  let open = false;
  const hop = startLogin(via, key, {
    ready: (client) => {
      client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
        if (error) failed(notYet(`the jump host is there, but port ${port} behind it does not answer`));
        else {
          open = true;
          opened(channel);
        }
      });
    },
    failed: tell,
  });
  return { seen: () => (open ? null : `the jump host: ${hop.seen()}`), close: hop.close };
}

/** Begins to connect; events come later. The one who is told `ready` may go on to say what is `seen`. */
export function startLogin(
  target: SshTarget,
  key: LoadedKey,
  events: LoginEvents,
): Attempt & { say: (seen: string) => void } {
  const { user } = target;
  let seen = `port ${target.port} does not answer`;
  let hostKey = '';
  const byKey: PublicKeyAuthMethod = { type: 'publickey', username: user, key: signerOf(key) };
  const client = new ssh2.Client();
  client.once('handshake', () => {
    seen = `the SSH server is there, but the login of ${user} is not answered`;
  });
  client.on('ready', () => events.ready(client, hostKey));
  client.on('error', (error) => events.failed(failureOf(error, user, seen)));
  client.on('close', () => events.failed(notYet(`${seen}; the connection was closed`)));
  const begin = (sock: Duplex): void => {
    seen = `port ${target.port} is open, but no SSH banner came`;
    client.connect({
      sock,
      username: user,
      authHandler: [byKey],
      // The attempt has its own limit.
      readyTimeout: 0,
      ...KEEPALIVE,
      algorithms: { serverHostKey: offeredAlgorithms(target.hostKey) },
      hostVerifier: (blob: Buffer): boolean => {
        const verdict = checkHostKey(target.hostKey, blob);
        if (verdict.ok) hostKey = verdict.key;
        else events.failed(never(verdict.refusal));
        return verdict.ok;
      },
    });
    sock.once('data', (chunk: Buffer) => {
      if (chunk.subarray(0, 4).toString('latin1') === 'SSH-')
        seen = 'an SSH banner came, but the key exchange is not done';
    });
  };
  const road =
    target.via === undefined
      ? openDirect(target, begin, (error) => events.failed(failureOf(error, user, seen)))
      : openThrough(target.via, target, begin, events.failed);
  const close = (): void => {
    client.destroy();
    road.close();
  };
  const say = (text: string): void => {
    seen = text;
  };
  return { seen: () => road.seen() ?? seen, close, say };
}
