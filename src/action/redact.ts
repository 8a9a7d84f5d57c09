// Every form in which a secret can come back: what is masked in the runner and cut from our own texts.

/** Shorter values are not masked: three letters occur everywhere and would eat the log. */
const MIN_SECRET = 4;
/** Numbers of fewer digits are ports, sizes and counts of every output. */
const MIN_NUMBER = 6;
/**
 * What log and outputs are made of. Hiding such a word hides nothing, as everybody sees what is missing, and GitHub drops
 * each output that holds it: `changed` is `true`, and `machines` has the login user `root`.
 */
const COMMON: ReadonlySet<string> = new Set(
  [
    'true false null none',
    'root admin user ubuntu debian fedora alpine centos rocky core ec2-user',
    'running stopped pending created updated replaced adopted unchanged destroyed failed skipped unknown',
    'machine machines backend amazon azure docker google linode local localhost default',
    'test tests main master develop development staging production prod latest debug info http https',
  ].flatMap((line) => line.split(' ')),
);
/** Single lines below this (`{`, `-----`, the rest of a base64 block) are no secrets by themselves. */
const MIN_LINE = 8;
/** Of longer texts (keys), what lines become is looked for line by line only: all ways together are a quarter of a megabyte. */
const LONG = 1_000;
/** Leaves of a JSON credential file that are worth hiding. */
const MIN_JSON_LEAF = 6;
const SHOWN = '***';
const PEM_ARMOUR = /^-----(BEGIN|END) [A-Z0-9 ]+-----$/;

/** The secrets of this process. `add` returns what must be handed to `::add-mask::`, nothing when all is known. */
export type Redactor = {
  add(secret: string): readonly string[];
  /** `text` with every known form replaced by `***`. */
  redact(text: string): string;
};

function lines(text: string): string[] {
  return text.split(/[\r\n]+/).map((line) => line.trim());
}

/**
 * Base64 of `text` inside any longer text: by its offset modulo 3 it looks three ways, and the characters at both ends
 * that also hold bits of the neighbours are left out.
 */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((shift) => {
    const whole = withoutPadding(
      (shift === 0 ? bytes : Buffer.concat([Buffer.alloc(shift), bytes])).toString('base64'),
    );
    const partial = (bytes.length + shift) % 3 === 0 ? 0 : 1;
    return whole.slice(Math.ceil((shift * 8) / 6), whole.length - partial);
  });
}

