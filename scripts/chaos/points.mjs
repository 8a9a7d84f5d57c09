// The labelled points at which a process is killed: one request stalled, one write to a file, or one state of the server.

/**
 * `ci`: one of the twelve that run with every change. `stage`: whose process dies, and in which part of its life. `account`:
 * with a password, so that tokens are minted. `tokenStays`: one of them that nobody knows ends by itself within a day.
 * `mayBeRed`: why the post that comes after may say that it could not prove all, though all is gone.
 */
const request = (label, stage, method, route, nth, when, more = {}) => ({
  label,
  stage,
  fault: { match: { method, route, nth, times: more.times ?? 1 }, fault: { kind: 'stall', when } },
  ...more,
});
const write = (label, file, text, when, more = {}) => ({ label, stage: 'main', write: { file, text, when }, ...more });
const moment = (label, seen, more = {}) => ({ label, stage: 'main', seen, ...more });
const line = (label, on, more = {}) => ({ label, stage: 'main', on, ...more });

const CLOUDS = '^/api/v1/clouds$';
const KEYS = '^/api/v1/keys$';
const LIST = '^/api/v1/clouds/[0-9a-f]{32}/machines';
const CREATE = '^/api/v2/machines$';
const MACHINE = '^/api/v1/machines/[0-9a-f]{32}$';
const SCHEDULES = '^/api/v1/schedules';
const TOKENS = '^/api/v1/tokens';
const STATE = 'save_state_';
const CI = { ci: true };
const ACCOUNT = { account: true };

const some = (test) => (machines) => machines.some(test);

// In the order of the requests that the spec of kill-points.mjs causes: a dry run and a create of `db`, then two dry runs
// and three creates for what needs it.
const MAIN = [
  request('the token is minted, its answer lost', 'main', 'POST', TOKENS, 1, 'after', { ...ACCOUNT, tokenStays: true }),
  request('before the first read', 'main', 'GET', CLOUDS, 1, 'before', CI),
  request('clouds read', 'main', 'GET', CLOUDS, 1, 'after'),
  request('keys read', 'main', 'GET', KEYS, 1, 'after'),
  request('first live list read', 'main', 'GET', LIST, 1, 'after'),
  request('live lists of all its backends read', 'main', 'GET', LIST, 2, 'after'),
  request('images read', 'main', 'GET', '/images', 1, 'after'),
  request('sizes read', 'main', 'GET', '/sizes', 1, 'after'),
  write('scope not recorded yet', STATE, '^scope<<', 'before'),
  write('scope half recorded', STATE, '^scope<<', 'torn'),
  write('scope recorded', STATE, '^scope<<', 'after'),
  write('intent of a key not written yet', STATE, 'add-key.*"intent"', 'before'),
  write('intent of a key written, nothing sent', STATE, 'add-key.*"intent"', 'after'),
  request('key sent, not acted on', 'main', 'PUT', KEYS, 1, 'before'),
  request('key added, its answer lost', 'main', 'PUT', KEYS, 1, 'after'),
  write('key added and answered, not recorded', STATE, 'add-key.*"settled"', 'before'),
  request('dry run sent', 'main', 'POST', CREATE, 1, 'before'),
  request('dry run answered', 'main', 'POST', CREATE, 1, 'after'),
  write('intent of a create not written yet', STATE, 'create-machine.*"intent"', 'before'),
  write('intent of a create half written', STATE, 'create-machine.*"intent"', 'torn'),
  write('intent of a create written, nothing sent', STATE, 'create-machine.*"intent"', 'after', CI),
  write('"sent" half written', STATE, 'create-machine.*"sent"', 'torn'),
  write('"sent" written, no byte sent', STATE, 'create-machine.*"sent"', 'after'),
  request('create sent, not acted on', 'main', 'POST', CREATE, 2, 'before', CI),
  request('create acted on, its answer lost', 'main', 'POST', CREATE, 2, 'after', CI),
  write('create answered, not recorded', STATE, 'create-machine.*"settled"', 'before'),
  write('create answered, half recorded', STATE, 'create-machine.*"settled"', 'torn'),
  moment(
    'the machine is listed, not running',
    some(() => true),
    { neverBoot: true, ci: true },
  ),
  moment(
    'running, its lease not set',
    some(({ state, lease }) => state === 'running' && lease === null),
  ),
  moment(
    'leased, not tagged',
    some(({ lease, tags }) => lease !== null && Object.keys(tags).length === 0),
  ),
  moment(
    'tagged, SSH never answers',
    some(({ state, tags }) => state === 'running' && Object.keys(tags).length > 0),
    {
      sshNever: true,
      ci: true,
    },
  ),
  line('the first of four is ready', /machine\/db has been created/),
  request('the second key is added, its answer lost', 'main', 'PUT', KEYS, 2, 'after'),
  request('one of three creates done, two unanswered', 'main', 'POST', CREATE, 6, 'after', { times: 0, ci: true }),
  request('two of three creates done, one not acted on', 'main', 'POST', CREATE, 7, 'before'),
  moment('four machines there', (machines) => machines.length === 4),
  write('files: before the first key', '/keys/', 'PRIVATE KEY', 'before'),
  write('files: a key half written', '/keys/', 'PRIVATE KEY', 'torn'),
  write('handing over: ssh_config half written', '/ssh_config$', '', 'torn', CI),
  write('the keeper runs, its process not recorded', STATE, '^keeper<<', 'before'),
  write('the keeper is recorded', STATE, '^keeper<<', 'after'),
  write('outputs half written', 'set_output_', '', 'torn'),
];

const LATER = [
  { label: 'after main, the keeper dies', stage: 'idle', ci: true },
  request('the keeper has sent an extension, not acted on', 'keeper', 'PUT', MACHINE, 1, 'before', { fast: true }),
  request('the keeper has extended, the answer lost', 'keeper', 'PUT', MACHINE, 1, 'after', { fast: true }),
  request('the keeper looks for orphan schedules', 'keeper', 'GET', SCHEDULES, 1, 'before', { fast: true }),
];

const POST = [
  request("post's first request", 'post', 'GET', LIST, 1, 'before'),
  request("post's first live list", 'post', 'GET', LIST, 1, 'after', CI),
  request('first destroy sent, not acted on', 'post', 'POST', MACHINE, 1, 'before'),
  request('between two destroys', 'post', 'POST', MACHINE, 2, 'before', CI),
  request('last destroy done, its answer lost', 'post', 'POST', MACHINE, 4, 'after'),
  request('during the proof of absence', 'post', 'GET', LIST, 4, 'after', CI),
  request('schedules read', 'post', 'GET', SCHEDULES, 1, 'after'),
  request('one schedule deleted, its answer lost', 'post', 'DELETE', SCHEDULES, 1, 'after'),
  request('schedule not deleted yet', 'post', 'DELETE', SCHEDULES, 2, 'before'),
  request('key not deleted yet', 'post', 'DELETE', '^/api/v1/keys/', 1, 'before'),
  request('key deleted, its answer lost', 'post', 'DELETE', '^/api/v1/keys/', 1, 'after'),
  request('token not revoked yet', 'post', 'DELETE', TOKENS, 1, 'before', ACCOUNT),
  request('token revoked, its answer lost', 'post', 'DELETE', TOKENS, 1, 'after', {
    ...ACCOUNT,
    mayBeRed: /could not be revoked/,
  }),
];

/** All points, in the order of a job's life. */
export const POINTS = [...MAIN, ...LATER, ...POST];
