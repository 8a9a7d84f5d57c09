export const id = 241;
export const ids = [241];
export const modules = {

/***/ 1241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readSpec: () => (/* binding */ readSpec)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/spec/document.js + 8 modules
var spec_document = __webpack_require__(1445);
// EXTERNAL MODULE: ./lib/src/spec/form.js
var spec_form = __webpack_require__(4904);
// EXTERNAL MODULE: ./lib/src/spec/load.js + 1 modules
var load = __webpack_require__(7115);
// EXTERNAL MODULE: ./lib/src/spec/report.js
var spec_report = __webpack_require__(6500);
;// CONCATENATED MODULE: ./lib/src/spec/plain.js




/** Ends the reading at the first value that is not of its form. */
const NOT_PLAIN = new Error('not plain');
const checkPlain = (form, value) => {
    const data = form.read(value);
    if (data === spec_form/* ODD */.o6)
        throw NOT_PLAIN;
    return { success: true, data };
};
/**
 * What `parseSpec` makes of this text, or null where it has anything to say of it. Secrets may have been masked and files
 * read by then.
 */
function readPlain(text, options) {
    const { problems, document } = (0,load/* load */.Hh)(text);
    if (problems.length > 0 || document === null)
        return null;
    const report = new spec_report/* Report */.pl(document.root);
    try {
        const spec = (0,spec_document/* readDocument */.u)(document, options, report, checkPlain);
        return report.diagnostics().length === 0 ? spec : null;
    }
    catch (error) {
        if (error === NOT_PLAIN)
            return null;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/action/distrust.js
var action_distrust = __webpack_require__(6579);
;// CONCATENATED MODULE: ./lib/src/github/content.js

const TIMEOUT_MS = 10_000;
const PAUSES_MS = [500, 2_000];
/** Makes the reader; no request is made yet. Source: GitHub REST API, "Get repository content" (files up to 1 MB). */
function makeContentReader(options) {
    return async (path, ref) => {
        for (let attempt = 0;; attempt += 1) {
            const { status, data } = await ask(options, path, ref);
            if (options.signal.aborted) {
                throw options.signal.reason instanceof errors/* CancelledError */.cc ? options.signal.reason : new errors/* CancelledError */.cc();
            }
            if (status === 404)
                return null;
            if (status === 200)
                return decode(data, path);
            if (status === 401 || status === 403) {
                throw new errors/* ActionError */.lZ('github-refused', 'user', `GitHub does not let \`${path}\` of the base be read (${status}).`, {
                    hint: 'Give the job the permission `contents: read`, and the step a `github-token` that has it.',
                });
            }
            const pause = PAUSES_MS[attempt];
            if (pause === undefined) {
                const seen = status === 0 ? 'no connection' : String(status);
                throw new errors/* ActionError */.lZ('github', 'remote', `GitHub gave no answer about \`${path}\` of the base (${seen}).`);
            }
            await options.clock.sleep(pause, options.signal);
        }
    };
}
async function ask({ apiUrl, repository, token, signal }, path, ref) {
    const [owner, repo] = repository.split('/');
    if (!owner || !repo)
        throw new errors/* ActionError */.lZ('github', 'user', 'GITHUB_REPOSITORY is not `owner/name`.');
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(218)]).then(__webpack_require__.bind(__webpack_require__, 2218));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const octokit = getOctokit(token.reveal(), { baseUrl: apiUrl.replace(/\/+$/, ''), log: silent });
    const steps = path.split('/').map(encodeURIComponent).join('/');
    try {
        const { status, data } = await octokit.request(`GET /repos/{owner}/{repo}/contents/${steps}`, {
            owner,
            repo,
            ref,
            request: { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]), redirect: 'manual', log: silent },
        });
        return { status, data };
    }
    catch (error) {
        // The client's error repeats headers and bodies: the status alone is kept.
        const came = typeof error === 'object' && error !== null && 'response' in error && error.response !== undefined;
        return { status: came && 'status' in error && typeof error.status === 'number' ? error.status : 0, data: null };
    }
}
function decode(data, path) {
    if (typeof data === 'string')
        return Buffer.from(data);
    const { type, encoding, content } = fields(data);
    if (type === 'file' && encoding === 'base64' && typeof content === 'string')
        return Buffer.from(content, 'base64');
    throw new errors/* ActionError */.lZ('github', 'user', `\`${path}\` of the base is no plain file of at most 1 MB.`);
}
function fields(data) {
    return typeof data === 'object' && data !== null ? { ...data } : {};
}

// EXTERNAL MODULE: ./lib/src/spec/untrusted.js
var untrusted = __webpack_require__(2006);
;// CONCATENATED MODULE: ./lib/src/action/untrusted.js



/**
 * Throws ActionError `untrusted-spec` unless every file is byte for byte the one of the base branch, read through
 * GitHub's API. Asks Mist nothing.
 */
async function assertSameAsBase(files, at) {
    const { event, ref, read } = at;
    if (ref === null)
        throw refusal(event, 'the event does not tell the base branch');
    if (read === null)
        throw refusal(event, 'there is no `github-token` to read the base branch with');
    for (const { path, bytes } of files) {
        const base = await read(path, ref);
        if (base === null)
            throw refusal(event, `the branch ${ref} has no \`${path}\` that the \`github-token\` may read`);
        if (!base.equals(bytes))
            throw refusal(event, `\`${path}\` is not byte for byte the one of the branch ${ref}`);
    }
}
/** Refuses the spec of an untrusted event; `why` is what kept it from being trusted. */
function refusal(event, why) {
    return new errors/* ActionError */.lZ('untrusted-spec', 'user', `On ${event} the spec may be a stranger's, and ${why}.`, {
        hint: "Check out the base branch, or write the spec inline on an event that runs the base's own workflow; " +
            '`allow-untrusted-spec: true` takes it with most of the language banned.',
    });
}
/** The reader of this repository on this GitHub server; null without a token. */
function baseReader(env, token, world) {
    if (token === null)
        return null;
    const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
    return makeContentReader({ ...world, apiUrl, repository: env.GITHUB_REPOSITORY ?? '', token });
}
/**
 * An untrusted spec with a lease on every machine: a row without its own gets `ttlMs` (of the input), at most two hours;
 * what says `none` gets the most.
 */
function leaseEverything(spec, ttlMs) {
    const most = untrusted/* UNTRUSTED_LIMITS */.M.ttlMs;
    const given = ttlMs === null ? untrusted/* UNTRUSTED_LIMITS */.M.usualTtlMs : ttlMs === 'none' ? most : Math.min(ttlMs, most);
    const leased = (row) => row.state === 'absent' ? row : { ...row, ttlMs: typeof row.ttlMs === 'number' ? Math.min(row.ttlMs, most) : given };
    return { ...spec, machines: spec.machines.map(leased) };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/action/command-file.js
var command_file = __webpack_require__(499);
;// CONCATENATED MODULE: ./lib/src/action/workspace-file.js
// Reading what a spec names: plain files below the workspace or RUNNER_TEMP, reached without links.



const MAX_FILE_BYTES = 256 * 1024;
/** Reads a file of at most 256 KiB. Throws an Error whose message is a plain reason. */
function readWorkspaceFile(path, roots) {
    if (roots.workspace === '')
        throw new Error('GITHUB_WORKSPACE is not set');
    const target = (0,external_node_path_.isAbsolute)(path) ? (0,external_node_path_.resolve)(path) : (0,external_node_path_.resolve)(roots.workspace, path);
    for (const root of [roots.workspace, roots.runnerTemp].filter((one) => one !== '')) {
        const steps = stepsInside(root, target);
        if (steps === null)
            continue;
        return { bytes: readBelow(realPath(root), steps), path: root === roots.workspace ? steps.join('/') : null };
    }
    throw new Error('it lies outside of the workspace');
}
/** The steps from `root` down to `target`; null when it is not below. A root may be named by its real path too. */
function stepsInside(root, target) {
    for (const base of [(0,external_node_path_.resolve)(root), realPath(root)]) {
        const inside = (0,external_node_path_.relative)(base, target);
        if (inside !== '' && inside !== '..' && !inside.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(inside))
            return inside.split(external_node_path_.sep);
    }
    return null;
}
function readBelow(root, steps) {
    let place = root;
    for (const step of steps) {
        place = (0,external_node_path_.join)(place, step);
        const stats = attempt(() => (0,external_node_fs_.lstatSync)(place));
        if (stats.isSymbolicLink())
            throw new Error('a symbolic link leads to it, and links are not followed');
    }
    const descriptor = attempt(() => (0,external_node_fs_.openSync)(place, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0)));
    try {
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile())
            throw new Error('it is no file');
        if (stats.size > MAX_FILE_BYTES)
            throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
        return attempt(() => (0,external_node_fs_.readFileSync)(descriptor));
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** A failed call of the system as a plain reason. */
function attempt(call) {
    try {
        return call();
    }
    catch (error) {
        const code = (0,command_file/* fileErrorCode */.c2)(error);
        throw new Error(code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such file' : code);
    }
}
function realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return (0,external_node_path_.resolve)(path);
    }
}

;// CONCATENATED MODULE: ./lib/src/action/read-spec.js
// Getting the spec: inline text or a file of the workspace, the files that it names, and whether they may be trusted.





/**
 * The spec of this step. Throws InputError, SpecError with every mistake, or ActionError `untrusted-spec` for one that a
 * stranger may have written. GitHub is asked only where the event makes it necessary.
 */
async function readSpec(step) {
    const { inputs, context, log } = step;
    const distrust = (0,action_distrust/* distrustOf */.S)(context);
    const source = inputs.spec.kind === 'file' ? readSpecFile(inputs.spec, step) : null;
    const trusted = distrust === 'nothing' || (source === null && (distrust === 'files' || inputs.target.kind === 'sandbox'));
    if (!trusted && inputs.allowUntrustedSpec) {
        log.warning("The spec may be a stranger's: `allow-untrusted-spec` takes it with most of the language banned.");
        return leaseEverything((await parse(step, source, true)).spec, inputs.ttl);
    }
    if (!trusted && source === null) {
        throw refusal(context.event.name, 'an inline spec came with the workflow of the same change');
    }
    if (distrust === 'nothing')
        return (await parse(step, source, false)).spec;
    // The text is held against the base before it is read, so that nothing of the environment gets into its messages.
    await prove(step, source === null ? [] : [checkedOut(context, source)]);
    const { spec, files } = await parse(step, source, false);
    await prove(step, files.map((file) => checkedOut(context, file)));
    return spec;
}
async function prove(step, files) {
    const { runner, inputs, context } = step;
    const read = baseReader(runner.env, inputs.githubToken, { clock: runner.clock, signal: step.signal });
    await assertSameAsBase(files, { event: context.event.name, ref: context.event.baseRef, read });
}
function checkedOut(context, { path, bytes }) {
    if (path === null)
        throw refusal(context.event.name, 'a file outside of the workspace has no counterpart on the base');
    return { path, bytes };
}
/** What finds words for mistakes is loaded where there is one. */
async function parse(step, source, untrusted) {
    const plain = parseWith(readPlain, step, source, untrusted);
    if (plain.spec !== null)
        return { ...plain, spec: plain.spec };
    const { parseSpec } = await Promise.all(/* import() */[__webpack_require__.e(691), __webpack_require__.e(600)]).then(__webpack_require__.bind(__webpack_require__, 6600));
    return parseWith(parseSpec, step, source, untrusted);
}
function parseWith(read, { inputs, context, log, runner }, source, untrusted) {
    const files = [];
    const text = source === null && inputs.spec.kind === 'text' ? inputs.spec.text : (source?.bytes.toString('utf8') ?? '');
    const spec = read(text, {
        file: inputs.spec.kind === 'file' ? inputs.spec.path : null,
        environment: runner.env,
        readFile: (path) => {
            const file = readWorkspaceFile(path, context);
            files.push(file);
            return file.bytes.toString('utf8');
        },
        allowLiteralSecrets: source === null,
        mask: (secret) => log.mask(secret),
        untrusted,
    });
    return { spec, files };
}
function readSpecFile(source, { context, runner }) {
    try {
        return readWorkspaceFile(source.path, context);
    }
    catch (error) {
        const name = source.given ? 'spec-file' : 'spec';
        const what = source.given ? `\`${source.path}\`` : `it is blank, and \`${source.path}\``;
        throw new errors/* InputError */.dz(name, `${what} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`, {
            hint: runner.voice.specFile,
        });
    }
}


/***/ }),

/***/ 9316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ editDistance)
/* harmony export */ });
// How far two words are apart, for "did you mean" and lists of the nearest names.
/**
 * Insertions, deletions, replacements and swaps of neighbours between two short words; stops as soon as
 * it must come to more than `limit`, and is then any larger number.
 */
function editDistance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit)
        return limit + 1;
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let i = 1; i <= a.length; i += 1) {
        const row = [i];
        let leastOfRow = i;
        for (let j = 1; j <= b.length; j += 1) {
            const same = a[i - 1] === b[j - 1] ? 0 : 1;
            let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            if (swapped)
                least = Math.min(least, (before[j - 2] ?? 0) + 1);
            if (least < leastOfRow)
                leastOfRow = least;
            row.push(least);
        }
        if (leastOfRow > limit)
            return limit + 1;
        before = above;
        above = row;
    }
    return above[b.length] ?? 0;
}


/***/ }),

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

/***/ 7384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ readCloudInit)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3243);
// The user's own cloud-init text, checked as far as it can be without a machine.

/** How user data may begin (docs.cloud-init.io, "User data formats"). */
const MARKERS = [
    '#cloud-config',
    '#!',
    '#include',
    '#cloud-boothook',
    '#cloud-config-archive',
    '#cloud-config-jsonp',
    '#part-handler',
    '## template: jinja',
    'Content-Type: multipart/',
    'MIME-Version:',
];
/** EC2's limit for user data, the smallest among the providers; what the action adds takes the rest. */
const MAX_BYTES = 15 * 1024;
/** The action writes these itself, so that host keys are known before first contact. */
const RESERVED = ['ssh_keys', 'ssh_deletekeys'];
/** Accepts text with one of cloud-init's markers that leaves the host keys alone. */
function readCloudInit(text) {
    if (!MARKERS.some((marker) => text.startsWith(marker))) {
        return { refused: 'must begin with `#cloud-config`, `#!` or another of the first lines that cloud-init knows' };
    }
    if (Buffer.byteLength(text) > MAX_BYTES) {
        return { refused: `must be at most ${MAX_BYTES / 1024} KiB; download larger parts from inside of it` };
    }
    const texts = [text, ...encodedParts(text)];
    const taken = RESERVED.find((key) => texts.some((one) => setsKey(one, key)));
    if (taken !== undefined)
        return { refused: `must not set \`${taken}\`: the action injects the host key itself` };
    return isPlainConfig(text) ? readConfig(text) : { value: text };
}
function isPlainConfig(text) {
    return /^#cloud-config\s*(?:\r?\n|$)/.test(text);
}
/** Also finds the key in templates and archives, which are no YAML before cloud-init has worked on them. */
function setsKey(text, key) {
    return new RegExp(`^[ \\t]{0,8}["']?${key}["']?[ \\t]*:`, 'm').test(text) && !isPlainConfig(text);
}
/** What the base64 parts of a MIME message hold; a part's headers end at its first blank line. */
function encodedParts(text) {
    if (!/^(?:MIME-Version|Content-Type):/i.test(text))
        return [];
    return text.split(/^--.*$/m).flatMap((part) => {
        const [head = '', ...body] = part.replace(/^\s*\n/, '').split(/\r?\n\r?\n/);
        if (!/^content-transfer-encoding:[ \t]*base64\b/im.test(head))
            return [];
        // Not the beginning of the whole text any more, so that it is looked through like every other part.
        return [`\n${Buffer.from(body.join(''), 'base64').toString('utf8')}`];
    });
}
function readConfig(text) {
    let config;
    try {
        config = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .load */ .Hh)(text, { schema: js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .CORE_SCHEMA */ .OU, maxAliases: 20 });
    }
    catch (error) {
        if (!(error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB))
            throw error;
        // A config of comments alone is a document without content.
        if (/^(?:\s*(?:#[^\r\n]*)?(?:\r?\n|$))*$/.test(text.slice(0, 4096)) && text.length <= 4096)
            return { value: text };
        return { refused: `is not valid YAML near its line ${(error.mark?.line ?? 0) + 1}: ${error.reason}` };
    }
    if (config === null || config === undefined)
        return { value: text };
    if (typeof config !== 'object' || Array.isArray(config))
        return { refused: 'must hold a map after `#cloud-config`' };
    const taken = RESERVED.find((key) => Object.hasOwn(config, key));
    if (taken !== undefined)
        return { refused: `must not set \`${taken}\`: the action injects the host key itself` };
    return { value: text };
}


/***/ }),

/***/ 4743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jh: () => (/* binding */ isMap),
/* harmony export */   n5: () => (/* binding */ readSecret),
/* harmony export */   vd: () => (/* binding */ readFileField)
/* harmony export */ });
/* harmony import */ var _model_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(386);
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7115);
// What reading a spec needs besides its text, handed from room file to room file.


/**
 * A secret field's value as a Secret, masked; null after a report when it stands literally in a file.
 * The message never holds the value.
 */
function readSecret(context, path, text) {
    // A variable that could not be filled in has been reported, and its name is what the reader of that message needs.
    if (context.report.has(path) && /^\$\{\w*\}$/.test(text))
        return null;
    context.options.mask(text);
    if (!context.options.allowLiteralSecrets && !context.fromEnvironment.has(JSON.stringify(path))) {
        const message = `is a secret and must not stand in a file; write \${NAME} and ${(0,_load_js__WEBPACK_IMPORTED_MODULE_0__/* .setIt */ .AO)('NAME')}, from a secret`;
        if (!context.report.has(path))
            context.report.error(path, message);
        return null;
    }
    return (0,_model_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .makeSecret */ .p)(text);
}
/** The text of a file that a field names, or null after a report. */
function readFileField(context, path, file) {
    if (context.report.has(path))
        return null;
    try {
        return context.options.readFile(file);
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown reason';
        context.report.error(path, `cannot be read: ${reason}`);
        return null;
    }
}
/** True for a value that YAML made of a map. */
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 1445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ readDocument)
});

