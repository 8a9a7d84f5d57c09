import { describe, expect, test } from '@jest/globals';
import { plainMachine, quotedPath, type ReachableMachine } from '../../../src/render/reachable-machine.ts';
import { reachable } from '../../fakes/reachable.ts';

describe('plainMachine', () => {
  test.each<Partial<ReachableMachine>>([
    {},
    { ip: '2001:db8::1' },
    { ip: 'web-1.example.com', port: 65_535 },
    { user: 'first.last@corp', keyFile: null, hostKeys: [], groups: [] },
    { keyFile: '/home/jürgen/a b/key' },
  ])('takes %j', (over) => {
    expect(plainMachine(reachable(over))).toEqual(reachable(over));
  });

  test.each<[string, Partial<ReachableMachine>]>([
    ['address', { ip: '1.2.3.4\n  ProxyCommand evil' }],
    ['address', { ip: '-oProxyCommand=evil' }],
    ['address', { ip: '' }],
    ['user', { user: 'root -o ProxyCommand=evil' }],
    ['user', { user: '-root' }],
    ['port', { port: 0 }],
    ['port', { port: 22.5 }],
    ['host key', { hostKeys: ['ssh-ed25519 AAAA\n* ssh-rsa BBBB'] }],
    ['host key', { hostKeys: ['ssh-rsa AAAA', '@cert-authority'] }],
    ['key file', { keyFile: '/tmp/a\nProxyCommand evil' }],
    ['group', { groups: ['a: b'] }],
    ['name', { name: '*' }],
    ['name', { name: 'web 1' }],
  ])('refuses a bad %s: %j', (what, over) => {
    expect(() => plainMachine(reachable(over))).toThrow(`its ${what} cannot be written`);
    expect(() => plainMachine(reachable(over))).not.toThrow(/evil/);
  });
});

describe('quotedPath', () => {
  test.each([
    ['/a/b', '"/a/b"'],
    ['/a b/ü', '"/a b/ü"'],
    ['C:\\actions\\_temp\\k', '"C:/actions/_temp/k"'],
    ['\\\\server\\share\\k', '"//server/share/k"'],
    ['/a\\b"c', '"/a\\\\b\\"c"'],
    ['/100%/k', '"/100%%/k"'],
  ])('%s → %s', (path, word) => {
    expect(quotedPath(path)).toBe(word);
  });
});
