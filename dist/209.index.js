export const id = 209;
export const ids = [209];
export const modules = {

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

/***/ 9209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  applySpec: () => (/* binding */ applySpec)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/outcome.js
var outcome = __webpack_require__(9680);
// EXTERNAL MODULE: ./lib/src/model/plan.js
var plan = __webpack_require__(2693);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
;// CONCATENATED MODULE: ./lib/src/engine/settle-catalogs.js
/** A cloud that was just added lists nothing for some seconds, then its sizes still grow (seen on a live server). */
const CATALOG_PATIENCE_MS = 45_000;
const CATALOG_INTERVAL_MS = 2_000;
/** Sizes come some seconds after the images; a provider that still has none by then has no size rows at all. */
const SIZES_PATIENCE_MS = 15_000;
/** Waits until a cloud that was just added lists the same number of images and sizes twice in a row. */
async function settleCatalogs(world, cloudId) {
    const { reader, clock, signal } = world;
    const began = clock.elapsed();
    const deadline = began + CATALOG_PATIENCE_MS;
    let before = '';
    while (clock.elapsed() < deadline) {
        const [images, sizes] = await Promise.all([reader.images(cloudId, null), reader.sizes(cloudId)]);
        const now = `${images.length}/${sizes.length}`;
        const sized = sizes.length > 0 || clock.elapsed() - began >= SIZES_PATIENCE_MS;
        if (images.length > 0 && sized && now === before)
            return;
        before = now;
        await clock.sleep(CATALOG_INTERVAL_MS, signal);
    }
}

// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var sweep = __webpack_require__(6229);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
;// CONCATENATED MODULE: ./lib/src/engine/apply-backends.js
// Backends belong to the organisation: apply adds what a spec wants present and removes only what it names as absent,
// and never one on which anything lives, because Mist would hide those machines while they run on (H8, H38).







/** Adds missing backends, the keys of their hosts before them, and waits until their catalogs stand still. Throws at the first that cannot be added. */
async function addBackends(world, rows, changes, keys) {
    const missing = changes.filter((change) => change.action === 'create');
    return Promise.all(missing.map(async (change) => {
        const row = rows.find((one) => one.name === change.backend);
        if (row?.state !== 'present')
            throw new errors/* ActionError */.lZ('bug', 'bug', `${change.address} was planned without a row.`);
        const id = await addBackend(world, row, keys);
        // A list of hosts has no catalog.
        if (row.hosts === undefined)
            await settleCatalogs(world, id);
        world.log.info(`${change.address} has been created`);
        return { address: change.address, outcome: 'created', why: null };
    }));
}
async function addBackend(world, row, keys) {
    const { journal, writer, reader, log } = world;
    const address = `backend/${row.name}`;
    for (const value of Object.values(row.fields))
        if (typeof value === 'object')
            log.mask(value.reveal());
    const hosts = await Promise.all((row.hosts ?? []).map(async ({ key, ...host }) => ({ ...host, keyId: (await keys.get(keys.nameOf(key))).id })));
    const intent = { kind: 'add-backend', address, name: row.name, cloudId: null, at: (0,engine_world/* serverNow */.c)(world) };
    try {
        const { value } = await (0,write_ahead/* writeAhead */.x)(journal, intent, (onSent) => writer.addCloud(row.name, row.provider, row.fields, onSent, hosts));
        return value.id;
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.failure === 'provider-auth') {
            throw new errors/* ActionError */.lZ('backend-credentials', 'user', `${address}: the provider refused the credentials.`, {
                hint: 'Check the credential fields of this row; nothing was added.',
            });
        }
        if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* TransportError */.wX) || (0,write_ahead/* effectOf */.$)(error) === 'none')
            throw error;
        // The server answers 500 and adds the backend all the same (seen on a live server): the list decides.
        const added = (await reader.clouds()).filter((cloud) => cloud.name === row.name);
        if (added.length === 1 && added[0])
            return added[0].id;
        throw error;
    }
}
/** Removes backends that the spec names as absent; refused, as a failed outcome, while anything on one may live. */
async function removeBackends(world, changes) {
    const outcomes = [];
    for (const change of changes.filter((one) => one.action === 'destroy')) {
        const why = await removeBackend(world, change).catch((error) => (0,outcome/* reasonFor */.q)(change.address, (0,engine_world/* sentenceOf */.$)(error)));
        if (why === null)
            world.log.info(`${change.address} has been destroyed`);
        outcomes.push({ address: change.address, outcome: why === null ? 'destroyed' : 'failed', why });
    }
    return outcomes;
}
/** What lives there by two live lists some seconds apart, or as the server itself knows it: one empty list is no proof. */
async function livingOn(world, cloudId) {
    const { reader, clock, signal } = world;
    const first = await reader.liveMachines(cloudId);
    const known = (await reader.knownMachines()).filter((machine) => machine.cloudId === cloudId && !machine.missing);
    const listed = new Set(first.machines.map((machine) => machine.id));
    const unlisted = known.filter((machine) => !listed.has(machine.id));
    const early = [...first.machines, ...unlisted].filter((machine) => !(0,observed/* isGone */.S)(machine));
    if (early.length > 0)
        return early;
    await clock.sleep(sweep/* ABSENCE_GAP_MS */.c, signal);
    return (await reader.liveMachines(cloudId)).machines.filter((machine) => !(0,observed/* isGone */.S)(machine));
}
async function removeBackend(world, change) {
    const cloud = change.observed;
    if (cloud === null)
        return null;
    if (!cloud.enabled)
        return 'it is disabled, so what lives on it cannot be seen; enable it first';
    const living = await livingOn(world, cloud.id);
    if (living.length > 0) {
        const names = living
            .slice(0, 5)
            .map((machine) => machine.name)
            .join(', ');
        return `refused: ${living.length} machines are on it (${names}); without the backend nobody would see them, and they would run on`;
    }
    await world.writer.removeCloud(cloud.id);
    const left = (await world.reader.clouds()).some((one) => one.id === cloud.id);
    return left ? 'it is still listed after it was removed' : null;
}

