export const id = 21;
export const ids = [21];
export const modules = {

/***/ 3021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ ApplyMachines),
  i: () => (/* binding */ isReady)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/outcome.js
var outcome = __webpack_require__(9680);
// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
// EXTERNAL MODULE: ./lib/src/plan/login-user.js
var login_user = __webpack_require__(3441);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
// EXTERNAL MODULE: ./lib/src/engine/deadline.js
var deadline = __webpack_require__(4577);
;// CONCATENATED MODULE: ./lib/src/engine/look-times.js
// When to look at a machine that is coming up. A look is a live listing at the provider, so there are few of them, and
// they stand where machines usually come up: by what this run has seen, else by what is known of providers.
/** Containers need about two seconds; some clouds say `running` after five to ten. */
const FIRST_LOOKS_MS = [2_100, 6_000];
/** From then on a machine of 30 s waits 3 s too long on average, which is a tenth. */
const GAP_MS = 6_200;
/**
 * A look is one request however many wait for it, and a machine that is up and not seen costs time and money. So several
 * are looked at sooner: the next look comes when a share of the wait so far has passed again, but the looks that N of them
 * cost are never more than N single ones would. Ten creates on a live server were all up after 6.8 s. What waiting costs
 * grows with N and what a look costs does not, so that for more than MANY the share falls with the root of N.
 */
const SHARE_OF_WAIT = 0.3;
const MANY = 20;
const SOONEST_MS = 700;
/** Around the usual time the gap is a tenth of it, within these bounds. */
const SHARE_OF_USUAL = 0.1;
const SHORTEST_GAP_MS = 250;
const LONGEST_SHORT_GAP_MS = 2_000;
/** Past this multiple of the usual time a machine is no usual one. */
const STRAGGLING = 1.5;
/** Machines that were asked for within this share of their wait are looked at together. */
const TOGETHER = 0.1;
/**
 * The next look, in ms after the create, when the last one was `waited` ms after it (0 for none). `usual`: how long
 * machines of the same cloud took in this run, ms. `awaited`: how many machines of that cloud are waited for.
 */
function nextLook(waited, usual, awaited = 1) {
    const plain = awaited > 1 ? sharedLook(waited, awaited) : (FIRST_LOOKS_MS.find((at) => at > waited) ?? waited + GAP_MS);
    const middle = median(usual);
    if (middle === null || waited >= middle * STRAGGLING)
        return plain;
    if (waited < middle)
        return Math.min(plain, middle);
    const short = Math.min(Math.max(middle * SHARE_OF_USUAL, SHORTEST_GAP_MS), LONGEST_SHORT_GAP_MS);
    return Math.min(plain, waited + short);
}
function sharedLook(waited, awaited) {
    const [first = 0] = FIRST_LOOKS_MS;
    const share = GAP_MS / awaited;
    const growth = SHARE_OF_WAIT * Math.min(1, Math.sqrt(MANY / awaited));
    if (waited === 0)
        return Math.min(first, Math.max(SOONEST_MS, share));
    if (waited < first)
        return first;
    return waited + Math.min(GAP_MS, Math.max(share, waited * growth));
}
/** The next look, on the same clock as `at`, the last one, for a machine that was asked for at `created`. */
function lookAfter(at, created, usual, awaited) {
    const next = created + nextLook(Math.max(0, at - created), usual, awaited);
    // One that was looked at for the sake of others is not looked at again at once for its own.
    return at > created ? Math.max(next, at + SHORTEST_GAP_MS) : next;
}
/** One moment for several looks: the last of those that are due shortly after the first. All on one clock, ms. */
function together(looks) {
    const first = looks.reduce((least, look) => (look.due < least.due ? look : least));
    const latest = first.due + Math.max(0, first.due - first.since) * TOGETHER;
    return Math.max(...looks.map(({ due }) => due).filter((due) => due <= latest));
}
function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1] ?? null;
}

// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
;// CONCATENATED MODULE: ./lib/src/engine/cloud-watch.js
// One poll per cloud, shared by everything that waits for a machine there: the requests do not grow with the machines.





