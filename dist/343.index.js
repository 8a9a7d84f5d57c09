export const id = 343;
export const ids = [343];
export const modules = {

/***/ 8522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPlan: () => (/* binding */ runPlan)
/* harmony export */ });
/* harmony import */ var _engine_make_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8157);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _plan_login_user_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3441);
/* harmony import */ var _render_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5096);
/* harmony import */ var _files_directory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1696);
/* harmony import */ var _hand_over_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(566);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(615);
/* harmony import */ var _plan_input_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7591);
/* harmony import */ var _running_step_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8233);
// Modes plan and check: what apply would do, found out with read power only.









/** Plans and publishes the plan. Throws ActionError `drift` where `check` is asked to fail on it. */
async function runPlan(step, spec, mode, { world }) {
    const { inputs, scope, log } = step;
    const { reader, clock, signal } = world;
    // Only the reading half is handed on: a plan has no power to change anything.
    const { plan, inventory } = await log.group('Plan', () => (0,_engine_make_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .makePlan */ .C)({ reader, clock, log, signal }, (0,_plan_input_js__WEBPACK_IMPORTED_MODULE_7__/* .planInput */ .y)(step, spec, true)));
    log.info((0,_render_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .renderPlanText */ .$D)(plan));
    const replaced = plan.counts.replace > 0 && !inputs.replace;
    if (replaced)
        log.warning('Apply would refuse: a machine has to be replaced. Set `replace: true` to allow it.');
    const files = (0,_files_directory_js__WEBPACK_IMPORTED_MODULE_4__/* .newFilesDirectory */ .D)(step);
    const planFile = (0,_hand_over_js__WEBPACK_IMPORTED_MODULE_5__/* .writePlanFiles */ .ip)(files, plan);
    const planned = {
        machines: plan.changes.flatMap((change) => change.kind === 'machine' ? plannedMachine(change, inventory.clouds) : []),
        outcomes: [],
        leaks: [],
        plan: plan.counts,
        cost: plan.cost,
        changed: false,
    };
    (0,_running_step_js__WEBPACK_IMPORTED_MODULE_8__/* .publish */ .m)(step, planned, plan.changes, { ..._outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .NO_PATHS */ .pM, files, plan: planFile });
    if (mode === 'check' && plan.drift && inputs.failOnDrift) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('drift', 'remote', `scope ${scope.name}: reality differs from the spec.`, {
            hint: 'The plan above says where.',
        });
    }
}
/** A machine as a plan knows it: what is there now, untouched. */
function plannedMachine(change, clouds) {
    const { desired, observed } = change;
    if (desired === null)
        return [];
    return [
        {
            name: desired.name,
            row: desired.row,
            observed,
            mistName: desired.mistName,
            backend: change.backend ?? desired.backend,
            user: (0,_plan_login_user_js__WEBPACK_IMPORTED_MODULE_2__/* .loginUserOf */ .I)(desired, change.backend, clouds, change.placement?.image.name ?? null),
            port: desired.port ?? observed?.sshPort ?? 22,
            keyName: desired.keyName,
            groups: desired.groups,
            outcome: observed === null ? 'skipped' : 'unchanged',
            why: change.reason,
            hostKeys: [],
        },
    ];
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
