export const id = 130;
export const ids = [130];
export const modules = {

/***/ 2086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ isFork),
/* harmony export */   O_: () => (/* binding */ isSecretless),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   yI: () => (/* binding */ readContext)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _input_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
// Where this step runs: repository, run, job and event, read from the runner's environment; and the scope they give.



/**
 * Reads the runner's environment (documented as default environment variables). `readFile` is used for the event's
 * payload only; one that cannot be read counts as an event without payload. Throws ActionError without a repository.
 */
function readContext(env, readFile) {
    const id = env.GITHUB_REPOSITORY_ID || env.GITHUB_REPOSITORY || '';
    if (id === '') {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('context', 'user', 'The repository is not known: neither GITHUB_REPOSITORY_ID nor GITHUB_REPOSITORY is set.');
    }
    return {
        onRunner: env.GITHUB_ACTIONS === 'true',
        repository: { serverUrl: (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, ''), id },
        runId: env.GITHUB_RUN_ID ?? '',
        attempt: env.GITHUB_RUN_ATTEMPT || '1',
        job: env.GITHUB_JOB ?? '',
        step: env.GITHUB_ACTION ?? '',
        actor: env.GITHUB_ACTOR ?? '',
        event: readEvent(env, readFile),
        workspace: env.GITHUB_WORKSPACE ?? '',
        runnerTemp: env.RUNNER_TEMP ?? '',
    };
}
function readEvent(env, readFile) {
    const name = env.GITHUB_EVENT_NAME ?? '';
    const path = env.GITHUB_EVENT_PATH ?? '';
    const payload = path === '' ? {} : readPayload(path, readFile);
    const action = payload.action;
    return {
        name,
        action: typeof action === 'string' ? action : null,
        pullRequest: readPullRequest(payload.pull_request),
        namesFork: namedPulls(payload).some(isFork),
        baseRef: text(record(record(payload.pull_request).base).ref) ?? text(record(payload.repository).default_branch) ?? null,
    };
}
/**
 * Pull requests that an event is not about but on behalf of: `client_payload` is what a workflow or a bot put there, as
 * slash-command-dispatch does; check runs and suites list theirs.
 */
function namedPulls(payload) {
    const listed = [payload.check_run, payload.check_suite].map((check) => record(check).pull_requests);
    const named = [record(payload.client_payload).pull_request, ...listed.filter(Array.isArray).flat()];
    return named.map(readPullRequest).filter((pull) => pull !== null);
}
/** True for a head in another repository than the base, and for one of which that is not known. */
function isFork({ headRepositoryId, baseRepositoryId }) {
    return headRepositoryId === null || headRepositoryId !== baseRepositoryId;
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : null;
}
function readPayload(path, readFile) {
    try {
        return record(JSON.parse(readFile(path)));
    }
    catch {
        return {};
    }
}
function readPullRequest(value) {
    const pull = record(value);
    const number = pull.number;
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
        return null;
    return {
        number,
        headRepositoryId: repositoryId(pull.head),
        baseRepositoryId: repositoryId(pull.base),
        headSha: text(record(pull.head).sha),
    };
}
function repositoryId(side) {
    const id = record(record(side).repo).id;
    return typeof id === 'number' ? String(id) : null;
}
function record(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
/** The events for which GitHub withholds secrets from forks. */
const FORK_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/**
 * True when the step has no credentials because GitHub withheld them: a pull request from a fork, or a run by Dependabot.
 * Then the step says so and ends green. Anywhere else a blank token is a mistake of the workflow.
 */
function isSecretless(env, context) {
    if ((0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-url', '') === 'sandbox')
        return false;
    if ((0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-token', null) !== null || (0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-password', null) !== null)
        return false;
    if (context.actor === 'dependabot[bot]')
        return true;
    const { name, pullRequest } = context.event;
    if (pullRequest === null || !FORK_EVENTS.includes(name))
        return false;
    return isFork(pullRequest);
}
/**
 * The scope of this step: the one that is named, else the one of run, attempt, leg and step. Throws InputError for a
 * name that cannot be one, ActionError when the run is not known.
 */
function scopeOf(inputs, context) {
    const { repository } = context;
    if (inputs.scope !== null) {
        if (!/^[A-Za-z0-9._/-]{1,100}$/.test(inputs.scope)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('scope', `"${inputs.scope}" is no name of a scope: 1 to 100 letters, digits and \`.\`, \`_\`, \`-\`, \`/\`.`);
        }
        return { name: inputs.scope, named: true, repository };
    }
    if (!/^\d+$/.test(context.runId) || !/^\d+$/.test(context.attempt)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('context', 'user', 'A scope of its own needs a run: GITHUB_RUN_ID is not set.', {
            hint: 'Name one with the input `scope`.',
        });
    }
    // The check run is one per job; where it is not known (older servers), job and matrix tell legs apart.
    const leg = inputs.jobCheckRunId !== null && /^\d+$/.test(inputs.jobCheckRunId)
        ? `check ${inputs.jobCheckRunId}`
        : `job ${context.job} ${inputs.jobLeg}`;
    const name = (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .unnamedScopeName */ .Ye)({ id: context.runId, attempt: context.attempt, leg, step: context.step });
    return { name, named: false, repository };
}


/***/ }),

/***/ 8173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O_: () => (/* binding */ refuseCollisions),
/* harmony export */   fr: () => (/* binding */ readPrefix),
/* harmony export */   n4: () => (/* binding */ exportedVariables),
/* harmony export */   qY: () => (/* binding */ exportVariables)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9860);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(499);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(615);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1774);
// The input `export-env`: facts of the machines as environment variables of the steps that follow.





