export const id = 661;
export const ids = [661];
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

/***/ 2367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ compose),
  T: () => (/* binding */ tokenNamePrefix)
});

// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 18 modules
var connect = __webpack_require__(7152);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/ssh/wire.js
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

;// CONCATENATED MODULE: ./lib/src/ssh/private-key.js
// Reads private keys in the forms that people have them in. No message made here holds any part of a key.




/** `ssh-rsa AAAA…` of an RSA key (RFC 4253 section 6.6). */
function rsaPublicLine(key) {
    const { n, e } = key.export({ format: 'jwk' });
    const part = (digits) => mpint(Buffer.from(digits ?? '', 'base64url'));
    const blob = Buffer.concat([sshString('ssh-rsa'), part(e), part(n)]);
    return `ssh-rsa ${blob.toString('base64')}`;
}
/** The key when OpenSSL reads it and it is RSA (PKCS#1 or PKCS#8), else null. OpenSSL knows no OpenSSH format. */
function tryPem(text) {
    try {
        const key = (0,external_node_crypto_.createPrivateKey)(text);
        return key.asymmetricKeyType === 'rsa' ? key : null;
    }
    catch {
        return null;
    }
}
/** Reading a key takes milliseconds, and one key opens many machines. */
const LOADED = new WeakMap();
/**
 * Reads an unencrypted private key: RSA as PKCS#1 or PKCS#8 PEM, or any kind in OpenSSH format. Line endings and a
 * missing last newline, as secrets come out of forms and stores, do not matter. Throws ActionError `key` when it is none.
 */
function loadPrivateKey(privateKey) {
    const known = LOADED.get(privateKey) ?? read(privateKey);
    LOADED.set(privateKey, known);
    return known;
}
function read(privateKey) {
    const text = `${privateKey.reveal().replaceAll('\r\n', '\n').trim()}\n`;
    const pem = tryPem(text);
    // ssh2 does not read PKCS#8, so every RSA key that OpenSSL reads is handed to it as PKCS#1.
    if (pem !== null) {
        return {
            text: pem.export({ type: 'pkcs1', format: 'pem' }).toString(),
            publicKey: rsaPublicLine((0,external_node_crypto_.createPublicKey)(pem)),
        };
    }
    const parsed = lib.utils.parseKey(text);
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    if (key === undefined || key instanceof Error || !key.isPrivateKey()) {
        throw new errors/* ActionError */.lZ('key', 'user', 'The private key cannot be read.', {
            hint: 'Give an RSA key without a passphrase, in PEM or OpenSSH format.',
        });
    }
    return { text, publicKey: `${key.type} ${key.getPublicSSH().toString('base64')}` };
}

// EXTERNAL MODULE: ./lib/src/ssh/rsa.js
var ssh_rsa = __webpack_require__(537);
;// CONCATENATED MODULE: ./lib/src/ssh/key-maker.js
// Makes SSH key pairs: nothing is written to disk.






const makePair = (0,external_node_util_.promisify)(external_node_crypto_.generateKeyPair);
/** The two halves of an Ed25519 key: 32 bytes each. */
function ed25519Halves(privateKey) {
    const { d, x } = privateKey.export({ format: 'jwk' });
    return { seed: Buffer.from(d ?? '', 'base64url'), point: Buffer.from(x ?? '', 'base64url') };
}
/** The file format of OpenSSH's PROTOCOL.key, without encryption and comment. */
function opensshPem(publicBlob, privateFields) {
    const check = (0,external_node_crypto_.randomBytes)(4);
    const body = Buffer.concat([check, check, privateFields, sshString('')]);
    // Without a cipher the block size is 8, and the padding counts 1, 2, 3, …
    const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1));
    const file = Buffer.concat([
        Buffer.from('openssh-key-v1\0'),
        sshString('none'),
        sshString('none'),
        sshString(''),
        uint32(1),
        sshString(publicBlob),
        sshString(Buffer.concat([body, padding])),
    ]);
    const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
async function hostKey() {
    const { seed, point } = ed25519Halves((await makePair('ed25519')).privateKey);
    const blob = Buffer.concat([sshString('ssh-ed25519'), sshString(point)]);
    const fields = Buffer.concat([blob, sshString(Buffer.concat([seed, point]))]);
    return {
        publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
        privateKey: (0,secret/* makeSecret */.p)(opensshPem(blob, fields)),
    };
}
/**
 * A key maker on Node's own cryptography; `makeRsa` makes the slow kind, in this process unless given. `publicOf` reads
 * what `loadPrivateKey` reads and throws ActionError `key` otherwise.
 */
function createKeyMaker(makeRsa = ssh_rsa/* makeRsaKey */.Y) {
    const publicOf = (privateKey) => loadPrivateKey(privateKey).publicKey;
    const rsa = async () => {
        const privateKey = await makeRsa();
        return { publicKey: publicOf(privateKey), privateKey };
    };
    return { rsa, hostKey, publicOf };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./lib/src/ssh/attempt.js
// One attempt to reach something: it ends once, in time, and leaves no socket behind.

/**
 * Runs one attempt and closes it in every case. Resolves with its result, or after `timeoutMs` with what `late` makes of
 * how far it came; rejects with CancelledError as soon as the signal aborts, and in no other case.
 */
function runAttempt(limits, start, late) {
    const { timeoutMs, signal } = limits;
    if (signal.aborted)
        return Promise.reject(new errors/* CancelledError */.cc());
    return new Promise((resolve, reject) => {
        const end = (finish) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
            attempt.close();
            finish();
        };
        const cancel = () => end(() => reject(new errors/* CancelledError */.cc()));
        const attempt = start((result) => end(() => resolve(result)));
        const timer = setTimeout(() => {
            end(() => resolve(late(`${attempt.seen()} within ${timeoutMs / 1000} s`)));
        }, timeoutMs);
        signal.addEventListener('abort', cancel, { once: true });
    });
}

// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
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
/** Compares the blob that a server presents with what is expected of it. */
function checkHostKey(expected, blob) {
    const key = `${blobKind(blob) ?? 'unknown'} ${blob.toString('base64')}`;
    const presented = (0,host_key/* hostKeySha256 */.jh)(key);
    if (expected === 'first')
        return { ok: true, key };
    const wanted = 'key' in expected ? [(0,host_key/* hostKeySha256 */.jh)(expected.key)] : [expected.sha256].flat();
    if (wanted.includes(presented))
        return { ok: true, key };
    return {
        ok: false,
        refusal: `the host presents the key ${(0,host_key/* fingerprintText */.UP)(presented)}, but ${wanted.map(host_key/* fingerprintText */.UP).join(' or ')} was ` +
            'expected: this is another machine, or someone in between',
    };
}

;// CONCATENATED MODULE: ./lib/src/ssh/login.js
// One SSH connection with the host key checked and a key login: what the prober and the shell have in common. It uses no
// agent and no file of the user's.





const REASONS = {
    ECONNREFUSED: 'the connection is refused',
    ECONNRESET: 'the connection is reset',
    EHOSTUNREACH: 'there is no route to the host',
    ENETUNREACH: 'there is no route to the network',
    ETIMEDOUT: 'the host does not answer',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name cannot be looked up',
};
/** A command may be silent for as long as it likes, but a host that is gone is noticed after a minute. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 4 };
/** One line for a socket's error, from its code alone: messages repeat addresses in several forms. */
function socketReason(error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
    return code === null ? 'the connection failed' : (REASONS[code] ?? `the connection failed (${code})`);
}
function notYet(seen) {
    return { ok: false, final: false, seen };
}
function never(seen) {
    return { ok: false, final: true, seen };
}
/** False where the system would throw instead of trying. */
function isPort(port) {
    return Number.isInteger(port) && port > 0 && port < 65_536;
}
/** What an error of ssh2 means for a login that had come as far as `seen`. */
function failureOf(error, user, seen) {
    // cloud-init may still be installing the key, so a refusal is only what was seen last.
    if (error.level === 'client-authentication')
        return notYet(`the login of ${user} with the key is refused`);
    if (error.level === 'client-socket' || 'errno' in error)
        return notYet(`${seen}; ${socketReason(error)}`);
    return notYet(`${seen}; the SSH connection broke`);
}
/** The key to log in with, or why there can be no login: an impossible port or an unusable key, here or on the way. */
function prepareLogin(target) {
    if (!isPort(target.port))
        return never(`${target.port} is no port`);
    const hop = target.via === undefined ? null : prepareLogin(target.via);
    if (hop !== null && 'ok' in hop)
        return never(`the jump host: ${hop.seen}`);
    try {
        return loadPrivateKey(target.privateKey);
    }
    catch (error) {
        return never(error instanceof errors/* ActionError */.lZ ? error.message : 'the login cannot be tried');
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
    const key = prepareLogin(via);
    if ('ok' in key)
        throw new TypeError(key.seen);
    let open = false;
    const hop = startLogin(via, key, {
        ready: (client) => {
            client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
                if (error)
                    failed(notYet(`the jump host is there, but port ${port} behind it does not answer`));
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
    client.on('close', () => events.failed(notYet(`${seen}; the connection was closed`)));
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
                    events.failed(never(verdict.refusal));
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

;// CONCATENATED MODULE: ./lib/src/ssh/prober.js
// Reachability from this process: a TCP connection, or an SSH login with the host key checked. Runs no command.



async function probeTcp(host, port, limits) {
    if (!isPort(port))
        return never(`${port} is no port`);
    return runAttempt(limits, (settle) => {
        const socket = (0,external_node_net_.connect)({ host, port });
        socket.once('connect', () => settle({ ok: true, hostKey: null }));
        socket.on('error', (error) => settle(notYet(socketReason(error))));
        return { seen: () => `port ${port} does not answer`, close: () => socket.destroy() };
    }, notYet);
}
async function probeSsh(target, limits) {
    const key = prepareLogin(target);
    if ('ok' in key)
        return key;
    return runAttempt(limits, (settle) => startLogin(target, key, { ready: (_client, hostKey) => settle({ ok: true, hostKey }), failed: settle }), notYet);
}
/**
 * The prober of this process. `seen` holds no address and no key, only fingerprints; only a wrong host key, an unusable
 * private key and an impossible port are final.
 */
function createProber() {
    return {
        tcp: (host, port, timeoutMs, signal) => probeTcp(host, port, { timeoutMs, signal }),
        ssh: (target, timeoutMs, signal) => probeSsh(target, { timeoutMs, signal }),
    };
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./lib/src/ssh/shell.js
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
    #decoders = { stdout: new external_node_string_decoder_.StringDecoder('utf8'), stderr: new external_node_string_decoder_.StringDecoder('utf8') };
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
    const key = prepareLogin(target);
    if ('ok' in key)
        return notRun(key);
    if (command.script.includes('\0'))
        return { ran: false, final: true, seen: 'the script holds a NUL byte' };
    return runAttempt(limits, (settle) => {
        let running = null;
        const login = startLogin(target, key, {
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

// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/action/child-environment.js
var child_environment = __webpack_require__(2439);
;// CONCATENATED MODULE: ./lib/src/action/key-process.js
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
async function rsaKeyFromProcess(at, here = ssh_rsa/* makeRsaKey */.Y) {
    assertNotCancelled(at.signal);
    const text = (0,external_node_fs_.existsSync)(entry(at)) ? await outputOf(at) : '';
    assertNotCancelled(at.signal);
    const [pem] = PEM.exec(text) ?? [];
    return pem === undefined ? here() : (0,secret/* makeSecret */.p)(pem);
}
function entry(at) {
    return (0,external_node_path_.join)(at.distDirectory, 'key-maker.js');
}
/** What the process wrote, once it has ended; as much as there is when it was killed or could not be started. */
async function outputOf(at) {
    const child = (0,external_node_child_process_.spawn)(at.nodePath, [entry(at)], {
        // In a session of its own, a Ctrl-C for this process is answered by this process alone.
        detached: true,
        env: (0,child_environment/* childEnvironment */.Q)(at.env),
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
    });
    const kill = () => void child.kill('SIGKILL');
    at.signal.addEventListener('abort', kill, { once: true });
    process.once('exit', kill);
    const late = setTimeout(kill, MOST_MS);
    try {
        return await untilClosed(child, kill);
    }
    finally {
        clearTimeout(late);
        at.signal.removeEventListener('abort', kill);
        process.off('exit', kill);
    }
}
function untilClosed(child, kill) {
    return new Promise((resolve) => {
        const chunks = [];
        let bytes = 0;
        child.stdout?.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > MOST_BYTES)
                kill();
            else
                chunks.push(chunk);
        });
        const end = () => {
            // The pipe of a process that could not be started stays open otherwise, and this process with it.
            child.stdout?.destroy();
            resolve(Buffer.concat(chunks).toString('latin1'));
        };
        child.once('error', end);
        child.once('close', end);
    });
}
function assertNotCancelled(signal) {
    if (signal.aborted)
        throw signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : new errors/* CancelledError */.cc();
}

// EXTERNAL MODULE: ./lib/src/action/local-sandbox.js
var local_sandbox = __webpack_require__(1800);
;// CONCATENATED MODULE: ./lib/src/action/compose.js









/** Finds or starts the sandbox, mints a token where an account was given, connects. */
async function compose(input) {
    const { runner, inputs, log, signal, journal } = input;
    const { url, token } = await target(input);
    const common = {
        url,
        clock: runner.clock,
        random: Math.random,
        log,
        signal,
        caCertificate: inputs.caCertificate,
        allowInsecureHttp: inputs.target.kind === 'server' && inputs.target.plain,
        proxyEnv: runner.env,
    };
    let secret = token;
    let minted = null;
    if (inputs.credentials.kind === 'account') {
        const fresh = await mint(input, common);
        secret = fresh.token;
        minted = fresh.id;
    }
    const connection = (0,connect/* connectMist */.e)({ ...common, token: secret });
    const processes = { distDirectory: runner.distDirectory, nodePath: process.execPath, env: runner.env };
    const world = {
        reader: connection.reader,
        writer: connection.writer,
        clock: runner.clock,
        log,
        signal,
        journal,
        prober: createProber(),
        shell: createShell(),
        keyMaker: createKeyMaker(() => rsaKeyFromProcess({ ...processes, signal })),
    };
    const { caCertificate, allowInsecureHttp } = common;
    const server = secret === null
        ? null
        : { url, token: secret, caCertificate, allowInsecureHttp, proxyEnv: (0,keeper_order/* proxyVariables */.eq)(runner.env) };
    return { world, connection, server, mintedToken: minted };
}
async function mint(input, common) {
    const { inputs, context, tokenTtlMs } = input;
    if (inputs.credentials.kind !== 'account')
        throw new TypeError('no account');
    const { email, password, org } = inputs.credentials;
    input.log.mask(password.reveal());
    const anonymous = (0,connect/* connectMist */.e)({ ...common, token: null });
    try {
        const name = `${tokenNamePrefix(context)}${common.clock.now().toString(36)}`;
        input.onMinting(name);
        const minted = await mintKnown(input, anonymous.tokens, {
            email,
            password,
            orgName: org,
            ttlSeconds: Math.ceil(tokenTtlMs / 1000),
            name,
        });
        await told(input, common, minted);
        return minted;
    }
    finally {
        await anonymous.close();
    }
}
/** Begins the name of every token of one attempt of a run. */
function tokenNamePrefix({ runId, attempt }) {
    return `mist-action-${runId || 'local'}-${attempt}-`;
}
/** Whoever looks for the token afterwards is told when there is surely none. */
async function mintKnown(input, tokens, request) {
    try {
        return await tokens.mint(request);
    }
    catch (error) {
        if ((0,write_ahead/* effectOf */.$)(error) === 'none')
            input.onMinting(null);
        throw error;
    }
}
/** A token that nobody would find again ends at once. */
async function told(input, common, minted) {
    try {
        input.onMinted(minted.id);
    }
    catch (error) {
        const own = (0,connect/* connectMist */.e)({ ...common, token: minted.token });
        try {
            await own.tokens.revoke(minted.id);
        }
        catch {
            input.log.warning(`The token ${minted.id} could not be revoked; it ends by itself within a day.`);
        }
        finally {
            await own.close();
        }
        throw error;
    }
}
async function target(input) {
    const { runner, inputs, context, log, signal } = input;
    const own = inputs.credentials.kind === 'token' ? inputs.credentials.token : null;
    if (own)
        log.mask(own.reveal());
    if (inputs.target.kind === 'server') {
        if (inputs.target.plain)
            log.warning('The Mist server is reached by plain http: token and keys travel readable.');
        return { url: inputs.target.url, token: own };
    }
    const sandbox = await (0,local_sandbox/* findOrStartSandbox */.aU)({
        runnerTemp: context.runnerTemp,
        distDirectory: runner.distDirectory,
        step: context.step,
        env: runner.env,
        nodePath: process.execPath,
        signal,
    });
    log.mask(sandbox.token);
    if (sandbox.started)
        log.info(`A sandbox Mist server listens on ${sandbox.url}; it ends with this step's post.`);
    return { url: sandbox.url, token: own ?? (0,secret/* makeSecret */.p)(sandbox.token) };
}


/***/ }),

/***/ 2086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ isFork),
/* harmony export */   O_: () => (/* binding */ isSecretless),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   yI: () => (/* binding */ readContext)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _input_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
// Where this step runs: repository, run, job and event, read from the runner's environment; and the scope they give.



/**
 * Reads the runner's environment (documented as default environment variables). `readFile` is used for the event's
 * payload only; one that cannot be read counts as an event without payload. Throws ActionError without a repository.
 */
function readContext(env, readFile) {
    const id = env.GITHUB_REPOSITORY_ID || env.GITHUB_REPOSITORY || '';
    if (id === '') {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('context', 'user', 'The repository is not known: neither GITHUB_REPOSITORY_ID nor GITHUB_REPOSITORY is set.');
    }
    return {
        onRunner: env.GITHUB_ACTIONS === 'true',
        repository: { serverUrl: (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, ''), id },
        runId: env.GITHUB_RUN_ID ?? '',
        attempt: env.GITHUB_RUN_ATTEMPT || '1',
        job: env.GITHUB_JOB ?? '',
        step: env.GITHUB_ACTION ?? '',
        actor: env.GITHUB_ACTOR ?? '',
        event: readEvent(env, readFile),
        workspace: env.GITHUB_WORKSPACE ?? '',
        runnerTemp: env.RUNNER_TEMP ?? '',
    };
}
function readEvent(env, readFile) {
    const name = env.GITHUB_EVENT_NAME ?? '';
    const path = env.GITHUB_EVENT_PATH ?? '';
    const payload = path === '' ? {} : readPayload(path, readFile);
    const action = payload.action;
    return {
        name,
        action: typeof action === 'string' ? action : null,
        pullRequest: readPullRequest(payload.pull_request),
        namesFork: namedPulls(payload).some(isFork),
        baseRef: text(record(record(payload.pull_request).base).ref) ?? text(record(payload.repository).default_branch) ?? null,
    };
}
/**
 * Pull requests that an event is not about but on behalf of: `client_payload` is what a workflow or a bot put there, as
 * slash-command-dispatch does; check runs and suites list theirs.
 */
function namedPulls(payload) {
    const listed = [payload.check_run, payload.check_suite].map((check) => record(check).pull_requests);
    const named = [record(payload.client_payload).pull_request, ...listed.filter(Array.isArray).flat()];
    return named.map(readPullRequest).filter((pull) => pull !== null);
}
/** True for a head in another repository than the base, and for one of which that is not known. */
function isFork({ headRepositoryId, baseRepositoryId }) {
    return headRepositoryId === null || headRepositoryId !== baseRepositoryId;
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : null;
}
function readPayload(path, readFile) {
    try {
        return record(JSON.parse(readFile(path)));
    }
    catch {
        return {};
    }
}
function readPullRequest(value) {
    const pull = record(value);
    const number = pull.number;
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
        return null;
    return {
        number,
        headRepositoryId: repositoryId(pull.head),
        baseRepositoryId: repositoryId(pull.base),
        headSha: text(record(pull.head).sha),
    };
}
function repositoryId(side) {
    const id = record(record(side).repo).id;
    return typeof id === 'number' ? String(id) : null;
}
function record(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
/** The events for which GitHub withholds secrets from forks. */
const FORK_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/**
 * True when the step has no credentials because GitHub withheld them: a pull request from a fork, or a run by Dependabot.
 * Then the step says so and ends green. Anywhere else a blank token is a mistake of the workflow.
 */
function isSecretless(env, context) {
    if ((0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-url', '') === 'sandbox')
        return false;
    if ((0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-token', null) !== null || (0,_input_values_js__WEBPACK_IMPORTED_MODULE_2__/* .textInput */ ._Z)(env, 'mist-password', null) !== null)
        return false;
    if (context.actor === 'dependabot[bot]')
        return true;
    const { name, pullRequest } = context.event;
    if (pullRequest === null || !FORK_EVENTS.includes(name))
        return false;
    return isFork(pullRequest);
}
/**
 * The scope of this step: the one that is named, else the one of run, attempt, leg and step. Throws InputError for a
 * name that cannot be one, ActionError when the run is not known.
 */
function scopeOf(inputs, context) {
    const { repository } = context;
    if (inputs.scope !== null) {
        if (!/^[A-Za-z0-9._/-]{1,100}$/.test(inputs.scope)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('scope', `"${inputs.scope}" is no name of a scope: 1 to 100 letters, digits and \`.\`, \`_\`, \`-\`, \`/\`.`);
        }
        return { name: inputs.scope, named: true, repository };
    }
    if (!/^\d+$/.test(context.runId) || !/^\d+$/.test(context.attempt)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('context', 'user', 'A scope of its own needs a run: GITHUB_RUN_ID is not set.', {
            hint: 'Name one with the input `scope`.',
        });
    }
    // The check run is one per job; where it is not known (older servers), job and matrix tell legs apart.
    const leg = inputs.jobCheckRunId !== null && /^\d+$/.test(inputs.jobCheckRunId)
        ? `check ${inputs.jobCheckRunId}`
        : `job ${context.job} ${inputs.jobLeg}`;
    const name = (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .unnamedScopeName */ .Ye)({ id: context.runId, attempt: context.attempt, leg, step: context.step });
    return { name, named: false, repository };
}


/***/ }),

/***/ 1267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ML: () => (/* binding */ explainTeardown),
/* harmony export */   bA: () => (/* binding */ teardownReport),
/* harmony export */   gv: () => (/* binding */ unproved)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _engine_world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1793);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2693);
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3637);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9015);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8642);
// Telling what a teardown came to: log, summary, one annotation for each thing that may be left, and the file of those.









/** A teardown as a report: what was destroyed and what may be left. */
function teardownReport({ destroyed, removedKeys, leaks }) {
    const gone = [
        ...destroyed.map(({ name }) => `machine/${name}`),
        ...removedKeys.map((name) => `key/${name}`),
    ];
    return {
        machines: [],
        outcomes: gone.map((address) => ({ address, outcome: 'destroyed', why: null })),
        leaks,
        plan: { ...(0,_model_plan_js__WEBPACK_IMPORTED_MODULE_8__/* .countChanges */ .xS)([]), destroy: destroyed.length },
        cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
        changed: gone.length > 0,
    };
}
/** Creates of which post can say nothing because `error` kept it from looking: each may be a machine that lives. */
function unproved(creates, error) {
    const why = `post could not look: ${(0,_engine_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}`;
    const leaks = creates.map(({ name, id }) => ({ kind: 'create', name, id, backend: null, why }));
    return { destroyed: [], removedKeys: [], leaks, provedOn: [] };
}
/** Explains what post did. Throws ActionError `leak` when something may be left. */
function explainTeardown({ env, log, scope, runnerTemp }, result) {
    const { destroyed, removedKeys, leaks } = result;
    for (const { name, id } of destroyed)
        log.info(`machine/${name} has been destroyed (${id}), proved by two live lists`);
    for (const name of removedKeys)
        log.info(`key/${name} has been destroyed`);
    (0,_step_js__WEBPACK_IMPORTED_MODULE_7__/* .appendSummary */ .fe)(env, log, (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_6__/* .renderSummary */ .B)({ scope, report: teardownReport(result), changes: [] }));
    if (leaks.length === 0) {
        log.info('Nothing of this scope is left.');
        return;
    }
    for (const leak of leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_5__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    const place = writeLeaks(log, leaks, runnerTemp);
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ('leak', 'remote', `Scope ${scope.name}: ${leaks.length} of its objects are not proved gone; they are listed ${place}.`, { hint: 'Leases end machines that have one. Look at the backends named above.' });
}
/** Answers where the leaks are listed, in words: the annotations are there whatever the disk says. */
function writeLeaks(log, leaks, runnerTemp) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runnerTemp, `mist-leaks-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}.json`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(file, `${log.redact(JSON.stringify(leaks, null, 2))}\n`, { mode: 0o600, flag: 'wx' });
        return `in ${file}`;
    }
    catch {
        return 'above';
    }
}


/***/ }),

/***/ 8173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O_: () => (/* binding */ refuseCollisions),
/* harmony export */   fr: () => (/* binding */ readPrefix),
/* harmony export */   n4: () => (/* binding */ exportedVariables),
/* harmony export */   qY: () => (/* binding */ exportVariables)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9860);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(499);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(615);
// The input `export-env`: facts of the machines as environment variables of the steps that follow.





