// Writes the tables of inputs and outputs in README.md from action.yml, between `<!-- inputs:begin -->` and
// `<!-- inputs:end -->` (and the same with `outputs`). With `--check` nothing is written and a difference is exit code 1.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const cell = (text) => String(text).replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');

function inputTable(inputs) {
  const rows = Object.entries(inputs).map(([name, { description, default: value, required }]) => {
    const shown = required ? 'required' : value === undefined ? '' : `\`${cell(value)}\``;
    return `| \`${name}\` | ${cell(description)} | ${shown} |`;
  });
  return ['| Input | What it does | Default |', '| --- | --- | --- |', ...rows].join('\n');
}

function outputTable(outputs) {
  const rows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  return ['| Output | Value |', '| --- | --- |', ...rows].join('\n');
}

function between(text, name, content) {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}.`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}

const directory =
  process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? fileURLToPath(new URL('..', import.meta.url));
const readmePath = join(directory, 'README.md');
const { inputs, outputs } = load(readFileSync(join(directory, 'action.yml'), 'utf8'));
const readme = readFileSync(readmePath, 'utf8');
const wanted = between(between(readme, 'inputs', inputTable(inputs)), 'outputs', outputTable(outputs));

if (wanted === readme) {
  console.log('The tables in README.md equal action.yml.');
} else if (process.argv.includes('--check')) {
  console.error('The tables in README.md differ from action.yml. Run: node scripts/readme-tables.mjs');
  process.exitCode = 1;
} else {
  writeFileSync(readmePath, wanted);
  console.log('The tables in README.md were written from action.yml.');
}
