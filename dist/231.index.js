export const id = 231;
export const ids = [231];
export const modules = {

/***/ 3231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sshMachineHost: () => (/* binding */ sshMachineHost)
});

// UNUSED EXPORTS: imageUser

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/sandbox/ssh-cloud-init.js
// The first boot of a machine as cloud-init tells it: the files that it leaves, and when. Its user data is not carried out.


const DATASOURCE = 'DataSourceEc2Local';
const FAILURE = "('scripts_user', RuntimeError('Runparts: 1 failures (part-001) in 1 attempted commands'))";
const WARNING = 'Failed to update the package index; using the old one';
const OUTPUT = {
    begin: "Cloud-init v. 24.4 running 'init' at Mon, 23 Nov 2026. Up 4.1 seconds.\n",
    done: 'Cloud-init v. 24.4 finished. Datasource DataSourceEc2Local. Up 9.5 seconds\n',
    degraded: 'W: Some index files failed to download.\nCloud-init v. 24.4 finished. Up 9.5 seconds\n',
    fails: 'E: Unable to locate package no-such-package\nFailed to run module scripts_user (part-001)\n',
};
function stage(errors, warnings) {
    return { errors, recoverable_errors: warnings.length === 0 ? {} : { WARNING: warnings }, start: 4.1, finished: 9.5 };
}
function json(v1) {
    return `${JSON.stringify({ v1: { datasource: DATASOURCE, ...v1 } }, null, 1)}\n`;
}
/**
 * Boots below `root`, which stands for `/`. `run/` begins anew with every boot, `var/` stays. Resolves when the first files
 * are there; the answer stops what is still to come. Without `time`, it has ended by then.
 */
