export const id = 823;
export const ids = [823];
export const modules = {

/***/ 6823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failWithoutState: () => (/* binding */ failWithoutState)
/* harmony export */ });
/* harmony import */ var _engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9389);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3637);
// When the runner's state file is lost while main works: post will find nothing, so main must not leave it anything.



/**
 * Ends a step whose state is lost: an unnamed scope is removed now, because post cannot; a named one stays, and is told.
 * Always throws ActionError.
 */
async function failWithoutState(step, world, entries) {
    const { scope, log, end, inputs } = step;
    const what = 'The runner lost the state of this step while it worked, so that post would find nothing';
    if (scope.named) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('state', 'remote', `${what}.`, {
            hint: `What is ready in scope ${scope.name} stays. \`mode: destroy\` with its name removes it.`,
        });
    }
    log.error(`${what}: scope ${scope.name} is removed now.`);
    const teardown = { scope, journal: entries, what: 'all', where: 'everywhere', deadline: end };
    const { parallelism } = inputs;
    const { destroyed, leaks } = await log.group('Tear down', () => (0,_engine_teardown_js__WEBPACK_IMPORTED_MODULE_0__/* .tearDown */ .x)(world, { ...teardown, parallelism }));
    for (const { name, id } of destroyed)
        log.info(`machine/${name} has been destroyed (${id})`);
    for (const leak of leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_2__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(leaks.length === 0 ? 'state' : 'leak', 'remote', leaks.length === 0 ? `${what}: nothing of it is left.` : `${what}: ${leaks.length} of its objects may be left.`, { hint: 'Does something on this runner clean up its files while jobs run?' });
}


/***/ })

};
