// The server's log: every change is written to it, a job is the story that its entries tell, and searches lag behind.
import type { Context, LogRecord } from './state.ts';
import { paced } from './state.ts';
import { hexOf } from './world.ts';

/** How an entry belongs to a job. */
export type Story = { readonly jobId: string; readonly relation: 'opens' | 'updates' | 'closes' };

type Entry = {
  readonly action: string;
  readonly type: 'request' | 'job' | 'observation';
  readonly error?: string | boolean;
  readonly story?: Story;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** The form of a date inside log entries: `2026-11-23T03:53:20.242Z`. */
function timestamp(at: number): string {
  return new Date(at).toISOString();
}

/** Appends an entry; it can be found one to two seconds later, at the index's next refresh but one. */
export function addLog(context: Context, entry: Entry): void {
  const { world, state } = context;
  const at = world.now();
  const refresh = Math.max(1, paced(context, 1000));
  const { story } = entry;
  const base: Record<string, unknown> = {
    log_id: hexOf(world, 32),
    owner_id: state.identity.orgId,
    action: entry.action,
    type: entry.type,
    time: at / 1000,
    error: entry.error ?? false,
    '@timestamp': timestamp(at),
  };
  if (entry.type !== 'observation') {
    base.user_id = state.identity.userId;
    base.email = state.identity.email;
  }
  if (story !== undefined) {
    base.story_id = story.jobId;
    base.job_id = story.jobId;
    base.stories = [[story.relation, 'job', story.jobId]];
  }
  const record: LogRecord = {
    at,
    visibleAt: (Math.floor(at / refresh) + 2) * refresh,
    jobId: story?.jobId ?? null,
    closes: story?.relation === 'closes',
    fields: { ...base, ...entry.fields },
  };
  state.logs.push(record);
}

/** Entries never change: each is made a text once. */
const TEXTS = new WeakMap<LogRecord, string>();

function textOf(log: LogRecord): string {
  const known = TEXTS.get(log);
  if (known !== undefined) return known;
  const text = JSON.stringify(log.fields);
  TEXTS.set(log, text);
  return text;
}

/** `GET /api/v1/logs?filter=`: newest first, entries in which the exact text occurs anywhere; without a filter, all. */
export function searchLogs(context: Context, filter: string | null, limit: number): unknown[] {
  const now = context.world.now();
  return context.state.logs
    .filter((log) => log.visibleAt <= now)
    .filter((log) => filter === null || textOf(log).includes(filter))
    .reverse()
    .slice(0, limit)
    .map((log) => ({ ...log.fields, '@version': '1' }));
}

const MERGED = ['owner_id', 'session_id', 'user_id', 'job_id', 'cloud_id', 'job', 'key_id', 'script_id', 'machine_id'];

/** A job as its entries tell it. */
export type JobStory = {
  readonly logs: readonly Readonly<Record<string, unknown>>[];
  readonly error: unknown;
  /** Seconds. */
  readonly startedAt: number;
  /** Seconds; 0 while it runs. */
  readonly finishedAt: number;
  /** Fields that any entry of the story names. */
  readonly merged: Readonly<Record<string, unknown>>;
};

/** The story of a job as far as it can be found now; null while nothing of it can. */
export function jobStory(context: Context, jobId: string): JobStory | null {
  const now = context.world.now();
  const logs = context.state.logs.filter((log) => log.jobId === jobId && log.visibleAt <= now);
  const first = logs[0];
  if (first === undefined) return null;
  const merged: Record<string, unknown> = {};
  for (const name of MERGED) {
    const holder = logs.find((log) => log.fields[name] !== undefined && log.fields[name] !== null);
    if (holder !== undefined) merged[name] = holder.fields[name];
  }
  const failed = logs.find((log) => log.fields.error !== false);
  const end = logs.find((log) => log.closes);
  return {
    logs: logs.map((log) => log.fields),
    error: failed?.fields.error ?? false,
    startedAt: first.at / 1000,
    finishedAt: end === undefined ? 0 : end.at / 1000,
    merged,
  };
}
