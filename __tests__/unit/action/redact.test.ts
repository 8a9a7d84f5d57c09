import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRedactor, secretForms } from '../../../src/action/redact.ts';

const TOKEN = 'Tk+n/9\'a"b&<c> d\\e$f`g';
const PEM = [
  '-----BEGIN RSA PRIVATE KEY-----',
  'MIIEowIBAAKCAQEA7bq+/x1YQ2hhbmdl',
  'c2VjcmV0bGluZXR3bw==',
  'ab=',
  '-----END RSA PRIVATE KEY-----',
].join('\n');

function redacted(secret: string, text: string): string {
  const redactor = createRedactor();
  redactor.add(secret);
  return redactor.redact(text);
}

const utf8 = (text: string) => Buffer.from(text);

describe('every form of a secret is found', () => {
  test.each([
    ['raw', TOKEN],
    ['base64', utf8(TOKEN).toString('base64')],
    ['base64 after one byte', utf8(`x${TOKEN}`).toString('base64')],
    ['base64 after two bytes', utf8(`xy${TOKEN}`).toString('base64')],
    ['base64 inside of a text', utf8(`user:${TOKEN}, and more`).toString('base64')],
    ['base64url', utf8(TOKEN).toString('base64url')],
    ['base64url after two bytes', utf8(`xy${TOKEN}`).toString('base64url')],
    ['hex', utf8(TOKEN).toString('hex')],
    ['hex in capitals', utf8(TOKEN).toString('hex').toUpperCase()],
    ['URL', encodeURIComponent(TOKEN)],
    ['form', encodeURIComponent(TOKEN).replaceAll('%20', '+')],
    ['base64 in an URL', encodeURIComponent(utf8(TOKEN).toString('base64'))],
    ['JSON', JSON.stringify({ token: TOKEN })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ token: TOKEN }))],
    ['XML', '<t>Tk+n/9&apos;a&quot;b&amp;&lt;c&gt; d\\e$f`g</t>'],
    ['shell', `'${TOKEN.replaceAll("'", "'\\''")}'`],
  ])('%s', (_form, text) => {
    const clean = redacted(TOKEN, `before ${text} after`);
    expect(clean).toMatch(/^before .*\*\*\*.* after$/s);
    // What stays are at most the neighbours and the characters that share bits with them.
    expect(clean.length).toBeLessThan(60);
    expect(clean).not.toMatch(/Tk\+n|Tk%2Bn|c> d|VGsrbi|546b2b6e/i);
  });

  test('a token in lower case, as Mist stores it', () => {
    expect(redacted('ABCdef0123', 'sent abcdef0123')).toBe('sent ***');
  });

  test.each([
    ['whole', PEM],
    ['with CRLF', PEM.replaceAll('\n', '\r\n')],
    ['on one line', PEM.replaceAll('\n', ' ')],
    ['in JSON', JSON.stringify(PEM)],
    ['one line of it', 'MIIEowIBAAKCAQEA7bq+/x1YQ2hhbmdl'],
    ['one line of it in an URL', encodeURIComponent('MIIEowIBAAKCAQEA7bq+/x1YQ2hhbmdl')],
    ['its body', 'MIIEowIBAAKCAQEA7bq+/x1YQ2hhbmdlc2VjcmV0bGluZXR3bw==ab='],
  ])('a private key %s', (_form, text) => {
    const clean = redacted(PEM, text);
    expect(clean).toContain('***');
    expect(clean).not.toContain('MIIE');
    expect(clean).not.toContain('c2Vj');
  });

  test('the parts of a JSON credential', () => {
    const json = JSON.stringify({ type: 'x', nested: [{ private_key: PEM, id: 'key-id-123' }] });
    expect(redacted(json, 'key-id-123 and c2VjcmV0bGluZXR3bw==')).toBe('*** and ***');
  });
});

describe('what is no secret stays', () => {
  test.each(['', '   ', 'abc', ' abc '])('%j is too short to be looked for', (secret) => {
    expect(secretForms(secret)).toEqual([]);
    expect(redacted(secret, 'abc  abc')).toBe('abc  abc');
  });

  test.each(['true', 'TRUE', 'root', ' ubuntu\n', '2222', '65535'])(
    '%j is what log and outputs are made of',
    (secret) => {
      expect(secretForms(secret)).toEqual([]);
      const text = JSON.stringify([secret, { user: 'root', port: 2222, changed: true, most: 65535 }]);
      expect(redacted(secret, text)).toBe(text);
    },
  );

  test.each(['rootroot', 'true1', '12a4', '123456', 'password', 'a b c'])('%j is hidden', (secret) => {
    expect(redacted(secret, `x ${secret} x`)).toBe('x *** x');
  });

  test('the armour and short rests of a key', () => {
    expect(redacted(PEM, 'expected -----BEGIN RSA PRIVATE KEY----- and ab=')).toBe(
      'expected -----BEGIN RSA PRIVATE KEY----- and ab=',
    );
  });

  test('lone surrogates do not throw', () => {
    expect(redacted('half \ud800 pair', 'half \ud800 pair')).toBe('***');
  });
});

describe('masks', () => {
  test('are handed over once, none shorter than four characters, and none with a line that is', () => {
    const redactor = createRedactor();
    const masks = redactor.add(PEM);
    expect(masks).toContain('MIIEowIBAAKCAQEA7bq+/x1YQ2hhbmdl');
    for (const mask of masks) {
      for (const line of mask.split(/[\r\n]+/)) {
        expect(line.trim().length).toBeGreaterThanOrEqual(4);
        expect(line).not.toMatch(/^-----BEGIN [A-Z ]+-----$/);
      }
    }
    expect(redactor.add(PEM)).toEqual([]);
  });

  test('the longest form goes first, so that no rest of it stays', () => {
    const redactor = createRedactor();
    redactor.add('hunter2');
    redactor.add('hunter2-and-more');
    expect(redactor.redact('hunter2-and-more hunter2')).toBe('*** ***');
  });
});

test('of many secrets every form is found, as if each were looked for in turn, the longest first', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '*', '-', '\n'), minLength: 4, maxLength: 9 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '-', '\n'), maxLength: 60 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), text, (secrets, given) => {
      const redactor = createRedactor();
      const forms = new Set<string>();
      for (const secret of secrets) {
        redactor.add(secret);
        for (const form of secretForms(secret)) forms.add(form);
      }
      const inTurn = [...forms].sort((a, b) => b.length - a.length);
      expect(redactor.redact(given)).toBe(inTurn.reduce((clean, form) => clean.replaceAll(form, '***'), given));
    }),
    { numRuns: 2_000 },
  );
});

test('a form is found behind whatever stands before it', () => {
  const redactor = createRedactor();
  redactor.add('s3cr\u20act-\u{1F511}-of-mine');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 5 }), (a, b) => {
      expect(redactor.redact(`${a}s3cr\u20act-\u{1F511}-of-mine${b}`)).not.toContain('s3cr\u20act');
    }),
  );
});

test.each([
  ['json', (text: string) => JSON.stringify(text).slice(1, -1)],
  ['hex', (text: string) => Buffer.from(text).toString('hex')],
  ['url', encodeURIComponent],
])('a long text of short lines is hidden as a whole: %s', (_, encode) => {
  const words = Array.from({ length: 200 }, (_unused, n) => `w${n}x`).join('\n');
  const redactor = createRedactor();
  redactor.add(words);
  expect(redactor.redact(encode(words))).toBe('***');
});
