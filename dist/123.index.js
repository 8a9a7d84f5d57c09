export const id = 123;
export const ids = [123,952];
export const modules = {

/***/ 6579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ distrustOf)
/* harmony export */ });
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2086);
// How far the texts of a step may be trusted, by its event alone.

/** Events that run the base's workflow, with secrets, while a stranger's change may be checked out. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];
/**
 * What the event's payload can tell. A head whose repository is gone counts as a fork's. Of an event that names no pull request
 * (`push`, `schedule`, most of `workflow_dispatch` and `repository_dispatch`) nobody can tell what the workflow has checked out.
 */
function distrustOf({ event }) {
    if (PRIVILEGED_EVENTS.includes(event.name))
        return 'files';
    if (event.pullRequest !== null && (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isFork */ .B0)(event.pullRequest))
        return 'all';
    return event.namesFork ? 'files' : 'nothing';
}


/***/ }),

/***/ 8161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ loadCompiled)
/* harmony export */ });
// Loading code while there is nothing to do but wait. V8 compiles a function when it is first called, which for all that follows
// on an answer is after that answer has come (docs/performance.md has what that costs).
/**
 * What `load` loads, with every function in it compiled. Takes longer than without: for when an answer is under way. A module of
 * Node's own that comes with it takes three times as long, because its kept code is refused meanwhile: load those before.
 */
async function loadCompiled(load) {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    // Read by V8 at each compilation, and of no meaning for what is compiled.
    setFlagsFromString('--no-lazy');
    try {
        return await load();
    }
    finally {
        setFlagsFromString('--lazy');
    }
}


/***/ }),

/***/ 2952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runMain: () => (/* binding */ runMain)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(499);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2086);
/* harmony import */ var _distrust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6579);
/* harmony import */ var _export_env_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8173);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5478);
/* harmony import */ var _load_compiled_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(8161);
/* harmony import */ var _plan_mistakes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9910);
/* harmony import */ var _process_world_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(117);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1774);
/* harmony import */ var _save_path_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5438);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(22);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8642);
// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary. What a mode does is loaded
// once the mode is known, the language of specs only where there is one.













