// The exchange of the injected host key against machines of the sandbox: real logins, the real script.
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sshMachineHost } from '../../../sandbox/ssh-machine.ts';
import { type ExchangeInput, type ExchangeWorld, HostKeyExchange } from '../../../src/engine/host-key-exchange.ts';
import { GO, hostKeyScript, PREPARED, readScriptAnswer } from '../../../src/engine/host-key-script.ts';
import type { KeyPair, Prober, Shell, SshTarget } from '../../../src/engine/ports.ts';
import type { Address } from '../../../src/model/desired.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { hostKeySha256 } from '../../../src/model/host-key.ts';
import { renderUserData } from '../../../src/render/user-data.ts';
import { createKeyMaker } from '../../../src/ssh/key-maker.ts';
import { createProber } from '../../../src/ssh/prober.ts';
import { createShell } from '../../../src/ssh/shell.ts';

// RSA keys and logins take their time on a busy machine.
jest.setTimeout(60_000);

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mist-exchange-')));
const prober = createProber();
const shell = createShell();
const signal = new AbortController().signal;
const address: Address = 'machine/web';

let host: ReturnType<typeof sshMachineHost>;
let key: KeyPair;
let boot: KeyPair;
let target: SshTarget;
let said: string[];
let tags: string[];

beforeAll(async () => {
  const maker = createKeyMaker();
  [key, boot] = await Promise.all([maker.rsa(), maker.hostKey()]);
});
beforeEach(async () => {
  said = [];
  tags = [];
  host = sshMachineHost({ directory: parent });
  target = await start();
});
afterEach(async () => {
  await host.close();
  expect(readdirSync(parent)).toEqual([]);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function start(): Promise<SshTarget> {
  const cloudInit = renderUserData({ provider: null, hostKey: boot, cloudInit: null });
  const authorizedKeys = [key.publicKey];
  const request = { id: 'm', name: 'm', cloudInit, authorizedKeys, image: 'ubuntu', provider: 'amazon' };
  const { ip, port } = await host.boot(request);
  return { host: ip, port, user: 'ubuntu', privateKey: key.privateKey, hostKey: { key: boot.publicKey } };
}

/** A path below what stands for the machine's /etc/ssh. */
function etc(name: string): string {
  return join(parent, 'm,system', 'etc-ssh', name);
}

function exchange(over: Partial<ExchangeInput> = {}, ports: { shell?: Shell; prober?: Prober } = {}): HostKeyExchange {
  let elapsed = 0;
  const clock = {
    now: () => 0,
    elapsed: () => elapsed,
    sleep: async (ms: number) => {
      elapsed += ms;
    },
  };
  const warning = (line: string): void => void said.push(line);
  const log: ExchangeWorld['log'] = {
    info: warning,
    debug: warning,
    warning,
    mask: warning,
    group: (_, work) => work(),
    section: warning,
  };
  return new HostKeyExchange(
    { prober, shell, clock, log, signal, ...ports },
    {
      address,
      injected: { key: boot.publicKey },
      remembered: null,
      mayKeep: false,
      remember: async (sha256) => void tags.push(`remember ${sha256}`),
      settled: async (sha256) => void tags.push(`settled ${sha256}`),
      deadline: 60_000,
      ...over,
    },
  );
}

/** What a shell does to the n-th script, in place of running it: null runs it. */
function shellThat(act: (n: number, script: string) => Promise<'run' | 'lose' | 'run and lose'>): Shell {
  let n = 0;
  return {
    run: async (at, command, aborted) => {
      n += 1;
      const what = await act(n, command.script);
      if (what === 'lose') return { ran: false, final: false, seen: 'the connection is reset' };
      const result = await shell.run(at, command, aborted);
      return what === 'run'
        ? result
        : { ran: false, final: false, seen: 'the connection closed before the command ended' };
    },
  };
}

/** Both parts, again and again until they have come to an end. */
async function whole(one: HostKeyExchange, at = target): Promise<readonly string[]> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expect(await one.prepare(at, 10_000)).toMatchObject({ ok: true });
    const done = await one.complete(at);
    if (done.ok) return done.hostKeys;
    expect(done.final).toBe(false);
  }
  throw new Error('its connections broke again and again');
}

