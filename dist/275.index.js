export const id = 275;
export const ids = [275,399];
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
/** The key maker; see `createKeyMaker`. */
function keyMakerOnUse(makeRsa) {
    const maker = once(async () => (await __webpack_require__.e(/* import() */ 553).then(__webpack_require__.bind(__webpack_require__, 8553))).createKeyMaker(makeRsa));
    return {
        rsa: async () => (await maker()).rsa(),
        hostKey: async () => (await maker()).hostKey(),
        publicOf: async (privateKey) => (await maker()).publicOf(privateKey),
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

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  beginKey: () => (/* binding */ beginKey),
  composeStep: () => (/* binding */ composeStep),
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
    const connected = await step.log.group('Connect', () => composeStep(step));
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
/* harmony import */ var _running_step_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5225);
// Mode destroy: everything of one named scope, from its name alone.






/** Destroys and proves. Throws ActionError when something may be left, a cancelled run included. */
async function runDestroy(step) {
    const { inputs, scope, log, end } = step;
    const { world, connection } = await log.group('Connect', () => (0,_connect_step_js__WEBPACK_IMPORTED_MODULE_2__.composeStep)(step));
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
        (0,_running_step_js__WEBPACK_IMPORTED_MODULE_5__/* .publish */ .mk)(step, (0,_explain_teardown_js__WEBPACK_IMPORTED_MODULE_3__/* .teardownReport */ .b)(result), [], _outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .NO_PATHS */ .pM);
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


/***/ })

};
