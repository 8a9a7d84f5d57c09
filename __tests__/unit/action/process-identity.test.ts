import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { identify, posixStart, runnerWorker, stillRuns } from '../../../src/action/process-identity.ts';

const directory = mkdtempSync(join(tmpdir(), 'identity-'));
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

async function sleeping(program = 'sleep'): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(program, ['60'], { stdio: 'ignore' });
  started.push(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('no pid');
  return { child, pid: child.pid };
}

test('a process is known again until it ends', async () => {
  const { child, pid } = await sleeping();
  const identity = identify(pid);
  if (identity === null) throw new Error('not seen');
  expect(identity.pid).toBe(pid);
  expect(stillRuns(identity)).toBe(true);
  expect(identify(pid)).toEqual(identity);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(stillRuns(identity)).toBe(false);
  expect(identify(pid)).toBeNull();
});

test('the same number with another start is another process', async () => {
  const { pid } = await sleeping();
  const identity = identify(pid);
  expect(stillRuns({ pid, start: `${identity?.start}1` })).toBe(false);
});

test('`ps` tells the start of what runs, and nothing of what does not', async () => {
  const { child, pid } = await sleeping();
  const start = posixStart(pid);
  expect(start).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}$/);
  expect(posixStart(pid)).toBe(start);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(posixStart(pid)).toBeNull();
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;
onLinux('on Linux', () => {
  test('a zombie has ended', async () => {
    // The shell never collects its child, because `exec` has made it another program.
    const child = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(child);
    const [line] = await once(child.stdout, 'data');
    const pid = Number(String(line));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(identify(pid)).toBeNull();
    expect(posixStart(pid)).toBeNull();
  });

  test('the runner is known by its name, brackets and blanks in others’ names do not matter', async () => {
    const [worker, other] = [join(directory, 'Runner.Worker'), join(directory, 'a) S (b')];
    for (const path of [worker, other]) copyFileSync('/bin/sleep', path);
    const [one, two] = [await sleeping(worker), await sleeping(other)];
    expect(runnerWorker(one.pid)).toEqual(identify(one.pid));
    expect(runnerWorker(two.pid)).toBeNull();
    expect(identify(two.pid)?.start).toMatch(/^\d+$/);
    expect(runnerWorker(0)).toBeNull();
  });
});
