export const id = 283;
export const ids = [283];
export const modules = {

/***/ 1696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ newFilesDirectory)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4462);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1774);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22);
// The directory of the files that a step hands over, and the state that lets post remove it.



/** Makes the files directory and records it for post; answers its path. Throws ActionError. */
function newFilesDirectory(step) {
    const record = (0,_files_js__WEBPACK_IMPORTED_MODULE_0__/* .createFilesDir */ .rk)(step.context.runnerTemp, (0,_random_id_js__WEBPACK_IMPORTED_MODULE_1__/* .randomId */ .z)());
    (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .saveFacts */ .NP)(step.unsynced, { filesDir: record });
    return record.path;
}


/***/ }),

/***/ 7591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ planInput)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
;// CONCATENATED MODULE: ./lib/src/spec/expand.js


/**
 * The row part of the name of the key that a scope generates for rows without `key`. One letter, because a row of
 * `keys` has two or more: the two can never be the same key.
 */
const DEFAULT_KEY_ROW = 'k';
/**
 * Machines in the order of the spec, and every key that the spec or one of them names (a key that has no row is taken
 * to be in Mist already). Adopted machines have the backend `''`: where they are is known when they are found.
 * PlanError when a row names no backend and not exactly one can be used.
 */
function expandSpec(spec, options) {
    const rows = spec.machines.filter((row) => row.state === 'present');
    const keys = expandKeys(spec, rows, options.scope);
    const byRow = new Map(keys.map((key) => [key.row, key]));
    const names = new Map(rows.map((row) => [row.name, machineNames(row)]));
    const machines = rows.flatMap((row) => {
        const keyName = row.adopt !== null && row.key === null ? null : (byRow.get(row.key)?.mistName ?? null);
        const needs = row.needs.flatMap((need) => names.get(need) ?? []).map(addressOf);
        const via = viaOf(row, (key) => byRow.get(key)?.mistName ?? null);
        const backend = row.adopt === null ? chooseBackend(row, spec, options) : '';
        if (backend === null)
            return [];
        const shared = { options, backend, keyName, needs };
        return machineNames(row).map((name) => ({ ...expandRow(row, name, shared), ...via }));
    });
    return { machines, keys };
}
/** `web`, or `web-1` to `web-10`. */
function machineNames(row) {
    return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
}
function viaOf({ via }, keyNameOf) {
    if (via === undefined)
        return {};
    if (via.by === 'row')
        return { via: { by: 'machine', name: via.row } };
    const { key, ...host } = via;
    return { via: { ...host, keyName: key === null ? null : keyNameOf(key) } };
}
function addressOf(name) {
    return `machine/${name}`;
}
function expandRow(row, name, at) {
    const { scope, defaultTtlMs } = at.options;
    const ttlMs = row.ttlMs === null ? defaultTtlMs : row.ttlMs;
    return {
        address: addressOf(name),
        name,
        row: row.name,
        mistName: row.literalName ?? (0,identity/* mistName */.TC)(scope, 'machine', name),
        literal: row.literalName !== null,
        backend: at.backend,
        image: row.image,
        size: row.size,
        location: row.location,
        keyName: at.keyName,
        tags: row.tags,
        cloudInit: row.cloudInit,
        wait: row.wait,
        groups: row.groups,
        ttlMs: row.adopt !== null || ttlMs === 'none' ? null : ttlMs,
        ...(ttlMs === null && at.options.ttlUnsaid === true ? { keepsLease: true } : {}),
        user: row.user,
        port: row.port,
        adopt: row.adopt,
        passThrough: row.passThrough,
        ...(row.run === undefined ? {} : { run: row.run }),
        ...(row.power === undefined ? {} : { power: row.power }),
        needs: at.needs,
        minReady: row.minReady,
    };
}
function chooseBackend(row, spec, options) {
    const { enabledBackends, gather = errors/* throwAtOnce */.pT } = options;
    if (row.backend !== null)
        return row.backend;
    const absent = new Set(spec.backends.filter((one) => one.state === 'absent').map((one) => one.name));
    const usable = [...new Set(enabledBackends)].filter((one) => !absent.has(one));
    const [only] = usable;
    if (only !== undefined && usable.length === 1)
        return only;
    const address = addressOf(machineNames(row)[0] ?? row.name);
    if (only === undefined) {
        gather(new errors/* PlanError */.W6('no-backend', address, 'the Mist server has no enabled backend.', {
            hint: 'Add one under `backends:` in the spec, or in Mist.',
        }));
        return null;
    }
    const list = usable.sort().join(', ');
    gather(new errors/* PlanError */.W6('ambiguous-backend', address, `names no backend, and there are ${usable.length}: ${list}.`, {
        hint: 'Write `backend:` in the row or in `defaults:`.',
    }));
    return null;
}
function expandKeys(spec, rows, scope) {
    const keys = [];
    for (const key of spec.keys)
        if (key.state !== 'absent')
            keys.push(desiredKey(key.name, key.state, scope));
    const hosts = spec.backends.flatMap((one) => (one.state === 'present' ? (one.hosts ?? []) : []));
    const jumps = rows.flatMap(({ via }) => (via?.by === 'host' ? [via] : []));
    for (const { key } of [...hosts, ...rows, ...jumps]) {
        if (key !== null && !keys.some((one) => one.row === key))
            keys.push(desiredKey(key, 'existing', scope));
    }
    if (rows.some((row) => row.key === null && row.adopt === null)) {
        const name = (0,identity/* mistName */.TC)(scope, 'key', DEFAULT_KEY_ROW);
        keys.push({ address: `key/${DEFAULT_KEY_ROW}`, row: null, mistName: name, source: 'generated' });
    }
    return keys;
}
function desiredKey(row, source, scope) {
    return { address: `key/${row}`, row, mistName: source === 'generated' ? (0,identity/* mistName */.TC)(scope, 'key', row) : row, source };
}

