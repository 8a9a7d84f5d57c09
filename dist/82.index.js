export const id = 82;
export const ids = [82];
export const modules = {

/***/ 499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bM: () => (/* binding */ formatRecord),
/* harmony export */   c2: () => (/* binding */ fileErrorCode),
/* harmony export */   dh: () => (/* binding */ appendSynced)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
// The runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_STEP_SUMMARY): one record at a time, on the disk
// before the call returns. The toolkit's own writer is not used because it does not sync.

/**
 * One record in the runner's multi-line form. `uuid` must be random: a delimiter that a value could hold would let
 * that value write records of its own (CVE-2022-35954).
 */
function formatRecord(name, value, uuid) {
    let delimiter = `mist-${uuid()}`;
    while (value.includes(delimiter) || name.includes(delimiter))
        delimiter = `mist-${uuid()}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
/** `AppendSynced` on the real disk. The runner makes its files before the step, so a missing one is an error. */
function appendSynced(path, text) {
    const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND);
    try {
        const size = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).size;
        try {
            writeWhole(fd, Buffer.from(text));
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(fd);
        }
        catch (error) {
            // A half record without its delimiter would hide every later one from the runner.
            tryTruncate(fd, size);
            throw error;
        }
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}
/** The error that led here is the one to tell, so that a second one is passed over. */
function tryTruncate(fd, size) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync)(fd, size);
    }
    catch {
        return;
    }
}
function writeWhole(fd, bytes) {
    let done = 0;
    while (done < bytes.length)
        done += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, bytes, done);
}
/** The short reason of a file error (`ENOSPC`, `EROFS`): never its message, which repeats paths. */
function fileErrorCode(error) {
    const known = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
    return known ? String(error.code) : 'unknown error';
}


/***/ }),

/***/ 1638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ formatOrder),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   of: () => (/* binding */ parseOrder)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(386);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22);




const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy'];
/** The proxy variables of an environment, and nothing else of it. */
function proxyVariables(env) {
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toUpperCase()]);
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/** The order as text with the token in it: for a pipe, never for arguments, environment or a file. */
function formatOrder(order) {
    return JSON.stringify({ ...order, server: { ...order.server, token: order.server.token.reveal() } });
}
/** Takes an order apart again. Throws BugError, without any of the text, when it is not whole. */
function parseOrder(text) {
    const { server, task, runner } = fieldsOf(parsed(text));
    const identity = runner === null ? null : (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseIdentity */ .aZ)(JSON.stringify(runner));
    if (runner !== null && identity === null)
        throw broken();
    return { server: parseServer(fieldsOf(server)), task: parseTask(fieldsOf(task)), runner: identity };
}
function parseServer({ url, token, caCertificate, allowInsecureHttp, proxyEnv }) {
    if (typeof url !== 'string' || typeof token !== 'string' || token === '')
        throw broken();
    if (typeof allowInsecureHttp !== 'boolean')
        throw broken();
    if (caCertificate !== null && typeof caCertificate !== 'string')
        throw broken();
    const proxies = Object.entries(fieldsOf(proxyEnv)).map(([name, value]) => [name, String(value)]);
    return { url, token: (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .makeSecret */ .p)(token), caCertificate, allowInsecureHttp, proxyEnv: Object.fromEntries(proxies) };
}
function parseTask({ scope, machines, parallelism, longestMs }) {
    const checked = (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScope */ .Sk)(JSON.stringify(scope));
    if (checked === null || !Array.isArray(machines) || !isCount(parallelism) || !isCount(longestMs))
        throw broken();
    return { scope: checked, machines: machines.map(parseMachine), parallelism, longestMs };
}
function parseMachine(value) {
    const { id, cloudId, name, ttlMs } = fieldsOf(value);
    if (typeof id !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(id) || typeof cloudId !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(cloudId))
        throw broken();
    if (typeof name !== 'string' || name === '' || !isCount(ttlMs))
        throw broken();
    return { id, cloudId, name, ttlMs };
}
function isCount(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
function fieldsOf(value) {
    if (typeof value !== 'object' || value === null)
        throw broken();
    return { ...value };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        // The parser's message quotes the text, which holds the token.
        throw broken();
    }
}
function broken() {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BugError */ .f9('The order of the keeper is not whole.');
}


/***/ }),

/***/ 6055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $0: () => (/* binding */ neutralise),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   Oy: () => (/* binding */ placePrefix),
/* harmony export */   fE: () => (/* binding */ formatCommand),
/* harmony export */   n2: () => (/* binding */ MAX_ANNOTATION),
/* harmony export */   ty: () => (/* binding */ placeProperties),
/* harmony export */   v3: () => (/* binding */ cleanLines)
/* harmony export */ });
// Text on its way to the runner's log: what could act there (terminal codes, workflow commands) is made harmless. Pure.
//
// The grammar is the runner's own (actions/runner, ActionCommand.cs): a line is a command when, after white space, it
// begins with `::`, or when it holds `##[` anywhere. Both look-ups compare by culture, which passes over ignorable
// characters, so those are removed before.
/** The runner cuts the message of an annotation at this many characters. */
const MAX_ANNOTATION = 4096;
const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
/** Terminal sequences (ECMA-48): CSI, OSC up to its end or the end of the line, two- and three-character escapes. */
const ANSI = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}\\r\\n]*(?:${BEL}|${ESC}\\\\)?|[ -/]*[0-Z\\\\^-~])`, 'g');
const LINE_ENDS = /\r\n|[\r\n\u0085\u2028\u2029\v\f]/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/gu;
/** `text` as lines without terminal codes, control characters or characters that nobody sees; tabs become blanks. */
function cleanLines(text) {
    return text
        .replace(ANSI, '')
        .replace(LINE_ENDS, '\n')
        .split('\n')
        .map((line) => line.replaceAll('\t', '  ').replace(INVISIBLE, ''));
}
/** One printable line: the lines of `text` joined by a blank. */
function cleanLine(text) {
    return cleanLines(text).join(' ').trim();
}
/** A clean line that the runner cannot take for a command: `::` at its beginning and `##[` anywhere are pulled apart. */
function neutralise(line) {
    return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '# #[');
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
/** A workflow command line in the runner's grammar, all parts escaped by its rules. */
function formatCommand(name, data, properties = {}) {
    const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
    return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(data)}`;
}
/** The properties of an annotation that are given, under the runner's names. */
function placeProperties(place) {
    return {
        ...(place.title === undefined ? {} : { title: cleanLine(place.title) }),
        ...(place.file === undefined ? {} : { file: cleanLine(place.file) }),
        ...(place.line === undefined ? {} : { line: String(place.line) }),
        ...(place.column === undefined ? {} : { col: String(place.column) }),
    };
}
/** `spec.yml:3:7: ` for logs without annotations, or nothing. */
function placePrefix(place) {
    if (place.file === undefined)
        return '';
    const at = [place.file, place.line, place.column].filter((part) => part !== undefined);
    return `${cleanLine(at.join(':'))}: `;
}


/***/ }),

/***/ 2179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hw: () => (/* binding */ stillRuns),
/* harmony export */   X7: () => (/* binding */ runnerWorker),
/* harmony export */   ls: () => (/* binding */ identify)
/* harmony export */ });
/* unused harmony export posixStart */
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


/***/ }),

/***/ 4155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dJ: () => (/* binding */ cancelOnSignals),
  mr: () => (/* binding */ processWorld),
  tV: () => (/* binding */ stepLog),
  ml: () => (/* binding */ systemClock)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
// EXTERNAL MODULE: ./lib/src/action/log-text.js
var log_text = __webpack_require__(6055);
// EXTERNAL MODULE: ./lib/src/action/redact.js
var redact = __webpack_require__(9172);
;// CONCATENATED MODULE: ./lib/src/action/log.js



/** GitHub shows ten annotations of a kind per step; the tenth error is kept for the one that ends the step. */
const SHOWN_PER_KIND = { error: 9, warning: 10, notice: 10 };
/** A log on `world.write`. `mask` must have seen a secret before any text that may hold it. */
function createLog(world) {
    const counts = { error: 0, warning: 0, notice: 0 };
    let depth = 0;
    /** The title of the group that is open in the runner's log, if one is. */
    let open = null;
    /** Cleaning can join what was apart, so secrets are looked for before and after. */
    const safe = (text) => world.redactor.redact((0,log_text/* cleanLines */.v3)(world.redactor.redact(text)).join('\n'));
    const print = (text) => {
        for (const line of safe(text).split('\n'))
            world.write(`${(0,log_text/* neutralise */.$0)(line)}\n`);
    };
    const command = (name, data, properties = {}) => {
        const shown = {};
        for (const [key, value] of Object.entries(properties))
            shown[key] = world.redactor.redact(value);
        world.write(`${(0,log_text/* formatCommand */.fE)(name, safe(data), shown)}\n`);
    };
    const annotate = (kind, message, place, always = false) => {
        counts[kind] += 1;
        const label = kind === 'error' ? 'Error' : kind === 'warning' ? 'Warning' : 'Notice';
        if (!world.commands || (!always && counts[kind] > SHOWN_PER_KIND[kind])) {
            print(`${label}: ${(0,log_text/* placePrefix */.Oy)(place)}${message}`);
            return;
        }
        const text = safe(message);
        if (text.length <= log_text/* MAX_ANNOTATION */.n2) {
            command(kind, text, (0,log_text/* placeProperties */.ty)(place));
            return;
        }
        command(kind, `${text.slice(0, log_text/* MAX_ANNOTATION */.n2 - 1)}…`, (0,log_text/* placeProperties */.ty)(place));
        print(`The whole message:\n${message}`);
    };
    return {
        info: print,
        debug: (message) => {
            if (world.commands)
                command('debug', message);
        },
        warning: (message, place = {}) => annotate('warning', message, place),
        error: (message, place = {}) => annotate('error', message, place),
        notice: (message, place = {}) => annotate('notice', message, place),
        fail: (message, place = {}) => {
            const hidden = Math.max(0, counts.error - SHOWN_PER_KIND.error);
            const more = world.commands && hidden > 0 ? ` (${hidden} more errors are in the log of this step)` : '';
            annotate('error', `${message}${more}`, place, true);
        },
        group: async (title, work) => {
            // The runner's groups cannot be nested: an inner one is a plain line.
            const opens = world.commands && depth === 0;
            const started = world.elapsed();
            if (opens) {
                command('group', (0,log_text/* cleanLine */.Ow)(title));
                open = (0,log_text/* cleanLine */.Ow)(title);
            }
            else
                print(title);
            depth += 1;
            try {
                return await work();
            }
            finally {
                depth -= 1;
                print(`${(0,log_text/* cleanLine */.Ow)(title)}: ${(0,duration/* formatDuration */.a3)(world.elapsed() - started)}`);
                if (opens) {
                    world.write('::endgroup::\n');
                    open = null;
                }
            }
        },
        section: (title, text) => {
            if (!world.commands) {
                print(`${(0,log_text/* cleanLine */.Ow)(title)}\n${text}`);
                return;
            }
            // The runner's groups cannot be nested, so the one around is closed before and goes on behind.
            if (open !== null)
                world.write('::endgroup::\n');
            command('group', (0,log_text/* cleanLine */.Ow)(title));
            print(text);
            world.write('::endgroup::\n');
            if (open !== null)
                command('group', `${open} (goes on)`);
        },
        mask: (secret) => {
            if (secret !== '' && secret.trim().length < redact/* MIN_SECRET */.Cq) {
                annotate('warning', `A secret of fewer than ${redact/* MIN_SECRET */.Cq} characters cannot be masked in the log.`, {});
                return;
            }
            const forms = world.redactor.add(secret);
            if (world.commands)
                for (const form of forms)
                    world.write(`${(0,log_text/* formatCommand */.fE)('add-mask', form)}\n`);
        },
        redact: world.redactor.redact,
    };
}

;// CONCATENATED MODULE: ./lib/src/action/process-world.js
// This process as the rooms see it: environment, clock, signals, output. Made once per entry.





/** The real clock. */
const systemClock = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep: (ms, signal) => new Promise((resolve, reject) => {
        const cancel = () => {
            clearTimeout(timer);
            reject(cancellation(signal));
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener('abort', cancel);
            resolve();
        }, Math.max(0, ms));
        if (signal?.aborted)
            cancel();
        else
            signal?.addEventListener('abort', cancel, { once: true });
    }),
};
function cancellation(signal) {
    return signal?.reason instanceof errors/* CancelledError */.cc ? signal.reason : new errors/* CancelledError */.cc();
}
/** The real process. */
const processWorld = {
    env: process.env,
    clock: systemClock,
    write: (text) => process.stdout.write(text),
    setFailed: () => {
        process.exitCode = 1;
    },
    exit: (code) => process.exit(code),
    onSignal: (handler) => {
        process.on('SIGINT', handler);
        process.on('SIGTERM', handler);
        return () => {
            process.off('SIGINT', handler);
            process.off('SIGTERM', handler);
        };
    },
    distDirectory: (0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url)),
};
/** The log of a step. */
function stepLog(runner) {
    return createLog({
        write: runner.write,
        elapsed: () => runner.clock.elapsed(),
        redactor: (0,redact/* createRedactor */.lY)(),
        commands: runner.env.GITHUB_ACTIONS === 'true',
    });
}
/** The runner kills a cancelled step 10 s after the first signal; what is not flushed by then is lost. */
const LAST_MOMENT_MS = 3_000;
/**
 * One signal for everything: aborted by the first SIGINT or SIGTERM, or after `timeoutMs`. A second signal ends the
 * process at once; so does a first one whose work does not stop within three seconds.
 */
function cancelOnSignals(runner, log, timeoutMs, what) {
    const controller = new AbortController();
    const done = new AbortController();
    runner.clock.sleep(timeoutMs, done.signal).then(() => controller.abort(new errors/* CancelledError */.cc(`The time of ${what} is over (${Math.round(timeoutMs / 1000)} s).`)), () => undefined);
    const onSignal = (name) => {
        if (controller.signal.aborted) {
            runner.exit(130);
            return;
        }
        log.warning(`${name}: stopping ${what}; nothing new is begun.`);
        controller.abort(new errors/* CancelledError */.cc(`${name} ended ${what}.`));
        setTimeout(() => runner.exit(1), LAST_MOMENT_MS).unref();
    };
    const forget = runner.onSignal(onSignal);
    const stop = () => {
        done.abort();
        forget();
    };
    return { signal: controller.signal, stop };
}


/***/ }),

/***/ 9172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ MIN_SECRET),
/* harmony export */   lY: () => (/* binding */ createRedactor)
/* harmony export */ });
/* unused harmony export secretForms */
// Every form in which a secret can come back: what is masked in the runner and cut from our own texts.
/** Shorter values are not masked: three letters occur everywhere and would eat the log. */
const MIN_SECRET = 4;
/** Single lines below this (`{`, `-----`, the rest of a base64 block) are no secrets by themselves. */
const MIN_LINE = 8;
/** Leaves of a JSON credential file that are worth hiding. */
const MIN_JSON_LEAF = 6;
const SHOWN = '***';
const PEM_ARMOUR = /^-----(BEGIN|END) [A-Z0-9 ]+-----$/;
function lines(text) {
    return text.split(/[\r\n]+/).map((line) => line.trim());
}
/**
 * Base64 of `text` inside any longer text: by its offset modulo 3 it looks three ways, and the characters at both ends
 * that also hold bits of the neighbours are left out.
 */
function base64Forms(text) {
    const bytes = Buffer.from(text);
    const forms = [bytes.toString('base64')];
    for (const shift of [0, 1, 2]) {
        const whole = Buffer.concat([Buffer.alloc(shift), bytes])
            .toString('base64')
            .replace(/=+$/, '');
        const partial = (bytes.length + shift) % 3 === 0 ? 0 : 1;
        forms.push(whole.slice(Math.ceil((shift * 8) / 6), whole.length - partial));
    }
    return forms;
}
function xmlEscape(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;');
}
function urlEscape(text) {
    // Lone surrogates make encodeURIComponent throw.
    return encodeURIComponent(text.toWellFormed());
}
function escapedForms(text) {
    const json = JSON.stringify(text).slice(1, -1);
    const url = urlEscape(text);
    return [
        json,
        json.replaceAll('/', '\\/'),
        JSON.stringify(json).slice(1, -1),
        url,
        url.replaceAll('%20', '+'),
        url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
        xmlEscape(text),
        xmlEscape(text).replaceAll('&apos;', '&#39;'),
        text.replaceAll("'", "'\\''"),
        text.replaceAll("'", "'\"'\"'"),
        text.replace(/(["\\$`])/g, '\\$1'),
        // Bash's `printf %q`.
        text.replace(/([^A-Za-z0-9_./:@%+=,-])/g, '\\$1'),
    ];
}
function encodedForms(text) {
    const base64 = base64Forms(text);
    const hex = Buffer.from(text).toString('hex');
    return [
        ...base64,
        ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
        ...base64.map((form) => form.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')),
        ...base64.map(urlEscape),
        hex,
        hex.toUpperCase(),
        ...escapedForms(text),
    ];
}
/** String leaves of a JSON document, since a credential file's parts travel alone. */
function jsonLeaves(text) {
    if (!/^\s*[{[]/.test(text))
        return [];
    const leaves = [];
    try {
        JSON.parse(text, (_key, value) => {
            if (typeof value === 'string' && value.length >= MIN_JSON_LEAF)
                leaves.push(value);
            return value;
        });
    }
    catch {
        return [];
    }
    return leaves;
}
/** The ways in which line ends of a multi-line secret change on the way: CRLF, LF, a blank, nothing. */
function joins(text) {
    const body = text.trim();
    if (!/[\r\n]/.test(body))
        return [text, body];
    const parts = body.split(/\r\n|\r|\n/);
    const pem = parts.filter((part) => !PEM_ARMOUR.test(part.trim())).map((part) => part.trim());
    return [text, body, ...['\r\n', '\n', ' '].map((end) => parts.join(end)), pem.join(''), pem.join(' ')];
}
/** Every form of `secret` that is long enough to look for, longest first; empty for blank or too short values. */
function secretForms(secret) {
    if (secret.trim().length < MIN_SECRET)
        return [];
    const found = new Set();
    for (const text of joins(secret))
        for (const form of [text, ...encodedForms(text)])
            found.add(form);
    // Mist stores and echoes tokens in lower case (faults of its API v2).
    if (!/\s/.test(secret.trim()))
        found.add(secret.trim().toLowerCase());
    for (const line of lines(secret)) {
        if (line.length < MIN_LINE || PEM_ARMOUR.test(line))
            continue;
        for (const form of [line, ...escapedForms(line)])
            found.add(form);
    }
    for (const leaf of jsonLeaves(secret))
        for (const form of secretForms(leaf))
            found.add(form);
    return [...found].filter((form) => form.length >= MIN_SECRET).sort((a, b) => b.length - a.length);
}
/** True when the runner may get this form: it masks each line of a value too, and short or common lines are harmful. */
function isMaskable(form) {
    const parts = lines(form).filter((line) => line !== '');
    if (parts.length === 0)
        return false;
    return parts.length === 1 || parts.every((line) => line.length >= MIN_SECRET && !PEM_ARMOUR.test(line));
}
/** An empty registry. Adding is idempotent. */
function createRedactor() {
    const known = new Set();
    let ordered = [];
    return {
        add(secret) {
            const fresh = secretForms(secret).filter((form) => !known.has(form));
            if (fresh.length === 0)
                return [];
            for (const form of fresh)
                known.add(form);
            // Longest first, so that no part of a longer form stays behind.
            ordered = [...known].sort((a, b) => b.length - a.length);
            return fresh.filter(isMaskable);
        },
        redact(text) {
            let clean = text;
            for (const form of ordered)
                if (clean.includes(form))
                    clean = clean.replaceAll(form, SHOWN);
            return clean;
        },
    };
}


/***/ }),

/***/ 22:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ openState),
/* harmony export */   MH: () => (/* binding */ readFacts),
/* harmony export */   NP: () => (/* binding */ saveFacts),
/* harmony export */   Sk: () => (/* binding */ parseScope),
/* harmony export */   aZ: () => (/* binding */ parseIdentity),
/* harmony export */   t1: () => (/* binding */ saveFileRecord),
/* harmony export */   v2: () => (/* binding */ readFileRecords)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(499);
// What main leaves for post in the runner's state besides the journal: few, small, checked when read, never secret.


