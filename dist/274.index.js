export const id = 274;
export const ids = [274,399,702];
export const modules = {

/***/ 5349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ compose),
  T: () => (/* binding */ tokenNamePrefix)
});

// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 19 modules
var connect = __webpack_require__(2425);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
;// CONCATENATED MODULE: ./lib/src/action/on-use.js
function once(load) {
    let loading = null;
    return () => {
        loading ??= load();
        return loading;
    };
}
/** The key maker; see `createKeyMaker`. An RSA key is begun before that is loaded: nothing of a step takes longer. */
function keyMakerOnUse(makeRsa) {
    const load = () => __webpack_require__.e(/* import() */ 553).then(__webpack_require__.bind(__webpack_require__, 8553));
    const maker = once(async () => (await load()).createKeyMaker());
    return {
        rsa: async () => {
            const privateKey = await makeRsa();
            return (await load()).pairOf(privateKey);
        },
        hostKey: async () => (await maker()).hostKey(),
        publicOf: async (privateKey) => (await maker()).publicOf(privateKey),
        prepare: () => {
            // Whoever reads a key hears of what cannot be loaded.
            maker().then((own) => own.prepare?.(), () => undefined);
        },
    };
}
/** The prober; see `createProber`. */
function proberOnUse(caCertificate) {
    const prober = once(async () => (await __webpack_require__.e(/* import() */ 683).then(__webpack_require__.bind(__webpack_require__, 7683))).createProber(caCertificate));
    return {
        tcp: async (...call) => (await prober()).tcp(...call),
        prepare: () => {
            // A module that cannot be loaded is the attempt's to tell.
            prober().then((loaded) => loaded.prepare?.(), () => undefined);
        },
        ssh: async (...call) => (await prober()).ssh(...call),
        http: async (...call) => (await prober()).http(...call),
    };
}
/** The shell; see `createShell`. */
function shellOnUse() {
    const shell = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(719)]).then(__webpack_require__.bind(__webpack_require__, 2719))).createShell());
    return { run: async (...call) => (await shell()).run(...call) };
}

;// CONCATENATED MODULE: ./lib/src/action/compose.js






/** Finds or starts the sandbox, mints a token where an account was given, connects. */
async function compose(input) {
    const { runner, inputs, log, signal, journal } = input;
    const { url, token } = await target(input);
    const common = {
        url,
        clock: runner.clock,
        random: Math.random,
        log,
        signal,
        caCertificate: inputs.caCertificate,
        allowInsecureHttp: inputs.target.kind === 'server' && inputs.target.plain,
        proxyEnv: runner.env,
    };
    let secret = token;
    let minted = null;
    if (inputs.credentials.kind === 'account') {
        const fresh = await mint(input, common);
        secret = fresh.token;
        minted = fresh.id;
    }
    const connected = (0,connect/* connectMist */.e)({ ...common, token: secret });
    const ended = new AbortController();
    const processes = { distDirectory: runner.distDirectory, nodePath: process.execPath, env: runner.env };
    const world = {
        reader: connected.reader,
        writer: connected.writer,
        clock: runner.clock,
        log,
        signal,
        journal,
        prober: proberOnUse(inputs.caCertificate),
        shell: shellOnUse(),
        keyMaker: keyMakerOnUse(async () => {
            const { rsaKeyFromProcess } = await __webpack_require__.e(/* import() */ 906).then(__webpack_require__.bind(__webpack_require__, 906));
            return rsaKeyFromProcess({ ...processes, signal: AbortSignal.any([signal, ended.signal]) });
        }),
    };
    const connection = {
        ...connected,
        close: async () => {
            // A pair that a failed step did not come to use is not waited for.
            ended.abort(new errors/* CancelledError */.cc());
            await connected.close();
        },
    };
    const { caCertificate, allowInsecureHttp } = common;
    const server = secret === null
        ? null
        : { url, token: secret, caCertificate, allowInsecureHttp, proxyEnv: (0,keeper_order/* proxyVariables */.eq)(runner.env) };
    return { world, connection, server, mintedToken: minted };
}
async function mint(input, common) {
    const { inputs, context, tokenTtlMs } = input;
    if (inputs.credentials.kind !== 'account')
        throw new TypeError('no account');
    const { email, password, org } = inputs.credentials;
    input.log.mask(password.reveal());
    const anonymous = (0,connect/* connectMist */.e)({ ...common, token: null });
    try {
        const name = `${tokenNamePrefix(context)}${common.clock.now().toString(36)}`;
        input.onMinting(name);
        const minted = await mintKnown(input, anonymous.tokens, {
            email,
            password,
            orgName: org,
            ttlSeconds: Math.ceil(tokenTtlMs / 1000),
            name,
        });
        await told(input, common, minted);
        return minted;
    }
    finally {
        await anonymous.close();
    }
}
/** Begins the name of every token of one attempt of a run. */
function tokenNamePrefix({ runId, attempt }) {
    return `mist-action-${runId || 'local'}-${attempt}-`;
}
/** Whoever looks for the token afterwards is told when there is surely none. */
async function mintKnown(input, tokens, request) {
    try {
        return await tokens.mint(request);
    }
    catch (error) {
        if ((0,write_ahead/* effectOf */.$)(error) === 'none')
            input.onMinting(null);
        throw error;
    }
}
/** A token that nobody would find again ends at once. */
async function told(input, common, minted) {
    try {
        input.onMinted(minted.id);
    }
    catch (error) {
        const own = (0,connect/* connectMist */.e)({ ...common, token: minted.token });
        try {
            await own.tokens.revoke(minted.id);
        }
        catch {
            input.log.warning(`The token ${minted.id} could not be revoked; it ends by itself within a day.`);
        }
        finally {
            await own.close();
        }
        throw error;
    }
}
async function target(input) {
    const { runner, inputs, context, log, signal } = input;
    const own = inputs.credentials.kind === 'token' ? inputs.credentials.token : null;
    if (own)
        log.mask(own.reveal());
    if (inputs.target.kind === 'server') {
        if (inputs.target.plain)
            log.warning('The Mist server is reached by plain http: token and keys travel readable.');
        return { url: inputs.target.url, token: own };
    }
    const { findOrStartSandbox } = await __webpack_require__.e(/* import() */ 800).then(__webpack_require__.bind(__webpack_require__, 1800));
    const sandbox = await findOrStartSandbox({
        runnerTemp: context.runnerTemp,
        distDirectory: runner.distDirectory,
        step: context.step,
        env: runner.env,
        nodePath: process.execPath,
        signal,
    });
    log.mask(sandbox.token);
    if (sandbox.started)
        log.info(`A sandbox Mist server listens on ${sandbox.url}; it ends with this step's post.`);
    return { url: sandbox.url, token: own ?? (0,secret/* makeSecret */.p)(sandbox.token) };
}


/***/ }),

/***/ 6702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  beginKey: () => (/* binding */ beginKey),
  x: () => (/* binding */ composeStep),
  connectStep: () => (/* binding */ connectStep)
});

// EXTERNAL MODULE: ./lib/src/engine/first-lists.js
var first_lists = __webpack_require__(2399);
// EXTERNAL MODULE: ./lib/src/action/compose.js + 1 modules
var compose = __webpack_require__(5349);
// EXTERNAL MODULE: ./lib/src/action/state-journal.js
var state_journal = __webpack_require__(66);
;// CONCATENATED MODULE: ./lib/src/action/recording-journal.js

/** Every call is in the file first and remembered then, so that the memory never knows more than the file. */
function recordingJournal(write, warn, unsynced = write) {
    const durable = (0,state_journal/* createJournal */.s9)(write, warn, unsynced);
    const known = new Map();
    const keep = (entry) => {
        known.set(entry.seq, entry);
        return entry;
    };
    return {
        journal: {
            intend: (intent) => keep(durable.intend(intent)),
            sent: (entry) => keep(durable.sent(entry)),
            settle: (entry, result) => keep(durable.settle(entry, result)),
        },
        entries: () => [...known.values()],
    };
}

// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
;// CONCATENATED MODULE: ./lib/src/action/connect-step.js
// The connection of a step. Apart from what the step does with it, so that the first lists are under way while that loads.




/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;
/** The engine's world for this step. */
async function composeStep(step) {
    const { log, state, unsynced } = step;
    const { journal, entries } = recordingJournal(state, (message) => log.warning(message), unsynced);
    const composition = await (0,compose/* compose */.Z)({
        ...step,
        journal,
        tokenTtlMs: TOKEN_TTL_MS,
        onMinting: (name) => (0,state_facts/* saveFacts */.NP)(state, { tokenName: name ?? '' }),
        onMinted: (id) => (0,state_facts/* saveFacts */.NP)(state, { tokenId: id }),
    });
    return { ...composition, entries };
}
/**
 * Connects for a plan or an apply and begins the lists that both need first. Whoever gets it closes its connection, after
 * whatever comes of it.
 */
async function connectStep(step) {
    const { target, credentials } = step.inputs;
    const asksNothing = target.kind === 'server' && credentials.kind === 'token';
    const connected = asksNothing ? await composeStep(step) : await step.log.group('Connect', () => composeStep(step));
    const { world } = connected;
    const reader = (0,first_lists.askFirst)(world.reader);
    // A request leaves once its connection stands, which is told in a later turn: what is loaded now would be waited for.
    await new Promise((resolve) => setImmediate(resolve));
    return { ...connected, world: { ...world, reader } };
}
/** The same with a pair that is begun now, for the first key that is generated. */
function beginKey(connected) {
    const { world } = connected;
    return { ...connected, world: { ...world, keyMaker: (0,first_lists.makeFirst)(world.keyMaker) } };
}


