export const id = 736;
export const ids = [736];
export const modules = {

/***/ 566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  LZ: () => (/* binding */ handOverFiles),
  jP: () => (/* binding */ planFiles),
  cR: () => (/* binding */ saveKeys),
  fq: () => (/* binding */ writeHandOver),
  mk: () => (/* binding */ writeKeys),
  ip: () => (/* binding */ writePlanFiles)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/render/reachable-machine.js
// What the hand-over files are made of. Other tools read these files as instructions, so nothing that could mean more
// than a value may get into them: addresses come from the server, names and users from the spec.

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const ADDRESS = /^[A-Za-z0-9:][A-Za-z0-9.:_-]*$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._@+$-]*$/;
/** Ansible expands `{{ }}` in variables: what a server answered must not hold any. */
const FACT = /^[A-Za-z0-9][A-Za-z0-9 ._:-]*$/;
const HOST_KEY = /^[a-z0-9][a-z0-9@.-]* [A-Za-z0-9+/]+={0,2}$/;
function hasControl(text) {
    return [...text].some((character) => character < ' ' || character === '\u007f');
}
function refuse(name, what) {
    throw new errors/* ActionError */.lZ('hand-over', 'remote', `machine/${name}: its ${what} cannot be written to a file for OpenSSH.`);
}
/**
 * The machine itself, when every field is plain enough for the formats of OpenSSH and Ansible. Throws ActionError
 * `hand-over`, naming the field and not its value, otherwise.
 */
function plainMachine(machine) {
    const { name } = machine;
    if (!NAME.test(name))
        refuse(JSON.stringify(name), 'name');
    if (!ADDRESS.test(machine.ip))
        refuse(name, 'address');
    if (!USER.test(machine.user))
        refuse(name, 'user');
    if (!Number.isInteger(machine.port) || machine.port < 1 || machine.port > 65_535)
        refuse(name, 'port');
    if (!machine.hostKeys.every((key) => HOST_KEY.test(key)))
        refuse(name, 'host key');
    if (machine.keyFile !== null && hasControl(machine.keyFile))
        refuse(name, 'key file');
    if (!machine.groups.every((group) => NAME.test(group)))
        refuse(name, 'group');
    if (machine.via !== undefined && !NAME.test(machine.via))
        refuse(name, 'jump host');
    for (const fact of Object.values(machine.facts ?? {}))
        if (!FACT.test(fact))
            refuse(name, 'facts');
    return machine;
}
/**
 * The machines that the files can hold, in their order, and a sentence for each of the others: a value that is more than a
 * value keeps its own machine out, and those that are reached through it, and nobody else.
 */
function fitForFiles(machines) {
    const problems = [];
    let fit = machines.filter((machine) => {
        try {
            plainMachine(machine);
            return true;
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ))
                throw error;
            problems.push(error.message);
            return false;
        }
    });
    for (;;) {
        const names = new Set(fit.map(({ name }) => name));
        const lost = fit.filter(({ via }) => via !== undefined && !names.has(via));
        if (lost.length === 0)
            return { fit, problems };
        problems.push(...lost.map(({ name, via }) => `machine/${name}: its jump host ${via} is in no file.`));
        fit = fit.filter((machine) => !lost.includes(machine));
    }
}
/**
 * A path as one quoted word of ssh_config(5). Windows paths get forward slashes, which its OpenSSH takes too, because
 * a backslash escapes in quotes; `%` begins a token there and is doubled.
 */
function quotedPath(path) {
    const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
    const plain = windows ? path.replaceAll('\\', '/') : path.replaceAll('\\', '\\\\');
    return `"${plain.replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}
/**
 * What the host keys of a machine are looked up by. Its address would not do: behind two jump hosts there may be two of the
 * same. No address and no host name has a `/`.
 */
function hostKeyAlias({ name }) {
    return `machine/${name}`;
}
/** One word of a POSIX shell: Ansible splits its arguments as one does, and OpenSSH starts commands with one. */
function shellWord(text) {
    return `'${text.replaceAll("'", `'"'"'`)}'`;
}
/**
 * The option by which `ssh` goes through `via`, an entry of the configuration at `sshConfigFile`: name and value. OpenSSH
 * hands the path of its configuration to the jump's own `ssh` without quotes, so an unusual one is quoted here.
 */
