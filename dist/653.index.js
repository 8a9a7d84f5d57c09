export const id = 653;
export const ids = [653];
export const modules = {

/***/ 2671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ meanwhile)
/* harmony export */ });
// What is done while an answer is under way, so that less is left to do once it is there.
/**
 * Does the pieces one after another, each in a turn of its own, and begins none once `answer` has settled. One may fail, of which
 * `failed` is told, and one that does not end is left behind when the answer comes.
 */
async function meanwhile(answer, pieces, failed = () => undefined) {
    let waiting = true;
    const settled = answer
        .catch(() => undefined)
        .then(() => {
        waiting = false;
    });
    for (const piece of pieces) {
        // In a turn of its own, an answer that is there is heard before.
        await new Promise((resolve) => setImmediate(resolve));
        if (!waiting)
            return;
        await Promise.race([settled, piece().catch(failed)]);
    }
}


/***/ }),

/***/ 9653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runApply: () => (/* binding */ runApply)
/* harmony export */ });
/* harmony import */ var _engine_begin_apply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(301);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _files_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1696);
/* harmony import */ var _load_compiled_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8161);
/* harmony import */ var _meanwhile_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2671);
/* harmony import */ var _plan_input_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7591);
/* harmony import */ var _state_journal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66);
// Mode apply: what there is is asked for, and while that is under way the rest of the mode is loaded.







/** Applies and publishes. Throws ActionError when a row is not as the spec wants it. */
async function runApply(step, spec, connected) {
    const applying = step.log.group('Apply', async () => {
        const begun = await begin(step, spec, connected);
        const { applyStep } = await loadRest();
        return applyStep(step, spec, begun);
    });
    const { handOver } = await applying.catch((error) => {
        // Post will say that there was nothing to remove.
        if (!(0,_state_journal_js__WEBPACK_IMPORTED_MODULE_4__/* .journalIsThere */ .oO)(step.runner.env, connected.entries()))
            step.log.error(`The runner lost the state of this step: what it began in scope ${step.scope.name} may be left.`);
        throw error;
    });
    await handOver();
}
/**
 * Resolves once the live lists have left, or have come to nothing, of which apply hears. Throws ActionError where there is no
 * place for files: a disk that takes none is told before there are machines.
 */
async function begin(step, spec, connected) {
    const directory = (0,_files_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .newFilesDirectory */ .D)(step);
    // All names begin with it. Its hash loads what hashes, 7 ms that would else be spent between the answer and the next request.
    (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .scopePrefix */ .Po)(step.scope);
    const input = (0,_plan_input_js__WEBPACK_IMPORTED_MODULE_3__/* .planInput */ .y)(step, spec, step.inputs.replace);
    const apply = (0,_engine_begin_apply_js__WEBPACK_IMPORTED_MODULE_0__/* .beginApply */ .G)(connected.world, input);
    await (0,_meanwhile_js__WEBPACK_IMPORTED_MODULE_5__/* .meanwhile */ .R)(apply.observing, [loadEngine]);
    await apply.observing.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    return { ...connected, directory, input, apply };
}
/** The larger half of the rest: with it out of the way, there is time for more while the live lists are under way. */
function loadEngine() {
    return (0,_load_compiled_js__WEBPACK_IMPORTED_MODULE_6__/* .loadCompiled */ .S)(() => Promise.all(/* import() */[__webpack_require__.e(184), __webpack_require__.e(21), __webpack_require__.e(157), __webpack_require__.e(209)]).then(__webpack_require__.bind(__webpack_require__, 9209)));
}
async function loadRest() {
    const [rest] = await (0,_load_compiled_js__WEBPACK_IMPORTED_MODULE_6__/* .loadCompiled */ .S)(() => Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(184), __webpack_require__.e(21), __webpack_require__.e(157), __webpack_require__.e(209), __webpack_require__.e(736), __webpack_require__.e(243)]).then(__webpack_require__.bind(__webpack_require__, 2243)),
        // Wanted with the answer to a key; whoever uses it hears of it when it cannot be loaded.
        __webpack_require__.e(/* import() */ 553).then(__webpack_require__.bind(__webpack_require__, 8553)).catch(() => undefined),
    ]));
    return rest;
}


/***/ }),