/** What a machine's variables end with; in this order in the documentation. */
const FACTS = ['IP', 'PRIVATE_IP', 'PORT', 'USER', 'ID'];
/** Variables of the runner, and what its own steps read: a prefix must not lead there. */
const RESERVED = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/;
/** A value is one plain word: what a server answered must not become a line of a script. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$|^::[0-9A-Fa-f:.]{0,43}$/;
/** `mist` and `MIST_` → `MIST_`. Throws InputError for what makes no name of a variable, or one of the runner's. */
function readPrefix(text) {
    const prefix = text.endsWith('_') ? text.toUpperCase() : `${text.toUpperCase()}_`;
    if (!/^[A-Z][A-Z0-9_]{0,30}$/.test(prefix)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('export-env', `"${text.slice(0, 40)}" is no prefix of a variable.`, {
            hint: 'Use up to 30 letters, digits and _, beginning with a letter, such as `MIST`.',
        });
    }
    if (!RESERVED.test(prefix))
        return prefix;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('export-env', `variables that begin with ${prefix} belong to the runner.`, {
        hint: 'Use another prefix, such as `MIST`.',
    });
}
function variable(prefix, machine, fact) {
    return `${prefix}${machine.toUpperCase().replaceAll('-', '_')}_${fact}`;
}
/** Throws InputError when facts of two machines of the spec would have one name (`web-private` has the `IP` of `web`). */
function refuseCollisions(prefix, spec) {
    const names = spec.machines.flatMap((row) => {
        if (row.state === 'absent')
            return [];
        return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
    });
    const owners = new Map();
    for (const name of names) {
        for (const fact of FACTS) {
            const key = variable(prefix, name, fact);
            const before = owners.get(key);
            if (before !== undefined) {
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('export-env', `${key} would be a fact of \`${before}\` and of \`${name}\`.`, {
                    hint: 'Rename one of the rows, or read the output `machines` instead.',
                });
            }
            owners.set(key, name);
        }
    }
}
/** Variables of all machines that can be worked with, and the files that belong to all of them. */
function exportedVariables(prefix, machines, paths) {
    const found = {};
    for (const machine of machines) {
        const { observed } = machine;
        if (observed === null || !(0,_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .isUsable */ .Ng)(machine))
            continue;
        const facts = {
            IP: (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_4__/* .machineAddress */ .I)(observed),
            PRIVATE_IP: observed.privateIps[0] ?? null,
            PORT: String(machine.port),
            USER: machine.user,
            ID: observed.id,
        };
        for (const fact of FACTS) {
            const value = facts[fact];
            if (value !== null && PLAIN.test(value))
                found[variable(prefix, machine.name, fact)] = value;
        }
    }
    const files = { SSH_CONFIG_FILE: paths.sshConfig, INVENTORY_FILE: paths.inventory };
    for (const [name, path] of Object.entries(files))
        if (path !== '')
            found[`${prefix}${name}`] = path;
    return found;
}
/** Hands variables to the steps that follow; outside GitHub they are lines of the log. Throws ActionError. */
function exportVariables(env, log, variables) {
    const path = env.GITHUB_ENV ?? '';
    for (const [name, value] of Object.entries(variables)) {
        if (path === '') {
            log.info(`export ${name}=${value}`);
            continue;
        }
        try {
            (0,_command_file_js__WEBPACK_IMPORTED_MODULE_2__/* .appendSynced */ .dh)(path, (0,_command_file_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRecord */ .bM)(name, value, node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID));
        }
        catch (error) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('outputs', 'user', `The variables cannot be exported: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_2__/* .fileErrorCode */ .c2)(error)}.`, {
                hint: 'Check the disk of the runner.',
            });
        }
    }
}


/***/ }),

/***/ 4462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D7: () => (/* binding */ removeRecorded),
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Pl: () => (/* binding */ writePrivateFile),
/* harmony export */   rk: () => (/* binding */ createFilesDir),
/* harmony export */   v7: () => (/* binding */ publishPrivateFile),
/* harmony export */   xb: () => (/* binding */ removeFilesDir)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1793);
/* harmony import */ var _command_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(499);
// Files that this step makes: a private directory under RUNNER_TEMP, and keys that the spec saves in the workspace.
// Everything is made exclusively and remembered by device and inode, so that nothing else is ever overwritten or removed.




const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
/** Windows has no such flag; there, making a link needs rights that a later step does not have. */
const NO_FOLLOW = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0;
/** What file systems without hard links answer. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/** Makes `mist-<unique>` (0700) under RUNNER_TEMP. Throws ActionError when it is there already or cannot be made. */
function createFilesDir(runnerTemp, unique) {
    if (runnerTemp === '')
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', 'RUNNER_TEMP is not set, so there is no place for files.');
    return makeDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(realpathOr(runnerTemp), `mist-${unique}`));
}
/** Makes one directory (0700), not its parents. Throws ActionError when the path exists in any form. */
function makeDirectory(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path, { mode: PRIVATE_DIRECTORY });
        return recordOf('directory', path, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path));
    }
    catch (error) {
        throw fileError(path, error);
    }
}
/**
 * Writes a new file (0600) and syncs it. Throws ActionError when something stands at `path`, a symbolic link included;
 * a file that cannot be written whole is removed.
 */
function writePrivateFile(path, text) {
    const { fd, record } = openNew(path);
    try {
        assertInPlace(record);
        writeSynced(fd, text);
    }
    catch (error) {
        removeFile(record);
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ ? error : fileError(path, error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
    return record;
}
/**
 * Writes a new file (0600) that stands at `path` whole or not at all, whenever this process is killed: it is written and synced
 * under `temporary` in the same directory, then linked to its own name, which overwrites nothing. `record` is told of both names
 * before the first byte is in the file. Throws like `writePrivateFile`, and what `record` throws; then nothing is left.
 */
function publishPrivateFile(path, text, temporary, record) {
    const { fd, record: draft } = openNew((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), temporary));
    const file = { ...draft, path };
    try {
        assertInPlace(draft);
        for (const one of [draft, file])
            record(one);
        writeSynced(fd, text);
        giveName(draft.path, path);
        assertInPlace(file);
    }
    catch (error) {
        removeFile(file);
        throw error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ ? error : fileError(path, error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
        removeFile(draft);
    }
    syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return file;
}
function openNew(path) {
    try {
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_EXCL | NO_FOLLOW, PRIVATE_FILE);
        return { fd, record: recordOf('file', path, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd)) };
    }
    catch (error) {
        throw fileError(path, error);
    }
}
function writeSynced(fd, text) {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;)
        done += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, bytes, done);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(fd);
}
/** A rename would overwrite what stands there; only a file system without links leaves nothing else. */
function giveName(from, to) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync)(from, to);
    }
    catch (error) {
        if (!NO_LINKS.includes((0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)) || exists(to))
            throw error;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, to);
    }
}
/** So that a machine that loses power keeps the name as well as the file; Windows opens no directories. */
function syncDirectory(path) {
    try {
        const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(fd);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
        }
    }
    catch {
        return;
    }
}
/** A directory on the way could have been exchanged between check and open: the path must still lead to what is open. */
function assertInPlace(record) {
    if (!isSame(record) || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path)) !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', `${record.path} was exchanged while it was written.`);
    }
}
function recordOf(kind, path, stats) {
    return { kind, path, dev: String(stats.dev), ino: String(stats.ino) };
}
function fileError(path, error) {
    const code = (0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error);
    const why = code === 'EEXIST' || code === 'ELOOP' ? 'something is there already, and nothing is overwritten' : code;
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('files', 'user', `${path} cannot be written: ${why}.`);
}
/** The stats of `record.path` when it is still the very thing that was recorded, else null. */
function isSame(record) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(record.path);
        const kind = stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other';
        const same = kind === record.kind && String(stats.dev) === record.dev && String(stats.ino) === record.ino;
        return same ? stats : null;
    }
    catch {
        return null;
    }
}
function removeFile(record) {
    if (isSame(record) === null)
        return;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(record.path);
    }
    catch {
        // The caller is about to report why the file could not be written; that matters more.
    }
}
/**
 * Removes what was recorded: files, and directories that are empty by then. What was moved, exchanged or linked
 * elsewhere is left and comes back as a warning; what is gone already is fine.
 */
function removeRecorded(records) {
    const warnings = [];
    // Deepest first, so that a directory is empty when its turn comes.
    for (const record of [...records].sort((a, b) => b.path.length - a.path.length)) {
        const stats = isSame(record);
        if (stats === null) {
            if (exists(record.path))
                warnings.push(`${record.path} is not the ${record.kind} that this step made; it was left.`);
            continue;
        }
        try {
            if (record.kind === 'directory') {
                if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(record.path).length === 0)
                    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)(record.path);
                continue;
            }
            // A process that was killed between two names of one file leaves both, and both are recorded.
            const known = records.filter((one) => one.ino === record.ino && one.dev === record.dev && isSame(one) !== null).length;
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(record.path);
            if (stats.nlink > known)
                warnings.push(`${record.path} was removed, but another link to it remains.`);
        }
        catch (error) {
            warnings.push(`${record.path} could not be removed: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)}.`);
        }
    }
    return warnings;
}
/**
 * Removes the files directory with all that is in it, later steps' additions included, when it is still the one that
 * was made. Links inside are removed, never followed.
 */
function removeFilesDir(record, runnerTemp) {
    if (!exists(record.path))
        return [];
    if (isSame(record) === null || runnerTemp === '' || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.path) !== realpathOr(runnerTemp)) {
        return [`${record.path} is not the directory that this step made; it was left.`];
    }
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(record.path, { recursive: true, force: true });
        return [];
    }
    catch (error) {
        return [`${record.path} could not be removed: ${(0,_command_file_js__WEBPACK_IMPORTED_MODULE_3__/* .fileErrorCode */ .c2)(error)}.`];
    }
}
function exists(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
        return true;
    }
    catch {
        return false;
    }
}
function realpathOr(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return path;
    }
}


/***/ }),

/***/ 3600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  EM: () => (/* binding */ endHeartbeat),
  tI: () => (/* binding */ startHeartbeat),
  Im: () => (/* binding */ tellHeartbeat)
});

// UNUSED EXPORTS: keptMachines

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/engine/apply-machines.js + 17 modules
var apply_machines = __webpack_require__(524);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/keeper/note.js
var note = __webpack_require__(5229);
// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/action/child-environment.js
var child_environment = __webpack_require__(2439);
// EXTERNAL MODULE: ./lib/src/action/process-identity.js
var process_identity = __webpack_require__(2179);
;// CONCATENATED MODULE: ./lib/src/action/keeper-process.js
// The keeper as main starts it and post ends it: a process in its own session that the runner ends with the job.







const HAND_OVER_MS = 5_000;
/** An edit under way may take its time (2.5 s) so that no machine loses its lease by the end of its keeper. */
const GRACE_MS = 3_000;
const KILL_MS = 1_000;
const POLL_MS = 25;
/** Starts the keeper and hands it `order` by pipe. Throws ActionError or what `save` throws; then nothing is left. */
async function startKeeper(order, at) {
    const child = launch(at);
    // Errors after the ones that are waited for (a kill of what has ended, a pipe that breaks late) change nothing.
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    try {
        await (0,external_node_events_.once)(child, 'spawn');
        const identity = child.pid === undefined ? null : (0,process_identity/* identify */.ls)(child.pid);
        if (identity === null)
            throw failure('ended at once, or this system does not tell when it was started');
        at.save(identity);
        await handOver(child, order);
        child.unref();
        return identity;
    }
    catch (error) {
        child.kill('SIGKILL');
        throw error instanceof errors/* ActionError */.lZ ? error : failure('could not be started');
    }
}
/** A file as its streams: a pipe would tie the step's end to its life. */
function launch(at) {
    const flags = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_APPEND;
    const log = (0,external_node_fs_.openSync)(at.logPath, flags | (external_node_fs_.constants.O_NOFOLLOW ?? 0), 0o600);
    try {
        return (0,external_node_child_process_.spawn)(at.nodePath, [(0,external_node_path_.join)(at.distDirectory, 'keeper.js')], {
            cwd: at.cwd,
            detached: true,
            env: (0,child_environment/* childEnvironment */.Q)(at.env),
            stdio: ['pipe', log, log],
            windowsHide: true,
        });
    }
    finally {
        (0,external_node_fs_.closeSync)(log);
    }
}
async function handOver(child, order) {
    const { stdin } = child;
    if (stdin === null)
        throw failure('has no pipe');
    const given = (0,external_node_events_.once)(stdin, 'finish', { signal: AbortSignal.timeout(HAND_OVER_MS) });
    stdin.end(order);
    await given;
}
function failure(what) {
    return new errors/* ActionError */.lZ('keeper', 'bug', `The keeper ${what}.`);
}
/** Ends exactly that process: a number that has gone to another one is left alone. Returns once it has ended. */
async function stopKeeper(keeper, clock) {
    if (!signalTo(keeper, 'SIGTERM'))
        return 'gone';
    if (await hasEnded(keeper, clock, GRACE_MS))
        return 'ended';
    if (!signalTo(keeper, 'SIGKILL'))
        return 'ended';
    return (await hasEnded(keeper, clock, KILL_MS)) ? 'killed' : 'stays';
}
async function hasEnded(keeper, clock, withinMs) {
    const deadline = clock.elapsed() + withinMs;
    while ((0,process_identity/* stillRuns */.Hw)(keeper)) {
        if (clock.elapsed() >= deadline)
            return false;
        await clock.sleep(POLL_MS);
    }
    return true;
}
/** False when that process has ended already, between the look and the signal included. */
function signalTo(keeper, signal) {
    if (!(0,process_identity/* stillRuns */.Hw)(keeper))
        return false;
    try {
        process.kill(keeper.pid, signal);
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
;// CONCATENATED MODULE: ./lib/src/action/heartbeat.js
// The heartbeat of a step: main starts a keeper for the leases of its machines, post ends it before anything else.









/** GitHub ends any job after five days, on runners of one's own too. */
const LONGEST_JOB_MS = 5 * 86_400_000;
const LOG_NAME = 'keeper.log';
/** A job of five days that fails once a minute writes about 2 MB. */
const MOST_LOG_BYTES = 8 * 1024 * 1024;
/** Ready machines of ours that have a lease. Adopted ones are never destroyed by this action, so nor are they kept. */
function keptMachines({ report, planned }) {
    return report.machines.flatMap(({ name, observed, outcome }) => {
        const desired = planned.expanded.machines.find((one) => one.name === name);
        if (observed === null || !(0,apply_machines/* isReady */.i)(outcome) || !desired || desired.adopt !== null || !desired.ttlMs)
            return [];
        return [{ id: observed.id, cloudId: observed.cloudId, name: observed.name, ttlMs: desired.ttlMs }];
    });
}
/**
 * Starts a keeper for what apply has made, unless the step was told not to or is being cancelled. Its files, and the log
 * that post reads, lie in `directory`. Machines have a lease without it, so its failure is a warning.
 */
async function startHeartbeat(step, applied, server, directory) {
    const { runner, scope, log, state, context, inputs, signal } = step;
    const machines = inputs.heartbeat && !signal.aborted ? keptMachines(applied) : [];
    if (machines.length === 0 || server === null)
        return;
    const task = { scope, machines, parallelism: inputs.parallelism, longestMs: LONGEST_JOB_MS };
    try {
        const keeper = await startKeeper((0,keeper_order/* formatOrder */.Gv)({ server, task, runner: (0,process_identity/* runnerWorker */.X7)(process.ppid) }), {
            distDirectory: runner.distDirectory,
            nodePath: process.execPath,
            env: runner.env,
            cwd: context.runnerTemp,
            logPath: (0,external_node_path_.join)(directory, LOG_NAME),
            save: (identity) => (0,state_facts/* saveFacts */.NP)(state, { keeper: identity }),
        });
        const what = machines.length === 1 ? 'lease of 1 machine' : `leases of ${machines.length} machines`;
        log.info(`A keeper (process ${keeper.pid}) extends the ${what} as long as the job lives.`);
    }
    catch (error) {
        log.warning(`The leases are not extended, so the machines end with them: ${(0,world/* sentenceOf */.$)(error)}`);
    }
}
/**
 * Ends the keeper, so that it cannot extend the lease of anything that post is about to destroy; null when there is none
 * to end. Never throws.
 */
async function endHeartbeat(log, facts, clock) {
    if (facts.keeper === null)
        return null;
    try {
        const end = await stopKeeper(facts.keeper, clock);
        if (end === 'killed')
            log.warning('The keeper had to be killed; a lease that it was extending may be missing.');
        if (end === 'stays')
            log.warning(`The keeper (process ${facts.keeper.pid}) could not be ended.`);
        return end;
    }
    catch (error) {
        log.warning(`The keeper could not be ended: ${(0,world/* sentenceOf */.$)(error)}`);
        return 'stays';
    }
}
/** Puts what the keeper did into the job's log; its file is removed afterwards with all others. Never throws. */
function tellHeartbeat(log, facts, end) {
    if (end === null || facts.filesDir === null)
        return;
    try {
        const path = (0,external_node_path_.join)(facts.filesDir.path, LOG_NAME);
        const stats = (0,external_node_fs_.lstatSync)(path);
        if (!stats.isFile() || stats.size > MOST_LOG_BYTES)
            throw new Error('it is not what the keeper writes');
        const { lines, troubles } = (0,note/* tellNotes */.fy)((0,note/* parseNotes */.XJ)((0,external_node_fs_.readFileSync)(path, 'utf8')), end === 'gone');
        for (const line of lines)
            log.info(`keeper: ${line}`);
        for (const trouble of troubles)
            log.warning(`keeper: ${trouble}`);
    }
    catch (error) {
        log.warning(`The log of the keeper cannot be read: ${(0,world/* sentenceOf */.$)(error)}`);
    }
}


/***/ }),

/***/ 1260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ integerInput),
/* harmony export */   JR: () => (/* binding */ rawInput),
/* harmony export */   Ts: () => (/* binding */ durationInput),
/* harmony export */   _Z: () => (/* binding */ textInput),
/* harmony export */   ij: () => (/* binding */ choiceInput),
/* harmony export */   tE: () => (/* binding */ booleanInput)
/* harmony export */ });
/* unused harmony export listed */
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7334);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
// One raw input at a time: text from the runner's environment to a checked value, or an InputError that names it.


/** The text of an input as it was written: the runner names it `INPUT_`, upper case, blanks as `_`, hyphens kept. */
function rawInput(env, name) {
    return env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
}
/** The trimmed text, or `fallback` when it is blank. */
function textInput(env, name, fallback) {
    const text = rawInput(env, name).trim();
    return text === '' ? fallback : text;
}
/** One of `values`, exactly as written there. */
function choiceInput(env, name, values, fallback) {
    const text = textInput(env, name, fallback);
    const value = values.find((candidate) => candidate === text);
    if (value === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is none of ${listed(values)}.`);
    return value;
}
/** `true`, `True`, `TRUE`, `false`, `False`, `FALSE`: what GitHub's own toolkit accepts. */
function booleanInput(env, name, fallback) {
    const text = textInput(env, name, String(fallback));
    if (text === 'true' || text === 'True' || text === 'TRUE')
        return true;
    if (text === 'false' || text === 'False' || text === 'FALSE')
        return false;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is neither \`true\` nor \`false\`.`);
}
/** A whole number from `limits.min` to `limits.max`. */
function integerInput(env, name, fallback, limits) {
    const text = textInput(env, name, String(fallback));
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= limits.min && value <= limits.max)
        return value;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is no whole number from ${limits.min} to ${limits.max}.`);
}
/** Milliseconds of a duration within `limits` (ms), or `fallback` when blank. */
function durationInput(env, name, fallback, limits) {
    const text = textInput(env, name, null);
    if (text === null)
        return fallback;
    const value = (0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(text);
    if (value === null)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `"${text}" is no duration; write it like ${_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DURATION_FORMS */ .nv}.`);
    if (value >= limits.min && value <= limits.max)
        return value;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `${text} is outside of what is allowed: ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(limits.min)} to ${(0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(limits.max)}.`);
}
/** `` `a`, `b` or `c` ``. */
function listed(values) {
    const quoted = values.map((value) => `\`${value}\``);
    const last = quoted.pop() ?? '';
    return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}


/***/ }),

/***/ 5478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: ./lib/src/action/export-env.js
var export_env = __webpack_require__(8173);
// EXTERNAL MODULE: ./lib/src/action/input-values.js
var input_values = __webpack_require__(1260);
;// CONCATENATED MODULE: ./lib/src/action/mist-url.js
// Which Mist server the step talks to, and whether the way there is safe enough for a token.

const NAME = 'mist-url';
const FORMS = 'Give the URL of your Mist server, e.g. `https://mist.example.com`, or `sandbox`.';
/**
 * Checks the input `mist-url`. Throws InputError for what is no URL, holds credentials or a query, or would send the
 * token over plain http to another machine without `allow-insecure-http`. The value is never repeated in the message
 * when it holds credentials.
 */
function parseMistUrl(text, allowInsecureHttp) {
    if (text === '')
        throw new errors/* InputError */.dz(NAME, `it is required. ${FORMS}`);
    if (text === 'sandbox')
        return { kind: 'sandbox' };
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        throw new errors/* InputError */.dz(NAME, `it is no http or https URL. ${FORMS}`);
    }
    if (url.username !== '' || url.password !== '') {
        throw new errors/* InputError */.dz(NAME, 'it holds credentials. Give them in `mist-token`, or in `mist-email` and `mist-password`.');
    }
    if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
        throw new errors/* InputError */.dz(NAME, 'it has a query or fragment; only the address of the server is wanted.');
    }
    const plain = url.protocol === 'http:' && !isLoopback(url.hostname);
    if (plain && !allowInsecureHttp) {
        throw new errors/* InputError */.dz(NAME, `plain http to ${url.hostname} would send token and keys readable. Use https, or accept it with \`allow-insecure-http: true\`.`);
    }
    return { kind: 'server', url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, plain };
}
/** Names and addresses that never leave this machine. `URL` has brought every spelling of an address to one form. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

;// CONCATENATED MODULE: ./lib/src/action/inputs.js
// The inputs of the step: read once, checked whole, handed on as one immutable value. The defaults of action.yml are
// repeated here because a step can be started without the runner.





const MODES = ['apply', 'plan', 'check', 'destroy', 'reap', 'auto'];
const TEARDOWNS = ['auto', 'always', 'on-success', 'on-failure', 'never'];
const SSH_ACCESS = ['none', 'actor', 'collaborators'];
const MINUTE = 60_000;
const DAY = 86_400_000;
/** A lease that is nearer than this may be lost on the server (its worker runs the end of a lease late). */
const TTL_LIMITS = { min: 15 * MINUTE, max: 90 * DAY };
/** A job on a runner of one's own ends after five days. */
const TIMEOUT_LIMITS = { min: 1000, max: 5 * DAY };
const COUNT_LIMITS = { min: 1, max: 100 };
const OLDER_THAN_LIMITS = { min: 0, max: 3650 * DAY };
const REAP_LIMITS = { min: 1, max: 1000 };
/** Reads and checks every input. Throws InputError, or InputErrors with every one that cannot be used. */
function readInputs(env) {
    return Object.freeze(readAll(unbuilt(env), {
        target: () => parseMistUrl((0,input_values/* textInput */._Z)(env, 'mist-url', ''), (0,input_values/* booleanInput */.tE)(env, 'allow-insecure-http', false)),
        credentials: () => readCredentials(env),
        spec: () => readSpecSource(env),
        mode: () => (0,input_values/* choiceInput */.ij)(env, 'mode', MODES, 'apply'),
        scope: () => readScope(env),
        ttl: () => ((0,input_values/* textInput */._Z)(env, 'ttl', null) === 'none' ? 'none' : (0,input_values/* durationInput */.Ts)(env, 'ttl', null, TTL_LIMITS)),
        teardown: () => (0,input_values/* choiceInput */.ij)(env, 'teardown', TEARDOWNS, 'auto'),
        heartbeat: () => (0,input_values/* booleanInput */.tE)(env, 'heartbeat', true),
        timeoutMs: () => (0,input_values/* durationInput */.Ts)(env, 'timeout', 20 * MINUTE, TIMEOUT_LIMITS),
        parallelism: () => (0,input_values/* integerInput */.$A)(env, 'parallelism', 10, COUNT_LIMITS),
        maxMachines: () => (0,input_values/* integerInput */.$A)(env, 'max-machines', 20, COUNT_LIMITS),
        replace: () => (0,input_values/* booleanInput */.tE)(env, 'replace', false),
        failOnDrift: () => (0,input_values/* booleanInput */.tE)(env, 'fail-on-drift', false),
        githubToken: () => secretInput(env, 'github-token'),
        caCertificate: () => readCaCertificate(env),
        allowUntrustedSpec: () => (0,input_values/* booleanInput */.tE)(env, 'allow-untrusted-spec', false),
        trustOnFirstUse: () => (0,input_values/* booleanInput */.tE)(env, 'trust-on-first-use', false),
        exportPrefix: () => readExportPrefix(env),
        jobStatus: () => readJobStatus(env),
        jobLeg: () => (0,input_values/* textInput */._Z)(env, 'job-leg', 'null'),
        jobCheckRunId: () => (0,input_values/* textInput */._Z)(env, 'job-check-run-id', null),
        reap: () => readReap(env),
    }));
}
/** Runs `checks` and every reader, and throws what all of them found before anything is returned. */
function readAll(checks, readers) {
    const found = [];
    const attempt = (read) => {
        try {
            return read();
        }
        catch (error) {
            if (error instanceof errors/* InputError */.dz)
                found.push(error);
            else if (error instanceof errors/* InputErrors */.G)
                found.push(...error.mistakes);
            else
                throw error;
            return null;
        }
    };
    for (const check of checks)
        attempt(check);
    const values = Object.entries(readers).map(([name, read]) => [name, attempt(read)]);
    const [first] = found;
    if (first !== undefined)
        throw found.length === 1 ? first : new errors/* InputErrors */.G(found);
    return Object.fromEntries(values);
}
function readScope(env) {
    const scope = (0,input_values/* textInput */._Z)(env, 'scope', null);
    if (scope === null || (0,input_values/* textInput */._Z)(env, 'mode', '') !== 'reap')
        return scope;
    throw new errors/* InputError */.dz('scope', '`reap` looks at all scopes of the repository.', {
        hint: 'Leave it out, or use `mode: destroy` for one scope.',
    });
}
function readExportPrefix(env) {
    const text = (0,input_values/* textInput */._Z)(env, 'export-env', null);
    return text === null ? null : (0,export_env/* readPrefix */.fr)(text);
}
function readReap(env) {
    return readAll([], {
        olderThanMs: () => (0,input_values/* durationInput */.Ts)(env, 'older-than', null, OLDER_THAN_LIMITS),
        keepTag: () => (0,input_values/* textInput */._Z)(env, 'keep-tag', 'keep'),
        maxReap: () => (0,input_values/* integerInput */.$A)(env, 'max-reap', 20, REAP_LIMITS),
        dryRun: () => (0,input_values/* booleanInput */.tE)(env, 'dry-run', true),
    });
}
/** How the job went, as post needs it: anything but GitHub's three words counts as a failure, which keeps nothing. */
function readJobStatus(env) {
    const status = (0,input_values/* textInput */._Z)(env, 'job-status', 'success').toLowerCase();
    return status === 'success' || status === 'cancelled' ? status : 'failure';
}
function secretInput(env, name) {
    const text = (0,input_values/* textInput */._Z)(env, name, null);
    return text === null ? null : (0,secret/* makeSecret */.p)(text);
}
function readCredentials(env) {
    const token = secretInput(env, 'mist-token');
    const email = (0,input_values/* textInput */._Z)(env, 'mist-email', null);
    const password = secretInput(env, 'mist-password');
    if (token !== null && (email !== null || password !== null)) {
        throw new errors/* InputError */.dz('mist-token', 'it is given together with `mist-email` or `mist-password`; give one or the other.');
    }
    if (email !== null && password === null)
        throw new errors/* InputError */.dz('mist-password', '`mist-email` is given, but this is blank.');
    if (email === null && password !== null)
        throw new errors/* InputError */.dz('mist-email', '`mist-password` is given, but this is blank.');
    if (email !== null && password !== null) {
        return { kind: 'account', email, password, org: (0,input_values/* textInput */._Z)(env, 'mist-org', null) };
    }
    if (token !== null)
        return { kind: 'token', token };
    if ((0,input_values/* textInput */._Z)(env, 'mist-url', '') === 'sandbox')
        return { kind: 'none' };
    throw new errors/* InputError */.dz('mist-token', 'it is blank.', {
        hint: 'Pass an API token from a secret. A secret that does not exist, or that a fork may not see, is blank.',
    });
}
function readSpecSource(env) {
    const text = (0,input_values/* rawInput */.JR)(env, 'spec');
    const path = (0,input_values/* textInput */._Z)(env, 'spec-file', null);
    if (text.trim() !== '') {
        if (path !== null)
            throw new errors/* InputError */.dz('spec-file', 'it is given together with `spec`; give one or the other.');
        // Not trimmed: lines and columns of messages count from the text as it was written.
        return { kind: 'text', text };
    }
    return { kind: 'file', path: path ?? '.github/mist.yml', given: path !== null };
}
function readCaCertificate(env) {
    const text = (0,input_values/* textInput */._Z)(env, 'ca-certificate', null);
    if (text === null)
        return null;
    if (/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text))
        return `${text}\n`;
    throw new errors/* InputError */.dz('ca-certificate', 'it is no PEM certificate (`-----BEGIN CERTIFICATE-----` …).');
}
/** Features that have their place in the language already: refused with that reason, because ignoring one would harm. */
function unbuilt(env) {
    const given = ['max-cost', 'keep-on-failure', 'environment', 'label'].map((name) => () => {
        if ((0,input_values/* textInput */._Z)(env, name, null) !== null)
            throw notBuilt(name, 'this input');
    });
    const on = ['comment', 'require-reviewed-plan'].map((name) => () => {
        if ((0,input_values/* booleanInput */.tE)(env, name, false))
            throw notBuilt(name, '`true`');
    });
    const access = () => {
        const wanted = (0,input_values/* choiceInput */.ij)(env, 'ssh-access', SSH_ACCESS, 'none');
        if (wanted !== 'none')
            throw notBuilt('ssh-access', `\`${wanted}\``);
    };
    return [...given, ...on, access];
}
function notBuilt(name, what) {
    return new errors/* InputError */.dz(name, `${what} is not built yet.`, { hint: 'Leave it out.' });
}