const RECENT_MS = 1_000;
/** Without a pace of its own a wait is looked at after a second, then after a share of what it has taken. */
const cloud_watch_SHORTEST_GAP_MS = 1_000;
const LONGEST_GAP_MS = 5_000;
const cloud_watch_SHARE_OF_WAIT = 0.15;
/** Waits on one cloud by its live list. A failed list is no answer: it is kept as "last seen" and asked again. */
class CloudWatch {
    #world;
    #cloudId;
    #limit;
    #waiters = new Set();
    /** How long machines took to come up in this run, ms. */
    #usual = [];
    #polling = false;
    #wake = () => undefined;
    /** When the last look ended, and how long it took: the server is never asked more often than it answers. */
    #looked = { at: Number.NEGATIVE_INFINITY, took: 0 };
    #trouble = null;
    /** The newest listing, or null before the first. */
    latest = null;
    /** When it was asked for, on the monotonic clock. */
    latestAt = Number.NEGATIVE_INFINITY;
    /** `limit` is that of the whole apply: a wait that lasts as long is told by its words. */
    constructor(world, cloudId, first = null, limit = null) {
        this.#world = world;
        this.#limit = limit;
        this.#cloudId = cloudId;
        if (first === null)
            return;
        this.latest = first.listing;
        this.latestAt = first.askedAt;
    }
    /** True while somebody waits, and so a list is on its way. */
    get isAsking() {
        return this.#polling;
    }
    /** Resolves with the first answer of `look`; rejects with WaitTimeoutError, CancelledError, or what ends all waits. */
    async until(waiting) {
        const since = this.#world.clock.elapsed();
        const { promise, resolve, reject } = Promise.withResolvers();
        const waiter = { ...waiting, since, resolve: (value) => resolve(value), reject };
        this.#waiters.add(waiter);
        // A list that is there already may hold the answer.
        if (this.latestAt >= (waiting.after ?? since - RECENT_MS))
            this.#serve(waiter);
        if (!this.#polling && this.#waiters.size > 0)
            void this.#poll();
        else
            this.#wake();
        // A list that stalls must not hold up those whose time is over.
        const answer = await (0,deadline/* beforeDeadline */.O)(this.#world, waiting.deadline, promise);
        if (answer !== deadline/* LATE */.X)
            return answer;
        this.#waiters.delete(waiter);
        this.#wake();
        throw this.#timeout(waiter);
    }
    /** Tells that a machine whose create was sent at `created` is up, so that the next ones are looked for at that time. */
    cameUp(created) {
        this.#usual.push(this.latestAt - created);
    }
    /** Looks once more at the newest list for everyone: something that is not in a list has been learned. */
    again() {
        for (const waiter of [...this.#waiters])
            if (this.latestAt >= waiter.since)
                this.#serve(waiter);
    }
    #timeout(waiter) {
        const { address, wanted, deadline, since } = waiter;
        const whole = this.#limit !== null && deadline === this.#limit.deadline ? this.#limit.text : null;
        const time = waiter.limit ?? whole ?? `after ${(0,duration/* formatSeconds */.Xo)(this.#world.clock.elapsed() - since)}`;
        return new errors/* WaitTimeoutError */.Do(address, wanted, this.#trouble ?? waiter.lastSeen(), time);
    }
    async #poll() {
        this.#polling = true;
        try {
            while (this.#waiters.size > 0) {
                if (await this.#pause())
                    await this.#lookOnce();
            }
        }
        catch (error) {
            this.#endAll(error);
        }
        finally {
            this.#polling = false;
        }
    }
    /** Sleeps until the next look; false when somebody came or left meanwhile, and it has to be reckoned anew. */
    async #pause() {
        const { clock, signal } = this.#world;
        const woken = new AbortController();
        this.#wake = () => woken.abort();
        const due = together([...this.#waiters].map((waiter) => ({ since: beganAt(waiter), due: this.#due(waiter) })));
        const at = Math.max(due, this.#looked.at + this.#looked.took);
        try {
            await clock.sleep(Math.max(0, at - clock.elapsed()), AbortSignal.any([signal, woken.signal]));
            return true;
        }
        catch (error) {
            if (signal.aborted || !woken.signal.aborted)
                throw error;
            return false;
        }
        finally {
            this.#wake = () => undefined;
        }
    }
    /** How many machines are coming up. */
    #awaited() {
        return [...this.#waiters].filter(({ pace }) => typeof pace === 'object').length;
    }
    /** When this one wants the next look, on the monotonic clock. */
    #due({ since, pace }) {
        const { at } = this.#looked;
        if (typeof pace === 'object')
            return lookAfter(at, pace.created, this.#usual, this.#awaited());
        if (at < since)
            return pace === 'now' ? since : since + cloud_watch_SHORTEST_GAP_MS;
        return at + Math.min(LONGEST_GAP_MS, Math.max(cloud_watch_SHORTEST_GAP_MS, (at - since) * cloud_watch_SHARE_OF_WAIT));
    }
    async #lookOnce() {
        const askedAt = this.#world.clock.elapsed();
        try {
            this.latest = await this.#world.reader.liveMachines(this.#cloudId);
            this.latestAt = askedAt;
            this.#trouble = null;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            if (error instanceof errors/* ApiError */.hD && error.failure === 'auth')
                throw error;
            this.#trouble = (0,engine_world/* sentenceOf */.$)(error);
        }
        const at = this.#world.clock.elapsed();
        this.#looked = { at, took: at - askedAt };
        for (const waiter of [...this.#waiters])
            this.#serve(waiter);
    }
    #serve(waiter) {
        try {
            const answer = this.#trouble === null && this.latest ? waiter.look(this.latest) : undefined;
            if (answer !== undefined) {
                this.#waiters.delete(waiter);
                waiter.resolve(answer);
            }
            else if (this.#world.clock.elapsed() >= waiter.deadline)
                throw this.#timeout(waiter);
        }
        catch (error) {
            this.#waiters.delete(waiter);
            waiter.reject(error);
        }
    }
    #endAll(error) {
        for (const waiter of this.#waiters)
            waiter.reject(error);
        this.#waiters.clear();
    }
}
/** What a machine waits for one after the other (to be listed, to run) is one wait since its create. */
function beganAt({ pace, since }) {
    return typeof pace === 'object' ? pace.created : since;
}

// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/plan/diff.js
var diff = __webpack_require__(5649);
// EXTERNAL MODULE: ./lib/src/plan/digest.js
var digest = __webpack_require__(2514);
// EXTERNAL MODULE: ./lib/src/engine/acceptance.js
var acceptance = __webpack_require__(4866);
;// CONCATENATED MODULE: ./lib/src/engine/job-follower.js



/** Job and log are asked at most this often while the machine does not show. */
const ASK_INTERVAL_MS = 3_000;
/** The server's log proves that a create was never accepted. */
class NeverAccepted extends errors/* ActionError */.lZ {
    name = 'NeverAccepted';
    constructor(address) {
        super('create-lost', 'remote', `${address}: its create never reached the server, as its log proves; nothing was made.`, {
            hint: 'Run it again.',
        });
    }
}
/** Asks job and log beside the list, so that a refused create fails at once and not at the deadline. */
class JobFollower {
    #world;
    #desired;
    #accepted;
    #log;
    #news;
    #asked;
    #failed = null;
    seen = 'nothing yet';
    /** The provider's id of what the job made, once it says so. */
    externalId = null;
    /** The job says that its machine was made. */
    created = false;
    /** `news` is called when the create has failed. */
    constructor(world, desired, accepted, news) {
        this.#world = world;
        this.#desired = desired;
        this.#accepted = accepted;
        this.#log = new acceptance/* AcceptanceLog */.O(world);
        this.#news = news;
        this.#asked = world.clock.elapsed();
    }
    throwIfFailed() {
        if (this.#failed)
            throw this.#failed;
    }
    ask() {
        const { clock } = this.#world;
        if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS)
            return;
        this.#asked = clock.elapsed();
        void this.#inquire();
    }
    async #inquire() {
        try {
            await this.#follow();
        }
        catch (error) {
            if (error instanceof errors/* ApiError */.hD && error.failure === 'auth')
                this.#failed = error;
            this.seen = (0,engine_world/* sentenceOf */.$)(error);
        }
        if (this.#failed !== null)
            this.#news();
    }
    async #follow() {
        const { reader } = this.#world;
        if (this.#accepted.jobId === null) {
            const found = await this.#log.look(this.#desired.mistName, this.#accepted.at);
            if (found === 'never')
                this.#failed = new NeverAccepted(this.#desired.address);
            else if (found === 'unknown')
                this.seen = 'no answer to its create, and no trace in the log of the server';
            else {
                if (found.sure)
                    this.#accepted.jobId = found.jobId;
                this.seen = 'accepted';
            }
            return;
        }
        const job = await reader.job(this.#accepted.jobId);
        if (job === null)
            return;
        this.externalId = job.externalId;
        this.created = job.created;
        this.seen = job.created ? 'created, not listed yet' : 'accepted, not created yet';
        if (job.error !== null && !job.created) {
            this.#failed = new errors/* ActionError */.lZ('create-failed', 'remote', `${this.#desired.address}: the provider refused it: ${job.error}`);
        }
    }
}

// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
;// CONCATENATED MODULE: ./lib/src/engine/create-machine.js









/** API v2 takes a lease of at least this far ahead; nearer ones may be lost without a word (product rule 1). */
const SHORTEST_LEASE_MS = 15 * 60_000;
/** Clocks of server and provider may differ by this much. */
const CREATED_SLACK_MS = 120_000;
/** Builds the request: ids only, our tags, the lease by the server's clock. */
function createRequest(world, input) {
    const { desired, placement, scope } = input;
    const tags = {
        ...(0,diff/* desiredTags */.C)(scope, desired, placement.cloud.id),
        [identity/* TAGS */.gp.key]: input.keySha256,
        [identity/* TAGS */.gp.environment]: (0,identity/* environmentHash */.SL)(scope),
    };
    if (input.hostKeySha256 !== null)
        tags[identity/* TAGS */.gp.bootKey] = input.hostKeySha256;
    const size = desired.size;
    return {
        name: desired.mistName,
        cloudId: placement.cloud.id,
        imageId: placement.image.id,
        sizeId: placement.size?.id ?? null,
        customSize: placement.size === null && size?.by === 'at-least' ? { cpu: size.cpu, ramMb: size.ramMb } : null,
        locationId: placement.location?.id ?? null,
        keyId: input.key.id,
        tags,
        leaseAt: desired.ttlMs === null ? null : (0,engine_world/* serverNow */.c)(world) + Math.max(desired.ttlMs, SHORTEST_LEASE_MS),
        cloudInit: input.cloudInit,
        passThrough: desired.passThrough,
    };
}
/** Dry runs, one per distinct placement, shared by all rows that have it. */
class DryRuns {
    #world;
    #done = new Map();
    constructor(world) {
        this.#world = world;
    }
    /** Resolves when the server would choose exactly our ids; throws PlanError naming each that differs. */
    check(desired, request) {
        const { cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough } = request;
        const placement = (0,digest/* canonical */.$N)({ cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough });
        const known = this.#done.get(placement);
        if (known)
            return known;
        const fresh = this.#compare(desired, request);
        fresh.catch(() => undefined);
        this.#done.set(placement, fresh);
        return fresh;
    }
    async #compare(desired, request) {
        const plan = await this.#world.writer.dryRun(request);
        const pairs = [
            ['backend', request.cloudId, plan.cloudId],
            ['image', request.imageId, plan.imageId],
            ['key', request.keyId, plan.keyId],
            ['name', request.name, plan.name],
            ['size', request.sizeId, request.sizeId === null ? null : plan.sizeId],
            ['location', request.locationId, request.locationId === null ? null : plan.locationId],
        ];
        const wrong = pairs
            .filter(([, ours, theirs]) => ours !== theirs)
            .map(([what, ours, theirs]) => `${what} ${theirs ?? 'none'} instead of ${ours}`);
        if (wrong.length === 0)
            return;
        throw new errors/* PlanError */.W6('plan-differs', desired.address, `the server would choose something else: ${wrong.join(', ')}.`, {
            hint: 'Nothing was created. Give the ids in the spec, and check the names in Mist for look-alikes.',
        });
    }
}
/** No provider lists a machine sooner than this after its create: what is begun later is only left behind. */
const LEAST_TIME_MS = 1_000;
/**
 * Sends the one create and waits until the provider lists the machine. A lost reply is resolved by the server's log,
 * never by sending again. Throws when nothing was made or what was made cannot be found.
 */
async function createMachine(world, input, request, watch, deadline) {
    const { desired } = input;
    if (world.clock.elapsed() + LEAST_TIME_MS > deadline) {
        throw new errors/* ActionError */.lZ('no-time', 'user', `${desired.address}: the time was over before it could be created.`, {
            hint: 'Raise `timeout`.',
        });
    }
    const intent = {
        kind: 'create-machine',
        address: desired.address,
        name: desired.mistName,
        cloudId: request.cloudId,
        // Whole milliseconds: the journal keeps no parts of them, and the word of this create is made of its time.
        at: Math.round((0,engine_world/* serverNow */.c)(world)),
    };
    const order = { ...request, tags: { ...request.tags, [identity/* TAGS */.gp.create]: (0,identity/* createWord */.Pz)(intent.name, intent.at) } };
    let jobId = null;
    let entry = null;
    try {
        const send = (onSent) => world.writer.createMachine(order, onSent);
        const done = await (0,write_ahead/* writeAhead */.x)(world.journal, intent, send, (lost) => {
            entry = lost;
        });
        entry = done.entry;
        jobId = done.value.jobId;
    }
    catch (error) {
        // Only what may have acted is looked for; the answer of everything else is known.
        if (error instanceof errors/* CancelledError */.cc || entry === null)
            throw error;
        world.log.warning(`${desired.address}: the answer to its create was lost (${(0,engine_world/* sentenceOf */.$)(error)}); looking for it.`);
    }
    const created = world.clock.elapsed();
    try {
        const accepted = { jobId, at: intent.at, cloudId: request.cloudId, created };
        const follower = new JobFollower(world, desired, accepted, () => watch.again());
        const machine = await appear(input, { accepted, follower }, watch, deadline);
        return { machine, entry, created, own: { entry: intent, follower } };
    }
    catch (error) {
        // Proved by the log: nobody has to look for it any more.
        if (entry !== null && error instanceof NeverAccepted)
            world.journal.settle(entry, { result: 'refused', jobId: null, id: null });
        throw error;
    }
}
async function appear(input, { accepted, follower }, watch, deadline) {
    const { desired, scope } = input;
    const { created } = accepted;
    return watch.until({
        address: desired.address,
        wanted: 'listed by its provider',
        deadline,
        lastSeen: () => follower.seen,
        // A create whose answer was lost is looked for until it is decided; what was accepted comes in its own time.
        ...(accepted.jobId === null ? {} : { pace: { created } }),
        after: created,
        look: (listing) => {
            follower.throwIfFailed();
            const ours = listing.machines
                .filter((machine) => machine.name === desired.mistName && !(0,observed/* isGone */.S)(machine))
                // Anybody may use a literal name: there the tags or the job's own answer tell which machine is ours.
                .filter((machine) => (0,ownership/* proveMachine */.WJ)(scope, machine).owned || isOfJob(desired, machine, follower.externalId))
                .filter((machine) => isNew(machine, accepted.at))
                .sort(ownership/* olderFirst */.XL);
            if (ours[0])
                return ours[0];
            follower.ask();
            return undefined;
        },
    });
}
/** True for the machine that the create job itself names; derived names are proved by themselves. */
function isOfJob(desired, machine, externalId) {
    return desired.literal && externalId !== null && machine.externalId === externalId;
}
/** A row that was there before the create is not what it made, whatever it is called. Providers tell whole seconds. */
function isNew(machine, sentAt) {
    return machine.createdAt === null || machine.createdAt >= sentAt - CREATED_SLACK_MS;
}

// EXTERNAL MODULE: ./lib/src/engine/lease.js
var engine_lease = __webpack_require__(6971);
;// CONCATENATED MODULE: ./lib/src/engine/machine-tags.js


/** Tags are there one to two seconds after they were set, and after a create within 40 s (seen on a live server). */
const PATIENCE_MS = 60_000;
/** Sets tags and waits until a list shows them; throws WaitTimeoutError when none does. */
async function setTags(world, tagging) {
    await world.writer.setTags(tagging.machine, tagging.tags);
    await untilTagged(world, tagging);
}
/**
 * Waits for the tags of a create, and sets them again where the server's worker has lost them (H13): the next apply of
 * the scope, and the proof of a literal name, need them.
 */
async function keepTags(world, tagging) {
    try {
        await untilTagged(world, tagging);
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        const { address, machine } = tagging;
        const { machines } = await world.reader.liveMachines(machine.cloudId);
        if (!machines.some((one) => one.id === machine.id && one.name === machine.name && !(0,observed/* isGone */.S)(one)))
            throw error;
        world.log.warning(`${address}: the server has not set its tags; setting them again.`);
        await setTags(world, tagging);
    }
}
async function untilTagged(world, { address, machine, tags, watch, deadline }) {
    await watch.until({
        address,
        wanted: 'tagged',
        deadline: Math.min(deadline, world.clock.elapsed() + PATIENCE_MS),
        lastSeen: () => 'without the tags that were set',
        look: ({ machines }) => {
            const seen = machines.find((one) => one.id === machine.id)?.tags ?? {};
            return Object.entries(tags).every(([key, value]) => seen[key] === value) ? true : undefined;
        },
    });
}

;// CONCATENATED MODULE: ./lib/src/engine/edit-machine.js
// Changing tags and lease of a machine that is there.





/** Does the tags and the lease of a row's update; `at` tells which machine, and how to see what came of it. */
async function editMachine(world, { scope, deadline }, row, at) {
    const { machine } = at;
    // The plan may be old by now, where the row had to wait for others.
    const { machines } = await world.reader.liveMachines(machine.cloudId);
    const listed = machines.find((one) => one.id === machine.id);
    if (listed === undefined || (0,observed/* isGone */.S)(listed))
        throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${row.address}: its provider no longer lists it.`);
    // What may be edited without being ours is only what the spec adopts by exact id.
    if (row.desired.adopt === null && !(0,ownership/* proveMachine */.WJ)(scope, listed).owned)
        throw new errors/* BugError */.f9(`${row.address} is not ours to change.`);
    if (row.update?.tags)
        await setTags(world, { ...at, tags: row.update.tags });
    const lease = row.update?.lease ?? null;
    if (lease !== null)
        await (0,engine_lease/* editLease */.dY)(world, machine, lease === 'remove' ? null : lease, deadline);
}

// EXTERNAL MODULE: ./lib/src/model/machine-address.js
var machine_address = __webpack_require__(9860);
// EXTERNAL MODULE: ./lib/src/model/reference.js
var reference = __webpack_require__(8005);
;// CONCATENATED MODULE: ./lib/src/engine/fill-addresses.js



/**
 * The row's texts with every `${machines.…}` replaced by addresses of `needs`, several joined by commas in spec order.
 * Throws ActionError `no-address` when a machine that is ready has none of that kind.
 */
function fillAddresses(desired, needs) {
    const resolve = (reference) => {
        const found = needs.filter((one) => one.row === reference.row && one.observed !== null);
        const addresses = found.flatMap((one) => (one.observed === null ? [] : (addressOf(reference, one.observed) ?? [])));
        if (found.length > 0 && addresses.length === found.length)
            return addresses.join(',');
        const message = `${desired.address}: \`${reference.text}\` cannot be filled in: machine/${reference.row} has no such address.`;
        throw new errors/* ActionError */.lZ('no-address', 'remote', message);
    };
    const fill = (value) => {
        if (typeof value === 'string')
            return (0,reference/* fillReferences */.ks)(value, resolve);
        if (Array.isArray(value))
            return value.map(fill);
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
    };
    return {
        cloudInit: desired.cloudInit === null ? null : (0,reference/* fillReferences */.ks)(desired.cloudInit, resolve),
        passThrough: Object.fromEntries(Object.entries(desired.passThrough).map(([key, value]) => [key, fill(value)])),
        ...(desired.run === undefined ? {} : { run: fillRun(desired.run, (text) => (0,reference/* fillReferences */.ks)(text, resolve)) }),
    };
}
function fillRun(run, fill) {
    const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value]);
    return { ...run, script: fill(run.script), env: Object.fromEntries(env) };
}
/** What a list says of the addresses of a machine that is stopped is old, or only half of them. */
function addressOf({ kind }, machine) {
    if (machine.state !== 'running')
        return null;
    const own = kind === 'public-ip' ? machine.publicIps : machine.privateIps;
    const address = kind === 'ip' ? (0,machine_address/* machineAddress */.I)(machine) : kind === null ? null : (own[0] ?? null);
    // The text becomes a script on another machine: what a provider calls an address must look like one.
    return address !== null && /^[0-9A-Fa-f:.]{2,45}$/.test(address) ? address : null;
}

// EXTERNAL MODULE: ./lib/src/model/wait.js
var model_wait = __webpack_require__(5935);
;// CONCATENATED MODULE: ./lib/src/engine/host-key-script.js
// The script by which a machine exchanges its injected host key for one of its own, and what it answers. POSIX sh and
// OpenSSH's own programs only, in the places where cloud-init's module `cc_ssh` writes: /etc/ssh/ssh_host_<kind>_key.

/** Printed once the own key has been made and told, and nothing that sshd reads has been changed. */
const PREPARED = 'mist-prepared';
/** The answer on which `exchange` goes on; on any other, and on none, it ends and has changed nothing. */
const GO = 'go';
/** Printed by the script as `mist-refused <word>`: no text of a machine's own is ever shown. */
const REFUSALS = {
    root: 'its login user is not root and may not become root without a password (sudo, doas)',
    keygen: 'it has no ssh-keygen',
    foreign: 'its injected host key is not in /etc/ssh/ssh_host_ed25519_key',
    write: 'its /etc/ssh cannot be written to',
    make: 'ssh-keygen made no new key',
    reload: 'its SSH server could not be told to read its keys again',
};
/** Kinds that OpenSSH uses for host keys today; what else a machine may name is not handed on. */
const KINDS = new Set([
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'ssh-rsa',
]);
const MAX_KEYS = 8;
/**
 * Runs as root. No single quotes in it: it is one argument of `sh -c`. Steps are safe to repeat and to break off: the new
 * private half is on the disk before anybody is told of it, it replaces the old one by a rename, and a public half is
 * derived anew. A machine that crashes in between must not make another: the tags may name this one by then. Every program
 * that is started costs a small machine milliseconds, so that the shell does itself what it can.
 *
 * To find the SSH server that this session came from, it climbs from itself to the topmost process called sshd. That is
 * the listener, whatever started it (systemd, OpenRC, SysV, a container), and HUP is what their `reload` sends; sessions
 * survive it. A server that was started for one connection (inetd, ssh@.service) reads its keys each time.
 */
const AS_ROOT = String.raw `
dir=$1 step=$2 boot=$3 told=
umask 077
# Who becomes root gets the input and no other descriptor.
[ "$step" != exchange ] || exec 3<&0 </dev/null
file=ssh_host_ed25519_key
key=$dir/$file next=$dir/.mist-action-next
new=$next/$file
refuse() { echo "mist-refused $1"; exit 9; }
public() { line=; [ -f "$1" ] || return 0; set -- $(ssh-keygen -y -P "" -f "$1" 2>/dev/null); [ -z "$1" ] || line="$1 $2"; }
listener() {
  pid=$$ found=
  while [ "$pid" -ge 1 ] && [ -r "/proc/$pid/status" ]; do
    name= parent=0
    while read -r field value _; do
      case $field in Name:) name=$value;; PPid:) parent=$value; break;; esac
    done <"/proc/$pid/status"
    [ "$name" != sshd ] || found=$pid
    pid=$parent
  done
  [ -r "/proc/$$/status" ] || found=$(cat /run/sshd.pid /var/run/sshd.pid 2>/dev/null | head -n 1)
  [ -n "$found" ] || return 0
  case $(tr "\000" " " 2>/dev/null <"/proc/$found/cmdline") in
    "sshd: "*"[listener]"*) ;;
    "sshd: "* | *" -i "*) found=;;
  esac
}
tell() {
  echo "mist-host-key $now"
  for other in "$dir"/ssh_host_*_key; do
    [ "$other" != "$key" ] && [ -f "$other" ] || continue
    public "$other"
    echo "mist-host-key $line"
  done
}
command -v ssh-keygen >/dev/null || refuse keygen
public "$key"
now=$line
[ -n "$now" ] || refuse foreign
if [ "$now" = "$boot" ]; then
  public "$new"
  now=$line
  if [ "$step" != commit ] && [ -z "$now" ]; then
    mkdir "$next" 2>/dev/null || { rm -rf "$next" && mkdir "$next"; } || refuse write
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$new" </dev/null >/dev/null || refuse make
    read -r kind blob _ <"$new.pub" && now="$kind $blob"
  fi
  [ -n "$now" ] || refuse make
  if [ "$step" != commit ]; then sync "$new" 2>/dev/null || sync; fi
  if [ "$step" = exchange ]; then
    tell
    told=yes
    echo mist-prepared
    read -r go <&3 && [ "$go" = go ] || exit 0
  fi
  if [ "$step" != prepare ]; then
    rm -f "$new.pub" "$key.pub" "$key-cert.pub" || refuse write
    umask 022
    echo "$now" >"$new.pub" && mv -f "$new" "$new.pub" "$dir" && rm -rf "$next" || refuse write
    if command -v restorecon >/dev/null; then restorecon "$key" "$key.pub"; fi
  fi
fi
if [ "$step" != prepare ]; then
  listener
  [ -z "$found" ] || kill -HUP "$found" || refuse reload
fi
[ -n "$told" ] || tell
`.trim();
/**
 * The script for one step. `injected` is the public half (`ssh-ed25519 AAAA…`) of the key to get rid of; nothing in the
 * text is secret. The variable stands for /etc/ssh where that is not the machine's own, as on the sandbox.
 */
function hostKeyScript(step, injected) {
    const parts = (0,host_key/* parsePublicKey */.ee)(injected);
    if (parts === null)
        throw new TypeError('The injected host key is no public key.');
    const answers = step === 'exchange' ? ' <&3' : '';
    return [
        '# mist-action: host keys',
        `body='${AS_ROOT}'`,
        'dir=$MIST_ACTION_ETC_SSH; [ -n "$dir" ] || dir=/etc/ssh',
        `set -- "$dir" ${step} '${parts.kind} ${parts.base64}'`,
        // Only root can write there, so that this also tells whether we are root.
        'if [ -w "$dir" ]; then become=',
        'elif [ "$(id -u)" = 0 ]; then echo "mist-refused write"; exit 9',
        'elif sudo -n true 2>/dev/null; then become="sudo -n"',
        'elif doas -n true 2>/dev/null; then become="doas -n"',
        'else echo "mist-refused root"; exit 9',
        'fi',
        // Who is root already needs no other shell.
        `[ -n "$become" ] || { eval "$body"; exit; }${answers}`,
        `$become sh -c "$body" mist-action "$@"${answers}`,
    ].join('\n');
}
/** Reads what the script printed; everything else in between is ignored. */
function readScriptAnswer(exitCode, stdout, injected) {
    const word = /^mist-refused (\w+)\s*$/m.exec(stdout)?.[1];
    if (exitCode !== 0)
        return { ok: false, why: REFUSALS[word ?? ''] ?? `its shell ended with ${exitCode ?? 'a signal'}` };
    const lines = [...stdout.matchAll(/^mist-host-key (.*)$/gm)].map(([, line]) => (0,host_key/* parsePublicKey */.ee)(line ?? ''));
    const keys = lines.flatMap((key) => (key !== null && KINDS.has(key.kind) ? [`${key.kind} ${key.base64}`] : []));
    const own = [...new Set(keys)].filter((key) => key !== injected).slice(0, MAX_KEYS);
    if (!own[0]?.startsWith('ssh-ed25519 '))
        return { ok: false, why: 'its shell did not run what it was given' };
    return { ok: true, hostKeys: own };
}

;// CONCATENATED MODULE: ./lib/src/engine/host-key-exchange.js



const SCRIPT_TIMEOUT_MS = 30_000;
/** Where what has to be remembered is so already, `complete` follows at once. */
const KEEP_MS = 5_000;
const RETRY_MS = 1_000;
/** How long sshd may take to read its keys again. */
const PROOF_MS = 20_000;
/**
 * One machine's exchange: `prepare` is its first login, `complete` the rest. Both may be repeated, from `prepare` on, after a
 * crash or a connection that broke.
 */
class HostKeyExchange {
    #world;
    #input;
    #injected;
    /** The SHA-256 of its own key that others know of by now. */
    #remembered;
    #own = [];
    #state = 'open';
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#injected = 'key' in input.injected ? input.injected.key : null;
        this.#remembered = input.remembered;
    }
    /**
     * One attempt to log in and to let the machine make its key, which it does not use yet; where nothing has to be remembered,
     * it does as soon as this process knows it. Not ok while it cannot be reached; throws ActionError `host-key-exchange` when it answers that it cannot.
     */
    async prepare(target, timeoutMs) {
        const { prober, shell, signal } = this.#world;
        if (this.#injected === null) {
            const seen = await prober.ssh(target, timeoutMs, signal);
            if (!seen.ok || seen.hostKey === null)
                return seen;
            if ((0,host_key/* hostKeySha256 */.jh)(seen.hostKey) !== this.#injectedSha256()) {
                this.#accept([seen.hostKey]);
                this.#state = 'done before';
                return seen;
            }
            this.#injected = seen.hostKey;
        }
        const result = await shell.run(this.#either(target), this.#firstCommand(this.#injected, timeoutMs), signal);
        if (!result.ran)
            return { ok: false, final: result.final, seen: result.seen };
        const answer = readScriptAnswer(result.exitCode, result.stdout, this.#injected);
        if (answer.ok)
            this.#accept(answer.hostKeys);
        else
            this.#cannot(answer.why);
        if (answer.ok && this.#input.remember === null)
            this.#state = 'changed';
        return { ok: true, hostKey: result.hostKey };
    }
    #firstCommand(injected, timeoutMs) {
        if (this.#input.remember !== null) {
            return { script: hostKeyScript('prepare', injected), timeoutMs, keepMs: KEEP_MS };
        }
        const answer = (stdout) => this.#agree(readScriptAnswer(0, stdout, injected));
        return { script: hostKeyScript('exchange', injected), timeoutMs, question: { line: PREPARED, answer } };
    }
    /** From here on the machine may present its own key, whatever becomes of the connection. */
    #agree(told) {
        const [own] = told.ok ? told.hostKeys : [];
        if (own === undefined)
            return 'stop';
        const sha256 = (0,host_key/* hostKeySha256 */.jh)(own);
        this.#remembered ??= sha256;
        return this.#remembered === sha256 ? GO : 'stop';
    }
    /**
     * One attempt at the rest, by the address that `prepare` has just reached. Where it is not ok, the machine may have gone
     * from there or broken off: it is looked for anew, and `prepare` comes first again. Throws ActionError
     * `host-key-exchange` when it answers that it cannot, or does not do what it has said.
     */
    async complete(target) {
        const [own] = this.#own;
        if (this.#state === 'kept' || own === undefined) {
            return { ok: true, hostKeys: this.#injected === null ? [] : [this.#injected] };
        }
        const sha256 = (0,host_key/* hostKeySha256 */.jh)(own);
        if (this.#state === 'open') {
            if (this.#remembered !== sha256)
                await this.#input.remember?.(sha256);
            this.#remembered = sha256;
            const failure = await this.#commit(this.#either(target), own);
            if (failure !== null)
                return failure;
        }
        if (this.#state !== 'done before')
            await this.#prove({ ...target, hostKey: { key: own } });
        await this.#input.settled(sha256);
        return { ok: true, hostKeys: this.#own };
    }
    /** Once the own key is remembered the machine may present it: a connection that broke may have broken after the change. */
    #either(target) {
        if (this.#remembered === null)
            return target;
        return { ...target, hostKey: { sha256: [this.#injectedSha256(), this.#remembered] } };
    }
    /** Takes the machine's own keys, the one that it presents first, unless another has been remembered. */
    #accept(own) {
        const [first] = own;
        const remembered = this.#remembered;
        if (remembered !== null && (first === undefined || (0,host_key/* hostKeySha256 */.jh)(first) !== remembered)) {
            throw new errors/* ActionError */.lZ('host-key-exchange', 'remote', `${this.#input.address}: its own host key is another one than it told before, so its injected one was not exchanged.`, {
                hint: 'Somebody who knows the injected key may be in between, or its disk was put back. Destroy the machine, or the whole scope, and apply again.',
            });
        }
        this.#own = own;
    }
    #injectedSha256() {
        const { injected } = this.#input;
        return 'key' in injected ? (0,host_key/* hostKeySha256 */.jh)(injected.key) : injected.sha256;
    }
    /** Null when it is done; throws when trying again cannot help. */
    async #commit(target, own) {
        const { shell, signal } = this.#world;
        const injected = this.#injected ?? '';
        const command = { script: hostKeyScript('commit', injected), timeoutMs: SCRIPT_TIMEOUT_MS };
        const result = await shell.run(target, command, signal);
        if (!result.ran)
            return { ok: false, final: result.final, seen: result.seen };
        const answer = readScriptAnswer(result.exitCode, result.stdout, injected);
        if (!answer.ok)
            throw this.#failure(answer.why);
        if (answer.hostKeys[0] !== own)
            throw this.#failure('it now names another key than before');
        this.#own = answer.hostKeys;
        return null;
    }
    /**
     * A login at which exactly the machine's own key is presented. A server has one key of a kind, so this is also the proof
     * that it no longer presents the injected one. It may do so for a moment yet, until it has read its keys again.
     */
    async #prove(target) {
        const { prober, clock, signal } = this.#world;
        const until = Math.min(this.#input.deadline, clock.elapsed() + PROOF_MS);
        for (;;) {
            const seen = await prober.ssh(target, SCRIPT_TIMEOUT_MS, signal);
            if (seen.ok)
                return;
            if (clock.elapsed() + RETRY_MS >= until)
                throw this.#failure(`its own host key is not proved: ${seen.seen}`);
            await clock.sleep(RETRY_MS / 4, signal);
        }
    }
    #cannot(why) {
        // One that has made its key before can.
        if (!this.#input.mayKeep || this.#remembered !== null)
            throw this.#failure(why);
        this.#state = 'kept';
        this.#world.log.warning(`${this.#input.address}: ${why}, so it keeps the host key that was injected (trust-on-first-use).`);
    }
    #failure(why) {
        return new errors/* ActionError */.lZ('host-key-exchange', 'remote', `${this.#input.address}: its injected host key was not exchanged: ${why}.`, {
            hint: 'Use an image with OpenSSH whose login user may `sudo`; `trust-on-first-use: true` keeps the injected key.',
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/engine/host-keys.js







/** The value of `mist_action_bootkey` once the injected key is dead. Tags are overwritten, never deleted. */
const RETIRED = 'retired';
/** Tags of a create come within 40 s (seen on a live server). */
const TAGS_PATIENCE_MS = 60_000;
const YOUNG_MS = 5 * 60_000;
/** A host key to inject, masked; null where Mist drops cloud-init, by the provider's name on the server. */
async function bootKeyFor(world, serverProvider) {
    const provider = (0,providers/* providerOf */.lc)(serverProvider);
    if (provider === null || !providers/* PROVIDERS */.xq[provider].cloudInit)
        return null;
    const pair = await world.keyMaker.hostKey();
    world.log.mask(pair.privateKey.reveal());
    return pair;
}
/** The SHA-256 of an injected key that may still be alive. */
function bootSha256(observed) {
    const sha256 = observed.tags[identity/* TAGS */.gp.bootKey];
    return sha256 === undefined || sha256 === RETIRED ? null : sha256;
}
/**
 * What the tags of a machine say that it must present: its own key, and as long as the exchange is not proved the injected
 * one too. Null without such tags.
 */
function taggedHostKey(observed) {
    const known = [observed.tags[identity/* TAGS */.gp.hostKey], bootSha256(observed)].filter((sha256) => typeof sha256 === 'string');
    return known.length === 0 ? null : { sha256: known };
}
/**
 * The machine once a list shows which host key to expect: the tags of a create come up to 40 s later, and the step that
 * asked for them may have been ended before. The machine as it is where they do not come, or cannot.
 */
async function untilHostKeyTagged(world, observed, serverProvider, { address, watch, deadline }) {
    const provider = (0,providers/* providerOf */.lc)(serverProvider);
    const injected = provider !== null && providers/* PROVIDERS */.xq[provider].cloudInit;
    const young = observed.createdAt === null || (0,engine_world/* serverNow */.c)(world) - observed.createdAt < YOUNG_MS;
    if (!injected || !young || taggedHostKey(observed) !== null)
        return observed;
    try {
        return await watch.until({
            address,
            wanted: 'tagged with its host key',
            deadline: Math.min(deadline, world.clock.elapsed() + TAGS_PATIENCE_MS),
            lastSeen: () => 'without such a tag',
            look: ({ machines }) => machines.find((one) => one.id === observed.id && taggedHostKey(one) !== null),
        });
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        return observed;
    }
}
/**
 * The machine on a list that is asked for from now on. What the plan was made on is old where the row had to wait for
 * others: meanwhile another step may have retired the injected key, or pinned one.
 */
function listedAnew(world, observed, { address, watch, deadline }) {
    return watch.until({
        address,
        wanted: 'listed',
        deadline,
        lastSeen: () => 'not listed',
        pace: 'now',
        after: world.clock.elapsed(),
        look: ({ machines }) => machines.find((one) => one.id === observed.id),
    });
}
/**
 * What the tags of a machine say about its host key, by a new list unless they name its own key and no other: that does
 * not change any more. Without tags only the user's word (`trustOnFirstUse`) allows a first contact, and only once those
 * of its create cannot come any more. Throws WaitTimeoutError when no list shows the machine in time.
 */
async function expectedHostKey(world, observed, input) {
    const { ours, provider, wait, trustOnFirstUse, context } = input;
    const { tagging } = context;
    let machine = observed;
    const final = observed.tags[identity/* TAGS */.gp.hostKey] !== undefined && bootSha256(observed) === null;
    if ((0,model_wait/* logsIn */.X)(wait) && !final) {
        const deadline = Math.min(tagging.deadline, world.clock.elapsed() + (wait.timeoutMs ?? Number.POSITIVE_INFINITY));
        machine = await listedAnew(world, observed, { ...tagging, deadline });
        if (ours)
            machine = await untilHostKeyTagged(world, machine, provider, { ...tagging, deadline });
    }
    const hostKey = taggedHostKey(machine) ?? (trustOnFirstUse ? 'first' : null);
    return { hostKey, exchange: ours ? openExchange(world, machine, context) : null };
}
/** The exchange for a machine that was just created with `injected`. */
function exchangeOf(world, injected, context) {
    return exchange(world, { key: injected.publicKey }, null, context);
}
/** The exchange that an earlier step did not bring to its end; null when there is none. */
function openExchange(world, observed, context) {
    const sha256 = bootSha256(observed);
    return sha256 === null ? null : exchange(world, { sha256 }, observed.tags[identity/* TAGS */.gp.hostKey] ?? null, context);
}
function exchange(world, injected, remembered, { address, tagging, durable, mayKeep }) {
    const set = (tags) => setTags(world, { ...tagging, tags });
    return new HostKeyExchange(world, {
        address,
        injected,
        remembered,
        mayKeep,
        deadline: tagging.deadline,
        remember: durable
            ? async (sha256) => {
                // The server writes the tags of a create late, and would write over ours.
                if (Object.keys(tagging.tags).length > 0)
                    await keepTags(world, tagging);
                await set({ [identity/* TAGS */.gp.hostKey]: sha256 });
            }
            : null,
        settled: async (sha256) => {
            const tags = { [identity/* TAGS */.gp.hostKey]: sha256, [identity/* TAGS */.gp.bootKey]: RETIRED };
            if (durable)
                await set(tags);
            else
                await tell(world, tagging, tags);
        },
    });
}
/** Nobody enters an unnamed scope again: its tags are for people, and worth neither a wait nor a failure. */
async function tell(world, { address, machine }, tags) {
    try {
        await world.writer.setTags(machine, tags);
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        world.log.debug(`${address}: its host key is not in its tags: ${(0,engine_world/* sentenceOf */.$)(error)}`);
    }
}
/** The tags that a list shows of a create after an exchange: that of the injected key has been overwritten. */
function withoutBootKey(tags) {
    return Object.fromEntries(Object.entries(tags).filter(([tag]) => tag !== identity/* TAGS */.gp.bootKey));
}

;// CONCATENATED MODULE: ./lib/src/engine/jumps.js


/** A host that is there already answers at once or not at all. */
const ATTEMPTS = 3;
const ATTEMPT_MS = 10_000;
const PAUSE_MS = 1_000;
function idOf(via, machineKey) {
    return JSON.stringify([via.host, via.port, via.user, via.hostKey, via.keyName ?? machineKey]);
}
class Jumps {
    #world;
    #keys;
    #machines = new Map();
    #outside = new Map();
    #met = new Map();
    constructor(world, keys) {
        this.#world = world;
        this.#keys = keys;
    }
    /**
     * How a machine that is ready is logged into, where its host key has been checked: for its own setup, and for those
     * that are behind it.
     */
    remember(name, ready, user, key, via) {
        const host = (0,machine_address/* machineAddress */.I)(ready.machine);
        const [hostKey] = ready.hostKeys;
        if (host === null || key === null || hostKey === undefined)
            return;
        const login = { host, port: ready.port, user, privateKey: key.privateKey, hostKey: { key: hostKey } };
        this.#machines.set(name, via === undefined ? login : { ...login, via });
    }
    /** What was remembered; undefined for a machine that nobody has logged into. */
    targetOf(name) {
        return this.#machines.get(name);
    }
    /** The login of the host that a machine is reached through; undefined where it is reached directly. Throws ActionError. */
    async hopOf({ via, address, keyName }) {
        if (via === undefined)
            return undefined;
        if (via.by === 'host')
            return (await this.#outsideOf(via, keyName, address)).target;
        const target = this.#machines.get(via.name);
        if (target !== undefined)
            return target;
        throw new errors/* ActionError */.lZ('no-jump', 'user', `${address}: nobody has logged into machine/${via.name}, its jump host.`, {
            hint: `Give the row \`${via.name}\` \`wait: ssh\`.`,
        });
    }
    /** The jump host as other tools are told of it; undefined where there is none, or where it was never reached. */
    handOver({ via, keyName }) {
        if (via === undefined)
            return undefined;
        return via.by === 'machine' ? { name: via.name, outside: null } : this.#met.get(idOf(via, keyName));
    }
    #outsideOf(via, machineKey, address) {
        const id = idOf(via, machineKey);
        const known = this.#outside.get(id);
        if (known)
            return known;
        const name = `via.${this.#outside.size + 1}`;
        const fresh = this.#meet(via, via.keyName ?? machineKey, name, address);
        this.#outside.set(id, fresh);
        fresh.then(({ hand }) => this.#met.set(id, hand)).catch(() => undefined);
        return fresh;
    }
    /** One login, so that a jump host that does not work is told as such, and the key that answered is pinned from then on. */
    async #meet(via, keyName, name, address) {
        const { host, port, user } = via;
        if (keyName === null) {
            throw new errors/* ActionError */.lZ('no-jump', 'user', `${address}: there is no key to log into its jump host with.`, {
                hint: 'Give the row a `key:`, or write `via: { host: …, key: … }`.',
            });
        }
        const key = await this.#keys.get(keyName);
        const first = via.hostKey === null ? 'first' : { key: via.hostKey };
        const login = { host, port, user, privateKey: key.privateKey };
        const result = await this.#login({ ...login, hostKey: first });
        const hostKey = result.ok ? result.hostKey : null;
        if (hostKey === null) {
            const seen = result.ok ? 'it showed no host key' : result.seen;
            throw new errors/* ActionError */.lZ('no-jump', 'remote', `${address}: its jump host cannot be used: ${seen}`);
        }
        return {
            target: { ...login, hostKey: { key: hostKey } },
            hand: { name, outside: { host, port, user, hostKey, keyName } },
        };
    }
    async #login(target) {
        const { prober, clock, signal } = this.#world;
        for (let attempt = 1;; attempt += 1) {
            const result = await prober.ssh(target, ATTEMPT_MS, signal);
            if (result.ok || result.final || attempt >= ATTEMPTS)
                return result;
            await clock.sleep(PAUSE_MS, signal);
        }
    }
}

// EXTERNAL MODULE: ./lib/src/engine/key-chain.js
var key_chain = __webpack_require__(5682);
// EXTERNAL MODULE: ./lib/src/engine/limit.js
var limit = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/engine/own-create.js
// What a create of this apply makes where its row is met by the machine of an earlier create, whose run was lost.



/** Codes of the errors after which no machine comes. */
const NOTHING_MADE = ['create-failed', 'create-lost'];
/** What its job says was made, and no list shows for so long, came and went. */
const CAME_AND_WENT_MS = 15_000;
/**
 * Resolves at once where the newest list tells no other create for `machine`, the one that was taken for this create's. Else its own
 * machine is still to come, as a twin that nobody would see: resolves when a list shows it, when it came and went, or when nothing was made.
 * `deadline`: on the monotonic clock, ms. Throws WaitTimeoutError, and what ends all waits.
 */
async function untilOwnCame(world, scope, { entry, follower }, machine, watch, deadline) {
    const word = (0,identity/* createWord */.Pz)(entry.name, entry.at);
    const listed = watch.latest?.machines.find(({ id }) => id === machine.id) ?? machine;
    const made = listed.tags[identity/* TAGS */.gp.create];
    if (made === undefined || made === word)
        return;
    world.log.warning(`${entry.address}: ${machine.id} is from an earlier create; waiting for what this one makes, which is removed.`);
    const { address } = entry;
    let createdAt = null;
    await watch.until({
        address,
        wanted: 'listed by its provider',
        deadline,
        lastSeen: () => `${machine.id} of an earlier create, and of this one ${follower.seen}`,
        look: ({ machines }) => {
            const came = machines.some((one) => one.name === entry.name &&
                // What no tag proves to be ours yet would not be removed as a twin.
                (one.tags[identity/* TAGS */.gp.create] === word ||
                    (one.externalId === follower.externalId && (0,ownership/* proveMachine */.WJ)(scope, one).owned)));
            if (came || hasMadeNothing(follower))
                return true;
            if (follower.created && machines.every((one) => one.externalId !== follower.externalId)) {
                createdAt ??= world.clock.elapsed();
                if (world.clock.elapsed() - createdAt >= CAME_AND_WENT_MS)
                    return true;
            }
            follower.ask();
            return undefined;
        },
    });
}
function hasMadeNothing(follower) {
    try {
        follower.throwIfFailed();
        return false;
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ && NOTHING_MADE.includes(error.code))
            return true;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/src/engine/power.js





/** States from which the server takes a stop or a start; it refuses both in between. */
const SETTLED = ['running', 'stopped'];
/**
 * Brings a machine to `wanted` and answers it as the provider then lists it. Asks nothing where it is there already. Throws
 * ActionError where it is gone or not ours, WaitTimeoutError where it does not get there, ApiError where it is refused.
 */
async function setPower(world, input) {
    // The server refuses by its own view, which is as old as the last live list: this one also brings it up to date.
    const settled = await untilState(world, input, SETTLED, 'running or stopped');
    if (settled.state === input.wanted)
        return settled;
    await ask(world, input);
    return untilState(world, input, [input.wanted], input.wanted);
}
async function ask(world, input) {
    const { desired, machine, wanted } = input;
    await proveOnFreshList(world, input);
    const action = wanted === 'running' ? 'start' : 'stop';
    world.log.info(`${desired.address}: asking its provider to ${action} it (${machine.id})`);
    const { address } = desired;
    const intent = { kind: 'power-machine', address, name: machine.name, cloudId: machine.cloudId };
    try {
        await (0,write_ahead/* writeAhead */.x)(world.journal, { ...intent, at: (0,engine_world/* serverNow */.c)(world) }, async (onSent) => {
            await world.writer.setPower(machine.id, action, onSent);
            return undefined;
        });
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc || (0,write_ahead/* effectOf */.$)(error) === 'none')
            throw error;
        world.log.warning(`${address}: the answer to its ${action} was lost (${(0,engine_world/* sentenceOf */.$)(error)}); looking at its state.`);
    }
}
/** The rule of every destroy (invariant I2): what is acted on is on a list that was read just now, and passes the proof. */
async function proveOnFreshList(world, { scope, desired, machine }) {
    const { machines } = await world.reader.liveMachines(machine.cloudId);
    const listed = machines.find((one) => one.id === machine.id);
    const proof = listed === undefined || (0,observed/* isGone */.S)(listed) ? null : (0,ownership/* proveMachine */.WJ)(scope, listed);
    const ours = proof?.owned === true || (desired.adopt === machine.id && proof !== null);
    if (ours && listed?.name === machine.name)
        return;
    const why = proof === null ? 'its provider no longer lists it' : proof.owned ? 'it has another name now' : proof.why;
    throw new errors/* ActionError */.lZ('not-ours', 'remote', `${desired.address}: it is neither stopped nor started: ${why}.`);
}
/** What a row that is there is brought to; null where its power stays as it is. Only what is ours, or adopted, is. */
function powerOf({ desired, owned, update }) {
    if (desired.power === 'stopped' && (owned || desired.adopt !== null))
        return 'stopped';
    return update?.power === 'start' ? 'running' : null;
}
/** The row without what cannot be asked of a machine that is about to be stopped. */
function onlyRunning(row) {
    const { timeoutMs, timeoutText } = row.desired.wait;
    const limit = timeoutText === undefined ? { timeoutMs } : { timeoutMs, timeoutText };
    return { ...row, desired: { ...row.desired, wait: { level: 'running', ...limit } } };
}
/** A stopped machine as it is handed over: nobody can log into it. */
function stoppedReady(desired, machine) {
    return { machine, hostKeys: [], port: desired.port ?? machine.sshPort ?? 22 };
}
function untilState(world, { desired, machine, watch, deadline, report }, states, wanted) {
    const since = world.clock.elapsed();
    let seen = 'not listed';
    return watch.until({
        address: desired.address,
        wanted,
        deadline,
        lastSeen: () => seen,
        look: ({ machines }) => {
            // A list from before the request tells nothing of what came of it.
            if (watch.latestAt < since)
                return undefined;
            const listed = machines.find((one) => one.id === machine.id);
            seen = listed?.state ?? 'not listed';
            report(seen);
            if (listed === undefined)
                return undefined;
            if ((0,observed/* isGone */.S)(listed) || listed.state === 'error' || listed.state === 'failed') {
                throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${desired.address}: its provider reports it as ${listed.state}.`);
            }
            return states.includes(listed.state) ? listed : undefined;
        },
    });
}

;// CONCATENATED MODULE: ./lib/src/engine/cloud-init.js
// What a machine says of its first boot, read from the files that cloud-init leaves (cloud-init's documentation, "How to
// determine boot status", and its source: cmd/main.py `status_wrapper`, cc_final_message.py). No program of it is run.
/** Longest that is read of each file, bytes: a broken module can fill them with anything. */
const MOST_BYTES = 24_576;
/**
 * Prints a word for the state, then the two files, each after a line of its own. `MIST_ACTION_ROOT` is set on the machines of
 * the sandbox alone, which are directories of this host.
 */
const CLOUD_INIT_LOOK = `
r=\${MIST_ACTION_ROOT:-}
if [ ! -d "$r/var/lib/cloud" ] && { [ -n "$r" ] || ! command -v cloud-init >/dev/null 2>&1; }; then echo absent; exit 0; fi
if [ -e "$r/etc/cloud/cloud-init.disabled" ] || [ -e "$r/run/cloud-init/disabled" ]; then echo disabled; exit 0; fi
if [ -e "$r/var/lib/cloud/instance/boot-finished" ]; then echo finished; else echo booting; fi
echo '=== status'
if [ -r "$r/run/cloud-init/status.json" ]; then head -c ${MOST_BYTES} "$r/run/cloud-init/status.json"; fi
echo
echo '=== result'
if [ -r "$r/run/cloud-init/result.json" ]; then head -c ${MOST_BYTES} "$r/run/cloud-init/result.json"; fi
`;
/** Last lines of what the boot printed; only root and its group may read them on most images. */
const CLOUD_INIT_OUTPUT = `
log=\${MIST_ACTION_ROOT:-}/var/log/cloud-init-output.log
tail -n 30 "$log" 2>/dev/null || sudo -n tail -n 30 "$log" 2>/dev/null
`;
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The object under `v1` of a file of cloud-init's; null for a missing, cut or broken file. */
function v1Of(text) {
    try {
        const file = JSON.parse(text);
        return isFields(file) && isFields(file.v1) ? file.v1 : null;
    }
    catch {
        return null;
    }
}
function textsOf(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
const MOST_WARNINGS = 3;
const LONGEST_LINE = 200;
/**
 * The first line that says something, without control characters. A longer one is not shown at all: half of a secret would
 * pass the log, which looks for whole ones.
 */
function shortLine(text) {
    const line = text
        .split(/[\r\n]+/)
        .map((part) => part.replace(/\p{C}+/gu, ' ').trim())
        .find((part) => part !== '');
    if (line === undefined)
        return '';
    return line.length > LONGEST_LINE ? '(a long line)' : line;
}
/** Recoverable errors of all stages, by kind (`WARNING: …`); deprecations are no trouble of this boot. */
function warningsOf(status) {
    const found = Object.values(status ?? {}).flatMap((stage) => {
        const kinds = isFields(stage) && isFields(stage.recoverable_errors) ? stage.recoverable_errors : {};
        return Object.entries(kinds).flatMap(([kind, texts]) => kind === 'DEPRECATED' ? [] : textsOf(texts).map((text) => shortLine(`${kind}: ${text}`)));
    });
    const all = [...new Set(found)];
    const more = all.length - MOST_WARNINGS;
    return more > 0 ? [...all.slice(0, MOST_WARNINGS), `and ${more} more`] : all;
}
function waitingAt(status) {
    const stage = typeof status?.stage === 'string' ? ` (${shortLine(status.stage)})` : '';
    const broken = Object.values(status ?? {}).flatMap((one) => (isFields(one) ? textsOf(one.errors) : []));
    const errors = broken.length === 0 ? '' : `; ${broken.length} of its steps failed so far`;
    return `cloud-init is at work${stage}${errors}`;
}
/** Some images answer a login of the wrong user with a sentence, and run nothing. */
function unreadable(printed) {
    const said = shortLine(printed);
    return `its state of cloud-init is not readable${said === '' ? '' : `; it says: ${said}`}`;
}
/** Reads what `CLOUD_INIT_LOOK` printed. */
function readCloudInitLook(stdout) {
    const [head = '', after = ''] = stdout.split('\n=== status\n');
    const [status = '', result = ''] = after.split('\n=== result\n');
    const word = head.trim();
    if (word === 'absent')
        return { is: 'failed', seen: 'it has no cloud-init; use `wait: ssh` or a command' };
    if (word === 'disabled')
        return { is: 'failed', seen: 'cloud-init is disabled on it; use `wait: ssh` or a command' };
    if (head === stdout || (word !== 'finished' && word !== 'booting'))
        return { is: 'waiting', seen: unreadable(head) };
    const progress = v1Of(status);
    if (result.trim() === '') {
        return {
            is: 'waiting',
            seen: word === 'booting' ? waitingAt(progress) : 'cloud-init is about to write its result',
        };
    }
    const end = v1Of(result);
    if (end === null)
        return { is: 'waiting', seen: 'the result of cloud-init is not readable' };
    const errors = textsOf(end.errors);
    if (errors.length > 0) {
        const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
        return { is: 'failed', seen: `cloud-init failed: ${shortLine(errors[0] ?? '')}${more}` };
    }
    // The result is written after everything else, so a mark that is not there by then never comes.
    if (word === 'booting') {
        return { is: 'failed', seen: 'cloud-init ended without `boot-finished`: its final message is switched off' };
    }
    return { is: 'done', warnings: warningsOf(progress) };
}

;// CONCATENATED MODULE: ./lib/src/engine/wait-levels.js
// One attempt per wait level: what is asked of a machine that its provider calls running, and what is shown when it fails.




const PROBE_TIMEOUT_MS = 10_000;
/** A login, and some small files. */
const LOOK_TIMEOUT_MS = 20_000;
/** A command that hangs must not use up the whole wait: a machine that reboots never answers it. */
const COMMAND_TIMEOUT_MS = 60_000;
/** In words, for `not <this> after 90 s`. */
function wantedBy(wait) {
    switch (wait.level) {
        case 'cloud-init':
            return 'through with cloud-init';
        case 'http':
            return `answering HTTP on port ${wait.http.port}`;
        case 'command':
            return 'ready by its command';
        case 'ssh':
            return wait.from === 'mist' ? 'reachable by ssh from the Mist server' : 'reachable by ssh';
        default:
            return `reachable by ${wait.level}`;
    }
}
/** Levels whose attempts cost the machine or the server more than a packet are repeated less often, up to every 5 s. */
function pauseAfter(wait, waitedMs) {
    const cheap = wait.level === 'tcp' || wait.level === 'http' || (wait.level === 'ssh' && wait.from === undefined);
    return cheap ? 1_000 : Math.min(5_000, Math.max(1_000, waitedMs * 0.15));
}
function refused(seen) {
    return { ok: false, final: true, seen };
}
function timeLeft(world, input, most) {
    return Math.min(most, Math.max(1, input.deadline - world.clock.elapsed()));
}
/** One attempt by the row's level; never `running`, which is not probed. */
async function attempt(world, contact, machine) {
    const { input } = contact;
    const { wait } = input.desired;
    if (wait.level === 'ssh' && wait.from === 'mist')
        return fromMist(world, input, machine);
    const host = (0,machine_address/* machineAddress */.I)(machine);
    if (host === null)
        return { ok: false, final: false, seen: 'no address' };
    const timeout = timeLeft(world, input, PROBE_TIMEOUT_MS);
    if (wait.level === 'http')
        return world.prober.http({ ...wait.http, host }, timeout, world.signal);
    if (wait.level === 'tcp')
        return world.prober.tcp(host, portOf(input, machine), timeout, world.signal);
    const target = targetOf(contact, machine, host);
    return 'ok' in target ? target : login(world, contact, target);
}
/** The port of the row's SSH server: as written, else as Mist reports it. */
function portOf(input, machine) {
    return input.desired.port ?? machine.sshPort ?? 22;
}
function targetOf(contact, machine, host) {
    const { input, hostKey } = contact;
    if (input.key === null)
        return refused('it has no key to log in with; give the row a `key:`, or `wait: tcp`');
    if (hostKey === null)
        return refused('its host key is not known; set `trust-on-first-use: true` to pin the one that answers');
    const { user, key, via } = input;
    const login = { host, port: portOf(input, machine), user, privateKey: key.privateKey, hostKey };
    return via === undefined ? login : { ...login, via };
}
async function login(world, contact, target) {
    const { input } = contact;
    const { wait } = input.desired;
    const timeout = timeLeft(world, input, PROBE_TIMEOUT_MS);
    if (input.exchange !== null && contact.exchanged === null) {
        const first = await input.exchange.prepare(target, timeout);
        if (!first.ok)
            return first;
        input.report('running; exchanging its host key');
        const done = await input.exchange.complete(target);
        if (!done.ok)
            return done;
        contact.exchanged = done.hostKeys;
        const sha256 = contact.exchanged.map(host_key/* hostKeySha256 */.jh);
        contact.hostKey = { sha256 };
        if (wait.level === 'ssh')
            return first;
        return login(world, contact, { ...target, hostKey: contact.hostKey });
    }
    if (wait.level === 'cloud-init')
        return cloudInit(world, contact, target);
    if (wait.level === 'command')
        return command(world, contact, target, wait.command);
    return world.prober.ssh(target, timeout, world.signal);
}
/** Runs a script; the host key that was presented is from then on the only one. */
async function runOn(world, contact, target, command) {
    const result = await world.shell.run(target, command, world.signal);
    if (!result.ran)
        return { ok: false, final: result.final, seen: result.seen };
    if (contact.exchanged === null)
        contact.hostKey = { key: result.hostKey };
    return result;
}
async function cloudInit(world, contact, target) {
    const { input } = contact;
    const timeoutMs = timeLeft(world, input, LOOK_TIMEOUT_MS);
    const result = await runOn(world, contact, target, { script: CLOUD_INIT_LOOK, timeoutMs });
    if ('ok' in result)
        return result;
    const look = readCloudInitLook(result.stdout);
    if (look.is !== 'done')
        return { ok: false, final: look.is === 'failed', seen: look.seen };
    for (const warning of look.warnings)
        world.log.warning(`${input.desired.address}: cloud-init says ${warning}`);
    return { ok: true, hostKey: result.hostKey };
}
async function command(world, contact, target, script) {
    const last = new LastLine();
    const timeoutMs = timeLeft(world, contact.input, COMMAND_TIMEOUT_MS);
    const onOutput = ({ text }) => last.add(text);
    const result = await runOn(world, contact, target, { script, timeoutMs, onOutput });
    if ('ok' in result)
        return result;
    const { exitCode, signal, hostKey } = result;
    if (exitCode === 0)
        return { ok: true, hostKey };
    const how = exitCode === null ? `the command was ended by SIG${signal}` : `the command ended with ${exitCode}`;
    const said = last.line === '' ? '' : `: ${last.line}`;
    return { ok: false, final: false, seen: `${how}${said}` };
}
/** What is kept of a line that has not ended; far more than is ever shown. */
const LONGEST_REST = 10_000;
/** The last line with text in it of a stream of chunks, whatever its length. */
class LastLine {
    #rest = '';
    #line = '';
    add(text) {
        const lines = `${this.#rest}${text}`.split(/[\r\n]+/);
        this.#rest = (lines.pop() ?? '').slice(-LONGEST_REST);
        const full = lines.map(shortLine).findLast((line) => line !== '');
        if (full !== undefined)
            this.#line = full;
    }
    get line() {
        return shortLine(this.#rest) || this.#line;
    }
}
/** The Mist server has limits of its own; this wait's may be shorter. */
async function fromMist(world, input, machine) {
    const answer = await (0,deadline/* beforeDeadline */.O)(world, input.deadline, world.reader.probe(machine.id));
    return answer === deadline/* LATE */.X ? { ok: false, final: false, seen: 'the probe of the Mist server has not ended' } : answer;
}
const OUTPUT_TIMEOUT_MS = 10_000;
/** Near the limit of what a shell keeps, the end of it may be half a line. */
const MOST_OUTPUT = 60_000;
/**
 * What the machine printed while it booted, where a login shows it; never throws but for cancellation. The API of Mist
 * gives no text of consoles, only links to screens.
 */
async function showBootOutput(world, contact, machine) {
    const { input } = contact;
    const host = machine === null ? null : (0,machine_address/* machineAddress */.I)(machine);
    const { level } = input.desired.wait;
    if (machine === null || host === null || !SHOWS_OUTPUT.includes(level))
        return;
    const target = targetOf(contact, machine, host);
    // A first contact is made for what the row waits for, never to explain.
    if ('ok' in target || target.hostKey === 'first')
        return;
    const result = await runOn(world, contact, target, { script: CLOUD_INIT_OUTPUT, timeoutMs: OUTPUT_TIMEOUT_MS });
    const text = 'ok' in result ? '' : result.stdout.trimEnd();
    if (text === '' || text.length > MOST_OUTPUT)
        return;
    world.log.section(`${input.desired.address}: the last lines of /var/log/cloud-init-output.log`, text);
}
/** Where a login has worked or may work although the wait has failed. */
const SHOWS_OUTPUT = ['cloud-init', 'command', 'http'];

;// CONCATENATED MODULE: ./lib/src/engine/ready.js






/** While a machine is being asked, its row is looked at this often: a reboot may give it another address. */
const LOOK_AGAIN_MS = 15_000;
/** The same for one that was not listed as running, and so is not asked. */
const LOOK_SOON_MS = 3_000;
/** How long a new list may take before the last word of a machine is believed. */
const NEWEST_MS = 10_000;
/** The server's worker sets the lease 10 to 40 s after the create (seen on a live server). */
const LEASE_PATIENCE_MS = 90_000;
/** A handed-over address is from a list not older than this. */
const FRESH_ENOUGH_MS = 10_000;
/** An attempt with less time than this is cut short by the end of the wait, and says less than the one before it. */
const CUT_SHORT_MS = 1_000;
const DEAD = ['terminated', 'error', 'failed'];
/** Waits for all that the row asks for; the lease and the login are waited for at the same time. */
async function waitUntilReady(world, input) {
    const bounded = withOwnLimit(input, world.clock.elapsed());
    const contact = { input: bounded, hostKey: input.hostKey, exchanged: null };
    let machine = await firstRunning(world, bounded);
    const lease = proveLease(world, bounded, machine);
    for (;;) {
        const [reached] = await Promise.all([reach(world, contact, machine), lease]);
        machine = await fresh(world, bounded, reached);
        // What is handed over must be what was reached: a new address may belong to anybody.
        if (reached.host === null || reached.host === (0,machine_address/* machineAddress */.I)(machine)) {
            return { machine, hostKeys: knownBy(contact, reached.hostKey), port: portOf(bounded, machine) };
        }
        // Whoever answered at the old address has proved nothing about the new one; only an exchange has.
        if (contact.exchanged === null)
            contact.hostKey = input.hostKey;
    }
}
/** The row's own limit counts from here; the step's ends it all the same. */
function withOwnLimit(input, now) {
    const { timeoutMs, timeoutText } = input.desired.wait;
    if (timeoutMs === null || now + timeoutMs > input.deadline)
        return input;
    return { ...input, deadline: now + timeoutMs, limitText: `within ${timeoutText ?? (0,duration/* formatSeconds */.Xo)(timeoutMs)}` };
}
/** Where nobody logs in, the injected key stays and is the one to expect. */
function knownBy({ input: { hostKey }, exchanged }, seen) {
    if (exchanged !== null)
        return exchanged;
    if (seen !== null)
        return [seen];
    return hostKey !== null && typeof hostKey === 'object' && 'key' in hostKey ? [hostKey.key] : [];
}
function row(listing, input) {
    return listing.machines.find((machine) => machine.id === input.machine.id);
}
/** A state from which no machine comes back by itself ends the wait at once. */
function refuseDead(input, machine) {
    if (!DEAD.includes(machine.state))
        return;
    throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${input.desired.address}: its provider reports it as ${machine.state}.`);
}
function firstRunning({ clock, prober }, input) {
    const { created, changed, watch, desired } = input;
    // What a probe needs is loaded while the machine comes up.
    if ((0,model_wait/* logsIn */.X)(desired.wait))
        prober.prepare?.();
    const now = clock.elapsed();
    if (created === null)
        return untilRunning(input, { pace: 'now', after: changed ? now : now - FRESH_ENOUGH_MS });
    return untilRunning(input, { pace: { created }, after: created }).then((machine) => {
        watch.cameUp(created);
        return machine;
    });
}
function untilRunning(input, when) {
    let seen = 'not listed';
    return input.watch.until({
        address: input.desired.address,
        wanted: 'running with an address',
        deadline: input.deadline,
        limit: input.limitText,
        lastSeen: () => seen,
        ...when,
        look: (listing) => {
            const machine = row(listing, input);
            seen = machine ? `${machine.state}${(0,machine_address/* machineAddress */.I)(machine) === null ? ', no address' : ''}` : 'not listed';
            input.report(seen);
            if (!machine)
                return undefined;
            refuseDead(input, machine);
            return machine.state === 'running' && (0,machine_address/* machineAddress */.I)(machine) !== null ? machine : undefined;
        },
    });
}
/** The lease as the server keeps it, repaired once where the worker swallowed it (H14); throws when it cannot be had. */
async function proveLease(world, input, running) {
    const { leaseAt, watch, desired } = input;
    if (leaseAt === null)
        return;
    const deadline = Math.min(input.deadline, world.clock.elapsed() + LEASE_PATIENCE_MS);
    try {
        await watch.until({
            address: desired.address,
            wanted: 'leased',
            deadline,
            lastSeen: () => 'running without the lease that was asked for',
            look: (listing) => ((0,engine_lease/* leaseFits */.xc)(row(listing, input)?.lease ?? null, leaseAt) ? true : undefined),
        });
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        world.log.warning(`${desired.address}: the server has not set its lease; setting it again.`);
        await (0,engine_lease/* editLease */.dY)(world, running, leaseAt, input.deadline);
    }
}
/** The wait level of the row; answers the host key that was seen and checked. */
async function reach(world, contact, running) {
    const { input } = contact;
    const { wait, address } = input.desired;
    const since = world.clock.elapsed();
    if (wait.level === 'running')
        return { hostKey: null, host: null, since: since - FRESH_ENOUGH_MS };
    let seen = null;
    for (;;) {
        const machine = current(world, input, running);
        const began = world.clock.elapsed();
        const host = asked(wait, machine);
        const result = await look(world, contact, machine).catch((error) => unlessMoved(world, input, host, error));
        if (result.ok)
            return { hostKey: result.hostKey, host, since: began };
        if (result.final && (await hasMoved(world, input, host)))
            continue;
        if (seen === null || input.deadline - began >= CUT_SHORT_MS)
            seen = result.seen;
        input.report(`running; ${seen}`);
        const waited = world.clock.elapsed() - since;
        const pause = pauseAfter(wait, waited);
        const late = world.clock.elapsed() + pause >= input.deadline;
        if (result.final || late)
            await showBootOutput(world, contact, machine);
        if (result.final)
            throw new errors/* ActionError */.lZ('not-reachable', 'remote', `${address}: ${result.seen}`);
        if (late)
            throw new errors/* WaitTimeoutError */.Do(address, wantedBy(wait), seen, input.limitText);
        await world.clock.sleep(pause, world.signal);
    }
}
function asked(wait, machine) {
    const elsewhere = machine === null || (wait.level === 'ssh' && wait.from === 'mist');
    return elsewhere ? null : (0,machine_address/* machineAddress */.I)(machine);
}
/** An exchange that failed is the last word as well, and the same holds of it. */
async function unlessMoved(world, input, host, error) {
    const given = error instanceof errors/* ActionError */.lZ && error.code === 'host-key-exchange';
    if (given && (await hasMoved(world, input, host)))
        return { ok: false, final: false, seen: 'its address changes' };
    throw error;
}
/** True where the newest list has another address: then it was somebody else who gave the last word. */
async function hasMoved(world, input, host) {
    const { watch, desired } = input;
    if (host === null)
        return false;
    const since = world.clock.elapsed();
    const deadline = Math.min(input.deadline, since + NEWEST_MS);
    try {
        return await watch.until({
            address: desired.address,
            wanted: 'listed',
            deadline,
            lastSeen: () => 'not listed',
            look: (listing) => {
                if (watch.latestAt < since)
                    return undefined;
                const now = row(listing, input);
                return now === undefined || (0,machine_address/* machineAddress */.I)(now) !== host;
            },
        });
    }
    catch (error) {
        // A list that does not come changes nothing about the answer.
        if (error instanceof errors/* WaitTimeoutError */.Do)
            return false;
        throw error;
    }
}
/** Only a machine that is listed as running is asked: the address of one that is not may be somebody else's by now. */
async function look(world, contact, machine) {
    if (machine === null)
        return { ok: false, final: false, seen: 'not listed' };
    refuseDead(contact.input, machine);
    if (machine.state !== 'running')
        return { ok: false, final: false, seen: machine.state };
    return attempt(world, contact, machine);
}
/** The row as the newest list has it. One that is old is asked for again, for the next attempt: addresses change. */
function current(world, input, running) {
    const { watch, deadline, desired } = input;
    const machine = watch.latest === null ? running : (row(watch.latest, input) ?? null);
    const patience = machine?.state === 'running' ? LOOK_AGAIN_MS : LOOK_SOON_MS;
    if (world.clock.elapsed() - watch.latestAt > patience && !watch.isAsking) {
        const again = { address: desired.address, wanted: 'listed', deadline, lastSeen: () => 'not listed' };
        // Whether it comes is told by the list that is handed over.
        watch.until({ ...again, look: () => true }).catch(() => undefined);
    }
    return machine;
}
/** What is handed over comes from a list that is seconds old (invariant I4), and newer than what no address stands for. */
async function fresh(world, input, reached) {
    const { watch } = input;
    const oldest = reached.host === null ? reached.since : world.clock.elapsed() - FRESH_ENOUGH_MS;
    const known = watch.latest && watch.latestAt >= oldest ? row(watch.latest, input) : undefined;
    if (known && known.state === 'running' && (0,machine_address/* machineAddress */.I)(known) !== null)
        return known;
    return untilRunning(input, { pace: 'now', after: world.clock.elapsed() });
}

// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var sweep = __webpack_require__(6229);
;// CONCATENATED MODULE: ./lib/src/engine/remove-old.js



/** Destroys `observed`; throws ActionError `not-gone` when it is not proved gone in time. */
async function removeOld(world, input, address, observed) {
    const { scope, deadline, parallelism, clouds } = input;
    const name = clouds.find((cloud) => cloud.id === observed.cloudId)?.name ?? observed.cloudId;
    const { leaks } = await (0,sweep/* sweepCloud */.E)(world, {
        cloud: { id: observed.cloudId, name },
        select: (machine) => (machine.id === observed.id && (0,ownership/* proveMachine */.WJ)(scope, machine).owned ? 'destroy' : 'leave'),
        expected: [observed],
        pending: [],
        deadline,
        parallelism,
    });
    const leak = leaks[0];
    if (leak)
        throw new errors/* ActionError */.lZ('not-gone', 'remote', `${address}: the old machine is not proved gone (${leak.why}), so no new one was created.`);
}

;// CONCATENATED MODULE: ./lib/src/engine/run-output.js
// What a script on a machine prints, kept until it can be shown in one piece: bounded, in whole lines.
/** Beginning and end of a long output are kept, each up to this many characters. */
const KEPT_EACH = 256 * 1024;
/** A longer line is left out whole: a part of it could be the part of a secret that nothing recognises any more. */
const run_output_LONGEST_LINE = 16 * 1024;
/** How much of the end an error message quotes. */
const QUOTED_LINES = 3;
const QUOTED_CHARACTERS = 400;
/** Collects chunks of two streams into lines, in the order in which their lines end. */
class RunOutput {
    #open = { stdout: '', stderr: '' };
    /** Characters of an open line that is too long to be kept. */
    #dropped = { stdout: 0, stderr: 0 };
    #head = [];
    #tail = [];
    #headSize = 0;
    #tailSize = 0;
    #left = 0;
    add(stream, text) {
        const lines = text.split('\n');
        lines.forEach((part, index) => {
            this.#grow(stream, part);
            if (index < lines.length - 1)
                this.#end(stream);
        });
    }
    /** The last whole line that is not blank, or null. */
    get last() {
        return this.#latest(1)[0] ?? null;
    }
    /** Everything that was kept, open lines included. */
    text() {
        this.#endAll();
        const gap = this.#left === 0 ? [] : [`[${this.#left} lines left out]`];
        return [...this.#head, ...gap, ...this.#tail].join('\n');
    }
    /** The last lines as one, for an error: whole lines only, null when there are none that are short enough. */
    quote() {
        this.#endAll();
        const lines = this.#latest(QUOTED_LINES).filter((line) => line.length <= QUOTED_CHARACTERS);
        while (lines.join(' | ').length > QUOTED_CHARACTERS)
            lines.shift();
        return lines.length === 0 ? null : lines.join(' | ');
    }
    #latest(count) {
        const lines = this.#tail.length >= count ? this.#tail : [...this.#head, ...this.#tail];
        return lines.filter((line) => line.trim() !== '').slice(-count);
    }
    #endAll() {
        for (const stream of ['stdout', 'stderr']) {
            if (this.#open[stream] !== '' || this.#dropped[stream] > 0)
                this.#end(stream);
        }
    }
    #grow(stream, part) {
        const length = this.#open[stream].length + part.length;
        if (this.#dropped[stream] === 0 && length <= run_output_LONGEST_LINE)
            this.#open[stream] += part;
        else {
            this.#dropped[stream] += length;
            this.#open[stream] = '';
        }
    }
    #end(stream) {
        const dropped = this.#dropped[stream];
        this.#keep(dropped > 0 ? `[a line of ${dropped} characters left out]` : this.#open[stream].replace(/\r$/, ''));
        this.#open[stream] = '';
        this.#dropped[stream] = 0;
    }
    #keep(line) {
        if (this.#tail.length === 0 && this.#headSize + line.length < KEPT_EACH) {
            this.#head.push(line);
            this.#headSize += line.length + 1;
            return;
        }
        this.#tail.push(line);
        this.#tailSize += line.length + 1;
        while (this.#tailSize > KEPT_EACH) {
            this.#tailSize -= (this.#tail.shift()?.length ?? 0) + 1;
            this.#left += 1;
        }
    }
}

// EXTERNAL MODULE: ./lib/src/model/content-hash.js
var content_hash = __webpack_require__(8586);
;// CONCATENATED MODULE: ./lib/src/engine/setup-script.js
// The text that a machine's shell is fed for `run`: the environment, said explicitly, and the user's own script.

/** One word of a POSIX shell, whatever it holds. */
function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
/** The words of a `#!` line as a kernel reads them: the interpreter, and all the rest as one argument. */
function interpreterOf(script) {
    const words = /^#![ \t]*(\S+)[ \t]*([^\n]*)/.exec(script);
    if (words === null)
        return null;
    const [, program = '', rest = ''] = words;
    const argument = rest.trim();
    return argument === '' ? [program] : [program, argument];
}
/**
 * A script for `sh` that sets `env` and runs `script` in the login directory. Without a `#!` line its first command that
 * fails ends it; with one, it is written to a private file that its interpreter is given and that is removed again, also
 * when a signal ends it (a cancelled job, the end of `run-timeout`).
 */
function setupScript(script, env) {
    const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
    const interpreter = interpreterOf(script);
    if (interpreter === null)
        return `${exports.join('')}set -e\n${script}\n`;
    // No script holds its own hash.
    const end = `MIST_END_${(0,content_hash/* contentHash */.A)(script, 32)}`;
    return [
        ...exports,
        'umask 077\nmist_file=\n',
        `trap 'rm -f "$mist_file"' EXIT\n`,
        // A shell that a signal ends does not run the line above: `exit` does. 143 is 128 and SIGTERM.
        `trap 'exit 143' HUP INT TERM\n`,
        // In the home directory: others can write to /tmp.
        'mist_file=$(mktemp "$HOME/.mist-run.XXXXXX") || exit 125\n',
        `cat >"$mist_file" <<'${end}' || exit 125\n`,
        script.endsWith('\n') ? script : `${script}\n`,
        `${end}\n`,
        `${interpreter.map(quoted).join(' ')} "$mist_file"\n`,
    ].join('');
}

;// CONCATENATED MODULE: ./lib/src/engine/setup.js







/** Lines of progress show this much of what the script printed last. */
const SHOWN = 120;
/**
 * Runs the script and shows what it printed as a section of its own, whatever comes of it. Answers the tags that remember
 * it. Throws ActionError `run-failed` unless it ends with exit code 0 in time; nothing is run twice.
 */
async function runSetup(world, input) {
    const { desired, run, deadline, report } = input;
    const { target } = input;
    if (target === undefined)
        throw new errors/* BugError */.f9(`${desired.address} was to be set up, but nobody has logged into it.`);
    const output = new RunOutput();
    const since = world.clock.elapsed();
    const timeoutMs = Math.max(1, Math.min(run.timeoutMs ?? Number.POSITIVE_INFINITY, deadline - since));
    let ending = 'interrupted';
    report('running its setup');
    world.log.info(`${desired.address} is ready; running its setup`);
    try {
        const result = await world.shell.run(target, {
            script: setupScript(run.script, environmentOf(input)),
            timeoutMs,
            onOutput: ({ stream, text }) => {
                output.add(stream, text);
                // A line that is cut could hide a secret from the log, which looks for whole ones.
                const last = output.last;
                report(`running its setup${last === null || last.length > SHOWN ? '' : `: ${last}`}`);
            },
        }, world.signal);
        ending = endingOf(result, world.clock.elapsed() - since >= timeoutMs ? limitOf(input, since) : null);
        if (result.ran && result.exitCode === 0)
            return { [identity/* TAGS */.gp.run]: (0,digest/* runDigest */.sA)(desired) ?? '' };
        throw failed(desired, ending, output.quote());
    }
    finally {
        const took = (0,duration/* formatDuration */.a3)(world.clock.elapsed() - since);
        world.log.section(`${desired.address}: run, ${ending}, ${took}`, output.text());
    }
}
function limitOf({ run, deadline, limitText }, since) {
    const { timeoutMs, timeoutText } = run;
    if (timeoutMs === null || since + timeoutMs > deadline)
        return limitText;
    return `within ${timeoutText ?? (0,duration/* formatSeconds */.Xo)(timeoutMs)}`;
}
/** What the script finds in its environment: facts of its machine, and what the row says. */
function environmentOf({ desired, run, scope, backend, machine }) {
    const own = Object.entries(run.env).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.reveal(),
    ]);
    return {
        MIST_NAME: desired.name,
        MIST_ROW: desired.row,
        MIST_SCOPE: scope.name,
        MIST_ID: machine.id,
        MIST_BACKEND: backend,
        MIST_IP: (0,machine_address/* machineAddress */.I)(machine) ?? '',
        MIST_PRIVATE_IP: machine.privateIps[0] ?? '',
        ...Object.fromEntries(own),
    };
}
/** `exit code 3`, `ended by SIGKILL`, …: how it ended, in words. `limit` is what was reached, in words, if any was. */
function endingOf(result, limit) {
    if (!result.ran) {
        return limit === null ? `the connection was lost: ${result.seen}` : `not over ${limit}`;
    }
    if (result.exitCode !== null)
        return `exit code ${result.exitCode}`;
    return `ended by ${result.signal === null ? 'an unknown signal' : `SIG${result.signal.replace(/^SIG/, '')}`}`;
}
function failed({ address }, ending, quote) {
    const said = quote === null ? '' : `; it said last: ${quote}`;
    return new errors/* ActionError */.lZ('run-failed', 'remote', `${address}: its \`run\` failed, ${ending}${said}`, {
        hint: 'All that it printed is in its own group of the log.',
    });
}

// EXTERNAL MODULE: ./lib/src/plan/mirrors.js
var mirrors = __webpack_require__(5436);
;// CONCATENATED MODULE: ./lib/src/engine/twins.js



/** Of `listed`, the machines of ours that have the name of one that was kept and are another one, each once. */
function twinsOf(kept, listed, scope, clouds) {
    const keepers = kept.flatMap((one) => one.observed ?? []);
    const ids = new Set(keepers.map(({ id }) => id));
    const names = new Set(kept.filter((one) => one.observed !== null).map((one) => one.mistName));
    const others = listed.filter((machine) => names.has(machine.name) &&
        !ids.has(machine.id) &&
        !(0,observed/* isGone */.S)(machine) &&
        (0,ownership/* proveMachine */.WJ)(scope, machine).owned &&
        !keepers.some((one) => (0,mirrors/* isSameMachine */.sP)(one, machine, clouds)));
    return (0,mirrors/* seenOnce */.BJ)(others, clouds, null).once;
}

;// CONCATENATED MODULE: ./lib/src/engine/bring-up.js





















/** The watches, dry runs and places in the queue that all rows of one apply share. */
class BringUp {
    #world;
    #input;
    #dryRuns;
    #watches = new Map();
    #limit;
    #jumps;
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#dryRuns = new DryRuns(world);
        this.#limit = (0,limit/* limitTo */.$)(input.parallelism);
        this.#jumps = new Jumps(world, input.keys);
    }
    /** Machines of ours beside the ones that were kept: one request can make two on this server (H18). */
    twins(kept) {
        const listed = [...this.#watches.values()].flatMap((watch) => watch.latest?.machines ?? []);
        return twinsOf(kept, listed, this.#input.scope, this.#input.clouds);
    }
    /** Does what the plan says for one row, whose `needs` are ready; throws when it cannot be brought to ready. */
    async apply(row, needs = []) {
        switch (row.action) {
            case 'create':
                return this.#create(row, needs, 'created');
            case 'replace': {
                fillAddresses(row.desired, needs);
                // What would keep the new one from being made is found before the old one goes.
                if (row.desired.keyName !== null)
                    await this.#input.keys.get(row.desired.keyName);
                if (row.observed !== null)
                    await this.#removeOld(row, row.observed);
                return this.#create(row, needs, 'replaced');
            }
            default:
                return this.#keep(row, needs);
        }
    }
    async #create(row, needs, word) {
        const { desired, placement } = row;
        if (placement === null || desired.keyName === null)
            throw new errors/* BugError */.f9(`${row.address} was planned without a place or a key.`);
        const texts = fillAddresses(desired, needs);
        const { scope, keys, userData, deadline, progress } = this.#input;
        progress.set(row.address, 'waiting for its key');
        const { provider } = placement.cloud;
        const [key, hostKey] = await Promise.all([keys.get(desired.keyName), bootKeyFor(this.#world, provider)]);
        const sha = hostKey ? (0,host_key/* hostKeySha256 */.jh)(hostKey.publicKey) : null;
        const cloudInit = userData({
            provider: (0,providers/* providerOf */.lc)(provider),
            hostKey,
            cloudInit: texts.cloudInit,
        });
        const input = {
            scope,
            desired,
            placement,
            key,
            cloudInit,
            hostKeySha256: sha,
            keySha256: (0,host_key/* hostKeySha256 */.jh)(key.publicKey),
        };
        // The digest in the tags is of the row as written, so that an address that changes is no new spec.
        const request = { ...createRequest(this.#world, input), passThrough: texts.passThrough };
        const watch = this.#watch(placement.cloud.id);
        const { machine, entry, created, own } = await this.#limit(async () => {
            progress.set(row.address, 'dry run');
            await this.#dryRuns.check(desired, request);
            progress.set(row.address, 'being created');
            return createMachine(this.#world, input, request, watch, deadline);
        });
        const { leaseAt } = request;
        const exchange = hostKey && exchangeOf(this.#world, hostKey, this.#exchangeContext(row, machine, request.tags));
        const expected = hostKey ? { key: hostKey.publicKey } : 'first';
        const stops = desired.power === 'stopped';
        let ready = await this.#ready(stops ? onlyRunning(row) : row, {
            machine,
            key,
            hostKey: expected,
            exchange,
            leaseAt,
            created,
            changed: false,
            watch,
        });
        if (expected === 'first')
            await this.#pin(row, ready);
        const lasting = withoutBootKey(request.tags);
        if (scope.named || desired.literal) {
            await keepTags(this.#world, this.#tagging(row, ready.machine, lasting));
            await untilOwnCame(this.#world, scope, own, ready.machine, watch, deadline);
        }
        if (stops)
            ready = stoppedReady(desired, await this.#power(row, ready.machine, 'stopped'));
        else if (texts.run !== undefined)
            await this.#setUp(row, ready, texts.run);
        if (entry)
            this.#world.journal.settle(entry, { result: 'accepted', jobId: entry.jobId, id: ready.machine.id });
        this.#world.log.info(`${row.address} has been ${word}: ${ready.machine.id}`);
        return this.result(row, ready, word, null);
    }
    #exchangeContext(row, machine, tags) {
        const { scope, trustOnFirstUse } = this.#input;
        const durable = scope.named || row.desired.literal;
        return { address: row.address, tagging: this.#tagging(row, machine, tags), durable, mayKeep: trustOnFirstUse };
    }
    /** A key pinned at first contact is remembered in the machine's tags for the next apply. */
    async #pin(row, ready) {
        const [seen] = ready.hostKeys;
        if (seen === undefined)
            return;
        const tags = { [identity/* TAGS */.gp.hostKey]: (0,host_key/* hostKeySha256 */.jh)(seen) };
        await setTags(this.#world, this.#tagging(row, ready.machine, tags));
    }
    async #ready(row, given) {
        const { progress, deadline, limitText } = this.#input;
        const report = (state) => progress.set(row.address, state);
        report(given.machine.state);
        const user = this.#user(row);
        const via = await this.#jumps.hopOf(row.desired);
        const ready = await waitUntilReady(this.#world, {
            ...given,
            desired: row.desired,
            user,
            via,
            deadline,
            limitText,
            report,
        });
        progress.done(row.address);
        this.#jumps.remember(row.desired.name, ready, user, given.key, via);
        return ready;
    }
    /** A machine that is there: changed in place where needed, then proved reachable again before it is handed over. */
    async #keep(row, needs) {
        const { observed, update, desired } = row;
        if (observed === null)
            throw new errors/* BugError */.f9(`${row.address} was planned to stay and is not there.`);
        const run = update?.run === true ? fillAddresses(desired, needs).run : undefined;
        const edited = update !== null && (update.tags !== null || update.lease !== null);
        const power = powerOf(row);
        const changed = edited || run !== undefined || update?.power != null;
        if (edited)
            await this.#limit(() => editMachine(this.#world, this.#input, row, this.#tagging(row, observed, {})));
        const key = desired.keyName === null ? null : await this.#input.keys.get(desired.keyName);
        if (key !== null)
            (0,key_chain/* refuseOtherKey */.m)(row.desired, observed, key);
        const powered = power === null ? observed : await this.#power(row, observed, power);
        const ready = power === 'stopped' ? stoppedReady(desired, powered) : await this.#enter(row, powered, key, changed);
        if (run !== undefined)
            await this.#setUp(row, ready, run);
        const word = row.action === 'adopt' ? 'adopted' : changed ? 'updated' : 'unchanged';
        if (word !== 'unchanged')
            this.#world.log.info(`${row.address} has been ${word}: ${row.reason}`);
        return this.result(row, ready, word, null);
    }
    /** A machine that is there and runs, proved to be the one that its tags remember. */
    async #enter(row, machine, key, changed) {
        const expected = await this.#expected(row, machine);
        const watch = this.#watch(machine.cloudId);
        const ready = await this.#ready(row, { machine, key, ...expected, leaseAt: null, created: null, changed, watch });
        if (expected.hostKey === 'first')
            await this.#pin(row, ready);
        return ready;
    }
    async #power(row, machine, wanted) {
        const { scope, progress, deadline } = this.#input;
        const report = (state) => progress.set(row.address, `${state}, to be ${wanted}`);
        const watch = this.#watch(machine.cloudId);
        const done = await setPower(this.#world, { scope, desired: row.desired, machine, wanted, watch, deadline, report });
        progress.done(row.address);
        return done;
    }
    /** The row's script, and a word of it in the tags once it has succeeded: an apply that was cut off runs it again. */
    async #setUp(row, { machine }, run) {
        const { scope, progress, deadline, limitText } = this.#input;
        const { desired } = row;
        const report = (state) => progress.set(row.address, state);
        const backend = row.backend ?? desired.backend;
        const target = this.#jumps.targetOf(desired.name);
        const done = await runSetup(this.#world, {
            desired,
            run,
            scope,
            backend,
            machine,
            target,
            deadline,
            limitText,
            report,
        });
        progress.done(row.address);
        if (scope.named || desired.literal)
            await setTags(this.#world, this.#tagging(row, machine, done));
    }
    /** What a machine that is there must present. Only what this scope made is changed. */
    #expected(row, observed) {
        const { scope, trustOnFirstUse, clouds } = this.#input;
        const { adopt, wait } = row.desired;
        return expectedHostKey(this.#world, observed, {
            ours: adopt === null && (0,ownership/* proveMachine */.WJ)(scope, observed).owned,
            provider: clouds.find((cloud) => cloud.id === observed.cloudId)?.provider ?? '',
            wait,
            trustOnFirstUse,
            context: this.#exchangeContext(row, observed, {}),
        });
    }
    #tagging(row, machine, tags) {
        const { deadline } = this.#input;
        return { address: row.address, machine, tags, watch: this.#watch(machine.cloudId), deadline };
    }
    #removeOld({ address }, observed) {
        this.#input.progress.set(address, 'being removed for its replacement');
        return removeOld(this.#world, this.#input, address, observed);
    }
    #watch(cloudId) {
        const known = this.#watches.get(cloudId);
        if (known)
            return known;
        const fresh = new CloudWatch(this.#world, cloudId, this.#input.listings.get(cloudId) ?? null, {
            deadline: this.#input.deadline,
            text: this.#input.limitText,
        });
        this.#watches.set(cloudId, fresh);
        return fresh;
    }
    #user({ desired, backend, placement }) {
        return (0,login_user/* loginUserOf */.I)(desired, backend, this.#input.clouds, placement?.image.name ?? null);
    }
    /** The row as it is handed to the job. */
    result(row, ready, outcome, why) {
        const { desired, backend } = row;
        const via = this.#jumps.handOver(desired);
        return {
            ...(via === undefined ? {} : { via }),
            name: desired.name,
            row: desired.row,
            observed: ready?.machine ?? null,
            mistName: desired.adopt === null ? desired.mistName : (row.observed?.name ?? desired.mistName),
            backend: backend ?? desired.backend,
            user: this.#user(row),
            port: ready?.port ?? desired.port ?? 22,
            keyName: desired.keyName,
            groups: desired.groups,
            outcome,
            why,
            hostKeys: ready?.hostKeys ?? [],
        };
    }
}

;// CONCATENATED MODULE: ./lib/src/engine/apply-machines.js




/** Runs every row to its end; never throws but for cancellation. */
class ApplyMachines {
    #world;
    #input;
    #bringUp;
    #results = new Map();
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#bringUp = new BringUp(world, input);
    }
    /** Results in spec order. */
    run() {
        return Promise.all(this.#rows().map((row) => this.#once(row)));
    }
    /** Second machines of one request, as far as the last lists showed them. */
    twins(kept) {
        return this.#bringUp.twins(kept);
    }
    #rows() {
        return this.#input.changes.filter((change) => change.desired !== null);
    }
    #once(row) {
        const known = this.#results.get(row.address);
        if (known)
            return known;
        const fresh = this.#after(row);
        this.#results.set(row.address, fresh);
        return fresh;
    }
    async #after(row) {
        const { missing, ready } = await this.#needsOf(row);
        if (missing)
            return this.#bringUp.result(row, null, 'skipped', `${missing} is not ready`);
        try {
            return await this.#bringUp.apply(row, ready);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            this.#input.progress.done(row.address);
            const why = (0,outcome/* reasonFor */.q)(row.address, (0,engine_world/* sentenceOf */.$)(error));
            this.#world.log.warning(`${row.address} has failed: ${why}`);
            return this.#bringUp.result(row, null, 'failed', why);
        }
    }
    /** `missing`: the first needed row of which fewer machines are ready than it asks for, null when all are met. */
    async #needsOf(row) {
        const wanted = new Set(row.desired.needs);
        const rows = this.#rows().filter((change) => wanted.has(change.address));
        const results = await Promise.all(rows.map((need) => this.#once(need)));
        const ready = results.filter((result) => isReady(result.outcome));
        const short = rows.find(({ desired }) => ready.filter((result) => result.row === desired.row).length < desired.minReady);
        return { missing: short ? `machine/${short.desired.row}` : null, ready };
    }
}
/** True for outcomes after which the job can use the machine. */
function isReady(outcome) {
    return (outcome === 'created' ||
        outcome === 'updated' ||
        outcome === 'replaced' ||
        outcome === 'adopted' ||
        outcome === 'unchanged');
}


/***/ }),

/***/ 5682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ refuseOtherKey),
/* harmony export */   t: () => (/* binding */ KeyChain)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_host_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9710);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4552);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
/* harmony import */ var _write_ahead_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4286);





