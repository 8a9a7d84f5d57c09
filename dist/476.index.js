export const id = 476;
export const ids = [476];
export const modules = {

/***/ 499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bM: () => (/* binding */ formatRecord),
/* harmony export */   c2: () => (/* binding */ fileErrorCode),
/* harmony export */   dh: () => (/* binding */ appendSynced),
/* harmony export */   gZ: () => (/* binding */ appendWhole)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
// The runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_STEP_SUMMARY): whole records or none. The toolkit's own writer
// is not used because it syncs nothing, and leaves half records.

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
    append(path, text, node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync);
}
/** The same without a sync, for what is of no use once the machine of the job is down: a sync may take longer than all else. */
function appendWhole(path, text) {
    append(path, text, () => undefined);
}
function append(path, text, sync) {
    const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND);
    try {
        const size = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).size;
        try {
            writeWhole(fd, Buffer.from(text));
            sync(fd);
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

/***/ 9759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7334);
/* harmony import */ var _log_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6055);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9172);



/** GitHub shows ten annotations of a kind per step; the tenth error is kept for the one that ends the step. */
const SHOWN_PER_KIND = { error: 9, warning: 10, notice: 10 };
/** Nothing of the value, not even its length. */
const NOT_HIDDEN = 'A value that is given as a secret is not hidden in this log: it is shorter than four characters, a small number, or ' +
    'a word that the log is full of. Give it in another way if it is none, or make it longer if it is one.';
/** A log on `world.write`. `mask` must have seen a secret before any text that may hold it. */
function createLog(world) {
    const counts = { error: 0, warning: 0, notice: 0 };
    const plain = new Set();
    /** Masks of a step that has printed nothing yet: its first line costs milliseconds, and a request may leave before. */
    let unsaid = '';
    let silent = true;
    const sayMasks = () => {
        const masks = unsaid;
        unsaid = '';
        silent = false;
        if (masks !== '')
            world.write(masks);
    };
    const write = (text) => {
        sayMasks();
        world.write(text);
    };
    let depth = 0;
    /** The title of the group that is open in the runner's log, if one is. */
    let open = null;
    /** Cleaning can join what was apart, so secrets are looked for before and after. */
    const safe = (text) => world.redactor.redact((0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLines */ .v3)(world.redactor.redact(text)).join('\n'));
    const print = (text) => {
        // Whoever reads the other end of the pipe wakes up for each write.
        write(`${safe(text).split('\n').map(_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .neutralise */ .$0).join('\n')}\n`);
    };
    const command = (name, data, properties = {}) => {
        const shown = {};
        for (const [key, value] of Object.entries(properties))
            shown[key] = world.redactor.redact(value);
        write(`${(0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCommand */ .fE)(name, safe(data), shown)}\n`);
    };
    const annotate = (kind, message, place, always = false) => {
        counts[kind] += 1;
        const label = kind === 'error' ? 'Error' : kind === 'warning' ? 'Warning' : 'Notice';
        if (!world.commands || (!always && counts[kind] > SHOWN_PER_KIND[kind])) {
            print(`${label}: ${(0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .placePrefix */ .Oy)(place)}${message}`);
            return;
        }
        const text = safe(message);
        if (text.length <= _log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_ANNOTATION */ .n2) {
            command(kind, text, (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .placeProperties */ .ty)(place));
            return;
        }
        command(kind, `${text.slice(0, _log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_ANNOTATION */ .n2 - 1)}…`, (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .placeProperties */ .ty)(place));
        print(`The whole message:\n${message}`);
    };
    return {
        info: print,
        debug: (message) => {
            if (world.commands && world.debug !== false)
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
                command('group', (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(title));
                open = (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(title);
            }
            else
                print(title);
            depth += 1;
            try {
                return await work();
            }
            finally {
                depth -= 1;
                print(`${(0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(title)}: ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(world.elapsed() - started)}`);
                if (opens) {
                    write('::endgroup::\n');
                    open = null;
                }
            }
        },
        section: (title, text) => {
            if (!world.commands) {
                print(`${(0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(title)}\n${text}`);
                return;
            }
            // The runner's groups cannot be nested, so the one around is closed before and goes on behind.
            if (open !== null)
                write('::endgroup::\n');
            command('group', (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(title));
            print(text);
            write('::endgroup::\n');
            if (open !== null)
                command('group', `${open} (goes on)`);
        },
        mask: (secret) => {
            if (secret !== '' && !(0,_redact_js__WEBPACK_IMPORTED_MODULE_2__/* .canBeHidden */ .sV)(secret)) {
                if (!plain.has(secret))
                    annotate('warning', NOT_HIDDEN, {});
                plain.add(secret);
                return;
            }
            const forms = world.redactor.add(secret);
            if (!world.commands || forms.length === 0)
                return;
            unsaid += forms.map((form) => `${(0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCommand */ .fE)('add-mask', form)}\n`).join('');
            if (silent && world.soon !== undefined)
                world.soon(sayMasks);
            else
                sayMasks();
        },
        redact: world.redactor.redact,
    };
}


/***/ }),