function jumpOption(via, sshConfigFile) {
    if (/^[A-Za-z0-9._/:-]+$/.test(sshConfigFile))
        return ['ProxyJump', via];
    const path = shellWord(sshConfigFile).replaceAll('%', '%%');
    return ['ProxyCommand', `ssh -F ${path} -W '[%h]:%p' ${via}`];
}

;// CONCATENATED MODULE: ./lib/src/render/inventory.js
// An Ansible inventory in YAML, with the spec's groups, facts of the machines and the same strict host keys as the OpenSSH files.

/** Names with a meaning of their own in Ansible: every host is in `all` anyway. */
const RESERVED = new Set(['all', 'ungrouped']);
function commonArguments(machine, knownHostsFile, sshConfigFile) {
    const { via, keyFile } = machine;
    const jump = via === undefined
        ? []
        : [`-F ${shellWord(sshConfigFile)}`, `-o ${shellWord(jumpOption(via, sshConfigFile).join('='))}`];
    return [
        `-o HostKeyAlias=${hostKeyAlias(machine)}`,
        `-o ${shellWord(`UserKnownHostsFile=${quotedPath(knownHostsFile)}`)}`,
        '-o GlobalKnownHostsFile=/dev/null',
        '-o StrictHostKeyChecking=yes',
        '-o CheckHostIP=no',
        '-o IdentitiesOnly=yes',
        // Where the user brings the key it may be in an agent.
        ...(keyFile === null ? [] : ['-o IdentityAgent=none']),
        ...jump,
    ].join(' ');
}
function hostVariables(machine, knownHostsFile, sshConfigFile) {
    return {
        ansible_host: machine.ip,
        ansible_port: machine.port,
        ansible_user: machine.user,
        ...(machine.keyFile === null ? {} : { ansible_ssh_private_key_file: machine.keyFile }),
        ansible_ssh_common_args: commonArguments(machine, knownHostsFile, sshConfigFile),
        ...machine.facts,
    };
}
/** Ansible takes letters, digits and _ in names of groups and warns of others. A spec cannot have two that become one. */
function groupName(group) {
    return group.replaceAll('-', '_');
}
/** Groups in order of first use. A group that only names its one host is left out: Ansible warns, and the host's name does. */
function groupsOf(machines) {
    const members = new Map();
    for (const { name, groups } of machines) {
        for (const group of new Set(groups.map(groupName)))
            members.set(group, [...(members.get(group) ?? []), name]);
    }
    const useful = [...members].filter(([group, names]) => !RESERVED.has(group) && !(names.length === 1 && names[0] === group));
    return Object.fromEntries(useful.map(([group, names]) => [group, { hosts: Object.fromEntries(names.map((name) => [name, null])) }]));
}
/** What YAML 1.1, which Ansible reads, takes for something else than text. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
/** Text as YAML 1.1 and 1.2 both read it: a plain word, or in quotes and in ASCII. */
function scalar(text) {
    if (/^[A-Za-z][A-Za-z0-9_.-]*$/.test(text) && !WORDS.has(text.toLowerCase()))
        return text;
    const quoted = JSON.stringify(text.toWellFormed());
    return quoted.replace(/[^ -~]/gu, (character) => {
        const code = (character.codePointAt(0) ?? 0).toString(16);
        return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
    });
}
/** A map as a block. Only what an inventory is made of: to have it from a library takes as long as all else in the file. */
function block(tree, indent) {
    return Object.entries(tree)
        .map(([key, value]) => `${indent}${scalar(key)}:${valueText(value, indent)}\n`)
        .join('');
}
function valueText(value, indent) {
    if (value === null)
        return ' null';
    if (typeof value !== 'object')
        return ` ${typeof value === 'string' ? scalar(value) : value}`;
    return Object.keys(value).length === 0 ? ' {}' : `\n${block(value, `${indent}  `).trimEnd()}`;
}
/**
 * The inventory, ended by a newline: host variables under `all.hosts`, the spec's groups under `all.children`. Throws
 * ActionError `hand-over` for a value that the formats cannot hold.
 */
function renderInventory(machines, knownHostsFile, sshConfigFile = '') {
    const plain = machines.map(plainMachine);
    const hosts = plain.map((machine) => [machine.name, hostVariables(machine, knownHostsFile, sshConfigFile)]);
    return block({ all: { hosts: Object.fromEntries(hosts), children: groupsOf(plain) } }, '');
}

