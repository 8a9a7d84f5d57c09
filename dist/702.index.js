export const id = 702;
export const ids = [702,399];
export const modules = {

/***/ 5349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ compose),
  T: () => (/* binding */ tokenNamePrefix)
});

// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 19 modules
var connect = __webpack_require__(2425);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
;// CONCATENATED MODULE: ./lib/src/action/on-use.js
function once(load) {
    let loading = null;
    return () => {
        loading ??= load();
        return loading;
    };
}
/** The key maker; see `createKeyMaker`. An RSA key is begun before that is loaded: nothing of a step takes longer. */
function keyMakerOnUse(makeRsa) {
    const load = () => __webpack_require__.e(/* import() */ 553).then(__webpack_require__.bind(__webpack_require__, 8553));
    const maker = once(async () => (await load()).createKeyMaker());
    return {
        rsa: async () => {
            const privateKey = await makeRsa();
            return (await load()).pairOf(privateKey);
        },
        hostKey: async () => (await maker()).hostKey(),
        publicOf: async (privateKey) => (await maker()).publicOf(privateKey),
        prepare: () => {
            // Whoever reads a key hears of what cannot be loaded.
            maker().then((own) => own.prepare?.(), () => undefined);
        },
    };
}
/** The prober; see `createProber`. */
function proberOnUse(caCertificate) {
    const prober = once(async () => (await __webpack_require__.e(/* import() */ 683).then(__webpack_require__.bind(__webpack_require__, 7683))).createProber(caCertificate));
    return {
        tcp: async (...call) => (await prober()).tcp(...call),
        prepare: () => {
            // A module that cannot be loaded is the attempt's to tell.
            prober().then((loaded) => loaded.prepare?.(), () => undefined);
        },
        ssh: async (...call) => (await prober()).ssh(...call),
        http: async (...call) => (await prober()).http(...call),
    };
}
/** The shell; see `createShell`. */
function shellOnUse() {
    const shell = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(719)]).then(__webpack_require__.bind(__webpack_require__, 2719))).createShell());
    return { run: async (...call) => (await shell()).run(...call) };
}

;// CONCATENATED MODULE: ./lib/src/action/compose.js






