// What the runner makes of the lines that a step prints: workflow commands, annotations, masked text.
// Grammar as in actions/runner 2.336, src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs.

const MESSAGE_LIMIT = 4096;
const ISSUES = new Set(['error', 'warning', 'notice']);
const COMMANDS = new Set([
  ...ISSUES,
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'group',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
]);

const DATA_ESCAPES = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY_ESCAPES = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const OLD_ESCAPES = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

function unescapeAll(text, escapes) {
  return escapes.reduce((result, [code, character]) => result.replaceAll(code, character), text);
}

function build(info, data, known, separator, propertyEscapes, dataEscapes) {
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  if (!known.has(name)) return null;
  const properties = {};
  for (const part of space > 0 ? info.slice(space + 1).split(separator) : []) {
    const equals = part.indexOf('=');
    if (equals > 0 && equals < part.length - 1)
      properties[part.slice(0, equals).trim()] = unescapeAll(part.slice(equals + 1), propertyEscapes);
  }
  return { name, properties, data: unescapeAll(data, dataEscapes) };
}

/** The command in a line (`::name k=v::data`, or the older `##[name k=v]data` anywhere in it), or null. */
export function parseCommand(line, known = COMMANDS) {
  const text = line.trimStart();
  if (text.startsWith('::')) {
    const end = text.indexOf('::', 2);
    const command =
      end < 0 ? null : build(text.slice(2, end), text.slice(end + 2), known, ',', PROPERTY_ESCAPES, DATA_ESCAPES);
    if (command) return command;
  }
  const start = line.indexOf('##[');
  const close = start < 0 ? -1 : line.indexOf(']', start);
  if (close < 0) return null;
  return build(line.slice(start + 3, close), line.slice(close + 1), known, ';', OLD_ESCAPES, OLD_ESCAPES);
}

/** A secret in the encodings that the runner hides too (its ValueEncoders, without those for PowerShell). */
function encodings(text) {
  const bytes = Buffer.from(text);
  const shifted = [0, 1, 2].map((shift) => bytes.subarray(shift).toString('base64'));
  const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const quoted = text.length > 8 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return [text, ...shifted, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), xml, quoted];
}

/** The secrets of a job. `hide` replaces them, and the encodings that the runner knows, by `***`. */
export class Masks {
  #forms = new Set();
  /** All forms, the longest first; null when one has come since it was made. */
  #ordered = null;
  values = [];

  add(value) {
    if (value.trim() === '') return;
    this.values.push(value);
    this.#ordered = null;
    const lines = value.split(/[\r\n]/).map((line) => line.trim());
    // Most masks are one line, which is then the value itself.
    for (const text of new Set([value, ...lines])) {
      for (const form of encodings(text)) if (form !== '') this.#forms.add(form);
    }
  }

  hide(text) {
    this.#ordered ??= [...this.#forms].sort((a, b) => b.length - a.length);
    let shown = text;
    // Fifty machines have tens of thousands of forms, and a short line has room for few of them.
    for (const form of this.#ordered) {
      if (form.length <= shown.length && shown.includes(form)) shown = shown.replaceAll(form, '***');
    }
    return shown;
  }
}

/** Knows no secrets and hides nothing. */
export class NoMasks {
  values = [];

  add() {}

  hide(text) {
    return text;
  }
}

/**
 * Takes the lines of one process, both streams, in the order of their arrival. `shown` is the log that GitHub keeps;
 * `annotations` holds every error, warning and notice (GitHub shows ten of each per step).
 */
export class LogReader {
  #masks;
  #debug;
  #stopToken = null;
  #known = new Set(COMMANDS);
  shown = [];
  annotations = [];
  outputs = {};
  state = {};

  constructor(masks, debug = false) {
    this.#masks = masks;
    this.#debug = debug;
  }

  line(raw) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const command = parseCommand(line, this.#known);
    if (command === null) this.#show(line);
    else if (this.#stopToken !== null) this.#resume(command, line);
    else this.#obey(command, line);
  }

  issue(level, message, properties = {}) {
    const { title, file, line, col, endLine, endColumn } = properties;
    const text = this.#masks.hide(message).slice(0, MESSAGE_LIMIT);
    const number = (value) => (value === undefined ? null : Number(value));
    this.annotations.push({
      level,
      message: text,
      title: title === undefined ? null : this.#masks.hide(title),
      file: file ?? null,
      line: number(line),
      column: number(col),
      endLine: number(endLine),
      endColumn: number(endColumn),
    });
    this.#show(`##[${level}]${text}`);
  }

  #show(line) {
    this.shown.push(this.#masks.hide(line));
  }

  #resume(command, line) {
    this.#show(line);
    if (command.name !== this.#stopToken) return;
    this.#known.delete(this.#stopToken);
    this.#stopToken = null;
  }

  #obey({ name, properties, data }, line) {
    if (ISSUES.has(name)) this.issue(name, data, properties);
    else if (name === 'add-mask') {
      if (data.trim() === '') this.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
      this.#masks.add(data);
    } else if (name === 'stop-commands') {
      this.#stopToken = data;
      this.#known.add(data);
      this.#show(line);
    } else if (name === 'debug') {
      if (this.#debug) this.#show(`##[debug]${data}`);
    } else if (name === 'group') this.#show(`##[group]${data}`);
    else if (name === 'endgroup') this.#show('##[endgroup]');
    else if (name === 'set-output') this.outputs[properties.name] = data;
    else if (name === 'save-state') this.state[properties.name] = data;
    else if (name === 'set-env' || name === 'add-path') this.issue('error', `The \`${name}\` command is disabled.`);
  }
}
