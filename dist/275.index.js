export const id = 275;
export const ids = [275,399,702,267];
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

/***/ 1267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ teardownReport),
/* harmony export */   explainTeardown: () => (/* binding */ explainTeardown),
/* harmony export */   unproved: () => (/* binding */ unproved)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1793);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2693);
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3637);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9015);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1774);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8642);
// Telling what a teardown came to: log, summary, one annotation for each thing that may be left, and the file of those.









/** A teardown as a report: what was destroyed and what may be left. */
function teardownReport({ destroyed, removedKeys, leaks }) {
    const gone = [
        ...destroyed.map(({ name }) => `machine/${name}`),
        ...removedKeys.map((name) => `key/${name}`),
    ];
    return {
        machines: [],
        outcomes: gone.map((address) => ({ address, outcome: 'destroyed', why: null })),
        leaks,
        plan: { ...(0,_model_plan_js__WEBPACK_IMPORTED_MODULE_8__/* .countChanges */ .xS)([]), destroy: destroyed.length },
        cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
        changed: gone.length > 0,
    };
}
/**
 * Creates of which post can say nothing because `error` kept it from looking: each may be a machine that lives. A damaged
 * journal does not tell all of them.
 */
function unproved(creates, error, damaged) {
    const why = `post could not look: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error)}`;
    const others = damaged ? [{ name: '*', id: null }] : [];
    const leaks = [...creates, ...others].map(({ name, id }) => ({ kind: 'create', name, id, backend: null, why }));
    return { destroyed: [], removedKeys: [], leaks, provedOn: [] };
}
/** Explains what post did. Throws ActionError `leak` when something may be left. */
function explainTeardown({ env, log, scope, runnerTemp, stays }, result) {
    const { destroyed, removedKeys, leaks } = result;
    for (const { name, id } of destroyed)
        log.info(`machine/${name} has been destroyed (${id}), proved by two live lists`);
    for (const name of removedKeys)
        log.info(`key/${name} has been destroyed`);
    const rest = stays === null ? null : whatStays(stays, leaks.length === 0);
    const note = rest === null ? {} : { note: rest };
    (0,_step_js__WEBPACK_IMPORTED_MODULE_7__/* .appendSummary */ .fe)(env, log, (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .renderSummary */ .B)({ scope, report: teardownReport(result), changes: [], ...note }));
    if (rest !== null)
        log.info(rest);
    if (leaks.length === 0) {
        if (rest === null)
            log.info('Nothing of this scope is left.');
        return;
    }
    for (const leak of leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_4__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    const place = writeLeaks(log, leaks, runnerTemp);
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('leak', 'remote', `Scope ${scope.name}: ${leaks.length} of its objects are not proved gone; they are listed ${place}.`, { hint: 'Leases end machines that have one. Look at the backends named above.' });
}
const SHOWN = 10;
function whatStays({ sentence, ready }, proved) {
    const names = ready.slice(0, SHOWN).map(({ address, id }) => `${address} (${id})`);
    const more = ready.length > SHOWN ? ` and ${ready.length - SHOWN} more` : '';
    const gone = proved ? 'Nothing is left of what did not become ready. ' : '';
    if (ready.length === 0)
        return `${gone}${sentence}; nothing that this run made became ready.`;
    return `${gone}${sentence}, with ${names.join(', ')}${more}. Apply again to complete it, or destroy it by its name.`;
}
/** Answers where the leaks are listed, in words: the annotations are there whatever the disk says. */
function writeLeaks(log, leaks, runnerTemp) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runnerTemp, `mist-leaks-${(0,_random_id_js__WEBPACK_IMPORTED_MODULE_6__/* .randomId */ .z)()}.json`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, `${log.redact(JSON.stringify(leaks, null, 2))}\n`, { mode: 0o600, flag: 'wx' });
        return `in ${file}`;
    }
    catch {
        return 'above';
    }
}


/***/ }),

/***/ 6275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runDestroy: () => (/* binding */ runDestroy)
/* harmony export */ });
/* harmony import */ var _engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9389);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _connect_step_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6702);
/* harmony import */ var _explain_teardown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1267);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(615);
/* harmony import */ var _running_step_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8233);
// Mode destroy: everything of one named scope, from its name alone.






/** Destroys and proves. Throws ActionError when something may be left, a cancelled run included. */
async function runDestroy(step) {
    const { inputs, scope, log, end } = step;
    const { world, connection } = await log.group('Connect', () => (0,_connect_step_js__WEBPACK_IMPORTED_MODULE_2__/* .composeStep */ .x)(step));
    try {
        const result = await log.group('Destroy', () => (0,_engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__/* .tearDown */ .x)(world, {
            scope,
            journal: [],
            what: 'all',
            where: 'everywhere',
            deadline: end,
            parallelism: inputs.parallelism,
        }));
        log.info(`Proved by two live lists each on: ${result.provedOn.join(', ') || 'no backend'}.`);
        (0,_running_step_js__WEBPACK_IMPORTED_MODULE_5__/* .publish */ .m)(step, (0,_explain_teardown_js__WEBPACK_IMPORTED_MODULE_3__/* .teardownReport */ .b)(result), [], _outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .NO_PATHS */ .pM);
        if (result.leaks.length === 0)
            return;
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('leak', 'remote', `scope ${scope.name}: ${result.leaks.length} of its objects are not proved gone.`);
    }
    catch (error) {
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc ? unfinished(step, error) : error;
    }
    finally {
        await connection.close();
    }
}
/** Post of a destroy has nothing to do, so nobody else removes what is left. */
function unfinished({ scope, signal }, error) {
    const cause = signal.reason instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc ? signal.reason : error;
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('leak', 'user', cause.message, {
        hint: `It is not proved that scope ${scope.name} is gone: run \`destroy\` again.`,
    });
}


/***/ }),

/***/ 8233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ publish)
/* harmony export */ });
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3637);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9015);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(615);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8642);
// A step at work: what plan, apply and destroy share once inputs, scope and state are there.