/** What a machine's variables end with; in this order in the documentation. */
const FACTS = ['IP', 'PRIVATE_IP', 'PORT', 'USER', 'ID'];
/** Variables of the runner, and what its own steps read: a prefix must not lead there. */
const RESERVED = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/;
/** A value is one plain word: what a server answered must not become a line of a script. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$|^::[0-9A-Fa-f:.]{0,43}$/;
/** `mist` and `MIST_` → `MIST_`. Throws InputError for what makes no name of a variable, or one of the runner's. */
function readPrefix(text) {
    const prefix = text.endsWith('_') ? text.toUpperCase() : `${text.toUpperCase()}_`;
    if (!/^[A-Z][A-Z0-9_]{0,30}$/.test(prefix)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('export-env', `"${text.slice(0, 40)}" is no prefix of a variable.`, {
            hint: 'Use up to 30 letters, digits and _, beginning with a letter, such as `MIST`.',
        });
    }
    if (!RESERVED.test(prefix))
        return prefix;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('export-env', `variables that begin with ${prefix} belong to the runner.`, {
        hint: 'Use another prefix, such as `MIST`.',
    });
}
function variable(prefix, machine, fact) {
    return `${prefix}${machine.toUpperCase().replaceAll('-', '_')}_${fact}`;
}
/** Throws InputError when facts of two machines of the spec would have one name (`web-private` has the `IP` of `web`). */
function refuseCollisions(prefix, spec) {
    const names = spec.machines.flatMap((row) => {
        if (row.state === 'absent')
            return [];
        return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
    });
    const owners = new Map();
    for (const name of names) {
        for (const fact of FACTS) {
            const key = variable(prefix, name, fact);
            const before = owners.get(key);
            if (before !== undefined) {
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('export-env', `${key} would be a fact of \`${before}\` and of \`${name}\`.`, {
                    hint: 'Rename one of the rows, or read the output `machines` instead.',
                });
            }
            owners.set(key, name);
        }
    }
}
/** Variables of all machines that can be worked with, and the files that belong to all of them. */
function exportedVariables(prefix, machines, paths) {
    const found = {};
    for (const machine of machines) {
        const { observed } = machine;
        if (observed === null || !(0,_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .isUsable */ .Ng)(machine))
            continue;
        const facts = {
            IP: (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_4__/* .machineAddress */ .I)(observed),
            PRIVATE_IP: observed.privateIps[0] ?? null,
            PORT: String(machine.port),
            USER: machine.user,
            ID: observed.id,
        };
        for (const fact of FACTS) {
            const value = facts[fact];
            if (value !== null && PLAIN.test(value))
                found[variable(prefix, machine.name, fact)] = value;
        }
    }
    const files = { SSH_CONFIG_FILE: paths.sshConfig, INVENTORY_FILE: paths.inventory };
    for (const [name, path] of Object.entries(files))
        if (path !== '')
            found[`${prefix}${name}`] = path;
    return found;
}
/** Hands variables to the steps that follow; outside GitHub they are lines of the log. Throws ActionError. */
function exportVariables(env, log, variables) {
    const path = env.GITHUB_ENV ?? '';
    const entries = Object.entries(variables);
    if (path === '') {
        for (const [name, value] of entries)
            log.info(`export ${name}=${value}`);
        return;
    }
    if (entries.length === 0)
        return;
    try {
        (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .appendWhole */ .gZ)(path, entries.map(([name, value]) => (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRecord */ .bM)(name, value, _random_id_js__WEBPACK_IMPORTED_MODULE_3__/* .randomId */ .z)).join(''));
    }
    catch (error) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('outputs', 'user', `The variables cannot be exported: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .fileErrorCode */ .c2)(error)}.`, {
            hint: 'Is the disk full?',
        });
    }
}


/***/ }),

/***/ 4462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D7: () => (/* binding */ removeRecorded),
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Pl: () => (/* binding */ writePrivateFile),
/* harmony export */   rk: () => (/* binding */ createFilesDir),
/* harmony export */   v7: () => (/* binding */ publishPrivateFile),
/* harmony export */   xb: () => (/* binding */ removeFilesDir)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1793);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(499);
// Files that this step makes: a private directory under RUNNER_TEMP, and keys that the spec saves in the workspace.
// Everything is made exclusively and remembered by device and inode, so that nothing else is ever overwritten or removed.




const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
/** Windows has no such flag; there, making a link needs rights that a later step does not have. */
const NO_FOLLOW = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0;
/** What file systems without hard links answer. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/** Makes `mist-<unique>` (0700) under RUNNER_TEMP. Throws ActionError when it is there already or cannot be made. */
function createFilesDir(runnerTemp, unique) {
    if (runnerTemp === '')
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', 'RUNNER_TEMP is not set, so there is no place for files.');
    return makeDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(realpathOr(runnerTemp), `mist-${unique}`));
}
/** Makes one directory (0700), not its parents. Throws ActionError when the path exists in any form. */
function makeDirectory(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path, { mode: PRIVATE_DIRECTORY });
        return recordOf('directory', path, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path));
    }
    catch (error) {
        throw fileError(path, error);
    }
}
/**
 * Writes a new file (0600). Nothing needs it once the machine of the job is down, so it is not synced. Throws ActionError when something stands at `path`, a symbolic link included;
 * a file that cannot be written whole is removed.
 */