/** What is kept of it to write the truth, before everything is aborted. */
const WRITE_RESERVE_MS = 5_000;
/** Runs main; sets the exit code, never throws. */
async function runMain(runner = _process_world_js__WEBPACK_IMPORTED_MODULE_7__/* .processWorld */ .mr) {
    const log = (0,_process_world_js__WEBPACK_IMPORTED_MODULE_7__/* .stepLog */ .tV)(runner);
    try {
        const context = (0,_step_js__WEBPACK_IMPORTED_MODULE_11__/* .stepContext */ .ev)(runner.env);
        if ((0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .isSecretless */ .O_)(runner.env, context)) {
            log.notice('No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.');
            return;
        }
        const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .readInputs */ .K)(runner.env);
        const { signal, stop } = (0,_process_world_js__WEBPACK_IMPORTED_MODULE_7__/* .cancelOnSignals */ .dJ)(runner, log, {
            ms: inputs.timeout.ms,
            text: `\`timeout\` is ${inputs.timeout.text}`,
        });
        try {
            await runStep({ runner, inputs, context, log, signal });
        }
        catch (error) {
            // Whatever was interrupted knows that it was, the signal knows by what.
            throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc && signal.aborted ? signal.reason : error;
        }
        finally {
            stop();
        }
    }
    catch (error) {
        (0,_step_js__WEBPACK_IMPORTED_MODULE_11__/* .failStep */ .vy)(runner, log, error);
    }
}
async function runStep(given) {
    const { runner, inputs, context } = given;
    const reserve = Math.min(WRITE_RESERVE_MS, inputs.timeout.ms / 20);
    const end = runner.clock.elapsed() + inputs.timeout.ms - reserve;
    const scope = (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .scopeOf */ .Od)(inputs, context);
    const mode = modeOf(inputs, context);
    if (mode === 'destroy' && !scope.named) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('scope', '`destroy` needs the name of the scope.', {
            hint: "Unnamed scopes are removed by their own step's post.",
        });
    }
    const { state, unsynced } = (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_10__/* .openState */ .Gf)(runner.env, { append: _command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .appendSynced */ .dh, appendWhole: _command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .appendWhole */ .gZ, uuid: _random_id_js__WEBPACK_IMPORTED_MODULE_8__/* .randomId */ .z });
    const step = { ...given, scope, state, unsynced, end };
    if (mode === 'destroy') {
        saveBeginning(step);
        saveScope(step, mode);
        const { runDestroy } = await Promise.all(/* import() */[__webpack_require__.e(772), __webpack_require__.e(184), __webpack_require__.e(275)]).then(__webpack_require__.bind(__webpack_require__, 6275));
        return runDestroy(step);
    }
    if (mode === 'reap') {
        saveBeginning(step);
        saveScope(step, mode);
        const { runReap } = await Promise.all(/* import() */[__webpack_require__.e(772), __webpack_require__.e(184), __webpack_require__.e(274)]).then(__webpack_require__.bind(__webpack_require__, 6081));
        return runReap(step);
    }
    await runWithSpec(step, mode);
}
async function runWithSpec(step, mode) {
    const { inputs, scope } = step;
    let connected = null;
    // Nearly every spec of an unnamed scope needs a pair, and nothing takes longer; one that does not gives it up in the end.
    const probablyNewKey = mode === 'apply' && !scope.named && mayAskFirst(step);
    try {
        if (mayAskFirst(step)) {
            saveBeginning(step);
            connected = await connect(step);
            if (probablyNewKey)
                connected = await beginKeyOf(connected);
        }
        const spec = await readSpecOf(step);
        if (connected === null)
            saveBeginning(step);
        saveScope(step, mode);
        connected ??= await connect(step);
        try {
            if (mode === 'apply') {
                const [{ needsNewKey }, { runApply }] = await (0,_load_compiled_js__WEBPACK_IMPORTED_MODULE_12__/* .loadCompiled */ .S)(() => Promise.all([__webpack_require__.e(/* import() */ 399).then(__webpack_require__.bind(__webpack_require__, 2399)), Promise.all(/* import() */[__webpack_require__.e(283), __webpack_require__.e(653)]).then(__webpack_require__.bind(__webpack_require__, 9653))]));
                const ready = !probablyNewKey && needsNewKey(scope, spec) ? await beginKeyOf(connected) : connected;
                await runApply(step, spec, ready);
            }
            else {
                const { runPlan } = await Promise.all(/* import() */[__webpack_require__.e(157), __webpack_require__.e(736), __webpack_require__.e(283), __webpack_require__.e(343)]).then(__webpack_require__.bind(__webpack_require__, 8522));
                await runPlan(step, spec, mode, connected);
            }
        }
        catch (error) {
            throw (0,_plan_mistakes_js__WEBPACK_IMPORTED_MODULE_6__/* .withPlaces */ .r)(error, spec, inputs.spec.kind === 'file' ? inputs.spec.path : null);
        }
    }
    finally {
        await connected?.connection.close();
    }
}
/**
 * True when the two lists that every plan begins with may be asked for while the spec is read: they need nothing of it. Not
 * where the spec may be a stranger's, or where connecting begins something itself: a sandbox, a token.
 */
function mayAskFirst({ inputs, context }) {
    return inputs.target.kind === 'server' && inputs.credentials.kind === 'token' && (0,_distrust_js__WEBPACK_IMPORTED_MODULE_3__/* .distrustOf */ .S)(context) === 'nothing';
}
async function connect(step) {
    const { connectStep } = await Promise.all(/* import() */[__webpack_require__.e(772), __webpack_require__.e(702)]).then(__webpack_require__.bind(__webpack_require__, 6702));
    return connectStep(step);
}
async function beginKeyOf(connected) {
    const { beginKey } = await Promise.all(/* import() */[__webpack_require__.e(772), __webpack_require__.e(702)]).then(__webpack_require__.bind(__webpack_require__, 6702));
    return beginKey(connected);
}
/** Before anything is asked: without state not even that is of use. */
function saveBeginning({ runner, inputs, unsynced }) {
    const mistUrl = inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url;
    (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_10__/* .saveFacts */ .NP)(unsynced, { mistUrl, started: runner.clock.now() });
}
/** Before anything is changed, and on the disk with the first intent: post takes a step without a scope for one that did nothing. */
function saveScope({ unsynced, scope, log }, mode) {
    (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_10__/* .saveFacts */ .NP)(unsynced, { scope, mode });
    if (mode !== 'reap')
        log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
}
async function readSpecOf(given) {
    const { readSpec } = await Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(241)]).then(__webpack_require__.bind(__webpack_require__, 1241));
    const spec = await readSpec(given);
    (0,_save_path_js__WEBPACK_IMPORTED_MODULE_9__/* .checkSavePaths */ .K9)(spec, (0,_save_path_js__WEBPACK_IMPORTED_MODULE_9__/* .saveRoots */ .tC)(given.context));
    const { exportPrefix } = given.inputs;
    if (exportPrefix !== null)
        (0,_export_env_js__WEBPACK_IMPORTED_MODULE_4__/* .refuseCollisions */ .O_)(exportPrefix, spec);
    return spec;
}
/** `auto` follows the event: a closed or unlabelled pull request is torn down, everything else applies. */
function modeOf(inputs, context) {
    if (inputs.mode !== 'auto')
        return inputs.mode;
    const { action } = context.event;
    return action === 'closed' || action === 'unlabeled' ? 'destroy' : 'apply';
}