/** By key, the hash that all machines using it bear in their tags; null where one is made, bears none, or another. */
function deployedKeys(machines) {
    const found = new Map();
    for (const { action, desired, observed } of machines) {
        const name = desired?.keyName ?? null;
        if (name === null)
            continue;
        const stays = action === 'no-op' || action === 'update';
        const hash = (stays ? observed?.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.key] : undefined) ?? null;
        found.set(name, found.has(name) && found.get(name) !== hash ? null : hash);
    }
    return found;
}
/** The blob of a public key line, without type and comment: what two equal keys have in common. */
function blob(publicKey) {
    return publicKey.trim().split(/\s+/)[1] ?? publicKey.trim();
}
/**
 * Adds what is missing and reads back what is there, once per name. Never adds over an existing name: on this server
 * that destroys the key (H24), so the list is read before and a race that it loses is an error.
 */
class KeyChain {
    #world;
    #spec;
    #observed;
    #desired;
    #headStart;
    #deployed;
    #ready = new Map();
    /** `machines`: what the apply does to machines; none yet while it only adds backends. */
    constructor(world, spec, given, machines) {
        this.#world = world;
        this.#spec = spec;
        this.#desired = new Map(given.desired.map((key) => [key.mistName, key]));
        this.#observed = new Map(given.observed.map((key) => [key.name, key]));
        this.#headStart = given.headStart;
        this.#deployed = deployedKeys(machines);
    }
    /** The name in Mist of a row of `keys`, or the name itself where it is none. */
    nameOf(row) {
        return [...this.#desired.values()].find((key) => key.row === row)?.mistName ?? row;
    }
    /** The key of that name in Mist; every call shares one answer. */
    get(mistName) {
        const known = this.#ready.get(mistName);
        if (known)
            return known;
        const fresh = this.#make(mistName);
        // Whoever needs the key awaits it; a rejection that nobody awaits yet is no crash.
        fresh.catch(() => undefined);
        this.#ready.set(mistName, fresh);
        return fresh;
    }
    async #make(mistName) {
        const desired = this.#desired.get(mistName);
        if (!desired)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('unknown-key', `key/${mistName}`, 'no such key is part of this apply.');
        const there = this.#observed.get(mistName);
        if (there)
            return this.#readBack(desired, there);
        const pair = await this.#pair(desired);
        return this.#add(desired, pair);
    }
    async #pair(desired) {
        const { keyMaker, log } = this.#world;
        if (desired.source === 'generated') {
            const pair = await this.#headStart.pair(desired.mistName);
            log.mask(pair.privateKey.reveal());
            return pair;
        }
        const privateKey = this.#uploaded(desired);
        if (!privateKey)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('unknown-key', desired.address, `there is no key \`${desired.mistName}\` in Mist.`);
        log.mask(privateKey.reveal());
        return { privateKey, publicKey: await keyMaker.publicOf(privateKey) };
    }
    #uploaded(desired) {
        const row = this.#spec.keys.find((key) => key.name === desired.row);
        return row?.state === 'uploaded' ? row.privateKey : null;
    }
    async #add(desired, pair) {
        const { journal, writer, log } = this.#world;
        const { address, mistName } = desired;
        const intent = { kind: 'add-key', address, name: mistName, cloudId: null, at: (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(this.#world) };
        try {
            const { value } = await (0,_write_ahead_js__WEBPACK_IMPORTED_MODULE_4__/* .writeAhead */ .x)(journal, intent, (onSent) => writer.addKey(mistName, pair.privateKey, onSent));
            log.info(`${address} has been created`);
            return { id: value.id, mistName, ...pair, outcome: 'created' };
        }
        catch (error) {
            return this.#afterLostReply(desired, pair, error);
        }
    }
    /** The answer was lost or refused: the key counts only if it is there and is, byte for byte, ours. */
    async #afterLostReply(desired, pair, error) {
        const { reader } = this.#world;
        const found = (await reader.keys()).filter((key) => key.name === desired.mistName);
        const only = found.length === 1 ? found[0] : undefined;
        if (!only || blob(await reader.publicKey(only.id)) !== blob(pair.publicKey))
            throw error;
        return { id: only.id, mistName: desired.mistName, ...pair, outcome: 'created' };
    }
    /** Reads the private half back and holds it against the public one that Mist keeps: a key that was overwritten fails. */
    async #readBack(desired, there) {
        const proved = await this.#opensAll(desired, there);
        if (proved !== null)
            return proved;
        const { reader, keyMaker } = this.#world;
        const [privateKey, publicKey] = await Promise.all([
            this.#headStart.privateKey(there.id),
            reader.publicKey(there.id),
        ]);
        const own = await this.#publicOf(desired, privateKey);
        if (blob(own) !== blob(publicKey)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('broken-key', desired.address, `the private half of key \`${there.name}\` in Mist does not fit its public half.`, {
                hint: 'It was overwritten on the server. Delete the key in Mist, or use another name; machines made with it cannot be opened.',
            });
        }
        const uploaded = this.#uploaded(desired);
        if (uploaded && blob(await keyMaker.publicOf(uploaded)) !== blob(publicKey)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('other-key', desired.address, `Mist has another key under the name \`${there.name}\`.`, {
                hint: 'Nothing was changed. Give the row another name, or delete the key in Mist.',
            });
        }
        return { id: there.id, mistName: there.name, publicKey: own, privateKey, outcome: 'unchanged' };
    }
    /**
     * The key without Mist's public half, where that decides nothing: this apply deploys it to no machine, and what is held
     * here is by its hash the very key that every machine was made with. Otherwise null.
     */
    async #opensAll(desired, there) {
        const deployed = this.#deployed.get(desired.mistName) ?? null;
        if (deployed === null)
            return null;
        const uploaded = this.#uploaded(desired);
        if (uploaded !== null)
            this.#world.log.mask(uploaded.reveal());
        const privateKey = uploaded ?? (await this.#headStart.privateKey(there.id));
        const publicKey = await this.#publicOf(desired, privateKey);
        if ((0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_1__/* .hostKeySha256 */ .jh)(publicKey) !== deployed)
            return null;
        return { id: there.id, mistName: there.name, publicKey, privateKey, outcome: 'unchanged' };
    }
    async #publicOf(desired, privateKey) {
        try {
            return await this.#world.keyMaker.publicOf(privateKey);
        }
        catch (error) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('broken-key', desired.address, `what Mist holds for key \`${desired.mistName}\` is no private key: ${(0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}.`);
        }
    }
}
/** A machine that another key opens would be asked in vain until the time is over. Tags that say nothing prove nothing. */
function refuseOtherKey(desired, observed, key) {
    const deployed = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.key];
    if (desired.adopt !== null || deployed === undefined || deployed === (0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_1__/* .hostKeySha256 */ .jh)(key.publicKey))
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('other-key', 'user', `${desired.address}: it was made with another key than \`${key.mistName}\` is now.`, {
        hint: 'Whoever has the old key can still log in. Destroy the machine, or the whole scope, and apply again.',
    });
}