;// CONCATENATED MODULE: ./lib/src/render/known-hosts.js
// A known_hosts file with the host keys that machines must present: a line each.

/** How OpenSSH looks a host up: in lower case, `[host]:port` unless the port is 22 (sshd(8), SSH_KNOWN_HOSTS). */
function lookupName(ip, port) {
    const host = ip.toLowerCase();
    return port === 22 ? host : `[${host}]:${port}`;
}
/** The names of a machine, by which `ssh user@address` finds it too. One address behind jump hosts may be many machines. */
function lookupNames(machine) {
    const alias = hostKeyAlias(machine);
    return machine.via === undefined ? `${alias},${lookupName(machine.ip, machine.port)}` : alias;
}
/**
 * The lines of machines whose host keys are known, in order, each ended by a newline. Throws ActionError `hand-over` for
 * a value that the format cannot hold.
 */
function renderKnownHosts(machines) {
    return machines
        .map(plainMachine)
        .flatMap((machine) => machine.hostKeys.map((key) => `${lookupNames(machine)} ${key}\n`))
        .join('');
}

// EXTERNAL MODULE: ./lib/src/render/plan.js
var render_plan = __webpack_require__(5096);
;// CONCATENATED MODULE: ./lib/src/render/ssh-config.js
// An OpenSSH configuration: `ssh -F <file> web-1` is all that a step needs to log in, with strict host keys.

