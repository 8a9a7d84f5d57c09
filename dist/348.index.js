export const id = 348;
export const ids = [348];
export const modules = {

/***/ 7348:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   probeHttp: () => (/* binding */ probeHttp)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1692);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4606);
/* harmony import */ var _socket_reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1899);
// One HTTP(S) GET to a machine's own address: only the status of the answer is looked at, and no other host is ever asked.






/** OpenSSL's and Node's codes for a certificate that is not to be trusted, or not for this name. */
const CERTIFICATE = /CERT|ISSUER|SIGNATURE|HOSTNAME_MISMATCH/;
const NO_TLS = /^(?:EPROTO|ERR_SSL_)/;
/** The name that the request speaks of, with the port where it is not the scheme's own (RFC 9110 section 7.2). */
function hostHeader({ host, hostName, port, secure }) {
    const name = hostName ?? ((0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIPv6)(host) ? `[${host}]` : host);
    return port === (secure ? 443 : 80) ? name : `${name}:${port}`;
}
/**
 * An agent of its own each time: no connection is kept, and no proxy of the environment is asked. The certificate must be
 * good for the name, or for the address where there is no name, whatever the environment says about TLS.
 */
function ask(target, caCertificate) {
    const { host, hostName, port, path, secure } = target;
    const headers = { host: hostHeader(target), 'user-agent': 'mist-action', accept: '*/*', connection: 'close' };
    const options = { host, port, path, headers, agent: false, method: 'GET' };
    if (!secure)
        return (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)(options);
    const trust = caCertificate === null ? {} : { ca: [...(0,node_tls__WEBPACK_IMPORTED_MODULE_3__.getCACertificates)('default'), caCertificate] };
    const name = hostName === null ? {} : { servername: hostName };
    return (0,node_https__WEBPACK_IMPORTED_MODULE_1__.request)({ ...options, ...trust, ...name, rejectUnauthorized: true });
}
function judge(port, status) {
    if (status >= 200 && status <= 399)
        return { ok: true, hostKey: null };
    return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)(`port ${port} answers with the HTTP status ${status}`);
}
/** One line from the error's code alone: messages repeat names, addresses and bytes of the answer. */
function failureOf(port, error, connected) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (code.startsWith('HPE_'))
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)(`what answers on port ${port} is not HTTP`);
    if (CERTIFICATE.test(code))
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)(`the TLS certificate on port ${port} is not trusted (${code})`);
    if (NO_TLS.test(code))
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)(`what answers on port ${port} is not TLS`);
    if (connected)
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)(`port ${port} is open, but the connection ended without an answer`);
    return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8)((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .socketReason */ .oZ)(error));
}
/**
 * Asks once. Any status from 200 to 399 is ok; a redirect is an answer and is not followed. The body is not read. Rejects
 * with CancelledError only. `caCertificate` (PEM) is trusted besides the usual authorities.
 */
function probeHttp(target, caCertificate, limits) {
    const { port, secure } = target;
    if (!(0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .isPort */ .sW)(port))
        return Promise.resolve((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .never */ .Zm)(`${port} is no port`));
    return (0,_attempt_js__WEBPACK_IMPORTED_MODULE_4__/* .runAttempt */ .T)(limits, (settle) => {
        let connected = false;
        const request = ask(target, caCertificate);
        request.once('socket', (socket) => {
            socket.once('connect', () => {
                connected = true;
            });
        });
        request.once('response', (response) => settle(judge(port, response.statusCode ?? 0)));
        // A status of 101 to a request that asked for no other protocol.
        request.once('upgrade', () => settle(judge(port, 101)));
        request.on('error', (error) => settle(failureOf(port, error, connected)));
        request.end();
        const what = secure ? 'TLS and HTTP' : 'HTTP';
        const seen = () => connected ? `port ${port} is open, but no answer by ${what} came` : `port ${port} does not answer`;
        return { seen, close: () => request.destroy() };
    }, _socket_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .notYet */ .y8);
}


/***/ })

};
