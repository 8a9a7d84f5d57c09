// Throws generated specs at the parser: `npm run fuzz -- --inputs 1000000 --seed 7`. Exit code 1 when one crashes it or takes
// a second, when fewer than 30 % parse, or when the process grows beyond 256 MB (npm bounds the heap, so that a leak ends the
// run instead of hiding as lazy collection). A seed replays: input N is the same again.
import { parseArgs } from 'node:util';
import { SpecError } from '../src/model/errors.ts';
import { parseSpec } from '../src/spec/parse.ts';
import { readPlain } from '../src/spec/plain.ts';
import { specFor } from './fuzz-specs.mjs';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
const LIMITS = { ms: 1000, rssMb: 256, parsed: 0.3 };

const options = {
  file: 'spec.yml',
  environment: {
    IMAGE: 'ubuntu 24.04',
    SIZE: 't2.micro',
    TEAM_KEY: '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n',
  },
  readFile: () => '#cloud-config\npackages: [git]\n',
  allowLiteralSecrets: false,
  mask: () => undefined,
};

/** True when it parsed; throws for anything that a parser may not do, such as to read the same text in two ways. */
function attempt(text, untrusted) {
  const plain = readPlain(text, { ...options, untrusted });
  try {
    const spec = parseSpec(text, { ...options, untrusted });
    if (JSON.stringify(plain) !== JSON.stringify(spec)) throw new Error('the short way reads it otherwise');
    return true;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    if (plain !== null) throw new Error('the short way takes it', { cause: error });
    const lines = text.split(/\r\n|\n|\r/).length;
    const good =
      error.diagnostics.length > 0 &&
      error.diagnostics.every(({ line, column }) => line >= 1 && line <= lines && column >= 1);
    if (!good) throw new Error('a diagnostic points outside of the text', { cause: error });
    return false;
  }
}

let parsed = 0;
let slowest = 0;
const began = performance.now();
const first = values.only === undefined ? 0 : Number(values.only);
const last = values.only === undefined ? inputs : first + 1;
for (let index = first; index < last; index += 1) {
  // A seed of its own for every input, so that one can be replayed alone.
  const text = specFor(seed, index);
  const started = performance.now();
  try {
    if (attempt(text, index % 8 === 7)) parsed += 1;
  } catch (error) {
    console.error(`Input ${index} of seed ${seed} crashed the parser:\n${JSON.stringify(text)}`);
    throw error;
  }
  let took = performance.now() - started;
  if (took > LIMITS.ms) {
    // A second look tells a slow parser from a machine that was busy with something else.
    const again = performance.now();
    attempt(text, index % 8 === 7);
    took = Math.min(took, performance.now() - again);
  }
  if (took > slowest) slowest = took;
  if (took > LIMITS.ms) console.error(`Input ${index} of seed ${seed} took ${Math.round(took)} ms.`);
}
// The peak, in KiB.
const rssMb = process.resourceUsage().maxRSS / 1024;
const share = parsed / (last - first);
console.log(
  `${last - first} inputs, seed ${seed}: ${(share * 100).toFixed(1)} % parsed, 0 crashes, slowest ${slowest.toFixed(0)} ms, ` +
    `RSS ${rssMb.toFixed(0)} MB, ${((performance.now() - began) / 1000).toFixed(1)} s`,
);
if (values.only === undefined && (share < LIMITS.parsed || slowest > LIMITS.ms || rssMb > LIMITS.rssMb))
  process.exitCode = 1;
