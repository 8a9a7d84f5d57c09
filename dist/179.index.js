export const id = 179;
export const ids = [179];
export const modules = {

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
