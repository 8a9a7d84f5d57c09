export const id = 719;
export const ids = [719,90];
export const modules = {

/***/ 9710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UP: () => (/* binding */ fingerprintText),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   jh: () => (/* binding */ hostKeySha256),
/* harmony export */   wP: () => (/* binding */ publicBlobSha256)
/* harmony export */ });
/* harmony import */ var _content_hash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8586);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BugError */ .f9('A host key is not in the form "kind base64".');
    return publicBlobSha256(Buffer.from(parts.base64, 'base64'));
}
/**
 * The same of a key as it is on the wire (RFC 4253 section 6.6). It covers these bytes and nothing else, as OpenSSH's
 * fingerprints do: what the key says about itself cannot change what it is compared as.
 */
function publicBlobSha256(blob) {
    return (0,_content_hash_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .s)(blob, 'base64url');
}
/** The form that `ssh-keygen -l` prints, from `hostKeySha256`'s: for messages only. */
function fingerprintText(sha256) {
    return `SHA256:${sha256.replaceAll('-', '+').replaceAll('_', '/')}`;
}


/***/ }),

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


/***/ }),

/***/ 8414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ loadPrivateKey),
/* harmony export */   t$: () => (/* binding */ loadedKey),
/* harmony export */   vp: () => (/* binding */ prepareToRead)
/* harmony export */ });
/* unused harmony export rsaPublicLine */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8226);
// Reads private keys in the forms that people have them in. No message made here holds any part of a key.



/** One block and nothing else: OpenSSL reads over what stands around it, ssh2 does not. */
const PKCS1 = /^-----BEGIN RSA PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]+\n)+-----END RSA PRIVATE KEY-----\n$/;
/** `ssh-rsa AAAA…` of an RSA key (RFC 4253 section 6.6). */
function rsaPublicLine(key) {
    const { n, e } = key.export({ format: 'jwk' });
    const part = (digits) => (0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .mpint */ .lW)(Buffer.from(digits ?? '', 'base64url'));
    const blob = Buffer.concat([(0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .sshString */ ._G)('ssh-rsa'), part(e), part(n)]);
    return `ssh-rsa ${blob.toString('base64')}`;
}
/** The key when OpenSSL reads it and it is RSA (PKCS#1 or PKCS#8), else null. OpenSSL knows no OpenSSH format. */
function tryPem(text) {
    try {
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(text);
        return key.asymmetricKeyType === 'rsa' ? key : null;
    }
    catch {
        return null;
    }
}
/** Has OpenSSL set up what reads keys, which it does for its first one and takes most of that one's time. */
function prepareToRead() {
    tryPem('');
}
/** Reading a key takes milliseconds, and one key opens many machines. */
const LOADED = new WeakMap();
/**
 * Reads an unencrypted private key: RSA as PKCS#1 or PKCS#8 PEM, or any kind in OpenSSH format. Line endings and a
 * missing last newline, as secrets come out of forms and stores, do not matter. Rejects with ActionError `key` when it is none.
 */
async function loadPrivateKey(privateKey) {
    const known = LOADED.get(privateKey) ?? (await read(privateKey));
    LOADED.set(privateKey, known);
    return known;
}
/** What `loadPrivateKey` has read of this secret before; undefined when it has not. */
function loadedKey(privateKey) {
    return LOADED.get(privateKey);
}
/** ssh2 does not read PKCS#8, so every RSA key that OpenSSL reads is handed to it as PKCS#1. Mist makes them so, and exporting takes 2 ms. */
function asPkcs1(text, key) {
    return PKCS1.test(text) ? text : key.export({ type: 'pkcs1', format: 'pem' }).toString();
}
async function read(privateKey) {
    const text = `${privateKey.reveal().replaceAll('\r\n', '\n').trim()}\n`;
    const pem = tryPem(text);
    if (pem !== null)
        return { text: asPkcs1(text, pem), publicKey: rsaPublicLine((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem)) };
    const { default: ssh2 } = await __webpack_require__.e(/* import() */ 472).then(__webpack_require__.t.bind(__webpack_require__, 5472, 19));
    const parsed = ssh2.utils.parseKey(text);
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    if (key === undefined || key instanceof Error || !key.isPrivateKey()) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('key', 'user', 'The private key cannot be read.', {
            hint: 'Give an RSA key without a passphrase, in PEM or OpenSSH format.',
        });
    }
    return { text, publicKey: `${key.type} ${key.getPublicSSH().toString('base64')}` };
}