/***/ }),

/***/ 6081:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runReap: () => (/* binding */ runReap)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/plan.js
var plan = __webpack_require__(2693);
// EXTERNAL MODULE: ./lib/src/engine/deadline.js
var engine_deadline = __webpack_require__(4577);
// EXTERNAL MODULE: ./lib/src/engine/remove-rest.js
var remove_rest = __webpack_require__(2020);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
;// CONCATENATED MODULE: ./lib/src/reap/claim.js
// Whose a machine or key is, told from name and tags alone, by recomputation. Rules 1 and 2 of docs/architecture.md,
// "Reaping". Pure.


const RUN_SCOPE = /^run-(\d{1,20})-(\d{1,9})-[0-9a-f]{8}$/;
/** The last `a` parts run and attempt: a run id in base 36 may hold others. */
const RUN_SLUG = /^r([1-9a-z][0-9a-z]{0,13})a([1-9]\d{0,8})$/;
const NAME_END = /-[0-9a-f]{8}$/;
/** Slugs are cut at 22, and have no more parts than that. */
const MOST_PARTS = 22;
/** Begins every name in Mist that this repository gave. Throws nothing; `isKnown` tells whether it may be relied on. */
function repositoryPrefix(repository) {
    return `ma-${(0,identity/* repositoryHash */.Hd)(repository)}-`;
}
/** True when the repository is known exactly: GitHub's numeric id or `owner/name`, on a server. */
function isKnown(repository) {
    return /^(?:\d+|[\w.-]+\/[\w.-]+)$/.test(repository.id) && /^https?:\/\/[^/]+/.test(repository.serverUrl);
}
/** Who a listed machine belongs to. */
function claimMachine(repository, machine) {
    const bears = machine.name.startsWith(repositoryPrefix(repository));
    const scopes = [
        ...scopesOfTag(repository, machine.tags[identity/* TAGS */.gp.scope]),
        ...scopesOfTag(repository, (0,identity/* scopeSpelt */.$u)(machine.tags) ?? undefined),
        ...(bears ? namedScopes(repository, machine.name) : []),
    ];
    const scope = scopes.find((one) => (0,ownership/* proveMachine */.WJ)(one, machine).owned);
    if (scope !== undefined)
        return { kind: 'owned', scope, owner: ownerOf(scope) };
    if (!bears)
        return { kind: 'foreign' };
    if (Object.keys(machine.tags).some(tellsScope))
        return { kind: 'unclear', why: 'its name cannot be recomputed from its tags' };
    return likely(repository, machine.name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}
/** A tag of a host key, say, tells nothing: it is there as well where the server never wrote those of the create. */
function tellsScope(tag) {
    return tag === identity/* TAGS */.gp.scope || tag.startsWith(`${identity/* TAGS */.gp.scope}_`) || tag === identity/* TAGS */.gp.row || tag === identity/* TAGS */.gp.owner;
}
/** Who a key belongs to. `scopes` are those that machines told: a key has no tags. */
function claimKey(repository, name, scopes) {
    if (!name.startsWith(repositoryPrefix(repository)))
        return { kind: 'foreign' };
    const scope = [...scopes, ...namedScopes(repository, name)].find((one) => (0,identity/* ownsName */.x5)(one, 'key', name));
    if (scope !== undefined)
        return { kind: 'owned', scope, owner: ownerOf(scope) };
    return likely(repository, name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}
/** A tag holds the scope's name as it is, where the name is one that a tag can spell; else it is spelt out in several. */
function scopesOfTag(repository, name) {
    if (name === undefined || name === '')
        return [];
    const named = { name, named: true, repository };
    return RUN_SCOPE.test(name) ? [{ ...named, named: false }, named] : [named];
}
/** Every named scope whose whole name may be the slug of `name`: slug and row both may hold hyphens. */
function namedScopes(repository, name) {
    const parts = name.slice(repositoryPrefix(repository).length).split('-').slice(0, MOST_PARTS);
    return parts.map((_, index) => ({ name: parts.slice(0, index + 1).join('-'), named: true, repository }));
}
function likely(repository, name) {
    const prefix = repositoryPrefix(repository);
    const slug = name.slice(prefix.length).split('-', 1)[0] ?? '';
    const parts = RUN_SLUG.exec(slug);
    if (parts?.[1] === undefined || parts[2] === undefined)
        return null;
    if (!NAME_END.test(name.slice(prefix.length + slug.length + 1)))
        return null;
    const owner = { kind: 'run', id: fromBase36(parts[1]), attempt: Number(parts[2]) };
    return { kind: 'likely', prefix: `${prefix}${slug}-`, owner };
}
function ownerOf(scope) {
    const run = scope.named ? null : RUN_SCOPE.exec(scope.name);
    if (run?.[1] !== undefined && run[2] !== undefined)
        return { kind: 'run', id: run[1], attempt: Number(run[2]) };
    const pull = /^pr-([1-9]\d{0,8})$/.exec(scope.name);
    return pull?.[1] === undefined ? { kind: 'lease' } : { kind: 'pull-request', number: Number(pull[1]) };
}
function fromBase36(text) {
    let value = 0n;
    for (const digit of text)
        value = value * 36n + BigInt(Number.parseInt(digit, 36));
    return value.toString();
}

// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
;// CONCATENATED MODULE: ./lib/src/reap/judge.js



const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OLDER_THAN_MS = 30 * MINUTE_MS;
/** What is ours only by circumstances waits longer: somebody may want to look at it. */
const LIKELY_OLDER_THAN_MS = DAY_MS;
/** A lease fires within seconds; after this long the server's scheduler has missed it. */
const LEASE_GRACE_MS = 2 * MINUTE_MS;
/** GitHub cancels a workflow run after 35 days (its documented limit), so nothing older belongs to a living one. */
const LONGEST_RUN_MS = 35 * DAY_MS;
const stays = (why) => ({ reap: false, why });
/** The verdict on one machine. Does not ask for the server's log of a `likely` one: the caller does. */
function judge({ machine, claim, owner, now }, rules) {
    if (claim.kind === 'foreign')
        return stays('it is not of this repository');
    if (machine.missing)
        return stays('its provider no longer lists it');
    if (claim.kind === 'unclear')
        return stays(claim.why);
    if (isKept(machine, rules.keepTag))
        return stays(`it has the tag ${rules.keepTag}`);
    const end = endOf(claim.owner, owner, machine, now);
    if ('why' in end)
        return stays(end.why);
    const born = machine.createdAt ?? end.since;
    if (born === null)
        return stays(`${end.reason}, but how old it is cannot be told`);
    const wanted = minimumAge(claim.kind, rules);
    if (now - born < wanted)
        return stays(`${end.reason}, but it is younger than ${(0,duration/* formatDuration */.a3)(wanted)}`);
    return { reap: true, reason: end.reason };
}
/** What something must have lived for, in ms, before it is removed. */
function minimumAge(kind, rules) {
    return rules.olderThanMs ?? (kind === 'owned' ? OLDER_THAN_MS : LIKELY_OLDER_THAN_MS);
}
/** `attempt 1 of run 42`, for messages and as the owner's key. */
function ownerName(owner) {
    switch (owner.kind) {
        case 'run':
            return `attempt ${owner.attempt} of run ${owner.id}`;
        case 'pull-request':
            return `pull request ${owner.number}`;
        case 'lease':
            return 'its lease';
        default:
            return (0,errors/* assertNever */.xb)(owner);
    }
}
/** True for a machine that somebody has marked to stay. */
function isKept(machine, keepTag) {
    return Object.keys(machine.tags).some((tag) => tag.toLowerCase() === keepTag.toLowerCase());
}
function endOf(owner, state, machine, now) {
    if (owner.kind === 'lease')
        return endOfLease(machine, now);
    const name = ownerName(owner);
    if (state === null)
        return { why: `it is not known whether ${name} still lives` };
    if (state.is === 'live') {
        return { why: owner.kind === 'run' ? `${name} is not completed` : `${name} is open` };
    }
    if (state.is === 'over') {
        return { reason: `${name} is ${owner.kind === 'run' ? 'completed' : 'closed'}`, since: state.since };
    }
    if (owner.kind === 'pull-request')
        return endOfLease(machine, now);
    if (machine.createdAt === null || now - machine.createdAt < LONGEST_RUN_MS) {
        return { why: `GitHub does not know ${name} and it is younger than the longest run` };
    }
    return { reason: `${name} is unknown to GitHub and would be older than any run can be`, since: null };
}
function endOfLease(machine, now) {
    const { lease, tags, state } = machine;
    if (lease === null)
        return { why: 'it has no lease, and its scope has a name: it stays until `destroy`' };
    // A safe expiration arms another lease, seven days ahead: without one nothing shows that there ever was a lease to end.
    if (state === 'stopped' && !Object.keys(tags).some((tag) => tag.startsWith(identity/* TAG_PREFIX */.C_))) {
        return { reason: 'it is stopped and has lost its tags, as at the end of a lease', since: null };
    }
    const end = new Date(lease.at).toISOString();
    return now - lease.at >= LEASE_GRACE_MS
        ? { reason: `its lease ended at ${end}`, since: lease.at }
        : { why: `its lease ends at ${end}` };
}

// EXTERNAL MODULE: ./lib/src/engine/limit.js
var engine_limit = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/reap/owners.js
// Asking GitHub whether owners still live: once each for the plan, and again in the last moment.


/** More at once would only run into GitHub's secondary limits. */
const AT_ONCE = 5;
/** The owner of a claim, or null where there is none or where only the lease tells. */
function askableOwner(claim) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return null;
    return claim.owner.kind === 'lease' ? null : claim.owner;
}
/** What GitHub says of one owner now. Throws what the reader throws. */
function askOwner(github, owner) {
    if (owner.kind === 'run')
        return github.runState(owner.id, owner.attempt);
    return owner.kind === 'pull-request' ? github.pullRequestState(owner.number) : Promise.resolve(null);
}
/** Asks once about every owner in `claims`. Throws as soon as GitHub may not or cannot be asked. */
async function askOwners(github, claims) {
    const owners = new Map();
    for (const claim of claims) {
        const owner = askableOwner(claim);
        if (owner !== null)
            owners.set(ownerName(owner), owner);
    }
    const limit = (0,engine_limit/* limitTo */.$)(AT_ONCE);
    const known = new Map();
    await Promise.all([...owners].map(([name, owner]) => limit(async () => {
        const state = await askOwner(github, owner);
        if (state !== null)
            known.set(name, state);
    })));
    return known;
}
/** What is known of the owner in `claim`; null where GitHub was not asked. */
function stateOf(known, claim) {
    const owner = askableOwner(claim);
    return owner === null ? null : (known.get(ownerName(owner)) ?? null);
}

// EXTERNAL MODULE: ./lib/src/plan/mirrors.js
var mirrors = __webpack_require__(5436);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
;// CONCATENATED MODULE: ./lib/src/reap/survey.js
// Looking twice: what all backends list now, and what two such looks agree on.





/** A disabled backend is waited for so long in each look. */
const DISABLED_MS = 15_000;
/**
 * One look at everything. The server asks the provider of a disabled cloud as well, so those are listed like all others (v1
 * `/clouds/{id}/machines` does not look at `enabled`; mistio/mist.api, `list_cloud_machines`). A cloud that cannot be listed is
 * in `unread` or `unseen`; clouds, keys and schedules that cannot be listed, a token that is refused, and cancellation are thrown.
 */
async function takeSurvey(world, parallelism) {
    const { reader } = world;
    const [clouds, keys, schedules] = await Promise.all([reader.clouds(), reader.keys(), reader.schedules()]);
    const limit = (0,engine_limit/* limitTo */.$)(parallelism);
    const machines = [];
    const unread = [];
    const unseen = [];
    const listOne = async (cloud) => {
        try {
            const deadline = cloud.enabled ? Number.POSITIVE_INFINITY : world.clock.elapsed() + DISABLED_MS;
            const listing = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, reader.liveMachines(cloud.id));
            if (listing === engine_deadline/* LATE */.X)
                unseen.push({ cloud, why: 'no answer in time' });
            else
                machines.push(...listing.machines);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc || (error instanceof errors/* ApiError */.hD && error.failure === 'auth'))
                throw error;
            (cloud.enabled ? unread : unseen).push({ cloud, why: (0,engine_world/* sentenceOf */.$)(error) });
        }
    };
    // Those that are disabled come last: they may be so because their provider does not answer.
    const inOrder = [...clouds].sort((a, b) => Number(b.enabled) - Number(a.enabled));
    await Promise.all(inOrder.map((cloud) => limit(() => listOne(cloud))));
    // Answers arrive in any order; plans and tables must not.
    machines.sort((a, b) => (a.name === b.name ? order(a.id, b.id) : order(a.name, b.name)));
    return { clouds, machines, unread, unseen, keys, schedules };
}
/** True when no backend was left out or is disabled: only then is something that nobody lists surely nowhere. */
function isComplete({ clouds, unread }) {
    return unread.length === 0 && clouds.every((cloud) => cloud.enabled);
}
/** True for rows that may still cost something. A row that the provider no longer lists counts as alive: nobody knows. */
function mayLive(machine) {
    return !(0,observed/* isGone */.S)(machine);
}
/** True when both looks show the machine with all that verdicts rest on unchanged. */
function isSame(before, now) {
    if (before === undefined || before.cloudId !== now.cloudId)
        return false;
    return before.name === now.name && before.state === now.state && sameLease(before, now) && sameTags(before, now);
}
function sameLease({ lease: a }, { lease: b }) {
    return a?.at === b?.at && a?.action === b?.action && a?.id === b?.id;
}
function sameTags({ tags: a }, { tags: b }) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
function order(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./lib/src/reap/plan.js





/**
 * The machines of this repository that may live, sorted into doomed and left alone; `unstable` when one is left only because
 * the looks differ. The log of `likely` ones has not been read yet.
 */
function planMachines(looks) {
    const { repository, first, second, owners, rules, now } = looks;
    const before = new Map(first.machines.map((machine) => [machine.id, machine]));
    const backends = new Map(second.clouds.map((cloud) => [cloud.id, cloud.name]));
    const machines = [];
    const left = [];
    let unstable = false;
    const living = second.machines.filter(mayLive);
    for (const machine of living) {
        const claim = claimMachine(repository, machine);
        if (claim.kind === 'foreign')
            continue;
        const backend = backends.get(machine.cloudId) ?? '';
        const verdict = judge({ machine, claim, owner: stateOf(owners, claim), now }, rules);
        const others = living.filter((one) => (0,mirrors/* isSameMachine */.sP)(one, machine, second.clouds));
        const alsoListedAs = others.map(({ id }) => id);
        const keeper = others.find((one) => isKept(one, rules.keepTag));
        if (verdict.reap && keeper !== undefined) {
            const where = backends.get(keeper.cloudId) ?? '';
            left.push(leave(machine, backend, `it has the tag ${rules.keepTag} on ${where}, which is the same account`));
        }
        else if (!verdict.reap)
            left.push(leave(machine, backend, verdict.why));
        else if (isSame(before.get(machine.id), machine))
            machines.push({ machine, claim, backend, reason: verdict.reason, alsoListedAs });
        else {
            unstable = true;
            left.push(leave(machine, backend, 'two lists, some seconds apart, do not show it the same'));
        }
    }
    const once = eachOnce(machines);
    const going = new Set(once.flatMap(({ alsoListedAs }) => alsoListedAs));
    return { machines: once, left: left.filter(({ id }) => !going.has(id)), unstable };
}
/** Of several rows of one machine the one that tells most: whose it surely is, then with its lease. */
function eachOnce(machines) {
    const told = ({ claim, machine }) => (claim.kind === 'owned' ? 2 : 0) + (machine.lease === null ? 0 : 1);
    const dropped = new Set();
    for (const one of [...machines].sort((a, b) => told(b) - told(a))) {
        if (!dropped.has(one.machine.id))
            for (const id of one.alsoListedAs)
                dropped.add(id);
    }
    return machines.filter(({ machine }) => !dropped.has(machine.id));
}
/** A row of what stays. */
function leave(machine, backend, why) {
    return { kind: 'machine', name: machine.name, id: machine.id, backend, why };
}

// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var engine_sweep = __webpack_require__(6229);
;// CONCATENATED MODULE: ./lib/src/reap/remove.js




/** A list is good for a destroy for this long (invariant I2); asking GitHub takes its share of it. */
const LIST_IS_FRESH_MS = 30_000;
/** Never throws but for cancellation. */
async function removeMachines(world, input) {
    const clouds = new Map(input.doomed.map(({ machine, backend }) => [machine.cloudId, backend]));
    const parts = await Promise.all([...clouds].map(([id, name]) => {
        const doomed = input.doomed.filter(({ machine }) => machine.cloudId === id);
        return new CloudRemoval(world, { ...input, doomed }).run({ id, name });
    }));
    return {
        gone: new Set(parts.flatMap((part) => [...part.gone])),
        spared: parts.flatMap((part) => part.spared),
        leaks: parts.flatMap((part) => part.leaks),
    };
}
class CloudRemoval {
    #world;
    #input;
    #doomed;
    /** What the last list showed, and when, on the monotonic clock. */
    #listed = new Map();
    #ordered = new Set();
    #spared = new Map();
    #unasked = new Map();
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#doomed = new Map(input.doomed.map((one) => [one.machine.id, one]));
    }
    async run(cloud) {
        const { writer } = this.#world;
        const guarded = { ...writer, destroyMachine: (id, onSent) => this.#destroy(id, onSent) };
        const { deadline, parallelism } = this.#input;
        const expected = [...this.#doomed.values()].map(({ machine }) => machine);
        const sweep = await (0,engine_sweep/* sweepCloud */.E)({ ...this.#world, writer: guarded }, { cloud, select: (machine) => this.#select(machine), expected, pending: [], deadline, parallelism });
        return this.#result(sweep);
    }
    #select(machine) {
        const doomed = this.#doomed.get(machine.id);
        if (doomed === undefined || this.#spared.has(machine.id) || this.#unasked.has(machine.id))
            return 'leave';
        this.#listed.set(machine.id, { machine, at: this.#world.clock.elapsed() });
        // Once its end is ordered a machine changes in ways that say nothing about whose it is; its name must not.
        const decided = (0,observed/* isGone */.S)(machine) || this.#ordered.has(machine.id);
        if (decided && machine.name === doomed.machine.name)
            return 'destroy';
        const why = this.#input.spare(machine);
        if (why === null)
            return 'destroy';
        this.#spare(machine, why);
        return 'leave';
    }
    /** In the place of the writer's destroy: the last chance of a machine whose owner came back. */
    async #destroy(id, onSent) {
        const listed = this.#listed.get(id);
        if (listed === undefined)
            throw refusal('no list shows it');
        const why = await this.#askAgain(listed.machine);
        if (why !== null)
            throw refusal(why);
        if (this.#world.clock.elapsed() - listed.at > LIST_IS_FRESH_MS)
            throw refusal('the list that showed it is too old');
        this.#ordered.add(id);
        await this.#world.writer.destroyMachine(id, onSent);
    }
    async #askAgain(machine) {
        try {
            const why = await this.#input.spareNow(machine);
            if (why !== null)
                this.#spare(machine, why);
            return why;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            const why = `not removed, because GitHub could not be asked again: ${(0,engine_world/* sentenceOf */.$)(error)}`;
            this.#unasked.set(machine.id, {
                kind: 'machine',
                name: machine.name,
                id: machine.id,
                backend: this.#backend(machine),
                why,
            });
            return why;
        }
    }
    #spare(machine, why) {
        const { name, id } = machine;
        this.#spared.set(id, { kind: 'machine', name, id, backend: this.#backend(machine), why });
    }
    #backend(machine) {
        return this.#doomed.get(machine.id)?.backend ?? null;
    }
    /** The sweep counts what it once took for doomed; what was spared since is neither gone nor a leak. */
    #result(sweep) {
        const stays = (id) => id !== null && (this.#spared.has(id) || this.#unasked.has(id));
        const leaks = [...this.#unasked.values(), ...sweep.leaks.filter(({ id }) => !stays(id))];
        const ended = new Set(sweep.destroyed.map(({ id }) => id).filter((id) => this.#ordered.has(id) && !stays(id)));
        for (const { machine } of this.#doomed.values()) {
            const open = stays(machine.id) || ended.has(machine.id) || leaks.some(({ id }) => id === machine.id || id === null);
            if (!open)
                this.#spare(machine, 'it was gone before its turn came');
        }
        return {
            gone: ended,
            spared: [...this.#spared.values()],
            leaks,
        };
    }
}
function refusal(why) {
    return new errors/* ActionError */.lZ('reap-spared', 'remote', why);
}

// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/src/reap/strays.js








/** How the server names the schedule of a lease: after its machine; the second one where it safe-expires. */
const LEASE_SCHEDULE = /^(ma-[0-9a-f]{6}-.+-[0-9a-f]{8})(?:-safe)?-expiration-[0-9A-Za-z-]+$/;
const INCOMPLETE = 'not every backend could be listed, so a machine that it serves may live';
const UNPROVED = 'its lease is still to come, and a KVM backend may not list what lives';
/** Lease schedules of this repository's machines that no list shows any more. */
function planSchedules(looks) {
    const prefix = repositoryPrefix(looks.repository);
    const living = livingIds(looks);
    const inPart = looks.second.clouds.some(({ provider }) => (0,providers/* isListedInPart */.ex)(provider));
    const before = new Map(looks.first.schedules.map((one) => [one.id, one]));
    const schedules = [];
    const left = [];
    for (const schedule of looks.second.schedules) {
        const { id, name, machineIds } = schedule;
        const machineName = LEASE_SCHEDULE.exec(name)?.[1];
        if (machineName === undefined || !machineName.startsWith(prefix))
            continue;
        if (machineIds.length === 0 || machineIds.some((machine) => living.has(machine)))
            continue;
        const same = before.get(id);
        if (same?.name !== name || same.machineIds.join() !== machineIds.join())
            continue;
        if (inPart && (0,remove_rest/* isArmed */.UP)(schedule, looks.now))
            left.push({ kind: 'schedule', name, id, backend: null, why: UNPROVED });
        else if (isComplete(looks.first) && isComplete(looks.second)) {
            schedules.push({ schedule, reason: `its machine ${machineName} is gone` });
        }
        else
            left.push({ kind: 'schedule', name, id, backend: null, why: INCOMPLETE });
    }
    return { schedules, left };
}
/** Generated keys of this repository whose owner is over and that nobody uses but what is removed with them. */
function planKeys(looks, doomed) {
    const { repository, first, second } = looks;
    const scopes = [...first.machines, ...second.machines].flatMap((machine) => {
        const claim = claimMachine(repository, machine);
        return claim.kind === 'owned' ? [claim.scope] : [];
    });
    const before = new Map(first.keys.map((key) => [key.id, key.name]));
    const keys = [];
    const left = [];
    for (const key of second.keys) {
        const claim = claimKey(repository, key.name, scopes);
        if (claim.kind === 'foreign')
            continue;
        const why = before.get(key.id) === key.name ? stayOfKey(key, claim, looks, doomed) : 'it has just appeared';
        if (why === null)
            keys.push({ key, claim, reason: reasonOf(claim) });
        else
            left.push({ kind: 'key', name: key.name, id: key.id, backend: null, why });
    }
    return { keys, left };
}
/**
 * Why a key must stay for one of `machines`, or null: Mist associates the two, on either side, or the machine is of the
 * key's scope and may get it yet.
 */
function neededBy(key, claim, machines) {
    const living = machines.filter(mayLive);
    const users = new Set(key.machineIds);
    const user = living.find((machine) => users.has(machine.id) || machine.keyIds.includes(key.id));
    if (user !== undefined)
        return `the machine ${user.name} uses it`;
    const prefix = claim.kind === 'owned' ? (0,identity/* scopePrefix */.Po)(claim.scope) : claim.kind === 'likely' ? claim.prefix : null;
    const sibling = prefix === null ? undefined : living.find((machine) => machine.name.startsWith(prefix));
    return sibling === undefined ? null : `the machine ${sibling.name} of its scope lives`;
}
/** Why a key stays, or null. */
function stayOfKey(key, claim, looks, doomed) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return claim.kind === 'unclear' ? claim.why : null;
    const going = new Set(doomed.flatMap(({ machine, alsoListedAs }) => [machine.id, ...alsoListedAs]));
    const staying = [...looks.second.machines, ...looks.known].filter((machine) => !going.has(machine.id));
    const needed = neededBy(key, claim, staying);
    if (needed !== null)
        return needed;
    if (!isComplete(looks.first) || !isComplete(looks.second))
        return INCOMPLETE;
    return stayOfOwner(claim, stateOf(looks.owners, claim), looks, doomed);
}
function stayOfOwner(claim, state, { rules, now }, doomed) {
    const unasked = claim.owner.kind === 'lease' || (claim.owner.kind === 'pull-request' && state?.is === 'unknown');
    if (unasked) {
        return doomed.some((one) => isSameScope(one.claim, claim))
            ? null
            : 'its scope has a name and no machine: it may be about to create one';
    }
    const name = ownerName(claim.owner);
    if (state === null)
        return `it is not known whether ${name} still lives`;
    if (state.is === 'live')
        return `${name} still lives`;
    if (state.is === 'unknown')
        return `GitHub does not know ${name}`;
    const wanted = minimumAge(claim.kind, rules);
    if (state.since === null)
        return `${name} is over, but since when cannot be told`;
    return now - state.since < wanted ? `${name} is over for less than ${(0,duration/* formatDuration */.a3)(wanted)}` : null;
}
function isSameScope(a, b) {
    return a.kind === 'owned' && b.kind === 'owned' && a.scope.name === b.scope.name && a.scope.named === b.scope.named;
}
function reasonOf(claim) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return '';
    if (claim.owner.kind === 'lease')
        return 'the last machine of its scope goes';
    return `${ownerName(claim.owner)} is over, and no machine uses it`;
}
/** Ids of everything that any list shows as possibly alive. */
function livingIds({ first, second, known }) {
    return new Set([...first.machines, ...second.machines, ...known].filter(mayLive).map((machine) => machine.id));
}

;// CONCATENATED MODULE: ./lib/src/reap/remove-strays.js
// Deleting lease schedules and generated keys that were planned: read again, deleted by exact id, and looked for once more.



/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
async function deleteSchedules(world, planned) {
    const { reader, writer } = world;
    return deleteAll(world, 'schedule', planned.map(({ schedule }) => schedule), {
        list: () => reader.schedules(),
        spare: async ({ id }, fresh) => {
            const before = planned.find(({ schedule }) => schedule.id === id)?.schedule;
            const now = fresh.find((one) => one.id === id);
            return now?.machineIds.join() === before?.machineIds.join() ? null : 'it has changed';
        },
        remove: (id) => writer.deleteSchedule(id),
    });
}
/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
async function deleteKeys(world, input) {
    const { reader, writer } = world;
    let living = null;
    return deleteAll(world, 'key', input.keys.map(({ key }) => key), {
        list: () => reader.keys(),
        spare: async ({ id }, fresh) => {
            const planned = input.keys.find(({ key }) => key.id === id);
            const now = fresh.find((key) => key.id === id);
            if (planned === undefined || now === undefined)
                return 'it has changed';
            living ??= await input.living();
            return neededBy(now, planned.claim, living) ?? (await input.spareNow(planned));
        },
        remove: (id) => writer.deleteKey(id),
    });
}
async function deleteAll(world, kind, planned, means) {
    const spared = [];
    const troubles = new Map();
    const removed = [];
    if (planned.length === 0)
        return { removed, spared, leaks: [] };
    const row = ({ id, name }, why) => ({ kind, name, id, backend: null, why });
    try {
        const fresh = await means.list();
        const names = new Map(fresh.map(({ id, name }) => [id, name]));
        const going = [];
        for (const one of planned.filter(({ id, name }) => names.get(id) === name)) {
            const why = await means.spare(one, fresh);
            if (why !== null) {
                spared.push(row(one, why));
                continue;
            }
            going.push(one);
            world.log.info(`Deleting ${kind} ${one.name} (${one.id})`);
            await means.remove(one.id).catch((error) => {
                if (error instanceof errors/* CancelledError */.cc)
                    throw error;
                troubles.set(one.id, (0,engine_world/* sentenceOf */.$)(error));
            });
        }
        const after = new Set((await means.list()).map(({ id }) => id));
        removed.push(...going.filter(({ id }) => !after.has(id)).map(({ id }) => id));
        const still = going.filter(({ id }) => after.has(id));
        return {
            removed,
            spared,
            leaks: still.map((one) => row(one, troubles.get(one.id) ?? 'still listed after it was deleted')),
        };
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return { removed, spared, leaks: planned.map((one) => row(one, `not proved deleted: ${(0,engine_world/* sentenceOf */.$)(error)}`)) };
    }
}

;// CONCATENATED MODULE: ./lib/src/reap/reap.js
// Reaping: look, ask GitHub whether the owners live, look again, decide, and (unless dry) remove with proof. The rules are
// in docs/architecture.md, "Reaping".












/** Two lists that are to agree lie at least this far apart: the server caches one for a moment. */
const STABLE_GAP_MS = 5_000;
/** A server's worker that is at work on a machine changes it for some seconds. */
const MOST_LOOKS = 3;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 15_000;
/** A machine appears within ten minutes of its create, also when the message was delivered twice; clocks differ. */
const LOG_BEFORE_MS = 30 * 60_000;
const LOG_AFTER_MS = 2 * 60_000;
/**
 * Reaps one repository. Throws ActionError when the repository is not known, when GitHub or Mist may not be asked, and
 * on cancellation; nothing has been removed then, except on cancellation.
 */
async function reap(world, github, input) {
    if (!isKnown(input.repository)) {
        throw new errors/* ActionError */.lZ('reap-repository', 'user', 'It is not known exactly which repository to reap for: nothing was removed.');
    }
    const looks = await look(world, github, input);
    const plan = await decide(world, looks);
    const unread = unreadLeaks(looks);
    const unseen = unseenOf(looks);
    const covered = looks.second.clouds.filter(({ name }) => ![...unread, ...unseen].some(({ backend }) => backend === name));
    const nothing = {
        plan,
        refused: null,
        removed: new Set(),
        spared: [],
        leaks: unread,
        backends: covered.map(({ name }) => name),
        unseen,
    };
    if (plan.machines.length > input.maxReap) {
        const refused = `${plan.machines.length} machines would be removed and \`max-reap\` is ${input.maxReap}: nothing was removed.`;
        return { ...nothing, refused };
    }
    return input.dryRun ? nothing : { ...nothing, ...(await remove(world, github, input, looks, plan, unread)) };
}
/** Looks until two in a row read every backend and agree on all that would go, three times at most after the first. */
async function look(world, github, input) {
    const { clock, signal } = world;
    const { repository, rules, parallelism } = input;
    let known = await world.reader.knownMachines();
    let first = await takeSurvey(world, parallelism);
    for (let attempt = 1;; attempt += 1) {
        const listedAt = clock.elapsed();
        const owners = await askOwners(github, claimsIn(repository, first));
        await clock.sleep(STABLE_GAP_MS - (clock.elapsed() - listedAt), signal);
        const second = await takeSurvey(world, parallelism);
        const looks = { repository, first, second, known, owners, rules, now: (0,engine_world/* serverNow */.c)(world) };
        if (attempt === MOST_LOOKS || isSettled(looks))
            return looks;
        // The server's own view stays the one from before both looks.
        known = [...known, ...first.machines];
        first = second;
    }
}
function isSettled(looks) {
    return looks.first.unread.length + looks.second.unread.length === 0 && !planMachines(looks).unstable;
}
/** Whose everything is that may live: machines first, because keys have no tags to tell their scope. */
function claimsIn(repository, { machines, keys }) {
    const claims = machines.map((machine) => claimMachine(repository, machine));
    const scopes = claims.flatMap((claim) => (claim.kind === 'owned' ? [claim.scope] : []));
    const living = machines.filter(mayLive).map((machine) => claimMachine(repository, machine));
    return [...living, ...keys.map(({ name }) => claimKey(repository, name, scopes))];
}
async function decide(world, looks) {
    const planned = planMachines(looks);
    const machines = [];
    const left = [...planned.left];
    for (const one of planned.machines) {
        if (one.claim.kind === 'owned' || (await wasCreatedHere(world, one.machine)))
            machines.push(one);
        else
            left.push(leave(one.machine, one.backend, `${one.reason}, but its job is not known and the server's log shows no create of it`));
    }
    const keys = planKeys(looks, machines);
    const schedules = planSchedules(looks);
    return {
        machines,
        keys: keys.keys,
        schedules: schedules.schedules,
        left: [...left, ...keys.left, ...schedules.left],
    };
}
/** Did this server accept a create of exactly this name when the machine came to be? A log that fails proves nothing. */
async function wasCreatedHere(world, { name, createdAt }) {
    try {
        const logs = await world.reader.createLogs(name);
        return logs.some(({ at }) => createdAt === null || (at >= createdAt - LOG_BEFORE_MS && at <= createdAt + LOG_AFTER_MS));
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        world.log.warning(`The log of creates of ${name} could not be read: ${(0,engine_world/* sentenceOf */.$)(error)}`);
        return false;
    }
}
async function remove(world, github, input, looks, plan, unread) {
    const { repository, rules } = input;
    const again = (machine, owner) => {
        const claim = claimMachine(repository, machine);
        const verdict = judge({ machine, claim, owner, now: (0,engine_world/* serverNow */.c)(world) }, rules);
        return verdict.reap ? null : verdict.why;
    };
    const { deadline, parallelism } = input;
    const time = deadline - world.clock.elapsed();
    const machines = await removeMachines(world, {
        doomed: plan.machines,
        spare: (machine) => again(machine, stateOf(looks.owners, claimMachine(repository, machine))),
        spareNow: async (machine) => again(machine, await askAgain(github, claimMachine(repository, machine))),
        deadline: deadline - Math.min(REST_MS, time / 4),
        parallelism,
    });
    const { gone } = machines;
    const ended = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, (0,remove_rest/* removeSchedules */.l_)(world, gone));
    const schedules = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, deleteSchedules(world, plan.schedules));
    const keyInput = {
        keys: plan.keys,
        living: () => livingNow(world, looks, goneEverywhere(plan, gone)),
        spareNow: async ({ claim }) => {
            const state = await askAgain(github, claim);
            return state?.is === 'live' ? 'its owner lives again' : null;
        },
    };
    const keys = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, deleteKeys(world, keyInput));
    const strays = [schedules === engine_deadline/* LATE */.X ? late('schedule') : schedules, keys === engine_deadline/* LATE */.X ? late('key') : keys];
    return {
        removed: new Set([...gone, ...strays.flatMap(({ removed }) => removed)]),
        spared: [...machines.spared, ...strays.flatMap(({ spared }) => spared)],
        leaks: [
            ...unread,
            ...machines.leaks,
            ...(ended === engine_deadline/* LATE */.X ? late('schedule').leaks : ended),
            ...strays.flatMap(({ leaks }) => leaks),
        ],
    };
}
function late(kind) {
    const leak = { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
    return { removed: [], spared: [], leaks: [leak] };
}
async function askAgain(github, claim) {
    const owner = askableOwner(claim);
    return owner === null ? null : askOwner(github, owner);
}
/** What is gone is gone under all of its ids. */
function goneEverywhere({ machines }, gone) {
    const ended = machines.filter(({ machine }) => gone.has(machine.id));
    return new Set([...gone, ...ended.flatMap(({ alsoListedAs }) => alsoListedAs)]);
}
/** Everything that may live after the removal: the second look without what is proved gone, and what is new since. */
async function livingNow(world, looks, gone) {
    const known = await world.reader.knownMachines();
    return [...looks.second.machines, ...known].filter((machine) => mayLive(machine) && !gone.has(machine.id));
}
function unseenOf({ first, second }) {
    const unseen = new Map([...first.unseen, ...second.unseen].map(({ cloud, why }) => [cloud.name, why]));
    return [...unseen].map(([backend, why]) => ({ backend, why }));
}
/** A backend that could not be listed may hold what lost its owner: the result is not "nothing is left". */
function unreadLeaks({ first, second }) {
    const unread = new Map([...first.unread, ...second.unread].map(({ cloud, why }) => [cloud.id, { cloud, why }]));
    return [...unread.values()].map(({ cloud, why }) => ({
        kind: 'machine',
        name: '*',
        id: null,
        backend: cloud.name,
        why: `its backend could not be listed: ${why}`,
    }));
}

// EXTERNAL MODULE: ./lib/src/render/markdown.js
var markdown = __webpack_require__(1554);
// EXTERNAL MODULE: ./lib/src/render/summary.js
var summary = __webpack_require__(9015);
;// CONCATENATED MODULE: ./lib/src/render/reap.js


/** `Would remove 2 machines, 1 key`, or `Removed …`; the sentence that nothing lost its owner. */
function reapSentence(view) {
    const whole = view.unseen.length === 0 && !view.leaks.some(({ id }) => id === null);
    if (view.doomed.length === 0)
        return `Nothing${whole ? '' : ' that could be listed'} has lost its owner.`;
    if (view.refused !== null)
        return view.refused;
    if (view.dryRun)
        return `Would remove ${counted(view.doomed)} (dry run: nothing was changed).`;
    return `Removed ${counted(view.doomed.filter(({ id }) => view.removed.has(id)))} of ${counted(view.doomed)}.`;
}
/** Tells that a disabled backend was not looked at. */
function unseenSentence({ backend, why }) {
    return `Not looked at: ${backend}. It is disabled in Mist and could not be listed (${why}), so what lives there is not known.`;
}
/** The lines for the log: everything that goes, everything that stays, and the sentence. */
function renderReapText(view) {
    const place = ({ backend }) => (backend === null ? '' : ` on ${backend}`);
    return [
        ...view.doomed.map((row) => `${fate(view, row)}: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
        ...view.left.map((row) => `left alone: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
        reapSentence(view),
        `Listed live twice: ${view.backends.join(', ') || 'no backend'}.`,
        ...view.unseen.map(unseenSentence),
    ].join('\n');
}
/** The job summary as Markdown, under GitHub's limit. */
function renderReapSummary(view, maxBytes = markdown/* MAX_SUMMARY_BYTES */.Q0) {
    const sections = [
        (0,markdown/* paragraph */.FY)('### Mist: reap', '', (0,markdown/* escapeText */.X1)(reapSentence(view))),
        ...(0,summary/* leakSections */.k)(view.leaks),
        ...rowSections('Lost their owner', view.doomed, (row) => fate(view, row)),
        ...rowSections('Left alone', view.left, () => 'left alone'),
        (0,markdown/* paragraph */.FY)(`Listed live twice: ${view.backends.map(markdown/* escapeText */.X1).join(', ') || 'no backend'}.`),
        ...view.unseen.map((one) => (0,markdown/* paragraph */.FY)((0,markdown/* escapeText */.X1)(unseenSentence(one)))),
    ];
    return (0,markdown/* document */.Al)(sections, maxBytes);
}
function rowSections(title, rows, word) {
    if (rows.length === 0)
        return [];
    const cells = rows.map((row) => [
        row.kind,
        (0,markdown/* codeSpan */.SS)(row.name),
        (0,markdown/* codeSpan */.SS)(row.id),
        row.backend === null ? '' : (0,markdown/* escapeText */.X1)(row.backend),
        word(row),
        (0,markdown/* escapeText */.X1)(row.why),
    ]);
    return [(0,markdown/* paragraph */.FY)(`#### ${title}`), (0,markdown/* table */.tp)(['Kind', 'Name in Mist', 'Id', 'Backend', 'Result', 'Why'], cells)];
}
function fate(view, row) {
    if (view.removed.has(row.id))
        return 'removed';
    return view.dryRun ? 'would be removed' : 'not removed';
}
/** `2 machines, 1 key`; `nothing` for none. */
function counted(rows) {
    const parts = ['machine', 'key', 'schedule'].flatMap((kind) => {
        const count = rows.filter((row) => row.kind === kind).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
    });
    return parts.join(', ') || 'nothing';
}

// EXTERNAL MODULE: ./lib/src/render/report.js
var render_report = __webpack_require__(3637);
;// CONCATENATED MODULE: ./lib/src/github/answers.js

/** Where a 404 may mean "you may not know": the list tells. */
const RUNS = { what: 'workflow runs', permission: 'actions: read' };
const PULLS = { what: 'pull requests', permission: 'pull-requests: read' };
/**
 * A run (`GET /repos/{owner}/{repo}/actions/runs/{id}`) as the owner of `attempt`: the answer is about the latest one, and
 * a run is only tried again when it is completed. Throws ActionError `github` for an answer without these fields.
 */
function runOwner(answer, attempt) {
    const { status, run_attempt: latest, run_started_at: started, updated_at: updated } = fields(answer);
    if (typeof status !== 'string')
        throw misfit(RUNS);
    const newest = typeof latest === 'number' ? latest : attempt;
    // An attempt that GitHub has not seen yet is no proof of anything.
    if (newest < attempt)
        return { is: 'unknown' };
    if (newest > attempt)
        return { is: 'over', since: time(started) };
    return status === 'completed' ? { is: 'over', since: time(updated) } : { is: 'live' };
}
/** A pull request (`GET /repos/{owner}/{repo}/pulls/{number}`). Throws ActionError `github` for an answer without a state. */
function pullOwner(answer) {
    const { state, closed_at: closed } = fields(answer);
    if (state === 'open')
        return { is: 'live' };
    if (state === 'closed')
        return { is: 'over', since: time(closed) };
    throw misfit(PULLS);
}
/** GitHub may not be asked. `seen` is e.g. `403`; the message tells what to add to the workflow. */
function refused(subject, seen) {
    const message = `GitHub may not be asked about ${subject.what} (${seen}), so it is not known what still lives.`;
    return new errors/* ActionError */.lZ('github-refused', 'user', message, {
        hint: `It takes a token (\`github-token\`, or GITHUB_TOKEN for a command) with the permission \`${subject.permission}\`.`,
    });
}
/** No usable answer came. `seen` is a status or a transport's word, never a body. */
function failed(subject, seen) {
    return new errors/* ActionError */.lZ('github', 'remote', `GitHub gave no answer about ${subject.what} (${seen}).`);
}
function misfit(subject) {
    return failed(subject, 'an answer without the expected fields');
}
function fields(answer) {
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}
function time(value) {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? null : at;
}

;// CONCATENATED MODULE: ./lib/src/github/reader.js


const TIMEOUT_MS = 10_000;
/** Only reads are asked, so they may be repeated; a reaper that runs nightly need not be stubborn. */
const PAUSES_MS = [1_000, 4_000];
/** Makes the reader of one repository; no request is made yet. Questions throw as the port says. */
function makeGitHubReader(options) {
    let client = null;
    const ask = async (subject, route, parameters) => {
        if (options.token === null)
            throw refused(subject, 'no token');
        client ??= openClient(options, options.token);
        return repeat(options, subject, await client, route, parameters);
    };
    /** A 404 is an answer only where the list may be read; otherwise it is GitHub's way to say no. */
    const unknown = async (subject, list) => {
        const { status } = await ask(subject, list, { per_page: 1 });
        if (status !== 200)
            throw refused(subject, '404');
        return { is: 'unknown' };
    };
    return {
        async runState(id, attempt) {
            const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
            const { status, data } = await ask(RUNS, route, { run_id: id });
            return status === 404 ? unknown(RUNS, 'GET /repos/{owner}/{repo}/actions/runs') : runOwner(data, attempt);
        },
        async pullRequestState(number) {
            const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
            const { status, data } = await ask(PULLS, route, { pull_number: number });
            return status === 404 ? unknown(PULLS, 'GET /repos/{owner}/{repo}/pulls') : pullOwner(data);
        },
    };
}
async function openClient({ apiUrl, repository, signal }, token) {
    const [owner, repo] = repository.split('/');
    if (!owner || !repo)
        throw new errors/* ActionError */.lZ('github', 'user', 'GITHUB_REPOSITORY is not `owner/name`.');
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(218)]).then(__webpack_require__.bind(__webpack_require__, 2218));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const octokit = getOctokit(token.reveal(), { baseUrl: apiUrl.replace(/\/+$/, ''), log: silent });
    return async (route, parameters) => {
        // A redirect would be a renamed repository, whose scopes have other names.
        const request = {
            signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
            redirect: 'manual',
            log: silent,
        };
        const { status, data } = await octokit.request(route, { owner, repo, ...parameters, request });
        return { status, data };
    };
}
/** One question, repeated while GitHub fails to answer. 404 is an answer; 401 and 403 are refusals. */
async function repeat({ clock, signal }, subject, ask, route, parameters) {
    for (let attempt = 0;; attempt += 1) {
        const answer = await ask(route, parameters).catch((error) => statusOf(error));
        if (signal.aborted)
            throw signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : new errors/* CancelledError */.cc();
        if (answer.status === 404 || (answer.status >= 200 && answer.status < 300))
            return answer;
        if (answer.limited)
            throw failed(subject, 'its rate limit is used up');
        if (answer.status === 401 || answer.status === 403)
            throw refused(subject, String(answer.status));
        const pause = PAUSES_MS[attempt];
        if (pause === undefined)
            throw failed(subject, answer.status === 0 ? 'no connection' : String(answer.status));
        await clock.sleep(pause, signal);
    }
}
/** The status of an error of the client, whose message and cause may repeat headers: neither is kept. 0 for none. */
function statusOf(error) {
    const none = { status: 0, data: null };
    if (typeof error !== 'object' || error === null || !('response' in error) || !('status' in error))
        return none;
    const { response, status } = error;
    if (typeof status !== 'number' || typeof response !== 'object' || response === null)
        return none;
    const headers = 'headers' in response && typeof response.headers === 'object' ? { ...response.headers } : {};
    const limited = status === 429 || ('x-ratelimit-remaining' in headers && headers['x-ratelimit-remaining'] === '0');
    return { status, data: null, limited: limited && status !== 404 };
}