// EXTERNAL MODULE: ./lib/src/spec/context.js
var spec_context = __webpack_require__(4743);
// EXTERNAL MODULE: ./lib/src/spec/form.js
var spec_form = __webpack_require__(4904);
// EXTERNAL MODULE: ./lib/src/spec/report.js
var spec_report = __webpack_require__(6500);
// EXTERNAL MODULE: ./lib/src/spec/suggest.js
var suggest = __webpack_require__(4762);
;// CONCATENATED MODULE: ./lib/src/spec/issues.js


const WORDS = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
};
/**
 * Reports every issue of a value that stands at `base`. A path that has a diagnostic already gets no second one.
 * Messages never hold values, which may be secrets, but for numbers that ought to be quoted.
 */
function reportIssues(issues, base, report) {
    for (const issue of issues) {
        const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
        if (issue.code === 'unrecognized_keys')
            reportUnknown(issue.keys, issue.message.split(', '), path, report);
        else if (issue.code === 'invalid_union')
            reportUnion(issue, path, report);
        else if (issue.code === 'invalid_key')
            reportKey(issue, path, report);
        else if (!report.has(path))
            report.error(path, messageOf(issue, report.nodeAt(path), path));
    }
}
function reportUnknown(keys, known, path, report) {
    for (const key of keys) {
        const guess = report.mayGuess() ? (0,suggest/* didYouMean */.a)(key, known) : '';
        report.error([...path, key], `unknown field${guess}`, 'key');
    }
}
function reportKey(issue, path, report) {
    report.error(path, issue.issues[0]?.message ?? 'is no good key', 'key');
}
/** Speaks for the form that the author meant: the one whose kind of value is there. */
function reportUnion(issue, path, report) {
    const meant = issue.errors.find((branch) => !branch.some((one) => one.path.length === 0 && one.code === 'invalid_type'));
    if (meant !== undefined)
        reportIssues(meant, path, report);
    if (meant !== undefined || report.has(path))
        return;
    const node = report.nodeAt(path);
    const takesAnyText = issue.errors.some((branch) => branch.some((one) => one.path.length === 0 && one.code === 'invalid_type' && one.expected === 'string' && isZods(one)));
    report.error(path, takesAnyText && isBareNumber(node) ? quoteIt(node, path) : issue.message);
}
/** True for a message of zod's own; those of the schemas are written for people. */
function isZods(issue) {
    return issue.message.startsWith('Invalid ');
}
function messageOf(issue, node, path) {
    if (!isZods(issue))
        return issue.message;
    if (issue.code === 'invalid_type')
        return wrongType(issue.expected, node, path);
    if (issue.code === 'invalid_value') {
        const allowed = issue.values.map(String);
        const near = node?.kind === 'scalar' ? (0,suggest/* suggest */.Z)(node.raw, allowed) : null;
        return `must be one of ${allowed.join(', ')}${near === null ? '' : `; did you mean \`${near}\`?`}`;
    }
    return issue.message;
}
function wrongType(expected, node, path) {
    const wanted = WORDS[expected] ?? expected;
    if (node === null)
        return 'is required';
    if (node.kind === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.raw))
        return `is empty; it must be ${wanted}`;
    if (expected === 'string' && isBareNumber(node))
        return quoteIt(node, path);
    const found = { scalar: 'one value', map: 'a map', list: 'a list' }[node.kind];
    if (node.kind !== 'scalar' || ['object', 'record', 'array'].includes(expected))
        return `must be ${wanted}, not ${found}`;
    if (!node.plain)
        return `must be ${wanted}, without quotes`;
    return node.raw.startsWith('$') ? `must be ${wanted}, and a variable always gives text` : `must be ${wanted}`;
}
function isBareNumber(node) {
    return node?.kind === 'scalar' && node.plain && /^(?:[-+.0-9].*|true|True|TRUE|false|False|FALSE)$/.test(node.raw);
}
function quoteIt(node, path) {
    if ((0,spec_report/* mayHoldSecret */.dV)(path))
        return 'must be text, and YAML reads it as something else; quote it';
    const raw = node.raw.slice(0, 40);
    return `must be text, and YAML reads ${raw} as something else; quote it: "${raw}"`;
}

// EXTERNAL MODULE: ./lib/src/spec/read.js
var spec_read = __webpack_require__(7882);
;// CONCATENATED MODULE: ./lib/src/spec/hosts.js




function readHost(text) {
    if (/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/.test(text))
        return { value: text };
    return { refused: 'must be a host name or an address, as the Mist server reaches it' };
}
/** One host; names of fields are those of API v2's `hosts`. */
const hostShape = () => (0,spec_form/* fields */.OA)({
    host: (0,spec_form/* textOf */.b6)(readHost).describe('Host name or address, as the Mist server reaches it.'),
    alias: (0,spec_form/* textOf */.b6)(spec_read/* readLine */.Xw).optional().describe('Name in Mist; the host unless given.'),
    user: (0,spec_form/* textOf */.b6)(spec_read/* readLine */.Xw).optional().describe('Login user; root unless given.'),
    port: (0,spec_form/* between */.Tq)(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port; 22 unless given.'),
    key: (0,spec_form/* textOf */.b6)(spec_read/* readMistName */.Bx).describe('Row of `keys` or name of a key in Mist that opens it.'),
});
/** What 2014's `bare_metal` called the fields of its one machine. */
const OLD_NAMES = {
    'machine-ip': 'host',
    'machine-hostname': 'host',
    'machine-name': 'alias',
    'machine-user': 'user',
    'machine-port': 'port',
    'machine-key': 'key',
};
/** The field of a host that a word of 2014 means, or null. */
function oldHostField(word) {
    return OLD_NAMES[word.toLowerCase().replaceAll('_', '-')] ?? null;
}
/** Reads a list of 1 to 100 hosts; null after a report. */
function readHosts(value, path, context) {
    if (!Array.isArray(value) || value.length === 0 || value.length > 100) {
        context.report.error(path, 'must be a list of 1 to 100 hosts such as { host: 10.0.0.5, user: root, key: ops }');
        return null;
    }
    const shapeOfHost = hostShape();
    const hosts = [];
    const seen = new Set();
    for (const [index, item] of value.entries()) {
        const at = [...path, index];
        const shape = context.check(shapeOfHost, item);
        if (!shape.success) {
            if ((0,spec_context/* isMap */.jh)(item))
                reportIssues(shape.issues, at, context.report);
            else
                context.report.error(at, 'must be a map such as { host: 10.0.0.5, user: root, key: ops }');
            continue;
        }
        const { host, alias, user, port, key } = shape.data;
        if (seen.has(host))
            context.report.error([...at, 'host'], 'is in the list already; Mist would add it twice');
        seen.add(host);
        hosts.push({ host, alias: alias ?? host, user: user ?? 'root', port: port ?? 22, key });
    }
    return hosts.length === value.length ? hosts : null;
}

;// CONCATENATED MODULE: ./lib/src/spec/providers.js
function field(name, request, describe, options = {}) {
    return { name, request, kind: 'text', required: true, secret: false, aliases: [], describe, ...options };
}
function secret(name, request, describe, options = {}) {
    return { ...field(name, request, describe, options), secret: true };
}
const optional = { required: false };
const apiKey = (...aliases) => secret('api-key', 'apikey', 'API key.', { aliases: aliases.length > 0 ? aliases : ['backend-key'] });
const apiSecret = () => secret('api-secret', 'apisecret', 'API secret.', { aliases: ['backend-secret'] });
const region = () => field('region', 'region', 'Region, as the provider calls it.');
const username = (...aliases) => field('username', 'username', 'User name.', { aliases: ['user', ...aliases] });
const providers_password = (...aliases) => secret('password', 'password', 'Password.', { aliases });
const host = (...aliases) => field('host', 'host', 'Host name or address, as the Mist server reaches it.', { aliases });
const TLS = [
    secret('tls-key', 'key_file', 'Client key for TLS, PEM.', { ...optional, aliases: ['key-file'] }),
    secret('tls-cert', 'cert_file', 'Client certificate for TLS, PEM.', { ...optional, aliases: ['cert-file'] }),
    secret('tls-ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
];
const LOGIN = [
    field('username', 'username', 'User name, where the host asks for one.', {
        ...optional,
        aliases: ['user', 'auth-user'],
    }),
    secret('password', 'password', 'Password of that user.', { ...optional, aliases: ['auth-password'] }),
];
const SHOW_ALL = field('show-all', 'show_all', 'Also list what is stopped.', { ...optional, kind: 'flag' });
function port(normally, ...aliases) {
    return field('port', 'port', `Port; ${normally} unless given.`, { ...optional, kind: 'port', aliases });
}
const OPENSTACK = [
    field('auth-url', 'url', 'URL of the identity service.', { aliases: ['url', 'api-url', 'backend-url'] }),
    username('backend-key'),
    providers_password('backend-secret'),
    field('tenant', 'tenant', 'Tenant or project.', { aliases: ['tenant-name'] }),
    field('tenant-id', 'tenant_id', 'Id of the tenant.', optional),
    field('domain', 'domain', 'Domain of the user.', { ...optional, aliases: ['domain-name'] }),
    field('region', 'region', 'Region.', optional),
    field('compute-endpoint', 'compute_endpoint', 'URL of the compute service, where it is not in the catalogue.', optional),
];
const CLUSTER = [
    host(),
    port(6443),
    ...LOGIN,
    secret('token', 'token', 'Bearer token.', optional),
    ...TLS,
    field('verify', 'verify', "Check the server's certificate.", { ...optional, kind: 'flag' }),
];
function documented(names, fields) {
    return { names, fields, source: 'documented', hosts: false };
}
function recorded(names, fields) {
    return { names, fields, source: 'recorded', hosts: false };
}
/** Every provider of API v2. */
const PROVIDER_SPECS = {
    amazon: recorded(['ec2', 'aws'], [region(), apiKey(), apiSecret()]),
    azure: documented(['azure_arm'], [
        field('tenant-id', 'tenant_id', 'Id of the tenant.'),
        field('subscription-id', 'subscription_id', 'Id of the subscription.'),
        secret('key', 'key', 'Id (client id) of the application.', { aliases: ['client-id', 'backend-key'] }),
        secret('secret', 'secret', 'Secret of the application.', { aliases: ['client-secret', 'backend-secret'] }),
    ]),
    google: documented(['gce', 'gcp'], [
        field('project-id', 'project_id', 'Id of the project.', { aliases: ['tenant-name'] }),
        field('email', 'email', 'E-mail of the service account.', { aliases: ['backend-key'] }),
        secret('private-key', 'private_key', 'Private key of the service account, PEM.', { aliases: ['backend-secret'] }),
    ]),
    alibaba: documented(['aliyun_ecs', 'aliyun'], [region(), apiKey(), apiSecret()]),
    cloudsigma: documented([], [region(), username(), providers_password()]),
    equinix: documented(['equinixmetal', 'packet'], [apiKey(), field('project-id', 'project_id', 'Id of the project.', optional)]),
    ibm: documented([], [username('backend-key'), apiKey('backend-secret')]),
    digitalocean: documented(['digital_ocean'], [secret('token', 'token', 'API token.', { aliases: ['api-key', 'backend-key', 'backend-secret'] })]),
    linode: documented([], [apiKey('backend-key', 'backend-secret', 'token')]),
    rackspace: documented([], [region(), username('backend-key'), apiKey('backend-secret')]),
    vultr: documented([], [apiKey('backend-key', 'backend-secret')]),
    openstack: documented([], OPENSTACK),
    onapp: documented([], [
        host(),
        username(),
        apiKey(),
        field('verify', 'verify', "Check the server's certificate.", { ...optional, kind: 'flag' }),
    ]),
    vsphere: documented([], [
        host(),
        username(),
        providers_password(),
        secret('ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
    ]),
    vexxhost: documented([], OPENSTACK),
    kvm: { ...documented(['libvirt'], []), hosts: true },
    lxd: documented([], [host(), port(8443), ...LOGIN, ...TLS, SHOW_ALL]),
    docker: recorded([], [host('docker-host'), port(4243, 'docker-port'), ...LOGIN, ...TLS, SHOW_ALL]),
    kubevirt: documented([], CLUSTER),
    kubernetes: documented([], CLUSTER),
    openshift: documented([], CLUSTER),
    other: { ...recorded(['bare_metal', 'bare-metal'], []), hosts: true },
};
/** Names that once were, or never were, a provider of Mist, and what to write or use now. */
const GONE = {
    softlayer: 'SoftLayer is called `ibm` now',
    nephoscale: 'Mist dropped NephoScale; use another provider, e.g. `digitalocean` or `vultr`',
    hpcloud: 'HP closed its public cloud; use `openstack` for a private one, or another provider',
    vcloud: 'Mist dropped vCloud Director; use `vsphere`',
    indonesian_vcloud: 'Mist dropped vCloud Director; use `vsphere`',
    hostvirtual: 'Mist dropped HostVirtual; use another provider, e.g. `vultr`',
    maxihost: 'Mist dropped Maxihost; use `equinix` for bare metal',
    clearcenter: 'Mist dropped ClearCenter; use another provider',
    gig_g8: 'Mist dropped GiG G8; use another provider',
    hetzner: 'Mist has never had Hetzner; use `linode`, `vultr` or `digitalocean`',
    rackspace_first_gen: 'Rackspace closed its first-generation servers; use `rackspace`',
};
/** Hosts no machines of its own (clusters). */
function isCluster(provider) {
    return provider === 'kubernetes' || provider === 'openshift';
}
/** All ids that `provider:` takes, without the older names. */
const PROVIDER_IDS = Object.keys(PROVIDER_SPECS).filter(isProviderId);
function isProviderId(text) {
    return Object.hasOwn(PROVIDER_SPECS, text);
}
/** The provider of that id or older name, what to use in place of a lost one, or null for an unknown word. */
function findProvider(text) {
    const name = text.toLowerCase();
    if (isProviderId(name))
        return name;
    const found = PROVIDER_IDS.find((id) => PROVIDER_SPECS[id].names.includes(name));
    if (found !== undefined)
        return found;
    if (/^ec2[_:-]/.test(name))
        return { gone: 'regions are a field of their own: write `provider: amazon` and `region:`' };
    if (/^rackspace:/.test(name))
        return { gone: 'regions are a field of their own: write `provider: rackspace` and `region:`' };
    const gone = Object.hasOwn(GONE, name) ? GONE[name] : undefined;
    return gone === undefined ? null : { gone };
}
/** The field that a spelling means: `api-key`, `apikey`, `api_key` and `apiKey` are one. */
function findField(provider, text) {
    const word = fold(text);
    const { fields } = PROVIDER_SPECS[provider];
    const byName = fields.find((one) => fold(one.name) === word || fold(one.request) === word);
    return byName ?? fields.find((one) => one.aliases.some((alias) => fold(alias) === word)) ?? null;
}
function fold(text) {
    return text.toLowerCase().replace(/[-_]/g, '');
}

;// CONCATENATED MODULE: ./lib/src/spec/backends.js







const KINDS = {
    text: (0,spec_form/* filledText */.Uq)(),
    port: (0,spec_form/* between */.Tq)(1, 65_535, 'must be 1 to 65535'),
    flag: (0,spec_form/* flag */.Jt)(),
};
/** Reads the section that stands under `section` (`backends` or `clouds`); bad rows are reported and left out. */
function readBackends(value, section, context) {
    if (!(0,spec_context/* isMap */.jh)(value))
        return [];
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = [section, name];
        const named = (0,spec_read/* readMistName */.Bx)(name);
        if ('refused' in named)
            context.report.error(path, named.refused, 'key');
        const read = readRow(row, path, context);
        if (read !== null)
            rows.push({ name, place: context.report.keyPlace(path), ...read });
    }
    return rows;
}
function readRow(row, path, context) {
    if (row === 'absent' || row === 'existing')
        return { state: row };
    if (!(0,spec_context/* isMap */.jh)(row)) {
        context.report.error(path, 'must be a map with `provider` and its fields, or the word `existing` or `absent`');
        return null;
    }
    const provider = readProvider(row, path, context);
    if (provider === null)
        return null;
    if (PROVIDER_SPECS[provider].hosts)
        return readHostRow(row, provider, path, context);
    const fields = readFields(row, provider, path, context);
    return fields === null ? null : { state: 'present', provider, fields };
}
function readHostRow(row, provider, path, context) {
    for (const key of Object.keys(row)) {
        if (key === 'provider' || key === 'hosts')
            continue;
        const field = oldHostField(key);
        const advice = field === null ? (0,suggest/* didYouMean */.a)(key, ['provider', 'hosts']) : `; write it as \`${field}\` of an item of \`hosts\``;
        context.report.error([...path, key], `unknown field of ${provider}${advice}`, 'key');
    }
    if (row.hosts === undefined) {
        context.report.error([...path, 'hosts'], 'is required: a list such as [{ host: 10.0.0.5, user: root, key: ops }]');
        return null;
    }
    const hosts = readHosts(row.hosts, [...path, 'hosts'], context);
    return hosts === null ? null : { state: 'present', provider, fields: {}, hosts };
}
function readProvider(row, path, context) {
    const { report } = context;
    const at = [...path, 'provider'];
    if (row.provider === undefined) {
        report.error(at, `is required; known are ${PROVIDER_IDS.join(', ')}`);
        return null;
    }
    if (typeof row.provider !== 'string') {
        report.error(at, 'must be the id of a provider, such as amazon');
        return null;
    }
    const found = findProvider(row.provider);
    if (found === null)
        report.error(at, `is no provider of Mist${(0,suggest/* didYouMean */.a)(row.provider, PROVIDER_IDS)}`);
    else if (typeof found === 'object')
        report.error(at, found.gone);
    else
        return found;
    return null;
}
function readFields(row, provider, path, context) {
    const { report } = context;
    const known = PROVIDER_SPECS[provider].fields;
    const read = {};
    const written = new Map();
    let good = true;
    for (const [key, value] of Object.entries(row)) {
        if (key === 'provider')
            continue;
        const at = [...path, key];
        const field = findField(provider, key);
        const before = field === null ? undefined : written.get(field);
        if (field === null)
            report.error(at, `unknown field of ${provider}${report.mayGuess()
                ? (0,suggest/* didYouMean */.a)(key, known.map((one) => one.name))
                : ''}`, 'key');
        else if (before !== undefined)
            report.error(at, `means the same as \`${before}\` above; write one of them`, 'key');
        if (field === null || before !== undefined) {
            good = false;
            continue;
        }
        written.set(field, key);
        const checked = readField(field, value, at, context);
        if (checked === null)
            good = false;
        else
            read[field.request] = checked;
    }
    for (const field of known) {
        if (!field.required || written.has(field))
            continue;
        good = false;
        report.error([...path, field.name], 'is required');
    }
    return good ? read : null;
}
function readField(field, value, path, context) {
    const result = context.check(KINDS[field.kind], value);
    if (!result.success) {
        reportIssues(result.issues, path, context.report);
        return null;
    }
    return field.secret && typeof result.data === 'string' ? (0,spec_context/* readSecret */.n5)(context, path, result.data) : result.data;
}

// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
// EXTERNAL MODULE: ./lib/src/spec/pass-through.js
var pass_through = __webpack_require__(9231);
// EXTERNAL MODULE: ./lib/src/spec/via.js
var spec_via = __webpack_require__(3084);
;// CONCATENATED MODULE: ./lib/src/spec/checks.js
// Rules between rows: names, needs, keys, backends. They read what was written, so that one bad field hides nothing.






/** Reports every contradiction between rows. */
function checkRows(sections, report) {
    const machines = (0,spec_context/* isMap */.jh)(sections.machines) ? sections.machines : {};
    const defaults = (0,spec_context/* isMap */.jh)(sections.defaults) ? sections.defaults : {};
    checkNames(machines, report);
    checkLiteralNames(machines, report);
    checkGroups(machines, defaults, report);
    checkNeeds(machines, report);
    (0,spec_via/* checkVia */.Hz)(machines, defaults, report);
    checkStrayKeys(defaults, ['defaults'], providerOfRow({}, defaults, sections.backends), report);
    checkHostKeys(sections, report);
    for (const [name, row] of Object.entries(machines)) {
        if (!(0,spec_context/* isMap */.jh)(row))
            continue;
        checkStrayKeys(row, ['machines', name], providerOfRow(row, defaults, sections.backends), report);
        checkKey(name, row, defaults, sections.keys, report);
        if (row.adopt === undefined)
            checkBackend(name, row, defaults, sections.backends, report);
    }
}
function countOf(row) {
    return (0,spec_context/* isMap */.jh)(row) && typeof row.count === 'number' && row.count >= 1 && row.count <= 100 ? row.count : null;
}
/** `web` with count and a row `web-1` would both be `web-1`, now or after the next change of count. */
function checkNames(machines, report) {
    for (const name of Object.keys(machines)) {
        const base = /^(.+)-[1-9][0-9]{0,2}$/.exec(name)?.[1];
        if (base === undefined || !Object.hasOwn(machines, base) || countOf(machines[base]) === null)
            continue;
        report.error(['machines', name], `\`${base}\` has a count, so this name belongs to one of its machines`, 'key');
    }
}
function checkLiteralNames(machines, report) {
    for (const field of ['name', 'adopt']) {
        const first = new Map();
        for (const [row, fields] of Object.entries(machines)) {
            const text = (0,spec_context/* isMap */.jh)(fields) ? fields[field] : undefined;
            if (typeof text !== 'string')
                continue;
            const before = first.get(text);
            if (before === undefined)
                first.set(text, row);
            else
                report.error(['machines', row, field], `\`${before}\` has the same; every machine needs its own`);
        }
    }
}
/** In an inventory `a-b` is `a_b`, because Ansible takes no hyphens in names of groups: two groups must not become one. */
function checkGroups(machines, defaults, report) {
    const first = new Map();
    const check = (group, path, pointer) => {
        if (typeof group !== 'string')
            return;
        const name = group.replaceAll('-', '_');
        const before = first.get(name) ?? group;
        first.set(name, before);
        if (before === group)
            return;
        report.error(path, `the group \`${group}\` would be the same as \`${before}\` in an inventory`, pointer);
    };
    const listed = (groups, path) => {
        if (Array.isArray(groups))
            groups.forEach((group, index) => void check(group, [...path, index], 'value'));
        return Array.isArray(groups);
    };
    const shared = listed(defaults.groups, ['defaults', 'groups']);
    for (const [name, row] of Object.entries(machines)) {
        if (!(0,spec_context/* isMap */.jh)(row) || listed(row.groups, ['machines', name, 'groups']))
            continue;
        if (!shared)
            check(name, ['machines', name], 'key');
    }
}
function needsOf(row) {
    const needs = (0,spec_context/* isMap */.jh)(row) ? row.needs : undefined;
    return Array.isArray(needs) ? needs.filter((need) => typeof need === 'string') : [];
}
function checkNeeds(machines, report) {
    for (const [name, row] of Object.entries(machines)) {
        needsOf(row).forEach((need, index) => {
            const path = ['machines', name, 'needs', index];
            if (report.has(path))
                return;
            if (!Object.hasOwn(machines, need)) {
                const near = report.mayGuess() ? (0,suggest/* suggest */.Z)(need, Object.keys(machines)) : null;
                report.error(path, `there is no row \`${need}\` in \`machines\`${near === null ? '' : `; did you mean \`${near}\`?`}`);
            }
            else if (machines[need] === 'absent')
                report.error(path, `\`${need}\` is absent and can never be ready`);
        });
    }
    const cycle = findCycle(machines);
    if (cycle === null)
        return;
    const [row = '', next = ''] = cycle;
    report.error(['machines', row, 'needs', needsOf(machines[row]).indexOf(next)], `rows need each other: ${cycle.join(' → ')}`);
}
/** One cycle as its rows, the first again at the end, or null. Depth first, each row left for good once. */
function findCycle(machines) {
    const done = new Set();
    const walk = (row, trail) => {
        if (trail.includes(row))
            return [...trail.slice(trail.indexOf(row)), row];
        if (done.has(row))
            return null;
        for (const need of needsOf(machines[row])) {
            const found = Object.hasOwn(machines, need) ? walk(need, [...trail, row]) : null;
            if (found !== null)
                return found;
        }
        done.add(row);
        return null;
    };
    for (const row of Object.keys(machines)) {
        const found = walk(row, []);
        if (found !== null)
            return found;
    }
    return null;
}
function checkKey(name, row, defaults, keys, report) {
    const own = row.key !== undefined;
    const wanted = own || row.adopt !== undefined ? row.key : defaults.key;
    const found = keys.find((key) => key.name === wanted);
    if (found?.state !== 'absent')
        return;
    report.error(own ? ['machines', name, 'key'] : ['defaults', 'key'], `the key \`${found.name}\` is absent in this spec`);
}
function checkHostKeys({ backends, keys, machines, defaults }, report) {
    const absent = new Set(keys.filter((key) => key.state === 'absent').map((key) => key.name));
    const rows = Object.entries((0,spec_context/* isMap */.jh)(machines) ? machines : {}).map(([name, row]) => [['machines', name], row]);
    for (const [path, row] of [...rows, [['defaults'], defaults]]) {
        const via = (0,spec_context/* isMap */.jh)(row) ? row.via : undefined;
        if ((0,spec_context/* isMap */.jh)(via) && typeof via.key === 'string' && absent.has(via.key))
            report.error([...path, 'via', 'key'], `the key \`${via.key}\` is absent in this spec`);
    }
    for (const backend of backends) {
        if (backend.state !== 'present')
            continue;
        for (const [index, { key }] of (backend.hosts ?? []).entries()) {
            if (absent.has(key)) {
                report.error(['backends', backend.name, 'hosts', index, 'key'], `the key \`${key}\` is absent in this spec`);
            }
        }
    }
}
/** The provider of the backend that a row names, where this spec says what it is. */
function providerOfRow(row, defaults, backends) {
    const found = backends.find((backend) => backend.name === (row.backend ?? defaults.backend));
    return found?.state === 'present' ? found.provider : null;
}
/** Keys of `net` and `extra` that would be dropped without a word. */
function checkStrayKeys(row, path, provider, report) {
    for (const field of ['net', 'extra']) {
        const value = row[field];
        if (!(0,spec_context/* isMap */.jh)(value))
            continue;
        for (const { key, message } of (0,pass_through/* strayKeys */.O)(field, Object.keys(value), provider, () => report.mayGuess())) {
            report.error([...path, field, key], message, 'key');
        }
    }
}
function checkBackend(name, row, defaults, backends, report) {
    const own = row.backend !== undefined;
    const found = backends.find((backend) => backend.name === (own ? row.backend : defaults.backend));
    if (found === undefined)
        return;
    const at = own ? ['machines', name, 'backend'] : ['defaults', 'backend'];
    if (found.state === 'absent')
        report.error(at, `the backend \`${found.name}\` is absent in this spec`);
    if (found.state !== 'present')
        return;
    if (isCluster(found.provider))
        report.error(at, `${found.provider} is a cluster and holds no machines`);
    if (found.provider === 'other') {
        report.error(at, 'is a list of machines that are there already: nothing can be made on it; take one over with `adopt`');
    }
    if (providers/* PROVIDERS */.xq[found.provider].cloudInit)
        return;
    for (const field of ['cloud-init', 'cloud-init-file']) {
        const path = [row, defaults].findIndex((fields) => fields[field] !== undefined);
        if (path === -1)
            continue;
        report.error(path === 0 ? ['machines', name, field] : ['defaults', field], `Mist drops cloud-init on ${found.provider} without a word, so \`${name}\` cannot have it`, 'key');
    }
}

// EXTERNAL MODULE: ./lib/src/model/secret.js
var model_secret = __webpack_require__(386);
;// CONCATENATED MODULE: ./lib/src/spec/keys.js
// Rows of `keys`: generated, uploaded, existing or absent.





/** A row of `keys` that is a map; which fields go together is checked beside it. */
const keyShape = (0,spec_form/* fields */.OA)({
    generate: (0,spec_form/* literal */.eu)(true, 'must be true').optional().describe('Make an RSA key for this scope.'),
    save: (0,spec_form/* textOf */.b6)(spec_read/* readPath */.G7).optional().describe('Where to save the private half, relative to the workspace.'),
    private: (0,spec_form/* text */.Qq)().optional().describe('Private RSA key, by the name of a variable.'),
    'private-file': (0,spec_form/* textOf */.b6)(spec_read/* readPath */.G7).optional().describe('Path of a file with a private RSA key.'),
});
/** Reads `keys`; bad rows are reported and left out. */
function readKeys(value, context) {
    if (!(0,spec_context/* isMap */.jh)(value))
        return [];
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = ['keys', name];
        const named = (0,spec_read/* readMistName */.Bx)(name);
        if ('refused' in named)
            context.report.error(path, named.refused, 'key');
        if (name.startsWith('ma-'))
            context.report.error(path, 'keys that begin with `ma-` belong to the action', 'key');
        const read = keys_readRow(row, path, context);
        if (read !== null)
            rows.push({ name, place: context.report.keyPlace(path), ...read });
    }
    return rows;
}
function keys_readRow(row, path, context) {
    if (row === 'absent' || row === 'existing')
        return { state: row };
    if (!(0,spec_context/* isMap */.jh)(row)) {
        context.report.error(path, 'must be a map with `generate`, `private` or `private-file`, or the word `existing` or `absent`');
        return null;
    }
    const privateKey = typeof row.private === 'string' ? (0,spec_context/* readSecret */.n5)(context, [...path, 'private'], row.private) : null;
    const shape = context.check(keyShape, row);
    if (!shape.success)
        reportIssues(shape.issues, path, context.report);
    const forms = ['generate', 'private', 'private-file'].filter((form) => Object.hasOwn(row, form));
    if (forms.length !== 1) {
        const found = forms.length === 0 ? 'has none' : `has ${forms.join(' and ')}`;
        context.report.error(path, `must have one of generate, private and private-file, and ${found}`, 'key');
        return null;
    }
    if (Object.hasOwn(row, 'save') && !Object.hasOwn(row, 'generate')) {
        context.report.error([...path, 'save'], 'goes with `generate: true` only: an uploaded key is yours already', 'key');
    }
    if (!shape.success)
        return null;
    if (shape.data.generate === true)
        return { state: 'generated', save: shape.data.save ?? null };
    const file = shape.data['private-file'];
    if (file !== undefined)
        return readKeyFile(file, [...path, 'private-file'], context);
    return privateKey === null ? null : keys_checkKey(privateKey, [...path, 'private'], context);
}
function readKeyFile(file, path, context) {
    const text = (0,spec_context/* readFileField */.vd)(context, path, file);
    if (text === null)
        return null;
    context.options.mask(text);
    return keys_checkKey((0,model_secret/* makeSecret */.p)(text), path, context);
}
function keys_checkKey(key, path, context) {
    const result = readPrivateKey(key.reveal());
    if ('value' in result)
        return { state: 'uploaded', privateKey: key };
    context.report.error(path, result.refused);
    return null;
}
/** Mist takes RSA keys only, in PEM or OpenSSH format, without passphrase (mist.api, keys/models.py). */
function readPrivateKey(text) {
    const key = text.trim();
    const kind = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----/.exec(key)?.[1]?.trim();
    if (kind === undefined || !/-----END [A-Z ]*PRIVATE KEY-----$/.test(key)) {
        return { refused: 'must be a private key in PEM or OpenSSH format, with its BEGIN and END lines' };
    }
    const opensshHead = kind === 'OPENSSH' ? headOf(key) : '';
    if (kind === 'ENCRYPTED' || key.includes('Proc-Type: 4,ENCRYPTED') || opensshHead.includes('bcrypt')) {
        return { refused: 'is protected by a passphrase, which Mist cannot ask for; use a key without one' };
    }
    const isRsa = kind === 'RSA' || kind === '' || opensshHead.includes('ssh-rsa');
    return isRsa ? { value: key } : { refused: 'must be an RSA key: Mist accepts no other kind' };
}
/** The clear part of an OpenSSH key: cipher, key derivation (`bcrypt` with a passphrase) and kind of key. */
function headOf(key) {
    const body = key.replace(/-----[^-]*-----/g, '').replace(/\s/g, '');
    return Buffer.from(body, 'base64').subarray(0, 200).toString('latin1');
}

// EXTERNAL MODULE: ./lib/src/model/reference.js
var model_reference = __webpack_require__(8005);
// EXTERNAL MODULE: ./lib/src/spec/cloud-init.js
var cloud_init = __webpack_require__(7384);
// EXTERNAL MODULE: ./lib/src/spec/machine-shape.js + 2 modules
var machine_shape = __webpack_require__(7864);
// EXTERNAL MODULE: ./lib/src/spec/run.js
var spec_run = __webpack_require__(689);
;// CONCATENATED MODULE: ./lib/src/spec/machines.js
// Rows of `machines` and `defaults`: one row with the defaults put in, and the rules between the fields of one row.









