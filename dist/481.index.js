export const id = 481;
export const ids = [481,339];
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

/***/ 2339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepareLogin: () => (/* binding */ prepareLogin),
  startLogin: () => (/* binding */ startLogin)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
// EXTERNAL MODULE: ./lib/src/ssh/wire.js
var wire = __webpack_require__(8226);
;// CONCATENATED MODULE: ./lib/src/ssh/host-key-check.js


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
    const kind = typeof expected === 'object' && 'key' in expected ? (0,host_key/* parsePublicKey */.ee)(expected.key)?.kind : 'ssh-ed25519';
    const first = ALGORITHMS.filter((algorithm) => kindOf(algorithm) === kind);
    return [...first, ...ALGORITHMS.filter((algorithm) => !first.includes(algorithm))];
}
/** Compares the blob that a server presents, byte for byte, with what is expected of it. */
function checkHostKey(expected, blob) {
    const kind = (0,wire/* blobKind */.gf)(blob);
    const presented = (0,host_key/* publicBlobSha256 */.wP)(blob);
    const wanted = wantedBy(expected);
    if (wanted !== null && !wanted.includes(presented)) {
        return {
            ok: false,
            refusal: `the host presents the key ${(0,host_key/* fingerprintText */.UP)(presented)}, but ${wanted.map(host_key/* fingerprintText */.UP).join(' or ')} was ` +
                'expected: this is another machine, or someone in between',
        };
    }
    // The kind is the host's own text and goes into files: only those that were offered are taken.
    if (kind === null || !ALGORITHMS.some((algorithm) => kindOf(algorithm) === kind)) {
        const refusal = `the host presents a key of a kind that is not known: ${(0,host_key/* fingerprintText */.UP)(presented)}`;
        return { ok: false, refusal };
    }
    return { ok: true, key: `${kind} ${blob.toString('base64')}` };
}
/** The SHA-256 of the keys of which one must be presented; null where any may. */
function wantedBy(expected) {
    if (expected === 'first')
        return null;
    return 'key' in expected ? [(0,host_key/* hostKeySha256 */.jh)(expected.key)] : [expected.sha256].flat();
}

// EXTERNAL MODULE: ./lib/src/ssh/private-key.js
var private_key = __webpack_require__(8414);
// EXTERNAL MODULE: ./lib/src/ssh/socket-reason.js
var socket_reason = __webpack_require__(1899);
;// CONCATENATED MODULE: ./lib/src/ssh/login.js
// One SSH connection with the host key checked and a key login: what the prober and the shell have in common. It uses no
// agent and no file of the user's. Loaded on use, because ssh2 takes time and memory.