/***/ 117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dJ: () => (/* binding */ cancelOnSignals),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   mr: () => (/* binding */ processWorld),
/* harmony export */   tV: () => (/* binding */ stepLog)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3136);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1793);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9759);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9172);
/* harmony import */ var _voice_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5187);
// This process as the rooms see it: environment, clock, signals, output. Made once per entry.






/** The real clock. */
const systemClock = {
    now: () => Date.now(),
    // `performance` takes 1 ms to load.
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
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
    return signal?.reason instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc ? signal.reason : new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc();
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
    voice: _voice_js__WEBPACK_IMPORTED_MODULE_5__/* .JOB_VOICE */ .l,
    distDirectory: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_1__.fileURLToPath)(import.meta.url)),
};
/** The log of a step. */
function stepLog(runner) {
    return (0,_log_js__WEBPACK_IMPORTED_MODULE_3__/* .createLog */ .h)({
        write: runner.write,
        elapsed: () => runner.clock.elapsed(),
        redactor: (0,_redact_js__WEBPACK_IMPORTED_MODULE_4__/* .createRedactor */ .lY)(),
        commands: runner.env.GITHUB_ACTIONS === 'true',
        debug: runner.env.RUNNER_DEBUG === '1',
        soon: (work) => void setImmediate(work),
    });
}
/** The runner kills a cancelled step 10 s after the first signal; what is not flushed by then is lost. */
const LAST_MOMENT_MS = 3_000;
/**
 * One signal for everything: aborted by the first SIGINT or SIGTERM, or after `limit`, whose text names it. A second
 * signal ends the process at once; so does a first one whose work does not stop within three seconds.
 */
function cancelOnSignals(runner, log, limit) {
    const controller = new AbortController();
    const done = new AbortController();
    runner.clock.sleep(limit.ms, done.signal).then(() => controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc(`The time is over: ${limit.text}.`)), () => undefined);
    const onSignal = (name) => {
        if (controller.signal.aborted) {
            runner.exit(130);
            return;
        }
        log.warning(`${name}: stopping; nothing new is begun.`);
        controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc(`Ended by ${name}.`));
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
/* harmony export */   lY: () => (/* binding */ createRedactor),
/* harmony export */   sV: () => (/* binding */ canBeHidden)
/* harmony export */ });
/* unused harmony export secretForms */
// Every form in which a secret can come back: what is masked in the runner and cut from our own texts.
/** Shorter values are not masked: three letters occur everywhere and would eat the log. */
const MIN_SECRET = 4;
/** Numbers of fewer digits are ports, sizes and counts of every output. */
const MIN_NUMBER = 6;
/**
 * What log and outputs are made of. Hiding such a word hides nothing, as everybody sees what is missing, and GitHub drops
 * each output that holds it: `changed` is `true`, and `machines` has the login user `root`.
 */