/***/ }),

/***/ 5438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K9: () => (/* binding */ checkSavePaths),
/* harmony export */   ZC: () => (/* binding */ saveKeyFile),
/* harmony export */   tC: () => (/* binding */ saveRoots)
/* harmony export */ });
/* unused harmony export assertSavePath */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(542);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1793);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(499);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4462);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1774);
// Where a key that the spec saves may go: a new file in the workspace or under RUNNER_TEMP, reached without links.







/** The roots of this process. */
function saveRoots(context) {
    return { workspace: context.workspace, runnerTemp: context.runnerTemp, home: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() };
}
/** Throws ActionError for a `save:` that must not be written: bad paths are told before anything is created. */
function checkSavePaths(spec, roots) {
    for (const row of spec.keys) {
        if (row.state === 'generated' && row.save !== null)
            assertSavePath(row.save, roots);
    }
}
/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** What decides how the repository or the workflow behaves; `git~1` is the short name of `.git` on Windows. */
const FORBIDDEN = /^(?:\.git|\.github|git~\d|_runner_file_commands)$/i;
/**
 * Writes `text` to a new 0600 file at `path`, relative to the workspace, with its missing directories (0700): whole or not at
 * all. Returns the directories made, outermost first, and the file; `record` is told of each before anything is in it.
 * Throws ActionError when the path leaves workspace and RUNNER_TEMP, passes a link, is special, or exists, and what `record`
 * throws; then nothing is left.
 */
function saveKeyFile(path, text, roots, record = () => undefined) {
    const { root, steps } = locate(path, roots);
    const made = [];
    try {
        let place = root;
        for (const step of steps.slice(0, -1)) {
            place = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, step);
            const kind = kindAt(place);
            if (kind === 'missing') {
                const directory = (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(place);
                made.push(directory);
                record(directory);
            }
            else if (kind !== 'directory')
                throw refuse(path, `${step} on the way is no directory, or a symbolic link`);
        }
        made.push((0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .publishPrivateFile */ .v7)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, steps.at(-1) ?? ''), text, `.mist-${(0,_random_id_js__WEBPACK_IMPORTED_MODULE_6__/* .randomId */ .z)()}`, record));
        return made;
    }
    catch (error) {
        (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .removeRecorded */ .D7)(made);
        throw error;
    }
}
/** Checks what can be told without touching the disk, e.g. before anything is created. Throws like `saveKeyFile`. */
function assertSavePath(path, roots) {
    locate(path, roots);
}
/** The allowed root that `path` lies in, as a real path, and the steps from there. */
function locate(path, roots) {
    if (path === '' || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(path) || /^[A-Za-z]:/.test(path))
        throw refuse(path, 'it is not relative to the workspace');
    if (roots.workspace === '')
        throw refuse(path, 'GITHUB_WORKSPACE is not set');
    const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(realPath(roots.workspace), path);
    for (const root of [roots.workspace, roots.runnerTemp].filter((candidate) => candidate !== '').map(realPath)) {
        const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(root, target);
        if (inside === '' || inside === '..' || inside.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_2__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(inside))
            continue;
        const steps = inside.split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep);
        for (const step of steps)
            assertPlain(path, step);
        assertOutsideHome(path, target, roots.home);
        return { root, steps };
    }
    throw refuse(path, 'it leaves the workspace');
}
function assertPlain(path, step) {
    if (FORBIDDEN.test(step))
        throw refuse(path, `nothing is written into ${step}`);
    if (DEVICE.test(step))
        throw refuse(path, `${step} is the name of a device`);
    // A colon names a stream on Windows, where a dot or blank at the end is dropped: `.git.` would be `.git`.
    if (/[\p{Cc}\p{Cf}<>:"|?*\\]/u.test(step) || /[. ]$/.test(step))
        throw refuse(path, `${JSON.stringify(step)} is no portable name`);
}
/** The keys of the person who runs the runner are not the workflow's to add to. */
function assertOutsideHome(path, target, home) {
    if (home === '')
        return;
    const inside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(realPath(home), '.ssh'), target);
    if (!inside.startsWith('..') && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(inside))
        throw refuse(path, 'it lies in the .ssh of the home directory');
}
function kindAt(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path).isDirectory() ? 'directory' : 'other';
    }
    catch (error) {
        if ((0,_command_file_js__WEBPACK_IMPORTED_MODULE_4__/* .fileErrorCode */ .c2)(error) === 'ENOENT')
            return 'missing';
        return 'other';
    }
}
function realPath(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(path);
    }
}
function refuse(path, why) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('save-path', 'user', `The key cannot be saved as ${JSON.stringify(path)}: ${why}.`);
}


