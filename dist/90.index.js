export const id = 90;
export const ids = [90];
export const modules = {

/***/ 9710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UP: () => (/* binding */ fingerprintText),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   jh: () => (/* binding */ hostKeySha256),
/* harmony export */   wP: () => (/* binding */ publicBlobSha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
// Public SSH keys as text: taking one apart and naming it by its hash.


/** Takes `ssh-ed25519 AAAA… comment` apart; null when the text is no public key line. */
function parsePublicKey(text) {
    const found = /^([a-z0-9][a-z0-9@.-]*)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/.exec(text.trim());
    return found?.[1] && found[2] ? { kind: found[1], base64: found[2] } : null;
}
/**
 * SHA-256 of a public key (`ssh-ed25519 AAAA…`) in base64url without padding: 43 characters that fit in a tag.
 * Throws BugError when the text is no public key.
 */
function hostKeySha256(publicKey) {
    const parts = parsePublicKey(publicKey);
    if (parts === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BugError */ .f9('A host key is not in the form "kind base64".');
    return publicBlobSha256(Buffer.from(parts.base64, 'base64'));
}
/**
 * The same of a key as it is on the wire (RFC 4253 section 6.6). It covers these bytes and nothing else, as OpenSSH's
 * fingerprints do: what the key says about itself cannot change what it is compared as.
 */
function publicBlobSha256(blob) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(blob).digest('base64url');
}
/** The form that `ssh-keygen -l` prints, from `hostKeySha256`'s: for messages only. */
function fingerprintText(sha256) {
    return `SHA256:${sha256.replaceAll('-', '+').replaceAll('_', '/')}`;
}


/***/ }),

/***/ 5018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ checkHostKey),
/* harmony export */   o: () => (/* binding */ offeredAlgorithms)
/* harmony export */ });
/* harmony import */ var _model_host_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9710);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8226);


/** Strongest first; `ssh-rsa` (SHA-1) is left out. */
const ALGORITHMS = [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
];
/** RSA keys have one kind and two signature algorithms (RFC 8332). */
function kindOf(algorithm) {
    return algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm;
}
/**
 * The algorithms to offer, in order. A server picks its first match (RFC 4253 section 7.1), so one that has several
 * host keys presents the expected kind, and one that has another kind only still shows it, to be named in the refusal.
 */
function offeredAlgorithms(expected) {
    const kind = typeof expected === 'object' && 'key' in expected ? (0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePublicKey */ .ee)(expected.key)?.kind : 'ssh-ed25519';
    const first = ALGORITHMS.filter((algorithm) => kindOf(algorithm) === kind);
    return [...first, ...ALGORITHMS.filter((algorithm) => !first.includes(algorithm))];
}
/** Compares the blob that a server presents, byte for byte, with what is expected of it. */
function checkHostKey(expected, blob) {
    const kind = (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .blobKind */ .gf)(blob);
    const presented = (0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .publicBlobSha256 */ .wP)(blob);
    const wanted = wantedBy(expected);
    if (wanted !== null && !wanted.includes(presented)) {
        return {
            ok: false,
            refusal: `the host presents the key ${(0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprintText */ .UP)(presented)}, but ${wanted.map(_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprintText */ .UP).join(' or ')} was ` +
                'expected: this is another machine, or someone in between',
        };
    }
    // The kind is the host's own text and goes into files: only those that were offered are taken.
    if (kind === null || !ALGORITHMS.some((algorithm) => kindOf(algorithm) === kind)) {
        const refusal = `the host presents a key of a kind that is not known: ${(0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprintText */ .UP)(presented)}`;
        return { ok: false, refusal };
    }
    return { ok: true, key: `${kind} ${blob.toString('base64')}` };
}
/** The SHA-256 of the keys of which one must be presented; null where any may. */
function wantedBy(expected) {
    if (expected === 'first')
        return null;
    return 'key' in expected ? [(0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .hostKeySha256 */ .jh)(expected.key)] : [expected.sha256].flat();
}


/***/ }),

/***/ 6090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prepareLogin: () => (/* binding */ prepareLogin),
/* harmony export */   startLogin: () => (/* binding */ startLogin)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var ssh2__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5472);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1793);
/* harmony import */ var _host_key_check_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5018);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8414);
/* harmony import */ var _socket_reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1899);
// One SSH connection with the host key checked and a key login: what the prober and the shell have in common. It uses no
// agent and no file of the user's. Loaded on use, because ssh2 takes time and memory.







