export const id = 399;
export const ids = [399];
export const modules = {

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


/***/ })

};
