// The world that fixture specs are read in: one environment, some files, and a record of what was masked.
import type { SpecOptions } from '../../../src/spec/context.ts';

function armour(kind: string, body: string): string {
  return `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`;
}

function openSsh(cipher: string, algorithm: string): string {
  const head = `openssh-key-v1\0${cipher}\0${algorithm}`;
  return armour('OPENSSH PRIVATE KEY', Buffer.from(head).toString('base64'));
}

const RSA = armour('RSA PRIVATE KEY', 'AAAA');

export const ENVIRONMENT: SpecOptions['environment'] = {
  AWS_ACCESS_KEY_ID: 'access-key-from-env',
  AWS_SECRET_ACCESS_KEY: 'secret-key-from-env',
  LINODE_KEY: 'one-key-from-env',
  TEAM_KEY: RSA,
  PKCS8_KEY: armour('PRIVATE KEY', 'AAAA'),
  OPENSSH_KEY: openSsh('none', 'ssh-rsa'),
  ED25519_KEY: openSsh('none', 'ssh-ed25519'),
  LOCKED_KEY: openSsh('aes256-ctr bcrypt', 'ssh-rsa'),
  EC_KEY: armour('EC PRIVATE KEY', 'AAAA'),
  NAME_ONLY: 'ssh-rsa AAAA',
  IMAGE: 'ubuntu 24.04',
  SIZE: 't2.micro',
  GITHUB_SHA: 'abc123',
  YAML_LIKE: 'x: [1, &a',
  COUNT: '3',
  EMPTY: '',
  INPUT_SPEC: 'spec',
  ACTIONS_RUNTIME_TOKEN: 'runner-token',
};

const FILES: Readonly<Record<string, string>> = {
  'files/setup.yml': '#cloud-config\npackages: [git]\n',
  'files/refers.yml': `#cloud-config\nruncmd: ["echo \${machines.db.private-ip}"]\n`,
  'files/setup.sh': '#!/usr/bin/env bash\r\necho hello\r\n',
  'files/bytes.sh': 'echo \0',
  'files/plain.txt': 'hello\n',
  'files/rsa.pem': RSA,
};

/** Options for one spec, as the text of an input when its name says `inline`, else as a file. */
export function worldFor(name: string): SpecOptions & { readonly masked: readonly string[] } {
  const inline = name.includes('inline');
  const masked: string[] = [];
  return {
    file: inline ? null : `.github/${name}`,
    environment: ENVIRONMENT,
    readFile(path) {
      const text = FILES[path];
      if (text === undefined) throw new Error('there is no such file');
      return text;
    },
    allowLiteralSecrets: inline,
    mask(secret) {
      masked.push(secret);
    },
    masked,
  };
}