async function presents(expected: string): Promise<boolean> {
  const result = await prober.ssh({ ...target, hostKey: { key: expected } }, 5000, signal);
  return result.ok;
}

test('the machine has a key of its own afterwards, and the injected one is dead', async () => {
  const own = await whole(exchange());
  expect(own).toEqual([expect.stringMatching(/^ssh-ed25519 AAAA/)]);
  expect(own[0]).not.toBe(boot.publicKey);
  expect(await presents(own[0] ?? '')).toBe(true);
  expect(await presents(boot.publicKey)).toBe(false);
  const sha256 = hostKeySha256(own[0] ?? '');
  expect(tags).toEqual([`remember ${sha256}`, `settled ${sha256}`]);
  expect(readFileSync(etc('ssh_host_ed25519_key.pub'), 'utf8').trim()).toBe(own[0]);
  expect(readFileSync(etc('ssh_host_ed25519_key'), 'utf8')).not.toBe(boot.privateKey.reveal());
  expect(readdirSync(etc('')).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(said).toEqual([]);
});

test('it keeps that key when it is stopped and started', async () => {
  const [own = ''] = await whole(exchange());
  await host.stop('m');
  target = await start();
  expect(await presents(own)).toBe(true);
});

test('nothing is changed before the own key has been remembered', async () => {
  const remember = (): Promise<void> => Promise.reject(new CancelledError());
  await expect(whole(exchange({ remember }))).rejects.toBeInstanceOf(CancelledError);
  expect(await presents(boot.publicKey)).toBe(true);
});

describe('broken off, and entered again with what the tags say', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['before anything', async () => {}],
    ['after the key was made', () => exchange().prepare(target, 10_000)],
    [
      'after it was remembered',
      () =>
        whole(
          exchange({}, { shell: shellThat(async (n) => (n === 1 ? 'run' : Promise.reject(new CancelledError()))) }),
        ),
    ],
    [
      'after the machine changed it, before that was known',
      () =>
        whole(
          exchange(
            {},
            {
              shell: shellThat(async (n) =>
                n === 3 ? Promise.reject(new CancelledError()) : n === 1 ? 'run' : 'run and lose',
              ),
            },
          ),
        ),
    ],
    ['after the proof', () => whole(exchange({ settled: () => Promise.reject(new CancelledError()) }))],
  ])('%s', async (_, breakOff) => {
    await breakOff().catch((error: unknown) => expect(error).toBeInstanceOf(CancelledError));
    const remembered = tags.findLast((tag) => tag.startsWith('remember '))?.slice('remember '.length);
    const sha256 = [remembered, hostKeySha256(boot.publicKey)].filter((one) => one !== undefined);
    tags = [];
    const known = { injected: { sha256: hostKeySha256(boot.publicKey) }, remembered: remembered ?? null };
    const again = exchange(known);
    const [own = ''] = await whole(again, { ...target, hostKey: { sha256 } });
    if (remembered !== undefined) expect(hostKeySha256(own)).toBe(remembered);
    expect(tags.at(-1)).toBe(`settled ${hostKeySha256(own)}`);
    expect(await presents(own)).toBe(true);
    expect(await presents(boot.publicKey)).toBe(false);
  });

  test('a stranger who has neither key is refused', async () => {
    const other = (await createKeyMaker().hostKey()).publicKey;
    const again = exchange({ injected: { sha256: hostKeySha256(other) } });
    const result = await again.prepare({ ...target, hostKey: { sha256: [hostKeySha256(other)] } }, 5000);
    expect(result).toMatchObject({ ok: false, final: true });
  });
});