/** A command may be silent for as long as it likes, but a host that is gone is noticed after a minute. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 4 };
/** What an error of ssh2 means for a login that had come as far as `seen`. */
function failureOf(error, user, seen) {
    // cloud-init may still be installing the key, so a refusal is only what was seen last.
    if (error.level === 'client-authentication')
        return (0,socket_reason/* notYet */.y8)(`the login of ${user} with the key is refused`);
    if (error.level === 'client-socket' || 'errno' in error)
        return (0,socket_reason/* notYet */.y8)(`${seen}; ${(0,socket_reason/* socketReason */.oZ)(error)}`);
    return (0,socket_reason/* notYet */.y8)(`${seen}; the SSH connection broke`);
}
/** The key to log in with, or why there can be no login: an impossible port or an unusable key, here or on the way. */
async function prepareLogin(target) {
    if (!(0,socket_reason/* isPort */.sW)(target.port))
        return (0,socket_reason/* never */.Zm)(`${target.port} is no port`);
    const hop = target.via === undefined ? null : await prepareLogin(target.via);
    if (hop !== null && 'ok' in hop)
        return (0,socket_reason/* never */.Zm)(`the jump host: ${hop.seen}`);
    try {
        return await (0,private_key/* loadPrivateKey */.PM)(target.privateKey);
    }
    catch (error) {
        return (0,socket_reason/* never */.Zm)(error instanceof errors/* ActionError */.lZ ? error.message : 'the login cannot be tried');
    }
}
function openDirect({ host, port }, opened, failed) {
    // Without this, Nagle's algorithm and delayed acknowledgements cost a third of a second in each login.
    const socket = (0,external_node_net_.connect)({ host, port, noDelay: true });
    socket.once('connect', () => opened(socket));
    socket.on('error', failed);
    return { seen: () => null, close: () => socket.destroy() };
}
/** A channel of another login; that it breaks later is told by the login on it. */
function openThrough(via, { host, port }, opened, failed) {
    const tell = ({ final, seen }) => failed({ ok: false, final, seen: `the jump host: ${seen}` });
    // `prepareLogin` of the target has read it.
    const key = (0,private_key/* loadedKey */.t$)(via.privateKey);
    if (key === undefined)
        throw new TypeError('The login over the jump host was not prepared.');
    let open = false;
    const hop = startLogin(via, key, {
        ready: (client) => {
            client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
                if (error)
                    failed((0,socket_reason/* notYet */.y8)(`the jump host is there, but port ${port} behind it does not answer`));
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
    const client = new lib.Client();
    client.once('handshake', () => {
        seen = `the SSH server is there, but the login of ${user} is not answered`;
    });
    client.on('ready', () => events.ready(client, hostKey));
    client.on('error', (error) => events.failed(failureOf(error, user, seen)));
    client.on('close', () => events.failed((0,socket_reason/* notYet */.y8)(`${seen}; the connection was closed`)));
    const begin = (sock) => {
        seen = `port ${target.port} is open, but no SSH banner came`;
        client.connect({
            sock,
            username: user,
            privateKey: key.text,
            authHandler: ['publickey'],
            // The attempt has its own limit.
            readyTimeout: 0,
            ...KEEPALIVE,
            algorithms: { serverHostKey: offeredAlgorithms(target.hostKey) },
            hostVerifier: (blob) => {
                const verdict = checkHostKey(target.hostKey, blob);
                if (verdict.ok)
                    hostKey = verdict.key;
                else
                    events.failed((0,socket_reason/* never */.Zm)(verdict.refusal));
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

/***/ 4481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createShell: () => (/* binding */ createShell)
/* harmony export */ });
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4606);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2339);
// Runs scripts on a machine over SSH: the text goes in on the input, output and exit code come out.



const END = '# mist-action: end of script';
/**
 * Reads so many bytes of the input, then runs them in this same shell. The last line tells that nothing was cut off: sshd
 * ends the input of a command when the connection breaks, and half a script must not run. There is no newline, backslash
 * or `!` in it, so that a login shell that is no POSIX shell (csh, fish) passes it on as it is.
 */
function readAndRun(bytes) {
    const run = `case $m in *"${END}") eval "unset m; $m";; *) exit 255;; esac`;
    return `exec sh -c 'm=$(head -c ${bytes}); exec </dev/null; ${run}'`;
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
    #decoders = { stdout: new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8'), stderr: new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8') };
    #first = [];
    #size = 0;
    constructor(listener) {
        this.#listener = listener;
    }
    add(stream, chunk) {
        if (stream === 'stdout' && this.#size < STDOUT_BYTES) {
            const part = chunk.subarray(0, STDOUT_BYTES - this.#size);
            this.#first.push(part);
            this.#size += part.length;
        }
        this.#tell(stream, this.#decoders[stream].write(chunk));
    }
    /** Tells what is left of broken characters; gives the first bytes of stdout, cut at a character. */
    end() {
        this.#tell('stdout', this.#decoders.stdout.end());
        this.#tell('stderr', this.#decoders.stderr.end());
        const first = Buffer.concat(this.#first);
        const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
        return this.#size < STDOUT_BYTES ? decoder.end(first) : decoder.write(first);
    }
    #tell(stream, text) {
        if (text !== '')
            this.#listener?.({ stream, text });
    }
}
/** Sends the input and follows the channel until it is closed, or until the exit status is known and no more comes. */
function follow(channel, input, command, done) {
    const output = new Output(command.onOutput);
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
function execute(client, hostKey, command, settle, opened) {
    const input = Buffer.from(`${command.script}\n${END}`);
    client.exec(readAndRun(input.length), (error, channel) => {
        if (error) {
            settle({ ran: false, final: true, seen: 'the SSH server runs no commands' });
            return;
        }
        opened(channel);
        follow(channel, input, command, (exit, stdout) => {
            opened(null);
            if (exit === null)
                settle({ ran: false, final: false, seen: 'the connection closed before the command ended' });
            else
                settle({ ran: true, ...exit, stdout, hostKey });
        });
    });
}
async function run(target, command, limits) {
    const key = await (0,_login_js__WEBPACK_IMPORTED_MODULE_2__.prepareLogin)(target);
    if ('ok' in key)
        return notRun(key);
    if (command.script.includes('\0'))
        return { ran: false, final: true, seen: 'the script holds a NUL byte' };
    return (0,_attempt_js__WEBPACK_IMPORTED_MODULE_1__/* .runAttempt */ .T)(limits, (settle) => {
        let running = null;
        const login = (0,_login_js__WEBPACK_IMPORTED_MODULE_2__.startLogin)(target, key, {
            ready: (client, hostKey) => {
                login.say('the command has not ended');
                execute(client, hostKey, command, settle, (channel) => {
                    running = channel;
                });
            },
            // A channel that was open tells its own end, which may be a good one.
            failed: (failure) => {
                if (running === null)
                    settle(notRun(failure));
            },
        });
        const close = () => {
            // Without a terminal nothing would end a command whose connection is gone.
            running?.signal('TERM');
            login.close();
        };
        return { seen: login.seen, close };
    }, (seen) => ({ ran: false, final: false, seen }));
}
/**
 * The shell of this process. A command that is cancelled or out of time is sent SIGTERM, where the server passes it on
 * (OpenSSH 7.9 and later). Background jobs are not waited for; they need an output of their own to live on.
 */
function createShell() {
    return {
        run: (target, command, signal) => run(target, command, { timeoutMs: command.timeoutMs, signal }),
    };
}


/***/ })

};