function writePrivateFile(path, text) {
    const { fd, record } = openNew(path);
    try {
        assertInPlace(record);
        writeWhole(fd, text);
    }
    catch (error) {
        removeFile(record);
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ ? error : fileError(path, error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
    return record;
}
/**
 * Writes a new file (0600) that stands at `path` whole or not at all, whenever this process is killed: it is written and synced
 * under `temporary` in the same directory, then linked to its own name, which overwrites nothing. `record` is told of both names
 * before the first byte is in the file. Throws like `writePrivateFile`, and what `record` throws; then nothing is left.
 */
function publishPrivateFile(path, text, temporary, record) {
    const { fd, record: draft } = openNew((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), temporary));
    const file = { ...draft, path };
    try {
        assertInPlace(draft);
        for (const one of [draft, file])
            record(one);
        writeWhole(fd, text);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(fd);
        giveName(draft.path, path);
        assertInPlace(file);
    }
    catch (error) {
        removeFile(file);
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ ? error : fileError(path, error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
        removeFile(draft);
    }
    syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return file;
}
function openNew(path) {
    try {
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_EXCL | NO_FOLLOW, PRIVATE_FILE);
        return { fd, record: recordOf('file', path, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd)) };
    }
    catch (error) {
        throw fileError(path, error);
    }
}
function writeWhole(fd, text) {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;)
        done += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, bytes, done);
}
/** A rename would overwrite what stands there; only a file system without links leaves nothing else. */
function giveName(from, to) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync)(from, to);
    }
    catch (error) {
        if (!NO_LINKS.includes((0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)) || exists(to))
            throw error;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, to);
    }
}
/** So that a machine that loses power keeps the name as well as the file; Windows opens no directories. */
function syncDirectory(path) {
    try {
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(fd);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
        }
    }
    catch {
        return;
    }
}
/** A directory on the way could have been exchanged between check and open: the path must still lead to what is open. */
function assertInPlace(record) {
    if (!isSame(record) || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path)) !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', `${record.path} was exchanged while it was written.`);
    }
}
function recordOf(kind, path, stats) {
    return { kind, path, dev: String(stats.dev), ino: String(stats.ino) };
}
function fileError(path, error) {
    const code = (0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error);
    const why = code === 'EEXIST' || code === 'ELOOP' ? 'something is there already, and nothing is overwritten' : code;
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', `${path} cannot be written: ${why}.`);
}
/** The stats of `record.path` when it is still the very thing that was recorded, else null. */
function isSame(record) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(record.path);
        const kind = stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other';
        const same = kind === record.kind && String(stats.dev) === record.dev && String(stats.ino) === record.ino;
        return same ? stats : null;
    }
    catch {
        return null;
    }
}
function removeFile(record) {
    if (isSame(record) === null)
        return;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(record.path);
    }
    catch {
        // The caller is about to report why the file could not be written; that matters more.
    }
}
/**
 * Removes what was recorded: files, and directories that are empty by then. What was moved, exchanged or linked
 * elsewhere is left and comes back as a warning; what is gone already is fine.
 */
function removeRecorded(records) {
    const warnings = [];
    // Deepest first, so that a directory is empty when its turn comes.
    for (const record of [...records].sort((a, b) => b.path.length - a.path.length)) {
        const stats = isSame(record);
        if (stats === null) {
            if (exists(record.path))
                warnings.push(`${record.path} is not the ${record.kind} that this run made; it was left.`);
            continue;
        }
        try {
            if (record.kind === 'directory') {
                if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(record.path).length === 0)
                    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)(record.path);
                continue;
            }
            // A process that was killed between two names of one file leaves both, and both are recorded.
            const known = records.filter((one) => one.ino === record.ino && one.dev === record.dev && isSame(one) !== null).length;
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(record.path);
            if (stats.nlink > known)
                warnings.push(`${record.path} was removed, but another link to it remains.`);
        }
        catch (error) {
            warnings.push(`${record.path} could not be removed: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)}.`);
        }
    }
    return warnings;
}
/**
 * Removes the files directory with all that is in it, later steps' additions included, when it is still the one that
 * was made. Links inside are removed, never followed.
 */
function removeFilesDir(record, runnerTemp) {
    if (!exists(record.path))
        return [];
    if (isSame(record) === null || runnerTemp === '' || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path) !== realpathOr(runnerTemp)) {
        return [`${record.path} is not the directory that this run made; it was left.`];
    }
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(record.path, { recursive: true, force: true });
        return [];
    }
    catch (error) {
        return [`${record.path} could not be removed: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)}.`];
    }
}
function exists(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
        return true;
    }
    catch {
        return false;
    }
}
function realpathOr(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return path;
    }
}


/***/ }),

/***/ 1260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ integerInput),
/* harmony export */   JR: () => (/* binding */ rawInput),
/* harmony export */   Ts: () => (/* binding */ durationInput),
/* harmony export */   _Z: () => (/* binding */ textInput),
/* harmony export */   ij: () => (/* binding */ choiceInput),
/* harmony export */   tE: () => (/* binding */ booleanInput)
/* harmony export */ });
/* unused harmony export listed */
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
// One raw input at a time: text from the runner's environment to a checked value, or an InputError that names it.


