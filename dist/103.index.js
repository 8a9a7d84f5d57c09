export const id = 103;
export const ids = [103];
export const modules = {

/***/ 4103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runPost: () => (/* binding */ runPost)
});

// EXTERNAL MODULE: ./lib/src/engine/teardown.js
var engine_teardown = __webpack_require__(2977);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/action/compose.js + 9 modules
var compose = __webpack_require__(2367);
// EXTERNAL MODULE: ./lib/src/action/context.js
var action_context = __webpack_require__(2086);
;// CONCATENATED MODULE: ./lib/src/action/end-tokens.js
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
    if (!name.startsWith((0,compose/* tokenNamePrefix */.T)(post.context)))
        why = 'the name is none of this job';
    else if (tokens !== null) {
        try {
            return (await tokens.list())
                .filter((one) => one.name === name || one.name === `${name}-lookup`)
                .map(({ id }) => id);
        }
        catch (error) {
            why = (0,world/* sentenceOf */.$)(error);
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
            return isOwn && error instanceof errors/* ApiError */.hD && error.failure === 'auth';
        }
    }
}
function fail({ log, setFailed }, message) {
    log.error(message);
    setFailed();
}

// EXTERNAL MODULE: ./lib/src/action/explain-teardown.js
var explain_teardown = __webpack_require__(1267);
// EXTERNAL MODULE: ./lib/src/action/files.js
var files = __webpack_require__(4462);
// EXTERNAL MODULE: ./lib/src/action/heartbeat.js + 1 modules
var action_heartbeat = __webpack_require__(3600);
// EXTERNAL MODULE: ./lib/src/action/input-values.js
var input_values = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/src/action/inputs.js + 1 modules
var inputs = __webpack_require__(5478);
// EXTERNAL MODULE: ./lib/src/action/local-sandbox.js
var local_sandbox = __webpack_require__(1800);
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

















