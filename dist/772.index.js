export const id = 772;
export const ids = [772];
export const modules = {

/***/ 1638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ formatOrder),
/* harmony export */   eq: () => (/* binding */ proxyVariables),
/* harmony export */   of: () => (/* binding */ parseOrder)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1793);
/* harmony import */ var _model_observed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1618);
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(386);
/* harmony import */ var _state_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22);




const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy'];
/** The proxy variables of an environment, and nothing else of it. */
function proxyVariables(env) {
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toUpperCase()]);
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/** The order as text with the token in it: for a pipe, never for arguments, environment or a file. */
function formatOrder(order) {
    return JSON.stringify({ ...order, server: { ...order.server, token: order.server.token.reveal() } });
}
/** Takes an order apart again. Throws BugError, without any of the text, when it is not whole. */
function parseOrder(text) {
    const { server, task, runner } = fieldsOf(parsed(text));
    const identity = runner === null ? null : (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseIdentity */ .aZ)(JSON.stringify(runner));
    if (runner !== null && identity === null)
        throw broken();
    return { server: parseServer(fieldsOf(server)), task: parseTask(fieldsOf(task)), runner: identity };
}
function parseServer({ url, token, caCertificate, allowInsecureHttp, proxyEnv }) {
    if (typeof url !== 'string' || typeof token !== 'string' || token === '')
        throw broken();
    if (typeof allowInsecureHttp !== 'boolean')
        throw broken();
    if (caCertificate !== null && typeof caCertificate !== 'string')
        throw broken();
    const proxies = Object.entries(fieldsOf(proxyEnv)).map(([name, value]) => [name, String(value)]);
    return { url, token: (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .makeSecret */ .p)(token), caCertificate, allowInsecureHttp, proxyEnv: Object.fromEntries(proxies) };
}
function parseTask({ scope, machines, parallelism, longestMs }) {
    const checked = (0,_state_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScope */ .Sk)(JSON.stringify(scope));
    if (checked === null || !Array.isArray(machines) || !isCount(parallelism) || !isCount(longestMs))
        throw broken();
    return { scope: checked, machines: machines.map(parseMachine), parallelism, longestMs };
}
function parseMachine(value) {
    const { id, cloudId, name, ttlMs, leftMs, inherited } = fieldsOf(value);
    if (typeof id !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(id) || typeof cloudId !== 'string' || !(0,_model_observed_js__WEBPACK_IMPORTED_MODULE_3__/* .isMistId */ .v)(cloudId))
        throw broken();
    if (typeof name !== 'string' || name === '' || !isCount(ttlMs) || typeof inherited !== 'boolean')
        throw broken();
    if (leftMs !== null && !Number.isSafeInteger(leftMs))
        throw broken();
    return { id, cloudId, name, ttlMs, leftMs: leftMs === null ? null : Number(leftMs), inherited };
}
function isCount(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
function fieldsOf(value) {
    if (typeof value !== 'object' || value === null)
        throw broken();
    return { ...value };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        // The parser's message quotes the text, which holds the token.
        throw broken();
    }
}
function broken() {
    return new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .BugError */ .f9('The order of the keeper is not whole.');
}


/***/ }),

/***/ 2425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ connectMist)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/mist/direct-network.js
var direct_network = __webpack_require__(1102);
;// CONCATENATED MODULE: ./lib/src/mist/address.js
// Where the server is and how to get there: the input `mist-url`, proxies, certificates, connections.


/**
 * The base URL in `mist-url`, a path prefix allowed. Throws InputError for what is no URL, carries a login, a query or
 * a fragment, or is plain http beyond this machine without `allowInsecureHttp`.
 */
function parseServerUrl(url, allowInsecureHttp) {
    if (!URL.canParse(url))
        throw new errors/* InputError */.dz('mist-url', 'this is not a URL.', { hint: 'For example https://mist.example.com' });
    const base = new URL(url);
    if (base.protocol !== 'https:' && base.protocol !== 'http:') {
        throw new errors/* InputError */.dz('mist-url', 'only https:// and http:// are possible.');
    }
    if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
        throw new errors/* InputError */.dz('mist-url', 'give the address only, without login, query or fragment.');
    }
    if (base.protocol === 'http:' && !isLoopback(base.hostname) && !allowInsecureHttp) {
        throw new errors/* InputError */.dz('mist-url', 'plain http would send the token and all keys readable over the network.', {
            hint: 'Use https, or set `allow-insecure-http: true` where the network is trusted.',
        });
    }
    return base;
}
/** True for this machine's own addresses, which never go through a proxy and may be plain http. */
function isLoopback(hostname) {
    const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
/** The proxy for this server, or empty for none. Only the variable of the URL's own scheme counts. */
function proxyFor(base, env) {
    if (isLoopback(base.hostname))
        return '';
    const name = base.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    return env[name] || env[name.toUpperCase()] || '';
}
/**
 * Keep-alive connections to one server, through undici where a proxy variable is for it. `caCertificate` (PEM) is
 * trusted besides the usual authorities. Throws ActionError when a proxy variable is no URL of a proxy; its value is
 * not repeated, it may hold a password.
 */
function openNetwork(base, env, caCertificate) {
    const proxy = proxyFor(base, env);
    if (proxy === '')
        return (0,direct_network/* openDirect */.OG)(base.protocol === 'https:', caCertificate);
    if (!isProxyUrl(proxy)) {
        throw new errors/* ActionError */.lZ('proxy', 'user', 'The proxy in HTTP_PROXY or HTTPS_PROXY cannot be used: it is not the URL of a proxy.');
    }
    const choice = { proxy, noProxy: env.no_proxy || env.NO_PROXY || '', caCertificate };
    return openLater(() => Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(751)]).then(__webpack_require__.bind(__webpack_require__, 1751)).then(({ openProxied }) => openProxied(choice)));
}
/** True for the schemes that undici's proxy agent takes. */
function isProxyUrl(text) {
    return URL.canParse(text) && ['http:', 'https:', 'socks5:', 'socks:'].includes(new URL(text).protocol);
}
/** A network that is opened with its first request. */
function openLater(open) {
    let opened = null;
    const network = () => {
        opened ??= open();
        return opened;
    };
    return {
        exchange: async (...request) => (await network()).exchange(...request),
        close: async () => (await opened)?.close(),
    };
}