/***/ }),

/***/ 1800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aA: () => (/* binding */ stopSandbox),
/* harmony export */   aU: () => (/* binding */ findOrStartSandbox)
/* harmony export */ });
/* unused harmony export readRecord */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3024);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7067);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8500);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1793);
// The server behind `mist-url: sandbox`: found by a file in RUNNER_TEMP, else started from dist/sandbox.js.







const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 20;
const LAST_MOMENT_MS = 1_000;
const FILE_NAME = 'mist-action-sandbox.json';
// Only these reach the server: it must not hold the step's secrets. The tracking id lets the runner end it with the job.
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'RUNNER_TRACKING_ID'];
function failure(message, hint) {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ('sandbox', 'bug', `The local sandbox ${message}`, hint === undefined ? {} : { hint });
}
/**
 * The sandbox of this job, started when there is none that answers. Two steps that start at once end up with one
 * server. Throws ActionError `sandbox` when it does not come up in time, CancelledError when `signal` aborts.
 */
async function findOrStartSandbox(world) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(world.runnerTemp, FILE_NAME);
    const known = readRecord(path);
    if (known !== null) {
        if (await answers(known))
            return { url: known.url, token: known.token, started: false };
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(path, { force: true });
    }
    const record = await start(world);
    let ours = false;
    try {
        ours = publish(path, record);
    }
    finally {
        // Nobody would find a server without its file.
        if (!ours)
            await terminate(record);
    }
    if (ours)
        return { url: record.url, token: record.token, started: true };
    const winner = readRecord(path);
    if (winner === null)
        throw failure('was started by another step that removed its file at once.');
    return { url: winner.url, token: winner.token, started: false };
}
/**
 * Ends the sandbox when this step started it and the process is still that one; true when it did. Its file goes too.
 * A server that is gone already is no error.
 */
async function stopSandbox(world) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(world.runnerTemp, FILE_NAME);
    const record = readRecord(path);
    if (record === null || record.step !== world.step)
        return false;
    // Whoever answers to this token is the process that made it, so its pid cannot have gone to another one.
    const alive = await answers(record);
    if (alive)
        await terminate(record);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(path, { force: true });
    return alive;
}
/** The record at `path`, or null when there is none. Throws when the file is not one that this action wrote. */
function readRecord(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined)
        return null;
    const foreign = process.platform !== 'win32' && ((stat.mode & 0o077) !== 0 || stat.uid !== process.getuid?.());
    if (!stat.isFile() || foreign)
        throw failure(`has a file that others may write or that is not ours: ${path}`);
    const record = parseRecord((0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readFileSync)(path, 'utf8'));
    if (record === null)
        throw failure(`has a file that this action did not write: ${path}`);
    return record;
}
function parseRecord(text) {
    const value = parseObject(text);
    if (value === null)
        return null;
    const { url, token, pid, step } = value;
    if (typeof url !== 'string' || typeof token !== 'string' || typeof step !== 'string')
        return null;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 2 || !isLoopback(url))
        return null;
    return { url, token, pid, step };
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? { ...value } : null;
    }
    catch {
        return null;
    }
}
function isLoopback(url) {
    return /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/?$/.test(url);
}
/** True when the file is now ours, whole from its first moment; false when another step was first. */
function publish(path, record) {
    const draft = `${path}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)()}`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.writeFileSync)(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.linkSync)(draft, path);
        return true;
    }
    catch (error) {
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')
            return false;
        throw error;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(draft);
    }
}
/** Starts the server with a file as its streams: a pipe would tie its life, and the step's end, to this process. */
async function start(world) {
    const logPath = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(world.runnerTemp, `mist-action-sandbox-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)()}.log`);
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.openSync)(logPath, 'wx', 0o600);
    const extra = (world.env.MIST_SANDBOX_ARGS ?? '').split(' ').filter((arg) => arg !== '');
    const env = Object.fromEntries(INHERITED.map((name) => [name, world.env[name]]));
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(world.nodePath, [(0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(world.distDirectory, 'sandbox.js'), '--port', '0', ...extra], {
        cwd: world.runnerTemp,
        detached: true,
        env,
        stdio: ['ignore', log, log],
        windowsHide: true,
    });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.closeSync)(log);
    let ended = null;
    child.on('error', (error) => {
        ended = error.message;
    });
    child.on('exit', (code, signal) => {
        ended ??= `exit code ${code ?? signal}`;
    });
    child.unref();
    try {
        const { url, token } = await greeting(logPath, () => ended, world);
        if (child.pid === undefined)
            throw failure('has no process id.');
        return { url, token, pid: child.pid, step: world.step };
    }
    catch (error) {
        child.kill('SIGKILL');
        throw error;
    }
    finally {
        // The first line holds the token, and the server keeps its own handle.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(logPath, { force: true });
    }
}
async function greeting(logPath, ended, world) {
    const timeoutMs = world.startTimeoutMs ?? START_TIMEOUT_MS;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        const end = ended();
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.readFileSync)(logPath, 'utf8');
        for (const line of text.split('\n').slice(0, -1)) {
            const found = parseGreeting(line);
            if (found !== null)
                return found;
        }
        if (end !== null)
            throw failure(`ended before it listened (${end}): ${lastLine(text)}`);
        if (performance.now() > deadline)
            throw failure(`did not listen within ${timeoutMs / 1000} s: ${lastLine(text)}`);
        if (world.signal?.aborted)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .CancelledError */ .cc();
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(POLL_MS);
    }
}
function parseGreeting(line) {
    const { url, token } = parseObject(line) ?? {};
    return typeof url === 'string' && typeof token === 'string' && isLoopback(url) ? { url, token } : null;
}
function lastLine(text) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.at(-1)?.slice(0, 300) ?? 'it printed nothing';
}
/** Does the server at the record's address know the record's token? */
function answers(record) {
    return new Promise((resolve) => {
        const request = (0,node_http__WEBPACK_IMPORTED_MODULE_3__.get)(new URL('/api/v1/clouds', record.url), { agent: false, headers: { authorization: record.token }, timeout: 3000 }, (response) => {
            response.resume();
            resolve(response.statusCode === 200);
        });
        request.on('timeout', () => request.destroy());
        request.on('error', () => resolve(false));
    });
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
        return true;
    }
    catch {
        return false;
    }
}
/** Where nobody reaps processes (some containers) the pid stays: a server that no longer answers has ended too. */
async function terminate(record) {
    signalTo(record.pid, 'SIGTERM');
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (signalTo(record.pid, 0) && (await answers(record))) {
        if (performance.now() > deadline) {
            signalTo(record.pid, 'SIGKILL');
            return;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(POLL_MS);
    }
    // It no longer listens; the process itself ends a moment later. One that nobody collects (a container without init)
    // would be there for ever, so this wait is short.
    const gone = performance.now() + LAST_MOMENT_MS;
    while (signalTo(record.pid, 0) && performance.now() < gone)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(POLL_MS);
}


/***/ }),

/***/ 615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JZ: () => (/* binding */ buildOutputs),
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   Ng: () => (/* binding */ isUsable),
/* harmony export */   dk: () => (/* binding */ machinesJson),
/* harmony export */   p4: () => (/* binding */ reachableAt)
/* harmony export */ });
/* unused harmony export costJson */
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9860);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2693);


/** GitHub takes 1 MB of outputs per job; what is beyond is lost without a word. */
const MAX_OUTPUT_BYTES = 1_000_000;
/** Outcomes after which a machine cannot be worked with, whatever was last seen of it. */
const UNUSABLE = ['failed', 'skipped', 'unknown', 'destroyed'];
/** True when the job can work with the machine: it came up in this run, and it was not stopped. */
function isUsable({ outcome, observed }) {
    return !UNUSABLE.includes(outcome) && (observed === null || !isStopped(observed));
}
function isStopped({ state }) {
    return state === 'stopped' || state === 'stopping';
}
/** Where the machine can be reached; a stopped one cannot, whatever addresses it keeps. */
function reachableAt(observed) {
    return observed === null || isStopped(observed) ? null : (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_0__/* .machineAddress */ .I)(observed);
}
/** Epoch ms as ISO 8601 in UTC, whole seconds. */
function isoTime(at) {
    return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
/** Sums of prices without the dust of binary fractions. */
function money(value) {
    return Number(value.toFixed(6));
}
function machineJson(machine, scope, keys) {
    const { observed } = machine;
    return {
        name: machine.name,
        row: machine.row,
        scope: scope.name,
        id: observed?.id ?? null,
        external_id: observed?.externalId ?? null,
        mist_name: machine.mistName,
        backend: machine.backend,
        state: observed?.state ?? null,
        ip: reachableAt(observed),
        public_ips: observed?.publicIps ?? [],
        private_ips: observed?.privateIps ?? [],
        user: machine.user,
        port: machine.port,
        key_file: keyFileOf(machine, keys),
        groups: machine.groups,
        expires_at: observed?.lease ? isoTime(observed.lease.at) : null,
        cost_hourly: observed?.costHourly ?? null,
        outcome: machine.outcome,
    };
}
/** The text of the output `machines` and of the machines file. */
function machinesJson(machines, scope, keys) {
    return JSON.stringify(machines.map((machine) => machineJson(machine, scope, keys)));
}
function keyFileOf(machine, keys) {
    return machine.keyName !== null && Object.hasOwn(keys, machine.keyName) ? (keys[machine.keyName] ?? null) : null;
}
function matrixJson(machines) {
    const include = machines.flatMap((machine) => {
        const { name, observed, user, port } = machine;
        const ip = reachableAt(observed);
        if (observed === null || ip === null || !isUsable(machine))
            return [];
        return [{ name, ip, id: observed.id, user, port }];
    });
    return JSON.stringify({ include });
}
/** Cost with fixed keys and rounded sums, as in the output `cost`. */
function costJson(cost) {
    const { hourly, monthly, currency, complete } = cost;
    return JSON.stringify({ hourly: money(hourly), monthly: money(monthly), currency, complete });
}
/** The one path that all machines share, else blank. */
function sharedKeyFile(machines, keys) {
    const files = new Set(machines.map((machine) => keyFileOf(machine, keys)));
    const only = files.size === 1 ? [...files][0] : null;
    return only ?? '';
}
/** Every output of action.yml by name. Machines that could not be read in this run have null where facts would be. */
function buildOutputs(report, scope, paths) {
    const { machines } = report;
    const seen = machines.flatMap(({ observed }) => (observed === null ? [] : [observed]));
    const ips = seen.map(reachableAt).filter((ip) => ip !== null);
    const only = machines.length === 1 ? seen[0] : undefined;
    const leases = seen.flatMap(({ lease }) => (lease === null ? [] : [lease.at]));
    const differs = _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.some((action) => action !== 'no-op' && report.plan[action] > 0);
    return {
        machines: machinesJson(machines, scope, paths.keys),
        'machine-ids': JSON.stringify(seen.map(({ id }) => id)),
        ips: JSON.stringify(ips),
        'machine-id': only?.id ?? '',
        ip: reachableAt(only ?? null) ?? '',
        matrix: matrixJson(machines),
        'ssh-config-file': paths.sshConfig,
        'known-hosts-file': paths.knownHosts,
        'inventory-file': paths.inventory,
        'key-file': sharedKeyFile(machines, paths.keys),
        'machines-file': paths.machines,
        files: paths.files,
        changed: String(report.changed),
        drift: String(differs),
        plan: JSON.stringify(Object.fromEntries(_model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.map((action) => [action, report.plan[action]]))),
        'plan-file': paths.plan,
        cost: costJson(report.cost),
        scope: scope.name,
        'expires-at': leases.length === 0 ? '' : isoTime(Math.min(...leases)),
        leaks: JSON.stringify(report.leaks.map(({ kind, name, id, backend, why }) => ({ kind, name, id, backend, why }))),
    };
}
/**
 * Writes outputs one record each. Returns warnings: what is too large for GitHub is left out (the machines file has
 * it), and GitHub will drop an output in which it finds a masked value. Throws what `write` throws.
 */
function writeOutputs(outputs, world) {
    const warnings = [];
    // The smallest first, so that what is left out is what is too large.
    const bySize = Object.entries(outputs).sort(([, a], [, b]) => Buffer.byteLength(a) - Buffer.byteLength(b));
    let used = 0;
    for (const [name, value] of bySize) {
        used += Buffer.byteLength(value);
        if (used > MAX_OUTPUT_BYTES) {
            warnings.push(`The output \`${name}\` is left out: GitHub takes 1 MB per job. Use the output \`machines-file\`.`);
            continue;
        }
        if (world.redact(value) !== value) {
            warnings.push(`GitHub drops the output \`${name}\`, because a secret of this job occurs in it.`);
        }
        world.write(name, value);
    }
    return warnings;
}


/***/ }),

/***/ 9910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withPlaces),
/* harmony export */   t: () => (/* binding */ PlacedPlanError)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// What a plan refuses, put on the lines of the spec that asked for it.

/** Mistakes of a plan with their places. `file` is relative to the workspace, null for an inline spec. */
class PlacedPlanError extends _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'PlacedPlanError';
    mistakes;
    file;
    constructor(mistakes, file) {
        super('plan', 'user', mistakes.map(({ text }) => text).join(' '));
        this.mistakes = mistakes;
        this.file = file;
    }
}
/** `error` with places when it is what a plan refuses; any other error as it is. */
function withPlaces(error, spec, file) {
    const found = error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanErrors */ .bL ? error.mistakes : error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6 ? [error] : [];
    if (found.length === 0)
        return error;
    const placed = found.map(({ address, message, hint }) => ({
        text: hint === undefined ? message : `${message} ${hint}`,
        place: placeOf(address, spec),
    }));
    // In the order of the text, as mistakes of the spec itself are told; those without a line come first.
    const line = ({ place }) => place?.line ?? 0;
    return new PlacedPlanError(placed.sort((a, b) => line(a) - line(b)), file);
}
/** The row of an address, or the first machine that asks for a key or backend without a row. */
function placeOf(address, { backends, keys, machines }) {
    const [kind, name] = [address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/') + 1)];
    const present = machines.filter((row) => row.state === 'present');
    const row = kind === 'backend'
        ? (backends.find((one) => one.name === name) ?? present.find(({ backend }) => backend === name))
        : kind === 'key'
            ? (keys.find((one) => one.name === name) ?? present.find(({ key }) => key === name))
            : present.find((one) => one.name === name || (one.counted && name.replace(/-\d+$/, '') === one.name));
    return row?.place ?? null;
}


/***/ }),

/***/ 66:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   s9: () => (/* binding */ createJournal),
/* harmony export */   xg: () => (/* binding */ assertJournalRoom)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);

/**
 * State becomes the environment of post, and one that is too large keeps Node from starting (actions/runner#1733).
 * 32 KiB leaves room for everything else; 4 KiB of it are for the facts of the step.
 */
const MAX_STATE_BYTES = 32 * 1024;
const FACTS_BYTES = 4 * 1024;
const KINDS = ['create-machine', 'add-key', 'add-backend', 'adopt-machine', 'power-machine'];
const PHASES = ['intent', 'sent', 'settled'];
const RESULTS = ['accepted', 'refused', 'unknown'];
const NAME = /^[A-Za-z0-9._ -]{1,255}$/;
const ADDRESS = /^(?:backend|key|machine)\/[A-Za-z0-9._ -]{1,255}$/;
const ID = /^[0-9a-f]{32}$/;
const LONGEST_ID = 'f'.repeat(32);
/**
 * A journal on `write`. `intend` and `sent` throw ActionError when the record cannot be kept; `settle` does not, because
 * its request has been answered already: then `warn` is called, and post finds the truth in Mist.
 */
function createJournal(write, warn) {
    let next = 0;
    let used = FACTS_BYTES;
    return {
        intend(intent) {
            const entry = { ...intent, seq: next, phase: 'intent', result: null, jobId: null, id: null };
            if (!NAME.test(entry.name) || !ADDRESS.test(entry.address)) {
                throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('state', 'user', `${entry.address}: the name cannot be recorded, so nothing is sent.`, {
                    hint: 'Names may hold letters, digits, blanks, `.`, `_` and `-`, at most 255.',
                });
            }
            const size = largestRecord(entry);
            if (used + size > MAX_STATE_BYTES)
                throw fullError();
            write(`j${entry.seq}`, encode(entry));
            next += 1;
            used += size;
            return entry;
        },
        sent(entry) {
            const sent = { ...entry, phase: 'sent' };
            write(`j${sent.seq}`, encode(sent));
            return sent;
        },
        settle(entry, result) {
            const settled = { ...entry, ...result, phase: 'settled' };
            try {
                write(`j${settled.seq}`, encode(settled));
            }
            catch (error) {
                warn(`${settled.address}: its answer is not in the journal. ${error instanceof Error ? error.message : ''}`);
            }
            return settled;
        },
    };
}
/** Throws ActionError when the journal cannot hold all these intents: to be asked before the first request leaves. */
function assertJournalRoom(intents) {
    let used = FACTS_BYTES;
    for (const intent of intents)
        used += largestRecord(intent);
    if (used > MAX_STATE_BYTES)
        throw fullError();
}
function fullError() {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('state', 'user', `The journal of this step would be larger than ${MAX_STATE_BYTES} bytes.`, {
        hint: 'Spread the machines over several steps or jobs.',
    });
}
/** Bytes of an entry once it is settled with every id, its key and the runner's prefix included. */
function largestRecord({ kind, address, name }) {
    const ids = { cloudId: LONGEST_ID, jobId: LONGEST_ID, id: LONGEST_ID };
    const settled = { kind, address, name, at: 9e15, phase: 'settled', result: 'accepted', ...ids };
    return Buffer.byteLength(`STATE_j9999=${encode(settled)}`);
}
function encode(entry) {
    const { kind, address, name, cloudId, at, phase, result, jobId, id } = entry;
    return JSON.stringify([kind, address, name, cloudId, at, phase, result, jobId, id]);
}
/**
 * The journal as post finds it in its environment, in order. Entries that are torn, forged or not of this action are
 * dropped with a warning each; nothing here is trusted further than as a hint where to look.
 */
function readJournal(env) {
    const entries = [];
    const warnings = [];
    const found = new Set();
    for (const [key, value] of Object.entries(env)) {
        const seq = Number(/^STATE_j(\d{1,4})$/i.exec(key)?.[1]);
        if (Number.isNaN(seq) || value === undefined)
            continue;
        found.add(seq);
        const entry = decode(seq, value);
        if (entry === null)
            warnings.push(`Record ${seq} of the journal cannot be read; it is ignored.`);
        else
            entries.push(entry);
    }
    entries.sort((a, b) => a.seq - b.seq);
    for (const seq of Array.from({ length: entries.at(-1)?.seq ?? 0 }).keys()) {
        if (!found.has(seq))
            warnings.push(`Record ${seq} of the journal is missing.`);
    }
    return { entries, warnings };
}
function decode(seq, text) {
    const fields = parseArray(text);
    if (fields?.length !== 9)
        return null;
    const [kindField, address, name, cloudId, at, phaseField, resultField, jobId, id] = fields;
    const kind = KINDS.find((value) => value === kindField);
    const phase = PHASES.find((value) => value === phaseField);
    const result = resultField === null ? null : RESULTS.find((value) => value === resultField);
    if (kind === undefined || phase === undefined || result === undefined || !isAddress(address))
        return null;
    if (typeof name !== 'string' || !NAME.test(name))
        return null;
    if (!isTime(at) || !isIdOrNull(cloudId) || !isIdOrNull(jobId) || !isIdOrNull(id))
        return null;
    return { seq, kind, address, name, cloudId, at, phase, result, jobId, id };
}
function parseArray(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // A torn record is no list.
    }
    return Array.isArray(value) ? value : null;
}
function isTime(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0;
}
function isAddress(value) {
    return typeof value === 'string' && ADDRESS.test(value);
}
function isIdOrNull(value) {
    return value === null || (typeof value === 'string' && ID.test(value));
}


/***/ }),

/***/ 8642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fe: () => (/* binding */ appendSummary),
  vy: () => (/* binding */ failStep),
  n0: () => (/* binding */ setOutputs),
  ev: () => (/* binding */ stepContext)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/action/annotations.js
/**
 * Reports diagnostics in the order of the text. `file` is relative to the workspace; null for an inline spec, which has
 * no file to point at, so that its line stands in the message.
 */
function annotateDiagnostics(log, diagnostics, file) {
    for (const { path, line, column, message, severity } of diagnostics) {
        const what = path === '' ? message : `${path}: ${message}`;
        const { text, place } = onLine(what, { line, column }, file, 'Spec');
        if (severity === 'error')
            log.error(text, place);
        else
            log.warning(text, place);
    }
}
function onLine(text, { line, column }, file, title) {
    if (file === null)
        return { text: `Line ${line}, column ${column}: ${text}`, place: { title } };
    return { text, place: { title, file: file.replaceAll('\\', '/'), line, column } };
}
/** Ends the step with every mistake of a plan: the only one by itself, several each on its line and then their number. */
function failWithMistakes(log, { mistakes, file }) {
    const told = mistakes.map(({ text, place }) => place === null ? { text, place: {} } : onLine(text, place, file, 'Plan'));
    const [only] = told;
    if (only !== undefined && told.length === 1) {
        log.fail(only.text, only.place);
        return;
    }
    for (const { text, place } of told)
        log.error(text, place);
    log.fail(`This cannot be planned, for ${told.length} reasons: each has an error of its own above.`);
}
/** Every mistake of `error`, and the sentence with which the step should end. */
function annotateSpecError(log, error) {
    annotateDiagnostics(log, error.diagnostics, error.file);
    const count = error.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    const where = error.file === null ? 'The spec' : `The spec ${error.file}`;
    return `${where} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}; nothing was changed.`;
}