/***/ }),

/***/ 4123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCli: () => (/* binding */ runCli)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(542);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 19 modules
var connect = __webpack_require__(2425);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/action/inputs.js + 1 modules
var action_inputs = __webpack_require__(5478);
// EXTERNAL MODULE: ./lib/src/action/process-world.js
var process_world = __webpack_require__(117);
;// CONCATENATED MODULE: ./lib/src/action/compose-list.js




const TOKEN_TTL_SECONDS = 300;
/** Connects with the inputs given by name; a token that is minted for it is revoked by `close`. */
async function openMist(inputs, world) {
    const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
    const { target, credentials, caCertificate } = (0,action_inputs/* readInputs */.K)(env);
    if (target.kind !== 'server' || credentials.kind === 'none')
        throw new errors/* InputError */.dz('mist-url', 'a server and its credentials are needed.');
    const log = (0,process_world/* stepLog */.tV)(world);
    const options = {
        url: target.url,
        clock: world.clock,
        random: Math.random,
        log,
        signal: new AbortController().signal,
        caCertificate,
        allowInsecureHttp: target.plain,
        proxyEnv: world.env,
    };
    if (credentials.kind === 'token') {
        log.mask(credentials.token.reveal());
        return open(credentials.token, null);
    }
    log.mask(credentials.password.reveal());
    const anonymous = (0,connect/* connectMist */.e)({ ...options, token: null });
    const name = `mist-action-list-${world.clock.now().toString(36)}`;
    const { email, password, org } = credentials;
    const minted = await anonymous.tokens.mint({ email, password, orgName: org, ttlSeconds: TOKEN_TTL_SECONDS, name });
    await anonymous.close();
    return open(minted.token, minted.id);
    function open(token, id) {
        const connection = (0,connect/* connectMist */.e)({ ...options, token });
        const close = async () => {
            if (id !== null)
                await connection.tokens.revoke(id);
            await connection.close();
        };
        return { reader: connection.reader, close };
    }
}

// EXTERNAL MODULE: ./lib/src/action/run-main.js
var run_main = __webpack_require__(2952);
// EXTERNAL MODULE: ./lib/src/action/run-post.js + 3 modules
var run_post = __webpack_require__(7126);
// EXTERNAL MODULE: ./lib/src/action/step.js + 1 modules
var step = __webpack_require__(8642);
// EXTERNAL MODULE: ./lib/src/action/voice.js
var voice = __webpack_require__(5187);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/src/cli/arguments.js
// The command line as a value. The verbs are the modes of the action; every input of the action is an option.