/***/ }),

/***/ 6971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dY: () => (/* binding */ editLease),
/* harmony export */   wf: () => (/* binding */ cleanLease),
/* harmony export */   xc: () => (/* binding */ leaseFits)
/* harmony export */ });
/* unused harmony export LEASE_TOLERANCE_MS */
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
// Editing a lease by the rules that a live server taught (product rules 3 and 4, hazards H16, H32, H33).




/** A lease read back may differ by this much from what was sent: the server keeps whole seconds and its own clock. */
const LEASE_TOLERANCE_MS = 120_000;
/** An edit for less than this ahead may be in the past when the server's scheduler sees it. */
const SOONEST_EDIT_MS = 60_000;
/** After this long the create's worker has given up (550 s) and cannot overwrite the lease any more. */
const WORKER_GIVES_UP_MS = 600_000;
const LOG_INTERVAL_MS = 3_000;
/** Providers tell when a machine began in whole seconds, by their own clock. */
const CREATED_SLACK_MS = 5_000;
/** The server keeps whole seconds. */
const SECOND_MS = 1_000;
/** True when the lease destroys at about that time. */
function leaseFits(lease, wantedAt) {
    return lease !== null && lease.action === 'destroy' && Math.abs(lease.at - wantedAt) <= LEASE_TOLERANCE_MS;
}
/**
 * Sets (or with null removes) a machine's lease: never before the create is finished, repeated when an edit is
 * rejected (it has already deleted the old lease) and the machine is still listed, read back, and cleaned of schedules that the lease does not name.
 * Throws when the lease cannot be had; the machine may then have none. Throws CancelledError, with the lease as it was, when the
 * signal comes before the edit leaves; an edit that has left is finished.
 */
