export const id = 683;
export const ids = [683];
export const modules = {

/***/ 4606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ runAttempt)
/* harmony export */ });
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
// One attempt to reach something: it ends once, in time, and leaves no socket behind.


/**
 * Runs one attempt and closes it in every case. Resolves with its result, or after `timeoutMs` with what `late` makes of
 * how far it came; rejects with CancelledError as soon as the signal aborts, and in no other case.
 */
function runAttempt(limits, start, late) {
    const { timeoutMs, signal } = limits;
    if (signal.aborted)
        return Promise.reject(new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc());
    return new Promise((resolve, reject) => {
        const end = (finish) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
            attempt.close();
            finish();
        };
        const cancel = () => end(() => reject(new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc()));
        const attempt = start((result) => end(() => resolve(result)));
        const timer = setTimeout(() => {
            end(() => resolve(late(`${attempt.seen()} within ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatSeconds */ .Xo)(timeoutMs)}`)));
        }, timeoutMs);
        signal.addEventListener('abort', cancel, { once: true });
    });
}


/***/ }),

/***/ 7683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createProber: () => (/* binding */ createProber)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4606);
/* harmony import */ var _socket_reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1899);
// Reachability from this process: a TCP connection, an SSH login with the host key checked, or an HTTP answer. Runs no command.



async function probeTcp(host, port, limits) {
    if (!(0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .isPort */ .sW)(port))
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .never */ .Zm)(`${port} is no port`);
    return (0,_attempt_js__WEBPACK_IMPORTED_MODULE_1__/* .runAttempt */ .T)(limits, (settle) => {
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, port });
        socket.once('connect', () => settle({ ok: true, hostKey: null }));
        socket.on('error', (error) => settle((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .notYet */ .y8)((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .socketReason */ .oZ)(error))));
        return { seen: () => `port ${port} does not answer`, close: () => socket.destroy() };
    }, _socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .notYet */ .y8);
}
async function probeSsh(target, limits) {
    const { prepareLogin, startLogin } = await Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(90)]).then(__webpack_require__.bind(__webpack_require__, 6090));
    const key = await prepareLogin(target);
    if ('ok' in key)
        return key;
    return (0,_attempt_js__WEBPACK_IMPORTED_MODULE_1__/* .runAttempt */ .T)(limits, (settle) => startLogin(target, key, { ready: (_client, hostKey) => settle({ ok: true, hostKey }), failed: settle }), _socket_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .notYet */ .y8);
}
/**
 * The prober of this process. `seen` holds no address and no key, only fingerprints; only a wrong host key, an unusable
 * private key and an impossible port are final. `caCertificate` (PEM) is trusted beside the usual authorities for HTTPS.
 */
function createProber(caCertificate = null) {
    return {
        tcp: (host, port, timeoutMs, signal) => probeTcp(host, port, { timeoutMs, signal }),
        prepare: () => {
            // A module that cannot be loaded is the attempt's to tell.
            Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(90)]).then(__webpack_require__.bind(__webpack_require__, 6090)).catch(() => undefined);
        },
        ssh: (target, timeoutMs, signal) => probeSsh(target, { timeoutMs, signal }),
        // With it comes TLS, which takes longer to load than all else here.
        http: async (target, timeoutMs, signal) => {
            const { probeHttp } = await __webpack_require__.e(/* import() */ 348).then(__webpack_require__.bind(__webpack_require__, 7348));
            return probeHttp(target, caCertificate, { timeoutMs, signal });
        },
    };
}


/***/ }),

/***/ 1899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zm: () => (/* binding */ never),
/* harmony export */   oZ: () => (/* binding */ socketReason),
/* harmony export */   sW: () => (/* binding */ isPort),
/* harmony export */   y8: () => (/* binding */ notYet)
/* harmony export */ });
const REASONS = {
    ECONNREFUSED: 'the connection is refused',
    ECONNRESET: 'the connection is reset',
    EHOSTUNREACH: 'there is no route to the host',
    ENETUNREACH: 'there is no route to the network',
    ETIMEDOUT: 'the host does not answer',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name cannot be looked up',
};
/** One line for a socket's error, from its code alone: messages repeat addresses in several forms. */
function socketReason(error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
    return code === null ? 'the connection failed' : (REASONS[code] ?? `the connection failed (${code})`);
}
/** A failure that another attempt may not meet. */
function notYet(seen) {
    return { ok: false, final: false, seen };
}
/** A failure that every other attempt would meet, too. */
function never(seen) {
    return { ok: false, final: true, seen };
}
/** False where the system would throw instead of trying. */
function isPort(port) {
    return Number.isInteger(port) && port > 0 && port < 65_536;
}


/***/ })

};
