import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PROVIDER_IDS } from '../../../src/spec/providers.ts';

test.each(['docs', 'schema'])('what scripts/%s.mjs writes is in the repository', (name) => {
  const run = spawnSync(process.execPath, [`scripts/${name}.mjs`, '--check'], { encoding: 'utf8' });
  expect([run.status, run.stdout]).toEqual([0, expect.stringMatching(/sources/)]);
});

test('docs/providers.md says for every provider what it must', () => {
  const sections = readFileSync('docs/providers.md', 'utf8').split('\n## ').slice(1);
  expect(sections.map((text) => /^`(\w+)`/.exec(text)?.[1])).toEqual(PROVIDER_IDS);
  const silent = sections.filter((text) => !/cloud-init[\s\S]*families[\s\S]*Login user[\s\S]*Price/.test(text));
  // Clusters and lists of machines that are there make none.
  expect(silent.map((text) => /^`(\w+)`/.exec(text)?.[1])).toEqual(['kubernetes', 'openshift', 'other']);
  expect(sections.filter((text) => !text.includes('**Request**'))).toEqual([]);
});
