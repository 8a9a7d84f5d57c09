// Writes the JSON Schema of the spec language to schema/. With `--check` nothing is written and a difference is exit code 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCHEMA_VERSION, specSchema } from '../src/spec/json-schema.ts';

const path = fileURLToPath(new URL(join('..', 'schema', `spec.v${SCHEMA_VERSION}.schema.json`), import.meta.url));
const wanted = `${JSON.stringify(specSchema(), null, 2)}\n`;

function committed() {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

if (committed() === wanted) {
  console.log('The schema in schema/ is the one of the sources.');
} else if (process.argv.includes('--check')) {
  console.error('The schema in schema/ differs from the sources. Run: npm run schema');
  process.exitCode = 1;
} else {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
  console.log('The schema in schema/ was written.');
}
