export const id = 115;
export const ids = [115];
export const modules = {

/***/ 4115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runKeyMaker: () => (/* binding */ runKeyMaker)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _ssh_rsa_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(537);
// The key maker's own process: makes one RSA key, writes the private half to its pipe, ends.


const STDOUT = 1;
/** Runs the key maker. Whoever started it may be gone by then: the pipe breaks and nothing else holds the key. */
async function runKeyMaker() {
    const key = await (0,_ssh_rsa_js__WEBPACK_IMPORTED_MODULE_1__/* .makeRsaKey */ .Y)();
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(STDOUT, key.reveal());
    }
    catch {
        process.exitCode = 1;
    }
}


/***/ }),

/***/ 386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ isSecret),
/* harmony export */   p: () => (/* binding */ makeSecret)
/* harmony export */ });
const SHOWN = '[secret]';
/**
 * Wraps `text` so that only `reveal()` gives it back. Templates, `JSON.stringify`, `console.log` and `util.inspect`
 * show `[secret]`; the text is held in a closure, so no property walk finds it.
 */
function makeSecret(text) {
    const secret = {
        reveal: () => text,
        toString: () => SHOWN,
        toJSON: () => SHOWN,
        [Symbol.for('nodejs.util.inspect.custom')]: () => SHOWN,
    };
    return Object.freeze(secret);
}
/** True for values made by `makeSecret` (or any other Secret): tells them from plain strings, numbers and booleans. */
function isSecret(value) {
    return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function';
}


/***/ }),

/***/ 537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ makeRsaKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(386);
// Makes RSA keys. Apart from everything else, because a process of its own runs this and nothing more.



/** NIST SP 800-57 counts 3072 bits as good beyond 2030; 4096 takes three times as long to make. */
const RSA_BITS = 3072;
/** A new RSA key as PKCS#1 PEM. Takes a second or more of a thread that nothing can interrupt, not even the end of the process. */
async function makeRsaKey() {
    const { privateKey } = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair)('rsa', { modulusLength: RSA_BITS });
    return (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .makeSecret */ .p)(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
}


/***/ })

};