const KNOWN = machine_shape/* machineShape */.bG.names;
/** `defaults` with its files read; null when it is missing or bad. */
function readDefaults(value, context) {
    if (!(0,spec_context/* isMap */.jh)(value))
        return null;
    const misplaced = machine_shape/* ROW_FIELDS */.dC.filter((field) => Object.hasOwn(value, field));
    for (const field of misplaced) {
        context.report.error(['defaults', field], 'belongs to a row of `machines`, not to `defaults`', 'key');
    }
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !misplaced.includes(key)));
    const shape = context.check(machine_shape/* defaultsShape */.Yn, rest);
    if (!shape.success)
        reportIssues(shape.issues, ['defaults'], context.report);
    checkCloudInitPair(value, ['defaults'], context);
    (0,spec_run/* checkRunPair */.QR)(value, ['defaults'], context);
    return shape.success ? withTexts(shape.data, ['defaults'], context) : null;
}
/** Reads `machines`; bad rows are reported and left out. */
function readMachines(value, defaults, context) {
    if (!(0,spec_context/* isMap */.jh)(value))
        return [];
    const inherited = meantBy((0,spec_context/* isMap */.jh)(defaults.written) ? Object.keys(defaults.written) : [], context.report);
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = ['machines', name];
        const named = (0,spec_read/* readRowName */.sD)(name);
        if ('refused' in named)
            context.report.error(path, named.refused, 'key');
        const place = context.report.keyPlace(path);
        if (row === 'absent') {
            rows.push({ name, place, state: 'absent' });
            continue;
        }
        const fields = machines_readRow(row, path, inherited, context);
        if ((0,spec_context/* isMap */.jh)(row))
            (0,spec_run/* checkRun */.Q5)(row, defaults.written, path, context);
        if (fields === null)
            continue;
        const settings = settle(name, fields, defaults.read);
        checkMinReady(fields, settings.count, path, context);
        rows.push({ name, place, state: 'present', ...settings });
    }
    return rows;
}
function machines_readRow(row, path, inherited, context) {
    if (!(0,spec_context/* isMap */.jh)(row)) {
        const message = row === null
            ? 'is empty; write {} for a machine that takes everything from `defaults`'
            : row === 'existing'
                ? 'cannot be `existing`; to take over a machine, write { adopt: <its Mist id> }'
                : 'must be a map of fields, or the word `absent`';
        context.report.error(path, message, row === null ? 'key' : 'value');
        return null;
    }
    const shape = context.check(machine_shape/* machineShape */.bG, row);
    if (!shape.success)
        reportIssues(shape.issues, path, context.report);
    checkTogether(row, path, context);
    checkComplete(row, path, inherited, context);
    return shape.success ? withTexts(shape.data, path, context) : null;
}
function withTexts(fields, path, context) {
    return { ...fields, cloudInit: cloudInitOf(fields, path, context), setup: (0,spec_run/* readRun */.cI)(fields, path, context) };
}
/** Rules between fields that need no more than to know which are there. */
function checkTogether(row, path, context) {
    const { report } = context;
    checkCloudInitPair(row, path, context);
    (0,spec_run/* checkRunPair */.QR)(row, path, context);
    if (row.adopt !== undefined) {
        for (const field of machine_shape/* PLACEMENT_FIELDS */.YF) {
            if (!Object.hasOwn(row, field))
                continue;
            report.error([...path, field], 'cannot stand beside `adopt`: the machine is there already and keeps no lease', 'key');
        }
        const level = loginLevel(row.wait);
        if (level !== null && row.key === undefined) {
            const message = `waiting for ${level} on an adopted machine needs \`key\`, the key that opens it`;
            report.error([...path, 'wait'], message);
        }
        return;
    }
    if (row.name !== undefined && row.count !== undefined) {
        report.error([...path, 'name'], 'a literal name cannot stand beside `count`: every machine needs its own', 'key');
    }
    if (row['min-ready'] !== undefined && row.count === undefined) {
        report.error([...path, 'min-ready'], 'needs `count` beside it', 'key');
    }
}
/** What a written `wait` logs in for, from here; null where no key of ours is needed. */
function loginLevel(wait) {
    if (!(0,spec_context/* isMap */.jh)(wait))
        return wait === 'ssh' || wait === 'cloud-init' ? wait : null;
    if (wait.http !== undefined || wait.from !== undefined)
        return null;
    if (wait.command !== undefined)
        return 'a command';
    return loginLevel(wait.for ?? 'ssh');
}
function checkCloudInitPair(row, path, context) {
    if (!Object.hasOwn(row, 'cloud-init') || !Object.hasOwn(row, 'cloud-init-file'))
        return;
    context.report.error([...path, 'cloud-init-file'], 'cannot stand beside `cloud-init`; write one of them', 'key');
}
/** The fields that keys are or nearly are: a mistyped `imag` is one mistake, not also a missing `image`. */
function meantBy(keys, report) {
    const meant = (key) => (report.mayGuess() ? ((0,suggest/* suggest */.Z)(key, KNOWN) ?? key) : key);
    return new Set(keys.map((key) => (KNOWN.includes(key) ? key : meant(key))));
}
function checkComplete(row, path, inherited, context) {
    if (row.adopt !== undefined)
        return;
    const own = meantBy(Object.keys(row), context.report);
    for (const field of ['image', 'size']) {
        if (!own.has(field) && !inherited.has(field))
            context.report.error([...path, field], 'is required, here or in `defaults`');
    }
}
function cloudInitOf(fields, path, context) {
    const file = fields['cloud-init-file'];
    if (file === undefined)
        return fields['cloud-init'] ?? null;
    const at = [...path, 'cloud-init-file'];
    const text = (0,spec_context/* readFileField */.vd)(context, at, file);
    if (text === null)
        return null;
    for (const reference of (0,model_reference/* findReferences */.yU)(text)) {
        context.references.push({ reference, path: at, place: context.report.valuePlace(at) });
    }
    const read = (0,cloud_init/* readCloudInit */.y)(text);
    if ('value' in read)
        return read.value;
    context.report.error(at, read.refused);
    return null;
}
function checkMinReady(fields, count, path, context) {
    const least = fields['min-ready'];
    if (typeof least === 'number' && fields.count !== undefined && least > count) {
        context.report.error([...path, 'min-ready'], `must be at most \`count\`, which is ${count}`);
    }
}
function settle(name, row, shared) {
    const count = row.count ?? 1;
    const least = row['min-ready'];
    const handling = {
        count,
        counted: row.count !== undefined,
        minReady: typeof least === 'object' ? Math.ceil((count * least.percent) / 100) : (least ?? count),
        needs: [...new Set(row.needs ?? [])],
        tags: { ...shared?.tags, ...row.tags },
        groups: row.groups ?? shared?.groups ?? [name],
        user: row.user ?? shared?.user ?? null,
        port: row.port ?? shared?.port ?? null,
        literalName: row.name ?? null,
    };
    const power = row.state ?? (row.adopt === undefined ? shared?.state : undefined);
    const powered = power === undefined ? {} : { power };
    if (row.adopt !== undefined)
        return { ...handling, ...adopted(row, row.adopt), ...(row.via === undefined ? {} : { via: row.via }), ...powered };
    const via = (0,spec_via/* settleVia */.YM)(name, row.via, shared?.via);
    const run = (0,spec_run/* settleRun */.lj)(row.setup, shared?.setup ?? null);
    return {
        ...handling,
        backend: row.backend ?? shared?.backend ?? null,
        image: row.image ?? shared?.image ?? null,
        size: row.size ?? shared?.size ?? null,
        location: row.location ?? shared?.location ?? null,
        key: row.key ?? shared?.key ?? null,
        cloudInit: row.cloudInit ?? shared?.cloudInit ?? null,
        wait: row.wait ?? shared?.wait ?? { level: 'ssh', timeoutMs: null },
        ttlMs: row.ttl ?? shared?.ttl ?? null,
        adopt: null,
        passThrough: Object.fromEntries(machine_shape/* PASS_THROUGH */.Wv.flatMap((field) => {
            const value = row[field] ?? shared?.[field];
            return value === undefined ? [] : [[field, value]];
        })),
        ...(run === null ? {} : { run }),
        ...(via === null ? {} : { via }),
        ...powered,
    };
}
/** An adopted machine takes nothing from `defaults` that could change where it is or end it. */
function adopted(row, id) {
    return {
        backend: null,
        image: null,
        size: null,
        location: null,
        key: row.key ?? null,
        cloudInit: null,
        wait: row.wait ?? { level: 'running', timeoutMs: null },
        ttlMs: 'none',
        adopt: id,
        passThrough: {},
    };
}

// EXTERNAL MODULE: ./lib/src/spec/references.js
var spec_references = __webpack_require__(6276);
// EXTERNAL MODULE: ./lib/src/spec/untrusted.js
var untrusted = __webpack_require__(2006);
// EXTERNAL MODULE: ./lib/src/spec/load.js + 1 modules
var load = __webpack_require__(7115);
;// CONCATENATED MODULE: ./lib/src/spec/variables.js
// `${NAME}`: whole scalars, from the step's environment only, after parsing, so that no value can become YAML.



/** Fields whose text may hold `${…}` of its own, for a shell or a provider. */
const FREE_TEXT = new Set(['cloud-init', 'run', 'scripts', 'schedules', 'net', 'volumes', 'disks', 'extra', 'metrics']);
/** Fields that are sent when the rows in `needs` are ready, so that their addresses can be put in. */
const TAKES_ADDRESSES = new Set(['cloud-init', 'run', 'env', 'scripts', 'net', 'volumes', 'disks', 'extra']);
/** The runner's own variables: the step's inputs and the tokens of the runner are not the spec's business. */
const RUNNERS_OWN = /^(?:INPUT|STATE|ACTIONS)_/;
/**
 * Replaces whole scalars `${NAME}` by the environment's text and reports missing names, `${…}` inside of other text,
 * references to other rows where none can stand, and numbers that YAML would bend (`3.10` → 3.1).
 */
function resolveVariables(value, root, environment, report) {
    const fromEnvironment = new Set();
    const references = [];
    const visit = (part, node, path) => {
        if (node.kind === 'map') {
            if (typeof part !== 'object' || part === null)
                return part;
            const entries = Object.entries(part).map(([key, child]) => {
                const entry = node.entries.get(key);
                return [key, entry ? visit(child, entry.node, [...path, key]) : child];
            });
            return Object.fromEntries(entries);
        }
        if (node.kind === 'list') {
            if (!Array.isArray(part))
                return part;
            return part.map((child, index) => {
                const item = node.items[index];
                return item ? visit(child, item, [...path, index]) : child;
            });
        }
        if (typeof part === 'number')
            checkNumber(part, node, path, report);
        if (typeof part !== 'string' || !part.includes('${'))
            return part;
        const found = (0,model_reference/* findReferences */.yU)(part);
        for (const reference of found)
            references.push({ reference, path, place: placeInside(node, reference.at) });
        if (found.length > 0 && !part.includes('${{')) {
            checkPlace(found, node, path, report);
            return part;
        }
        const text = fill(part, node, path, environment, report);
        if (text === null)
            return part;
        fromEnvironment.add(JSON.stringify(path));
        return text;
    };
    return { value: visit(value, root, []), fromEnvironment, references };
}
/** References stand where text is sent after other rows are ready; elsewhere they are a mistake. */
function checkPlace(found, node, path, report) {
    if (TAKES_ADDRESSES.has(fieldOf(path)) && !(0,spec_report/* mayHoldSecret */.dV)(path))
        return;
    const fields = [...TAKES_ADDRESSES].join(', ');
    const message = `addresses of other machines are known only when those are ready; they can stand in ${fields}`;
    for (const { at } of found)
        report.errorAt(placeInside(node, at), path, message);
}
function checkNumber(value, node, path, report) {
    if (String(value) === node.raw)
        return;
    const raw = node.raw.slice(0, 40);
    const reading = Number.isFinite(value) ? `the number ${value}` : 'no usable number';
    const open = `YAML reads ${raw} as ${reading}; quote it if text is meant: "${raw}"`;
    report.error(path, (0,spec_report/* mayHoldSecret */.dV)(path) ? 'YAML reads this as a number and changes it; quote it' : open);
}
/** Where in the text `at` (an offset into the value) stands: exact in blocks, else the beginning of the value. */
function placeInside(node, at) {
    if (!node.literal)
        return node.place;
    // The place is that of the first line with text.
    const start = node.raw.lastIndexOf('\n', node.raw.search(/\S|$/)) + 1;
    const before = node.raw.slice(start, at).split('\n');
    return {
        line: node.place.line + before.length - 1,
        column: node.place.column + (before.at(-1) ?? '').length,
    };
}
function fill(text, node, path, environment, report) {
    const left = text.indexOf('${{');
    if (left !== -1) {
        report.errorAt(placeInside(node, left), path, load/* EXPRESSION_LEFT */.Ld);
        return null;
    }
    const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(text)?.[1];
    if (name === undefined) {
        if (isFreeText(path))
            return null;
        const whole = /^\$\{[^}]*\}$/.test(text);
        const advice = whole ? 'a name has letters, digits and _ only' : `\${NAME} must be the whole value`;
        report.error(path, `${advice}: put the complete text into an environment variable`);
        return null;
    }
    if (environment === null) {
        report.error(path, `\${${name}} cannot be used in a spec that came with an untrusted change`);
        return null;
    }
    if (RUNNERS_OWN.test(name)) {
        report.error(path, `\${${name}} belongs to GitHub's runner and cannot be used; take another name`);
        return null;
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined)
        report.error(path, `\${${name}} is not set; ${(0,load/* setIt */.AO)(name)}`);
    else if (value === '')
        report.error(path, `\${${name}} is empty; is the secret or variable behind it set?`);
    return value === undefined || value === '' ? null : value;
}
function isFreeText(path) {
    return !(0,spec_report/* mayHoldSecret */.dV)(path) && (FREE_TEXT.has(fieldOf(path)) || isWaitCommand(path));
}
/** A shell command has its own use for `${…}`. */
function isWaitCommand(path) {
    return fieldOf(path) === 'wait' && path.at(-1) === 'command';
}
/** The field of a machine row or of `defaults` that a path is in. */
function fieldOf(path) {
    return String(path[0] === 'defaults' ? path[1] : path[2]);
}

;// CONCATENATED MODULE: ./lib/src/spec/document.js










const section = () => (0,spec_form/* recordOf */.zv)((0,spec_form/* text */.Qq)(), (0,spec_form/* anything */.D8)()).optional();
/** The sections; their rows are checked one by one, so that a bad row does not hide the next. */
const specShape = (0,spec_form/* fields */.OA)({
    defaults: section(),
    backends: section(),
    clouds: section(),
    keys: section(),
    machines: section(),
});
/** What can be read of the document; every mistake is in the report. */
function readDocument(document, options, report, check) {
    const environment = options.untrusted === true ? null : options.environment;
    const { value, fromEnvironment, references } = resolveVariables(document.value, document.root, environment, report);
    const context = { check, options, report, fromEnvironment, references: [...references] };
    const shape = check(specShape, value);
    if (!shape.success)
        reportIssues(shape.issues, [], report);
    const written = (0,spec_context/* isMap */.jh)(value) ? value : {};
    if (shape.success && Object.keys(written).every((key) => key === 'defaults')) {
        report.error([], 'holds no rows; write at least one under `machines:`, `keys:` or `backends:`');
    }
    if ((0,spec_context/* isMap */.jh)(written.machines) && Object.keys(written.machines).length === 0) {
        report.error(['machines'], 'holds no rows; everything of a scope is removed by `mode: destroy`', 'key');
    }
    if (written.backends !== undefined && written.clouds !== undefined) {
        report.error(['clouds'], 'is another word for `backends`; write one of them', 'key');
    }
    if (options.untrusted === true)
        (0,untrusted/* checkUntrusted */.V)(written, report);
    const backends = [
        ...readBackends(written.backends, 'backends', context),
        ...readBackends(written.clouds, 'clouds', context),
    ];
    const keys = readKeys(written.keys, context);
    const read = readDefaults(written.defaults, context);
    const machines = readMachines(written.machines, { written: written.defaults, read }, context);
    const rows = { machines: written.machines, defaults: written.defaults };
    if (!report.lacksRows)
        checkRows({ ...rows, backends, keys }, report);
    if (!report.lacksRows)
        (0,spec_references/* checkReferences */.$)(context.references, rows, report);
    return { backends, keys, machines };
}


/***/ }),

/***/ 4904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D8: () => (/* binding */ anything),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   LT: () => (/* binding */ loose),
/* harmony export */   O2: () => (/* binding */ strict),
/* harmony export */   OA: () => (/* binding */ fields),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Tq: () => (/* binding */ between),
/* harmony export */   Uq: () => (/* binding */ filledText),
/* harmony export */   WP: () => (/* binding */ schemasOf),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   _: () => (/* binding */ decimal),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   c6: () => (/* binding */ FieldsForm),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   jZ: () => (/* binding */ atLeast),
/* harmony export */   lV: () => (/* binding */ Form),
/* harmony export */   o6: () => (/* binding */ ODD),
/* harmony export */   yL: () => (/* binding */ oneOf),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4743);

/** In place of a value: this is not of the form. */
const ODD = Symbol('odd');
/** The form of one value, `T` in its plain form. `O` is true for a field that may be left out. */
class Form {
    /** The plain form, or ODD exactly where the schema finds a mistake. */
    read;
    /** The same as a schema. */
    zod;
    mayMiss;
    constructor(read, zod, mayMiss) {
        this.read = read;
        this.zod = zod;
        this.mayMiss = mayMiss;
    }
    optional() {
        return new Form(this.read, (z) => this.zod(z).optional(), true);
    }
    /** With a text for editors. */
    describe(text) {
        return new Form(this.read, (z) => this.zod(z).describe(text), this.mayMiss);
    }
    /** Changes the value; null after a refusal. */
    transform(change) {
        const read = (value) => {
            const plain = this.read(value);
            return plain === ODD ? ODD : (change(plain, () => null) ?? ODD);
        };
        const zod = (z) => this.zod(z).transform((value, context) => {
            const refuse = (message, path = []) => {
                context.issues.push({ code: 'custom', input: undefined, message, path: [...path] });
                return null;
            };
            // The schema gives what `read` gives: both are made from the same parts.
            return change(value, refuse) ?? z.NEVER;
        });
        return new Form(read, zod, false);
    }
}
function form(is, zod) {
    return new Form((value) => (is(value) ? value : ODD), zod, false);
}
const isText = (value) => typeof value === 'string';
/** Any text. */
const text = () => form(isText, (z) => z.string());
/** Any text but the empty one. */
const filledText = () => form((value) => isText(value) && value !== '', (z) => z.string().min(1, 'must not be empty'));
/** True or false. */
const flag = () => form((value) => typeof value === 'boolean', (z) => z.boolean());
/** Any number. */
const decimal = () => form(Number.isFinite, (z) => z.number());
/** A whole number of any size. */
const whole = () => form(Number.isSafeInteger, (z) => z.int());
/** A whole number of at least `least`. */
const atLeast = (least, message) => form((value) => Number.isSafeInteger(value) && Number(value) >= least, (z) => z.int().min(least, message));
/** A whole number within limits. */
const between = (least, most, message) => form((value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most, (z) => z.int().min(least, message).max(most, message));
/** One value and no other; `message` where zod's own words would not help. */
const literal = (only, message) => form((value) => value === only, (z) => z.literal(only, message));
/** One of some words. */
const oneOf = (words) => form((value) => words.some((word) => word === value), (z) => z.enum(words));
/** Anything at all. */
const anything = () => new Form((value) => value, (z) => z.unknown(), false);
/**
 * A text field whose text is turned into a value by `read`; its refusal becomes the message. `otherwise` is the message
 * for what is no text, where quoting it would not help; `editors` is what they may know of the text beforehand.
 */
function textOf(read, otherwise, editors = {}) {
    const written = form(isText, (z) => Object.keys(editors).length === 0 ? z.string(otherwise) : z.string(otherwise).meta({ ...editors }));
    const plain = (value) => {
        const result = isText(value) ? read(value) : null;
        return result !== null && 'value' in result ? result.value : ODD;
    };
    const zod = (z) => written.zod(z).transform((value, context) => {
        const result = read(String(value));
        if ('value' in result)
            return result.value;
        context.issues.push({ code: 'custom', input: undefined, message: result.refused });
        return z.NEVER;
    });
    return new Form(plain, zod, false);
}
/** A list of equal items. */
function listOf(item) {
    const read = (value) => {
        if (!Array.isArray(value))
            return ODD;
        const items = [];
        for (const one of value) {
            const plain = item.read(one);
            if (plain === ODD)
                return ODD;
            items.push(plain);
        }
        return items;
    };
    return new Form(read, (z) => z.array(item.zod(z)), false);
}
/** A map with keys of the author's choice. */
function recordOf(key, item) {
    const read = (value) => {
        if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value))
            return ODD;
        const record = {};
        for (const [name, one] of Object.entries(value)) {
            const plainName = key.read(name);
            const plain = item.read(one);
            if (plainName === ODD || plain === ODD)
                return ODD;
            record[plainName] = plain;
        }
        return record;
    };
    return new Form(read, (z) => z.record(key.zod(z), item.zod(z)), false);
}
/** The first of two forms that fits; `message` where none was meant. */
function either(first, second, message) {
    const read = (value) => {
        const plain = first.read(value);
        return plain === ODD ? second.read(value) : plain;
    };
    return new Form(read, (z) => z.union([first.zod(z), second.zod(z)], { error: message }), false);
}
/** The fields of `value` in the order of the shape; ODD where one is odd or lacking. */
function readFields(shape, value) {
    const read = {};
    for (const [name, field] of Object.entries(shape)) {
        if (!Object.hasOwn(value, name)) {
            if (field.mayMiss)
                continue;
            return ODD;
        }
        const plain = field.read(value[name]);
        if (plain === ODD)
            return ODD;
        read[name] = plain;
    }
    return read;
}
/** The schemas of the fields of a map. */
function schemasOf(shape, z) {
    return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, field.zod(z)]));
}
/**
 * A map without other fields. For unknown keys the message of zod's issue is the list of known ones, joined by `, `: its
 * issue carries the unknown keys only.
 */
