// The simulator's command line: random schedules, one replayed, or the sweep; on several threads. Exit code 1 when any
// invariant was broken.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { drawWholePlot } from './actor-plots.ts';
import { playPlot } from './schedule.ts';
import { playCase, SHAPES, sweepCases } from './sweep.ts';
import { brokenResult, type Result, resultOf, Tally, violationText } from './tally.ts';

const USAGE = `npm run simulate -- --schedules N [--seed S] [--threads T]
npm run simulate -- --replay SEED
npm run simulate -- --sweep [--only CASE] [--threads T]`;

/** How often a run of many says how far it is. */
const PROGRESS_MS = 20_000;

type Job =
  | { readonly kind: 'schedules'; readonly first: number; readonly count: number }
  | { readonly kind: 'sweep'; readonly only: string | null };

type Share = { readonly job: Job; readonly index: number; readonly of: number };

async function* work({ job, index, of }: Share): AsyncGenerator<Result> {
  if (job.kind === 'schedules') {
    for (let seed = job.first + index; seed < job.first + job.count; seed += of) {
      yield await safely(String(seed), async () => playPlot(drawWholePlot(seed)));
    }
    return;
  }
  for (const shape of Object.keys(SHAPES)) {
    for (const [n, one] of (await sweepCases(shape)).entries()) {
      const wanted = job.only === null ? n % of === index : one.name === job.only;
      if (wanted) yield await safely(one.name, () => playCase(one));
    }
  }
}

async function safely(name: string, play: () => ReturnType<typeof playPlot>): Promise<Result> {
  try {
    return resultOf(name, await play());
  } catch (error) {
    return brokenResult(name, error);
  }
}

async function replay(seed: number): Promise<void> {
  const played = await playPlot(drawWholePlot(seed));
  console.log(played.trace.join('\n'));
  console.log(played.endings.join(', '));
  for (const { invariant, what } of played.violations) console.log(`${invariant}: ${what}`);
  process.exitCode = played.violations.length === 0 ? 0 : 1;
}

function replayOf(job: Job, { name }: Result): string {
  return `Replay with: npm run simulate -- ${job.kind === 'schedules' ? '--replay' : '--sweep --only'} ${JSON.stringify(name)}`;
}

async function runAll(job: Job, threads: number): Promise<void> {
  const began = performance.now();
  const tally = new Tally();
  const seconds = (): number => (performance.now() - began) / 1000;
  const progress = setInterval(() => {
    const rate = (tally.played / seconds()).toFixed(1);
    console.error(`${tally.played} played in ${seconds().toFixed(0)} s, ${rate} per second`);
  }, PROGRESS_MS);
  const one = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { job, index, of: threads } });
      worker.on('message', (result: Result) => {
        tally.add(result);
        if (result.violations.length > 0) console.error(`${violationText(result)}\n${replayOf(job, result)}`);
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  try {
    await Promise.all(Array.from({ length: threads }, (_, index) => one(index)));
  } finally {
    clearInterval(progress);
  }
  const what = job.kind === 'schedules' ? `seeds ${job.first} to ${job.first + job.count - 1}` : 'sweep';
  console.log(`${what}: ${tally.text(seconds())}`);
  const [first] = tally.violated;
  if (first === undefined) return;
  console.log(replayOf(job, first));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string' },
      seed: { type: 'string', default: '1' },
      replay: { type: 'string' },
      sweep: { type: 'boolean', default: false },
      only: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const threads = Number(values.threads);
  if (values.replay !== undefined) await replay(Number(values.replay));
  else if (values.sweep) await runAll({ kind: 'sweep', only: values.only ?? null }, values.only ? 1 : threads);
  else if (values.schedules !== undefined) {
    await runAll({ kind: 'schedules', first: Number(values.seed), count: Number(values.schedules) }, threads);
  } else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

if (isMainThread) await main();
else {
  // Stacks of the thousands of errors that are part of the play would cost a tenth of the time; a replay has them.
  Error.stackTraceLimit = 0;
  const share: Share = workerData;
  for await (const result of work(share)) parentPort?.postMessage(result);
}