const VERBS = ['plan', 'apply', 'check', 'destroy', 'reap', 'list'];
const LISTS = ['images', 'sizes', 'locations', 'providers', 'backends'];
/** Inputs that are options under their own names; what belongs to a job (teardown, heartbeat, comment, …) is not. */
const INPUTS = [
    'mist-url',
    'mist-org',
    'scope',
    'ttl',
    'timeout',
    'parallelism',
    'max-machines',
    'ca-certificate',
    'older-than',
    'keep-tag',
    'max-reap',
    'max-cost',
];
const SWITCHES = [
    'replace',
    'trust-on-first-use',
    'allow-insecure-http',
    'fail-on-drift',
    'allow-unknown-cost',
];
const USAGE = `usage: node dist/cli.js VERB [-f spec.yml] [options]

verbs
  plan       what apply would do; changes nothing
  apply      make reality match the spec within the scope
  check      drift only: exit code 2 when there is some
  destroy    remove everything of one scope (--scope)
  reap       say what lost its owner; --no-dry-run removes it
  list       images | sizes | locations | providers | backends   [--backend NAME] [--search TEXT]

options
  -f FILE                the spec, in this directory or below it (default .github/mist.yml)
  --scope NAME           the environment (default: local)
  --repository OWNER/NAME, --repository-id ID
                         whose environment it is (default: the git remote \`origin\`); give the id that
                         GitHub shows for the repository to share scopes with its workflows
  ${INPUTS.filter((name) => name !== 'scope')
    .map((name) => `--${name}`)
    .join(' VALUE, ')} VALUE
  ${SWITCHES.map((name) => `--${name}`).join(', ')}
                         as the inputs of the action

environment: MIST_URL, MIST_TOKEN, or MIST_EMAIL and MIST_PASSWORD; else ~/.mist
exit codes: 0 done, 2 drift (check), 1 error. Outputs are one JSON object on standard output, the log goes to standard error.
`;
/** Reads the command line. Throws ActionError with what is allowed. */
function readCommand(argv) {
    const { values, positionals } = parse(argv);
    const [verb, what] = positionals;
    if (values.help === true || verb === undefined)
        return { kind: 'help' };
    if (!VERBS.some((one) => one === verb))
        throw wrong(`there is no verb \`${verb}\`; verbs are ${VERBS.join(', ')}`);
    const inputs = inputsOf(values);
    if (verb === 'list') {
        const list = LISTS.find((one) => one === what);
        if (list === undefined)
            throw wrong(`\`list\` takes one of ${LISTS.join(', ')}`);
        return { kind: 'list', what: list, backend: arguments_text(values.backend), search: arguments_text(values.search), inputs };
    }
    if (what !== undefined)
        throw wrong(`\`${what}\` is too much`);
    const chosen = VERBS.find((one) => one === verb && one !== 'list');
    if (chosen === undefined)
        throw wrong(`there is no verb \`${verb}\``);
    return {
        kind: 'run',
        verb: chosen,
        specFile: arguments_text(values.file),
        repository: arguments_text(values.repository),
        repositoryId: arguments_text(values['repository-id']),
        inputs: { ...inputs, ...(values['no-dry-run'] === true ? { 'dry-run': 'false' } : {}) },
    };
}
function parse(argv) {
    const named = [...INPUTS, 'backend', 'search', 'repository', 'repository-id'].map((name) => [name, { type: 'string' }]);
    const switches = [...SWITCHES, 'no-dry-run'].map((name) => [name, { type: 'boolean' }]);
    try {
        return (0,external_node_util_.parseArgs)({
            args: [...argv],
            allowPositionals: true,
            options: {
                ...Object.fromEntries([...named, ...switches]),
                file: { type: 'string', short: 'f' },
                help: { type: 'boolean', short: 'h' },
            },
        });
    }
    catch (error) {
        // Only what parseArgs says; a stack would name nothing of the user's.
        const said = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
        throw wrong(said.replace(/\.?$/, '') || 'the options cannot be read');
    }
}
function inputsOf(values) {
    const inputs = {};
    for (const name of INPUTS) {
        const value = arguments_text(values[name]);
        if (value !== null)
            inputs[name] = value;
    }
    for (const name of SWITCHES)
        if (values[name] === true)
            inputs[name] = 'true';
    return inputs;
}
function arguments_text(value) {
    return typeof value === 'string' ? value : null;
}
function wrong(what) {
    return new errors/* ActionError */.lZ('command-line', 'user', `Command line: ${what}.`, { hint: 'See `node dist/cli.js --help`.' });
}

// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/src/cli/list.js