async function bootBelow(root, { end, ms }, time) {
    if (end === 'absent')
        return async () => { };
    const put = async (path, text, flag = 'w') => {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(root, path)), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(root, path), text, { flag });
    };
    await (0,promises_.rm)((0,external_node_path_.join)(root, 'run'), { recursive: true, force: true });
    await put('var/lib/cloud/seed/README', 'Made by the sandbox.\n');
    await put('run/cloud-init/status.json', json({ stage: 'modules-final', init: stage([], []) }));
    await put('var/log/cloud-init-output.log', OUTPUT.begin, 'a');
    if (end === 'hangs')
        return async () => { };
    const errors = end === 'fails' ? [FAILURE] : [];
    const finish = async () => {
        await put('var/log/cloud-init-output.log', OUTPUT[end], 'a');
        await put('var/lib/cloud/instance/boot-finished', '9.5 - Mon, 23 Nov 2026 12:00:00 +0000 - v. 24.4\n');
        const final = stage(errors, end === 'degraded' ? [WARNING] : []);
        await put('run/cloud-init/status.json', json({ stage: null, init: stage([], []), 'modules-final': final }));
        await put('run/cloud-init/result.json', json({ errors }));
    };
    let finishing = Promise.resolve();
    if (time === null) {
        await finish();
        return async () => { };
    }
    const cancel = time.schedule(time.now() + ms, () => {
        // A computer without room for a few files shows a boot that hangs.
        finishing = finish().catch(() => { });
    });
    return async () => {
        cancel();
        await finishing;
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/ssh-injected-key.js
// What cloud-init would read out of user data on a booting machine, as far as the sandbox needs it: the host key.
// Not a YAML reader: it finds block scalars under `ssh_keys`, the form in which user data carries keys.
/** The header block and the body of a MIME message; header names in lower case, folded lines joined. */
function splitMessage(text) {
    const end = /\r?\n\r?\n/.exec(text);
    const head = end === null ? text : text.slice(0, end.index);
    const headers = new Map();
    for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
        const colon = line.indexOf(':');
        if (colon > 0)
            headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
}
function decodeBody(body, encoding) {
    return encoding?.toLowerCase() === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body;
}
/** The texts of all `text/cloud-config` parts, in order, nested messages included. */
function cloudConfigs(text) {
    if (/^\s*#cloud-config\s/.test(text))
        return [text];
    if (!/^mime-version:/im.test(text.slice(0, 4096)))
        return [];
    const { headers, body } = splitMessage(text);
    const type = headers.get('content-type') ?? '';
    const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary !== undefined) {
        const parts = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`).slice(1, -1);
        return parts.flatMap((part) => cloudConfigs(part.replace(/^[ \t]*\n/, '')));
    }
    return /^text\/cloud-config\b/i.test(type) ? [decodeBody(body, headers.get('content-transfer-encoding'))] : [];
}
/** The lines of a block scalar (`name: |`) inside the top-level mapping `section`, without their indentation. */
function blockScalar(config, section, name) {
    const lines = config.replaceAll('\r\n', '\n').split('\n');
    const start = lines.indexOf(`${section}:`);
    if (start === -1)
        return null;
    const rest = lines.slice(start + 1);
    const end = rest.findIndex((line) => /^\S/.test(line));
    const inside = end === -1 ? rest : rest.slice(0, end);
    const at = inside.findIndex((line) => new RegExp(`^ +${name}: *[|][-+]? *$`).test(line));
    const own = /^ */.exec(inside[at] ?? '')?.[0].length ?? 0;
    const block = inside.slice(at + 1);
    const stop = block.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= own);
    const text = (stop === -1 ? block : block.slice(0, stop)).map((line) => line.trim()).filter((line) => line !== '');
    return at === -1 || text.length === 0 ? null : `${text.join('\n')}\n`;
}
/** The Ed25519 host key (OpenSSH text) that this user data installs, or null; the last cloud-config that has one wins. */
function injectedHostKey(cloudInit) {
    if (cloudInit === null)
        return null;
    const keys = cloudConfigs(cloudInit).map((config) => blockScalar(config, 'ssh_keys', 'ed25519_private'));
    return keys.findLast((key) => key !== null) ?? null;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/sandbox/ssh-process.js
// The programs that run on a sandbox machine: children of this process, in the machine's own directory, that end with it.



const WINDOWS = process.platform === 'win32';
/** Where Git for Windows brings a POSIX shell along, as on GitHub's runners. Not tried. */
const GIT_BIN = 'C:\\Program Files\\Git\\usr\\bin';
/** Everything that a command finds in its environment: nothing of the process that runs the sandbox. */
function environment({ home, user, root, etc, programs }) {
    const own = { HOME: home, USER: user, LANG: 'C.UTF-8', MIST_ACTION_ROOT: root, MIST_ACTION_ETC_SSH: etc };
    return WINDOWS
        ? { PATH: `${programs};${GIT_BIN};C:\\Windows\\System32;C:\\Windows`, SystemRoot: 'C:\\Windows', ...own }
        : { PATH: `${programs}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, ...own };
}
function start(place, command) {
    const git = WINDOWS && (0,external_node_fs_.existsSync)(`${GIT_BIN}\\sh.exe`);
    const shell = git ? `${GIT_BIN}\\sh.exe` : WINDOWS ? 'cmd.exe' : 'sh';
    const flags = WINDOWS && !git ? ['/d', '/s', '/c'] : ['-c'];
    return (0,external_node_child_process_.spawn)(shell, command === null ? [] : [...flags, command], {
        cwd: place.home,
        env: environment(place),
        stdio: ['pipe', 'pipe', 'pipe'],
        // A group of its own, so that a signal reaches what the shell started too.
        detached: !WINDOWS,
        windowsVerbatimArguments: !git,
    });
}
function signalGroup(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(WINDOWS ? child.pid : -child.pid, signal);
    }
    catch {
        // The group has ended by itself.
    }
}
/** Joins a child and a channel both ways, and tells the channel the child's exit code or signal. */
function join(child, channel) {
    // A command that reads no input, or a client that went away, breaks these pipes: both are normal.
    for (const stream of [child.stdin, child.stdout, child.stderr, channel, channel.stderr])
        stream.on('error', () => { });
    channel.pipe(child.stdin);
    child.stdout.pipe(channel, { end: false });
    child.stderr.pipe(channel.stderr, { end: false });
    channel.on('close', () => {
        // ssh2 never finishes a write to a closed channel: without this the command would wait for its reader for ever.
        child.stdout.destroy();
        child.stderr.destroy();
        child.stdin.destroy();
    });
    // As sshd does: the status as soon as it is known, the end once nobody holds the output any more.
    child.on('exit', (code, signal) => {
        if (signal === null)
            channel.exit(code ?? 255);
        else
            channel.exit(signal.replace(/^SIG/, ''), false, '');
    });
    child.on('close', () => channel.stderr.end(() => channel.end()));
    child.on('error', () => {
        channel.exit(127);
        channel.end();
    });
}
/** Process ids whose environment names this home: jobs that left their group (`setsid`, `nohup … &`). Linux only. */
async function straysOf(home) {
    if (process.platform !== 'linux')
        return [];
    const mark = Buffer.from(`\0HOME=${home}\0`);
    const ids = (await (0,promises_.readdir)('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(ids.map(async (id) => {
        const environ = await (0,promises_.readFile)(`/proc/${id}/environ`).catch(() => Buffer.alloc(0));
        return Buffer.concat([Buffer.of(0), environ]).includes(mark) ? [Number(id)] : [];
    }));
    return found.flat();
}
/** How often to look for strays: one that forks while it is being ended shows up in the next look. */
const SWEEPS = 5;
async function killStrays(home) {
    let clear = false;
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
        const strays = await straysOf(home);
        // While a process begins a program, its environment cannot be read: only a second look in a row is believed.
        if (strays.length === 0 && clear)
            return;
        clear = strays.length === 0;
        for (const pid of strays) {
            try {
                process.kill(pid, 'SIGKILL');
            }
            catch {
                // It ended between the look and the signal.
            }
        }
    }
}
/** The shell of one machine. */
function machineShell(place) {
    const running = new Set();
    let used = false;
    return {
        run: (channel, command) => {
            const child = start(place, command);
            used = true;
            running.add(child);
            child.once('close', () => running.delete(child));
            child.once('error', () => running.delete(child));
            join(child, channel);
            return (signal) => signalGroup(child, signal);
        },
        killAll: async () => {
            for (const child of running)
                signalGroup(child, 'SIGKILL');
            if (used)
                await killStrays(place.home);
        },
    };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
;// CONCATENATED MODULE: ./lib/sandbox/ssh-sftp.js




const { OPEN_MODE, STATUS_CODE } = lib.utils.sftp;
/** Ends a request with a status of the protocol instead of an error of the system. */
class StatusError extends Error {
    status;
    constructor(status) {
        super(`SFTP status ${status}`);
        this.status = status;
    }
}
/** Entries in one answer to READDIR: far below the 256 KiB that clients accept in a packet. */
const ENTRIES_PER_ANSWER = 100;
const STATUS_OF = {
    ENOENT: STATUS_CODE.NO_SUCH_FILE,
    EACCES: STATUS_CODE.PERMISSION_DENIED,
    EPERM: STATUS_CODE.PERMISSION_DENIED,
};
function statusOf(error) {
    if (error instanceof StatusError)
        return error.status;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    return STATUS_OF[code] ?? STATUS_CODE.FAILURE;
}
function attributesOf(stats) {
    const { mode, uid, gid, size } = stats;
    return { mode, uid, gid, size, atime: Math.floor(stats.atimeMs / 1000), mtime: Math.floor(stats.mtimeMs / 1000) };
}
function openFlags(flags) {
    const has = (bit) => (flags & bit) !== 0;
    const access = has(OPEN_MODE.WRITE)
        ? has(OPEN_MODE.READ)
            ? external_node_fs_.constants.O_RDWR
            : external_node_fs_.constants.O_WRONLY
        : external_node_fs_.constants.O_RDONLY;
    return (access |
        (has(OPEN_MODE.APPEND) ? external_node_fs_.constants.O_APPEND : 0) |
        (has(OPEN_MODE.CREAT) ? external_node_fs_.constants.O_CREAT : 0) |
        (has(OPEN_MODE.TRUNC) ? external_node_fs_.constants.O_TRUNC : 0) |
        (has(OPEN_MODE.EXCL) ? external_node_fs_.constants.O_EXCL : 0));
}
/** The real path that a client's path means; a StatusError where it leads out of `root`, through links or without. */
async function confine(root, path) {
    const full = (0,external_node_path_.resolve)(root, path);
    const isInside = (real) => real === root || real.startsWith(root + external_node_path_.sep);
    if (!isInside(full))
        throw new StatusError(STATUS_CODE.PERMISSION_DENIED);
    const real = await promises_.realpath(full).catch(() => promises_.realpath((0,external_node_path_.dirname)(full)));
    if (!isInside(real))
        throw new StatusError(STATUS_CODE.PERMISSION_DENIED);
    return full;
}
async function setAttributes(path, attributes) {
    if (attributes.size !== undefined)
        await promises_.truncate(path, attributes.size);
    if (attributes.mode !== undefined)
        await promises_.chmod(path, attributes.mode & 0o7777);
    if (attributes.atime !== undefined && attributes.mtime !== undefined) {
        await promises_.utimes(path, attributes.atime, attributes.mtime);
    }
}
/** The open files and directories of one SFTP session, by the numbers that the client holds. */
class Handles {
    #open = new Map();
    #next = 0;
    add(handle) {
        const name = Buffer.alloc(4);
        name.writeUInt32BE(this.#next);
        this.#open.set(this.#next, handle);
        this.#next += 1;
        return name;
    }
    #get(name) {
        return name.length === 4 ? this.#open.get(name.readUInt32BE()) : undefined;
    }
    file(name) {
        const handle = this.#get(name);
        if (handle?.kind !== 'file')
            throw new StatusError(STATUS_CODE.FAILURE);
        return handle.file;
    }
    directory(name) {
        const handle = this.#get(name);
        if (handle?.kind !== 'directory')
            throw new StatusError(STATUS_CODE.FAILURE);
        return handle;
    }
    async close(name) {
        const handle = this.#get(name);
        if (handle === undefined)
            throw new StatusError(STATUS_CODE.FAILURE);
        this.#open.delete(name.readUInt32BE());
        if (handle.kind === 'file')
            await handle.file.close();
    }
    async closeAll() {
        const all = [...this.#open.values()];
        this.#open.clear();
        await Promise.all(all.map((handle) => (handle.kind === 'file' ? handle.file.close() : undefined)));
    }
}
function serveFiles(sftp, root, handles, answer) {
    const ok = (id) => sftp.status(id, STATUS_CODE.OK);
    sftp.on('OPEN', (id, path, flags, attributes) => answer(id, async () => {
        const mode = (attributes.mode ?? 0o644) & 0o7777;
        const file = await promises_.open(await confine(root, path), openFlags(flags), mode);
        sftp.handle(id, handles.add({ kind: 'file', file }));
    }));
    sftp.on('READ', (id, handle, offset, length) => answer(id, async () => {
        const { bytesRead, buffer } = await handles.file(handle).read(Buffer.alloc(length), 0, length, offset);
        if (bytesRead === 0)
            throw new StatusError(STATUS_CODE.EOF);
        sftp.data(id, buffer.subarray(0, bytesRead));
    }));
    sftp.on('WRITE', (id, handle, offset, data) => answer(id, async () => {
        const file = handles.file(handle);
        for (let done = 0; done < data.length;) {
            done += (await file.write(data, done, data.length - done, offset + done)).bytesWritten;
        }
        ok(id);
    }));
    sftp.on('FSTAT', (id, handle) => answer(id, async () => sftp.attrs(id, attributesOf(await handles.file(handle).stat()))));
    sftp.on('FSETSTAT', (id, handle, attributes) => answer(id, async () => {
        const file = handles.file(handle);
        const { size, mode, atime, mtime } = attributes;
        if (size !== undefined)
            await file.truncate(size);
        if (mode !== undefined)
            await file.chmod(mode & 0o7777);
        if (atime !== undefined && mtime !== undefined)
            await file.utimes(atime, mtime);
        ok(id);
    }));
    sftp.on('CLOSE', (id, handle) => answer(id, async () => {
        await handles.close(handle);
        ok(id);
    }));
}
function serveDirectories(sftp, root, handles, answer) {
    sftp.on('OPENDIR', (id, path) => answer(id, async () => {
        const full = await confine(root, path);
        sftp.handle(id, handles.add({ kind: 'directory', path: full, rest: await promises_.readdir(full) }));
    }));
    sftp.on('READDIR', (id, handle) => answer(id, async () => {
        const directory = handles.directory(handle);
        const names = directory.rest.slice(0, ENTRIES_PER_ANSWER);
        if (names.length === 0)
            throw new StatusError(STATUS_CODE.EOF);
        directory.rest = directory.rest.slice(names.length);
        const entries = names.map(async (filename) => {
            const attrs = attributesOf(await promises_.lstat((0,external_node_path_.join)(directory.path, filename)));
            return { filename, longname: `${attrs.mode.toString(8)} ${attrs.size} ${filename}`, attrs };
        });
        sftp.name(id, await Promise.all(entries));
    }));
    sftp.on('REALPATH', (id, path) => answer(id, async () => {
        const filename = await confine(root, path);
        sftp.name(id, [
            { filename, longname: filename, attrs: { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 } },
        ]);
    }));
}
function servePaths(sftp, root, answer) {
    const change = (id, path, work) => answer(id, async () => {
        await work(await confine(root, path));
        sftp.status(id, STATUS_CODE.OK);
    });
    const look = (id, path, work) => answer(id, async () => sftp.attrs(id, attributesOf(await work(await confine(root, path)))));
    sftp.on('STAT', (id, path) => look(id, path, promises_.stat));
    sftp.on('LSTAT', (id, path) => look(id, path, promises_.lstat));
    sftp.on('SETSTAT', (id, path, attributes) => change(id, path, (full) => setAttributes(full, attributes)));
    sftp.on('REMOVE', (id, path) => change(id, path, promises_.unlink));
    sftp.on('MKDIR', (id, path) => change(id, path, promises_.mkdir));
    sftp.on('RMDIR', (id, path) => change(id, path, promises_.rmdir));
    sftp.on('RENAME', (id, from, to) => change(id, from, async (full) => {
        // Version 3 never renames over a file that is there (draft-ietf-secsh-filexfer-02 section 6.5).
        const target = await confine(root, to);
        await promises_.link(full, target).then(() => promises_.unlink(full), () => Promise.reject(new StatusError(STATUS_CODE.FAILURE)));
    }));
}
function isInner(sftp) {
    return '_protocol' in sftp && 'outgoing' in sftp;
}
/** Answers one SFTP session until it ends. `root` must be a real path; nothing outside of it can be named. */
function serveSftp(sftp, root) {
    const handles = new Handles();
    // One after the other, as sftp-server does: scp takes an end of file that overtakes the data for the end of the copy.
    let last = Promise.resolve();
    const answer = (id, work) => {
        last = last.then(work).catch((error) => void sftp.status(id, statusOf(error)));
    };
    serveFiles(sftp, root, handles, answer);
    serveDirectories(sftp, root, handles, answer);
    servePaths(sftp, root, answer);
    const unsupported = (id) => sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
    for (const request of ['READLINK', 'SYMLINK', 'EXTENDED'])
        sftp.on(request, unsupported);
    sftp.on('error', () => { });
    // The client says that it is done, and waits for the channel to be closed from here.
    sftp.on('end', () => {
        if (isInner(sftp))
            sftp._protocol.exitStatus(sftp.outgoing.id, 0);
        sftp.end();
    });
    sftp.on('close', () => {
        handles.closeAll().catch(() => { });
    });
}

;// CONCATENATED MODULE: ./lib/sandbox/ssh-server.js
// One SSH server: who may log in, and what a session may ask for.




/** ssh2 has OpenSSL read an RSA key anew for each signature, which takes longer than to verify it. */
function loaded(key) {
    if (key.type !== 'ssh-rsa')
        return key;
    const made = (0,external_node_crypto_.createPublicKey)(key.getPublicPEM());
    const slow = key.verify.bind(key);
    key.verify = (data, signature, algorithm) => algorithm === undefined ? slow(data, signature) : (0,external_node_crypto_.verify)(algorithm, Buffer.from(data), made, signature);
    return key;
}
function publicKeys(lines) {
    return lines.flatMap((line) => {
        const parsed = lib.utils.parseKey(line);
        const keys = Array.isArray(parsed) ? parsed : [parsed];
        return keys.filter((key) => !(key instanceof Error)).map(loaded);
    });
}
/** Lets the image's user in with a deployed key that signs; clients also ask first whether a key would do. */
function authenticate(context, user, keys) {
    if (context.method !== 'publickey' || context.username !== user) {
        context.reject(['publickey']);
        return;
    }
    const { data } = context.key;
    const { blob, signature, hashAlgo } = context;
    const key = keys.find((one) => one.getPublicSSH().equals(data));
    // ssh2 gives an Error, not false, for a signature that it cannot read.
    const isSigned = signature === undefined || (blob && key?.verify(blob, signature, hashAlgo) === true);
    if (key !== undefined && isSigned)
        context.accept();
    else
        context.reject(['publickey']);
}
function serveSession(session, options) {
    let signal = () => { };
    // There is no terminal behind it, but tools that ask for one (`ssh -tt`, Ansible) work without.
    session.on('pty', (accept) => accept?.());
    session.on('window-change', (accept) => accept?.());
    session.on('signal', (accept, _reject, info) => {
        accept?.();
        signal(`SIG${info.name}`);
    });
    session.on('exec', (accept, _reject, info) => {
        signal = options.shell.run(accept(), info.command);
    });
    session.on('shell', (accept) => {
        signal = options.shell.run(accept(), null);
    });
    session.on('sftp', (accept) => serveSftp(accept(), options.home));
}
/** A connection to another machine, handed on both ways (direct-tcpip, RFC 4254 section 7.2): what a jump host does. */
function forward(to, accept, reject) {
    const socket = (0,external_node_net_.connect)({ host: to.ip, port: to.port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
        socket.off('error', reject);
        const channel = accept();
        for (const stream of [socket, channel])
            stream.on('error', () => { });
        socket.on('close', () => channel.end());
        channel.on('close', () => socket.destroy());
        socket.pipe(channel).pipe(socket);
    });
}
function serveClient(client, options, keys) {
    client.on('authentication', (context) => authenticate(context, options.user, keys));
    client.on('session', (accept) => serveSession(accept(), options));
    client.on('tcpip', (accept, reject, { destIP, destPort }) => {
        const to = options.route?.(destIP, destPort) ?? null;
        if (to === null)
            reject();
        else
            forward(to, accept, reject);
    });
    // Scanners and clients that hang up are no fault of the machine.
    client.on('error', () => { });
}
function listen(server, ip) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, ip, () => {
            server.off('error', reject);
            const address = server.address();
            if (address === null || typeof address === 'string')
                reject(new Error('The SSH server has no port.'));
            else
                resolve(address.port);
        });
    });
}
function closeAll(server, sockets) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets)
            socket.destroy();
    });
}
/** What serves one connection; null while the machine has no host key that can be read. */
function serverFor(options, keys) {
    try {
        const hostKeys = [...options.hostKeys()];
        return new lib.Server({ hostKeys, ident: 'mist-sandbox' }, (client) => serveClient(client, options, keys));
    }
    catch {
        return null;
    }
}
/** Listens on a free port of `ip`. Rejects with the system's error when there is no such address here. */
async function startSshServer(ip, options) {
    const keys = publicKeys(options.authorizedKeys);
    const sockets = new Set();
    // Its own listener instead of ssh2's keeps hold of the sockets. Nagle's algorithm would cost 0.3 s in each login.
    const listener = (0,external_node_net_.createServer)({ noDelay: true }, (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        const ssh = serverFor(options, keys);
        if (ssh === null)
            socket.destroy();
        else
            ssh.injectSocket(socket);
    });
    const port = await listen(listener, ip);
    return { ip, port, close: () => closeAll(listener, sockets) };
}