/** The text of an input as it was written: the runner names it `INPUT_`, upper case, blanks as `_`, hyphens kept. */
function rawInput(env, name) {
    return env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
}
/** The trimmed text, or `fallback` when it is blank. */
function textInput(env, name, fallback) {
    const text = rawInput(env, name).trim();
    return text === '' ? fallback : text;
}
/** One of `values`, exactly as written there. */
function choiceInput(env, name, values, fallback) {
    const text = textInput(env, name, fallback);
    const value = values.find((candidate) => candidate === text);
    if (value === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is none of ${listed(values)}.`);
    return value;
}
/** `true`, `True`, `TRUE`, `false`, `False`, `FALSE`: what GitHub's own toolkit accepts. */
function booleanInput(env, name, fallback) {
    const text = textInput(env, name, String(fallback));
    if (text === 'true' || text === 'True' || text === 'TRUE')
        return true;
    if (text === 'false' || text === 'False' || text === 'FALSE')
        return false;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is neither \`true\` nor \`false\`.`);
}
/** A whole number from `limits.min` to `limits.max`. */
function integerInput(env, name, fallback, limits) {
    const text = textInput(env, name, String(fallback));
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= limits.min && value <= limits.max)
        return value;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is no whole number from ${limits.min} to ${limits.max}.`);
}
/** Milliseconds of a duration within `limits` (ms), or `fallback` when blank. */
function durationInput(env, name, fallback, limits) {
    const text = textInput(env, name, null);
    if (text === null)
        return fallback;
    const value = (0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(text);
    if (value === null)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is no duration; write it like ${_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DURATION_FORMS */ .nv}.`);
    if (value >= limits.min && value <= limits.max)
        return value;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `${text} is outside of what is allowed: ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(limits.min)} to ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(limits.max)}.`);
}
/** `` `a`, `b` or `c` ``. */
function listed(values) {
    const quoted = values.map((value) => `\`${value}\``);
    const last = quoted.pop() ?? '';
    return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}


/***/ }),

/***/ 5478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/action/export-env.js
var export_env = __webpack_require__(8173);
// EXTERNAL MODULE: ./lib/src/action/input-values.js
var input_values = __webpack_require__(1260);
;// CONCATENATED MODULE: ./lib/src/action/mist-url.js
// Which Mist server the step talks to, and whether the way there is safe enough for a token.

const NAME = 'mist-url';
const FORMS = 'Give the URL of your Mist server, e.g. `https://mist.example.com`, or `sandbox`.';
/**
 * Checks the input `mist-url`. Throws InputError for what is no URL, holds credentials or a query, or would send the
 * token over plain http to another machine without `allow-insecure-http`. The value is never repeated in the message
 * when it holds credentials.
 */
