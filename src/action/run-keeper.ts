// The keeper's own process: reads its order from the pipe, keeps the leases, writes its log to standard output.
import { writeSync } from 'node:fs';
import { sentenceOf } from '../engine/world.ts';
import { type KeeperWorld, keepLeases } from '../keeper/keeper.ts';
import { formatNote } from '../keeper/note.ts';
import { connectMist } from '../mist/connect.ts';
import { CancelledError } from '../model/errors.ts';
import { type KeeperOrder, parseOrder } from './keeper-order.ts';
import { cleanLine } from './log-text.ts';
import { stillRuns } from './process-identity.ts';
import { systemClock } from './process-world.ts';
import { createRedactor } from './redact.ts';

/** An edit that is under way may go on for this long after the signal; post waits half a second longer. */
export const LAST_EDIT_MS = 2_500;
const STDOUT = 1;

/** Runs the keeper; sets the exit code, never throws. */
export async function runKeeper(): Promise<void> {
  const redactor = createRedactor();
  const note: KeeperWorld['note'] = (event, machine, ok, detail) => {
    const time = new Date(systemClock.now()).toISOString();
    const line = formatNote({ time, event, machine, ok, detail: redactor.redact(cleanLine(redactor.redact(detail))) });
    try {
      writeSync(STDOUT, line);
    } catch {
      // A full disk must not end the leases' extension.
      return;
    }
  };
  try {
    const order = parseOrder(await readAll(process.stdin));
    for (const secret of [order.server.token.reveal(), ...Object.values(order.server.proxyEnv)]) redactor.add(secret);
    await keep(order, note);
  } catch (error) {
    process.exitCode = 1;
    note('ended', null, false, sentenceOf(error));
  }
}

async function keep(order: KeeperOrder, note: KeeperWorld['note']): Promise<void> {
  const { server, task, runner } = order;
  const { signal, cut, stop } = endOnSignals();
  const connection = connectMist({
    ...server,
    clock: systemClock,
    random: Math.random,
    log: { debug: () => undefined, mask: () => undefined },
    signal: cut,
  });
  try {
    note('started', null, true, `${task.machines.length} machines`);
    const { reader, writer } = connection;
    const runnerLives = (): boolean => runner === null || stillRuns(runner);
    const why = await keepLeases({ reader, writer, clock: systemClock, signal, note, runnerLives }, task);
    note('ended', null, true, why);
  } finally {
    stop();
    await connection.close();
  }
}

/** `signal` is aborted by the first SIGTERM or SIGINT, `cut` a while later: an edit that is cut may leave no lease. */
function endOnSignals(): { readonly signal: AbortSignal; readonly cut: AbortSignal; readonly stop: () => void } {
  const ending = new AbortController();
  const cutting = new AbortController();
  const onSignal = (): void => {
    ending.abort(new CancelledError());
    setTimeout(() => cutting.abort(new CancelledError()), LAST_EDIT_MS).unref();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const stop = (): void => {
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
  };
  return { signal: ending.signal, cut: cutting.signal, stop };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
