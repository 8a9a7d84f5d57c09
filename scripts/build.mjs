// Builds dist/ from the sources: tsc to lib/, ncc to one readable ESM bundle, and one small entry per process.
// The same sources give the same bytes on every machine; check-dist.mjs holds the committed dist/ against that.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ncc from '@vercel/ncc';
import { root, run } from './tools.mjs';

/** The processes that start from dist/: every async function that the bundle's entry exports, at least main and post. */
function entriesOf(code) {
  const names = [...code.matchAll(/^export async function (\w+)\(/gm)].map(([, name]) => name);
  for (const name of ['main', 'post']) {
    if (!names.includes(name)) throw new Error(`src/index.ts exports no async function ${name}`);
  }
  return names;
}

// Native parts of ssh2: optional, different on every machine, and pagent.exe is for PuTTY's agent only.
const NATIVE = /\.(node|exe|dll)$/;

/** Files are in kebab-case here, functions are not. */
function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Started by people, with whatever Node they have; all others are started with the Node that action.yml names. */
const BY_HAND = ['cli', 'sandbox'];
const NEEDED_NODE = 24;

/**
 * The text of an entry. The bundle does not even load on an older Node, so that those look before they import it; in a
 * clone after `npm ci` they find Node 24 among the packages.
 */
function stubOf(name) {
  if (!BY_HAND.includes(name)) return `import { ${name} } from './index.js';\nawait ${name}();\n`;
  return `if (Number.parseInt(process.versions.node, 10) < ${NEEDED_NODE}) {
  const clone = await import('../scripts/node24.mjs').catch(() => null);
  if (clone === null) {
    console.error(\`This needs Node ${NEEDED_NODE} or later, and this is Node \${process.versions.node}.\`);
    process.exitCode = 1;
  } else {
    clone.runOnNode24(process.argv.slice(1));
  }
} else {
  const { ${name} } = await import('./index.js');
  await ${name}();
}
`;
}

/** Compiles src/ and sandbox/ to lib/, from nothing, so that a deleted source cannot live on in the bundle. */
export function compile() {
  rmSync(join(root, 'lib'), { recursive: true, force: true });
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
}

/** Two copies of undici fail only behind a proxy (one's fetch with the other's agent), so a second one is refused here. */
export function assertOneUndici() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith('node_modules/undici'));
  if (copies.length !== 1) throw new Error(`One copy of undici is needed, package-lock.json has: ${copies.join(', ')}`);
}

const CREATE_REQUIRE = '__WEBPACK_EXTERNAL_createRequire';

/**
 * The bundle asks the process itself for Node's modules: making a `require` for that takes 2 ms of every start. Throws when
 * something else is left outside of the bundle.
 */
function withBuiltins(code) {
  const direct = code
    .replace(`import { createRequire as ${CREATE_REQUIRE} } from "module";\n`, '')
    .replaceAll(`${CREATE_REQUIRE}(import.meta.url)(`, 'process.getBuiltinModule(');
  if (direct.includes(CREATE_REQUIRE)) throw new Error('ncc makes a `require` in a new way: see withBuiltins.');
  for (const [, name] of direct.matchAll(/process\.getBuiltinModule\("([^"]+)"\)/g)) {
    if (!isBuiltin(name)) throw new Error(`${name} is not part of Node and not in the bundle.`);
  }
  return direct;
}

/** Bundles the JavaScript file `entry` and writes bundle, chunks, licences and entry stubs to `outDirectory`. */
export async function bundle(entry, outDirectory) {
  // ncc writes paths relative to the working directory into comments, and calls a deprecated function of Node.
  process.chdir(root);
  process.noDeprecation = true;
  const { code, assets } = await ncc(entry, {
    cache: false,
    minify: false,
    sourceMap: false,
    license: 'licenses.txt',
    quiet: true,
  });
  rmSync(outDirectory, { recursive: true, force: true });
  const write = (name, content) => {
    const path = join(outDirectory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write('index.js', withBuiltins(code));
  for (const [name, asset] of Object.entries(assets)) {
    if (!NATIVE.test(name)) write(name, /\.js$/.test(name) ? withBuiltins(String(asset.source)) : asset.source);
  }
  for (const name of entriesOf(readFileSync(entry, 'utf8'))) write(`${kebab(name)}.js`, stubOf(name));
  write('package.json', '{ "type": "module" }\n');
}

/** Builds the whole of dist/ into `outDirectory`. */
export async function build(outDirectory) {
  assertOneUndici();
  compile();
  await bundle(join(root, 'lib/src/index.js'), outDirectory);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build(resolve(root, process.argv[2] ?? 'dist'));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