function parseMistUrl(text, allowInsecureHttp) {
    if (text === '')
        throw new errors/* InputError */.dz(NAME, `it is required. ${FORMS}`);
    if (text === 'sandbox')
        return { kind: 'sandbox' };
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        throw new errors/* InputError */.dz(NAME, `it is no http or https URL. ${FORMS}`);
    }
    if (url.username !== '' || url.password !== '') {
        throw new errors/* InputError */.dz(NAME, 'it holds credentials. Give them in `mist-token`, or in `mist-email` and `mist-password`.');
    }
    if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
        throw new errors/* InputError */.dz(NAME, 'it has a query or fragment; only the address of the server is wanted.');
    }
    const plain = url.protocol === 'http:' && !isLoopback(url.hostname);
    if (plain && !allowInsecureHttp) {
        throw new errors/* InputError */.dz(NAME, `plain http to ${url.hostname} would send token and keys readable. Use https, or accept it with \`allow-insecure-http: true\`.`);
    }
    return { kind: 'server', url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, plain };
}
/** Names and addresses that never leave this machine. `URL` has brought every spelling of an address to one form. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

;// CONCATENATED MODULE: ./lib/src/action/inputs.js
// The inputs of the step: read once, checked whole, handed on as one immutable value. The defaults of action.yml are
// repeated here because a step can be started without the runner.





const MODES = ['apply', 'plan', 'check', 'destroy', 'reap', 'auto'];
const TEARDOWNS = ['auto', 'always', 'on-success', 'on-failure', 'never'];
const SSH_ACCESS = ['none', 'actor', 'collaborators'];
const MINUTE = 60_000;
const DAY = 86_400_000;
/** A lease that is nearer than this may be lost on the server (its worker runs the end of a lease late). */
const TTL_LIMITS = { min: 15 * MINUTE, max: 90 * DAY };
/** A job on a runner of one's own ends after five days. */
const TIMEOUT_LIMITS = { min: 1000, max: 5 * DAY };
const COUNT_LIMITS = { min: 1, max: 100 };
const OLDER_THAN_LIMITS = { min: 0, max: 3650 * DAY };
const REAP_LIMITS = { min: 1, max: 1000 };
/** Reads and checks every input. Throws InputError, or InputErrors with every one that cannot be used. */
function readInputs(env) {
    return Object.freeze(readAll(unbuilt(env), {
        target: () => parseMistUrl((0,input_values/* textInput */._Z)(env, 'mist-url', ''), (0,input_values/* booleanInput */.tE)(env, 'allow-insecure-http', false)),
        credentials: () => readCredentials(env),
        spec: () => readSpecSource(env),
        mode: () => (0,input_values/* choiceInput */.ij)(env, 'mode', MODES, 'apply'),
        scope: () => readScope(env),
        ttl: () => ((0,input_values/* textInput */._Z)(env, 'ttl', null) === 'none' ? 'none' : (0,input_values/* durationInput */.Ts)(env, 'ttl', null, TTL_LIMITS)),
        teardown: () => (0,input_values/* choiceInput */.ij)(env, 'teardown', TEARDOWNS, 'auto'),
        heartbeat: () => (0,input_values/* booleanInput */.tE)(env, 'heartbeat', true),
        timeout: () => ({
            ms: (0,input_values/* durationInput */.Ts)(env, 'timeout', 20 * MINUTE, TIMEOUT_LIMITS),
            text: (0,input_values/* textInput */._Z)(env, 'timeout', '20m'),
        }),
        parallelism: () => (0,input_values/* integerInput */.$A)(env, 'parallelism', 10, COUNT_LIMITS),
        maxMachines: () => (0,input_values/* integerInput */.$A)(env, 'max-machines', 20, COUNT_LIMITS),
        replace: () => (0,input_values/* booleanInput */.tE)(env, 'replace', false),
        failOnDrift: () => (0,input_values/* booleanInput */.tE)(env, 'fail-on-drift', false),
        githubToken: () => secretInput(env, 'github-token'),
        caCertificate: () => readCaCertificate(env),
        allowUntrustedSpec: () => (0,input_values/* booleanInput */.tE)(env, 'allow-untrusted-spec', false),
        trustOnFirstUse: () => (0,input_values/* booleanInput */.tE)(env, 'trust-on-first-use', false),
        exportPrefix: () => readExportPrefix(env),
        jobStatus: () => readJobStatus(env),
        jobLeg: () => (0,input_values/* textInput */._Z)(env, 'job-leg', 'null'),
        jobCheckRunId: () => (0,input_values/* textInput */._Z)(env, 'job-check-run-id', null),
        reap: () => readReap(env),
    }));
}
/** Runs `checks` and every reader, and throws what all of them found before anything is returned. */
function readAll(checks, readers) {
    const found = [];
    const attempt = (read) => {
        try {
            return read();
        }
        catch (error) {
            if (error instanceof errors/* InputError */.dz)
                found.push(error);
            else if (error instanceof errors/* InputErrors */.G)
                found.push(...error.mistakes);
            else
                throw error;
            return null;
        }
    };
    for (const check of checks)
        attempt(check);
    const values = Object.entries(readers).map(([name, read]) => [name, attempt(read)]);
    const [first] = found;
    if (first !== undefined)
        throw found.length === 1 ? first : new errors/* InputErrors */.G(found);
    return Object.fromEntries(values);
}
function readScope(env) {
    const scope = (0,input_values/* textInput */._Z)(env, 'scope', null);
    if (scope === null || (0,input_values/* textInput */._Z)(env, 'mode', '') !== 'reap')
        return scope;
    throw new errors/* InputError */.dz('scope', '`reap` looks at all scopes of the repository.', {
        hint: 'Leave it out, or use `mode: destroy` for one scope.',
    });
}
function readExportPrefix(env) {
    const text = (0,input_values/* textInput */._Z)(env, 'export-env', null);
    return text === null ? null : (0,export_env/* readPrefix */.fr)(text);
}
function readReap(env) {
    return readAll([], {
        olderThanMs: () => (0,input_values/* durationInput */.Ts)(env, 'older-than', null, OLDER_THAN_LIMITS),
        keepTag: () => (0,input_values/* textInput */._Z)(env, 'keep-tag', 'keep'),
        maxReap: () => (0,input_values/* integerInput */.$A)(env, 'max-reap', 20, REAP_LIMITS),
        dryRun: () => (0,input_values/* booleanInput */.tE)(env, 'dry-run', true),
    });
}
/** How the job went, as post needs it: anything but GitHub's three words counts as a failure, which keeps nothing. */
function readJobStatus(env) {
    const status = (0,input_values/* textInput */._Z)(env, 'job-status', 'success').toLowerCase();
    return status === 'success' || status === 'cancelled' ? status : 'failure';
}
function secretInput(env, name) {
    const text = (0,input_values/* textInput */._Z)(env, name, null);
    return text === null ? null : (0,secret/* makeSecret */.p)(text);
}
function readCredentials(env) {
    const token = secretInput(env, 'mist-token');
    const email = (0,input_values/* textInput */._Z)(env, 'mist-email', null);
    const password = secretInput(env, 'mist-password');
    if (token !== null && (email !== null || password !== null)) {
        throw new errors/* InputError */.dz('mist-token', 'it is given together with `mist-email` or `mist-password`; give one or the other.');
    }
    if (email !== null && password === null)
        throw new errors/* InputError */.dz('mist-password', '`mist-email` is given, but this is blank.');
    if (email === null && password !== null)
        throw new errors/* InputError */.dz('mist-email', '`mist-password` is given, but this is blank.');
    if (email !== null && password !== null) {
        return { kind: 'account', email, password, org: (0,input_values/* textInput */._Z)(env, 'mist-org', null) };
    }
    if (token !== null)
        return { kind: 'token', token };
    if ((0,input_values/* textInput */._Z)(env, 'mist-url', '') === 'sandbox')
        return { kind: 'none' };
    throw new errors/* InputError */.dz('mist-token', 'it is blank.', {
        hint: 'Pass an API token from a secret. A secret that does not exist, or that a fork may not see, is blank.',
    });
}
function readSpecSource(env) {
    const text = (0,input_values/* rawInput */.JR)(env, 'spec');
    const path = (0,input_values/* textInput */._Z)(env, 'spec-file', null);
    if (text.trim() !== '') {
        if (path !== null)
            throw new errors/* InputError */.dz('spec-file', 'it is given together with `spec`; give one or the other.');
        // Not trimmed: lines and columns of messages count from the text as it was written.
        return { kind: 'text', text };
    }
    return { kind: 'file', path: path ?? '.github/mist.yml', given: path !== null };
}
function readCaCertificate(env) {
    const text = (0,input_values/* textInput */._Z)(env, 'ca-certificate', null);
    if (text === null)
        return null;
    if (/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text))
        return `${text}\n`;
    throw new errors/* InputError */.dz('ca-certificate', 'it is no PEM certificate (`-----BEGIN CERTIFICATE-----` …).');
}
/** Features that have their place in the language already: refused with that reason, because ignoring one would harm. */
function unbuilt(env) {
    const given = ['max-cost', 'keep-on-failure', 'environment', 'label'].map((name) => () => {
        if ((0,input_values/* textInput */._Z)(env, name, null) !== null)
            throw notBuilt(name, 'this input');
    });
    const on = ['comment', 'require-reviewed-plan'].map((name) => () => {
        if ((0,input_values/* booleanInput */.tE)(env, name, false))
            throw notBuilt(name, '`true`');
    });
    const access = () => {
        const wanted = (0,input_values/* choiceInput */.ij)(env, 'ssh-access', SSH_ACCESS, 'none');
        if (wanted !== 'none')
            throw notBuilt('ssh-access', `\`${wanted}\``);
    };
    return [...given, ...on, access];
}
function notBuilt(name, what) {
    return new errors/* InputError */.dz(name, `${what} is not built yet.`, { hint: 'Leave it out.' });
}


