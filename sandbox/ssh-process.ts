// The programs that run on a sandbox machine: children of this process, in the machine's own directory, that end with it.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import type { ServerChannel } from 'ssh2';

/** Where a machine's commands run. Paths are real ones; `home` is where they start, and what strays are known by. */
export type Place = {
  readonly home: string;
  readonly user: string;
  /** What stands for `/` where scripts read what the system says of itself. */
  readonly root: string;
  /** What stands for its /etc/ssh. */
  readonly etc: string;
  /** Programs that come before the system's. */
  readonly programs: string;
};

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Runs commands for SSH sessions. `killAll` ends everything that ever started here, background jobs included. */
export type MachineShell = {
  /** Runs `command`, or a shell that reads commands from the channel; returns a function that passes a signal on. */
  readonly run: (channel: ServerChannel, command: string | null) => (signal: NodeJS.Signals) => void;
  readonly killAll: () => Promise<void>;
};

const WINDOWS = process.platform === 'win32';
/** Where Git for Windows brings a POSIX shell along, as on GitHub's runners. Not tried. */
const GIT_BIN = 'C:\\Program Files\\Git\\usr\\bin';

/** Everything that a command finds in its environment: nothing of the process that runs the sandbox. */
function environment({ home, user, root, etc, programs }: Place): Record<string, string> {
  const own = { HOME: home, USER: user, LANG: 'C.UTF-8', MIST_ACTION_ROOT: root, MIST_ACTION_ETC_SSH: etc };
  return WINDOWS
    ? { PATH: `${programs};${GIT_BIN};C:\\Windows\\System32;C:\\Windows`, SystemRoot: 'C:\\Windows', ...own }
    : { PATH: `${programs}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, ...own };
}

function start(place: Place, command: string | null): Child {
  const git = WINDOWS && existsSync(`${GIT_BIN}\\sh.exe`);
  const shell = git ? `${GIT_BIN}\\sh.exe` : WINDOWS ? 'cmd.exe' : 'sh';
  const flags = WINDOWS && !git ? ['/d', '/s', '/c'] : ['-c'];
  return spawn(shell, command === null ? [] : [...flags, command], {
    cwd: place.home,
    env: environment(place),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that a signal reaches what the shell started too.
    detached: !WINDOWS,
    windowsVerbatimArguments: !git,
  });
}

function signalGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(WINDOWS ? child.pid : -child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/** Joins a child and a channel both ways, and tells the channel the child's exit code or signal. */
function join(child: Child, channel: ServerChannel): void {
  // A command that reads no input, or a client that went away, breaks these pipes: both are normal.
  for (const stream of [child.stdin, child.stdout, child.stderr, channel, channel.stderr]) stream.on('error', () => {});
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  channel.on('close', () => {
    // ssh2 never finishes a write to a closed channel: without this the command would wait for its reader for ever.
    child.stdout.destroy();
    child.stderr.destroy();
    child.stdin.destroy();
  });
  // As sshd does: the status as soon as it is known, the end once nobody holds the output any more.
  child.on('exit', (code, signal) => {
    if (signal === null) channel.exit(code ?? 255);
    else channel.exit(signal.replace(/^SIG/, ''), false, '');
  });
  child.on('close', () => channel.stderr.end(() => channel.end()));
  child.on('error', () => {
    channel.exit(127);
    channel.end();
  });
}

/** Process ids whose environment names this home: jobs that left their group (`setsid`, `nohup … &`). Linux only. */
async function straysOf(home: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const mark = Buffer.from(`\0HOME=${home}\0`);
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const environ = await readFile(`/proc/${id}/environ`).catch(() => Buffer.alloc(0));
      return Buffer.concat([Buffer.of(0), environ]).includes(mark) ? [Number(id)] : [];
    }),
  );
  return found.flat();
}

/** How often to look for strays: one that forks while it is being ended shows up in the next look. */
const SWEEPS = 5;

async function killStrays(home: string): Promise<void> {
  let clear = false;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const strays = await straysOf(home);
    // While a process begins a program, its environment cannot be read: only a second look in a row is believed.
    if (strays.length === 0 && clear) return;
    clear = strays.length === 0;
    for (const pid of strays) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended between the look and the signal.
      }
    }
  }
}

/** The shell of one machine. */
export function machineShell(place: Place): MachineShell {
  const running = new Set<Child>();
  let used = false;
  return {
    run: (channel, command) => {
      const child = start(place, command);
      used = true;
      running.add(child);
      child.once('close', () => running.delete(child));
      child.once('error', () => running.delete(child));
      join(child, channel);
      return (signal) => signalGroup(child, signal);
    },
    killAll: async () => {
      for (const child of running) signalGroup(child, 'SIGKILL');
      if (used) await killStrays(place.home);
    },
  };
}
