export const id = 800;
export const ids = [800];
export const modules = {

/***/ 1800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findOrStartSandbox: () => (/* binding */ findOrStartSandbox),
/* harmony export */   stopSandbox: () => (/* binding */ stopSandbox)
/* harmony export */ });
/* unused harmony export readRecord */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7067);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8500);
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1793);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1774);
// The server behind `mist-url: sandbox`: found by a file in RUNNER_TEMP, else started from dist/sandbox.js.








const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 20;
const LAST_MOMENT_MS = 1_000;
const FILE_NAME = 'mist-action-sandbox.json';
// Only these reach the server: it must not hold the step's secrets. The tracking id lets the runner end it with the job.
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'RUNNER_TRACKING_ID'];
function failure(message, hint) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ('sandbox', 'bug', `The local sandbox ${message}`, hint === undefined ? {} : { hint });
}
/**
 * The sandbox of this job, started when there is none that answers. Two steps that start at once end up with one
 * server. Throws ActionError `sandbox` when it does not come up in time, CancelledError when `signal` aborts.
 */
async function findOrStartSandbox(world) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(world.runnerTemp, FILE_NAME);
    const known = readRecord(path);
    if (known !== null) {
        if (await answers(known))
            return { url: known.url, token: known.token, started: false };
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
    }
    const record = await start(world);
    let ours = false;
    try {
        ours = publish(path, record);
    }
    finally {
        // Nobody would find a server without its file.
        if (!ours)
            await terminate(record);
    }
    if (ours)
        return { url: record.url, token: record.token, started: true };
    const winner = readRecord(path);
    if (winner === null)
        throw failure('was started by another step that removed its file at once.');
    return { url: winner.url, token: winner.token, started: false };
}
/**
 * Ends the sandbox when this step started it and the process is still that one; true when it did. Its file goes too.
 * A server that is gone already is no error.
 */
async function stopSandbox(world) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(world.runnerTemp, FILE_NAME);
    const record = readRecord(path);
    if (record === null || record.step !== world.step)
        return false;
    // Whoever answers to this token is the process that made it, so its pid cannot have gone to another one.
    const alive = await answers(record);
    if (alive)
        await terminate(record);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
    return alive;
}
/** The record at `path`, or null when there is none. Throws when the file is not one that this action wrote. */
function readRecord(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined)
        return null;
    const foreign = process.platform !== 'win32' && ((stat.mode & 0o077) !== 0 || stat.uid !== process.getuid?.());
    if (!stat.isFile() || foreign)
        throw failure(`has a file that others may write or that is not ours: ${path}`);
    const record = parseRecord((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8'));
    if (record === null)
        throw failure(`has a file that this action did not write: ${path}`);
    return record;
}
function parseRecord(text) {
    const value = parseObject(text);
    if (value === null)
        return null;
    const { url, token, pid, step } = value;
    if (typeof url !== 'string' || typeof token !== 'string' || typeof step !== 'string')
        return null;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2 || !isLoopback(url))
        return null;
    return { url, token, pid, step };
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? { ...value } : null;
    }
    catch {
        return null;
    }
}
function isLoopback(url) {
    return /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/?$/.test(url);
}
/** True when the file is now ours, whole from its first moment; false when another step was first. */
function publish(path, record) {
    const draft = `${path}.${(0,_random_id_js__WEBPACK_IMPORTED_MODULE_7__/* .randomId */ .z)()}`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.linkSync)(draft, path);
        return true;
    }
    catch (error) {
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')
            return false;
        throw error;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(draft);
    }
}
/** Starts the server with a file as its streams: a pipe would tie its life, and the step's end, to this process. */
async function start(world) {
    const logPath = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(world.runnerTemp, `mist-action-sandbox-${(0,_random_id_js__WEBPACK_IMPORTED_MODULE_7__/* .randomId */ .z)()}.log`);
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(logPath, 'wx', 0o600);
    const extra = (world.env.MIST_SANDBOX_ARGS ?? '').split(' ').filter((arg) => arg !== '');
    const env = Object.fromEntries(INHERITED.map((name) => [name, world.env[name]]));
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(world.nodePath, [(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(world.distDirectory, 'sandbox.js'), '--port', '0', ...extra], {
        cwd: world.runnerTemp,
        detached: true,
        env,
        stdio: ['ignore', log, log],
        windowsHide: true,
    });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
    let ended = null;
    child.on('error', (error) => {
        ended = error.message;
    });
    child.on('exit', (code, signal) => {
        ended ??= `exit code ${code ?? signal}`;
    });
    child.unref();
    try {
        const { url, token } = await greeting(logPath, () => ended, world);
        if (child.pid === undefined)
            throw failure('has no process id.');
        return { url, token, pid: child.pid, step: world.step };
    }
    catch (error) {
        child.kill('SIGKILL');
        throw error;
    }
    finally {
        // The first line holds the token, and the server keeps its own handle.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(logPath, { force: true });
    }
}
async function greeting(logPath, ended, world) {
    const timeoutMs = world.startTimeoutMs ?? START_TIMEOUT_MS;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        const end = ended();
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(logPath, 'utf8');
        for (const line of text.split('\n').slice(0, -1)) {
            const found = parseGreeting(line);
            if (found !== null)
                return found;
        }
        if (end !== null)
            throw failure(`ended before it listened (${end}): ${lastLine(text)}`);
        if (performance.now() > deadline)
            throw failure(`did not listen within ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSeconds */ .Xo)(timeoutMs)}: ${lastLine(text)}`);
        if (world.signal?.aborted)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .CancelledError */ .cc();
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(POLL_MS);
    }
}
function parseGreeting(line) {
    const { url, token } = parseObject(line) ?? {};
    return typeof url === 'string' && typeof token === 'string' && isLoopback(url) ? { url, token } : null;
}
function lastLine(text) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.at(-1)?.slice(0, 300) ?? 'it printed nothing';
}
/** Does the server at the record's address know the record's token? */
function answers(record) {
    return new Promise((resolve) => {
        const request = (0,node_http__WEBPACK_IMPORTED_MODULE_2__.get)(new URL('/api/v1/clouds', record.url), { agent: false, headers: { authorization: record.token }, timeout: 3000 }, (response) => {
            response.resume();
            resolve(response.statusCode === 200);
        });
        request.on('timeout', () => request.destroy());
        request.on('error', () => resolve(false));
    });
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
        return true;
    }
    catch {
        return false;
    }
}
/** Where nobody reaps processes (some containers) the pid stays: a server that no longer answers has ended too. */
async function terminate(record) {
    signalTo(record.pid, 'SIGTERM');
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (signalTo(record.pid, 0) && (await answers(record))) {
        if (performance.now() > deadline) {
            signalTo(record.pid, 'SIGKILL');
            return;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(POLL_MS);
    }
    // It no longer listens; the process itself ends a moment later. One that nobody collects (a container without init)
    // would be there for ever, so this wait is short.
    const gone = performance.now() + LAST_MOMENT_MS;
    while (signalTo(record.pid, 0) && performance.now() < gone)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(POLL_MS);
}


/***/ })

};