/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
function publish(step, result, changes, paths) {
    const { log, scope, runner } = step;
    if (result.outcomes.length > 0)
        log.info((0,_render_report_js__WEBPACK_IMPORTED_MODULE_0__/* .renderReportText */ .Uv)(result));
    for (const leak of result.leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_0__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    (0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .appendSummary */ .fe)(runner.env, log, (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderSummary */ .B)({ scope, report: result, changes }));
    (0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)(runner, log, (0,_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .buildOutputs */ .JZ)(result, scope, paths));
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

/***/ 4866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ AcceptanceLog)
/* harmony export */ });
/* harmony import */ var _model_content_hash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8586);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6901);
// Whether a create whose reply was lost was accepted: by the server's own log, never by waiting or by sending it again.



/** The server's log shows an accepted create within seconds (1.3 s measured); before this nothing is concluded. */
const LOG_PATIENCE_MS = 15_000;
/** Intents are dated by the server's own Date header, which is in whole seconds, and half of an answer's way off. */
const CLOCK_SLACK_MS = 5_000;
/**
 * Asks the log for creates. That it is silent proves nothing while it may be behind or dead, so after a while a harmless
 * request of ours is sent, and only a look that began after the log had shown that one counts.
 */
class AcceptanceLog {
    #world;
    #since;
    #trace = null;
    #alive = false;
    constructor(world) {
        this.#world = world;
        this.#since = world.clock.elapsed();
    }
    /** One look for a create of this name, sent at `at` (epoch ms, server's clock). Throws what the requests throw. */
    async look(name, at) {
        const wasAlive = this.#alive;
        const found = jobOf(await this.#world.reader.createLogs(name), name, at);
        if (found?.sure)
            return found;
        if (wasAlive)
            return found === null ? 'never' : { ...found, sure: true };
        if (this.#world.clock.elapsed() - this.#since >= LOG_PATIENCE_MS)
            await this.#proveAlive(name);
        return found ?? 'unknown';
    }
    async #proveAlive(name) {
        const { reader, writer } = this.#world;
        if (this.#trace === null) {
            const word = `ma-trace-${(0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .contentHash */ .A)(`${name} ${(0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(this.#world)}`, 16)}`;
            await writer.leaveTrace(word);
            this.#trace = word;
            return;
        }
        this.#alive ||= (await reader.logTime(this.#trace)) !== null;
    }
}
/**
 * The job of the create that was sent at `at`. The word in its tags tells for sure, and rules out all that have another one. Without words
 * the time has to do: one that was accepted before the intent is probably an older create of a name that is used again.
 */
function jobOf(logs, name, at) {
    const word = (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .createWord */ .Pz)(name, at);
    const own = logs.find((log) => log.jobId !== null && log.word === word)?.jobId ?? null;
    if (own !== null)
        return { jobId: own, sure: true };
    const others = new Set(logs.flatMap((log) => (log.word === null ? [] : [log.jobId])));
    const near = logs.filter((log) => log.jobId !== null && !others.has(log.jobId) && log.at >= at - CLOCK_SLACK_MS);
    const jobId = (near.find((log) => log.at >= at) ?? near[0])?.jobId ?? null;
    return jobId === null ? null : { jobId, sure: false };
}


/***/ }),

/***/ 5376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ cloudsToSweep),
/* harmony export */   d: () => (/* binding */ backendsOf)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4577);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
// Where a teardown looks: every backend of the organisation, or those for which the journal has creates.




const LIST_INTERVAL_MS = 5_000;
/** A slow provider must not hold up what can be destroyed on the others. */
const FIRST_LISTS_MS = 3_000;
/** The backends on which a plan makes machines. */
function backendsOf({ changes }) {
    return Object.fromEntries(changes.flatMap(({ placement }) => (placement ? [[placement.cloud.id, placement.cloud.name]] : [])));
}
/**
 * The backends to sweep, and what is lost with one that has left Mist; or leaks, where that cannot be found out. Backends that
 * the step knows and that answer a live list are there, so that the list of all of them is not asked for.
 */
async function cloudsToSweep(world, input, creates) {
    const firsts = input.where === 'journal' ? firstLists(world, input.backends ?? {}, creates) : [];
    if (firsts.length > 0 && (await allCame(world, input.deadline, firsts)))
        return { found: firsts, lost: [] };
    const listed = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .beforeDeadline */ .O)(world, input.deadline, listClouds(world, input.deadline));
    if (listed === _deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .LATE */ .X || typeof listed === 'string') {
        const why = `the backends could not be listed: ${listed === _deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .LATE */ .X ? 'no answer in time' : listed}`;
        // Where names decide on every backend, the journal does not tell all that may be there.
        const others = input.where === 'everywhere' || creates.length === 0 ? [{ name: '*', id: null }] : [];
        return {
            leaks: [...creates, ...others].map(({ name, id }) => ({ kind: 'machine', name, id, backend: null, why })),
        };
    }
    const wanted = new Set(creates.map((entry) => entry.cloudId));
    const there = input.where === 'everywhere' ? listed : listed.filter((cloud) => wanted.has(cloud.id));
    const found = there.map(({ id, name, provider }) => ({ ...firsts.find((one) => one.id === id), id, name, provider }));
    const lost = creates
        .filter((entry) => !listed.some((cloud) => cloud.id === entry.cloudId))
        .map((entry) => ({
        kind: 'create',
        name: entry.name,
        id: entry.id,
        backend: null,
        why: 'its backend is no longer in Mist, and machines run on',
    }));
    return { found, lost };
}
/** Live lists of the backends with creates, asked for now; none where one of those is not known by name. */
function firstLists(world, backends, creates) {
    const ids = [...new Set(creates.map((entry) => entry.cloudId ?? ''))];
    const known = ids.flatMap((id) => {
        const name = Object.hasOwn(backends, id) ? backends[id] : undefined;
        return name !== undefined && (0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(id) ? [{ id, name }] : [];
    });
    if (known.length < ids.length)
        return [];
    return known.map((cloud) => {
        const first = world.reader
            .liveMachines(cloud.id)
            .then((listing) => ({ listing, cameAt: world.clock.elapsed() }));
        // Whoever sweeps hears of it.
        first.catch(() => undefined);
        return { ...cloud, first };
    });
}
async function allCame(world, deadline, firsts) {
    const soon = Math.min(deadline, world.clock.elapsed() + FIRST_LISTS_MS);
    const came = Promise.all(firsts.map(({ first }) => first)).then(() => true, (error) => {
        if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
            throw error;
        return false;
    });
    return (await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .beforeDeadline */ .O)(world, soon, came)) === true;
}
/** The list of clouds, asked for until the deadline: a server that is down for a minute must not cost the proof. */
async function listClouds(world, deadline) {
    for (;;) {
        try {
            return await world.reader.clouds();
        }
        catch (error) {
            const hopeless = error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.failure === 'auth';
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            if (hopeless || world.clock.elapsed() + LIST_INTERVAL_MS >= deadline)
                return (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error);
        }
        await world.clock.sleep(LIST_INTERVAL_MS, world.signal);
    }
}


