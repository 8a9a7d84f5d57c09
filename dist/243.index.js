export const id = 243;
export const ids = [243];
export const modules = {

/***/ 2243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  applyStep: () => (/* binding */ applyStep)
});

// EXTERNAL MODULE: ./lib/src/engine/apply.js + 5 modules
var apply = __webpack_require__(9209);
// EXTERNAL MODULE: ./lib/src/engine/clouds-to-sweep.js
var clouds_to_sweep = __webpack_require__(5376);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/render/plan.js
var render_plan = __webpack_require__(5096);
// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(3243);
// EXTERNAL MODULE: ./lib/src/model/content-hash.js
var content_hash = __webpack_require__(8586);
;// CONCATENATED MODULE: ./lib/src/render/user-data.js
// What a machine is given to boot with: our host key, and the cloud-init text of the spec beside it, never mixed into it.
// Formats: cloud-init's "User data formats" and its module `cc_ssh`.



/** EC2 refuses longer user data; counted before its own base64 (EC2 user guide, "Instance user data"). */
const EC2_LIMIT_BYTES = 16_384;
/** Keys that would take the host key out of our hands. */
const OURS = ['ssh_keys', 'ssh_deletekeys'];
/** First lines that cloud-init knows a text by; the longer of two that begin alike stands first. */
const KINDS = [
    ['#cloud-config-archive', 'text/cloud-config-archive'],
    ['#cloud-config-jsonp', 'text/cloud-config-jsonp'],
    ['#cloud-config', 'text/cloud-config'],
    ['#cloud-boothook', 'text/cloud-boothook'],
    ['#include-once', 'text/x-include-once-url'],
    ['#include', 'text/x-include-url'],
    ['#part-handler', 'text/part-handler'],
    ['## template: jinja', 'text/jinja2'],
    ['#!', 'text/x-shellscript'],
];
const MIME_HEADER = /^(?:MIME-Version|Content-Type):/i;
/** As cloud-init does: blank space and case do not count. */
function contentTypeOf(text) {
    const start = text.trimStart().toLowerCase();
    return KINDS.find(([mark]) => start.startsWith(mark))?.[1] ?? null;
}
/** The keys of ours that a cloud-config text sets. Read as YAML 1.1, as cloud-init does; throws when it is none. */
function takenKeys(text) {
    const [config] = (0,js_yaml/* loadAll */.gh)(text, { schema: js_yaml/* YAML11_SCHEMA */.Wj });
    return typeof config === 'object' && config !== null ? OURS.filter((key) => Object.hasOwn(config, key)) : [];
}
/** A cloud-config of comments alone, which cloud-init would complain about as a part that cannot be merged. */
function isEmptyConfig(text) {
    if (MIME_HEADER.test(text) || contentTypeOf(text) !== 'text/cloud-config')
        return false;
    const [config] = (0,js_yaml/* loadAll */.gh)(text, { schema: js_yaml/* YAML11_SCHEMA */.Wj });
    return config === undefined || config === null;
}
/**
 * Why a spec's cloud-init text cannot be used, one sentence each; empty when it can. Looks into plain `#cloud-config`
 * only: what includes, archives and templates bring is not known here, and our part comes last and wins.
 */
