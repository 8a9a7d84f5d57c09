// The files through which a step talks to its runner: GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV, GITHUB_PATH and
// GITHUB_STEP_SUMMARY. Rules as in actions/runner 2.336, src/Runner.Worker/FileCommandManager.cs, on Linux.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUMMARY_LIMIT_BYTES = 1024 * 1024;

const FILES = {
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_STATE: 'save_state_',
  GITHUB_ENV: 'set_env_',
  GITHUB_PATH: 'add_path_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
};

/** Makes the five empty files of one process and returns their paths by variable name. */
export function createCommandFiles(runnerTemp, suffix) {
  const directory = join(runnerTemp, '_runner_file_commands');
  mkdirSync(directory, { recursive: true });
  const paths = {};
  for (const [variable, prefix] of Object.entries(FILES)) {
    paths[variable] = join(directory, `${prefix}${suffix}`);
    writeFileSync(paths[variable], '');
  }
  return paths;
}

/** Lines with the text that ended them; the last one has '' when the file does not end in a line break. */
function splitLines(text) {
  const lines = text.split('\n').map((line) => ({ line, end: '\n' }));
  const last = lines.pop();
  if (last && last.line !== '') lines.push({ line: last.line, end: '' });
  return lines;
}

/**
 * Reads `name=value` and `name<<delimiter` entries. A malformed or torn entry ends the reading with `error`; the
 * entries before it count.
 */
export function parsePairs(text) {
  const lines = splitLines(text);
  const pairs = [];
  const failed = (error) => ({ pairs, error });
  for (let at = 0; at < lines.length; at += 1) {
    const { line } = lines[at];
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc < 0) return failed(`Invalid format '${line}'`);
    const delimiter = line.slice(heredoc + 2);
    if (heredoc === 0 || delimiter === '') return failed(`Invalid format '${line}'. Name and delimiter are needed`);
    const value = [];
    at += 1;
    while (at < lines.length && lines[at].line !== delimiter) {
      if (lines[at].end === '') return failed('Invalid value. EOF marker missing new line.');
      value.push(lines[at].line);
      at += 1;
    }
    if (at >= lines.length) return failed(`Invalid value. Matching delimiter not found '${delimiter}'`);
    pairs.push([line.slice(0, heredoc), value.join('\n')]);
  }
  return { pairs, error: null };
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** What a process left in its files, and what the runner would say about malformed ones. */
export function readCommandFiles(paths) {
  const errors = [];
  const pairs = (variable) => {
    const parsed = parsePairs(readText(paths[variable]));
    if (parsed.error) errors.push(`Unable to process file command '${variable}' successfully. ${parsed.error}`);
    return parsed.pairs;
  };
  const env = pairs('GITHUB_ENV').filter(([name]) => {
    const blocked = name.toUpperCase() === 'NODE_OPTIONS';
    if (blocked) errors.push(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
    return !blocked;
  });
  let summary = readText(paths.GITHUB_STEP_SUMMARY);
  if (Buffer.byteLength(summary) > SUMMARY_LIMIT_BYTES) {
    errors.push(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to ${SUMMARY_LIMIT_BYTES / 1024}k.`);
    summary = '';
  }
  return {
    outputs: Object.fromEntries(pairs('GITHUB_OUTPUT')),
    state: Object.fromEntries(pairs('GITHUB_STATE')),
    env: Object.fromEntries(env),
    path: readText(paths.GITHUB_PATH)
      .split(/\r?\n/)
      .filter((line) => line !== ''),
    summary,
    errors,
    raw: Object.fromEntries(Object.entries(paths).map(([variable, path]) => [variable, readText(path)])),
  };
}