const NAMES = {
    scope: 'scope',
    mistUrl: 'mist-url',
    filesDir: 'files-dir',
    tokenId: 'token-id',
    tokenName: 'token-name',
    started: 'started',
    keeper: 'keeper',
};
/** The writer of the runner's state file. Throws ActionError at once when the runner gave none; one failure is final. */
function openState(env, world) {
    const path = env.GITHUB_STATE ?? '';
    if (path === '')
        throw unwritable('GITHUB_STATE is not set');
    let broken = null;
    return (name, value) => {
        // After a half record the runner may not see what follows it, so nothing counts as written any more.
        if (broken !== null)
            throw unwritable(broken);
        try {
            world.append(path, (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRecord */ .bM)(name, value, world.uuid));
        }
        catch (error) {
            broken = (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .fileErrorCode */ .c2)(error);
            throw unwritable(broken);
        }
    };
}
function unwritable(reason) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('state', 'user', `The runner's state cannot be written: ${reason}.`, {
        hint: 'Nothing is created without it, because post could not find it again. Check the disk of the runner.',
    });
}
/** Saves the facts that are given; call it before the first request that changes something. */
function saveFacts(write, facts) {
    for (const [key, value] of Object.entries(facts)) {
        const name = NAMES[key];
        if (value !== null && value !== undefined)
            write(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
}
/** Saves the record of a file that lies outside of the files directory (`save:` of a key). */
function saveFileRecord(write, index, file) {
    write(`file${index}`, JSON.stringify(file));
}
/** The facts in the environment of post. A fact that is missing is null; a wrong one is null with a warning. */
function readFacts(env) {
    const warnings = [];
    const take = (key, check) => {
        const text = env[`STATE_${NAMES[key]}`] ?? '';
        const value = text === '' ? null : check(text);
        if (text !== '' && value === null)
            warnings.push(`The saved state \`${NAMES[key]}\` is not what this action writes; it is ignored.`);
        return value;
    };
    const facts = {
        scope: take('scope', parseScope),
        mistUrl: take('mistUrl', (text) => (/^(?:sandbox|https?:\/\/[^\s@?#]{1,2000})$/.test(text) ? text : null)),
        filesDir: take('filesDir', parseFileRecord),
        tokenId: take('tokenId', (text) => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null)),
        tokenName: take('tokenName', (text) => (/^mist-action-[a-z0-9-]{1,80}$/.test(text) ? text : null)),
        started: take('started', (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null)),
        keeper: take('keeper', parseIdentity),
    };
    return { facts, warnings };
}
/** The records of saved files in post's environment; what is no record is left out. */
function readFileRecords(env) {
    const found = [];
    for (const [key, value] of Object.entries(env)) {
        const file = /^STATE_file\d{1,4}$/i.test(key) ? parseFileRecord(value ?? '') : null;
        if (file !== null)
            found.push(file);
    }
    return found;
}
function parseFileRecord(text) {
    const { kind, path, dev, ino } = parseRecord(text);
    if (kind !== 'file' && kind !== 'directory')
        return null;
    if (typeof path !== 'string' || path === '' || !isDecimal(dev) || !isDecimal(ino))
        return null;
    return { kind, path, dev, ino };
}
/** A process as `saveFacts` wrote it, or null. Number 1 is the system's, and lower ones mean whole groups. */
function parseIdentity(text) {
    const { pid, start } = parseRecord(text);
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2)
        return null;
    return typeof start === 'string' && /^[\w :.]{1,64}$/.test(start) ? { pid, start } : null;
}
/** A scope as `saveFacts` wrote it, or null. */
function parseScope(text) {
    const { name, named, repository } = parseRecord(text);
    const { serverUrl, id } = asRecord(repository);
    if (typeof name !== 'string' || !/^[A-Za-z0-9._/-]{1,100}$/.test(name) || typeof named !== 'boolean')
        return null;
    if (typeof serverUrl !== 'string' || serverUrl === '' || typeof id !== 'string' || id === '')
        return null;
    return { name, named, repository: { serverUrl, id } };
}
function isDecimal(value) {
    return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
function parseRecord(text) {
    try {
        return asRecord(JSON.parse(text));
    }
    catch {
        return {};
    }
}
function asRecord(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}


/***/ }),

/***/ 6971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dY: () => (/* binding */ editLease),
/* harmony export */   xc: () => (/* binding */ leaseFits)
/* harmony export */ });
/* unused harmony export LEASE_TOLERANCE_MS */
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1618);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6901);
// Editing a lease by the rules that a live server taught (product rules 3 and 4, hazards H16, H32, H33).



/** A lease read back may differ by this much from what was sent: the server keeps whole seconds and its own clock. */
const LEASE_TOLERANCE_MS = 120_000;
/** An edit for less than this ahead may be in the past when the server's scheduler sees it. */
const SOONEST_EDIT_MS = 60_000;
/** After this long the create's worker has given up (550 s) and cannot overwrite the lease any more. */
const WORKER_GIVES_UP_MS = 600_000;
const LOG_INTERVAL_MS = 3_000;
/** The server keeps whole seconds. */
const SECOND_MS = 1_000;
/** True when the lease destroys at about that time. */
function leaseFits(lease, wantedAt) {
    return lease !== null && lease.action === 'destroy' && Math.abs(lease.at - wantedAt) <= LEASE_TOLERANCE_MS;
}
/**
 * Sets (or with null removes) a machine's lease: never before the create is finished, repeated at once when an edit is
 * rejected (it has already deleted the old lease), read back, and cleaned of schedules that the lease does not name.
 * Throws when the lease cannot be had; the machine may then have none.
 */
async function editLease(world, machine, wantedAt, deadline) {
    await waitForWorker(world, machine, deadline);
    await refuseStrange(world, machine);
    const at = wantedAt === null ? null : Math.max(wantedAt, (0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(world) + SOONEST_EDIT_MS);
    await setOrRepeat(world, machine, at);
    const lease = await readBack(world, machine);
    const fits = at === null ? lease === null : leaseFits(lease, at);
    if (!fits) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', `machine/${machine.name}: the server did not keep the lease: it reads back ${describe(lease)}.`, {
            hint: 'Check that the scheduler of the Mist server runs.',
        });
    }
    await removeOrphanSchedules(world, machine, lease);
}
async function setOrRepeat(world, machine, at) {
    try {
        await world.writer.setLease(machine.id, at);
    }
    catch (error) {
        if (!(error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
            throw error;
        world.log.debug(`lease of ${machine.name} rejected, repeating: ${(0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .sentenceOf */ .$)(error)}`);
        // A second later: what was refused as no longer ahead, or as a name that is taken, is then another request.
        await world.writer.setLease(machine.id, at === null ? null : at + SECOND_MS);
    }
}
/** The wait for the worker may have been long: what is edited is on a list that was read just now (invariant I2). */
async function refuseStrange(world, machine) {
    const listed = await readAgain(world, machine);
    if (listed !== undefined && listed.name === machine.name && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_2__/* .isGone */ .S)(listed))
        return;
    const what = `machine/${machine.name}: it is no longer listed under this name, so its lease is not edited.`;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', what);
}
async function readAgain(world, machine) {
    const listing = await world.reader.liveMachines(machine.cloudId);
    return listing.machines.find((one) => one.id === machine.id);
}
async function readBack(world, machine) {
    return (await readAgain(world, machine))?.lease ?? null;
}
/** A lease edited before the worker has set its own leaves a schedule that destroys the machine later (H32). */
async function waitForWorker(world, machine, deadline) {
    const { clock, reader, signal } = world;
    if (machine.createdAt !== null && (0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(world) - machine.createdAt > WORKER_GIVES_UP_MS)
        return;
    for (;;) {
        const logs = await reader.createLogs(machine.name);
        if (logs.some((log) => log.action === 'machine_creation_finished'))
            return;
        if (machine.createdAt !== null && (0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(world) - machine.createdAt > WORKER_GIVES_UP_MS)
            return;
        if (clock.elapsed() >= deadline) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', `machine/${machine.name}: its create is not finished on the server, so its lease cannot be edited yet.`);
        }
        await clock.sleep(LOG_INTERVAL_MS, signal);
    }
}
/** Schedules that select this machine alone and that its lease does not name would destroy it at another time. */
async function removeOrphanSchedules(world, machine, lease) {
    // Which schedule is the lease's own is then not known.
    if (lease !== null && lease.id === null)
        return;
    const schedules = await world.reader.schedules();
    const orphans = schedules.filter((one) => one.machineIds.length === 1 &&
        one.machineIds[0] === machine.id &&
        one.id !== lease?.id &&
        one.name.includes('-expiration-'));
    for (const orphan of orphans)
        await world.writer.deleteSchedule(orphan.id);
}
function describe(lease) {
    return lease === null ? 'none' : `${lease.action} at ${new Date(lease.at).toISOString()}`;
}


/***/ }),