function cloudInitProblems(text) {
    if (MIME_HEADER.test(text))
        return [];
    const contentType = contentTypeOf(text);
    if (contentType === null) {
        return ['cloud-init does not know this text: its first line must be `#cloud-config`, `#!` and an interpreter, …'];
    }
    if (contentType !== 'text/cloud-config')
        return [];
    try {
        return takenKeys(text).map((key) => `\`${key}\` is set by the action, which makes and checks the host key.`);
    }
    catch {
        return ['this `#cloud-config` is not valid YAML.'];
    }
}
function hostKeyPart(hostKey) {
    const key = hostKey.privateKey.reveal().trim().split('\n');
    return [
        '#cloud-config',
        // Other kinds of keys that the image brought would answer to strangers who read the image.
        'ssh_deletekeys: true',
        'ssh_keys:',
        '  ed25519_private: |',
        ...key.map((line) => `    ${line}`),
        `  ed25519_public: ${hostKey.publicKey}`,
        '',
    ].join('\n');
}
function isAscii(text) {
    return [...text].every((character) => character <= '\u007f');
}
/** A MIME part. Text beyond ASCII goes as base64: Python's parser, which cloud-init uses, garbles 8-bit parts. */
function mimePart(contentType, text) {
    const headers = (encoding) => `Content-Type: ${contentType}; charset="utf-8"\nMIME-Version: 1.0\nContent-Transfer-Encoding: ${encoding}\n\n`;
    if (isAscii(text))
        return `${headers('7bit')}${text}`;
    const lines = Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? [];
    return `${headers('base64')}${lines.join('\n')}\n`;
}
function multipart(parts) {
    const boundary = `mist-action-${(0,content_hash/* contentHash */.A)(parts.join('\0'), 32)}`;
    const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
    return `${head}${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
}
function build(parts) {
    if (parts.cloudInit === null)
        return parts.hostKey === null ? null : hostKeyPart(parts.hostKey);
    const text = parts.cloudInit.replace(/^\uFEFF/, '');
    const problems = cloudInitProblems(text);
    if (problems.length > 0)
        throw new errors/* ActionError */.lZ('cloud-init', 'user', `cloud-init: ${problems.join(' ')}`);
    if (parts.hostKey === null)
        return text;
    if (isEmptyConfig(text))
        return hostKeyPart(parts.hostKey);
    // A message of the user's own becomes a part in whole: cloud-init walks into nested messages.
    const own = MIME_HEADER.test(text) ? text : mimePart(contentTypeOf(text) ?? 'text/plain', text);
    // cloud-init merges cloud-configs in order and replaces what came before, so ours stands last.
    return multipart([own, mimePart('text/cloud-config', hostKeyPart(parts.hostKey))]);
}
/**
 * The user data of one machine, or null for none; the same parts give the same text. It holds a private key: it must
 * go nowhere but into the create request. Throws ActionError `cloud-init` when the spec's text cannot be used or is
 * too long for the provider.
 */
function renderUserData(parts) {
    const text = build(parts);
    const bytes = text === null ? 0 : Buffer.byteLength(text);
    if (parts.provider === 'amazon' && bytes > EC2_LIMIT_BYTES) {
        throw new errors/* ActionError */.lZ('cloud-init', 'user', `cloud-init: it is ${bytes} bytes with the host key, and EC2 takes at most ${EC2_LIMIT_BYTES}.`, { hint: 'Let a short text fetch the rest, e.g. with `#include`.' });
    }
    return text;
}

// EXTERNAL MODULE: ./lib/src/action/export-env.js
var export_env = __webpack_require__(8173);
// EXTERNAL MODULE: ./lib/src/action/hand-over.js + 4 modules
var hand_over = __webpack_require__(566);
// EXTERNAL MODULE: ./lib/src/action/heartbeat.js
var heartbeat = __webpack_require__(3721);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/plan/diff.js
var diff = __webpack_require__(5649);
// EXTERNAL MODULE: ./lib/src/plan/digest.js
var digest = __webpack_require__(2514);
// EXTERNAL MODULE: ./lib/src/plan/mistakes.js
var mistakes = __webpack_require__(5923);
// EXTERNAL MODULE: ./lib/src/engine/catalogs.js
var catalogs = __webpack_require__(8653);
// EXTERNAL MODULE: ./lib/src/engine/key-head-start.js
var key_head_start = __webpack_require__(5564);
;// CONCATENATED MODULE: ./lib/src/engine/rehearsal.js











