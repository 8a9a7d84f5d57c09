export const id = 974;
export const ids = [974];
export const modules = {

/***/ 7974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runKeeper: () => (/* binding */ runKeeper)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/engine/lease.js
var lease = __webpack_require__(6971);
// EXTERNAL MODULE: ./lib/src/engine/limit.js
var limit = __webpack_require__(5350);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
;// CONCATENATED MODULE: ./lib/src/keeper/judge.js


/**
 * A lease is due when half of its length or less is left, and when the server shows none: an edit that was refused has
 * deleted it. `now` is the server's clock, epoch ms; what falls due within `slackMs` is due already.
 */
function judge(scope, kept, listing, now, slackMs) {
    const machine = listing.machines.find((one) => one.id === kept.id);
    if (machine === undefined)
        return { is: 'absent' };
    if ((0,observed/* isGone */.S)(machine))
        return { is: 'gone' };
    if (machine.cloudId !== kept.cloudId)
        return { is: 'refused', why: 'it is on another backend' };
    if (machine.name !== kept.name)
        return { is: 'refused', why: `it is called ${machine.name} now` };
    const proof = (0,ownership/* proveMachine */.WJ)(scope, machine);
    if (!proof.owned)
        return { is: 'refused', why: proof.why };
    const { lease } = machine;
    if (lease === null)
        return { is: 'due', machine };
    if (lease.action !== 'destroy')
        return { is: 'left', why: `its lease is to ${lease.action} it` };
    const dueInMs = lease.at - kept.ttlMs / 2 - now;
    return dueInMs > slackMs ? { is: 'fine', dueInMs } : { is: 'due', machine };
}

;// CONCATENATED MODULE: ./lib/src/keeper/shared-reads.js
// One answer for many askers, so that the requests do not grow with the machines.
/**
 * Wraps a read by key: whoever asks while one is under way waits for the next one, together with all others who do.
 * So every answer was asked for after its caller called: good enough to read back what the caller has just written.
 */
function shareReads(read) {
    const running = new Map();
    const waiting = new Map();
    const start = (key) => {
        waiting.delete(key);
        const answer = read(key);
        running.set(key, answer);
        const forget = () => {
            if (running.get(key) === answer)
                running.delete(key);
        };
        answer.then(forget, forget);
        return answer;
    };
    return (key) => {
        const next = waiting.get(key);
        if (next !== undefined)
            return next;
        const before = running.get(key);
        if (before === undefined)
            return start(key);
        const queued = before.then(() => start(key), () => start(key));
        waiting.set(key, queued);
        return queued;
    };
}

;// CONCATENATED MODULE: ./lib/src/keeper/keeper.js
// The keeper: extends the leases of one step's machines while the job lives. It has no power to do anything else, and
// when it dies, the leases end the machines.






/** Sleeps are cut into pieces, because timers stand still while a machine is suspended and leases do not. */
const LONGEST_SLEEP_MS = 60_000;
/** When wall clock and timers differ by this much since the last look, no lease's time is known any more. */
const CLOCK_JUMP_MS = 60_000;
/** What falls due within this share of its lease is done in the same round: one list per backend serves all. */
const SLACK = 1 / 20;
/** An edit follows a list that is at most 30 s old; the wait for the create's worker is part of that. */
const LIST_IS_FRESH_MS = 10_000;
const WORKER_PATIENCE_MS = 20_000;
/** A failed edit may have deleted the lease, so that the first repeat is near. */
const RETRY_MS = { first: 5_000, longest: 60_000 };
/** A machine that so many lists in a row do not show, or show as not ours, is given up. */
const DOUBTS = 3;
const DOUBT_MS = 15_000;
/** Runs until nothing is left to keep, its time is over, the runner is gone, or it is stopped; answers which, in words. */
function keepLeases(world, task) {
    return new Keeper(world, task).run();
}
class Keeper {
    #world;
    #task;
    #limit;
    #kept = new Map();
    #clocksApart;
    /** The server's clock at the first list: every machine had been created by then. */
    #bornBefore = null;
    constructor(world, task) {
        const { reader, clock } = world;
        const schedules = shareReads(() => reader.schedules());
        this.#world = {
            ...world,
            reader: {
                liveMachines: shareReads((cloudId) => reader.liveMachines(cloudId)),
                schedules: () => schedules('all'),
                createLogs: (name) => reader.createLogs(name),
                serverClockOffsetMs: () => reader.serverClockOffsetMs(),
            },
        };
        this.#task = task;
        this.#limit = (0,limit/* limitTo */.$)(task.parallelism);
        this.#clocksApart = clock.now() - clock.elapsed();
        // The first look is at once: it shows that server and token work from here, and what the leases really are.
        for (const machine of task.machines) {
            this.#kept.set(machine.id, { ...machine, nextAt: clock.elapsed(), failures: 0, doubts: 0 });
        }
    }
    async run() {
        const { clock, signal } = this.#world;
        const end = clock.elapsed() + this.#task.longestMs;
        for (;;) {
            const over = this.#over(end);
            if (over !== null)
                return over;
            this.#noticeClockJump();
            const next = Math.min(end, ...[...this.#kept.values()].map((kept) => kept.nextAt));
            const wait = next - clock.elapsed();
            try {
                if (wait > 0)
                    await clock.sleep(Math.min(wait, LONGEST_SLEEP_MS), signal);
                else
                    await this.#round();
            }
            catch (error) {
                if (!(error instanceof errors/* CancelledError */.cc))
                    throw error;
            }
        }
    }
    #over(end) {
        if (this.#world.signal.aborted)
            return 'stopped';
        if (this.#kept.size === 0)
            return 'no machine is left to keep';
        if (this.#world.clock.elapsed() >= end)
            return 'its time is over';
        return this.#world.runnerLives() ? null : 'the runner has ended';
    }
    #noticeClockJump() {
        const { clock } = this.#world;
        const apart = clock.now() - clock.elapsed();
        if (Math.abs(apart - this.#clocksApart) < CLOCK_JUMP_MS)
            return;
        this.#clocksApart = apart;
        for (const kept of this.#kept.values())
            kept.nextAt = clock.elapsed();
    }
    async #round() {
        const now = this.#world.clock.elapsed();
        const due = [...this.#kept.values()].filter((kept) => {
            const slack = kept.failures + kept.doubts === 0 ? kept.ttlMs * SLACK : 0;
            return kept.nextAt <= now + slack;
        });
        const clouds = Map.groupBy(due, (kept) => kept.cloudId);
        await Promise.all([...clouds].map(([cloudId, machines]) => this.#lookAt(cloudId, machines)));
    }
    async #lookAt(cloudId, machines) {
        const { reader, clock, note } = this.#world;
        try {
            const listing = await reader.liveMachines(cloudId);
            const listedAt = clock.elapsed();
            this.#bornBefore ??= (0,engine_world/* serverNow */.c)(this.#world);
            await Promise.all(machines.map((kept) => this.#limit(() => this.#keep(kept, listing, listedAt))));
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                return;
            note('failed', null, false, `the machines of backend ${cloudId} cannot be looked at: ${(0,engine_world/* sentenceOf */.$)(error)}`);
            for (const kept of machines)
                this.#postpone(kept);
        }
    }
    /** Never throws: what fails is noted and tried again. */
    async #keep(kept, listing, listedAt) {
        const { clock, signal, note } = this.#world;
        // A queue of slow edits before this one: the next round reads again.
        if (signal.aborted || clock.elapsed() - listedAt > LIST_IS_FRESH_MS)
            return;
        const verdict = judge(this.#task.scope, kept, listing, (0,engine_world/* serverNow */.c)(this.#world), kept.ttlMs * SLACK);
        if (verdict.is !== 'absent' && verdict.is !== 'refused')
            kept.doubts = 0;
        switch (verdict.is) {
            case 'due':
                return this.#extend(kept, verdict.machine);
            case 'fine':
                kept.failures = 0;
                kept.nextAt = clock.elapsed() + verdict.dueInMs;
                return;
            case 'left':
                note('left', kept.name, false, verdict.why);
                kept.nextAt = clock.elapsed() + kept.ttlMs / 2;
                return;
            case 'gone':
                note('gone', kept.name, true, 'the provider has ended it');
                this.#kept.delete(kept.id);
                return;
            case 'absent':
                return this.#doubt(kept, 'gone', 'no longer listed');
            case 'refused':
                return this.#doubt(kept, 'refused', verdict.why);
        }
    }
    #doubt(kept, event, why) {
        kept.doubts += 1;
        kept.nextAt = this.#world.clock.elapsed() + DOUBT_MS;
        if (kept.doubts < DOUBTS)
            return;
        this.#world.note(event, kept.name, event === 'gone', `${why}, in ${DOUBTS} lists in a row; it is given up`);
        this.#kept.delete(kept.id);
    }
    async #extend(kept, machine) {
        const { clock, note } = this.#world;
        const world = {
            ...this.#world,
            log: { debug: (message) => note('repeated', kept.name, true, message) },
        };
        const born = { ...machine, createdAt: machine.createdAt ?? this.#bornBefore };
        const at = (0,engine_world/* serverNow */.c)(world) + kept.ttlMs;
        try {
            await (0,lease/* editLease */.dY)(world, born, at, clock.elapsed() + WORKER_PATIENCE_MS);
            kept.failures = 0;
            kept.nextAt = clock.elapsed() + at - kept.ttlMs / 2 - (0,engine_world/* serverNow */.c)(world);
            note('extended', kept.name, true, new Date(at).toISOString());
        }
        catch (error) {
            const stopped = error instanceof errors/* CancelledError */.cc;
            note('failed', kept.name, false, stopped ? 'stopped while its lease was being extended' : (0,engine_world/* sentenceOf */.$)(error));
            this.#postpone(kept);
        }
    }
    #postpone(kept) {
        const pause = Math.min(RETRY_MS.first * 2 ** kept.failures, RETRY_MS.longest);
        kept.failures += 1;
        kept.nextAt = this.#world.clock.elapsed() + pause;
    }
}

// EXTERNAL MODULE: ./lib/src/keeper/note.js
var keeper_note = __webpack_require__(5229);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 18 modules
var connect = __webpack_require__(7152);
// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
// EXTERNAL MODULE: ./lib/src/action/log-text.js
var log_text = __webpack_require__(6055);
// EXTERNAL MODULE: ./lib/src/action/process-identity.js
var process_identity = __webpack_require__(2179);
// EXTERNAL MODULE: ./lib/src/action/process-world.js + 1 modules
var process_world = __webpack_require__(4155);
// EXTERNAL MODULE: ./lib/src/action/redact.js
var redact = __webpack_require__(9172);
;// CONCATENATED MODULE: ./lib/src/action/run-keeper.js
// The keeper's own process: reads its order from the pipe, keeps the leases, writes its log to standard output.











/** An edit that is under way may go on for this long after the signal; post waits half a second longer. */
const LAST_EDIT_MS = 2_500;
const STDOUT = 1;
/** Runs the keeper; sets the exit code, never throws. */
async function runKeeper() {
    const redactor = (0,redact/* createRedactor */.lY)();
    const note = (event, machine, ok, detail) => {
        const time = new Date(process_world/* systemClock */.ml.now()).toISOString();
        const line = (0,keeper_note/* formatNote */.se)({ time, event, machine, ok, detail: redactor.redact((0,log_text/* cleanLine */.Ow)(redactor.redact(detail))) });
        try {
            (0,external_node_fs_.writeSync)(STDOUT, line);
        }
        catch {
            // A full disk must not end the leases' extension.
            return;
        }
    };
    try {
        const order = (0,keeper_order/* parseOrder */.of)(await readAll(process.stdin));
        for (const secret of [order.server.token.reveal(), ...Object.values(order.server.proxyEnv)])
            redactor.add(secret);
        await keep(order, note);
    }
    catch (error) {
        process.exitCode = 1;
        note('ended', null, false, (0,engine_world/* sentenceOf */.$)(error));
    }
}
async function keep(order, note) {
    const { server, task, runner } = order;
    const { signal, cut, stop } = endOnSignals();
    const connection = (0,connect/* connectMist */.e)({
        ...server,
        clock: process_world/* systemClock */.ml,
        random: Math.random,
        log: { debug: () => undefined, mask: () => undefined },
        signal: cut,
    });
    try {
        note('started', null, true, `${task.machines.length} machines`);
        const { reader, writer } = connection;
        const runnerLives = () => runner === null || (0,process_identity/* stillRuns */.Hw)(runner);
        const why = await keepLeases({ reader, writer, clock: process_world/* systemClock */.ml, signal, note, runnerLives }, task);
        note('ended', null, true, why);
    }
    finally {
        stop();
        await connection.close();
    }
}
/** `signal` is aborted by the first SIGTERM or SIGINT, `cut` a while later: an edit that is cut may leave no lease. */
function endOnSignals() {
    const ending = new AbortController();
    const cutting = new AbortController();
    const onSignal = () => {
        ending.abort(new errors/* CancelledError */.cc());
        setTimeout(() => cutting.abort(new errors/* CancelledError */.cc()), LAST_EDIT_MS).unref();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
    const stop = () => {
        process.off('SIGTERM', onSignal);
        process.off('SIGINT', onSignal);
    };
    return { signal: ending.signal, cut: cutting.signal, stop };
}
async function readAll(stream) {
    const chunks = [];
    for await (const chunk of stream)
        chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
}


/***/ })

};