/***/ 5350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ limitTo)
/* harmony export */ });
// How much runs at once.
/** At most `most` pieces of work at a time, in the order they were handed in. */
function limitTo(most) {
    const waiting = [];
    let running = 0;
    const release = () => {
        running -= 1;
        waiting.shift()?.();
    };
    return async (work) => {
        if (running >= most)
            await new Promise((resolve) => waiting.push(resolve));
        running += 1;
        try {
            return await work();
        }
        finally {
            release();
        }
    };
}


/***/ }),

/***/ 6901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ sentenceOf),
/* harmony export */   c: () => (/* binding */ serverNow)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// What the verbs are given. Planning gets a `ReadWorld` and so has no way to change anything.

/** The server's clock as far as we know it, epoch ms: the only clock that leases are reckoned by. */
function serverNow(world) {
    return world.clock.now() + world.reader.serverClockOffsetMs();
}
/** One line of any error for people, with what to do where it is known; never a stack or a cause. */
function sentenceOf(error) {
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ && error.hint !== undefined)
        return `${error.message}${/[.!?:]$/.test(error.message) ? '' : '.'} ${error.hint}`;
    return error instanceof Error ? error.message : 'unknown error';
}


/***/ }),

/***/ 5229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XJ: () => (/* binding */ parseNotes),
/* harmony export */   fy: () => (/* binding */ tellNotes),
/* harmony export */   se: () => (/* binding */ formatNote)
/* harmony export */ });
// The keeper's log: one JSON object a line, written by the keeper and read by post.
const EVENTS = [
    'started',
    'extended',
    'repeated',
    'failed',
    'gone',
    'refused',
    'left',
    'ended',
];
/** One line with its end. */
function formatNote(note) {
    return `${JSON.stringify(note)}\n`;
}
/** The notes of a log; lines that are none (a torn one, a crash report of Node) are left out. */
function parseNotes(text) {
    return text.split('\n').flatMap((line) => {
        const note = parseNote(line);
        return note === null ? [] : [note];
    });
}
function parseNote(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return null;
    }
    if (typeof value !== 'object' || value === null)
        return null;
    const { time, event, machine, ok, detail } = { ...value };
    if (typeof time !== 'string' || !isEvent(event) || typeof ok !== 'boolean' || typeof detail !== 'string')
        return null;
    if (machine !== null && typeof machine !== 'string')
        return null;
    return { time, event, machine, ok, detail };
}
function isEvent(value) {
    return typeof value === 'string' && EVENTS.includes(value);
}
/** What did not go well is told one by one up to here; the rest is a number. */
const TOLD = 10;
/**
 * What a log says, for people. `troubles` are those that no later extension of the same machine has made good, and, where
 * nobody had told the keeper to end (`alone`), an end without a word: then leases were extended no longer.
 */
function tellNotes(notes, alone) {
    const extended = Map.groupBy(notes.filter((note) => note.event === 'extended'), (note) => note.machine);
    const lines = [...extended].map(([machine, all]) => {
        const times = all.length === 1 ? 'once' : `${all.length} times`;
        return `${machine}: its lease has been extended ${times}, the last time until ${all.at(-1)?.detail}`;
    });
    const wrong = notes.filter((note) => !note.ok || note.event === 'repeated' || note.event === 'gone');
    const lasting = wrong.filter((note) => !note.ok && !isMadeGood(notes, note));
    const passed = wrong.filter((note) => !lasting.includes(note));
    const end = notes.at(-1);
    return {
        lines: [
            ...lines,
            ...some(passed.map(whole)),
            ...(end?.event === 'ended' && end.ok ? [`ended: ${end.detail}`] : []),
        ],
        troubles: [
            ...some(lasting.map(whole)),
            ...(end?.event === 'ended' || !alone ? [] : [`it ended without a word, after ${end?.time ?? 'its start'}`]),
        ],
    };
}
function isMadeGood(notes, wrong) {
    const { machine } = wrong;
    const last = notes.findLastIndex((note) => note.event === 'extended' && (machine === null || note.machine === machine));
    return last > notes.indexOf(wrong);
}
function whole({ time, machine, event, detail }) {
    return `${time} ${machine === null ? '' : `${machine}: `}${event}: ${detail}`;
}
function some(texts) {
    return texts.length > TOLD ? [...texts.slice(0, TOLD), `${texts.length - TOLD} more like these`] : texts;
}


/***/ }),

/***/ 7152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ connectMist)
});

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/mist/address.js
// Where the server is and how to get there: the input `mist-url`, proxies, certificates, connections.



/** As many as a wide apply asks at once; a live server took ten in flight without trouble. */
const CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 10_000;
/**
 * The base URL in `mist-url`, a path prefix allowed. Throws InputError for what is no URL, carries a login, a query or
 * a fragment, or is plain http beyond this machine without `allowInsecureHttp`.
 */
function parseServerUrl(url, allowInsecureHttp) {
    if (!URL.canParse(url))
        throw new errors/* InputError */.dz('mist-url', 'this is not a URL.', { hint: 'For example https://mist.example.com' });
    const base = new URL(url);
    if (base.protocol !== 'https:' && base.protocol !== 'http:') {
        throw new errors/* InputError */.dz('mist-url', 'only https:// and http:// are possible.');
    }
    if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
        throw new errors/* InputError */.dz('mist-url', 'give the address only, without login, query or fragment.');
    }
    if (base.protocol === 'http:' && !isLoopback(base.hostname) && !allowInsecureHttp) {
        throw new errors/* InputError */.dz('mist-url', 'plain http would send the token and all keys readable over the network.', {
            hint: 'Use https, or set `allow-insecure-http: true` where the network is trusted.',
        });
    }
    return base;
}
/** True for this machine's own addresses, which never go through a proxy and may be plain http. */
function isLoopback(hostname) {
    const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
/** The proxy for this server, or empty for none. Only the variable of the URL's own scheme counts. */
function proxyFor(base, env) {
    if (isLoopback(base.hostname))
        return '';
    const name = base.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    return env[name] || env[name.toUpperCase()] || '';
}
/**
 * Keep-alive connections to one server. `caCertificate` (PEM) is trusted besides the usual authorities. Throws
 * ActionError when a proxy variable is no URL; its value is not repeated, it may hold a password.
 */
function openDispatcher(base, env, caCertificate) {
    const proxy = proxyFor(base, env);
    const tls = caCertificate === null ? {} : { ca: [...(0,external_node_tls_.getCACertificates)('default'), caCertificate] };
    try {
        return new undici/* EnvHttpProxyAgent */.J2({
            // Empty texts keep undici from looking at this process's environment by itself.
            httpProxy: proxy,
            httpsProxy: proxy,
            noProxy: env.no_proxy || env.NO_PROXY || '',
            connections: CONNECTIONS,
            allowH2: false,
            headersTimeout: 0,
            bodyTimeout: 0,
            connect: { ...tls, timeout: CONNECT_TIMEOUT_MS },
            requestTls: tls,
            proxyTls: tls,
        });
    }
    catch {
        throw new errors/* ActionError */.lZ('proxy', 'user', 'The proxy in HTTP_PROXY or HTTPS_PROXY cannot be used: it is not a URL.');
    }
}

;// CONCATENATED MODULE: ./lib/src/mist/error-line.js
// One line for people out of an error answer. The rule: nothing that could repeat a request leaves this file. Mist's
// schema errors repeat whole bodies, and its validation errors quote the value that was refused, credentials included.
const MAX_LINE = 200;
/** Below this a piece of a secret is too common to tell an echo from a coincidence. */
const MIN_ECHO = 8;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]+/gu;
/** The first line that says something: without control and format characters, blanks collapsed, at most 200 characters. */
function cleanLine(raw) {
    for (const part of raw.slice(0, 4096).split(/[\r\n\u2028\u2029]+/)) {
        const line = part.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
        if (line !== '')
            return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
    }
    return '';
}
/** v1's one-liners. Of a validation error only the field names are kept, never the refused values. */
function lineOfText(raw) {
    const line = cleanLine(raw);
    if (!/[{}]|Invalid parameter |ValidationError/.test(line))
        return line;
    const kind = /^([A-Z][A-Za-z ]{1,40}): /.exec(line)?.[1] ?? 'the server refused a value';
    const fields = /\b(Invalid parameters|Field is required|Missing [a-z]+): ?(\[[\w', -]{1,120}\])|\bInvalid parameters (\[[\w', -]{1,120}\])/.exec(raw);
    if (!fields)
        return kind;
    return `${kind}: ${fields[3] === undefined ? `${fields[1]}: ${fields[2]}` : `Invalid parameters ${fields[3]}`}`;
}
/** `detail` of a problem+json body. Schema errors are reduced to the field they are about. */
function lineOfProblem(status, title, detail) {
    const required = /^'(\w{1,40})' is a required property(?: - '([\w.]{1,80})')?$/.exec(detail);
    if (required)
        return `'${required[1]}' is required${required[2] ? ` in '${required[2]}'` : ''}`;
    if (status === 400 || status === 422) {
        const field = / - '([\w.]{1,80})'$/.exec(detail)?.[1];
        return field ? `the server's schema refuses '${field}'` : `${cleanLine(title)}: refused by the server's schema`;
    }
    return status >= 500 || /["'{}[\]]/.test(detail) ? cleanLine(title) : cleanLine(detail) || cleanLine(title);
}
/**
 * True when `line` holds one of `secrets`, or a line of one: such a line is never shown. Cut lines count, so a secret
 * that begins near the end is found by its beginning.
 */
function echoes(line, secrets) {
    const haystack = line.toLowerCase();
    return secrets.some((secret) => secret.split(/[\r\n]+/).some((part) => {
        const needle = part.trim().toLowerCase();
        if (needle.length < MIN_ECHO)
            return needle.length > 3 && needle === secret.toLowerCase() && haystack.includes(needle);
        return haystack.includes(needle) || haystack.includes(needle.slice(0, MIN_ECHO));
    }));
}

;// CONCATENATED MODULE: ./lib/src/mist/error-body.js
// Which failure an answer is. Mist has four encodings: v1 one-liners (mostly labelled text/html), HTML pages for unknown
// routes and proxies, v2 JSON strings, v2 problem+json.


/** The body broke off inside its JSON: worth another try where tries are allowed. */
class TruncatedError extends errors/* ApiError */.hD {
}
const PROVIDER_AUTH = /unauthorized cloud|cloud ?unauthorized|cloud credentials/i;
const QUOTA = /quota|limit ?exceeded|exceeded? (?:your|the) .{0,40}limit/i;
const WRONG_SERVER = 'Is this the URL of a Mist server? Check the input `mist-url`.';
/** True for a page: an unknown v1 route, a proxy, a sign-in page. One-liners carry the same content type. */
function isHtml(reply) {
    return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(reply.text);
}
/** The error of an answer that is not 2xx, else null. `secrets` are texts of the request that must not come back. */
function errorOf(call, reply, secrets) {
    if (reply.status >= 200 && reply.status < 300)
        return null;
    if (reply.status >= 300 && reply.status < 400)
        return redirectError(call, reply);
    const page = isHtml(reply);
    const picked = page ? 'an HTML page' : lineOf(reply);
    const line = echoes(picked, secrets) ? 'the answer repeats the request and is not shown' : picked;
    const failure = classify(reply.status, picked, page);
    return new errors/* ApiError */.hD({ failure, status: reply.status, method: call.method, route: call.route, ...retryAfter(reply) }, reasonFor(failure, line), hintFor(call, failure));
}
/** A `protocol` error about an answer as a whole; `wrong` says what is wrong with it. */
function protocolError(call, reply, wrong) {
    const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
    return new errors/* ApiError */.hD(at, wrong, { hint: WRONG_SERVER });
}
function redirectError(call, reply) {
    const target = reply.location === null ? null : originOf(reply.location, call.origin);
    const where = target === null ? 'somewhere' : target === call.origin ? 'another path of itself' : target;
    const hint = target === null || target === call.origin
        ? WRONG_SERVER
        : `Redirects are not followed, so that the token stays here. If ${target} is your server, give it as \`mist-url\`.`;
    const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
    return new errors/* ApiError */.hD(at, `the server redirects to ${where}`, { hint });
}
function originOf(location, base) {
    return URL.canParse(location, base) ? new URL(location, base).origin : null;
}
function lineOf(reply) {
    if (!/\bjson\b/i.test(reply.contentType))
        return lineOfText(reply.text);
    let body;
    try {
        body = JSON.parse(reply.text);
    }
    catch {
        return 'no reason given';
    }
    if (typeof body === 'string')
        return lineOfText(body);
    if (typeof body !== 'object' || body === null)
        return 'no reason given';
    const title = 'title' in body && typeof body.title === 'string' ? body.title : 'no reason given';
    const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : '';
    return lineOfProblem(reply.status, title, detail);
}
function classify(status, line, page) {
    if (status === 423 || status === 429)
        return 'busy';
    if (status >= 500)
        return 'server';
    if (page)
        return 'protocol';
    switch (status) {
        case 401:
            return PROVIDER_AUTH.test(line) ? 'provider-auth' : 'auth';
        case 402:
            return 'quota';
        case 403:
            if (PROVIDER_AUTH.test(line))
                return 'provider-auth';
            return QUOTA.test(line) ? 'quota' : 'forbidden';
        case 404:
            return /requested URL was not found/.test(line) ? 'protocol' : 'not-found';
        case 405:
            return /method is not allowed/i.test(line) ? 'protocol' : 'auth';
        default:
            return QUOTA.test(line) ? 'quota' : 'rejected';
    }
}
function reasonFor(failure, line) {
    const said = line === '' ? 'no reason given' : line;
    return failure === 'auth' ? `the server refused the login (${said})` : said;
}
function hintFor(call, failure) {
    switch (failure) {
        case 'auth':
            return { hint: `Check the ${call.credentials}: is it valid for this server, not expired, and not read-only?` };
        case 'provider-auth':
            return { hint: 'The Mist token is fine: the cloud refused the credentials of this backend. Check them.' };
        case 'protocol':
            return { hint: WRONG_SERVER };
        default:
            return {};
    }
}
/** Seconds or an HTTP date, as sent; the retry loop clamps it. Dates count against the answer's own Date header. */
function retryAfter(reply) {
    const raw = reply.retryAfter?.trim() ?? '';
    if (/^\d{1,12}$/.test(raw))
        return { retryAfterMs: Number(raw) * 1000 };
    const at = /^[A-Z][a-z]{2},/.test(raw) ? Date.parse(raw) : Number.NaN;
    if (!Number.isFinite(at) || reply.serverTime === null)
        return {};
    return { retryAfterMs: Math.max(0, at - reply.serverTime) };
}

;// CONCATENATED MODULE: ./lib/src/mist/retries.js


/** A server that fails three times in a row is down, not busy. */
const MAX_TRIES = 3;
/** No try begins later than this after the first failure: post shares 285 s with all other posts of its job. */
const WINDOW_MS = 30_000;
const FIRST_PAUSE_MS = 500;
/** What a server may ask for: less than a second is a spin, more than a minute is longer than any lock of Mist's. */
const RETRY_AFTER_MS = { min: 1_000, max: 60_000 };
/** True for failures that may pass: no answer, a torn answer, 423, 429, 5xx. */
function mayPass(error) {
    if (error instanceof errors/* TransportError */.wX || error instanceof TruncatedError)
        return true;
    return error instanceof errors/* ApiError */.hD && (error.failure === 'busy' || error.failure === 'server');
}
/**
 * Runs a read up to three times within 30 s of its first failure; throws the last error. Pauses double and are
 * jittered; a Retry-After is obeyed between 1 and 60 s, but never past the window.
 */
async function retryRead(world, attempt) {
    let deadline = Number.POSITIVE_INFINITY;
    for (let tries = 1;; tries += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!mayPass(error) || tries >= MAX_TRIES)
                throw error;
            const now = world.clock.elapsed();
            if (tries === 1)
                deadline = now + WINDOW_MS;
            if (now >= deadline)
                throw error;
            await world.clock.sleep(Math.min(pauseMs(error, tries, world.random()), deadline - now), world.signal);
        }
    }
}
function pauseMs(error, tries, random) {
    const asked = error instanceof errors/* ApiError */.hD ? error.retryAfterMs : undefined;
    if (asked !== undefined)
        return Math.min(Math.max(asked, RETRY_AFTER_MS.min), RETRY_AFTER_MS.max);
    return FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + random);
}

