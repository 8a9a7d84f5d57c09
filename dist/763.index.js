export const id = 763;
export const ids = [763];
export const modules = {

/***/ 7763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tearDownScope: () => (/* binding */ tearDownScope)
/* harmony export */ });
/* harmony import */ var _engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9389);
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1793);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5349);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2086);
/* harmony import */ var _end_tokens_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9927);
/* harmony import */ var _process_world_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(117);







const TOKEN_TTL_MS = 1_800_000;
/** Removes what `decision` names, and ends the tokens of this job; null when there was nothing else to do. */
async function tearDownScope(post, inputs, decision) {
    const { runner, scope, entries, log, facts } = post;
    refuseOtherServer(inputs, facts);
    refuseOtherScope(inputs, post);
    const deadline = runner.clock.elapsed() + decision.deadlineMs;
    const { signal, stop } = (0,_process_world_js__WEBPACK_IMPORTED_MODULE_6__/* .cancelOnSignals */ .dJ)(runner, log, {
        ms: decision.budgetMs,
        text: `removing may take ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(decision.budgetMs)}`,
    });
    let composition = null;
    try {
        composition = await (0,_compose_js__WEBPACK_IMPORTED_MODULE_3__/* .compose */ .Z)({
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
        const { parallelism } = inputs;
        const { backends } = facts;
        const input = { scope, journal: entries, what, where, backends, deadline, parallelism };
        return await log.group('Tear down', () => (0,_engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__/* .tearDown */ .x)(world, input));
    }
    catch (error) {
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc && signal.aborted ? signal.reason : error;
    }
    finally {
        const { setFailed } = runner;
        await (0,_end_tokens_js__WEBPACK_IMPORTED_MODULE_5__/* .endTokens */ ._)({ ...post, setFailed }, composition?.connection.tokens ?? null, composition?.mintedToken ?? null);
        stop();
        await composition?.connection.close();
    }
}
/** On another server nothing of ours is found, and that would look like a proof. */
function refuseOtherServer({ target }, { mistUrl }) {
    const now = target.kind === 'sandbox' ? 'sandbox' : target.url;
    if (mistUrl === null || mistUrl === now)
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('state', 'user', `Main used the Mist server ${mistUrl}, and \`mist-url\` is another one now.`, {
        hint: 'Give the step a `mist-url` that does not change while the job runs.',
    });
}
/** What main saved must be what this step is: another step can write what looks like saved state. */
function refuseOtherScope(inputs, { context, scope }) {
    const own = (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .scopeOf */ .Od)(inputs, context);
    const same = own.name === scope.name &&
        own.named === scope.named &&
        own.repository.id === scope.repository.id &&
        own.repository.serverUrl === scope.repository.serverUrl;
    if (same)
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('state', 'user', `The saved state names the scope ${scope.name}, and this step's is ${own.name}.`, {
        hint: 'Nothing was removed. The state was changed by another step, or `scope` changed while the job ran.',
    });
}
/** Post creates nothing, so it has nothing to write ahead. */
const readOnlyJournal = {
    intend: () => {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BugError */ .f9('Post must not create anything.');
    },
    sent: (entry) => entry,
    settle: (entry) => entry,
};


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