class FieldsForm extends Form {
    shape;
    names;
    constructor(shape) {
        const names = Object.keys(shape);
        const read = (value) => {
            if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) || !Object.keys(value).every((name) => Object.hasOwn(shape, name)))
                return ODD;
            return readFields(shape, value);
        };
        super(read, (z) => strict(z, schemasOf(shape, z), names), false);
        this.shape = shape;
        this.names = names;
    }
}
/** The schema of a map that has no fields but `known`. */
function strict(z, schemas, known) {
    const words = known.join(', ');
    return z.strictObject(schemas, { error: (issue) => (issue.code === 'unrecognized_keys' ? words : undefined) });
}
function fields(shape) {
    return new FieldsForm(shape);
}
/** A map with some known fields, any others being passed on behind them. */
function loose(shape) {
    const read = (value) => {
        const known = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) ? readFields(shape, value) : ODD;
        if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) || known === ODD)
            return ODD;
        const others = Object.entries(value).filter(([name]) => !Object.hasOwn(shape, name));
        return { ...known, ...Object.fromEntries(others) };
    };
    return new Form(read, (z) => z.looseObject(schemasOf(shape, z)), false);
}


/***/ }),

/***/ 5591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ DURATION_PATTERN),
/* harmony export */   Ww: () => (/* binding */ imageForm),
/* harmony export */   _$: () => (/* binding */ sizeForm)
/* harmony export */ });
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7382);
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4904);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7882);
// Image and size in all the forms in which a spec may write them.



const ARCHITECTURES = ['x86_64', 'arm64'];
function isFamily(word) {
    return _model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .IMAGE_FAMILIES */ .h5.some((family) => family === word);
}
function readImageText(text) {
    const [os = '', version, more] = text.split(' ');
    if (isFamily(text)) {
        return { refused: `names a family without version; write one, e.g. \`${text} ${exampleVersion(text)}\`` };
    }
    if (isFamily(os) && version !== undefined && more === undefined && /^[0-9][0-9a-z.]{0,15}$/.test(version)) {
        return { value: { by: 'family', os, version, arch: null } };
    }
    const line = (0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readLine */ .Xw)(text);
    return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}
function exampleVersion(family) {
    const versions = { ubuntu: '24.04', debian: '12', alpine: '3.20', fedora: '42' };
    return versions[family] ?? '9';
}
function readVersion(text) {
    if (/^[0-9a-z][0-9a-z.]{0,15}$/.test(text))
        return { value: text };
    return { refused: 'must be a version such as "24.04"' };
}
/** `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name. */
const imageForm = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .either */ .gP)((0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readImageText), (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .fields */ .OA)({
    os: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(_model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .IMAGE_FAMILIES */ .h5).describe('Image family.'),
    version: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readVersion).describe('Version of the family, quoted.'),
    arch: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(ARCHITECTURES).optional().describe('Processor architecture; x86_64 where both exist.'),
}).transform(({ os, version, arch }) => ({ by: 'family', os, version, arch: arch ?? null })), 'must be text such as `ubuntu 24.04` or a map of os, version and arch').describe('Image: `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name.');
function readSizeText(text) {
    const line = (0,_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readLine */ .Xw)(text);
    return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}
/** An id, external id or exact name, or `{cpu, ram}`: the cheapest with at least that. */
const sizeForm = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .either */ .gP)((0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readSizeText), (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .fields */ .OA)({
    cpu: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .between */ .Tq)(1, 512, 'must be 1 to 512').describe('Processors, at least.'),
    ram: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(_read_js__WEBPACK_IMPORTED_MODULE_2__/* .readRam */ .xB, 'must be an amount of memory with its unit, such as 4g or 4096m', {
        pattern: '^[0-9]{1,7}(\\.[0-9]{1,3})?[gmGM]?$',
    }).describe('Memory, at least: 4g, 4096m or "4096" (MiB).'),
}).transform(({ cpu, ram }) => ({ by: 'at-least', cpu, ramMb: ram })), 'must be text such as `t3.small` or a map such as { cpu: 2, ram: 4g }').describe('Size: an id, external id or exact name, or `{cpu, ram}` for the cheapest with at least that.');
/** Durations as far as a pattern tells. */
const DURATION_PATTERN = '^\\s*[0-9]{1,6}[smhd]\\s*$';


/***/ }),

/***/ 7115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ld: () => (/* binding */ EXPRESSION_LEFT),
  Hh: () => (/* binding */ load),
  AO: () => (/* binding */ setIt)
});

// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(3243);
;// CONCATENATED MODULE: ./lib/src/spec/salvage.js
// Reading on after a mistake that YAML stops at: the lines of a mistake are blanked, so that the rest can still be checked.
const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
/**
 * Blanks each of `lines` (from 1) and what is indented below it, so that nothing of the block is left without its
 * beginning.
 */
function blankBlocks(text, lines) {
    const blanked = [];
    let limit = null;
    let out = '';
    for (const [index, line] of splitLines(text).entries()) {
        const content = line.trimEnd();
        const margin = content.slice(0, content.length - content.trimStart().length);
        // Where a tab stands in the margin, nobody knows what is below it: the line goes alone.
        const indent = margin.includes('\t') ? Number.POSITIVE_INFINITY : margin.length;
        if (lines.has(index + 1))
            limit = limit === null ? indent : Math.min(limit, indent);
        else if (limit !== null && content !== '' && indent <= limit)
            limit = null;
        if (limit === null)
            out += line;
        else {
            blanked.push(index + 1);
            out += line.replace(/[^\r\n]/g, ' ');
        }
    }
    return { text: out, blanked };
}
function splitLines(text) {
    const lines = [];
    LINE.lastIndex = 0;
    while (LINE.lastIndex < text.length)
        lines.push(LINE.exec(text)?.[0] ?? '');
    return lines;
}

;// CONCATENATED MODULE: ./lib/src/spec/load.js
// YAML text → a value and, for every key and value in it, the place it was written. Knows YAML, knows nothing of specs.


/** Generous for hand-written text, small enough that every later walk is instant. */
const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 20;
const MAX_NODES = 5000;
/** How often a text is read again after a mistake that ends the reading. */
const MOST_ATTEMPTS = 12;
/** How a variable gets its value, whoever runs this. */
function setIt(name) {
    return `set ${name} in the environment (in a workflow: in the step's \`env:\`)`;
}
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** What is wrong with a `${{ … }}` that is still in the text when the action reads it. */
const EXPRESSION_LEFT = `GitHub expands \${{ … }} only in workflow files; here, write \${NAME} and ${setIt('NAME')}`;
/**
 * `${NAME}` is no YAML inside of { } and [ ]. While YAML is read, its braces are two private characters of the same
 * length, so that offsets stay true; they are braces again in every value.
 */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
function shield(text) {
    return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}/g, `$$${OPEN}$1${CLOSE}`);
}
function unshield(text) {
    return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}
function unshieldAll(value) {
    if (typeof value === 'string')
        return unshield(value);
    if (Array.isArray(value))
        return value.map(unshieldAll);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [unshield(key), unshieldAll(child)]));
}
/** Reads one YAML 1.2 document without anchors, aliases, tags and merge keys; never throws. */
function load(text) {
    const start = { line: 1, column: 1 };
    if (Buffer.byteLength(text) > MAX_BYTES) {
        const message = `the text is larger than ${MAX_BYTES / 1024} KiB; split the spec or move scripts into files`;
        return { problems: [{ place: start, message }], document: null };
    }
    if (text.includes(OPEN) || text.includes(CLOSE)) {
        const message = 'the private-use characters U+E000 and U+E001 cannot be used';
        return { problems: [{ place: start, message }], document: null };
    }
    return readOn(text, shield(text), new Places(text));
}
/** Reads, and reads again without the lines of each mistake, for as long as that leads further down the text. */
function readOn(text, shielded, places) {
    const problems = [];
    const bad = new Set();
    let salvaged = { text: shielded, blanked: [] };
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const read = readOnce(text, salvaged, places);
        const last = problems.at(-1)?.place.line ?? 0;
        const fresh = read.problems.filter((problem) => attempt === 0 || problem.place.line > last);
        problems.push(...fresh);
        if (read.document !== null)
            return { problems, document: read.document };
        // A second mistake that is not further down may be of our own making.
        if (fresh.length === 0 || fresh.length < read.problems.length || !fresh.every(canReadOn))
            break;
        for (const { place } of fresh)
            bad.add(place.line);
        salvaged = blankBlocks(shielded, bad);
    }
    return { problems, document: null };
}
/** After an open quote or bracket nobody knows where the next value begins; other mistakes end with their block. */
function canReadOn({ place, message }) {
    return !/is not closed|deeper than|only one YAML|is empty|more than|unexpected end/.test(message) && place.line > 0;
}
function readOnce(text, { text: shielded, blanked }, places) {
    try {
        const events = (0,js_yaml/* parseEvents */.PH)(shielded, { maxDepth: 100 });
        const reader = new TreeReader(shielded, events, places);
        const root = reader.readDocument();
        if (reader.problems.length > 0 || root === null)
            return { problems: reader.problems, document: null };
        const [value] = (0,js_yaml/* constructFromEvents */.fw)(events, { source: shielded, schema: js_yaml/* CORE_SCHEMA */.OU });
        return { problems: [], document: { value: unshieldAll(value), root, blanked } };
    }
    catch (error) {
        return { problems: [syntaxProblem(error, text)], document: null };
    }
}
function syntaxProblem(error, text) {
    if (!(error instanceof js_yaml/* YAMLException */.tB))
        throw error;
    const line = (error.mark?.line ?? 0) + 1;
    const place = { line, column: (error.mark?.column ?? 0) + 1 };
    const written = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
    if (written.includes('${{'))
        return { place, message: EXPRESSION_LEFT };
    if (/depth/i.test(error.reason))
        return { place, message: `nested deeper than ${MAX_DEPTH} levels` };
    if (written.trimStart().startsWith('\t') || error.reason.includes('tab')) {
        return { place, message: 'YAML does not allow tabs for indentation; use spaces' };
    }
    if (/^[^#]*:\s+[@`%]/.test(written)) {
        return { place, message: 'a value cannot begin with @, % or a backtick; quote it' };
    }
    if (error.reason === 'deficient indentation') {
        return { place, message: 'a quote or bracket above is not closed, or this line is not indented far enough' };
    }
    return { place, message: `not valid YAML: ${error.reason}` };
}
/** Offsets → line and column, by binary search over the line beginnings. */
class Places {
    #starts;
    constructor(text) {
        // A byte order mark is no column of the first line.
        this.#starts = [text.startsWith('\uFEFF') ? 1 : 0];
        for (const found of text.matchAll(/\r\n|\n|\r/g))
            this.#starts.push(found.index + found[0].length);
    }
    at(offset) {
        let low = 0;
        let high = this.#starts.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if ((this.#starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
    }
}
/** Walks the events once, building nodes and collecting everything a spec may not use. */
class TreeReader {
    problems = [];
    #text;
    #events;
    #places;
    #next = 0;
    #nodes = 0;
    #tooDeep = false;
    constructor(text, events, places) {
        this.#text = text;
        this.#events = events;
        this.#places = places;
    }
    readDocument() {
        const [first] = this.#events;
        if (first?.type !== js_yaml/* EVENT_ID */.hy.DOCUMENT)
            return this.#emptyText();
        if (first.directives.length > 0)
            this.#refuse({ line: 1, column: 1 }, 'YAML directives (%…) are not used in specs');
        this.#next = 1;
        const root = this.#readNode(1, { line: 1, column: 1 });
        this.#next += 1;
        const second = this.#events[this.#next + 1];
        if (second)
            this.#refuse(this.#placeOf(second) ?? { line: 1, column: 1 }, 'only one YAML document is read; remove the rest, from `---` on');
        return root;
    }
    #emptyText() {
        this.#refuse({ line: 1, column: 1 }, 'the spec is empty; write at least `machines:` with one row');
        return null;
    }
    #readNode(depth, fallback) {
        const event = this.#events[this.#next];
        this.#next += 1;
        if (event === undefined || event.type === js_yaml/* EVENT_ID */.hy.POP || event.type === js_yaml/* EVENT_ID */.hy.DOCUMENT)
            return null;
        const place = this.#placeOf(event) ?? fallback;
        this.#nodes += 1;
        if (this.#nodes === MAX_NODES + 1)
            this.#refuse(place, `more than ${MAX_NODES} values; split the spec`);
        if (depth === MAX_DEPTH + 1 && !this.#tooDeep) {
            this.#tooDeep = true;
            this.#refuse(place, `nested deeper than ${MAX_DEPTH} levels`);
        }
        if (event.type === js_yaml/* EVENT_ID */.hy.ALIAS) {
            this.#refuse(place, 'aliases (*name) are not used in specs; use `defaults:`, or write the value again');
            return { kind: 'scalar', place, raw: '', plain: false, literal: false };
        }
        if (event.anchorStart !== -1) {
            this.#refuse(this.#places.at(event.anchorStart - 1), 'anchors (&name) are not used in specs; use `defaults:`');
        }
        if (event.tagStart !== -1) {
            this.#refuse(this.#places.at(event.tagStart), 'YAML tags (!…) are not used in specs; quote the value to make it text');
        }
        if (event.type === js_yaml/* EVENT_ID */.hy.SCALAR) {
            const raw = unshield((0,js_yaml/* getScalarValue */.KE)(this.#text, event));
            const plain = event.style === js_yaml/* SCALAR_STYLE */.jK.PLAIN;
            return { kind: 'scalar', place, raw, plain, literal: event.style === js_yaml/* SCALAR_STYLE */.jK.LITERAL_BLOCK };
        }
        return event.type === js_yaml/* EVENT_ID */.hy.SEQUENCE ? this.#readList(depth, place) : this.#readMap(depth, place);
    }
    #readList(depth, place) {
        const items = [];
        for (let item = this.#readNode(depth + 1, place); item !== null; item = this.#readNode(depth + 1, place)) {
            items.push(item);
        }
        return { kind: 'list', place, items };
    }
    #readMap(depth, place) {
        const entries = new Map();
        for (let key = this.#readNode(depth, place); key !== null; key = this.#readNode(depth, place)) {
            const node = this.#readNode(depth + 1, key.place);
            if (node === null)
                break;
            if (key.kind !== 'scalar')
                this.#refuse(key.place, 'a key must be plain text');
            else if (this.#isGoodKey(key.raw, key, entries))
                entries.set(key.raw, { key: key.place, node });
        }
        return { kind: 'map', place, entries };
    }
    #isGoodKey(raw, key, entries) {
        const before = entries.get(raw);
        if (raw === '<<' && key.plain)
            this.#refuse(key.place, 'merge keys (<<) are not used in specs; use `defaults:`');
        else if (FORBIDDEN_KEYS.has(raw))
            this.#refuse(key.place, `\`${raw}\` cannot be a key`);
        else if (before)
            this.#refuse(key.place, `\`${raw.slice(0, 60)}\` is already on line ${before.key.line}; a key may stand once`);
        else
            return true;
        return false;
    }
    #placeOf(event) {
        switch (event.type) {
            case js_yaml/* EVENT_ID */.hy.SCALAR: {
                if (event.valueStart === -1)
                    return null;
                if (event.style === js_yaml/* SCALAR_STYLE */.jK.PLAIN)
                    return this.#places.at(event.valueStart);
                if (event.indent === -1)
                    return this.#places.at(event.valueStart - 1);
                return this.#places.at(this.#firstText(event.valueStart, event.indent));
            }
            case js_yaml/* EVENT_ID */.hy.ALIAS:
                return this.#places.at(event.anchorStart - 1);
            case js_yaml/* EVENT_ID */.hy.SEQUENCE:
            case js_yaml/* EVENT_ID */.hy.MAPPING:
                return this.#places.at(event.start);
            default:
                return null;
        }
    }
    /** Where a block's first line with text begins: the empty ones above it belong to its value and have no indentation. */
    #firstText(start, indent) {
        const empty = /(?: *(?:\r\n|\n|\r))*/y;
        empty.lastIndex = start;
        const found = empty.exec(this.#text);
        return start + (found?.[0].length ?? 0) + indent;
    }
    #refuse(place, message) {
        this.problems.push({ place, message });
    }
}