/** The providers need no server. */
function listProviders() {
    return Object.entries(providers/* PROVIDERS */.xq).map(([provider, { serverName, cloudInit }]) => ({
        provider,
        server_name: serverName,
        cloud_init: cloudInit,
    }));
}
/** Rows of one catalog, as JSON-ready values. Throws PlanError when the backend is not one of the organisation's. */
async function listCatalog(reader, command) {
    const clouds = await reader.clouds();
    if (command.what === 'backends')
        return clouds.map(({ id, name, provider, enabled }) => ({ id, name, provider, enabled }));
    const cloud = chooseCloud(clouds, command.backend);
    switch (command.what) {
        case 'images': {
            const images = await reader.images(cloud.id, command.search);
            return images.map(({ id, externalId, name, architectures }) => ({
                id,
                external_id: externalId,
                name,
                architectures,
            }));
        }
        case 'sizes': {
            const sizes = matching(await reader.sizes(cloud.id), command.search);
            return sizes.map(({ id, externalId, name, cpus, ramMb, priceHourly }) => ({
                id,
                external_id: externalId,
                name,
                cpus,
                ram_mb: ramMb,
                price_hourly: priceHourly,
            }));
        }
        case 'locations': {
            const locations = matching(await reader.locations(cloud.id), command.search);
            return locations.map(({ id, externalId, name, kind }) => ({ id, external_id: externalId, name, kind }));
        }
        default:
            return listProviders();
    }
}
function matching(rows, search) {
    const text = search?.toLowerCase() ?? '';
    return rows.filter((row) => `${row.name} ${row.externalId}`.toLowerCase().includes(text));
}
function chooseCloud(clouds, name) {
    const enabled = clouds.filter((cloud) => cloud.enabled);
    const found = name === null ? enabled : enabled.filter((cloud) => cloud.name === name);
    const known = enabled.map((cloud) => cloud.name).join(', ') || 'none';
    if (found.length === 1 && found[0])
        return found[0];
    throw new errors/* PlanError */.W6('unknown-backend', `backend/${name ?? '*'}`, name === null ? 'say which with --backend.' : 'there is no such enabled backend.', {
        hint: `Enabled backends: ${known}.`,
    });
}

;// CONCATENATED MODULE: ./lib/src/cli/mist-file.js
// `~/.mist`: where the command line tools of Mist have kept server and account since 2014.
/**
 * Reads the file's INI text: `mist_uri` under `[mist.io]`; `email`, `password`, `api_token` under `[mist.credentials]`
 * (written by mist.client). What is missing or blank is null; everything else in it is ignored.
 */