/** Finds or starts the sandbox, mints a token where an account was given, connects. */
async function compose(input) {
    const { runner, inputs, log, signal, journal } = input;
    const { url, token } = await target(input);
    const common = {
        url,
        clock: runner.clock,
        random: Math.random,
        log,
        signal,
        caCertificate: inputs.caCertificate,
        allowInsecureHttp: inputs.target.kind === 'server' && inputs.target.plain,
        proxyEnv: runner.env,
    };
    let secret = token;
    let minted = null;
    if (inputs.credentials.kind === 'account') {
        const fresh = await mint(input, common);
        secret = fresh.token;
        minted = fresh.id;
    }
    const connected = (0,connect/* connectMist */.e)({ ...common, token: secret });
    const ended = new AbortController();
    const processes = { distDirectory: runner.distDirectory, nodePath: process.execPath, env: runner.env };
    const world = {
        reader: connected.reader,
        writer: connected.writer,
        clock: runner.clock,
        log,
        signal,
        journal,
        prober: proberOnUse(inputs.caCertificate),
        shell: shellOnUse(),
        keyMaker: keyMakerOnUse(async () => {
            const { rsaKeyFromProcess } = await __webpack_require__.e(/* import() */ 906).then(__webpack_require__.bind(__webpack_require__, 906));
            return rsaKeyFromProcess({ ...processes, signal: AbortSignal.any([signal, ended.signal]) });
        }),
    };
    const connection = {
        ...connected,
        close: async () => {
            // A pair that a failed step did not come to use is not waited for.
            ended.abort(new errors/* CancelledError */.cc());
            await connected.close();
        },
    };
    const { caCertificate, allowInsecureHttp } = common;
    const server = secret === null
        ? null
        : { url, token: secret, caCertificate, allowInsecureHttp, proxyEnv: (0,keeper_order/* proxyVariables */.eq)(runner.env) };
    return { world, connection, server, mintedToken: minted };
}
async function mint(input, common) {
    const { inputs, context, tokenTtlMs } = input;
    if (inputs.credentials.kind !== 'account')
        throw new TypeError('no account');
    const { email, password, org } = inputs.credentials;
    input.log.mask(password.reveal());
    const anonymous = (0,connect/* connectMist */.e)({ ...common, token: null });
    try {
        const name = `${tokenNamePrefix(context)}${common.clock.now().toString(36)}`;
        input.onMinting(name);
        const minted = await mintKnown(input, anonymous.tokens, {
            email,
            password,
            orgName: org,
            ttlSeconds: Math.ceil(tokenTtlMs / 1000),
            name,
        });
        await told(input, common, minted);
        return minted;
    }
    finally {
        await anonymous.close();
    }
}
/** Begins the name of every token of one attempt of a run. */
function tokenNamePrefix({ runId, attempt }) {
    return `mist-action-${runId || 'local'}-${attempt}-`;
}
/** Whoever looks for the token afterwards is told when there is surely none. */
async function mintKnown(input, tokens, request) {
    try {
        return await tokens.mint(request);
    }
    catch (error) {
        if ((0,write_ahead/* effectOf */.$)(error) === 'none')
            input.onMinting(null);
        throw error;
    }
}
/** A token that nobody would find again ends at once. */
async function told(input, common, minted) {
    try {
        input.onMinted(minted.id);
    }
    catch (error) {
        const own = (0,connect/* connectMist */.e)({ ...common, token: minted.token });
        try {
            await own.tokens.revoke(minted.id);
        }
        catch {
            input.log.warning(`The token ${minted.id} could not be revoked; it ends by itself within a day.`);
        }
        finally {
            await own.close();
        }
        throw error;
    }
}
async function target(input) {
    const { runner, inputs, context, log, signal } = input;
    const own = inputs.credentials.kind === 'token' ? inputs.credentials.token : null;
    if (own)
        log.mask(own.reveal());
    if (inputs.target.kind === 'server') {
        if (inputs.target.plain)
            log.warning('The Mist server is reached by plain http: token and keys travel readable.');
        return { url: inputs.target.url, token: own };
    }
    const { findOrStartSandbox } = await __webpack_require__.e(/* import() */ 800).then(__webpack_require__.bind(__webpack_require__, 1800));
    const sandbox = await findOrStartSandbox({
        runnerTemp: context.runnerTemp,
        distDirectory: runner.distDirectory,
        step: context.step,
        env: runner.env,
        nodePath: process.execPath,
        signal,
    });
    log.mask(sandbox.token);
    if (sandbox.started)
        log.info(`A sandbox Mist server listens on ${sandbox.url}; it ends with this step's post.`);
    return { url: sandbox.url, token: own ?? (0,secret/* makeSecret */.p)(sandbox.token) };
}


/***/ }),

/***/ 6702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  beginKey: () => (/* binding */ beginKey),
  x: () => (/* binding */ composeStep),
  connectStep: () => (/* binding */ connectStep)
});

// EXTERNAL MODULE: ./lib/src/engine/first-lists.js
var first_lists = __webpack_require__(2399);
// EXTERNAL MODULE: ./lib/src/action/compose.js + 1 modules
var compose = __webpack_require__(5349);
// EXTERNAL MODULE: ./lib/src/action/state-journal.js
var state_journal = __webpack_require__(66);
;// CONCATENATED MODULE: ./lib/src/action/recording-journal.js

/** Every call is in the file first and remembered then, so that the memory never knows more than the file. */
function recordingJournal(write, warn, unsynced = write) {
    const durable = (0,state_journal/* createJournal */.s9)(write, warn, unsynced);
    const known = new Map();
    const keep = (entry) => {
        known.set(entry.seq, entry);
        return entry;
    };
    return {
        journal: {
            intend: (intent) => keep(durable.intend(intent)),
            sent: (entry) => keep(durable.sent(entry)),
            settle: (entry, result) => keep(durable.settle(entry, result)),
        },
        entries: () => [...known.values()],
    };
}

// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
;// CONCATENATED MODULE: ./lib/src/action/connect-step.js
// The connection of a step. Apart from what the step does with it, so that the first lists are under way while that loads.