/***/ }),

/***/ 615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JZ: () => (/* binding */ buildOutputs),
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   Ng: () => (/* binding */ isUsable),
/* harmony export */   dk: () => (/* binding */ machinesJson),
/* harmony export */   p4: () => (/* binding */ reachableAt),
/* harmony export */   pM: () => (/* binding */ NO_PATHS)
/* harmony export */ });
/* unused harmony export costJson */
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9860);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2693);


/** Nothing was written. */
const NO_PATHS = {
    sshConfig: '',
    knownHosts: '',
    inventory: '',
    machines: '',
    files: '',
    plan: '',
    keys: {},
};
/** GitHub takes 1 MB of outputs per job; what is beyond is lost without a word. */
const MAX_OUTPUT_BYTES = 1_000_000;
/** Outcomes after which a machine cannot be worked with, whatever was last seen of it. */
const UNUSABLE = ['failed', 'skipped', 'unknown', 'destroyed'];
/** True when the job can work with the machine: it came up in this run, and it was not stopped. */
function isUsable({ outcome, observed }) {
    return !UNUSABLE.includes(outcome) && (observed === null || !isStopped(observed));
}
function isStopped({ state }) {
    return state === 'stopped' || state === 'stopping';
}
/** Where the machine can be reached; a stopped one cannot, whatever addresses it keeps. */
function reachableAt(observed) {
    return observed === null || isStopped(observed) ? null : (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_0__/* .machineAddress */ .I)(observed);
}
/** Epoch ms as ISO 8601 in UTC, whole seconds. */
function isoTime(at) {
    return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
/** Sums of prices without the dust of binary fractions. */
function money(value) {
    return Number(value.toFixed(6));
}
function machineJson(machine, scope, keys) {
    const { observed } = machine;
    return {
        name: machine.name,
        row: machine.row,
        scope: scope.name,
        id: observed?.id ?? null,
        external_id: observed?.externalId ?? null,
        mist_name: machine.mistName,
        backend: machine.backend,
        state: observed?.state ?? null,
        ip: reachableAt(observed),
        public_ips: observed?.publicIps ?? [],
        private_ips: observed?.privateIps ?? [],
        user: machine.user,
        port: machine.port,
        key_file: keyFileOf(machine, keys),
        groups: machine.groups,
        expires_at: observed?.lease ? isoTime(observed.lease.at) : null,
        cost_hourly: observed?.costHourly ?? null,
        outcome: machine.outcome,
    };
}
/** The text of the output `machines` and of the machines file. */
function machinesJson(machines, scope, keys) {
    return JSON.stringify(machines.map((machine) => machineJson(machine, scope, keys)));
}
function keyFileOf(machine, keys) {
    return machine.keyName !== null && Object.hasOwn(keys, machine.keyName) ? (keys[machine.keyName] ?? null) : null;
}
function matrixJson(machines) {
    const include = machines.flatMap((machine) => {
        const { name, observed, user, port } = machine;
        const ip = reachableAt(observed);
        if (observed === null || ip === null || !isUsable(machine))
            return [];
        return [{ name, ip, id: observed.id, user, port }];
    });
    return JSON.stringify({ include });
}
/** Cost with fixed keys and rounded sums, as in the output `cost`. */
function costJson(cost) {
    const { hourly, monthly, currency, complete } = cost;
    return JSON.stringify({ hourly: money(hourly), monthly: money(monthly), currency, complete });
}
/** The one path that all machines share, else blank. */
function sharedKeyFile(machines, keys) {
    const files = new Set(machines.map((machine) => keyFileOf(machine, keys)));
    const only = files.size === 1 ? [...files][0] : null;
    return only ?? '';
}
/** Every output of action.yml by name. Machines that could not be read in this run have null where facts would be. */
function buildOutputs(report, scope, paths) {
    const { machines } = report;
    const seen = machines.flatMap(({ observed }) => (observed === null ? [] : [observed]));
    const ips = seen.map(reachableAt).filter((ip) => ip !== null);
    const only = machines.length === 1 ? seen[0] : undefined;
    const leases = seen.flatMap(({ lease }) => (lease === null ? [] : [lease.at]));
    const differs = _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.some((action) => action !== 'no-op' && report.plan[action] > 0);
    return {
        machines: machinesJson(machines, scope, paths.keys),
        'machine-ids': JSON.stringify(seen.map(({ id }) => id)),
        ips: JSON.stringify(ips),
        'machine-id': only?.id ?? '',
        ip: reachableAt(only ?? null) ?? '',
        matrix: matrixJson(machines),
        'ssh-config-file': paths.sshConfig,
        'known-hosts-file': paths.knownHosts,
        'inventory-file': paths.inventory,
        'key-file': sharedKeyFile(machines, paths.keys),
        'machines-file': paths.machines,
        files: paths.files,
        changed: String(report.changed),
        drift: String(differs),
        plan: JSON.stringify(Object.fromEntries(_model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.map((action) => [action, report.plan[action]]))),
        'plan-file': paths.plan,
        cost: costJson(report.cost),
        scope: scope.name,
        'expires-at': leases.length === 0 ? '' : isoTime(Math.min(...leases)),
        leaks: JSON.stringify(report.leaks.map(({ kind, name, id, backend, why }) => ({ kind, name, id, backend, why }))),
    };
}
/**
 * Writes outputs one record each. Returns warnings: what is too large for GitHub is left out (the machines file has
 * it), and GitHub will drop an output in which it finds a masked value. Throws what `write` throws.
 */
function writeOutputs(outputs, world) {
    const warnings = [];
    // The smallest first, so that what is left out is what is too large.
    const bySize = Object.entries(outputs).sort(([, a], [, b]) => Buffer.byteLength(a) - Buffer.byteLength(b));
    let used = 0;
    for (const [name, value] of bySize) {
        used += Buffer.byteLength(value);
        if (world.toGitHub && used > MAX_OUTPUT_BYTES) {
            warnings.push(`The output \`${name}\` is left out: GitHub takes 1 MB per job. Use the output \`machines-file\`.`);
            continue;
        }
        if (world.toGitHub && world.redact(value) !== value) {
            warnings.push(`GitHub drops the output \`${name}\`, because a secret of this job occurs in it.`);
        }
        world.write(name, value);
    }
    return warnings;
}


/***/ }),