/***/ }),

/***/ 2073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ creates),
/* harmony export */   My: () => (/* binding */ lostItsTags),
/* harmony export */   ly: () => (/* binding */ refuseHidden)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4577);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
// What a scope has created, by the server's own log: for machines that no list shows as ours. The log is evidence that
// something of ours may be there; it is no proof of ownership, so nothing is ever destroyed because of it.




/** Clocks of server and provider may differ by this much. */
const BEFORE_MS = 120_000;
/** A provider that is slow tells its machine's time of creation this much later. */
const AFTER_MS = 600_000;
/**
 * All creates of a scope that the log still knows; empty, with a warning, when the log cannot be read within `patienceMs`.
 * Throws CancelledError.
 */
async function creates(world, scope, patienceMs) {
    const until = world.clock.elapsed() + patienceMs;
    try {
        const found = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .beforeDeadline */ .O)(world, until, world.reader.createsTagged((0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentHash */ .SL)(scope)));
        return found === _deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .LATE */ .X ? unread(world, 'no answer in time') : found;
    }
    catch (error) {
        if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
            throw error;
        return unread(world, (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error));
    }
}
function unread(world, why) {
    world.log.warning(`The server's log cannot be read (${why}): a machine of this scope with a literal name and without its tags would not be noticed.`);
    return [];
}
/** True for a machine without our owner tag that has the name, the backend and about the time of one of these creates. */
function lostItsTags(machine, created) {
    if (machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.owner] !== undefined)
        return false;
    const { name, cloudId, createdAt } = machine;
    return created.some((one) => one.machineName === name &&
        one.cloudId === cloudId &&
        (createdAt === null || (createdAt >= one.at - BEFORE_MS && createdAt <= one.at + AFTER_MS)));
}
/**
 * What lives on a disabled backend is in no list (H6). Throws PlanError when the log shows that the last create of some name
 * of this scope went to one, and not that it failed: its machine may live there, so nothing that a plan says would hold. Throws
 * what the log throws: without it nobody can say.
 */
async function refuseHidden(world, scope, clouds) {
    const disabled = clouds.filter((cloud) => !cloud.enabled);
    if (!scope.named || disabled.length === 0)
        return;
    const last = new Map();
    for (const one of await world.reader.createsTagged((0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentHash */ .SL)(scope))) {
        if (one.at >= (last.get(one.machineName)?.at ?? 0))
            last.set(one.machineName, one);
    }
    for (const one of last.values()) {
        const cloud = disabled.find(({ id }) => id === one.cloudId);
        if (cloud === undefined || (await hasFailed(world, one)))
            continue;
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('hidden-machine', `backend/${cloud.name}`, `it is disabled in Mist, and the last machine that this scope created as ${one.machineName} was made there: it may live on, unseen.`, { hint: 'Enable the backend, so that its machines can be seen. Nothing was changed.' });
    }
    world.log.warning(`Disabled in Mist: ${disabled.map(({ name }) => name).join(', ')}. The server's log shows nothing of this scope there; machines that are older than the log cannot be seen or removed.`);
}
/** The provider refused it: no machine came of this create. */
async function hasFailed(world, create) {
    const job = await world.reader.job(create.jobId);
    return job !== null && !job.created && job.finished && job.error !== null;
}


/***/ }),

/***/ 4577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ beforeDeadline),
/* harmony export */   X: () => (/* binding */ LATE)
/* harmony export */ });
/** Stands for the answer that did not come in time; also what ends its own clock, since an abort without a reason makes an error. */
const LATE = Symbol('late');
/**
 * The end of `work`, or LATE when `deadline` (on the monotonic clock, ms) comes first; what it still does is then left to
 * itself, its errors included. A deadline that is past gives `work` no time at all.
 */
async function beforeDeadline(world, deadline, work) {
    work.catch(() => undefined);
    if (deadline === Number.POSITIVE_INFINITY)
        return work;
    const done = new AbortController();
    const late = world.clock
        .sleep(Math.max(0, deadline - world.clock.elapsed()), done.signal)
        .then(() => LATE);
    late.catch(() => undefined);
    try {
        return await Promise.race([work, late]);
    }
    finally {
        done.abort(LATE);
    }
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

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dY: () => (/* binding */ queuedOf),
/* harmony export */   jx: () => (/* binding */ PendingCreates),
/* harmony export */   lc: () => (/* binding */ pendingOf)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1618);
/* harmony import */ var _acceptance_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4866);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
// Creates whose machine has not been seen: each is followed until evidence says that it came, failed, or never was.