describe('an own key that is not the one which the tags remember', () => {
  test.each([false, true])('is refused, and nothing is changed (trust-on-first-use: %s)', async (mayKeep) => {
    const other = hostKeySha256((await createKeyMaker().hostKey()).publicKey);
    const injected = { sha256: hostKeySha256(boot.publicKey) };
    const again = exchange({ injected, remembered: other, mayKeep });
    await expect(
      again.prepare({ ...target, hostKey: { sha256: [other, injected.sha256] } }, 10_000),
    ).rejects.toMatchObject({
      code: 'host-key-exchange',
      message: expect.stringContaining('its own host key is another one than it told before'),
    });
    expect(tags).toEqual([]);
    expect(await presents(boot.publicKey)).toBe(true);
  });

  test('is refused where it is presented at once, too', async () => {
    const other = hostKeySha256((await createKeyMaker().hostKey()).publicKey);
    const again = exchange({ injected: { sha256: other }, remembered: other });
    const either = { sha256: [other, hostKeySha256(boot.publicKey)] };
    await expect(again.prepare({ ...target, hostKey: either }, 10_000)).rejects.toMatchObject({
      code: 'host-key-exchange',
    });
  });
});

test('whoever answers at the next attempt must have the own key of the one before', async () => {
  const other = (await createKeyMaker().hostKey()).publicKey;
  const broken = shellThat(async (n) => (n === 2 ? 'lose' : 'run'));
  const another: Shell = {
    run: async (at, command, aborted) => {
      const result = await broken.run(at, command, aborted);
      return tags.length > 0 && result.ran ? { ...result, stdout: `mist-host-key ${other}\n` } : result;
    },
  };
  await expect(whole(exchange({}, { shell: another }))).rejects.toMatchObject({
    message: expect.stringContaining('its own host key is another one than it told before'),
  });
  expect(tags).toHaveLength(1);
});

test('connections that break are tried again, from the beginning, also after the change', async () => {
  const broken = shellThat(async (n) => (n === 2 ? 'lose' : n === 4 ? 'run and lose' : 'run'));
  const [own = ''] = await whole(exchange({}, { shell: broken }));
  expect(await presents(own)).toBe(true);
  const sha256 = hostKeySha256(own);
  expect(tags).toEqual([`remember ${sha256}`, `settled ${sha256}`]);
});

