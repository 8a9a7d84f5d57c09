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

// EXTERNAL MODULE: ./lib/src/action/process-world.js + 1 modules
var process_world = __webpack_require__(4155);
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
        const heartbeat = facts.keeper === null ? null : await Promise.all(/* import() */[__webpack_require__.e(721), __webpack_require__.e(977)]).then(__webpack_require__.bind(__webpack_require__, 3721));
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


/***/ })

};
