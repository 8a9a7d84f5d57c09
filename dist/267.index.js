export const id = 267;
export const ids = [267];
export const modules = {

/***/ 1267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ teardownReport),
/* harmony export */   explainTeardown: () => (/* binding */ explainTeardown),
/* harmony export */   unproved: () => (/* binding */ unproved)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1793);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2693);
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3637);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9015);
/* harmony import */ var _random_id_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1774);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8642);
// Telling what a teardown came to: log, summary, one annotation for each thing that may be left, and the file of those.









/** A teardown as a report: what was destroyed and what may be left. */
function teardownReport({ destroyed, removedKeys, leaks }) {
    const gone = [
        ...destroyed.map(({ name }) => `machine/${name}`),
        ...removedKeys.map((name) => `key/${name}`),
    ];
    return {
        machines: [],
        outcomes: gone.map((address) => ({ address, outcome: 'destroyed', why: null })),
        leaks,
        plan: { ...(0,_model_plan_js__WEBPACK_IMPORTED_MODULE_8__/* .countChanges */ .xS)([]), destroy: destroyed.length },
        cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
        changed: gone.length > 0,
    };
}
/**
 * Creates of which post can say nothing because `error` kept it from looking: each may be a machine that lives. A damaged
 * journal does not tell all of them.
 */
function unproved(creates, error, damaged) {
    const why = `post could not look: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error)}`;
    const others = damaged ? [{ name: '*', id: null }] : [];
    const leaks = [...creates, ...others].map(({ name, id }) => ({ kind: 'create', name, id, backend: null, why }));
    return { destroyed: [], removedKeys: [], leaks, provedOn: [] };
}
/** Explains what post did. Throws ActionError `leak` when something may be left. */
function explainTeardown({ env, log, scope, runnerTemp, stays }, result) {
    const { destroyed, removedKeys, leaks } = result;
    for (const { name, id } of destroyed)
        log.info(`machine/${name} has been destroyed (${id}), proved by two live lists`);
    for (const name of removedKeys)
        log.info(`key/${name} has been destroyed`);
    const rest = stays === null ? null : whatStays(stays, leaks.length === 0);
    const note = rest === null ? {} : { note: rest };
    (0,_step_js__WEBPACK_IMPORTED_MODULE_7__/* .appendSummary */ .fe)(env, log, (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .renderSummary */ .B)({ scope, report: teardownReport(result), changes: [], ...note }));
    if (rest !== null)
        log.info(rest);
    if (leaks.length === 0) {
        if (rest === null)
            log.info('Nothing of this scope is left.');
        return;
    }
    for (const leak of leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_4__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    const place = writeLeaks(log, leaks, runnerTemp);
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('leak', 'remote', `Scope ${scope.name}: ${leaks.length} of its objects are not proved gone; they are listed ${place}.`, { hint: 'Leases end machines that have one. Look at the backends named above.' });
}
const SHOWN = 10;
function whatStays({ sentence, ready }, proved) {
    const names = ready.slice(0, SHOWN).map(({ address, id }) => `${address} (${id})`);
    const more = ready.length > SHOWN ? ` and ${ready.length - SHOWN} more` : '';
    const gone = proved ? 'Nothing is left of what did not become ready. ' : '';
    if (ready.length === 0)
        return `${gone}${sentence}; nothing that this run made became ready.`;
    return `${gone}${sentence}, with ${names.join(', ')}${more}. Apply again to complete it, or destroy it by its name.`;
}
/** Answers where the leaks are listed, in words: the annotations are there whatever the disk says. */
function writeLeaks(log, leaks, runnerTemp) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runnerTemp, `mist-leaks-${(0,_random_id_js__WEBPACK_IMPORTED_MODULE_6__/* .randomId */ .z)()}.json`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, `${log.redact(JSON.stringify(leaks, null, 2))}\n`, { mode: 0o600, flag: 'wx' });
        return `in ${file}`;
    }
    catch {
        return 'above';
    }
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
