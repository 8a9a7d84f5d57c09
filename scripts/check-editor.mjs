// Asks a real yaml-language-server, over LSP, what an editor would show for a spec that names our schema in its modeline:
// completion, hover and errors. `node scripts/check-editor.mjs <path of yaml-language-server's binary>`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SCHEMA = fileURLToPath(new URL('../schema/spec.v1.schema.json', import.meta.url));
const PATIENCE_MS = 20_000;

/** A client that speaks JSON-RPC with `Content-Length` heads on the server's pipes. */
function connect(binary) {
  const server = spawn(process.execPath, [binary, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map();
  const diagnostics = new Map();
  let buffer = Buffer.alloc(0);
  let count = 0;
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const receive = (message) => {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics: found } = message.params;
      diagnostics.get(uri)?.(found);
    } else if (message.method !== undefined && message.id !== undefined) {
      // The server asks for its settings and registers abilities: nothing is set here.
      const items = message.params?.items ?? [];
      send({ id: message.id, result: message.method === 'workspace/configuration' ? items.map(() => null) : null });
    } else waiting.get(message.id)?.(message.result);
  };
  server.stdout.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      const length =
        head < 0 ? Number.NaN : Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())?.[1]);
      if (!(buffer.length >= head + 4 + length)) return;
      receive(JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString()));
      buffer = buffer.subarray(head + 4 + length);
    }
  });
  const within = (what, begin) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No answer to ${what}.`)), PATIENCE_MS);
      begin((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  return {
    notify: (method, params) => send({ method, params }),
    request: (method, params) =>
      within(method, (done) => {
        count += 1;
        waiting.set(count, done);
        send({ id: count, method, params });
      }),
    diagnosticsOf: (uri, begin) =>
      within('didOpen', (done) => {
        diagnostics.set(uri, done);
        begin();
      }),
    end: () => server.kill(),
  };
}

/** `|` in the text is where the cursor stands. */
function cursor(text) {
  const at = text.indexOf('|');
  const before = text.slice(0, at).split('\n');
  return { text: text.replace('|', ''), position: { line: before.length - 1, character: before.at(-1).length } };
}

const HEAD = `# yaml-language-server: $schema=${pathToFileURL(SCHEMA).href}\n`;
const CASES = [
  { what: 'sections', text: '|', offers: ['backends', 'defaults', 'keys', 'machines'] },
  {
    what: 'fields of a row',
    text: 'machines:\n  web:\n    image: ubuntu 24.04\n    |',
    offers: ['size', 'cloud-init', 'needs'],
  },
  { what: 'levels of wait', text: 'machines:\n  web:\n    wait: |', offers: ['running', 'tcp', 'ssh'] },
  { what: 'fields of a size', text: 'defaults:\n  size:\n    |', offers: ['cpu', 'ram'] },
  {
    what: 'fields of a provider',
    text: 'backends:\n  a:\n    provider: amazon\n    |',
    offers: ['region', 'api-key', 'api-secret'],
  },
  { what: 'a field', text: 'machines:\n  web: { image: ubuntu 24.04, size: t3.small, t|tl: 2h }\n', shows: /Lease/ },
  { what: 'a credential', text: 'backends:\n  a:\n    provider: linode\n    api-|key: x\n', shows: /API key/ },
  { what: 'a typo', text: 'machines:\n  web: { imag: ubuntu 24.04, size: t3.small }\n|', finds: /imag is not allowed/ },
  { what: 'a wrong kind', text: 'machines:\n  web: { image: a, size: b, count: many }\n|', finds: /integer/ },
  { what: 'a missing credential', text: 'backends:\n  a: { provider: vultr }\n|', finds: /api-key/ },
  { what: 'a good spec', text: 'machines:\n  web: { image: ubuntu 24.04, size: { cpu: 2, ram: 4g } }\n|', finds: null },
];

async function ask(client, directory, { what, text, offers, shows, finds }, index) {
  const { text: content, position } = cursor(HEAD + text);
  const path = join(directory, `case-${index}.mist.yml`);
  writeFileSync(path, content);
  const uri = pathToFileURL(path).href;
  const textDocument = { uri, languageId: 'yaml', version: 1, text: content };
  const found = await client.diagnosticsOf(uri, () => client.notify('textDocument/didOpen', { textDocument }));
  const at = { textDocument: { uri }, position };
  if (offers !== undefined) {
    const { items } = await client.request('textDocument/completion', at);
    const labels = items.map(({ label }) => label);
    const missing = offers.filter((label) => !labels.includes(label));
    return missing.length === 0 ? null : `${what}: completion lacks ${missing.join(', ')}; it has ${labels.join(', ')}`;
  }
  if (shows !== undefined) {
    const hover = JSON.stringify((await client.request('textDocument/hover', at))?.contents ?? '');
    return shows.test(hover) ? null : `${what}: hover says ${hover}`;
  }
  const messages = found.map(({ message }) => message).join('; ');
  const good = finds === null ? found.length === 0 : finds.test(messages);
  return good ? null : `${what}: errors are ${messages || 'none'}`;
}

const binary = process.argv[2];
if (binary === undefined) throw new Error('Give the path of the yaml-language-server to ask.');
const directory = mkdtempSync(join(tmpdir(), 'editor-'));
const client = connect(binary);
try {
  const rootUri = pathToFileURL(directory).href;
  const capabilities = {
    textDocument: { completion: {}, hover: {}, publishDiagnostics: {} },
    workspace: { configuration: true },
  };
  await client.request('initialize', { processId: process.pid, rootUri, capabilities });
  client.notify('initialized', {});
  const settings = { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } };
  client.notify('workspace/didChangeConfiguration', { settings });
  const problems = [];
  for (const [index, one] of CASES.entries()) {
    const problem = await ask(client, directory, one, index);
    if (problem !== null) problems.push(problem);
  }
  for (const problem of problems) console.error(problem);
  console.log(
    `${CASES.length - problems.length} of ${CASES.length} questions to the editor's server answered as expected.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  client.end();
  rmSync(directory, { recursive: true, force: true });
}