async function editLease(world, machine, wantedAt, deadline) {
    await waitForWorker(world, machine, deadline);
    await refuseStrange(world, machine);
    // The reads may have been long, and a keeper's are not ended by its signal: what has not begun is not begun now.
    if (world.signal.aborted)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc();
    const at = wantedAt === null ? null : Math.max(wantedAt, (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .serverNow */ .c)(world) + SOONEST_EDIT_MS);
    await setOrRepeat(world, machine, at);
    await leaveOnly(world, machine, (lease) => (at === null ? lease === null : leaseFits(lease, at)));
}
/**
 * What an edit whose end was not seen may have left undone: removes the schedules beside a lease that is in order. Throws
 * when the machine has no lease now.
 */
function cleanLease(world, machine) {
    return leaveOnly(world, machine, (lease) => lease !== null);
}
/**
 * Reads the lease back and removes every other schedule of the machine. Those are listed before the lease is read: what
 * another job sets meanwhile is then not among them, or is the lease.
 */
async function leaveOnly(world, machine, fits) {
    const schedules = await world.reader.schedules();
    const lease = await readBack(world, machine);
    if (!fits(lease)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', `machine/${machine.name}: the server did not keep the lease: it reads back ${describe(lease)}.`, {
            hint: 'Check that the scheduler of the Mist server runs.',
        });
    }
    await removeOrphanSchedules(world, machine, lease, schedules);
}
async function setOrRepeat(world, machine, at) {
    try {
        await world.writer.setLease(machine.id, at);
    }
    catch (error) {
        if (!(error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
            throw error;
        world.log.debug(`lease of ${machine.name} rejected, repeating: ${(0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error)}`);
        // It may have been rejected because the machine is not there any more, or not ours.
        await refuseStrange(world, machine);
        // A second later: what was refused as no longer ahead, or as a name that is taken, is then another request.
        await world.writer.setLease(machine.id, at === null ? null : at + SECOND_MS);
    }
}
/** The wait for the worker may have been long: what is edited is on a list that was read just now (invariant I2). */
async function refuseStrange(world, machine) {
    const listed = await readAgain(world, machine);
    if (listed !== undefined && listed.name === machine.name && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isGone */ .S)(listed))
        return;
    const what = `machine/${machine.name}: it is no longer listed under this name, so its lease is not edited.`;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', what);
}
async function readAgain(world, machine) {
    const listing = await world.reader.liveMachines(machine.cloudId);
    return listing.machines.find((one) => one.id === machine.id);
}
async function readBack(world, machine) {
    return (await readAgain(world, machine))?.lease ?? null;
}
/** A lease edited before the worker has set its own leaves a schedule that destroys the machine later (H32). */
async function waitForWorker(world, machine, deadline) {
    const { clock, reader, signal } = world;
    if (machine.createdAt !== null && (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .serverNow */ .c)(world) - machine.createdAt > WORKER_GIVES_UP_MS)
        return;
    for (;;) {
        const logs = await reader.createLogs(machine.name);
        if (logs.some((log) => log.action === 'machine_creation_finished' && isOf(machine, log.at)))
            return;
        if (machine.createdAt !== null && (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .serverNow */ .c)(world) - machine.createdAt > WORKER_GIVES_UP_MS)
            return;
        if (clock.elapsed() >= deadline) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('lease', 'remote', `machine/${machine.name}: its create is not finished on the server, so its lease cannot be edited yet.`);
        }
        await clock.sleep(LOG_INTERVAL_MS, signal);
    }
}
/**
 * True when the end of a create, logged at this time, is that of this machine's own and not of an older one of its name. A provider may
 * tell the time of the last start instead: then the tag that only the worker writes, and writes last, shows that it has ended.
 */
