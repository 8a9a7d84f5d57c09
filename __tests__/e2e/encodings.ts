// A secret in the forms in which it could leave a process, and a look for them in texts.

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Base64 of `text` at an offset inside a longer text: the characters that depend on `text` alone. */
function inside(text: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes(text)])
    .toString('base64')
    .replace(/=+$/, '');
  return encoded.slice(Math.ceil((offset * 8) / 6), -2);
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => inside(text, 0),
  'base64 at offset 1': (text) => inside(text, 1),
  'base64 at offset 2': (text) => inside(text, 2),
  base64url: (text) => inside(text, 0).replaceAll('+', '-').replaceAll('/', '_'),
  'base64 of base64': (text) => inside(bytes(text).toString('base64'), 0),
  hex: (text) => bytes(text).toString('hex'),
  'upper-case hex': (text) => bytes(text).toString('hex').toUpperCase(),
  'URL component': encodeURIComponent,
  'URL component twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  form: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'JSON text': (text) => JSON.stringify(text).slice(1, -1),
  'JSON text twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  XML: xml,
  reversed: (text) => [...text].reverse().join(''),
};

/** `secret as encoding in text` for each form that one of `texts` holds. Lines of long secrets count by themselves. */
export function findSecrets(
  secrets: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>>,
): string[] {
  const found: string[] = [];
  for (const [secret, value] of Object.entries(secrets)) {
    const parts = value.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'));
    for (const [encoding, encode] of Object.entries(ENCODINGS)) {
      for (const [where, text] of Object.entries(texts)) {
        if (parts.some((part) => text.includes(encode(part)))) found.push(`${secret} as ${encoding} in ${where}`);
      }
    }
  }
  return found;
}