/***/ 9910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withPlaces),
/* harmony export */   t: () => (/* binding */ PlacedPlanError)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// What a plan refuses, put on the lines of the spec that asked for it.

/** Mistakes of a plan with their places. `file` is relative to the workspace, null for an inline spec. */
class PlacedPlanError extends _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'PlacedPlanError';
    mistakes;
    file;
    constructor(mistakes, file) {
        super('plan', 'user', mistakes.map(({ text }) => text).join(' '));
        this.mistakes = mistakes;
        this.file = file;
    }
}
/** `error` with places when it is what a plan refuses; any other error as it is. */
function withPlaces(error, spec, file) {
    const found = error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanErrors */ .bL ? error.mistakes : error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6 ? [error] : [];
    if (found.length === 0)
        return error;
    const placed = found.map(({ address, message, hint }) => ({
        text: hint === undefined ? message : `${message} ${hint}`,
        place: placeOf(address, spec),
    }));
    // In the order of the text, as mistakes of the spec itself are told; those without a line come first.
    const line = ({ place }) => place?.line ?? 0;
    return new PlacedPlanError(placed.sort((a, b) => line(a) - line(b)), file);
}
/** The row of an address, or the first machine that asks for a key or backend without a row. */
function placeOf(address, { backends, keys, machines }) {
    const [kind, name] = [address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/') + 1)];
    const present = machines.filter((row) => row.state === 'present');
    const row = kind === 'backend'
        ? (backends.find((one) => one.name === name) ?? present.find(({ backend }) => backend === name))
        : kind === 'key'
            ? (keys.find((one) => one.name === name) ?? present.find(({ key }) => key === name))
            : present.find((one) => one.name === name || (one.counted && name.replace(/-\d+$/, '') === one.name));
    return row?.place ?? null;
}


/***/ }),

/***/ 1774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ randomId)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
// Random names of this process's own things. They come from the kernel where it gives them as a file: `node:crypto` takes 7 ms to load
// and would stand before the first request of every step.

const BYTES = 16;
/** A step that hands over everything needs twenty at once. */
const READ_AHEAD = 32;
/** Random bytes that no name has been made of. */
let unused = Buffer.alloc(0);
/** 128 random bits as 32 hex digits. */
function randomId() {
    if (unused.length < BYTES)
        unused = fromKernel() ?? process.getBuiltinModule('node:crypto').randomBytes(BYTES);
    const id = unused.toString('hex', 0, BYTES);
    unused = unused.subarray(BYTES);
    return id;
}
function fromKernel() {
    let device = null;
    try {
        device = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)('/dev/urandom', 'r');
        // A plain file of that name would give the same every time.
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(device).isCharacterDevice())
            return null;
        const bytes = Buffer.alloc(READ_AHEAD * BYTES);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(device, bytes) === bytes.length ? bytes : null;
    }
    catch {
        return null;
    }
    finally {
        if (device !== null)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(device);
    }
}


/***/ }),

/***/ 8642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fe: () => (/* binding */ appendSummary),
  vy: () => (/* binding */ failStep),
  n0: () => (/* binding */ setOutputs),
  ev: () => (/* binding */ stepContext)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/action/annotations.js
/**
 * Reports diagnostics in the order of the text. `file` is relative to the workspace; null for an inline spec, which has
 * no file to point at, so that its line stands in the message.
 */
