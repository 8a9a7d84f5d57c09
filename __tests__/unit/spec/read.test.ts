import { describe, expect, test } from '@jest/globals';

import {
  type Read,
  readDuration,
  readLease,
  readLine,
  readMistName,
  readPath,
  readPercent,
  readRam,
  readRowName,
} from '../../../src/spec/read.ts';

function outcome<T>(read: Read<T>): T | 'refused' {
  return 'value' in read ? read.value : 'refused';
}

describe.each<[string, (text: string) => Read<unknown>, [string, unknown][]]>([
  [
    'readDuration',
    readDuration,
    [
      ['90s', 90_000],
      ['30m', 1_800_000],
      ['1h30m', 'refused'],
      ['365d', 31_536_000_000],
      ['366d', 'refused'],
      ['0s', 'refused'],
      ['90', 'refused'],
      ['1.5h', 'refused'],
      ['-1h', 'refused'],
      ['2H', 'refused'],
      ['', 'refused'],
    ],
  ],
  [
    'readLease',
    readLease,
    [
      ['none', 'none'],
      ['15m', 900_000],
      ['899s', 'refused'],
      ['never', 'refused'],
    ],
  ],
  [
    'readRam',
    readRam,
    [
      ['4g', 4096],
      ['4G', 4096],
      ['4096m', 4096],
      ['4096', 4096],
      ['0.5g', 512],
      ['0', 'refused'],
      ['0.5m', 'refused'],
      ['4gb', 'refused'],
      ['4 g', 'refused'],
    ],
  ],
  [
    'readPercent',
    readPercent,
    [
      ['1%', 1],
      ['100%', 100],
      ['0%', 'refused'],
      ['101%', 'refused'],
      ['80', 'refused'],
    ],
  ],
  [
    'readPath',
    readPath,
    [
      ['.ssh/ci', '.ssh/ci'],
      ['keys/ops', 'keys/ops'],
      ['./a', './a'],
      ['a..b', 'a..b'],
      ['.gitignore', '.gitignore'],
      ['.github-keys/a', '.github-keys/a'],
      ['a/../b', 'refused'],
      ['/etc/passwd', 'refused'],
      ['C:/x', 'refused'],
      ['~/.ssh/id', 'refused'],
      ['.github/x', 'refused'],
      ['././.git/x', 'refused'],
      ['sub/.git/config', 'refused'],
      ['.GitHub/x', 'refused'],
      ['a/CON', 'refused'],
      ['a/com1.txt', 'refused'],
      ['git~1/hooks', 'refused'],
      ['a\nb', 'refused'],
      ['', 'refused'],
      ['x'.repeat(256), 'refused'],
    ],
  ],
  [
    'readLine',
    readLine,
    [
      ['a b', 'a b'],
      ['x'.repeat(255), 'x'.repeat(255)],
      ['x'.repeat(256), 'refused'],
      ['', 'refused'],
      ['a ', 'refused'],
      ['a\tb', 'refused'],
      ['a\u2028b', 'refused'],
    ],
  ],
  [
    'readRowName',
    readRowName,
    [
      ['web', 'web'],
      ['w', 'w'],
      ['web-1', 'web-1'],
      ['a'.repeat(40), 'a'.repeat(40)],
      ['a'.repeat(41), 'refused'],
      ['web-', 'refused'],
      ['-web', 'refused'],
      ['1web', 'refused'],
      ['Web', 'refused'],
      ['we b', 'refused'],
      ['AND', 'refused'],
      ['a:b', 'refused'],
    ],
  ],
  [
    'readMistName',
    readMistName,
    [
      ['aws', 'aws'],
      ['My cloud_1.a-b', 'My cloud_1.a-b'],
      ['a', 'refused'],
      ['a!', 'refused'],
      [' aws', 'refused'],
      ['x'.repeat(65), 'refused'],
    ],
  ],
])('%s', (_name, read, cases) => {
  test.each(cases)('%j', (text, expected) => {
    expect(outcome(read(text))).toEqual(expected);
  });
});