function isOf(machine, at) {
    if (machine.createdAt === null || machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.environment] !== undefined)
        return true;
    return at >= machine.createdAt - CREATED_SLACK_MS;
}
/** Schedules that select this machine alone and that its lease does not name would destroy it at another time. */
async function removeOrphanSchedules(world, machine, lease, schedules) {
    // Which schedule is the lease's own is then not known.
    if (lease !== null && lease.id === null)
        return;
    const orphans = schedules.filter((one) => one.machineIds.length === 1 &&
        one.machineIds[0] === machine.id &&
        one.id !== lease?.id &&
        one.name.includes('-expiration-'));
    for (const orphan of orphans)
        await world.writer.deleteSchedule(orphan.id);
}
function describe(lease) {
    return lease === null ? 'none' : `${lease.action} at ${new Date(lease.at).toISOString()}`;
}


/***/ }),

/***/ 9710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UP: () => (/* binding */ fingerprintText),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   jh: () => (/* binding */ hostKeySha256),
/* harmony export */   wP: () => (/* binding */ publicBlobSha256)
/* harmony export */ });
/* harmony import */ var _content_hash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8586);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// Public SSH keys as text: taking one apart and naming it by its hash.


/** Takes `ssh-ed25519 AAAA… comment` apart; null when the text is no public key line. */
function parsePublicKey(text) {
    const found = /^([a-z0-9][a-z0-9@.-]*)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/.exec(text.trim());
    return found?.[1] && found[2] ? { kind: found[1], base64: found[2] } : null;
}
/**
 * SHA-256 of a public key (`ssh-ed25519 AAAA…`) in base64url without padding: 43 characters that fit in a tag.
 * Throws BugError when the text is no public key.
 */