;// CONCATENATED MODULE: ./lib/src/action/compose-github.js

/** A reader that honours GITHUB_API_URL and the runner's proxies; asks nothing yet. The token is masked here. */
function composeGitHub(step) {
    const { runner, inputs, log, signal } = step;
    if (inputs.githubToken !== null)
        log.mask(inputs.githubToken.reveal());
    return makeGitHubReader({
        apiUrl: runner.env.GITHUB_API_URL || 'https://api.github.com',
        repository: runner.env.GITHUB_REPOSITORY ?? '',
        token: inputs.githubToken,
        clock: runner.clock,
        signal,
    });
}

// EXTERNAL MODULE: ./lib/src/action/connect-step.js + 1 modules
var connect_step = __webpack_require__(6702);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/action/step.js + 1 modules
var step = __webpack_require__(8642);
;// CONCATENATED MODULE: ./lib/src/action/run-reap.js
// Mode reap: what lost its owner in any scope of this repository. Dry unless told otherwise.









/** Reaps and tells. Throws ActionError when it was refused or something may be left, a cancelled run included. */
async function runReap(step) {
    const { inputs, context, log, end } = step;
    const { maxReap, dryRun, olderThanMs, keepTag } = inputs.reap;
    const { world, connection } = await log.group('Connect', () => (0,connect_step/* composeStep */.x)(step));
    try {
        const result = await log.group('Reap', () => reap(world, composeGitHub(step), {
            repository: context.repository,
            rules: { olderThanMs, keepTag },
            maxReap,
            dryRun,
            deadline: end,
            parallelism: inputs.parallelism,
        }));
        tell(step, result);
        if (result.refused !== null) {
            throw new errors/* ActionError */.lZ('reap-cap', 'user', result.refused, { hint: 'Look at them first, then raise `max-reap`.' });
        }
        if (result.leaks.length > 0) {
            throw new errors/* ActionError */.lZ('leak', 'remote', `${result.leaks.length} things are not proved gone.`);
        }
    }
    catch (error) {
        throw error instanceof errors/* CancelledError */.cc ? unfinished(step, error) : error;
    }
    finally {
        await connection.close();
    }
}
function tell({ runner, inputs, context, log }, result) {
    const view = viewOf(result, inputs.reap.dryRun);
    log.info(renderReapText(view));
    for (const one of result.unseen)
        log.warning(unseenSentence(one));
    for (const leak of result.leaks)
        log.error((0,render_report/* leakSentence */.To)(leak), { title: 'May be left' });
    (0,step/* appendSummary */.fe)(runner.env, log, renderReapSummary(view));
    const report = {
        machines: [],
        outcomes: [],
        leaks: result.leaks,
        plan: { ...(0,plan/* countChanges */.xS)([]), destroy: result.plan.machines.length },
        cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
        changed: view.removed.size > 0,
    };
    // All scopes were looked at, so none is told.
    const scope = { name: '', named: false, repository: context.repository };
    (0,step/* setOutputs */.n0)(runner, log, (0,outputs/* buildOutputs */.JZ)(report, scope, outputs/* NO_PATHS */.pM));
}
function viewOf(result, dryRun) {
    const { plan, spared, refused, leaks, backends, unseen, removed } = result;
    const sparedIds = new Set(spared.map(({ id }) => id));
    const doomed = [
        ...plan.machines.map(({ machine, backend, reason }) => row('machine', machine, backend, reason)),
        ...plan.keys.map(({ key, reason }) => row('key', key, null, reason)),
        ...plan.schedules.map(({ schedule, reason }) => row('schedule', schedule, null, reason)),
    ];
    return {
        dryRun,
        refused,
        doomed: doomed.filter(({ id }) => !sparedIds.has(id)),
        removed,
        left: [...plan.left, ...spared],
        leaks,
        backends,
        unseen,
    };
}
function row(kind, { id, name }, backend, why) {
    return { kind, name, id, backend, why };
}
/** Post of a reap has nothing to do, so nobody else removes what is left. */
function unfinished({ signal }, error) {
    const cause = signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : error;
    return new errors/* ActionError */.lZ('reap-cancelled', 'user', cause.message, {
        hint: 'The next reap goes on where this one ended.',
    });
}