const APPEARING = 'its create was accepted, and no machine has appeared yet';
/** Jobs and logs are asked at most this often. */
const ASK_INTERVAL_MS = 3_000;
/** Providers tell the time of a create in whole seconds. */
const WHOLE_SECONDS_MS = 2_000;
/** Clocks of server and provider mostly differ by less: what is older is from another create, where there was one. */
const CREATED_SLACK_MS = 5_000;
/** They never differ by more, as where apply takes a machine for its own (`create-machine.ts`): what is older was there before. */
const CLOCKS_MS = 120_000;
/** The server keeps a create no longer than this before it has asked the provider. */
const QUEUE_MS = 600_000;
/** The journal's creates that may still bring a machine; refused ones made nothing. */
function pendingOf(entries) {
    return entries
        .filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null)
        .map(({ name, at, jobId, phase }) => ({ name, at, jobId, sent: phase !== 'intent', word: (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .createWord */ .Pz)(name, at) }));
}
/** Of the creates that the server's log tells, those that may still bring a machine. `now`: the server's clock, epoch ms. */
function queuedOf(creates, now) {
    return creates
        .filter((one) => one.at > now - QUEUE_MS)
        .map(({ machineName: name, at, jobId, word }) => ({ name, at, jobId, sent: true, word, logged: true }));
}
/** True for the row that this create made; a terminated one of an earlier create has the same name and is no evidence. */
function cameOf(create, machine) {
    return machine.createdAt === null ? !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine) : machine.createdAt >= create.at - WHOLE_SECONDS_MS;
}
/** Names are used again, by other runs too: tag, time, job and log tell which create a machine of this name is from. */
function madeBy(one, machine) {
    const { word, at } = one.create;
    const tag = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.create];
    if (tag !== undefined && word !== null)
        return tag === word ? 'yes' : 'no';
    if (one.externalId !== null && one.externalId === machine.externalId)
        return 'yes';
    const early = machine.createdAt === null ? 0 : at - machine.createdAt;
    if (one.never || early >= CLOCKS_MS)
        return 'no';
    // A create that is delivered twice makes two machines, and its job names one.
    if (one.alone)
        return 'yes';
    if (one.alone === false && early > CREATED_SLACK_MS)
        return 'no';
    return one.externalId !== null && one.alone === false ? 'no' : 'unclear';
}
/** Follows creates by job and log. `open` is what is still undecided. */
class PendingCreates {
    #world;
    #log;
    #strict;
    #creates;
    #asked = Number.NEGATIVE_INFINITY;
    /** `strict`: a machine is taken for that of a create only when it is known to be; else whenever it may be. */
    constructor(world, pending, strict = false) {
        this.#world = world;
        this.#log = new _acceptance_js__WEBPACK_IMPORTED_MODULE_2__/* .AcceptanceLog */ .O(world);
        this.#strict = strict;
        const sent = pending.filter((create) => create.sent);
        this.#creates = sent.map((create) => ({
            create,
            jobId: create.jobId,
            why: 'nothing is known of it yet',
            open: true,
            externalId: null,
            never: false,
            alone: sent.some((other) => other !== create && other.name === create.name) ? false : null,
        }));
    }
    /**
     * Names of creates whose jobs have come to their end, in one way or the other. The machine of one that failed may be there all the
     * same (H17, H34): what came of them is told by lists alone.
     */
    ended = new Set();
    get open() {
        return this.#creates.filter(({ open }) => open).map(({ create, jobId, why }) => ({ ...create, jobId, why }));
    }
    /** The name that a machine was to have, by the provider's id, as far as jobs have told it. */
    nameOf(externalId) {
        return this.#creates.find((one) => one.externalId === externalId)?.create.name ?? null;
    }
    /** Has one of these creates made this machine, as far as is known now? */
    made(machine) {
        const verdicts = this.#creates
            .filter(({ create }) => create.name === machine.name)
            .map((one) => madeBy(one, machine));
        return verdicts.find((made) => made === 'yes') ?? verdicts.find((made) => made === 'unclear') ?? 'no';
    }
    /** Drops what a fresh list or the server's own records decide. */
    async resolve(listed) {
        this.#closeListed(listed);
        const { clock } = this.#world;
        if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS)
            return;
        this.#asked = clock.elapsed();
        await Promise.all(this.#creates.map((one) => {
            const unclear = this.#strict && listed.some((machine) => isUnclear(one, machine));
            return one.open || unclear ? this.#follow(one, unclear) : undefined;
        }));
        // What a job has told of one create may leave a machine to the other.
        this.#closeListed(listed);
    }
    #closeListed(listed) {
        for (const one of this.#creates)
            if (listed.some((machine) => this.#came(one, machine)))
                one.open = false;
    }
    #came(one, machine) {
        if (!one.open || machine.name !== one.create.name)
            return false;
        const made = madeBy(one, machine);
        if (made === 'yes')
            return this.#strict || cameOf(one.create, machine);
        return made === 'unclear' && !this.#strict && cameOf(one.create, machine) && !this.#isOfAnother(one, machine);
    }
    /** A machine that may be of two creates decides neither: the other one may be queued still, and both have jobs that tell. */
    #isOfAnother(one, machine) {
        const others = this.#creates.filter((other) => other !== one && other.create.name === machine.name);
        return others.some((other) => madeBy(other, machine) !== 'no' && cameOf(other.create, machine));
    }
    async #follow(one, unclear) {
        try {
            await (one.jobId === null ? this.#findJob(one) : this.#followJob(one, one.jobId));
            if (unclear && one.jobId !== null && one.alone !== false)
                one.alone = await this.#isAlone(one.create, one.jobId);
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            one.why = 'the server could not be asked about its create';
        }
    }
    async #findJob(one) {
        const found = await this.#log.look(one.create.name, one.create.at);
        one.why = 'its create was sent, no answer came, and the log of the server does not show it';
        if (found === 'never') {
            one.never = true;
            one.open = false;
        }
        else if (found !== 'unknown') {
            one.why = APPEARING;
            if (found.sure)
                one.jobId = found.jobId;
        }
    }
    async #followJob(one, jobId) {
        const job = await this.#world.reader.job(jobId);
        one.why = APPEARING;
        one.externalId = job?.externalId ?? null;
        // Created and yet not listed: gone again. Failed: hardly anything was made. The two lists decide about both.
        const ended = job !== null && (job.created || (job.finished && job.error !== null));
        if (!ended && !(one.create.logged && (await this.#cameAndWent(one.create))))
            return;
        this.ended.add(one.create.name);
        one.open = false;
    }
    /**
     * Whoever sent it may have destroyed its machine early, and then its job never ends (H34): the poller has seen a machine for each create of
     * this name since, or the server has given up.
     */
    async #cameAndWent({ name, at }) {
        const { reader } = this.#world;
        if ((0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(this.#world) - at >= QUEUE_MS)
            return true;
        const [seen, logs] = await Promise.all([reader.sightings(name), reader.createLogs(name)]);
        const jobs = new Set(logs.flatMap((log) => (log.jobId !== null && log.at >= at - WHOLE_SECONDS_MS ? [log.jobId] : [])));
        return jobs.size > 0 && seen.filter((time) => time >= at).length >= jobs.size;
    }
    async #isAlone({ name, at }, jobId) {
        const logs = await this.#world.reader.createLogs(name);
        return logs.every((log) => log.jobId === jobId || log.at < at - QUEUE_MS);
    }
}
function isUnclear(one, machine) {
    return machine.name === one.create.name && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine) && madeBy(one, machine) === 'unclear';
}


/***/ }),