// EXTERNAL MODULE: ./lib/src/engine/apply-machines.js + 22 modules
var apply_machines = __webpack_require__(3021);
;// CONCATENATED MODULE: ./lib/src/engine/apply-failure.js
// What an apply that is not as the spec wants it says at its end: every cause once, and what stays. Pure.


/** More of one kind are counted: the error is an annotation, and the whole list stands in the log and the summary. */
const SHOWN = 5;
/** One error of all failed changes, else of the first leak; null when there is neither. */
function failureOf(ended) {
    const { report, short } = ended;
    const causes = report.outcomes.filter((one) => {
        if (one.outcome !== 'failed' && one.outcome !== 'unknown')
            return false;
        const machine = report.machines.find((candidate) => `machine/${candidate.name}` === one.address);
        return machine === undefined || short.has(machine.row);
    });
    const stays = whatStays(ended);
    const options = stays === null ? {} : { hint: stays };
    if (causes.length > 0)
        return new errors/* ActionError */.lZ('apply-failed', 'remote', causesText(causes), options);
    const leak = report.leaks[0];
    return leak ? new errors/* ActionError */.lZ('leak', 'remote', `${leak.kind} ${leak.name} may be left: ${leak.why}`, options) : null;
}
/** A line for each reason, with all that failed for it. */
function causesText(causes) {
    const byReason = new Map();
    for (const { address, why, outcome } of causes) {
        const reason = why ?? outcome;
        byReason.set(reason, [...(byReason.get(reason) ?? []), address]);
    }
    const groups = [...byReason].map(([reason, addresses]) => ({ addresses, text: `${listed(addresses)}: ${reason}` }));
    const hidden = groups.slice(SHOWN).reduce((sum, { addresses }) => sum + addresses.length, 0);
    const more = hidden === 0 ? [] : [`and ${hidden} more`];
    return [...groups.slice(0, SHOWN).map(({ text }) => text), ...more].join('\n');
}
function listed(names) {
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
    return names.slice(0, SHOWN).join(', ') + more;
}
/** What of a named scope is there after a failure; null where nothing is, and in unnamed scopes. */
function whatStays({ named, report, plan }) {
    if (!named)
        return null;
    const ready = report.machines.filter(({ outcome }) => (0,apply_machines/* isReady */.i)(outcome)).map(addressOf);
    const before = report.machines.filter((one) => !(0,apply_machines/* isReady */.i)(one.outcome) && wasThere(plan, one)).map(addressOf);
    const sentences = [
        ...(ready.length === 0 ? [] : [`What is ready stays: ${listed(ready)}.`]),
        ...(before.length === 0 ? [] : [`What was there before and is not ready stays too: ${listed(before)}.`]),
    ];
    if (sentences.length === 0)
        return null;
    return [...sentences, 'Apply again to complete the scope, or destroy it by its name.'].join(' ');
}
function addressOf({ name }) {
    return `machine/${name}`;
}
/** A machine that is being replaced may be gone by now, so nothing is promised of it. */
function wasThere({ changes }, { name }) {
    return changes.some((change) => change.kind === 'machine' &&
        change.address === `machine/${name}` &&
        change.observed !== null &&
        change.action !== 'replace');
}

// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
// EXTERNAL MODULE: ./lib/src/engine/remove-rest.js
var remove_rest = __webpack_require__(2020);
;// CONCATENATED MODULE: ./lib/src/engine/apply-removals.js






/** Destroys machines of this scope by exact id, proves them gone, and removes their lease schedules. */
async function removeMachines(world, input, machines) {
    const ids = new Set(machines.map((machine) => machine.id));
    const clouds = input.clouds.filter((cloud) => machines.some((machine) => machine.cloudId === cloud.id));
    const sweeps = await Promise.all(clouds.map((cloud) => (0,sweep/* sweepCloud */.E)(world, {
        cloud,
        select: (machine) => {
            if (!ids.has(machine.id))
                return 'leave';
            const proof = (0,ownership/* proveMachine */.WJ)(input.scope, machine);
            return proof.owned ? 'destroy' : { refused: proof.why };
        },
        expected: machines.filter((machine) => machine.cloudId === cloud.id),
        pending: [],
        deadline: input.deadline,
        parallelism: input.parallelism,
    })));
    const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
    return [...sweeps.flatMap((sweep) => sweep.leaks), ...(await (0,remove_rest/* removeSchedules */.l_)(world, gone))];
}
/** Machines that the plan destroys, as outcomes and leaks. */
async function removePlanned(world, input, changes) {
    const destroys = changes.filter((change) => change.kind === 'machine' && change.action === 'destroy');
    const leaks = await removeMachines(world, input, destroys.flatMap((change) => change.observed ?? []));
    const outcomes = destroys.map((change) => {
        const leak = leaks.find((one) => one.id === change.id);
        return { address: change.address, outcome: leak ? 'failed' : 'destroyed', why: leak?.why ?? null };
    });
    return { outcomes, leaks };
}
/** Brings every key of the apply to its end: added, read back, or removed. */
async function settleKeys(world, chain, desired, changes) {
    const ready = [];
    const outcomes = [];
    for (const key of desired) {
        try {
            const one = await chain.get(key.mistName);
            ready.push(one);
            outcomes.push({ address: key.address, outcome: one.outcome, why: null });
        }
        catch (error) {
            outcomes.push({ address: key.address, outcome: 'failed', why: (0,outcome/* reasonFor */.q)(key.address, (0,engine_world/* sentenceOf */.$)(error)) });
        }
    }
    for (const change of changes) {
        if (change.kind === 'key' && change.action === 'destroy')
            outcomes.push(await removeKey(world, change));
    }
    return { ready, outcomes };
}
/** A key that a living machine uses stays: whoever owns that machine would be locked out. */
async function removeKey(world, change) {
    const key = change.observed;
    const { address } = change;
    if (key === null)
        return { address, outcome: 'unchanged', why: null };
    try {
        // The plan may be old by now: who uses the key, and whether it is still the same one, is asked again.
        const listed = (await world.reader.keys()).find((one) => one.id === key.id && one.name === key.name);
        if (listed === undefined)
            return { address, outcome: 'unchanged', why: null };
        const known = listed.machineIds.length === 0 ? [] : await world.reader.knownMachines();
        const users = known.filter((machine) => listed.machineIds.includes(machine.id) && !(0,observed/* isGone */.S)(machine));
        if (users.length > 0) {
            const names = users.map((machine) => machine.name).join(', ');
            return { address, outcome: 'failed', why: `refused: machines use it (${names})` };
        }
        await world.writer.deleteKey(key.id);
        return { address, outcome: 'destroyed', why: null };
    }
    catch (error) {
        return { address, outcome: 'failed', why: (0,outcome/* reasonFor */.q)(address, (0,engine_world/* sentenceOf */.$)(error)) };
    }
}