/***/ 66:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   oO: () => (/* binding */ journalIsThere),
/* harmony export */   s9: () => (/* binding */ createJournal),
/* harmony export */   xg: () => (/* binding */ assertJournalRoom)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
// The journal in the runner's state: one entry `j<seq>` per request, written before the call returns, and synced too but for its answer. Post
// gets each as an environment variable of its own, the last record of a sequence number being the one that counts.


/**
 * State becomes the environment of post, and one that is too large keeps Node from starting (actions/runner#1733).
 * 32 KiB leaves room for everything else; 4 KiB of it are for the facts of the step.
 */
const MAX_STATE_BYTES = 32 * 1024;
const FACTS_BYTES = 4 * 1024;
const KINDS = ['create-machine', 'add-key', 'add-backend', 'adopt-machine', 'power-machine'];
const PHASES = ['intent', 'sent', 'settled'];
const RESULTS = ['accepted', 'refused', 'unknown'];
const NAME = /^[A-Za-z0-9._ -]{1,255}$/;
const ADDRESS = /^(?:backend|key|machine)\/[A-Za-z0-9._ -]{1,255}$/;
const ID = /^[0-9a-f]{32}$/;
const LONGEST_ID = 'f'.repeat(32);
/**
 * A journal on `write`. `intend` and `sent` throw ActionError when the record cannot be kept; `settle` does not, because
 * its request has been answered already: then `warn` is called, and post finds the truth in Mist. For the same reason it
 * writes to `unsynced`, which need not sync; the next synced record takes it along.
 */
function createJournal(write, warn, unsynced = write) {
    let next = 0;
    let used = FACTS_BYTES;
    return {
        intend(intent) {
            // Post takes whole milliseconds alone for a time.
            const at = Math.round(intent.at);
            const entry = { ...intent, at, seq: next, phase: 'intent', result: null, jobId: null, id: null };
            if (!NAME.test(entry.name) || !ADDRESS.test(entry.address)) {
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('state', 'user', `${entry.address}: the name cannot be recorded, so nothing is sent.`, {
                    hint: 'Names may hold letters, digits, blanks, `.`, `_` and `-`, at most 255.',
                });
            }
            const size = largestRecord(entry);
            if (used + size > MAX_STATE_BYTES)
                throw fullError();
            write(`j${entry.seq}`, encode(entry));
            next += 1;
            used += size;
            return entry;
        },
        sent(entry) {
            const sent = { ...entry, phase: 'sent' };
            write(`j${sent.seq}`, encode(sent));
            return sent;
        },
        settle(entry, result) {
            const settled = { ...entry, ...result, phase: 'settled' };
            try {
                unsynced(`j${settled.seq}`, encode(settled));
            }
            catch (error) {
                warn(`${settled.address}: its answer is not in the journal. ${error instanceof Error ? error.message : ''}`);
            }
            return settled;
        },
    };
}
/** Throws ActionError when the journal cannot hold all these intents: to be asked before the first request leaves. */
function assertJournalRoom(intents) {
    let used = FACTS_BYTES;
    for (const intent of intents)
        used += largestRecord(intent);
    if (used > MAX_STATE_BYTES)
        throw fullError();
}
/**
 * True while the runner's file has a record of each of these entries. What a full disk kept out of it later does not matter: a
 * record that tells of the request is there.
 */
function journalIsThere(env, entries) {
    if (entries.length === 0)
        return true;
    try {
        const text = `\n${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(env.GITHUB_STATE ?? '', 'utf8')}`;
        return entries.every(({ seq }) => text.includes(`\nj${seq}<<`));
    }
    catch {
        return false;
    }
}
function fullError() {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('state', 'user', `The journal of this run would be larger than ${MAX_STATE_BYTES} bytes.`, {
        hint: 'Spread the machines over several runs, each with a spec and a scope of its own.',
    });
}
/** Bytes of an entry once it is settled with every id, its key and the runner's prefix included. */
function largestRecord({ kind, address, name }) {
    const ids = { cloudId: LONGEST_ID, jobId: LONGEST_ID, id: LONGEST_ID };
    const settled = { kind, address, name, at: 9e15, phase: 'settled', result: 'accepted', ...ids };
    return Buffer.byteLength(`STATE_j9999=${encode(settled)}`);
}
function encode(entry) {
    const { kind, address, name, cloudId, at, phase, result, jobId, id } = entry;
    return JSON.stringify([kind, address, name, cloudId, at, phase, result, jobId, id]);
}
/**
 * The journal as post finds it in its environment, in order. Entries that are torn, forged or not of this action are
 * dropped with a warning each; nothing here is trusted further than as a hint where to look.
 */
