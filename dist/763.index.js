export const id = 763;
export const ids = [763];
export const modules = {

/***/ 7763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tearDownScope: () => (/* binding */ tearDownScope)
/* harmony export */ });
/* harmony import */ var _engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2977);
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1793);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5349);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2086);
/* harmony import */ var _end_tokens_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9927);
/* harmony import */ var _process_world_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4155);







const TOKEN_TTL_MS = 1_800_000;
/** Removes what `decision` names, and ends the tokens of this job; null when there was nothing else to do. */
async function tearDownScope(post, inputs, decision) {
    const { runner, scope, entries, log, facts } = post;
    refuseOtherServer(inputs, facts);
    refuseOtherScope(inputs, post);
    const deadline = runner.clock.elapsed() + decision.deadlineMs;
    const { signal, stop } = (0,_process_world_js__WEBPACK_IMPORTED_MODULE_6__/* .cancelOnSignals */ .dJ)(runner, log, {
        ms: decision.budgetMs,
        text: `removing may take ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(decision.budgetMs)}`,
    });
    let composition = null;
    try {
        composition = await (0,_compose_js__WEBPACK_IMPORTED_MODULE_3__/* .compose */ .Z)({
            ...post,
            inputs,
            signal,
            journal: readOnlyJournal,
            tokenTtlMs: TOKEN_TTL_MS,
            onMinting: () => undefined,
            onMinted: () => undefined,
        });
        if (decision.what === 'nothing')
            return null;
        const { what, where } = decision;
        const { world } = composition;
        const { parallelism } = inputs;
        const { backends } = facts;
        const input = { scope, journal: entries, what, where, backends, deadline, parallelism };
        return await log.group('Tear down', () => (0,_engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__/* .tearDown */ .x)(world, input));
    }
    catch (error) {
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc && signal.aborted ? signal.reason : error;
    }
    finally {
        const { setFailed } = runner;
        await (0,_end_tokens_js__WEBPACK_IMPORTED_MODULE_5__/* .endTokens */ ._)({ ...post, setFailed }, composition?.connection.tokens ?? null, composition?.mintedToken ?? null);
        stop();
        await composition?.connection.close();
    }
}
/** On another server nothing of ours is found, and that would look like a proof. */
function refuseOtherServer({ target }, { mistUrl }) {
    const now = target.kind === 'sandbox' ? 'sandbox' : target.url;
    if (mistUrl === null || mistUrl === now)
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('state', 'user', `Main used the Mist server ${mistUrl}, and \`mist-url\` is another one now.`, {
        hint: 'Give the step a `mist-url` that does not change while the job runs.',
    });
}
/** What main saved must be what this step is: another step can write what looks like saved state. */
function refuseOtherScope(inputs, { context, scope }) {
    const own = (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .scopeOf */ .Od)(inputs, context);
    const same = own.name === scope.name &&
        own.named === scope.named &&
        own.repository.id === scope.repository.id &&
        own.repository.serverUrl === scope.repository.serverUrl;
    if (same)
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('state', 'user', `The saved state names the scope ${scope.name}, and this step's is ${own.name}.`, {
        hint: 'Nothing was removed. The state was changed by another step, or `scope` changed while the job ran.',
    });
}
/** Post creates nothing, so it has nothing to write ahead. */
const readOnlyJournal = {
    intend: () => {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .BugError */ .f9('Post must not create anything.');
    },
    sent: (entry) => entry,
    settle: (entry) => entry,
};


/***/ })

};
