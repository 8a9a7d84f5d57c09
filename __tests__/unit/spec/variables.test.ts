import { describe, expect, test } from '@jest/globals';

import { load } from '../../../src/spec/load.ts';
import { Report } from '../../../src/spec/report.ts';
import { resolveVariables } from '../../../src/spec/variables.ts';

const ENVIRONMENT = { NAME: 'value: [x', EMPTY: '', INPUT_X: 'x', toString: 'own' };

function resolve(text: string) {
  const { document } = load(text);
  if (document === null) throw new Error('not readable');
  const report = new Report(document.root);
  const resolved = resolveVariables(document.value, document.root, ENVIRONMENT, report);
  return {
    ...resolved,
    messages: report.diagnostics().map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
}

describe('filling in', () => {
  test('a whole scalar becomes the text of the variable, never YAML', () => {
    const { value, fromEnvironment, messages } = resolve(`a: \${NAME}\nb: ["\${NAME}"]\nc: 1\n`);
    expect(value).toEqual({ a: 'value: [x', b: ['value: [x'], c: 1 });
    expect([...fromEnvironment]).toEqual(['["a"]', '["b",0]']);
    expect(messages).toEqual([]);
  });

  test('keys are never filled in', () => {
    expect(Object.keys(Object(resolve(`"\${NAME}": x`).value))).toEqual([`\${NAME}`]);
  });

  test.each([
    [`a: \${NONE}`, `1:4 \${NONE} is not set`],
    [`a: \${EMPTY}`, `1:4 \${EMPTY} is empty`],
    [`a: \${hasOwnProperty}`, `1:4 \${hasOwnProperty} is not set`],
    [`a: \${INPUT_X}`, `1:4 \${INPUT_X} belongs to GitHub's runner`],
    [`a: x \${NAME}`, `1:4 \${NAME} must be the whole value`],
    [`a: "\${NAME}\${NAME}"`, `1:4 \${NAME} must be the whole value`],
    [`a: "\${1X}"`, '1:4 a name has letters, digits and _ only'],
    [`a: "\${{ github.sha }}"`, `1:4 GitHub expands \${{ … }} only in workflow files`],
    [`machines: { db: { location: "\${machines.x.ip}" } }`, '1:29 addresses of other machines are known only when'],
    [`keys: { ci: { save: "\${machines.x.ip}" } }`, '1:21 addresses of other machines are known only when'],
  ])('%s is refused', (text, message) => {
    const { messages, fromEnvironment } = resolve(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
    expect(fromEnvironment.size).toBe(0);
  });

  test.each(['cloud-init', 'extra', 'scripts'])('text for others may hold its own: %s', (field) => {
    const text = `machines: { db: { ${field}: "#!/bin/sh \${HOME}" } }\ndefaults: { ${field}: "#!/bin/sh \${HOME:-x}" }`;
    expect(resolve(text).messages).toEqual([]);
  });

  test.each([
    ['a blank line above', '|\n\n', '      echo ', 6, 12],
    ['blanks above', '|\n   \n     \n', '      echo ', 7, 12],
    ['an indentation of its own', '|2\n', '        echo ', 5, 14],
    ['lines that end in CR LF', '|\r\n\r\n      #!/bin/sh\r\n', '      echo ', 7, 12],
  ])('with %s the place in a block is exact', (_what, head, start, line, column) => {
    const text = `machines:\n  db:\n    port: 22\n    location: ${head}${start}\${machines.x.ip}\n`;
    expect(resolve(text).messages).toEqual([expect.stringMatching(new RegExp(`^${line}:${column} `))]);
  });

  test('inside of a block the place is exact', () => {
    const text = `machines:\n  db:\n    cloud-init: |\n      #!/bin/sh\n      echo \${machines.x.private-ip}\n`;
    const { references, messages } = resolve(text);
    expect(messages).toEqual([]);
    expect(references.map(({ path, place }) => [path.join('.'), place])).toEqual([
      ['machines.db.cloud-init', { line: 5, column: 12 }],
    ]);
  });
});

describe('numbers that YAML changes', () => {
  test.each(['3.10', '012', '0x10', '1e3', '9007199254740993', '+1', '.5', '1.0', '.inf', '.nan', '-0'])(
    '%s',
    (raw) => {
      expect(resolve(`a: ${raw}`).messages).toEqual([expect.stringContaining(`quote it if text is meant: "${raw}"`)]);
    },
  );
  test.each(['1', '-1', '1.5', '0', '100000'])('%s is the same number again', (raw) => {
    expect(resolve(`a: ${raw}`).messages).toEqual([]);
  });
  test('are not repeated where they may be credentials', () => {
    expect(resolve('backends: { a: { password: 0123 } }').messages.join()).not.toContain('0123');
  });
});