;// CONCATENATED MODULE: ./lib/src/action/plan-input.js

const DEFAULT_LEASE_MS = 30 * 60_000;
/** Without `ttl`, unnamed scopes get a lease and named ones none. */
function planInput(step, spec, replace) {
    const { inputs, scope } = step;
    const ttl = inputs.ttl === 'none' ? null : (inputs.ttl ?? (scope.named ? null : DEFAULT_LEASE_MS));
    return {
        scope,
        spec,
        expand: (enabledBackends, gather) => expandSpec(spec, { scope, defaultTtlMs: ttl, ttlUnsaid: inputs.ttl === null, enabledBackends, gather }),
        maxMachines: inputs.maxMachines,
        replace,
        trustOnFirstUse: inputs.trustOnFirstUse,
    };
}


/***/ }),

/***/ 8653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ Catalogs)
/* harmony export */ });
/** Catalogs of one server, each list fetched at most once (images once more per search). */
class Catalogs {
    #world;
    #fetched = new Map();
    constructor(world) {
        this.#world = world;
    }
    #once(key, fetch) {
        const known = this.#fetched.get(key);
        if (known)
            return known;
        const fresh = fetch();
        // Whoever needs the list awaits it; one that was fetched early may fail unheard.
        fresh.catch(() => undefined);
        this.#fetched.set(key, fresh);
        return fresh;
    }
    images(cloudId, search) {
        return this.#once(`images ${cloudId} ${search ?? ''}`, () => this.#world.reader.images(cloudId, search));
    }
    /** Begins to read what `place` will want for this row. */
    fetch(desired, cloud) {
        if (desired.size === null || desired.image === null)
            return;
        void this.images(cloud.id, null);
        void this.sizes(cloud.id);
        if (desired.location !== null)
            void this.locations(cloud.id);
    }
    sizes(cloudId) {
        return this.#once(`sizes ${cloudId}`, () => this.#world.reader.sizes(cloudId));
    }
    locations(cloudId) {
        return this.#once(`locations ${cloudId}`, () => this.#world.reader.locations(cloudId));
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

/***/ 1542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ observeScope)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/plan/backend-changes.js

/**
 * What becomes of backends. Removal is refused later, by apply, while anything lives on one. A row that cannot be planned
 * is told to `gather`.
 */