function annotateDiagnostics(log, diagnostics, file) {
    for (const { path, line, column, message, severity } of diagnostics) {
        const what = path === '' ? message : `${path}: ${message}`;
        const { text, place } = onLine(what, { line, column }, file, 'Spec');
        if (severity === 'error')
            log.error(text, place);
        else
            log.warning(text, place);
    }
}
function onLine(text, { line, column }, file, title) {
    if (file === null)
        return { text: `Line ${line}, column ${column}: ${text}`, place: { title } };
    return { text, place: { title, file: file.replaceAll('\\', '/'), line, column } };
}
/** Ends the step with every mistake of a plan: the only one by itself, several each on its line and then their number. */
function failWithMistakes(log, { mistakes, file }) {
    const told = mistakes.map(({ text, place }) => place === null ? { text, place: {} } : onLine(text, place, file, 'Plan'));
    const [only] = told;
    if (only !== undefined && told.length === 1) {
        log.fail(only.text, only.place);
        return;
    }
    for (const { text, place } of told)
        log.error(text, place);
    log.fail(`This cannot be planned, for ${told.length} reasons: each has an error of its own above.`);
}
/** Every mistake of `error`, and the sentence with which the step should end. */
function annotateSpecError(log, error) {
    annotateDiagnostics(log, error.diagnostics, error.file);
    const count = error.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    const where = error.file === null ? 'The spec' : `The spec ${error.file}`;
    return `${where} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`;
}

// EXTERNAL MODULE: ./lib/src/action/command-file.js
var command_file = __webpack_require__(499);
// EXTERNAL MODULE: ./lib/src/action/context.js
var context = __webpack_require__(2086);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var action_outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/action/plan-mistakes.js
var plan_mistakes = __webpack_require__(9910);
// EXTERNAL MODULE: ./lib/src/action/random-id.js
var random_id = __webpack_require__(1774);
;// CONCATENATED MODULE: ./lib/src/action/step.js
// What main and post of one step share: environment, log, outputs, summary, and how an error ends the step.








/** The runner's environment as a context; the event's payload is read from its file. */
function stepContext(env) {
    return (0,context/* readContext */.yI)(env, (path) => (0,external_node_fs_.readFileSync)(path, 'utf8'));
}
/**
 * Writes outputs to the runner's file, all at once, or to the log where there is none (a plain local run). Throws
 * ActionError, and then none is set.
 */
function setOutputs({ env, voice }, log, outputs) {
    const path = env.GITHUB_OUTPUT ?? '';
    let records = '';
    const write = (name, value) => {
        if (path === '')
            log.info(`output ${name}=${value}`);
        else
            records += (0,command_file/* formatRecord */.bM)(name, value, random_id/* randomId */.z);
    };
    const warnings = (0,action_outputs/* writeOutputs */.Kn)(outputs, {
        write,
        redact: (text) => log.redact(text),
        toGitHub: voice.outputsToGitHub,
    });
    try {
        if (records !== '')
            (0,command_file/* appendWhole */.gZ)(path, records);
    }
    catch (error) {
        throw new errors/* ActionError */.lZ('outputs', 'user', `The outputs cannot be written: ${(0,command_file/* fileErrorCode */.c2)(error)}.`, {
            hint: 'Is the disk full?',
        });
    }
    for (const warning of warnings)
        log.warning(warning);
}
/** Appends to the job summary. It is for people only, so its failure is a warning. */
function appendSummary(env, log, markdown) {
    const path = env.GITHUB_STEP_SUMMARY ?? '';
    if (path === '')
        return;
    try {
        (0,command_file/* appendWhole */.gZ)(path, `${log.redact(markdown)}\n`);
    }
    catch {
        log.warning('The job summary could not be written.');
    }
}
/** Says an error the way its kind wants it and sets exit code 1. Stacks are for debug logs only. */
function failStep(runner, log, error) {
    runner.setFailed();
    if (error instanceof errors/* SpecError */.G8) {
        log.fail(annotateSpecError(log, error));
        return;
    }
    if (error instanceof plan_mistakes/* PlacedPlanError */.t) {
        failWithMistakes(log, error);
        return;
    }
    if (error instanceof errors/* CancelledError */.cc) {
        log.fail(`${error.message} ${runner.voice.afterCancel}`);
        return;
    }
    if (error instanceof errors/* InputErrors */.G) {
        for (const one of error.mistakes)
            log.error(sentenceOf(one));
        log.fail(`${error.mistakes.length} inputs cannot be used: each has an error of its own above.`);
        return;
    }
    if (error instanceof errors/* ActionError */.lZ) {
        log.fail(sentenceOf(error));
        return;
    }
    const message = error instanceof Error ? error.message : 'unknown error';
    log.fail(`Unexpected: ${message} This is a bug in the action: please report it.`);
    if (error instanceof Error && error.stack)
        log.debug(error.stack);
}
function sentenceOf({ message, hint }) {
    if (hint === undefined)
        return message;
    return message.includes('\n') ? `${message}\n${hint}` : `${asSentence(message)} ${hint}`;
}
function asSentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}


/***/ }),

/***/ 9860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ machineAddress)
/* harmony export */ });
/** The first public IPv4, else the first public IPv6, else the first private address; null while there is none. */
function machineAddress(machine) {
    const v4 = machine.publicIps.find((ip) => !ip.includes(':'));
    return v4 ?? machine.publicIps[0] ?? machine.privateIps[0] ?? null;
}


/***/ }),

/***/ 2693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kl: () => (/* binding */ ACTIONS),
/* harmony export */   x4: () => (/* binding */ HOURS_PER_MONTH),
/* harmony export */   xS: () => (/* binding */ countChanges)
/* harmony export */ });
const ACTIONS = ['create', 'update', 'replace', 'adopt', 'destroy', 'no-op'];
/** Hours in a month as Mist and the clouds count them (30.4 days). */
const HOURS_PER_MONTH = 730;
/** How many changes of each kind, every kind present. */
function countChanges(changes) {
    const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0]));
    for (const change of changes)
        counts[change.action] += 1;
    return counts;
}


/***/ })

};