/***/ 9389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ tearDown)
});

// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
// EXTERNAL MODULE: ./lib/src/engine/clouds-to-sweep.js
var clouds_to_sweep = __webpack_require__(5376);
// EXTERNAL MODULE: ./lib/src/engine/creates-of-scope.js
var creates_of_scope = __webpack_require__(2073);
// EXTERNAL MODULE: ./lib/src/engine/deadline.js
var engine_deadline = __webpack_require__(4577);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/engine/lost-names.js
// Machines whose names were lost at the provider: some name a machine only after they have made it, and where that fails Mist calls it
// by the provider's id (libcloud's EC2 driver passes over a CreateTags that is refused). Only the job of the create names it then.


/** Clocks of server and provider differ by less. */
const BEFORE_MS = 5_000;
/** The server asks the provider no later than this. */
const AFTER_MS = 600_000;
/** A scope that has lived for long has made hundreds of machines: the newest are asked for. */
const MOST_JOBS = 20;
/** Finds out, of the creates of one backend, which of them made a listed machine of another name. */
class LostNames {
    #reader;
    #creates;
    #asked = new Set();
    #names = new Map();
    constructor({ reader }, creates) {
        this.#reader = reader;
        this.#creates = [...creates].sort((a, b) => b.at - a.at);
    }
    /** The name that a machine was to have, by the provider's id, as far as jobs have told it. */
    nameOf(externalId) {
        return this.#names.get(externalId) ?? null;
    }
    /**
     * Asks for the jobs of creates whose machines are not listed, while others are that came at their time. The log is a hint: what cannot be
     * asked is asked with the next list. Throws CancelledError.
     */
    async learn(listed) {
        const due = this.#creates
            .filter((one) => !this.#asked.has(one.jobId) && !hasCome(one, listed) && listed.some((row) => maybeOf(one, row)))
            .slice(0, MOST_JOBS - this.#asked.size);
        await Promise.all(due.map(async ({ jobId, machineName }) => {
            const externalId = await this.#ask(jobId);
            if (externalId !== null)
                this.#names.set(externalId, machineName);
        }));
    }
    async #ask(jobId) {
        try {
            const job = await this.#reader.job(jobId);
            this.#asked.add(jobId);
            return job?.externalId ?? null;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            return null;
        }
    }
}
function cameAfter({ at }, { createdAt }) {
    return createdAt === null || (createdAt >= at - BEFORE_MS && createdAt <= at + AFTER_MS);
}
function hasCome(create, listed) {
    return listed.some((machine) => machine.name === create.machineName && cameAfter(create, machine));
}
function maybeOf(create, machine) {
    return !(0,observed/* isGone */.S)(machine) && machine.name !== create.machineName && cameAfter(create, machine);
}

// EXTERNAL MODULE: ./lib/src/engine/pending-creates.js
var pending_creates = __webpack_require__(6490);
// EXTERNAL MODULE: ./lib/src/engine/remove-rest.js
var remove_rest = __webpack_require__(2020);
// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var sweep = __webpack_require__(6229);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
;// CONCATENATED MODULE: ./lib/src/engine/teardown.js
// Removing what a scope owns: machines first, by proof, then lease schedules and keys. Used by `destroy`, by post, and by
// apply for what it left half-made.











const LOST_TAGS = "the server's log shows that this scope created it, and the tags that would prove it are gone";
const NAMELESS = 'its name was lost at the provider: by its id, the server made it as';
const UNCLEAR = 'it is not known whether this run made it or another one, under the same name';
/** The server's log is a hint: the machines do not wait longer for it. */
const LOG_PATIENCE_MS = 15_000;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 10_000;
/** Never throws but for cancellation: what could not be done is a leak with its reason. */
async function tearDown(world, input) {
    const creates = input.journal.filter((entry) => mayHaveMade(entry, input.what));
    const { deadline } = input;
    const left = deadline - world.clock.elapsed();
    const machines = { ...input, deadline: deadline - Math.min(REST_MS, left / 4) };
    const clouds = await (0,clouds_to_sweep/* cloudsToSweep */.Y)(world, machines, creates);
    if ('leaks' in clouds)
        return { destroyed: [], removedKeys: [], leaks: clouds.leaks, provedOn: [] };
    const logged = await loggedCreates(world, machines);
    const first = await Promise.all(clouds.found.map(async (cloud) => ({ cloud, ...(await sweepOne(world, machines, cloud, { creates, logged })) })));
    const sweeps = await sweepLate(world, machines, first, { creates, logged });
    const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
    const leaks = [...clouds.lost, ...sweeps.flatMap((sweep) => sweep.leaks)];
    const ended = input.what === 'all' && leaks.length === 0;
    const [schedules, keys] = await Promise.all([
        (0,engine_deadline/* beforeDeadline */.O)(world, deadline, (0,remove_rest/* removeSchedules */.l_)(world, gone, ended ? input.scope : null)),
        // A key stays as long as anything of the scope may live: it is the only way in.
        ended
            ? (0,engine_deadline/* beforeDeadline */.O)(world, deadline, (0,remove_rest/* removeKeys */.$3)(world, input.scope, gone, input.journal))
            : { removed: [], leaks: [] },
    ]);
    return {
        destroyed: sweeps.flatMap((sweep) => sweep.destroyed),
        removedKeys: keys === engine_deadline/* LATE */.X ? [] : keys.removed,
        leaks: [
            ...leaks,
            ...(schedules === engine_deadline/* LATE */.X ? [unfinished('schedule')] : schedules),
            ...(keys === engine_deadline/* LATE */.X ? [unfinished('key')] : keys.leaks),
        ],
        provedOn: sweeps.filter((sweep) => sweep.leaks.length === 0).map((sweep) => sweep.cloud.name),
    };
}
function mayHaveMade({ kind, result, phase }, what) {
    if (kind !== 'create-machine' || result === 'refused')
        return false;
    // Of an intent no byte has left: what bears its name is somebody else's.
    return what === 'all' || phase !== 'intent';
}
function unfinished(kind) {
    return { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
}
/** Where a whole scope ends, what the server's log knows of it: a literal name without its tags is found by nothing else. */
async function loggedCreates(world, input) {
    if (input.what !== 'all' || input.where !== 'everywhere')
        return [];
    const left = input.deadline - world.clock.elapsed();
    return (0,creates_of_scope/* creates */.Gf)(world, input.scope, Math.min(LOG_PATIENCE_MS, left / 4));
}
/** The log is read again: what was accepted while the sweeps went on, by a run that works or was lost, is swept too. */
async function sweepLate(world, input, first, told) {
    if (world.clock.elapsed() >= input.deadline)
        return [...first];
    const logged = await loggedCreates(world, input);
    const late = unknownOf(logged, told).filter(({ jobId }) => !told.logged.some((one) => one.jobId === jobId));
    const now = (0,engine_world/* serverNow */.c)(world);
    return Promise.all(first.map(async (swept) => {
        const { first: _, ...cloud } = swept.cloud;
        if ((0,pending_creates/* queuedOf */.dY)(late.filter(({ cloudId }) => cloudId === cloud.id), now).length === 0)
            return swept;
        const again = await sweepOne(world, input, cloud, { ...told, logged });
        const destroyed = [...swept.destroyed, ...again.destroyed.filter(({ id }) => !swept.gone.has(id))];
        // What the first sweep has proved stays so, though no list of the second shows it.
        const leaks = again.leaks.filter(({ id }) => id === null || !swept.gone.has(id));
        return { ...again, cloud, destroyed, leaks, gone: new Map([...swept.gone, ...again.gone]) };
    }));
}
/** What the journal does not tell of. */
function unknownOf(logged, { creates }) {
    const known = new Set();
    for (const { jobId, name, at } of creates) {
        known.add((0,identity/* createWord */.Pz)(name, at));
        if (jobId !== null)
            known.add(jobId);
    }
    const isKnown = (one) => one !== null && known.has(one);
    return logged.filter(({ jobId, word }) => !isKnown(jobId) && !isKnown(word));
}
function sweepOne(world, input, cloud, { creates, logged }) {
    const { scope, what } = input;
    const here = creates.filter((entry) => entry.cloudId === cloud.id && (what === 'all' || what.names.has(entry.name)));
    const made = new Set(here.map((entry) => entry.name));
    const unknown = unknownOf(logged, { creates }).filter(({ cloudId }) => cloudId === cloud.id);
    const queued = (0,pending_creates/* queuedOf */.dY)(unknown, (0,engine_world/* serverNow */.c)(world));
    const lost = new LostNames(world, unknown);
    const spared = new Set();
    const spare = (machine) => {
        const { id, name } = machine;
        if (!(0,observed/* isGone */.S)(machine) && !spared.has(id))
            world.log.info(`${name} (${id}) on ${cloud.name} is left alone: this run did not make it.`);
        spared.add(id);
        return 'leave';
    };
    const select = (machine, pending) => {
        const meant = pending.nameOf(machine.externalId) ?? lost.nameOf(machine.externalId);
        // Names prove whose a machine is; without one it is left to people.
        if (meant !== null && meant !== machine.name)
            return { refused: `${NAMELESS} ${meant}` };
        if (what !== 'all' && !what.names.has(machine.name))
            return 'leave';
        const proof = (0,ownership/* proveMachine */.WJ)(scope, machine);
        if (proof.owned) {
            const made = what === 'all' ? 'yes' : pending.made(machine);
            if (made === 'yes')
                return 'destroy';
            return made === 'no' ? spare(machine) : { refused: UNCLEAR, untagged: true };
        }
        // A literal name is proved by its tag alone.
        if (!made.has(machine.name) && (0,creates_of_scope/* lostItsTags */.My)(machine, logged))
            return { refused: LOST_TAGS, untagged: true };
        // A name of this scope with tags that say otherwise is somebody's mistake: people have to look at it.
        const named = !machine.missing && (0,identity/* ownsName */.x5)(scope, 'machine', machine.name);
        if (!made.has(machine.name) && !named)
            return 'leave';
        return { refused: proof.why, untagged: !named && machine.tags[identity/* TAGS */.gp.owner] === undefined };
    };
    return (0,sweep/* sweepCloud */.E)(world, {
        cloud,
        select,
        expected: here.filter((entry) => entry.id !== null),
        unknown: input.where === 'everywhere',
        pending: [...(0,pending_creates/* pendingOf */.lc)(here), ...queued],
        strict: what !== 'all',
        learn: (listed) => lost.learn(listed),
        deadline: input.deadline,
        parallelism: input.parallelism,
    });
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


/***/ }),

/***/ 1707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ countKinds)
/* harmony export */ });
const KINDS = ['machine', 'key', 'backend'];
/** `2 machines and 1 key` of these addresses; blank for none. */
function countKinds(addresses) {
    const parts = KINDS.flatMap((kind) => {
        const count = addresses.filter((address) => address.startsWith(`${kind}/`)).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
    });
    const last = parts.pop() ?? '';
    return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}