function backendChanges(spec, clouds, gather = errors/* throwAtOnce */.pT) {
    return spec.backends.map((row) => {
        const address = `backend/${row.name}`;
        const observed = clouds.find((cloud) => cloud.name === row.name) ?? null;
        const base = {
            kind: 'backend',
            address,
            id: observed?.id ?? null,
            backend: row.name,
            costHourly: null,
            observed,
        };
        if (row.state === 'absent') {
            return observed
                ? { ...base, action: 'destroy', reason: 'the spec wants it absent' }
                : { ...base, action: 'no-op', reason: 'is absent' };
        }
        if (observed) {
            if (observed.enabled)
                return { ...base, action: 'no-op', reason: 'is there' };
            gather(new errors/* PlanError */.W6('disabled-backend', address, 'the backend is disabled in Mist.', {
                hint: 'Enable it there; its machines cannot be seen until then.',
            }));
            return { ...base, action: 'no-op', reason: 'is disabled' };
        }
        if (row.state === 'existing') {
            gather(new errors/* PlanError */.W6('unknown-backend', address, `there is no backend \`${row.name}\` in Mist.`, {
                hint: `Backends that are there: ${clouds.map((cloud) => cloud.name).join(', ') || 'none'}.`,
            }));
            return { ...base, action: 'no-op', reason: 'is not there' };
        }
        return { ...base, action: 'create', reason: `${row.provider}, added to the organisation` };
    });
}

// EXTERNAL MODULE: ./lib/src/plan/mistakes.js
var plan_mistakes = __webpack_require__(5923);
// EXTERNAL MODULE: ./lib/src/engine/catalogs.js
var engine_catalogs = __webpack_require__(8653);
// EXTERNAL MODULE: ./lib/src/engine/creates-of-scope.js
var creates_of_scope = __webpack_require__(2073);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
;// CONCATENATED MODULE: ./lib/src/engine/observe.js
// Reading what is there: the lists of clouds and keys, then one live list for each cloud that matters.

/** First round trip: the two lists that tell where to look. */
async function observeInventory(world) {
    const { reader } = world;
    const [clouds, keys] = await Promise.all([reader.clouds(), reader.keys()]);
    return { clouds, keys };
}
/**
 * Second round trip: what the wanted clouds list now. On which other clouds there are machines of this scope, or one to
 * adopt, the server's own, possibly old, view tells; those are listed after it. Machines of all other clouds stay out:
 * nothing is decided on an old view.
 */
async function observeMachines(world, scope, { clouds }, wanted) {
    const enabled = clouds.filter((cloud) => cloud.enabled);
    const named = enabled.filter((cloud) => wanted.backends.has(cloud.name));
    const others = enabled.filter((cloud) => !wanted.backends.has(cloud.name));
    const list = async (cloud) => {
        const askedAt = world.clock.elapsed();
        return [cloud.id, { listing: await world.reader.liveMachines(cloud.id), askedAt }];
    };
    const listOthers = async () => {
        if (!wanted.elsewhere || others.length === 0)
            return [];
        const withOurs = await cloudsOf(world, scope, wanted.adopted);
        return Promise.all(others.filter((cloud) => withOurs.has(cloud.id)).map(list));
    };
    const [here, there] = await Promise.all([Promise.all(named.map(list)), listOthers()]);
    return new Map([...here, ...there]);
}
async function cloudsOf(world, scope, adopted) {
    const prefix = (0,identity/* scopePrefix */.Po)(scope);
    const tag = (0,identity/* tagValue */.EZ)(scope.name);
    const ours = (await world.reader.knownMachines()).filter((machine) => machine.name.startsWith(prefix) || machine.tags[identity/* TAGS */.gp.scope] === tag || adopted.has(machine.id));
    return new Set(ours.map((machine) => machine.cloudId));
}

;// CONCATENATED MODULE: ./lib/src/engine/observe-scope.js






