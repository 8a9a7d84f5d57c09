export const id = 12;
export const ids = [12];
export const modules = {

/***/ 9927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ endTokens),
/* harmony export */   j: () => (/* binding */ mayHaveToken)
/* harmony export */ });
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6901);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6622);
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

/***/ 9012:
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


/** All posts of a cancelled job share 285 s; this one leaves time to write the truth, and for others. */
const CANCELLED_BUDGET_MS = 240_000;
const BUDGET_MS = 600_000;
const WRITE_RESERVE_MS = 20_000;
const APPLYING = ['apply', 'auto'];
/** `keeps` tells a scope that stays from a step that never made anything. */
function decidePost(post) {
    const { teardown, mode, jobStatus, scope, entries, damaged = false } = post;
    const named = scope.named || damaged;
    const budgetMs = jobStatus === 'cancelled' ? CANCELLED_BUDGET_MS : BUDGET_MS;
    const time = { budgetMs, deadlineMs: budgetMs - WRITE_RESERVE_MS };
    // Only an apply creates: a journal beside any other mode is somebody's forgery.
    if (!APPLYING.includes(mode))
        return { ...time, what: 'nothing', keeps: true };
    const wholly = decideTeardown(teardown, scope.named, jobStatus) === 'all';
    if (wholly) {
        if (entries.length === 0 && !named)
            return { ...time, what: 'nothing', keeps: false };
        return { ...time, what: 'all', where: named ? 'everywhere' : 'journal' };
    }
    const halfMade = new Set((0,pending_creates/* pendingOf */.l)(entries).map((entry) => entry.name));
    if (halfMade.size === 0)
        return { ...time, what: 'nothing', keeps: true };
    return { ...time, what: { names: halfMade }, where: 'journal' };
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
        const heartbeat = facts.keeper === null ? null : await Promise.all(/* import() */[__webpack_require__.e(721), __webpack_require__.e(358)]).then(__webpack_require__.bind(__webpack_require__, 3721));
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
    const { runner, log, scope, entries, context } = post;
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
        result = { ...unproved(creates, error), stays: null };
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
    const { teardown, mode, jobStatus } = inputs;
    const stays = `Scope ${scope.name} stays${runner.voice.staysBy(teardown)}`;
    const decision = decidePost({ teardown, mode, jobStatus, scope, entries, damaged });
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
    const { tearDownScope } = await Promise.all(/* import() */[__webpack_require__.e(977), __webpack_require__.e(763)]).then(__webpack_require__.bind(__webpack_require__, 7763));
    const result = await tearDownScope(post, inputs, decision);
    if (result === null)
        return null;
    const ready = entries.filter((entry) => mayLive(entry) && entry.id !== null);
    return { ...result, stays: decision.what === 'all' ? null : { sentence: stays, ready } };
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

/***/ 4866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ AcceptanceLog)
/* harmony export */ });
/* harmony import */ var _model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8586);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6901);
// Whether a create whose reply was lost was accepted: by the server's own log, never by waiting or by sending it again.


/** The server's log shows an accepted create within seconds (1.3 s measured); before this nothing is concluded. */
const LOG_PATIENCE_MS = 15_000;
/** Server and runner clocks may differ before the first answer told us by how much. */
const CLOCK_SLACK_MS = 120_000;
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
        const logs = await this.#world.reader.createLogs(name);
        const jobId = logs.find((log) => log.jobId !== null && log.at >= at - CLOCK_SLACK_MS)?.jobId ?? null;
        if (jobId !== null)
            return { jobId };
        if (wasAlive)
            return 'never';
        if (this.#world.clock.elapsed() - this.#since >= LOG_PATIENCE_MS)
            await this.#proveAlive(name);
        return 'unknown';
    }
    async #proveAlive(name) {
        const { reader, writer } = this.#world;
        if (this.#trace === null) {
            const word = `ma-trace-${(0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(`${name} ${(0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(this.#world)}`, 16)}`;
            await writer.leaveTrace(word);
            this.#trace = word;
            return;
        }
        this.#alive ||= (await reader.logTime(this.#trace)) !== null;
    }
}


/***/ }),

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ PendingCreates),
/* harmony export */   l: () => (/* binding */ pendingOf)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1618);
/* harmony import */ var _acceptance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4866);
// Creates whose machine has not been seen: each is followed until evidence says that it came, failed, or never was.



const APPEARING = 'its create was accepted, and no machine has appeared yet';
/** Jobs and logs are asked at most this often. */
const ASK_INTERVAL_MS = 3_000;
/** Providers tell the time of a create in whole seconds. */
const WHOLE_SECONDS_MS = 2_000;
/** The journal's creates that may still bring a machine; refused ones made nothing. */
function pendingOf(entries) {
    return entries
        .filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null)
        .map(({ name, at, jobId, phase }) => ({ name, at, jobId, sent: phase !== 'intent' }));
}
/** True for the row that this create made; a terminated one of an earlier create has the same name and is no evidence. */
function cameOf(create, machine) {
    if (machine.name !== create.name)
        return false;
    return machine.createdAt === null ? !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_2__/* .isGone */ .S)(machine) : machine.createdAt >= create.at - WHOLE_SECONDS_MS;
}
/** Follows creates by job and log. `open` is what is still undecided. */
class PendingCreates {
    #world;
    #log;
    #open;
    #asked = Number.NEGATIVE_INFINITY;
    constructor(world, pending) {
        this.#world = world;
        this.#log = new _acceptance_js__WEBPACK_IMPORTED_MODULE_1__/* .AcceptanceLog */ .O(world);
        this.#open = pending.filter((one) => one.sent).map((one) => ({ ...one, why: 'nothing is known of it yet' }));
    }
    /**
     * Names of creates whose jobs have come to their end, in one way or the other. The machine of one that failed may be there all the
     * same (H17, H34): what came of them is told by lists alone.
     */
    ended = new Set();
    get open() {
        return this.#open;
    }
    /** Drops what a fresh list or the server's own records decide. */
    async resolve(listed) {
        this.#open = this.#open.filter((one) => !listed.some((machine) => cameOf(one, machine)));
        const { clock } = this.#world;
        if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS)
            return;
        this.#asked = clock.elapsed();
        const followed = await Promise.all(this.#open.map((one) => this.#follow(one)));
        this.#open = followed.filter((one) => one !== null);
    }
    /** What is known now, or null when the create is decided. */
    async #follow(one) {
        try {
            return one.jobId === null ? await this.#findJob(one) : await this.#followJob(one, one.jobId);
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            return { ...one, why: 'the server could not be asked about its create' };
        }
    }
    async #findJob(one) {
        const found = await this.#log.look(one.name, one.at);
        if (found === 'never')
            return null;
        if (found !== 'unknown')
            return { ...one, jobId: found.jobId, why: APPEARING };
        return { ...one, why: 'its create was sent, no answer came, and the log of the server does not show it' };
    }
    async #followJob(one, jobId) {
        const job = await this.#world.reader.job(jobId);
        // Created and yet not listed: it is gone again. Failed: the provider made nothing. Both need the two lists as well.
        if (!job || !(job.created || (job.finished && job.error !== null)))
            return { ...one, why: APPEARING };
        this.ended.add(one.name);
        return null;
    }
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

/***/ 8586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ contentHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
// Naming texts by what they hold.

/** The first `length` (at most 64) hex digits of the SHA-256 of `text` as UTF-8. */
function contentHash(text, length) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, length);
}


/***/ })

};
