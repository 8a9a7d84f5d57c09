// The specs that the bench gives to the action, the inputs beside them, and the names that it gives to the floor.

const MACHINE = 'image: ubuntu 24.04, size: { cpu: 1, ram: 1g }, location: us-east-1a, backend: aws';

/** Most machines that one step takes. */
export const STEP = 100;

/** A spec of `count` equal machines; `wait` is left to its default unless given. */
export function specOf(count, wait) {
  return `machines:\n  web: { count: ${count}, ${MACHINE}${wait === undefined ? '' : `, wait: ${wait}`} }\n`;
}

/** `count` names as a JSON text. */
export const namesOf = (count) => JSON.stringify(Array.from({ length: count }, (_, index) => `floor-${index + 1}`));

/** The inputs of a step with `count` small machines on a stopwatch server; limits are raised only where it needs that. */
export function inputsOf({ url }, count, more = {}) {
  const raised = count > 10 ? { 'max-machines': String(Math.max(count, 20)), parallelism: String(count) } : {};
  return { 'mist-url': url, spec: specOf(count, 'running'), ...raised, ...more };
}

/** 100 rows with tags and cloud-init of their own: 64 KiB. */
export function largeSpec() {
  const rows = [];
  for (let index = 0; index < STEP; index += 1) {
    const init = '#cloud-config\\npackages: [nginx, rsync, jq]\\nruncmd: [systemctl enable --now nginx]\\n';
    const row = `  row${index}: { ${MACHINE}, wait: running, tags: { team: a, part: "${index}" }, cloud-init: "${init}" }`;
    rows.push(`${row} # `.padEnd(653, 'what it is for '));
  }
  return `machines:\n${rows.join('\n')}\n`.padEnd(65_536, '#');
}

/** What jobs of at most 100 machines make of `count`. */
export function shares(count) {
  return Array.from({ length: Math.ceil(count / STEP) }, (_, index) => Math.min(STEP, count - index * STEP));
}