;// CONCATENATED MODULE: ./lib/src/mist/calls.js


/** Mist itself gives up on a provider's lock after 60 s, so slow listings and add-cloud need more than that. */
const SLOW_MS = 90_000;
const USUAL_MS = 60_000;
/** Binds the calls to one server. `token` is the text to keep out of errors; `credentials` names what logs in. */
function makeCalls(transport, server, world) {
    const prefix = server.base.pathname.replace(/\/+$/, '');
    async function once(method, request) {
        const call = {
            method,
            origin: server.base.origin,
            route: request.route.route,
            path: `${prefix}${request.route.path}`,
            body: request.body ?? null,
            timeoutMs: request.timeoutMs ?? USUAL_MS,
            credentials: server.credentials,
        };
        const reply = await transport.send(call, request.onSent);
        const token = server.token();
        const error = errorOf(call, reply, [...(request.secrets ?? []), ...(token === null ? [] : [token])]);
        if (error !== null)
            throw error;
        return { call, reply };
    }
    async function json(method, request) {
        const { call, reply } = await once(method, request);
        const asked = { method, route: call.route, status: reply.status };
        return { asked, value: parseJson(call, reply), serverTime: reply.serverTime };
    }
    return {
        get: (request) => retryRead(world, () => json('GET', request)),
        send: json,
        async order(method, request) {
            const { call, reply } = await once(method, request);
            if (reply.text.trim() !== 'OK')
                parseJson(call, reply);
        },
    };
}
function parseJson(call, reply) {
    if (isHtml(reply))
        throw protocolError(call, reply, 'the answer is an HTML page');
    if (!/\bjson\b/i.test(reply.contentType))
        throw protocolError(call, reply, 'the answer is not JSON');
    try {
        return JSON.parse(reply.text);
    }
    catch {
        // The parser's message quotes the text, which may hold keys.
        const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
        throw new TruncatedError(at, 'the answer is broken JSON');
    }
}

// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
;// CONCATENATED MODULE: ./lib/src/mist/wire.js
// From `unknown` to values: the small readers that every decoder is made of. What does not fit is a `protocol` error that
// names the field and the route, never the value. Unknown fields are ignored.


/** The error for an answer that does not have the shape that every known Mist server gives. */
function misfit(asked, path, wanted) {
    return new errors/* ApiError */.hD({ failure: 'protocol', ...asked }, `${path}: expected ${wanted}`, {
        hint: 'The server answers in a way that this action does not know. Is it a Mist server of the 4.7 or 2023 series?',
    });
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** `value` as a JSON object; throws when it is anything else. */
function asRow(asked, path, value) {
    if (!isObject(value))
        throw misfit(asked, path, 'an object');
    return { asked, path, fields: value };
}
/** `value` as an array of JSON objects; one stray element fails the whole list, so that no list is ever partial. */
function asRows(asked, path, value) {
    if (!Array.isArray(value))
        throw misfit(asked, path, 'a list');
    return value.map((item, index) => asRow(asked, `${path}[${index}]`, item));
}
function place(row, names) {
    return `${row.path}.${names.join(' or ')}`;
}
/** The first of these fields that is text, not empty; throws when there is none. Several names: the two series differ. */
function wire_text(row, ...names) {
    const found = textOrNull(row, ...names);
    if (found === null)
        throw misfit(row.asked, place(row, names), 'text');
    return found;
}
/** Like `text`, but null where all are absent, null or empty; another type still throws. */
function textOrNull(row, ...names) {
    for (const name of names) {
        const value = row.fields[name];
        if (value === undefined || value === null || value === '')
            continue;
        if (typeof value !== 'string')
            throw misfit(row.asked, place(row, [name]), 'text');
        return value;
    }
    return null;
}
/** Text that may be empty or null (then ''), as foreign objects have it; throws when none of the fields is there at all. */
function textOrEmpty(row, ...names) {
    const value = textOrNull(row, ...names);
    if (value === null && !names.some((name) => Object.hasOwn(row.fields, name))) {
        throw misfit(row.asked, place(row, names), 'text');
    }
    return value ?? '';
}
/** A 32-hex Mist id; throws for anything else, provider ids and names included. */
function mistId(row, name) {
    const value = row.fields[name];
    if (typeof value !== 'string' || !(0,observed/* isMistId */.v)(value))
        throw misfit(row.asked, place(row, [name]), 'a 32-hex id');
    return value;
}
/** A finite number, or null where absent or null. Digits in quotes count: providers' extras hold both. */
function numberOrNull(row, name) {
    const value = row.fields[name];
    if (value === undefined || value === null || value === '')
        return null;
    const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
        throw misfit(row.asked, place(row, [name]), 'a number');
    return number;
}
/** A boolean; throws when absent. */
function flag(row, name) {
    const value = row.fields[name];
    if (typeof value !== 'boolean')
        throw misfit(row.asked, place(row, [name]), 'true or false');
    return value;
}
/** A list of texts; throws when absent. */
function texts(row, name) {
    const value = row.fields[name];
    if (!Array.isArray(value))
        throw misfit(row.asked, place(row, [name]), 'a list');
    return value.map((item, index) => {
        if (typeof item !== 'string')
            throw misfit(row.asked, `${place(row, [name])}[${index}]`, 'text');
        return item;
    });
}
/** An object inside, or null where absent, null or an empty text (the v1 way to say "none"). */
function inner(row, name) {
    const value = row.fields[name];
    if (value === undefined || value === null || value === '')
        return null;
    return asRow(row.asked, place(row, [name]), value);
}
/** A list of objects inside; an absent one is empty. */
function innerRows(row, name) {
    const value = row.fields[name];
    return value === undefined || value === null ? [] : asRows(row.asked, place(row, [name]), value);
}

;// CONCATENATED MODULE: ./lib/src/mist/decode-accounts.js

/** One cloud. The 4.7 series calls its name `title`. Credentials that the server returns are not kept. */
function decodeCloud(row) {
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name', 'title'),
        provider: wire_text(row, 'provider'),
        enabled: flag(row, 'enabled'),
    };
}
/** One key. An association without the field fails: a lost one would make a used key look free. */
function decodeKey(row) {
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name'),
        isDefault: flag(row, 'isDefault'),
        machineIds: innerRows(row, 'machines')
            .map((machine) => textOrEmpty(machine, 'machine_id'))
            .filter(Boolean),
    };
}
/** One schedule. Machines come from selectors of type `machines`; schedules that select by tags or age name none. */
function decodeSchedule(row) {
    const selected = innerRows(row, 'selectors').filter((selector) => selector.fields.type === 'machines');
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name'),
        enabled: flag(row, 'task_enabled'),
        machineIds: selected.flatMap((selector) => texts(selector, 'ids')),
    };
}
/** One organisation that the token's user belongs to. */
function decodeOrganisation(row) {
    return { id: mistId(row, 'id'), name: wire_text(row, 'name') };
}

// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/src/mist/decode-catalog.js


/** One image. `architectures` are Mist's words (`x86`, `arm`); an image without the field has none. */
function decodeImage(row) {
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        osType: textOrNull(row, 'os_type'),
        osDistro: textOrNull(row, 'os_distro'),
        architectures: row.fields.architecture ? texts(row, 'architecture') : [],
    };
}
/** One size; `ram` is MiB, `disk` GB. `provider` is the cloud's, as the server calls it, or null when not known. */
function decodeSize(row, provider) {
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        cpus: numberOrNull(row, 'cpus'),
        ramMb: numberOrNull(row, 'ram'),
        diskGb: numberOrNull(row, 'disk'),
        architecture: textOrNull(row, 'architecture'),
        priceHourly: decodePrice(row, provider),
    };
}
/** An unknown price is better than a wrong one. */
function decodePrice(row, provider) {
    const price = inner(row, 'extra')?.fields.price;
    const id = provider === null ? null : (0,providers/* providerOf */.lc)(provider);
    const known = id !== null && providers/* PROVIDERS */.xq[id].price !== null;
    return known && typeof price === 'number' && Number.isFinite(price) && price > 0 ? price : null;
}
/** One location. EC2's zones have the external ids `0`, `1`, …; docker's only one has an empty one. */
function decodeLocation(row) {
    const kind = textOrNull(row, 'location_type');
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        kind: kind === 'region' || kind === 'zone' ? kind : null,
    };
}

;// CONCATENATED MODULE: ./lib/src/mist/decode-jobs.js


/** Logged when the provider has answered the create; ten to forty seconds after the request. */
const CREATED = 'machine_creation_finished';
const CREATE_ACTIONS = new Set([
    'create_machine',
    'async_machine_creation_started',
    'sending_create_machine_request',
    CREATED,
]);
/** The ids in a dry run's `plan`. Throws when the answer holds a job: then it was no dry run. */
function decodeDryPlan(row) {
    if (textOrNull(row, 'jobId') !== null)
        throw misfit(row.asked, `${row.path}.jobId`, 'nothing: this was a dry run');
    const plan = inner(row, 'plan');
    if (plan === null)
        throw misfit(row.asked, `${row.path}.plan`, 'an object');
    const idOf = (name) => {
        const chosen = inner(plan, name);
        return chosen === null ? null : textOrNull(chosen, 'id');
    };
    return {
        cloudId: idOf('cloud'),
        imageId: idOf('image'),
        sizeId: idOf('size'),
        locationId: idOf('location'),
        keyId: idOf('key'),
        name: textOrNull(plan, 'machine_name'),
    };
}
/** The job of an accepted create. */
function decodeCreated(row) {
    return { jobId: mistId(row, 'jobId') };
}
/** A create job. Its error is kept as one cleaned line; a provider's refusal arrives here, not in the create's answer. */
function decodeJob(row) {
    const error = row.fields.error;
    const done = innerRows(row, 'logs').filter((log) => log.fields.action === CREATED && !log.fields.error);
    const external = done.map((log) => textOrNull(log, 'external_id')).find((id) => id !== null);
    return {
        id: wire_text(row, 'job_id'),
        created: done.length > 0,
        externalId: external ?? null,
        error: decodeJobError(error),
        finished: (numberOrNull(row, 'finished_at') ?? 0) !== 0,
    };
}
/** The server says `false` while there is none; the interface file promises a boolean, real errors are texts. */
function decodeJobError(error) {
    if (!error)
        return null;
    return typeof error === 'string' ? cleanLine(error) || 'no reason given' : 'no reason given';
}
/**
 * A log entry when it tells of an accepted create of exactly this name, else null. Dry runs and refused creates have no
 * job and are left out; so are the poller's observations, which may come from another organisation on the same account.
 */
function decodeCreateLog(row, machineName) {
    const action = textOrNull(row, 'action');
    const jobId = typeof row.fields.job_id === 'string' ? row.fields.job_id : '';
    if (action === null || !CREATE_ACTIONS.has(action) || jobId === '' || loggedName(row) !== machineName)
        return null;
    const seconds = numberOrNull(row, 'time');
    if (seconds === null)
        throw misfit(row.asked, `${row.path}.time`, 'a number');
    return { action, jobId, machineName, at: Math.round(seconds * 1000) };
}
/**
 * A log entry when it is the request of an accepted create with a tag of this value, else null. Only this entry holds the
 * request; what else the same search finds tells of the same machine.
 */