/***/ }),

/***/ 7864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MC: () => (/* binding */ MACHINE_FIELDS),
  Wv: () => (/* binding */ PASS_THROUGH),
  YF: () => (/* binding */ PLACEMENT_FIELDS),
  dC: () => (/* binding */ ROW_FIELDS),
  Yn: () => (/* binding */ defaultsShape),
  bG: () => (/* binding */ machineShape)
});

// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
// EXTERNAL MODULE: ./lib/src/spec/cloud-init.js
var cloud_init = __webpack_require__(7384);
// EXTERNAL MODULE: ./lib/src/spec/form.js
var spec_form = __webpack_require__(4904);
// EXTERNAL MODULE: ./lib/src/spec/forms.js
var spec_forms = __webpack_require__(5591);
;// CONCATENATED MODULE: ./lib/src/spec/later.js

/** Of schemas that take anything: what an editor should offer and accept in their place. */
const EDITOR_FORMS = new WeakMap();
/**
 * A field of the language whose feature comes later: present in the text, it is refused with that reason. `later` is what
 * it will take, for the published schema.
 */
function notYet(what, later) {
    const zod = (z) => {
        const field = z.unknown().superRefine((_value, context) => {
            context.addIssue({ code: 'custom', input: undefined, message: `is not built yet: ${what}` });
        });
        EDITOR_FORMS.set(field, later.zod(z));
        return field;
    };
    return new spec_form/* Form */.lV(() => spec_form/* ODD */.o6, zod, false);
}
/** A map of some fields, for editors only. */
function laterFields(shape) {
    return new spec_form/* Form */.lV(() => spec_form/* ODD */.o6, (z) => z.object((0,spec_form/* schemasOf */.WP)(shape, z)), false);
}

// EXTERNAL MODULE: ./lib/src/spec/pass-through.js
var pass_through = __webpack_require__(9231);
// EXTERNAL MODULE: ./lib/src/spec/read.js
var read = __webpack_require__(7882);
// EXTERNAL MODULE: ./lib/src/spec/run.js
var run = __webpack_require__(689);
// EXTERNAL MODULE: ./lib/src/spec/via.js
var via = __webpack_require__(3084);
;// CONCATENATED MODULE: ./lib/src/spec/wait.js



const LEVELS = ['running', 'tcp', 'ssh', 'cloud-init'];
const KNOWN = 'must be running, tcp, ssh or cloud-init';
/** Levels that say nothing without more. */
const MAPS = { http: '{ http: ":8080/health" }', command: '{ command: "…" }' };
function readLevel(text) {
    const level = LEVELS.find((known) => known === text);
    if (level !== undefined)
        return { value: level };
    const map = Object.hasOwn(MAPS, text) ? MAPS[text] : undefined;
    if (map !== undefined)
        return { refused: `needs a map: ${map}` };
    return { refused: text === 'stats' ? 'is not built yet: `stats` needs monitoring' : KNOWN };
}
const levelForm = () => (0,spec_form/* textOf */.b6)(readLevel, KNOWN, { enum: [...LEVELS, 'stats'] });
const HTTP_FORMS = '`:8080/health`, `http://…` or `https://…`';
const ADDRESS = /^(?:\[.*\]|[0-9.]+)$/;
const LONGEST = 2000;
/**
 * `:8080/health`, `http://name:8080/health`, `https://:8443/health`. The machine's own address is asked in every case; a
 * name is only what the request and the certificate speak of.
 */
function readHttp(text) {
    if (text.length > LONGEST)
        return { refused: `must be at most ${LONGEST} characters` };
    const found = /^(?:(https?):\/\/(\[[0-9A-Fa-f:.]*\]|[0-9A-Za-z.-]*))?(?::([0-9]{1,5}))?([/?][!-~]*)?$/.exec(text);
    const [, scheme, name = '', port, path = '/'] = found ?? [];
    // A bare path or nothing at all has no port, and a scheme alone asks nobody.
    if (found === null || (scheme === undefined && port === undefined) || (name === '' && port === undefined)) {
        return { refused: `must be ${HTTP_FORMS}, in ASCII, without user, password or blanks` };
    }
    if (path.includes('#'))
        return { refused: 'must not have a fragment: servers never see what follows a #' };
    if (ADDRESS.test(name)) {
        const own = `${scheme}://:${port ?? (scheme === 'https' ? 443 : 80)}`;
        return { refused: `must not name an address: the machine's own is asked; write ${own}` };
    }
    if (name !== '' && !/^[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?$/.test(name)) {
        return { refused: 'must have a host name of letters, digits, hyphens and dots' };
    }
    const secure = scheme === 'https';
    const number = Number(port ?? (secure ? 443 : 80));
    if (number < 1 || number > 65_535)
        return { refused: 'must have a port from 1 to 65535' };
    return {
        value: {
            secure,
            hostName: name === '' ? null : name.toLowerCase(),
            port: number,
            path: path.startsWith('?') ? `/${path}` : path,
        },
    };
}
const LONGEST_COMMAND = 8000;
function readCommand(text) {
    if (text.trim() === '')
        return { refused: 'must not be empty' };
    if (text.length > LONGEST_COMMAND)
        return { refused: `must be at most ${LONGEST_COMMAND} characters` };
    return text.includes('\0') ? { refused: 'must not hold a NUL character' } : { value: text };
}
const mapForm = () => (0,spec_form/* fields */.OA)({
    for: levelForm()
        .optional()
        .describe('When a machine counts as ready: running, tcp, ssh (the default) or cloud-init.'),
    timeout: (0,spec_form/* textOf */.b6)(read/* readTimeout */.OW, 'must be a duration with its unit, such as 8m', { pattern: spec_forms/* DURATION_PATTERN */.Cq })
        .optional()
        .describe('How long to wait, e.g. 8m.'),
    http: (0,spec_form/* textOf */.b6)(readHttp, `must be ${HTTP_FORMS}`, { pattern: '^(:[0-9]|https?://)' })
        .optional()
        .describe('Ready when the machine answers this GET with a status from 200 to 399: `:8080/health`, or a URL.'),
    command: (0,spec_form/* textOf */.b6)(readCommand).optional().describe('Ready when this command, run over SSH, ends with 0.'),
    from: (0,spec_form/* literal */.eu)('mist', 'must be `mist`').optional().describe('Let the Mist server log in, in place of the runner.'),
});
/** A map says one thing: a level, an address to ask, or a command; `ssh` where it says none. */
function settleMap(map, refuse) {
    const { for: level, http, command, from } = map;
    const limit = map.timeout ?? { timeoutMs: null };
    const said = ['for', 'http', 'command'].filter((field) => map[field] !== undefined);
    const [first, second] = said;
    if (second !== undefined) {
        return refuse(`cannot stand beside \`${first}\`; write one of them`, [second]);
    }
    if (from !== undefined && (level ?? 'ssh') !== 'ssh') {
        return refuse('the Mist server can only log in by SSH: write `for: ssh` or nothing beside it', ['from']);
    }
    if (from !== undefined && said.length > 0 && level === undefined) {
        return refuse(`cannot stand beside \`${first}\`: the Mist server can only log in by SSH`, ['from']);
    }
    if (http !== undefined)
        return { level: 'http', http, ...limit };
    if (command !== undefined)
        return { level: 'command', command, ...limit };
    if (level !== undefined && level !== 'ssh')
        return { level, ...limit };
    return { level: 'ssh', ...limit, ...(from === undefined ? {} : { from }) };
}
/** A level, or a map of one level with its limits. */
const waitForm = () => (0,spec_form/* either */.gP)(levelForm().transform((level) => ({ level, timeoutMs: null })), mapForm().transform(settleMap), `${KNOWN}, or a map such as { for: ssh, timeout: 8m } or { http: ":8080/health" }`).describe('When a machine counts as ready: running, tcp, ssh (the default), cloud-init, or a map of for, http or command, with timeout.');

;// CONCATENATED MODULE: ./lib/src/spec/machine-shape.js
// The fields of a machine row and of `defaults`: shape, descriptions and everything that one field alone can tell.










const line = () => (0,spec_form/* textOf */.b6)(read/* readLine */.Xw);
/** Mist's own rule for tag keys (mist.api, tag/methods.py), and a bound on their length. */
function readTagKey(text) {
    if (text.startsWith(identity/* TAG_PREFIX */.C_) || text.startsWith('ma-')) {
        return { refused: `tags that begin with \`${identity/* TAG_PREFIX */.C_}\` or \`ma-\` belong to the action` };
    }
    if (text.length <= 63 && /^[A-Za-z0-9_]+(?:[ :.-][A-Za-z0-9_]+)*$/.test(text))
        return { value: text };
    return {
        refused: 'a tag key has 1 to 63 letters, digits and _, with single blanks, colons, dots or hyphens between',
    };
}
/** Mist cannot find values with `:` or `,` again. */
function readTagValue(text) {
    if (/^[A-Za-z0-9._-]{1,63}$/.test(text))
        return { value: text };
    return { refused: 'must be 1 to 63 letters, digits, dots, hyphens and _' };
}
function readMistId(text) {
    if (/^[0-9a-f]{32}$/.test(text))
        return { value: text };
    return { refused: 'must be the full Mist id of the machine: 32 digits and letters a to f, in lower case' };
}
function readLiteralName(text) {
    if (text.startsWith('ma-'))
        return { refused: 'names that begin with `ma-` belong to the action' };
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(text))
        return { value: text };
    return { refused: 'must be 1 to 63 letters, digits, dots, hyphens and _, beginning with a letter or digit' };
}
function readUser(text) {
    if (/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(text))
        return { value: text };
    return { refused: 'must be a login name of 1 to 32 letters, digits, dots, hyphens and _' };
}
function readGroup(text) {
    if (/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(text))
        return { value: text };
    return { refused: 'must be a group name of letters, digits, hyphens and _, beginning with a letter or _' };
}
function readState(text) {
    if (text === 'running' || text === 'stopped')
        return { value: text };
    const instead = text === 'absent' ? '; to remove a machine, write `absent` in place of the row' : '';
    return { refused: `must be running or stopped${instead}` };
}
const stateForm = () => (0,spec_form/* textOf */.b6)(readState, 'must be running or stopped', { enum: ['running', 'stopped'] }).describe('Power state: running (the default) or stopped.');
/** Where a machine is made and of what: of no use for one that is there already. */
const PLACEMENT = {
    backend: line().optional().describe('Backend (cloud) by its name in Mist; without it, the only enabled one.'),
    image: (0,spec_forms/* imageForm */.Ww)().optional(),
    size: (0,spec_forms/* sizeForm */._$)().optional(),
    location: line().optional().describe('Location by id or exact name; without it, Mist chooses.'),
    ttl: (0,spec_form/* textOf */.b6)(read/* readLease */.zR, 'must be a duration with its unit, such as 2h, or `none`', {
        pattern: `^none$|${spec_forms/* DURATION_PATTERN */.Cq}`,
    })
        .optional()
        .describe('Lease, e.g. 2h, at least 15m, or none.'),
    'cloud-init': (0,spec_form/* textOf */.b6)(cloud_init/* readCloudInit */.y).optional().describe('Text for cloud-init, beginning with its marker.'),
    'cloud-init-file': (0,spec_form/* textOf */.b6)(read/* readPath */.G7).optional().describe('Path of a file with the text for cloud-init.'),
    ...pass_through/* PASS_THROUGH_FORMS */.S,
    ...run/* RUN_FORMS */.sE,
};
const HANDLING = {
    key: line().optional().describe('Row of `keys` or name of a key in Mist; without it, one key is generated.'),
    tags: (0,spec_form/* recordOf */.zv)((0,spec_form/* textOf */.b6)(readTagKey), (0,spec_form/* textOf */.b6)(readTagValue)).optional().describe('Tags in Mist.'),
    wait: waitForm().optional(),
    groups: (0,spec_form/* listOf */.c3)((0,spec_form/* textOf */.b6)(readGroup)).optional().describe("Groups in the inventory; without it, the row's name."),
    user: (0,spec_form/* textOf */.b6)(readUser).optional().describe("Login user; without it, the image family's."),
    port: (0,spec_form/* between */.Tq)(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port.'),
    via: (0,via/* viaForm */.$L)().optional(),
    state: stateForm().optional(),
};
const machine_shape_text = (what) => (0,spec_form/* text */.Qq)().describe(what);
const rung = () => laterFields({ backend: machine_shape_text('Backend.'), location: machine_shape_text('Location.').optional() }).describe('A placement to fall back to.');
const metric = () => laterFields({
    'python-file': machine_shape_text('Path of a Python plugin.').optional(),
    unit: machine_shape_text('Unit of the values.').optional(),
    type: (0,spec_form/* oneOf */.yL)(['gauge', 'derive']).optional().describe('How values are read.'),
    'fail-above': (0,spec_form/* decimal */._)().optional().describe('The job fails above this.'),
});
const LATER = {
    try: notYet('a ladder of placements', (0,spec_form/* listOf */.c3)(rung()))
        .optional()
        .describe('Placements to fall back to. Not built yet.'),
    monitoring: notYet('monitoring', (0,spec_form/* flag */.Jt)()).optional().describe('Monitor it. Not built yet.'),
    metrics: notYet('metrics', (0,spec_form/* recordOf */.zv)((0,spec_form/* text */.Qq)(), metric())).optional().describe('Custom metrics. Not built yet.'),
    fqdn: notYet('DNS records', (0,spec_form/* text */.Qq)()).optional().describe('Name of a DNS record. Not built yet.'),
};
const IDENTITY = {
    name: (0,spec_form/* textOf */.b6)(readLiteralName).optional().describe('A literal name in Mist, in place of the derived one.'),
    adopt: (0,spec_form/* textOf */.b6)(readMistId, undefined, { pattern: '^[0-9a-f]{32}$' })
        .optional()
        .describe('Full Mist id of a machine to take over; it is never destroyed.'),
    count: (0,spec_form/* between */.Tq)(1, 100, 'must be 1 to 100').optional().describe('How many machines: web-1, web-2, …'),
    'min-ready': (0,spec_form/* either */.gP)((0,spec_form/* atLeast */.jZ)(1, 'must be at least 1'), (0,spec_form/* textOf */.b6)(read/* readPercent */.oO, undefined, { pattern: '^[0-9]{1,3}%$' }).transform((percent) => ({ percent })), 'must be a whole number or a percentage such as 80%')
        .optional()
        .describe('How many of count must become ready: a number, or a percentage such as 80%.'),
    needs: (0,spec_form/* listOf */.c3)((0,spec_form/* textOf */.b6)(read/* readRowName */.sD)).optional().describe('Rows that must be ready before this one is made.'),
};
/** A row of `machines` that is a map. */
const machineShape = (0,spec_form/* fields */.OA)({ ...IDENTITY, ...PLACEMENT, ...HANDLING, ...LATER });
/** `defaults`: what rows have in common. */
const defaultsShape = (0,spec_form/* fields */.OA)({ ...PLACEMENT, ...HANDLING, ...LATER });
/** Fields that a row with `adopt` may not have: the machine is there already, and it has no lease. */
const PLACEMENT_FIELDS = [...Object.keys(PLACEMENT), 'count', 'min-ready', 'name'];
/** Fields that only a row can have. */
const ROW_FIELDS = Object.keys(IDENTITY);
/** Every field that a row can have. */
const MACHINE_FIELDS = machineShape.names;
/** Handed to Mist under its own names. */
const PASS_THROUGH = ['net', 'volumes', 'disks', 'schedules', 'scripts', 'extra'];


/***/ }),

/***/ 9231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ strayKeys),
/* harmony export */   S: () => (/* binding */ PASS_THROUGH_FORMS)
/* harmony export */ });
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4904);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4762);


