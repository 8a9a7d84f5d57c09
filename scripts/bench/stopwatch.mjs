// A server of its own process that answers like Mist after a fixed latency, boots machines in a fixed time, and counts.
// `depth` is the longest chain of requests of which each came after the answer to the one before: the round trips.
// Run by `fork`: it says `{ready: port}`, then does `{op: 'reset' | 'tune' | 'save' | 'restore' | 'stats', …}` as they come.
import { createServer } from 'node:http';
import { answer } from './stopwatch-routes.mjs';
import { StopwatchState } from './stopwatch-state.mjs';

const milliseconds = () => Number(process.hrtime.bigint()) / 1e6;

let state = new StopwatchState({ latencyMs: 0, bootMs: 0, planted: 0 });
let saved = null;
let stats;

function count() {
  stats = { requests: 0, routes: {}, inFlight: 0, mostInFlight: 0, firstAt: null, depth: 0, refused: [] };
}

/** Counts a request where it came in: a late answer is no part of what is measured next. */
function note(request) {
  stats.requests += 1;
  stats.firstAt ??= milliseconds();
  stats.inFlight += 1;
  stats.mostInFlight = Math.max(stats.mostInFlight, stats.inFlight);
  const route = `${request.method} ${request.url.replace(/\?.*/, '').replaceAll(/[0-9a-f]{32}/g, '{id}')}`;
  stats.routes[route] = (stats.routes[route] ?? 0) + 1;
  return { asked: state, counts: stats, route, depth: stats.depth + 1 };
}

function send(response, { status, type, text }) {
  const body = Buffer.from(text);
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, date: new Date().toUTCString() });
  response.end(body);
}

function read(request) {
  return new Promise((resolve) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, async (request, response) => {
  const { asked, counts, route, depth } = note(request);
  const body = await read(request);
  // What a request changes counts from its answer: a boot begins when the server has thought, not before.
  const reply = () => {
    const made = answer(asked, request, body);
    counts.depth = Math.max(counts.depth, depth);
    counts.inFlight -= 1;
    if (made.status >= 400) counts.refused.push(`${route}: ${made.status}`);
    send(response, made);
  };
  if (asked.options.latencyMs > 0) setTimeout(reply, asked.options.latencyMs);
  else reply();
});

function copyOf(from, options) {
  const copy = new StopwatchState({ ...options, planted: 0 });
  for (const name of ['clouds', 'keys', 'machines', 'schedules']) copy[name] = structuredClone(from[name]);
  return copy;
}

const OPERATIONS = {
  reset: (options) => {
    state = new StopwatchState(options);
    count();
  },
  tune: (options) => {
    state.options = options;
    count();
  },
  /** Keeps what there is, for any number of `restore`s. */
  save: () => {
    saved = copyOf(state, state.options);
  },
  restore: (options) => {
    state = copyOf(saved, options);
    count();
  },
  /** What was counted, and what is there now: names of machines that are not planted, keys, schedules. */
  stats: () => ({
    ...stats,
    names: [...state.machines.values()].filter((one) => !one.planted && !one.gone).map(({ name }) => name),
    keys: state.keys.size,
    schedules: state.schedules.size,
  }),
};

count();
process.on('message', ({ id, op, options }) => process.send({ id, result: OPERATIONS[op](options) ?? null }));
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ ready: server.address().port }));