function decodeTaggedCreate(row, tagValue) {
    const { action, job_id: jobId, time } = row.fields;
    const body = [row.fields.request_body, row.fields.request_params]
        .map(fieldsOf)
        .find(({ tags }) => hasValue(tags, tagValue));
    if (action !== 'create_machine' || typeof jobId !== 'string' || jobId === '' || body === undefined)
        return null;
    const { name, cloud } = body;
    if (typeof name !== 'string' || typeof cloud !== 'string')
        return null;
    if (typeof time !== 'number')
        throw misfit(row.asked, `${row.path}.time`, 'a number');
    return { machineName: name, cloudId: cloud, jobId, at: Math.round(time * 1000) };
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
function hasValue(tags, wanted) {
    return Object.values(fieldsOf(tags)).includes(wanted);
}
function loggedName(row) {
    const own = row.fields.machine_name;
    if (typeof own === 'string')
        return own;
    for (const body of ['request_body', 'request_params']) {
        const value = row.fields[body];
        if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
            return value.name;
        }
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/src/mist/dates.js
// Mist's dates, both ways. The server writes UTC without a zone, and reads two different formats (lease on create, lease on edit).
const DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;
/** Epoch ms of a date as the server writes it (`2026-11-23 02:45:11[.573534]`, `2030-01-01T00:00:00[Z]`), else null. */
function parseServerDate(text) {
    const match = DATE.exec(text.trim());
    if (!match)
        return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const ms = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
    const at = Date.UTC(year, month - 1, day, hour, minute, second, ms);
    const back = new Date(at);
    // Date.UTC rolls the 31st of February over instead of refusing it.
    if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
        return null;
    return at - offsetMs(match[8]);
}
function offsetMs(zone) {
    if (zone === undefined || zone === 'Z')
        return 0;
    const digits = zone.slice(1).replace(':', '');
    const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
    return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
/** `2030-01-01T00:00:00Z`: the form a v2 create wants. Other zones are dropped by the server without a word. */
function formatForCreate(at) {
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
/** `2030-01-01 00:00:00` in UTC: the form an edit wants; anything else is refused after the old lease has been deleted. */
function formatForEdit(at) {
    return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

;// CONCATENATED MODULE: ./lib/src/mist/decode-machines.js


const STATES = {
    running: true,
    starting: true,
    stopping: true,
    stopped: true,
    pending: true,
    suspended: true,
    terminated: true,
    error: true,
    rebooting: true,
    paused: true,
    reconfiguring: true,
    unknown: true,
    updating: true,
    migrating: true,
    normal: true,
    succeeded: true,
    failed: true,
};
function isState(value) {
    return Object.hasOwn(STATES, value);
}
/**
 * One machine of a list. Needs id, name, cloud (an id: v2 lists are asked with `deref=none`), state and the address
 * lists; throws a `protocol` error naming what is missing. A state that is not known becomes `unknown`.
 */
function decodeMachine(row) {
    const state = textOrEmpty(row, 'state');
    const known = isState(state) ? state : 'unknown';
    const created = textOrNull(row, 'created');
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id', 'machine_id'),
        name: textOrEmpty(row, 'name'),
        cloudId: mistId(row, 'cloud'),
        state: known,
        publicIps: texts(row, 'public_ips'),
        privateIps: texts(row, 'private_ips'),
        hostname: textOrNull(row, 'hostname'),
        sshPort: decodePort(row),
        tags: decodeTags(row),
        lease: decodeLease(row),
        createdAt: created === null ? null : parseServerDate(created),
        missing: textOrNull(row, 'missing_since') !== null,
        costHourly: decodeCost(row, known),
        keyIds: decodeKeyIds(row),
        imageId: textOrNull(row, 'image'),
        locationId: textOrNull(row, 'location'),
        size: textOrNull(row, 'size'),
    };
}
function decodePort(row) {
    const ports = inner(row, 'ports');
    return numberOrNull(row, 'ssh_port') ?? (ports === null ? null : numberOrNull(ports, 'ssh'));
}
/** Tags are a map; a tag without a value comes as null and becomes an empty text. */
function decodeTags(row) {
    const tags = inner(row, 'tags');
    if (tags === null)
        return {};
    return Object.fromEntries(Object.entries(tags.fields).map(([key, value]) => {
        if (value === null)
            return [key, ''];
        if (typeof value === 'object')
            throw misfit(row.asked, `${row.path}.tags`, 'a map of texts');
        return [key, String(value)];
    }));
}
/**
 * The lease in `expiration`. A lease whose date cannot be read is an error, never "no lease".
 */
function decodeLease(row) {
    const lease = inner(row, 'expiration');
    if (lease === null)
        return null;
    const id = textOrNull(lease, 'id');
    const date = textOrNull(lease, 'date');
    if (id === null && date === null)
        return null;
    const at = date === null ? null : parseServerDate(date);
    if (at === null)
        throw misfit(row.asked, `${lease.path}.date`, 'a date');
    return { id, action: wire_text(lease, 'action'), at };
}
/**
 * Mist writes 0 both for "costs nothing" and for "price not known": seen on the first listings of an EC2 machine and on
 * providers without prices. Only an ended or stopped machine's 0 is believed.
 */
function decodeCost(row, state) {
    const cost = inner(row, 'cost');
    const hourly = cost === null ? null : numberOrNull(cost, 'hourly');
    return hourly === 0 && state !== 'terminated' && state !== 'stopped' ? null : hourly;
}
/** v1 gives a map by association id, v2 a list; each association names its key. */
function decodeKeyIds(row) {
    const value = row.fields.key_associations;
    if (value === undefined || value === null || value === '')
        return [];
    if (typeof value !== 'object')
        throw misfit(row.asked, `${row.path}.key_associations`, 'a map or a list');
    const keys = Object.values(value).map((item) => wire_text(asRow(row.asked, `${row.path}.key_associations`, item), 'key'));
    return [...new Set(keys)];
}

;// CONCATENATED MODULE: ./lib/src/mist/routes.js
// Every URL of Mist that is ever asked, built in one place. An id reaches a URL only after a check: Mist's v2 reads path
// segments as searches, and an empty or odd one can mean "any object of the organisation".


/** `id` itself when it is 32 lower-case hex digits; otherwise BugError, and no request is made. */
function checkedId(id) {
    if (!(0,observed/* isMistId */.v)(id))
        throw new errors/* BugError */.f9('Something that is not a Mist id was about to become part of a request.');
    return id;
}
function fixed(path) {
    return () => ({ route: path, path });
}
function withId(before, after = '') {
    return (id) => ({ route: `${before}/{id}${after}`, path: `${before}/${checkedId(id)}${after}` });
}
/** The fields that `decodeMachine` reads: whole v2 machines hold monitoring passwords. */
const MACHINE_FIELDS = [
    'id',
    'name',
    'external_id',
    'cloud',
    'state',
    'public_ips',
    'private_ips',
    'hostname',
    'ports',
    'tags',
    'expiration',
    'created',
    'missing_since',
    'cost',
    'key_associations',
    'image',
    'location',
    'size',
];
const ROUTES = {
    clouds: fixed('/api/v1/clouds'),
    cloud: withId('/api/v1/clouds'),
    cloudMachines: withId('/api/v1/clouds', '/machines'),
    images: withId('/api/v1/clouds', '/images'),
    sizes: withId('/api/v1/clouds', '/sizes'),
    locations: withId('/api/v1/clouds', '/locations'),
    keys: fixed('/api/v1/keys'),
    key: withId('/api/v1/keys'),
    publicKey: withId('/api/v1/keys', '/public'),
    privateKey: withId('/api/v1/keys', '/private'),
    machine: withId('/api/v1/machines'),
    tags: fixed('/api/v1/tags'),
    job: withId('/api/v1/jobs'),
    schedules: fixed('/api/v1/schedules'),
    schedule: withId('/api/v1/schedules'),
    tokens: fixed('/api/v1/tokens'),
    organisations: fixed('/api/v1/orgs'),
    createMachine: fixed('/api/v2/machines'),
    /** The server matches `filter` against whole entries: hits are compared by exact name afterwards. */
    manyLogs: (word) => ({
        route: '/api/v1/logs',
        path: `/api/v1/logs?filter=${encodeURIComponent(word)}&limit=1000`,
    }),
    logs: (machineName) => ({
        route: '/api/v1/logs',
        path: `/api/v1/logs?filter=${encodeURIComponent(machineName)}`,
    }),
    /** `deref=none` makes v2 answer with ids instead of names. `start` is an offset. */
    knownMachines: (start, limit) => ({
        route: '/api/v2/machines',
        path: `/api/v2/machines?start=${start}&limit=${limit}&deref=none&only=${MACHINE_FIELDS.join(',')}`,
    }),
};

;// CONCATENATED MODULE: ./lib/src/mist/reads.js









/** The documented maximum of v2 lists; the server's default of 100 would hide machines. */
const PAGE = 1000;
/** Far beyond every organisation known; reading more would take minutes and much memory before anything else happens. */
const MOST_MACHINES = 100_000;
/** Enough for all of them where a server gives only its default of 100 a page, though asked for more. */
const MOST_PAGES = MOST_MACHINES / 100;
/** Type and base64, an optional comment: the one-line form of OpenSSH. */
const PUBLIC_KEY = /^\s*(?:ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}(?: [^\r\n]*)?\s*$/;
/** Makes the reader of one server. */
function makeReader(world) {
    const { calls } = world;
    const providers = new Map();
    const list = async (path, answer) => {
        const { asked, value } = await answer;
        return asRows(asked, path, value);
    };
    async function clouds() {
        const rows = await list('clouds', calls.get({ route: ROUTES.clouds() }));
        world.series.sawClouds(rows);
        const decoded = rows.map(decodeCloud);
        for (const cloud of decoded)
            providers.set(cloud.id, cloud.provider);
        return decoded;
    }
    /** A size's price means something else on every provider, so the cloud's provider must be known first. */
    async function providerOfCloud(cloudId) {
        if (!providers.has(cloudId))
            await clouds();
        return providers.get(cloudId) ?? null;
    }
    return {
        clouds,
        keys: async () => (await list('keys', calls.get({ route: ROUTES.keys() }))).map(decodeKey),
        async liveMachines(cloudId) {
            const route = ROUTES.cloudMachines(cloudId);
            const { asked, value, serverTime } = await calls.get({ route, timeoutMs: SLOW_MS });
            const rows = asRows(asked, 'machines', value);
            world.series.sawMachines(rows);
            return { machines: rows.map(decodeMachine), serverTime };
        },
        knownMachines: () => readPages(calls),
        async images(cloudId, search) {
            const route = ROUTES.images(cloudId);
            const answer = search === null
                ? calls.get({ route })
                : calls.send('POST', { route, body: () => ({ search_term: search }), timeoutMs: SLOW_MS });
            return (await list('images', answer)).map(decodeImage);
        },
        async sizes(cloudId) {
            const route = ROUTES.sizes(cloudId);
            const provider = await providerOfCloud(cloudId);
            return (await list('sizes', calls.get({ route }))).map((row) => decodeSize(row, provider));
        },
        locations: async (cloudId) => (await list('locations', calls.get({ route: ROUTES.locations(cloudId) }))).map(decodeLocation),
        job: (jobId) => readJob(calls, jobId),
        async createLogs(machineName) {
            const rows = await list('logs', calls.get({ route: ROUTES.logs(machineName) }));
            return rows.map((row) => decodeCreateLog(row, machineName)).filter((entry) => entry !== null);
        },
        async createsTagged(value) {
            const rows = await list('logs', calls.get({ route: ROUTES.manyLogs(value) }));
            return rows.map((row) => decodeTaggedCreate(row, value)).filter((entry) => entry !== null);
        },
        async logTime(word) {
            const rows = await list('logs', calls.get({ route: ROUTES.logs(word) }));
            const times = rows.flatMap((row) => numberOrNull(row, 'time') ?? []);
            return times.length === 0 ? null : Math.round(Math.min(...times) * 1000);
        },
        schedules: async () => (await list('schedules', calls.get({ route: ROUTES.schedules() }))).map(decodeSchedule),
        async publicKey(keyId) {
            const { asked, value } = await calls.get({ route: ROUTES.publicKey(keyId) });
            if (typeof value !== 'string' || !PUBLIC_KEY.test(value))
                throw misfit(asked, 'key', 'a public key');
            return value.trim();
        },
        privateKey: (keyId) => readPrivateKey(world, keyId),
        serverClockOffsetMs: world.clockOffsetMs,
    };
}
/** The log of a job is indexed one to three seconds late; until then the server says 404, which is no failure. */
async function readJob(calls, jobId) {
    try {
        const { asked, value } = await calls.get({ route: ROUTES.job(jobId) });
        return decodeJob(asRow(asked, 'job', value));
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.failure === 'not-found')
            return null;
        throw error;
    }
}
/** Both series answer with the PEM as a JSON text. */
async function readPrivateKey(world, keyId) {
    const { asked, value } = await world.calls.get({ route: ROUTES.privateKey(keyId) });
    if (typeof value !== 'string' || value === '')
        throw misfit(asked, 'key', 'a private key');
    world.log.mask(value);
    return (0,secret/* makeSecret */.p)(value);
}
/**
 * All pages of the v2 list. Rows that move between pages while they are read count once. Throws ApiError `protocol` for a list
 * that is longer than any organisation's, or that does not end: half a list would hide machines.
 */
async function readPages(calls) {
    const found = new Map();
    for (let start = 0, pages = 1;; pages += 1) {
        const { asked, value } = await calls.get({ route: ROUTES.knownMachines(start, PAGE) });
        const page = asRow(asked, 'answer', value);
        const rows = asRows(asked, 'data', page.fields.data);
        const before = found.size;
        for (const machine of rows.map(decodeMachine))
            found.set(machine.id, machine);
        const total = numberOrNull(asRow(asked, 'meta', page.fields.meta), 'total');
        if (total === null)
            throw misfit(asked, 'meta.total', 'a number');
        if (total > MOST_MACHINES)
            throw misfit(asked, 'meta.total', `at most ${MOST_MACHINES} machines, not ${total}`);
        if (pages >= MOST_PAGES && start + rows.length < total) {
            throw misfit(asked, 'data', `all ${total} machines within ${MOST_PAGES} pages`);
        }
        start += rows.length;
        if (start >= total)
            return [...found.values()];
        // A page without news would be asked for again and again.
        if (found.size === before)
            throw misfit(asked, 'data', `${total} machines, as meta.total says`);
    }
}

;// CONCATENATED MODULE: ./lib/src/mist/series.js
/** Makes the memory of one server. */
function makeSeries() {
    let known = null;
    const look = (rows, older, newer) => {
        const first = rows[0];
        if (first === undefined)
            return;
        if (newer in first.fields)
            known = '2023';
        else if (older in first.fields)
            known = '4.7';
    };
    return {
        sawClouds: (rows) => look(rows, 'title', 'name'),
        sawMachines: (rows) => look(rows, 'machine_id', 'external_id'),
        name: () => known,
    };
}

;// CONCATENATED MODULE: ./lib/src/mist/tokens.js






/** Looking up an organisation needs a token; this one lives long enough for that, and is revoked at once. */
const LOOKUP_TTL_SECONDS = 300;
/**
 * Makes the token calls of one server. `callsWith` binds calls to a token; with null they carry none. A request for a
 * token without a usable lifetime would make one that never ends, so it is refused here.
 */
function makeTokens(callsWith, own, log) {
    const anonymous = callsWith(null);
    async function create(request, orgId) {
        if (!(request.ttlSeconds >= 1))
            throw new errors/* ActionError */.lZ('token-ttl', 'user', 'A token must end: its lifetime is zero.');
        const { asked, value } = await anonymous.send('POST', {
            route: ROUTES.tokens(),
            body: () => ({
                email: request.email,
                password: request.password.reveal(),
                name: request.name,
                ttl: Math.ceil(request.ttlSeconds),
                ...(orgId === null ? {} : { org_id: orgId }),
            }),
            secrets: [request.password.reveal()],
        });
        const row = asRow(asked, 'token', value);
        const token = wire_text(row, 'token');
        log.mask(token);
        const org = [textOrNull(row, 'org_id'), textOrNull(row, 'org_name')].filter((name) => name !== null);
        return { id: wire_text(row, 'id'), token: (0,secret/* makeSecret */.p)(token), org };
    }
    const revokeWith = (calls, id) => calls.order('DELETE', { route: ROUTES.tokens(), body: () => ({ id }) });
    async function findOrganisation(request, wanted) {
        const name = `${request.name}-lookup`;
        const temporary = await create({ ...request, name, ttlSeconds: LOOKUP_TTL_SECONDS }, null);
        const calls = callsWith(temporary.token);
        try {
            const { asked, value } = await calls.get({ route: ROUTES.organisations() });
            const found = asRows(asked, 'organisations', value).map(decodeOrganisation);
            const hits = found.filter((organisation) => organisation.name === wanted);
            const only = hits[0];
            if (only === undefined || hits.length > 1) {
                throw new errors/* InputError */.dz('mist-org', `${hits.length} organisations of this account have that name.`, {
                    hint: 'Give the 32-hex id of the organisation instead.',
                });
            }
            return only.id;
        }
        finally {
            await revokeWith(calls, temporary.id);
        }
    }
    return {
        async mint(request) {
            const { orgName } = request;
            const orgId = orgName === null || (0,observed/* isMistId */.v)(orgName) ? orgName : await findOrganisation(request, orgName);
            const minted = await create(request, orgId);
            if (orgId !== null && !minted.org.includes(orgId)) {
                await revokeWith(callsWith(minted.token), minted.id);
                throw new errors/* InputError */.dz('mist-org', 'the server made a token for another organisation; it was revoked.');
            }
            return { id: minted.id, token: minted.token };
        },
        async list() {
            const { asked, value } = await own.get({ route: ROUTES.tokens() });
            return asRows(asked, 'tokens', value).map((row) => ({ id: wire_text(row, 'id'), name: wire_text(row, 'name') }));
        },
        revoke: (id) => revokeWith(own, id),
    };
}

;// CONCATENATED MODULE: ./lib/src/mist/transport-reasons.js
// Why no answer came, in words. Made from error codes alone: messages of sockets, TLS and proxies may hold credentials.
const REACH = 'Is `mist-url` right, and can this runner reach it?';
const TRUST = 'A server with its own certificate authority needs its certificate in the input `ca-certificate`.';
const REASONS = {
    ENOTFOUND: ['the host name does not resolve', REACH],
    EAI_AGAIN: ['the host name could not be resolved now', REACH],
    ECONNREFUSED: ['the connection was refused', REACH],
    EHOSTUNREACH: ['there is no route to the host', REACH],
    ENETUNREACH: ['there is no route to the network', REACH],
    ETIMEDOUT: ['the connection timed out', REACH],
    UND_ERR_CONNECT_TIMEOUT: ['the connection timed out', REACH],
    UND_ERR_PRX_CONN: ['the proxy closed the connection', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
    UND_ERR_PRX_TLS: ["the proxy's certificate is not valid", 'Check HTTPS_PROXY.'],
    UND_ERR_ABORTED: ['the proxy refused to connect', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
    ECONNRESET: ['the connection was reset'],
    EPIPE: ['the connection was closed while sending'],
    UND_ERR_SOCKET: ['the connection was closed before the answer was complete'],
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['the connection was closed before the answer was complete'],
    CERT_HAS_EXPIRED: ["the server's certificate has expired"],
    CERT_NOT_YET_VALID: ["the server's certificate is not valid yet"],
    DEPTH_ZERO_SELF_SIGNED_CERT: ["the server's certificate is self-signed", TRUST],
    SELF_SIGNED_CERT_IN_CHAIN: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_GET_ISSUER_CERT: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["the server's certificate authority is not trusted", TRUST],
    ERR_TLS_CERT_ALTNAME_INVALID: ["the server's certificate is for another host name", REACH],
    ERR_SSL_WRONG_VERSION_NUMBER: ['the server does not speak TLS on this port', REACH],
    ERR_SSL_PACKET_LENGTH_TOO_LONG: ['the server does not speak TLS on this port', REACH],
};
/** Reason and hint for what a socket, TLS or undici threw. */
function reasonOf(error) {
    const code = codeOf(error);
    const [reason, hint] = (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined) ?? [
        code === '' ? 'the request failed' : `the request failed (${code})`,
    ];
    return { reason, hint: hint ?? 'The network or the server may be in trouble: look there before you run again.' };
}
function codeOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
    // Only the form that codes have: whatever else a library puts here stays inside.
    return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : '';
}

;// CONCATENATED MODULE: ./lib/src/mist/transport.js


/** Bigger answers are cut off: the largest recorded listing of a busy organisation is under one megabyte. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const BYTES_PER_MIB = 1024 * 1024;
/** Why a wait or a request was ended here. Nobody reads it; without one, every abort would make an error with its stack. */
const STOPPED = new Error('stopped');
/** Makes the transport of one server; the token goes into the Authorization header, bare, and nowhere else. */
function makeTransport(world) {
    const { clock, log } = world;
    let offsetMs = 0;
    async function send(call, onSent) {
        const began = clock.elapsed();
        const note = (what) => {
            log.debug(`${call.method} ${call.route}: ${what}, ${Math.round(clock.elapsed() - began)} ms`);
        };
        try {
            const reply = await exchange(world, call, onSent);
            if (reply.serverTime !== null)
                offsetMs = reply.serverTime - clock.now();
            note(String(reply.status));
            return reply;
        }
        catch (error) {
            note('no answer');
            throw error;
        }
    }
    return { send, clockOffsetMs: () => offsetMs };
}
async function exchange(world, call, onSent) {
    if (world.signal.aborted)
        throw new errors/* CancelledError */.cc();
    const done = new AbortController();
    const moment = { sent: false, refusal: null };
    const markSent = () => {
        try {
            onSent?.();
            moment.sent = true;
        }
        catch (error) {
            moment.refusal = { error };
        }
        return moment.sent;
    };
    const wire = new Wire(call, markSent);
    const stop = () => wire.stop();
    let late = false;
    const giveUp = () => {
        late = true;
        stop();
    };
    world.clock.sleep(call.timeoutMs, done.signal).then(giveUp, () => undefined);
    world.signal.addEventListener('abort', stop, { once: true });
    try {
        return await wire.run(world);
    }
    catch (error) {
        if (moment.refusal !== null)
            throw moment.refusal.error;
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        if (world.signal.aborted)
            throw new errors/* CancelledError */.cc();
        throw transportError(call, error, moment.sent, late);
    }
    finally {
        done.abort(STOPPED);
        world.signal.removeEventListener('abort', stop);
    }
}
/** No `cause`: errors of sockets and proxies may hold addresses with credentials. */
function transportError(call, error, sent, late) {
    const at = { method: call.method, route: call.route, sent };
    if (late)
        return new errors/* TransportError */.wX(at, `no complete answer within ${Math.round(call.timeoutMs / 1000)} s`);
    const { reason, hint } = reasonOf(error);
    return new errors/* TransportError */.wX(at, reason, { hint });
}
/**
 * One exchange as undici drives it, without its streams: answers are small, and a look at a list is what most of the
 * action's time is made of.
 *
 * undici calls `onRequestStart` synchronously between picking a connected socket (TLS done) and writing to it; when the
 * request is aborted there, nothing is written. It looks at an abort only once it is connected, so `stop` ends the wait
 * by itself. A second start would be a resend: it is refused.
 */
class Wire {
    #call;
    #markSent;
    #end = Promise.withResolvers();
    #chunks = [];
    #size = 0;
    #controller = null;
    #stopped = false;
    #status = 0;
    #headers = {};
    constructor(call, markSent) {
        this.#call = call;
        this.#markSent = markSent;
    }
    async run({ dispatcher, token }) {
        const { origin, path, method } = this.#call;
        const body = this.#call.body === null ? null : JSON.stringify(this.#call.body());
        const headers = {
            accept: 'application/json',
            'user-agent': 'mist-action',
            ...(token === null ? {} : { authorization: token.reveal() }),
            ...(body === null ? {} : { 'content-type': 'application/json' }),
        };
        dispatcher.dispatch({ origin, path, method, headers, body }, this);
        return this.#end.promise;
    }
    /** Ends the exchange at once, in whatever state it is. */
    stop() {
        this.#stopped = true;
        this.#end.reject(STOPPED);
        this.#controller?.abort(STOPPED);
    }
    onRequestStart(controller) {
        if (this.#controller !== null || this.#stopped) {
            controller.abort(STOPPED);
            return;
        }
        this.#controller = controller;
        if (!controller.aborted && !this.#markSent())
            controller.abort(new Error('refused'));
    }
    onResponseStart(_controller, status, headers) {
        this.#status = status;
        this.#headers = headers;
    }
    onResponseData(controller, chunk) {
        this.#size += chunk.length;
        if (this.#size <= MAX_ANSWER_BYTES) {
            this.#chunks.push(chunk);
            return;
        }
        const { method, route } = this.#call;
        const limit = `the answer is larger than ${MAX_ANSWER_BYTES / BYTES_PER_MIB} MiB`;
        this.#end.reject(new errors/* ApiError */.hD({ failure: 'protocol', status: this.#status, method, route }, limit));
        controller.abort(STOPPED);
    }
    onResponseEnd() {
        const headers = this.#headers;
        const date = Date.parse(one(headers.date) ?? '');
        this.#end.resolve({
            status: this.#status,
            contentType: one(headers['content-type']) ?? '',
            text: Buffer.concat(this.#chunks).toString('utf8'),
            serverTime: Number.isFinite(date) ? date : null,
            location: one(headers.location),
            retryAfter: one(headers['retry-after']),
        });
    }
    onResponseError(_controller, error) {
        this.#end.reject(error);
    }
}
function one(header) {
    return (Array.isArray(header) ? header[0] : header) ?? null;
}

;// CONCATENATED MODULE: ./lib/src/mist/writes.js







/** Fields of a v2 create that belong to this action; what a spec passes through never replaces or adds one of them. */
const OURS = new Set([
    'name',
    'provider',
    'cloud',
    'image',
    'size',
    'location',
    'key',
    'tags',
    'expiration',
    'cloudinit',
    'quantity',
    'dry',
    'save',
    'template',
]);
/** Makes the writer of one server. */
function makeWriter(calls) {
    return {
        async dryRun(request, onSent) {
            const { asked, value } = await postMachine(calls, request, true, onSent);
            return decodeDryPlan(asRow(asked, 'answer', value));
        },
        async createMachine(request, onSent) {
            const { asked, value } = await postMachine(calls, request, false, onSent);
            return decodeCreated(asRow(asked, 'answer', value));
        },
        destroyMachine: (id, onSent) => calls.order('POST', {
            route: ROUTES.machine(id),
            body: () => ({ action: 'destroy' }),
            timeoutMs: SLOW_MS,
            onSent,
        }),
        setPower: (id, action, onSent) => calls.order('POST', { route: ROUTES.machine(id), body: () => ({ action }), timeoutMs: SLOW_MS, onSent }),
        setLease: (id, at, onSent) => calls.order('PUT', {
            route: ROUTES.machine(id),
            // An empty date removes the lease; an edit without `action` would mean "stop".
            body: () => ({
                expiration: at === null ? { date: '' } : { date: formatForEdit(at), action: 'destroy', notify: 0 },
            }),
            onSent,
        }),
        setTags({ id, cloudId }, tags, onSent) {
            const resource = { type: 'machine', item_id: checkedId(id), cloud_id: checkedId(cloudId) };
            const list = Object.entries(tags).map(([key, value]) => ({ key, value, op: '+' }));
            return calls.order('POST', { route: ROUTES.tags(), body: () => [{ tags: list, resource }], onSent });
        },
        async addKey(name, privateKey, onSent) {
            const { asked, value } = await calls.send('PUT', {
                route: ROUTES.keys(),
                body: () => ({ name, priv: privateKey.reveal() }),
                secrets: [privateKey.reveal()],
                onSent,
            });
            return { id: mistId(asRow(asked, 'key', value), 'id') };
        },
        // Without `delete_from_vault` the name of a deleted key can never be used again on the 2023 series.
        deleteKey: (id, onSent) => calls.order('DELETE', { route: ROUTES.key(id), body: () => ({ delete_from_vault: true }), onSent }),
        addCloud: async (name, provider, fields, onSent, hosts = []) => {
            const { asked, value } = await calls.send('POST', {
                route: ROUTES.clouds(),
                body: () => ({ ...revealed(fields), ...hostFields(provider, hosts), name, provider: v1Provider(provider) }),
                secrets: Object.values(fields)
                    .filter(secret/* isSecret */.$)
                    .map((secret) => secret.reveal()),
                timeoutMs: SLOW_MS,
                onSent,
            });
            return { id: mistId(asRow(asked, 'cloud', value), 'id') };
        },
        removeCloud: (id, onSent) => calls.order('DELETE', { route: ROUTES.cloud(id), onSent }),
        deleteSchedule: (id, onSent) => calls.order('DELETE', { route: ROUTES.schedule(id), onSent }),
        // The parameters of every change are logged (read in the server's source); what it answers, a key pair, is dropped.
        async leaveTrace(word, onSent) {
            await calls.send('POST', { route: ROUTES.keys(), body: () => ({ name: word }), onSent });
        },
    };
}
async function postMachine(calls, request, dry, onSent) {
    const body = createBody(request, dry);
    return calls.send('POST', {
        route: ROUTES.createMachine(),
        body: () => body,
        timeoutMs: SLOW_MS,
        // cloud-init holds the machine's host key, and nobody knows what a spec passes through.
        secrets: [request.cloudInit ?? '', ...leaves(request.passThrough)],
        onSent,
    });
}
/** The v2 body. Every reference is an id: names are searches there, and the first hit would win. */
function createBody(request, dry) {
    const { customSize } = request;
    const size = request.sizeId !== null
        ? checkedId(request.sizeId)
        : customSize === null
            ? null
            : { cpu: customSize.cpu, memory: customSize.ramMb };
    return {
        ...Object.fromEntries(Object.entries(request.passThrough).filter(([field]) => !OURS.has(field))),
        name: request.name,
        cloud: checkedId(request.cloudId),
        image: checkedId(request.imageId),
        key: checkedId(request.keyId),
        tags: request.tags,
        dry,
        ...(size === null ? {} : { size }),
        ...(request.locationId === null ? {} : { location: checkedId(request.locationId) }),
        ...(request.leaseAt === null ? {} : { expiration: { date: formatForCreate(request.leaseAt), action: 'destroy' } }),
        ...(request.cloudInit === null ? {} : { cloudinit: request.cloudInit }),
    };
}
function leaves(value) {
    if (typeof value === 'string')
        return [value];
    if (typeof value !== 'object' || value === null)
        return [];
    return Object.values(value).flatMap(leaves);
}
function revealed(fields) {
    return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, (0,secret/* isSecret */.$)(value) ? value.reveal() : value]));
}
/**
 * `machines` of `other` were recorded; `hosts` of `libvirt` are the names that the server's own controller takes
 * (mist.api, clouds/controllers/main/controllers.py) and were not tried.
 */
function hostFields(provider, hosts) {
    if (hosts.length === 0)
        return {};
    if (v1Provider(provider) === 'other') {
        const machines = hosts.map(({ host, alias, user, port, keyId }) => ({
            machine_name: alias,
            machine_hostname: host,
            machine_user: user,
            machine_port: port,
            machine_key: checkedId(keyId),
            operating_system: 'unix',
        }));
        return { machines };
    }
    return {
        hosts: hosts.map(({ host, alias, user, port, keyId }) => ({
            host,
            alias,
            username: user,
            port,
            key: checkedId(keyId),
        })),
    };
}
/** v1 knows providers by the names it answers with (`ec2`), also where v2 and the spec say `amazon`. */
function v1Provider(provider) {
    const known = (0,providers/* providerOf */.lc)(provider);
    return known === null ? provider : providers/* PROVIDERS */.xq[known].serverName;
}

;// CONCATENATED MODULE: ./lib/src/mist/connect.js







/** Connects to one server; no request is made yet. Throws InputError when the URL must not be used. */
function connectMist(options) {
    const base = parseServerUrl(options.url, options.allowInsecureHttp);
    const dispatcher = options.dispatcher ?? openDispatcher(base, options.proxyEnv, options.caCertificate);
    const series = makeSeries();
    const bind = (token) => {
        const transport = makeTransport({ ...options, dispatcher, token });
        const credentials = token === null ? 'inputs `mist-email` and `mist-password`' : 'input `mist-token`';
        const server = { base, token: () => token?.reveal() ?? null, credentials };
        return { transport, calls: makeCalls(transport, server, options) };
    };
    const { transport, calls } = bind(options.token);
    return {
        reader: makeReader({ calls, log: options.log, clockOffsetMs: transport.clockOffsetMs, series }),
        writer: makeWriter(calls),
        tokens: makeTokens((token) => bind(token).calls, calls, options.log),
        series: series.name,
        async close() {
            if (options.dispatcher === undefined)
                await dispatcher.destroy();
        },
    };
}


/***/ }),