function withoutPadding(base64: string): string {
  const padding = base64.indexOf('=');
  return padding < 0 ? base64 : base64.slice(0, padding);
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

/** As `urlEscape`: no other character of base64 is escaped, and a key has a hundred kilobytes of it. */
function base64InUrl(base64: string): string {
  return base64.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D');
}

function xmlEscape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function urlEscape(text: string): string {
  // Lone surrogates make encodeURIComponent throw.
  return encodeURIComponent(text.toWellFormed());
}

/** Nothing in it is quoted or escaped by JSON, XML or a shell; slashes and URLs remain. */
const PLAIN = /^[A-Za-z0-9_./:@%+=,-]*$/;

/** What a line becomes wherever it stands: escapes and hex digits of a longer text hold those of its lines. */
function lineForms(text: string): string[] {
  const hex = Buffer.from(text).toString('hex');
  const url = urlEscape(text);
  const forms = [
    hex,
    hex.toUpperCase(),
    url,
    url.replaceAll('%20', '+'),
    url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ];
  return PLAIN.test(text) ? [...forms, text.replaceAll('/', '\\/')] : [...forms, ...quotedForms(text)];
}

function quotedForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    xmlEscape(text),
    xmlEscape(text).replaceAll('&apos;', '&#39;'),
    text.replaceAll("'", "'\\''"),
    text.replaceAll("'", "'\"'\"'"),
    text.replace(/(["\\$`])/g, '\\$1'),
    // Bash's `printf %q`.
    text.replace(/([^A-Za-z0-9_./:@%+=,-])/g, '\\$1'),
  ];
}

/** Base64 takes a text of several lines together: where one of them begins in it is not known. */
function base64Variants(text: string): string[] {
  const padded = Buffer.from(text).toString('base64');
  const base64 = [padded, ...base64Forms(text)];
  return [...base64, ...base64.map(urlSafe), urlSafe(withoutPadding(padded)), ...base64.map(base64InUrl)];
}

/** String leaves of a JSON document, since a credential file's parts travel alone. */
function jsonLeaves(text: string): string[] {
  if (!/^\s*[{[]/.test(text)) return [];
  const leaves: string[] = [];
  try {
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'string' && value.length >= MIN_JSON_LEAF) leaves.push(value);
      return value;
    });
  } catch {
    return [];
  }
  return leaves;
}

/** The ways in which line ends of a multi-line secret change on the way: CRLF, LF, a blank, nothing. */
function joins(text: string): string[] {
  const body = text.trim();
  if (!/[\r\n]/.test(body)) return [text, body];
  const parts = body.split(/\r\n|\r|\n/);
  const pem = parts.filter((part) => !PEM_ARMOUR.test(part.trim())).map((part) => part.trim());
  return [body, ...['\r\n', '\n', ' '].map((end) => parts.join(end)), pem.join(''), pem.join(' ')];
}

/** Lines that are too short to be looked for by themselves; of a key only the last one may be. */
function hasShortLines(secret: string): boolean {
  return lines(secret).filter((line) => line !== '' && line.length < MIN_LINE && !PEM_ARMOUR.test(line)).length > 1;
}

/** True where masking `secret` would protect it: false for what is blank, short, a small number or a common word. */
export function canBeHidden(secret: string): boolean {
  const text = secret.trim();
  if (text.length < MIN_SECRET || COMMON.has(text.toLowerCase())) return false;
  return text.length >= MIN_NUMBER || !/^\d+$/.test(text);
}

/** Every form of `secret` that is long enough to look for, longest first; empty for what cannot be hidden. */
export function secretForms(secret: string): readonly string[] {
  if (!canBeHidden(secret)) return [];
  const found = new Set<string>();
  const whole = secret.length <= LONG || hasShortLines(secret);
  for (const text of new Set(joins(secret))) {
    for (const form of [text, ...base64Variants(text), ...(whole ? lineForms(text) : [])]) found.add(form);
  }
  // Mist stores and echoes tokens in lower case (faults of its API v2).
  if (!/\s/.test(secret.trim())) found.add(secret.trim().toLowerCase());
  for (const line of lines(secret)) {
    if (line.length < MIN_LINE || PEM_ARMOUR.test(line)) continue;
    for (const form of [line, ...lineForms(line)]) found.add(form);
  }
  for (const leaf of jsonLeaves(secret)) for (const form of secretForms(leaf)) found.add(form);
  return [...found].filter((form) => form.length >= MIN_SECRET).sort((a, b) => b.length - a.length);
}

/** True when the runner may get this form: it masks each line of a value too, and short or common lines are harmful. */
function isMaskable(form: string): boolean {
  if (!form.includes('\n') && !form.includes('\r')) return form.trim() !== '';
  const parts = lines(form).filter((line) => line !== '');
  if (parts.length === 0) return false;
  return parts.length === 1 || parts.every((line) => line.length >= MIN_SECRET && !PEM_ARMOUR.test(line));
}

/** An empty registry. Adding is idempotent. */
export function createRedactor(): Redactor {
  const known = new KnownForms();
  return {
    add: (secret) =>
      secretForms(secret)
        .filter((form) => known.add(form))
        .filter(isMaskable),
    redact(text) {
      let clean = text;
      for (const form of known.perhapsIn(text)) clean = clean.replaceAll(form, SHOWN);
      return clean;
    },
  };
}

/**
 * All forms by how they begin: a text is gone through once, however many there are. Fifty machines have five thousand, and
 * everything that is printed is looked at.
 */
class KnownForms {
  /** In the order in which they became known. */
  readonly #order = new Map<string, number>();
  readonly #byStart = new Map<string, string[]>();
  readonly #marks = new Set<number>();

  /** False where the form is known already. */
  add(form: string): boolean {
    if (this.#order.has(form)) return false;
    this.#order.set(form, this.#order.size);
    // What is put in the place of one form may be the beginning of another.
    const start = form.includes('*') ? ANYWHERE : form.slice(0, MIN_SECRET);
    const alike = this.#byStart.get(start);
    if (alike === undefined) {
      this.#byStart.set(start, [form]);
      this.#marks.add(markOf(start));
    } else alike.push(form);
    return true;
  }

  /** Every form that redacting this text may meet, longest first, so that no part of a longer one stays behind. */
  perhapsIn(text: string): readonly string[] {
    const starts = new Set([ANYWHERE]);
    let mark = 0;
    for (let end = 1; end <= text.length; end += 1) {
      mark = nextMark(mark, text.charCodeAt(end - 1));
      if (!this.#marks.has(mark) || end < MIN_SECRET) continue;
      const start = text.slice(end - MIN_SECRET, end);
      if (this.#byStart.has(start)) starts.add(start);
    }
    const found = [...starts].flatMap((start) => this.#byStart.get(start) ?? []);
    return found.sort((a, b) => b.length - a.length || this.#orderOf(a) - this.#orderOf(b));
  }

  #orderOf(form: string): number {
    return this.#order.get(form) ?? 0;
  }
}

/** The last MIN_SECRET characters as a number, which few others share: quicker to look up than a text of their own. */
function nextMark(mark: number, code: number): number {
  return ((mark << 8) ^ code) & 0x3fff_ffff;
}

function markOf(start: string): number {
  let mark = 0;
  for (let at = 0; at < start.length; at += 1) mark = nextMark(mark, start.charCodeAt(at));
  return mark;
}

/** The beginning of forms that have to be looked for in every text; no other form begins so, because it is too short. */
const ANYWHERE = '';
