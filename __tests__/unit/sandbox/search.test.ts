import { describe, expect, test } from '@jest/globals';
import { type Searchable, SearchError, searchIn } from '../../../sandbox/search.ts';

const ID = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

const ROWS: readonly Searchable[] = [
  { id: ID, name: 'web-1', tags: { team: 'qa' }, fields: { state: 'running', ram: 1024 } },
  { id: 'b'.repeat(32), name: `copy-of-${ID}`, tags: {}, fields: { state: 'stopped', ram: 4096 } },
  { id: 'c'.repeat(32), name: 'WEB-10', tags: { note: 'web-1' }, fields: { state: 'running', ram: 512 } },
];

function names(search: string): string[] {
  return searchIn(ROWS, search, (one) => one).map((one) => one.name);
}

describe('the search of API v2', () => {
  test.each<[string, string[]]>([
    ['web-1', ['web-1', 'WEB-10']],
    ['"web-1"', ['web-1']],
    ['name="web-1"', ['web-1']],
    ['name=web', ['web-1', 'WEB-10']],
    ['name:^web', ['web-1', 'WEB-10']],
    ['name:1$', ['web-1']],
    ['qa', ['web-1']],
    [ID, ['web-1', `copy-of-${ID}`]],
    [`id=${ID}`, ['web-1']],
    [ID.slice(0, 8), [`copy-of-${ID}`]],
    ['ram>=1024', ['web-1', `copy-of-${ID}`]],
    ['ram<1024', ['WEB-10']],
    ['ram<=512 state=running', ['WEB-10']],
    ['state!=running', [`copy-of-${ID}`]],
    ['nosuch=1', []],
    ['', ROWS.map((one) => one.name)],
    ['AND', ROWS.map((one) => one.name)],
  ])('%j finds %j', (search, found) => {
    expect(names(search)).toEqual(found);
  });

  test.each(['a:b:c', 'x=y=z', 'tag:env'])('%j breaks the parser', (search) => {
    expect(() => names(search)).toThrow(SearchError);
  });
});
