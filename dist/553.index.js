export const id = 553;
export const ids = [553];
export const modules = {

/***/ 8553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createKeyMaker: () => (/* binding */ createKeyMaker),
/* harmony export */   pairOf: () => (/* binding */ pairOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(386);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8414);
/* harmony import */ var _rsa_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(537);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8226);
// Makes SSH key pairs: nothing is written to disk.






const makePair = (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair);
/** The two halves of an Ed25519 key: 32 bytes each. */
function ed25519Halves(privateKey) {
    const { d, x } = privateKey.export({ format: 'jwk' });
    return { seed: Buffer.from(d ?? '', 'base64url'), point: Buffer.from(x ?? '', 'base64url') };
}
/** The file format of OpenSSH's PROTOCOL.key, without encryption and comment. */
function opensshPem(publicBlob, privateFields) {
    const check = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4);
    const body = Buffer.concat([check, check, privateFields, (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)('')]);
    // Without a cipher the block size is 8, and the padding counts 1, 2, 3, …
    const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1));
    const file = Buffer.concat([
        Buffer.from('openssh-key-v1\0'),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)('none'),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)('none'),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)(''),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .uint32 */ .S8)(1),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)(publicBlob),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)(Buffer.concat([body, padding])),
    ]);
    const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
async function hostKey() {
    const { seed, point } = ed25519Halves((await makePair('ed25519')).privateKey);
    const blob = Buffer.concat([(0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)('ssh-ed25519'), (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)(point)]);
    const fields = Buffer.concat([blob, (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .sshString */ ._G)(Buffer.concat([seed, point]))]);
    return {
        publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
        privateKey: (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .makeSecret */ .p)(opensshPem(blob, fields)),
    };
}
/** Both halves of an RSA key that was made elsewhere. Rejects like `loadPrivateKey`. */
async function pairOf(privateKey) {
    return { publicKey: (await (0,_private_key_js__WEBPACK_IMPORTED_MODULE_2__/* .loadPrivateKey */ .PM)(privateKey)).publicKey, privateKey };
}
/** A key maker on Node's own cryptography. `publicOf` reads what `loadPrivateKey` reads and rejects with ActionError `key` otherwise. */
function createKeyMaker() {
    const publicOf = async (privateKey) => (await (0,_private_key_js__WEBPACK_IMPORTED_MODULE_2__/* .loadPrivateKey */ .PM)(privateKey)).publicKey;
    return { rsa: async () => pairOf(await (0,_rsa_js__WEBPACK_IMPORTED_MODULE_3__/* .makeRsaKey */ .Y)()), hostKey, publicOf, prepare: _private_key_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareToRead */ .vp };
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