// EXTERNAL MODULE: ./lib/src/engine/begin-apply.js
var begin_apply = __webpack_require__(301);
// EXTERNAL MODULE: ./lib/src/engine/clouds-to-sweep.js
var clouds_to_sweep = __webpack_require__(5376);
// EXTERNAL MODULE: ./lib/src/engine/key-chain.js
var key_chain = __webpack_require__(5682);
// EXTERNAL MODULE: ./lib/src/engine/make-plan.js + 7 modules
var make_plan = __webpack_require__(8157);
// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
;// CONCATENATED MODULE: ./lib/src/engine/progress.js
// A line at least every 30 s of a wait: what is waited for, in which state, for how long and until when.

const INTERVAL_MS = 20_000;
/** States of what is being worked on, told to the log while `work` runs. */
class Progress {
    #world;
    #states = new Map();
    #since;
    #deadline;
    constructor(world, deadline) {
        this.#world = world;
        this.#since = world.clock.elapsed();
        this.#deadline = deadline;
    }
    set(address, state) {
        this.#states.set(address, state);
    }
    done(address) {
        this.#states.delete(address);
    }
    /** Runs `work` and ends with it, whatever comes of it. */
    async during(work) {
        const stop = new AbortController();
        const ticking = this.#tick(stop.signal);
        try {
            return await work();
        }
        finally {
            stop.abort();
            await ticking;
        }
    }
    async #tick(signal) {
        try {
            for (;;) {
                await this.#world.clock.sleep(INTERVAL_MS, signal);
                this.#print();
            }
        }
        catch {
            // The sleep is cut short when the work ends: nothing more to say.
        }
    }
    #print() {
        if (this.#states.size === 0)
            return;
        const now = this.#world.clock.elapsed();
        const states = [...this.#states].map(([address, state]) => `${address} ${state}`);
        const shown = states.slice(0, 10).join(', ') + (states.length > 10 ? `, and ${states.length - 10} more` : '');
        const limit = (0,duration/* formatDuration */.a3)(this.#deadline - this.#since);
        this.#world.log.info(`Waiting for ${states.length}: ${shown} (${(0,duration/* formatDuration */.a3)(now - this.#since)} of ${limit})`);
    }
}

// EXTERNAL MODULE: ./lib/src/engine/teardown.js + 1 modules
var engine_teardown = __webpack_require__(9389);
;// CONCATENATED MODULE: ./lib/src/engine/apply.js
// The verb apply: backends, keys and machines of one spec become real within the scope; what stays half-made is removed.














/** Applies what was begun. Throws only before any machine was asked for, or when cancelled; later failures are in the result. */
async function applySpec(world, input, begun = (0,begin_apply/* beginApply */.G)(world, input)) {
    const { headStart } = begun;
    const { planned, added } = await planWithBackends(world, input, begun);
    const { plan, expanded, inventory } = planned;
    const changes = plan.changes.filter((change) => change.kind === 'machine');
    const given = { desired: expanded.keys, observed: inventory.keys, headStart };
    const chain = new key_chain/* KeyChain */.t(world, input.spec, given, changes);
    const progress = new Progress(world, input.deadline);
    const rows = new apply_machines/* ApplyMachines */.X(world, {
        ...input,
        changes,
        clouds: inventory.clouds,
        keys: chain,
        listings: planned.listings,
        progress,
    });
    const removal = {
        scope: input.scope,
        clouds: inventory.clouds,
        parallelism: input.parallelism,
        deadline: input.hardDeadline,
    };
    const [machines, removed] = await progress.during(() => Promise.all([rows.run(), removePlanned(world, removal, plan.changes)]));
    const twins = await removeMachines(world, removal, rows.twins(machines));
    const rolledBack = await rollBack(world, input, (0,clouds_to_sweep/* backendsOf */.d)(plan), machines);
    const keys = await settleKeys(world, chain, expanded.keys, plan.changes);
    const backends = await removeBackends(world, plan.changes.filter((change) => change.kind === 'backend'));
    const own = machines.map((one) => ({ address: `machine/${one.name}`, outcome: one.outcome, why: one.why }));
    const outcomes = [...added, ...keys.outcomes, ...own, ...removed.outcomes, ...backends];
    const leaks = [...removed.leaks, ...twins, ...rolledBack];
    const report = {
        machines,
        outcomes,
        leaks,
        plan: plan.counts,
        cost: costOf(machines, plan.cost),
        changed: outcomes.some((one) => (0,outcome/* isChange */.X)(one.outcome)),
    };
    return { planned, report, keys: keys.ready, failure: apply_failureOf(world, planned, report, input.scope.named) };
}
/** A backend that is added has no catalog before: the plan is made again once it is there. */
async function planWithBackends(world, input, { observing, headStart }) {
    const planning = { ...input, told: new Set() };
    const planned = await (0,make_plan/* makePlan */.C)(world, planning, observing);
    input.onPlan(planned.plan);
    const missing = planned.plan.changes.filter((change) => change.kind === 'backend' && change.action === 'create');
    if (missing.length === 0)
        return { planned, added: [] };
    const given = { desired: planned.expanded.keys, observed: planned.inventory.keys, headStart };
    const keys = new key_chain/* KeyChain */.t(world, input.spec, given, []);
    const added = await addBackends(world, input.spec.backends, missing, keys);
    const again = await (0,make_plan/* makePlan */.C)(world, planning, (0,begin_apply/* beginApply */.G)(world, input, headStart).observing);
    input.onPlan(again.plan);
    return { planned: again, added };
}
/**
 * Removes what this run began and did not bring to ready: everything in a named scope, and in an unnamed one the rest of
 * rows that have enough without it. An unnamed scope that failed is left to post whole.
 */
async function rollBack(world, input, backends, machines) {
    const unfinished = new Set(input
        .journalled()
        .filter((one) => one.kind === 'create-machine' && one.result !== 'refused' && one.id === null)
        .map((one) => one.name));
    const failed = machines.filter((one) => one.outcome === 'failed' && unfinished.has(one.mistName));
    const names = new Set(failed.filter((one) => input.scope.named || rowIsMet(input, machines, one.row)).map((one) => one.mistName));
    if (names.size === 0)
        return [];
    const { scope, parallelism, hardDeadline } = input;
    const teardown = {
        scope,
        journal: input.journalled(),
        what: { names },
        where: 'journal',
        backends,
        deadline: hardDeadline,
        parallelism,
    };
    const { leaks } = await (0,engine_teardown/* tearDown */.x)(world, teardown);
    const nothingLeft = leaks.length === 0 && !machines.some((one) => (0,apply_machines/* isReady */.i)(one.outcome));
    if (!input.scope.named || !nothingLeft)
        return [...leaks];
    const keys = await (0,remove_rest/* removeKeys */.$3)(world, scope, new Set());
    return [...leaks, ...keys.leaks];
}
function rowIsMet(input, machines, row) {
    const spec = input.spec.machines.find((one) => one.name === row);
    if (spec?.state !== 'present')
        return false;
    return machines.filter((one) => one.row === row && (0,apply_machines/* isReady */.i)(one.outcome)).length >= spec.minReady;
}
/** Hourly price of what is there: the server's own figure, else the planned one. */
function costOf(machines, planned) {
    const there = machines.filter((one) => one.observed !== null);
    const known = there.filter((one) => one.observed?.costHourly != null);
    if (known.length < there.length)
        return planned;
    const hourly = Number(known.reduce((sum, one) => sum + (one.observed?.costHourly ?? 0), 0).toFixed(6));
    return { hourly, monthly: Number((hourly * plan/* HOURS_PER_MONTH */.x4).toFixed(4)), currency: 'USD', complete: true };
}
/** The error that ends the apply; what `min-ready` forgives is a warning. */
function apply_failureOf(world, { plan, expanded }, report, named) {
    const short = new Set();
    for (const desired of expanded.machines) {
        const siblings = report.machines.filter((one) => one.row === desired.row);
        const ready = siblings.filter((one) => (0,apply_machines/* isReady */.i)(one.outcome)).length;
        if (ready < desired.minReady)
            short.add(desired.row);
        else if (ready < siblings.length) {
            world.log.warning(`machine/${desired.row}: ${ready} of ${siblings.length} are ready, \`min-ready\` is met; what this run began of the rest was removed.`);
        }
    }
    return world.signal.aborted ? new errors/* CancelledError */.cc() : failureOf({ short, plan, report, named });
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
