export const id = 751;
export const ids = [751,857];
export const modules = {

/***/ 5857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   secureAgent: () => (/* binding */ secureAgent),
/* harmony export */   trusted: () => (/* binding */ trusted)
/* harmony export */ });
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4708);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1692);


/** The authorities to trust: the usual ones (NODE_EXTRA_CA_CERTS included) and this one; null leaves Node's own choice. */
function trusted(caCertificate) {
    return caCertificate === null ? {} : { ca: [...(0,node_tls__WEBPACK_IMPORTED_MODULE_1__.getCACertificates)('default'), caCertificate] };
}
/** Connections over TLS with these options; certificates and host names are checked as Node does by itself. */
function secureAgent(options, caCertificate) {
    return new node_https__WEBPACK_IMPORTED_MODULE_0__.Agent({ ...options, ...trusted(caCertificate) });
}


/***/ }),

/***/ 1751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openProxied: () => (/* binding */ openProxied),
/* harmony export */   overDispatcher: () => (/* binding */ overDispatcher)
/* harmony export */ });
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6752);
/* harmony import */ var _direct_network_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1102);
/* harmony import */ var _secure_agent_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5857);
// The network through a proxy, and through any other dispatcher of undici. Loaded only then: it is large and slow to start.



/** Opens the network behind a proxy; hosts in `noProxy` are reached directly. Throws when the proxy is not usable. */
function openProxied({ proxy, noProxy, caCertificate }) {
    const tls = (0,_secure_agent_js__WEBPACK_IMPORTED_MODULE_2__.trusted)(caCertificate);
    const agent = new undici__WEBPACK_IMPORTED_MODULE_0__/* .EnvHttpProxyAgent */ .J2({
        // Empty texts keep undici from looking at this process's environment by itself.
        httpProxy: proxy,
        httpsProxy: proxy,
        noProxy,
        connections: _direct_network_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTIONS */ .Uk,
        allowH2: false,
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: { ...tls, timeout: _direct_network_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECT_TIMEOUT_MS */ .cC },
        requestTls: tls,
        proxyTls: tls,
    });
    return overDispatcher(agent);
}
/** A network on a dispatcher, which `close` destroys. */
function overDispatcher(dispatcher) {
    return {
        async exchange({ method, origin, path, headers, body }, stop, markSent) {
            const response = await (0,undici__WEBPACK_IMPORTED_MODULE_0__/* .request */ .Em)(`${origin}${path}`, {
                dispatcher: dispatcher.compose(watchSending(stop, markSent)),
                method: method,
                signal: stop,
                body,
                headers,
            });
            return { status: response.statusCode, headers: response.headers, body: response.body };
        },
        close: () => dispatcher.destroy(),
    };
}
/**
 * undici calls `onRequestStart` synchronously between picking a connected socket (TLS done) and writing to it; when the
 * request is aborted there, nothing is written. The real handler goes first, because it aborts what was given up while
 * connecting. A second start would be a resend: it is refused.
 */
function watchSending(stop, markSent) {
    let started = false;
    return (dispatch) => (options, handler) => dispatch(options, {
        onRequestStart(controller, context) {
            if (started || stop.aborted) {
                controller.abort(new Error('stopped'));
                return;
            }
            started = true;
            handler.onRequestStart?.(controller, context);
            if (!controller.aborted && !markSent())
                controller.abort(new Error('refused'));
        },
        onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
        onResponseStart: (...args) => handler.onResponseStart?.(...args),
        onResponseData: (...args) => handler.onResponseData?.(...args),
        onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
        onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}


/***/ })

};
