// The fields of a machine row and of `defaults`: shape, descriptions and everything that one field alone can tell.
import { TAG_PREFIX } from '../model/identity.ts';
import type { PowerState } from '../model/spec.ts';
import { readCloudInit } from './cloud-init.ts';
import {
  atLeast,
  between,
  decimal,
  either,
  type Fields,
  fields,
  flag,
  listOf,
  oneOf,
  recordOf,
  text as textForm,
  textOf,
} from './form.ts';
import { DURATION_PATTERN, imageForm, sizeForm } from './forms.ts';
import { laterFields, notYet } from './later.ts';
import { PASS_THROUGH_FORMS } from './pass-through.ts';
import { type Read, readLease, readLine, readPath, readPercent, readRowName } from './read.ts';
import { RUN_FORMS } from './run.ts';
import { viaForm } from './via.ts';
import { waitForm } from './wait.ts';

const line = () => textOf(readLine);

/** Mist's own rule for tag keys (mist.api, tag/methods.py), and a bound on their length. */
function readTagKey(text: string): Read<string> {
  if (text.startsWith(TAG_PREFIX) || text.startsWith('ma-')) {
    return { refused: `tags that begin with \`${TAG_PREFIX}\` or \`ma-\` belong to the action` };
  }
  if (text.length <= 63 && /^[A-Za-z0-9_]+(?:[ :.-][A-Za-z0-9_]+)*$/.test(text)) return { value: text };
  return {
    refused: 'a tag key has 1 to 63 letters, digits and _, with single blanks, colons, dots or hyphens between',
  };
}

/** Mist cannot find values with `:` or `,` again. */
function readTagValue(text: string): Read<string> {
  if (/^[A-Za-z0-9._-]{1,63}$/.test(text)) return { value: text };
  return { refused: 'must be 1 to 63 letters, digits, dots, hyphens and _' };
}

function readMistId(text: string): Read<string> {
  if (/^[0-9a-f]{32}$/.test(text)) return { value: text };
  return { refused: 'must be the full Mist id of the machine: 32 digits and letters a to f, in lower case' };
}

function readLiteralName(text: string): Read<string> {
  if (text.startsWith('ma-')) return { refused: 'names that begin with `ma-` belong to the action' };
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(text)) return { value: text };
  return { refused: 'must be 1 to 63 letters, digits, dots, hyphens and _, beginning with a letter or digit' };
}

function readUser(text: string): Read<string> {
  if (/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(text)) return { value: text };
  return { refused: 'must be a login name of 1 to 32 letters, digits, dots, hyphens and _' };
}

function readGroup(text: string): Read<string> {
  if (/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(text)) return { value: text };
  return { refused: 'must be a group name of letters, digits, hyphens and _, beginning with a letter or _' };
}

function readState(text: string): Read<PowerState> {
  if (text === 'running' || text === 'stopped') return { value: text };
  const instead = text === 'absent' ? '; to remove a machine, write `absent` in place of the row' : '';
  return { refused: `must be running or stopped${instead}` };
}

const stateForm = () =>
  textOf(readState, 'must be running or stopped', { enum: ['running', 'stopped'] }).describe(
    'Power state: running (the default) or stopped.',
  );

/** Where a machine is made and of what: of no use for one that is there already. */
const PLACEMENT = {
  backend: line().optional().describe('Backend (cloud) by its name in Mist; without it, the only enabled one.'),
  image: imageForm().optional(),
  size: sizeForm().optional(),
  location: line().optional().describe('Location by id or exact name; without it, Mist chooses.'),
  ttl: textOf(readLease, 'must be a duration with its unit, such as 2h, or `none`', {
    pattern: `^none$|${DURATION_PATTERN}`,
  })
    .optional()
    .describe('Lease, e.g. 2h, at least 15m, or none.'),
  'cloud-init': textOf(readCloudInit).optional().describe('Text for cloud-init, beginning with its marker.'),
  'cloud-init-file': textOf(readPath).optional().describe('Path of a file with the text for cloud-init.'),
  ...PASS_THROUGH_FORMS,
  ...RUN_FORMS,
};

const HANDLING = {
  key: line().optional().describe('Row of `keys` or name of a key in Mist; without it, one key is generated.'),
  tags: recordOf(textOf(readTagKey), textOf(readTagValue)).optional().describe('Tags in Mist.'),
  wait: waitForm().optional(),
  groups: listOf(textOf(readGroup)).optional().describe("Groups in the inventory; without it, the row's name."),
  user: textOf(readUser).optional().describe("Login user; without it, the image family's."),
  port: between(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port.'),
  via: viaForm().optional(),
  state: stateForm().optional(),
};

const text = (what: string) => textForm().describe(what);

const rung = () =>
  laterFields({ backend: text('Backend.'), location: text('Location.').optional() }).describe(
    'A placement to fall back to.',
  );
const metric = () =>
  laterFields({
    'python-file': text('Path of a Python plugin.').optional(),
    unit: text('Unit of the values.').optional(),
    type: oneOf(['gauge', 'derive']).optional().describe('How values are read.'),
    'fail-above': decimal().optional().describe('The job fails above this.'),
  });

const LATER = {
  try: notYet('a ladder of placements', listOf(rung()))
    .optional()
    .describe('Placements to fall back to. Not built yet.'),
  monitoring: notYet('monitoring', flag()).optional().describe('Monitor it. Not built yet.'),
  metrics: notYet('metrics', recordOf(textForm(), metric())).optional().describe('Custom metrics. Not built yet.'),
  fqdn: notYet('DNS records', textForm()).optional().describe('Name of a DNS record. Not built yet.'),
};

const IDENTITY = {
  name: textOf(readLiteralName).optional().describe('A literal name in Mist, in place of the derived one.'),
  adopt: textOf(readMistId, undefined, { pattern: '^[0-9a-f]{32}$' })
    .optional()
    .describe('Full Mist id of a machine to take over; it is never destroyed.'),
  count: between(1, 100, 'must be 1 to 100').optional().describe('How many machines: web-1, web-2, …'),
  'min-ready': either(
    atLeast(1, 'must be at least 1'),
    textOf(readPercent, undefined, { pattern: '^[0-9]{1,3}%$' }).transform((percent) => ({ percent })),
    'must be a whole number or a percentage such as 80%',
  )
    .optional()
    .describe('How many of count must become ready: a number, or a percentage such as 80%.'),
  needs: listOf(textOf(readRowName)).optional().describe('Rows that must be ready before this one is made.'),
};

/** A row of `machines` that is a map. */
export const machineShape = fields({ ...IDENTITY, ...PLACEMENT, ...HANDLING, ...LATER });

/** `defaults`: what rows have in common. */
export const defaultsShape = fields({ ...PLACEMENT, ...HANDLING, ...LATER });

/** A checked row, fields in their plain form. */
export type MachineFields = Fields<typeof machineShape.shape>;
/** Checked `defaults`, fields in their plain form. */
export type DefaultFields = Fields<typeof defaultsShape.shape>;

/** Fields that a row with `adopt` may not have: the machine is there already, and it has no lease. */
export const PLACEMENT_FIELDS: readonly string[] = [...Object.keys(PLACEMENT), 'count', 'min-ready', 'name'];

/** Fields that only a row can have. */
export const ROW_FIELDS: readonly string[] = Object.keys(IDENTITY);

/** Every field that a row can have. */
export const MACHINE_FIELDS: readonly string[] = machineShape.names;

/** Handed to Mist under its own names. */
export const PASS_THROUGH = ['net', 'volumes', 'disks', 'schedules', 'scripts', 'extra'] as const;
