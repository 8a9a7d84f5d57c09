export const id = 906;
export const ids = [906];
export const modules = {

/***/ 2439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
// What a process that the step starts may know of the step's environment.
/**
 * Only these are inherited. RUNNER_TRACKING_ID is how the runner finds a process at the job's end; with Node's own
 * variables it trusts the same certificates as main.
 */
const INHERITED = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'USERPROFILE',
    'RUNNER_TRACKING_ID',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_USE_SYSTEM_CA',
    'SSL_CERT_DIR',
    'SSL_CERT_FILE',
];
/** The part of `env` that a child process gets: no input, no token, nothing that the user has set. */
function childEnvironment(env) {
    return Object.fromEntries(INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}


/***/ }),

/***/ 906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rsaKeyFromProcess: () => (/* binding */ rsaKeyFromProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1793);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(386);
/* harmony import */ var _ssh_rsa_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(537);
/* harmony import */ var _child_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2439);
// RSA keys from a process of their own. Node cannot end while a key is being made in one of its threads, which takes a second
// or more; a process can be killed. So a cancelled step does not wait for a key that nobody will use.







/** A preload of the user's may print to the same pipe, so the key is looked for. */
const PEM = /-----BEGIN RSA PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END RSA PRIVATE KEY-----\n/;
/** A key has 2.5 kB. */
const MOST_BYTES = 1024 * 1024;
/** Half a second is usual; a machine that is busy with other things takes a few. */
const MOST_MS = 60_000;
/**
 * Makes a key in a process of its own, and in this one where no other can be started or none gave a key. The private half comes
 * by pipe only; arguments are empty and the environment holds no secret. Rejects with the signal's reason (CancelledError)
 * as soon as it aborts.
 */
async function rsaKeyFromProcess(at, here = _ssh_rsa_js__WEBPACK_IMPORTED_MODULE_4__/* .makeRsaKey */ .Y) {
    assertNotCancelled(at.signal);
    const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(entry(at)) ? await outputOf(at) : '';
    assertNotCancelled(at.signal);
    const [pem] = PEM.exec(text) ?? [];
    if (pem !== undefined)
        return (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .makeSecret */ .p)(pem);
    const made = await here();
    assertNotCancelled(at.signal);
    return made;
}
function entry(at) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(at.distDirectory, 'key-maker.js');
}
/** What the process wrote, once a key is in it or it has ended; as much as there is when it was killed or could not be started. */
async function outputOf(at) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(at.nodePath, [entry(at)], {
        // In a session of its own, a Ctrl-C for this process is answered by this process alone.
        detached: true,
        env: (0,_child_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .childEnvironment */ .Q)(at.env),
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
    });
    const kill = () => void child.kill('SIGKILL');
    at.signal.addEventListener('abort', kill, { once: true });
    process.once('exit', kill);
    const late = setTimeout(kill, MOST_MS);
    try {
        return await wholeKey(child, kill);
    }
    finally {
        clearTimeout(late);
        kill();
        at.signal.removeEventListener('abort', kill);
        process.off('exit', kill);
    }
}
function wholeKey(child, kill) {
    return new Promise((resolve) => {
        const chunks = [];
        let bytes = 0;
        child.stdout?.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > MOST_BYTES)
                kill();
            else
                chunks.push(chunk);
            // Its end takes the process another 10 ms.
            if (PEM.test(text()))
                end();
        });
        const text = () => Buffer.concat(chunks).toString('latin1');
        const end = () => {
            // The pipe of a process that could not be started stays open otherwise, and this process with it.
            child.stdout?.destroy();
            resolve(text());
        };
        child.once('error', end);
        child.once('close', end);
    });
}
function assertNotCancelled(signal) {
    if (signal.aborted)
        throw signal.reason instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CancelledError */ .cc ? signal.reason : new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CancelledError */ .cc();
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
