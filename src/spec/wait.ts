// Readiness in all the forms in which a spec may write it, and the plain form of it.
import type { HttpCheck, WaitRef } from '../model/spec.ts';
import { either, type Fields, type FieldsForm, fields, literal, type Refuse, textOf } from './form.ts';
import { DURATION_PATTERN } from './forms.ts';
import { type Read, readTimeout } from './read.ts';

const LEVELS = ['running', 'tcp', 'ssh', 'cloud-init'] as const;
const KNOWN = 'must be running, tcp, ssh or cloud-init';
/** Levels that say nothing without more. */
const MAPS: Readonly<Record<string, string>> = { http: '{ http: ":8080/health" }', command: '{ command: "…" }' };

type Level = (typeof LEVELS)[number];

function readLevel(text: string): Read<Level> {
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return { value: level };
  const map = Object.hasOwn(MAPS, text) ? MAPS[text] : undefined;
  if (map !== undefined) return { refused: `needs a map: ${map}` };
  return { refused: text === 'stats' ? 'is not built yet: `stats` needs monitoring' : KNOWN };
}

const levelForm = () => textOf(readLevel, KNOWN, { enum: [...LEVELS, 'stats'] });

const HTTP_FORMS = '`:8080/health`, `http://…` or `https://…`';
const ADDRESS = /^(?:\[.*\]|[0-9.]+)$/;
const LONGEST = 2000;

/**
 * `:8080/health`, `http://name:8080/health`, `https://:8443/health`. The machine's own address is asked in every case; a
 * name is only what the request and the certificate speak of.
 */
export function readHttp(text: string): Read<HttpCheck> {
  if (text.length > LONGEST) return { refused: `must be at most ${LONGEST} characters` };
  const found = /^(?:(https?):\/\/(\[[0-9A-Fa-f:.]*\]|[0-9A-Za-z.-]*))?(?::([0-9]{1,5}))?([/?][!-~]*)?$/.exec(text);
  const [, scheme, name = '', port, path = '/'] = found ?? [];
  // A bare path or nothing at all has no port, and a scheme alone asks nobody.
  if (found === null || (scheme === undefined && port === undefined) || (name === '' && port === undefined)) {
    return { refused: `must be ${HTTP_FORMS}, in ASCII, without user, password or blanks` };
  }
  if (path.includes('#')) return { refused: 'must not have a fragment: servers never see what follows a #' };
  if (ADDRESS.test(name)) {
    const own = `${scheme}://:${port ?? (scheme === 'https' ? 443 : 80)}`;
    return { refused: `must not name an address: the machine's own is asked; write ${own}` };
  }
  if (name !== '' && !/^[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?$/.test(name)) {
    return { refused: 'must have a host name of letters, digits, hyphens and dots' };
  }
  const secure = scheme === 'https';
  const number = Number(port ?? (secure ? 443 : 80));
  if (number < 1 || number > 65_535) return { refused: 'must have a port from 1 to 65535' };
  return {
    value: {
      secure,
      hostName: name === '' ? null : name.toLowerCase(),
      port: number,
      path: path.startsWith('?') ? `/${path}` : path,
    },
  };
}

const LONGEST_COMMAND = 8000;

function readCommand(text: string): Read<string> {
  if (text.trim() === '') return { refused: 'must not be empty' };
  if (text.length > LONGEST_COMMAND) return { refused: `must be at most ${LONGEST_COMMAND} characters` };
  return text.includes('\0') ? { refused: 'must not hold a NUL character' } : { value: text };
}

const mapForm = () =>
  fields({
    for: levelForm()
      .optional()
      .describe('When a machine counts as ready: running, tcp, ssh (the default) or cloud-init.'),
    timeout: textOf(readTimeout, 'must be a duration with its unit, such as 8m', { pattern: DURATION_PATTERN })
      .optional()
      .describe('How long to wait, e.g. 8m.'),
    http: textOf(readHttp, `must be ${HTTP_FORMS}`, { pattern: '^(:[0-9]|https?://)' })
      .optional()
      .describe('Ready when the machine answers this GET with a status from 200 to 399: `:8080/health`, or a URL.'),
    command: textOf(readCommand).optional().describe('Ready when this command, run over SSH, ends with 0.'),
    from: literal('mist', 'must be `mist`').optional().describe('Let the Mist server log in, in place of the runner.'),
  });

type WaitMap = ReturnType<typeof mapForm> extends FieldsForm<infer S> ? Fields<S> : never;

/** A map says one thing: a level, an address to ask, or a command; `ssh` where it says none. */
function settleMap(map: WaitMap, refuse: Refuse): WaitRef | null {
  const { for: level, http, command, from } = map;
  const limit = map.timeout ?? { timeoutMs: null };
  const said = (['for', 'http', 'command'] as const).filter((field) => map[field] !== undefined);
  const [first, second] = said;
  if (second !== undefined) {
    return refuse(`cannot stand beside \`${first}\`; write one of them`, [second]);
  }
  if (from !== undefined && (level ?? 'ssh') !== 'ssh') {
    return refuse('the Mist server can only log in by SSH: write `for: ssh` or nothing beside it', ['from']);
  }
  if (from !== undefined && said.length > 0 && level === undefined) {
    return refuse(`cannot stand beside \`${first}\`: the Mist server can only log in by SSH`, ['from']);
  }
  if (http !== undefined) return { level: 'http', http, ...limit };
  if (command !== undefined) return { level: 'command', command, ...limit };
  if (level !== undefined && level !== 'ssh') return { level, ...limit };
  return { level: 'ssh', ...limit, ...(from === undefined ? {} : { from }) };
}

/** A level, or a map of one level with its limits. */
export const waitForm = () =>
  either(
    levelForm().transform((level): WaitRef => ({ level, timeoutMs: null })),
    mapForm().transform(settleMap),
    `${KNOWN}, or a map such as { for: ssh, timeout: 8m } or { http: ":8080/health" }`,
  ).describe(
    'When a machine counts as ready: running, tcp, ssh (the default), cloud-init, or a map of for, http or command, with timeout.',
  );
