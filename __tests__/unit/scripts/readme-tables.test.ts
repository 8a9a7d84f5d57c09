import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const ACTION = `
inputs:
  mist-url: { description: "Server: a | b", required: true }
  ttl: { description: Lease. }
  mode: { description: What to do., default: apply }
outputs:
  ip: { description: Address. }
`;
const README =
  'a\n<!-- inputs:begin -->\nold\n<!-- inputs:end -->\nb\n<!-- outputs:begin -->\n<!-- outputs:end -->\nc\n';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'readme-'));
  writeFileSync(join(directory, 'action.yml'), ACTION);
  writeFileSync(join(directory, 'README.md'), README);
});
afterEach(() => rmSync(directory, { recursive: true }));

function run(...args: string[]): number | null {
  return spawnSync(process.execPath, ['scripts/readme-tables.mjs', directory, ...args]).status;
}

test('writes the tables between the markers and nothing else', () => {
  expect([run('--check'), run(), run('--check'), run()]).toEqual([1, 0, 0, 0]);
  expect(readFileSync(join(directory, 'README.md'), 'utf8')).toBe(`a
<!-- inputs:begin -->
| Input | What it does | Default |
| --- | --- | --- |
| \`mist-url\` | Server: a \\| b | required |
| \`ttl\` | Lease. |  |
| \`mode\` | What to do. | \`apply\` |
<!-- inputs:end -->
b
<!-- outputs:begin -->
| Output | Value |
| --- | --- |
| \`ip\` | Address. |
<!-- outputs:end -->
c
`);
});

test('a README without markers is an error', () => {
  writeFileSync(join(directory, 'README.md'), 'nothing here\n');
  expect(run('--check')).toBe(1);
  expect(run()).toBe(1);
});