function readMistFile(text) {
    const values = new Map();
    let section = '';
    for (const line of text.split(/\r?\n/)) {
        const head = /^\s*\[([^\]]+)\]\s*$/.exec(line);
        if (head?.[1] !== undefined)
            section = head[1].trim();
        const pair = /^\s*([A-Za-z_]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
        if (!head && pair?.[1] !== undefined && pair[2] !== undefined)
            values.set(`${section}/${pair[1]}`, pair[2]);
    }
    const take = (key) => values.get(key) || null;
    return {
        url: take('mist.io/mist_uri'),
        email: take('mist.credentials/email'),
        password: take('mist.credentials/password'),
        token: take('mist.credentials/api_token'),
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/records.js
// Reading back what main wrote in the runner's multi-line form (action/command-file writes it).
/** Name → last value of every whole record; a torn one at the end is left out. */
function readRecords(text) {
    const records = new Map();
    const lines = text.split('\n');
    for (let i = 0; i < lines.length; i += 1) {
        const head = /^([^<=]+)<<(.+)$/.exec(lines[i] ?? '');
        if (!head?.[1] || !head[2])
            continue;
        const end = lines.indexOf(head[2], i + 1);
        if (end === -1)
            break;
        records.set(head[1], lines.slice(i + 1, end).join('\n'));
        i = end;
    }
    return records;
}

;// CONCATENATED MODULE: ./lib/src/cli/step-environment.js
// What the runner would set for a step, made from a command line: the engine cannot tell the difference.

const GITHUB = 'https://github.com';
/** Name of the scope where none is given: one per repository and Mist organisation. */
const DEFAULT_SCOPE = 'local';
/** Variables of a real runner that must not reach a run on the command line. */
const DROPPED = /^(?:GITHUB_|INPUT_|STATE_|RUNNER_)/;
/** `owner/name` of a GitHub remote in any of git's forms, with the server it is on; null for anything else. */
function repositoryOf(remote) {
    const found = /^(?:https?:\/\/(?:[^@/]+@)?|ssh:\/\/(?:[^@/]+@)?|[^@/]+@)([A-Za-z0-9.-]+)(?::\d+)?[:/]([^/:@]+\/[^/@]+?)(?:\.git)?\/?$/.exec(remote.trim());
    return found?.[1] && found[2] ? { serverUrl: `https://${found[1]}`, name: found[2] } : null;
}
/** What is wrong with a remote that names no repository; a URL may hold a password, and so is not shown. */
function whyNoRepository(remote) {
    if (remote === null)
        return 'there is no git remote `origin`';
    const text = remote.trim();
    const local = /^(?:file:|[./~\\]|[A-Za-z]:[\\/])/.test(text) || !/[:@]/.test(text);
    if (local)
        return 'the git remote `origin` is a path on this machine, which names no repository on a server';
    return 'the git remote `origin` is not of the form https://SERVER/OWNER/NAME or git@SERVER:OWNER/NAME';
}
/** The environment of main for one command. Throws ActionError when server, account or repository is not known. */
function stepEnvironment(command, at) {
    const kept = Object.fromEntries(Object.entries(at.env).filter(([name]) => !DROPPED.test(name)));
    const inputs = {
        ...mistInputs(command.inputs, at),
        // The reaper looks at all scopes of the repository, and asks GitHub who lives.
        ...(command.verb === 'reap' ? githubToken(at) : { scope: DEFAULT_SCOPE }),
        ...command.inputs,
        mode: command.verb,
        // Nobody runs post for a command: what is made stays, what is left half-made is removed at once.
        teardown: 'never',
        heartbeat: 'false',
    };
    if (command.specFile !== null)
        inputs['spec-file'] = command.specFile;
    const names = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    return {
        ...kept,
        ...identity(command, at),
        ...Object.fromEntries(names),
        // A run that is nobody's: reap has no scope of its own, and every step has one.
        ...(command.verb === 'reap' ? { GITHUB_RUN_ID: '0', GITHUB_RUN_ATTEMPT: '1' } : {}),
        GITHUB_WORKSPACE: at.directory,
        GITHUB_ACTION: 'cli',
        GITHUB_STATE: at.stateFile,
        GITHUB_OUTPUT: at.outputFile,
        RUNNER_TEMP: at.files,
    };
}
/** The token that GitHub's own tools take. A server that only a git remote names does not get it. */
function githubToken({ env, remote }) {
    const server = env.GITHUB_SERVER_URL ?? (remote === null ? null : repositoryOf(remote)?.serverUrl) ?? GITHUB;
    const trusted = server === GITHUB || env.GITHUB_SERVER_URL !== undefined || env.GITHUB_API_URL !== undefined;
    const token = env.GITHUB_TOKEN || env.GH_TOKEN || '';
    return trusted && token !== '' ? { 'github-token': token } : {};
}
/** Where the API of a GitHub server is. */
function apiOf(serverUrl) {
    return serverUrl === GITHUB ? 'https://api.github.com' : `${serverUrl}/api/v3`;
}
/** Server and account: options, then environment, then `~/.mist`. */
function mistInputs(given, at) {
    const { env, mistFile } = at;
    const url = given['mist-url'] ?? env.MIST_URL ?? mistFile?.url ?? '';
    if (url === '') {
        throw new errors/* ActionError */.lZ('command-line', 'user', 'The Mist server is not known.', {
            hint: 'Give --mist-url, set MIST_URL, or write `mist_uri` into ~/.mist.',
        });
    }
    if (url === 'sandbox') {
        throw new errors/* ActionError */.lZ('command-line', 'user', 'A command cannot own a sandbox: it would end with nobody to stop it.', {
            hint: 'Start one with `npm run sandbox -- --port 0`, and give its URL and token.',
        });
    }
    const token = env.MIST_TOKEN ?? env.MIST_API_TOKEN ?? '';
    if (token !== '')
        return { 'mist-url': url, 'mist-token': token };
    if (env.MIST_EMAIL && env.MIST_PASSWORD)
        return { 'mist-url': url, 'mist-email': env.MIST_EMAIL, 'mist-password': env.MIST_PASSWORD };
    if (mistFile?.token)
        return { 'mist-url': url, 'mist-token': mistFile.token };
    if (mistFile?.email && mistFile.password)
        return { 'mist-url': url, 'mist-email': mistFile.email, 'mist-password': mistFile.password };
    throw new errors/* ActionError */.lZ('command-line', 'user', 'There are no credentials for the Mist server.', {
        hint: 'Set MIST_TOKEN, or MIST_EMAIL and MIST_PASSWORD, or write them into ~/.mist.',
    });
}
function identity(command, at) {
    const remote = at.remote === null ? null : repositoryOf(at.remote);
    const name = command.repository ?? remote?.name ?? '';
    if (name === '' && command.repositoryId === null) {
        const why = `It is not known whose environment this is: ${whyNoRepository(at.remote)}.`;
        throw new errors/* ActionError */.lZ('command-line', 'user', why, {
            hint: 'Give --repository OWNER/NAME: any name of that form, and the same one for every command on these machines.',
        });
    }
    const serverUrl = at.env.GITHUB_SERVER_URL ?? remote?.serverUrl ?? GITHUB;
    return {
        GITHUB_REPOSITORY: name,
        GITHUB_SERVER_URL: serverUrl,
        GITHUB_API_URL: at.env.GITHUB_API_URL ?? apiOf(serverUrl),
        ...(command.repositoryId === null ? {} : { GITHUB_REPOSITORY_ID: command.repositoryId }),
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/run-cli.js
// The same engine outside GitHub: a command line becomes a step, and what a failed step leaves half-made is removed at once.















const DRIFT_EXIT_CODE = 2;
/** Runs one command; sets the exit code, never throws. Outputs go to standard output as JSON, the log to standard error. */
async function runCli(argv) {
    const world = {
        ...process_world/* processWorld */.mr,
        env: { ...process.env, GITHUB_ACTIONS: '' },
        write: (text) => process.stderr.write(text),
        voice: voice/* COMMAND_VOICE */.L,
    };
    const log = (0,process_world/* stepLog */.tV)(world);
    try {
        const command = readCommand(argv);
        if (command.kind === 'help')
            process.stdout.write(USAGE);
        else if (command.kind === 'list')
            await runList(command, world);
        else
            await runVerb(command, world);
    }
    catch (error) {
        (0,step/* failStep */.vy)(world, log, error);
    }
}
async function runList(command, world) {
    if (command.what === 'providers')
        return print(listProviders());
    const inputs = { ...mistInputs(command.inputs, { env: world.env, mistFile: mistFile() }), ...command.inputs };
    const opened = await openMist(inputs, world);
    try {
        print(await listCatalog(opened.reader, command));
    }
    finally {
        await opened.close();
    }
}
async function runVerb(command, world) {
    const scratch = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mist-action-'));
    const files = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mist-files-'));
    // What apply hands over stays with the user. A second Ctrl-C ends the process on the spot, and nothing below runs then.
    let kept = false;
    const clean = () => {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
        if (!kept)
            (0,external_node_fs_.rmSync)(files, { recursive: true, force: true });
    };
    process.once('exit', clean);
    const stateFile = (0,external_node_path_.join)(scratch, 'state');
    const outputFile = (0,external_node_path_.join)(scratch, 'output');
    let failed = true;
    const step = {
        ...world,
        setFailed: () => {
            failed = true;
            world.setFailed();
        },
    };
    try {
        for (const path of [stateFile, outputFile])
            (0,external_node_fs_.writeFileSync)(path, '', { mode: 0o600 });
        const at = {
            env: world.env,
            mistFile: mistFile(),
            directory: process.cwd(),
            remote: gitRemote(),
            files,
            stateFile,
            outputFile,
        };
        const env = stepEnvironment(command, at);
        failed = false;
        await (0,run_main.runMain)({ ...step, env });
        const outputs = readRecords((0,external_node_fs_.readFileSync)(outputFile, 'utf8'));
        kept = command.verb === 'apply' && (!failed || staysUsable(outputs));
        print(Object.fromEntries(kept ? outputs : [...outputs].map(([name, value]) => [name, inside(value, files)])));
        await (0,run_post.runPost)({
            ...step,
            env: { ...env, ...postState(stateFile, kept), 'INPUT_JOB-STATUS': failed ? 'failure' : 'success' },
        });
        if (!failed && command.verb === 'check' && outputs.get('drift') === 'true')
            process.exitCode = DRIFT_EXIT_CODE;
    }
    finally {
        process.off('exit', clean);
        clean();
    }
}
/** The value of an output, or nothing where it is a path in a directory that goes. */
function inside(value, directory) {
    return value.startsWith(directory) ? '' : value;
}
/** True where an apply that failed has machines, and files to reach them: they stay, so what opens them stays too. */
function staysUsable(outputs) {
    return (outputs.get('machine-ids') ?? '[]') !== '[]' && (outputs.get('ssh-config-file') ?? '') !== '';
}
/** The state as post gets it. Files that are the user's now are kept from it. */
function postState(stateFile, kept) {
    const records = [...readRecords((0,external_node_fs_.readFileSync)(stateFile, 'utf8'))];
    const handed = !kept ? records : records.filter(([name]) => name !== 'files-dir' && !/^file\d+$/.test(name));
    return Object.fromEntries(handed.map(([name, value]) => [`STATE_${name}`, value]));
}
function mistFile() {
    try {
        return readMistFile((0,external_node_fs_.readFileSync)((0,external_node_path_.join)((0,external_node_os_.homedir)(), '.mist'), 'utf8'));
    }
    catch {
        return null;
    }
}
function gitRemote() {
    try {
        return (0,external_node_child_process_.execFileSync)('git', ['remote', 'get-url', 'origin'], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
    }
    catch {
        return null;
    }
}
function print(value) {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}


/***/ })

};