const TOKEN_TTL_MS = 1_800_000;
/** Runs post; sets the exit code, never throws. */
async function runPost(runner = process_world/* processWorld */.mr) {
    const log = (0,process_world/* stepLog */.tV)(runner);
    const { env } = runner;
    try {
        const { facts, warnings } = (0,state_facts/* readFacts */.MH)(env);
        const { entries, warnings: torn } = (0,state_journal/* readJournal */.a0)(env);
        for (const warning of [...warnings, ...torn])
            log.warning(warning);
        const heartbeat = await (0,action_heartbeat/* endHeartbeat */.EM)(log, facts, runner.clock);
        const context = (0,step/* stepContext */.ev)(env);
        try {
            const damaged = torn.length > 0;
            if (facts.scope === null)
                explainNothing(log, entries.length + warnings.length + torn.length);
            else
                await tearDownStep({ runner, context, log, facts, scope: facts.scope, entries, damaged });
        }
        finally {
            (0,action_heartbeat/* tellHeartbeat */.Im)(log, facts, heartbeat);
            removeFiles(env, log, facts, context);
            await endSandbox(env, log, facts, context);
        }
    }
    catch (error) {
        (0,step/* failStep */.vy)(runner, log, error);
    }
}
/** Main records the scope before it can create anything: without it nothing was begun. */
function explainNothing(log, traces) {
    if (traces === 0) {
        log.info('Main ended before it could change anything: there is nothing to remove.');
        return;
    }
    throw new errors/* ActionError */.lZ('state', 'remote', 'The saved state has no scope that can be read, so it is not known what belongs to this step.', {
        hint: "The leases end what was created; `mode: destroy` with the scope's name removes it at once.",
    });
}
/** Whatever keeps post from looking, what main has begun is told. */
async function tearDownStep(post) {
    const { runner, log, scope, entries, context } = post;
    let result;
    try {
        result = await removeBegun(post, (0,inputs/* readInputs */.K)(runner.env));
    }
    catch (error) {
        // What became ready in a named scope may be meant to stay; the rest is not meant to be there at all.
        const creates = entries.filter((entry) => mayLive(entry) && (!scope.named || entry.id === null));
        if (creates.length === 0)
            throw error;
        result = (0,explain_teardown/* unproved */.gv)(creates, error);
    }
    if (result !== null)
        (0,explain_teardown/* explainTeardown */.ML)({ env: runner.env, log, scope, runnerTemp: context.runnerTemp }, result);
}
function mayLive(entry) {
    return entry.kind === 'create-machine' && entry.result !== 'refused';
}
/** Removes by the teardown policy; null when there is nothing to remove. */
async function removeBegun(post, inputs) {
    const { runner, scope, entries, log, facts, damaged } = post;
    const { teardown, mode, jobStatus, parallelism } = inputs;
    const decision = decidePost({ teardown, mode, jobStatus, scope, entries, damaged });
    if (damaged && decision.what !== 'all') {
        log.error(`The journal is damaged: what did not become ready in scope ${scope.name} may be left.`);
        runner.setFailed();
    }
    if (decision.what === 'nothing' && !mayHaveToken(facts)) {
        log.info(decision.keeps && (entries.length > 0 || damaged)
            ? `Scope ${scope.name} stays (teardown: ${teardown}).`
            : 'Nothing was created: there is nothing to remove.');
        return null;
    }
    refuseOtherServer(inputs, facts);
    refuseOtherScope(inputs, post);
    const deadline = runner.clock.elapsed() + decision.deadlineMs;
    const { signal, stop } = (0,process_world/* cancelOnSignals */.dJ)(runner, log, decision.budgetMs, 'post');
    let composition = null;
    try {
        composition = await (0,compose/* compose */.Z)({
            ...post,
            inputs,
            signal,
            journal: readOnlyJournal,
            tokenTtlMs: TOKEN_TTL_MS,
            onMinting: () => undefined,
            onMinted: () => undefined,
        });
        if (decision.what === 'nothing')
            return null;
        const { what, where } = decision;
        const { world } = composition;
        const input = { scope, journal: entries, what, where, deadline, parallelism };
        return await log.group('Tear down', () => (0,engine_teardown/* tearDown */.x)(world, input));
    }
    catch (error) {
        throw error instanceof errors/* CancelledError */.cc && signal.aborted ? signal.reason : error;
    }
    finally {
        const { setFailed } = runner;
        await endTokens({ ...post, setFailed }, composition?.connection.tokens ?? null, composition?.mintedToken ?? null);
        stop();
        await composition?.connection.close();
    }
}
/** On another server nothing of ours is found, and that would look like a proof. */
function refuseOtherServer({ target }, { mistUrl }) {
    const now = target.kind === 'sandbox' ? 'sandbox' : target.url;
    if (mistUrl === null || mistUrl === now)
        return;
    throw new errors/* ActionError */.lZ('state', 'user', `Main used the Mist server ${mistUrl}, and \`mist-url\` is another one now.`, {
        hint: 'Give the step a `mist-url` that does not change while the job runs.',
    });
}
/** What main saved must be what this step is: another step can write what looks like saved state. */
function refuseOtherScope(inputs, { context, scope }) {
    const own = (0,action_context/* scopeOf */.Od)(inputs, context);
    const same = own.name === scope.name &&
        own.named === scope.named &&
        own.repository.id === scope.repository.id &&
        own.repository.serverUrl === scope.repository.serverUrl;
    if (same)
        return;
    throw new errors/* ActionError */.lZ('state', 'user', `The saved state names the scope ${scope.name}, and this step's is ${own.name}.`, {
        hint: 'Nothing was removed. The state was changed by another step, or `scope` changed while the job ran.',
    });
}
/** Post creates nothing, so it has nothing to write ahead. */
const readOnlyJournal = {
    intend: () => {
        throw new errors/* BugError */.f9('Post must not create anything.');
    },
    sent: (entry) => entry,
    settle: (entry) => entry,
};
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
        if (await (0,local_sandbox/* stopSandbox */.aA)({ runnerTemp, step }))
            log.info('The sandbox server has ended.');
    }
    catch (error) {
        log.warning(`The sandbox server could not be ended: ${(0,world/* sentenceOf */.$)(error)}`);
    }
}


/***/ })

};