// EXTERNAL MODULE: ./lib/src/action/command-file.js
var command_file = __webpack_require__(499);
// EXTERNAL MODULE: ./lib/src/action/context.js
var context = __webpack_require__(2086);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var action_outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/action/plan-mistakes.js
var plan_mistakes = __webpack_require__(9910);
;// CONCATENATED MODULE: ./lib/src/action/step.js
// What main and post of one step share: environment, log, outputs, summary, and how an error ends the step.








/** The runner's environment as a context; the event's payload is read from its file. */
function stepContext(env) {
    return (0,context/* readContext */.yI)(env, (path) => (0,external_node_fs_.readFileSync)(path, 'utf8'));
}
/** Writes outputs to the runner's file, or to the log where there is none (a plain local run). Throws ActionError. */
function setOutputs(env, log, outputs) {
    const path = env.GITHUB_OUTPUT ?? '';
    const write = (name, value) => {
        if (path === '') {
            log.info(`output ${name}=${value}`);
            return;
        }
        try {
            (0,command_file/* appendSynced */.dh)(path, (0,command_file/* formatRecord */.bM)(name, value, external_node_crypto_.randomUUID));
        }
        catch (error) {
            throw new errors/* ActionError */.lZ('outputs', 'user', `The outputs cannot be written: ${(0,command_file/* fileErrorCode */.c2)(error)}.`, {
                hint: 'Check the disk of the runner.',
            });
        }
    };
    for (const warning of (0,action_outputs/* writeOutputs */.Kn)(outputs, { write, redact: (text) => log.redact(text) }))
        log.warning(warning);
}
/** Appends to the job summary. It is for people only, so its failure is a warning. */
function appendSummary(env, log, markdown) {
    const path = env.GITHUB_STEP_SUMMARY ?? '';
    if (path === '')
        return;
    try {
        (0,command_file/* appendSynced */.dh)(path, `${log.redact(markdown)}\n`);
    }
    catch {
        log.warning('The job summary could not be written.');
    }
}
/** Says an error the way its kind wants it and sets exit code 1. Stacks are for debug logs only. */
function failStep(runner, log, error) {
    runner.setFailed();
    if (error instanceof errors/* SpecError */.G8) {
        log.fail(annotateSpecError(log, error));
        return;
    }
    if (error instanceof plan_mistakes/* PlacedPlanError */.t) {
        failWithMistakes(log, error);
        return;
    }
    if (error instanceof errors/* CancelledError */.cc) {
        log.fail(`${error.message} Post removes what was begun.`);
        return;
    }
    if (error instanceof errors/* InputErrors */.G) {
        for (const one of error.mistakes)
            log.error(sentenceOf(one));
        log.fail(`${error.mistakes.length} inputs cannot be used: each has an error of its own above.`);
        return;
    }
    if (error instanceof errors/* ActionError */.lZ) {
        log.fail(sentenceOf(error));
        return;
    }
    const message = error instanceof Error ? error.message : 'unknown error';
    log.fail(`Unexpected: ${message} This is a bug in the action: please report it.`);
    if (error instanceof Error && error.stack)
        log.debug(error.stack);
}
function sentenceOf({ message, hint }) {
    return hint === undefined ? message : `${asSentence(message)} ${hint}`;
}
function asSentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}


/***/ }),

/***/ 4866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ AcceptanceLog)
/* harmony export */ });
/* harmony import */ var _model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8586);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6901);
// Whether a create whose reply was lost was accepted: by the server's own log, never by waiting or by sending it again.


/** The server's log shows an accepted create within seconds (1.3 s measured); before this nothing is concluded. */
const LOG_PATIENCE_MS = 15_000;
/** Server and runner clocks may differ before the first answer told us by how much. */
const CLOCK_SLACK_MS = 120_000;
/**
 * Asks the log for creates. That it is silent proves nothing while it may be behind or dead, so after a while a harmless
 * request of ours is sent, and only a look that began after the log had shown that one counts.
 */
class AcceptanceLog {
    #world;
    #since;
    #trace = null;
    #alive = false;
    constructor(world) {
        this.#world = world;
        this.#since = world.clock.elapsed();
    }
    /** One look for a create of this name, sent at `at` (epoch ms, server's clock). Throws what the requests throw. */
    async look(name, at) {
        const wasAlive = this.#alive;
        const logs = await this.#world.reader.createLogs(name);
        const jobId = logs.find((log) => log.jobId !== null && log.at >= at - CLOCK_SLACK_MS)?.jobId ?? null;
        if (jobId !== null)
            return { jobId };
        if (wasAlive)
            return 'never';
        if (this.#world.clock.elapsed() - this.#since >= LOG_PATIENCE_MS)
            await this.#proveAlive(name);
        return 'unknown';
    }
    async #proveAlive(name) {
        const { reader, writer } = this.#world;
        if (this.#trace === null) {
            const word = `ma-trace-${(0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(`${name} ${(0,_world_js__WEBPACK_IMPORTED_MODULE_1__/* .serverNow */ .c)(this.#world)}`, 16)}`;
            await writer.leaveTrace(word);
            this.#trace = word;
            return;
        }
        this.#alive ||= (await reader.logTime(this.#trace)) !== null;
    }
}


/***/ }),

/***/ 524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ ApplyMachines),
  i: () => (/* binding */ isReady)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
// EXTERNAL MODULE: ./lib/src/plan/login-user.js
var login_user = __webpack_require__(3441);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
// EXTERNAL MODULE: ./lib/src/engine/deadline.js
var deadline = __webpack_require__(4577);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
;// CONCATENATED MODULE: ./lib/src/engine/cloud-watch.js
// One poll per cloud, shared by everything that waits for a machine there: the requests do not grow with the machines.



/** The first look comes soon, later ones after a share of what the wait has taken: at most 15 % of a boot is lost. */
const FIRST_INTERVAL_MS = 1_000;
const LONGEST_INTERVAL_MS = 5_000;
const SHARE_OF_WAIT = 0.15;
/** Waits on one cloud by its live list. A failed list is no answer: it is kept as "last seen" and asked again. */
class CloudWatch {
    #world;
    #cloudId;
    #waiters = new Set();
    #polling = false;
    #since = 0;
    #trouble = null;
    /** The newest listing, or null before the first. */
    latest = null;
    /** When it was asked for, on the monotonic clock. */
    latestAt = Number.NEGATIVE_INFINITY;
    constructor(world, cloudId) {
        this.#world = world;
        this.#cloudId = cloudId;
    }
    /** Resolves with the first answer of `look`; rejects with WaitTimeoutError, CancelledError, or what ends all waits. */
    async until(waiting) {
        const since = this.#world.clock.elapsed();
        const { promise, resolve, reject } = Promise.withResolvers();
        const waiter = { ...waiting, since, resolve: (value) => resolve(value), reject };
        this.#waiters.add(waiter);
        this.#since = since;
        // A list that just came in may already hold the answer.
        if (since - this.latestAt < FIRST_INTERVAL_MS)
            this.#serve(waiter);
        if (!this.#polling && this.#waiters.size > 0)
            void this.#poll();
        // A list that stalls must not hold up those whose time is over.
        const answer = await (0,deadline/* beforeDeadline */.O)(this.#world, waiting.deadline, promise);
        if (answer !== deadline/* LATE */.X)
            return answer;
        this.#waiters.delete(waiter);
        throw this.#timeout(waiter);
    }
    #timeout(waiter) {
        const waited = this.#world.clock.elapsed() - waiter.since;
        return new errors/* WaitTimeoutError */.Do(waiter.address, waiter.wanted, this.#trouble ?? waiter.lastSeen(), waited);
    }
    async #poll() {
        this.#polling = true;
        const { clock, signal } = this.#world;
        try {
            while (this.#waiters.size > 0) {
                const waited = clock.elapsed() - this.#since;
                const interval = Math.min(LONGEST_INTERVAL_MS, Math.max(FIRST_INTERVAL_MS, waited * SHARE_OF_WAIT));
                await clock.sleep(interval, signal);
                await this.#lookOnce();
            }
        }
        catch (error) {
            this.#endAll(error);
        }
        finally {
            this.#polling = false;
        }
    }
    async #lookOnce() {
        try {
            const askedAt = this.#world.clock.elapsed();
            this.latest = await this.#world.reader.liveMachines(this.#cloudId);
            this.latestAt = askedAt;
            this.#trouble = null;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            if (error instanceof errors/* ApiError */.hD && error.failure === 'auth')
                throw error;
            this.#trouble = (0,engine_world/* sentenceOf */.$)(error);
        }
        for (const waiter of [...this.#waiters])
            this.#serve(waiter);
    }
    #serve(waiter) {
        try {
            const answer = this.#trouble === null && this.latest ? waiter.look(this.latest) : undefined;
            if (answer !== undefined) {
                this.#waiters.delete(waiter);
                waiter.resolve(answer);
            }
            else if (this.#world.clock.elapsed() >= waiter.deadline)
                throw this.#timeout(waiter);
        }
        catch (error) {
            this.#waiters.delete(waiter);
            waiter.reject(error);
        }
    }
    #endAll(error) {
        for (const waiter of this.#waiters)
            waiter.reject(error);
        this.#waiters.clear();
    }
}

// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/plan/diff.js
var diff = __webpack_require__(5649);
// EXTERNAL MODULE: ./lib/src/plan/digest.js
var digest = __webpack_require__(2514);
// EXTERNAL MODULE: ./lib/src/engine/acceptance.js
var acceptance = __webpack_require__(4866);
// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
;// CONCATENATED MODULE: ./lib/src/engine/create-machine.js









/** API v2 takes a lease of at least this far ahead; nearer ones may be lost without a word (product rule 1). */
const SHORTEST_LEASE_MS = 15 * 60_000;
/** Job and log are asked at most this often while the machine does not show. */
const ASK_INTERVAL_MS = 3_000;
/** Clocks of server and provider may differ by this much. */
const CREATED_SLACK_MS = 120_000;
/** Builds the request: ids only, our tags, the lease by the server's clock. */
function createRequest(world, input) {
    const { desired, placement, scope } = input;
    const tags = {
        ...(0,diff/* desiredTags */.C)(scope, desired, placement.cloud.id),
        [identity/* TAGS */.gp.key]: input.keySha256,
        [identity/* TAGS */.gp.environment]: (0,identity/* environmentHash */.SL)(scope),
    };
    if (input.hostKeySha256 !== null)
        tags[identity/* TAGS */.gp.bootKey] = input.hostKeySha256;
    const size = desired.size;
    return {
        name: desired.mistName,
        cloudId: placement.cloud.id,
        imageId: placement.image.id,
        sizeId: placement.size?.id ?? null,
        customSize: placement.size === null && size?.by === 'at-least' ? { cpu: size.cpu, ramMb: size.ramMb } : null,
        locationId: placement.location?.id ?? null,
        keyId: input.key.id,
        tags,
        leaseAt: desired.ttlMs === null ? null : (0,engine_world/* serverNow */.c)(world) + Math.max(desired.ttlMs, SHORTEST_LEASE_MS),
        cloudInit: input.cloudInit,
        passThrough: desired.passThrough,
    };
}
/** Dry runs, one per distinct placement, shared by all rows that have it. */
class DryRuns {
    #world;
    #done = new Map();
    constructor(world) {
        this.#world = world;
    }
    /** Resolves when the server would choose exactly our ids; throws PlanError naming each that differs. */
    check(desired, request) {
        const { cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough } = request;
        const placement = (0,digest/* canonical */.$N)({ cloudId, imageId, sizeId, customSize, locationId, keyId, passThrough });
        const known = this.#done.get(placement);
        if (known)
            return known;
        const fresh = this.#compare(desired, request);
        fresh.catch(() => undefined);
        this.#done.set(placement, fresh);
        return fresh;
    }
    async #compare(desired, request) {
        const plan = await this.#world.writer.dryRun(request);
        const pairs = [
            ['backend', request.cloudId, plan.cloudId],
            ['image', request.imageId, plan.imageId],
            ['key', request.keyId, plan.keyId],
            ['name', request.name, plan.name],
            ['size', request.sizeId, request.sizeId === null ? null : plan.sizeId],
            ['location', request.locationId, request.locationId === null ? null : plan.locationId],
        ];
        const wrong = pairs
            .filter(([, ours, theirs]) => ours !== theirs)
            .map(([what, ours, theirs]) => `${what} ${theirs ?? 'none'} instead of ${ours}`);
        if (wrong.length === 0)
            return;
        throw new errors/* PlanError */.W6('plan-differs', desired.address, `the server would choose something else: ${wrong.join(', ')}.`, {
            hint: 'Nothing was created. Give the ids in the spec, and check the names in Mist for look-alikes.',
        });
    }
}
/**
 * Sends the one create and waits until the provider lists the machine. A lost reply is resolved by the server's log,
 * never by sending again. Throws when nothing was made or what was made cannot be found.
 */
async function createMachine(world, input, request, watch, deadline) {
    const { desired } = input;
    if (world.clock.elapsed() >= deadline) {
        throw new errors/* ActionError */.lZ('no-time', 'user', `${desired.address}: the time was over before it could be created.`, {
            hint: 'Raise the input `timeout`.',
        });
    }
    const intent = {
        kind: 'create-machine',
        address: desired.address,
        name: desired.mistName,
        cloudId: request.cloudId,
        at: (0,engine_world/* serverNow */.c)(world),
    };
    let jobId = null;
    let entry = null;
    try {
        const send = (onSent) => world.writer.createMachine(request, onSent);
        const done = await (0,write_ahead/* writeAhead */.x)(world.journal, intent, send, (lost) => {
            entry = lost;
        });
        entry = done.entry;
        jobId = done.value.jobId;
    }
    catch (error) {
        // Only what may have acted is looked for; the answer of everything else is known.
        if (error instanceof errors/* CancelledError */.cc || entry === null)
            throw error;
        world.log.warning(`${desired.address}: the answer to its create was lost (${(0,engine_world/* sentenceOf */.$)(error)}); looking for it.`);
    }
    try {
        const machine = await appear(world, input, { jobId, at: intent.at, cloudId: request.cloudId }, watch, deadline);
        return { machine, entry };
    }
    catch (error) {
        // Proved by the log: nobody has to look for it any more.
        if (entry !== null && error instanceof NeverAccepted)
            world.journal.settle(entry, { result: 'refused', jobId: null, id: null });
        throw error;
    }
}
/** The server's log proves that a create was never accepted. */
class NeverAccepted extends errors/* ActionError */.lZ {
    name = 'NeverAccepted';
    constructor(address) {
        super('create-lost', 'remote', `${address}: its create never reached the server, as its log proves; nothing was made.`, {
            hint: 'Run the step again.',
        });
    }
}
async function appear(world, input, accepted, watch, deadline) {
    const { desired, scope } = input;
    const failure = new JobFollower(world, desired, accepted);
    return watch.until({
        address: desired.address,
        wanted: 'listed by its provider',
        deadline,
        lastSeen: () => failure.seen,
        look: (listing) => {
            failure.throwIfFailed();
            const ours = listing.machines
                .filter((machine) => machine.name === desired.mistName && !(0,observed/* isGone */.S)(machine))
                // Anybody may use a literal name: there the tags or the job's own answer tell which machine is ours.
                .filter((machine) => (0,ownership/* proveMachine */.WJ)(scope, machine).owned || isOfJob(desired, machine, failure.externalId))
                .filter((machine) => isNew(machine, accepted.at))
                .sort(ownership/* olderFirst */.XL);
            if (ours[0])
                return ours[0];
            failure.ask();
            return undefined;
        },
    });
}
/** True for the machine that the create job itself names; derived names are proved by themselves. */
function isOfJob(desired, machine, externalId) {
    return desired.literal && externalId !== null && machine.externalId === externalId;
}
/** A row that was there before the create is not what it made, whatever it is called. Providers tell whole seconds. */
function isNew(machine, sentAt) {
    return machine.createdAt === null || machine.createdAt >= sentAt - CREATED_SLACK_MS;
}
/** Asks job and log beside the list, so that a refused create fails at once and not at the deadline. */
class JobFollower {
    #world;
    #desired;
    #accepted;
    #log;
    #asked;
    #failed = null;
    seen = 'nothing yet';
    /** The provider's id of what the job made, once it says so. */
    externalId = null;
    constructor(world, desired, accepted) {
        this.#world = world;
        this.#desired = desired;
        this.#accepted = accepted;
        this.#log = new acceptance/* AcceptanceLog */.O(world);
        this.#asked = world.clock.elapsed();
    }
    throwIfFailed() {
        if (this.#failed)
            throw this.#failed;
    }
    ask() {
        const { clock } = this.#world;
        if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS)
            return;
        this.#asked = clock.elapsed();
        this.#follow().catch((error) => {
            if (error instanceof errors/* ApiError */.hD && error.failure === 'auth')
                this.#failed = error;
            this.seen = (0,engine_world/* sentenceOf */.$)(error);
        });
    }
    async #follow() {
        const { reader } = this.#world;
        if (this.#accepted.jobId === null) {
            const found = await this.#log.look(this.#desired.mistName, this.#accepted.at);
            if (found === 'never')
                this.#failed = new NeverAccepted(this.#desired.address);
            else if (found === 'unknown')
                this.seen = 'no answer to its create, and no trace in the log of the server';
            else {
                this.#accepted.jobId = found.jobId;
                this.seen = 'accepted';
            }
            return;
        }
        const job = await reader.job(this.#accepted.jobId);
        if (job === null)
            return;
        this.externalId = job.externalId;
        this.seen = job.created ? 'created, not listed yet' : 'accepted, not created yet';
        if (job.error !== null && !job.created) {
            this.#failed = new errors/* ActionError */.lZ('create-failed', 'remote', `${this.#desired.address}: the provider refused it: ${job.error}`);
        }
    }
}

// EXTERNAL MODULE: ./lib/src/engine/lease.js
var engine_lease = __webpack_require__(6971);
;// CONCATENATED MODULE: ./lib/src/engine/machine-tags.js


/** Tags are there one to two seconds after they were set, and after a create within 40 s (seen on a live server). */
const PATIENCE_MS = 60_000;
/** Sets tags and waits until a list shows them; throws WaitTimeoutError when none does. */
async function setTags(world, tagging) {
    await world.writer.setTags(tagging.machine, tagging.tags);
    await untilTagged(world, tagging);
}
/**
 * Waits for the tags of a create, and sets them again where the server's worker has lost them (H13): the next apply of
 * the scope, and the proof of a literal name, need them.
 */
async function keepTags(world, tagging) {
    try {
        await untilTagged(world, tagging);
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        const { address, machine } = tagging;
        const { machines } = await world.reader.liveMachines(machine.cloudId);
        if (!machines.some((one) => one.id === machine.id && one.name === machine.name && !(0,observed/* isGone */.S)(one)))
            throw error;
        world.log.warning(`${address}: the server has not set its tags; setting them again.`);
        await setTags(world, tagging);
    }
}
async function untilTagged(world, { address, machine, tags, watch, deadline }) {
    await watch.until({
        address,
        wanted: 'tagged',
        deadline: Math.min(deadline, world.clock.elapsed() + PATIENCE_MS),
        lastSeen: () => 'without the tags that were set',
        look: ({ machines }) => {
            const seen = machines.find((one) => one.id === machine.id)?.tags ?? {};
            return Object.entries(tags).every(([key, value]) => seen[key] === value) ? true : undefined;
        },
    });
}

;// CONCATENATED MODULE: ./lib/src/engine/edit-machine.js
// Changing tags and lease of a machine that is there.





/** Does the tags and the lease of a row's update; `at` tells which machine, and how to see what came of it. */
async function editMachine(world, { scope, deadline }, row, at) {
    const { machine } = at;
    // The plan may be old by now, where the row had to wait for others.
    const { machines } = await world.reader.liveMachines(machine.cloudId);
    const listed = machines.find((one) => one.id === machine.id);
    if (listed === undefined || (0,observed/* isGone */.S)(listed))
        throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${row.address}: its provider no longer lists it.`);
    // What may be edited without being ours is only what the spec adopts by exact id.
    if (row.desired.adopt === null && !(0,ownership/* proveMachine */.WJ)(scope, listed).owned)
        throw new errors/* BugError */.f9(`${row.address} is not ours to change.`);
    if (row.update?.tags)
        await setTags(world, { ...at, tags: row.update.tags });
    const lease = row.update?.lease ?? null;
    if (lease !== null)
        await (0,engine_lease/* editLease */.dY)(world, machine, lease === 'remove' ? null : lease, deadline);
}

// EXTERNAL MODULE: ./lib/src/model/machine-address.js
var machine_address = __webpack_require__(9860);
// EXTERNAL MODULE: ./lib/src/model/reference.js
var reference = __webpack_require__(8005);
;// CONCATENATED MODULE: ./lib/src/engine/fill-addresses.js



/**
 * The row's texts with every `${machines.…}` replaced by addresses of `needs`, several joined by commas in spec order.
 * Throws ActionError `no-address` when a machine that is ready has none of that kind.
 */
function fillAddresses(desired, needs) {
    const resolve = (reference) => {
        const found = needs.filter((one) => one.row === reference.row && one.observed !== null);
        const addresses = found.flatMap((one) => (one.observed === null ? [] : (addressOf(reference, one.observed) ?? [])));
        if (found.length > 0 && addresses.length === found.length)
            return addresses.join(',');
        const message = `${desired.address}: \`${reference.text}\` cannot be filled in: machine/${reference.row} has no such address.`;
        throw new errors/* ActionError */.lZ('no-address', 'remote', message);
    };
    const fill = (value) => {
        if (typeof value === 'string')
            return (0,reference/* fillReferences */.ks)(value, resolve);
        if (Array.isArray(value))
            return value.map(fill);
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
    };
    return {
        cloudInit: desired.cloudInit === null ? null : (0,reference/* fillReferences */.ks)(desired.cloudInit, resolve),
        passThrough: Object.fromEntries(Object.entries(desired.passThrough).map(([key, value]) => [key, fill(value)])),
        ...(desired.run === undefined ? {} : { run: fillRun(desired.run, (text) => (0,reference/* fillReferences */.ks)(text, resolve)) }),
    };
}
function fillRun(run, fill) {
    const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value]);
    return { ...run, script: fill(run.script), env: Object.fromEntries(env) };
}
function addressOf({ kind }, machine) {
    const own = kind === 'public-ip' ? machine.publicIps : machine.privateIps;
    const address = kind === 'ip' ? (0,machine_address/* machineAddress */.I)(machine) : kind === null ? null : (own[0] ?? null);
    // The text becomes a script on another machine: what a provider calls an address must look like one.
    return address !== null && /^[0-9A-Fa-f:.]{2,45}$/.test(address) ? address : null;
}

;// CONCATENATED MODULE: ./lib/src/engine/host-key-script.js
// The script by which a machine exchanges its injected host key for one of its own, and what it answers. POSIX sh and
// OpenSSH's own programs only, in the places where cloud-init's module `cc_ssh` writes: /etc/ssh/ssh_host_<kind>_key.

/** Printed by the script as `mist-refused <word>`: no text of a machine's own is ever shown. */
const REFUSALS = {
    root: 'its login user is not root and may not become root without a password (sudo, doas)',
    keygen: 'it has no ssh-keygen',
    foreign: 'its injected host key is not in /etc/ssh/ssh_host_ed25519_key',
    write: 'its /etc/ssh cannot be written to',
    make: 'ssh-keygen made no new key',
    reload: 'its SSH server could not be told to read its keys again',
};
/** Kinds that OpenSSH uses for host keys today; what else a machine may name is not handed on. */
const KINDS = new Set([
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'ssh-rsa',
]);
const MAX_KEYS = 8;
/**
 * Runs as root. No single quotes in it: it is one argument of `sh -c`. Steps are safe to repeat and to break off: the new
 * private half is complete on the disk before it replaces the old one by a rename, and a public half is derived anew.
 *
 * To find the SSH server that this session came from, it climbs from itself to the topmost process called sshd. That is
 * the listener, whatever started it (systemd, OpenRC, SysV, a container), and HUP is what their `reload` sends; sessions
 * survive it. A server that was started for one connection (inetd, ssh@.service) reads its keys each time.
 */
const AS_ROOT = String.raw `
dir=$1 step=$2 boot=$3
umask 077
key=$dir/ssh_host_ed25519_key next=$dir/.mist-action-next
refuse() { echo "mist-refused $1"; exit 9; }
public() { set -- $(ssh-keygen -y -P "" -f "$1" 2>/dev/null); echo $1 $2; }
listener() {
  pid=$$ found=
  while [ "$pid" -ge 1 ] && [ -r "/proc/$pid/status" ]; do
    name= parent=0
    while read -r field value _; do
      case $field in Name:) name=$value;; PPid:) parent=$value; break;; esac
    done <"/proc/$pid/status"
    [ "$name" != sshd ] || found=$pid
    pid=$parent
  done
  [ -r "/proc/$$/status" ] || found=$(cat /run/sshd.pid /var/run/sshd.pid 2>/dev/null | head -n 1)
  [ -n "$found" ] || return 0
  case $(tr "\000" " " 2>/dev/null <"/proc/$found/cmdline") in
    "sshd: "*"[listener]"*) echo "$found";;
    "sshd: "* | *" -i "*) ;;
    *) echo "$found";;
  esac
}
command -v ssh-keygen >/dev/null || refuse keygen
now=$(public "$key")
[ -n "$now" ] || refuse foreign
if [ "$now" = "$boot" ]; then
  now=$(public "$next/key")
  if [ "$step" = prepare ] && [ -z "$now" ]; then
    rm -rf "$next" && mkdir "$next" || refuse write
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$next/key" </dev/null >/dev/null || refuse make
    now=$(public "$next/key")
  fi
  [ -n "$now" ] || refuse make
  if [ "$step" = commit ]; then
    echo "$now" >"$next/key.pub" && chmod 644 "$next/key.pub" || refuse write
    sync "$next/key" 2>/dev/null || sync
    rm -f "$key.pub" "$key-cert.pub" && mv -f "$next/key" "$key" || refuse write
    mv -f "$next/key.pub" "$key.pub" && rm -rf "$next" || refuse write
    if command -v restorecon >/dev/null; then restorecon "$key" "$key.pub"; fi
  fi
fi
if [ "$step" = commit ]; then
  pid=$(listener)
  [ -z "$pid" ] || kill -HUP "$pid" || refuse reload
fi
echo "mist-host-key $now"
for other in "$dir"/ssh_host_*_key; do
  [ "$other" = "$key" ] || [ ! -f "$other" ] || echo "mist-host-key $(public "$other")"
done
`.trim();
/**
 * The script for one step. `injected` is the public half (`ssh-ed25519 AAAA…`) of the key to get rid of; nothing in the
 * text is secret. The variable stands for /etc/ssh where that is not the machine's own, as on the sandbox.
 */