/** So many make the code quick; with more, the rehearsal would last longer than the wait. */
const MOST_MACHINES = 10;
const PUBLIC_KEY = `ssh-rsa ${Buffer.alloc(407, 'rehearsed').toString('base64')}`;
const HOST_KEY = `ssh-ed25519 ${Buffer.alloc(51, 'rehearsed').toString('base64')}`;
/** What `CLOUD_INIT_LOOK` prints on a machine that came up without trouble; as good as anything else to a script. */
const BOOTED = 'finished\n=== status\n{"v1":{}}\n=== result\n{"v1":{"errors":[]}}\n';
/**
 * What an apply of these rows would come to if all of them were as the spec wants them; null where that is known not to be so,
 * or nothing can be invented. Has nothing that it could ask, change or wait with, and prints to `log` only.
 */
async function rehearseApply(log, input, observation) {
    const world = stage(log);
    const seen = invent(world, input.scope, observation);
    if (seen === null)
        return null;
    const applyInput = {
        ...input,
        parallelism: 1,
        userData: () => null,
        deadline: Number.MAX_SAFE_INTEGER,
        limitText: '',
        hardDeadline: Number.MAX_SAFE_INTEGER,
        journalled: () => [],
        onPlan: () => undefined,
    };
    return (0,apply.applySpec)(world, applyInput, { observing: Promise.resolve(seen), headStart: new key_head_start/* KeyHeadStart */.U(world) });
}
/** The observation with machines as its rows want them. */
function invent(world, scope, { inventory, expanded, rows }) {
    const clouds = new Map(inventory.clouds.map((cloud) => [cloud.name, cloud]));
    const machines = rows.filter((row) => row.adopt === null && clouds.has(row.backend)).slice(0, MOST_MACHINES);
    const names = new Set(machines.flatMap(keysOf));
    const wanted = expanded.keys.filter((key) => names.has(key.mistName));
    const keys = inventory.keys.filter((key) => wanted.some(({ mistName }) => mistName === key.name));
    if (machines.length === 0 || wanted.length < names.size || keys.length < wanted.length)
        return null;
    return {
        inventory: { clouds: inventory.clouds, keys },
        expanded: { machines, keys: wanted },
        backends: [],
        rows: machines,
        catalogs: new catalogs/* Catalogs */.v(world),
        mistakes: new mistakes/* Mistakes */.S(),
        listings: Promise.resolve(listingsOf(scope, machines, clouds)),
    };
}
/** Names in Mist of the keys that open it and its jump host. */
function keysOf({ keyName, via }) {
    return [keyName, via?.by === 'host' ? via.keyName : null].filter((name) => name !== null);
}
function listingsOf(scope, machines, clouds) {
    const invented = machines.flatMap((desired, index) => {
        const id = index.toString(16).padStart(32, '0');
        const cloud = clouds.get(desired.backend);
        return cloud !== undefined && (0,observed/* isMistId */.v)(id) ? [asWanted(scope, desired, id, cloud.id)] : [];
    });
    const ids = new Set(invented.map((machine) => machine.cloudId));
    const listing = (id) => ({ machines: invented.filter((one) => one.cloudId === id), serverTime: 0 });
    return new Map([...ids].map((id) => [id, { listing: listing(id), askedAt: 0 }]));
}
function asWanted(scope, desired, id, cloudId) {
    const run = (0,digest/* runDigest */.sA)(desired);
    const tags = {
        ...(0,diff/* desiredTags */.C)(scope, desired, cloudId),
        [identity/* TAGS */.gp.key]: (0,host_key/* hostKeySha256 */.jh)(PUBLIC_KEY),
        [identity/* TAGS */.gp.hostKey]: (0,host_key/* hostKeySha256 */.jh)(HOST_KEY),
        ...(run === null ? {} : { [identity/* TAGS */.gp.run]: run }),
    };
    return {
        id,
        externalId: id,
        name: desired.mistName,
        cloudId,
        state: desired.power === 'stopped' ? 'stopped' : 'running',
        // Kept free for examples (RFC 5737).
        publicIps: ['192.0.2.1'],
        privateIps: [],
        hostname: null,
        sshPort: null,
        tags,
        lease: desired.ttlMs === null ? null : { id: null, action: 'destroy', at: desired.ttlMs },
        createdAt: 0,
        missing: false,
        costHourly: 0.01,
        keyIds: [],
        imageId: null,
        locationId: null,
        size: null,
    };
}
/** A world in which time stands still, every machine answers as it should, and nothing else does. */
function stage(log) {
    const reached = async () => ({ ok: true, hostKey: HOST_KEY });
    const reader = {
        publicKey: async () => PUBLIC_KEY,
        privateKey: async () => (0,secret/* makeSecret */.p)('rehearsed'),
        probe: reached,
        serverClockOffsetMs: () => 0,
    };
    return {
        reader: unanswering(reader),
        writer: unanswering({}),
        journal: unanswering({}),
        prober: { tcp: reached, ssh: reached, http: reached },
        shell: { run: async () => ({ ran: true, exitCode: 0, signal: null, stdout: BOOTED, hostKey: HOST_KEY }) },
        keyMaker: unanswering({ publicOf: async () => PUBLIC_KEY }),
        clock: STILL,
        log,
        signal: new AbortController().signal,
    };
}
/** Sleeps end only with what they belong to. */
const STILL = {
    now: () => 0,
    elapsed: () => 0,
    sleep: (_ms, signal) => new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new errors/* CancelledError */.cc()), { once: true });
    }),
};
/** A port of which only this much ever answers. */
function unanswering(answering) {
    return new Proxy(answering, {
        get: (known, name) => Reflect.get(known, name) ?? (() => new Promise(() => undefined)),
    });
}

// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/render/report.js
var render_report = __webpack_require__(3637);
// EXTERNAL MODULE: ./lib/src/render/summary.js
var summary = __webpack_require__(9015);
// EXTERNAL MODULE: ./lib/src/action/log.js
var action_log = __webpack_require__(9759);
// EXTERNAL MODULE: ./lib/src/action/meanwhile.js
var meanwhile = __webpack_require__(2671);
// EXTERNAL MODULE: ./lib/src/action/redact.js
var redact = __webpack_require__(9172);
;// CONCATENATED MODULE: ./lib/src/action/rehearse.js










/** As long as a private key, of as many lines. */
const SECRET = Array.from({ length: 50 }, (_, line) => `rehearsed${line % 10}`.repeat(6)).join('\n');
/** Resolves once the live lists have come, or when all has been gone through. Never rejects. */
async function rehearse(step, { apply, input, directory, world }) {
    const observation = await apply.observing.catch(() => null);
    if (observation === null)
        return;
    const { scope } = step;
    const log = (0,action_log/* createLog */.h)({ write: () => undefined, elapsed: () => 0, redactor: (0,redact/* createRedactor */.lY)(), commands: true });
    let applied = null;
    const withApplied = (piece) => async () => {
        if (applied !== null)
            piece(applied);
    };
    const pieces = [
        async () => {
            applied = await rehearseApply(log, input, observation);
        },
        withApplied(({ planned, report }) => {
            const { plan } = planned;
            log.info((0,render_plan/* renderPlanText */.$D)(plan));
            (0,hand_over/* planFiles */.jP)(directory, plan);
            const { paths } = (0,hand_over/* handOverFiles */.LZ)(directory, scope, report, {}, '');
            log.info((0,render_report/* renderReportText */.Uv)(report));
            log.redact((0,summary/* renderSummary */.B)({ scope, report, changes: plan.changes }));
            (0,outputs/* buildOutputs */.JZ)(report, scope, paths);
        }),
        withApplied(() => log.mask(SECRET)),
        withApplied(() => world.keyMaker.prepare?.()),
    ];
    await (0,meanwhile/* meanwhile */.R)(observation.listings, pieces, (error) => step.log.debug(`Not rehearsed: ${(0,engine_world/* sentenceOf */.$)(error)}`));
}

