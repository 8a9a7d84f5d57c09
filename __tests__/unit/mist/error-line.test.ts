import { describe, expect, test } from '@jest/globals';
import { cleanLine, echoes, lineOfProblem, lineOfText } from '../../../src/mist/error-line.ts';

describe('cleanLine', () => {
  test.each([
    ['  one  two\t three ', 'one two three'],
    ['\r\n\r\n first\nsecond', 'first'],
    ['a\u001b[31mred\u0000\u009b', 'a [31mred'],
    ['left\u202eright\u200b\u2028next', 'left right'],
    ['', ''],
  ])('%j', (raw, line) => {
    expect(cleanLine(raw)).toBe(line);
  });

  test('is never longer than 200 characters', () => {
    expect(cleanLine('x'.repeat(5000))).toBe(`${'x'.repeat(199)}…`);
  });
});

describe('lineOfText keeps field names and drops refused values', () => {
  test.each([
    ['Not Found: Cloud does not exist', 'Not Found: Cloud does not exist'],
    [
      `Bad Request: {'msg': "Invalid parameters ['title'].", 'errors': {'title': "Invalid parameter title='hunter2'."}}`,
      "Bad Request: Invalid parameters ['title']",
    ],
    [
      `Bad Request: {'msg': "ValidationError (Cloud.AmazonCloud:0ba6) (Field is required: ['region'])", 'errors': {}}`,
      "Bad Request: Field is required: ['region']",
    ],
    [`Bad Request: {'apisecret': 'hunter2'}`, 'Bad Request'],
    [`{'apisecret': 'hunter2'}`, 'the server refused a value'],
    [`Invalid parameter apisecret='hunter2'.`, 'the server refused a value'],
  ])('%s', (raw, line) => {
    expect(lineOfText(raw)).toBe(line);
  });
});

describe('lineOfProblem never repeats what was sent', () => {
  test.each([
    [
      400,
      `{'credentials': {'apisecret': 'hunter2'}} is not valid under any of the given schemas`,
      "Bad Request: refused by the server's schema",
    ],
    [400, `'hunter2' is not a 'date-time' - 'expiration.date'`, "the server's schema refuses 'expiration.date'"],
    [400, `'image' is a required property`, "'image' is required"],
    [400, `'action' is a required property - 'expiration'`, "'action' is required in 'expiration'"],
    [400, `hunter2`, "Bad Request: refused by the server's schema"],
    [401, 'Provided apikey is not valid', 'Provided apikey is not valid'],
    [404, `no 'hunter2' here`, 'Bad Request'],
    [500, '', 'Bad Request'],
  ])('%i %s', (status, detail, line) => {
    expect(lineOfProblem(status, 'Bad Request', detail)).toBe(line);
  });
});

describe('echoes', () => {
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----';

  test.each([
    ['the key MIIEowIBAAKCAQEA is bad', [pem], true],
    ['cut off at miieowib', [pem], true],
    ['nothing of it', [pem], false],
    ['password abcd', ['abcd'], true],
    ['in a word: cabcde', ['abcd'], true],
    ['too short to tell: ab', ['ab'], false],
    ['empty', [''], false],
  ])('%s', (line, secrets, found) => {
    expect(echoes(line, secrets)).toBe(found);
  });
});