/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;
/** The engine's world for this step. */
async function composeStep(step) {
    const { log, state, unsynced } = step;
    const { journal, entries } = recordingJournal(state, (message) => log.warning(message), unsynced);
    const composition = await (0,compose/* compose */.Z)({
        ...step,
        journal,
        tokenTtlMs: TOKEN_TTL_MS,
        onMinting: (name) => (0,state_facts/* saveFacts */.NP)(state, { tokenName: name ?? '' }),
        onMinted: (id) => (0,state_facts/* saveFacts */.NP)(state, { tokenId: id }),
    });
    return { ...composition, entries };
}
/**
 * Connects for a plan or an apply and begins the lists that both need first. Whoever gets it closes its connection, after
 * whatever comes of it.
 */
async function connectStep(step) {
    const { target, credentials } = step.inputs;
    const asksNothing = target.kind === 'server' && credentials.kind === 'token';
    const connected = asksNothing ? await composeStep(step) : await step.log.group('Connect', () => composeStep(step));
    const { world } = connected;
    const reader = (0,first_lists.askFirst)(world.reader);
    // A request leaves once its connection stands, which is told in a later turn: what is loaded now would be waited for.
    await new Promise((resolve) => setImmediate(resolve));
    return { ...connected, world: { ...world, reader } };
}
/** The same with a pair that is begun now, for the first key that is generated. */
function beginKey(connected) {
    const { world } = connected;
    return { ...connected, world: { ...world, keyMaker: (0,first_lists.makeFirst)(world.keyMaker) } };
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

/***/ 2399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askFirst: () => (/* binding */ askFirst),
/* harmony export */   makeFirst: () => (/* binding */ makeFirst),
/* harmony export */   needsNewKey: () => (/* binding */ needsNewKey)
/* harmony export */ });
/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
function askFirst(reader) {
    return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
}
/** The same key maker; its first `rsa()` answers with a pair that is begun now, all later ones make another. */
function makeFirst(keyMaker) {
    return { ...keyMaker, rsa: begun(keyMaker.rsa) };
}
/**
 * True when an apply will generate a key, whatever is in Mist: an unnamed scope is new with its step. In a named one the
 * keys are there more often than not.
 */
function needsNewKey(scope, { keys, machines }) {
    if (scope.named)
        return false;
    const byDefault = machines.some((row) => row.state === 'present' && row.key === null && row.adopt === null);
    return byDefault || keys.some((row) => row.state === 'generated');
}
function begun(ask) {
    let early = ask();
    // A step that fails before it asks leaves the answer unheard.
    early.catch(() => undefined);
    return () => {
        const answer = early ?? ask();
        early = null;
        return answer;
    };
}


/***/ }),

/***/ 4286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ effectOf),
/* harmony export */   x: () => (/* binding */ writeAhead)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// The order of journal and request: intent durable, then the request, then its answer.

/**
 * What the error of a request that left says about its effect: surely none, or not known. Only a definite refusal proves
 * that nothing was made.
 */
function effectOf(error) {
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX)
        return error.sent ? 'unknown' : 'none';
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD) {
        return error.failure === 'server' || error.failure === 'protocol' ? 'unknown' : 'none';
    }
    return 'unknown';
}
/**
 * Writes the intent, sends once, settles. The request leaves only if the intent is durable, and its first byte only if
 * `sent` is. `onLost` is told the entry of a request that may have acted. Rethrows what `send` throws after settling it as refused or unknown; an unsettled intent means that the
 * process ended in between.
 */
async function writeAhead(journal, intent, send, onLost = () => undefined) {
    let entry = journal.intend(intent);
    let left = false;
    const onSent = () => {
        entry = journal.sent(entry);
        left = true;
    };
    try {
        const value = await send(onSent);
        entry = journal.settle(entry, { result: 'accepted', jobId: value?.jobId ?? null, id: value?.id ?? null });
        return { entry, value };
    }
    catch (error) {
        const unknown = left && effectOf(error) === 'unknown';
        const settled = journal.settle(entry, { result: unknown ? 'unknown' : 'refused', jobId: null, id: null });
        if (unknown)
            onLost(settled);
        throw error;
    }
}


/***/ })

};