function hostKeyScript(step, injected) {
    const parts = (0,host_key/* parsePublicKey */.ee)(injected);
    if (parts === null)
        throw new TypeError('The injected host key is no public key.');
    return [
        '# mist-action: host keys',
        `body='${AS_ROOT}'`,
        'dir=$MIST_ACTION_ETC_SSH; [ -n "$dir" ] || dir=/etc/ssh',
        `set -- "$dir" ${step} '${parts.kind} ${parts.base64}'`,
        // Only root can write there, so that this also tells whether we are root.
        'if [ -w "$dir" ]; then become=',
        'elif [ "$(id -u)" = 0 ]; then echo "mist-refused write"; exit 9',
        'elif sudo -n true 2>/dev/null; then become="sudo -n"',
        'elif doas -n true 2>/dev/null; then become="doas -n"',
        'else echo "mist-refused root"; exit 9',
        'fi',
        '$become sh -c "$body" mist-action "$@"',
    ].join('\n');
}
/** Reads what the script printed; everything else in between is ignored. */
function readScriptAnswer(exitCode, stdout, injected) {
    const word = /^mist-refused (\w+)\s*$/m.exec(stdout)?.[1];
    if (exitCode !== 0)
        return { ok: false, why: REFUSALS[word ?? ''] ?? `its shell ended with ${exitCode ?? 'a signal'}` };
    const lines = [...stdout.matchAll(/^mist-host-key (.*)$/gm)].map(([, line]) => (0,host_key/* parsePublicKey */.ee)(line ?? ''));
    const keys = lines.flatMap((key) => (key !== null && KINDS.has(key.kind) ? [`${key.kind} ${key.base64}`] : []));
    const own = [...new Set(keys)].filter((key) => key !== injected).slice(0, MAX_KEYS);
    if (!own[0]?.startsWith('ssh-ed25519 '))
        return { ok: false, why: 'its shell did not run what it was given' };
    return { ok: true, hostKeys: own };
}

;// CONCATENATED MODULE: ./lib/src/engine/host-key-exchange.js



