import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitHubReader } from '../../../src/engine/ports.ts';
import { makeGitHubReader } from '../../../src/github/reader.ts';
import { ActionError, CancelledError } from '../../../src/model/errors.ts';
import { makeSecret } from '../../../src/model/secret.ts';

type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

const TOKEN = 'ghs_planted0control0token';
const RUN = { status: 'completed', run_attempt: 1, updated_at: '2026-11-23T02:00:00Z' };

/** What the server answers by path, one after the other; the last one stays. */
let answers: Record<string, Answer[]>;
let seen: IncomingMessage[];
let server: ReturnType<typeof createServer>;
let url: string;

beforeEach(async () => {
  answers = {};
  seen = [];
  server = createServer((request, response) => {
    seen.push(request);
    const planned = answers[request.url ?? ''] ?? [];
    const answer = (planned.length > 1 ? planned.shift() : planned[0]) ?? {
      status: 404,
      body: { message: 'Not Found' },
    };
    if (answer.status === 0) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const slept: number[] = [];

function reader(more: { token?: string | null; signal?: AbortSignal; repository?: string } = {}): GitHubReader {
  slept.length = 0;
  return makeGitHubReader({
    apiUrl: `${url}/`,
    repository: more.repository ?? 'octo/lab',
    token: more.token === null ? null : makeSecret(more.token ?? TOKEN),
    clock: { sleep: async (ms) => void slept.push(ms) },
    signal: more.signal ?? new AbortController().signal,
  });
}

async function errorOf(work: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ActionError) return error;
  throw new Error(`No ActionError but ${String(error)}`);
}

describe('a run', () => {
  test('is asked for by its id, with the token', async () => {
    answers['/repos/octo/lab/actions/runs/9001'] = [{ status: 200, body: RUN }];
    expect(await reader().runState('9001', 1)).toEqual({ is: 'over', since: Date.parse(RUN.updated_at) });
    expect(seen.map(({ method, url: path, headers }) => [method, path, headers.authorization])).toEqual([
      ['GET', '/repos/octo/lab/actions/runs/9001', `token ${TOKEN}`],
    ]);
  });

  test('that is not there is unknown where the list may be read', async () => {
    answers['/repos/octo/lab/actions/runs?per_page=1'] = [{ status: 200, body: { workflow_runs: [] } }];
    expect(await reader().runState('9001', 1)).toEqual({ is: 'unknown' });
  });
});

describe('a pull request', () => {
  test('is asked for by its number', async () => {
    answers['/repos/octo/lab/pulls/42'] = [{ status: 200, body: { state: 'open' } }];
    expect(await reader().pullRequestState(42)).toEqual({ is: 'live' });
  });

  test('that is not there is unknown where the list may be read', async () => {
    answers['/repos/octo/lab/pulls?per_page=1'] = [{ status: 200, body: [] }];
    expect(await reader().pullRequestState(42)).toEqual({ is: 'unknown' });
  });
});

describe('refusals name the permission and keep the token', () => {
  test.each([401, 403, 404])('%i', async (status) => {
    const message = `${TOKEN} may not`;
    answers['/repos/octo/lab/actions/runs/9001'] = [{ status, body: { message } }];
    answers['/repos/octo/lab/pulls/42'] = [{ status, body: { message } }];
    const run = await errorOf(reader().runState('9001', 1));
    const pull = await errorOf(reader().pullRequestState(42));
    expect([run.code, pull.code]).toEqual(['github-refused', 'github-refused']);
    expect([run.hint, pull.hint]).toEqual([
      expect.stringContaining('`actions: read`'),
      expect.stringContaining('`pull-requests: read`'),
    ]);
    expect(`${run.message}${run.stack}${String(run.cause)}`).not.toContain(TOKEN);
    expect(slept).toEqual([]);
  });

  test('without a token nothing is asked', async () => {
    expect((await errorOf(reader({ token: null }).runState('9001', 1))).code).toBe('github-refused');
    expect(seen).toEqual([]);
  });
});

describe('no answer', () => {
  test.each<[string, Answer]>([
    ['a broken server', { status: 502 }],
    ['a dropped connection', { status: 0 }],
  ])('%s is asked three times', async (_, answer) => {
    answers['/repos/octo/lab/actions/runs/9001'] = [answer];
    expect((await errorOf(reader().runState('9001', 1))).code).toBe('github');
    expect([seen.length, slept]).toEqual([3, [1000, 4000]]);
  });

  test('one that comes at last counts', async () => {
    answers['/repos/octo/lab/actions/runs/9001'] = [{ status: 503 }, { status: 200, body: RUN }];
    expect(await reader().runState('9001', 1)).toMatchObject({ is: 'over' });
  });

  test.each<[string, Answer]>([
    ['a used-up limit', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }],
    ['too many requests', { status: 429 }],
  ])('%s is not called a missing permission', async (_, answer) => {
    answers['/repos/octo/lab/actions/runs/9001'] = [answer];
    const error = await errorOf(reader().runState('9001', 1));
    expect([error.code, error.message]).toEqual(['github', expect.stringContaining('rate limit')]);
  });

  test('a redirect is not followed', async () => {
    answers['/repos/octo/lab/actions/runs/9001'] = [{ status: 301, headers: { location: `${url}/elsewhere` } }];
    expect((await errorOf(reader().runState('9001', 1))).code).toBe('github');
    expect(seen.map(({ url: path }) => path)).not.toContain('/elsewhere');
  });

  test('a repository without owner', async () => {
    expect((await errorOf(reader({ repository: 'lab' }).runState('9001', 1))).message).toContain('GITHUB_REPOSITORY');
  });

  test('a cancelled step', async () => {
    const controller = new AbortController();
    controller.abort(new CancelledError());
    await expect(reader({ signal: controller.signal }).runState('9001', 1)).rejects.toBeInstanceOf(CancelledError);
  });
});