describe('where no step comes after this one', () => {
  const alone = { remember: null };

  test('one script does both parts, and a second login is the proof', async () => {
    let runs = 0;
    const counting = shellThat(async () => {
      runs += 1;
      return 'run';
    });
    const [own = ''] = await whole(exchange(alone, { shell: counting }));
    expect(runs).toBe(1);
    expect(await presents(own)).toBe(true);
    expect(await presents(boot.publicKey)).toBe(false);
    expect(tags).toEqual([`settled ${hostKeySha256(own)}`]);
    expect(readFileSync(etc('ssh_host_ed25519_key.pub'), 'utf8').trim()).toBe(own);
    expect(readdirSync(etc('')).sort()).toEqual(['ssh_host_ed25519_key', 'ssh_host_ed25519_key.pub']);
  });

  test.each([
    ['before anything', 'lose'],
    ['after the change', 'run and lose'],
  ] as const)('a connection that breaks %s is tried again', async (_, what) => {
    const one = exchange(alone, { shell: shellThat(async (n) => (n === 1 ? what : 'run')) });
    expect(await one.prepare(target, 10_000)).toMatchObject({ ok: false, final: false });
    const [own = ''] = await whole(one);
    expect(await presents(own)).toBe(true);
    expect(tags).toEqual([`settled ${hostKeySha256(own)}`]);
  });

  test('the machine changes nothing before its key is known here', async () => {
    const deaf: Shell = {
      run: (at, { question, ...command }, aborted) => {
        const stop = question && { question: { ...question, answer: () => 'stop' } };
        return shell.run(at, { ...command, ...stop }, aborted);
      },
    };
    const script = hostKeyScript('exchange', boot.publicKey);
    const command = { script, timeoutMs: 10_000, question: { line: PREPARED, answer: () => GO } };
    const result = await deaf.run(target, command, signal);
    expect(result).toMatchObject({ ran: true, exitCode: 0, stdout: expect.stringContaining(PREPARED) });
    expect(await presents(boot.publicKey)).toBe(true);
    // The next one goes on with the key that was told.
    const [own = ''] = await whole(exchange(alone));
    expect(result.ran && result.stdout).toContain(own);
  });

  test('whoever tells another key at the second attempt is not told to go on', async () => {
    const other = (await createKeyMaker().hostKey()).publicKey;
    const answers: (string | undefined)[] = [];
    const liar: Shell = {
      run: async (_at, { question }) => {
        const told = answers.length === 0 ? other : boot.publicKey.replace(/.{4}$/, 'AAAA');
        const stdout = `mist-host-key ${told}\n`;
        answers.push(question?.answer(stdout));
        if (answers.length === 1) return { ran: false, final: false, seen: 'the connection is reset' };
        return { ran: true, exitCode: 0, signal: null, stdout, hostKey: boot.publicKey };
      },
    };
    const one = exchange({ ...alone, mayKeep: true }, { shell: liar });
    expect(await one.prepare(target, 5000)).toMatchObject({ ok: false });
    await expect(one.prepare(target, 5000)).rejects.toMatchObject({
      message: expect.stringContaining('its own host key is another one than it told before'),
    });
    expect(answers).toEqual([GO, 'stop']);
  });

  test('a machine that tells no key is not told to go on', async () => {
    const answers: (string | undefined)[] = [];
    const silent: Shell = {
      run: async (_at, { question }) => {
        answers.push(question?.answer('hello\n'));
        return { ran: true, exitCode: 0, signal: null, stdout: 'hello\n', hostKey: boot.publicKey };
      },
    };
    const kept = exchange({ ...alone, mayKeep: true }, { shell: silent });
    expect(await whole(kept)).toEqual([boot.publicKey]);
    expect(answers).toEqual(['stop']);
  });
});

describe('a machine that cannot', () => {
  const answers = (stdout: string, exitCode = 9): Shell => ({
    run: async () => ({ ran: true, exitCode, signal: null, stdout, hostKey: boot.publicKey }),
  });

  test.each([
    ['no root', answers('mist-refused root\n'), 'may not become root without a password'],
    ['a read-only system', answers('mist-refused write\n'), '/etc/ssh cannot be written to'],
    ['a shell of its own kind', answers('::add-mask::secret\nUnknown command\n', 127), 'its shell ended with 127'],
    ['a shell that says yes to everything', answers('ok\n', 0), 'did not run what it was given'],
    ['a shell that echoes the injected key', answers('mist-host-key INJECTED\n', 0), 'did not run what it was given'],
  ])('%s: fails, and says what to do', async (_, says, why) => {
    const failing = exchange({}, { shell: says });
    await expect(failing.prepare(target, 5000)).rejects.toMatchObject({
      code: 'host-key-exchange',
      message: expect.stringContaining(why),
      hint: expect.stringContaining('trust-on-first-use'),
    });
    expect(tags).toEqual([]);
  });

  test('with trust-on-first-use it keeps the injected key, and says so', async () => {
    const kept = exchange({ mayKeep: true }, { shell: answers('mist-refused root\n') });
    expect(await whole(kept)).toEqual([boot.publicKey]);
    expect(said).toEqual([expect.stringContaining('keeps the host key that was injected')]);
    expect(tags).toEqual([]);
  });

  test('with trust-on-first-use it does not go back to the injected key where the tags name its own', async () => {
    const remembered = hostKeySha256(boot.publicKey);
    const again = exchange({ mayKeep: true, remembered }, { shell: answers('mist-refused root\n') });
    await expect(again.prepare(target, 5000)).rejects.toMatchObject({ code: 'host-key-exchange' });
    expect(said).toEqual([]);
  });

  test('its injected key lies elsewhere', async () => {
    const command = { script: hostKeyScript('prepare', boot.publicKey), timeoutMs: 10_000 };
    // The connection is there already when the file goes.
    const late: Shell = {
      run: (at, _, aborted) =>
        shell.run(
          at,
          { ...command, script: `rm $MIST_ACTION_ETC_SSH/ssh_host_ed25519_key\n${command.script}` },
          aborted,
        ),
    };
    await expect(exchange({}, { shell: late }).prepare(target, 10_000)).rejects.toMatchObject({
      message: expect.stringContaining('not in /etc/ssh/ssh_host_ed25519_key'),
    });
  });

  test('a host that goes on with the injected key is found out', async () => {
    const stubborn: Shell = {
      run: async (at, command, aborted) => {
        const before = readFileSync(etc('ssh_host_ed25519_key'), 'utf8');
        const result = await shell.run(at, command, aborted);
        writeFileSync(etc('ssh_host_ed25519_key'), before);
        return result;
      },
    };
    await expect(whole(exchange({}, { shell: stubborn }))).rejects.toMatchObject({
      message: expect.stringContaining('its own host key is not proved'),
    });
    expect(tags.filter((tag) => tag.startsWith('settled'))).toEqual([]);
  });
});

