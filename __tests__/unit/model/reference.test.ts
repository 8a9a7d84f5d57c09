import { describe, expect, test } from '@jest/globals';
import { fillReferences, findReferences } from '../../../src/model/reference.ts';

describe('findReferences', () => {
  test.each([
    [`\${machines.db.private-ip}`, [{ row: 'db', kind: 'private-ip', many: false, at: 0 }]],
    [`a \${machines.web.public-ips},`, [{ row: 'web', kind: 'public-ip', many: true, at: 2 }]],
    [
      `\${machines.a.ip}\${machines.b.ips}`,
      [
        { row: 'a', kind: 'ip', many: false, at: 0 },
        { row: 'b', kind: 'ip', many: true, at: 16 },
      ],
    ],
    [`\${machines.db.hostname}`, [{ row: 'db', kind: null, many: false, at: 0 }]],
    [`\${machines.db}`, [{ row: 'db', kind: null, many: false, at: 0 }]],
    [`\${machines} \${NAME} \${machines.}`, [{ row: '', kind: null, many: false, at: 20 }]],
    ['$machines.db.ip {machines.db.ip}', []],
  ])('%s', (text, wanted) => {
    expect(findReferences(text).map(({ text: _, ...reference }) => reference)).toEqual(wanted);
  });
});

test('fillReferences replaces each once, and never inside of what it put in', () => {
  const text = `\${machines.a.ip}-\${machines.b.ip}`;
  expect(fillReferences(text, ({ row }) => (row === 'a' ? `\${machines.b.ip}` : 'B'))).toBe(`\${machines.b.ip}-B`);
});