// EXTERNAL MODULE: ./lib/src/action/running-step.js
var running_step = __webpack_require__(8233);
// EXTERNAL MODULE: ./lib/src/action/save-path.js
var save_path = __webpack_require__(5438);
// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
// EXTERNAL MODULE: ./lib/src/action/state-journal.js
var state_journal = __webpack_require__(66);
;// CONCATENATED MODULE: ./lib/src/action/apply-step.js
// The rest of mode apply: plan and apply, then hand over what is there: outputs, files, heartbeat.














/** What is kept of the step's time to remove what did not become ready. */
const ROLL_BACK_MS = 90_000;
/** Applies what was begun. Answers what is done outside of the group of the log: `handOver` of what is there. */
async function applyStep(step, spec, begun) {
    const { inputs, log, end } = step;
    const { world, entries } = begun;
    await rehearse(step, begun);
    let changes = [];
    const onPlan = (plan) => {
        (0,state_journal/* assertJournalRoom */.xg)([...entries(), ...intentsOf(plan)]);
        changes = plan.changes;
        (0,state_facts/* saveFacts */.NP)(step.unsynced, { backends: (0,state_facts/* backendsFact */.Ch)((0,clouds_to_sweep/* backendsOf */.d)(plan)) });
        log.info((0,render_plan/* renderPlanText */.$D)(plan));
    };
    const input = {
        ...begun.input,
        parallelism: inputs.parallelism,
        userData: renderUserData,
        deadline: end - Math.min(ROLL_BACK_MS, inputs.timeout.ms / 4),
        limitText: `within the \`timeout\` of ${inputs.timeout.text} (its last part is kept for removal)`,
        hardDeadline: end,
        journalled: entries,
        onPlan,
    };
    const applied = await (0,apply.applySpec)(world, input, begun.apply);
    return { handOver: () => handOverApplied(step, spec, begun, applied, changes) };
}
/** Publishes. Throws ActionError when a row is not as the spec wants it. */
async function handOverApplied(step, spec, { world, server, entries, directory }, applied, changes) {
    const { log } = step;
    if (!(0,state_journal/* journalIsThere */.oO)(step.runner.env, entries())) {
        if (applied.failure !== null)
            log.error(applied.failure.message);
        const { failWithoutState } = await __webpack_require__.e(/* import() */ 823).then(__webpack_require__.bind(__webpack_require__, 6823));
        await failWithoutState(step, world, entries());
    }
    const { paths, trouble } = handOver(step, spec, applied, directory);
    await (0,heartbeat.startHeartbeat)(step, applied, { world, server }, directory);
    (0,running_step/* publish */.m)(step, applied.report, changes, paths);
    exportFacts(step, applied.report, paths);
    const failure = applied.failure;
    if (failure !== null && trouble instanceof errors/* ActionError */.lZ)
        log.warning(trouble.message);
    if (failure ?? trouble)
        throw failure ?? trouble;
}
function exportFacts({ inputs, runner, log }, { machines }, paths) {
    if (inputs.exportPrefix === null)
        return;
    (0,export_env/* exportVariables */.qY)(runner.env, log, (0,export_env/* exportedVariables */.n4)(inputs.exportPrefix, machines, paths));
}
/** What an apply of this plan will write ahead: a journal that would be full half-way is told before anything is begun. */
function intentsOf({ changes }) {
    return changes.flatMap((change) => {
        const { kind, action, address } = change;
        if (action !== 'create' && !(kind === 'machine' && action === 'replace'))
            return [];
        if (kind === 'backend')
            return [{ kind: 'add-backend', address, name: change.backend ?? address }];
        const name = change.desired?.mistName ?? address;
        return [{ kind: kind === 'key' ? 'add-key' : 'create-machine', address, name }];
    });
}
/** Files may fail after machines are there: the outputs still have to name those. */
function handOver(step, spec, applied, directory) {
    const { scope, log, state, context, runner } = step;
    const { planned, report } = applied;
    try {
        const planFile = (0,hand_over/* writePlanFiles */.ip)(directory, planned.plan);
        const keys = (0,hand_over/* writeKeys */.mk)(directory, applied.keys);
        const { paths, leftOut } = (0,hand_over/* writeHandOver */.fq)(directory, scope, report, keys, planFile);
        const nameOf = (row) => planned.expanded.keys.find((key) => key.row === row)?.mistName ?? null;
        let files = 0;
        (0,hand_over/* saveKeys */.cR)(spec, nameOf, applied.keys, (0,save_path/* saveRoots */.tC)(context), {
            log,
            savedKey: runner.voice.savedKey,
            record: (file) => {
                (0,state_facts/* saveFileRecord */.t1)(state, files, file);
                files += 1;
            },
        });
        return { paths, trouble: leftOut };
    }
    catch (error) {
        return { paths: outputs/* NO_PATHS */.pM, trouble: error };
    }
}