;// CONCATENATED MODULE: ./lib/sandbox/ssh-system.js
// The part of a machine's system that its host keys are in: a directory that stands for /etc/ssh, and an ssh-keygen for it.




/** Keys that a machine can make; each is used once. */
const SPARE_KEYS = 3;
/**
 * The two uses of ssh-keygen that exchange a machine's host key, on keys that were made when it booted: a machine needs no
 * OpenSSH on the computer that the sandbox runs on. For everything else the computer's own is called, where it has one.
 * It starts no program of its own: fifty machines that boot at once would have to wait for two thousand.
 */
const KEYGEN = `#!/bin/sh
here=\${0%/*}/../spare
file= public= make= last=
for word in "$@"; do
  case $last in -f) file=$word;; -t) make=$word;; esac
  [ "$word" != -y ] || public=yes
  last=$word
done
case $file in
  "$MIST_ACTION_ETC_SSH"/*) ;;
  *) PATH=\${PATH#*:}; exec ssh-keygen "$@";;
esac
copy() { while read -r line; do echo "$line"; done <"$1" >"$2"; }
if [ -n "$public" ]; then
  # The third line tells keys apart; the first two are alike.
  [ -f "$file" ] && { read -r _; read -r _; read -r wanted; } <"$file"
  while read -r known line; do
    [ "$known" = "$wanted" ] && echo "$line" && exit
  done <"$here/index"
elif [ "$make" = ed25519 ]; then
  umask 077
  for pair in "$here"/new-*.private; do
    used=\${pair%.private}
    { set -C; true >"$used.used"; } 2>/dev/null || continue
    set +C
    copy "$pair" "$file" && umask 022 && copy "$used.public" "$file.pub" && exit
  done
fi
echo "ssh-keygen of a sandbox machine: cannot do this" >&2
exit 1
`;
/** A new Ed25519 key. ssh2 writes one in some hundreds in a form that it cannot read itself: that one is dropped. */
function makePair() {
    for (;;) {
        const pair = lib.utils.generateKeyPairSync('ed25519');
        if (!(lib.utils.parseKey(pair.private) instanceof Error))
            return pair;
    }
}
function publicOf(privateKey) {
    const parsed = lib.utils.parseKey(privateKey);
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    if (key === undefined || key instanceof Error)
        throw new Error('The injected host key cannot be read.');
    return `${key.type} ${key.getPublicSSH().toString('base64')}\n`;
}
/** Lays out nothing yet: `path` may not exist, or be left from before the machine was stopped. */
function systemOf(path) {
    const etc = (0,external_node_path_.join)(path, 'etc-ssh');
    const programs = (0,external_node_path_.join)(path, 'programs');
    const spare = (0,external_node_path_.join)(path, 'spare');
    const write = async (name, privateKey) => {
        await (0,promises_.writeFile)((0,external_node_path_.join)(spare, `${name}.private`), privateKey, { mode: 0o600 });
        await (0,promises_.writeFile)((0,external_node_path_.join)(spare, `${name}.public`), publicOf(privateKey));
        await (0,promises_.appendFile)((0,external_node_path_.join)(spare, 'index'), `${privateKey.split('\n')[2]} ${publicOf(privateKey)}`);
    };
    const install = async (hostKey) => {
        const key = (0,external_node_path_.join)(etc, 'ssh_host_ed25519_key');
        if (await (0,promises_.access)(key).then(() => true, () => false))
            return;
        for (const directory of [path, etc, programs, spare])
            await (0,promises_.mkdir)(directory, { mode: 0o700 });
        const own = hostKey ?? makePair().private;
        await write('first', own);
        for (let n = 1; n <= SPARE_KEYS; n += 1)
            await write(`new-${n}`, makePair().private);
        await (0,promises_.writeFile)((0,external_node_path_.join)(programs, 'ssh-keygen'), KEYGEN);
        await (0,promises_.chmod)((0,external_node_path_.join)(programs, 'ssh-keygen'), 0o700);
        await (0,promises_.writeFile)(`${key}.pub`, publicOf(own));
        await (0,promises_.writeFile)(key, own, { mode: 0o600 });
    };
    const hostKeys = () => (0,external_node_fs_.readdirSync)(etc)
        .filter((name) => /^ssh_host_\w+_key$/.test(name))
        .map((name) => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(etc, name), 'utf8'));
    return { path, etc, programs, install, hostKeys };
}