/***/ }),

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

/***/ 2399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askFirst: () => (/* binding */ askFirst),
/* harmony export */   makeFirst: () => (/* binding */ makeFirst),
/* harmony export */   needsNewKey: () => (/* binding */ needsNewKey)
/* harmony export */ });
/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
function askFirst(reader) {
    return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
}
/** The same key maker; its first `rsa()` answers with a pair that is begun now, all later ones make another. */
function makeFirst(keyMaker) {
    return { ...keyMaker, rsa: begun(keyMaker.rsa) };
}
/**
 * True when an apply will generate a key, whatever is in Mist: an unnamed scope is new with its step. In a named one the
 * keys are there more often than not.
 */
function needsNewKey(scope, { keys, machines }) {
    if (scope.named)
        return false;
    const byDefault = machines.some((row) => row.state === 'present' && row.key === null && row.adopt === null);
    return byDefault || keys.some((row) => row.state === 'generated');
}
function begun(ask) {
    let early = ask();
    // A step that fails before it asks leaves the answer unheard.
    early.catch(() => undefined);
    return () => {
        const answer = early ?? ask();
        early = null;
        return answer;
    };
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

/***/ 1707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ countKinds)
/* harmony export */ });
const KINDS = ['machine', 'key', 'backend'];
/** `2 machines and 1 key` of these addresses; blank for none. */
function countKinds(addresses) {
    const parts = KINDS.flatMap((kind) => {
        const count = addresses.filter((address) => address.startsWith(`${kind}/`)).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
    });
    const last = parts.pop() ?? '';
    return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}


