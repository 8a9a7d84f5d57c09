export const id = 129;
export const ids = [129];
export const modules = {

/***/ 3721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endHeartbeat: () => (/* binding */ endHeartbeat),
/* harmony export */   keptMachines: () => (/* binding */ keptMachines),
/* harmony export */   startHeartbeat: () => (/* binding */ startHeartbeat),
/* harmony export */   tellHeartbeat: () => (/* binding */ tellHeartbeat)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _engine_apply_machines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3021);
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
/* harmony import */ var _keeper_note_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5229);
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7334);
/* harmony import */ var _keeper_order_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1638);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22);
// The heartbeat of a step: main starts a keeper for the leases of its machines, post ends it before anything else.








/** GitHub ends any job after five days, on runners of one's own too. */
const LONGEST_JOB_MS = 5 * 86_400_000;
/** Where no process of the runner can be watched, a lost runner is not noticed: then as long as jobs last unless told otherwise. */
const UNWATCHED_JOB_MS = 6.5 * 3_600_000;
const LOG_NAME = 'keeper.log';
/** A job of five days that fails once a minute writes about 2 MB. */
const MOST_LOG_BYTES = 8 * 1024 * 1024;
/**
 * Ready machines of ours that have a lease. Adopted ones are never destroyed by this action, so nor are they kept. `now` is the
 * server's clock, epoch ms.
 */
function keptMachines({ report, planned }, now) {
    return report.machines.flatMap(({ name, observed, outcome }) => {
        const desired = planned.expanded.machines.find((one) => one.name === name);
        if (observed === null || !(0,_engine_apply_machines_js__WEBPACK_IMPORTED_MODULE_2__/* .isReady */ .i)(outcome) || !desired || desired.adopt !== null || !desired.ttlMs)
            return [];
        const { id, cloudId, name: mistName, lease } = observed;
        const leftMs = lease === null ? null : Math.round(lease.at - now);
        const inherited = outcome !== 'created' && outcome !== 'replaced';
        return [{ id, cloudId, name: mistName, ttlMs: desired.ttlMs, leftMs, inherited }];
    });
}
/**
 * Starts a keeper for what apply has made, unless the step was told not to or is being cancelled. Its files, and the log
 * that post reads, lie in `directory`. Machines have a lease without it, so its failure is a warning.
 */
async function startHeartbeat(step, applied, { world, server }, directory) {
    const { runner, scope, log, state, context, inputs, signal } = step;
    const machines = inputs.heartbeat && !signal.aborted ? keptMachines(applied, (0,_engine_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(world)) : [];
    if (machines.length === 0 || server === null)
        return;
    try {
        // Without machines to keep, starting processes is not even loaded.
        const [{ startKeeper }, { runnerWorker }] = await Promise.all([
            __webpack_require__.e(/* import() */ 79).then(__webpack_require__.bind(__webpack_require__, 8079)),
            __webpack_require__.e(/* import() */ 179).then(__webpack_require__.bind(__webpack_require__, 2179)),
        ]);
        const watched = runnerWorker(process.ppid);
        const longestMs = watched === null ? UNWATCHED_JOB_MS : LONGEST_JOB_MS;
        const task = { scope, machines, parallelism: inputs.parallelism, longestMs };
        const keeper = await startKeeper((0,_keeper_order_js__WEBPACK_IMPORTED_MODULE_5__/* .formatOrder */ .Gv)({ server, task, runner: watched }), {
            distDirectory: runner.distDirectory,
            nodePath: process.execPath,
            env: runner.env,
            cwd: context.runnerTemp,
            logPath: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, LOG_NAME),
            save: (identity) => (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_6__/* .saveFacts */ .NP)(state, { keeper: identity }),
        });
        const what = machines.length === 1 ? 'lease of 1 machine' : `leases of ${machines.length} machines`;
        const most = watched === null ? `, for ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(longestMs)} at most` : '';
        log.info(`A keeper (process ${keeper.pid}) extends the ${what} as long as the job lives${most}.`);
    }
    catch (error) {
        log.warning(`The leases are not extended, so the machines end with them: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}`);
    }
}
/**
 * Ends the keeper, so that it cannot extend the lease of anything that post is about to destroy; null when there is none
 * to end. Never throws.
 */