/***/ }),

/***/ 2719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createShell: () => (/* binding */ createShell)
});

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: ./lib/src/ssh/attempt.js
var attempt = __webpack_require__(4606);
// EXTERNAL MODULE: ./lib/src/ssh/host-key-check.js
var host_key_check = __webpack_require__(5018);
;// CONCATENATED MODULE: ./lib/src/ssh/kept-logins.js

/** Each is handed to one command at most, and closed when none has come in time, on cancellation, or when it breaks. */
class KeptLogins {
    #kept = new Map();
    keep(login, ms, signal) {
        const end = () => {
            this.#release(login);
            login.close();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end, { once: true });
        login.client.once('close', end);
        this.#kept.set(login, () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            login.client.off('close', end);
        });
        if (signal.aborted)
            end();
    }
    /** The login that a new one to this target would be, now with its caller; null where there is none. */
    take(target) {
        const found = [...this.#kept.keys()].find((login) => leadsTo(login, target));
        if (found === undefined)
            return null;
        this.#release(found);
        return found;
    }
    #release(login) {
        this.#kept.get(login)?.();
        this.#kept.delete(login);
    }
}
function leadsTo(login, { host, port, user, privateKey, via, hostKey }) {
    const known = login.target;
    const same = known.host === host && known.port === port && known.user === user && known.via === via;
    if (!same || known.privateKey !== privateKey)
        return false;
    const blob = Buffer.from(login.hostKey.split(' ')[1] ?? '', 'base64');
    return (0,host_key_check/* checkHostKey */.E)(hostKey, blob).ok;
}

// EXTERNAL MODULE: ./lib/src/ssh/login.js
var ssh_login = __webpack_require__(6090);
// EXTERNAL MODULE: ./lib/src/ssh/socket-reason.js
var socket_reason = __webpack_require__(1899);
;// CONCATENATED MODULE: ./lib/src/ssh/shell.js
// Runs scripts on a machine over SSH: the text goes in on the input, output and exit code come out.





const END = '# mist-action: end of script';
/**
 * Reads so many bytes of the input, then runs them in this same shell. The last line tells that nothing was cut off: sshd
 * ends the input of a command when the connection breaks, and half a script must not run. There is no newline, backslash
 * or `!` in it, so that a login shell that is no POSIX shell (csh, fish) passes it on as it is. What the script starts reads
 * an empty input; answers to what it asks are on descriptor 3.
 */
function readAndRun(bytes, asks) {
    const run = `case $m in *"${END}") eval "unset m; $m";; *) exit 255;; esac`;
    return `exec sh -c 'm=$(head -c ${bytes}); exec ${asks ? '3<&0 ' : ''}</dev/null; ${run}'`;
}
const STDOUT_BYTES = 64 * 1024;
/**
 * A background job that keeps the output open keeps the channel open after the exit status too. The rest of the output
 * is waited for this long, ms: from the status on, and from each chunk on up to the limit.
 */
