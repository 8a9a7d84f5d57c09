export const id = 184;
export const ids = [184];
export const modules = {

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

/***/ 2020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $3: () => (/* binding */ removeKeys),
/* harmony export */   UP: () => (/* binding */ isArmed),
/* harmony export */   l_: () => (/* binding */ removeSchedules)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1618);
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7382);
/* harmony import */ var _plan_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(925);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
// After the machines: the keys this scope generated and the lease schedules that outlive their machines (H33).





/** A machine's end takes some seconds to reach the key associations and the list of schedules. */
const ATTEMPTS = 3;
const INTERVAL_MS = 2_000;
/** A proxy may deliver an add whose reply was lost; the silence about a create is believed no sooner (`acceptance.ts`). */
const LATE_ADD_MS = 15_000;
/** A list shows what was there when it was asked for: one that took longer is no news. */
const NEWS_MS = 5_000;
/** The server calls the schedule of a lease `<machine>-expiration-<random>`, and where it safe-expires `<machine>-safe-expiration-<random>`. */
const LEASE_NAME = /^(.+)-expiration-[0-9A-Za-z-]+$/;
const SAFE = /-safe$/;
/**
 * Deletes by exact id the lease schedules that select nothing but machines proved gone, and reads the list again. `ended`: the
 * scope of which no machine lives any more; then the leases of machines that a list no longer shows, because an earlier teardown was
 * killed, go too. They are known by their name. Where a backend lists in part (KVM), one that is still to come is left, and the log says
 * so: nobody saw its machine end, and if that lives, unlisted, its lease is what ends it. Schedules that also select something else are
 * left alone.
 */
async function removeSchedules(world, gone, ended = null) {
    if (gone.size === 0 && ended === null)
        return [];
    const { reader, writer, clock, signal, log } = world;
    for (let attempt = 1;; attempt += 1) {
        try {
            const { over, armed } = await sortOut(world, await reader.schedules(), gone, ended);
            if (over.length === 0 || attempt > ATTEMPTS) {
                if (armed.length > 0)
                    log.info(`Left armed, because nobody has seen their machines end: ${armed.map(({ name }) => name).join(', ')}`);
                return over.map(({ id, name }) => ({
                    kind: 'schedule',
                    name,
                    id,
                    backend: null,
                    why: 'still listed after it was deleted',
                }));
            }
            await Promise.all(over.map((schedule) => writer.deleteSchedule(schedule.id)));
        }
        catch (error) {
            if (attempt > ATTEMPTS)
                return [{ kind: 'schedule', name: '*', id: null, backend: null, why: (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error) }];
            await clock.sleep(INTERVAL_MS, signal);
        }
    }
}
async function sortOut(world, schedules, gone, ended) {
    // What people schedule for a machine of ours is theirs, whatever becomes of the machine.
    const filled = schedules.filter(({ name, machineIds }) => machineIds.length > 0 && LEASE_NAME.test(name));
    const over = filled.filter(({ machineIds }) => machineIds.every((id) => gone.has(id)));
    const isLeft = ({ name }) => {
        const machine = name.replace(LEASE_NAME, '$1');
        return ended !== null && [machine, machine.replace(SAFE, '')].some((one) => (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownsName */ .x5)(ended, 'machine', one));
    };
    const named = filled.filter((one) => !over.includes(one) && isLeft(one));
    const armed = await unprovedOf(world, named);
    if (named.length === armed.length)
        return { over, armed };
    // A name alone may stand on a schedule of somebody else's machine.
    const living = new Set();
    for (const machine of await world.reader.knownMachines())
        if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine))
            living.add(machine.id);
    const past = named.filter((one) => !armed.includes(one) && !one.machineIds.some((id) => living.has(id)));
    return { over: [...over, ...past], armed };
}
/** Of these leases, those still to come where what no list shows may live all the same. */
async function unprovedOf(world, leases) {
    const now = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(world);
    const armed = leases.filter((lease) => isArmed(lease, now));
    if (armed.length === 0)
        return [];
    return (await world.reader.clouds()).some(({ provider }) => (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_1__/* .isListedInPart */ .ex)(provider)) ? armed : [];
}
/** True for a schedule that is still to run. `now` is the server's clock, epoch ms. */
function isArmed({ enabled, at }, now) {
    return enabled && (at === null || at > now);
}
/**
 * Deletes the keys that this scope generated. A key that Mist still associates with a machine that is not proved gone is
 * kept and reported: that machine could not be opened any more. What `journal` has added without an answer is waited for.
 */
async function removeKeys(world, scope, gone, journal = []) {
    const { reader, writer, clock, signal } = world;
    const removed = new Set();
    const wait = untilAdded(world, scope, journal);
    if (wait > 0)
        await clock.sleep(wait, signal);
    for (let attempt = 1;; attempt += 1) {
        try {
            const asked = clock.elapsed();
            const ours = (await reader.keys()).filter((key) => (0,_plan_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .provesKey */ .ty)(scope, key));
            if (ours.length === 0) {
                if (clock.elapsed() - asked <= NEWS_MS || attempt > ATTEMPTS)
                    return { removed: [...removed], leaks: [] };
                continue;
            }
            const living = await livingUsers(world, ours, gone);
            const free = ours.filter((key) => !key.machineIds.some((id) => living.has(id)));
            if (attempt > ATTEMPTS)
                return { removed: [...removed], leaks: ours.map(keyLeak) };
            for (const key of free) {
                await writer.deleteKey(key.id);
                removed.add(key.name);
            }
            if (free.length < ours.length)
                await clock.sleep(INTERVAL_MS, signal);
        }
        catch (error) {
            if (attempt > ATTEMPTS) {
                return {
                    removed: [...removed],
                    leaks: [{ kind: 'key', name: '*', id: null, backend: null, why: (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error) }],
                };
            }
            await clock.sleep(INTERVAL_MS, signal);
        }
    }
}
/** How long it may be until every add of these keys that was sent and not answered has come or will not come, ms. */
function untilAdded(world, scope, journal) {
    const open = journal.filter(({ kind, name, phase, result }) => kind === 'add-key' &&
        (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownsName */ .x5)(scope, 'key', name) &&
        phase !== 'intent' &&
        (result === null || result === 'unknown'));
    return Math.max(0, ...open.map(({ at }) => Math.min(LATE_ADD_MS, at + LATE_ADD_MS - (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(world))));
}
/** Machines that keys are associated with and that the server still knows as living; associations outlive machines. */
async function livingUsers(world, keys, gone) {
    const users = new Set(keys.flatMap((key) => key.machineIds).filter((id) => !gone.has(id)));
    if (users.size === 0)
        return users;
    const known = await world.reader.knownMachines();
    return new Set(known.filter((machine) => users.has(machine.id) && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine)).map((machine) => machine.id));
}
function keyLeak(key) {
    const why = key.machineIds.length > 0 ? 'kept: Mist still associates it with a machine' : 'still listed after it was deleted';
    return { kind: 'key', name: key.name, id: key.id, backend: null, why };
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
