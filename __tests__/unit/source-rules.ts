// Reads sources as text and names what breaks the rules of docs/architecture.md. Used by import-rules.test.ts.

/** What one room may do. `imports`: prefixes of what it may import besides itself, files as `src/…`. */
export type Room = {
  readonly prefix: string;
  readonly imports: readonly string[];
  /** Files that may be imported for their types only. */
  readonly typesOnly?: readonly string[];
  /** Names of `WORLD` that it may use by itself. */
  readonly world?: readonly (keyof typeof WORLD)[];
};

/** The world that is handed in as arguments elsewhere, as patterns over code without comments. */
export const WORLD = {
  environment: /(?<![.\w])process\.(?:env|argv|cwd|exit|exitCode|on|once|stdout|stderr|stdin)\b/,
  console: /(?<![.\w])console\.\w/,
  clock: /(?<![.\w])(?:Date\.now\(|new Date\(\)|performance\.now\()/,
  random: /(?<![.\w])(?:Math\.random\(|crypto\.(?:randomUUID|getRandomValues)\()/,
  timers: /(?<![.\w])(?:setTimeout|setInterval|setImmediate)\(|'(?:node:)?timers(?:\/promises)?'/,
  // Not where the file has a parameter or constant of that name.
  fetch: /^(?![\s\S]*(?<!typeof )\bfetch\s*(?:\??:|=))[\s\S]*(?<![.\w])fetch\(/,
} as const;

export type Import = { readonly target: string; readonly typeOnly: boolean };

const MAX_LINES = 300;
const BANNED_NAME = /(?:^|[/-])(?:utils?|helpers?|common|managers?|misc)(?:[-.]|$)/;
const KEBAB_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/;
const SUPPRESSION =
  /biome-ignore|@ts-(?:ignore|expect-error|nocheck)|eslint-disable|istanbul ignore|c8 ignore|v8 ignore/;

/** The text without comments; strings stay. A `//` counts only after a blank, so that URLs survive. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, ' ').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

/** Every import of a source: static, for side effects, dynamic, of types, and re-exports. */
export function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  for (const [, typed, clause, target] of code.matchAll(
    /\b(?:import|export)\s+(type\s)?([^'"`;()]*?)\bfrom\s*['"]([^'"]+)['"]/g,
  )) {
    const names = clause?.match(/\{([^}]*)\}/)?.[1]?.split(',') ?? [];
    const written = names.map((name) => name.trim()).filter((name) => name !== '');
    const onlyTypes = clause?.trimStart().startsWith('{') && written.every((name) => name.startsWith('type '));
    found.push({ target: target ?? '', typeOnly: typed !== undefined || onlyTypes === true });
  }
  for (const [, target] of code.matchAll(/\bimport\s*['"]([^'"]+)['"]/g))
    found.push({ target: target ?? '', typeOnly: false });
  for (const [, target] of code.matchAll(/\bimport\s*\(\s*(?:['"]([^'"]+)['"])?/g))
    found.push({ target: target ?? '(computed)', typeOnly: false });
  for (const [, target] of code.matchAll(/\brequire\s*\(\s*(?:['"]([^'"]+)['"])?/g))
    found.push({ target: `require ${target ?? ''}`, typeOnly: false });
  return found;
}

/** `./x.ts` seen from `path` as a path of the checkout; packages stay as they are. */
function resolve(path: string, target: string): string {
  if (!target.startsWith('.')) return target;
  return new URL(target, `file:///${path}`).pathname.slice(1);
}

function allows(patterns: readonly string[], target: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('/') || pattern.endsWith(':') ? target.startsWith(pattern) : target === pattern,
  );
}

function importProblems(path: string, text: string, room: Room): string[] {
  return importsOf(text).flatMap(({ target, typeOnly }) => {
    const full = resolve(path, target);
    if (allows([room.prefix, ...room.imports], full)) return [];
    if (!allows(room.typesOnly ?? [], full)) return [`${path}: may not import ${full}`];
    return typeOnly ? [] : [`${path}: may import ${full} for its types only`];
  });
}

/** What is wrong with one file whatever its room: size, name, barrels, suppressions. */
export function shapeProblems(path: string, text: string): readonly string[] {
  const name = path.split('/').at(-1) ?? '';
  const lines = text.split('\n').length - 1;
  const code = withoutComments(text);
  return [
    ...(lines > MAX_LINES ? [`${path}: ${lines} lines, more than ${MAX_LINES}`] : []),
    ...(BANNED_NAME.test(path) ? [`${path}: says nothing about what lives there`] : []),
    ...(KEBAB_NAME.test(name) ? [] : [`${path}: is not a kebab-case name`]),
    ...(/^export\s+(?:type\s+)?(?:\*|\{[^}]*\}\s*from\b)/m.test(code) ? [`${path}: re-exports`] : []),
    ...(SUPPRESSION.test(text) ? [`${path}: suppresses a check`] : []),
    ...(/\bas\s+unknown\s+as\b/.test(code) ? [`${path}: casts through unknown`] : []),
  ];
}

/** What breaks the rules of `room` in one of its files. */
export function roomProblems(path: string, text: string, room: Room): readonly string[] {
  const code = withoutComments(text);
  const world = Object.entries(WORLD)
    .filter(([name, pattern]) => !room.world?.some((allowed) => allowed === name) && pattern.test(code))
    .map(([name]) => `${path}: takes ${name} from the world`);
  return [...importProblems(path, text, room), ...world];
}