/***/ 7334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   nv: () => (/* binding */ DURATION_FORMS)
/* harmony export */ });
// Lengths of time as people write them in inputs and specs. Pure.
const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** What every duration of inputs and spec looks like, for error messages. */
const DURATION_FORMS = '`90s`, `30m`, `2h` or `1d`';
/** Milliseconds of `90s`, `30m`, `2h`, `1d` (a whole number and one unit), or null for any other text. */
function parseDuration(text) {
    const parts = /^(\d{1,6})([smhd])$/.exec(text.trim());
    const unit = UNIT_MS[parts?.[2] ?? ''];
    return parts?.[1] === undefined || unit === undefined ? null : Number(parts[1]) * unit;
}
/** Milliseconds for people: `0.4s`, `45s`, `1m 30s`, `2h`, `1d 4h`; at most two units, cut and never rounded up. */
function formatDuration(ms) {
    const length = Math.max(0, ms);
    if (length < 10_000)
        return `${Math.floor(length / 100) / 10}s`;
    const parts = [];
    let rest = length;
    for (const unit of ['d', 'h', 'm', 's']) {
        const size = UNIT_MS[unit] ?? 1;
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0)
            parts.push(`${count}${unit}`);
        else if (parts.length > 0)
            break;
        if (parts.length === 2)
            break;
    }
    return parts.join(' ');
}