describe('the script', () => {
  test('is refused what is no key, and holds nothing secret', () => {
    expect(() => hostKeyScript('prepare', "x'; rm -rf /")).toThrow(TypeError);
    expect(hostKeyScript('commit', boot.publicKey)).not.toContain(boot.privateKey.reveal().slice(40, 80));
  });

  test('touches nothing where the key in place is not the injected one', async () => {
    const other = (await createKeyMaker().hostKey()).publicKey;
    const before = readFileSync(etc('ssh_host_ed25519_key'), 'utf8');
    for (const step of ['prepare', 'commit'] as const) {
      const result = await shell.run(target, { script: hostKeyScript(step, other), timeoutMs: 10_000 }, signal);
      expect(result).toMatchObject({ ran: true, exitCode: 0, stdout: `mist-host-key ${boot.publicKey}\n` });
    }
    expect(readFileSync(etc('ssh_host_ed25519_key'), 'utf8')).toBe(before);
    expect(existsSync(etc('.mist-action-next'))).toBe(false);
  });

  test('a key that was cut off while it was made is made anew', async () => {
    const prepare = { script: hostKeyScript('prepare', boot.publicKey), timeoutMs: 10_000 };
    await shell.run(target, prepare, signal);
    writeFileSync(etc('.mist-action-next/ssh_host_ed25519_key'), '-----BEGIN OPENSSH');
    const [own = ''] = await whole(exchange());
    expect(await presents(own)).toBe(true);
  });

  test.each([
    ['other words around it', 'motd\nmist-host-key ssh-ed25519 AAAAb c\nbye', ['ssh-ed25519 AAAAb']],
    [
      'more kinds',
      'mist-host-key ssh-ed25519 AAAAb\nmist-host-key ssh-rsa AAAA1\nmist-host-key ssh-dss AAAA2\nmist-host-key ',
      ['ssh-ed25519 AAAAb', 'ssh-rsa AAAA1'],
    ],
    ['the same twice', 'mist-host-key ssh-ed25519 AAAAb\nmist-host-key ssh-ed25519 AAAAb', ['ssh-ed25519 AAAAb']],
  ])('its answer is read: %s', (_, stdout, hostKeys) => {
    expect(readScriptAnswer(0, stdout, boot.publicKey)).toEqual({ ok: true, hostKeys });
  });
});