;// CONCATENATED MODULE: ./lib/src/mist/error-line.js
// One line for people out of an error answer. The rule: nothing that could repeat a request leaves this file. Mist's
// schema errors repeat whole bodies, and its validation errors quote the value that was refused, credentials included.
const MAX_LINE = 200;
/** Below this a piece of a secret is too common to tell an echo from a coincidence. */
const MIN_ECHO = 8;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]+/gu;
/** The first line that says something: without control and format characters, blanks collapsed, at most 200 characters. */
function cleanLine(raw) {
    for (const part of raw.slice(0, 4096).split(/[\r\n\u2028\u2029]+/)) {
        const line = part.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
        if (line !== '')
            return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
    }
    return '';
}
/** v1's one-liners. Of a validation error only the field names are kept, never the refused values. */
function lineOfText(raw) {
    const line = cleanLine(raw);
    if (!/[{}]|Invalid parameter |ValidationError/.test(line))
        return line;
    const kind = /^([A-Z][A-Za-z ]{1,40}): /.exec(line)?.[1] ?? 'the server refused a value';
    const fields = /\b(Invalid parameters|Field is required|Missing [a-z]+): ?(\[[\w', -]{1,120}\])|\bInvalid parameters (\[[\w', -]{1,120}\])/.exec(raw);
    if (!fields)
        return kind;
    return `${kind}: ${fields[3] === undefined ? `${fields[1]}: ${fields[2]}` : `Invalid parameters ${fields[3]}`}`;
}
/** `detail` of a problem+json body. Schema errors are reduced to the field they are about. */
function lineOfProblem(status, title, detail) {
    const required = /^'(\w{1,40})' is a required property(?: - '([\w.]{1,80})')?$/.exec(detail);
    if (required)
        return `'${required[1]}' is required${required[2] ? ` in '${required[2]}'` : ''}`;
    if (status === 400 || status === 422) {
        const field = / - '([\w.]{1,80})'$/.exec(detail)?.[1];
        return field ? `the server's schema refuses '${field}'` : `${cleanLine(title)}: refused by the server's schema`;
    }
    return status >= 500 || /["'{}[\]]/.test(detail) ? cleanLine(title) : cleanLine(detail) || cleanLine(title);
}
/**
 * True when `line` holds one of `secrets`, or a line of one: such a line is never shown. Cut lines count, so a secret
 * that begins near the end is found by its beginning.
 */
function echoes(line, secrets) {
    const haystack = line.toLowerCase();
    return secrets.some((secret) => secret.split(/[\r\n]+/).some((part) => {
        const needle = part.trim().toLowerCase();
        if (needle.length < MIN_ECHO)
            return needle.length > 3 && needle === secret.toLowerCase() && haystack.includes(needle);
        return haystack.includes(needle) || haystack.includes(needle.slice(0, MIN_ECHO));
    }));
}

;// CONCATENATED MODULE: ./lib/src/mist/error-body.js
// Which failure an answer is. Mist has four encodings: v1 one-liners (mostly labelled text/html), HTML pages for unknown
// routes and proxies, v2 JSON strings, v2 problem+json.


/** The body broke off inside its JSON: worth another try where tries are allowed. */
class TruncatedError extends errors/* ApiError */.hD {
}
const PROVIDER_AUTH = /unauthorized cloud|cloud ?unauthorized|cloud credentials/i;
const QUOTA = /quota|limit ?exceeded|exceeded? (?:your|the) .{0,40}limit/i;
const WRONG_SERVER = 'Is this the URL of a Mist server? Check `mist-url`.';
/** True for a page: an unknown v1 route, a proxy, a sign-in page. One-liners carry the same content type. */
function isHtml(reply) {
    return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(reply.text);
}
/** The error of an answer that is not 2xx, else null. `secrets` are texts of the request that must not come back. */
function errorOf(call, reply, secrets) {
    if (reply.status >= 200 && reply.status < 300)
        return null;
    if (reply.status >= 300 && reply.status < 400)
        return redirectError(call, reply);
    const page = isHtml(reply);
    const picked = page ? 'an HTML page' : lineOf(reply);
    const line = echoes(picked, secrets) ? 'the answer repeats the request and is not shown' : picked;
    const failure = classify(reply.status, picked, page);
    return new errors/* ApiError */.hD({ failure, status: reply.status, method: call.method, route: call.route, ...retryAfter(reply) }, reasonFor(failure, line), hintFor(call, failure));
}
/** A `protocol` error about an answer as a whole; `wrong` says what is wrong with it. */
function protocolError(call, reply, wrong) {
    const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
    return new errors/* ApiError */.hD(at, wrong, { hint: WRONG_SERVER });
}
function redirectError(call, reply) {
    const target = reply.location === null ? null : originOf(reply.location, call.origin);
    const where = target === null ? 'somewhere' : target === call.origin ? 'another path of itself' : target;
    const hint = target === null || target === call.origin
        ? WRONG_SERVER
        : `Redirects are not followed, so that the token stays here. If ${target} is your server, give it as \`mist-url\`.`;
    const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
    return new errors/* ApiError */.hD(at, `the server redirects to ${where}`, { hint });
}
function originOf(location, base) {
    return URL.canParse(location, base) ? new URL(location, base).origin : null;
}
function lineOf(reply) {
    if (!/\bjson\b/i.test(reply.contentType))
        return lineOfText(reply.text);
    let body;
    try {
        body = JSON.parse(reply.text);
    }
    catch {
        return 'no reason given';
    }
    if (typeof body === 'string')
        return lineOfText(body);
    if (typeof body !== 'object' || body === null)
        return 'no reason given';
    const title = 'title' in body && typeof body.title === 'string' ? body.title : 'no reason given';
    const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : '';
    return lineOfProblem(reply.status, title, detail);
}
function classify(status, line, page) {
    if (status === 423 || status === 429)
        return 'busy';
    if (status >= 500)
        return 'server';
    if (page)
        return 'protocol';
    switch (status) {
        case 401:
            return PROVIDER_AUTH.test(line) ? 'provider-auth' : 'auth';
        case 402:
            return 'quota';
        case 403:
            if (PROVIDER_AUTH.test(line))
                return 'provider-auth';
            return QUOTA.test(line) ? 'quota' : 'forbidden';
        case 404:
            return /requested URL was not found/.test(line) ? 'protocol' : 'not-found';
        case 405:
            return /method is not allowed/i.test(line) ? 'protocol' : 'auth';
        default:
            return QUOTA.test(line) ? 'quota' : 'rejected';
    }
}
function reasonFor(failure, line) {
    const said = line === '' ? 'no reason given' : line;
    return failure === 'auth' ? `the server refused the login (${said})` : said;
}
function hintFor(call, failure) {
    switch (failure) {
        case 'auth':
            return { hint: `Check the ${call.credentials}: is it valid for this server, not expired, and not read-only?` };
        case 'provider-auth':
            return { hint: 'The Mist token is fine: the cloud refused the credentials of this backend. Check them.' };
        case 'protocol':
            return { hint: WRONG_SERVER };
        default:
            return {};
    }
}
/** Seconds or an HTTP date, as sent; the retry loop clamps it. Dates count against the answer's own Date header. */
function retryAfter(reply) {
    const raw = reply.retryAfter?.trim() ?? '';
    if (/^\d{1,12}$/.test(raw))
        return { retryAfterMs: Number(raw) * 1000 };
    const at = /^[A-Z][a-z]{2},/.test(raw) ? Date.parse(raw) : Number.NaN;
    if (!Number.isFinite(at) || reply.serverTime === null)
        return {};
    return { retryAfterMs: Math.max(0, at - reply.serverTime) };
}

;// CONCATENATED MODULE: ./lib/src/mist/retries.js


/** A server that fails three times in a row is down, not busy. */
const MAX_TRIES = 3;
/** No try begins later than this after the first failure: post shares 285 s with all other posts of its job. */
const WINDOW_MS = 30_000;
const FIRST_PAUSE_MS = 500;
/** What a server may ask for: less than a second is a spin, more than a minute is longer than any lock of Mist's. */
const RETRY_AFTER_MS = { min: 1_000, max: 60_000 };
/** True for failures that may pass: no answer, a torn answer, 423, 429, 5xx. */
function mayPass(error) {
    if (error instanceof errors/* TransportError */.wX || error instanceof TruncatedError)
        return true;
    return error instanceof errors/* ApiError */.hD && (error.failure === 'busy' || error.failure === 'server');
}
/**
 * Runs a read up to three times within 30 s of its first failure; throws the last error. Pauses double and are
 * jittered; a Retry-After is obeyed between 1 and 60 s, but never past the window.
 */
async function retryRead(world, attempt) {
    let deadline = Number.POSITIVE_INFINITY;
    for (let tries = 1;; tries += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!mayPass(error) || tries >= MAX_TRIES)
                throw error;
            const now = world.clock.elapsed();
            if (tries === 1)
                deadline = now + WINDOW_MS;
            if (now >= deadline)
                throw error;
            await world.clock.sleep(Math.min(pauseMs(error, tries, world.random()), deadline - now), world.signal);
        }
    }
}
function pauseMs(error, tries, random) {
    const asked = error instanceof errors/* ApiError */.hD ? error.retryAfterMs : undefined;
    if (asked !== undefined)
        return Math.min(Math.max(asked, RETRY_AFTER_MS.min), RETRY_AFTER_MS.max);
    return FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + random);
}

;// CONCATENATED MODULE: ./lib/src/mist/calls.js


/** Mist itself gives up on a provider's lock after 60 s, so slow listings and add-cloud need more than that. */
const SLOW_MS = 90_000;
const USUAL_MS = 60_000;
/** Binds the calls to one server. `token` is the text to keep out of errors; `credentials` names what logs in. */
function makeCalls(transport, server, world) {
    const prefix = server.base.pathname.replace(/\/+$/, '');
    async function once(method, request) {
        const call = {
            method,
            origin: server.base.origin,
            route: request.route.route,
            path: `${prefix}${request.route.path}`,
            body: request.body ?? null,
            timeoutMs: request.timeoutMs ?? USUAL_MS,
            credentials: server.credentials,
        };
        const reply = await transport.send(call, request.onSent);
        const token = server.token();
        const error = errorOf(call, reply, [...(request.secrets ?? []), ...(token === null ? [] : [token])]);
        if (error !== null)
            throw error;
        return { call, reply };
    }
    async function json(method, request) {
        const { call, reply } = await once(method, request);
        const asked = { method, route: call.route, status: reply.status };
        return { asked, value: parseJson(call, reply), serverTime: reply.serverTime };
    }
    return {
        get: (request) => retryRead(world, () => json('GET', request)),
        send: json,
        async order(method, request) {
            const { call, reply } = await once(method, request);
            if (reply.text.trim() !== 'OK')
                parseJson(call, reply);
        },
    };
}
function parseJson(call, reply) {
    if (isHtml(reply))
        throw protocolError(call, reply, 'the answer is an HTML page');
    if (!/\bjson\b/i.test(reply.contentType))
        throw protocolError(call, reply, 'the answer is not JSON');
    try {
        return JSON.parse(reply.text);
    }
    catch {
        // The parser's message quotes the text, which may hold keys.
        const at = { failure: 'protocol', status: reply.status, method: call.method, route: call.route };
        throw new TruncatedError(at, 'the answer is broken JSON');
    }
}

// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
;// CONCATENATED MODULE: ./lib/src/mist/dates.js
// Mist's dates, both ways. The server writes UTC without a zone, and reads two different formats (lease on create, lease on edit).
const DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;
/** Epoch ms of a date as the server writes it (`2026-11-23 02:45:11[.573534]`, `2030-01-01T00:00:00[Z]`), else null. */
function parseServerDate(text) {
    const match = DATE.exec(text.trim());
    if (!match)
        return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const ms = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
    const at = Date.UTC(year, month - 1, day, hour, minute, second, ms);
    const back = new Date(at);
    // Date.UTC rolls the 31st of February over instead of refusing it.
    if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
        return null;
    return at - offsetMs(match[8]);
}
function offsetMs(zone) {
    if (zone === undefined || zone === 'Z')
        return 0;
    const digits = zone.slice(1).replace(':', '');
    const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
    return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
/** `2030-01-01T00:00:00Z`: the form a v2 create wants. Other zones are dropped by the server without a word. */
function formatForCreate(at) {
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
/** `2030-01-01 00:00:00` in UTC: the form an edit wants; anything else is refused after the old lease has been deleted. */
function formatForEdit(at) {
    return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

// EXTERNAL MODULE: ./lib/src/model/observed.js
var observed = __webpack_require__(1618);
;// CONCATENATED MODULE: ./lib/src/mist/wire.js
// From `unknown` to values: the small readers that every decoder is made of. What does not fit is a `protocol` error that
// names the field and the route, never the value. Unknown fields are ignored.


/** The error for an answer that does not have the shape that every known Mist server gives. */
function misfit(asked, path, wanted) {
    return new errors/* ApiError */.hD({ failure: 'protocol', ...asked }, `${path}: expected ${wanted}`, {
        hint: 'The server answers in a way that this action does not know. Is it a Mist server of the 4.7 or 2023 series?',
    });
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** `value` as a JSON object; throws when it is anything else. */
function asRow(asked, path, value) {
    if (!isObject(value))
        throw misfit(asked, path, 'an object');
    return { asked, path, fields: value };
}
/** `value` as an array of JSON objects; one stray element fails the whole list, so that no list is ever partial. */
function asRows(asked, path, value) {
    if (!Array.isArray(value))
        throw misfit(asked, path, 'a list');
    return value.map((item, index) => asRow(asked, `${path}[${index}]`, item));
}
function place(row, names) {
    return `${row.path}.${names.join(' or ')}`;
}
/** The first of these fields that is text, not empty; throws when there is none. Several names: the two series differ. */
function wire_text(row, ...names) {
    const found = textOrNull(row, ...names);
    if (found === null)
        throw misfit(row.asked, place(row, names), 'text');
    return found;
}
/** Like `text`, but null where all are absent, null or empty; another type still throws. */
function textOrNull(row, ...names) {
    for (const name of names) {
        const value = row.fields[name];
        if (value === undefined || value === null || value === '')
            continue;
        if (typeof value !== 'string')
            throw misfit(row.asked, place(row, [name]), 'text');
        return value;
    }
    return null;
}
/** Text that may be empty or null (then ''), as foreign objects have it; throws when none of the fields is there at all. */
function textOrEmpty(row, ...names) {
    const value = textOrNull(row, ...names);
    if (value === null && !names.some((name) => Object.hasOwn(row.fields, name))) {
        throw misfit(row.asked, place(row, names), 'text');
    }
    return value ?? '';
}
/** A 32-hex Mist id; throws for anything else, provider ids and names included. */
function mistId(row, name) {
    const value = row.fields[name];
    if (typeof value !== 'string' || !(0,observed/* isMistId */.v)(value))
        throw misfit(row.asked, place(row, [name]), 'a 32-hex id');
    return value;
}
/** A finite number, or null where absent or null. Digits in quotes count: providers' extras hold both. */
function numberOrNull(row, name) {
    const value = row.fields[name];
    if (value === undefined || value === null || value === '')
        return null;
    const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
        throw misfit(row.asked, place(row, [name]), 'a number');
    return number;
}
/** A boolean; throws when absent. */
function flag(row, name) {
    const value = row.fields[name];
    if (typeof value !== 'boolean')
        throw misfit(row.asked, place(row, [name]), 'true or false');
    return value;
}
/** A list of texts; throws when absent. */
function texts(row, name) {
    const value = row.fields[name];
    if (!Array.isArray(value))
        throw misfit(row.asked, place(row, [name]), 'a list');
    return value.map((item, index) => {
        if (typeof item !== 'string')
            throw misfit(row.asked, `${place(row, [name])}[${index}]`, 'text');
        return item;
    });
}
/** An object inside, or null where absent, null or an empty text (the v1 way to say "none"). */
function inner(row, name) {
    const value = row.fields[name];
    if (value === undefined || value === null || value === '')
        return null;
    return asRow(row.asked, place(row, [name]), value);
}
/** A list of objects inside; an absent one is empty. */
function innerRows(row, name) {
    const value = row.fields[name];
    return value === undefined || value === null ? [] : asRows(row.asked, place(row, [name]), value);
}

;// CONCATENATED MODULE: ./lib/src/mist/decode-accounts.js


/** One cloud. The 4.7 series calls its name `title`. Credentials that the server returns are not kept. */
function decodeCloud(row) {
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name', 'title'),
        provider: wire_text(row, 'provider'),
        enabled: flag(row, 'enabled'),
    };
}
/** One key. An association without the field fails: a lost one would make a used key look free. */
function decodeKey(row) {
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name'),
        isDefault: flag(row, 'isDefault'),
        machineIds: innerRows(row, 'machines')
            .map((machine) => textOrEmpty(machine, 'machine_id'))
            .filter(Boolean),
    };
}
/** One schedule. Machines come from selectors of type `machines`; schedules that select by tags or age name none. */
function decodeSchedule(row) {
    const selected = innerRows(row, 'selectors').filter((selector) => selector.fields.type === 'machines');
    return {
        id: mistId(row, 'id'),
        name: wire_text(row, 'name'),
        enabled: flag(row, 'task_enabled'),
        at: scheduledAt(row),
        machineIds: selected.flatMap((selector) => texts(selector, 'ids')),
    };
}
/** Schedules that run once have `{entry: "2026-11-23 04:53:20"}` (recorded); the entries of others are no date. */
function scheduledAt(row) {
    const { schedule_type: type, schedule_entry: entry } = row.fields;
    if (type !== 'one_off' || typeof entry !== 'object' || entry === null || !('entry' in entry))
        return null;
    return typeof entry.entry === 'string' ? parseServerDate(entry.entry) : null;
}
/** One organisation that the token's user belongs to. */
function decodeOrganisation(row) {
    return { id: mistId(row, 'id'), name: wire_text(row, 'name') };
}

// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/src/mist/decode-catalog.js


/** One image. `architectures` are Mist's words (`x86`, `arm`); an image without the field has none. */
function decodeImage(row) {
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        osType: textOrNull(row, 'os_type'),
        osDistro: textOrNull(row, 'os_distro'),
        architectures: row.fields.architecture ? texts(row, 'architecture') : [],
    };
}
/** One size; `ram` is MiB, `disk` GB. `provider` is the cloud's, as the server calls it, or null when not known. */
function decodeSize(row, provider) {
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        cpus: numberOrNull(row, 'cpus'),
        ramMb: numberOrNull(row, 'ram'),
        diskGb: numberOrNull(row, 'disk'),
        architecture: textOrNull(row, 'architecture'),
        priceHourly: decodePrice(row, provider),
    };
}
/** An unknown price is better than a wrong one. */
function decodePrice(row, provider) {
    const price = inner(row, 'extra')?.fields.price;
    const id = provider === null ? null : (0,providers/* providerOf */.lc)(provider);
    const known = id !== null && providers/* PROVIDERS */.xq[id].price !== null;
    return known && typeof price === 'number' && Number.isFinite(price) && price > 0 ? price : null;
}
/** One location. EC2's zones have the external ids `0`, `1`, …; docker's only one has an empty one. */
function decodeLocation(row) {
    const kind = textOrNull(row, 'location_type');
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id'),
        name: wire_text(row, 'name'),
        kind: kind === 'region' || kind === 'zone' ? kind : null,
    };
}

// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
;// CONCATENATED MODULE: ./lib/src/mist/decode-jobs.js
// Creates and what became of them: dry plans, job ids, create jobs, log entries. Jobs and logs hold whole request bodies;
// only the fields below are ever looked at.



/** Logged when the provider has answered the create; ten to forty seconds after the request. */
const CREATED = 'machine_creation_finished';
const CREATE_ACTIONS = new Set([
    'create_machine',
    'async_machine_creation_started',
    'sending_create_machine_request',
    CREATED,
]);
/** The ids in a dry run's `plan`. Throws when the answer holds a job: then it was no dry run. */
function decodeDryPlan(row) {
    if (textOrNull(row, 'jobId') !== null)
        throw misfit(row.asked, `${row.path}.jobId`, 'nothing: this was a dry run');
    const plan = inner(row, 'plan');
    if (plan === null)
        throw misfit(row.asked, `${row.path}.plan`, 'an object');
    const idOf = (name) => {
        const chosen = inner(plan, name);
        return chosen === null ? null : textOrNull(chosen, 'id');
    };
    return {
        cloudId: idOf('cloud'),
        imageId: idOf('image'),
        sizeId: idOf('size'),
        locationId: idOf('location'),
        keyId: idOf('key'),
        name: textOrNull(plan, 'machine_name'),
    };
}
/** The job of an accepted create. */
function decodeCreated(row) {
    return { jobId: mistId(row, 'jobId') };
}
/** A create job. Its error is kept as one cleaned line; a provider's refusal arrives here, not in the create's answer. */
function decodeJob(row) {
    const error = row.fields.error;
    const done = innerRows(row, 'logs').filter((log) => log.fields.action === CREATED && !log.fields.error);
    const external = done.map((log) => textOrNull(log, 'external_id')).find((id) => id !== null);
    return {
        id: wire_text(row, 'job_id'),
        created: done.length > 0,
        externalId: external ?? null,
        error: decodeJobError(error),
        finished: (numberOrNull(row, 'finished_at') ?? 0) !== 0,
    };
}
/** The server says `false` while there is none; the interface file promises a boolean, real errors are texts. */
function decodeJobError(error) {
    if (!error)
        return null;
    return typeof error === 'string' ? cleanLine(error) || 'no reason given' : 'no reason given';
}
/**
 * A log entry when it tells of an accepted create of exactly this name, else null. Dry runs and refused creates have no
 * job and are left out; so are the poller's observations, which may come from another organisation on the same account.
 */
