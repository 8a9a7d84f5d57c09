export const id = 126;
export const ids = [126];
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

/***/ 9927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ endTokens),
/* harmony export */   j: () => (/* binding */ mayHaveToken)
/* harmony export */ });
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6901);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5349);
// The end of the tokens of one job: the one that main made, found by its name where its answer was lost, and post's own.



/** True where main has made a token, or may have. */
function mayHaveToken({ tokenId, tokenName }) {
    return tokenId !== null || tokenName !== null;
}
/**
 * Revokes them, `own` (post's, which asks for all of it) last. What may still work afterwards is an error each, and the step
 * is red; one that is gone already is what was wanted. `tokens` is null where there is no connection. Never throws.
 */
async function endTokens(post, tokens, own) {
    const { facts } = post;
    const made = facts.tokenId !== null ? [facts.tokenId] : await byName(post, tokens);
    for (const id of [...made, ...(own === null ? [] : [own])]) {
        if (tokens !== null && (await revoked(tokens, id, id === own)))
            continue;
        fail(post, `The token ${id} could not be revoked; it ends by itself within a day.`);
    }
}
/** Ids of the tokens that main asked for under the name that it wrote down, when it never learned of an id. */
async function byName(post, tokens) {
    const name = post.facts.tokenName;
    if (name === null)
        return [];
    let why = 'there is no connection';
    // Another step can write what looks like saved state, and other jobs of the account have tokens too.
    if (!name.startsWith((0,_compose_js__WEBPACK_IMPORTED_MODULE_2__/* .tokenNamePrefix */ .T)(post.context)))
        why = 'the name is none of this job';
    else if (tokens !== null) {
        try {
            return (await tokens.list())
                .filter((one) => one.name === name || one.name === `${name}-lookup`)
                .map(({ id }) => id);
        }
        catch (error) {
            why = (0,_engine_world_js__WEBPACK_IMPORTED_MODULE_0__/* .sentenceOf */ .$)(error);
        }
    }
    fail(post, `Whether there is a token \`${name}\` is not known (${why}); it would end by itself within a day.`);
    return [];
}
/** An error of the request proves nothing; that the list does not show the token any more does. */
async function revoked(tokens, id, isOwn) {
    try {
        await tokens.revoke(id);
        return true;
    }
    catch {
        try {
            return !(await tokens.list()).some((one) => one.id === id);
        }
        catch (error) {
            // Whoever is asked with a token and does not know it has revoked it.
            return isOwn && error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && error.failure === 'auth';
        }
    }
}
function fail({ log, setFailed }, message) {
    log.error(message);
    setFailed();
}


/***/ }),

/***/ 7126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPost: () => (/* binding */ runPost)
});

// EXTERNAL MODULE: ./lib/src/engine/world.js
var world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/action/end-tokens.js
var end_tokens = __webpack_require__(9927);
// EXTERNAL MODULE: ./lib/src/action/files.js
var files = __webpack_require__(4462);
// EXTERNAL MODULE: ./lib/src/action/input-values.js
var input_values = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/src/action/inputs.js + 1 modules
var action_inputs = __webpack_require__(5478);
// EXTERNAL MODULE: ./lib/src/engine/pending-creates.js
var pending_creates = __webpack_require__(6490);
;// CONCATENATED MODULE: ./lib/src/plan/teardown-policy.js
// When post destroys, as a pure decision.

/**
 * What post has to remove: everything of the scope, only what this run left half-made, or nothing. `auto` is always in
 * unnamed scopes and never in named ones. Cancelled counts as failure for `on-failure` and as no success for
 * `on-success`. A named scope that stays is still cleaned of what never became ready.
 */
function decideTeardown(policy, named, status) {
    switch (policy) {
        case 'auto':
            return named ? 'half-made' : 'all';
        case 'always':
            return 'all';
        case 'on-success':
            return status === 'success' ? 'all' : 'half-made';
        case 'on-failure':
            return status === 'success' ? 'half-made' : 'all';
        case 'never':
            return 'half-made';
        default:
            return (0,errors/* assertNever */.xb)(policy);
    }
}

;// CONCATENATED MODULE: ./lib/src/action/post-decision.js
// What post has to do, as a pure decision: from inputs and journal to what is removed, where, and within which time.


