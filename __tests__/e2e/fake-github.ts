// A tiny GitHub API of one repository for the end-to-end tests: workflow runs and pull requests by number, nothing else.
import { once } from 'node:events';
import { createServer } from 'node:http';

export type FakeGitHub = {
  readonly url: string;
  readonly asked: string[];
  /** Answers every question with this status; null for real answers. */
  refuse: number | null;
  stop(): Promise<void>;
};

export type GitHubFacts = {
  /** Status by run id; the attempt is 1. */
  readonly runs?: Readonly<Record<string, string>>;
  /** State by pull request. */
  readonly pulls?: Readonly<Record<string, 'open' | 'closed'>>;
};

/** A date long before every test: whatever is over has been so for long. */
const AT = '2026-01-01T00:00:00Z';

export const GITHUB_TOKEN = 'ghs_0123456789abcdef0123456789abcdef0123';

function answerOf(path: string, { runs = {}, pulls = {} }: GitHubFacts): unknown {
  const [, kind, name] = /^\/repos\/[^/]+\/[^/]+\/(actions\/runs|pulls)(?:\/(\d+))?$/.exec(path) ?? [];
  if (name === undefined) return kind === undefined ? null : [];
  if (kind === 'pulls') return pulls[name] === undefined ? null : { state: pulls[name], closed_at: AT };
  const status = runs[name];
  return status === undefined ? null : { status, run_attempt: 1, run_started_at: AT, updated_at: AT };
}

/** Starts one on loopback; only `GITHUB_TOKEN` may ask. Stop it yourself. */
export async function startGitHub(facts: GitHubFacts): Promise<FakeGitHub> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    github.asked.push(path);
    const known = request.headers.authorization === `token ${GITHUB_TOKEN}`;
    const answer = answerOf(path, facts);
    const status = github.refuse ?? (known ? (answer === null ? 404 : 200) : 401);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(status === 200 ? answer : { message: 'Resource not accessible by integration' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const github: FakeGitHub = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    refuse: null,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return github;
}