const SCRIPT_TIMEOUT_MS = 30_000;
const RETRY_MS = 1_000;
/** How long sshd may take to read its keys again. */
const PROOF_MS = 20_000;
/** One machine's exchange: `prepare` is its first login, `complete` the rest. Every part may be repeated after a crash. */
class HostKeyExchange {
    #world;
    #input;
    #injected;
    #own = [];
    #state = 'open';
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#injected = 'key' in input.injected ? input.injected.key : null;
    }
    /**
     * One attempt to log in and to let the machine make its key, which it does not use yet. Not ok while it cannot be
     * reached; throws ActionError `host-key-exchange` when it answers that it cannot.
     */
    async prepare(target, timeoutMs) {
        const { prober, shell, signal } = this.#world;
        if (this.#injected === null) {
            const seen = await prober.ssh(target, timeoutMs, signal);
            if (!seen.ok || seen.hostKey === null)
                return seen;
            if ((0,host_key/* hostKeySha256 */.jh)(seen.hostKey) !== this.#injectedSha256()) {
                this.#own = [seen.hostKey];
                this.#state = 'done before';
                return seen;
            }
            this.#injected = seen.hostKey;
        }
        const script = hostKeyScript('prepare', this.#injected);
        const result = await shell.run(target, { script, timeoutMs }, signal);
        if (!result.ran)
            return { ok: false, final: result.final, seen: result.seen };
        const answer = readScriptAnswer(result.exitCode, result.stdout, this.#injected);
        if (answer.ok)
            this.#own = answer.hostKeys;
        else
            this.#cannot(answer.why);
        return { ok: true, hostKey: result.hostKey };
    }
    /** Answers the keys that the machine is to be known by from now on, Ed25519 first. */
    async complete(target) {
        const [own] = this.#own;
        if (this.#state === 'kept' || own === undefined)
            return this.#injected === null ? [] : [this.#injected];
        const sha256 = (0,host_key/* hostKeySha256 */.jh)(own);
        if (this.#state === 'open') {
            await this.#input.remember(sha256);
            // A connection that broke may have broken after the change.
            const either = { ...target, hostKey: { sha256: [this.#injectedSha256(), sha256] } };
            this.#own = await this.#commit(either, own);
            await this.#prove({ ...target, hostKey: { key: own } });
        }
        await this.#input.settled(sha256);
        return this.#own;
    }
    #injectedSha256() {
        const { injected } = this.#input;
        return 'key' in injected ? (0,host_key/* hostKeySha256 */.jh)(injected.key) : injected.sha256;
    }
    async #commit(target, own) {
        for (;;) {
            const answer = await this.#run('commit', target);
            if (answer !== null) {
                if (!answer.ok)
                    throw this.#failure(answer.why);
                if (answer.hostKeys[0] !== own)
                    throw this.#failure('it now names another key than before');
                return answer.hostKeys;
            }
            await this.#pause();
        }
    }
    /** Null when it may not have run; throws when trying again cannot help. */
    async #run(step, target) {
        const { shell, signal } = this.#world;
        const injected = this.#injected ?? '';
        const result = await shell.run(target, { script: hostKeyScript(step, injected), timeoutMs: SCRIPT_TIMEOUT_MS }, signal);
        if (result.ran)
            return readScriptAnswer(result.exitCode, result.stdout, injected);
        if (result.final)
            throw new errors/* ActionError */.lZ('not-reachable', 'remote', `${this.#input.address}: ${result.seen}`);
        return null;
    }
    /**
     * A login at which exactly the machine's own key is presented. A server has one key of a kind, so this is also the proof
     * that it no longer presents the injected one. It may do so for a moment yet, until it has read its keys again.
     */
    async #prove(target) {
        const { prober, clock, signal } = this.#world;
        const until = Math.min(this.#input.deadline, clock.elapsed() + PROOF_MS);
        for (;;) {
            const seen = await prober.ssh(target, SCRIPT_TIMEOUT_MS, signal);
            if (seen.ok)
                return;
            if (clock.elapsed() + RETRY_MS >= until)
                throw this.#failure(`its own host key is not proved: ${seen.seen}`);
            await clock.sleep(RETRY_MS / 4, signal);
        }
    }
    async #pause() {
        const { clock, signal } = this.#world;
        if (clock.elapsed() + RETRY_MS >= this.#input.deadline)
            throw this.#failure('its connections broke again and again');
        await clock.sleep(RETRY_MS, signal);
    }
    #cannot(why) {
        if (!this.#input.mayKeep)
            throw this.#failure(why);
        this.#state = 'kept';
        this.#world.log.warning(`${this.#input.address}: ${why}, so it keeps the host key that was injected (trust-on-first-use).`);
    }
    #failure(why) {
        return new errors/* ActionError */.lZ('host-key-exchange', 'remote', `${this.#input.address}: its injected host key was not exchanged: ${why}.`, {
            hint: 'Use an image with OpenSSH whose login user may `sudo`; `trust-on-first-use: true` keeps the injected key.',
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/engine/host-keys.js






/** The value of `mist_action_bootkey` once the injected key is dead. Tags are overwritten, never deleted. */
const RETIRED = 'retired';
/** Tags of a create come within 40 s (seen on a live server). */
const TAGS_PATIENCE_MS = 60_000;
const YOUNG_MS = 5 * 60_000;
/** A host key to inject, masked; null where Mist drops cloud-init, by the provider's name on the server. */
async function bootKeyFor(world, serverProvider) {
    const provider = (0,providers/* providerOf */.lc)(serverProvider);
    if (provider === null || !providers/* PROVIDERS */.xq[provider].cloudInit)
        return null;
    const pair = await world.keyMaker.hostKey();
    world.log.mask(pair.privateKey.reveal());
    return pair;
}
/** The SHA-256 of an injected key that may still be alive. */
function bootSha256(observed) {
    const sha256 = observed.tags[identity/* TAGS */.gp.bootKey];
    return sha256 === undefined || sha256 === RETIRED ? null : sha256;
}
/**
 * What the tags of a machine say that it must present: its own key, and as long as the exchange is not proved the injected
 * one too. Null without such tags.
 */
function taggedHostKey(observed) {
    const known = [observed.tags[identity/* TAGS */.gp.hostKey], bootSha256(observed)].filter((sha256) => typeof sha256 === 'string');
    return known.length === 0 ? null : { sha256: known };
}
/**
 * The machine once a list shows which host key to expect: the tags of a create come up to 40 s later, and the step that
 * asked for them may have been ended before. The machine as it is where they do not come, or cannot.
 */
async function untilHostKeyTagged(world, observed, serverProvider, { address, watch, deadline }) {
    const provider = (0,providers/* providerOf */.lc)(serverProvider);
    const injected = provider !== null && providers/* PROVIDERS */.xq[provider].cloudInit;
    const young = observed.createdAt === null || (0,engine_world/* serverNow */.c)(world) - observed.createdAt < YOUNG_MS;
    if (!injected || !young || taggedHostKey(observed) !== null)
        return observed;
    try {
        return await watch.until({
            address,
            wanted: 'tagged with its host key',
            deadline: Math.min(deadline, world.clock.elapsed() + TAGS_PATIENCE_MS),
            lastSeen: () => 'without such a tag',
            look: ({ machines }) => machines.find((one) => one.id === observed.id && taggedHostKey(one) !== null),
        });
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        return observed;
    }
}
/** The exchange for a machine that was just created with `injected`. */
function exchangeOf(world, injected, context) {
    return exchange(world, { key: injected.publicKey }, context);
}
/** The exchange that an earlier step did not bring to its end; null when there is none. */
function openExchange(world, observed, context) {
    const sha256 = bootSha256(observed);
    return sha256 === null ? null : exchange(world, { sha256 }, context);
}
function exchange(world, injected, { address, tagging, durable, mayKeep }) {
    const set = (tags) => setTags(world, { ...tagging, tags });
    return new HostKeyExchange(world, {
        address,
        injected,
        mayKeep,
        deadline: tagging.deadline,
        remember: async (sha256) => {
            if (!durable)
                return;
            // The server writes the tags of a create late, and would write over ours.
            if (Object.keys(tagging.tags).length > 0)
                await keepTags(world, tagging);
            await set({ [identity/* TAGS */.gp.hostKey]: sha256 });
        },
        settled: async (sha256) => {
            const tags = { [identity/* TAGS */.gp.hostKey]: sha256, [identity/* TAGS */.gp.bootKey]: RETIRED };
            if (durable)
                await set(tags);
            else
                await tell(world, tagging, tags);
        },
    });
}
/** Nobody enters an unnamed scope again: its tags are for people, and worth neither a wait nor a failure. */
async function tell(world, { address, machine }, tags) {
    try {
        await world.writer.setTags(machine, tags);
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        world.log.debug(`${address}: its host key is not in its tags: ${(0,engine_world/* sentenceOf */.$)(error)}`);
    }
}
/** The tags that a list shows of a create after an exchange: that of the injected key has been overwritten. */
function withoutBootKey(tags) {
    return Object.fromEntries(Object.entries(tags).filter(([tag]) => tag !== identity/* TAGS */.gp.bootKey));
}

;// CONCATENATED MODULE: ./lib/src/engine/jumps.js


/** A host that is there already answers at once or not at all. */
const ATTEMPTS = 3;
const ATTEMPT_MS = 10_000;
const PAUSE_MS = 1_000;
function idOf(via, machineKey) {
    return JSON.stringify([via.host, via.port, via.user, via.hostKey, via.keyName ?? machineKey]);
}
class Jumps {
    #world;
    #keys;
    #machines = new Map();
    #outside = new Map();
    #met = new Map();
    constructor(world, keys) {
        this.#world = world;
        this.#keys = keys;
    }
    /**
     * How a machine that is ready is logged into, where its host key has been checked: for its own setup, and for those
     * that are behind it.
     */
    remember(name, ready, user, key, via) {
        const host = (0,machine_address/* machineAddress */.I)(ready.machine);
        const [hostKey] = ready.hostKeys;
        if (host === null || key === null || hostKey === undefined)
            return;
        const login = { host, port: ready.port, user, privateKey: key.privateKey, hostKey: { key: hostKey } };
        this.#machines.set(name, via === undefined ? login : { ...login, via });
    }
    /** What was remembered; undefined for a machine that nobody has logged into. */
    targetOf(name) {
        return this.#machines.get(name);
    }
    /** The login of the host that a machine is reached through; undefined where it is reached directly. Throws ActionError. */
    async hopOf({ via, address, keyName }) {
        if (via === undefined)
            return undefined;
        if (via.by === 'host')
            return (await this.#outsideOf(via, keyName, address)).target;
        const target = this.#machines.get(via.name);
        if (target !== undefined)
            return target;
        throw new errors/* ActionError */.lZ('no-jump', 'user', `${address}: nobody has logged into machine/${via.name}, its jump host.`, {
            hint: `Give the row \`${via.name}\` \`wait: ssh\`.`,
        });
    }
    /** The jump host as other tools are told of it; undefined where there is none, or where it was never reached. */
    handOver({ via, keyName }) {
        if (via === undefined)
            return undefined;
        return via.by === 'machine' ? { name: via.name, outside: null } : this.#met.get(idOf(via, keyName));
    }
    #outsideOf(via, machineKey, address) {
        const id = idOf(via, machineKey);
        const known = this.#outside.get(id);
        if (known)
            return known;
        const name = `via.${this.#outside.size + 1}`;
        const fresh = this.#meet(via, via.keyName ?? machineKey, name, address);
        this.#outside.set(id, fresh);
        fresh.then(({ hand }) => this.#met.set(id, hand)).catch(() => undefined);
        return fresh;
    }
    /** One login, so that a jump host that does not work is told as such, and the key that answered is pinned from then on. */
    async #meet(via, keyName, name, address) {
        const { host, port, user } = via;
        if (keyName === null) {
            throw new errors/* ActionError */.lZ('no-jump', 'user', `${address}: there is no key to log into its jump host with.`, {
                hint: 'Give the row a `key:`, or write `via: { host: …, key: … }`.',
            });
        }
        const key = await this.#keys.get(keyName);
        const first = via.hostKey === null ? 'first' : { key: via.hostKey };
        const login = { host, port, user, privateKey: key.privateKey };
        const result = await this.#login({ ...login, hostKey: first });
        const hostKey = result.ok ? result.hostKey : null;
        if (hostKey === null) {
            const seen = result.ok ? 'it showed no host key' : result.seen;
            throw new errors/* ActionError */.lZ('no-jump', 'remote', `${address}: its jump host cannot be used: ${seen}`);
        }
        return {
            target: { ...login, hostKey: { key: hostKey } },
            hand: { name, outside: { host, port, user, hostKey, keyName } },
        };
    }
    async #login(target) {
        const { prober, clock, signal } = this.#world;
        for (let attempt = 1;; attempt += 1) {
            const result = await prober.ssh(target, ATTEMPT_MS, signal);
            if (result.ok || result.final || attempt >= ATTEMPTS)
                return result;
            await clock.sleep(PAUSE_MS, signal);
        }
    }
}

// EXTERNAL MODULE: ./lib/src/engine/key-chain.js
var key_chain = __webpack_require__(5682);
// EXTERNAL MODULE: ./lib/src/engine/limit.js
var limit = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/engine/power.js





/** States from which the server takes a stop or a start; it refuses both in between. */
const SETTLED = ['running', 'stopped'];
/**
 * Brings a machine to `wanted` and answers it as the provider then lists it. Asks nothing where it is there already. Throws
 * ActionError where it is gone or not ours, WaitTimeoutError where it does not get there, ApiError where it is refused.
 */
async function setPower(world, input) {
    // The server refuses by its own view, which is as old as the last live list: this one also brings it up to date.
    const settled = await untilState(world, input, SETTLED, 'running or stopped');
    if (settled.state === input.wanted)
        return settled;
    await ask(world, input);
    return untilState(world, input, [input.wanted], input.wanted);
}
async function ask(world, input) {
    const { desired, machine, wanted } = input;
    await proveOnFreshList(world, input);
    const action = wanted === 'running' ? 'start' : 'stop';
    world.log.info(`${desired.address}: asking its provider to ${action} it (${machine.id})`);
    const { address } = desired;
    const intent = { kind: 'power-machine', address, name: machine.name, cloudId: machine.cloudId };
    try {
        await (0,write_ahead/* writeAhead */.x)(world.journal, { ...intent, at: (0,engine_world/* serverNow */.c)(world) }, async (onSent) => {
            await world.writer.setPower(machine.id, action, onSent);
            return undefined;
        });
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc || (0,write_ahead/* effectOf */.$)(error) === 'none')
            throw error;
        world.log.warning(`${address}: the answer to its ${action} was lost (${(0,engine_world/* sentenceOf */.$)(error)}); looking at its state.`);
    }
}
/** The rule of every destroy (invariant I2): what is acted on is on a list that was read just now, and passes the proof. */
async function proveOnFreshList(world, { scope, desired, machine }) {
    const { machines } = await world.reader.liveMachines(machine.cloudId);
    const listed = machines.find((one) => one.id === machine.id);
    const proof = listed === undefined || (0,observed/* isGone */.S)(listed) ? null : (0,ownership/* proveMachine */.WJ)(scope, listed);
    const ours = proof?.owned === true || (desired.adopt === machine.id && proof !== null);
    if (ours && listed?.name === machine.name)
        return;
    const why = proof === null ? 'its provider no longer lists it' : proof.owned ? 'it has another name now' : proof.why;
    throw new errors/* ActionError */.lZ('not-ours', 'remote', `${desired.address}: it is neither stopped nor started: ${why}.`);
}
/** What a row that is there is brought to; null where its power stays as it is. Only what is ours, or adopted, is. */
function powerOf({ desired, owned, update }) {
    if (desired.power === 'stopped' && (owned || desired.adopt !== null))
        return 'stopped';
    return update?.power === 'start' ? 'running' : null;
}
/** The row without what cannot be asked of a machine that is about to be stopped. */
function onlyRunning(row) {
    return { ...row, desired: { ...row.desired, wait: { level: 'running', timeoutMs: row.desired.wait.timeoutMs } } };
}
/** A stopped machine as it is handed over: nobody can log into it. */
function stoppedReady(desired, machine) {
    return { machine, hostKeys: [], port: desired.port ?? machine.sshPort ?? 22 };
}
function untilState(world, { desired, machine, watch, deadline, report }, states, wanted) {
    const since = world.clock.elapsed();
    let seen = 'not listed';
    return watch.until({
        address: desired.address,
        wanted,
        deadline,
        lastSeen: () => seen,
        look: ({ machines }) => {
            // A list from before the request tells nothing of what came of it.
            if (watch.latestAt < since)
                return undefined;
            const listed = machines.find((one) => one.id === machine.id);
            seen = listed?.state ?? 'not listed';
            report(seen);
            if (listed === undefined)
                return undefined;
            if ((0,observed/* isGone */.S)(listed) || listed.state === 'error' || listed.state === 'failed') {
                throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${desired.address}: its provider reports it as ${listed.state}.`);
            }
            return states.includes(listed.state) ? listed : undefined;
        },
    });
}

;// CONCATENATED MODULE: ./lib/src/engine/ready.js



const PROBE_TIMEOUT_MS = 10_000;
const PROBE_INTERVAL_MS = 1_000;
/** The server's worker sets the lease 10 to 40 s after the create (seen on a live server). */
const LEASE_PATIENCE_MS = 90_000;
/** A handed-over address is from a list not older than this. */
const FRESH_ENOUGH_MS = 10_000;
const DEAD = ['terminated', 'error', 'failed'];
/** Waits for all that the row asks for; the lease and the login are waited for at the same time. */
async function waitUntilReady(world, input) {
    const own = world.clock.elapsed() + (input.desired.wait.timeoutMs ?? Number.POSITIVE_INFINITY);
    const bounded = { ...input, deadline: Math.min(input.deadline, own) };
    const running = await untilRunning(bounded);
    const [hostKeys] = await Promise.all([reach(world, bounded, running), proveLease(world, bounded, running)]);
    const machine = await fresh(world, bounded);
    return { machine, hostKeys, port: portOf(bounded, machine) };
}
function portOf(input, machine) {
    return input.desired.port ?? machine.sshPort ?? 22;
}
function row(listing, input) {
    return listing.machines.find((machine) => machine.id === input.machine.id);
}
/** A state from which no machine comes back by itself ends the wait at once. */
function refuseDead(input, machine) {
    if (!DEAD.includes(machine.state))
        return;
    throw new errors/* ActionError */.lZ('machine-broken', 'remote', `${input.desired.address}: its provider reports it as ${machine.state}.`);
}
function untilRunning(input) {
    let seen = 'not listed';
    return input.watch.until({
        address: input.desired.address,
        wanted: 'running with an address',
        deadline: input.deadline,
        lastSeen: () => seen,
        look: (listing) => {
            const machine = row(listing, input);
            seen = machine ? `${machine.state}${(0,machine_address/* machineAddress */.I)(machine) === null ? ', no address' : ''}` : 'not listed';
            input.report(seen);
            if (!machine)
                return undefined;
            refuseDead(input, machine);
            return machine.state === 'running' && (0,machine_address/* machineAddress */.I)(machine) !== null ? machine : undefined;
        },
    });
}
/** The lease as the server keeps it, repaired once where the worker swallowed it (H14); throws when it cannot be had. */
async function proveLease(world, input, running) {
    const { leaseAt, watch, desired } = input;
    if (leaseAt === null)
        return;
    const deadline = Math.min(input.deadline, world.clock.elapsed() + LEASE_PATIENCE_MS);
    try {
        await watch.until({
            address: desired.address,
            wanted: 'leased',
            deadline,
            lastSeen: () => 'running without the lease that was asked for',
            look: (listing) => ((0,engine_lease/* leaseFits */.xc)(row(listing, input)?.lease ?? null, leaseAt) ? true : undefined),
        });
    }
    catch (error) {
        if (!(error instanceof errors/* WaitTimeoutError */.Do))
            throw error;
        world.log.warning(`${desired.address}: the server has not set its lease; setting it again.`);
        await (0,engine_lease/* editLease */.dY)(world, running, leaseAt, input.deadline);
    }
}
/** The wait level of the row; answers the host keys that the machine is known by afterwards. */
async function reach(world, input, running) {
    const { desired, watch } = input;
    if (desired.wait.level === 'running')
        return expectedKeys(input);
    const since = world.clock.elapsed();
    for (;;) {
        const machine = (watch.latest && row(watch.latest, input)) ?? running;
        refuseDead(input, machine);
        const result = await probe(world, input, machine);
        if (result.ok)
            return known(input, machine, result.hostKey);
        input.report(`running; ${result.seen}`);
        const now = world.clock.elapsed();
        if (result.final)
            throw new errors/* ActionError */.lZ('not-reachable', 'remote', `${desired.address}: ${result.seen}`);
        if (now + PROBE_INTERVAL_MS >= input.deadline) {
            throw new errors/* WaitTimeoutError */.Do(desired.address, `reachable by ${desired.wait.level}`, result.seen, now - since);
        }
        await world.clock.sleep(PROBE_INTERVAL_MS, world.signal);
    }
}
/** Where nobody logs in the injected key stays, and is the one to expect. */
function expectedKeys({ hostKey }) {
    return hostKey !== null && typeof hostKey === 'object' && 'key' in hostKey ? [hostKey.key] : [];
}
async function known(input, machine, seen) {
    if (seen === null)
        return expectedKeys(input);
    const target = input.exchange === null ? null : targetOf(input, machine);
    if (input.exchange === null || target === null)
        return [seen];
    input.report('running; exchanging its host key');
    return input.exchange.complete(target);
}
/** Null where there is no address, no key to log in with, or no host key to expect. */
function targetOf(input, machine) {
    const { user, hostKey, key, via } = input;
    const host = (0,machine_address/* machineAddress */.I)(machine);
    if (host === null || key === null || hostKey === null)
        return null;
    const login = { host, port: portOf(input, machine), user, privateKey: key.privateKey, hostKey };
    return via === undefined ? login : { ...login, via };
}
function probe(world, input, machine) {
    const host = (0,machine_address/* machineAddress */.I)(machine);
    const port = portOf(input, machine);
    const timeout = Math.min(PROBE_TIMEOUT_MS, Math.max(1, input.deadline - world.clock.elapsed()));
    if (host === null)
        return Promise.resolve({ ok: false, final: false, seen: 'no address' });
    if (input.desired.wait.level === 'tcp')
        return world.prober.tcp(host, port, timeout, world.signal);
    if (input.key === null)
        return refused('it has no key to log in with; give the row a `key:`, or `wait: tcp`');
    if (input.hostKey === null)
        return refused('its host key is not known; set `trust-on-first-use: true` to pin the one that answers');
    const target = targetOf(input, machine);
    if (target === null)
        return refused('there is nothing to log in with');
    return input.exchange === null
        ? world.prober.ssh(target, timeout, world.signal)
        : input.exchange.prepare(target, timeout);
}
function refused(seen) {
    return Promise.resolve({ ok: false, final: true, seen });
}
/** What is handed over comes from a list that is seconds old (invariant I4). */
async function fresh(world, input) {
    const { watch } = input;
    const known = watch.latest && world.clock.elapsed() - watch.latestAt <= FRESH_ENOUGH_MS ? row(watch.latest, input) : undefined;
    if (known && known.state === 'running' && (0,machine_address/* machineAddress */.I)(known) !== null)
        return known;
    return untilRunning(input);
}

// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var sweep = __webpack_require__(6229);
;// CONCATENATED MODULE: ./lib/src/engine/remove-old.js



/** Destroys `observed`; throws ActionError `not-gone` when it is not proved gone in time. */
async function removeOld(world, input, address, observed) {
    const { scope, deadline, parallelism, clouds } = input;
    const name = clouds.find((cloud) => cloud.id === observed.cloudId)?.name ?? observed.cloudId;
    const { leaks } = await (0,sweep/* sweepCloud */.E)(world, {
        cloud: { id: observed.cloudId, name },
        select: (machine) => (machine.id === observed.id && (0,ownership/* proveMachine */.WJ)(scope, machine).owned ? 'destroy' : 'leave'),
        expected: [observed],
        pending: [],
        deadline,
        parallelism,
    });
    const leak = leaks[0];
    if (leak)
        throw new errors/* ActionError */.lZ('not-gone', 'remote', `${address}: the old machine is not proved gone (${leak.why}), so no new one was created.`);
}

// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
;// CONCATENATED MODULE: ./lib/src/engine/run-output.js
// What a script on a machine prints, kept until it can be shown in one piece: bounded, in whole lines.
/** Beginning and end of a long output are kept, each up to this many characters. */
const KEPT_EACH = 256 * 1024;
/** A longer line is left out whole: a part of it could be the part of a secret that nothing recognises any more. */
const LONGEST_LINE = 16 * 1024;
/** How much of the end an error message quotes. */
const QUOTED_LINES = 3;
const QUOTED_CHARACTERS = 400;
/** Collects chunks of two streams into lines, in the order in which their lines end. */
class RunOutput {
    #open = { stdout: '', stderr: '' };
    /** Characters of an open line that is too long to be kept. */
    #dropped = { stdout: 0, stderr: 0 };
    #head = [];
    #tail = [];
    #headSize = 0;
    #tailSize = 0;
    #left = 0;
    add(stream, text) {
        const lines = text.split('\n');
        lines.forEach((part, index) => {
            this.#grow(stream, part);
            if (index < lines.length - 1)
                this.#end(stream);
        });
    }
    /** The last whole line that is not blank, or null. */
    get last() {
        return this.#latest(1)[0] ?? null;
    }
    /** Everything that was kept, open lines included. */
    text() {
        this.#endAll();
        const gap = this.#left === 0 ? [] : [`[${this.#left} lines left out]`];
        return [...this.#head, ...gap, ...this.#tail].join('\n');
    }
    /** The last lines as one, for an error: whole lines only, null when there are none that are short enough. */
    quote() {
        this.#endAll();
        const lines = this.#latest(QUOTED_LINES).filter((line) => line.length <= QUOTED_CHARACTERS);
        while (lines.join(' | ').length > QUOTED_CHARACTERS)
            lines.shift();
        return lines.length === 0 ? null : lines.join(' | ');
    }
    #latest(count) {
        const lines = this.#tail.length >= count ? this.#tail : [...this.#head, ...this.#tail];
        return lines.filter((line) => line.trim() !== '').slice(-count);
    }
    #endAll() {
        for (const stream of ['stdout', 'stderr']) {
            if (this.#open[stream] !== '' || this.#dropped[stream] > 0)
                this.#end(stream);
        }
    }
    #grow(stream, part) {
        const length = this.#open[stream].length + part.length;
        if (this.#dropped[stream] === 0 && length <= LONGEST_LINE)
            this.#open[stream] += part;
        else {
            this.#dropped[stream] += length;
            this.#open[stream] = '';
        }
    }
    #end(stream) {
        const dropped = this.#dropped[stream];
        this.#keep(dropped > 0 ? `[a line of ${dropped} characters left out]` : this.#open[stream].replace(/\r$/, ''));
        this.#open[stream] = '';
        this.#dropped[stream] = 0;
    }
    #keep(line) {
        if (this.#tail.length === 0 && this.#headSize + line.length < KEPT_EACH) {
            this.#head.push(line);
            this.#headSize += line.length + 1;
            return;
        }
        this.#tail.push(line);
        this.#tailSize += line.length + 1;
        while (this.#tailSize > KEPT_EACH) {
            this.#tailSize -= (this.#tail.shift()?.length ?? 0) + 1;
            this.#left += 1;
        }
    }
}

// EXTERNAL MODULE: ./lib/src/model/content-hash.js
var content_hash = __webpack_require__(8586);
;// CONCATENATED MODULE: ./lib/src/engine/setup-script.js
// The text that a machine's shell is fed for `run`: the environment, said explicitly, and the user's own script.

/** One word of a POSIX shell, whatever it holds. */
function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
/** The words of a `#!` line as a kernel reads them: the interpreter, and all the rest as one argument. */
function interpreterOf(script) {
    const words = /^#![ \t]*(\S+)[ \t]*([^\n]*)/.exec(script);
    if (words === null)
        return null;
    const [, program = '', rest = ''] = words;
    const argument = rest.trim();
    return argument === '' ? [program] : [program, argument];
}
/**
 * A script for `sh` that sets `env` and runs `script` in the login directory. Without a `#!` line its first command that
 * fails ends it; with one, it is written to a private file that its interpreter is given and that is removed again.
 */
function setupScript(script, env) {
    const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
    const interpreter = interpreterOf(script);
    if (interpreter === null)
        return `${exports.join('')}set -e\n${script}\n`;
    // No script holds its own hash.
    const end = `MIST_END_${(0,content_hash/* contentHash */.A)(script, 32)}`;
    return [
        ...exports,
        'umask 077\n',
        // In the home directory: others can write to /tmp.
        'mist_file=$(mktemp "$HOME/.mist-run.XXXXXX") || exit 125\n',
        `trap 'rm -f "$mist_file"' EXIT\n`,
        `cat >"$mist_file" <<'${end}' || exit 125\n`,
        script.endsWith('\n') ? script : `${script}\n`,
        `${end}\n`,
        `${interpreter.map(quoted).join(' ')} "$mist_file"\n`,
    ].join('');
}

;// CONCATENATED MODULE: ./lib/src/engine/setup.js







/** Lines of progress show this much of what the script printed last. */
const SHOWN = 120;
/**
 * Runs the script and shows what it printed as a section of its own, whatever comes of it. Answers the tags that remember
 * it. Throws ActionError `run-failed` unless it ends with exit code 0 in time; nothing is run twice.
 */
async function runSetup(world, input) {
    const { desired, run, deadline, report } = input;
    const { target } = input;
    if (target === undefined)
        throw new errors/* BugError */.f9(`${desired.address} was to be set up, but nobody has logged into it.`);
    const output = new RunOutput();
    const since = world.clock.elapsed();
    const timeoutMs = Math.max(1, Math.min(run.timeoutMs ?? Number.POSITIVE_INFINITY, deadline - since));
    let ending = 'interrupted';
    report('running its setup');
    world.log.info(`${desired.address} is ready; running its setup`);
    try {
        const result = await world.shell.run(target, {
            script: setupScript(run.script, environmentOf(input)),
            timeoutMs,
            onOutput: ({ stream, text }) => {
                output.add(stream, text);
                // A line that is cut could hide a secret from the log, which looks for whole ones.
                const last = output.last;
                report(`running its setup${last === null || last.length > SHOWN ? '' : `: ${last}`}`);
            },
        }, world.signal);
        ending = endingOf(result, world.clock.elapsed() - since >= timeoutMs ? timeoutMs : null);
        if (result.ran && result.exitCode === 0)
            return { [identity/* TAGS */.gp.run]: (0,digest/* runDigest */.sA)(desired) ?? '' };
        throw failed(desired, ending, output.quote());
    }
    finally {
        const took = (0,duration/* formatDuration */.a3)(world.clock.elapsed() - since);
        world.log.section(`${desired.address}: run, ${ending}, ${took}`, output.text());
    }
}
/** What the script finds in its environment: facts of its machine, and what the row says. */
function environmentOf({ desired, run, scope, backend, machine }) {
    const own = Object.entries(run.env).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.reveal(),
    ]);
    return {
        MIST_NAME: desired.name,
        MIST_ROW: desired.row,
        MIST_SCOPE: scope.name,
        MIST_ID: machine.id,
        MIST_BACKEND: backend,
        MIST_IP: (0,machine_address/* machineAddress */.I)(machine) ?? '',
        MIST_PRIVATE_IP: machine.privateIps[0] ?? '',
        ...Object.fromEntries(own),
    };
}
/** `exit code 3`, `ended by SIGKILL`, …: how it ended, in words. `lateMs` is the limit where that was reached. */
function endingOf(result, lateMs) {
    if (!result.ran) {
        return lateMs === null ? `the connection was lost: ${result.seen}` : `not over within ${(0,duration/* formatDuration */.a3)(lateMs)}`;
    }
    if (result.exitCode !== null)
        return `exit code ${result.exitCode}`;
    return `ended by ${result.signal === null ? 'an unknown signal' : `SIG${result.signal.replace(/^SIG/, '')}`}`;
}
function failed({ address }, ending, quote) {
    const said = quote === null ? '' : `; it said last: ${quote}`;
    return new errors/* ActionError */.lZ('run-failed', 'remote', `${address}: its \`run\` failed, ${ending}${said}`, {
        hint: 'All that it printed is in its own group of the log.',
    });
}

;// CONCATENATED MODULE: ./lib/src/engine/twins.js


/** Of `listed`, the machines of ours that have the name of one that was kept and are another one. */
function twinsOf(kept, listed, scope) {
    const ids = new Set(kept.flatMap((one) => one.observed?.id ?? []));
    const names = new Set(kept.filter((one) => one.observed !== null).map((one) => one.mistName));
    return listed.filter((machine) => names.has(machine.name) && !ids.has(machine.id) && !(0,observed/* isGone */.S)(machine) && (0,ownership/* proveMachine */.WJ)(scope, machine).owned);
}

;// CONCATENATED MODULE: ./lib/src/engine/bring-up.js




















/** The watches, dry runs and places in the queue that all rows of one apply share. */
class BringUp {
    #world;
    #input;
    #dryRuns;
    #watches = new Map();
    #limit;
    #jumps;
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#dryRuns = new DryRuns(world);
        this.#limit = (0,limit/* limitTo */.$)(input.parallelism);
        this.#jumps = new Jumps(world, input.keys);
    }
    /** Machines of ours beside the ones that were kept: one request can make two on this server (H18). */
    twins(kept) {
        const listed = [...this.#watches.values()].flatMap((watch) => watch.latest?.machines ?? []);
        return twinsOf(kept, listed, this.#input.scope);
    }
    /** Does what the plan says for one row, whose `needs` are ready; throws when it cannot be brought to ready. */
    async apply(row, needs = []) {
        switch (row.action) {
            case 'create':
                return this.#create(row, needs, 'created');
            case 'replace': {
                fillAddresses(row.desired, needs);
                // What would keep the new one from being made is found before the old one goes.
                if (row.desired.keyName !== null)
                    await this.#input.keys.get(row.desired.keyName);
                if (row.observed !== null)
                    await this.#removeOld(row, row.observed);
                return this.#create(row, needs, 'replaced');
            }
            default:
                return this.#keep(row, needs);
        }
    }
    async #create(row, needs, word) {
        const { desired, placement } = row;
        if (placement === null || desired.keyName === null)
            throw new errors/* BugError */.f9(`${row.address} was planned without a place or a key.`);
        const texts = fillAddresses(desired, needs);
        const { scope, keys, userData, deadline, progress } = this.#input;
        progress.set(row.address, 'waiting for its key');
        const { provider } = placement.cloud;
        const [key, hostKey] = await Promise.all([keys.get(desired.keyName), bootKeyFor(this.#world, provider)]);
        const sha = hostKey ? (0,host_key/* hostKeySha256 */.jh)(hostKey.publicKey) : null;
        const cloudInit = userData({
            provider: (0,providers/* providerOf */.lc)(provider),
            hostKey,
            cloudInit: texts.cloudInit,
        });
        const input = {
            scope,
            desired,
            placement,
            key,
            cloudInit,
            hostKeySha256: sha,
            keySha256: (0,host_key/* hostKeySha256 */.jh)(key.publicKey),
        };
        // The digest in the tags is of the row as written, so that an address that changes is no new spec.
        const request = { ...createRequest(this.#world, input), passThrough: texts.passThrough };
        const watch = this.#watch(placement.cloud.id);
        const { machine, entry } = await this.#limit(async () => {
            progress.set(row.address, 'dry run');
            await this.#dryRuns.check(desired, request);
            progress.set(row.address, 'being created');
            return createMachine(this.#world, input, request, watch, deadline);
        });
        const { leaseAt } = request;
        const exchange = hostKey && exchangeOf(this.#world, hostKey, this.#exchangeContext(row, machine, request.tags));
        const expected = hostKey ? { key: hostKey.publicKey } : 'first';
        const stops = desired.power === 'stopped';
        const host = { expected, exchange };
        let ready = await this.#ready(stops ? onlyRunning(row) : row, machine, key, host, leaseAt, watch);
        await this.#pin(row, ready, sha);
        const lasting = withoutBootKey(request.tags);
        if (scope.named || desired.literal)
            await keepTags(this.#world, this.#tagging(row, ready.machine, lasting));
        if (stops)
            ready = stoppedReady(desired, await this.#power(row, ready.machine, 'stopped'));
        else if (texts.run !== undefined)
            await this.#setUp(row, ready, texts.run);
        if (entry)
            this.#world.journal.settle(entry, { result: 'accepted', jobId: entry.jobId, id: ready.machine.id });
        this.#world.log.info(`${row.address} has been ${word}: ${ready.machine.id}`);
        return this.result(row, ready, word, null);
    }
    #exchangeContext(row, machine, tags) {
        const { scope, trustOnFirstUse } = this.#input;
        const durable = scope.named || row.desired.literal;
        return { address: row.address, tagging: this.#tagging(row, machine, tags), durable, mayKeep: trustOnFirstUse };
    }
    /** A key pinned at first contact is remembered in the machine's tags for the next apply. */
    async #pin(row, ready, known) {
        const [seen] = ready.hostKeys;
        if (known !== null || seen === undefined)
            return;
        const tags = { [identity/* TAGS */.gp.hostKey]: (0,host_key/* hostKeySha256 */.jh)(seen) };
        await setTags(this.#world, this.#tagging(row, ready.machine, tags));
    }
    async #ready(row, machine, key, host, leaseAt, watch) {
        const { progress, deadline } = this.#input;
        const report = (state) => progress.set(row.address, state);
        report(machine.state);
        const user = this.#user(row);
        const via = await this.#jumps.hopOf(row.desired);
        const ready = await waitUntilReady(this.#world, {
            desired: row.desired,
            machine,
            user,
            key,
            hostKey: host.expected,
            exchange: host.exchange,
            via,
            leaseAt,
            watch,
            deadline,
            report,
        });
        progress.done(row.address);
        this.#jumps.remember(row.desired.name, ready, user, key, via);
        return ready;
    }
    /** A machine that is there: changed in place where needed, then proved reachable again before it is handed over. */
    async #keep(row, needs) {
        const { observed, update, desired } = row;
        if (observed === null)
            throw new errors/* BugError */.f9(`${row.address} was planned to stay and is not there.`);
        const run = update?.run === true ? fillAddresses(desired, needs).run : undefined;
        const edited = update !== null && (update.tags !== null || update.lease !== null);
        const power = powerOf(row);
        const changed = edited || run !== undefined || update?.power != null;
        if (edited)
            await this.#limit(() => editMachine(this.#world, this.#input, row, this.#tagging(row, observed, {})));
        const key = desired.keyName === null ? null : await this.#input.keys.get(desired.keyName);
        if (key !== null)
            (0,key_chain/* refuseOtherKey */.m)(row.desired, observed, key);
        const powered = power === null ? observed : await this.#power(row, observed, power);
        const watch = this.#watch(observed.cloudId);
        const ready = power === 'stopped'
            ? stoppedReady(desired, powered)
            : await this.#ready(row, powered, key, await this.#pinned(row, powered), null, watch);
        if (run !== undefined)
            await this.#setUp(row, ready, run);
        const word = row.action === 'adopt' ? 'adopted' : changed ? 'updated' : 'unchanged';
        if (word !== 'unchanged')
            this.#world.log.info(`${row.address} has been ${word}: ${row.reason}`);
        return this.result(row, ready, word, null);
    }
    async #power(row, machine, wanted) {
        const { scope, progress, deadline } = this.#input;
        const report = (state) => progress.set(row.address, `${state}, to be ${wanted}`);
        const watch = this.#watch(machine.cloudId);
        const done = await setPower(this.#world, { scope, desired: row.desired, machine, wanted, watch, deadline, report });
        progress.done(row.address);
        return done;
    }
    /** The row's script, and a word of it in the tags once it has succeeded: an apply that was cut off runs it again. */
    async #setUp(row, { machine }, run) {
        const { scope, progress, deadline } = this.#input;
        const { desired } = row;
        const report = (state) => progress.set(row.address, state);
        const backend = row.backend ?? desired.backend;
        const target = this.#jumps.targetOf(desired.name);
        const done = await runSetup(this.#world, { desired, run, scope, backend, machine, target, deadline, report });
        progress.done(row.address);
        if (scope.named || desired.literal)
            await setTags(this.#world, this.#tagging(row, machine, done));
    }
    /** The host key that the machine's tags remember; without one only the user's word allows a first contact. */
    async #pinned(row, observed) {
        const { scope, trustOnFirstUse, clouds } = this.#input;
        // Only what this scope made is changed.
        const ours = row.desired.adopt === null && (0,ownership/* proveMachine */.WJ)(scope, observed).owned;
        const context = this.#exchangeContext(row, observed, {});
        const provider = clouds.find((cloud) => cloud.id === observed.cloudId)?.provider ?? '';
        const logsIn = row.desired.wait.level !== 'running' && row.desired.wait.level !== 'tcp';
        const waits = ours && logsIn && !trustOnFirstUse;
        const machine = waits ? await untilHostKeyTagged(this.#world, observed, provider, context.tagging) : observed;
        const expected = taggedHostKey(machine) ?? (trustOnFirstUse ? 'first' : null);
        return { expected, exchange: ours ? openExchange(this.#world, machine, context) : null };
    }
    #tagging(row, machine, tags) {
        const { deadline } = this.#input;
        return { address: row.address, machine, tags, watch: this.#watch(machine.cloudId), deadline };
    }
    #removeOld({ address }, observed) {
        this.#input.progress.set(address, 'being removed for its replacement');
        return removeOld(this.#world, this.#input, address, observed);
    }
    #watch(cloudId) {
        const known = this.#watches.get(cloudId);
        if (known)
            return known;
        const fresh = new CloudWatch(this.#world, cloudId);
        this.#watches.set(cloudId, fresh);
        return fresh;
    }
    #user({ desired, backend, placement }) {
        return (0,login_user/* loginUserOf */.I)(desired, backend, this.#input.clouds, placement?.image.name ?? null);
    }
    /** The row as it is handed to the job. */
    result(row, ready, outcome, why) {
        const { desired, backend } = row;
        const via = this.#jumps.handOver(desired);
        return {
            ...(via === undefined ? {} : { via }),
            name: desired.name,
            row: desired.row,
            observed: ready?.machine ?? null,
            mistName: desired.adopt === null ? desired.mistName : (row.observed?.name ?? desired.mistName),
            backend: backend ?? desired.backend,
            user: this.#user(row),
            port: ready?.port ?? desired.port ?? 22,
            keyName: desired.keyName,
            groups: desired.groups,
            outcome,
            why,
            hostKeys: ready?.hostKeys ?? [],
        };
    }
}

;// CONCATENATED MODULE: ./lib/src/engine/apply-machines.js



/** Runs every row to its end; never throws but for cancellation. */
class ApplyMachines {
    #world;
    #input;
    #bringUp;
    #results = new Map();
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#bringUp = new BringUp(world, input);
    }
    /** Results in spec order. */
    run() {
        return Promise.all(this.#rows().map((row) => this.#once(row)));
    }
    /** Second machines of one request, as far as the last lists showed them. */
    twins(kept) {
        return this.#bringUp.twins(kept);
    }
    #rows() {
        return this.#input.changes.filter((change) => change.desired !== null);
    }
    #once(row) {
        const known = this.#results.get(row.address);
        if (known)
            return known;
        const fresh = this.#after(row);
        this.#results.set(row.address, fresh);
        return fresh;
    }
    async #after(row) {
        const { missing, ready } = await this.#needsOf(row);
        if (missing)
            return this.#bringUp.result(row, null, 'skipped', `${missing} is not ready`);
        try {
            return await this.#bringUp.apply(row, ready);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            this.#input.progress.done(row.address);
            const why = (0,engine_world/* sentenceOf */.$)(error);
            this.#world.log.warning(`${row.address} has failed: ${why}`);
            return this.#bringUp.result(row, null, 'failed', why);
        }
    }
    /** `missing`: the first needed row of which fewer machines are ready than it asks for, null when all are met. */
    async #needsOf(row) {
        const wanted = new Set(row.desired.needs);
        const rows = this.#rows().filter((change) => wanted.has(change.address));
        const results = await Promise.all(rows.map((need) => this.#once(need)));
        const ready = results.filter((result) => isReady(result.outcome));
        const short = rows.find(({ desired }) => ready.filter((result) => result.row === desired.row).length < desired.minReady);
        return { missing: short ? `machine/${short.desired.row}` : null, ready };
    }
}
/** True for outcomes after which the job can use the machine. */
function isReady(outcome) {
    return (outcome === 'created' ||
        outcome === 'updated' ||
        outcome === 'replaced' ||
        outcome === 'adopted' ||
        outcome === 'unchanged');
}


/***/ }),

/***/ 2073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ creates),
/* harmony export */   My: () => (/* binding */ lostItsTags),
/* harmony export */   ly: () => (/* binding */ refuseHidden)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
// What a scope has created, by the server's own log: for machines that no list shows as ours. The log is evidence that
// something of ours may be there; it is no proof of ownership, so nothing is ever destroyed because of it.



/** Clocks of server and provider may differ by this much. */
const BEFORE_MS = 120_000;
/** A provider that is slow tells its machine's time of creation this much later. */
const AFTER_MS = 600_000;
/** All creates of a scope that the log still knows; empty, with a warning, when the log cannot be read. Throws CancelledError. */
async function creates(world, scope) {
    try {
        return await world.reader.createsTagged((0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentHash */ .SL)(scope));
    }
    catch (error) {
        if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
            throw error;
        world.log.warning(`The server's log cannot be read (${(0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error)}): a machine of this scope with a literal name and without its tags would not be noticed.`);
        return [];
    }
}
/** True for a machine without our owner tag that has the name, the backend and about the time of one of these creates. */
function lostItsTags(machine, created) {
    if (machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.owner] !== undefined)
        return false;
    const { name, cloudId, createdAt } = machine;
    return created.some((one) => one.machineName === name &&
        one.cloudId === cloudId &&
        (createdAt === null || (createdAt >= one.at - BEFORE_MS && createdAt <= one.at + AFTER_MS)));
}
/**
 * What lives on a disabled backend is in no list (H6). Throws PlanError when the log shows that the last create of some name
 * of this scope went to one, and not that it failed: its machine may live there, so nothing that a plan says would hold. Throws
 * what the log throws: without it nobody can say.
 */
async function refuseHidden(world, scope, clouds) {
    const disabled = clouds.filter((cloud) => !cloud.enabled);
    if (!scope.named || disabled.length === 0)
        return;
    const last = new Map();
    for (const one of await world.reader.createsTagged((0,_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentHash */ .SL)(scope))) {
        if (one.at >= (last.get(one.machineName)?.at ?? 0))
            last.set(one.machineName, one);
    }
    for (const one of last.values()) {
        const cloud = disabled.find(({ id }) => id === one.cloudId);
        if (cloud === undefined || (await hasFailed(world, one)))
            continue;
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('hidden-machine', `backend/${cloud.name}`, `it is disabled in Mist, and the last machine that this scope created as ${one.machineName} was made there: it may live on, unseen.`, { hint: 'Enable the backend, so that its machines can be seen. Nothing was changed.' });
    }
    world.log.warning(`Disabled in Mist: ${disabled.map(({ name }) => name).join(', ')}. The server's log shows nothing of this scope there; machines that are older than the log cannot be seen or removed.`);
}
/** The provider refused it: no machine came of this create. */
async function hasFailed(world, create) {
    const job = await world.reader.job(create.jobId);
    return job !== null && !job.created && job.finished && job.error !== null;
}


/***/ }),

/***/ 4577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ beforeDeadline),
/* harmony export */   X: () => (/* binding */ LATE)
/* harmony export */ });
/** Stands for the answer that did not come in time; also what ends its own clock, since an abort without a reason makes an error. */
const LATE = Symbol('late');
/**
 * The end of `work`, or LATE when `deadline` (on the monotonic clock, ms) comes first; what it still does is then left to
 * itself, its errors included. A deadline that is past gives `work` no time at all.
 */
