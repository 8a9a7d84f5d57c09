export const id = 952;
export const ids = [952];
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


/***/ })

};
