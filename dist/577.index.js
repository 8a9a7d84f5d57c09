export const id = 577;
export const ids = [577];
export const modules = {

/***/ 5225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DS: () => (/* binding */ newFilesDirectory),
  yN: () => (/* binding */ planInput),
  mk: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./lib/src/render/report.js
var report = __webpack_require__(3637);
// EXTERNAL MODULE: ./lib/src/render/summary.js
var summary = __webpack_require__(9015);
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

// EXTERNAL MODULE: ./lib/src/action/files.js
var files = __webpack_require__(4462);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/action/random-id.js
var random_id = __webpack_require__(1774);
// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
// EXTERNAL MODULE: ./lib/src/action/step.js + 1 modules
var action_step = __webpack_require__(8642);
;// CONCATENATED MODULE: ./lib/src/action/running-step.js
// A step at work: what plan, apply and destroy share once inputs, scope and state are there.








const DEFAULT_LEASE_MS = 30 * 60_000;
/** What planning wants to know. Without `ttl`, unnamed scopes get a lease and named ones none. */
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
/** Makes the files directory and records it for post; answers its path. Throws ActionError. */
function newFilesDirectory(step) {
    const record = (0,files/* createFilesDir */.rk)(step.context.runnerTemp, (0,random_id/* randomId */.z)());
    (0,state_facts/* saveFacts */.NP)(step.unsynced, { filesDir: record });
    return record.path;
}
/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
function publish(step, result, changes, paths) {
    const { log, scope, runner } = step;
    if (result.outcomes.length > 0)
        log.info((0,report/* renderReportText */.Uv)(result));
    for (const leak of result.leaks)
        log.error((0,report/* leakSentence */.To)(leak), { title: 'May be left' });
    (0,action_step/* appendSummary */.fe)(runner.env, log, (0,summary/* renderSummary */.B)({ scope, report: result, changes }));
    (0,action_step/* setOutputs */.n0)(runner, log, (0,outputs/* buildOutputs */.JZ)(result, scope, paths));
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