/***/ }),

/***/ 1554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ document),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Q0: () => (/* binding */ MAX_SUMMARY_BYTES),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
// Markdown for summaries and comments: foreign text loses its power, tables stay tables, and size has a limit. Pure.
/** GitHub drops a step's summary whole above 1 MiB; this leaves room for what others add to the same file. */
const MAX_SUMMARY_BYTES = 1_000_000;
const ZERO_WIDTH_SPACE = '\u200b';
/** Text of others as plain text: no markup, no HTML, no mention, one line; safe inside a table cell. */
function escapeText(text) {
    return (escapeHtml(oneLine(text).replace(/[\\`*_[\]!~|]|^[#+=-]/g, '\\$&'))
        // GitHub links mentions after rendering, so an escaped @ would still reach people.
        .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
        // A bare address would become a link that others chose.
        .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
        .replace(/www\./gi, (start) => `${start.slice(0, -1)}${ZERO_WIDTH_SPACE}.`));
}
/** Text of others as code, to be copied as it is: with a fence longer than any run of backticks inside. */
function codeSpan(text) {
    const line = oneLine(text);
    if (line === '')
        return '';
    const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    // A table splits cells at | even inside of code, unless it is escaped there.
    return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}
function escapeHtml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
function oneLine(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
/** A section that is kept whole or left out. */
function paragraph(...lines) {
    return { head: lines, lines: [], tail: [] };
}
/** A table whose cells are Markdown already; cut by rows. */
function table(headers, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return { head: [line(headers), line(headers.map(() => '---'))], lines: rows.map(line), tail: [] };
}
/** A section behind a triangle. `title` is plain text: Markdown is not read inside of the HTML element. */
function details(title, body) {
    return {
        head: ['<details>', `<summary>${escapeHtml(oneLine(title))}</summary>`, '', ...body.head],
        lines: body.lines,
        tail: [...body.tail, '', '</details>'],
    };
}
/**
 * The sections as one text of at most `maxBytes` (UTF-8). Lines are left out from the end, whole ones, so that the
 * rest is still well-formed; a sentence at the end says that something is missing.
 */
function document(sections, maxBytes) {
    const whole = sections.map((section) => sectionText(section, section.lines.length)).join('\n');
    if (Buffer.byteLength(whole) <= maxBytes)
        return whole;
    const notice = '\n_The rest is left out: it is too long for this place._\n';
    let room = maxBytes - Buffer.byteLength(notice);
    const parts = [];
    for (const section of sections) {
        const text = cutSection(section, room);
        if (text === null)
            break;
        parts.push(text);
        room -= Buffer.byteLength(text) + 1;
    }
    return `${parts.join('\n')}${notice}`;
}
function sectionText(section, count) {
    return `${[...section.head, ...section.lines.slice(0, count), ...section.tail].join('\n')}\n`;
}
function cutSection(section, room) {
    const frame = Buffer.byteLength(sectionText(section, 0));
    if (frame > room)
        return null;
    let used = frame;
    let count = 0;
    for (const line of section.lines) {
        used += Buffer.byteLength(line) + 1;
        if (used > room)
            break;
        count += 1;
    }
    return sectionText(section, count);
}


/***/ }),

/***/ 5096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ renderPlanText),
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   Bx: () => (/* binding */ formatHourly),
/* harmony export */   MM: () => (/* binding */ planSummary),
/* harmony export */   d$: () => (/* binding */ renderPlanMarkdown),
/* harmony export */   lA: () => (/* binding */ planSection),
/* harmony export */   uC: () => (/* binding */ renderPlanJson)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2693);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
// A plan for eyes: log text, Markdown and the JSON of the plan file. Pure; says what is planned, decides nothing.



const SYMBOLS = {
    create: '+',
    update: '~',
    replace: '-/+',
    adopt: '<-',
    destroy: '-',
    'no-op': '=',
};
const WIDEST_SYMBOL = 3;
/** USD without a tail of zeros, at least two decimals: `$0.02/h`, `$0.0104/h`. */
function formatHourly(costHourly) {
    if (costHourly === null)
        return 'unknown';
    const [whole, fraction = ''] = costHourly.toFixed(6).split('.');
    return `$${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}/h`;
}
/** `$0.02/h, about $14.60 a month`; says when a price is missing from it. */
function formatCost(cost) {
    const sum = `${formatHourly(cost.hourly)}, about $${cost.monthly.toFixed(2)} a month`;
    return cost.complete ? sum : `${sum}, without machines of unknown price`;
}
/** `Plan: 2 machines and 1 key to create, 1 machine to destroy, 3 machines unchanged.`, or the sentence that nothing is to be done. */
function planSummary(changes) {
    const counted = (action) => (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(changes.filter((change) => change.action === action).map(({ address }) => address));
    const parts = _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.filter((action) => action !== 'no-op' && counted(action) !== '').map((action) => `${counted(action)} to ${action}`);
    if (parts.length === 0)
        return 'Nothing to do: reality matches the spec.';
    if (counted('no-op') !== '')
        parts.push(`${counted('no-op')} unchanged`);
    return `Plan: ${parts.join(', ')}.`;
}
function changeLine(change) {
    const notes = [change.backend, priced(change) ? formatHourly(change.costHourly) : null];
    const shown = notes.filter((note) => note !== null);
    const where = shown.length === 0 ? '' : ` (${shown.join(', ')})`;
    return `${SYMBOLS[change.action].padStart(WIDEST_SYMBOL)} ${change.address}${where}: ${change.reason}`;
}
/** Only machines that will be there have a price. */
function priced(change) {
    return change.address.startsWith('machine/') && change.action !== 'destroy';
}
/** The plan as lines for the log. */
function renderPlanText(plan) {
    return [...plan.changes.map(changeLine), planSummary(plan.changes), `Cost: ${formatCost(plan.cost)}.`].join('\n');
}
function changeTable(changes) {
    const rows = changes.map((change) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(SYMBOLS[change.action]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(change.address),
        change.action,
        change.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.backend),
        priced(change) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatHourly(change.costHourly)) : '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.reason),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', 'What', 'Change', 'Backend', 'Price', 'Why'], rows);
}
/** The plan as a Markdown document of at most `maxBytes`. */
function renderPlanMarkdown(plan, maxBytes) {
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)('### Plan', '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(planSummary(plan.changes)));
    const cost = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatCost(plan.cost))}.`);
    const sections = plan.changes.length === 0 ? [head, cost] : [head, changeTable(plan.changes), cost];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
}
/** The plan behind a triangle, as a part of a larger document. */
function planSection(changes) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(planSummary(changes), changeTable(changes));
}
/** The text of the plan file: JSON in snake_case, counts of every kind, null for what is not known. */
function renderPlanJson(plan) {
    const changes = plan.changes.map(({ address, action, reason, id, backend, costHourly }) => ({
        address,
        action,
        reason,
        id,
        backend,
        cost_hourly: costHourly,
    }));
    const { hourly, monthly, currency, complete } = plan.cost;
    const counts = (0,_model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .countChanges */ .xS)(plan.changes);
    return `${JSON.stringify({ changes, counts, cost: { hourly, monthly, currency, complete } }, null, 2)}\n`;
}


/***/ }),