/***/ }),

/***/ 1554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ document),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Q0: () => (/* binding */ MAX_SUMMARY_BYTES),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
// Markdown for summaries and comments: foreign text loses its power, tables stay tables, and size has a limit. Pure.
/** GitHub drops a step's summary whole above 1 MiB; this leaves room for what others add to the same file. */
const MAX_SUMMARY_BYTES = 1_000_000;
const ZERO_WIDTH_SPACE = '\u200b';
/** Text of others as plain text: no markup, no HTML, no mention, one line; safe inside a table cell. */
function escapeText(text) {
    return (escapeHtml(oneLine(text).replace(/[\\`*_[\]!~|]|^[#+=-]/g, '\\$&'))
        // GitHub links mentions after rendering, so an escaped @ would still reach people.
        .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
        // A bare address would become a link that others chose.
        .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
        .replace(/www\./gi, (start) => `${start.slice(0, -1)}${ZERO_WIDTH_SPACE}.`));
}
/** Text of others as code, to be copied as it is: with a fence longer than any run of backticks inside. */
function codeSpan(text) {
    const line = oneLine(text);
    if (line === '')
        return '';
    const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    // A table splits cells at | even inside of code, unless it is escaped there.
    return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}
function escapeHtml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
function oneLine(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
/** A section that is kept whole or left out. */
function paragraph(...lines) {
    return { head: lines, lines: [], tail: [] };
}
/** A table whose cells are Markdown already; cut by rows. */
function table(headers, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return { head: [line(headers), line(headers.map(() => '---'))], lines: rows.map(line), tail: [] };
}
/** A section behind a triangle. `title` is plain text: Markdown is not read inside of the HTML element. */
function details(title, body) {
    return {
        head: ['<details>', `<summary>${escapeHtml(oneLine(title))}</summary>`, '', ...body.head],
        lines: body.lines,
        tail: [...body.tail, '', '</details>'],
    };
}
/**
 * The sections as one text of at most `maxBytes` (UTF-8). Lines are left out from the end, whole ones, so that the
 * rest is still well-formed; a sentence at the end says that something is missing.
 */
function document(sections, maxBytes) {
    const whole = sections.map((section) => sectionText(section, section.lines.length)).join('\n');
    if (Buffer.byteLength(whole) <= maxBytes)
        return whole;
    const notice = '\n_The rest is left out: it is too long for this place._\n';
    let room = maxBytes - Buffer.byteLength(notice);
    const parts = [];
    for (const section of sections) {
        const text = cutSection(section, room);
        if (text === null)
            break;
        parts.push(text);
        room -= Buffer.byteLength(text) + 1;
    }
    return `${parts.join('\n')}${notice}`;
}
function sectionText(section, count) {
    return `${[...section.head, ...section.lines.slice(0, count), ...section.tail].join('\n')}\n`;
}
function cutSection(section, room) {
    const frame = Buffer.byteLength(sectionText(section, 0));
    if (frame > room)
        return null;
    let used = frame;
    let count = 0;
    for (const line of section.lines) {
        used += Buffer.byteLength(line) + 1;
        if (used > room)
            break;
        count += 1;
    }
    return sectionText(section, count);
}


/***/ }),

/***/ 5096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ renderPlanText),
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   Bx: () => (/* binding */ formatHourly),
/* harmony export */   MM: () => (/* binding */ planSummary),
/* harmony export */   d$: () => (/* binding */ renderPlanMarkdown),
/* harmony export */   lA: () => (/* binding */ planSection),
/* harmony export */   uC: () => (/* binding */ renderPlanJson)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2693);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
// A plan for eyes: log text, Markdown and the JSON of the plan file. Pure; says what is planned, decides nothing.



const SYMBOLS = {
    create: '+',
    update: '~',
    replace: '-/+',
    adopt: '<-',
    destroy: '-',
    'no-op': '=',
};
const WIDEST_SYMBOL = 3;
/** USD without a tail of zeros, at least two decimals: `$0.02/h`, `$0.0104/h`. */
function formatHourly(costHourly) {
    if (costHourly === null)
        return 'unknown';
    const [whole, fraction = ''] = costHourly.toFixed(6).split('.');
    return `$${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}/h`;
}
/** `$0.02/h, about $14.60 a month`; says when a price is missing from it. */
function formatCost(cost) {
    const sum = `${formatHourly(cost.hourly)}, about $${cost.monthly.toFixed(2)} a month`;
    return cost.complete ? sum : `${sum}, without machines of unknown price`;
}
/** `Plan: 2 machines and 1 key to create, 1 machine to destroy, 3 machines unchanged.`, or the sentence that nothing is to be done. */
function planSummary(changes) {
    const counted = (action) => (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(changes.filter((change) => change.action === action).map(({ address }) => address));
    const parts = _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.filter((action) => action !== 'no-op' && counted(action) !== '').map((action) => `${counted(action)} to ${action}`);
    if (parts.length === 0)
        return 'Nothing to do: reality matches the spec.';
    if (counted('no-op') !== '')
        parts.push(`${counted('no-op')} unchanged`);
    return `Plan: ${parts.join(', ')}.`;
}
function changeLine(change) {
    const notes = [change.backend, priced(change) ? formatHourly(change.costHourly) : null];
    const shown = notes.filter((note) => note !== null);
    const where = shown.length === 0 ? '' : ` (${shown.join(', ')})`;
    return `${SYMBOLS[change.action].padStart(WIDEST_SYMBOL)} ${change.address}${where}: ${change.reason}`;
}
/** Only machines that will be there have a price. */
function priced(change) {
    return change.address.startsWith('machine/') && change.action !== 'destroy';
}
/** The plan as lines for the log. */
function renderPlanText(plan) {
    return [...plan.changes.map(changeLine), planSummary(plan.changes), `Cost: ${formatCost(plan.cost)}.`].join('\n');
}
function changeTable(changes) {
    const rows = changes.map((change) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(SYMBOLS[change.action]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(change.address),
        change.action,
        change.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.backend),
        priced(change) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatHourly(change.costHourly)) : '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.reason),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', 'What', 'Change', 'Backend', 'Price', 'Why'], rows);
}
/** The plan as a Markdown document of at most `maxBytes`. */
function renderPlanMarkdown(plan, maxBytes) {
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)('### Plan', '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(planSummary(plan.changes)));
    const cost = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatCost(plan.cost))}.`);
    const sections = plan.changes.length === 0 ? [head, cost] : [head, changeTable(plan.changes), cost];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
}
/** The plan behind a triangle, as a part of a larger document. */
function planSection(changes) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(planSummary(changes), changeTable(changes));
}
/** The text of the plan file: JSON in snake_case, counts of every kind, null for what is not known. */
function renderPlanJson(plan) {
    const changes = plan.changes.map(({ address, action, reason, id, backend, costHourly }) => ({
        address,
        action,
        reason,
        id,
        backend,
        cost_hourly: costHourly,
    }));
    const { hourly, monthly, currency, complete } = plan.cost;
    const counts = (0,_model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .countChanges */ .xS)(plan.changes);
    return `${JSON.stringify({ changes, counts, cost: { hourly, monthly, currency, complete } }, null, 2)}\n`;
}


/***/ }),

