export const id = 974;
export const ids = [974,179];
export const modules = {

/***/ 2179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   identify: () => (/* binding */ identify),
/* harmony export */   posixStart: () => (/* binding */ posixStart),
/* harmony export */   runnerWorker: () => (/* binding */ runnerWorker),
/* harmony export */   stillRuns: () => (/* binding */ stillRuns)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
// Which process is meant by a number that is used again once its process has ended: number and time of its start.


/** PowerShell takes a second to come up. */
const ASK_TIMEOUT_MS = 5_000;
/** The process of actions/runner that starts each step's process and lives as long as the job. */
const RUNNER_WORKER = 'Runner.Worker';
/** The process that has this number now, or null when there is none that still runs. */
function identify(pid) {
    const start = startOf(pid);
    return start === null ? null : { pid, start };
}
/** True while exactly that process runs. */
function stillRuns(identity) {
    return startOf(identity.pid) === identity.start;
}
/**
 * The runner's own process when `pid` (the parent of a step) is one, else null: in containers and with other runners
 * there is none to watch. Known on Linux only.
 */
function runnerWorker(pid) {
    const stat = process.platform === 'linux' ? linuxStat(pid) : null;
    return stat === null || stat.name !== RUNNER_WORKER ? null : { pid, start: stat.start };
}
function startOf(pid) {
    switch (process.platform) {
        case 'linux':
            return linuxStat(pid)?.start ?? null;
        case 'win32':
            return ask('powershell.exe', [
                '-NoProfile',
                '-NonInteractive',
                '-Command',
                `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
            ]);
        default:
            return posixStart(pid);
    }
}
/** proc_pid_stat(5): the name may hold blanks and brackets; then state, and as the 22nd field the start in ticks. */
function linuxStat(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        const [state, start] = [fields[0], fields[19]];
        // A zombie has ended; in some containers nobody ever collects it.
        return start === undefined || state === 'Z' || state === 'X' ? null : { name, start };
    }
    catch {
        return null;
    }
}
/** `ps` of POSIX with BSD's `lstart`, as on macOS. */
function posixStart(pid) {
    const line = ask('/bin/ps', ['-o', 'state=,lstart=', '-p', String(pid)]);
    const parts = /^(\S+)\s+(\S.*)$/.exec(line ?? '');
    return parts?.[2] === undefined || parts[1]?.startsWith('Z') ? null : parts[2];
}
function ask(program, args) {
    try {
        const options = { encoding: 'utf8', timeout: ASK_TIMEOUT_MS, windowsHide: true };
        const said = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)(program, args, {
            ...options,
            // Nothing of the step's environment: it holds secrets.
            env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
            stdio: ['ignore', 'pipe', 'ignore'],
        });
        return said.trim() === '' ? null : said.trim();
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 7974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runKeeper: () => (/* binding */ runKeeper)
});

// UNUSED EXPORTS: LAST_EDIT_MS

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
 * deleted it. `until` is when a lease in order ends. `now` is the server's clock, epoch ms; what falls due within `slackMs` is due already.
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
    return dueInMs > slackMs ? { is: 'fine', machine, until: lease.at, dueInMs } : { is: 'due', machine };
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
const FIRST_LOOK_MS = 60_000;
/** Runs until nothing is left to keep, its time is over, the runner is gone, or it is stopped; answers which, in words. */
function keepLeases(world, task) {
    return new Keeper(world, task).run();
}
/**
 * The step has just read the leases. So the first look can wait a moment, and many a job ends before it; it must not wait for long,
 * because it shows that server and token work from here, and what the leases really are.
 */
function firstLookIn({ leftMs, ttlMs, inherited }) {
    return leftMs === null || inherited ? 0 : Math.min(FIRST_LOOK_MS, Math.max(0, leftMs - ttlMs / 2));
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
        for (const machine of task.machines) {
            const nextAt = clock.elapsed() + firstLookIn(machine);
            this.#kept.set(machine.id, { ...machine, nextAt, failures: 0, doubts: 0, unclean: machine.inherited });
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
                if (kept.unclean)
                    return this.#clean(kept, verdict);
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
        const { clock } = this.#world;
        const born = { ...machine, createdAt: machine.createdAt ?? this.#bornBefore };
        const at = (0,engine_world/* serverNow */.c)(this.#world) + kept.ttlMs;
        kept.unclean = true;
        await this.#try(kept, at, (world) => (0,lease/* editLease */.dY)(world, born, at, clock.elapsed() + WORKER_PATIENCE_MS));
    }
    /** An edit that worked without its end being seen: an orphan that it did not come to remove would end the machine. */
    async #clean(kept, { machine, until }) {
        await this.#try(kept, until, (world) => (0,lease/* cleanLease */.wf)(world, machine));
    }
    /** After `work`, the lease lasts until `at` on the server's clock, epoch ms, and nothing else ends the machine. */
    async #try(kept, at, work) {
        const { clock, note } = this.#world;
        const log = { debug: (message) => note('repeated', kept.name, true, message) };
        const world = { ...this.#world, log };
        try {
            await work(world);
            kept.unclean = false;
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
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 19 modules
var connect = __webpack_require__(2425);
// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
// EXTERNAL MODULE: ./lib/src/action/log-text.js
var log_text = __webpack_require__(6055);
// EXTERNAL MODULE: ./lib/src/action/process-identity.js
var process_identity = __webpack_require__(2179);
// EXTERNAL MODULE: ./lib/src/action/process-world.js
var process_world = __webpack_require__(117);
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
        const runnerLives = () => runner === null || (0,process_identity.stillRuns)(runner);
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
