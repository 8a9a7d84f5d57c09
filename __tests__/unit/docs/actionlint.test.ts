// The examples and the workflows of the documents under actionlint, where it is installed (`.ci/run` installs it).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { blocksOf, DOCUMENTS, EXAMPLES, kindOf, read } from './documents.ts';

function findActionlint(): string | null {
  const { PATH = '', GOPATH = join(homedir(), 'go'), XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env;
  const tools = join(process.env.MIST_CI_TOOLS ?? join(XDG_CACHE_HOME, 'mist-action-ci'), 'bin');
  const versions = existsSync(tools) ? readdirSync(tools).filter((name) => name.startsWith('actionlint-')) : [];
  const plain = [...PATH.split(delimiter), join(GOPATH, 'bin')].map((directory) => join(directory, 'actionlint'));
  return [...plain, ...versions.map((name) => join(tools, name))].find((path) => existsSync(path)) ?? null;
}

const WORKFLOWS = [
  ...EXAMPLES.map((file) => ({ at: file, language: 'yaml', text: read(file) })),
  ...DOCUMENTS.flatMap(blocksOf),
].filter(({ language, text }) => language === 'yaml' && kindOf(text).kind === 'workflow');
const actionlint = findActionlint();

function lint(text: string): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(actionlint ?? '', ['-color=false', '-'], { input: text, encoding: 'utf8' });
  return { status, stdout };
}

test('there are workflows', () => {
  expect(WORKFLOWS.length).toBeGreaterThanOrEqual(11);
});

(actionlint === null ? test.skip : test)('actionlint finds mistakes, and none in these workflows', () => {
  expect(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: x\n').status).toBe(1);
  for (const { at, text } of WORKFLOWS) expect({ at, ...lint(text) }).toEqual({ at, status: 0, stdout: '' });
});