/** Resolves once the live lists have been asked for. Throws PlanError for what no list can mend. */
async function observeScope(world, input) {
    const { scope, spec } = input;
    const inventory = await observeInventory(world);
    await (0,creates_of_scope/* refuseHidden */.ly)(world, scope, inventory.clouds);
    const mistakes = new plan_mistakes/* Mistakes */.S();
    const backends = backendChanges(spec, inventory.clouds, mistakes.gather);
    const enabled = inventory.clouds.filter((cloud) => cloud.enabled).map((cloud) => cloud.name);
    const added = backends.filter((change) => change.action === 'create').map((change) => change.backend ?? '');
    const leaving = new Set(backends.filter((change) => change.action === 'destroy').map((change) => change.backend ?? ''));
    const usable = [...enabled.filter((name) => !leaving.has(name)), ...added];
    const expanded = input.expand(usable, mistakes.gather);
    refuseTooMany(expanded.machines, input.maxMachines, mistakes.gather);
    const rows = await onKnownBackends(expanded.machines, inventory, new Set(added), mistakes);
    refuseBlindJumps(expanded.machines, input.trustOnFirstUse);
    input.onInventory?.(expanded, inventory);
    const catalogs = new engine_catalogs/* Catalogs */.v(world);
    fetchEarly(catalogs, scope, expanded.machines, inventory);
    const adopted = new Set(expanded.machines.flatMap((machine) => machine.adopt ?? []));
    const listings = observeMachines(world, scope, inventory, {
        backends: new Set([...expanded.machines.map((machine) => machine.backend), ...leaving]),
        adopted,
        elsewhere: scope.named || adopted.size > 0,
    });
    // Whoever plans hears of it.
    listings.catch(() => undefined);
    return { inventory, expanded, backends, rows, catalogs, mistakes, listings };
}
function refuseTooMany(machines, most, gather) {
    const created = machines.filter((machine) => machine.adopt === null);
    if (created.length <= most)
        return;
    const message = `the spec asks for ${created.length} machines, \`max-machines\` allows ${most}.`;
    const hint = 'Lower `count:` or raise `max-machines`.';
    gather(new errors/* PlanError */.W6('too-many-machines', 'machine/*', message, { hint }));
}
/** The machines whose backend is there and can be looked at. */
async function onKnownBackends(machines, inventory, added, mistakes) {
    for (const { row, address, backend, adopt } of machines) {
        // A row of `backends` that says what is wrong says it for its machines too.
        if (adopt !== null || added.has(backend) || mistakes.at(`backend/${backend}`))
            continue;
        await mistakes.ofRow(row, () => refuseUnknownBackend(address, backend, inventory.clouds));
    }
    return machines.filter(({ row, backend }) => !mistakes.has(row) && !mistakes.at(`backend/${backend}`));
}
function refuseUnknownBackend(address, backend, clouds) {
    const cloud = clouds.find((one) => one.name === backend);
    const known = clouds.map((one) => one.name).join(', ') || 'none';
    if (!cloud) {
        throw new errors/* PlanError */.W6('unknown-backend', address, `there is no backend \`${backend}\` in Mist.`, {
            hint: `Backends that are there: ${known}. Add one under \`backends:\`.`,
        });
    }
    if (!cloud.enabled) {
        throw new errors/* PlanError */.W6('disabled-backend', address, `the backend \`${backend}\` is disabled in Mist.`, {
            hint: 'Enable it there; its machines cannot be seen until then.',
        });
    }
}
/** The first contact with a jump host is checked like any other. */
function refuseBlindJumps(machines, trustOnFirstUse) {
    for (const { address, via } of machines) {
        if (via?.by !== 'host' || via.hostKey !== null || trustOnFirstUse)
            continue;
        throw new errors/* PlanError */.W6('no-host-key', address, `the host key of its jump host ${via.host} is not known.`, {
            hint: 'Write `via: { host: …, user: …, host-key: "ssh-ed25519 AAAA…" }`, or set `trust-on-first-use: true`.',
        });
    }
}
/**
 * Catalogs of rows that have surely not been applied before, because the scope is new with this step or the row's key is
 * not there: their names are resolved while the live lists are read.
 */
function fetchEarly(catalogs, scope, machines, { clouds, keys }) {
    const there = new Set(keys.map((key) => key.name));
    for (const desired of machines) {
        const cloud = clouds.find((one) => one.name === desired.backend);
        const fresh = !scope.named || (desired.keyName !== null && !there.has(desired.keyName));
        if (cloud && fresh && desired.adopt === null)
            catalogs.fetch(desired, cloud);
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

/***/ 5923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ Mistakes)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// What of a spec cannot be planned, gathered while planning goes on with the rest, so that all of it is told at once.

/** The mistakes of one plan. A row that has one is left out of what follows, its other machines included. */
class Mistakes {
    #found = [];
    #rows = new Set();
    gather = (error) => {
        this.#found.push(error);
    };
    /** True when something was found at this address. */
    at(address) {
        return this.#found.some((error) => error.address === address);
    }
    /** True for a row of machines that has a mistake already. */
    has(row) {
        return this.#rows.has(row);
    }
    /** What `work` gives for a machine of this row; null when it throws PlanError, which is kept. Anything else is thrown on. */
    async ofRow(row, work) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6))
                throw error;
            if (!this.#rows.has(row))
                this.#found.push(error);
            this.#rows.add(row);
            return null;
        }
    }
    /** Throws the only mistake as it is, several as PlanErrors, and returns when there is none. */
    settle() {
        const [first] = this.#found;
        if (first === undefined)
            return;
        throw this.#found.length === 1 ? first : new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanErrors */ .bL(this.#found);
    }
}


/***/ })

};