const LINGER_MS = 1_000;
const LINGER_LIMIT_MS = 10_000;
function notRun({ final, seen }) {
    return { ran: false, final, seen };
}
/** What a channel has given so far: whole characters to the listener, and the first bytes of the standard output. */
class Output {
    #listener;
    #decoders = { stdout: new external_node_string_decoder_.StringDecoder('utf8'), stderr: new external_node_string_decoder_.StringDecoder('utf8') };
    #first = [];
    #size = 0;
    #question;
    #reply;
    constructor({ onOutput, question }, reply) {
        this.#listener = onOutput;
        this.#question = question;
        this.#reply = reply;
    }
    add(stream, chunk) {
        if (stream === 'stdout' && this.#size < STDOUT_BYTES) {
            const part = chunk.subarray(0, STDOUT_BYTES - this.#size);
            this.#first.push(part);
            this.#size += part.length;
        }
        this.#tell(stream, this.#decoders[stream].write(chunk));
        if (this.#question !== undefined)
            this.#hear(this.#question);
    }
    #hear({ line, answer }) {
        const said = Buffer.concat(this.#first).toString();
        const at = `\n${said}`.indexOf(`\n${line}\n`);
        if (at < 0)
            return;
        this.#question = undefined;
        this.#reply(answer(said.slice(0, at)));
    }
    /** Tells what is left of broken characters; gives the first bytes of stdout, cut at a character. */
    end() {
        this.#tell('stdout', this.#decoders.stdout.end());
        this.#tell('stderr', this.#decoders.stderr.end());
        const first = Buffer.concat(this.#first);
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        return this.#size < STDOUT_BYTES ? decoder.end(first) : decoder.write(first);
    }
    #tell(stream, text) {
        if (text !== '')
            this.#listener?.({ stream, text });
    }
}
/** Sends the input and follows the channel until it is closed, or until the exit status is known and no more comes. */
function follow(channel, input, command, done) {
    const output = new Output(command, (line) => channel.write(`${line}\n`));
    let exit = null;
    let limit;
    let linger;
    let finished = false;
    const finish = () => {
        if (finished)
            return;
        finished = true;
        clearTimeout(limit);
        clearTimeout(linger);
        done(exit, output.end());
    };
    const wait = () => {
        clearTimeout(linger);
        linger = setTimeout(finish, LINGER_MS);
    };
    const take = (stream) => (chunk) => {
        if (finished)
            return;
        output.add(stream, chunk);
        if (exit !== null)
            wait();
    };
    channel.on('data', take('stdout'));
    channel.stderr.on('data', take('stderr'));
    channel.on('exit', (code, signal) => {
        exit = { exitCode: code, signal: code === null ? (signal ?? 'unknown').replace(/^SIG/, '') : null };
        limit ??= setTimeout(finish, LINGER_LIMIT_MS);
        wait();
    });
    channel.on('close', finish);
    // A command that does not read its input breaks this pipe.
    channel.on('error', () => { });
    // The input stays open: ssh2 sends no signal to a channel whose input has ended.
    channel.write(input);
}
/** Runs the command; `opened` is told its channel, and null once that has ended. */
function execute(login, command, settle, opened) {
    const input = Buffer.from(`${command.script}\n${END}`);
    login.client.exec(readAndRun(input.length, command.question !== undefined), (error, channel) => {
        if (error) {
            // A server may allow one command to a connection.
            settle({ ran: false, final: !login.used, seen: 'the SSH server runs no commands' });
            return;
        }
        opened(channel);
        follow(channel, input, command, (exit, stdout) => {
            opened(null);
            if (exit === null)
                settle({ ran: false, final: false, seen: 'the connection closed before the command ended' });
            else
                settle({ ran: true, ...exit, stdout, hostKey: login.hostKey });
        });
    });
}
/** One command on a login that is open or yet to come; afterwards the login is closed, or kept as the command says. */
class Running {
    #logins;
    #command;
    #signal;
    #settle;
    #channel = null;
    #keep = null;
    #ended = false;
    constructor(logins, command, signal, settle) {
        this.#logins = logins;
        this.#command = command;
        this.#signal = signal;
        this.#settle = settle;
    }
    /** Runs the command on this login. */
    on(login) {
        const settle = (result) => {
            if (result.ran && this.#command.keepMs !== undefined)
                this.#keep = login;
            this.#end(result);
        };
        execute(login, this.#command, settle, (channel) => {
            this.#channel = channel;
        });
    }
    /** There is no login, or no longer. A channel that was open tells its own end, which may be a good one. */
    failed(failure) {
        if (this.#channel === null)
            this.#end(notRun(failure));
    }
    /** Lets go of the login, which `close` closes. */
    close(close) {
        // Without a terminal nothing would end a command whose connection is gone.
        this.#channel?.signal('TERM');
        const { keepMs } = this.#command;
        if (this.#keep === null || keepMs === undefined)
            close();
        else
            this.#logins.keep({ ...this.#keep, used: true }, keepMs, this.#signal);
    }
    #end(result) {
        // A login that is kept may break later, when this is over.
        if (this.#ended)
            return;
        this.#ended = true;
        this.#settle(result);
    }
}
const NOT_ENDED = 'the command has not ended';
function startOn(login, running) {
    const broken = () => running.failed((0,socket_reason/* notYet */.y8)('the connection closed before the command began'));
    login.client.once('close', broken);
    // A result may not come before this has returned.
    queueMicrotask(() => {
        try {
            running.on(login);
        }
        catch {
            // ssh2 throws where the connection has just ended.
            broken();
        }
    });
    const close = () => {
        login.client.off('close', broken);
        running.close(login.close);
    };
    return { seen: () => NOT_ENDED, close };
}
function startAnew(target, key, running) {
    const login = (0,ssh_login.startLogin)(target, key, {
        ready: (client, hostKey) => {
            login.say(NOT_ENDED);
            running.on({ target, client, hostKey, used: false, close: login.close });
        },
        failed: (failure) => running.failed(failure),
    });
    return { seen: login.seen, close: () => running.close(login.close) };
}
async function run(logins, target, command, limits) {
    const key = await (0,ssh_login.prepareLogin)(target);
    if ('ok' in key)
        return notRun(key);
    if (command.script.includes('\0'))
        return { ran: false, final: true, seen: 'the script holds a NUL byte' };
    return (0,attempt/* runAttempt */.T)(limits, (settle) => {
        const running = new Running(logins, command, limits.signal, settle);
        const kept = logins.take(target);
        return kept === null ? startAnew(target, key, running) : startOn(kept, running);
    }, (seen) => ({ ran: false, final: false, seen }));
}
/**
 * The shell of this process. A command that is cancelled or out of time is sent SIGTERM, where the server passes it on
 * (OpenSSH 7.9 and later). Background jobs are not waited for; they need an output of their own to live on.
 */
function createShell() {
    const logins = new KeptLogins();
    return {
        run: (target, command, signal) => run(logins, target, command, { timeoutMs: command.timeoutMs, signal }),
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


/***/ }),

/***/ 8226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S8: () => (/* binding */ uint32),
/* harmony export */   _G: () => (/* binding */ sshString),
/* harmony export */   gf: () => (/* binding */ blobKind),
/* harmony export */   lW: () => (/* binding */ mpint)
/* harmony export */ });
// The binary forms of RFC 4251 section 5 that SSH keys are written in.
/** A 32-bit number, most significant byte first. */
function uint32(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
}
/** Length, then the bytes; text as UTF-8. */
function sshString(value) {
    const bytes = Buffer.from(value);
    return Buffer.concat([uint32(bytes.length), bytes]);
}
/** A positive integer given as unsigned big-endian bytes: shortest form, with a zero byte where the top bit is set. */
function mpint(value) {
    const start = value.findIndex((byte) => byte !== 0);
    if (start === -1)
        return sshString('');
    const digits = value.subarray(start);
    return sshString((digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}
/** The first string of a key blob, which names its kind; null when the blob is too short to hold it. */
function blobKind(blob) {
    if (blob.length < 4)
        return null;
    const end = 4 + blob.readUInt32BE(0);
    return end > blob.length ? null : blob.toString('latin1', 4, end);
}


/***/ })

};