function decodeCreateLog(row, machineName) {
    const action = textOrNull(row, 'action');
    const jobId = typeof row.fields.job_id === 'string' ? row.fields.job_id : '';
    if (action === null || !CREATE_ACTIONS.has(action) || jobId === '' || loggedName(row) !== machineName)
        return null;
    const seconds = numberOrNull(row, 'time');
    if (seconds === null)
        throw misfit(row.asked, `${row.path}.time`, 'a number');
    const word = requestsOf(row)
        .map(wordOf)
        .find((one) => one !== null) ?? null;
    return { action, jobId, machineName, at: Math.round(seconds * 1000), word };
}
/** When the poller has seen a machine of exactly this name for the first time, epoch ms, if this log entry tells so, else null. */
function decodeSighting(row, machineName) {
    const { action, type, name, time } = row.fields;
    if (action !== 'create_machine' || type !== 'observation' || name !== machineName)
        return null;
    if (typeof time !== 'number')
        throw misfit(row.asked, `${row.path}.time`, 'a number');
    return Math.round(time * 1000);
}
/**
 * A log entry when it is the request of an accepted create with a tag of this value, else null. Only this entry holds the
 * request; what else the same search finds tells of the same machine.
 */
function decodeTaggedCreate(row, tagValue) {
    const { action, job_id: jobId, time } = row.fields;
    const body = requestsOf(row).find(({ tags }) => hasValue(tags, tagValue));
    if (action !== 'create_machine' || typeof jobId !== 'string' || jobId === '' || body === undefined)
        return null;
    const { name, cloud } = body;
    if (typeof name !== 'string' || typeof cloud !== 'string')
        return null;
    if (typeof time !== 'number')
        throw misfit(row.asked, `${row.path}.time`, 'a number');
    return { machineName: name, cloudId: cloud, jobId, at: Math.round(time * 1000), word: wordOf(body) };
}
/** What a log entry keeps of its request. */
function requestsOf(row) {
    return [row.fields.request_body, row.fields.request_params].map(fieldsOf);
}
function wordOf({ tags }) {
    const word = fieldsOf(tags)[identity/* TAGS */.gp.create];
    return typeof word === 'string' ? word : null;
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
function hasValue(tags, wanted) {
    return Object.values(fieldsOf(tags)).includes(wanted);
}
function loggedName(row) {
    const own = row.fields.machine_name;
    if (typeof own === 'string')
        return own;
    const name = requestsOf(row)
        .map((body) => body.name)
        .find((one) => typeof one === 'string');
    return name ?? null;
}

;// CONCATENATED MODULE: ./lib/src/mist/decode-machines.js
// Machines as v1 and v2 of both series give them, reduced to what decisions need.
//
// Differences that end here: 4.7 v1 says `machine_id` where all others say `external_id`; v1 says `missing_since: ""`, a
// map of key associations and `ssh_port`, v2 null, a list and `ports.ssh`.



const STATES = {
    running: true,
    starting: true,
    stopping: true,
    stopped: true,
    pending: true,
    suspended: true,
    terminated: true,
    error: true,
    rebooting: true,
    paused: true,
    reconfiguring: true,
    unknown: true,
    updating: true,
    migrating: true,
    normal: true,
    succeeded: true,
    failed: true,
};
/** Begins every name in Mist that any scope gives. */
const NAME_PREFIX = 'ma-';
function isState(value) {
    return Object.hasOwn(STATES, value);
}
/**
 * One machine of a list. Needs id, name, cloud (an id: v2 lists are asked with `deref=none`), state and the address
 * lists; throws a `protocol` error naming what is missing. A state that is not known becomes `unknown`. A lease that cannot be
 * read is such an error on what may be ours; on a machine of others, whose lease decides nothing, it is null: their row must
 * not keep ours from being listed.
 */
function decodeMachine(row) {
    const state = textOrEmpty(row, 'state');
    const known = isState(state) ? state : 'unknown';
    const created = textOrNull(row, 'created');
    const name = textOrEmpty(row, 'name');
    const tags = decodeTags(row);
    return {
        id: mistId(row, 'id'),
        externalId: textOrEmpty(row, 'external_id', 'machine_id'),
        name,
        cloudId: mistId(row, 'cloud'),
        state: known,
        publicIps: texts(row, 'public_ips'),
        privateIps: texts(row, 'private_ips'),
        hostname: textOrNull(row, 'hostname'),
        sshPort: decodePort(row),
        tags,
        lease: mayBeOurs(name, tags) ? decodeLease(row) : readableLease(row),
        createdAt: created === null ? null : parseServerDate(created),
        missing: textOrNull(row, 'missing_since') !== null,
        costHourly: decodeCost(row, known),
        keyIds: decodeKeyIds(row),
        imageId: textOrNull(row, 'image'),
        locationId: textOrNull(row, 'location'),
        size: textOrNull(row, 'size'),
    };
}
/** True for a name as we give it, and for any tag of ours, which a literal name has. */
function mayBeOurs(name, tags) {
    return name.startsWith(NAME_PREFIX) || Object.keys(tags).some((tag) => tag.startsWith(identity/* TAG_PREFIX */.C_));
}
function readableLease(row) {
    try {
        return decodeLease(row);
    }
    catch {
        return null;
    }
}
function decodePort(row) {
    const ports = inner(row, 'ports');
    return numberOrNull(row, 'ssh_port') ?? (ports === null ? null : numberOrNull(ports, 'ssh'));
}
/** Tags are a map; a tag without a value comes as null and becomes an empty text. */
function decodeTags(row) {
    const tags = inner(row, 'tags');
    if (tags === null)
        return {};
    return Object.fromEntries(Object.entries(tags.fields).map(([key, value]) => {
        if (value === null)
            return [key, ''];
        if (typeof value === 'object')
            throw misfit(row.asked, `${row.path}.tags`, 'a map of texts');
        return [key, String(value)];
    }));
}
/**
 * The lease in `expiration`. A lease whose date cannot be read is an error, never "no lease".
 */
function decodeLease(row) {
    const lease = inner(row, 'expiration');
    if (lease === null)
        return null;
    const id = textOrNull(lease, 'id');
    const date = textOrNull(lease, 'date');
    if (id === null && date === null)
        return null;
    const at = date === null ? null : parseServerDate(date);
    if (at === null)
        throw misfit(row.asked, `${lease.path}.date`, 'a date');
    return { id, action: wire_text(lease, 'action'), at };
}
/**
 * Mist writes 0 both for "costs nothing" and for "price not known": seen on the first listings of an EC2 machine and on
 * providers without prices. Only an ended or stopped machine's 0 is believed.
 */
function decodeCost(row, state) {
    const cost = inner(row, 'cost');
    const hourly = cost === null ? null : numberOrNull(cost, 'hourly');
    return hourly === 0 && state !== 'terminated' && state !== 'stopped' ? null : hourly;
}
/** v1 gives a map by association id, v2 a list; each association names its key. */
function decodeKeyIds(row) {
    const value = row.fields.key_associations;
    if (value === undefined || value === null || value === '')
        return [];
    if (typeof value !== 'object')
        throw misfit(row.asked, `${row.path}.key_associations`, 'a map or a list');
    const keys = Object.values(value).map((item) => wire_text(asRow(row.asked, `${row.path}.key_associations`, item), 'key'));
    return [...new Set(keys)];
}

;// CONCATENATED MODULE: ./lib/src/mist/routes.js
// Every URL of Mist that is ever asked, built in one place. An id reaches a URL only after a check: Mist's v2 reads path
// segments as searches, and an empty or odd one can mean "any object of the organisation".


/** `id` itself when it is 32 lower-case hex digits; otherwise BugError, and no request is made. */
function checkedId(id) {
    if (!(0,observed/* isMistId */.v)(id))
        throw new errors/* BugError */.f9('Something that is not a Mist id was about to become part of a request.');
    return id;
}
function fixed(path) {
    return () => ({ route: path, path });
}
function withId(before, after = '') {
    return (id) => ({ route: `${before}/{id}${after}`, path: `${before}/${checkedId(id)}${after}` });
}
/** The fields that `decodeMachine` reads: whole v2 machines hold monitoring passwords. */
const MACHINE_FIELDS = [
    'id',
    'name',
    'external_id',
    'cloud',
    'state',
    'public_ips',
    'private_ips',
    'hostname',
    'ports',
    'tags',
    'expiration',
    'created',
    'missing_since',
    'cost',
    'key_associations',
    'image',
    'location',
    'size',
];
const ROUTES = {
    clouds: fixed('/api/v1/clouds'),
    cloud: withId('/api/v1/clouds'),
    cloudMachines: withId('/api/v1/clouds', '/machines'),
    images: withId('/api/v1/clouds', '/images'),
    sizes: withId('/api/v1/clouds', '/sizes'),
    locations: withId('/api/v1/clouds', '/locations'),
    keys: fixed('/api/v1/keys'),
    key: withId('/api/v1/keys'),
    publicKey: withId('/api/v1/keys', '/public'),
    privateKey: withId('/api/v1/keys', '/private'),
    machine: withId('/api/v1/machines'),
    probe: withId('/api/v1/machines', '/probe'),
    tags: fixed('/api/v1/tags'),
    job: withId('/api/v1/jobs'),
    schedules: fixed('/api/v1/schedules'),
    schedule: withId('/api/v1/schedules'),
    tokens: fixed('/api/v1/tokens'),
    organisations: fixed('/api/v1/orgs'),
    createMachine: fixed('/api/v2/machines'),
    /** The server matches `filter` against whole entries: hits are compared by exact name afterwards. */
    manyLogs: (word) => ({
        route: '/api/v1/logs',
        path: `/api/v1/logs?filter=${encodeURIComponent(word)}&limit=1000`,
    }),
    logs: (machineName) => ({
        route: '/api/v1/logs',
        path: `/api/v1/logs?filter=${encodeURIComponent(machineName)}`,
    }),
    /** `deref=none` makes v2 answer with ids instead of names. `start` is an offset. */
    knownMachines: (start, limit) => ({
        route: '/api/v2/machines',
        path: `/api/v2/machines?start=${start}&limit=${limit}&deref=none&only=${MACHINE_FIELDS.join(',')}`,
    }),
};

;// CONCATENATED MODULE: ./lib/src/mist/probe.js




function notYet(seen) {
    return { ok: false, final: false, seen };
}
function never(seen) {
    return { ok: false, final: true, seen };
}
/** A refused login to the machine is a 401 too: only its words tell it from a refused token. */
function failureOf(error) {
    switch (error.failure) {
        case 'auth':
            if (/authenticate to machine/i.test(error.message))
                return notYet('the Mist server cannot log in to it');
            throw error;
        case 'forbidden':
            return never('the Mist server does not allow this token to probe it');
        case 'protocol':
            return never('the Mist server has no probe');
        case 'not-found':
            return notYet('the Mist server does not know it yet');
        default:
            return notYet(`the probe of the Mist server failed with ${error.status}`);
    }
}
/** Sends the one request; a probe changes nothing but the server's own view of the machine. */
async function probeMachine(calls, id) {
    try {
        const { asked, value } = await calls.send('POST', {
            route: ROUTES.probe(id),
            body: () => ({}),
            // It pings for seconds, and tries every user and port that it knows.
            timeoutMs: SLOW_MS,
        });
        const { ssh } = asRow(asked, 'probe', value).fields;
        if (typeof ssh !== 'object' || ssh === null || Array.isArray(ssh))
            return notYet('the Mist server did not log in');
        const since = 'unreachable_since' in ssh ? ssh.unreachable_since : null;
        if (since !== null && since !== '')
            return notYet('the Mist server cannot reach it by SSH');
        return { ok: true, hostKey: null };
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD)
            return failureOf(error);
        if (error instanceof errors/* TransportError */.wX)
            return notYet('no answer came to the probe of the Mist server');
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/src/mist/reads.js










/** The documented maximum of v2 lists; the server's default of 100 would hide machines. */
const PAGE = 1000;
/** Far beyond every organisation known; reading more would take minutes and much memory before anything else happens. */
const MOST_MACHINES = 100_000;
/** Enough for all of them where a server gives only its default of 100 a page, though asked for more. */
const MOST_PAGES = MOST_MACHINES / 100;
/** Type and base64, an optional comment: the one-line form of OpenSSH. */
const PUBLIC_KEY = /^\s*(?:ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}(?: [^\r\n]*)?\s*$/;
/** Makes the reader of one server. */
function makeReader(world) {
    const { calls } = world;
    const providers = new Map();
    const list = async (path, answer) => {
        const { asked, value } = await answer;
        return asRows(asked, path, value);
    };
    async function clouds() {
        const rows = await list('clouds', calls.get({ route: ROUTES.clouds() }));
        world.series.sawClouds(rows);
        const decoded = rows.map(decodeCloud);
        for (const cloud of decoded)
            providers.set(cloud.id, cloud.provider);
        return decoded;
    }
    /** A size's price means something else on every provider, so the cloud's provider must be known first. */
    async function providerOfCloud(cloudId) {
        if (!providers.has(cloudId))
            await clouds();
        return providers.get(cloudId) ?? null;
    }
    return {
        clouds,
        keys: async () => (await list('keys', calls.get({ route: ROUTES.keys() }))).map(decodeKey),
        async liveMachines(cloudId) {
            const route = ROUTES.cloudMachines(cloudId);
            const { asked, value, serverTime } = await calls.get({ route, timeoutMs: SLOW_MS });
            const rows = asRows(asked, 'machines', value);
            world.series.sawMachines(rows);
            return { machines: rows.map(decodeMachine), serverTime };
        },
        knownMachines: () => readPages(calls),
        async images(cloudId, search) {
            const route = ROUTES.images(cloudId);
            const answer = search === null
                ? calls.get({ route })
                : calls.send('POST', { route, body: () => ({ search_term: search }), timeoutMs: SLOW_MS });
            return (await list('images', answer)).map(decodeImage);
        },
        async sizes(cloudId) {
            const route = ROUTES.sizes(cloudId);
            const provider = await providerOfCloud(cloudId);
            return (await list('sizes', calls.get({ route }))).map((row) => decodeSize(row, provider));
        },
        locations: async (cloudId) => (await list('locations', calls.get({ route: ROUTES.locations(cloudId) }))).map(decodeLocation),
        job: (jobId) => readJob(calls, jobId),
        async createLogs(machineName) {
            const rows = await list('logs', calls.get({ route: ROUTES.logs(machineName) }));
            return rows.map((row) => decodeCreateLog(row, machineName)).filter((entry) => entry !== null);
        },
        async sightings(machineName) {
            const rows = await list('logs', calls.get({ route: ROUTES.logs(machineName) }));
            return rows.map((row) => decodeSighting(row, machineName)).filter((at) => at !== null);
        },
        async createsTagged(value) {
            const rows = await list('logs', calls.get({ route: ROUTES.manyLogs(value) }));
            return rows.map((row) => decodeTaggedCreate(row, value)).filter((entry) => entry !== null);
        },
        async logTime(word) {
            const rows = await list('logs', calls.get({ route: ROUTES.logs(word) }));
            const times = rows.flatMap((row) => numberOrNull(row, 'time') ?? []);
            return times.length === 0 ? null : Math.round(Math.min(...times) * 1000);
        },
        schedules: async () => (await list('schedules', calls.get({ route: ROUTES.schedules() }))).map(decodeSchedule),
        async publicKey(keyId) {
            const { asked, value } = await calls.get({ route: ROUTES.publicKey(keyId) });
            if (typeof value !== 'string' || !PUBLIC_KEY.test(value))
                throw misfit(asked, 'key', 'a public key');
            return value.trim();
        },
        privateKey: (keyId) => readPrivateKey(world, keyId),
        probe: (id) => probeMachine(calls, id),
        serverClockOffsetMs: world.clockOffsetMs,
    };
}
/** The log of a job is indexed one to three seconds late; until then the server says 404, which is no failure. */
async function readJob(calls, jobId) {
    try {
        const { asked, value } = await calls.get({ route: ROUTES.job(jobId) });
        return decodeJob(asRow(asked, 'job', value));
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.failure === 'not-found')
            return null;
        throw error;
    }
}
/** Both series answer with the PEM as a JSON text. */
async function readPrivateKey(world, keyId) {
    const { asked, value } = await world.calls.get({ route: ROUTES.privateKey(keyId) });
    if (typeof value !== 'string' || value === '')
        throw misfit(asked, 'key', 'a private key');
    world.log.mask(value);
    return (0,secret/* makeSecret */.p)(value);
}
/** Pages that are asked for at once: 9,000 machines take two round trips, and memory stays bounded. */
const PAGES_AT_ONCE = 8;
async function readPage(calls, start) {
    const { asked, value } = await calls.get({ route: ROUTES.knownMachines(start, PAGE) });
    const page = asRow(asked, 'answer', value);
    const machines = asRows(asked, 'data', page.fields.data).map(decodeMachine);
    const total = numberOrNull(asRow(asked, 'meta', page.fields.meta), 'total');
    if (total === null)
        throw misfit(asked, 'meta.total', 'a number');
    return { asked, start, machines, total };
}
/**
 * All pages of the v2 list, those after the first side by side. Rows that move between pages while they are read count
 * once; what follows a page that is shorter than the first is asked for again from where that one ended.
 */
async function readPages(calls) {
    const found = new Map();
    let pages = [await readPage(calls, 0)];
    let read = 0;
    const step = Math.max(1, pages[0]?.machines.length ?? 1);
    for (;;) {
        let [next, total] = [0, 0];
        for (const page of pages) {
            const before = found.size;
            for (const machine of page.machines)
                found.set(machine.id, machine);
            next = page.start + page.machines.length;
            total = page.total;
            read += 1;
            if (total > MOST_MACHINES)
                throw misfit(page.asked, 'meta.total', `at most ${MOST_MACHINES} machines, not ${total}`);
            if (read >= MOST_PAGES && next < total)
                throw misfit(page.asked, 'data', `all ${total} machines within ${MOST_PAGES} pages`);
            // A page without news would be asked for again and again.
            if (next < total && found.size === before)
                throw misfit(page.asked, 'data', `${total} machines, as meta.total says`);
            if (page.machines.length < step)
                break;
        }
        if (next >= total)
            return [...found.values()];
        const starts = Array.from({ length: Math.min(PAGES_AT_ONCE, MOST_PAGES - read) }, (_, index) => next + index * step);
        pages = await Promise.all(starts.filter((start) => start < total).map((start) => readPage(calls, start)));
    }
}

;// CONCATENATED MODULE: ./lib/src/mist/series.js
/** Makes the memory of one server. */
function makeSeries() {
    let known = null;
    const look = (rows, older, newer) => {
        const first = rows[0];
        if (first === undefined)
            return;
        if (newer in first.fields)
            known = '2023';
        else if (older in first.fields)
            known = '4.7';
    };
    return {
        sawClouds: (rows) => look(rows, 'title', 'name'),
        sawMachines: (rows) => look(rows, 'machine_id', 'external_id'),
        name: () => known,
    };
}

;// CONCATENATED MODULE: ./lib/src/mist/tokens.js






/** Looking up an organisation needs a token; this one lives long enough for that, and is revoked at once. */
const LOOKUP_TTL_SECONDS = 300;
/**
 * Makes the token calls of one server. `callsWith` binds calls to a token; with null they carry none. A request for a
 * token without a usable lifetime would make one that never ends, so it is refused here.
 */
function makeTokens(callsWith, own, log) {
    const anonymous = callsWith(null);
    async function create(request, orgId) {
        if (!(request.ttlSeconds >= 1))
            throw new errors/* ActionError */.lZ('token-ttl', 'user', 'A token must end: its lifetime is zero.');
        const { asked, value } = await anonymous.send('POST', {
            route: ROUTES.tokens(),
            body: () => ({
                email: request.email,
                password: request.password.reveal(),
                name: request.name,
                ttl: Math.ceil(request.ttlSeconds),
                ...(orgId === null ? {} : { org_id: orgId }),
            }),
            secrets: [request.password.reveal()],
        });
        const row = asRow(asked, 'token', value);
        const token = wire_text(row, 'token');
        log.mask(token);
        const org = [textOrNull(row, 'org_id'), textOrNull(row, 'org_name')].filter((name) => name !== null);
        return { id: wire_text(row, 'id'), token: (0,secret/* makeSecret */.p)(token), org };
    }
    const revokeWith = (calls, id) => calls.order('DELETE', { route: ROUTES.tokens(), body: () => ({ id }) });
    async function findOrganisation(request, wanted) {
        const name = `${request.name}-lookup`;
        const temporary = await create({ ...request, name, ttlSeconds: LOOKUP_TTL_SECONDS }, null);
        const calls = callsWith(temporary.token);
        try {
            const { asked, value } = await calls.get({ route: ROUTES.organisations() });
            const found = asRows(asked, 'organisations', value).map(decodeOrganisation);
            const hits = found.filter((organisation) => organisation.name === wanted);
            const only = hits[0];
            if (only === undefined || hits.length > 1) {
                throw new errors/* InputError */.dz('mist-org', `${hits.length} organisations of this account have that name.`, {
                    hint: 'Give the 32-hex id of the organisation instead.',
                });
            }
            return only.id;
        }
        finally {
            await revokeWith(calls, temporary.id);
        }
    }
    return {
        async mint(request) {
            const { orgName } = request;
            const orgId = orgName === null || (0,observed/* isMistId */.v)(orgName) ? orgName : await findOrganisation(request, orgName);
            const minted = await create(request, orgId);
            if (orgId !== null && !minted.org.includes(orgId)) {
                await revokeWith(callsWith(minted.token), minted.id);
                throw new errors/* InputError */.dz('mist-org', 'the server made a token for another organisation; it was revoked.');
            }
            return { id: minted.id, token: minted.token };
        },
        async list() {
            const { asked, value } = await own.get({ route: ROUTES.tokens() });
            return asRows(asked, 'tokens', value).map((row) => ({ id: wire_text(row, 'id'), name: wire_text(row, 'name') }));
        },
        revoke: (id) => revokeWith(own, id),
    };
}

// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
;// CONCATENATED MODULE: ./lib/src/mist/transport-reasons.js
// Why no answer came, in words. Made from error codes alone: messages of sockets, TLS and proxies may hold credentials.
const REACH = 'Is `mist-url` right, and can this runner reach it?';
const TRUST = 'A server with its own certificate authority needs its certificate in `ca-certificate`.';
const REASONS = {
    ENOTFOUND: ['the host name does not resolve', REACH],
    EAI_AGAIN: ['the host name could not be resolved now', REACH],
    ECONNREFUSED: ['the connection was refused', REACH],
    EHOSTUNREACH: ['there is no route to the host', REACH],
    ENETUNREACH: ['there is no route to the network', REACH],
    ETIMEDOUT: ['the connection timed out', REACH],
    UND_ERR_CONNECT_TIMEOUT: ['the connection timed out', REACH],
    UND_ERR_PRX_CONN: ['the proxy closed the connection', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
    UND_ERR_PRX_TLS: ["the proxy's certificate is not valid", 'Check HTTPS_PROXY.'],
    UND_ERR_ABORTED: ['the proxy refused to connect', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'],
    ECONNRESET: ['the connection was reset'],
    EPIPE: ['the connection was closed while sending'],
    CLOSED_EARLY: ['the connection was closed before the answer was complete'],
    UND_ERR_SOCKET: ['the connection was closed before the answer was complete'],
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['the connection was closed before the answer was complete'],
    CERT_HAS_EXPIRED: ["the server's certificate has expired"],
    CERT_NOT_YET_VALID: ["the server's certificate is not valid yet"],
    DEPTH_ZERO_SELF_SIGNED_CERT: ["the server's certificate is self-signed", TRUST],
    SELF_SIGNED_CERT_IN_CHAIN: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_GET_ISSUER_CERT: ["the server's certificate authority is not trusted", TRUST],
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["the server's certificate authority is not trusted", TRUST],
    ERR_TLS_CERT_ALTNAME_INVALID: ["the server's certificate is for another host name", REACH],
    ERR_SSL_WRONG_VERSION_NUMBER: ['the server does not speak TLS on this port', REACH],
    ERR_SSL_PACKET_LENGTH_TOO_LONG: ['the server does not speak TLS on this port', REACH],
};
/** Reason and hint for what a socket, TLS or undici threw. */
function reasonOf(error) {
    const code = codeOf(error);
    const [reason, hint] = (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined) ?? [
        code === '' ? 'the request failed' : `the request failed (${code})`,
    ];
    return { reason, hint: hint ?? 'The network or the server may be in trouble: look there before you run again.' };
}
function codeOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
    // Only the form that codes have: whatever else a library puts here stays inside.
    return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : '';
}

;// CONCATENATED MODULE: ./lib/src/mist/transport.js



/** Bigger answers are cut off: the largest recorded listing of a busy organisation is under one megabyte. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const BYTES_PER_MIB = 1024 * 1024;
/** Why a deadline is given up or has come: an abort without a reason makes an error, with its stack, at every request. */
const DONE = Symbol('done');
const LATE = Symbol('late');
/** Makes the transport of one server; the token goes into the Authorization header, bare, and nowhere else. */
function makeTransport(world) {
    const { clock, log } = world;
    let offsetMs = 0;
    async function send(call, onSent) {
        const began = clock.elapsed();
        const note = (what) => {
            log.debug(`${call.method} ${call.route}: ${what}, ${Math.round(clock.elapsed() - began)} ms`);
        };
        try {
            const reply = await exchange(world, call, onSent);
            if (reply.serverTime !== null)
                offsetMs = reply.serverTime - clock.now();
            note(String(reply.status));
            return reply;
        }
        catch (error) {
            note('no answer');
            throw error;
        }
    }
    return { send, clockOffsetMs: () => offsetMs };
}
async function exchange(world, call, onSent) {
    if (world.signal.aborted)
        throw new errors/* CancelledError */.cc();
    const stop = new AbortController();
    const done = new AbortController();
    const cancel = () => stop.abort(world.signal.reason);
    world.signal.addEventListener('abort', cancel, { once: true });
    const moment = { sent: false, refusal: null };
    const markSent = () => {
        try {
            onSent?.();
            moment.sent = true;
        }
        catch (error) {
            moment.refusal = { error };
        }
        return moment.sent;
    };
    world.clock.sleep(call.timeoutMs, done.signal).then(() => stop.abort(LATE), () => undefined);
    try {
        // A network may look at an abort only once it is connected: the race is what ends a wait for a dead address.
        return await Promise.race([roundTrip(world, call, stop.signal, markSent), rejectOnAbort(stop.signal)]);
    }
    catch (error) {
        if (moment.refusal !== null)
            throw moment.refusal.error;
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        if (world.signal.aborted)
            throw new errors/* CancelledError */.cc();
        throw transportError(call, error, moment.sent, stop.signal.reason === LATE);
    }
    finally {
        world.signal.removeEventListener('abort', cancel);
        done.abort(DONE);
    }
}
function rejectOnAbort(signal) {
    return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    });
}
/** No `cause`: errors of sockets and proxies may hold addresses with credentials. */
function transportError(call, error, sent, late) {
    const at = { method: call.method, route: call.route, sent };
    if (late)
        return new errors/* TransportError */.wX(at, `no complete answer within ${(0,duration/* formatSeconds */.Xo)(call.timeoutMs)}`);
    const { reason, hint } = reasonOf(error);
    return new errors/* TransportError */.wX(at, reason, { hint });
}
async function roundTrip(world, call, stop, markSent) {
    const body = call.body === null ? null : JSON.stringify(call.body());
    const headers = {
        accept: 'application/json',
        'user-agent': 'mist-action',
        ...(world.token === null ? {} : { authorization: world.token.reveal() }),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    const { method, origin, path } = call;
    const answer = await world.network.exchange({ method, origin, path, headers, body }, stop, markSent);
    const date = Date.parse(one(answer.headers.date) ?? '');
    return {
        status: answer.status,
        contentType: one(answer.headers['content-type']) ?? '',
        text: await readText(call, answer),
        serverTime: Number.isFinite(date) ? date : null,
        location: one(answer.headers.location),
        retryAfter: one(answer.headers['retry-after']),
    };
}
function one(header) {
    return (Array.isArray(header) ? header[0] : header) ?? null;
}
async function readText(call, answer) {
    const chunks = [];
    let size = 0;
    for await (const chunk of answer.body) {
        size += chunk.byteLength;
        if (size > MAX_ANSWER_BYTES) {
            const limit = `the answer is larger than ${MAX_ANSWER_BYTES / BYTES_PER_MIB} MiB`;
            throw new errors/* ApiError */.hD({ failure: 'protocol', status: answer.status, ...named(call) }, limit);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function named(call) {
    return { method: call.method, route: call.route };
}

;// CONCATENATED MODULE: ./lib/src/mist/writes.js







/** Fields of a v2 create that belong to this action; what a spec passes through never replaces or adds one of them. */
const OURS = new Set([
    'name',
    'provider',
    'cloud',
    'image',
    'size',
    'location',
    'key',
    'tags',
    'expiration',
    'cloudinit',
    'quantity',
    'dry',
    'save',
    'template',
]);
/** Makes the writer of one server. */
function makeWriter(calls) {
    return {
        async dryRun(request, onSent) {
            const { asked, value } = await postMachine(calls, request, true, onSent);
            return decodeDryPlan(asRow(asked, 'answer', value));
        },
        async createMachine(request, onSent) {
            const { asked, value } = await postMachine(calls, request, false, onSent);
            return decodeCreated(asRow(asked, 'answer', value));
        },
        destroyMachine: (id, onSent) => calls.order('POST', {
            route: ROUTES.machine(id),
            body: () => ({ action: 'destroy' }),
            timeoutMs: SLOW_MS,
            onSent,
        }),
        setPower: (id, action, onSent) => calls.order('POST', { route: ROUTES.machine(id), body: () => ({ action }), timeoutMs: SLOW_MS, onSent }),
        setLease: (id, at, onSent) => calls.order('PUT', {
            route: ROUTES.machine(id),
            // An empty date removes the lease; an edit without `action` would mean "stop".
            body: () => ({
                expiration: at === null ? { date: '' } : { date: formatForEdit(at), action: 'destroy', notify: 0 },
            }),
            onSent,
        }),
        setTags({ id, cloudId }, tags, onSent) {
            const resource = { type: 'machine', item_id: checkedId(id), cloud_id: checkedId(cloudId) };
            const list = Object.entries(tags).map(([key, value]) => ({ key, value, op: '+' }));
            return calls.order('POST', { route: ROUTES.tags(), body: () => [{ tags: list, resource }], onSent });
        },
        async addKey(name, privateKey, onSent) {
            const { asked, value } = await calls.send('PUT', {
                route: ROUTES.keys(),
                body: () => ({ name, priv: privateKey.reveal() }),
                secrets: [privateKey.reveal()],
                onSent,
            });
            return { id: mistId(asRow(asked, 'key', value), 'id') };
        },
        // Without `delete_from_vault` the name of a deleted key can never be used again on the 2023 series.
        deleteKey: (id, onSent) => calls.order('DELETE', { route: ROUTES.key(id), body: () => ({ delete_from_vault: true }), onSent }),
        addCloud: async (name, provider, fields, onSent, hosts = []) => {
            const { asked, value } = await calls.send('POST', {
                route: ROUTES.clouds(),
                body: () => ({ ...revealed(fields), ...hostFields(provider, hosts), name, provider: v1Provider(provider) }),
                secrets: Object.values(fields)
                    .filter(secret/* isSecret */.$)
                    .map((secret) => secret.reveal()),
                timeoutMs: SLOW_MS,
                onSent,
            });
            return { id: mistId(asRow(asked, 'cloud', value), 'id') };
        },
        removeCloud: (id, onSent) => calls.order('DELETE', { route: ROUTES.cloud(id), onSent }),
        deleteSchedule: (id, onSent) => calls.order('DELETE', { route: ROUTES.schedule(id), onSent }),
        // The parameters of every change are logged (read in the server's source); what it answers, a key pair, is dropped.
        async leaveTrace(word, onSent) {
            await calls.send('POST', { route: ROUTES.keys(), body: () => ({ name: word }), onSent });
        },
    };
}
async function postMachine(calls, request, dry, onSent) {
    const body = createBody(request, dry);
    return calls.send('POST', {
        route: ROUTES.createMachine(),
        body: () => body,
        timeoutMs: SLOW_MS,
        // cloud-init holds the machine's host key, and nobody knows what a spec passes through.
        secrets: [request.cloudInit ?? '', ...leaves(request.passThrough)],
        onSent,
    });
}
/** The v2 body. Every reference is an id: names are searches there, and the first hit would win. */
function createBody(request, dry) {
    const { customSize } = request;
    const size = request.sizeId !== null
        ? checkedId(request.sizeId)
        : customSize === null
            ? null
            : { cpu: customSize.cpu, memory: customSize.ramMb };
    return {
        ...Object.fromEntries(Object.entries(request.passThrough).filter(([field]) => !OURS.has(field))),
        name: request.name,
        cloud: checkedId(request.cloudId),
        image: checkedId(request.imageId),
        key: checkedId(request.keyId),
        tags: request.tags,
        dry,
        ...(size === null ? {} : { size }),
        ...(request.locationId === null ? {} : { location: checkedId(request.locationId) }),
        ...(request.leaseAt === null ? {} : { expiration: { date: formatForCreate(request.leaseAt), action: 'destroy' } }),
        ...(request.cloudInit === null ? {} : { cloudinit: request.cloudInit }),
    };
}
function leaves(value) {
    if (typeof value === 'string')
        return [value];
    if (typeof value !== 'object' || value === null)
        return [];
    return Object.values(value).flatMap(leaves);
}
function revealed(fields) {
    return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, (0,secret/* isSecret */.$)(value) ? value.reveal() : value]));
}
/**
 * `machines` of `other` were recorded; `hosts` of `libvirt` are the names that the server's own controller takes
 * (mist.api, clouds/controllers/main/controllers.py) and were not tried.
 */
function hostFields(provider, hosts) {
    if (hosts.length === 0)
        return {};
    if (v1Provider(provider) === 'other') {
        const machines = hosts.map(({ host, alias, user, port, keyId }) => ({
            machine_name: alias,
            machine_hostname: host,
            machine_user: user,
            machine_port: port,
            machine_key: checkedId(keyId),
            operating_system: 'unix',
        }));
        return { machines };
    }
    return {
        hosts: hosts.map(({ host, alias, user, port, keyId }) => ({
            host,
            alias,
            username: user,
            port,
            key: checkedId(keyId),
        })),
    };
}
/** v1 knows providers by the names it answers with (`ec2`), also where v2 and the spec say `amazon`. */
function v1Provider(provider) {
    const known = (0,providers/* providerOf */.lc)(provider);
    return known === null ? provider : providers/* PROVIDERS */.xq[known].serverName;
}

;// CONCATENATED MODULE: ./lib/src/mist/connect.js








/** Connects to one server; no request is made yet. Throws InputError when the URL must not be used. */
function connectMist(options) {
    const base = parseServerUrl(options.url, options.allowInsecureHttp);
    const network = options.network ?? openNetwork(base, options.proxyEnv, options.caCertificate);
    const series = makeSeries();
    let closed = false;
    // What was under way when the connection was closed would else be asked again, of a server that nobody waits for.
    const pause = async (ms, signal) => {
        if (!closed)
            await options.clock.sleep(ms, signal);
        if (closed)
            throw new errors/* CancelledError */.cc();
    };
    const retrying = { ...options, clock: { elapsed: () => options.clock.elapsed(), sleep: pause } };
    const bind = (token) => {
        const transport = makeTransport({ ...options, network, token });
        const credentials = token === null ? '`mist-email` and `mist-password`' : '`mist-token`';
        const server = { base, token: () => token?.reveal() ?? null, credentials };
        return { transport, calls: makeCalls(transport, server, retrying) };
    };
    const { transport, calls } = bind(options.token);
    return {
        reader: makeReader({ calls, log: options.log, clockOffsetMs: transport.clockOffsetMs, series }),
        writer: makeWriter(calls),
        tokens: makeTokens((token) => bind(token).calls, calls, options.log),
        series: series.name,
        async close() {
            closed = true;
            if (options.network === undefined)
                await network.close();
        },
    };
}


/***/ }),