/***/ 3637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   To: () => (/* binding */ leakSentence),
/* harmony export */   Uv: () => (/* binding */ renderReportText),
/* harmony export */   mg: () => (/* binding */ outcomeTotals)
/* harmony export */ });
/* unused harmony export outcomeSentence */
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);

const SENTENCES = {
    created: 'has been created',
    updated: 'has been updated',
    replaced: 'has been replaced',
    adopted: 'has been adopted',
    unchanged: 'is unchanged',
    destroyed: 'has been destroyed',
    failed: 'has failed',
    skipped: 'has been skipped',
    unknown: 'is in an unknown state',
};
/** `machine/web-1 has been created`, with the reason where there is one. */
function outcomeSentence(outcome) {
    const sentence = `${outcome.address} ${SENTENCES[outcome.outcome]}`;
    return outcome.why === null ? sentence : `${sentence}: ${outcome.why}`;
}
/** `machine ma-… (3f0c…) on aws may be left: …`; the full id, so that it can be searched for. */
function leakSentence(leak) {
    const id = leak.id === null ? '' : ` (${leak.id})`;
    const place = leak.backend === null ? '' : ` on ${leak.backend}`;
    return `${leak.kind} ${leak.name}${id}${place} is not proved gone: ${leak.why}`;
}
/** `2 machines and 1 key created, 1 machine failed.`, in the order of the words; or the sentence that nothing was to be done. */
function outcomeTotals(outcomes) {
    const words = Object.keys(SENTENCES).flatMap((word) => {
        const counted = (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(outcomes.filter(({ outcome }) => outcome === word).map(({ address }) => address));
        return counted === '' ? [] : [`${counted} ${word}`];
    });
    if (outcomes.every(({ outcome }) => outcome === 'unchanged'))
        return 'Nothing to do: reality matches the spec.';
    return `${words.join(', ')}.`;
}
/** The whole report as lines for the log: each outcome, the totals, and what may be left. */
function renderReportText(report) {
    return [
        ...report.outcomes.map(outcomeSentence),
        outcomeTotals(report.outcomes),
        ...report.leaks.map(leakSentence),
    ].join('\n');
}


/***/ }),

