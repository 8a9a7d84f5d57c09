// What becomes of a script's end: outcome, message, what is shown, and what the script was given.
import { describe, expect, test } from '@jest/globals';
import type { RemoteCommand, RemoteResult, SshTarget } from '../../../src/engine/ports.ts';
import { runSetup, type SetupInput } from '../../../src/engine/setup.ts';
import { CancelledError } from '../../../src/model/errors.ts';
import { TAGS } from '../../../src/model/identity.ts';
import { makeSecret } from '../../../src/model/secret.ts';
import { runDigest } from '../../../src/plan/digest.ts';
import { desired, observed, SCOPE } from '../plan/rows.ts';
import { newMist, worldOf } from '../reap/reap-world.ts';

const RUN = {
  script: 'make',
  env: { STAGE: 'test', TOKEN: makeSecret('hush-hush') },
  timeoutMs: 60_000,
  timeoutText: '60s',
};
const HOST_KEY = 'ssh-ed25519 AAAA';
const ENDED = { ran: true, exitCode: 0, signal: null, stdout: '', hostKey: HOST_KEY } as const;

type Told = { readonly sections: string[]; readonly states: string[]; target?: SshTarget; command?: RemoteCommand };

async function setUp(
  play: (command: RemoteCommand, pass: (ms: number) => void) => RemoteResult,
  over: Partial<SetupInput> = {},
): Promise<Told & { tags: Readonly<Record<string, string>> | null; error: unknown }> {
  const told: Told = { sections: [], states: [] };
  let now = 0;
  const base = worldOf(newMist());
  const world = {
    ...base,
    clock: { ...base.clock, elapsed: () => now },
    log: { ...base.log, section: (title: string, text: string) => void told.sections.push(`${title}\n${text}`) },
    shell: {
      run: async (target: SshTarget, command: RemoteCommand): Promise<RemoteResult> => {
        Object.assign(told, { target, command });
        return play(command, (ms) => {
          now += ms;
        });
      },
    },
  };
  const input: SetupInput = {
    desired: desired('web', { run: RUN }),
    run: RUN,
    scope: SCOPE,
    backend: 'aws',
    machine: observed('web', { privateIps: ['10.0.0.7'] }),
    target: {
      host: '198.51.100.7',
      port: 2222,
      user: 'ubuntu',
      privateKey: makeSecret('PRIVATE'),
      hostKey: { key: HOST_KEY },
    },
    deadline: 300_000,
    limitText: 'within the `timeout` of 5m',
    report: (state) => void told.states.push(state),
    ...over,
  };
  try {
    const tags = await runSetup(world, input);
    return { ...told, tags, error: null };
  } catch (error) {
    return { ...told, tags: null, error };
  }
}

describe('a script that ends well', () => {
  test('is remembered by its digest, and shown in one piece', async () => {
    const done = await setUp(({ onOutput }, pass) => {
      onOutput?.({ stream: 'stdout', text: 'one\ntwo\n' });
      pass(12_000);
      return ENDED;
    });
    expect(done.tags).toEqual({ [TAGS.run]: runDigest(desired('web', { run: RUN })) });
    expect(done.sections).toEqual(['machine/web: run, exit code 0, 12s\none\ntwo']);
    expect(done.states).toEqual(['running its setup', 'running its setup: two']);
  });

  test('was run by the login that was proved, and with an environment that is said outright', async () => {
    const { target, command } = await setUp(() => ENDED);
    expect(target).toMatchObject({ host: '198.51.100.7', port: 2222, user: 'ubuntu', hostKey: { key: HOST_KEY } });
    expect(command?.timeoutMs).toBe(60_000);
    const exports = [...(command?.script ?? '').matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(Object.fromEntries(exports)).toEqual({
      MIST_NAME: 'web',
      MIST_ROW: 'web',
      MIST_SCOPE: 'pr-42',
      MIST_ID: observed('web').id,
      MIST_BACKEND: 'aws',
      MIST_IP: '198.51.100.7',
      MIST_PRIVATE_IP: '10.0.0.7',
      STAGE: 'test',
      TOKEN: 'hush-hush',
    });
  });

  test('has what the step leaves when that is less than its own limit', async () => {
    expect((await setUp(() => ENDED, { deadline: 5000 })).command?.timeoutMs).toBe(5000);
    const without = await setUp(() => ENDED, { run: { ...RUN, timeoutMs: null } });
    expect(without.command?.timeoutMs).toBe(300_000);
  });
});

describe('a script that does not end well fails the row', () => {
  test.each<[string, RemoteResult, number, RegExp]>([
    [
      'exit code',
      { ...ENDED, exitCode: 3 },
      0,
      /^machine\/web: its `run` failed, exit code 3; it said last: went wrong$/,
    ],
    ['signal', { ...ENDED, exitCode: null, signal: 'KILL' }, 0, /ended by SIGKILL; it said last/],
    [
      'lost',
      { ran: false, final: false, seen: 'the connection closed' },
      0,
      /the connection was lost: the connection closed/,
    ],
    ['late', { ran: false, final: false, seen: 'x within 60 s' }, 60_000, /not over within 60s; it said last/],
  ])('%s', async (_, result, ms, message) => {
    const { error, sections, tags } = await setUp(({ onOutput }, pass) => {
      onOutput?.({ stream: 'stderr', text: 'went wrong' });
      pass(ms);
      return result;
    });
    expect(error).toMatchObject({ code: 'run-failed', message: expect.stringMatching(message) });
    expect(tags).toBeNull();
    expect(sections).toHaveLength(1);
    expect(sections[0]).toContain('went wrong');
  });

  test('the step’s limit is told where that is what it reached', async () => {
    const late: RemoteResult = { ran: false, final: false, seen: 'x' };
    const play = (_: RemoteCommand, pass: (ms: number) => void): RemoteResult => {
      pass(5000);
      return late;
    };
    const { error } = await setUp(play, { deadline: 5000 });
    expect(error).toMatchObject({ message: expect.stringContaining('not over within the `timeout` of 5m') });
  });

  test('when it is cancelled, what it printed is shown all the same', async () => {
    const { error, sections } = await setUp(({ onOutput }) => {
      onOutput?.({ stream: 'stdout', text: 'half' });
      throw new CancelledError();
    });
    expect(error).toBeInstanceOf(CancelledError);
    expect(sections).toEqual(['machine/web: run, interrupted, 0s\nhalf']);
  });
});

test('the digest covers script and environment, and no secret', () => {
  const of = (run: typeof RUN) => runDigest(desired('web', { run }));
  expect(of({ ...RUN, env: { ...RUN.env, TOKEN: makeSecret('another') } })).toBe(of(RUN));
  expect(of({ ...RUN, timeoutMs: 1 })).toBe(of(RUN));
  expect(of({ ...RUN, script: 'make all' })).not.toBe(of(RUN));
  expect(of({ ...RUN, env: { ...RUN.env, STAGE: 'live' } })).not.toBe(of(RUN));
  expect(runDigest(desired('web'))).toBeNull();
});
