import { describe, expect, test } from '@jest/globals';
import { readCommand, USAGE } from '../../../src/cli/arguments.ts';
import { ActionError } from '../../../src/model/errors.ts';

describe('a verb with its options', () => {
  test('every option becomes the input of the same name', () => {
    const argv = [
      'apply',
      '-f',
      'a.yml',
      '--scope',
      'pr-7',
      '--ttl',
      '2h',
      '--replace',
      '--repository',
      'o/r',
      '--repository-id',
      '12',
    ];
    expect(readCommand(argv)).toEqual({
      kind: 'run',
      verb: 'apply',
      specFile: 'a.yml',
      repository: 'o/r',
      repositoryId: '12',
      inputs: { scope: 'pr-7', ttl: '2h', replace: 'true' },
    });
  });

  test.each(['plan', 'apply', 'check', 'destroy', 'reap'])('%s needs no option', (verb) => {
    expect(readCommand([verb])).toEqual({
      kind: 'run',
      verb,
      specFile: null,
      repository: null,
      repositoryId: null,
      inputs: {},
    });
  });

  test('reap stays dry unless it is told', () => {
    expect(readCommand(['reap'])).toMatchObject({ inputs: {} });
    expect(readCommand(['reap', '--no-dry-run'])).toMatchObject({ inputs: { 'dry-run': 'false' } });
  });

  test('list takes a catalog, a backend and a text', () => {
    expect(readCommand(['list', 'images', '--backend', 'aws', '--search', 'ubuntu'])).toEqual({
      kind: 'list',
      what: 'images',
      backend: 'aws',
      search: 'ubuntu',
      inputs: {},
    });
  });

  test.each([[[]], [['--help']], [['apply', '-h']]])('%j asks for help', (argv) => {
    expect(readCommand(argv)).toEqual({ kind: 'help' });
  });
});

describe('what is refused', () => {
  test.each([
    [['aply'], 'there is no verb `aply`; verbs are plan, apply, check, destroy, reap, list'],
    [['list'], '`list` takes one of images, sizes, locations, providers, backends'],
    [['list', 'clouds'], '`list` takes one of images'],
    [['apply', 'spec.yml'], '`spec.yml` is too much'],
    [['apply', '--teardown', 'always'], "Unknown option '--teardown'"],
    [['apply', '--mist-token', 'abc'], "Unknown option '--mist-token'"],
  ])('%j', (argv, message) => {
    expect(() => readCommand(argv)).toThrow(ActionError);
    expect(() => readCommand(argv)).toThrow(message);
  });

  test('a token is never an option: other users see the arguments of a process', () => {
    expect(USAGE).not.toContain('--mist-token');
    expect(USAGE).not.toContain('--mist-password');
  });
});
