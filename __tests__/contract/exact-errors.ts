// Every distinct refusal that real servers gave on the routes of the adapter, with what the adapter must say about it.
// Written by hand from the recordings; the first that fits decides.
import type { ApiFailure } from '../../src/model/errors.ts';

export type ExactError = readonly [status: number, body: string | RegExp, failure: ApiFailure, says: string];

const LOGIN = 'the server refused the login (User not authenticated. Please log in)';
const ACTIONS =
  "should be one of ('start', 'stop', 'reboot', 'destroy', 'resize', 'rename', 'undefine', 'suspend', 'resume', 'remove', 'list_snapshots', 'create_snapshot', 'remove_snapshot', ";
const VAULT = 'Key name exists: The path `mist/keys/v1k` exists on Vault. Try changing the name of the key';

export const EXACT_ERRORS: readonly ExactError[] = [
  // v1: one-liners labelled text/html.
  [404, /^Not Found: Story [0-9a-f]{32}$/, 'not-found', 'null: a job that is not indexed yet'],
  [400, 'Bad Request: Date value was not valid', 'rejected', 'Bad Request: Date value was not valid'],
  [
    400,
    'Bad Request: Date of future task is in the past. Please contact Marty McFly',
    'rejected',
    'Bad Request: Date of future task is in the past. Please contact Marty McFly',
  ],
  [500, 'Internal Server Error', 'server', 'Internal Server Error'],
  [409, 'Cloud with this name already exists', 'rejected', 'Cloud with this name already exists'],
  [503, 'Cloud unavailable', 'server', 'Cloud unavailable'],
  [503, 'Cloud unavailable: Invalid region: mars-1', 'server', 'Cloud unavailable: Invalid region: mars-1'],
  [401, 'User not authenticated. Please log in', 'auth', LOGIN],
  [
    401,
    /^Unauthorized cloud credentials: 'AuthFailure/,
    'provider-auth',
    "Unauthorized cloud credentials: 'AuthFailure: AWS was not able to validate the provided access credentials'",
  ],
  [409, 'Conflict: Token with name t-1 already exists', 'rejected', 'Conflict: Token with name t-1 already exists'],
  [
    400,
    'Required parameter not provided: No email provided',
    'rejected',
    'Required parameter not provided: No email provided',
  ],
  [404, 'Not Found: Cloud does not exist', 'not-found', 'Not Found: Cloud does not exist'],
  [404, "'Cloud not found'", 'not-found', "'Cloud not found'"],
  [400, /Invalid parameters \['title'\]/, 'rejected', "Bad Request: Invalid parameters ['title']"],
  [400, /Field is required: \['region'\]/, 'rejected', "Bad Request: Field is required: ['region']"],
  [400, /Field is required: \['apisecret'\]/, 'rejected', "Bad Request: Field is required: ['apisecret']"],
  [400, 'Required parameter not provided: provider', 'rejected', 'Required parameter not provided: provider'],
  [
    400,
    'Bad Request: Cloud name may only contain ASCII letters, numbers, dashes and dots',
    'rejected',
    'Bad Request: Cloud name may only contain ASCII letters, numbers, dashes and dots',
  ],
  [
    400,
    'Required parameter not provided: Private key is not provided',
    'rejected',
    'Required parameter not provided: Private key is not provided',
  ],
  [400, 'Bad Request: Key name is not provided', 'rejected', 'Bad Request: Key name is not provided'],
  [
    400,
    'Bad Request: Private key is not a valid RSA key.',
    'rejected',
    'Bad Request: Private key is not a valid RSA key.',
  ],
  [404, 'Not Found: Key id does not exist', 'not-found', 'Not Found: Key id does not exist'],
  [409, /^Key name exists: The path/, 'rejected', VAULT],
  [409, 'Key name exists', 'rejected', 'Key name exists'],
  [400, 'Required parameter not provided: cloud_id', 'rejected', 'Required parameter not provided: cloud_id'],
  [403, "Forbidden: Machine doesn't support stop.", 'forbidden', "Forbidden: Machine doesn't support stop."],
  [400, /^Bad Request: Action 'explode' should/, 'rejected', `Bad Request: Action 'explode' ${ACTIONS}`.slice(0, 199)],
  [400, /^Bad Request: Action '' should/, 'rejected', `Bad Request: Action '' ${ACTIONS}`.slice(0, 190)],
  [
    404,
    /^Not Found: Machine f{32} doesn't exist$/,
    'not-found',
    "Not Found: Machine ffffffffffffffffffffffffffffffff doesn't exist",
  ],
  [
    404,
    /^Not Found: Machine 5277c.* has been terminated$/,
    'not-found',
    'Not Found: Machine 5277c228d0294e7b9e47015e2fb89783 has been terminated',
  ],
  // v2: JSON strings.
  [503, '"Service Unavailable"', 'server', 'Service Unavailable'],
  [400, '"No valid plan could be generated"', 'rejected', 'No valid plan could be generated'],
  [404, '"Not Found: Image not found"', 'not-found', 'Not Found: Image not found'],
  [404, '"Not Found: Size not found"', 'not-found', 'Not Found: Size not found'],
  [404, '"Not Found: Location not found"', 'not-found', 'Not Found: Location not found'],
  [404, '"Not Found: Key not found"', 'not-found', 'Not Found: Key not found'],
  [404, '"Cloud not found"', 'not-found', 'Cloud not found'],
  [400, '"Bad Request: Image is required"', 'rejected', 'Bad Request: Image is required'],
  [400, '"Bad Request: Required size parameter missing"', 'rejected', 'Bad Request: Required size parameter missing'],
  // v2: problem+json. What was sent is never repeated.
  [500, /"The server encountered an internal error/, 'server', 'Internal Server Error'],
  [400, /"'image' is a required property"/, 'rejected', "'image' is required"],
  [400, /"'name' is a required property"/, 'rejected', "'name' is required"],
  [400, /"'action' is a required property - 'expiration'"/, 'rejected', "'action' is required in 'expiration'"],
  [400, /is not of type 'object' - 'tags'"/, 'rejected', "the server's schema refuses 'tags'"],
  [400, /'explode' is not one of/, 'rejected', "the server's schema refuses 'expiration.action'"],
  [400, /'tomorrow' is not a 'date-time'/, 'rejected', "the server's schema refuses 'expiration.date'"],
  [400, /'true' is not of type 'boolean' - 'dry'/, 'rejected', "the server's schema refuses 'dry'"],
  [400, /"Request body is not valid JSON"/, 'rejected', "Bad Request: refused by the server's schema"],
  [400, /"None is not of type 'object'"/, 'rejected', "Bad Request: refused by the server's schema"],
  [
    415,
    /"Invalid Content-type \(application\/x-www-form-urlencoded\)/,
    'rejected',
    'Invalid Content-type (application/x-www-form-urlencoded), expected JSON data',
  ],
];
