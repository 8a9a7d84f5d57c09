// GitHub's contents API on loopback: files of one repository by branch, and a record of what was asked.
import { createServer } from 'node:http';

export type FakeContents = {
  readonly apiUrl: string;
  /** `ref path` of every question, in order. */
  readonly asked: readonly string[];
  /** Authorization headers, for tests of what the token is sent to. */
  readonly tokens: readonly string[];
};

export type Branches = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Runs `work` beside the server. `status` answers everything with that status instead. */
export async function withContents(
  branches: Branches,
  work: (github: FakeContents) => Promise<void>,
  status: number | null = null,
): Promise<void> {
  const asked: string[] = [];
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://github');
    const ref = url.searchParams.get('ref') ?? '';
    const path = decodeURIComponent(/^\/repos\/acme\/shop\/contents\/(.*)$/.exec(url.pathname)?.[1] ?? '');
    asked.push(`${ref} ${path}`);
    tokens.push(request.headers.authorization ?? '');
    const text = branches[ref]?.[path];
    const code = status ?? (text === undefined ? 404 : 200);
    const content = Buffer.from(text ?? '')
      .toString('base64')
      .replace(/.{60}/g, '$&\n');
    response.writeHead(code, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(code === 200 ? { type: 'file', encoding: 'base64', content } : { message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await work({ apiUrl: `http://127.0.0.1:${port}`, asked, tokens });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