/***/ 1102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OG: () => (/* binding */ openDirect),
/* harmony export */   Uk: () => (/* binding */ CONNECTIONS),
/* harmony export */   cC: () => (/* binding */ CONNECT_TIMEOUT_MS)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
// The network without a proxy: Node's own HTTP client, which answers its first request 100 ms of processor time sooner
// than undici (docs/performance.md has the figures).

/** As many as a wide apply asks at once; a live server took ten in flight without trouble. */
const CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 10_000;
/** Idle connections end sooner than any server ends them, so that a write rarely meets one that is just being closed. */
const IDLE_MS = 4_000;
/** An error whose message is never shown; `transport-reasons.ts` has the words for its code. */
class NetworkError extends Error {
    code;
    constructor(code) {
        super(code);
        this.code = code;
    }
}
/** Opens the network; no connection is made yet. `caCertificate` (PEM) is trusted besides the usual authorities. */
function openDirect(secure, caCertificate) {
    const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
    let agent = null;
    const agentOf = () => {
        // TLS is half of what the client costs to load, and a sandbox on this machine does without.
        agent ??= secure
            ? __webpack_require__.e(/* import() */ 857).then(__webpack_require__.bind(__webpack_require__, 5857)).then(({ secureAgent }) => secureAgent(options, caCertificate))
            : Promise.resolve(new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(options));
        return agent;
    };
    return {
        exchange: async (outgoing, stop, markSent) => exchange(await agentOf(), outgoing, stop, markSent),
        async close() {
            (await agent)?.destroy();
        },
    };
}
function exchange(agent, outgoing, stop, markSent) {
    const { method, origin, path, body } = outgoing;
    const { protocol, hostname, port } = new URL(origin);
    const headers = { ...outgoing.headers };
    // Node leaves the length of a DELETE's body out by itself.
    if (body !== null)
        headers['content-length'] = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
        if (stop.aborted)
            throw new NetworkError('STOPPED');
        const host = hostname.replace(/^\[|\]$/g, '');
        // Nothing is written before `end`.
        const sending = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ agent, protocol, host, port, method, path, headers });
        const cancel = () => {
            sending.destroy(new NetworkError('STOPPED'));
        };
        stop.addEventListener('abort', cancel, { once: true });
        sending.on('error', (error) => reject(inWords(error)));
        sending.on('response', (answer) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytesOf(answer) }));
        sending.on('socket', (socket) => whenConnected(sending, socket, protocol === 'https:', () => {
            if (!stop.aborted && markSent())
                sending.end(body ?? undefined);
            else
                cancel();
        }));
    });
}
/** Sockets that have carried a request. Node tells a kept one only where it was idle, not where a request waited for it. */
const standing = new WeakSet();
/** Runs `write` once the socket can carry bytes: at once for a kept one, after TCP and TLS for a new one. */
function whenConnected(sending, socket, secure, write) {
    if (standing.has(socket)) {
        write();
        return;
    }
    const timer = setTimeout(() => sending.destroy(new NetworkError('ETIMEDOUT')), CONNECT_TIMEOUT_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        standing.add(socket);
        write();
    });
}
/** The chunks as they come: Node's own iterator over a stream takes milliseconds to begin with, this one's first answer is early. */
function bytesOf(answer) {
    const came = [];
    let over = null;
    let wake = () => undefined;
    const end = (error) => {
        over ??= { error };
        wake();
    };
    answer.on('end', () => end(null));
    answer.on('error', end);
    answer.on('close', () => end(new NetworkError('CLOSED_EARLY')));
    const whole = () => {
        if (over === null)
            return false;
        if (over.error !== null)
            throw inWords(over.error);
        return true;
    };
    async function* chunks() {
        answer.on('data', (chunk) => {
            came.push(chunk);
            wake();
        });
        try {
            for (;;) {
                const chunk = came.shift();
                if (chunk !== undefined)
                    yield chunk;
                else if (whole())
                    return;
                else {
                    await new Promise((resolve) => {
                        wake = resolve;
                    });
                }
            }
        }
        finally {
            if (over === null)
                answer.destroy();
        }
    }
    return chunks();
}
/** Node calls an end that came too early a reset, too; only the system's own errors name a system call. */
function inWords(error) {
    const cut = error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && !('syscall' in error);
    return cut ? new NetworkError('CLOSED_EARLY') : error;
}