async function endHeartbeat(log, facts, clock) {
    if (facts.keeper === null)
        return null;
    try {
        const { stopKeeper } = await __webpack_require__.e(/* import() */ 79).then(__webpack_require__.bind(__webpack_require__, 8079));
        const end = await stopKeeper(facts.keeper, clock);
        if (end === 'killed')
            log.warning('The keeper had to be killed; a lease that it was extending may be missing.');
        if (end === 'stays')
            log.warning(`The keeper (process ${facts.keeper.pid}) could not be ended.`);
        return end;
    }
    catch (error) {
        log.warning(`The keeper could not be ended: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}`);
        return 'stays';
    }
}
/** Puts what the keeper did into the job's log; its file is removed afterwards with all others. Never throws. */
function tellHeartbeat(log, facts, end) {
    if (end === null || facts.filesDir === null)
        return;
    try {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(facts.filesDir.path, LOG_NAME);
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
        if (!stats.isFile() || stats.size > MOST_LOG_BYTES)
            throw new Error('it is not what the keeper writes');
        const { lines, troubles } = (0,_keeper_note_js__WEBPACK_IMPORTED_MODULE_7__/* .tellNotes */ .fy)((0,_keeper_note_js__WEBPACK_IMPORTED_MODULE_7__/* .parseNotes */ .XJ)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8')), end === 'gone');
        for (const line of lines)
            log.info(`keeper: ${line}`);
        for (const trouble of troubles)
            log.warning(`keeper: ${trouble}`);
    }
    catch (error) {
        log.warning(`The log of the keeper cannot be read: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}`);
    }
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

/***/ 5350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ limitTo)
/* harmony export */ });
// How much runs at once.
/** At most `most` pieces of work at a time, in the order they were handed in. */
function limitTo(most) {
    const waiting = [];
    let running = 0;
    const release = () => {
        running -= 1;
        waiting.shift()?.();
    };
    return async (work) => {
        if (running >= most)
            await new Promise((resolve) => waiting.push(resolve));
        running += 1;
        try {
            return await work();
        }
        finally {
            release();
        }
    };
}


/***/ }),

/***/ 6229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ sweepCloud),
/* harmony export */   c: () => (/* binding */ ABSENCE_GAP_MS)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1618);
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7382);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4577);
/* harmony import */ var _limit_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5350);
/* harmony import */ var _pending_creates_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6490);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6901);
// Destroying on one cloud until it is proved: two live lists, some seconds apart, in which nothing of ours lives.
// Every destroy follows a list read at most 30 s before, by the exact id of that list, for a machine that passes the proof.