const text = (what) => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)().describe(what);
const whole = (what) => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .whole */ .WQ)().describe(what);
const flag = (what) => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)().describe(what);
const texts = (what) => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)((0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)()).describe(what);
function field(form, ...of) {
    return { form, of };
}
/** `net` by key, with the providers that take it. */
const NET = {
    network: field(() => text('Network by name or id.'), 'alibaba', 'azure', 'google', 'vsphere'),
    networks: field(() => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)((0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8)()).describe('Networks.'), 'kvm', 'lxd', 'openstack', 'vultr'),
    subnet: field(() => text('Subnet by name or id.'), 'amazon', 'alibaba'),
    subnetwork: field(() => text('Subnetwork by name or id.'), 'google'),
    security_group: field(() => text('Security group by name or id.'), 'amazon', 'alibaba'),
    security_groups: field(() => texts('Security groups.'), 'openstack'),
    associate_floating_ip: field(() => flag('Give it a floating address.'), 'openstack'),
    private_ip: field(() => flag('Give it a private address.'), 'linode'),
    ipv6: field(() => flag('Give it an IPv6 address.'), 'vultr'),
    hostname: field(() => text('Host name.'), 'vultr'),
    ip_addresses: field(() => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)((0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({})).describe('Addresses: address_family, public, cidr.'), 'equinix'),
    vnfs: field(() => texts('Virtual network functions.'), 'kvm'),
    port_bindings: field(() => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({}).describe('Ports of the container.'), 'docker'),
};
/** `extra` by key, with the providers that take it. */
const EXTRA = {
    resource_group: field(() => text('Resource group.'), 'azure'),
    storage_account_type: field(() => text('Kind of the boot disk.'), 'azure'),
    user: field(() => text('User that the image makes.'), 'azure'),
    password: field(() => text('Password of that user.'), 'azure'),
    environment: field(() => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({}).describe('Environment of the container.'), 'docker'),
    command: field(() => text('Command of the container.'), 'docker'),
    ephemeral: field(() => flag('Gone when it stops.'), 'lxd'),
    folder: field(() => text('Folder.'), 'vsphere'),
    datastore: field(() => text('Datastore.'), 'vsphere'),
    backups: field(() => flag('Automatic backups.'), 'vultr'),
    ddos_protection: field(() => flag('Protection against floods.'), 'vultr'),
    root_pass: field(() => text('Password of root.'), 'linode'),
    service_account: field(() => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ email: text('E-mail.').optional(), scopes: texts('Scopes.').optional() }).describe('Service account.'), 'google'),
    project_id: field(() => text('Id of the project.'), 'equinix'),
};
function loose(table, what) {
    return (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)(Object.fromEntries(Object.entries(table).map(([name, { form }]) => [name, form().optional()]))).describe(what);
}
const volume = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    volume: text('A volume that is there, by name or id.').optional(),
    name: text('Name of a new volume.').optional(),
    size: whole('Size of a new volume in GB.').optional(),
    device: text('Device that it is attached as.').optional(),
    boot: flag('Boot from it.').optional(),
    delete_on_termination: flag('Gone with the machine.').optional(),
});
const script = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    script_type: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)(['inline', 'existing']).describe('A command, or a script that Mist holds.'),
    command: text('With `inline`: what to run.').optional(),
    script: text('With `existing`: name or id of the script.').optional(),
    params: text('With `existing`: its parameters.').optional(),
});
const schedule = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({
    name: text('Name of the schedule.').optional(),
    description: text('What it is for.').optional(),
    enabled: flag('Whether it runs.').optional(),
    actions: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)((0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ action_type: text('start, stop, reboot, destroy, …') })).describe('What it does.'),
    when: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ schedule_type: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)(['crontab', 'interval', 'one_off']).describe('Kind of date.').optional() })
        .describe('When it runs.')
        .optional(),
    expires: text('When it ends.').optional(),
    run_immediately: flag('Also now.').optional(),
});
/** The pass-through fields of a machine row, each with the shape that Mist documents. */
const PASS_THROUGH_FORMS = {
    net: loose(NET, 'Network settings as Mist names them, passed through.').optional(),
    volumes: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(volume()).describe('Volumes as Mist names them, passed through.').optional(),
    disks: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .loose */ .LT)({ disk_size: whole('Size in GB.').optional(), disk_path: text('Path on the host.').optional() })
        .describe('Disk settings as Mist names them, passed through.')
        .optional(),
    schedules: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(schedule()).describe('Schedules as Mist names them, passed through.').optional(),
    scripts: (0,_form_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(script()).describe('Scripts as Mist names them, passed through.').optional(),
    extra: loose(EXTRA, 'Settings that one provider alone knows, passed through.').optional(),
};
/**
 * Keys of `net` or `extra` that Mist would drop without a word: documented for other providers only, or nearly spelt as
 * one of this provider. One sentence each; `provider` null where it is not known; `mayGuess` bounds the time for spelling.
 */
function strayKeys(which, keys, provider, mayGuess) {
    const table = which === 'net' ? NET : EXTRA;
    const all = Object.keys(table);
    const own = provider === null ? all : all.filter((key) => table[key]?.of.includes(provider));
    return keys.flatMap((key) => {
        if (own.includes(key))
            return [];
        const others = Object.hasOwn(table, key) ? table[key]?.of : undefined;
        if (others !== undefined)
            return [{ key, message: `is for ${others.join(', ')}; Mist would drop it on ${provider}` }];
        const near = key.length > 3 && mayGuess() ? (0,_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .suggest */ .Z)(key, own) : null;
        return near === null ? [] : [{ key, message: `unknown field; did you mean \`${near}\`?` }];
    });
}


/***/ }),

/***/ 7882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bx: () => (/* binding */ readMistName),
/* harmony export */   G7: () => (/* binding */ readPath),
/* harmony export */   OW: () => (/* binding */ readTimeout),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   oO: () => (/* binding */ readPercent),
/* harmony export */   sD: () => (/* binding */ readRowName),
/* harmony export */   xB: () => (/* binding */ readRam),
/* harmony export */   zR: () => (/* binding */ readLease)
/* harmony export */ });
/* unused harmony export readDuration */
/* harmony import */ var _model_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7334);
// Text → value for the small languages inside a spec: durations, sizes of memory, percentages, paths, names.

const LONGEST_MS = 365 * 86_400_000;
/** `90s`, `30m`, `2h`, `1d` → ms: more than nothing, at most 365 days. */
function readDuration(text) {
    const ms = (0,_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(text);
    if (ms === null)
        return { refused: `must be a duration such as ${_model_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .DURATION_FORMS */ .nv}, not \`${text.slice(0, 40)}\`` };
    if (ms === 0)
        return { refused: 'must be longer than nothing' };
    return ms > LONGEST_MS ? { refused: 'must be at most 365 days' } : { value: ms };
}
/** A duration that is a limit: messages about it repeat it as it was written. */
function readTimeout(text) {
    const duration = readDuration(text);
    return 'refused' in duration ? duration : { value: { timeoutMs: duration.value, timeoutText: text.trim() } };
}
/** A Mist server needs the lease this far ahead when a machine is created. */
const SHORTEST_LEASE_MS = 15 * 60_000;
/** A lease: a duration of at least 15 minutes, or `none`. */
function readLease(text) {
    if (text === 'none')
        return { value: 'none' };
    const duration = readDuration(text);
    if ('refused' in duration)
        return { refused: `${duration.refused}; or \`none\` for no lease` };
    return duration.value < SHORTEST_LEASE_MS ? { refused: 'must be at least 15m, or `none`' } : duration;
}
/** `4g`, `4096m` or `4096` (MiB) → MiB, whole. */
function readRam(text) {
    const refused = `must be an amount of memory such as 4g or 4096m, not \`${text.slice(0, 40)}\``;
    const found = /^([0-9]{1,7}(?:\.[0-9]{1,3})?)([gm]?)$/i.exec(text);
    if (!found)
        return { refused };
    const mb = Number(found[1]) * (found[2]?.toLowerCase() === 'g' ? 1024 : 1);
    if (!Number.isInteger(mb) || mb < 1)
        return { refused: 'must come to whole MiB, at least 1' };
    return { value: mb };
}
/** `80%` → 80. */
function readPercent(text) {
    const percent = /^([0-9]{1,3})%$/.exec(text)?.[1];
    const value = Number(percent);
    if (percent === undefined || value < 1 || value > 100) {
        return { refused: 'must be a whole number or a percentage from 1% to 100%' };
    }
    return { value };
}
/** Names that Windows takes for devices, and the short name of `.git` there. */
const DEVICE_NAMES = /^(?:(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?|git~[0-9])$/i;
/** A path inside the workspace, by its shape alone: whether it really is inside is asked where it is opened. */
function readPath(text) {
    const steps = text.split('/');
    if (text === '' || text.length > 255 || /\p{Cc}/u.test(text))
        return { refused: 'must be a path of 1 to 255 characters' };
    if (text.includes('\\'))
        return { refused: 'must use / between folders' };
    if (text.startsWith('/') || /^[A-Za-z]:/.test(text) || text.startsWith('~')) {
        return { refused: 'must be a path relative to the workspace' };
    }
    if (steps.includes('..'))
        return { refused: 'must stay inside the workspace: no `..`' };
    if (steps.some((step) => step === ''))
        return { refused: 'must name a file, without empty steps' };
    if (/^\.git(?:hub)?$/i.test(steps.find((step) => step !== '.') ?? '') ||
        steps.some((step) => /^\.git$/i.test(step))) {
        return { refused: 'must not be inside .git/ or .github/' };
    }
    if (steps.some((step) => DEVICE_NAMES.test(step)))
        return { refused: 'must not be a name that Windows reserves' };
    return { value: text };
}
/** One line of 1 to 255 characters without control characters and without blanks around it. */
function readLine(text) {
    if (text === '')
        return { refused: 'must not be empty' };
    if (text.length > 255)
        return { refused: 'must be at most 255 characters' };
    if (/[\p{Cc}\u2028\u2029]/u.test(text))
        return { refused: 'must be one line without control characters' };
    return text.trim() === text ? { value: text } : { refused: 'must not begin or end with blanks' };
}
/** The name of a machine row: it becomes part of names at every provider. */
function readRowName(text) {
    if (text.length > 40)
        return { refused: 'a row name has at most 40 characters' };
    if (/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(text))
        return { value: text };
    return {
        refused: 'a row name has lower-case letters, digits and hyphens, begins with a letter and ends without hyphen',
    };
}
/** The name of a cloud or key in Mist (mist.api: `^[0-9a-zA-Z]+[0-9a-zA-Z-_ .]*[0-9a-zA-Z]+$`, two or more). */
function readMistName(text) {
    if (text.length <= 64 && /^[0-9A-Za-z][0-9A-Za-z_ .-]*[0-9A-Za-z]$/.test(text))
        return { value: text };
    return {
        refused: 'a name in Mist has 2 to 64 letters, digits, blanks and - _ . inside, with a letter or digit at both ends',
    };
}


/***/ }),

/***/ 6276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ checkReferences),
/* harmony export */   w: () => (/* binding */ isStoppedRow)
/* harmony export */ });
/* harmony import */ var _model_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8005);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4743);
// Rules for `${machines.…}`: the row must be there, be needed, run, and have as many machines as the reference says.


const KINDS = _model_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .ADDRESS_KINDS */ .pf.map((kind) => `\`${kind}\``).join(', ');
/** True for a row, as written, whose machine is stopped once it has been made. */
function isStoppedRow(row, defaults) {
    const shared = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(defaults) && row.adopt === undefined ? defaults.state : undefined;
    return (row.state ?? shared) === 'stopped';
}
/** Reports every reference that cannot be resolved when its row is made. */
function checkReferences(found, written, report) {
    const machines = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(written.machines) ? written.machines : {};
    for (const { reference, path, place } of found) {
        const [section, name] = path;
        if (reference.kind === null) {
            report.errorAt(place, path, `\`${reference.text}\` asks for no address; known are ${KINDS}, for several machines with s`);
            continue;
        }
        if (section !== 'machines' && section !== 'defaults')
            continue;
        const users = section === 'defaults' ? heirs(machines, String(name)) : [String(name)];
        for (const user of users) {
            const problem = problemOf(reference, user, machines, written.defaults);
            if (problem !== null)
                report.errorAt(place, path, problem);
        }
    }
}
/** Rows that take a field from `defaults`: maps that are made here and do not have it themselves. */
function heirs(machines, field) {
    const twins = [
        ['cloud-init', 'cloud-init-file'],
        ['run', 'run-file'],
    ];
    const same = twins.find((pair) => pair.includes(field)) ?? [field];
    return Object.entries(machines)
        .filter(([, row]) => (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(row) && row.adopt === undefined && !same.some((one) => row[one] !== undefined))
        .map(([name]) => name);
}
function problemOf(reference, user, machines, defaults) {
    const { text, row, kind, many } = reference;
    const target = Object.hasOwn(machines, row) ? machines[row] : undefined;
    if (target === undefined)
        return `\`${text}\`: there is no row \`${row}\` in \`machines\``;
    if (row === user)
        return `\`${text}\`: the address of \`${user}\` itself is known only after it is made`;
    const own = machines[user];
    const needs = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(own) && Array.isArray(own.needs) ? own.needs : [];
    if (!needs.includes(row))
        return `\`${text}\` needs \`needs: [${row}]\` in the row \`${user}\``;
    if ((0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(target) && isStoppedRow(target, defaults))
        return `\`${text}\`: \`${row}\` is stopped, and a stopped machine has no address; write \`state: running\` there`;
    const counted = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(target) && target.count !== undefined;
    if (counted && !many)
        return `\`${row}\` has a count; write \`\${machines.${row}.${kind}s}\` for all of its machines`;
    return null;
}


/***/ }),

/***/ 6500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dV: () => (/* binding */ mayHoldSecret),
/* harmony export */   pl: () => (/* binding */ Report)
/* harmony export */ });
/* unused harmony exports pathText, oneLine */
/** `machines.web.needs[0]`; `spec` for the whole text. Long keys are cut, so that no message becomes unreadable. */
function pathText(path) {
    if (path.length === 0)
        return 'spec';
    const text = path
        .map((step, index) => {
        if (typeof step === 'number')
            return `[${step}]`;
        return `${index === 0 ? '' : '.'}${step.length > 60 ? `${step.slice(0, 60)}…` : step}`;
    })
        .join('');
    return oneLine(text);
}
/** Keeps a message on one line, whatever the author's text holds. */
function oneLine(text) {
    return text.replace(/[\p{Cc}\u2028\u2029]/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** True where values are credentials more often than not: messages about them never hold the value. */
function mayHoldSecret(path) {
    return path[0] === 'backends' || path[0] === 'clouds' || path[0] === 'keys';
}
/** Beyond these, a spec holds something else altogether, and a guess for each word would take seconds. */
const MOST_GUESSES = 200;
/** The diagnostics of one spec. A path that is not in the text points at the deepest key of it that is. */
class Report {
    #root;
    #found = new Map();
    #paths = new Set();
    #guesses = 0;
    /** True when a whole row may be missing, so that rules between rows would find what is none. */
    lacksRows;
    #damaged;
    #damagedRows;
    /** `blanked`: lines that could not be read. What is said about rows that they belong to would be guesswork. */
    constructor(root, blanked = []) {
        this.#root = root;
        const { rows, between } = rowsWith(root, blanked);
        this.#damaged = blanked.length > 0;
        this.#damagedRows = rows;
        this.lacksRows = between;
    }
    /** Records what kept a part of the text from being read. */
    unreadable(place, message) {
        this.#add({ path: 'spec', ...place, message: oneLine(message), severity: 'error' });
    }
    /** Records a mistake; the same message at the same place and path counts once. */
    error(path, message, pointer = 'value') {
        this.errorAt(this.#placeOf(path, pointer), path, message);
    }
    /** Records a mistake at a place of its own inside a value, e.g. in the middle of a block of text. */
    errorAt(place, path, message) {
        if (this.#damaged && (path.length < 2 || this.#damagedRows.has(pathText(path.slice(0, 2)))))
            return;
        this.#add({ path: pathText(path), ...place, message: oneLine(message), severity: 'error' });
    }
    #add(diagnostic) {
        this.#paths.add(diagnostic.path);
        this.#found.set(JSON.stringify(diagnostic), diagnostic);
    }
    /** True while there is time to look for what a word was meant to be; each call counts as one look. */
    mayGuess() {
        this.#guesses += 1;
        return this.#guesses <= MOST_GUESSES;
    }
    /** True when exactly this path has been complained about: followers of one mistake are not worth a second one. */
    has(path) {
        return this.#paths.has(pathText(path));
    }
    /** The place of the key of a row. */
    keyPlace(path) {
        return this.#placeOf(path, 'key');
    }
    /** The place of the value at a path. */
    valuePlace(path) {
        return this.#placeOf(path, 'value');
    }
    /** The node at a path, or null. */
    nodeAt(path) {
        let node = this.#root;
        for (const step of path)
            node = node === null ? null : childOf(node, step);
        return node;
    }
    /** All mistakes in the order of the text. */
    diagnostics() {
        return [...this.#found.values()].sort((a, b) => a.line - b.line || a.column - b.column);
    }
    #placeOf(path, pointer) {
        let node = this.#root;
        let key = this.#root.place;
        for (const step of path) {
            const child = childOf(node, step);
            if (child === null)
                return key;
            key = node.kind === 'map' ? (node.entries.get(String(step))?.key ?? key) : child.place;
            node = child;
        }
        return pointer === 'key' ? key : node.place;
    }
}
/** The rows (as path texts) that any of `lines` lies in, and whether one lies in no row's own lines. */
function rowsWith(root, lines) {
    const starts = [];
    for (const [section, { key, node }] of root.kind === 'map' ? root.entries : []) {
        starts.push({ line: key.line, row: null });
        for (const [name, entry] of node.kind === 'map' ? node.entries : []) {
            starts.push({ line: entry.key.line, row: pathText([section, name]) });
            // `defaults` has fields, not rows: what is damaged there touches every row.
            if (section === 'defaults')
                starts.push({ line: entry.key.line + 1, row: null });
        }
    }
    const rows = new Set();
    let between = false;
    for (const line of lines) {
        const before = starts.filter((start) => start.line <= line).at(-1);
        if (before?.row === undefined || before.row === null)
            between = true;
        else
            rows.add(before.row);
    }
    return { rows, between };
}
function childOf(node, step) {
    if (node.kind === 'map')
        return node.entries.get(String(step))?.node ?? null;
    return node.kind === 'list' && typeof step === 'number' ? (node.items[step] ?? null) : null;
}


/***/ }),

/***/ 689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q5: () => (/* binding */ checkRun),
/* harmony export */   QR: () => (/* binding */ checkRunPair),
/* harmony export */   cI: () => (/* binding */ readRun),
/* harmony export */   lj: () => (/* binding */ settleRun),
/* harmony export */   sE: () => (/* binding */ RUN_FORMS)
/* harmony export */ });
/* unused harmony export readScript */
/* harmony import */ var _model_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8005);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4743);
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4904);
/* harmony import */ var _forms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5591);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7882);
// Setup over SSH: `run`, `run-file`, their environment and time limit, in a row or in `defaults`.





