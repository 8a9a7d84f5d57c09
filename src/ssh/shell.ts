// Runs scripts on a machine over SSH: the text goes in on the input, output and exit code come out.
import { StringDecoder } from 'node:string_decoder';
import type { Client, ClientChannel } from 'ssh2';
import type { RemoteCommand, RemoteResult, Shell, SshTarget } from '../engine/ports.ts';
import { type Limits, runAttempt, type Settle } from './attempt.ts';
import { prepareLogin, startLogin } from './login.ts';
import type { Failure } from './socket-reason.ts';

const END = '# mist-action: end of script';

/**
 * Reads so many bytes of the input, then runs them in this same shell. The last line tells that nothing was cut off: sshd
 * ends the input of a command when the connection breaks, and half a script must not run. There is no newline, backslash
 * or `!` in it, so that a login shell that is no POSIX shell (csh, fish) passes it on as it is.
 */
function readAndRun(bytes: number): string {
  const run = `case $m in *"${END}") eval "unset m; $m";; *) exit 255;; esac`;
  return `exec sh -c 'm=$(head -c ${bytes}); exec </dev/null; ${run}'`;
}

const STDOUT_BYTES = 64 * 1024;

/**
 * A background job that keeps the output open keeps the channel open after the exit status too. The rest of the output
 * is waited for this long, ms: from the status on, and from each chunk on up to the limit.
 */
const LINGER_MS = 1_000;
const LINGER_LIMIT_MS = 10_000;

function notRun({ final, seen }: Failure): RemoteResult {
  return { ran: false, final, seen };
}

/** What a channel has given so far: whole characters to the listener, and the first bytes of the standard output. */
class Output {
  readonly #listener: RemoteCommand['onOutput'];
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  readonly #first: Buffer[] = [];
  #size = 0;

  constructor(listener: RemoteCommand['onOutput']) {
    this.#listener = listener;
  }

  add(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    if (stream === 'stdout' && this.#size < STDOUT_BYTES) {
      const part = chunk.subarray(0, STDOUT_BYTES - this.#size);
      this.#first.push(part);
      this.#size += part.length;
    }
    this.#tell(stream, this.#decoders[stream].write(chunk));
  }

  /** Tells what is left of broken characters; gives the first bytes of stdout, cut at a character. */
  end(): string {
    this.#tell('stdout', this.#decoders.stdout.end());
    this.#tell('stderr', this.#decoders.stderr.end());
    const first = Buffer.concat(this.#first);
    const decoder = new StringDecoder('utf8');
    return this.#size < STDOUT_BYTES ? decoder.end(first) : decoder.write(first);
  }

  #tell(stream: 'stdout' | 'stderr', text: string): void {
    if (text !== '') this.#listener?.({ stream, text });
  }
}

type Exit = { readonly exitCode: number | null; readonly signal: string | null };

/** Sends the input and follows the channel until it is closed, or until the exit status is known and no more comes. */
function follow(
  channel: ClientChannel,
  input: Buffer,
  command: RemoteCommand,
  done: (exit: Exit | null, stdout: string) => void,
): void {
  const output = new Output(command.onOutput);
  let exit: Exit | null = null;
  let limit: NodeJS.Timeout | undefined;
  let linger: NodeJS.Timeout | undefined;
  let finished = false;
  const finish = (): void => {
    if (finished) return;
    finished = true;
    clearTimeout(limit);
    clearTimeout(linger);
    done(exit, output.end());
  };
  const wait = (): void => {
    clearTimeout(linger);
    linger = setTimeout(finish, LINGER_MS);
  };
  const take = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    if (finished) return;
    output.add(stream, chunk);
    if (exit !== null) wait();
  };
  channel.on('data', take('stdout'));
  channel.stderr.on('data', take('stderr'));
  channel.on('exit', (code: number | null, signal?: string) => {
    exit = { exitCode: code, signal: code === null ? (signal ?? 'unknown').replace(/^SIG/, '') : null };
    limit ??= setTimeout(finish, LINGER_LIMIT_MS);
    wait();
  });
  channel.on('close', finish);
  // A command that does not read its input breaks this pipe.
  channel.on('error', () => {});
  // The input stays open: ssh2 sends no signal to a channel whose input has ended.
  channel.write(input);
}

function execute(
  client: Client,
  hostKey: string,
  command: RemoteCommand,
  settle: Settle<RemoteResult>,
  opened: (channel: ClientChannel | null) => void,
): void {
  const input = Buffer.from(`${command.script}\n${END}`);
  client.exec(readAndRun(input.length), (error, channel) => {
    if (error) {
      settle({ ran: false, final: true, seen: 'the SSH server runs no commands' });
      return;
    }
    opened(channel);
    follow(channel, input, command, (exit, stdout) => {
      opened(null);
      if (exit === null) settle({ ran: false, final: false, seen: 'the connection closed before the command ended' });
      else settle({ ran: true, ...exit, stdout, hostKey });
    });
  });
}

async function run(target: SshTarget, command: RemoteCommand, limits: Limits): Promise<RemoteResult> {
  const key = await prepareLogin(target);
  if ('ok' in key) return notRun(key);
  if (command.script.includes('\0')) return { ran: false, final: true, seen: 'the script holds a NUL byte' };
  return runAttempt<RemoteResult>(
    limits,
    (settle) => {
      let running: ClientChannel | null = null;
      const login = startLogin(target, key, {
        ready: (client, hostKey) => {
          login.say('the command has not ended');
          execute(client, hostKey, command, settle, (channel) => {
            running = channel;
          });
        },
        // A channel that was open tells its own end, which may be a good one.
        failed: (failure) => {
          if (running === null) settle(notRun(failure));
        },
      });
      const close = (): void => {
        // Without a terminal nothing would end a command whose connection is gone.
        running?.signal('TERM');
        login.close();
      };
      return { seen: login.seen, close };
    },
    (seen) => ({ ran: false, final: false, seen }),
  );
}

/**
 * The shell of this process. A command that is cancelled or out of time is sent SIGTERM, where the server passes it on
 * (OpenSSH 7.9 and later). Background jobs are not waited for; they need an output of their own to live on.
 */
export function createShell(): Shell {
  return {
    run: (target, command, signal) => run(target, command, { timeoutMs: command.timeoutMs, signal }),
  };
}