async function beforeDeadline(world, deadline, work) {
    work.catch(() => undefined);
    if (deadline === Number.POSITIVE_INFINITY)
        return work;
    const done = new AbortController();
    const late = world.clock
        .sleep(Math.max(0, deadline - world.clock.elapsed()), done.signal)
        .then(() => LATE);
    late.catch(() => undefined);
    try {
        return await Promise.race([work, late]);
    }
    finally {
        done.abort(LATE);
    }
}


/***/ }),

/***/ 5682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ refuseOtherKey),
/* harmony export */   t: () => (/* binding */ KeyChain)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_host_key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9710);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4552);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
/* harmony import */ var _write_ahead_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4286);





/** The blob of a public key line, without type and comment: what two equal keys have in common. */
function blob(publicKey) {
    return publicKey.trim().split(/\s+/)[1] ?? publicKey.trim();
}
/**
 * Adds what is missing and reads back what is there, once per name. Never adds over an existing name: on this server
 * that destroys the key (H24), so the list is read before and a race that it loses is an error.
 */
class KeyChain {
    #world;
    #spec;
    #observed;
    #desired;
    #ready = new Map();
    constructor(world, spec, desired, observed) {
        this.#world = world;
        this.#spec = spec;
        this.#desired = new Map(desired.map((key) => [key.mistName, key]));
        this.#observed = new Map(observed.map((key) => [key.name, key]));
    }
    /** The name in Mist of a row of `keys`, or the name itself where it is none. */
    nameOf(row) {
        return [...this.#desired.values()].find((key) => key.row === row)?.mistName ?? row;
    }
    /** The key of that name in Mist; every call shares one answer. */
    get(mistName) {
        const known = this.#ready.get(mistName);
        if (known)
            return known;
        const fresh = this.#make(mistName);
        // Whoever needs the key awaits it; a rejection that nobody awaits yet is no crash.
        fresh.catch(() => undefined);
        this.#ready.set(mistName, fresh);
        return fresh;
    }
    async #make(mistName) {
        const desired = this.#desired.get(mistName);
        if (!desired)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('unknown-key', `key/${mistName}`, 'no such key is part of this apply.');
        const there = this.#observed.get(mistName);
        if (there)
            return this.#readBack(desired, there);
        const pair = await this.#pair(desired);
        return this.#add(desired, pair);
    }
    async #pair(desired) {
        const { keyMaker, log } = this.#world;
        if (desired.source === 'generated') {
            const pair = await keyMaker.rsa();
            log.mask(pair.privateKey.reveal());
            return pair;
        }
        const privateKey = this.#uploaded(desired);
        if (!privateKey)
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('unknown-key', desired.address, `there is no key \`${desired.mistName}\` in Mist.`);
        log.mask(privateKey.reveal());
        return { privateKey, publicKey: keyMaker.publicOf(privateKey) };
    }
    #uploaded(desired) {
        const row = this.#spec.keys.find((key) => key.name === desired.row);
        return row?.state === 'uploaded' ? row.privateKey : null;
    }
    async #add(desired, pair) {
        const { journal, writer, log } = this.#world;
        const { address, mistName } = desired;
        const intent = { kind: 'add-key', address, name: mistName, cloudId: null, at: (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .serverNow */ .c)(this.#world) };
        try {
            const { value } = await (0,_write_ahead_js__WEBPACK_IMPORTED_MODULE_4__/* .writeAhead */ .x)(journal, intent, (onSent) => writer.addKey(mistName, pair.privateKey, onSent));
            log.info(`${address} has been created`);
            return { id: value.id, mistName, ...pair, outcome: 'created' };
        }
        catch (error) {
            return this.#afterLostReply(desired, pair, error);
        }
    }
    /** The answer was lost or refused: the key counts only if it is there and is, byte for byte, ours. */
    async #afterLostReply(desired, pair, error) {
        const { reader } = this.#world;
        const found = (await reader.keys()).filter((key) => key.name === desired.mistName);
        const only = found.length === 1 ? found[0] : undefined;
        if (!only || blob(await reader.publicKey(only.id)) !== blob(pair.publicKey))
            throw error;
        return { id: only.id, mistName: desired.mistName, ...pair, outcome: 'created' };
    }
    /** Reads the private half back and holds it against the public one that Mist keeps: a key that was overwritten fails. */
    async #readBack(desired, there) {
        const { reader, keyMaker } = this.#world;
        const [privateKey, publicKey] = await Promise.all([reader.privateKey(there.id), reader.publicKey(there.id)]);
        const own = this.#publicOf(desired, privateKey);
        if (blob(own) !== blob(publicKey)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('broken-key', desired.address, `the private half of key \`${there.name}\` in Mist does not fit its public half.`, {
                hint: 'It was overwritten on the server. Delete the key in Mist, or use another name; machines made with it cannot be opened.',
            });
        }
        const uploaded = this.#uploaded(desired);
        if (uploaded && blob(keyMaker.publicOf(uploaded)) !== blob(publicKey)) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('other-key', desired.address, `Mist has another key under the name \`${there.name}\`.`, {
                hint: 'Nothing was changed. Give the row another name, or delete the key in Mist.',
            });
        }
        return { id: there.id, mistName: there.name, publicKey: own, privateKey, outcome: 'unchanged' };
    }
    #publicOf(desired, privateKey) {
        try {
            return this.#world.keyMaker.publicOf(privateKey);
        }
        catch (error) {
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PlanError */ .W6('broken-key', desired.address, `what Mist holds for key \`${desired.mistName}\` is no private key: ${(0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error)}.`);
        }
    }
}
/** A machine that another key opens would be asked in vain until the time is over. Tags that say nothing prove nothing. */
function refuseOtherKey(desired, observed, key) {
    const deployed = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.key];
    if (desired.adopt !== null || deployed === undefined || deployed === (0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_1__/* .hostKeySha256 */ .jh)(key.publicKey))
        return;
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('other-key', 'user', `${desired.address}: it was made with another key than \`${key.mistName}\` is now.`, {
        hint: 'Whoever has the old key can still log in. Destroy the machine, or the whole scope, and apply again.',
    });
}


/***/ }),

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ PendingCreates),
/* harmony export */   l: () => (/* binding */ pendingOf)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1618);
/* harmony import */ var _acceptance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4866);
// Creates whose machine has not been seen: each is followed until evidence says that it came, failed, or never was.



const APPEARING = 'its create was accepted, and no machine has appeared yet';
/** Jobs and logs are asked at most this often. */
const ASK_INTERVAL_MS = 3_000;
/** Providers tell the time of a create in whole seconds. */
const WHOLE_SECONDS_MS = 2_000;
/** The journal's creates that may still bring a machine; refused ones made nothing. */
function pendingOf(entries) {
    return entries
        .filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused' && entry.id === null)
        .map(({ name, at, jobId, phase }) => ({ name, at, jobId, sent: phase !== 'intent' }));
}
/** True for the row that this create made; a terminated one of an earlier create has the same name and is no evidence. */
function cameOf(create, machine) {
    if (machine.name !== create.name)
        return false;
    return machine.createdAt === null ? !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_2__/* .isGone */ .S)(machine) : machine.createdAt >= create.at - WHOLE_SECONDS_MS;
}
/** Follows creates by job and log. `open` is what is still undecided. */
class PendingCreates {
    #world;
    #log;
    #open;
    #asked = Number.NEGATIVE_INFINITY;
    constructor(world, pending) {
        this.#world = world;
        this.#log = new _acceptance_js__WEBPACK_IMPORTED_MODULE_1__/* .AcceptanceLog */ .O(world);
        this.#open = pending.filter((one) => one.sent).map((one) => ({ ...one, why: 'nothing is known of it yet' }));
    }
    /** Names of creates that the server has finished: their machines are there or were, whatever the lists say. */
    created = new Set();
    get open() {
        return this.#open;
    }
    /** Drops what a fresh list or the server's own records decide. */
    async resolve(listed) {
        this.#open = this.#open.filter((one) => !listed.some((machine) => cameOf(one, machine)));
        const { clock } = this.#world;
        if (clock.elapsed() - this.#asked < ASK_INTERVAL_MS)
            return;
        this.#asked = clock.elapsed();
        const followed = await Promise.all(this.#open.map((one) => this.#follow(one)));
        this.#open = followed.filter((one) => one !== null);
    }
    /** What is known now, or null when the create is decided. */
    async #follow(one) {
        try {
            return one.jobId === null ? await this.#findJob(one) : await this.#followJob(one, one.jobId);
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            return { ...one, why: 'the server could not be asked about its create' };
        }
    }
    async #findJob(one) {
        const found = await this.#log.look(one.name, one.at);
        if (found === 'never')
            return null;
        if (found !== 'unknown')
            return { ...one, jobId: found.jobId, why: APPEARING };
        return { ...one, why: 'its create was sent, no answer came, and the log of the server does not show it' };
    }
    async #followJob(one, jobId) {
        const job = await this.#world.reader.job(jobId);
        // Created and yet not listed: it is gone again. Failed: the provider made nothing. Both need the two lists as well.
        if (job?.created)
            this.created.add(one.name);
        if (job && (job.created || (job.finished && job.error !== null)))
            return null;
        return { ...one, why: APPEARING };
    }
}


/***/ }),

/***/ 2020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ removeKeys),
/* harmony export */   l: () => (/* binding */ removeSchedules)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _plan_ownership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(925);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6901);
// After the machines: the keys this scope generated and the lease schedules that outlive their machines (H33).




/** A machine's end takes some seconds to reach the key associations and the list of schedules. */
const ATTEMPTS = 3;
const INTERVAL_MS = 2_000;
/** The server calls the schedule of a lease `<machine>-expiration-<random>`. */
const LEASE_NAME = /^(.+)-expiration-[0-9A-Za-z-]+$/;
/**
 * Deletes by exact id the lease schedules that select nothing but machines proved gone, and reads the list again. `ended`: the
 * scope of which no machine lives any more; then the leases of machines that a list no longer shows, because an earlier
 * teardown was killed, go too. They are known by their name. Schedules that also select something else are left alone.
 */
async function removeSchedules(world, gone, ended = null) {
    if (gone.size === 0 && ended === null)
        return [];
    const { reader, writer, clock, signal } = world;
    for (let attempt = 1;; attempt += 1) {
        try {
            const left = await overOf(world, await reader.schedules(), gone, ended);
            if (left.length === 0)
                return [];
            if (attempt > ATTEMPTS) {
                return left.map(({ id, name }) => ({
                    kind: 'schedule',
                    name,
                    id,
                    backend: null,
                    why: 'still listed after it was deleted',
                }));
            }
            await Promise.all(left.map((schedule) => writer.deleteSchedule(schedule.id)));
        }
        catch (error) {
            if (attempt > ATTEMPTS)
                return [{ kind: 'schedule', name: '*', id: null, backend: null, why: (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error) }];
            await clock.sleep(INTERVAL_MS, signal);
        }
    }
}
async function overOf(world, schedules, gone, ended) {
    // What people schedule for a machine of ours is theirs, whatever becomes of the machine.
    const filled = schedules.filter(({ name, machineIds }) => machineIds.length > 0 && LEASE_NAME.test(name));
    const over = filled.filter(({ machineIds }) => machineIds.every((id) => gone.has(id)));
    const isLeft = ({ name }) => ended !== null && (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownsName */ .x5)(ended, 'machine', name.replace(LEASE_NAME, '$1'));
    const named = filled.filter((one) => !over.includes(one) && isLeft(one));
    if (named.length === 0)
        return over;
    // A name alone may stand on a schedule of somebody else's machine.
    const living = new Set();
    for (const machine of await world.reader.knownMachines())
        if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isGone */ .S)(machine))
            living.add(machine.id);
    return [...over, ...named.filter(({ machineIds }) => !machineIds.some((id) => living.has(id)))];
}
/**
 * Deletes the keys that this scope generated. A key that Mist still associates with a machine that is not proved gone is
 * kept and reported: that machine could not be opened any more.
 */
async function removeKeys(world, scope, gone) {
    const { reader, writer, clock, signal } = world;
    const removed = new Set();
    for (let attempt = 1;; attempt += 1) {
        try {
            const ours = (await reader.keys()).filter((key) => (0,_plan_ownership_js__WEBPACK_IMPORTED_MODULE_1__/* .provesKey */ .ty)(scope, key));
            if (ours.length === 0)
                return { removed: [...removed], leaks: [] };
            const living = await livingUsers(world, ours, gone);
            const free = ours.filter((key) => !key.machineIds.some((id) => living.has(id)));
            if (attempt > ATTEMPTS)
                return { removed: [...removed], leaks: ours.map(keyLeak) };
            for (const key of free) {
                await writer.deleteKey(key.id);
                removed.add(key.name);
            }
            if (free.length < ours.length)
                await clock.sleep(INTERVAL_MS, signal);
        }
        catch (error) {
            if (attempt > ATTEMPTS) {
                return {
                    removed: [...removed],
                    leaks: [{ kind: 'key', name: '*', id: null, backend: null, why: (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error) }],
                };
            }
            await clock.sleep(INTERVAL_MS, signal);
        }
    }
}
/** Machines that keys are associated with and that the server still knows as living; associations outlive machines. */
async function livingUsers(world, keys, gone) {
    const users = new Set(keys.flatMap((key) => key.machineIds).filter((id) => !gone.has(id)));
    if (users.size === 0)
        return users;
    const known = await world.reader.knownMachines();
    return new Set(known.filter((machine) => users.has(machine.id) && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isGone */ .S)(machine)).map((machine) => machine.id));
}
function keyLeak(key) {
    const why = key.machineIds.length > 0 ? 'kept: Mist still associates it with a machine' : 'still listed after it was deleted';
    return { kind: 'key', name: key.name, id: key.id, backend: null, why };
}


/***/ }),

/***/ 6229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ sweepCloud),
/* harmony export */   c: () => (/* binding */ ABSENCE_GAP_MS)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1618);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4577);
/* harmony import */ var _limit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5350);
/* harmony import */ var _pending_creates_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6490);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6901);
// Destroying on one cloud until it is proved: two live lists, some seconds apart, in which nothing of ours lives.
// Every destroy follows a list read at most 30 s before, by the exact id of that list, for a machine that passes the proof.






/** Two lists that are to prove absence lie at least this far apart: the server caches one for a moment. */
const ABSENCE_GAP_MS = 5_000;
/** A list is good for a destroy for this long (invariant I2). */
const LIST_IS_FRESH_MS = 30_000;
const INTERVAL_MS = 1_500;
const MOST_ATTEMPTS = 5;
const FIRST_REPEAT_MS = 10_000;
/** The worker writes tags up to 40 s after the create (seen on a live server). */
const TAG_PATIENCE_MS = 45_000;
async function sweepCloud(world, input) {
    return new Sweep(world, input).run();
}
class Sweep {
    #world;
    #input;
    #pending;
    #attempts = new Map();
    #seen = new Map();
    #refused = new Map();
    #untagged = new Set();
    #since;
    #living = [];
    #trouble = null;
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#pending = new _pending_creates_js__WEBPACK_IMPORTED_MODULE_2__/* .PendingCreates */ .j(world, input.pending);
        this.#since = world.clock.elapsed();
    }
    async run() {
        const { clock, signal } = this.#world;
        let clearSince = null;
        for (;;) {
            const clear = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .beforeDeadline */ .O)(this.#world, this.#input.deadline, this.#round());
            if (clear === _deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .LATE */ .X) {
                this.#trouble ??= 'no answer in time';
                return this.#result(false);
            }
            const now = clock.elapsed();
            if (!clear)
                clearSince = null;
            else if (clearSince === null)
                clearSince = now;
            else if (now - clearSince >= ABSENCE_GAP_MS)
                return this.#result(true);
            if (now >= this.#input.deadline)
                return this.#result(false);
            await clock.sleep(clearSince === null ? INTERVAL_MS : ABSENCE_GAP_MS - (now - clearSince), signal);
            if (clock.elapsed() >= this.#input.deadline)
                return this.#result(false);
        }
    }
    /** One list and what follows from it; true when it shows nothing of ours alive and nothing more can appear. */
    async #round() {
        const { reader, clock } = this.#world;
        const { cloud } = this.#input;
        try {
            const listing = await reader.liveMachines(cloud.id);
            const listedAt = clock.elapsed();
            this.#trouble = null;
            this.#judge(listing.machines);
            await this.#destroyLiving(listedAt);
            await this.#pending.resolve(listing.machines);
            if (this.#living.length > 0 || this.#pending.open.length > 0)
                return false;
            if (this.#untagged.size > 0 && clock.elapsed() - this.#since < TAG_PATIENCE_MS)
                return false;
            return !(await this.#knowsUnseen());
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            this.#trouble = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error);
            return false;
        }
    }
    /**
     * A machine that is known to have been there and that no list of this sweep has shown: a list that lags looks the same
     * as one that shows the truth, so as long as the server still knows the machine as living, nothing is proved.
     */
    async #knowsUnseen() {
        const seen = new Set([...this.#seen.keys(), ...this.#refused.keys()]);
        const unseen = new Set();
        for (const { id } of this.#input.expected ?? [])
            if (id !== null && !seen.has(id))
                unseen.add(id);
        if (unseen.size === 0)
            return false;
        const known = await this.#world.reader.knownMachines();
        return known.some((machine) => unseen.has(machine.id) && !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine) && !machine.missing);
    }
    #judge(machines) {
        const living = [];
        this.#refused.clear();
        this.#untagged.clear();
        for (const machine of machines) {
            const verdict = this.#input.select(machine);
            if (verdict === 'leave')
                continue;
            if (verdict === 'destroy') {
                this.#seen.set(machine.id, machine.name);
                if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine))
                    living.push(machine);
            }
            else if (!(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_4__/* .isGone */ .S)(machine)) {
                this.#refused.set(machine.id, this.#leak(machine, `left alone: ${verdict.refused}`));
                if (verdict.untagged)
                    this.#untagged.add(machine.id);
            }
        }
        this.#living = living;
    }
    async #destroyLiving(listedAt) {
        const limit = (0,_limit_js__WEBPACK_IMPORTED_MODULE_5__/* .limitTo */ .$)(this.#input.parallelism);
        const due = this.#living.filter((machine) => this.#isDue(machine.id));
        await Promise.all(due.map((machine) => limit(() => this.#destroy(machine, listedAt))));
    }
    #isDue(id) {
        const attempt = this.#attempts.get(id);
        if (!attempt)
            return true;
        if (attempt.count >= MOST_ATTEMPTS)
            return false;
        return this.#world.clock.elapsed() - attempt.last >= FIRST_REPEAT_MS * 2 ** (attempt.count - 1);
    }
    /** Whatever the server answers, the next list decides: 200 proves nothing, and neither does an error (H10, H11). */
    async #destroy(machine, listedAt) {
        const { clock, writer, log } = this.#world;
        if (clock.elapsed() - listedAt > LIST_IS_FRESH_MS)
            return;
        const { count, trouble } = this.#attempts.get(machine.id) ?? { count: 0, trouble: null };
        const attempt = { count: count + 1, last: clock.elapsed(), trouble };
        this.#attempts.set(machine.id, attempt);
        try {
            log.info(`Destroying ${machine.name} (${machine.id}) on ${this.#input.cloud.name}`);
            await writer.destroyMachine(machine.id);
        }
        catch (error) {
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            attempt.trouble = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .sentenceOf */ .$)(error);
        }
    }
    #leak(machine, why) {
        return { kind: 'machine', name: machine.name, id: machine.id, backend: this.#input.cloud.name, why };
    }
    #result(proved) {
        const alive = new Set(this.#living.map((machine) => machine.id));
        const leaks = [...this.#refused.values()];
        const gone = new Map();
        const { cloud } = this.#input;
        if (proved) {
            for (const [id, name] of this.#seen)
                gone.set(id, name);
        }
        else {
            const unread = this.#trouble ? `its backend could not be listed: ${this.#trouble}` : null;
            for (const machine of this.#living) {
                const trouble = this.#attempts.get(machine.id)?.trouble;
                leaks.push(this.#leak(machine, unread ??
                    `still ${machine.state} after ${this.#tries(machine.id)}${trouble ? `; last answer: ${trouble}` : ''}`));
            }
            for (const [id, name] of this.#seen) {
                if (!alive.has(id))
                    leaks.push({
                        kind: 'machine',
                        name,
                        id,
                        backend: cloud.name,
                        why: unread ?? 'not proved gone by two lists in time',
                    });
            }
            const created = [...this.#pending.created].map((name) => ({ id: null, name }));
            for (const { id, name } of [...(this.#input.expected ?? []), ...created]) {
                const told = leaks.some((leak) => (id !== null && leak.id === id) || leak.name === name);
                const why = unread ?? 'not seen on any list, and not proved gone by two';
                if (!told)
                    leaks.push({ kind: 'machine', name, id, backend: cloud.name, why });
            }
            for (const one of this.#pending.open) {
                leaks.push({ kind: 'create', name: one.name, id: null, backend: cloud.name, why: unread ?? one.why });
            }
            if (leaks.length === 0) {
                const why = unread ?? 'one list showed nothing, and there was no time for the second one';
                leaks.push({ kind: 'machine', name: '*', id: null, backend: cloud.name, why });
            }
        }
        const destroyed = [...gone].filter(([id]) => this.#attempts.has(id)).map(([id, name]) => ({ id, name }));
        return { gone, destroyed, leaks };
    }
    #tries(id) {
        const count = this.#attempts.get(id)?.count ?? 0;
        return count === 1 ? 'one destroy' : `${count} destroys`;
    }
}


/***/ }),

/***/ 2977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ tearDown)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4552);
/* harmony import */ var _plan_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(925);
/* harmony import */ var _creates_of_scope_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2073);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4577);
/* harmony import */ var _pending_creates_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6490);
/* harmony import */ var _remove_rest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2020);
/* harmony import */ var _sweep_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6229);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6901);
// Removing what a scope owns: machines first, by proof, then lease schedules and keys. Used by `destroy`, by post, and by
// apply for what it left half-made.









const LOST_TAGS = "the server's log shows that this scope created it, and the tags that would prove it are gone";
const LIST_INTERVAL_MS = 5_000;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 10_000;
/** Never throws but for cancellation: what could not be done is a leak with its reason. */
async function tearDown(world, input) {
    const creates = input.journal.filter((entry) => entry.kind === 'create-machine' && entry.result !== 'refused');
    const { deadline } = input;
    const left = deadline - world.clock.elapsed();
    const machines = { ...input, deadline: deadline - Math.min(REST_MS, left / 4) };
    const clouds = await cloudsToSweep(world, machines, creates);
    if ('leaks' in clouds)
        return { destroyed: [], removedKeys: [], leaks: clouds.leaks, provedOn: [] };
    const logged = await loggedCreates(world, machines);
    const sweeps = await Promise.all(clouds.found.map(async (cloud) => ({ cloud, ...(await sweepOne(world, machines, cloud, { creates, logged })) })));
    const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
    const leaks = [...clouds.lost, ...sweeps.flatMap((sweep) => sweep.leaks)];
    const ended = input.what === 'all' && leaks.length === 0;
    const schedules = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .beforeDeadline */ .O)(world, deadline, (0,_remove_rest_js__WEBPACK_IMPORTED_MODULE_6__/* .removeSchedules */ .l)(world, gone, ended ? input.scope : null));
    // A key stays as long as anything of the scope may live: it is the only way in.
    const keys = ended
        ? await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .beforeDeadline */ .O)(world, deadline, (0,_remove_rest_js__WEBPACK_IMPORTED_MODULE_6__/* .removeKeys */ .$)(world, input.scope, gone))
        : { removed: [], leaks: [] };
    return {
        destroyed: sweeps.flatMap((sweep) => sweep.destroyed),
        removedKeys: keys === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X ? [] : keys.removed,
        leaks: [
            ...leaks,
            ...(schedules === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X ? [unfinished('schedule')] : schedules),
            ...(keys === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X ? [unfinished('key')] : keys.leaks),
        ],
        provedOn: sweeps.filter((sweep) => sweep.leaks.length === 0).map((sweep) => sweep.cloud.name),
    };
}
function unfinished(kind) {
    return { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
}
async function cloudsToSweep(world, input, creates) {
    const listed = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .beforeDeadline */ .O)(world, input.deadline, listClouds(world, input.deadline));
    if (listed === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X || typeof listed === 'string') {
        const why = `the backends could not be listed: ${listed === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X ? 'no answer in time' : listed}`;
        const known = creates.length > 0 ? creates : [{ name: '*', id: null }];
        return { leaks: known.map(({ name, id }) => ({ kind: 'machine', name, id, backend: null, why })) };
    }
    const all = listed;
    const wanted = new Set(creates.map((entry) => entry.cloudId));
    const found = input.where === 'everywhere' ? all : all.filter((cloud) => wanted.has(cloud.id));
    const lost = creates
        .filter((entry) => !all.some((cloud) => cloud.id === entry.cloudId))
        .map((entry) => ({
        kind: 'create',
        name: entry.name,
        id: entry.id,
        backend: null,
        why: 'its backend is no longer in Mist, and machines run on',
    }));
    return { found, lost };
}
/** The list of clouds, asked for until the deadline: a server that is down for a minute must not cost the proof. */
async function listClouds(world, deadline) {
    for (;;) {
        try {
            return await world.reader.clouds();
        }
        catch (error) {
            const hopeless = error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.failure === 'auth';
            if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            if (hopeless || world.clock.elapsed() + LIST_INTERVAL_MS >= deadline)
                return (0,_world_js__WEBPACK_IMPORTED_MODULE_8__/* .sentenceOf */ .$)(error);
        }
        await world.clock.sleep(LIST_INTERVAL_MS, world.signal);
    }
}
/** Where a whole scope ends, what the server's log knows of it: a literal name without its tags is found by nothing else. */
async function loggedCreates(world, input) {
    if (input.what !== 'all' || input.where !== 'everywhere')
        return [];
    const found = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .beforeDeadline */ .O)(world, input.deadline, (0,_creates_of_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .creates */ .Gf)(world, input.scope));
    return found === _deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .LATE */ .X ? [] : found;
}
function sweepOne(world, input, cloud, { creates, logged }) {
    const { scope, what } = input;
    const here = creates.filter((entry) => entry.cloudId === cloud.id && (what === 'all' || what.names.has(entry.name)));
    const made = new Set(here.map((entry) => entry.name));
    const select = (machine) => {
        if (what !== 'all' && !what.names.has(machine.name))
            return 'leave';
        const proof = (0,_plan_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .proveMachine */ .WJ)(scope, machine);
        if (proof.owned)
            return 'destroy';
        // A literal name is proved by its tag alone.
        if (!made.has(machine.name) && (0,_creates_of_scope_js__WEBPACK_IMPORTED_MODULE_3__/* .lostItsTags */ .My)(machine, logged))
            return { refused: LOST_TAGS, untagged: true };
        return made.has(machine.name) ? { refused: proof.why, untagged: machine.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.owner] === undefined } : 'leave';
    };
    return (0,_sweep_js__WEBPACK_IMPORTED_MODULE_7__/* .sweepCloud */ .E)(world, {
        cloud,
        select,
        expected: here.filter((entry) => entry.id !== null),
        pending: (0,_pending_creates_js__WEBPACK_IMPORTED_MODULE_5__/* .pendingOf */ .l)(here),
        deadline: input.deadline,
        parallelism: input.parallelism,
    });
}


