// What cloud-init would read out of user data on a booting machine, as far as the sandbox needs it: the host key.
// Not a YAML reader: it finds block scalars under `ssh_keys`, the form in which user data carries keys.

/** The header block and the body of a MIME message; header names in lower case, folded lines joined. */
function splitMessage(text: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
}

function decodeBody(body: string, encoding: string | undefined): string {
  return encoding?.toLowerCase() === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** The texts of all `text/cloud-config` parts, in order, nested messages included. */
function cloudConfigs(text: string): readonly string[] {
  if (/^\s*#cloud-config\s/.test(text)) return [text];
  if (!/^mime-version:/im.test(text.slice(0, 4096))) return [];
  const { headers, body } = splitMessage(text);
  const type = headers.get('content-type') ?? '';
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) {
    const parts = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`).slice(1, -1);
    return parts.flatMap((part) => cloudConfigs(part.replace(/^[ \t]*\n/, '')));
  }
  return /^text\/cloud-config\b/i.test(type) ? [decodeBody(body, headers.get('content-transfer-encoding'))] : [];
}

/** The lines of a block scalar (`name: |`) inside the top-level mapping `section`, without their indentation. */
function blockScalar(config: string, section: string, name: string): string | null {
  const lines = config.replaceAll('\r\n', '\n').split('\n');
  const start = lines.indexOf(`${section}:`);
  if (start === -1) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/.test(line));
  const inside = end === -1 ? rest : rest.slice(0, end);
  const at = inside.findIndex((line) => new RegExp(`^ +${name}: *[|][-+]? *$`).test(line));
  const own = /^ */.exec(inside[at] ?? '')?.[0].length ?? 0;
  const block = inside.slice(at + 1);
  const stop = block.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= own);
  const text = (stop === -1 ? block : block.slice(0, stop)).map((line) => line.trim()).filter((line) => line !== '');
  return at === -1 || text.length === 0 ? null : `${text.join('\n')}\n`;
}

/** The Ed25519 host key (OpenSSH text) that this user data installs, or null; the last cloud-config that has one wins. */
export function injectedHostKey(cloudInit: string | null): string | null {
  if (cloudInit === null) return null;
  const keys = cloudConfigs(cloudInit).map((config) => blockScalar(config, 'ssh_keys', 'ed25519_private'));
  return keys.findLast((key) => key !== null) ?? null;
}
