export const id = 642;
export const ids = [642];
export const modules = {

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