/***/ }),

/***/ 7382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ loginUser),
/* harmony export */   dh: () => (/* binding */ osOfImage),
/* harmony export */   ex: () => (/* binding */ isListedInPart),
/* harmony export */   h5: () => (/* binding */ IMAGE_FAMILIES),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   xq: () => (/* binding */ PROVIDERS)
/* harmony export */ });
const PROVIDERS = {
    amazon: { serverName: 'ec2', cloudInit: true, price: 'recorded' },
    azure: { serverName: 'azure_arm', cloudInit: true, price: null },
    google: { serverName: 'gce', cloudInit: true, price: null },
    alibaba: { serverName: 'aliyun_ecs', cloudInit: true, price: null },
    cloudsigma: { serverName: 'cloudsigma', cloudInit: true, price: null },
    equinix: { serverName: 'equinixmetal', cloudInit: true, price: null },
    ibm: { serverName: 'softlayer', cloudInit: true, price: null },
    digitalocean: { serverName: 'digitalocean', cloudInit: true, price: 'driver' },
    linode: { serverName: 'linode', cloudInit: false, price: 'driver' },
    rackspace: { serverName: 'rackspace', cloudInit: false, price: null },
    vultr: { serverName: 'vultr', cloudInit: true, price: null },
    openstack: { serverName: 'openstack', cloudInit: true, price: null },
    onapp: { serverName: 'onapp', cloudInit: false, price: null },
    vsphere: { serverName: 'vsphere', cloudInit: false, price: null },
    vexxhost: { serverName: 'vexxhost', cloudInit: false, price: null },
    kvm: { serverName: 'libvirt', cloudInit: true, price: null },
    lxd: { serverName: 'lxd', cloudInit: false, price: null },
    docker: { serverName: 'docker', cloudInit: false, price: null },
    kubevirt: { serverName: 'kubevirt', cloudInit: false, price: null },
    kubernetes: { serverName: 'kubernetes', cloudInit: false, price: null },
    openshift: { serverName: 'openshift', cloudInit: false, price: null },
    other: { serverName: 'other', cloudInit: false, price: null },
};
/** Our provider id for a name the server or an older client uses, or null when Mist has no such provider. */
function providerOf(serverName) {
    for (const [id, facts] of Object.entries(PROVIDERS)) {
        if (id === serverName || facts.serverName === serverName)
            return id;
    }
    return null;
}
/**
 * Providers of which a list comes without what could not be read: of several hosts, one that fails is left out without a word
 * (mist.api, `LibvirtComputeController.list_machines_single_host`: `except Exception: return []`).
 */