/** A command may be silent for as long as it likes, but a host that is gone is noticed after a minute. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 4 };
/** What an error of ssh2 means for a login that had come as far as `seen`. */
function failureOf(error, user, seen) {
    // cloud-init may still be installing the key, so a refusal is only what was seen last.
    if (error.level === 'client-authentication')
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .notYet */ .y8)(`the login of ${user} with the key is refused`);
    if (error.level === 'client-socket' || 'errno' in error)
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .notYet */ .y8)(`${seen}; ${(0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .socketReason */ .oZ)(error)}`);
    return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .notYet */ .y8)(`${seen}; the SSH connection broke`);
}
const SIGNERS = new WeakMap();
/** The key as ssh2 wants it. ssh2 has OpenSSL read an RSA key anew for each signature, which takes as long as to sign. */
function signerOf(key) {
    const known = SIGNERS.get(key);
    if (known !== undefined)
        return known;
    const parsed = ssh2__WEBPACK_IMPORTED_MODULE_2__.utils.parseKey(key.text);
    const signer = Array.isArray(parsed) ? parsed[0] : parsed;
    if (signer === undefined || signer instanceof Error)
        throw new TypeError('A key that was loaded cannot be read again.');
    if (signer.type === 'ssh-rsa') {
        const made = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(signer.getPrivatePEM());
        const slow = signer.sign.bind(signer);
        signer.sign = (data, algorithm) => {
            if (algorithm === undefined)
                return slow(data);
            try {
                return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(algorithm, Buffer.from(data), made);
            }
            catch {
                // ssh2 answers with its error instead of throwing it.
                return slow(data, algorithm);
            }
        };
    }
    SIGNERS.set(key, signer);
    return signer;
}
/** The key to log in with, or why there can be no login: an impossible port or an unusable key, here or on the way. */
async function prepareLogin(target) {
    if (!(0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .isPort */ .sW)(target.port))
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .never */ .Zm)(`${target.port} is no port`);
    const hop = target.via === undefined ? null : await prepareLogin(target.via);
    if (hop !== null && 'ok' in hop)
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .never */ .Zm)(`the jump host: ${hop.seen}`);
    try {
        return await (0,_private_key_js__WEBPACK_IMPORTED_MODULE_5__/* .loadPrivateKey */ .PM)(target.privateKey);
    }
    catch (error) {
        return (0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .never */ .Zm)(error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ ? error.message : 'the login cannot be tried');
    }
}
function openDirect({ host, port }, opened, failed) {
    // Without this, Nagle's algorithm and delayed acknowledgements cost a third of a second in each login.
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)({ host, port, noDelay: true });
    socket.once('connect', () => opened(socket));
    socket.on('error', failed);
    return { seen: () => null, close: () => socket.destroy() };
}
/** A channel of another login; that it breaks later is told by the login on it. */
function openThrough(via, { host, port }, opened, failed) {
    const tell = ({ final, seen }) => failed({ ok: false, final, seen: `the jump host: ${seen}` });
    // `prepareLogin` of the target has read it.
    const key = (0,_private_key_js__WEBPACK_IMPORTED_MODULE_5__/* .loadedKey */ .t$)(via.privateKey);
    if (key === undefined)
        throw new TypeError('The login over the jump host was not prepared.');
    let open = false;
    const hop = startLogin(via, key, {
        ready: (client) => {
            client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
                if (error)
                    failed((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .notYet */ .y8)(`the jump host is there, but port ${port} behind it does not answer`));
                else {
                    open = true;
                    opened(channel);
                }
            });
        },
        failed: tell,
    });
    return { seen: () => (open ? null : `the jump host: ${hop.seen()}`), close: hop.close };
}
/** Begins to connect; events come later. The one who is told `ready` may go on to say what is `seen`. */
function startLogin(target, key, events) {
    const { user } = target;
    let seen = `port ${target.port} does not answer`;
    let hostKey = '';
    const byKey = { type: 'publickey', username: user, key: signerOf(key) };
    const client = new ssh2__WEBPACK_IMPORTED_MODULE_2__.Client();
    client.once('handshake', () => {
        seen = `the SSH server is there, but the login of ${user} is not answered`;
    });
    client.on('ready', () => events.ready(client, hostKey));
    client.on('error', (error) => events.failed(failureOf(error, user, seen)));
    client.on('close', () => events.failed((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .notYet */ .y8)(`${seen}; the connection was closed`)));
    const begin = (sock) => {
        seen = `port ${target.port} is open, but no SSH banner came`;
        client.connect({
            sock,
            username: user,
            authHandler: [byKey],
            // The attempt has its own limit.
            readyTimeout: 0,
            ...KEEPALIVE,
            algorithms: { serverHostKey: (0,_host_key_check_js__WEBPACK_IMPORTED_MODULE_4__/* .offeredAlgorithms */ .o)(target.hostKey) },
            hostVerifier: (blob) => {
                const verdict = (0,_host_key_check_js__WEBPACK_IMPORTED_MODULE_4__/* .checkHostKey */ .E)(target.hostKey, blob);
                if (verdict.ok)
                    hostKey = verdict.key;
                else
                    events.failed((0,_socket_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .never */ .Zm)(verdict.refusal));
                return verdict.ok;
            },
        });
        sock.once('data', (chunk) => {
            if (chunk.subarray(0, 4).toString('latin1') === 'SSH-')
                seen = 'an SSH banner came, but the key exchange is not done';
        });
    };
    const road = target.via === undefined
        ? openDirect(target, begin, (error) => events.failed(failureOf(error, user, seen)))
        : openThrough(target.via, target, begin, events.failed);
    const close = () => {
        client.destroy();
        road.close();
    };
    const say = (text) => {
        seen = text;
    };
    return { seen: () => road.seen() ?? seen, close, say };
}


/***/ })

};
