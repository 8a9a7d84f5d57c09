// One SSH server: who may log in, and what a session may ask for.
import { createPublicKey, verify } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type ParsedKey, type ServerChannel, type Session } from 'ssh2';
import type { MachineShell } from './ssh-process.ts';
import { serveSftp } from './ssh-sftp.ts';

/** What one server answers with; `authorizedKeys` are public key lines. */
export type SshServerOptions = {
  /** The host keys of now, OpenSSH private key texts: asked for each connection, like sshd behind inetd. */
  readonly hostKeys: () => readonly string[];
  readonly user: string;
  readonly authorizedKeys: readonly string[];
  readonly home: string;
  readonly shell: MachineShell;
  /** Where another machine of the same network listens; null for what is no machine. Without it nothing is forwarded. */
  readonly route?: (ip: string, port: number) => { readonly ip: string; readonly port: number } | null;
};

/** A listening server. `close` resolves when it listens no more and every connection has been cut. */
export type SshServer = { readonly ip: string; readonly port: number; readonly close: () => Promise<void> };

/** ssh2 has OpenSSL read an RSA key anew for each signature, which takes longer than to verify it. */
function loaded(key: ParsedKey): ParsedKey {
  if (key.type !== 'ssh-rsa') return key;
  const made = createPublicKey(key.getPublicPEM());
  const slow = key.verify.bind(key);
  key.verify = (data: Buffer | string, signature: Buffer, algorithm?: string) =>
    algorithm === undefined ? slow(data, signature) : verify(algorithm, Buffer.from(data), made, signature);
  return key;
}

function publicKeys(lines: readonly string[]): readonly ParsedKey[] {
  return lines.flatMap((line) => {
    const parsed = ssh2.utils.parseKey(line);
    const keys = Array.isArray(parsed) ? parsed : [parsed];
    return keys.filter((key) => !(key instanceof Error)).map(loaded);
  });
}

/** Lets the image's user in with a deployed key that signs; clients also ask first whether a key would do. */
function authenticate(context: AuthContext, user: string, keys: readonly ParsedKey[]): void {
  if (context.method !== 'publickey' || context.username !== user) {
    context.reject(['publickey']);
    return;
  }
  const { data } = context.key;
  const { blob, signature, hashAlgo } = context;
  const key = keys.find((one) => one.getPublicSSH().equals(data));
  // ssh2 gives an Error, not false, for a signature that it cannot read.
  const isSigned = signature === undefined || (blob && key?.verify(blob, signature, hashAlgo) === true);
  if (key !== undefined && isSigned) context.accept();
  else context.reject(['publickey']);
}

function serveSession(session: Session, options: SshServerOptions): void {
  let signal: (name: NodeJS.Signals) => void = () => {};
  // There is no terminal behind it, but tools that ask for one (`ssh -tt`, Ansible) work without.
  session.on('pty', (accept) => accept?.());
  session.on('window-change', (accept) => accept?.());
  session.on('signal', (accept, _reject, info) => {
    accept?.();
    signal(`SIG${info.name}` as NodeJS.Signals);
  });
  session.on('exec', (accept, _reject, info) => {
    signal = options.shell.run(accept(), info.command);
  });
  session.on('shell', (accept) => {
    signal = options.shell.run(accept(), null);
  });
  session.on('sftp', (accept) => serveSftp(accept(), options.home));
}

/** A connection to another machine, handed on both ways (direct-tcpip, RFC 4254 section 7.2): what a jump host does. */
function forward(
  to: { readonly ip: string; readonly port: number },
  accept: () => ServerChannel,
  reject: () => void,
): void {
  const socket = connect({ host: to.ip, port: to.port, noDelay: true });
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.off('error', reject);
    const channel = accept();
    for (const stream of [socket, channel]) stream.on('error', () => {});
    socket.on('close', () => channel.end());
    channel.on('close', () => socket.destroy());
    socket.pipe(channel).pipe(socket);
  });
}

function serveClient(client: Connection, options: SshServerOptions, keys: readonly ParsedKey[]): void {
  client.on('authentication', (context) => authenticate(context, options.user, keys));
  client.on('session', (accept) => serveSession(accept(), options));
  client.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const to = options.route?.(destIP, destPort) ?? null;
    if (to === null) reject();
    else forward(to, accept, reject);
  });
  // Scanners and clients that hang up are no fault of the machine.
  client.on('error', () => {});
}

function listen(server: Server, ip: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, ip, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The SSH server has no port.'));
      else resolve(address.port);
    });
  });
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

/** What serves one connection; null while the machine has no host key that can be read. */
function serverFor(options: SshServerOptions, keys: readonly ParsedKey[]): InstanceType<typeof ssh2.Server> | null {
  try {
    const hostKeys = [...options.hostKeys()];
    return new ssh2.Server({ hostKeys, ident: 'mist-sandbox' }, (client) => serveClient(client, options, keys));
  } catch {
    return null;
  }
}

/** Listens on a free port of `ip`. Rejects with the system's error when there is no such address here. */
export async function startSshServer(ip: string, options: SshServerOptions): Promise<SshServer> {
  const keys = publicKeys(options.authorizedKeys);
  const sockets = new Set<Socket>();
  // Its own listener instead of ssh2's keeps hold of the sockets. Nagle's algorithm would cost 0.3 s in each login.
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const ssh = serverFor(options, keys);
    if (ssh === null) socket.destroy();
    else ssh.injectSocket(socket);
  });
  const port = await listen(listener, ip);
  return { ip, port, close: () => closeAll(listener, sockets) };
}