/***/ }),

/***/ 1793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ WaitTimeoutError),
/* harmony export */   G: () => (/* binding */ InputErrors),
/* harmony export */   G8: () => (/* binding */ SpecError),
/* harmony export */   W6: () => (/* binding */ PlanError),
/* harmony export */   bL: () => (/* binding */ PlanErrors),
/* harmony export */   cc: () => (/* binding */ CancelledError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f9: () => (/* binding */ BugError),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   pT: () => (/* binding */ throwAtOnce),
/* harmony export */   wX: () => (/* binding */ TransportError),
/* harmony export */   xb: () => (/* binding */ assertNever)
/* harmony export */ });
// What can go wrong, as types: every error says who must act and what to do. Nothing here does I/O.
/**
 * Base of every error this action throws. `code` is stable, `message` says what failed and where, `hint` what to do.
 * Neither message nor hint may hold a secret or a server's body: they are printed as they are.
 */
class ActionError extends Error {
    name = 'ActionError';
    code;
    source;
    hint;
    constructor(code, source, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.code = code;
        this.source = source;
        this.hint = options.hint;
    }
}
/** An input of the step is missing, blank or not one of its values; names the input. */
class InputError extends ActionError {
    name = 'InputError';
    input;
    constructor(input, message, options = {}) {
        super('input', 'user', `Input \`${input}\`: ${message}`, options);
        this.input = input;
    }
}
/** Several inputs cannot be used; each is an InputError, in the order of the inputs. */
class InputErrors extends ActionError {
    name = 'InputErrors';
    mistakes;
    constructor(mistakes) {
        super('input', 'user', mistakes.map(({ message }) => message).join(' '));
        this.mistakes = mistakes;
    }
}
/** The spec cannot be used; carries every mistake found in it, in the order of the text. */
class SpecError extends ActionError {
    name = 'SpecError';
    diagnostics;
    /** Path of the spec file relative to the workspace, or null for an inline spec. */
    file;
    constructor(diagnostics, file) {
        const errors = diagnostics.filter((d) => d.severity === 'error');
        const first = errors[0];
        const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
        super('spec', 'user', first ? `${first.path}: ${first.message}${more}` : 'The spec cannot be used.');
        this.diagnostics = diagnostics;
        this.file = file;
    }
}
/** Nothing can be planned: an ambiguous match, an unknown name, a change that is not allowed. */
class PlanError extends ActionError {
    name = 'PlanError';
    address;
    constructor(code, address, message, options = {}) {
        super(code, 'user', `${address}: ${message}`, options);
        this.address = address;
    }
}
/** Several things cannot be planned; each is a PlanError, in the order in which they were found. */
class PlanErrors extends ActionError {
    name = 'PlanErrors';
    mistakes;
    constructor(mistakes) {
        const [first] = mistakes;
        super('plan', 'user', `${first?.message ?? 'Nothing can be planned.'} (and ${mistakes.length - 1} more)`, {
            ...(first?.hint === undefined ? {} : { hint: first.hint }),
        });
        this.mistakes = mistakes;
    }
}
/** For whoever wants to know the first mistake only. */
const throwAtOnce = (error) => {
    throw error;
};
/**
 * The server answered, but not with what was asked for. `reason` is one line that has been picked and cleaned from
 * the answer (never a whole body); headers and request bodies are never kept.
 */
class ApiError extends ActionError {
    name = 'ApiError';
    failure;
    status;
    method;
    /** The route with ids replaced, e.g. `/api/v1/machines/{id}`. */
    route;
    retryAfterMs;
    constructor(at, reason, options = {}) {
        super(`api-${at.failure}`, 'remote', `${at.method} ${at.route}: ${at.status} ${reason}`, options);
        this.failure = at.failure;
        this.status = at.status;
        this.method = at.method;
        this.route = at.route;
        this.retryAfterMs = at.retryAfterMs;
    }
}
/** No answer came: DNS, TLS, reset, timeout, cancelled. `sent` tells whether the request may have reached the server. */
class TransportError extends ActionError {
    name = 'TransportError';
    sent;
    method;
    route;
    constructor(at, reason, options = {}) {
        super('transport', 'remote', `${at.method} ${at.route}: ${reason}`, options);
        this.sent = at.sent;
        this.method = at.method;
        this.route = at.route;
    }
}
/** Something did not become ready in its time; says what it was last seen as. */
class WaitTimeoutError extends ActionError {
    name = 'WaitTimeoutError';
    address;
    constructor(address, wanted, lastSeen, elapsedMs, options = {}) {
        super('wait-timeout', 'remote', `${address}: not ${wanted} after ${Math.round(elapsedMs / 1000)} s; last seen: ${lastSeen}`, options);
        this.address = address;
    }
}
/** The run was cancelled (signal) or its time is over. */
class CancelledError extends ActionError {
    name = 'CancelledError';
    constructor(message = 'The run was cancelled.') {
        super('cancelled', 'user', message);
    }
}
/** A state that the code rules out; the message asks to report it. */
class BugError extends ActionError {
    name = 'BugError';
    constructor(message) {
        super('bug', 'bug', `${message} This is a bug in the action: please report it.`);
    }
}
/** Closes a switch over a union: the compiler proves that it cannot be reached. */
function assertNever(value) {
    throw new BugError(`Unexpected value ${JSON.stringify(value)}.`);
}


/***/ }),

/***/ 4552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $u: () => (/* binding */ scopeSpelt),
/* harmony export */   C_: () => (/* binding */ TAG_PREFIX),
/* harmony export */   EZ: () => (/* binding */ tagValue),
/* harmony export */   Hd: () => (/* binding */ repositoryHash),
/* harmony export */   Kj: () => (/* binding */ scopeTags),
/* harmony export */   Po: () => (/* binding */ scopePrefix),
/* harmony export */   SL: () => (/* binding */ environmentHash),
/* harmony export */   TC: () => (/* binding */ mistName),
/* harmony export */   Vh: () => (/* binding */ literalOwnerHash),
/* harmony export */   Ye: () => (/* binding */ unnamedScopeName),
/* harmony export */   gp: () => (/* binding */ TAGS),
/* harmony export */   i$: () => (/* binding */ rowPart),
/* harmony export */   qA: () => (/* binding */ ownerHash),
/* harmony export */   x5: () => (/* binding */ ownsName)
/* harmony export */ });
/* unused harmony export scopeSlug */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
// Who owns what: the scope, and the names in Mist that prove ownership by themselves.
//
// The rule: a name is `ma-<repo6>-<slug>-<row>-<hash8>`. `hash8` covers the server URL, the repository id, the full
// scope, the kind and the row part, so whoever knows repository and scope can recompute it from the name alone, and an
// edited, copied or look-alike name fails. No part is random and no part is the id of another object (Mist's v2
// look-ups match ids inside names).

const MAX_SLUG = 22;
const MAX_ROW = 20;
/** Tags that the action writes; a spec may not set keys with this prefix. Hints for people, checked but never proof. */
const TAG_PREFIX = 'mist_action_';
const TAGS = {
    scope: 'mist_action_scope',
    row: 'mist_action_row',
    owner: 'mist_action_owner',
    digest: 'mist_action_digest',
    hostKey: 'mist_action_hostkey',
    bootKey: 'mist_action_bootkey',
    key: 'mist_action_key',
    environment: 'mist_action_environment',
    run: 'mist_action_run',
};
function hex(length, ...parts) {
    // Length prefixes keep ('ab','c') and ('a','bc') apart.
    const whole = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(whole).digest('hex').slice(0, length);
}
/** What was derived from a scope: every name on every list is held against it, and a scope never changes. */
const DERIVED = new WeakMap();
/** More rows than any scope has; a list may hold any number of names that only look like ours. */
const MOST_REMEMBERED = 1000;
function remembered(scope, key, derive) {
    const known = DERIVED.get(scope) ?? new Map();
    const found = known.get(key);
    if (found !== undefined)
        return found;
    const derived = derive();
    if (known.size < MOST_REMEMBERED)
        DERIVED.set(scope, known.set(key, derived));
    return derived;
}
/** Lower case letters, digits and single inner hyphens, beginning with a letter: valid inside every provider's names. */
function isPlain(text, max) {
    return text.length <= max && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}