const MAX_SCRIPT_BYTES = 256 * 1024;
/** A script as POSIX shells take it: Windows line ends would become part of every word. */
function readScript(text) {
    if (text.trim() === '')
        return { refused: 'must not be empty' };
    if (/[\0\uFFFD]/.test(text))
        return { refused: 'must be UTF-8 text without NUL characters' };
    if (Buffer.byteLength(text) > MAX_SCRIPT_BYTES) {
        return { refused: `must be at most ${MAX_SCRIPT_BYTES / 1024} KiB; copy larger things with scp afterwards` };
    }
    return { value: text.replaceAll('\r\n', '\n') };
}
/** Names of POSIX shells; those that the action sets itself are not the spec's. */
function readVariableName(text) {
    if (/^MIST_/i.test(text))
        return { refused: 'variables that begin with MIST_ are set by the action' };
    if (/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(text))
        return { value: text };
    return { refused: 'a variable name has 1 to 128 letters, digits and _, and does not begin with a digit' };
}
function readVariableValue(text) {
    if (text.includes('\0'))
        return { refused: 'must not hold NUL characters' };
    if (Buffer.byteLength(text) > 32 * 1024)
        return { refused: 'must be at most 32 KiB' };
    return { value: text };
}
/** The fields of setup, as a row or `defaults` has them. */
const RUN_FORMS = {
    run: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readScript).optional().describe('Commands to run over SSH once the machine is ready.'),
    'run-file': (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readPath */ .G7).optional().describe('Path of a script to run over SSH once the machine is ready.'),
    'run-timeout': (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readTimeout */ .OW, 'must be a duration with its unit, such as 10m', { pattern: _forms_js__WEBPACK_IMPORTED_MODULE_2__/* .DURATION_PATTERN */ .Cq })
        .optional()
        .describe('How long the script may take, e.g. 10m.'),
    env: (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .recordOf */ .zv)((0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readVariableName), (0,_form_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(readVariableValue))
        .optional()
        .describe('Environment of the script. Values that come from variables of the step are masked.'),
};
/** Names whose values are credentials more often than not. */
const SECRET_NAME = /(?:^|_)(?:TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIALS?|API_?KEY|ACCESS_KEY|PRIVATE_KEY)$/i;
/** Reads the checked fields of one place; mistakes are in the report. */
function readRun(fields, path, context) {
    const env = {};
    for (const [name, text] of Object.entries(fields.env ?? {})) {
        const at = [...path, 'env', name];
        // What comes from the environment is a secret whatever it looks like: nothing in it is filled in.
        const given = context.fromEnvironment.has(JSON.stringify(at));
        const named = SECRET_NAME.test(name) && (0,_model_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .findReferences */ .yU)(text).length === 0;
        const value = (given || named) && text !== '' ? (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .readSecret */ .n5)(context, at, text) : text;
        if (value !== null)
            env[name] = value;
    }
    return { script: scriptOf(fields, path, context), limit: fields['run-timeout'] ?? { timeoutMs: null }, env };
}
function scriptOf(fields, path, context) {
    const file = fields['run-file'];
    if (file === undefined)
        return fields.run ?? null;
    const at = [...path, 'run-file'];
    const text = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .readFileField */ .vd)(context, at, file);
    if (text === null)
        return null;
    for (const reference of (0,_model_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .findReferences */ .yU)(text)) {
        context.references.push({ reference, path: at, place: context.report.valuePlace(at) });
    }
    const read = readScript(text);
    if ('value' in read)
        return read.value;
    context.report.error(at, read.refused);
    return null;
}
/** `run` and `run-file` are two ways to say one thing. */
function checkRunPair(row, path, context) {
    if (!Object.hasOwn(row, 'run') || !Object.hasOwn(row, 'run-file'))
        return;
    context.report.error([...path, 'run-file'], 'cannot stand beside `run`; write one of them', 'key');
}
/** Levels after which nobody has logged in from here. */
const NO_LOGIN = ['running', 'tcp', 'http', 'from: mist'];
function levelOf(wait) {
    if (wait.http !== undefined)
        return 'http';
    return wait.from === undefined ? wait.for : 'from: mist';
}
/** What a row needs to be set up: something to run where there is an environment, and a login. */
function checkRun(row, defaults, path, context) {
    const shared = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(defaults) ? defaults : {};
    const has = (field) => Object.hasOwn(row, field) || Object.hasOwn(shared, field);
    if (row.adopt !== undefined)
        return;
    if (!has('run') && !has('run-file')) {
        for (const field of ['env', 'run-timeout']) {
            if (Object.hasOwn(row, field))
                context.report.error([...path, field], 'needs `run` or `run-file` beside it', 'key');
        }
        return;
    }
    const own = Object.hasOwn(row, 'wait');
    const wait = own ? row.wait : shared.wait;
    const level = (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(wait) ? levelOf(wait) : wait;
    if (typeof level !== 'string' || !NO_LOGIN.includes(level))
        return;
    const at = own ? [...path, 'wait'] : [...path, Object.hasOwn(row, 'run-file') ? 'run-file' : 'run'];
    context.report.error(at, `\`wait: ${level}\` proves no login, and \`run\` needs one; write \`wait: ssh\``);
}
/** Row and `defaults` together; null where there is nothing to run. */
function settleRun(row, shared) {
    const script = row.script ?? shared?.script ?? null;
    if (script === null)
        return null;
    return {
        script,
        ...(row.limit.timeoutMs === null && shared !== null ? shared.limit : row.limit),
        env: { ...shared?.env, ...row.env },
    };
}


/***/ }),

/***/ 4762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ suggest),
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* harmony import */ var _model_edit_distance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9316);
// "Did you mean": the one known word that a mistyped one is near to.

/** More candidates than anybody would read, and enough to make hostile text slow. */
const MOST_KNOWN = 50;
/** Letters that may be added, dropped, swapped or replaced, by the length of the shorter word. */
function tolerance(length) {
    if (length <= 3)
        return 1;
    return length <= 6 ? 2 : 3;
}
/** The known word nearest to `word`, or null when none is near enough to be meant. Case and `_` count as nothing. */
function suggest(word, known) {
    if (word.length > 40 || known.length > MOST_KNOWN)
        return null;
    const plain = fold(word);
    let best = null;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of known) {
        const limit = Math.min(least - 1, tolerance(Math.min(plain.length, candidate.length)));
        const distance = (0,_model_edit_distance_js__WEBPACK_IMPORTED_MODULE_0__/* .editDistance */ .Y)(plain, fold(candidate), limit);
        if (distance <= limit) {
            best = candidate;
            least = distance;
        }
    }
    return best;
}
/** `; did you mean \`image\`?`, or the known words where none is near. */
function didYouMean(word, known) {
    const near = suggest(word, known);
    return near === null ? `; known are ${known.join(', ')}` : `; did you mean \`${near}\`?`;
}
function fold(word) {
    return word.toLowerCase().replaceAll('_', '-');
}


/***/ }),

/***/ 2006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ UNTRUSTED_LIMITS),
/* harmony export */   V: () => (/* binding */ checkUntrusted)
/* harmony export */ });
/* harmony import */ var _model_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7382);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4743);
/* harmony import */ var _machine_shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7864);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7882);
// What a spec may say that a stranger wrote: a short list of fields, small machines, few of them, all of them leased.




/** Most that an untrusted spec may ask for: machines in all, and of each processors, MiB and lease (ms). */
const UNTRUSTED_LIMITS = {
    machines: 5,
    cpu: 4,
    ramMb: 8192,
    ttlMs: 2 * 3_600_000,
    usualTtlMs: 30 * 60_000,
};
/**
 * Everything else is banned, so that a field that is added to the language is not open to strangers by accident. Tags are: the
 * reaper spares what bears its `keep-tag`, whatever that is called, and schedules and rules in Mist choose machines by tag.
 */
const ALLOWED = [
    'backend',
    'image',
    'size',
    'location',
    'ttl',
    'cloud-init',
    'key',
    'wait',
    'groups',
    'user',
    'port',
    'count',
    'min-ready',
    'needs',
];
/** Levels that stay at the machine's own SSH port. */
const WAIT_FIELDS = ['for', 'timeout'];
const BANNED = 'cannot be used in a spec that came with an untrusted change';
/** Reports everything in `written` (the spec as YAML gives it) that a stranger may not ask for. */
function checkUntrusted(written, report) {
    for (const section of ['backends', 'clouds']) {
        if (written[section] !== undefined)
            report.error([section], BANNED, 'key');
    }
    const generated = checkKeys(written.keys, report);
    checkFields(written.defaults, ['defaults'], generated, report);
    let machines = 0;
    for (const [name, row] of Object.entries((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(written.machines) ? written.machines : {})) {
        const path = ['machines', name];
        checkFields(row, path, generated, report);
        if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row))
            continue;
        machines += typeof row.count === 'number' ? row.count : 1;
    }
    if (machines > UNTRUSTED_LIMITS.machines) {
        const message = `asks for ${machines} machines; a spec that came with an untrusted change may have ${UNTRUSTED_LIMITS.machines}`;
        report.error(['machines'], message, 'key');
    }
}
/** Names of the rows that make a key of the scope's own: nobody else's key is used, shown or removed. */
function checkKeys(keys, report) {
    const generated = new Set();
    for (const [name, row] of Object.entries((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(keys) ? keys : {})) {
        const fields = (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row) ? Object.keys(row) : [];
        const banned = fields.filter((field) => field !== 'generate');
        for (const field of banned)
            report.error(['keys', name, field], BANNED, 'key');
        if ((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row) && row.generate === true)
            generated.add(name);
        else if (banned.length === 0)
            report.error(['keys', name], `${BANNED}; write { generate: true }`);
    }
    return generated;
}
function checkFields(row, path, generated, report) {
    if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row))
        return;
    for (const field of Object.keys(row)) {
        if (_machine_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .MACHINE_FIELDS */ .MC.includes(field) && !ALLOWED.includes(field))
            report.error([...path, field], BANNED, 'key');
    }
    for (const field of Object.keys((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row.wait) ? row.wait : {})) {
        if (!WAIT_FIELDS.includes(field))
            report.error([...path, 'wait', field], BANNED, 'key');
    }
    if (typeof row.key === 'string' && !generated.has(row.key)) {
        report.error([...path, 'key'], `must be a row of \`keys\` with { generate: true }: another key ${BANNED}`);
    }
    checkImage(row.image, [...path, 'image'], report);
    checkSize(row.size, [...path, 'size'], report);
    checkLease(row.ttl, [...path, 'ttl'], report);
}
/** A private image may hold what strangers should not see. */
function checkImage(image, path, report) {
    if (typeof image !== 'string')
        return;
    const [family = '', version = '', more] = image.split(' ');
    const isFamily = _model_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .IMAGE_FAMILIES */ .h5.some((known) => known === family) && /^[0-9][0-9a-z.]*$/.test(version);
    if (!isFamily || more !== undefined) {
        report.error(path, `must be a family such as \`ubuntu 24.04\`: an image by name or id ${BANNED}`);
    }
}
/** What a named size costs is known only to the provider. */
function checkSize(size, path, report) {
    const { cpu, ramMb } = UNTRUSTED_LIMITS;
    const most = `{ cpu: ${cpu}, ram: ${ramMb / 1024}g }`;
    if (typeof size === 'string') {
        report.error(path, `must be a map of at most ${most}: a size by name or id ${BANNED}`);
    }
    else if ((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(size)) {
        const ram = typeof size.ram === 'string' ? (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readRam */ .xB)(size.ram) : { refused: '' };
        const tooMuch = 'value' in ram && ram.value > ramMb;
        if (tooMuch || (typeof size.cpu === 'number' && size.cpu > cpu)) {
            report.error(path, `must be at most ${most} in a spec that came with an untrusted change`);
        }
    }
}
function checkLease(ttl, path, report) {
    const lease = typeof ttl === 'string' ? (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readLease */ .zR)(ttl) : { refused: '' };
    if (!('value' in lease))
        return;
    if (lease.value === 'none' || lease.value > UNTRUSTED_LIMITS.ttlMs) {
        report.error(path, 'must be at most 2h in a spec that came with an untrusted change');
    }
}


/***/ }),

/***/ 3084:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $L: () => (/* binding */ viaForm),
/* harmony export */   Hz: () => (/* binding */ checkVia),
/* harmony export */   YM: () => (/* binding */ settleVia)
/* harmony export */ });
/* harmony import */ var _model_host_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9710);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4743);
/* harmony import */ var _form_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4904);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7882);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6276);
// `via`: the host that a machine is reached through, another row of the spec or a host outside of it.





const USER = '[A-Za-z_][A-Za-z0-9_.-]{0,31}';
const HOST = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';
function readHostName(text) {
    if (new RegExp(`^${HOST}$`).test(text) || /^[0-9A-Fa-f:]{2,39}$/.test(text))
        return { value: text };
    return { refused: 'must be a host name or an address' };
}
function readLogin(text) {
    if (new RegExp(`^${USER}$`).test(text))
        return { value: text };
    return { refused: 'must be a login name of 1 to 32 letters, digits, dots, hyphens and _' };
}
function readHostKey(text) {
    const key = (0,_model_host_key_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePublicKey */ .ee)(text);
    const known = key !== null && /^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa)$/.test(key.kind);
    if (known)
        return { value: `${key.kind} ${key.base64}` };
    return {
        refused: 'must be a public host key such as `ssh-ed25519 …`, from /etc/ssh/ssh_host_ed25519_key.pub on that host',
    };
}
/** `bastion`, or `user@host` and `user@host:port`. */
function readViaText(text) {
    if (!text.includes('@')) {
        const row = (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readRowName */ .sD)(text);
        return 'value' in row
            ? { value: { by: 'row', row: row.value } }
            : { refused: `${row.refused}; or write user@host` };
    }
    const found = new RegExp(`^(${USER})@(${HOST})(?::([0-9]{1,5}))?$`).exec(text);
    const port = Number(found?.[3] ?? 22);
    if (!found?.[1] || !found[2] || port < 1 || port > 65_535) {
        return { refused: 'must be the name of a row, or user@host or user@host:port; for IPv6 write a map' };
    }
    return { value: { by: 'host', host: found[2], user: found[1], port, hostKey: null, key: null } };
}
/** The field `via` in all its forms. */
const viaForm = () => (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .either */ .gP)((0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(readViaText), (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .fields */ .OA)({
    host: (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(readHostName).describe('Host name or address, as the runner reaches it.'),
    user: (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(readLogin).optional().describe('Login user; root unless given.'),
    port: (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .between */ .Tq)(1, 65_535, 'must be 1 to 65535').optional().describe('SSH port; 22 unless given.'),
    'host-key': (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(readHostKey).optional().describe('Its public host key: `ssh-ed25519 AAAA…`.'),
    key: (0,_form_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readLine */ .Xw)
        .optional()
        .describe("Row of `keys` or name of a key in Mist that opens it; the machine's own unless given."),
}).transform(({ host, user, port, 'host-key': hostKey, key }) => ({
    by: 'host',
    host,
    user: user ?? 'root',
    port: port ?? 22,
    hostKey: hostKey ?? null,
    key: key ?? null,
})), 'must be the name of a row, user@host, or a map of host, user, port, host-key and key').describe('Jump host: a row of `machines`, `user@host[:port]`, or a map.');
const LEVELS_WITHOUT_LOGIN = ['running', 'tcp'];
/** Levels that the runner asks over a connection of its own. */
function isAskedFromHere(wait) {
    return wait === 'tcp' || ((0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(wait) && (wait.for === 'tcp' || wait.http !== undefined));
}
function levelOf(row, defaults) {
    const own = (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row) ? (row.wait ?? (row.adopt === undefined ? defaults.wait : 'running')) : undefined;
    return (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(own) ? own.for : own;
}
/** The row that a row is reached through, as written; one that `defaults` names does not go through itself. */
function jumpOf(name, row, defaults) {
    const own = row.via !== undefined;
    const text = own || row.adopt !== undefined ? row.via : defaults.via;
    if (typeof text !== 'string' || text.includes('@') || (!own && text === name))
        return null;
    return { row: text, own };
}
/** What makes a jump impossible: a row that is not there, not one machine, not waited for, or never logged into. */
function checkVia(machines, defaults, report) {
    for (const [name, row] of Object.entries(machines)) {
        if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(row))
            continue;
        const path = ['machines', name, 'via'];
        if (report.has(path))
            continue;
        if (row.via !== undefined && isAskedFromHere(row.wait ?? (row.adopt === undefined ? defaults.wait : undefined))) {
            report.error(path, 'a port behind a jump host cannot be asked from here; wait for `ssh` or more');
        }
        const jump = jumpOf(name, row, defaults);
        if (jump === null)
            continue;
        const problem = problemOf(name, row, jump.row, machines, defaults);
        if (problem !== null)
            report.error(jump.own ? path : ['defaults', 'via'], problem);
    }
}
function problemOf(name, row, jump, machines, defaults) {
    const target = Object.hasOwn(machines, jump) ? machines[jump] : undefined;
    if (target === undefined)
        return `there is no row \`${jump}\` in \`machines\`; for a host outside write user@host`;
    if (jump === name)
        return `\`${name}\` cannot be reached through itself`;
    if (!(0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .isMap */ .jh)(target))
        return `\`${jump}\` is absent and leads nowhere`;
    if (target.count !== undefined)
        return `\`${jump}\` has a count; a jump host is one machine`;
    const needs = Array.isArray(row.needs) ? row.needs : [];
    if (!needs.includes(jump))
        return `\`${name}\` needs \`needs: [${jump}]\` to be reached through it`;
    if ((0,_references_js__WEBPACK_IMPORTED_MODULE_4__/* .isStoppedRow */ .w)(target, defaults))
        return `\`${jump}\` is stopped and leads nowhere`;
    if (LEVELS_WITHOUT_LOGIN.includes(levelOf(target, defaults))) {
        return `nobody logs into \`${jump}\` by its \`wait\`, so its host key stays unknown; write \`wait: ssh\` there`;
    }
    return null;
}
/** The jump of a row after `defaults`; null where it is reached directly. */
function settleVia(name, own, shared) {
    const via = own ?? shared ?? null;
    return via?.by === 'row' && via.row === name ? null : via;
}


/***/ })

};