/***/ 3637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   To: () => (/* binding */ leakSentence),
/* harmony export */   Uv: () => (/* binding */ renderReportText),
/* harmony export */   mg: () => (/* binding */ outcomeTotals)
/* harmony export */ });
/* unused harmony export outcomeSentence */
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);

const SENTENCES = {
    created: 'has been created',
    updated: 'has been updated',
    replaced: 'has been replaced',
    adopted: 'has been adopted',
    unchanged: 'is unchanged',
    destroyed: 'has been destroyed',
    failed: 'has failed',
    skipped: 'has been skipped',
    unknown: 'is in an unknown state',
};
/** `machine/web-1 has been created`, with the reason where there is one. */
function outcomeSentence(outcome) {
    const sentence = `${outcome.address} ${SENTENCES[outcome.outcome]}`;
    return outcome.why === null ? sentence : `${sentence}: ${outcome.why}`;
}
/** `machine ma-… (3f0c…) on aws may be left: …`; the full id, so that it can be searched for. */
function leakSentence(leak) {
    const id = leak.id === null ? '' : ` (${leak.id})`;
    const place = leak.backend === null ? '' : ` on ${leak.backend}`;
    return `${leak.kind} ${leak.name}${id}${place} is not proved gone: ${leak.why}`;
}
/** `2 machines and 1 key created, 1 machine failed.`, in the order of the words; or the sentence that nothing was to be done. */
function outcomeTotals(outcomes) {
    const words = Object.keys(SENTENCES).flatMap((word) => {
        const counted = (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(outcomes.filter(({ outcome }) => outcome === word).map(({ address }) => address));
        return counted === '' ? [] : [`${counted} ${word}`];
    });
    if (outcomes.every(({ outcome }) => outcome === 'unchanged'))
        return 'Nothing to do: reality matches the spec.';
    return `${words.join(', ')}.`;
}
/** The whole report as lines for the log: each outcome, the totals, and what may be left. */
function renderReportText(report) {
    return [
        ...report.outcomes.map(outcomeSentence),
        outcomeTotals(report.outcomes),
        ...report.leaks.map(leakSentence),
    ].join('\n');
}


/***/ }),