function hostKeySha256(publicKey) {
    const parts = parsePublicKey(publicKey);
    if (parts === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BugError */ .f9('A host key is not in the form "kind base64".');
    return publicBlobSha256(Buffer.from(parts.base64, 'base64'));
}
/**
 * The same of a key as it is on the wire (RFC 4253 section 6.6). It covers these bytes and nothing else, as OpenSSH's
 * fingerprints do: what the key says about itself cannot change what it is compared as.
 */
function publicBlobSha256(blob) {
    return (0,_content_hash_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .s)(blob, 'base64url');
}
/** The form that `ssh-keygen -l` prints, from `hostKeySha256`'s: for messages only. */
function fingerprintText(sha256) {
    return `SHA256:${sha256.replaceAll('-', '+').replaceAll('_', '/')}`;
}


/***/ }),

/***/ 9680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isChange),
/* harmony export */   q: () => (/* binding */ reasonFor)
/* harmony export */ });
/** A reason without the address that it is told after: errors begin with theirs, and outcomes name it already. */
function reasonFor(address, sentence) {
    return sentence.startsWith(`${address}: `) ? sentence.slice(address.length + 2) : sentence;
}
/** Outcomes after which the world differs from before the run. */
function isChange(word) {
    return word === 'created' || word === 'updated' || word === 'replaced' || word === 'adopted' || word === 'destroyed';
}


