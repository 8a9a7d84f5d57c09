export const id = 79;
export const ids = [79,179];
export const modules = {

/***/ 2439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
// What a process that the step starts may know of the step's environment.
/**
 * Only these are inherited. RUNNER_TRACKING_ID is how the runner finds a process at the job's end; with Node's own
 * variables it trusts the same certificates as main.
 */
const INHERITED = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'USERPROFILE',
    'RUNNER_TRACKING_ID',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_USE_SYSTEM_CA',
    'SSL_CERT_DIR',
    'SSL_CERT_FILE',
];
/** The part of `env` that a child process gets: no input, no token, nothing that the user has set. */
function childEnvironment(env) {
    return Object.fromEntries(INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}


/***/ }),

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startKeeper: () => (/* binding */ startKeeper),
/* harmony export */   stopKeeper: () => (/* binding */ stopKeeper)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1793);
/* harmony import */ var _child_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2439);
/* harmony import */ var _process_identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2179);
// The keeper as main starts it and post ends it: a process in its own session that the runner ends with the job.







const HAND_OVER_MS = 5_000;
/** An edit under way may take its time (2.5 s) so that no machine loses its lease by the end of its keeper. */
const GRACE_MS = 3_000;
const KILL_MS = 1_000;
const POLL_MS = 25;
/** Starts the keeper and hands it `order` by pipe. Throws ActionError or what `save` throws; then nothing is left. */
async function startKeeper(order, at) {
    const child = launch(at);
    // Errors after the ones that are waited for (a kill of what has ended, a pipe that breaks late) change nothing.
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    try {
        await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'spawn');
        const identity = child.pid === undefined ? null : (0,_process_identity_js__WEBPACK_IMPORTED_MODULE_5__.identify)(child.pid);
        if (identity === null)
            throw failure('ended at once, or this system does not tell when it was started');
        at.save(identity);
        await handOver(child, order);
        child.unref();
        return identity;
    }
    catch (error) {
        child.kill('SIGKILL');
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ ? error : failure('could not be started');
    }
}
/** A file as its streams: a pipe would tie the step's end to its life. */
function launch(at) {
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_EXCL | node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_APPEND;
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.openSync)(at.logPath, flags | (node_fs__WEBPACK_IMPORTED_MODULE_2__.constants.O_NOFOLLOW ?? 0), 0o600);
    try {
        return (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(at.nodePath, [(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(at.distDirectory, 'keeper.js')], {
            cwd: at.cwd,
            detached: true,
            env: (0,_child_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .childEnvironment */ .Q)(at.env),
            stdio: ['pipe', log, log],
            windowsHide: true,
        });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.closeSync)(log);
    }
}
async function handOver(child, order) {
    const { stdin } = child;
    if (stdin === null)
        throw failure('has no pipe');
    const given = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(stdin, 'finish', { signal: AbortSignal.timeout(HAND_OVER_MS) });
    stdin.end(order);
    await given;
}
function failure(what) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ('keeper', 'bug', `The keeper ${what}.`);
}
const OF_THIS_SYSTEM = { runs: _process_identity_js__WEBPACK_IMPORTED_MODULE_5__.stillRuns, signal: (pid, signal) => void process.kill(pid, signal) };
/** Ends exactly that process: a number that has gone to another one is left alone. Returns once it has ended. */
async function stopKeeper(keeper, clock, processes = OF_THIS_SYSTEM) {
    if (!signalTo(processes, keeper, 'SIGTERM'))
        return 'gone';
    if (await hasEnded(processes, keeper, clock, GRACE_MS))
        return 'ended';
    if (!signalTo(processes, keeper, 'SIGKILL'))
        return 'ended';
    return (await hasEnded(processes, keeper, clock, KILL_MS)) ? 'killed' : 'stays';
}
async function hasEnded(processes, keeper, clock, withinMs) {
    const deadline = clock.elapsed() + withinMs;
    while (processes.runs(keeper)) {
        if (clock.elapsed() >= deadline)
            return false;
        await clock.sleep(POLL_MS);
    }
    return true;
}
/** False when that process has ended already, between the look and the signal included. */
function signalTo(processes, keeper, signal) {
    if (!processes.runs(keeper))
        return false;
    try {
        processes.signal(keeper.pid, signal);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 2179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   identify: () => (/* binding */ identify),
/* harmony export */   posixStart: () => (/* binding */ posixStart),
/* harmony export */   runnerWorker: () => (/* binding */ runnerWorker),
/* harmony export */   stillRuns: () => (/* binding */ stillRuns)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
// Which process is meant by a number that is used again once its process has ended: number and time of its start.


/** PowerShell takes a second to come up. */
const ASK_TIMEOUT_MS = 5_000;
/** The process of actions/runner that starts each step's process and lives as long as the job. */
const RUNNER_WORKER = 'Runner.Worker';
/** The process that has this number now, or null when there is none that still runs. */
function identify(pid) {
    const start = startOf(pid);
    return start === null ? null : { pid, start };
}
/** True while exactly that process runs. */
function stillRuns(identity) {
    return startOf(identity.pid) === identity.start;
}
/**
 * The runner's own process when `pid` (the parent of a step) is one, else null: in containers and with other runners
 * there is none to watch. Known on Linux only.
 */
function runnerWorker(pid) {
    const stat = process.platform === 'linux' ? linuxStat(pid) : null;
    return stat === null || stat.name !== RUNNER_WORKER ? null : { pid, start: stat.start };
}
function startOf(pid) {
    switch (process.platform) {
        case 'linux':
            return linuxStat(pid)?.start ?? null;
        case 'win32':
            return ask('powershell.exe', [
                '-NoProfile',
                '-NonInteractive',
                '-Command',
                `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
            ]);
        default:
            return posixStart(pid);
    }
}
/** proc_pid_stat(5): the name may hold blanks and brackets; then state, and as the 22nd field the start in ticks. */
function linuxStat(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        const [state, start] = [fields[0], fields[19]];
        // A zombie has ended; in some containers nobody ever collects it.
        return start === undefined || state === 'Z' || state === 'X' ? null : { name, start };
    }
    catch {
        return null;
    }
}
/** `ps` of POSIX with BSD's `lstart`, as on macOS. */
function posixStart(pid) {
    const line = ask('/bin/ps', ['-o', 'state=,lstart=', '-p', String(pid)]);
    const parts = /^(\S+)\s+(\S.*)$/.exec(line ?? '');
    return parts?.[2] === undefined || parts[1]?.startsWith('Z') ? null : parts[2];
}
function ask(program, args) {
    try {
        const options = { encoding: 'utf8', timeout: ASK_TIMEOUT_MS, windowsHide: true };
        const said = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)(program, args, {
            ...options,
            // Nothing of the step's environment: it holds secrets.
            env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
            stdio: ['ignore', 'pipe', 'ignore'],
        });
        return said.trim() === '' ? null : said.trim();
    }
    catch {
        return null;
    }
}


/***/ })

};
