export const id = 857;
export const ids = [857];
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


/***/ })

};