/** `text` itself where it is plain and short enough, else a readable beginning and 6 hex of its hash. */
function shorten(text, max) {
    if (isPlain(text, max))
        return text;
    const readable = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, max - 7)
        .replace(/-$/, '');
    return readable === '' ? `x-${hex(6, text)}` : `${readable}-${hex(6, text)}`;
}
/** Six hex digits of the repository: the part of a name that all scopes of one repository share. */
function repositoryHash(repository) {
    return hex(6, 'repository', repository.serverUrl, repository.id);
}
/** The readable part of a scope inside names: `pr-42`, `r4f1x2za1` for run 9…, else shortened. At most 22. */
function scopeSlug(scope) {
    const run = /^run-(\d+)-(\d+)-[0-9a-f]{8}$/.exec(scope.name);
    if (!scope.named && run?.[1] && run[2])
        return `r${BigInt(run[1]).toString(36)}a${run[2]}`;
    return shorten(scope.name, MAX_SLUG);
}
/** Begins every name that this scope (and, for unnamed ones, its sibling steps) owns. Never proof by itself. */
function scopePrefix(scope) {
    return remembered(scope, '', () => `ma-${repositoryHash(scope.repository)}-${scopeSlug(scope)}-`);
}
/** Eight hex digits that tie a row of this scope to its name: also the value of the tag `mist_action_owner`. */
function ownerHash(scope, kind, row) {
    const { serverUrl, id } = scope.repository;
    const named = scope.named ? 'named' : 'unnamed';
    const hash = () => hex(8, 'owner', serverUrl, id, named, scope.name, kind, shorten(row, MAX_ROW));
    return remembered(scope, `${kind} ${row}`, hash);
}
/** The name in Mist of a machine or generated key; at most 63 characters. `row` is the machine's name (`web-1`). */
function mistName(scope, kind, row) {
    return `${scopePrefix(scope)}${shorten(row, MAX_ROW)}-${ownerHash(scope, kind, row)}`;
}
/**
 * The value of `mist_action_environment`: one word for a whole scope, the same on everything that it creates. The server's
 * log holds the tags of each create, so this word finds them there, whatever their names. Never proof.
 */
function environmentHash(scope) {
    const { serverUrl, id } = scope.repository;
    return hex(16, 'environment', serverUrl, id, scope.named ? 'named' : 'unnamed', scope.name);
}
/** True when `name` is exactly one that this scope gives to an object of this kind, whatever its row was. */
function ownsName(scope, kind, name) {
    return rowPart(scope, kind, name) !== null;
}
/**
 * The value of `mist_action_owner` on a machine with a literal `name:`. It covers that name and its cloud too, so a
 * copied tag proves nothing on a machine of another name, or of the same name elsewhere.
 */
function literalOwnerHash(scope, row, literalName, cloudId) {
    const { serverUrl, id } = scope.repository;
    return hex(16, 'literal', serverUrl, id, scope.named ? 'named' : 'unnamed', scope.name, row, literalName, cloudId);
}
/** The row part of a name that this scope gave (`web-1`), or null when the name is not this scope's. */
function rowPart(scope, kind, name) {
    const row = name.slice(scopePrefix(scope).length, name.lastIndexOf('-'));
    // The whole name is computed anew, so no other check of its form is needed: a row that is not plain gives another name.
    return mistName(scope, kind, row) === name ? row : null;
}
/**
 * The scope of a step without `scope`: `run-<run id>-<attempt>-<h8>`. `leg` tells matrix legs and calls of one reusable
 * workflow apart (check run id, else job and matrix), `step` two steps of one job (`GITHUB_ACTION`).
 */
function unnamedScopeName(run) {
    return `run-${run.id}-${run.attempt}-${hex(8, 'leg', run.leg, 'step', run.step)}`;
}
/** A tag value that Mist can store and find: `[A-Za-z0-9._-]`, 1 to 63; anything else becomes a short hash. */
function tagValue(text) {
    return /^[A-Za-z0-9._-]{1,63}$/.test(text) ? text : shorten(text, 40);
}
/** Most parts that the longest name of a scope, 100 characters that are all spelt with two, takes. */
const MOST_SCOPE_PARTS = 4;
const scopePartTag = (part) => `${TAGS.scope}_${part}`;
/**
 * The tags that tell a scope: one, and where its name has a `/` or is too long for a tag, also the name itself in parts
 * (`mist_action_scope_1`, …), spelt with `_-` for `/` and `__` for `_`. `scopeSpelt` reads it back.
 */
function scopeTags(scope) {
    const tags = { [TAGS.scope]: tagValue(scope.name) };
    // Only an input's own signs can be spelt; no other name comes from an input.
    if (tags[TAGS.scope] === scope.name || !/^[A-Za-z0-9._/-]+$/.test(scope.name))
        return tags;
    const spelt = scope.name.replace(/[_/]/g, (sign) => (sign === '/' ? '_-' : '__'));
    for (const [index, part] of (spelt.match(/.{1,63}/g) ?? []).entries())
        tags[scopePartTag(index + 1)] = part;
    return tags;
}
/** The name of a scope as tags spell it out, or null where they do not. Never proof: what it names has to be recomputed. */
function scopeSpelt(tags) {
    let spelt = '';
    for (let part = 1; part <= MOST_SCOPE_PARTS; part += 1)
        spelt += tags[scopePartTag(part)] ?? '';
    return spelt === '' ? null : spelt.replace(/_[_-]/g, (pair) => (pair === '_-' ? '/' : '_'));
}


/***/ }),

/***/ 1618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isGone),
/* harmony export */   v: () => (/* binding */ isMistId)
/* harmony export */ });
// What the server said in this run, decoded and reduced to the fields that decisions need. No secrets, readonly data.
const MIST_ID = /^[0-9a-f]{32}$/;
/** True for 32 lower-case hex digits: the only form Mist's own ids have (uuid4 without dashes). */
function isMistId(text) {
    return MIST_ID.test(text);
}
/** True when a machine can no longer cost anything: the provider ended it. */
function isGone(machine) {
    return machine.state === 'terminated';
}


/***/ }),

/***/ 7382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ loginUser),
/* harmony export */   dh: () => (/* binding */ osOfImage),
/* harmony export */   h5: () => (/* binding */ IMAGE_FAMILIES),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   xq: () => (/* binding */ PROVIDERS)
/* harmony export */ });
const PROVIDERS = {
    amazon: { serverName: 'ec2', cloudInit: true, price: 'recorded' },
    azure: { serverName: 'azure_arm', cloudInit: true, price: null },
    google: { serverName: 'gce', cloudInit: true, price: null },
    alibaba: { serverName: 'aliyun_ecs', cloudInit: true, price: null },
    cloudsigma: { serverName: 'cloudsigma', cloudInit: true, price: null },
    equinix: { serverName: 'equinixmetal', cloudInit: true, price: null },
    ibm: { serverName: 'softlayer', cloudInit: true, price: null },
    digitalocean: { serverName: 'digitalocean', cloudInit: true, price: 'driver' },
    linode: { serverName: 'linode', cloudInit: false, price: 'driver' },
    rackspace: { serverName: 'rackspace', cloudInit: false, price: null },
    vultr: { serverName: 'vultr', cloudInit: true, price: null },
    openstack: { serverName: 'openstack', cloudInit: true, price: null },
    onapp: { serverName: 'onapp', cloudInit: false, price: null },
    vsphere: { serverName: 'vsphere', cloudInit: false, price: null },
    vexxhost: { serverName: 'vexxhost', cloudInit: false, price: null },
    kvm: { serverName: 'libvirt', cloudInit: true, price: null },
    lxd: { serverName: 'lxd', cloudInit: false, price: null },
    docker: { serverName: 'docker', cloudInit: false, price: null },
    kubevirt: { serverName: 'kubevirt', cloudInit: false, price: null },
    kubernetes: { serverName: 'kubernetes', cloudInit: false, price: null },
    openshift: { serverName: 'openshift', cloudInit: false, price: null },
    other: { serverName: 'other', cloudInit: false, price: null },
};
/** Our provider id for a name the server or an older client uses, or null when Mist has no such provider. */
function providerOf(serverName) {
    for (const [id, facts] of Object.entries(PROVIDERS)) {
        if (id === serverName || facts.serverName === serverName)
            return id;
    }
    return null;
}
/**
 * The user that each distribution's own cloud image makes (`system_info.default_user` in its cloud.cfg; OpenStack's image
 * guide, "Get images"): what is used where the image is the distribution's and nobody renames the user.
 */
const CLOUD_IMAGE_USERS = {
    ubuntu: 'ubuntu',
    debian: 'debian',
    fedora: 'fedora',
    centos: 'centos',
    rocky: 'rocky',
    almalinux: 'almalinux',
    alpine: 'alpine',
    opensuse: 'opensuse',
    archlinux: 'arch',
    freebsd: 'freebsd',
};
/** Amazon's images differ (AWS, "Default user names for AMIs"; wiki.debian.org; each distribution's AMI page). */
const AMAZON_USERS = {
    ...CLOUD_IMAGE_USERS,
    debian: 'admin',
    centos: 'ec2-user',
    almalinux: 'ec2-user',
    opensuse: 'ec2-user',
    freebsd: 'ec2-user',
};
/** Providers whose images log in as somebody else than root, and who that is where the image tells no distribution. */
const USERS = {
    amazon: { by: AMAZON_USERS, otherwise: 'ec2-user' },
    azure: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    google: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    openstack: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    vexxhost: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    kvm: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
};
/** The login user of an image by its distribution (null where that is not known) and provider; a row's `user` goes before. */
function loginUser(provider, os) {
    const users = provider === null ? undefined : USERS[provider];
    if (users === undefined)
        return 'root';
    return os !== null && Object.hasOwn(users.by, os) ? (users.by[os] ?? users.otherwise) : users.otherwise;
}
/** Words in an image's own name by which its distribution is known; the longer word of two that overlap comes first. */
const OS_WORDS = [
    [/ubuntu/i, 'ubuntu'],
    [/debian/i, 'debian'],
    [/fedora/i, 'fedora'],
    [/centos/i, 'centos'],
    [/rocky/i, 'rocky'],
    [/alma/i, 'almalinux'],
    [/alpine/i, 'alpine'],
    [/suse/i, 'opensuse'],
    [/freebsd/i, 'freebsd'],
    [/arch[- _]?linux/i, 'archlinux'],
];
/** The distribution that an image's own name tells, or null. */
function osOfImage(name) {
    return OS_WORDS.find(([word]) => word.test(name))?.[1] ?? null;
}
/** The image families that `image: <os> <version>` knows; every other word is a name. */
const IMAGE_FAMILIES = [
    'ubuntu',
    'debian',
    'fedora',
    'centos',
    'rocky',
    'almalinux',
    'alpine',
    'opensuse',
    'archlinux',
];


/***/ }),

/***/ 386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ isSecret),
/* harmony export */   p: () => (/* binding */ makeSecret)
/* harmony export */ });
const SHOWN = '[secret]';
/**
 * Wraps `text` so that only `reveal()` gives it back. Templates, `JSON.stringify`, `console.log` and `util.inspect`
 * show `[secret]`; the text is held in a closure, so no property walk finds it.
 */
function makeSecret(text) {
    const secret = {
        reveal: () => text,
        toString: () => SHOWN,
        toJSON: () => SHOWN,
        [Symbol.for('nodejs.util.inspect.custom')]: () => SHOWN,
    };
    return Object.freeze(secret);
}
/** True for values made by `makeSecret` (or any other Secret): tells them from plain strings, numbers and booleans. */
function isSecret(value) {
    return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function';
}


/***/ }),

/***/ 925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WJ: () => (/* binding */ proveMachine),
/* harmony export */   XL: () => (/* binding */ olderFirst),
/* harmony export */   ty: () => (/* binding */ provesKey)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
// The ownership proof: what must hold of an object, on a fresh read, before this scope may change or destroy it.
// The rule is in docs/architecture.md, "Ownership".

const refuse = (why) => ({ owned: false, why });
/**
 * Is this machine ours? The name must be the one recomputed for its row, or, for a literal name, the owner tag must be
 * the hash that covers scope, row and that very name. No tag of ours may contradict. Tags alone prove nothing.
 */
function proveMachine(scope, machine) {
    if (machine.missing)
        return refuse('the provider no longer lists it');
    const scopeTag = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.scope];
    if (scopeTag !== undefined && scopeTag !== (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(scope.name))
        return refuse('its scope tag names another scope');
    const derived = (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .rowPart */ .i$)(scope, 'machine', machine.name);
    const owner = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner];
    if (derived !== null) {
        const contradicts = owner !== undefined && owner !== (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerHash */ .qA)(scope, 'machine', derived);
        if (contradicts)
            return refuse('its owner tag belongs to another row or scope');
        return { owned: true, row: machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row] ?? derived };
    }
    const row = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row];
    if (row === undefined || owner === undefined)
        return refuse('its name is not one of this scope');
    if (machine.name.startsWith('ma-'))
        return refuse('its name does not fit its tags');
    return owner === (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .literalOwnerHash */ .Vh)(scope, row, machine.name, machine.cloudId)
        ? { owned: true, row }
        : refuse('its owner tag does not fit its name');
}
/** True for a key that this scope generated: its name recomputes, and it is not shared by its nature. */
function provesKey(scope, key) {
    return (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownsName */ .x5)(scope, 'key', key.name);
}
/** One common order for twins, the same for every actor: the first created stays, ties go by id. */
function olderFirst(a, b) {
    const created = (machine) => machine.createdAt ?? Number.POSITIVE_INFINITY;
    if (created(a) < created(b))
        return -1;
    if (created(a) > created(b))
        return 1;
    return a.id < b.id ? -1 : 1;
}


/***/ })

};