;// CONCATENATED MODULE: ./lib/sandbox/ssh-machine.js
// Sandbox machines that can be logged into: each is an SSH server on loopback with a directory of its own.









/** Distributions that name their login user, found anywhere in an image's name. */
const OS = /ubuntu|debian|fedora|rocky|almalinux|centos|alpine|opensuse|archlinux/;
/** The user that an image of this name lets in at this provider. */
function imageUser(provider, image) {
    return (0,providers/* loginUser */.Lx)((0,providers/* providerOf */.lc)(provider), OS.exec(image.toLowerCase())?.[0] ?? null);
}
/**
 * A loopback address of the machine's own, from its id: on Linux all of 127.0.0.0/8 is there, elsewhere one address.
 * The first network is left out, because other servers listen there.
 */
function addressOf(id) {
    if (process.platform !== 'linux')
        return '127.0.0.1';
    const [a = 0, b = 0, c = 0] = (0,external_node_crypto_.createHash)('sha256').update(id).digest();
    return `127.${1 + (a % 254)}.${b}.${1 + (c % 254)}`;
}
/** The directory of a machine's files; one that was stopped has it already. */
async function directoryOf(parent, id) {
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(id))
        throw new Error('A machine id must be plain: it names a directory.');
    const path = (0,external_node_path_.join)(parent, id);
    await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
    return (0,promises_.realpath)(path);
}
async function ssh_machine_start({ directory, time = null }, request, route) {
    const user = imageUser(request.provider, request.image);
    const home = await directoryOf(directory, request.id);
    // Beside the home: what lies in there is the user's own.
    const system = systemOf(`${home},system`);
    const remove = async () => {
        for (const path of [home, system.path])
            await (0,promises_.rm)(path, { recursive: true, force: true, maxRetries: 5 });
    };
    try {
        await system.install(injectedHostKey(request.cloudInit));
        const root = (0,external_node_path_.join)(system.path, 'root');
        const halt = await bootBelow(root, request.firstBoot ?? { end: 'done', ms: 0 }, time);
        const shell = machineShell({ home, user, root, etc: system.etc, programs: system.programs });
        const { hostKeys } = system;
        const { authorizedKeys } = request;
        const options = { hostKeys, user, authorizedKeys, home, shell, route };
        const server = await startSshServer(addressOf(request.id), options);
        const stop = async () => {
            await halt();
            await server.close();
            await shell.killAll();
        };
        return { server, privateIps: request.privateIps ?? [], stop, remove };
    }
    catch (error) {
        await remove();
        throw error;
    }
}
/**
 * Boots machines below `directory`. A machine lets in the login user of its image with one of its `authorizedKeys`,
 * presents the host key that its cloud-init installs, else one of its own, forwards connections to other machines of this
 * host (by their private addresses too) and to nothing else, and runs commands with `sh -c` in its directory; of cloud-init
 * it has the files that tell of a boot, but scripts and `runcmd` are not run. `stop` resolves when its server, connections
 * and processes are gone, `destroy` when its directory is too; `close` does that to all of them. Booting one id twice is an
 * error.
 */