const COMMON = new Set([
    'true false null none',
    'root admin user ubuntu debian fedora alpine centos rocky core ec2-user',
    'running stopped pending created updated replaced adopted unchanged destroyed failed skipped unknown',
    'machine machines backend amazon azure docker google linode local localhost default',
    'test tests main master develop development staging production prod latest debug info http https',
].flatMap((line) => line.split(' ')));
/** Single lines below this (`{`, `-----`, the rest of a base64 block) are no secrets by themselves. */
const MIN_LINE = 8;
/** Of longer texts (keys), what lines become is looked for line by line only: all ways together are a quarter of a megabyte. */
const LONG = 1_000;
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
    return [0, 1, 2].map((shift) => {
        const whole = withoutPadding((shift === 0 ? bytes : Buffer.concat([Buffer.alloc(shift), bytes])).toString('base64'));
        const partial = (bytes.length + shift) % 3 === 0 ? 0 : 1;
        return whole.slice(Math.ceil((shift * 8) / 6), whole.length - partial);
    });
}
function withoutPadding(base64) {
    const padding = base64.indexOf('=');
    return padding < 0 ? base64 : base64.slice(0, padding);
}
function urlSafe(base64) {
    return base64.replaceAll('+', '-').replaceAll('/', '_');
}
/** As `urlEscape`: no other character of base64 is escaped, and a key has a hundred kilobytes of it. */
function base64InUrl(base64) {
    return base64.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D');
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
/** Nothing in it is quoted or escaped by JSON, XML or a shell; slashes and URLs remain. */
const PLAIN = /^[A-Za-z0-9_./:@%+=,-]*$/;
/** What a line becomes wherever it stands: escapes and hex digits of a longer text hold those of its lines. */
function lineForms(text) {
    const hex = Buffer.from(text).toString('hex');
    const url = urlEscape(text);
    const forms = [
        hex,
        hex.toUpperCase(),
        url,
        url.replaceAll('%20', '+'),
        url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ];
    return PLAIN.test(text) ? [...forms, text.replaceAll('/', '\\/')] : [...forms, ...quotedForms(text)];
}
function quotedForms(text) {
    const json = JSON.stringify(text).slice(1, -1);
    return [
        json,
        json.replaceAll('/', '\\/'),
        JSON.stringify(json).slice(1, -1),
        xmlEscape(text),
        xmlEscape(text).replaceAll('&apos;', '&#39;'),
        text.replaceAll("'", "'\\''"),
        text.replaceAll("'", "'\"'\"'"),
        text.replace(/(["\\$`])/g, '\\$1'),
        // Bash's `printf %q`.
        text.replace(/([^A-Za-z0-9_./:@%+=,-])/g, '\\$1'),
    ];
}
/** Base64 takes a text of several lines together: where one of them begins in it is not known. */
function base64Variants(text) {
    const padded = Buffer.from(text).toString('base64');
    const base64 = [padded, ...base64Forms(text)];
    return [...base64, ...base64.map(urlSafe), urlSafe(withoutPadding(padded)), ...base64.map(base64InUrl)];
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
    return [body, ...['\r\n', '\n', ' '].map((end) => parts.join(end)), pem.join(''), pem.join(' ')];
}
/** Lines that are too short to be looked for by themselves; of a key only the last one may be. */
function hasShortLines(secret) {
    return lines(secret).filter((line) => line !== '' && line.length < MIN_LINE && !PEM_ARMOUR.test(line)).length > 1;
}
/** True where masking `secret` would protect it: false for what is blank, short, a small number or a common word. */
function canBeHidden(secret) {
    const text = secret.trim();
    if (text.length < MIN_SECRET || COMMON.has(text.toLowerCase()))
        return false;
    return text.length >= MIN_NUMBER || !/^\d+$/.test(text);
}
/** Every form of `secret` that is long enough to look for, longest first; empty for what cannot be hidden. */
function secretForms(secret) {
    if (!canBeHidden(secret))
        return [];
    const found = new Set();
    const whole = secret.length <= LONG || hasShortLines(secret);
    for (const text of new Set(joins(secret))) {
        for (const form of [text, ...base64Variants(text), ...(whole ? lineForms(text) : [])])
            found.add(form);
    }
    // Mist stores and echoes tokens in lower case (faults of its API v2).
    if (!/\s/.test(secret.trim()))
        found.add(secret.trim().toLowerCase());
    for (const line of lines(secret)) {
        if (line.length < MIN_LINE || PEM_ARMOUR.test(line))
            continue;
        for (const form of [line, ...lineForms(line)])
            found.add(form);
    }
    for (const leaf of jsonLeaves(secret))
        for (const form of secretForms(leaf))
            found.add(form);
    return [...found].filter((form) => form.length >= MIN_SECRET).sort((a, b) => b.length - a.length);
}
/** True when the runner may get this form: it masks each line of a value too, and short or common lines are harmful. */
function isMaskable(form) {
    if (!form.includes('\n') && !form.includes('\r'))
        return form.trim() !== '';
    const parts = lines(form).filter((line) => line !== '');
    if (parts.length === 0)
        return false;
    return parts.length === 1 || parts.every((line) => line.length >= MIN_SECRET && !PEM_ARMOUR.test(line));
}
/** An empty registry. Adding is idempotent. */
function createRedactor() {
    const known = new KnownForms();
    return {
        add: (secret) => secretForms(secret)
            .filter((form) => known.add(form))
            .filter(isMaskable),
        redact(text) {
            let clean = text;
            for (const form of known.perhapsIn(text))
                clean = clean.replaceAll(form, SHOWN);
            return clean;
        },
    };
}
/**
 * All forms by how they begin: a text is gone through once, however many there are. Fifty machines have five thousand, and
 * everything that is printed is looked at.
 */
class KnownForms {
    /** In the order in which they became known. */
    #order = new Map();
    #byStart = new Map();
    #marks = new Set();
    /** False where the form is known already. */
    add(form) {
        if (this.#order.has(form))
            return false;
        this.#order.set(form, this.#order.size);
        // What is put in the place of one form may be the beginning of another.
        const start = form.includes('*') ? ANYWHERE : form.slice(0, MIN_SECRET);
        const alike = this.#byStart.get(start);
        if (alike === undefined) {
            this.#byStart.set(start, [form]);
            this.#marks.add(markOf(start));
        }
        else
            alike.push(form);
        return true;
    }
    /** Every form that redacting this text may meet, longest first, so that no part of a longer one stays behind. */
    perhapsIn(text) {
        const starts = new Set([ANYWHERE]);
        let mark = 0;
        for (let end = 1; end <= text.length; end += 1) {
            mark = nextMark(mark, text.charCodeAt(end - 1));
            if (!this.#marks.has(mark) || end < MIN_SECRET)
                continue;
            const start = text.slice(end - MIN_SECRET, end);
            if (this.#byStart.has(start))
                starts.add(start);
        }
        const found = [...starts].flatMap((start) => this.#byStart.get(start) ?? []);
        return found.sort((a, b) => b.length - a.length || this.#orderOf(a) - this.#orderOf(b));
    }
    #orderOf(form) {
        return this.#order.get(form) ?? 0;
    }
}
/** The last MIN_SECRET characters as a number, which few others share: quicker to look up than a text of their own. */
function nextMark(mark, code) {
    return ((mark << 8) ^ code) & 0x3fff_ffff;
}
function markOf(start) {
    let mark = 0;
    for (let at = 0; at < start.length; at += 1)
        mark = nextMark(mark, start.charCodeAt(at));
    return mark;
}
/** The beginning of forms that have to be looked for in every text; no other form begins so, because it is too short. */
const ANYWHERE = '';


/***/ }),

/***/ 22:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ backendsFact),
/* harmony export */   Gf: () => (/* binding */ openState),
/* harmony export */   MH: () => (/* binding */ readFacts),
/* harmony export */   NP: () => (/* binding */ saveFacts),
/* harmony export */   Sk: () => (/* binding */ parseScope),
/* harmony export */   aZ: () => (/* binding */ parseIdentity),
/* harmony export */   t1: () => (/* binding */ saveFileRecord),
/* harmony export */   v2: () => (/* binding */ readFileRecords)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1618);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(499);
// What main leaves for post in the runner's state besides the journal: few, small, checked when read, never secret.



const MODES = ['apply', 'plan', 'check', 'destroy', 'reap'];
/** Facts share 4 KiB of the state. */
const LONGEST_BACKENDS = 1_500;
const NAMES = {
    scope: 'scope',
    mode: 'mode',
    mistUrl: 'mist-url',
    filesDir: 'files-dir',
    tokenId: 'token-id',
    tokenName: 'token-name',
    started: 'started',
    keeper: 'keeper',
    backends: 'backends',
};
/**
 * The writers of the runner's state file: `state` syncs it with all that was written before, `unsynced` does not (a sync may take longer
 * than all else). Throws ActionError at once when the runner gave none; one failure is final for both.
 */
function openState(env, world) {
    const path = env.GITHUB_STATE ?? '';
    if (path === '')
        throw unwritable('GITHUB_STATE is not set');
    let broken = null;
    const writer = (append) => (name, value, ...more) => {
        // After a half record the runner may not see what follows it, so nothing counts as written any more.
        if (broken !== null)
            throw unwritable(broken);
        try {
            const records = [[name, value], ...more].map((record) => (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRecord */ .bM)(...record, world.uuid));
            append(path, records.join(''));
        }
        catch (error) {
            broken = (0,_command_file_js__WEBPACK_IMPORTED_MODULE_1__/* .fileErrorCode */ .c2)(error);
            throw unwritable(broken);
        }
    };
    return { state: writer(world.append), unsynced: writer(world.appendWhole) };
}
function unwritable(reason) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('state', 'user', `The state of this run cannot be written: ${reason}.`, {
        hint: 'Nothing is created without it, because nobody could find it again after a crash. Is the disk full?',
    });
}
/** Saves the facts that are given, all at once; call it before the first request that changes something. */
function saveFacts(write, facts) {
    const [first, ...more] = Object.entries(facts).flatMap(([key, value]) => {
        if (value === null || value === undefined)
            return [];
        return [[NAMES[key], typeof value === 'string' ? value : JSON.stringify(value)]];
    });
    if (first !== undefined)
        write(...first, ...more);
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
        mode: take('mode', (text) => MODES.find((mode) => mode === text) ?? null),
        mistUrl: take('mistUrl', (text) => (/^(?:sandbox|https?:\/\/[^\s@?#]{1,2000})$/.test(text) ? text : null)),
        filesDir: take('filesDir', parseFileRecord),
        tokenId: take('tokenId', (text) => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null)),
        tokenName: take('tokenName', (text) => (/^mist-action-[a-z0-9-]{1,80}$/.test(text) ? text : null)),
        started: take('started', (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null)),
        keeper: take('keeper', parseIdentity),
        backends: take('backends', parseBackends),
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
/** Names by ids of 32 hex digits, or null. */
function parseBackends(text) {
    const entries = Object.entries(parseRecord(text));
    if (text.length > LONGEST_BACKENDS)
        return null;
    const good = entries.every(([id, name]) => (0,_model_observed_js__WEBPACK_IMPORTED_MODULE_2__/* .isMistId */ .v)(id) && typeof name === 'string' && name !== '');
    return good && entries.length > 0 ? Object.fromEntries(entries.map(([id, name]) => [id, String(name)])) : null;
}
/** Backends for `saveFacts`; null where there are none, or too many for the state, which post then asks for. */
function backendsFact(backends) {
    return parseBackends(JSON.stringify(backends));
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

/***/ 5187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ COMMAND_VOICE),
/* harmony export */   l: () => (/* binding */ JOB_VOICE)
/* harmony export */ });
// What differs in words between a step of a job, which has a post, and a command, which has only its own end.
/** A step of a job. */
const JOB_VOICE = {
    afterCancel: 'Post removes what must not stay.',
    savedKey: 'do not upload it with artifacts; post removes it.',
    specFile: 'Give the spec as text in `spec`, or check out the repository first and give the path of a file in it.',
    staysBy: (teardown) => ` (teardown: ${teardown})`,
    tellsNothing: true,
    outputsToGitHub: true,
};
/** A command: it removes the half-made itself, and what is ready always stays. */
const COMMAND_VOICE = {
    afterCancel: 'What is half-made is removed now.',
    savedKey: 'keep it out of commits, and remove it when you need it no more.',
    specFile: 'Give with `-f` a plain file in the current directory or below it.',
    staysBy: () => '',
    tellsNothing: false,
    outputsToGitHub: false,
};


/***/ }),

/***/ 8586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ contentHash),
/* harmony export */   s: () => (/* binding */ sha256)
/* harmony export */ });
// Naming texts by what they hold. `node:crypto` is loaded by the first hash: a step asks its first lists without one.
/** SHA-256 of `data`, text as UTF-8. */
function sha256(data, encoding) {
    return process.getBuiltinModule('node:crypto').hash('sha256', data, encoding);
}
/** The first `length` (at most 64) hex digits of the SHA-256 of `text` as UTF-8. */
function contentHash(text, length) {
    return sha256(text, 'hex').slice(0, length);
}