/** Lists that are to prove absence lie at least this far apart: the server caches one for a moment. */
const ABSENCE_GAP_MS = 5_000;
const LISTS = 2;
/** So many where they lack everything, machines of others too that an earlier one showed: that looks more like a provider that fails. */
const EMPTY_LISTS = 3;
/** A list is good for a destroy for this long (invariant I2). */
const LIST_IS_FRESH_MS = 30_000;
const INTERVAL_MS = 1_500;
const MOST_ATTEMPTS = 5;
const FIRST_REPEAT_MS = 10_000;
/** The worker writes tags up to 40 s after the create (seen on a live server). */
const TAG_PATIENCE_MS = 45_000;
/** A host of a provider that lists in part may come back so soon. */
const UNSEEN_PATIENCE_MS = 60_000;
const IN_PART = 'no list has shown it, and that proves nothing here: a list of this provider leaves out the machines of a host that fails';
async function sweepCloud(world, input) {
    return new Sweep(world, input).run();
}
class Sweep {
    #world;
    #input;
    #pending;
    #attempts = new Map();
    #seen = new Map();
    /** Those that a list has shown as ended. */
    #ended = new Set();
    /** What the last list shows of ours and unproved. */
    #refused = new Map();
    /** All of those that any list has shown alive and none as ended. */
    #unproved = new Map();
    #untagged = new Set();
    #since;
    #provider;
    /** Ids of machines that no list has shown, on a backend whose lists do not prove that they are gone. */
    #doubted = new Set();
    #first;
    #living = [];
    #trouble = null;
    #listed = false;
    /** A list has shown machines that are not destroyed here. */
    #others = false;
    /** The last list has nothing at all, and an earlier one had such machines. */
    #emptied = false;
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#pending = new _pending_creates_js__WEBPACK_IMPORTED_MODULE_3__/* .PendingCreates */ .jx(world, input.pending, input.strict);
        this.#since = world.clock.elapsed();
        this.#first = input.cloud.first ?? null;
        this.#provider = input.cloud.provider ?? null;
    }
    async run() {
        const { clock, signal } = this.#world;
        let clearLists = 0;
        let countedAt = 0;
        let leftAlone = '';
        for (;;) {
            const clear = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .beforeDeadline */ .O)(this.#world, this.#input.deadline, this.#round());
            if (clear === _deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .LATE */ .X) {
                this.#trouble ??= 'no answer in time';
                return this.#result(false);
            }
            // Lists also prove what is left alone: one that lacks it is the first of those that may show that it is gone.
            const before = leftAlone;
            leftAlone = [...this.#refused.keys()].sort().join();
            const now = clock.elapsed();
            const agrees = clear && clearLists > 0 && leftAlone === before;
            if (!agrees || now - countedAt >= ABSENCE_GAP_MS) {
                clearLists = agrees ? clearLists + 1 : Number(clear);
                countedAt = now;
            }
            if (clearLists >= (this.#emptied ? EMPTY_LISTS : LISTS))
                return this.#result(true);
            if (now >= this.#input.deadline)
                return this.#result(false);
            await clock.sleep(clear ? ABSENCE_GAP_MS - (now - countedAt) : INTERVAL_MS, signal);
            if (clock.elapsed() >= this.#input.deadline)
                return this.#result(false);
        }
    }
    /** One list and what follows from it; true when it shows nothing of ours alive and nothing more can appear. */
    async #round() {
        const { clock } = this.#world;
        try {
            const { listing, cameAt: listedAt } = await this.#list();
            this.#trouble = null;
            this.#listed = true;
            this.#judge(listing.machines);
            await this.#destroyLiving(listedAt);
            await Promise.all([this.#pending.resolve(listing.machines), this.#input.learn?.(listing.machines)]);
            // A job has told whose a machine of this list is.
            this.#judge(listing.machines);
            if (this.#living.length > 0 || this.#pending.open.length > 0)
                return false;
            if (this.#untagged.size > 0 && clock.elapsed() - this.#since < TAG_PATIENCE_MS)
                return false;
            return !(await this.#knowsUnseen());
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            this.#trouble = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .sentenceOf */ .$)(error);
            return false;
        }
    }
    async #list() {
        const { reader, clock } = this.#world;
        const first = this.#first;
        this.#first = null;
        if (first !== null)
            return first;
        const listing = await reader.liveMachines(this.#input.cloud.id);
        return { listing, cameAt: clock.elapsed() };
    }
    /**
     * A machine that is known to have been there and that no list of this sweep has shown: a list that lags looks the same
     * as one that shows the truth, so as long as the server still knows the machine as living, nothing is proved. Where lists come in part
     * nothing ever is: the server then calls what they lack missing, whether or not it lives.
     */
    async #knowsUnseen() {
        const { reader, clock } = this.#world;
        const seen = new Set([...this.#seen.keys(), ...this.#refused.keys()]);
        const unseen = new Set();
        for (const { id } of this.#input.expected ?? [])
            if (id !== null && !seen.has(id))
                unseen.add(id);
        this.#doubted = new Set();
        if (unseen.size === 0)
            return false;
        const known = await reader.knownMachines();
        if (known.some((machine) => unseen.has(machine.id) && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine) && !machine.missing))
            return true;
        this.#provider ??= (await reader.clouds()).find(({ id }) => id === this.#input.cloud.id)?.provider ?? '';
        if (!(0,_model_providers_js__WEBPACK_IMPORTED_MODULE_1__/* .isListedInPart */ .ex)(this.#provider))
            return false;
        this.#doubted = unseen;
        return clock.elapsed() - this.#since < UNSEEN_PATIENCE_MS;
    }
    #judge(machines) {
        const living = [];
        this.#refused.clear();
        this.#untagged.clear();
        this.#emptied = this.#others && machines.length === 0;
        for (const machine of machines) {
            const verdict = this.#input.select(machine, this.#pending);
            if (verdict === 'leave') {
                this.#others ||= !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine);
                continue;
            }
            if ((0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine))
                this.#unproved.delete(machine.id);
            if (verdict === 'destroy') {
                this.#seen.set(machine.id, machine.name);
                if ((0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine))
                    this.#ended.add(machine.id);
                if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine))
                    living.push(machine);
            }
            else if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_5__/* .isGone */ .S)(machine)) {
                // Nobody destroys it either.
                this.#others = true;
                this.#unproved.set(machine.id, machine.name);
                this.#refused.set(machine.id, this.#leak(machine, `left alone: ${verdict.refused}`));
                if (verdict.untagged)
                    this.#untagged.add(machine.id);
            }
        }
        this.#living = living;
    }
    async #destroyLiving(listedAt) {
        const limit = (0,_limit_js__WEBPACK_IMPORTED_MODULE_6__/* .limitTo */ .$)(this.#input.parallelism);
        const due = this.#living.filter((machine) => this.#isDue(machine.id));
        await Promise.all(due.map((machine) => limit(() => this.#destroy(machine, listedAt))));
    }
    #isDue(id) {
        const attempt = this.#attempts.get(id);
        if (!attempt)
            return true;
        if (attempt.count >= MOST_ATTEMPTS)
            return false;
        return this.#world.clock.elapsed() - attempt.last >= FIRST_REPEAT_MS * 2 ** (attempt.count - 1);
    }
    /** Whatever the server answers, the next list decides: 200 proves nothing, and neither does an error (H10, H11). */
    async #destroy(machine, listedAt) {
        const { clock, writer, log } = this.#world;
        if (clock.elapsed() - listedAt > LIST_IS_FRESH_MS)
            return;
        const { count, trouble } = this.#attempts.get(machine.id) ?? { count: 0, trouble: null };
        const attempt = { count: count + 1, last: clock.elapsed(), trouble };
        this.#attempts.set(machine.id, attempt);
        try {
            log.info(`Destroying ${machine.name} (${machine.id}) on ${this.#input.cloud.name}`);
            await writer.destroyMachine(machine.id);
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            attempt.trouble = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .sentenceOf */ .$)(error);
        }
    }
    #leak(machine, why) {
        return { kind: 'machine', name: machine.name, id: machine.id, backend: this.#input.cloud.name, why };
    }
    #result(proved) {
        const alive = new Set(this.#living.map((machine) => machine.id));
        const leaks = [...this.#refused.values()];
        const gone = new Map();
        const { cloud } = this.#input;
        if (proved) {
            for (const [id, name] of this.#seen)
                if (this.#ended.has(id) || this.#attempts.has(id))
                    gone.set(id, name);
            for (const { id, name } of this.#input.expected ?? []) {
                if (id === null || !this.#doubted.has(id))
                    continue;
                leaks.push({ kind: 'machine', name, id, backend: cloud.name, why: IN_PART });
            }
        }
        else {
            const unread = this.#trouble ? `its backend could not be listed: ${this.#trouble}` : null;
            for (const machine of this.#living) {
                const trouble = this.#attempts.get(machine.id)?.trouble;
                leaks.push(this.#leak(machine, unread ??
                    `still ${machine.state} after ${this.#tries(machine.id)}${trouble ? `; last answer: ${trouble}` : ''}`));
            }
            for (const [id, name] of new Map([...this.#unproved, ...this.#seen])) {
                if (alive.has(id) || this.#refused.has(id))
                    continue;
                const why = unread ?? 'not proved gone by two lists in time';
                leaks.push({ kind: 'machine', name, id, backend: cloud.name, why });
            }
            const ended = [...this.#pending.ended].map((name) => ({ id: null, name }));
            for (const { id, name } of [...(this.#input.expected ?? []), ...ended]) {
                const told = leaks.some((leak) => (id !== null && leak.id === id) || leak.name === name);
                const why = unread ?? 'not seen on any list, and not proved gone by two';
                if (!told)
                    leaks.push({ kind: 'machine', name, id, backend: cloud.name, why });
            }
            for (const one of this.#pending.open) {
                leaks.push({ kind: 'create', name: one.name, id: null, backend: cloud.name, why: unread ?? one.why });
            }
            if (leaks.length === 0 || (this.#input.unknown && !this.#listed)) {
                const why = unread ?? 'one list showed nothing, and there was no time for the second one';
                leaks.push({ kind: 'machine', name: '*', id: null, backend: cloud.name, why });
            }
        }
        const destroyed = [...gone].filter(([id]) => this.#attempts.has(id)).map(([id, name]) => ({ id, name }));
        return { gone, destroyed, leaks };
    }
    #tries(id) {
        const count = this.#attempts.get(id)?.count ?? 0;
        return count === 1 ? 'one destroy' : `${count} destroys`;
    }
}


/***/ }),

/***/ 5229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XJ: () => (/* binding */ parseNotes),
/* harmony export */   fy: () => (/* binding */ tellNotes),
/* harmony export */   se: () => (/* binding */ formatNote)
/* harmony export */ });
// The keeper's log: one JSON object a line, written by the keeper and read by post.
const EVENTS = [
    'started',
    'extended',
    'repeated',
    'failed',
    'gone',
    'refused',
    'left',
    'ended',
];
/** One line with its end. */
function formatNote(note) {
    return `${JSON.stringify(note)}\n`;
}
/** The notes of a log; lines that are none (a torn one, a crash report of Node) are left out. */
function parseNotes(text) {
    return text.split('\n').flatMap((line) => {
        const note = parseNote(line);
        return note === null ? [] : [note];
    });
}
function parseNote(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return null;
    }
    if (typeof value !== 'object' || value === null)
        return null;
    const { time, event, machine, ok, detail } = { ...value };
    if (typeof time !== 'string' || !isEvent(event) || typeof ok !== 'boolean' || typeof detail !== 'string')
        return null;
    if (machine !== null && typeof machine !== 'string')
        return null;
    return { time, event, machine, ok, detail };
}
function isEvent(value) {
    return typeof value === 'string' && EVENTS.includes(value);
}
/** What did not go well is told one by one up to here; the rest is a number. */
const TOLD = 10;
/**
 * What a log says, for people. `troubles` are those that no later extension of the same machine has made good, and, where
 * nobody had told the keeper to end (`alone`), an end without a word: then leases were extended no longer.
 */
function tellNotes(notes, alone) {
    const extended = Map.groupBy(notes.filter((note) => note.event === 'extended'), (note) => note.machine);
    const lines = [...extended].map(([machine, all]) => {
        const times = all.length === 1 ? 'once' : `${all.length} times`;
        return `${machine}: its lease has been extended ${times}, the last time until ${all.at(-1)?.detail}`;
    });
    const wrong = notes.filter((note) => !note.ok || note.event === 'repeated' || note.event === 'gone');
    const lasting = wrong.filter((note) => !note.ok && !isMadeGood(notes, note));
    const passed = wrong.filter((note) => !lasting.includes(note));
    const end = notes.at(-1);
    return {
        lines: [
            ...lines,
            ...some(passed.map(whole)),
            ...(end?.event === 'ended' && end.ok ? [`ended: ${end.detail}`] : []),
        ],
        troubles: [
            ...some(lasting.map(whole)),
            ...(end?.event === 'ended' || !alone ? [] : [`it ended without a word, after ${end?.time ?? 'its start'}`]),
        ],
    };
}
function isMadeGood(notes, wrong) {
    const { machine } = wrong;
    const last = notes.findLastIndex((note) => note.event === 'extended' && (machine === null || note.machine === machine));
    return last > notes.indexOf(wrong);
}
function whole({ time, machine, event, detail }) {
    return `${time} ${machine === null ? '' : `${machine}: `}${event}: ${detail}`;
}
function some(texts) {
    return texts.length > TOLD ? [...texts.slice(0, TOLD), `${texts.length - TOLD} more like these`] : texts;
}


/***/ }),

/***/ 925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WJ: () => (/* binding */ proveMachine),
/* harmony export */   XL: () => (/* binding */ olderFirst),
/* harmony export */   ty: () => (/* binding */ provesKey)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
// The ownership proof: what must hold of an object, on a fresh read, before this scope may change or destroy it.
// The rule is in docs/architecture.md, "Ownership".

const refuse = (why) => ({ owned: false, why });
/**
 * Is this machine ours? The name must be the one recomputed for its row, or, for a literal name, the owner tag must be
 * the hash that covers scope, row and that very name. No tag of ours may contradict. Tags alone prove nothing.
 */
function proveMachine(scope, machine) {
    if (machine.missing)
        return refuse('the provider no longer lists it');
    const scopeTag = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.scope];
    if (scopeTag !== undefined && scopeTag !== (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(scope.name))
        return refuse('its scope tag names another scope');
    const derived = (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .rowPart */ .i$)(scope, 'machine', machine.name);
    const owner = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner];
    if (derived !== null) {
        const contradicts = owner !== undefined && owner !== (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerHash */ .qA)(scope, 'machine', derived);
        if (contradicts)
            return refuse('its owner tag belongs to another row or scope');
        return { owned: true, row: machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row] ?? derived };
    }
    const row = machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row];
    if (row === undefined || owner === undefined)
        return refuse('its name is not one of this scope');
    if (machine.name.startsWith('ma-'))
        return refuse('its name does not fit its tags');
    return owner === (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .literalOwnerHash */ .Vh)(scope, row, machine.name, machine.cloudId)
        ? { owned: true, row }
        : refuse('its owner tag does not fit its name');
}
/** True for a key that this scope generated: its name recomputes, and it is not shared by its nature. */
function provesKey(scope, key) {
    return (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownsName */ .x5)(scope, 'key', key.name);
}
/** One common order for twins, the same for every actor: the first created stays, ties go by id. */
function olderFirst(a, b) {
    const created = (machine) => machine.createdAt ?? Number.POSITIVE_INFINITY;
    if (created(a) < created(b))
        return -1;
    if (created(a) > created(b))
        return 1;
    return a.id < b.id ? -1 : 1;
}


/***/ })

};