function sshMachineHost(options) {
    const machines = new Map();
    const stopped = new Map();
    const up = new Set();
    const route = (ip, port) => {
        const found = [...up].find(({ server, privateIps }) => server.port === port && (server.ip === ip || privateIps.includes(ip)));
        return found === undefined ? null : { ip: found.server.ip, port };
    };
    const stop = async (id) => {
        const booting = machines.get(id);
        machines.delete(id);
        const machine = await booting?.catch(() => undefined);
        if (machine === undefined)
            return;
        stopped.set(id, machine);
        up.delete(machine);
        await machine.stop();
    };
    const destroy = async (id) => {
        const booting = machines.get(id);
        const halted = stopped.get(id);
        machines.delete(id);
        stopped.delete(id);
        // One that does not come up cleans up after itself, and tells whoever booted it.
        const machine = (await booting?.catch(() => undefined)) ?? halted;
        if (machine !== undefined)
            up.delete(machine);
        await machine?.stop();
        await machine?.remove();
    };
    return {
        boot: async (request) => {
            if (machines.has(request.id))
                throw new Error('This machine has been booted already.');
            const booting = ssh_machine_start(options, request, route);
            booting.then((machine) => up.add(machine)).catch(() => undefined);
            stopped.delete(request.id);
            machines.set(request.id, booting);
            try {
                const { ip, port } = (await booting).server;
                return { ip, port };
            }
            catch (error) {
                machines.delete(request.id);
                throw error;
            }
        },
        stop,
        destroy,
        close: async () => {
            await Promise.all([...machines.keys(), ...stopped.keys()].map(destroy));
        },
    };
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