/***/ }),

/***/ 8005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ks: () => (/* binding */ fillReferences),
/* harmony export */   pf: () => (/* binding */ ADDRESS_KINDS),
/* harmony export */   yU: () => (/* binding */ findReferences)
/* harmony export */ });
// `${machines.db.private-ip}`: where a text of one row takes in the address of another, known only when that one is ready.
/** Which addresses a reference may ask for; with `s` at the end, those of all machines of a row. */
const ADDRESS_KINDS = ['ip', 'public-ip', 'private-ip'];
const REFERENCE = /\$\{machines\.([^.{}\s]*)\.?([^{}\s]*)\}/g;
function parse(text, at, row, word) {
    const many = word.endsWith('s');
    const kind = ADDRESS_KINDS.find((known) => known === (many ? word.slice(0, -1) : word)) ?? null;
    return { text, at, row, kind, many };
}
/** Every reference in a text, in its order. */
function findReferences(text) {
    return [...text.matchAll(REFERENCE)].map((found) => parse(found[0], found.index, found[1] ?? '', found[2] ?? ''));
}
/** The text with each reference replaced by what `resolve` answers. */
function fillReferences(text, resolve) {
    return text.replace(REFERENCE, (found, row, word, at) => resolve(parse(found, at, row, word)));
}


/***/ }),

/***/ 5935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ logsIn)
/* harmony export */ });
/** True where readiness is proved by a login from here: it needs the key that opens the machine, and its host key. */
function logsIn(wait) {
    switch (wait.level) {
        case 'ssh':
            return wait.from === undefined;
        case 'cloud-init':
        case 'command':
            return true;
        default:
            return false;
    }
}


/***/ }),

/***/ 5649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ desiredTags),
/* harmony export */   d: () => (/* binding */ diffMachine)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2514);


/** A lease may differ from what was asked by this much: the server stores whole seconds and clocks differ. */
const LEASE_TOLERANCE_MS = 120_000;
/** A lease is renewed once this share of it is used up: an apply right after another writes nothing. */
const RENEW_AFTER = 0.1;
/** Tags that this scope wants on a machine of this row, the user's own included. `hostKey` null leaves that tag alone. */
function desiredTags(scope, desired, cloudId) {
    if (desired.adopt !== null)
        return { ...desired.tags };
    const owner = desired.literal
        ? (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .literalOwnerHash */ .Vh)(scope, (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(desired.name), desired.mistName, cloudId)
        : (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerHash */ .qA)(scope, 'machine', desired.name);
    return {
        ...desired.tags,
        ...(0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .scopeTags */ .Kj)(scope),
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row]: (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(desired.name),
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner]: owner,
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest]: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .rowDigest */ .$c)(desired),
    };
}
/** Decides for one match. `now` is the server's clock, epoch ms. */
function diffMachine(scope, match, now) {
    const { desired, observed } = match;
    if (observed === null)
        return { action: 'create', reason: 'no such machine', update: null };
    if (desired.adopt !== null)
        return adopted(desired, observed);
    if (!match.owned)
        return { action: 'no-op', reason: 'exists under this name; this scope did not make it', update: null };
    const replace = replaceReason(desired, observed);
    if (replace !== null)
        return { action: 'replace', reason: replace, update: null };
    const tags = missingTags(desiredTags(scope, desired, observed.cloudId), observed);
    const lease = leaseChange(desired, observed, now);
    const run = runReason(desired, observed);
    const power = powerChange(desired, observed);
    if (tags === null && lease === null && run === null && power === null)
        return { action: 'no-op', reason: 'as the spec wants it', update: null };
    const reasons = [
        tags && `tags ${Object.keys(tags).join(', ')}`,
        lease && (lease === 'remove' ? 'lease to remove' : 'lease to renew'),
        power && powerReason(power, observed),
        run,
    ];
    return {
        action: 'update',
        reason: reasons.filter(Boolean).join('; '),
        update: { tags, lease, run: run !== null, power },
    };
}
function adopted(desired, observed) {
    const tags = missingTags(desired.tags, observed);
    const power = powerChange(desired, observed);
    if (tags === null && power === null)
        return { action: 'no-op', reason: 'adopted by its id; never destroyed by this action', update: null };
    const reasons = [tags && `tags ${Object.keys(tags).join(', ')}`, power && powerReason(power, observed)];
    return {
        action: 'adopt',
        reason: `taken over by its id; ${reasons.filter(Boolean).join('; ')}`,
        update: { tags, lease: null, run: false, power },
    };
}
const BROKEN = ['error', 'failed', 'suspended', 'paused'];
/** On the way to a state counts as that state: apply waits for its end. */
const STOPPED = ['stopped', 'stopping'];
/** What power action leads to the wanted state; null where it is there, on its way, or nobody says. */
function powerChange(desired, observed) {
    const wanted = desired.power ?? (desired.adopt === null ? 'running' : null);
    if (wanted === null)
        return null;
    const stopped = STOPPED.includes(observed.state);
    if (wanted === 'running')
        return stopped ? 'start' : null;
    return stopped ? null : 'stop';
}
function powerReason(power, observed) {
    return `it is ${observed.state}, and the spec wants it ${power === 'start' ? 'running' : 'stopped'}`;
}
function replaceReason(desired, observed) {
    if (BROKEN.includes(observed.state))
        return `it is ${observed.state}, and the spec wants it running`;
    // How a server with SAFE_EXPIRATION ends a lease: whoever started it again would overrule that.
    if (STOPPED.includes(observed.state) && observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner] === undefined && desired.power !== 'stopped')
        return `it is ${observed.state} and has lost its tags, as at the end of a lease`;
    const digest = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest];
    if (digest === undefined)
        return null;
    const fields = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .changedFields */ .E0)(digest, (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .rowDigest */ .$c)(desired));
    return fields.length > 0 ? `${fields.join(', ')} changed since it was created` : null;
}
/** Why the script has to run on a machine that is there: it changed, or an earlier apply did not come to its end. */
function runReason(desired, observed) {
    const wanted = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .runDigest */ .sA)(desired);
    const done = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.run];
    if (wanted === null || wanted === done || desired.power === 'stopped')
        return null;
    return done === undefined ? 'run has not succeeded on it yet' : 'run changed since it last succeeded';
}
function missingTags(wanted, observed) {
    const missing = Object.entries(wanted).filter(([key, value]) => observed.tags[key] !== value);
    return missing.length > 0 ? Object.fromEntries(missing) : null;
}
function leaseChange(desired, observed, now) {
    if (desired.ttlMs === null)
        return observed.lease === null || desired.keepsLease === true ? null : 'remove';
    const wanted = now + desired.ttlMs;
    if (observed.lease === null || observed.lease.action !== 'destroy')
        return wanted;
    const used = wanted - observed.lease.at;
    const tolerance = Math.max(LEASE_TOLERANCE_MS, desired.ttlMs * RENEW_AFTER);
    return Math.abs(used) > tolerance ? wanted : null;
}


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   $c: () => (/* binding */ rowDigest),
/* harmony export */   E0: () => (/* binding */ changedFields),
/* harmony export */   sA: () => (/* binding */ runDigest)
/* harmony export */ });
/* unused harmony export DIGEST_FIELDS */
/* harmony import */ var _model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8586);
// A row's digest: what a machine was created from, field by field, small enough for one tag. It spares the catalogs on a
// second apply and lets a replace say which field changed.

/** Fields that Mist cannot change on a living machine, in the order in which the digest holds them. */
const DIGEST_FIELDS = ['backend', 'image', 'size', 'location', 'key', 'cloud-init', 'extra'];
const PART = 6;
function part(value) {
    return (0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(canonical(value), PART);
}
/** JSON with sorted keys, so that the order in which a user writes fields does not matter. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (value !== null && typeof value === 'object') {
        const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
    }
    return JSON.stringify(value) ?? 'null';
}
/** What was hashed before: a row never changes, and every plan of it asks more than once. */
const DIGESTS = new WeakMap();
/** The digest of a row: seven dot-separated parts of six hex digits, 48 characters. */
function rowDigest(desired) {
    const known = DIGESTS.get(desired) ?? digestOf(desired);
    DIGESTS.set(desired, known);
    return known;
}
function digestOf(desired) {
    const values = [
        desired.backend,
        desired.image,
        desired.size,
        desired.location,
        desired.keyName,
        desired.cloudInit,
        desired.passThrough,
    ];
    return values.map(part).join('.');
}
/** The fields in which two digests differ; all of them when either is not a digest. */
function changedFields(before, after) {
    const old = before.split('.');
    const now = after.split('.');
    if (old.length !== DIGEST_FIELDS.length || now.length !== DIGEST_FIELDS.length)
        return [...DIGEST_FIELDS];
    return DIGEST_FIELDS.filter((_, i) => old[i] !== now[i]);
}
/** Enough that two scripts of one row are never taken for each other. */
const RUN_DIGEST = 12;
/**
 * The digest of what a row runs over SSH, as written: an address that is filled in, or another value of a secret, is no
 * other script. Null where the row runs nothing.
 */
function runDigest({ run }) {
    if (run === undefined)
        return null;
    const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? value : null]);
    return (0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(canonical([run.script, Object.fromEntries(env)]), RUN_DIGEST);
}


/***/ }),

/***/ 3441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ loginUserOf)
/* harmony export */ });
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7382);

/** The login user of a row on the backend it is on (or will be); `imageName` helps where the row names no family. */
function loginUserOf(desired, backend, clouds, imageName) {
    if (desired.user !== null)
        return desired.user;
    const cloud = clouds.find((one) => one.name === (backend ?? desired.backend));
    const os = desired.image?.by === 'family' ? desired.image.os : (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .osOfImage */ .dh)(desired.image?.name ?? imageName ?? '');
    return (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .loginUser */ .Lx)(cloud ? (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerOf */ .lc)(cloud.provider) : null, os);
}


/***/ }),

/***/ 5436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ seenOnce),
/* harmony export */   J3: () => (/* binding */ mirrorSentence),
/* harmony export */   sP: () => (/* binding */ isSameMachine)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(925);
// One machine that two backends list: somebody has added one account of a provider twice (Mist refuses only equal names), so
// everything in it has two Mist ids. Such rows are one machine, never twins: destroying one of them destroys the other.


/**
 * True when both rows show one machine: the same name and provider's id on two backends of one provider. An id that is blank says
 * nothing, and neither does one that is the name itself, as LXD gives it: there two hosts may both have it.
 */
function isSameMachine(a, b, clouds) {
    if (a.cloudId === b.cloudId || a.name !== b.name || a.externalId !== b.externalId)
        return false;
    if (a.externalId.trim() === '' || a.externalId === a.name)
        return false;
    const provider = providerOf(a, clouds);
    return provider !== undefined && provider === providerOf(b, clouds);
}
/**
 * Each machine once, the first created first. Of several rows the one stays through which the machine was made: its tags and its
 * lease are there and nowhere else; where that tells nothing, the one on `backend`, the row's own.
 */
function seenOnce(machines, clouds, backend) {
    const own = clouds.find((cloud) => cloud.name === backend)?.id;
    const once = [];
    const mirrored = [];
    for (const machine of [...machines].sort((a, b) => madeFirst(a, b, own))) {
        const kept = once.find((one) => isSameMachine(one, machine, clouds));
        if (kept === undefined)
            once.push(machine);
        else
            mirrored.push({ kept, other: machine });
    }
    return { once: once.sort(_ownership_js__WEBPACK_IMPORTED_MODULE_1__/* .olderFirst */ .XL), mirrored };
}
/** For people: both backends, and what is made of it. */
function mirrorSentence({ kept, other }, clouds) {
    const [here, there] = [kept, other].map(({ cloudId }) => clouds.find(({ id }) => id === cloudId)?.name ?? cloudId);
    return (`The backends ${here} and ${there} both list ${kept.name} as ${kept.externalId}: they are one account, added to Mist twice. ` +
        `It is one machine; what ${there} shows of it is left alone. Use one of the two in specs.`);
}
function madeFirst(a, b, own) {
    return (Number(b.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest] !== undefined) - Number(a.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest] !== undefined) ||
        Number(b.lease !== null) - Number(a.lease !== null) ||
        Number(b.cloudId === own) - Number(a.cloudId === own) ||
        (0,_ownership_js__WEBPACK_IMPORTED_MODULE_1__/* .olderFirst */ .XL)(a, b));
}
function providerOf({ cloudId }, clouds) {
    return clouds.find(({ id }) => id === cloudId)?.provider;
}


/***/ })

};