function readJournal(env) {
    const entries = [];
    const warnings = [];
    const found = new Set();
    for (const [key, value] of Object.entries(env)) {
        const seq = Number(/^STATE_j(\d{1,4})$/i.exec(key)?.[1]);
        if (Number.isNaN(seq) || value === undefined)
            continue;
        found.add(seq);
        const entry = decode(seq, value);
        if (entry === null)
            warnings.push(`Record ${seq} of the journal cannot be read; it is ignored.`);
        else
            entries.push(entry);
    }
    entries.sort((a, b) => a.seq - b.seq);
    for (const seq of Array.from({ length: entries.at(-1)?.seq ?? 0 }).keys()) {
        if (!found.has(seq))
            warnings.push(`Record ${seq} of the journal is missing.`);
    }
    return { entries, warnings };
}
function decode(seq, text) {
    const fields = parseArray(text);
    if (fields?.length !== 9)
        return null;
    const [kindField, address, name, cloudId, at, phaseField, resultField, jobId, id] = fields;
    const kind = KINDS.find((value) => value === kindField);
    const phase = PHASES.find((value) => value === phaseField);
    const result = resultField === null ? null : RESULTS.find((value) => value === resultField);
    if (kind === undefined || phase === undefined || result === undefined || !isAddress(address))
        return null;
    if (typeof name !== 'string' || !NAME.test(name))
        return null;
    if (!isTime(at) || !isIdOrNull(cloudId) || !isIdOrNull(jobId) || !isIdOrNull(id))
        return null;
    return { seq, kind, address, name, cloudId, at, phase, result, jobId, id };
}
function parseArray(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // A torn record is no list.
    }
    return Array.isArray(value) ? value : null;
}
function isTime(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0;
}
function isAddress(value) {
    return typeof value === 'string' && ADDRESS.test(value);
}
function isIdOrNull(value) {
    return value === null || (typeof value === 'string' && ID.test(value));
}


/***/ }),

/***/ 301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ beginApply)
/* harmony export */ });
/* harmony import */ var _key_head_start_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5564);
/* harmony import */ var _observe_scope_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1542);
// What an apply begins with: reading what there is, and what its keys need. Apart from the rest, so that it can be under way
// while that is still being loaded.


/** Begins, once more with the `headStart` of the first time where that is given. Nothing is changed by it. */
function beginApply(world, input, headStart = new _key_head_start_js__WEBPACK_IMPORTED_MODULE_1__/* .KeyHeadStart */ .U(world)) {
    const observing = (0,_observe_scope_js__WEBPACK_IMPORTED_MODULE_0__/* .observeScope */ .p)(world, {
        ...input,
        onInventory: ({ keys }, inventory) => headStart.begin(keys, inventory),
    });
    // Whoever applies hears of it.
    observing.catch(() => undefined);
    return { observing, headStart };
}


/***/ }),

/***/ 5564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ KeyHeadStart)
/* harmony export */ });
/** Pairs and private halves of one apply, each asked for once. */
class KeyHeadStart {
    #world;
    #pairs = new Map();
    #privates = new Map();
    constructor(world) {
        this.#world = world;
    }
    /** Begins for every key: the pair of one that is missing and to be generated, the private half of one that is there. */
    begin(keys, inventory) {
        for (const key of keys) {
            const there = inventory.keys.find((one) => one.name === key.mistName);
            if (there === undefined && key.source === 'generated')
                void this.pair(key.mistName);
            else if (there !== undefined && key.source !== 'uploaded')
                void this.privateKey(there.id);
        }
    }
    /** The pair that is made under this name in Mist. */
    pair(mistName) {
        return once(this.#pairs, mistName, () => this.#world.keyMaker.rsa());
    }
    /** The private half as Mist keeps it. */
    privateKey(id) {
        return once(this.#privates, id, () => this.#world.reader.privateKey(id));
    }
}
function once(known, key, make) {
    const there = known.get(key);
    if (there)
        return there;
    const fresh = make();
    // Whoever needs it awaits it; a plan that fails before leaves it unheard.
    fresh.catch(() => undefined);
    known.set(key, fresh);
    return fresh;
}


/***/ })

};