/***/ }),

/***/ 4286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ effectOf),
/* harmony export */   x: () => (/* binding */ writeAhead)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
// The order of journal and request: intent durable, then the request, then its answer.

/**
 * What the error of a request that left says about its effect: surely none, or not known. Only a definite refusal proves
 * that nothing was made.
 */
function effectOf(error) {
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX)
        return error.sent ? 'unknown' : 'none';
    if (error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD) {
        return error.failure === 'server' || error.failure === 'protocol' ? 'unknown' : 'none';
    }
    return 'unknown';
}
/**
 * Writes the intent, sends once, settles. The request leaves only if the intent is durable, and its first byte only if
 * `sent` is. `onLost` is told the entry of a request that may have acted. Rethrows what `send` throws after settling it as refused or unknown; an unsettled intent means that the
 * process ended in between.
 */
async function writeAhead(journal, intent, send, onLost = () => undefined) {
    let entry = journal.intend(intent);
    let left = false;
    const onSent = () => {
        entry = journal.sent(entry);
        left = true;
    };
    try {
        const value = await send(onSent);
        entry = journal.settle(entry, { result: 'accepted', jobId: value?.jobId ?? null, id: value?.id ?? null });
        return { entry, value };
    }
    catch (error) {
        const unknown = left && effectOf(error) === 'unknown';
        const settled = journal.settle(entry, { result: unknown ? 'unknown' : 'refused', jobId: null, id: null });
        if (unknown)
            onLost(settled);
        throw error;
    }
}


/***/ }),

/***/ 8586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ contentHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
// Naming texts by what they hold.

/** The first `length` (at most 64) hex digits of the SHA-256 of `text` as UTF-8. */
function contentHash(text, length) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, length);
}


/***/ }),

/***/ 9710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UP: () => (/* binding */ fingerprintText),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   jh: () => (/* binding */ hostKeySha256)
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
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(Buffer.from(parts.base64, 'base64')).digest('base64url');
}
/** The form that `ssh-keygen -l` prints, from `hostKeySha256`'s: for messages only. */
function fingerprintText(sha256) {
    return `SHA256:${sha256.replaceAll('-', '+').replaceAll('_', '/')}`;
}


/***/ }),

/***/ 9860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ machineAddress)
/* harmony export */ });
/** The first public IPv4, else the first public IPv6, else the first private address; null while there is none. */
function machineAddress(machine) {
    const v4 = machine.publicIps.find((ip) => !ip.includes(':'));
    return v4 ?? machine.publicIps[0] ?? machine.privateIps[0] ?? null;
}


/***/ }),

/***/ 2693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kl: () => (/* binding */ ACTIONS),
/* harmony export */   x4: () => (/* binding */ HOURS_PER_MONTH),
/* harmony export */   xS: () => (/* binding */ countChanges)
/* harmony export */ });
const ACTIONS = ['create', 'update', 'replace', 'adopt', 'destroy', 'no-op'];
/** Hours in a month as Mist and the clouds count them (30.4 days). */
const HOURS_PER_MONTH = 730;
/** How many changes of each kind, every kind present. */
function countChanges(changes) {
    const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0]));
    for (const change of changes)
        counts[change.action] += 1;
    return counts;
}


/***/ }),

/***/ 8005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ks: () => (/* binding */ fillReferences),
/* harmony export */   pf: () => (/* binding */ ADDRESS_KINDS),
/* harmony export */   yU: () => (/* binding */ findReferences)
/* harmony export */ });
// `${machines.db.private-ip}`: where a text of one row takes in the address of another, known only when that one is ready.
/** Which addresses a reference may ask for; with `s` at the end, those of all machines of a row. */
const ADDRESS_KINDS = ['ip', 'public-ip', 'private-ip'];
const REFERENCE = /\$\{machines\.([^.{}\s]*)\.?([^{}\s]*)\}/g;
function parse(text, at, row, word) {
    const many = word.endsWith('s');
    const kind = ADDRESS_KINDS.find((known) => known === (many ? word.slice(0, -1) : word)) ?? null;
    return { text, at, row, kind, many };
}
/** Every reference in a text, in its order. */
function findReferences(text) {
    return [...text.matchAll(REFERENCE)].map((found) => parse(found[0], found.index, found[1] ?? '', found[2] ?? ''));
}
/** The text with each reference replaced by what `resolve` answers. */
function fillReferences(text, resolve) {
    return text.replace(REFERENCE, (found, row, word, at) => resolve(parse(found, at, row, word)));
}


/***/ }),

/***/ 5649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ desiredTags),
/* harmony export */   d: () => (/* binding */ diffMachine)
/* harmony export */ });
/* harmony import */ var _model_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4552);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2514);


/** A lease may differ from what was asked by this much: the server stores whole seconds and clocks differ. */
const LEASE_TOLERANCE_MS = 120_000;
/** A lease is renewed once this share of it is used up: an apply right after another writes nothing. */
const RENEW_AFTER = 0.1;
/** Tags that this scope wants on a machine of this row, the user's own included. `hostKey` null leaves that tag alone. */
function desiredTags(scope, desired, cloudId) {
    if (desired.adopt !== null)
        return { ...desired.tags };
    const owner = desired.literal
        ? (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .literalOwnerHash */ .Vh)(scope, (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(desired.name), desired.mistName, cloudId)
        : (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerHash */ .qA)(scope, 'machine', desired.name);
    return {
        ...desired.tags,
        ...(0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .scopeTags */ .Kj)(scope),
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.row]: (0,_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .tagValue */ .EZ)(desired.name),
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner]: owner,
        [_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest]: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .rowDigest */ .$c)(desired),
    };
}
/** Decides for one match. `now` is the server's clock, epoch ms. */
function diffMachine(scope, match, now) {
    const { desired, observed } = match;
    if (observed === null)
        return { action: 'create', reason: 'no such machine', update: null };
    if (desired.adopt !== null)
        return adopted(desired, observed);
    if (!match.owned)
        return { action: 'no-op', reason: 'exists under this name; this scope did not make it', update: null };
    const replace = replaceReason(desired, observed);
    if (replace !== null)
        return { action: 'replace', reason: replace, update: null };
    const tags = missingTags(desiredTags(scope, desired, observed.cloudId), observed);
    const lease = leaseChange(desired, observed, now);
    const run = runReason(desired, observed);
    const power = powerChange(desired, observed);
    if (tags === null && lease === null && run === null && power === null)
        return { action: 'no-op', reason: 'as the spec wants it', update: null };
    const reasons = [
        tags && `tags ${Object.keys(tags).join(', ')}`,
        lease && (lease === 'remove' ? 'lease to remove' : 'lease to renew'),
        power && powerReason(power, observed),
        run,
    ];
    return {
        action: 'update',
        reason: reasons.filter(Boolean).join('; '),
        update: { tags, lease, run: run !== null, power },
    };
}
function adopted(desired, observed) {
    const tags = missingTags(desired.tags, observed);
    const power = powerChange(desired, observed);
    if (tags === null && power === null)
        return { action: 'no-op', reason: 'adopted by its id; never destroyed by this action', update: null };
    const reasons = [tags && `tags ${Object.keys(tags).join(', ')}`, power && powerReason(power, observed)];
    return {
        action: 'adopt',
        reason: `taken over by its id; ${reasons.filter(Boolean).join('; ')}`,
        update: { tags, lease: null, run: false, power },
    };
}
const BROKEN = ['error', 'failed', 'suspended', 'paused'];
/** On the way to a state counts as that state: apply waits for its end. */
const STOPPED = ['stopped', 'stopping'];
/** What power action leads to the wanted state; null where it is there, on its way, or nobody says. */
function powerChange(desired, observed) {
    const wanted = desired.power ?? (desired.adopt === null ? 'running' : null);
    if (wanted === null)
        return null;
    const stopped = STOPPED.includes(observed.state);
    if (wanted === 'running')
        return stopped ? 'start' : null;
    return stopped ? null : 'stop';
}
function powerReason(power, observed) {
    return `it is ${observed.state}, and the spec wants it ${power === 'start' ? 'running' : 'stopped'}`;
}
function replaceReason(desired, observed) {
    if (BROKEN.includes(observed.state))
        return `it is ${observed.state}, and the spec wants it running`;
    // How a server with SAFE_EXPIRATION ends a lease: whoever started it again would overrule that.
    if (STOPPED.includes(observed.state) && observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.owner] === undefined && desired.power !== 'stopped')
        return `it is ${observed.state} and has lost its tags, as at the end of a lease`;
    const digest = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.digest];
    if (digest === undefined)
        return null;
    const fields = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .changedFields */ .E0)(digest, (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .rowDigest */ .$c)(desired));
    return fields.length > 0 ? `${fields.join(', ')} changed since it was created` : null;
}
/** Why the script has to run on a machine that is there: it changed, or an earlier apply did not come to its end. */
function runReason(desired, observed) {
    const wanted = (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .runDigest */ .sA)(desired);
    const done = observed.tags[_model_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.run];
    if (wanted === null || wanted === done || desired.power === 'stopped')
        return null;
    return done === undefined ? 'run has not succeeded on it yet' : 'run changed since it last succeeded';
}
function missingTags(wanted, observed) {
    const missing = Object.entries(wanted).filter(([key, value]) => observed.tags[key] !== value);
    return missing.length > 0 ? Object.fromEntries(missing) : null;
}
function leaseChange(desired, observed, now) {
    if (desired.ttlMs === null)
        return observed.lease === null || desired.keepsLease === true ? null : 'remove';
    const wanted = now + desired.ttlMs;
    if (observed.lease === null || observed.lease.action !== 'destroy')
        return wanted;
    const used = wanted - observed.lease.at;
    const tolerance = Math.max(LEASE_TOLERANCE_MS, desired.ttlMs * RENEW_AFTER);
    return Math.abs(used) > tolerance ? wanted : null;
}


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   $c: () => (/* binding */ rowDigest),
/* harmony export */   E0: () => (/* binding */ changedFields),
/* harmony export */   sA: () => (/* binding */ runDigest)
/* harmony export */ });
/* unused harmony export DIGEST_FIELDS */
/* harmony import */ var _model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8586);
// A row's digest: what a machine was created from, field by field, small enough for one tag. It spares the catalogs on a
// second apply and lets a replace say which field changed.

/** Fields that Mist cannot change on a living machine, in the order in which the digest holds them. */
const DIGEST_FIELDS = ['backend', 'image', 'size', 'location', 'key', 'cloud-init', 'extra'];
const PART = 6;
function part(value) {
    return (0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(canonical(value), PART);
}
/** JSON with sorted keys, so that the order in which a user writes fields does not matter. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (value !== null && typeof value === 'object') {
        const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
    }
    return JSON.stringify(value) ?? 'null';
}
/** The digest of a row: seven dot-separated parts of six hex digits, 48 characters. */
function rowDigest(desired) {
    const values = [
        desired.backend,
        desired.image,
        desired.size,
        desired.location,
        desired.keyName,
        desired.cloudInit,
        desired.passThrough,
    ];
    return values.map(part).join('.');
}
/** The fields in which two digests differ; all of them when either is not a digest. */
function changedFields(before, after) {
    const old = before.split('.');
    const now = after.split('.');
    if (old.length !== DIGEST_FIELDS.length || now.length !== DIGEST_FIELDS.length)
        return [...DIGEST_FIELDS];
    return DIGEST_FIELDS.filter((_, i) => old[i] !== now[i]);
}
/** Enough that two scripts of one row are never taken for each other. */
const RUN_DIGEST = 12;
/**
 * The digest of what a row runs over SSH, as written: an address that is filled in, or another value of a secret, is no
 * other script. Null where the row runs nothing.
 */
function runDigest({ run }) {
    if (run === undefined)
        return null;
    const env = Object.entries(run.env).map(([name, value]) => [name, typeof value === 'string' ? value : null]);
    return (0,_model_content_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .contentHash */ .A)(canonical([run.script, Object.fromEntries(env)]), RUN_DIGEST);
}


/***/ }),

/***/ 3441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ loginUserOf)
/* harmony export */ });
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7382);

/** The login user of a row on the backend it is on (or will be); `imageName` helps where the row names no family. */
function loginUserOf(desired, backend, clouds, imageName) {
    if (desired.user !== null)
        return desired.user;
    const cloud = clouds.find((one) => one.name === (backend ?? desired.backend));
    const os = desired.image?.by === 'family' ? desired.image.os : (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .osOfImage */ .dh)(desired.image?.name ?? imageName ?? '');
    return (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .loginUser */ .Lx)(cloud ? (0,_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerOf */ .lc)(cloud.provider) : null, os);
}


/***/ }),

/***/ 1554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ document),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Q0: () => (/* binding */ MAX_SUMMARY_BYTES),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
// Markdown for summaries and comments: foreign text loses its power, tables stay tables, and size has a limit. Pure.
/** GitHub drops a step's summary whole above 1 MiB; this leaves room for what others add to the same file. */
const MAX_SUMMARY_BYTES = 1_000_000;
const ZERO_WIDTH_SPACE = '\u200b';
/** Text of others as plain text: no markup, no HTML, no mention, one line; safe inside a table cell. */
function escapeText(text) {
    return (escapeHtml(oneLine(text).replace(/[\\`*_[\]!~|]|^[#+=-]/g, '\\$&'))
        // GitHub links mentions after rendering, so an escaped @ would still reach people.
        .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
        // A bare address would become a link that others chose.
        .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
        .replace(/www\./gi, (start) => `${start.slice(0, -1)}${ZERO_WIDTH_SPACE}.`));
}
/** Text of others as code, to be copied as it is: with a fence longer than any run of backticks inside. */
function codeSpan(text) {
    const line = oneLine(text);
    if (line === '')
        return '';
    const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    // A table splits cells at | even inside of code, unless it is escaped there.
    return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}
function escapeHtml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
function oneLine(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
/** A section that is kept whole or left out. */
function paragraph(...lines) {
    return { head: lines, lines: [], tail: [] };
}
/** A table whose cells are Markdown already; cut by rows. */
function table(headers, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return { head: [line(headers), line(headers.map(() => '---'))], lines: rows.map(line), tail: [] };
}
/** A section behind a triangle. `title` is plain text: Markdown is not read inside of the HTML element. */
function details(title, body) {
    return {
        head: ['<details>', `<summary>${escapeHtml(oneLine(title))}</summary>`, '', ...body.head],
        lines: body.lines,
        tail: [...body.tail, '', '</details>'],
    };
}
/**
 * The sections as one text of at most `maxBytes` (UTF-8). Lines are left out from the end, whole ones, so that the
 * rest is still well-formed; a sentence at the end says that something is missing.
 */
function document(sections, maxBytes) {
    const whole = sections.map((section) => sectionText(section, section.lines.length)).join('\n');
    if (Buffer.byteLength(whole) <= maxBytes)
        return whole;
    const notice = '\n_The rest is left out: it is too long for this place._\n';
    let room = maxBytes - Buffer.byteLength(notice);
    const parts = [];
    for (const section of sections) {
        const text = cutSection(section, room);
        if (text === null)
            break;
        parts.push(text);
        room -= Buffer.byteLength(text) + 1;
    }
    return `${parts.join('\n')}${notice}`;
}
function sectionText(section, count) {
    return `${[...section.head, ...section.lines.slice(0, count), ...section.tail].join('\n')}\n`;
}
function cutSection(section, room) {
    const frame = Buffer.byteLength(sectionText(section, 0));
    if (frame > room)
        return null;
    let used = frame;
    let count = 0;
    for (const line of section.lines) {
        used += Buffer.byteLength(line) + 1;
        if (used > room)
            break;
        count += 1;
    }
    return sectionText(section, count);
}


/***/ }),

/***/ 5096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ renderPlanText),
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   Bx: () => (/* binding */ formatHourly),
/* harmony export */   MM: () => (/* binding */ planSummary),
/* harmony export */   d$: () => (/* binding */ renderPlanMarkdown),
/* harmony export */   lA: () => (/* binding */ planSection),
/* harmony export */   uC: () => (/* binding */ renderPlanJson)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2693);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1554);
// A plan for eyes: log text, Markdown and the JSON of the plan file. Pure; says what is planned, decides nothing.


const SYMBOLS = {
    create: '+',
    update: '~',
    replace: '-/+',
    adopt: '<-',
    destroy: '-',
    'no-op': '=',
};
const WIDEST_SYMBOL = 3;
/** USD without a tail of zeros, at least two decimals: `$0.02/h`, `$0.0104/h`. */
function formatHourly(costHourly) {
    if (costHourly === null)
        return 'unknown';
    const [whole, fraction = ''] = costHourly.toFixed(6).split('.');
    return `$${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}/h`;
}
/** `$0.02/h, about $14.60 a month`; says when a price is missing from it. */
function formatCost(cost) {
    const sum = `${formatHourly(cost.hourly)}, about $${cost.monthly.toFixed(2)} a month`;
    return cost.complete ? sum : `${sum}, without machines of unknown price`;
}
/** `2 to create, 1 to destroy, 3 unchanged`, or the sentence that nothing is to be done. */
function planSummary(changes) {
    const counts = (0,_model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .countChanges */ .xS)(changes);
    const parts = _model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .ACTIONS */ .kl.filter((action) => action !== 'no-op' && counts[action] > 0).map((action) => `${counts[action]} to ${action}`);
    if (parts.length === 0)
        return 'Nothing to do: reality matches the spec.';
    if (counts['no-op'] > 0)
        parts.push(`${counts['no-op']} unchanged`);
    return `Plan: ${parts.join(', ')}.`;
}
function changeLine(change) {
    const notes = [change.backend, priced(change) ? formatHourly(change.costHourly) : null];
    const shown = notes.filter((note) => note !== null);
    const where = shown.length === 0 ? '' : ` (${shown.join(', ')})`;
    return `${SYMBOLS[change.action].padStart(WIDEST_SYMBOL)} ${change.address}${where}: ${change.reason}`;
}
/** Only machines that will be there have a price. */
function priced(change) {
    return change.address.startsWith('machine/') && change.action !== 'destroy';
}
/** The plan as lines for the log. */
function renderPlanText(plan) {
    return [...plan.changes.map(changeLine), planSummary(plan.changes), `Cost: ${formatCost(plan.cost)}.`].join('\n');
}
function changeTable(changes) {
    const rows = changes.map((change) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .codeSpan */ .SS)(SYMBOLS[change.action]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .codeSpan */ .SS)(change.address),
        change.action,
        change.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(change.backend),
        priced(change) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(formatHourly(change.costHourly)) : '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(change.reason),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['', 'What', 'Change', 'Backend', 'Price', 'Why'], rows);
}
/** The plan as a Markdown document of at most `maxBytes`. */
function renderPlanMarkdown(plan, maxBytes) {
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .paragraph */ .FY)('### Plan', '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(planSummary(plan.changes)));
    const cost = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(formatCost(plan.cost))}.`);
    const sections = plan.changes.length === 0 ? [head, cost] : [head, changeTable(plan.changes), cost];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .document */ .Al)(sections, maxBytes);
}
/** The plan behind a triangle, as a part of a larger document. */
function planSection(changes) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)(planSummary(changes), changeTable(changes));
}
/** The text of the plan file: JSON in snake_case, counts of every kind, null for what is not known. */
function renderPlanJson(plan) {
    const changes = plan.changes.map(({ address, action, reason, id, backend, costHourly }) => ({
        address,
        action,
        reason,
        id,
        backend,
        cost_hourly: costHourly,
    }));
    const { hourly, monthly, currency, complete } = plan.cost;
    const counts = (0,_model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .countChanges */ .xS)(plan.changes);
    return `${JSON.stringify({ changes, counts, cost: { hourly, monthly, currency, complete } }, null, 2)}\n`;
}


/***/ }),

/***/ 3637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   To: () => (/* binding */ leakSentence),
/* harmony export */   Uv: () => (/* binding */ renderReportText),
/* harmony export */   mg: () => (/* binding */ outcomeTotals)
/* harmony export */ });
/* unused harmony export outcomeSentence */
const SENTENCES = {
    created: 'has been created',
    updated: 'has been updated',
    replaced: 'has been replaced',
    adopted: 'has been adopted',
    unchanged: 'is unchanged',
    destroyed: 'has been destroyed',
    failed: 'has failed',
    skipped: 'has been skipped',
    unknown: 'is in an unknown state',
};
/** `machine/web-1 has been created`, with the reason where there is one. */
function outcomeSentence(outcome) {
    const sentence = `${outcome.address} ${SENTENCES[outcome.outcome]}`;
    return outcome.why === null ? sentence : `${sentence}: ${outcome.why}`;
}
/** `machine ma-… (3f0c…) on aws may be left: …`; the full id, so that it can be searched for. */
function leakSentence(leak) {
    const id = leak.id === null ? '' : ` (${leak.id})`;
    const place = leak.backend === null ? '' : ` on ${leak.backend}`;
    return `${leak.kind} ${leak.name}${id}${place} is not proved gone: ${leak.why}`;
}
/** `2 created, 1 failed`, in the order of the words; or the sentence that nothing was to be done. */
function outcomeTotals(outcomes) {
    const words = Object.keys(SENTENCES).flatMap((word) => {
        const count = outcomes.filter(({ outcome }) => outcome === word).length;
        return count === 0 ? [] : [`${count} ${word}`];
    });
    if (outcomes.every(({ outcome }) => outcome === 'unchanged'))
        return 'Nothing to do: reality matches the spec.';
    return `${words.join(', ')}.`;
}
/** The whole report as lines for the log: each outcome, the totals, and what may be left. */
function renderReportText(report) {
    return [
        ...report.outcomes.map(outcomeSentence),
        outcomeTotals(report.outcomes),
        ...report.leaks.map(leakSentence),
    ].join('\n');
}


/***/ }),

/***/ 9015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ renderSummary),
/* harmony export */   k: () => (/* binding */ leakSections)
/* harmony export */ });
/* harmony import */ var _model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9860);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5096);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3637);




/** The ssh command for a person's own terminal: without the files that live on the runner only. */
function sshCommand(machine, address) {
    const port = machine.port === 22 ? '' : `-p ${machine.port} `;
    return `ssh ${port}${machine.user}@${address}`;
}
function formatTime(at) {
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
function expiry(observed) {
    if (observed === null)
        return '';
    return observed.lease === null ? 'never' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatTime(observed.lease.at));
}
function machineRow(machine) {
    const { observed } = machine;
    const address = observed === null ? null : (0,_model_machine_address_js__WEBPACK_IMPORTED_MODULE_3__/* .machineAddress */ .I)(observed);
    const state = observed === null ? machine.outcome : `${observed.state}, ${machine.outcome}`;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(machine.name),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(machine.why === null ? state : `${state}: ${machine.why}`),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(address),
        address === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(sshCommand(machine, address)),
        expiry(observed),
        observed === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHourly */ .Bx)(observed.costHourly)),
    ];
}
/** What is not proved gone, as a table; nothing where there is nothing. */
function leakSections(leaks) {
    if (leaks.length === 0)
        return [];
    const rows = leaks.map((leak) => [
        leak.kind,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.name),
        leak.id === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(leak.id),
        leak.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.backend),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(leak.why),
    ]);
    const count = leaks.length === 1 ? 'One thing is' : `${leaks.length} things are`;
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`#### ${count} not proved gone`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Kind', 'Name in Mist', 'Id', 'Backend', 'Why'], rows)];
}
/** What was done; where nothing was to be done by this mode, what is planned, or that nothing was found. */
function headline({ report, changes }) {
    if (report.outcomes.length > 0)
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeTotals */ .mg)(report.outcomes);
    if (changes.length > 0)
        return (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSummary */ .MM)(changes);
    return report.leaks.length > 0 ? 'Nothing could be proved gone.' : 'Nothing of this scope was found.';
}
/** The summary as Markdown, under GitHub's limit; leaks stand first, because they need somebody. */
function renderSummary(view, maxBytes = _markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_SUMMARY_BYTES */ .Q0) {
    const { report, scope } = view;
    const sections = [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`### Mist: scope ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(scope.name)}`, '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(headline(view))),
        ...leakSections(report.leaks),
    ];
    if (report.machines.length > 0) {
        const rows = report.machines.map(machineRow);
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Machine', 'Backend', 'State', 'Address', 'SSH', 'Expires', 'Price'], rows));
        sections.push((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(report.cost))}.`));
    }
    if (view.changes.length > 0)
        sections.push((0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSection */ .lA)(view.changes));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
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