/** All posts of a cancelled job share 285 s; ours leave time to write the truth, and for others. */
const CANCELLED_BUDGET_MS = 240_000;
/** What a post has in any case: enough for one look, and to say what is not proved. */
const LEAST_BUDGET_MS = 20_000;
const BUDGET_MS = 600_000;
const WRITE_RESERVE_MS = 20_000;
const APPLYING = ['apply', 'auto'];
/** `keeps` tells a scope that stays from a step that never made anything. */
function decidePost(post) {
    const { teardown, mode, jobStatus, scope, entries, damaged = false, postsSinceMs = 0 } = post;
    const named = scope.named || damaged;
    const cancelledMs = Math.max(LEAST_BUDGET_MS, CANCELLED_BUDGET_MS - postsSinceMs);
    const budgetMs = jobStatus === 'cancelled' ? cancelledMs : BUDGET_MS;
    const time = { budgetMs, deadlineMs: budgetMs - Math.min(WRITE_RESERVE_MS, budgetMs / 2) };
    // Only an apply creates: a journal beside any other mode is somebody's forgery.
    if (!APPLYING.includes(mode))
        return { ...time, what: 'nothing', keeps: true };
    const wholly = decideTeardown(teardown, scope.named, jobStatus) === 'all';
    if (wholly) {
        if (entries.length === 0 && !named)
            return { ...time, what: 'nothing', keeps: false };
        return { ...time, what: 'all', where: named ? 'everywhere' : 'journal' };
    }
    const halfMade = new Set((0,pending_creates/* pendingOf */.lc)(entries).map((entry) => entry.name));
    if (halfMade.size === 0)
        return { ...time, what: 'nothing', keeps: true };
    return { ...time, what: { names: halfMade }, where: 'journal' };
}

// EXTERNAL MODULE: ./lib/src/action/command-file.js
var command_file = __webpack_require__(499);
// EXTERNAL MODULE: ./lib/src/action/random-id.js
var random_id = __webpack_require__(1774);
;// CONCATENATED MODULE: ./lib/src/action/posts-clock.js
// The clock that all posts of a cancelled job share: the runner kills them together, whoever has used up the time.


/** Epoch ms at which the first of our posts began: what a post writes to GITHUB_ENV is in the environment of the next one. */
const VARIABLE = 'MIST_ACTION_POSTS_SINCE';
/** The runner kills the posts of a cancelled job after 285 s, so an older time is of no use, or somebody else's. */
const LONGEST_MS = 300_000;
/** How long ago the first of our posts of this job began, ms; the first one leaves its time for the others. */
function sinceFirstPost(env, now) {
    const text = env[VARIABLE] ?? '';
    const since = /^\d{1,15}$/.test(text) ? now - Number(text) : -1;
    if (since >= 0 && since <= LONGEST_MS)
        return since;
    leave(env, now);
    return 0;
}
/** Without the file the next post has a whole budget of its own, as if it were the first. */
function leave(env, now) {
    try {
        (0,command_file/* appendWhole */.gZ)(env.GITHUB_ENV ?? '', (0,command_file/* formatRecord */.bM)(VARIABLE, String(Math.round(now)), random_id/* randomId */.z));
    }
    catch {
        return;
    }
}

// EXTERNAL MODULE: ./lib/src/action/process-world.js
var process_world = __webpack_require__(117);
// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
// EXTERNAL MODULE: ./lib/src/action/state-journal.js
var state_journal = __webpack_require__(66);
// EXTERNAL MODULE: ./lib/src/action/step.js + 1 modules
var step = __webpack_require__(8642);
;// CONCATENATED MODULE: ./lib/src/action/run-post.js