/***/ }),

/***/ 7334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Xo: () => (/* binding */ formatSeconds),
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
/** A length that was reckoned and not written by anybody: `60 s`, `3.3 s`, at least `0.1 s`; one decimal at most. */
function formatSeconds(ms) {
    const seconds = ms / 1000;
    return `${seconds < 10 ? Math.max(0.1, Math.round(seconds * 10) / 10) : Math.round(seconds)} s`;
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
/** Something did not become ready in its time, told as `within 90s` or the like; says what it was last seen as. */
class WaitTimeoutError extends ActionError {
    name = 'WaitTimeoutError';
    address;
    constructor(address, wanted, lastSeen, time, options = {}) {
        super('wait-timeout', 'remote', `${address}: not ${wanted} ${time}; last seen: ${lastSeen}`, options);
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
/* harmony export */   Pz: () => (/* binding */ createWord),
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
/* harmony import */ var _content_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8586);
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
    create: 'mist_action_create',
};
function hex(length, ...parts) {
    // Length prefixes keep ('ab','c') and ('a','bc') apart.
    const whole = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
    return (0,_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(whole, length);
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
/**
 * The value of `mist_action_create`: one word for a single create, from the name and the time (epoch ms) that its intent in the
 * journal tells. Machine and log show by it which of several creates of one name made what. Never proof.
 */
function createWord(name, at) {
    return hex(16, 'create', name, String(at));
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
    const prefix = scopePrefix(scope);
    // Stryker disable next-line ConditionalExpression: for speed only, the comparison below refuses the same names.
    if (!name.startsWith(prefix))
        return null;
    const row = name.slice(prefix.length, name.lastIndexOf('-'));
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


/***/ })

};