/***/ }),

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

/***/ 1638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ formatOrder),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   of: () => (/* binding */ parseOrder)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(386);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22);




const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy'];
/** The proxy variables of an environment, and nothing else of it. */
function proxyVariables(env) {
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toUpperCase()]);
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/** The order as text with the token in it: for a pipe, never for arguments, environment or a file. */
function formatOrder(order) {
    return JSON.stringify({ ...order, server: { ...order.server, token: order.server.token.reveal() } });
}
/** Takes an order apart again. Throws BugError, without any of the text, when it is not whole. */
function parseOrder(text) {
    const { server, task, runner } = fieldsOf(parsed(text));
    const identity = runner === null ? null : (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseIdentity */ .aZ)(JSON.stringify(runner));
    if (runner !== null && identity === null)
        throw broken();
    return { server: parseServer(fieldsOf(server)), task: parseTask(fieldsOf(task)), runner: identity };
}
function parseServer({ url, token, caCertificate, allowInsecureHttp, proxyEnv }) {
    if (typeof url !== 'string' || typeof token !== 'string' || token === '')
        throw broken();
    if (typeof allowInsecureHttp !== 'boolean')
        throw broken();
    if (caCertificate !== null && typeof caCertificate !== 'string')
        throw broken();
    const proxies = Object.entries(fieldsOf(proxyEnv)).map(([name, value]) => [name, String(value)]);
    return { url, token: (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .makeSecret */ .p)(token), caCertificate, allowInsecureHttp, proxyEnv: Object.fromEntries(proxies) };
}
function parseTask({ scope, machines, parallelism, longestMs }) {
    const checked = (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScope */ .Sk)(JSON.stringify(scope));
    if (checked === null || !Array.isArray(machines) || !isCount(parallelism) || !isCount(longestMs))
        throw broken();
    return { scope: checked, machines: machines.map(parseMachine), parallelism, longestMs };
}
function parseMachine(value) {
    const { id, cloudId, name, ttlMs, leftMs, inherited } = fieldsOf(value);
    if (typeof id !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(id) || typeof cloudId !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(cloudId))
        throw broken();
    if (typeof name !== 'string' || name === '' || !isCount(ttlMs) || typeof inherited !== 'boolean')
        throw broken();
    if (leftMs !== null && !Number.isSafeInteger(leftMs))
        throw broken();
    return { id, cloudId, name, ttlMs, leftMs: leftMs === null ? null : Number(leftMs), inherited };
}
function isCount(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
function fieldsOf(value) {
    if (typeof value !== 'object' || value === null)
        throw broken();
    return { ...value };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        // The parser's message quotes the text, which holds the token.
        throw broken();
    }
}
function broken() {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BugError */ .f9('The order of the keeper is not whole.');
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


/***/ })

};