/***/ 9015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ renderSummary),
/* harmony export */   k: () => (/* binding */ leakSections)
/* harmony export */ });
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9860);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5096);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3637);




/** The ssh command for a person's own terminal: without the files that live on the runner only. */
function sshCommand(machine, address) {
    const port = machine.port === 22 ? '' : `-p ${machine.port} `;
    return `ssh ${port}${machine.user}@${address}`;
}
function formatTime(at) {
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
function expiry(observed) {
    if (observed === null)
        return '';
    return observed.lease === null ? 'never' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatTime(observed.lease.at));
}
function machineRow(machine) {
    const { observed } = machine;
    const address = observed === null ? null : (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__/* .machineAddress */ .I)(observed);
    const state = observed === null ? machine.outcome : `${observed.state}, ${machine.outcome}`;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(machine.name),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.why === null ? state : `${state}: ${machine.why}`),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(address),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(sshCommand(machine, address)),
        expiry(observed),
        observed === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHourly */ .Bx)(observed.costHourly)),
    ];
}
/** What is not proved gone, as a table; nothing where there is nothing. */
function leakSections(leaks) {
    if (leaks.length === 0)
        return [];
    const rows = leaks.map((leak) => [
        leak.kind,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.name),
        leak.id === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.id),
        leak.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.why),
    ]);
    const count = leaks.length === 1 ? 'One thing is' : `${leaks.length} things are`;
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`#### ${count} not proved gone`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Kind', 'Name in Mist', 'Id', 'Backend', 'Why'], rows)];
}
/** What was done; where nothing was to be done by this mode, what is planned, or that nothing was found. */
function headline({ report, changes, note }) {
    if (report.outcomes.length > 0)
        return [(0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeTotals */ .mg)(report.outcomes), note ?? ''].join(' ').trim();
    if (changes.length > 0)
        return (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSummary */ .MM)(changes);
    if (note !== undefined)
        return note;
    return report.leaks.length > 0 ? 'Nothing could be proved gone.' : 'Nothing of this scope was found.';
}
/** The summary as Markdown, under GitHub's limit; leaks stand first, because they need somebody. */
function renderSummary(view, maxBytes = _markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_SUMMARY_BYTES */ .Q0) {
    const { report, scope } = view;
    const sections = [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`### Mist: scope ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(scope.name)}`, '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(headline(view))),
        ...leakSections(report.leaks),
    ];
    if (report.machines.length > 0) {
        const rows = report.machines.map(machineRow);
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Machine', 'Backend', 'State', 'Address', 'SSH', 'Expires', 'Price'], rows));
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(report.cost))}.`));
    }
    if (view.changes.length > 0)
        sections.push((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSection */ .lA)(view.changes));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
}


/***/ })

};