/***/ 9015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ renderSummary),
/* harmony export */   k: () => (/* binding */ leakSections)
/* harmony export */ });
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9860);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5096);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3637);




/** The ssh command for a person's own terminal: without the files that live on the runner only. */
function sshCommand(machine, address) {
    const port = machine.port === 22 ? '' : `-p ${machine.port} `;
    return `ssh ${port}${machine.user}@${address}`;
}
function formatTime(at) {
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
function expiry(observed) {
    if (observed === null)
        return '';
    return observed.lease === null ? 'never' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatTime(observed.lease.at));
}
function machineRow(machine) {
    const { observed } = machine;
    const address = observed === null ? null : (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__/* .machineAddress */ .I)(observed);
    const state = observed === null ? machine.outcome : `${observed.state}, ${machine.outcome}`;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(machine.name),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.why === null ? state : `${state}: ${machine.why}`),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(address),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(sshCommand(machine, address)),
        expiry(observed),
        observed === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHourly */ .Bx)(observed.costHourly)),
    ];
}
/** What is not proved gone, as a table; nothing where there is nothing. */
function leakSections(leaks) {
    if (leaks.length === 0)
        return [];
    const rows = leaks.map((leak) => [
        leak.kind,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.name),
        leak.id === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.id),
        leak.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.why),
    ]);
    const count = leaks.length === 1 ? 'One thing is' : `${leaks.length} things are`;
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`#### ${count} not proved gone`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Kind', 'Name in Mist', 'Id', 'Backend', 'Why'], rows)];
}
/** What was done; where nothing was to be done by this mode, what is planned, or that nothing was found. */
function headline({ report, changes, note }) {
    if (report.outcomes.length > 0)
        return [(0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeTotals */ .mg)(report.outcomes), note ?? ''].join(' ').trim();
    if (changes.length > 0)
        return (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSummary */ .MM)(changes);
    if (note !== undefined)
        return note;
    return report.leaks.length > 0 ? 'Nothing could be proved gone.' : 'Nothing of this scope was found.';
}
/** The summary as Markdown, under GitHub's limit; leaks stand first, because they need somebody. */
function renderSummary(view, maxBytes = _markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_SUMMARY_BYTES */ .Q0) {
    const { report, scope } = view;
    const sections = [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`### Mist: scope ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(scope.name)}`, '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(headline(view))),
        ...leakSections(report.leaks),
    ];
    if (report.machines.length > 0) {
        const rows = report.machines.map(machineRow);
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Machine', 'Backend', 'State', 'Address', 'SSH', 'Expires', 'Price'], rows));
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(report.cost))}.`));
    }
    if (view.changes.length > 0)
        sections.push((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSection */ .lA)(view.changes));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
}


/***/ })

};
