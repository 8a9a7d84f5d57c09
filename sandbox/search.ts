// The search language of API v2: path segments, filters and fields of a create are all expressions in it.
import { Problem } from './reply.ts';

/** What a search may look at: `id` matches exactly, `name` and `tags` by substring. */
export type Searchable = {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, unknown>>;
};

type Test = (candidate: Searchable) => boolean;

/** Thrown for an expression that the server's parser chokes on: 500 for lists, "does not exist" for single objects. */
export class SearchError extends Problem {
  constructor() {
    super(500);
  }
}

function tokens(search: string): string[] {
  return search.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}

function contains(haystack: string, needle: string): boolean {
  return haystack.toLowerCase().includes(needle.toLowerCase());
}

function bareWord(word: string): Test {
  const quoted = /^"(.*)"$/.exec(word);
  if (quoted) return (one) => one.name === quoted[1] || one.id === quoted[1];
  return (one) =>
    one.id === word ||
    contains(one.name, word) ||
    Object.entries(one.tags).some(([key, value]) => contains(key, word) || contains(value, word));
}

function compare(operator: string, left: unknown, right: string): boolean {
  const number = typeof left === 'number' ? left : Number(left);
  switch (operator) {
    case '!=':
      return String(left) !== right;
    case '>=':
      return number >= Number(right);
    case '<=':
      return number <= Number(right);
    case '>':
      return number > Number(right);
    default:
      return number < Number(right);
  }
}

function fieldTest(field: string, operator: string, value: string): Test {
  const has = (one: Searchable): boolean => field === 'id' || field === 'name' || Object.hasOwn(one.fields, field);
  const read = (one: Searchable): unknown =>
    field === 'id' ? one.id : field === 'name' ? one.name : one.fields[field];
  const quoted = /^"(.*)"$/.exec(value);
  if (operator !== ':' && operator !== '=') {
    const plain = quoted?.[1] ?? value;
    return (one) => has(one) && compare(operator, read(one), plain);
  }
  // An id is compared whole, quoted or not.
  if (quoted || field === 'id') return (one) => has(one) && String(read(one)) === (quoted?.[1] ?? value);
  if (value.startsWith('^')) {
    return (one) => has(one) && String(read(one)).toLowerCase().startsWith(value.slice(1).toLowerCase());
  }
  if (value.endsWith('$')) {
    return (one) => has(one) && String(read(one)).toLowerCase().endsWith(value.slice(0, -1).toLowerCase());
  }
  return (one) => has(one) && contains(String(read(one)), value);
}

function term(token: string): Test {
  const unquoted = token.replace(/"[^"]*"/g, '');
  // `a:b:c` and `x=y=z` break the server's parser.
  if ((unquoted.match(/:/g) ?? []).length > 1 || (unquoted.match(/=/g) ?? []).length > 1) throw new SearchError();
  const match = /^([A-Za-z_]+)(!=|>=|<=|>|<|=|:)(.+)$/.exec(token);
  if (!match?.[1] || !match[2] || match[3] === undefined) return bareWord(token);
  const [, field, operator, value] = match;
  // Searching by tag was broken on every server seen.
  if (field === 'tag') throw new SearchError();
  return fieldTest(field, operator, value);
}

/**
 * All candidates that match, in their order. Terms are joined by AND; blanks, `AND` and `or` alone are no terms, so
 * they match everything; an unknown field matches nothing. Throws SearchError.
 */
export function searchIn<T>(candidates: readonly T[], search: string, view: (candidate: T) => Searchable): T[] {
  const tests = tokens(search)
    .filter((token) => !/^(and|or)$/i.test(token))
    .map(term);
  return candidates.filter((candidate) => {
    const seen = view(candidate);
    return tests.every((test) => test(seen));
  });
}