const LISTED_IN_PART = new Set(['kvm']);
/** True where a machine that a live list does not show may live all the same; `serverName` as the server calls the provider. */
function isListedInPart(serverName) {
    return LISTED_IN_PART.has(providerOf(serverName));
}
/**
 * The user that each distribution's own cloud image makes (`system_info.default_user` in its cloud.cfg; OpenStack's image
 * guide, "Get images"): what is used where the image is the distribution's and nobody renames the user.
 */
const CLOUD_IMAGE_USERS = {
    ubuntu: 'ubuntu',
    debian: 'debian',
    fedora: 'fedora',
    centos: 'centos',
    rocky: 'rocky',
    almalinux: 'almalinux',
    alpine: 'alpine',
    opensuse: 'opensuse',
    archlinux: 'arch',
    freebsd: 'freebsd',
};
/** Amazon's images differ (AWS, "Default user names for AMIs"; wiki.debian.org; each distribution's AMI page). */
const AMAZON_USERS = {
    ...CLOUD_IMAGE_USERS,
    debian: 'admin',
    centos: 'ec2-user',
    almalinux: 'ec2-user',
    opensuse: 'ec2-user',
    freebsd: 'ec2-user',
};
/** Providers whose images log in as somebody else than root, and who that is where the image tells no distribution. */
const USERS = {
    amazon: { by: AMAZON_USERS, otherwise: 'ec2-user' },
    azure: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    google: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    openstack: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    vexxhost: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
    kvm: { by: CLOUD_IMAGE_USERS, otherwise: 'root' },
};
/** The login user of an image by its distribution (null where that is not known) and provider; a row's `user` goes before. */
function loginUser(provider, os) {
    const users = provider === null ? undefined : USERS[provider];
    if (users === undefined)
        return 'root';
    return os !== null && Object.hasOwn(users.by, os) ? (users.by[os] ?? users.otherwise) : users.otherwise;
}
/** Words in an image's own name by which its distribution is known; the longer word of two that overlap comes first. */
const OS_WORDS = [
    [/ubuntu/i, 'ubuntu'],
    [/debian/i, 'debian'],
    [/fedora/i, 'fedora'],
    [/centos/i, 'centos'],
    [/rocky/i, 'rocky'],
    [/alma/i, 'almalinux'],
    [/alpine/i, 'alpine'],
    [/suse/i, 'opensuse'],
    [/freebsd/i, 'freebsd'],
    [/arch[- _]?linux/i, 'archlinux'],
];
/** The distribution that an image's own name tells, or null. */
function osOfImage(name) {
    return OS_WORDS.find(([word]) => word.test(name))?.[1] ?? null;
}
/** The image families that `image: <os> <version>` knows; every other word is a name. */
const IMAGE_FAMILIES = [
    'ubuntu',
    'debian',
    'fedora',
    'centos',
    'rocky',
    'almalinux',
    'alpine',
    'opensuse',
    'archlinux',
];


/***/ })

};
