// Runs scripts on a machine over SSH: the text goes in on the input, output and exit code come out.
import { StringDecoder } from 'node:string_decoder';
import type { ClientChannel } from 'ssh2';
import type { Question, RemoteCommand, RemoteResult, Shell, SshTarget } from '../engine/ports.ts';
import { type Attempt, type Limits, runAttempt, type Settle } from './attempt.ts';
import { KeptLogins, type OpenLogin } from './kept-logins.ts';
import { prepareLogin, startLogin } from './login.ts';
import type { LoadedKey } from './private-key.ts';
import { type Failure, notYet } from './socket-reason.ts';

const END = '# mist-action: end of script';

/**
 * Reads so many bytes of the input, then runs them in this same shell. The last line tells that nothing was cut off: sshd
 * ends the input of a command when the connection breaks, and half a script must not run. There is no newline, backslash
 * or `!` in it, so that a login shell that is no POSIX shell (csh, fish) passes it on as it is. What the script starts reads
 * an empty input; answers to what it asks are on descriptor 3.
 */
function readAndRun(bytes: number, asks: boolean): string {
  const run = `case $m in *"${END}") eval "unset m; $m";; *) exit 255;; esac`;
  return `exec sh -c 'm=$(head -c ${bytes}); exec ${asks ? '3<&0 ' : ''}</dev/null; ${run}'`;
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
  #question: Question | undefined;
  readonly #reply: (line: string) => void;

  constructor({ onOutput, question }: RemoteCommand, reply: (line: string) => void) {
    this.#listener = onOutput;
    this.#question = question;
    this.#reply = reply;
  }

  add(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    if (stream === 'stdout' && this.#size < STDOUT_BYTES) {
      const part = chunk.subarray(0, STDOUT_BYTES - this.#size);
      this.#first.push(part);
      this.#size += part.length;
    }
    this.#tell(stream, this.#decoders[stream].write(chunk));
    if (this.#question !== undefined) this.#hear(this.#question);
  }

  #hear({ line, answer }: Question): void {
    const said = Buffer.concat(this.#first).toString();
    const at = `\n${said}`.indexOf(`\n${line}\n`);
    if (at < 0) return;
    this.#question = undefined;
    this.#reply(answer(said.slice(0, at)));
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
  const output = new Output(command, (line) => channel.write(`${line}\n`));
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

/** Runs the command; `opened` is told its channel, and null once that has ended. */
function execute(
  login: OpenLogin,
  command: RemoteCommand,
  settle: Settle<RemoteResult>,
  opened: (channel: ClientChannel | null) => void,
): void {
  const input = Buffer.from(`${command.script}\n${END}`);
  login.client.exec(readAndRun(input.length, command.question !== undefined), (error, channel) => {
    if (error) {
      // A server may allow one command to a connection.
      settle({ ran: false, final: !login.used, seen: 'the SSH server runs no commands' });
      return;
    }
    opened(channel);
    follow(channel, input, command, (exit, stdout) => {
      opened(null);
      if (exit === null) settle({ ran: false, final: false, seen: 'the connection closed before the command ended' });
      else settle({ ran: true, ...exit, stdout, hostKey: login.hostKey });
    });
  });
}

/** One command on a login that is open or yet to come; afterwards the login is closed, or kept as the command says. */
class Running {
  readonly #logins: KeptLogins;
  readonly #command: RemoteCommand;
  readonly #signal: AbortSignal;
  readonly #settle: Settle<RemoteResult>;
  #channel: ClientChannel | null = null;
  #keep: OpenLogin | null = null;
  #ended = false;

  constructor(logins: KeptLogins, command: RemoteCommand, signal: AbortSignal, settle: Settle<RemoteResult>) {
    this.#logins = logins;
    this.#command = command;
    this.#signal = signal;
    this.#settle = settle;
  }

  /** Runs the command on this login. */
  on(login: OpenLogin): void {
    const settle = (result: RemoteResult): void => {
      if (result.ran && this.#command.keepMs !== undefined) this.#keep = login;
      this.#end(result);
    };
    execute(login, this.#command, settle, (channel) => {
      this.#channel = channel;
    });
  }

  /** There is no login, or no longer. A channel that was open tells its own end, which may be a good one. */
  failed(failure: Failure): void {
    if (this.#channel === null) this.#end(notRun(failure));
  }

  /** Lets go of the login, which `close` closes. */
  close(close: () => void): void {
    // Without a terminal nothing would end a command whose connection is gone.
    this.#channel?.signal('TERM');
    const { keepMs } = this.#command;
    if (this.#keep === null || keepMs === undefined) close();
    else this.#logins.keep({ ...this.#keep, used: true }, keepMs, this.#signal);
  }

  #end(result: RemoteResult): void {
    // A login that is kept may break later, when this is over.
    if (this.#ended) return;
    this.#ended = true;
    this.#settle(result);
  }
}

const NOT_ENDED = 'the command has not ended';

function startOn(login: OpenLogin, running: Running): Attempt {
  const broken = (): void => running.failed(notYet('the connection closed before the command began'));
  login.client.once('close', broken);
  // A result may not come before this has returned.
  queueMicrotask(() => {
    try {
      running.on(login);
    } catch {
      // ssh2 throws where the connection has just ended.
      broken();
    }
  });
  const close = (): void => {
    login.client.off('close', broken);
    running.close(login.close);
  };
  return { seen: () => NOT_ENDED, close };
}

function startAnew(target: SshTarget, key: LoadedKey, running: Running): Attempt {
  const login = startLogin(target, key, {
    ready: (client, hostKey) => {
      login.say(NOT_ENDED);
      running.on({ target, client, hostKey, used: false, close: login.close });
    },
    failed: (failure) => running.failed(failure),
  });
  return { seen: login.seen, close: () => running.close(login.close) };
}

async function run(
  logins: KeptLogins,
  target: SshTarget,
  command: RemoteCommand,
  limits: Limits,
): Promise<RemoteResult> {
  const key = await prepareLogin(target);
  if ('ok' in key) return notRun(key);
  if (command.script.includes('\0')) return { ran: false, final: true, seen: 'the script holds a NUL byte' };
  return runAttempt<RemoteResult>(
    limits,
    (settle) => {
      const running = new Running(logins, command, limits.signal, settle);
      const kept = logins.take(target);
      return kept === null ? startAnew(target, key, running) : startOn(kept, running);
    },
    (seen) => ({ ran: false, final: false, seen }),
  );
}

/**
 * The shell of this process. A command that is cancelled or out of time is sent SIGTERM, where the server passes it on
 * (OpenSSH 7.9 and later). Background jobs are not waited for; they need an output of their own to live on.
 */
export function createShell(): Shell {
  const logins = new KeptLogins();
  return {
    run: (target, command, signal) => run(logins, target, command, { timeoutMs: command.timeoutMs, signal }),
  };
}