/** Runs post; sets the exit code, never throws. */
async function runPost(runner = process_world/* processWorld */.mr) {
    const log = (0,process_world/* stepLog */.tV)(runner);
    const { env } = runner;
    try {
        const { facts, warnings } = (0,state_facts/* readFacts */.MH)(env);
        const { entries, warnings: torn } = (0,state_journal/* readJournal */.a0)(env);
        for (const warning of [...warnings, ...torn])
            log.warning(warning);
        const heartbeat = facts.keeper === null ? null : await Promise.all(/* import() */[__webpack_require__.e(21), __webpack_require__.e(129)]).then(__webpack_require__.bind(__webpack_require__, 3721));
        const ended = heartbeat === null ? null : await heartbeat.endHeartbeat(log, facts, runner.clock);
        const context = (0,step/* stepContext */.ev)(env);
        try {
            const damaged = torn.length > 0;
            if (facts.scope === null)
                explainNothing(log, runner.voice, entries.length + warnings.length + torn.length);
            else
                await tearDownStep({ runner, context, log, facts, scope: facts.scope, entries, damaged });
        }
        finally {
            heartbeat?.tellHeartbeat(log, facts, ended);
            removeFiles(env, log, facts, context);
            await endSandbox(env, log, facts, context);
        }
    }
    catch (error) {
        (0,step/* failStep */.vy)(runner, log, error);
    }
}
/** Main records the scope before it can create anything: without it nothing was begun. */
function explainNothing(log, voice, traces) {
    if (traces === 0) {
        if (voice.tellsNothing)
            log.info('Main ended before it could change anything: there is nothing to remove.');
        return;
    }
    throw new errors/* ActionError */.lZ('state', 'remote', 'The saved state has no scope that can be read, so it is not known what belongs to this run.', {
        hint: "The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
    });
}
/** Whatever keeps post from looking, what main has begun is told. */
async function tearDownStep(post) {
    const { runner, log, scope, entries, context, damaged } = post;
    let result;
    try {
        result = await removeBegun(post);
    }
    catch (error) {
        // What became ready in a named scope may be meant to stay; the rest is not meant to be there at all.
        const creates = entries.filter((entry) => mayLive(entry) && (!scope.named || entry.id === null));
        if (creates.length === 0)
            throw error;
        const { unproved } = await __webpack_require__.e(/* import() */ 267).then(__webpack_require__.bind(__webpack_require__, 1267));
        result = { ...unproved(creates, error, damaged), stays: null };
    }
    if (result === null)
        return;
    const { explainTeardown } = await __webpack_require__.e(/* import() */ 267).then(__webpack_require__.bind(__webpack_require__, 1267));
    const { stays } = result;
    explainTeardown({ env: runner.env, log, scope, runnerTemp: context.runnerTemp, stays }, result);
}
function mayLive(entry) {
    return entry.kind === 'create-machine' && entry.result !== 'refused';
}
/** Removes by the teardown policy; null when there is nothing to remove. What removes is loaded only when there is. */
async function removeBegun(post) {
    const { runner, scope, entries, log, facts, damaged } = post;
    const inputs = (0,action_inputs/* readInputs */.K)(runner.env);
    const { teardown, jobStatus } = inputs;
    const mode = facts.mode ?? inputs.mode;
    const stays = `Scope ${scope.name} stays${runner.voice.staysBy(teardown)}`;
    const postsSinceMs = jobStatus === 'cancelled' ? sinceFirstPost(runner.env, runner.clock.now()) : 0;
    const decision = decidePost({ teardown, mode, jobStatus, scope, entries, damaged, postsSinceMs });
    if (damaged && decision.what !== 'all') {
        log.error(`The journal is damaged: what did not become ready in scope ${scope.name} may be left.`);
        runner.setFailed();
    }
    if (decision.what === 'nothing' && !(0,end_tokens/* mayHaveToken */.j)(facts)) {
        if (decision.keeps && (entries.length > 0 || damaged))
            log.info(`${stays}.`);
        else if (runner.voice.tellsNothing)
            log.info('Nothing was created: there is nothing to remove.');
        return null;
    }
    // Whoever kills this post leaves at least the names in the log.
    if (jobStatus === 'cancelled')
        tellBegun(log, entries);
    const { tearDownScope } = await Promise.all(/* import() */[__webpack_require__.e(184), __webpack_require__.e(763)]).then(__webpack_require__.bind(__webpack_require__, 7763));
    const result = await tearDownScope(post, inputs, decision);
    if (result === null)
        return null;
    const ready = entries.filter((entry) => mayLive(entry) && entry.id !== null);
    return { ...result, stays: decision.what === 'all' ? null : { sentence: stays, ready } };
}
function tellBegun(log, entries) {
    const begun = entries.filter(mayLive).map(({ name, id }) => `machine/${name}${id === null ? '' : ` (${id})`}`);
    if (begun.length > 0)
        log.info(`This run began ${begun.join(', ')}.`);
}
function removeFiles(env, log, facts, context) {
    const warnings = (0,files/* removeRecorded */.D7)((0,state_facts/* readFileRecords */.v2)(env));
    const rest = facts.filesDir === null ? [] : (0,files/* removeFilesDir */.xb)(facts.filesDir, context.runnerTemp);
    for (const warning of [...warnings, ...rest])
        log.warning(warning);
}
/** Its file is looked at only where the step asked for a sandbox. */
async function endSandbox(env, log, facts, context) {
    if (facts.mistUrl !== 'sandbox' && (0,input_values/* textInput */._Z)(env, 'mist-url', '') !== 'sandbox')
        return;
    try {
        const { runnerTemp, step } = context;
        const { stopSandbox } = await __webpack_require__.e(/* import() */ 800).then(__webpack_require__.bind(__webpack_require__, 1800));
        if (await stopSandbox({ runnerTemp, step }))
            log.info('The sandbox server has ended.');
    }
    catch (error) {
        log.warning(`The sandbox server could not be ended: ${(0,world/* sentenceOf */.$)(error)}`);
    }
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


/***/ })

};