function ssh_config_block(pattern, lines) {
    return [`Host ${pattern}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
/** Host keys from our own file and nowhere else; what it does not hold is refused and never asked about. */
function strict(knownHostsFile) {
    return [
        `UserKnownHostsFile ${quotedPath(knownHostsFile)}`,
        'GlobalKnownHostsFile /dev/null',
        'StrictHostKeyChecking yes',
        // Addresses of clouds are used again; what counts is the key in our own file.
        'CheckHostIP no',
        'UpdateHostKeys no',
    ];
}
function hostBlock(machine, knownHostsFile, sshConfigFile) {
    const { name, ip, port, user, keyFile, via } = plainMachine(machine);
    return ssh_config_block(name, [
        `HostName ${ip}`,
        `HostKeyAlias ${hostKeyAlias(machine)}`,
        `Port ${port}`,
        `User ${user}`,
        // An agent with many keys would use up the server's tries before the right one, and whoever can use the agent is none
        // of the machine's business. Where the user brings the key, it may be in one.
        ...(keyFile === null ? [] : [`IdentityFile ${quotedPath(keyFile)}`, 'IdentitiesOnly yes', 'IdentityAgent none']),
        'PreferredAuthentications publickey',
        ...strict(knownHostsFile),
        ...(via === undefined ? [] : [jumpOption(via, sshConfigFile).join(' ')]),
    ]);
}
/**
 * One `Host` block a machine, named like the spec's machines and in their order, and one for every other host, which is
 * refused unless its key is known. `sshConfigFile` is where the text will be: what is reached through another machine needs
 * it. Throws ActionError `hand-over` for a value that the format cannot hold.
 */
function renderSshConfig(machines, knownHostsFile, sshConfigFile = '') {
    const blocks = machines.map((machine) => hostBlock(machine, knownHostsFile, sshConfigFile));
    // The first value that OpenSSH reads counts, so this one is the last.
    return [...blocks, ssh_config_block('*', strict(knownHostsFile))].join('\n');
}

// EXTERNAL MODULE: ./lib/src/action/files.js
var action_files = __webpack_require__(4462);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var outputs = __webpack_require__(615);
// EXTERNAL MODULE: ./lib/src/action/save-path.js
var save_path = __webpack_require__(5438);
;// CONCATENATED MODULE: ./lib/src/action/hand-over.js
// Writing what the job gets: keys, ssh_config, known_hosts, inventory, machines file and plan, each 0600 under RUNNER_TEMP.










/** Markdown of a plan file may be as long as a comment takes. */
const PLAN_MARKDOWN_BYTES = 1_000_000;
/** The plan as JSON and Markdown, in this order. */
function planFiles(directory, plan) {
    return [
        { path: (0,external_node_path_.join)(directory, 'plan.json'), text: (0,render_plan/* renderPlanJson */.uC)(plan) },
        { path: (0,external_node_path_.join)(directory, 'plan.md'), text: (0,render_plan/* renderPlanMarkdown */.d$)(plan, PLAN_MARKDOWN_BYTES) },
    ];
}
/** Writes the plan as JSON and Markdown; answers the path of the JSON. */
function writePlanFiles(directory, plan) {
    const files = planFiles(directory, plan);
    for (const { path, text } of files)
        (0,action_files/* writePrivateFile */.Pl)(path, text);
    return files[0].path;
}
/** Writes private halves, one file per key, under names that cannot leave the directory. */
function writeKeys(directory, keys) {
    const paths = {};
    if (keys.length === 0)
        return paths;
    const folder = (0,external_node_path_.join)(directory, 'keys');
    (0,action_files/* makeDirectory */.Oh)(folder);
    keys.forEach((key, index) => {
        const plain = key.mistName.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
        const path = (0,external_node_path_.join)(folder, `${index + 1}-${plain}`);
        const text = key.privateKey.reveal();
        (0,action_files/* writePrivateFile */.Pl)(path, text.endsWith('\n') ? text : `${text}\n`);
        paths[key.mistName] = path;
    });
    return paths;
}
/**
 * `save:` of generated keys. `record` keeps each file and directory for post, before there is anything in it.
 * Throws ActionError for the first that cannot be saved.
 */
function saveKeys(spec, nameInMist, keys, roots, to) {
    for (const row of spec.keys) {
        if (row.state !== 'generated' || row.save === null)
            continue;
        const key = keys.find((one) => one.mistName === nameInMist(row.name));
        if (!key)
            continue;
        (0,save_path/* saveKeyFile */.ZC)(row.save, key.privateKey.reveal(), roots, to.record);
        to.log.warning(`key/${row.name} is saved as ${row.save}: ${to.savedKey}`);
    }
}
/**
 * All files of a report. Machines that are not ready have no entry in those for SSH and Ansible; one with a value that could
 * mean more than itself there is left out and told, and costs no other its entry.
 */
function handOverFiles(directory, scope, report, keyPaths, planFile) {
    const inside = report.machines.flatMap((machine) => reachableOf(machine, keyPaths));
    const { fit: all, problems } = fitForFiles([...inside, ...jumpsOf(report.machines, keyPaths)]);
    const reachable = inside.filter((machine) => all.includes(machine));
    const knownHosts = (0,external_node_path_.join)(directory, 'known_hosts');
    const paths = {
        files: directory,
        knownHosts,
        sshConfig: (0,external_node_path_.join)(directory, 'ssh_config'),
        inventory: (0,external_node_path_.join)(directory, 'inventory.yml'),
        machines: (0,external_node_path_.join)(directory, 'machines.json'),
        plan: planFile,
        keys: keyPaths,
    };
    const files = [
        { path: knownHosts, text: renderKnownHosts(all) },
        { path: paths.sshConfig, text: renderSshConfig(all, knownHosts, paths.sshConfig) },
        { path: paths.inventory, text: renderInventory(reachable, knownHosts, paths.sshConfig) },
        { path: paths.machines, text: `${(0,outputs/* machinesJson */.dk)(report.machines, scope, keyPaths)}\n` },
    ];
    return { paths, files, leftOut: leftOutOf(problems) };
}
/** Writes them. Throws ActionError when nothing can be written. */
function writeHandOver(...given) {
    const { files, ...handed } = handOverFiles(...given);
    for (const { path, text } of files)
        (0,action_files/* writePrivateFile */.Pl)(path, text);
    return handed;
}
function leftOutOf(problems) {
    if (problems.length === 0)
        return null;
    const rest = `The files for SSH and Ansible are without ${problems.length === 1 ? 'it' : 'them'}.`;
    return new errors/* ActionError */.lZ('hand-over', 'remote', [...problems, rest].join(' '), {
        hint: 'All machines are in the outputs `machines` and `machines-file`.',
    });
}
function reachableOf(machine, keyPaths) {
    const ip = (0,outputs/* reachableAt */.p4)(machine.observed);
    if (ip === null)
        return [];
    const { name, row, port, user, hostKeys, groups, keyName, observed } = machine;
    const keyFile = keyName === null ? null : (keyPaths[keyName] ?? null);
    const privateIp = observed?.privateIps[0];
    const facts = {
        mist_id: observed?.id ?? '',
        mist_row: row,
        ...(privateIp === undefined ? {} : { mist_private_ip: privateIp }),
    };
    const via = machine.via === undefined ? {} : { via: machine.via.name };
    return [{ name, ip, port, user, keyFile, hostKeys, groups, facts, ...via }];
}
/** Jump hosts outside of the spec: entries for SSH, once each, and no hosts of the inventory. */
function jumpsOf(machines, keyPaths) {
    const jumps = new Map();
    for (const { via } of machines) {
        if (via === undefined || via.outside === null)
            continue;
        const { host, port, user, hostKey, keyName } = via.outside;
        const { name } = via;
        const keyFile = keyPaths[keyName] ?? null;
        jumps.set(name, { name, ip: host, port, user, keyFile, hostKeys: [hostKey], groups: [] });
    }
    return [...jumps.values()];
}


/***/ }),

/***/ 8233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ publish)
/* harmony export */ });
/* harmony import */ var _render_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3637);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9015);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(615);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8642);
// A step at work: what plan, apply and destroy share once inputs, scope and state are there.




/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
function publish(step, result, changes, paths) {
    const { log, scope, runner } = step;
    if (result.outcomes.length > 0)
        log.info((0,_render_report_js__WEBPACK_IMPORTED_MODULE_0__/* .renderReportText */ .Uv)(result));
    for (const leak of result.leaks)
        log.error((0,_render_report_js__WEBPACK_IMPORTED_MODULE_0__/* .leakSentence */ .To)(leak), { title: 'May be left' });
    (0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .appendSummary */ .fe)(runner.env, log, (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderSummary */ .B)({ scope, report: result, changes }));
    (0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)(runner, log, (0,_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .buildOutputs */ .JZ)(result, scope, paths));
}


/***/ }),

/***/ 1707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ countKinds)
/* harmony export */ });
const KINDS = ['machine', 'key', 'backend'];
/** `2 machines and 1 key` of these addresses; blank for none. */
function countKinds(addresses) {
    const parts = KINDS.flatMap((kind) => {
        const count = addresses.filter((address) => address.startsWith(`${kind}/`)).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
    });
    const last = parts.pop() ?? '';
    return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
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
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2693);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1554);
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
/** `Plan: 2 machines and 1 key to create, 1 machine to destroy, 3 machines unchanged.`, or the sentence that nothing is to be done. */
function planSummary(changes) {
    const counted = (action) => (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(changes.filter((change) => change.action === action).map(({ address }) => address));
    const parts = _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .ACTIONS */ .kl.filter((action) => action !== 'no-op' && counted(action) !== '').map((action) => `${counted(action)} to ${action}`);
    if (parts.length === 0)
        return 'Nothing to do: reality matches the spec.';
    if (counted('no-op') !== '')
        parts.push(`${counted('no-op')} unchanged`);
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
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(SYMBOLS[change.action]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeSpan */ .SS)(change.address),
        change.action,
        change.backend === null ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.backend),
        priced(change) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatHourly(change.costHourly)) : '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(change.reason),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', 'What', 'Change', 'Backend', 'Price', 'Why'], rows);
}
/** The plan as a Markdown document of at most `maxBytes`. */
function renderPlanMarkdown(plan, maxBytes) {
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)('### Plan', '', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(planSummary(plan.changes)));
    const cost = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .paragraph */ .FY)(`Cost: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(formatCost(plan.cost))}.`);
    const sections = plan.changes.length === 0 ? [head, cost] : [head, changeTable(plan.changes), cost];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .document */ .Al)(sections, maxBytes);
}
/** The plan behind a triangle, as a part of a larger document. */
function planSection(changes) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(planSummary(changes), changeTable(changes));
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
    const counts = (0,_model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .countChanges */ .xS)(plan.changes);
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
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1707);

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
/** `2 machines and 1 key created, 1 machine failed.`, in the order of the words; or the sentence that nothing was to be done. */
function outcomeTotals(outcomes) {
    const words = Object.keys(SENTENCES).flatMap((word) => {
        const counted = (0,_counts_js__WEBPACK_IMPORTED_MODULE_0__/* .countKinds */ .x)(outcomes.filter(({ outcome }) => outcome === word).map(({ address }) => address));
        return counted === '' ? [] : [`${counted} ${word}`];
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
function headline({ report, changes, note }) {
    if (report.outcomes.length > 0)
        return [(0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeTotals */ .mg)(report.outcomes), note ?? ''].join(' ').trim();
    if (changes.length > 0)
        return (0,_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .planSummary */ .MM)(changes);
    if (note !== undefined)
        return note;
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


/***/ })

};
