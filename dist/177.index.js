export const id = 177;
export const ids = [177];
export const modules = {

/***/ 6622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ compose),
  T: () => (/* binding */ tokenNamePrefix)
});

// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
// EXTERNAL MODULE: ./lib/src/mist/connect.js + 19 modules
var connect = __webpack_require__(2425);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/src/ssh/private-key.js
var private_key = __webpack_require__(8414);
// EXTERNAL MODULE: ./lib/src/ssh/rsa.js
var ssh_rsa = __webpack_require__(537);
// EXTERNAL MODULE: ./lib/src/ssh/wire.js
var wire = __webpack_require__(8226);
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
    const body = Buffer.concat([check, check, privateFields, (0,wire/* sshString */._G)('')]);
    // Without a cipher the block size is 8, and the padding counts 1, 2, 3, …
    const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1));
    const file = Buffer.concat([
        Buffer.from('openssh-key-v1\0'),
        (0,wire/* sshString */._G)('none'),
        (0,wire/* sshString */._G)('none'),
        (0,wire/* sshString */._G)(''),
        (0,wire/* uint32 */.S8)(1),
        (0,wire/* sshString */._G)(publicBlob),
        (0,wire/* sshString */._G)(Buffer.concat([body, padding])),
    ]);
    const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
async function hostKey() {
    const { seed, point } = ed25519Halves((await makePair('ed25519')).privateKey);
    const blob = Buffer.concat([(0,wire/* sshString */._G)('ssh-ed25519'), (0,wire/* sshString */._G)(point)]);
    const fields = Buffer.concat([blob, (0,wire/* sshString */._G)(Buffer.concat([seed, point]))]);
    return {
        publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
        privateKey: (0,secret/* makeSecret */.p)(opensshPem(blob, fields)),
    };
}
/**
 * A key maker on Node's own cryptography; `makeRsa` makes the slow kind, in this process unless given. `publicOf` reads
 * what `loadPrivateKey` reads and rejects with ActionError `key` otherwise.
 */
function createKeyMaker(makeRsa = ssh_rsa/* makeRsaKey */.Y) {
    const publicOf = async (privateKey) => (await (0,private_key/* loadPrivateKey */.PM)(privateKey)).publicKey;
    const rsa = async () => {
        const privateKey = await makeRsa();
        return { publicKey: await publicOf(privateKey), privateKey };
    };
    return { rsa, hostKey, publicOf };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./lib/src/ssh/attempt.js
var attempt = __webpack_require__(4606);
// EXTERNAL MODULE: ./lib/src/ssh/socket-reason.js
var socket_reason = __webpack_require__(1899);
;// CONCATENATED MODULE: ./lib/src/ssh/prober.js
// Reachability from this process: a TCP connection, an SSH login with the host key checked, or an HTTP answer. Runs no command.



async function probeTcp(host, port, limits) {
    if (!(0,socket_reason/* isPort */.sW)(port))
        return (0,socket_reason/* never */.Zm)(`${port} is no port`);
    return (0,attempt/* runAttempt */.T)(limits, (settle) => {
        const socket = (0,external_node_net_.connect)({ host, port });
        socket.once('connect', () => settle({ ok: true, hostKey: null }));
        socket.on('error', (error) => settle((0,socket_reason/* notYet */.y8)((0,socket_reason/* socketReason */.oZ)(error))));
        return { seen: () => `port ${port} does not answer`, close: () => socket.destroy() };
    }, socket_reason/* notYet */.y8);
}
async function probeSsh(target, limits) {
    const { prepareLogin, startLogin } = await Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(90)]).then(__webpack_require__.bind(__webpack_require__, 6090));
    const key = await prepareLogin(target);
    if ('ok' in key)
        return key;
    return (0,attempt/* runAttempt */.T)(limits, (settle) => startLogin(target, key, { ready: (_client, hostKey) => settle({ ok: true, hostKey }), failed: settle }), socket_reason/* notYet */.y8);
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

// EXTERNAL MODULE: ./lib/src/action/keeper-order.js
var keeper_order = __webpack_require__(1638);
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
    const connected = (0,connect/* connectMist */.e)({ ...common, token: secret });
    const ended = new AbortController();
    const processes = { distDirectory: runner.distDirectory, nodePath: process.execPath, env: runner.env };
    const world = {
        reader: connected.reader,
        writer: connected.writer,
        clock: runner.clock,
        log,
        signal,
        journal,
        prober: createProber(inputs.caCertificate),
        shell: shellOnUse(),
        keyMaker: createKeyMaker(async () => {
            const { rsaKeyFromProcess } = await __webpack_require__.e(/* import() */ 906).then(__webpack_require__.bind(__webpack_require__, 906));
            return rsaKeyFromProcess({ ...processes, signal: AbortSignal.any([signal, ended.signal]) });
        }),
    };
    const connection = {
        ...connected,
        close: async () => {
            // A pair that a failed step did not come to use is not waited for.
            ended.abort(new errors/* CancelledError */.cc());
            await connected.close();
        },
    };
    const { caCertificate, allowInsecureHttp } = common;
    const server = secret === null
        ? null
        : { url, token: secret, caCertificate, allowInsecureHttp, proxyEnv: (0,keeper_order/* proxyVariables */.eq)(runner.env) };
    return { world, connection, server, mintedToken: minted };
}
/** Most steps run no script: the shell is loaded by the first one. */
function shellOnUse() {
    let shell = null;
    return {
        async run(...call) {
            shell ??= Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(719)]).then(__webpack_require__.bind(__webpack_require__, 2719)).then(({ createShell }) => createShell());
            return (await shell).run(...call);
        },
    };
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
    const { findOrStartSandbox } = await __webpack_require__.e(/* import() */ 800).then(__webpack_require__.bind(__webpack_require__, 1800));
    const sandbox = await findOrStartSandbox({
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
            // Post takes whole milliseconds alone for a time.
            const at = Math.round(intent.at);
            const entry = { ...intent, at, seq: next, phase: 'intent', result: null, jobId: null, id: null };
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
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('state', 'user', `The journal of this run would be larger than ${MAX_STATE_BYTES} bytes.`, {
        hint: 'Spread the machines over several runs, each with a spec and a scope of its own.',
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

/***/ 8414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ loadPrivateKey),
/* harmony export */   t$: () => (/* binding */ loadedKey)
/* harmony export */ });
/* unused harmony export rsaPublicLine */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1793);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8226);
// Reads private keys in the forms that people have them in. No message made here holds any part of a key.



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
async function read(privateKey) {
    const text = `${privateKey.reveal().replaceAll('\r\n', '\n').trim()}\n`;
    const pem = tryPem(text);
    // ssh2 does not read PKCS#8, so every RSA key that OpenSSL reads is handed to it as PKCS#1.
    if (pem !== null) {
        return {
            text: pem.export({ type: 'pkcs1', format: 'pem' }).toString(),
            publicKey: rsaPublicLine((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem)),
        };
    }
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
