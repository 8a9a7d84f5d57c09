export const id = 985;
export const ids = [985];
export const modules = {

/***/ 6985:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// UNUSED EXPORTS: parseDuration, parseOptions, startSandbox

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(542);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/sandbox/catalog-ec2.js
function size(externalId, cpus, ram, price, architecture = 'x86') {
    // Mist doubles the name on EC2, so a quoted exact name never matches.
    return { externalId, name: `${externalId} - ${externalId}`, cpus, ram, disk: 0, architecture, price };
}
const SIZES = [
    size('a1.2xlarge', 8, 16384, 0.204, 'arm'),
    size('a1.4xlarge', 16, 32768, 0.408, 'arm'),
    size('a1.large', 2, 4096, 0.051, 'arm'),
    size('c5.large', 2, 4096, 0.085),
    size('c5.xlarge', 4, 8192, 0.17),
    size('c5a.16xlarge', 64, 131072, 2.464),
    size('c6g.medium', 1, 2048, 0.034, 'arm'),
    size('c6g.large', 2, 4096, 0.068, 'arm'),
    size('m1.small', 1, 1740, 0.044),
    size('m5.large', 2, 8192, 0.096),
    size('m5.xlarge', 4, 16384, 0.192),
    size('m5.2xlarge', 8, 32768, 0.384),
    size('m6g.large', 2, 8192, 0.077, 'arm'),
    size('r5.large', 2, 16384, 0.126),
    size('t2.2xlarge', 8, 32768, 0.3712),
    size('t2.large', 2, 8192, 0.0928),
    size('t2.medium', 2, 4096, 0.0464),
    size('t2.micro', 1, 1024, 0.0116),
    size('t2.nano', 1, 512, 0.0058),
    size('t2.small', 1, 2048, 0.023),
    size('t2.xlarge', 4, 16384, 0.1856),
    size('t3.medium', 2, 4096, 0.0416),
    size('t3.micro', 2, 1024, 0.0104),
    size('t3.small', 2, 2048, 0.0208),
    // One CPU although Amazon sells it with two: so a live server had it, and chose it over t2.micro.
    size('t3a.micro', 1, 1024, 0.0094),
    size('t4g.micro', 2, 1024, 0.0084, 'arm'),
    size('t4g.small', 2, 2048, 0.0168, 'arm'),
    size('x1.16xlarge', 64, 999424, 6.669),
    size('x1.32xlarge', 128, 1998848, 13.338),
];
const UBUNTU = [
    { code: 'noble', version: '24.04', folder: 'hvm-ssd-gp3', dates: ['20251022', '20260115', '20260301'] },
    { code: 'jammy', version: '22.04', folder: 'hvm-ssd', dates: ['20251103', '20260218'] },
    { code: 'focal', version: '20.04', folder: 'hvm-ssd', dates: ['20250527'] },
];
function ubuntuImages() {
    const images = [];
    for (const release of UBUNTU) {
        for (const date of release.dates) {
            for (const [label, architecture] of [
                ['amd64', 'x86'],
                ['arm64', 'arm'],
            ]) {
                images.push({
                    name: `ubuntu/images/${release.folder}/ubuntu-${release.code}-${release.version}-${label}-server-${date}`,
                    description: `Canonical, Ubuntu, ${release.version} LTS, ${label} ${release.code} image build on ${date}`,
                    osType: 'linux',
                    osDistro: 'ubuntu',
                    architecture,
                    stored: false,
                });
            }
        }
    }
    return images;
}
function debianImages() {
    const images = [];
    for (const [version, date] of [
        ['12', '20260112-1993'],
        ['12', '20260302-2041'],
        ['11', '20251208-1961'],
    ]) {
        for (const [label, architecture] of [
            ['amd64', 'x86'],
            ['arm64', 'arm'],
        ]) {
            images.push({
                name: `debian-${version}-${label}-${date}`,
                description: `Debian ${version} (${date})`,
                osType: 'linux',
                osDistro: 'debian',
                architecture,
                stored: false,
            });
        }
    }
    return images;
}
function defaultImage(name, osDistro, osType = 'linux') {
    return { name, description: name, osType, osDistro, architecture: 'x86', stored: true };
}
const DEFAULTS = [
    defaultImage('.NET Beanstalk Cfn Container v2.0.2.1 on Windows 2012', 'windows', 'mswin'),
    defaultImage('Deep Learning AMI (Amazon Linux 2) Version 42.0', 'amazon_linux'),
    defaultImage('amzn-ami-hvm-2018.03.0.20200716.0-x86_64-ebs', 'amazon_linux'),
    defaultImage('amzn2-ami-hvm-2.0.20191116.0-x86_64-gp2', 'amazon_linux'),
    defaultImage('suse-sles-15-sp2-v20201211-hvm-ssd-x86_64', 'suse'),
    {
        ...defaultImage('ubuntu-xenial-16.04-amd64-server-20190212-SQL_2017_Standard-2021.02.25', 'ubuntu'),
        starred: true,
    },
    defaultImage('ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20210224', 'ubuntu'),
];
/** Prices, names and zones as recorded in us-east-1; the families that a search finds are named like Canonical's and Debian's. */
const EC2 = {
    sizes: SIZES,
    images: [...DEFAULTS, ...ubuntuImages(), ...debianImages()],
    zonesOf: (region) => ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${region}${letter}`),
};

;// CONCATENATED MODULE: ./lib/sandbox/world.js
// The world of the sandbox: clock, timers and randomness as arguments, so that it runs on real or on virtual time.
// Timers of Node fire at once beyond 2^31 ms; a lease may lie years ahead.
const LONGEST_TIMER = 2 ** 30;
/** The real clock and timers of this process; its timers do not keep the process alive. */
function realWorld(random) {
    return {
        now: () => Date.now(),
        schedule(at, run) {
            let timer;
            const arm = () => {
                const left = at - Date.now();
                timer = left > LONGEST_TIMER ? setTimeout(arm, LONGEST_TIMER) : setTimeout(run, Math.max(0, left));
                timer.unref();
            };
            arm();
            return () => clearTimeout(timer);
        },
        random,
    };
}
/** A small seeded generator (mulberry32): the same seed gives the same ids, names and delays. */
function seededRandom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}
const DIGITS = '0123456789abcdef';
/** `length` hex digits, lower case. */
function hexOf(world, length) {
    let text = '';
    for (let n = 0; n < length; n += 1)
        text += DIGITS[Math.floor(world.random() * 16)];
    return text;
}

;// CONCATENATED MODULE: ./lib/sandbox/catalog.js
// What each provider of the sandbox offers, and how a cloud gets its own rows of it.


function linode(externalId, name, cpus, ram, disk, price) {
    return { externalId, name, cpus, ram, disk, architecture: 'x86', price };
}
function plainImage(name, externalId, osDistro) {
    return { name, externalId, description: name, osType: 'linux', osDistro, architecture: 'x86', stored: true };
}
const LINODE = {
    sizes: [
        linode('g6-nanode-1', 'Nanode 1GB', 1, 1024, 25600, 0.0075),
        linode('g6-standard-1', 'Linode 2GB', 1, 2048, 51200, 0.018),
        linode('g6-standard-2', 'Linode 4GB', 2, 4096, 81920, 0.036),
        linode('g6-standard-4', 'Linode 8GB', 4, 8192, 163840, 0.072),
        linode('g6-dedicated-2', 'Dedicated 4GB', 2, 4096, 81920, 0.054),
        linode('g6-dedicated-4', 'Dedicated 8GB', 4, 8192, 163840, 0.108),
    ],
    images: [
        plainImage('Ubuntu 24.04 LTS', 'linode/ubuntu24.04', 'ubuntu'),
        plainImage('Ubuntu 22.04 LTS', 'linode/ubuntu22.04', 'ubuntu'),
        plainImage('Debian 12', 'linode/debian12', 'debian'),
        plainImage('Debian 11', 'linode/debian11', 'debian'),
        plainImage('Fedora 41', 'linode/fedora41', 'fedora'),
    ],
    zonesOf: null,
    regions: [
        { name: 'us-east', country: 'US' },
        { name: 'us-west', country: 'US' },
        { name: 'eu-central', country: 'DE' },
        { name: 'eu-west', country: 'GB' },
    ],
};
const DOCKER = {
    // Docker has no size rows: a create names cpu and memory itself.
    sizes: [],
    images: [
        plainImage('mist/ubuntu-24.04:latest', 'mist/ubuntu-24.04', 'ubuntu'),
        plainImage('mist/ubuntu-22.04:latest', 'mist/ubuntu-22.04', 'ubuntu'),
        plainImage('Debian Bullseye with SSH server', 'mist/debian-ssh', 'debian'),
        plainImage('debian:12', '', 'debian'),
        plainImage('mist/debian-ssh:latest', '', 'debian'),
    ],
    zonesOf: null,
};
const EMPTY = { sizes: [], images: [], zonesOf: null };
const CATALOGS = { ec2: EC2, linode: LINODE, docker: DOCKER };
/** EC2's own ids for a zone are just "0", "1", … (recorded). */
function locationsOf(world, catalog, region) {
    if (catalog.zonesOf !== null && region !== undefined) {
        const parent = {
            id: hexOf(world, 32),
            externalId: region,
            name: region,
            country: 'USA',
            kind: 'region',
            parent: null,
        };
        const zones = catalog.zonesOf(region).map((name, index) => ({
            id: hexOf(world, 32),
            externalId: String(index),
            name,
            country: 'USA',
            kind: 'zone',
            parent: parent.id,
        }));
        return [parent, ...zones];
    }
    const regions = catalog.regions ?? [];
    if (regions.length === 0) {
        return [{ id: hexOf(world, 32), externalId: '', name: 'default', country: '', kind: 'zone', parent: null }];
    }
    return regions.map(({ name, country }) => ({
        id: hexOf(world, 32),
        externalId: name,
        name,
        country,
        kind: 'region',
        parent: null,
    }));
}
/** Fresh rows, with Mist ids of their own, of what `provider` (the server's name) offers in `region`. */
function catalogFor(world, provider, region) {
    const catalog = CATALOGS[provider] ?? EMPTY;
    const external = provider === 'ec2' ? () => `ami-${hexOf(world, 17)}` : () => `sha256:${hexOf(world, 64)}`;
    return {
        images: catalog.images.map((image) => {
            const { name, description, osType, osDistro, architecture, stored } = image;
            const externalId = image.externalId === undefined || image.externalId === '' ? external() : image.externalId;
            const starred = image.starred ?? false;
            return { id: hexOf(world, 32), externalId, name, description, osType, osDistro, architecture, stored, starred };
        }),
        sizes: catalog.sizes.map((size) => ({ id: hexOf(world, 32), ...size })),
        locations: locationsOf(world, catalog, region),
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/state.js

/** A state without clouds, keys and machines. */
function newState(world, email) {
    const identity = { orgId: hexOf(world, 32), orgName: 'Sandbox Org', userId: hexOf(world, 32), email };
    return { identity, clouds: [], keys: [], vault: new Map(), machines: [], schedules: [], tokens: [], logs: [] };
}
/** A delay of the real server in this sandbox's pace: `ms` as measured where the worker steps by 10 s. */
function paced(context, ms) {
    return Math.round((ms * context.options.workerStepMs) / 10_000);
}
/** The cloud of this id unless it was removed. */
function cloudOf(state, id) {
    return state.clouds.find((cloud) => cloud.id === id && !cloud.deleted);
}
/** Rows of Mist's own list: seen, not missing, on a cloud that is still there. */
function knownMachines(state, cloudId) {
    const clouds = new Set();
    for (const { id, deleted } of state.clouds)
        if (!deleted && (cloudId === undefined || id === cloudId))
            clouds.add(id);
    return state.machines.filter((machine) => machine.view !== null && machine.missingSince === null && clouds.has(machine.cloudId));
}

;// CONCATENATED MODULE: ./lib/sandbox/logs.js


/** The form of a date inside log entries: `2026-11-23T03:53:20.242Z`. */
function timestamp(at) {
    return new Date(at).toISOString();
}
/** Appends an entry; it can be found one to two seconds later, at the index's next refresh but one. */
function addLog(context, entry) {
    const { world, state } = context;
    const at = world.now();
    const refresh = Math.max(1, paced(context, 1000));
    const { story } = entry;
    const base = {
        log_id: hexOf(world, 32),
        owner_id: state.identity.orgId,
        action: entry.action,
        type: entry.type,
        time: at / 1000,
        error: entry.error ?? false,
        '@timestamp': timestamp(at),
    };
    if (entry.type !== 'observation') {
        base.user_id = state.identity.userId;
        base.email = state.identity.email;
    }
    if (story !== undefined) {
        base.story_id = story.jobId;
        base.job_id = story.jobId;
        base.stories = [[story.relation, 'job', story.jobId]];
    }
    const record = {
        at,
        visibleAt: (Math.floor(at / refresh) + 2) * refresh,
        jobId: story?.jobId ?? null,
        closes: story?.relation === 'closes',
        fields: { ...base, ...entry.fields },
    };
    state.logs.push(record);
}
/** Entries never change: each is made a text once. */
const TEXTS = new WeakMap();
function textOf(log) {
    const known = TEXTS.get(log);
    if (known !== undefined)
        return known;
    const text = JSON.stringify(log.fields);
    TEXTS.set(log, text);
    return text;
}
/** `GET /api/v1/logs?filter=`: newest first, entries in which the exact text occurs anywhere; without a filter, all. */
function searchLogs(context, filter, limit) {
    const now = context.world.now();
    return context.state.logs
        .filter((log) => log.visibleAt <= now)
        .filter((log) => filter === null || textOf(log).includes(filter))
        .reverse()
        .slice(0, limit)
        .map((log) => ({ ...log.fields, '@version': '1' }));
}
const MERGED = ['owner_id', 'session_id', 'user_id', 'job_id', 'cloud_id', 'job', 'key_id', 'script_id', 'machine_id'];
/** The story of a job as far as it can be found now; null while nothing of it can. */
function jobStory(context, jobId) {
    const now = context.world.now();
    const logs = context.state.logs.filter((log) => log.jobId === jobId && log.visibleAt <= now);
    const first = logs[0];
    if (first === undefined)
        return null;
    const merged = {};
    for (const name of MERGED) {
        const holder = logs.find((log) => log.fields[name] !== undefined && log.fields[name] !== null);
        if (holder !== undefined)
            merged[name] = holder.fields[name];
    }
    const failed = logs.find((log) => log.fields.error !== false);
    const end = logs.find((log) => log.closes);
    return {
        logs: logs.map((log) => log.fields),
        error: failed?.fields.error ?? false,
        startedAt: first.at / 1000,
        finishedAt: end === undefined ? 0 : end.at / 1000,
        merged,
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/machine-host.js
// Where the sandbox's machines live: the port to real SSH servers, and one that only hands out addresses.
/** The n-th address of the sandbox's fake network, all inside 127.0.0.0/8. */
function fakeAddress(n, net = 77) {
    return `127.${net}.${Math.floor(n / 250) % 250}.${(n % 250) + 2}`;
}
/** A host without machines: fake loopback addresses, port 22, nothing listens. */
function nullHost() {
    let count = 0;
    return {
        async boot() {
            const ip = fakeAddress(count);
            count += 1;
            return { ip, port: 22 };
        },
        async stop() { },
        async destroy() { },
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/switches.js
// Faults that are a condition of the server, not of one request: plain switches that tests and the simulator turn.
/** All off. */
function defaultSwitches() {
    return {
        providerDown: [],
        createErrors: [],
        queueMs: 0,
        unnamed: null,
        neverBoot: null,
        sshNever: null,
        privateOnly: null,
        cloudInit: null,
        unlisted: null,
        destroyLies: null,
        leaseSwallowed: null,
        secondMachine: null,
        dryDiffers: null,
        deadScheduler: false,
        safeExpiration: false,
    };
}
/** True where the pattern is on and matches. */
function matchesName(pattern, name) {
    return pattern !== null && pattern !== undefined && new RegExp(pattern).test(name);
}
/** How cloud-init of this machine ends; containers have none. */
function bootEndOf(switches, name, provider) {
    if (switches.cloudInit !== null && matchesName(switches.cloudInit.name, name))
        return switches.cloudInit.end;
    return provider === 'docker' ? 'absent' : 'done';
}
/** The provider's own words where it refuses this create by size (as recorded) or by switch; null when it accepts. */
function createErrorFor(switches, create) {
    for (const error of switches.createErrors) {
        const here = error.cloud === undefined || error.cloud === create.cloud;
        if (here && (error.name === undefined || matchesName(error.name, create.name)))
            return error.text;
    }
    return SIZE_ERRORS[create.size] ?? null;
}
const SIZE_ERRORS = {
    'x1.32xlarge': 'InsufficientInstanceCapacity: We currently do not have sufficient x1.32xlarge capacity in the Availability Zone you requested.',
    'x1.16xlarge': 'RequestLimitExceeded: Request limit exceeded.',
    'm1.small': 'InstanceLimitExceeded: You have requested more instances (1) than your current instance limit of 0 allows.',
};

;// CONCATENATED MODULE: ./lib/sandbox/machines.js
// The provider's side of machines, and Mist's cached view of it: launching, polling, live lists, power actions.





/** EC2 lists a terminated machine for a while; the others forget it at once. */
const TERMINATED_ROW_MS = 600_000;
/** After a create or an action the poller is fast for this long (seen on a live server). */
const FAST_POLL_MS = 600_000;
/** Which actions Mist offers in a state; it decides by its cached view, never by the provider. */
function actionsIn(state, provider) {
    const running = state === 'running';
    const alive = state !== 'terminated' && state !== 'unknown';
    return {
        start: state === 'stopped',
        stop: running,
        reboot: running,
        destroy: alive && provider !== 'other',
        resize: provider === 'ec2',
        rename: true,
        remove: provider === 'other',
        tag: true,
        resume: false,
        expose: false,
        suspend: false,
        undefine: false,
        clone: false,
        power_cycle: false,
        create_snapshot: false,
        remove_snapshot: false,
        revert_to_snapshot: false,
    };
}
function look(context, machine) {
    if (machine.view === null) {
        addLog(context, {
            action: 'create_machine',
            type: 'observation',
            fields: {
                cloud_id: machine.cloudId,
                machine_id: machine.id,
                resource_type: 'machine',
                name: machine.name,
                external_id: machine.externalId,
            },
        });
    }
    machine.view = {
        state: machine.state,
        publicIps: [...machine.publicIps],
        privateIps: [...machine.privateIps],
        sshPort: machine.sshPort,
        at: context.world.now(),
    };
    machine.missingSince = null;
}
/** True when the provider of this cloud cannot be listed now. */
function providerFails(context, cloud) {
    return cloud.refused || context.switches.providerDown.includes(cloud.name);
}
/** Mist gives every machine of an account a row of its own on each cloud that is this account; tags and leases stay apart. */
function mirrorAccount({ world, state }, cloud) {
    const siblings = new Set(state.clouds.filter(({ account, id }) => account === cloud.account && id !== cloud.id).map(({ id }) => id));
    if (siblings.size === 0)
        return;
    for (const truth of state.machines.filter((one) => one.mirrorOf === null && siblings.has(one.cloudId))) {
        const known = state.machines.find((one) => one.mirrorOf === truth && one.cloudId === cloud.id);
        const own = { id: hexOf(world, 32), cloudId: cloud.id, mirrorOf: truth, tags: {}, leaseId: null, associations: [] };
        const mirror = known ?? { ...truth, ...own, jobId: null, view: null, missingSince: null, probedAt: null };
        if (known === undefined)
            state.machines.push(mirror);
        const { state: now, publicIps, privateIps, sshPort, removedAt } = truth;
        Object.assign(mirror, { state: now, publicIps, privateIps, sshPort, removedAt });
    }
}
/** Brings Mist's view of one cloud up to the provider's truth: what the poller and every live list do. */
function refresh(context, cloud) {
    const now = context.world.now();
    mirrorAccount(context, cloud);
    for (const machine of context.state.machines) {
        if (machine.cloudId !== cloud.id)
            continue;
        const listed = !matchesName(context.switches.unlisted, machine.name);
        if (listed && (machine.removedAt === null || machine.removedAt > now))
            look(context, machine);
        else if (machine.view !== null && machine.missingSince === null)
            machine.missingSince = now;
    }
}
function armPoll(context, cloud) {
    const { world } = context;
    const fast = world.now() < cloud.fastPollUntil;
    const delay = fast ? paced(context, 10_000) : 1_800_000;
    // Slightly after the worker's own step, so that without a live list the worker finds nothing at its first look.
    cloud.cancelPoll = world.schedule(world.now() + delay + paced(context, 500), () => {
        if (cloud.deleted)
            return;
        if (cloud.enabled && !providerFails(context, cloud))
            refresh(context, cloud);
        armPoll(context, cloud);
    });
}
/** Starts the poller of a cloud, or puts it into its fast pace. */
function startPolling(context, cloud, fast) {
    const alreadyFast = context.world.now() < cloud.fastPollUntil;
    if (fast)
        cloud.fastPollUntil = context.world.now() + FAST_POLL_MS;
    if (alreadyFast)
        return;
    cloud.cancelPoll?.();
    armPoll(context, cloud);
}
/** cloud-init is at work for a while after the provider says `running` and SSH answers. */
const CLOUD_INIT_MS = 1_500;
function boot(context, machine, provider) {
    const { world, switches, state, host, options } = context;
    if (matchesName(switches.neverBoot, machine.name))
        return;
    const silent = matchesName(switches.sshNever, machine.name);
    const key = state.keys.find((one) => one.id === machine.keyId);
    const addressed = silent
        ? Promise.resolve({ ip: fakeAddress(state.machines.length, 88), port: 1 })
        : host.boot({
            id: machine.id,
            name: machine.name,
            cloudInit: machine.cloudInit,
            authorizedKeys: key === undefined ? [] : [key.publicKey],
            image: machine.imageName,
            provider,
            privateIps: machine.privateIps,
            firstBoot: { end: bootEndOf(switches, machine.name, provider), ms: options.bootMs + CLOUD_INIT_MS },
        });
    const settled = addressed.catch(() => null);
    world.schedule(world.now() + options.bootMs, () => {
        void settled.then(async (address) => {
            if (machine.state === 'terminated')
                return host.destroy(machine.id);
            if (machine.state !== 'pending' && machine.state !== 'starting')
                return;
            machine.state = address === null ? 'error' : 'running';
            const hidden = matchesName(switches.privateOnly, machine.name);
            machine.publicIps = address === null || hidden ? [] : [address.ip];
            machine.sshPort = address?.port ?? 22;
        });
    });
}
function externalIdFor(context, provider) {
    if (provider === 'ec2')
        return `i-${hexOf(context.world, 17)}`;
    if (provider === 'linode')
        return String(10_000_000 + Math.floor(context.world.random() * 90_000_000));
    return hexOf(context.world, 64);
}
/** The provider accepts a create: the machine exists from here on, whether or not Mist ever notices. */
function launch(context, cloud, spec) {
    const { world, state } = context;
    const octet = () => 1 + Math.floor(world.random() * 250);
    const { tags, planted, createdAt, ...rest } = spec;
    const id = hexOf(world, 32);
    const externalId = externalIdFor(context, cloud.provider);
    const machine = {
        ...rest,
        name: matchesName(context.switches.unnamed, spec.name) && planted !== true ? externalId : spec.name,
        orderedAs: spec.name,
        id,
        externalId,
        cloudId: cloud.id,
        mirrorOf: null,
        createdAt: createdAt ?? world.now(),
        state: 'pending',
        publicIps: [],
        privateIps: cloud.provider === 'docker' ? [] : [`10.${octet()}.${octet()}.${octet()}`],
        sshPort: 22,
        removedAt: null,
        view: null,
        missingSince: null,
        tags: { ...tags },
        leaseId: null,
        associations: [],
        planted: planted ?? false,
        probedAt: null,
    };
    state.machines.push(machine);
    if (!machine.planted) {
        boot(context, machine, cloud.provider);
        startPolling(context, cloud, true);
    }
    return machine;
}
/**
 * A power action at the provider. Mist's view keeps its old state until the next look, but for destroy, which it marks
 * at once without asking whether the provider obeyed.
 */
async function performAction(context, machine, action) {
    const cloud = cloudOf(context.state, machine.cloudId);
    if (action === 'destroy') {
        if (machine.view !== null)
            machine.view = { ...machine.view, state: 'terminated' };
        if (cloud !== undefined)
            startPolling(context, cloud, true);
        if (matchesName(context.switches.destroyLies, machine.name))
            return;
        await remove(context, machine.mirrorOf ?? machine, cloud?.provider === 'ec2');
        return;
    }
    if (cloud !== undefined)
        startPolling(context, cloud, true);
    const truth = machine.mirrorOf ?? machine;
    if (action === 'stop' && truth.state === 'running') {
        truth.state = 'stopped';
        truth.publicIps = [];
        await context.host.stop(truth.id);
    }
    if (action === 'start' && truth.state === 'stopped') {
        truth.state = 'starting';
        boot(context, truth, cloud?.provider ?? '');
    }
}
/** Ends a machine at the provider, as its owner's console would; `stays` keeps the terminated row listed for a while. */
async function remove(context, machine, stays) {
    const now = context.world.now();
    machine.state = 'terminated';
    machine.publicIps = [];
    machine.removedAt ??= now + (stays ? TERMINATED_ROW_MS : 0);
    await context.host.destroy(machine.id);
}

;// CONCATENATED MODULE: ./lib/sandbox/reply.js
// What the sandbox answers: the reply type, and the error encodings of both API versions as recorded.
/** Recorded: v1 sends its plain texts as HTML. */
const V1_TEXT = 'text/html; charset=UTF-8';
function reply(status, contentType, body) {
    return { status, contentType, headers: {}, body, fate: 'send' };
}
/** A JSON body, as both APIs send it. */
function json(value, status = 200) {
    return jsonText(JSON.stringify(value), status);
}
/** A body that is JSON already. */
function jsonText(body, status = 200) {
    return reply(status, 'application/json', body);
}
/** A plain text of API v1: `OK`, or `Kind: message`. */
function reply_text(body, status = 200) {
    return reply(status, V1_TEXT, body);
}
/** Any other body. */
function raw(status, contentType, body) {
    return reply(status, contentType, body);
}
/** The page that v1 answers to unknown routes and wrong methods, with 404. */
function htmlPage() {
    return reply(404, V1_TEXT, '<html><head><title>Mist</title></head><body>This is the page of the user interface.</body></html>');
}
const TITLES = {
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    405: 'Method Not Allowed',
    415: 'Unsupported Media Type',
    500: 'Internal Server Error',
    503: 'Service Unavailable',
};
/** problem+json of API v2: schema, authentication, routing and internal errors. */
function problem(status, detail) {
    const body = { detail, status, title: TITLES[status] ?? 'Error', type: 'about:blank' };
    return reply(status, 'application/problem+json', JSON.stringify(body));
}
/** The detail of every 500 of v2 (recorded). */
const INTERNAL = 'The server encountered an internal error and was unable to complete your request. ' +
    'Either the server is overloaded or there is an error in the application.';
/** The detail of v2's 404 for unknown routes (recorded). */
const NO_ROUTE = 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
/** The detail of v2's 405 (recorded). */
const NO_METHOD = 'The method is not allowed for the requested URL.';
/** A request that a controller refuses. v1 says it as text, v2 as a JSON string with the same words. */
class Refusal extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** An error of v2 that is always problem+json: a schema that does not hold, or an exception nobody caught. */
class Problem extends Error {
    status;
    constructor(status, detail = INTERNAL) {
        super(detail);
        this.status = status;
    }
}
/** How Python prints a JSON value: v2 echoes whole bodies this way, credentials included. */
function pythonText(value) {
    if (value === null || value === undefined)
        return 'None';
    if (value === true)
        return 'True';
    if (value === false)
        return 'False';
    if (typeof value === 'string')
        return `'${value}'`;
    if (Array.isArray(value))
        return `[${value.map(pythonText).join(', ')}]`;
    if (typeof value === 'object') {
        return `{${Object.entries(value)
            .map(([key, inner]) => `'${key}': ${pythonText(inner)}`)
            .join(', ')}}`;
    }
    return String(value);
}

;// CONCATENATED MODULE: ./lib/sandbox/clouds.js
// Clouds: adding with the provider's consent, editing, removing. Credentials beginning with BAD are refused.





const NAME = /^[0-9a-zA-Z]+[0-9a-zA-Z\-_ .]*[0-9a-zA-Z]+$/;
/** API v2's provider ids that answers call otherwise (seen on a live server). */
const SERVER_NAMES = {
    amazon: 'ec2',
    azure: 'azure_arm',
    google: 'gce',
    alibaba: 'aliyun_ecs',
    equinix: 'equinixmetal',
    ibm: 'softlayer',
    kvm: 'libvirt',
};
/** Regions of EC2 that both APIs accept. */
const REGIONS = [
    'ap-northeast-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
];
const SECRETS = new Set([
    'apisecret',
    'secret',
    'token',
    'password',
    'privateKey',
    'private_key',
    'key',
    'certificate',
]);
function publicFields(provider, fields) {
    const shown = Object.entries(fields).filter(([name]) => !SECRETS.has(name) && name !== 'provider' && name !== 'name');
    const kept = Object.fromEntries(shown);
    if (provider === 'docker') {
        kept.port = Number(kept.port ?? 4243);
        kept.show_all ??= false;
    }
    return kept;
}
function refused(fields) {
    return Object.values(fields).some((value) => typeof value === 'string' && value.startsWith('BAD'));
}
/** Throws the 401 of v1 for credentials that the provider refuses; v2 says the same with 403. */
function askProvider(context, provider, name, fields, status) {
    if (context.switches.providerDown.includes(name))
        throw new Refusal(503, 'Cloud unavailable');
    const region = fields.region;
    if (provider === 'ec2' && typeof region === 'string' && !REGIONS.includes(region)) {
        throw new Refusal(503, `Cloud unavailable: Invalid region: ${region}`);
    }
    if (!refused(fields))
        return;
    const words = provider === 'ec2'
        ? "'AuthFailure: AWS was not able to validate the provided access credentials'"
        : "'Invalid credentials'";
    throw new Refusal(status, `Unauthorized cloud credentials: ${words}`);
}
const EC2_NEEDS = ['apikey', 'apisecret', 'region'];
/** Throws the 400 of v1 for EC2 fields that are missing. */
function requireFields(context, provider, fields) {
    if (provider !== 'ec2')
        return;
    for (const name of EC2_NEEDS) {
        if (typeof fields[name] === 'string' && fields[name] !== '')
            continue;
        const id = hexOf(context.world, 32);
        throw new Refusal(400, `Bad Request: {'msg': "ValidationError (Cloud.AmazonCloud:${id}) (Field is required: ['${name}'])", 'errors': {'${name}': 'Field is required'}}`);
    }
}
/** True when a cloud that is not removed has this name. */
function nameTaken(context, name) {
    return context.state.clouds.some((cloud) => !cloud.deleted && cloud.name === name);
}
/** Throws the 400 of v1 for names that the server does not take (2 characters at least). */
function checkCloudName(name) {
    if (!NAME.test(name)) {
        throw new Refusal(400, 'Bad Request: Cloud name may only contain ASCII letters, numbers, dashes and dots');
    }
}
/** A cloud of this provider (server name), whose catalog is listed `catalogMs` from now. No checks. */
function insertCloud(context, name, provider, fields, catalogMs) {
    const { world, state } = context;
    const region = typeof fields.region === 'string' ? fields.region : undefined;
    const id = hexOf(world, 32);
    const cloud = {
        id,
        name,
        provider,
        account: id,
        enabled: true,
        deleted: false,
        fields: publicFields(provider, fields),
        refused: false,
        catalogAt: world.now() + catalogMs,
        ...catalogFor(world, provider, region),
        fastPollUntil: 0,
        cancelPoll: null,
        tags: {},
    };
    state.clouds.push(cloud);
    startPolling(context, cloud, false);
    return cloud;
}
/** The account of another cloud, added once more under this name: Mist refuses only equal names. */
function insertAgain(context, name, other) {
    const cloud = insertCloud(context, name, other.provider, other.fields, 0);
    cloud.account = other.account;
    return cloud;
}
/**
 * Adds a cloud as both APIs do: name and fields checked, then the provider asked, then stored. Two adds of one name at
 * the same time both pass the first check; the later one ends in 500. `credentialStatus` is 401 in v1 and 403 in v2.
 */
async function addCloud(context, name, provider, fields, credentialStatus) {
    checkCloudName(name);
    requireFields(context, provider, fields);
    if (nameTaken(context, name))
        throw new Refusal(409, 'Cloud with this name already exists');
    askProvider(context, provider, name, fields, credentialStatus);
    await Promise.resolve();
    if (nameTaken(context, name))
        throw new Refusal(500, 'Internal Server Error');
    return insertCloud(context, name, provider, fields, paced(context, 5000));
}
/** v1 PATCH: refused credentials have already replaced the good ones, so the cloud stays broken until a good PATCH. */
function patchCloud(context, cloud, fields) {
    cloud.refused = refused(fields);
    askProvider(context, cloud.provider, cloud.name, fields, 401);
    cloud.fields = { ...cloud.fields, ...publicFields(cloud.provider, fields) };
}
/** Only marks it: the provider's machines run on, invisible from now. */
function removeCloud(cloud) {
    cloud.deleted = true;
    cloud.cancelPoll?.();
}

;// CONCATENATED MODULE: ./lib/sandbox/router.js
function decode(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}
/** Tables with their patterns taken apart, once each. */
const SPLIT = new WeakMap();
function splitOf(routes) {
    const known = SPLIT.get(routes);
    if (known !== undefined)
        return known;
    const split = routes.map((route) => ({ route, wanted: route.pattern.split('/') }));
    SPLIT.set(routes, split);
    return split;
}
function fits(wanted, given) {
    if (wanted.length !== given.length)
        return false;
    return wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]));
}
function paramsOf(wanted, given) {
    return given.filter((_, index) => wanted[index]?.startsWith(':')).map(decode);
}
/** The route of this method and path; `'method'` where only the method is wrong, `'path'` where nothing fits. */
function findRoute(routes, method, path) {
    const given = path.split('/');
    let seen = false;
    for (const { route, wanted } of splitOf(routes)) {
        if (!fits(wanted, given))
            continue;
        if (route.method === method)
            return { route, params: paramsOf(wanted, given) };
        seen = true;
    }
    return seen ? 'method' : 'path';
}
/** The n-th path parameter; routes give as many as their pattern names. */
function param(call, index) {
    return call.params[index] ?? '';
}
/** True for JSON objects. */
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The body as an object; v1 reads everything else as "no parameters". */
function fieldsOf(call) {
    return isFields(call.body) ? call.body : {};
}
/** A field's text, or empty for anything else. */
function textField(fields, name) {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/sandbox/faults.js
// Faults of single requests, on demand: rules that tests post, and a hook through which a simulator decides each one.


const KINDS = new Set([
    'delay',
    'drop',
    'reset',
    'stall',
    'status',
    'html',
    'truncate',
    'locked',
    'rate-limit',
    'unauthorized',
    'unavailable',
]);
function isFault(value) {
    if (!isFields(value) || typeof value.kind !== 'string' || !KINDS.has(value.kind))
        return false;
    const { kind, ms, status, when, retryAfter } = value;
    if (kind === 'delay')
        return typeof ms === 'number';
    if (kind === 'status' || kind === 'html')
        return typeof status === 'number';
    if (kind === 'rate-limit')
        return typeof retryAfter === 'string';
    return !(kind === 'drop' || kind === 'reset' || kind === 'stall') || when === 'before' || when === 'after';
}
function isMatch(value) {
    return isFields(value);
}
/** The rule in a posted body. Throws where the fault is none that can be played. */
function readRule(body) {
    const { match, fault } = body;
    if (!isFault(fault))
        throw new Error(`not a fault: ${JSON.stringify(fault)}`);
    return { match: isMatch(match) ? match : {}, fault };
}
/** Rules are asked in the order they were added, after the hook. */
function createFaults(hook) {
    const rules = [];
    return {
        add: (rule) => void rules.push({ rule, seen: 0 }),
        clear: () => void rules.splice(0),
        next(request, n) {
            const decided = hook?.(request, n) ?? null;
            if (decided !== null)
                return decided;
            let chosen = null;
            for (const entry of rules) {
                const { match, fault } = entry.rule;
                if (match.method !== undefined && match.method !== request.method)
                    continue;
                const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
                if (match.route !== undefined && !new RegExp(match.route).test(target))
                    continue;
                entry.seen += 1;
                const first = match.nth ?? 1;
                const times = match.times ?? 1;
                const hit = entry.seen >= first && (times === 0 || entry.seen < first + times);
                if (hit)
                    chosen ??= fault;
            }
            return chosen;
        },
    };
}
/** True where the fault takes effect before the server acts: its answer then comes from `faultReply`. */
function isBefore(fault) {
    switch (fault.kind) {
        case 'delay':
        case 'truncate':
            return false;
        case 'drop':
        case 'reset':
        case 'stall':
            return fault.when === 'before';
        case 'status':
        case 'html':
            return fault.when !== 'after';
        default:
            return true;
    }
}
const PAGE = '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>';
/** What the caller gets under this fault; `answer` is the server's own one where it acted. */
function faultReply(fault, request, answer) {
    const v2 = request.path.startsWith('/api/v2');
    switch (fault.kind) {
        case 'drop':
        case 'reset':
        case 'stall':
            return { ...(answer ?? reply_text('')), fate: fault.kind };
        case 'truncate':
            return { ...(answer ?? reply_text('')), fate: 'truncate' };
        case 'status':
            return {
                ...raw(fault.status, fault.contentType ?? 'text/html; charset=UTF-8', fault.body ?? 'Internal Server Error'),
                headers: fault.headers ?? {},
            };
        case 'html':
            return raw(fault.status, 'text/html', PAGE);
        case 'locked':
            return v2 ? json('Cloud is locked', 423) : reply_text('Cloud is locked', 423);
        case 'rate-limit':
            return { ...reply_text('Rate limited', 429), headers: { 'Retry-After': fault.retryAfter } };
        case 'unauthorized':
            return v2 ? problem(401, 'Provided apikey is not valid') : reply_text('User not authenticated. Please log in', 401);
        case 'unavailable':
            return v2 ? json('Service Unavailable', 503) : reply_text('Cloud unavailable', 503);
        case 'delay':
            return answer ?? reply_text('');
    }
}

;// CONCATENATED MODULE: ./lib/sandbox/keys.js
// Keys of the organisation and the Vault behind them, with the surprise that a refused duplicate has already overwritten.


/** RSA PEM or OpenSSH text of a key's private half, as stored now. */
function privateHalf(context, key) {
    return context.state.vault.get(key.vaultPath) ?? '';
}
/**
 * Adds a key. On the Vault-backed series (2023) a taken path answers 409 after the stored private half was replaced; the
 * key's public half stays the old one. Throws Refusal.
 */
function addKey(context, name, privateKey) {
    const { state, world, options, keySource } = context;
    const publicKey = keySource.publicOf(privateKey);
    if (publicKey === null)
        throw new Refusal(400, 'Bad Request: Private key is not a valid RSA key.');
    if (options.series === '4.7') {
        if (state.keys.some((key) => key.name === name))
            throw new Refusal(409, 'Key name exists');
    }
    else if (state.vault.has(name)) {
        if (state.keys.some((key) => key.vaultPath === name))
            state.vault.set(name, privateKey);
        const gap = ' '.repeat(29);
        throw new Refusal(409, `Key name exists: The path \`mist/keys/${name}\` exists on Vault.${gap}Try changing the name of the key`);
    }
    else if (state.keys.some((key) => key.name === name))
        throw new Refusal(409, 'Key name exists');
    const id = hexOf(world, 32);
    const vaultPath = options.series === '4.7' ? id : name;
    state.vault.set(vaultPath, privateKey);
    const key = { id, name, publicKey, vaultPath, isDefault: state.keys.length === 0, tags: {} };
    state.keys.push(key);
    return key;
}
/** Deletes a key; another one silently becomes the default, and the name stays taken unless its secret goes too. */
function deleteKey(context, key, fromVault) {
    const { state, options } = context;
    state.keys.splice(state.keys.indexOf(key), 1);
    if (fromVault || options.series === '4.7')
        state.vault.delete(key.vaultPath);
    const next = state.keys[0];
    if (key.isDefault && next !== undefined)
        next.isDefault = true;
    for (const machine of state.machines) {
        machine.associations = machine.associations.filter((one) => one.keyId !== key.id);
    }
}
/** Makes this key the one that rows without a key silently get. */
function makeDefault(context, key) {
    for (const one of context.state.keys)
        one.isDefault = one === key;
}

;// CONCATENATED MODULE: ./lib/sandbox/schedules.js
// Leases: schedules that act on one machine once. They outlive their machines, and their names may collide.



const DAY_MS = 86_400_000;
/** `2026-11-23 04:53:20`, UTC: how the server writes and reads dates of leases. */
function plainDate(at) {
    return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
/** Epoch ms of `YYYY-MM-DD HH:MM:SS` read as UTC, or null for any other form. */
function parsePlainDate(date) {
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date))
        return null;
    const at = Date.parse(`${date.replace(' ', 'T')}Z`);
    return Number.isNaN(at) ? null : at;
}
function fire(context, schedule) {
    if (schedule.deleted || !schedule.enabled || context.switches.deadScheduler)
        return;
    schedule.runs += 1;
    schedule.enabled = false;
    schedule.lastRunAt = context.world.now();
    const machine = context.state.machines.find((one) => one.id === schedule.machineId);
    if (machine === undefined || machine.removedAt !== null || machine.state === 'terminated')
        return;
    schedule.acted = true;
    if (schedule.action === 'destroy' && context.switches.safeExpiration) {
        void performAction(context, machine, 'stop');
        const at = context.world.now() + 7 * DAY_MS;
        machine.leaseId = addSchedule(context, machine, editName(context, machine, '-safe'), {
            at,
            action: 'destroy',
            notify: 0,
        }).id;
        return;
    }
    void performAction(context, machine, schedule.action === 'destroy' ? 'destroy' : 'stop');
}
/** Adds a schedule without any check and arms it: it fires half a second to one and a half after its time. */
function addSchedule(context, machine, name, lease) {
    const { world, state } = context;
    const schedule = {
        id: hexOf(world, 32),
        name,
        machineId: machine.id,
        action: lease.action,
        at: lease.at,
        notify: lease.notify,
        enabled: true,
        deleted: false,
        runs: 0,
        lastRunAt: null,
        acted: false,
        cancel: () => { },
    };
    schedule.cancel = world.schedule(lease.at + 500 + Math.floor(world.random() * 1000), () => fire(context, schedule));
    state.schedules.push(schedule);
    return schedule;
}
/** Soft delete; where it is the machine's lease, the machine has none any more. */
function removeSchedule(context, schedule) {
    schedule.deleted = true;
    schedule.cancel();
    for (const machine of context.state.machines) {
        if (machine.leaseId === schedule.id)
            machine.leaseId = null;
    }
}
function editName(context, machine, safe = '') {
    return `${machine.name}${safe}-expiration-${Math.floor(context.world.random() * 1000)}`;
}
/** The lease a create asked for, set by the worker over whatever the machine has; a date that is too near is swallowed. */
function leaseByWorker(context, machine, lease) {
    if (lease.at <= context.world.now())
        return;
    const name = `${machine.name}-expiration-${machine.externalId.slice(0, 4)}-${hexOf(context.world, 6)}`;
    machine.leaseId = addSchedule(context, machine, name, lease).id;
}
/**
 * An edit of the lease: the old schedule goes first, and only then is the new one looked at, so every refusal leaves the
 * machine without a lease. Throws Refusal with the status of API v1.
 */
function editLease(context, machine, edit) {
    const old = context.state.schedules.find((one) => one.id === machine.leaseId);
    if (old !== undefined)
        removeSchedule(context, old);
    machine.leaseId = null;
    if (edit.date === '' || edit.date === undefined || edit.date === null)
        return;
    const at = typeof edit.date === 'string' ? parsePlainDate(edit.date) : null;
    if (at === null)
        throw new Refusal(400, 'Bad Request: Date value was not valid');
    if (at <= context.world.now()) {
        throw new Refusal(400, 'Bad Request: Date of future task is in the past. Please contact Marty McFly');
    }
    const action = edit.action === undefined || edit.action === '' ? 'stop' : edit.action;
    if (action !== 'stop' && action !== 'destroy')
        throw new Refusal(500, 'Internal Server Error');
    const name = editName(context, machine);
    if (context.state.schedules.some((one) => !one.deleted && one.name === name)) {
        throw new Refusal(409, 'Schedule with this name already exists');
    }
    const notify = typeof edit.notify === 'number' ? edit.notify : 0;
    machine.leaseId = addSchedule(context, machine, name, { at, action, notify }).id;
}

;// CONCATENATED MODULE: ./lib/sandbox/plant.js
// Decoys: machines and schedules that nobody asked this server for, put into the world by tests.



/** A machine of somebody else, seen by Mist at once. `state` is any state of the provider. */
function plantMachine(context, cloud, decoy) {
    const image = cloud.images[0];
    const size = cloud.sizes[0];
    const machine = launch(context, cloud, {
        name: decoy.name,
        imageId: image?.id ?? '',
        imageExternalId: image?.externalId ?? '',
        imageName: image?.name ?? '',
        sizeId: size?.id ?? '',
        locationId: '',
        hourly: size?.price ?? 0,
        cloudInit: null,
        keyId: null,
        jobId: null,
        planted: true,
        ...(decoy.createdAt === undefined ? {} : { createdAt: decoy.createdAt }),
        ...(decoy.tags === undefined ? {} : { tags: decoy.tags }),
    });
    machine.state = decoy.state ?? 'running';
    if (machine.state === 'running')
        machine.publicIps = [fakeAddress(context.state.machines.length, 99)];
    refresh(context, cloud);
    return machine;
}
/** A schedule as people or earlier edits left it; `lease` makes it the machine's own. */
function plantSchedule(context, machine, decoy) {
    const schedule = addSchedule(context, machine, decoy.name, { at: decoy.at, action: decoy.action, notify: 0 });
    if (decoy.lease)
        machine.leaseId = schedule.id;
    return schedule;
}

;// CONCATENATED MODULE: ./lib/sandbox/tokens.js
// API tokens: checking the header of a request, minting, listing, revoking.


const MAX_TOKENS = 20;
function alive(context, token) {
    const { world } = context;
    return !token.revoked && (token.ttl === 0 || world.now() < token.createdAt + token.ttl * 1000);
}
/** True when the bare header value (any case, blanks around it) is a token that lives; marks its use. */
function checkToken(context, header) {
    if (header === undefined)
        return null;
    const wanted = header.trim().toLowerCase();
    const found = context.state.tokens.find((one) => one.token === wanted && alive(context, one)) ?? null;
    if (found !== null)
        found.usedAt = context.world.now();
    return found;
}
/** A new token of 64 hex digits; `ttl` in seconds, 0 for one that never ends. */
function issueToken(context, name, ttl, token) {
    const { world, state } = context;
    const record = {
        id: hexOf(world, 24),
        token: token ?? hexOf(world, 64),
        name,
        ttl,
        createdAt: world.now(),
        usedAt: null,
        revoked: false,
    };
    state.tokens.unshift(record);
    return record;
}
/** `POST /api/v1/tokens`: the e-mail must be known, the password is not looked at at all (recorded). Throws Refusal. */
function mintToken(context, fields) {
    const email = fields.email;
    if (typeof email !== 'string' || email === '') {
        throw new Refusal(400, 'Required parameter not provided: No email provided');
    }
    if (!context.options.accounts.includes(email))
        throw new Refusal(401, 'User not authenticated. Please log in');
    const living = context.state.tokens.filter((one) => alive(context, one));
    const name = typeof fields.name === 'string' && fields.name !== '' ? fields.name : `api_token_${living.length}`;
    if (living.some((one) => one.name === name))
        throw new Refusal(409, `Conflict: Token with name ${name} already exists`);
    if (living.length >= MAX_TOKENS)
        throw new Refusal(400, `Bad Request: MAX number of ${MAX_TOKENS} active tokens reached`);
    const ttl = Number(fields.ttl ?? 3600);
    return issueToken(context, name, Number.isFinite(ttl) && ttl >= 0 ? ttl : 3600);
}
function stamp(at) {
    return at === null ? 'Never' : new Date(at).toISOString().replace('T', ' ').replace('Z', '000');
}
/** A token as v1 shows it: whole only in the answer that mints it, else its first four characters. */
function tokenRow(context, token, whole) {
    const { identity } = context.state;
    return {
        id: token.id,
        created: stamp(token.createdAt),
        last_accessed_at: stamp(token.usedAt),
        ip_address: '127.0.0.1',
        user_agent: null,
        org_id: identity.orgId,
        org_name: identity.orgName,
        user_id: identity.userId,
        name: token.name,
        ttl: token.ttl,
        token: whole ? token.token : `${token.token.slice(0, 4)}...`,
    };
}
/** Tokens that are neither revoked nor over, newest first. */
function livingTokens(context) {
    return context.state.tokens.filter((one) => alive(context, one));
}

;// CONCATENATED MODULE: ./lib/sandbox/control.js
// The control surface under /_sandbox, private to tests: see everything, plant decoys, turn faults and switches.








function machineState(context, machine) {
    const lease = context.state.schedules.find((one) => one.id === machine.leaseId && !one.deleted);
    return {
        id: machine.id,
        external_id: machine.externalId,
        name: machine.name,
        cloud: context.state.clouds.find((cloud) => cloud.id === machine.cloudId)?.name ?? null,
        state: machine.state,
        gone: machine.state === 'terminated' || machine.removedAt !== null,
        planted: machine.planted,
        tags: machine.tags,
        lease: lease === undefined ? null : { id: lease.id, action: lease.action, at: lease.at },
        public_ips: machine.publicIps,
        ssh_port: machine.sshPort,
        cloud_init: machine.cloudInit,
        key_id: machine.keyId,
        job_id: machine.jobId,
        created: machine.createdAt,
    };
}
/** Everything there is, the provider's truth included: machines that are gone, schedules nobody refers to. */
function fullState({ context, requests, crashes }) {
    const { clouds, keys, machines, schedules, tokens } = context.state;
    return {
        now: context.world.now(),
        clouds: clouds.map(({ id, name, provider, enabled, deleted, refused }) => ({
            id,
            name,
            provider,
            enabled,
            deleted,
            refused,
        })),
        keys: keys.map(({ id, name, isDefault, publicKey }) => ({ id, name, default: isDefault, public: publicKey })),
        machines: machines.map((machine) => machineState(context, machine)),
        schedules: schedules
            .filter((one) => !one.deleted)
            .map(({ id, name, machineId, action, at, enabled, runs }) => ({
            id,
            name,
            machine_id: machineId,
            action,
            at,
            enabled,
            runs,
        })),
        tokens: tokens.map(({ id, name, ttl, revoked }) => ({ id, name, ttl, revoked })),
        requests,
        writes: requests.filter((request) => request.write).length,
        crashes,
    };
}
function cloudNamed(context, wanted) {
    const cloud = context.state.clouds.find((one) => !one.deleted && (one.id === wanted || one.name === wanted));
    if (cloud === undefined)
        throw new Refusal(404, 'no such cloud');
    return cloud;
}
function strings(value) {
    if (!isFields(value))
        return {};
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}
function postMachine(context, body) {
    const machine = plantMachine(context, cloudNamed(context, body.cloud ?? 'aws'), {
        name: textField(body, 'name'),
        tags: strings(body.tags),
        state: textField(body, 'state') || 'running',
        createdAt: typeof body.created === 'number' ? body.created : context.world.now(),
    });
    return json({ id: machine.id, external_id: machine.externalId });
}
async function patchMachine(context, id, body) {
    const machine = context.state.machines.find((one) => one.id === id);
    if (machine === undefined)
        throw new Refusal(404, 'no such machine');
    if (body.gone === true)
        await remove(context, machine, body.row === true);
    if (typeof body.state === 'string')
        machine.state = body.state;
    if (typeof body.name === 'string')
        machine.name = body.name;
    if (isFields(body.tags))
        machine.tags = strings(body.tags);
    if (Array.isArray(body.public_ips))
        machine.publicIps = body.public_ips.map(String);
    return json(machineState(context, machine));
}
function postSchedule(context, body) {
    const machine = context.state.machines.find((one) => one.id === body.machine_id);
    if (machine === undefined)
        throw new Refusal(404, 'no such machine');
    const at = typeof body.at === 'number' ? body.at : context.world.now() + 3_600_000;
    const schedule = plantSchedule(context, machine, {
        name: textField(body, 'name') || `${machine.name}-expiration-1`,
        action: textField(body, 'action') || 'destroy',
        at,
        lease: body.lease === true,
    });
    return json({ id: schedule.id });
}
function control_patchCloud(context, id, body) {
    const cloud = cloudNamed(context, id);
    if (typeof body.enabled === 'boolean')
        cloud.enabled = body.enabled;
    if (typeof body.refused === 'boolean')
        cloud.refused = body.refused;
    return reply_text('OK');
}
async function postKey(context, body) {
    const given = textField(body, 'private');
    const privateKey = given === '' ? (await context.keySource.generate()).privateKey : given;
    return json({ id: addKey(context, textField(body, 'name'), privateKey).id });
}
async function control(controlled, request, body) {
    const { context, faults, requests } = controlled;
    const [, , kind, id] = request.path.split('/');
    switch (`${request.method} ${kind}${id === undefined ? '' : '/'}`) {
        case 'GET state':
            return json(fullState(controlled));
        case 'POST faults':
            faults.add(readRule(body));
            return reply_text('OK');
        case 'DELETE faults':
            faults.clear();
            return reply_text('OK');
        case 'DELETE requests':
            requests.splice(0);
            return reply_text('OK');
        case 'POST switches':
            Object.assign(context.switches, body);
            return json(context.switches);
        case 'POST machines':
            return postMachine(context, body);
        case 'PATCH machines/':
            return patchMachine(context, id ?? '', body);
        case 'POST schedules':
            return postSchedule(context, body);
        case 'POST keys':
            return postKey(context, body);
        case 'POST clouds': {
            const of = textField(body, 'account');
            if (of !== '')
                return json({ id: insertAgain(context, textField(body, 'name'), cloudNamed(context, of)).id });
            const fields = isFields(body.fields) ? body.fields : {};
            return json({ id: insertCloud(context, textField(body, 'name'), textField(body, 'provider'), fields, 0).id });
        }
        case 'PATCH clouds/':
            return control_patchCloud(context, id ?? '', body);
        default:
            throw new Refusal(404, 'no such control');
    }
}
/** Answers one request of the control surface; needs a token that lives. Not part of the server's own log. */
async function controlReply(controlled, request) {
    if (checkToken(controlled.context, request.headers.authorization) === null)
        return reply_text('no token', 401);
    try {
        const body = request.body === '' ? {} : JSON.parse(request.body);
        return await control(controlled, request, isFields(body) ? body : {});
    }
    catch (error) {
        if (error instanceof Refusal)
            return reply_text(error.message, error.status);
        return reply_text(error instanceof Error ? error.message : 'failed', 400);
    }
}

// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
;// CONCATENATED MODULE: ./lib/sandbox/key-source.js
// RSA keys for the sandbox: reading what is uploaded, and making new ones, as a port because making is slow and random.


function publicOf(privateKey) {
    const parsed = lib.utils.parseKey(privateKey);
    if (parsed instanceof Error || Array.isArray(parsed))
        return null;
    if (parsed.type !== 'ssh-rsa' || !parsed.isPrivateKey())
        return null;
    return `ssh-rsa ${parsed.getPublicSSH().toString('base64')}`;
}
/** Keys by Node's own crypto: 2048 bits, PKCS#1 PEM. */
function nodeKeySource() {
    return {
        publicOf,
        async generate() {
            const privateKey = await new Promise((resolve, reject) => {
                (0,external_node_crypto_.generateKeyPair)('rsa', {
                    modulusLength: 2048,
                    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
                    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
                }, (error, _publicKey, made) => (error === null ? resolve(made) : reject(error)));
            });
            return { privateKey, publicKey: publicOf(privateKey) ?? '' };
        },
    };
}
/** Hands out the given pairs in turn, for virtual time; throws when none was given. */
function fixedKeySource(pairs) {
    let next = 0;
    return {
        publicOf,
        async generate() {
            const privateKey = pairs[next % pairs.length];
            if (privateKey === undefined)
                throw new Error('The fixed key source has no keys.');
            next += 1;
            return { privateKey, publicKey: publicOf(privateKey) ?? '' };
        },
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/request-log.js
// What the sandbox keeps of requests: a plain record for tests, and the server's own log entry of every change.


function parsed(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return { _python_object: body };
    }
}
/** v1 censors the private half of a key, v2 only the credentials of new clouds: `private` stays readable (H23). */
function censored(request) {
    const body = request.body === '' ? {} : parsed(request.body);
    if (!isFields(body))
        return body;
    const hidden = request.path.startsWith('/api/v1/') ? ['priv', 'password', 'apisecret', 'token'] : ['credentials'];
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, hidden.includes(key) ? '***CENSORED***' : value]));
}
/** The server hides the private half in what it logs of an answer (read in its source). */
function withoutPrivateHalf(body) {
    return isFields(body) && 'priv' in body ? { ...body, priv: '***CENSORED***' } : body;
}
/** Writes the entry of a change to the server's log. Reads, searches and unauthenticated requests leave none. */
function logRequest(context, request, answered) {
    const { reply, match, note, token } = answered;
    if (match === null || token === null || request.method === 'GET' || request.method === 'HEAD')
        return;
    if (match.route.action === 'search_images')
        return;
    const v1 = request.path.startsWith('/api/v1/');
    addLog(context, {
        action: match.route.action,
        type: 'request',
        error: reply.status >= 400 ? reply.body.slice(0, 200) : false,
        ...(note.jobId === undefined ? {} : { story: { jobId: note.jobId, relation: 'opens' } }),
        fields: {
            session_id: token.id,
            request_path: request.path,
            request_method: request.method,
            request_ip: '127.0.0.1',
            user_agent: request.headers['user-agent'] ?? '',
            response_code: reply.status,
            api_token_id: token.id,
            api_token_name: token.name,
            api_token: `${token.token.slice(0, 4)}***CENSORED***`,
            token_expires: token.ttl === 0 ? 'Never' : String(token.createdAt + token.ttl * 1000),
            [v1 ? 'request_params' : 'request_body']: censored(request),
            response_body: withoutPrivateHalf(parsed(reply.body)),
            ...note.fields,
        },
    });
}

;// CONCATENATED MODULE: ./lib/sandbox/probe.js
// Mist's own probe of a machine: ping, then SSH with the keys and users that the server associates with it. The route and
// its errors are read in the server's source, the forms of both results are the recorded ones of machine rows.


const NO_PING = {
    packets_tx: null,
    packets_rx: null,
    packets_loss: null,
    rtt_min: null,
    rtt_max: null,
    rtt_avg: null,
    rtt_std: null,
    updated_at: null,
    unreachable_since: null,
};
const NO_SSH = {
    uptime: null,
    loadavg: [],
    cores: null,
    users: null,
    pub_ips: [],
    priv_ips: [],
    df: null,
    macs: [],
    kernel: null,
    os: null,
    os_version: null,
    distro: null,
    dirty_cow: null,
    updated_at: null,
    unreachable_since: null,
};
function probe_stamp(at) {
    return `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000`;
}
function sshResult(machine) {
    if (machine.probedAt === null)
        return null;
    return {
        ...NO_SSH,
        uptime: Math.round((machine.probedAt - machine.createdAt) / 1000),
        loadavg: [0, 0, 0],
        cores: 1,
        users: 0,
        df: 'Filesystem Size Used Avail Use% Mounted on',
        kernel: '6.1.0',
        os: 'ubuntu',
        os_version: '24.04',
        distro: 'ubuntu',
        dirty_cow: false,
        updated_at: probe_stamp(machine.probedAt),
    };
}
/** `probe` of a v1 row: always both parts, empty before the first probe. */
function probeV1(machine) {
    return { ping: NO_PING, ssh: sshResult(machine) ?? NO_SSH };
}
/** `probe` of a v2 row: only what there is. */
function probeV2(machine) {
    const ssh = sshResult(machine);
    return ssh === null ? {} : { ssh };
}
/** Loopback is never pinged. Throws what the server says when it cannot get in. */
function probeMachine(context, machine) {
    const { switches, world } = context;
    // It tries only keys that its worker has associated with the machine, which comes some seconds after the create.
    if (machine.associations.length === 0) {
        throw new Refusal(401, `Couldn't authenticate to machine: ${machine.cloudId}:${machine.id}`);
    }
    if (machine.state !== 'running' || matchesName(switches.sshNever, machine.name)) {
        throw new Refusal(503, 'Service unavailable: SSH timed-out repeatedly.');
    }
    machine.probedAt = world.now();
    return json({ ping: null, ssh: sshResult(machine) });
}

;// CONCATENATED MODULE: ./lib/sandbox/rows-v1.js
// Rows as API v1 shows them, in the shapes of both series.




/** `2026-11-23 02:44:01.028000` */
function microDate(at) {
    return `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000`;
}
/** 4.7 calls a cloud's name `title`. */
function cloudRow(context, cloud) {
    const { userId } = context.state.identity;
    const { id, name, provider, enabled, tags, fields } = cloud;
    const label = context.options.series === '4.7' ? { title: name } : { name };
    const other = provider === 'other';
    return {
        id,
        ...label,
        provider,
        enabled,
        dns_enabled: false,
        object_storage_enabled: false,
        observation_logs_enabled: !other,
        container_enabled: false,
        state: enabled ? 'online' : 'offline',
        polling_interval: other ? 0 : 1800,
        tags,
        owned_by: userId,
        created_by: userId,
        ...fields,
    };
}
/** Rows of the 2023 series tell when they were made and last seen; those of 4.7 do not. */
function seenFields(context) {
    return context.options.series === '4.7' ? {} : { created: 'None', last_seen: microDate(context.world.now()) };
}
/** `extra` of an image, by provider. */
function imageExtra(image, provider) {
    if (provider !== 'ec2')
        return {};
    return {
        state: 'available',
        is_public: 'true',
        architecture: image.architecture === 'arm' ? 'arm64' : 'x86_64',
        image_type: 'machine',
        description: image.description,
        root_device_type: 'ebs',
        virtualization_type: 'hvm',
        tags: {},
    };
}
/** An image as v1 lists it. */
function imageRow(context, cloud, image) {
    return {
        id: image.id,
        cloud: cloud.id,
        external_id: image.externalId,
        name: image.name,
        starred: image.starred,
        extra: imageExtra(image, cloud.provider),
        os_type: image.osType,
        os_distro: image.osDistro,
        architecture: [image.architecture],
        min_disk_size: null,
        min_memory_size: null,
        tags: {},
        origin: 'system',
        ...seenFields(context),
        missing_since: '',
    };
}
/** `extra` of a size: `price` is the hourly one. */
function sizeExtra(size, provider) {
    if (provider === 'ec2')
        return { instanceType: size.externalId, vcpu: String(size.cpus), price: size.price };
    return { price: size.price, monthly_price: Math.round(size.price * 720) };
}
/** A size as v1 lists it. */
function sizeRow(context, cloud, size) {
    return {
        id: size.id,
        cloud: cloud.id,
        external_id: size.externalId,
        name: size.name,
        cpus: size.cpus,
        ram: size.ram,
        bandwidth: null,
        extra: sizeExtra(size, cloud.provider),
        disk: size.disk,
        architecture: size.architecture,
        ...seenFields(context),
        missing_since: '',
    };
}
/** A location as v1 lists it. */
function locationRow(context, cloud, location) {
    return {
        id: location.id,
        extra: {},
        cloud: cloud.id,
        external_id: location.externalId,
        name: location.name,
        country: location.country,
        ...seenFields(context),
        parent: location.parent,
        location_type: location.kind,
        images_location: null,
        missing_since: '',
    };
}
/** A key as v1 lists it, with the machines it is associated with. */
function keyRow(context, key) {
    const { userId } = context.state.identity;
    const machines = context.state.machines.flatMap((machine) => machine.associations
        .filter((one) => one.keyId === key.id)
        .map((one) => ({
        cloud_id: machine.cloudId,
        machine_id: machine.id,
        last_used: 0,
        ssh_user: one.user,
        sudo: false,
        port: machine.sshPort,
        association_id: one.associationId,
    })));
    return {
        id: key.id,
        name: key.name,
        owned_by: userId,
        created_by: userId,
        isDefault: key.isDefault,
        machines,
        tags: key.tags,
    };
}
/** null, or `{id, action, date, notify}` with a date in UTC without a zone. */
function leaseOf(context, machine) {
    const lease = context.state.schedules.find((one) => one.id === machine.leaseId && !one.deleted);
    if (lease === undefined)
        return null;
    const date = new Date(lease.at).toISOString().slice(0, 19);
    return { id: lease.id, action: lease.action, date, notify: lease.notify };
}
/** What the provider's own record of a machine looks like: `extra` of both APIs. */
function machineExtra(machine, provider) {
    if (provider !== 'ec2')
        return { status: machine.state, image: machine.imageExternalId };
    return {
        image_id: machine.imageExternalId,
        instance_id: machine.externalId,
        launch_time: new Date(machine.createdAt).toISOString(),
        status: machine.view?.state ?? machine.state,
        virtualization_type: 'hvm',
        tags: { Name: machine.name },
    };
}
function associationsOf(machine) {
    const rows = machine.associations.map((one) => [
        one.associationId,
        {
            _id: { $oid: one.associationId },
            _cls: 'KeyMachineAssociation',
            key: one.keyId,
            machine: machine.id,
            last_used: 0,
            ssh_user: one.user,
            sudo: false,
            port: machine.sshPort,
        },
    ]);
    return Object.fromEntries(rows);
}
/** Hourly and monthly price; a terminated machine costs nothing. */
function costOf(machine) {
    const hourly = machine.view?.state === 'terminated' ? 0 : machine.hourly;
    return { hourly, monthly: Math.round(hourly * 720 * 1e6) / 1e6 };
}
/** Address fields by Mist's last look. */
function addressFields(machine) {
    const { view } = machine;
    return {
        hostname: view?.publicIps[0] ?? view?.privateIps[0] ?? '',
        public_ips: view?.publicIps ?? [],
        private_ips: view?.privateIps ?? [],
    };
}
/** A machine by Mist's cached view. 4.7 calls the provider's id `machine_id`. */
function machineRow(context, machine) {
    const cloud = cloudOf(context.state, machine.cloudId);
    const provider = cloud?.provider ?? '';
    const { userId } = context.state.identity;
    const owner = machine.planted ? '' : userId;
    const size = cloud?.sizes.find((one) => one.id === machine.sizeId);
    return {
        id: machine.id,
        ...addressFields(machine),
        name: machine.name,
        ssh_port: machine.view?.sshPort ?? 22,
        os_type: 'unix',
        rdp_port: 3389,
        [context.options.series === '4.7' ? 'machine_id' : 'external_id']: machine.externalId,
        actions: actionsIn(machine.view?.state ?? 'unknown', provider),
        extra: machineExtra(machine, provider),
        cost: costOf(machine),
        state: machine.view?.state ?? 'unknown',
        tags: machine.tags,
        monitoring: '',
        key_associations: associationsOf(machine),
        cloud: machine.cloudId,
        location: machine.locationId,
        size: size?.name ?? machine.sizeId,
        image: machine.imageId,
        cloud_title: cloud?.name ?? '',
        last_seen: microDate(machine.view?.at ?? machine.createdAt),
        missing_since: '',
        unreachable_since: '',
        created: plainDate(machine.createdAt),
        machine_type: provider === 'docker' ? 'container' : 'machine',
        parent: '',
        probe: probeV1(machine),
        cores: size?.cpus ?? null,
        network: '',
        subnet: '',
        owned_by: owner,
        created_by: owner,
        expiration: leaseOf(context, machine),
        provider,
        cluster: '',
    };
}
/** A schedule as v1 lists it; the series differ in `task_type` and `run_immediately`. */
function scheduleRow(context, schedule) {
    const { userId } = context.state.identity;
    const old = context.options.series === '4.7';
    const date = plainDate(schedule.at);
    return {
        id: schedule.id,
        name: schedule.name,
        description: 'Scheduled to run when machine expires',
        schedule: `OneOff date to run ${date}`,
        schedule_type: 'one_off',
        schedule_entry: { entry: date },
        task_type: { action: old ? schedule.action : 'machine_action' },
        expires: '',
        start_after: '',
        task_enabled: schedule.enabled,
        active: schedule.enabled,
        ...(old ? { run_immediately: '' } : {}),
        last_run_at: schedule.lastRunAt === null ? '' : plainDate(schedule.lastRunAt),
        total_run_count: schedule.runs,
        max_run_count: 1,
        selectors: [{ type: 'machines', ids: [schedule.machineId] }],
        owned_by: userId,
        created_by: userId,
        tags: {},
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/tags.js
// Tags of clouds, keys and machines: accepted at once, written a second or two later by an asynchronous task.

function target(context, change) {
    const { state } = context;
    switch (change.type.replace(/s$/, '')) {
        case 'machine':
            return state.machines.find((one) => one.id === change.id && one.view !== null);
        case 'key':
            return state.keys.find((one) => one.id === change.id);
        case 'cloud':
            return state.clouds.find((one) => one.id === change.id && !one.deleted);
        default:
            return undefined;
    }
}
/** False where the resource does not exist; otherwise the change is on its way. */
function applyTags(context, change) {
    const found = target(context, change);
    if (found === undefined)
        return false;
    const { world } = context;
    world.schedule(world.now() + paced(context, 1000 + Math.floor(world.random() * 1000)), () => {
        for (const key of change.remove)
            delete found.tags[key];
        for (const [key, value] of change.add)
            found.tags[key] = value;
    });
    return true;
}
/** Every tag with how many resources have it: `GET /api/v2/tags`. */
function tagCounts(context) {
    const { machines, keys, clouds } = context.state;
    const counts = new Map();
    for (const { tags } of [...clouds.filter((one) => !one.deleted), ...keys, ...machines]) {
        for (const [key, value] of Object.entries(tags)) {
            const name = JSON.stringify([key, value]);
            const row = counts.get(name) ?? { resource_count: 0, tag: { [key]: value } };
            row.resource_count += 1;
            counts.set(name, row);
        }
    }
    return [...counts.values()];
}

;// CONCATENATED MODULE: ./lib/sandbox/v1-account.js
// API v1 around the organisation: ping, tokens, jobs, logs, schedules, tags.







function ping(call) {
    return json({ hello: call.context.state.identity.email });
}
function revoke(call) {
    const { id } = fieldsOf(call);
    const token = livingTokens(call.context).find((one) => one.id === id);
    if (token === undefined)
        throw new Refusal(404, 'Not Found: Api token not found');
    token.revoked = true;
    return reply_text('OK');
}
function job(call) {
    const id = param(call, 0);
    const story = jobStory(call.context, id);
    if (story === null)
        throw new Refusal(404, `Not Found: Story ${id}`);
    return json({
        logs: story.logs,
        type: null,
        error: story.error,
        story_id: id,
        started_at: story.startedAt,
        finished_at: story.finishedAt,
        ...story.merged,
    });
}
function logs(call) {
    // Adding a type to the filter found nothing on any server seen.
    if (call.query.has('type') || call.query.has('event_type'))
        return json([]);
    const limit = Number(call.query.get('limit') ?? 100);
    return json(searchLogs(call.context, call.query.get('filter'), Number.isFinite(limit) && limit > 0 ? limit : 100));
}
function schedules(call) {
    const { context } = call;
    return json(context.state.schedules.filter((one) => !one.deleted).map((one) => scheduleRow(context, one)));
}
function deleteSchedule(call) {
    const { context } = call;
    const schedule = context.state.schedules.find((one) => one.id === param(call, 0) && !one.deleted);
    if (schedule === undefined)
        throw new Refusal(404, 'Not Found: Schedule does not exist');
    removeSchedule(context, schedule);
    return reply_text('OK');
}
function changeOf(operation) {
    if (!isFields(operation) || !isFields(operation.resource) || !Array.isArray(operation.tags))
        return null;
    const resource = operation.resource;
    if (resource.type === 'machine' && typeof resource.cloud_id !== 'string') {
        throw new Refusal(400, 'Required parameter not provided: cloud_id');
    }
    const tags = operation.tags.filter(isFields);
    return {
        type: String(resource.type),
        id: String(resource.item_id),
        add: tags.filter((tag) => tag.op !== '-').map((tag) => [String(tag.key), String(tag.value ?? '')]),
        remove: tags.filter((tag) => tag.op === '-').map((tag) => String(tag.key)),
    };
}
function bulkTags(call) {
    if (!Array.isArray(call.body))
        throw new Refusal(400, 'Required parameter not provided: tags');
    const changes = call.body.map(changeOf).filter((change) => change !== null);
    for (const change of changes) {
        if (!applyTags(call.context, change))
            throw new Refusal(404, 'Not Found: Resource with that id does not exist');
    }
    return reply_text('OK');
}
function orgs(call) {
    const { orgId, orgName } = call.context.state.identity;
    return json([{ id: orgId, name: orgName }]);
}
/** Routes of v1 around the organisation. */
const V1_ACCOUNT = [
    { method: 'GET', pattern: '/api/v1/ping', action: 'ping', handle: ping },
    { method: 'GET', pattern: '/api/v1/orgs', action: 'list_orgs', handle: orgs },
    {
        method: 'GET',
        pattern: '/api/v1/tokens',
        action: 'list_tokens',
        handle: (call) => json(livingTokens(call.context).map((one) => tokenRow(call.context, one, false))),
    },
    {
        method: 'POST',
        pattern: '/api/v1/tokens',
        action: 'create_token',
        handle: (call) => json(tokenRow(call.context, mintToken(call.context, fieldsOf(call)), true)),
    },
    { method: 'DELETE', pattern: '/api/v1/tokens', action: 'revoke_token', handle: revoke },
    { method: 'GET', pattern: '/api/v1/jobs/:id', action: 'show_job', handle: job },
    { method: 'GET', pattern: '/api/v1/logs', action: 'list_logs', handle: logs },
    { method: 'GET', pattern: '/api/v1/schedules', action: 'list_schedules', handle: schedules },
    { method: 'DELETE', pattern: '/api/v1/schedules/:id', action: 'delete_schedule', handle: deleteSchedule },
    { method: 'POST', pattern: '/api/v1/tags', action: 'modify_tags', handle: bulkTags },
];

;// CONCATENATED MODULE: ./lib/sandbox/v1-clouds.js
// API v1: clouds with their catalogs, and keys. Paths take ids only; a name is not found.







function cloudAt(call) {
    const cloud = cloudOf(call.context.state, param(call, 0));
    if (cloud === undefined)
        throw new Refusal(404, 'Not Found: Cloud does not exist');
    return cloud;
}
function listed(call, cloud, rows) {
    return call.context.world.now() < cloud.catalogAt ? [] : rows;
}
function living(call) {
    return call.context.state.clouds.filter((cloud) => !cloud.deleted);
}
function cloudName(call, fields) {
    if (call.context.options.series === '4.7')
        return textField(fields, 'title') || textField(fields, 'name');
    if ('title' in fields) {
        const value = String(fields.title);
        throw new Refusal(400, `Bad Request: {'msg': "Invalid parameters ['title'].", 'errors': {'title': "Invalid parameter title='${value}'."}}`);
    }
    return textField(fields, 'name');
}
/** A provider `other` without machines answers 500, and the cloud is there all the same (recorded). */
function addOther(call, name, fields) {
    checkCloudName(name);
    if (nameTaken(call.context, name))
        throw new Refusal(409, 'Cloud with this name already exists');
    const cloud = insertCloud(call.context, name, 'other', {}, 0);
    if (!Array.isArray(fields.machines))
        throw new Refusal(500, 'Internal Server Error');
    return json({ ...cloudRow(call.context, cloud), index: living(call).length - 1 });
}
async function postCloud(call) {
    const type = call.request.headers['content-type'] ?? '';
    if (call.body === null && type.startsWith('application/x-www-form-urlencoded')) {
        throw new Refusal(500, 'Internal Server Error');
    }
    const fields = fieldsOf(call);
    const asked = textField(fields, 'provider');
    if (asked === '')
        throw new Refusal(400, 'Required parameter not provided: provider');
    const provider = SERVER_NAMES[asked] ?? asked;
    const name = cloudName(call, fields);
    if (provider === 'other')
        return addOther(call, name, fields);
    const { title: _title, ...rest } = fields;
    const cloud = await addCloud(call.context, name, provider, rest, 401);
    return json({ ...cloudRow(call.context, cloud), index: living(call).indexOf(cloud) });
}
function renameCloud(call) {
    const cloud = cloudAt(call);
    const fields = fieldsOf(call);
    const name = textField(fields, 'new_name') || textField(fields, 'name');
    checkCloudName(name);
    cloud.name = name;
    return reply_text('OK');
}
function v1_clouds_images(call) {
    const cloud = cloudAt(call);
    const rows = listed(call, cloud, cloud.images).filter((image) => image.stored);
    return json(rows.map((image) => imageRow(call.context, cloud, image)));
}
function glob(pattern) {
    return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}`);
}
/**
 * The provider's own search; what it finds is in Mist's list from then on. On EC2 it is a case-sensitive beginning of the
 * name (with `*`) or a word of the description.
 */
function searchImages(call) {
    const cloud = cloudAt(call);
    if (providerFails(call.context, cloud))
        throw new Refusal(500, 'Internal Server Error');
    const term = textField(fieldsOf(call), 'search_term');
    if (term === '')
        return v1_clouds_images(call);
    const matches = glob(term);
    const found = listed(call, cloud, cloud.images).filter((image) => cloud.provider === 'ec2'
        ? matches.test(image.name) || image.description.includes(term)
        : image.name.toLowerCase().includes(term.toLowerCase()));
    for (const image of found)
        image.stored = true;
    return json(found.map((image) => imageRow(call.context, cloud, image)));
}
/** An unknown cloud is 500 here: the lookup is not guarded on the real server. */
function sizes(call) {
    const cloud = cloudOf(call.context.state, param(call, 0));
    if (cloud === undefined)
        throw new Refusal(500, 'Internal Server Error');
    return json(listed(call, cloud, cloud.sizes).map((size) => sizeRow(call.context, cloud, size)));
}
function locations(call) {
    const cloud = cloudOf(call.context.state, param(call, 0));
    if (cloud === undefined)
        throw new Refusal(404, "'Cloud not found'");
    return json(listed(call, cloud, cloud.locations).map((one) => locationRow(call.context, cloud, one)));
}
function keyAt(call) {
    const key = call.context.state.keys.find((one) => one.id === param(call, 0));
    if (key === undefined)
        throw new Refusal(404, 'Not Found: Key id does not exist');
    return key;
}
async function makePair(call) {
    const pair = await call.context.keySource.generate();
    return json({ priv: pair.privateKey, public: pair.publicKey });
}
function putKey(call) {
    const fields = fieldsOf(call);
    const name = textField(fields, 'name');
    if (name === '')
        throw new Refusal(400, 'Bad Request: Key name is not provided');
    const privateKey = textField(fields, 'priv');
    if (privateKey === '')
        throw new Refusal(400, 'Required parameter not provided: Private key is not provided');
    const { id, isDefault } = addKey(call.context, name, privateKey);
    return json({ id, name, machines: [], isDefault });
}
function removeKey(call) {
    deleteKey(call.context, keyAt(call), fieldsOf(call).delete_from_vault === true);
    return reply_text('OK');
}
function renameKey(call) {
    const key = keyAt(call);
    const name = textField(fieldsOf(call), 'new_name');
    if (name === '')
        throw new Refusal(400, 'Required parameter not provided: new_name');
    key.name = name;
    return json({ new_name: name });
}
function setDefault(call) {
    makeDefault(call.context, keyAt(call));
    return reply_text('OK');
}
function patch(call) {
    patchCloud(call.context, cloudAt(call), fieldsOf(call));
    return reply_text('OK');
}
function deleteCloud(call) {
    removeCloud(cloudAt(call));
    return reply_text('OK');
}
/** Routes of v1 for clouds and keys. */
const V1_CLOUDS = [
    {
        method: 'GET',
        pattern: '/api/v1/clouds',
        action: 'list_clouds',
        handle: (call) => json(living(call).map((cloud) => cloudRow(call.context, cloud))),
    },
    { method: 'POST', pattern: '/api/v1/clouds', action: 'add_cloud', handle: postCloud },
    { method: 'PUT', pattern: '/api/v1/clouds/:id', action: 'rename_cloud', handle: renameCloud },
    { method: 'PATCH', pattern: '/api/v1/clouds/:id', action: 'update_cloud', handle: patch },
    { method: 'DELETE', pattern: '/api/v1/clouds/:id', action: 'delete_cloud', handle: deleteCloud },
    { method: 'GET', pattern: '/api/v1/clouds/:id/images', action: 'list_images', handle: v1_clouds_images },
    { method: 'POST', pattern: '/api/v1/clouds/:id/images', action: 'search_images', handle: searchImages },
    { method: 'GET', pattern: '/api/v1/clouds/:id/sizes', action: 'list_sizes', handle: sizes },
    { method: 'GET', pattern: '/api/v1/clouds/:id/locations', action: 'list_locations', handle: locations },
    {
        method: 'GET',
        pattern: '/api/v1/keys',
        action: 'list_keys',
        handle: (call) => json(call.context.state.keys.map((key) => keyRow(call.context, key))),
    },
    { method: 'POST', pattern: '/api/v1/keys', action: 'generate_key', handle: makePair },
    { method: 'PUT', pattern: '/api/v1/keys', action: 'add_key', handle: putKey },
    {
        method: 'GET',
        pattern: '/api/v1/keys/:id/private',
        action: 'read_private_key',
        handle: (call) => json(privateHalf(call.context, keyAt(call))),
    },
    {
        method: 'GET',
        pattern: '/api/v1/keys/:id/public',
        action: 'read_public_key',
        handle: (call) => json(keyAt(call).publicKey),
    },
    { method: 'POST', pattern: '/api/v1/keys/:id', action: 'set_default_key', handle: setDefault },
    { method: 'PUT', pattern: '/api/v1/keys/:id', action: 'edit_key', handle: renameKey },
    { method: 'DELETE', pattern: '/api/v1/keys/:id', action: 'delete_key', handle: removeKey },
];

;// CONCATENATED MODULE: ./lib/sandbox/create-job.js
// A create after its acceptance: the provider's answer, the worker that waits for the row, lease and tags, post-deploy.






/** The worker looks 10 times at most: after 1, 3, 6 … steps. */
const LAST_LOOK = 10;
function jobLog(context, order, action, fields, end = {}) {
    const closes = end.closes === true || end.error !== undefined;
    addLog(context, {
        action,
        type: 'job',
        error: end.error ?? false,
        story: { jobId: order.jobId, relation: closes ? 'closes' : 'updates' },
        fields: { job: 'create_machine', ...fields },
    });
}
function finished(context, order, name, externalId, error) {
    const fields = { cloud_id: order.cloud.id, machine_name: name };
    if (error === undefined || order.api === 'v1')
        fields.external_id = externalId;
    jobLog(context, order, 'machine_creation_finished', fields, error === undefined ? {} : { error });
}
function providerError(context, order, name) {
    const own = createErrorFor(context.switches, { cloud: order.cloud.name, name, size: order.size });
    if (own !== null)
        return own;
    const taken = context.state.machines.some((one) => one.cloudId === order.cloud.id && one.name === name && one.removedAt === null);
    // Docker's names are unique; EC2 and most others take the same name twice.
    if (order.cloud.provider === 'docker' && taken) {
        return `None {"message": "Conflict. The container name \\"/${name}\\" is already in use"}`;
    }
    return null;
}
/** The words of a failed create: v1 names the provider's type, v2 the cloud. */
function failureText(order, text) {
    if (order.api === 'v1')
        return `Machine creation failed: ${providerLabel(order.cloud)}, got exception ${text}`;
    return `Machine creation failed with exception: Machine creation failed: ${order.cloud.name}, got exception ${text}`;
}
function providerLabel(cloud) {
    return cloud.provider === 'ec2' ? 'EC2' : cloud.provider.charAt(0).toUpperCase() + cloud.provider.slice(1);
}
function postDeploy(context, order, machine, tries) {
    const { world, switches } = context;
    const wait = paced(context, 600) * Math.min(tries, 30);
    world.schedule(world.now() + Math.max(wait, 20), () => {
        if (machine.state === 'terminated')
            return;
        const reachable = machine.state === 'running' && !matchesName(switches.sshNever, machine.name);
        if (!reachable)
            return postDeploy(context, order, machine, tries + 1);
        const where = {
            external_id: machine.externalId,
            host: machine.publicIps[0] ?? machine.privateIps[0] ?? '',
            ssh_user: order.cloud.provider === 'ec2' ? 'ec2-user' : 'root',
        };
        const ids = order.api === 'v1' && context.options.series === '2023'
            ? { cloud: order.cloud.id, machine: machine.id, key: machine.keyId }
            : { cloud_id: order.cloud.id, machine_id: machine.id, key_id: machine.keyId };
        if (machine.keyId !== null)
            jobLog(context, order, 'probe', { ...ids, ...where, result: { uptime: '12.3', cores: '1' } });
        jobLog(context, order, 'post_deploy_finished', { ...ids, ...where }, { closes: true });
    });
}
/** The worker has found the row: key, then lease, then the log line, then (an asynchronous task) the tags. */
function complete(context, order, machine) {
    const { world, switches } = context;
    if (order.leaseError !== null) {
        finished(context, order, machine.orderedAs, machine.externalId, order.leaseError);
        return;
    }
    if (machine.keyId !== null) {
        const user = order.cloud.provider === 'ec2' ? 'ec2-user' : 'root';
        machine.associations.push({ keyId: machine.keyId, associationId: hexOf(world, 24), user });
    }
    if (order.lease !== null && !matchesName(switches.leaseSwallowed, machine.orderedAs)) {
        leaseByWorker(context, machine, order.lease);
    }
    finished(context, order, machine.orderedAs, machine.externalId);
    world.schedule(world.now() + paced(context, 1000 + Math.floor(world.random() * 1000)), () => {
        machine.tags = { ...machine.tags, ...order.tags };
    });
    postDeploy(context, order, machine, 1);
}
function lookFor(context, order, machine, nth) {
    const { world, options } = context;
    world.schedule(world.now() + nth * options.workerStepMs, () => {
        // Destroyed before the worker was done: it gives up without a word, and the job never finishes.
        if (machine.state === 'terminated' || machine.view?.state === 'terminated')
            return;
        if (machine.view !== null && machine.missingSince === null)
            return complete(context, order, machine);
        if (nth >= LAST_LOOK) {
            finished(context, order, machine.orderedAs, machine.externalId, 'Machine with external_id was not found');
            return;
        }
        lookFor(context, order, machine, nth + 1);
    });
}
function createOne(context, order, name) {
    const error = providerError(context, order, name);
    if (error !== null) {
        finished(context, order, name, '', failureText(order, error));
        return;
    }
    const machine = launch(context, order.cloud, { ...order.spec, name, jobId: order.jobId });
    lookFor(context, order, machine, 1);
}
/**
 * Runs an accepted create in the background: the provider is asked within a moment, and every result is written to the
 * job's log. `spec.secondMachine` of the switches makes the broker deliver the whole order once more.
 */
function runCreate(context, order) {
    const { world, switches } = context;
    const begin = () => {
        jobLog(context, order, 'async_machine_creation_started', { ...order.started });
        for (const name of order.names) {
            if (order.api === 'v2') {
                jobLog(context, order, 'sending_create_machine_request', { cloud_id: order.cloud.id, machine_name: name });
            }
            world.schedule(world.now() + paced(context, 200), () => createOne(context, order, name));
        }
    };
    startPolling(context, order.cloud, true);
    world.schedule(world.now() + switches.queueMs + paced(context, order.api === 'v1' ? 1000 : 10), begin);
    const again = switches.secondMachine;
    if (again !== null && order.names.some((name) => matchesName(again.name, name))) {
        world.schedule(world.now() + again.afterMs, begin);
    }
}

;// CONCATENATED MODULE: ./lib/sandbox/machine-texts.js
// A live list as text. Whoever waits for a machine asks for it every second or two, and between two looks a row changes in
// one field only: when it was seen. So the text around that field is kept as long as what it is made of stays the same.


const KEPT = new WeakMap();
const SEEN = ',"last_seen":"';
/** Everything that can change in a row, but for when it was seen. */
function ingredients(context, machine) {
    const { name, state, sshPort, view, tags, leaseId, associations, probedAt } = machine;
    const cloud = cloudOf(context.state, machine.cloudId);
    const lease = leaseId !== null && context.state.schedules.some((one) => one.id === leaseId && !one.deleted) ? leaseId : '';
    const seen = view === null ? '' : `${view.state} ${view.publicIps} ${view.privateIps} ${view.sshPort}`;
    const keys = associations.map((one) => one.associationId);
    return `${cloud?.name}\n${name}\n${state} ${sshPort} ${probedAt}\n${seen}\n${lease}\n${keys}\n${JSON.stringify(tags)}`;
}
function keep(context, machine, from) {
    const text = JSON.stringify(machineRow(context, machine));
    // Inside texts quotes are escaped, and no free key stands behind this field.
    const begin = text.lastIndexOf(SEEN) + SEEN.length;
    const kept = { from, before: text.slice(0, begin), after: text.slice(text.indexOf('"', begin)) };
    KEPT.set(machine, kept);
    return kept;
}
/** All rows of one look were seen at the same moment. */
let newest = { at: 0, text: microDate(0) };
function seenText(at) {
    if (newest.at !== at)
        newest = { at, text: microDate(at) };
    return newest.text;
}
/** What JSON makes of `machineRow`, and faster where the machine is as it was. */
function machineText(context, machine) {
    const from = ingredients(context, machine);
    const known = KEPT.get(machine);
    const { before, after } = known?.from === from ? known : keep(context, machine, from);
    return `${before}${seenText(machine.view?.at ?? machine.createdAt)}${after}`;
}

;// CONCATENATED MODULE: ./lib/sandbox/v1-machines.js
// API v1: machines. Live and cached lists, actions, leases, and the old create with its quirks.











const ACTIONS = "('start', 'stop', 'reboot', 'destroy', 'resize', 'rename', 'undefine', 'suspend', 'resume', 'remove', " +
    "'list_snapshots', 'create_snapshot', 'remove_snapshot', 'revert_to_snapshot', 'clone', 'expose', 'power_cycle')";
function v1_machines_cloudAt(call) {
    const cloud = cloudOf(call.context.state, param(call, 0));
    if (cloud === undefined)
        throw new Refusal(404, 'Not Found: Cloud does not exist');
    return cloud;
}
/** Without `cached` the provider itself is asked, which also brings Mist's own view up to date. */
function listOf(call) {
    const { context } = call;
    const cloud = v1_machines_cloudAt(call);
    if (!/^(1|true)$/i.test(call.query.get('cached') ?? '')) {
        if (providerFails(context, cloud))
            throw new Refusal(503, 'Cloud unavailable');
        refresh(context, cloud);
    }
    const rows = knownMachines(context.state, cloud.id).map((machine) => machineText(context, machine));
    return jsonText(`[${rows.join(',')}]`);
}
function allMachines(call) {
    const { context } = call;
    const rows = knownMachines(context.state).filter((one) => cloudOf(context.state, one.cloudId)?.enabled);
    return json(rows.map((machine) => machineRow(context, machine)));
}
/** The machine of this Mist id as Mist knows it. Throws the 404s of an unknown and of a terminated one. */
function machineAt(call) {
    const id = param(call, 0);
    const machine = knownMachines(call.context.state).find((one) => one.id === id);
    if (machine === undefined)
        throw new Refusal(404, `Not Found: Machine ${id} doesn't exist`);
    if (machine.view?.state === 'terminated')
        throw new Refusal(404, `Not Found: Machine ${id} has been terminated`);
    return machine;
}
function isPower(action) {
    return action === 'start' || action === 'stop' || action === 'reboot' || action === 'destroy';
}
async function act(call, machine) {
    const { context } = call;
    const action = textField(fieldsOf(call), 'action');
    if (!ACTIONS.includes(`'${action}'`)) {
        throw new Refusal(400, `Bad Request: Action '${action}' should be one of ${ACTIONS}`);
    }
    const cloud = cloudOf(context.state, machine.cloudId);
    const allowed = actionsIn(machine.view?.state ?? 'unknown', cloud?.provider ?? '');
    if (allowed[action] !== true)
        throw new Refusal(403, `Forbidden: Machine doesn't support ${action}.`);
    if (cloud !== undefined && providerFails(context, cloud))
        throw new Refusal(500, 'Internal Server Error');
    // What is not about power would need parameters that the product never sends.
    if (!isPower(action))
        throw new Refusal(500, 'Internal Server Error');
    await performAction(context, machine, action);
    call.note.fields = { machine_id: machine.id };
    return reply_text('OK');
}
function actByExternalId(call) {
    const cloud = v1_machines_cloudAt(call);
    const wanted = param(call, 1);
    const machine = knownMachines(call.context.state, cloud.id).find((one) => one.externalId === wanted);
    if (machine === undefined)
        throw new Refusal(404, `Not Found: Machine ${wanted} doesn't exist`);
    return act(call, machine);
}
const CLASSES = { ec2: 'AmazonCloud', linode: 'LinodeCloud', docker: 'DockerCloud' };
function edit(call) {
    const { context } = call;
    const machine = machineAt(call);
    const { expiration } = fieldsOf(call);
    if (isFields(expiration))
        editLease(context, machine, expiration);
    const cloud = cloudOf(context.state, machine.cloudId);
    const kind = CLASSES[cloud?.provider ?? ''] ?? 'Cloud';
    call.note.fields = { machine_id: machine.id, machine: machine.id };
    return json(`Machine ${machine.name} (${machine.id}) in <class 'mist.api.clouds.models.${kind}'> cloud ${cloud?.name} ` +
        `(${machine.cloudId}) of Org ${context.state.identity.orgName} (1 teams - 1 members)`);
}
function tagsOf(fields) {
    const given = fields.tags;
    if (given === undefined || given === null)
        return {};
    const parts = isFields(given) ? [given] : Array.isArray(given) ? given : null;
    if (parts === null || !parts.every(isFields)) {
        throw new Refusal(400, 'Bad Request: Invalid tags format. Expecting either a dictionary of tags or a list of single-item dictionaries');
    }
    return Object.fromEntries(parts.flatMap((part) => Object.entries(part).map(([key, value]) => [key, String(value)])));
}
function v1_machines_leaseOf(fields, now) {
    const given = fields.expiration;
    if (!isFields(given))
        return { lease: null, error: null };
    const at = parsePlainDate(String(given.date));
    if (at === null)
        return { lease: null, error: 'Bad Request: Date value was not valid' };
    if (at <= now) {
        return { lease: null, error: 'Bad Request: Date of future task is in the past. Please contact Marty McFly' };
    }
    return {
        lease: { at, action: textField(given, 'action') || 'stop', notify: Number(given.notify ?? 0) },
        error: null,
    };
}
function specOf(call, cloud, fields) {
    const image = cloud.images.find((one) => one.id === fields.image);
    const size = cloud.sizes.find((one) => one.id === fields.size || one.externalId === fields.size);
    const asked = String(fields.image);
    const key = call.context.state.keys.find((one) => one.id === fields.key);
    return {
        size: size?.externalId ?? String(fields.size),
        spec: {
            // Any image id is passed through to the provider without a look (recorded).
            imageId: image?.id ?? '',
            imageExternalId: image?.externalId ?? asked,
            imageName: image?.name ?? asked,
            sizeId: size?.id ?? '',
            locationId: textField(fields, 'location'),
            hourly: size?.price ?? 0,
            cloudInit: textField(fields, 'cloud_init') || null,
            keyId: key?.id ?? null,
        },
    };
}
function create(call) {
    const { context } = call;
    const cloud = v1_machines_cloudAt(call);
    const fields = fieldsOf(call);
    for (const name of ['name', 'image', 'size']) {
        if (!fields[name])
            throw new Refusal(400, `Required parameter not provided: ${name}`);
    }
    const tags = tagsOf(fields);
    const { spec, size } = specOf(call, cloud, fields);
    const jobId = hexOf(context.world, 32);
    const base = textField(fields, 'name');
    const quantity = Number(fields.quantity ?? 1);
    const names = quantity > 1 ? Array.from({ length: quantity }, (_, index) => `${base}-${index + 1}`) : [base];
    const { lease, error } = v1_machines_leaseOf(fields, context.world.now());
    const started = {
        cloud_id: cloud.id,
        key_id: spec.keyId,
        script_id: '',
        quantity,
        machine_names: names,
        volumes: [],
    };
    const order = { jobId, api: 'v1', cloud, names, spec, size, tags, lease, leaseError: error, started };
    call.note.jobId = jobId;
    call.note.fields = { cloud_id: cloud.id, job: 'create_machine' };
    if (fields.async === true) {
        runCreate(context, order);
        return json({ job_id: jobId, job: 'create_machine' });
    }
    const refused = createErrorFor(context.switches, { cloud: cloud.name, name: base, size });
    if (refused !== null)
        throw new Refusal(500, failureText(order, refused));
    runCreate(context, order);
    return waitForIt(call, jobId, base);
}
/** The synchronous create blocks, and its `id` is the provider's, not Mist's. */
function waitForIt(call, jobId, name) {
    const { world, state, options } = call.context;
    return new Promise((resolve) => {
        world.schedule(world.now() + Math.max(paced(call.context, 10_000), options.bootMs), () => {
            const machine = state.machines.find((one) => one.jobId === jobId);
            resolve(json({
                id: machine?.externalId ?? '',
                name,
                extra: machine === undefined ? {} : machineExtra(machine, 'ec2'),
                public_ips: machine?.publicIps ?? [],
                private_ips: machine?.privateIps ?? [],
                job_id: jobId,
                job: 'create_machine',
            }));
        });
    });
}
/** These routes never worked on a server seen: a dictionary of tags and every delete end in 500. */
function machineTags(call) {
    const known = knownMachines(call.context.state, param(call, 0)).some((one) => one.externalId === param(call, 1));
    if (!known)
        throw new Refusal(404, 'Not Found: Resource with that id does not exist');
    if (!isFields(fieldsOf(call).tags))
        throw new Refusal(400, 'Bad Request: tags should be dictionary of tags');
    throw new Refusal(500, 'Internal Server Error');
}
function deleteMachineTag() {
    throw new Refusal(500, 'Internal Server Error');
}
/** Routes of v1 for machines. */
const V1_MACHINES = [
    { method: 'GET', pattern: '/api/v1/machines', action: 'list_machines', handle: allMachines },
    { method: 'GET', pattern: '/api/v1/clouds/:id/machines', action: 'list_machines', handle: listOf },
    { method: 'POST', pattern: '/api/v1/clouds/:id/machines', action: 'create_machine', handle: create },
    {
        method: 'POST',
        pattern: '/api/v1/clouds/:id/machines/:external',
        action: 'machine_action',
        handle: actByExternalId,
    },
    {
        method: 'POST',
        pattern: '/api/v1/machines/:id',
        action: 'machine_action',
        handle: (call) => act(call, machineAt(call)),
    },
    {
        method: 'POST',
        pattern: '/api/v1/machines/:id/probe',
        action: 'probe',
        handle: (call) => probeMachine(call.context, machineAt(call)),
    },
    { method: 'PUT', pattern: '/api/v1/machines/:id', action: 'edit_machine', handle: edit },
    { method: 'POST', pattern: '/api/v1/clouds/:id/machines/:external/tags', action: 'set_tags', handle: machineTags },
    {
        method: 'DELETE',
        pattern: '/api/v1/clouds/:id/machines/:external/tags/:key',
        action: 'delete_tag',
        handle: deleteMachineTag,
    },
];

;// CONCATENATED MODULE: ./lib/sandbox/search.js
// The search language of API v2: path segments, filters and fields of a create are all expressions in it.

/** Thrown for an expression that the server's parser chokes on: 500 for lists, "does not exist" for single objects. */
class SearchError extends Problem {
    constructor() {
        super(500);
    }
}
function tokens(search) {
    return search.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}
function contains(haystack, needle) {
    return haystack.toLowerCase().includes(needle.toLowerCase());
}
function bareWord(word) {
    const quoted = /^"(.*)"$/.exec(word);
    if (quoted)
        return (one) => one.name === quoted[1] || one.id === quoted[1];
    return (one) => one.id === word ||
        contains(one.name, word) ||
        Object.entries(one.tags).some(([key, value]) => contains(key, word) || contains(value, word));
}
function compare(operator, left, right) {
    const number = typeof left === 'number' ? left : Number(left);
    switch (operator) {
        case '!=':
            return String(left) !== right;
        case '>=':
            return number >= Number(right);
        case '<=':
            return number <= Number(right);
        case '>':
            return number > Number(right);
        default:
            return number < Number(right);
    }
}
function fieldTest(field, operator, value) {
    const has = (one) => field === 'id' || field === 'name' || Object.hasOwn(one.fields, field);
    const read = (one) => field === 'id' ? one.id : field === 'name' ? one.name : one.fields[field];
    const quoted = /^"(.*)"$/.exec(value);
    if (operator !== ':' && operator !== '=') {
        const plain = quoted?.[1] ?? value;
        return (one) => has(one) && compare(operator, read(one), plain);
    }
    // An id is compared whole, quoted or not.
    if (quoted || field === 'id')
        return (one) => has(one) && String(read(one)) === (quoted?.[1] ?? value);
    if (value.startsWith('^')) {
        return (one) => has(one) && String(read(one)).toLowerCase().startsWith(value.slice(1).toLowerCase());
    }
    if (value.endsWith('$')) {
        return (one) => has(one) && String(read(one)).toLowerCase().endsWith(value.slice(0, -1).toLowerCase());
    }
    return (one) => has(one) && contains(String(read(one)), value);
}
function term(token) {
    const unquoted = token.replace(/"[^"]*"/g, '');
    // `a:b:c` and `x=y=z` break the server's parser.
    if ((unquoted.match(/:/g) ?? []).length > 1 || (unquoted.match(/=/g) ?? []).length > 1)
        throw new SearchError();
    const match = /^([A-Za-z_]+)(!=|>=|<=|>|<|=|:)(.+)$/.exec(token);
    if (!match?.[1] || !match[2] || match[3] === undefined)
        return bareWord(token);
    const [, field, operator, value] = match;
    // Searching by tag was broken on every server seen.
    if (field === 'tag')
        throw new SearchError();
    return fieldTest(field, operator, value);
}
/**
 * All candidates that match, in their order. Terms are joined by AND; blanks, `AND` and `or` alone are no terms, so
 * they match everything; an unknown field matches nothing. Throws SearchError.
 */
function searchIn(candidates, search, view) {
    const tests = tokens(search)
        .filter((token) => !/^(and|or)$/i.test(token))
        .map(term);
    return candidates.filter((candidate) => {
        const seen = view(candidate);
        return tests.every((test) => test(seen));
    });
}

;// CONCATENATED MODULE: ./lib/sandbox/searchables.js
/** A cloud to the search. */
function cloudSearchable(cloud) {
    const { id, name, tags, provider, enabled } = cloud;
    return { id, name, tags, fields: { provider, enabled } };
}
/** A key to the search. */
function keySearchable(key) {
    const { id, name, tags, isDefault } = key;
    return { id, name, tags, fields: { default: isDefault } };
}
/** An image to the search. */
function imageSearchable(image, cloud) {
    const { id, name, externalId, osType, osDistro, starred } = image;
    const fields = { external_id: externalId, os_type: osType, os_distro: osDistro, starred, cloud: cloud.name };
    return { id, name, tags: {}, fields };
}
/** A size to the search. */
function sizeSearchable(size, cloud) {
    const { id, name, externalId, cpus, ram, disk, architecture } = size;
    return { id, name, tags: {}, fields: { external_id: externalId, cpus, ram, disk, architecture, cloud: cloud.name } };
}
/** A location to the search. */
function locationSearchable(location, cloud) {
    const { id, name, externalId, kind, country } = location;
    return { id, name, tags: {}, fields: { external_id: externalId, location_type: kind, country, cloud: cloud.name } };
}
/** By Mist's cached view: the state that it last saw. */
function machineSearchable(machine, cloud) {
    const { id, name, tags, externalId, view } = machine;
    const fields = { external_id: externalId, state: view?.state ?? 'unknown', cloud: cloud?.name ?? '' };
    return { id, name, tags, fields };
}

;// CONCATENATED MODULE: ./lib/sandbox/planner.js
// What API v2 makes of the body of a create: every field is a search, and the cheapest combination wins.





/** Providers for which v2 drops cloud-init without a word (seen on a live server). */
const NO_CLOUD_INIT = new Set([
    'linode',
    'rackspace',
    'vexxhost',
    'onapp',
    'vsphere',
    'lxd',
    'docker',
    'kubevirt',
    'other',
]);
function visible(context, cloud, rows) {
    return context.world.now() < cloud.catalogAt ? [] : rows;
}
function planImages(context, cloud, wanted) {
    const search = isFields(wanted) ? wanted.image : wanted;
    if (typeof search !== 'string' || search === '')
        throw new Refusal(400, 'Bad Request: Image is required');
    const stored = visible(context, cloud, cloud.images).filter((image) => image.stored);
    const found = searchIn(stored, search, (image) => imageSearchable(image, cloud));
    if (found.length === 0)
        throw new Refusal(404, 'Not Found: Image not found');
    // Starred images first; otherwise the order of the list decides.
    return [...found.filter((image) => image.starred), ...found.filter((image) => !image.starred)];
}
function planSizes(context, cloud, wanted) {
    const object = isFields(wanted) ? wanted : null;
    if (cloud.sizes.length === 0) {
        return [{ size: null, custom: { cpu: object?.cpu ?? 1, memory: object?.memory ?? 512 } }];
    }
    if (wanted === undefined || wanted === null)
        throw new Refusal(400, 'Bad Request: Required size parameter missing');
    const rows = visible(context, cloud, cloud.sizes);
    const search = object === null ? wanted : object.search;
    const found = typeof search === 'string'
        ? searchIn(rows, search, (size) => sizeSearchable(size, cloud))
        : rows.filter((size) => size.cpus === Number(object?.cpu) && size.ram === Number(object?.memory));
    if (found.length === 0)
        throw new Refusal(404, 'Not Found: Size not found');
    return [...found].sort((a, b) => a.price - b.price).map((size) => ({ size, custom: null }));
}
function planLocation(context, cloud, wanted) {
    const rows = visible(context, cloud, cloud.locations);
    const zones = rows.filter((row) => row.kind === 'zone');
    const usable = zones.length > 0 ? zones : rows;
    if (wanted === undefined || wanted === null || wanted === '')
        return usable[0] ?? null;
    const found = searchIn(usable, String(wanted), (row) => locationSearchable(row, cloud));
    const first = found[0];
    if (first === undefined)
        throw new Refusal(404, 'Not Found: Location not found');
    return first;
}
/** Of all keys whose names match, the default one wins; without a word about keys, it wins too, but for docker. */
function planKey(context, cloud, wanted) {
    const { keys } = context.state;
    const search = isFields(wanted) ? wanted.key : wanted;
    if (search === undefined || search === null || search === '') {
        return cloud.provider === 'docker' ? null : (keys.find((key) => key.isDefault) ?? null);
    }
    const found = searchIn(keys, String(search), keySearchable);
    const chosen = found.find((key) => key.isDefault) ?? found[0];
    if (chosen === undefined)
        throw new Refusal(404, 'Not Found: Key not found');
    return chosen;
}
const PERIODS = {
    minutes: 60,
    hours: 3600,
    days: 86_400,
    weeks: 604_800,
    months: 2_592_000,
};
/** The date's offset is dropped, not applied: `06:00+02:00` becomes `06:00` UTC (recorded). */
function planLease(body) {
    const given = body.expiration;
    if (!isFields(given))
        return null;
    const date = String(given.date).slice(0, 19);
    const at = Date.parse(`${date}Z`);
    const notify = isFields(given.notify) ? given.notify : null;
    const seconds = notify === null ? 0 : Number(notify.value) * (PERIODS[String(notify.period)] ?? 0);
    const action = String(given.action);
    return {
        lease: { at, action, notify: seconds },
        shown: {
            action,
            date: plainDate(at),
            notify: seconds === 0 ? null : plainDate(at - seconds * 1000),
            notify_msg: given.notify_msg ?? null,
        },
    };
}
function networksOf(context, cloud) {
    if (cloud.provider === 'docker')
        return { port_bindings: {} };
    if (cloud.provider !== 'ec2')
        return {};
    const used = context.state.machines.some((machine) => machine.cloudId === cloud.id);
    const group = used ? { id: `sg-${cloud.id.slice(0, 17)}` } : { description: 'Security group created by Mist CE' };
    return { security_group: { ...group, name: 'mistio' } };
}
function pairOf(images, sizes) {
    for (const sized of sizes) {
        for (const image of images) {
            if (sized.size === null || sized.size.architecture === image.architecture)
                return { image, sized };
        }
    }
    throw new Refusal(404, 'Not Found: Size not found');
}
function stringTags(value) {
    if (!isFields(value))
        return {};
    return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}
function planOn(context, cloud, body) {
    const images = planImages(context, cloud, body.image);
    const sizes = planSizes(context, cloud, body.size);
    const { image, sized } = pairOf(images, sizes);
    const location = cloud.provider === 'docker' ? null : planLocation(context, cloud, body.location);
    const key = planKey(context, cloud, body.key);
    const lease = planLease(body);
    const quantity = typeof body.quantity === 'number' ? body.quantity : 1;
    const cloudInit = typeof body.cloudinit === 'string' && !NO_CLOUD_INIT.has(cloud.provider) ? body.cloudinit : null;
    const tags = stringTags(body.tags);
    const { size, custom } = sized;
    const cost = size?.price ?? 0;
    const name = String(body.name);
    const shown = {
        cloud: { id: cloud.id, name: cloud.name },
        cost,
        image: { id: image.id, name: image.name },
        machine_name: name,
        monitoring: false,
        networks: networksOf(context, cloud),
        quantity,
        size: size === null ? { limits: custom } : { id: size.id, name: size.name },
    };
    if (location !== null)
        shown.location = { id: location.id, name: location.name };
    if (key !== null)
        shown.key = { id: key.id, name: key.name };
    if (lease !== null)
        shown.expiration = lease.shown;
    if (isFields(body.tags))
        shown.tags = tags;
    if (cloudInit !== null)
        shown.cloudinit = cloudInit;
    return {
        cloud,
        image,
        size,
        custom,
        location,
        key,
        name,
        quantity,
        cost,
        tags,
        lease: lease?.lease ?? null,
        cloudInit,
        shown,
    };
}
/**
 * The plan of a v2 create. With one cloud its own refusal is thrown; with several, the cheapest plan wins and all
 * refusals become one 400. Throws Refusal.
 */
function makePlan(context, body) {
    const enabled = context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted);
    const wanted = body.cloud;
    const clouds = wanted === undefined || wanted === null || wanted === ''
        ? enabled
        : searchIn(enabled, String(wanted), cloudSearchable);
    if (clouds.length === 0)
        throw new Refusal(404, 'Cloud not found');
    const only = clouds.length === 1 ? clouds[0] : undefined;
    if (only !== undefined)
        return planOn(context, only, body);
    const plans = [];
    for (const cloud of clouds) {
        try {
            plans.push(planOn(context, cloud, body));
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
        }
    }
    const best = plans.sort((a, b) => a.cost - b.cost)[0];
    if (best === undefined)
        throw new Refusal(400, 'No valid plan could be generated');
    return best;
}

;// CONCATENATED MODULE: ./lib/sandbox/v2-lists.js
// API v2: how lists and single objects are answered, whatever they list: search, paging, `only`, CSV.


function derefOf(call) {
    const wanted = call.query.get('deref') ?? 'auto';
    // Documented, but every server seen answers 500 to it.
    if (wanted === 'id')
        throw new Problem(500);
    return wanted === 'none' ? 'none' : 'auto';
}
/** The names that `only` asks for; null for whole rows. */
function onlyOf(call) {
    const only = call.query.get('only');
    return only === null || only === '' ? null : new Set(only.split(','));
}
function trim(only, row) {
    if (only === null)
        return row;
    const trimmed = {};
    for (const name of Object.keys(row))
        if (only.has(name))
            trimmed[name] = row[name];
    return trimmed;
}
function metaOf(call, fields) {
    if (call.context.options.series !== '4.7')
        return fields;
    const { kind: _kind, ...rest } = fields;
    return rest;
}
function csv(rows) {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const cell = (value) => {
        const plain = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
        return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
    };
    const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
    return raw(200, 'text/csv; charset=utf-8', `${[names.join(','), ...lines].join('\r\n')}\r\n`);
}
/** Paging as the server does it: limit 100 unless given, 0 means 100, no upper bound; `start` is an offset, else 0. */
function page(call, rows) {
    const limit = Number(call.query.get('limit') ?? 100);
    if (limit < 0)
        throw new Problem(500);
    const offset = Number(call.query.get('start') ?? 0);
    const start = Number.isInteger(offset) && offset > 0 ? offset : 0;
    return { rows: rows.slice(start, start + (limit || 100)), start };
}
/** `GET /api/v2/{kind}s`: `search` and every other filter are substring searches unless quoted. */
function listReply(call, resource) {
    const deref = derefOf(call);
    let rows = resource.all(call);
    const search = call.query.get('search');
    if (search !== null)
        rows = searchIn(rows, search, resource.searchable);
    const { rows: shown, start } = page(call, rows);
    const only = onlyOf(call);
    const data = shown.map((row) => trim(only, resource.show(call, row, deref)));
    if ((call.request.headers.accept ?? '').includes('text/csv'))
        return csv(data);
    const meta = {
        kind: `${resource.kind}s`,
        returned: data.length,
        sort: call.query.get('sort'),
        start,
        total: rows.length,
    };
    return json({ data, meta: metaOf(call, meta) });
}
/**
 * The object that a path segment means: the first hit of a search. Throws Refusal 404, also for an expression that the
 * parser chokes on.
 */
function findOne(call, resource, search) {
    let found = [];
    try {
        found = searchIn(resource.all(call), search, resource.searchable);
    }
    catch (error) {
        if (!(error instanceof SearchError))
            throw error;
    }
    const row = found[0];
    if (row === undefined)
        throw new Refusal(404, `${resource.label} does not exist`);
    return { row, total: found.length };
}
/** `GET /api/v2/{kind}s/{search}`: `total` tells how many would have matched. Keys know no `kind` and no `only`. */
function oneReply(call, resource, search, extra = () => ({})) {
    const { row, total } = findOne(call, resource, search);
    const shown = { ...resource.show(call, row, derefOf(call)), ...extra(row) };
    if (resource.kind === 'key')
        return json({ data: shown, meta: { returned: 1, total } });
    const meta = { kind: resource.kind, returned: 1, sort: '', start: 0, total };
    return json({ data: trim(onlyOf(call), shown), meta: metaOf(call, meta) });
}

;// CONCATENATED MODULE: ./lib/sandbox/rows-v2.js
// Rows as API v2 shows them: names instead of ids unless `deref=none`, e-mails instead of owners.




function cloudRef(cloud, deref) {
    return deref === 'none' ? cloud.id : cloud.name;
}
/** A cloud as v2 shows it. */
function cloudRow2(context, cloud) {
    const { email } = context.state.identity;
    const { id, name, provider, tags, fields } = cloud;
    return {
        config: fields,
        created_by: email,
        features: {
            compute: cloud.enabled,
            container: false,
            dns: false,
            object_storage_enabled: false,
            observations: true,
            polling: 1800,
        },
        id,
        name,
        owned_by: email,
        provider,
        tags,
    };
}
/** A key as v2 shows it; never its public half. */
function keyRow2(context, key) {
    const { email } = context.state.identity;
    const associations = context.state.machines.flatMap((machine) => machine.associations
        .filter((one) => one.keyId === key.id)
        .map((one) => ({
        key: key.id,
        last_used: 0,
        machine: machine.id,
        port: machine.sshPort,
        sudo: false,
        user: one.user,
    })));
    return {
        associations,
        created_by: email,
        default: key.isDefault,
        id: key.id,
        name: key.name,
        owned_by: email,
        tags: key.tags,
    };
}
/** An image as v2 shows it. */
function imageRow2(cloud, image, deref) {
    return {
        architecture: [image.architecture],
        cloud: cloudRef(cloud, deref),
        created_by: '',
        external_id: image.externalId,
        extra: imageExtra(image, cloud.provider),
        id: image.id,
        locations: [],
        min_disk_size: null,
        min_memory_size: null,
        name: image.name,
        os_distro: image.osDistro,
        os_type: image.osType,
        owned_by: '',
        starred: image.starred,
        tags: {},
    };
}
/** A size as v2 shows it. */
function sizeRow2(context, cloud, size, deref) {
    return {
        allowed_images: {},
        architecture: size.architecture,
        bandwidth: null,
        cloud: cloudRef(cloud, deref),
        cpus: size.cpus,
        created: 'None',
        disk: size.disk,
        external_id: size.externalId,
        extra: sizeExtra(size, cloud.provider),
        id: size.id,
        last_seen: new Date(context.world.now()).toISOString(),
        name: size.name,
        ram: size.ram,
    };
}
/** A location as v2 shows it. */
function locationRow2(context, cloud, location, deref) {
    return {
        available_images: {},
        available_sizes: {},
        cloud: cloudRef(cloud, deref),
        country: location.country,
        created: 'None',
        created_by: '',
        external_id: location.externalId,
        extra: {},
        id: location.id,
        images_location: null,
        last_seen: new Date(context.world.now()).toISOString(),
        location_type: location.kind,
        name: location.name,
        owned_by: '',
        parent: location.parent ?? '',
    };
}
function references(cloud, machine, deref) {
    const size = cloud?.sizes.find((one) => one.id === machine.sizeId);
    const location = cloud?.locations.find((one) => one.id === machine.locationId);
    if (deref === 'none') {
        return { cloud: machine.cloudId, image: machine.imageId, location: machine.locationId, size: machine.sizeId };
    }
    return {
        cloud: cloud?.name ?? '',
        image: machine.imageName,
        location: location?.name ?? (cloud?.provider === 'docker' ? 'default' : ''),
        size: size?.name ?? '',
    };
}
/** A machine by Mist's cached view; the 2023 series counts its children, 4.7 does not. */
function machineRow2(context, machine, deref) {
    const cloud = cloudOf(context.state, machine.cloudId);
    const provider = cloud?.provider ?? '';
    const { view } = machine;
    const owner = machine.planted ? '' : context.state.identity.email;
    const created = new Date(machine.createdAt).toISOString();
    return {
        actions: actionsIn(view?.state ?? 'unknown', provider),
        ...(context.options.series === '4.7' ? {} : { children: 0 }),
        ...references(cloud, machine, deref),
        cluster: '',
        cores: cloud?.sizes.find((one) => one.id === machine.sizeId)?.cpus ?? null,
        cost: costOf(machine),
        created: `${created.slice(0, 19)}Z`,
        created_by: owner,
        expiration: leaseOf(context, machine),
        external_id: machine.externalId,
        extra: machineExtra(machine, provider),
        hostname: view?.publicIps[0] ?? view?.privateIps[0] ?? '',
        id: machine.id,
        key_associations: machine.associations.map((one) => ({
            key: one.keyId,
            last_used: 0,
            machine: machine.id,
            port: machine.sshPort,
            sudo: false,
            user: one.user,
        })),
        last_seen: new Date(view?.at ?? machine.createdAt).toISOString(),
        missing_since: null,
        monitoring: '',
        name: machine.name,
        network: '',
        os_type: 'unix',
        owned_by: owner,
        parent: provider === 'docker' ? (cloud?.name ?? '') : '',
        ports: { rdp: 3389, ssh: view?.sshPort ?? 22 },
        private_ips: view?.privateIps ?? [],
        probe: probeV2(machine),
        public_ips: view?.publicIps ?? [],
        state: view?.state ?? 'unknown',
        subnet: '',
        tags: machine.tags,
        type: provider === 'docker' ? 'container' : 'machine',
        unreachable_since: null,
    };
}

;// CONCATENATED MODULE: ./lib/sandbox/v2-resources.js




/** Enabled clouds that the filter `cloud` (again a search) lets through; none for a name that nothing contains. */
function cloudsOf(call) {
    const enabled = call.context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted);
    const wanted = call.query.get('cloud');
    return wanted === null ? enabled : searchIn(enabled, wanted, cloudSearchable);
}
function rowsOf(call, pick) {
    const now = call.context.world.now();
    return cloudsOf(call)
        .filter((cloud) => cloud.catalogAt <= now)
        .flatMap((cloud) => pick(cloud).map((row) => ({ cloud, row })));
}
/** Enabled clouds. */
const CLOUDS = {
    kind: 'cloud',
    label: 'Cloud',
    all: (call) => call.context.state.clouds.filter((cloud) => cloud.enabled && !cloud.deleted),
    searchable: cloudSearchable,
    show: (call, cloud) => cloudRow2(call.context, cloud),
};
/** Keys. */
const KEYS = {
    kind: 'key',
    label: 'Key',
    all: (call) => call.context.state.keys,
    searchable: keySearchable,
    show: (call, key) => keyRow2(call.context, key),
};
/** Images that Mist has stored, of enabled clouds. */
const IMAGES = {
    kind: 'image',
    label: 'Image',
    all: (call) => rowsOf(call, (cloud) => cloud.images.filter((image) => image.stored)),
    searchable: ({ cloud, row }) => imageSearchable(row, cloud),
    show: (_call, { cloud, row }, deref) => imageRow2(cloud, row, deref),
};
/** Sizes of enabled clouds. */
const v2_resources_SIZES = {
    kind: 'size',
    label: 'Size',
    all: (call) => rowsOf(call, (cloud) => cloud.sizes),
    searchable: ({ cloud, row }) => sizeSearchable(row, cloud),
    show: (call, { cloud, row }, deref) => sizeRow2(call.context, cloud, row, deref),
};
/** Locations of enabled clouds. */
const LOCATIONS = {
    kind: 'location',
    label: 'Location',
    all: (call) => rowsOf(call, (cloud) => cloud.locations),
    searchable: ({ cloud, row }) => locationSearchable(row, cloud),
    show: (call, { cloud, row }, deref) => locationRow2(call.context, cloud, row, deref),
};
/** Machines of enabled clouds, by the cached view. */
const MACHINES = {
    kind: 'machine',
    label: 'Machine',
    all: (call) => {
        const ids = new Set(cloudsOf(call).map((cloud) => cloud.id));
        return knownMachines(call.context.state)
            .filter((machine) => ids.has(machine.cloudId))
            .map((machine) => ({ machine, cloud: cloudOf(call.context.state, machine.cloudId) }));
    },
    searchable: ({ machine, cloud }) => machineSearchable(machine, cloud),
    show: (call, { machine }, deref) => machineRow2(call.context, machine, deref),
};

;// CONCATENATED MODULE: ./lib/sandbox/v2-schema.js
// API v2: the checks of its interface description, which come before any controller and echo what they refuse.



const PROVIDERS = [
    ...['amazon', 'azure', 'google', 'alibaba', 'cloudsigma', 'equinix', 'ibm', 'digitalocean', 'linode', 'rackspace'],
    ...['vultr', 'openstack', 'onapp', 'vsphere', 'vexxhost', 'kvm', 'lxd', 'docker', 'kubevirt', 'kubernetes'],
    ...['openshift', 'other'],
];
/** The body as an object. Throws Problem 415 and 400 in the server's order and words. */
function bodyOf(call) {
    const type = call.request.headers['content-type'] ?? '';
    if (call.request.body !== '' && !type.includes('json')) {
        throw new Problem(415, `Invalid Content-type (${type}), expected JSON data`);
    }
    if (call.request.body !== '' && call.body === null)
        throw new Problem(400, 'Request body is not valid JSON');
    if (!isFields(call.body))
        throw new Problem(400, `${pythonText(call.body)} is not of type 'object'`);
    return call.body;
}
/** The 400 of v2 for a body that fits no schema: it repeats the whole body. */
function fitsNone(body) {
    return new Problem(400, `${pythonText(body)} is not valid under any of the given schemas`);
}
function hasText(fields, ...names) {
    return names.every((name) => typeof fields[name] === 'string' && fields[name] !== '');
}
/** EC2 wants a key pair and a region of its list; docker's port is a string here (v1 takes a number). */
function credentialsFit(provider, credentials) {
    switch (provider) {
        case 'amazon':
            return hasText(credentials, 'apikey', 'apisecret', 'region') && REGIONS.includes(String(credentials.region));
        case 'docker':
            return hasText(credentials, 'host') && (credentials.port === undefined || hasText(credentials, 'port'));
        case 'linode':
            return hasText(credentials, 'apikey') || hasText(credentials, 'token');
        default:
            return Object.keys(credentials).length > 0;
    }
}
/** Throws Problem 400: an unknown provider by its list, anything else with the whole body, credentials included. */
function checkNewCloud(body) {
    const { provider, credentials } = body;
    if (typeof provider === 'string' && !PROVIDERS.includes(provider)) {
        throw new Problem(400, `'${provider}' is not one of ${pythonText(PROVIDERS)} - 'provider'`);
    }
    if (typeof body.name !== 'string' || typeof provider !== 'string')
        throw fitsNone(body);
    if (!isFields(credentials) || !credentialsFit(provider, credentials))
        throw fitsNone(body);
    return { name: body.name, provider, credentials };
}
/** An edit may rename, or name provider and credentials together; credentials alone fit nothing. */
function checkCloudEdit(body) {
    if (isFields(body.credentials) && typeof body.provider !== 'string')
        throw fitsNone(body);
}
/** Throws Problem 400 unless the body asks for a key to be generated or gives one, by name. */
function checkNewKey(body) {
    const named = typeof body.name === 'string';
    if (!named || (body.generate !== true && typeof body.private !== 'string'))
        throw fitsNone(body);
}
function wrong(value, type, path) {
    return new Problem(400, `${pythonText(value)} is not of type '${type}' - '${path}'`);
}
/** Throws Problem 400 for what the schema of a create refuses. Unknown fields pass silently. */
function checkCreate(body) {
    for (const name of ['name', 'image']) {
        if (body[name] === undefined)
            throw new Problem(400, `'${name}' is a required property`);
    }
    if (body.dry !== undefined && typeof body.dry !== 'boolean')
        throw wrong(body.dry, 'boolean', 'dry');
    if (body.tags !== undefined && !isFields(body.tags))
        throw wrong(body.tags, 'object', 'tags');
    const size = body.size;
    if (isFields(size)) {
        const custom = size.cpu !== undefined && size.memory !== undefined;
        if (!custom && typeof size.search !== 'string')
            throw fitsNone(size);
    }
    const expiration = body.expiration;
    if (expiration === undefined)
        return;
    if (!isFields(expiration))
        throw wrong(expiration, 'object', 'expiration');
    for (const name of ['date', 'action']) {
        if (expiration[name] === undefined)
            throw new Problem(400, `'${name}' is a required property - 'expiration'`);
    }
    const { date, action } = expiration;
    if (action !== 'stop' && action !== 'destroy') {
        throw new Problem(400, `${pythonText(action)} is not one of ['stop', 'destroy'] - 'expiration.action'`);
    }
    if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(date)) {
        throw new Problem(400, `${pythonText(date)} is not a 'date-time' - 'expiration.date'`);
    }
}
/** Throws Problem 400 for what the schema of a machine's edit refuses: it wants an action, and `notify` in seconds. */
function checkMachineEdit(body) {
    const expiration = body.expiration;
    if (expiration === undefined)
        return;
    if (!isFields(expiration))
        throw wrong(expiration, 'object', 'expiration');
    if (expiration.action === undefined)
        throw new Problem(400, "'action' is a required property - 'expiration'");
    const { notify } = expiration;
    if (notify !== undefined && !Number.isInteger(notify))
        throw wrong(notify, 'integer', 'expiration.notify');
}
const TAGGED = [
    'buckets',
    'clouds',
    'clusters',
    'images',
    'keys',
    'machines',
    'networks',
    'records',
    'schedules',
    'volumes',
];
/** Throws Problem 400 for a resource type that is not one of the plurals. */
function checkTagType(type) {
    if (typeof type === 'string' && TAGGED.includes(type))
        return type;
    throw new Problem(400, `${pythonText(type)} is not one of ${pythonText(TAGGED)} - 'operations.0.resources.0.resource_type'`);
}

;// CONCATENATED MODULE: ./lib/sandbox/v2-machines.js
// API v2: machines. Creates and dry runs, actions and edits on the first machine that a search finds.










/** The plan with one id that is not the one asked for, when a switch says so. */
function shownPlan(context, plan) {
    const { dryDiffers } = context.switches;
    if (dryDiffers === null || !isFields(plan.shown[dryDiffers]))
        return plan.shown;
    return { ...plan.shown, [dryDiffers]: { ...plan.shown[dryDiffers], id: hexOf(context.world, 32) } };
}
function namesOf(context, plan) {
    if (plan.quantity <= 1)
        return [plan.name];
    return Array.from({ length: plan.quantity }, () => `${plan.name}-${hexOf(context.world, 10)}`);
}
function v2_machines_create(call) {
    const { context } = call;
    const body = bodyOf(call);
    checkCreate(body);
    const plan = makePlan(context, body);
    // The plan of EC2 looks at the provider's security groups, so a provider that is down shows here.
    if (providerFails(context, plan.cloud))
        throw new Refusal(503, 'Service Unavailable');
    if (body.dry === true)
        return json({ plan: shownPlan(context, plan) });
    const jobId = hexOf(context.world, 32);
    const { cloud, image, size, location, key, cost, tags, lease, cloudInit } = plan;
    runCreate(context, {
        jobId,
        api: 'v2',
        cloud,
        names: namesOf(context, plan),
        spec: {
            imageId: image.id,
            imageExternalId: image.externalId,
            imageName: image.name,
            sizeId: size?.id ?? '',
            locationId: location?.id ?? '',
            hourly: cost,
            cloudInit,
            keyId: key?.id ?? null,
        },
        size: size?.externalId ?? '',
        tags,
        lease,
        leaseError: null,
        started: plan.shown,
    });
    call.note.jobId = jobId;
    return json({ jobId, plan: plan.shown });
}
const DONE = {
    start: 'Started',
    stop: 'Stopped',
    reboot: 'Rebooted',
    destroy: 'Destroyed',
};
const OTHER_ACTIONS = new Set(['suspend', 'resume', 'resize', 'rename', 'clone', 'undefine', 'power-cycle', 'console']);
function v2_machines_isPower(action) {
    return Object.hasOwn(DONE, action);
}
async function v2_machines_act(call) {
    const { context } = call;
    const action = param(call, 1);
    // Keys are associated with PUT.
    if (action === 'associate-key')
        throw new Problem(405, NO_METHOD);
    if (!v2_machines_isPower(action) && !OTHER_ACTIONS.has(action))
        throw new Problem(404, NO_ROUTE);
    const { machine, cloud } = findOne(call, MACHINES, param(call, 0)).row;
    const allowed = actionsIn(machine.view?.state ?? 'unknown', cloud?.provider ?? '');
    if (allowed[action] !== true)
        throw new Refusal(422, 'Action not supported on target machine');
    if (!v2_machines_isPower(action)) {
        if (action === 'resize')
            throw new Refusal(400, 'Bad Request: Failed to resize node');
        throw new Problem(500);
    }
    if (cloud !== undefined && providerFails(context, cloud))
        throw new Problem(500);
    await performAction(context, machine, action);
    return json(`${DONE[action]} machine \`${machine.name}\``);
}
function v2_machines_edit(call) {
    const body = bodyOf(call);
    checkMachineEdit(body);
    const { machine } = findOne(call, MACHINES, param(call, 0)).row;
    const { expiration } = body;
    try {
        if (isFields(expiration))
            editLease(call.context, machine, expiration);
    }
    catch (error) {
        // No refusal of a lease is handled by this controller; the old lease is gone all the same.
        if (error instanceof Refusal)
            throw new Problem(500);
        throw error;
    }
    return json('Machine successfully updated');
}
/** Routes of v2 for machines. */
const V2_MACHINES = [
    { method: 'GET', pattern: '/api/v2/machines', action: 'list_machines', handle: (call) => listReply(call, MACHINES) },
    { method: 'POST', pattern: '/api/v2/machines', action: 'create_machine', handle: v2_machines_create },
    {
        method: 'GET',
        pattern: '/api/v2/machines/:search',
        action: 'get_machine',
        handle: (call) => oneReply(call, MACHINES, param(call, 0)),
    },
    { method: 'PUT', pattern: '/api/v2/machines/:search', action: 'edit_machine', handle: v2_machines_edit },
    { method: 'POST', pattern: '/api/v2/machines/:search/actions/:action', action: 'machine_action', handle: v2_machines_act },
];

;// CONCATENATED MODULE: ./lib/sandbox/v2-routes.js
// API v2: lists, single objects, clouds, keys, jobs, tags, who am I. Path segments are searches, deletes included.










async function v2_routes_postCloud(call) {
    const { name, provider, credentials } = checkNewCloud(bodyOf(call));
    try {
        const cloud = await addCloud(call.context, name, SERVER_NAMES[provider] ?? provider, credentials, 403);
        const index = call.context.state.clouds.filter((one) => !one.deleted).indexOf(cloud);
        return json({ ...cloudRow2(call.context, cloud), index });
    }
    catch (error) {
        // A bad name and a provider that is down are not handled by this controller.
        if (error instanceof Refusal && (error.status === 400 || error.status >= 500))
            throw new Problem(500);
        throw error;
    }
}
function putCloud(call) {
    const body = bodyOf(call);
    checkCloudEdit(body);
    const { row: cloud } = findOne(call, CLOUDS, param(call, 0));
    // The generated model takes no provider but one here, so new credentials always fail, with nothing changed.
    if (body.provider !== undefined)
        throw new Problem(500);
    const name = textField(body, 'name');
    if (name !== '')
        cloud.name = name;
    const { features } = body;
    if (isFields(features) && features.compute !== true)
        cloud.enabled = false;
    return json('Cloud updated successfully');
}
function dropCloud(call) {
    removeCloud(findOne(call, CLOUDS, param(call, 0)).row);
    return json('Cloud removed successfully');
}
async function v2_routes_postKey(call) {
    const body = bodyOf(call);
    checkNewKey(body);
    const { context } = call;
    const given = textField(body, 'private');
    const pair = given === '' ? await context.keySource.generate() : { privateKey: given, publicKey: '' };
    if (body.dry === true)
        return json({ private: pair.privateKey, public: pair.publicKey });
    return json({ id: addKey(context, textField(body, 'name'), pair.privateKey).id });
}
function v2_routes_putKey(call) {
    const { row: key } = findOne(call, KEYS, param(call, 0));
    const name = call.query.get('name');
    if (name !== null && name !== '')
        key.name = name;
    if (call.query.get('default') === 'true')
        makeDefault(call.context, key);
    return json(`Updated key \`${key.name}\``);
}
function dropKey(call) {
    const { row: key } = findOne(call, KEYS, param(call, 0));
    deleteKey(call.context, key, false);
    return json(`Deleted key \`${key.name}\``);
}
function getKey(call) {
    const secret = call.query.get('private') === 'true';
    return oneReply(call, KEYS, param(call, 0), (key) => (secret ? { private: privateHalf(call.context, key) } : {}));
}
function v2_routes_job(call) {
    const id = param(call, 0);
    const story = jobStory(call.context, id);
    if (story === null)
        throw new Refusal(404, 'Job not found');
    const { owner_id: org, job: _job, key_id: _key, script_id: _script, ...merged } = story.merged;
    const rename = ({ owner_id, ...log }) => ({ ...log, org: owner_id });
    const data = {
        action: 'create_machine',
        ...merged,
        error: story.error,
        finished_at: story.finishedAt,
        job_id: id,
        logs: story.logs.map(rename),
        org,
        started_at: story.startedAt,
    };
    return json({ data, meta: { returned: 1, total: 1 } });
}
function postTags(call) {
    const { operations } = bodyOf(call);
    for (const operation of Array.isArray(operations) ? operations.filter(isFields) : []) {
        const tags = Array.isArray(operation.tags) ? operation.tags.filter(isFields) : [];
        const resources = Array.isArray(operation.resources) ? operation.resources.filter(isFields) : [];
        const removing = operation.operation === 'remove';
        for (const resource of resources) {
            const change = {
                type: checkTagType(resource.resource_type),
                id: String(resource.resource_id),
                add: removing ? [] : tags.map((tag) => [String(tag.key), String(tag.value ?? '')]),
                remove: removing ? tags.map((tag) => String(tag.key)) : [],
            };
            if (!applyTags(call.context, change))
                throw new Refusal(400, 'Bad Request: Resource with that id does not exist');
        }
    }
    return json('Tags succesfully updated');
}
function whoAmI(call) {
    const { orgId, orgName, userId, email } = call.context.state.identity;
    const user = { email, first_name: 'Sandbox', id: userId, last_name: 'Admin', role: 'Admin', username: null };
    return json({ data: { orgs: [{ id: orgId, last_active: null, name: orgName }], user }, meta: {} });
}
function pair(plural, resource) {
    return [
        {
            method: 'GET',
            pattern: `/api/v2/${plural}`,
            action: `list_${plural}`,
            handle: (call) => listReply(call, resource),
        },
        {
            method: 'GET',
            pattern: `/api/v2/${plural}/:search`,
            action: `get_${resource.kind}`,
            handle: (call) => oneReply(call, resource, param(call, 0)),
        },
    ];
}
function tagList(call) {
    const data = tagCounts(call.context);
    return json({ data, meta: { returned: data.length, sort: null, start: 0, total: data.length } });
}
/** Two routes of the real server are unfinished: they answer this text with 200. */
function unfinished() {
    return json('do some magic!');
}
/** Routes of both series. */
const V2_ROUTES = [
    ...pair('clouds', CLOUDS),
    ...pair('images', IMAGES),
    ...pair('sizes', v2_resources_SIZES),
    ...pair('locations', LOCATIONS),
    { method: 'POST', pattern: '/api/v2/clouds', action: 'add_cloud', handle: v2_routes_postCloud },
    { method: 'PUT', pattern: '/api/v2/clouds/:search', action: 'edit_cloud', handle: putCloud },
    { method: 'DELETE', pattern: '/api/v2/clouds/:search', action: 'remove_cloud', handle: dropCloud },
    { method: 'GET', pattern: '/api/v2/keys', action: 'list_keys', handle: (call) => listReply(call, KEYS) },
    { method: 'GET', pattern: '/api/v2/keys/:search', action: 'get_key', handle: getKey },
    { method: 'POST', pattern: '/api/v2/keys', action: 'add_key', handle: v2_routes_postKey },
    { method: 'PUT', pattern: '/api/v2/keys/:search', action: 'edit_key', handle: v2_routes_putKey },
    { method: 'DELETE', pattern: '/api/v2/keys/:search', action: 'delete_key', handle: dropKey },
    { method: 'GET', pattern: '/api/v2/jobs/:id', action: 'get_job', handle: v2_routes_job },
    { method: 'GET', pattern: '/api/v2/tags', action: 'list_tags', handle: tagList },
];
/** Routes that 4.7 does not have. */
const V2_NEWER = [
    { method: 'POST', pattern: '/api/v2/tags', action: 'tag_resources', handle: postTags },
    { method: 'GET', pattern: '/api/v2/auth', action: 'get_auth', handle: whoAmI },
    { method: 'GET', pattern: '/api/v2/auth/tokens', action: 'list_tokens', handle: unfinished },
    { method: 'POST', pattern: '/api/v2/auth/tokens', action: 'create_token', handle: unfinished },
];

;// CONCATENATED MODULE: ./lib/sandbox/emulator.js
// The emulator: one function from request to answer, over a state, a clock, chance and a host of machines. No I/O of its own.
















const EMAIL = 'admin@example.com';
const emulator_DEFAULTS = { series: '2023', bootMs: 3000, workerStepMs: 10_000, accounts: [EMAIL] };
const V1_ROUTES = [...V1_ACCOUNT, ...V1_CLOUDS, ...V1_MACHINES];
const ROUTES_2 = {
    '4.7': [...V2_ROUTES, ...V2_MACHINES],
    '2023': [...V2_ROUTES, ...V2_MACHINES, ...V2_NEWER],
};
function seedDefault(context) {
    const aws = insertCloud(context, 'aws', 'ec2', { apikey: 'AKIASANDBOX', region: 'us-east-1' }, 0);
    // As if somebody of this organisation had searched for it before; other families still need the provider's search.
    for (const image of aws.images)
        image.stored ||= image.name.includes('-24.04-');
    insertCloud(context, 'linode', 'linode', { apiversion: '4' }, 0);
    insertCloud(context, 'docker', 'docker', { host: '127.0.0.1', port: 2375, show_all: false }, 0);
}
function parseBody(body) {
    try {
        return body === '' ? null : JSON.parse(body);
    }
    catch {
        return null;
    }
}
/** Answers outside the API: the deprecated login, and the page of the user interface. */
function outside(request) {
    if (request.path === '/login' && request.method === 'POST')
        return raw(403, 'text/plain', 'Invalid csrf token\n');
    if (request.path === '/login') {
        return { ...raw(302, 'text/plain; charset=UTF-8', '302 Found'), headers: { Location: '/sign-in' } };
    }
    const page = htmlPage();
    return request.path === '/' ? { ...page, status: 200 } : page;
}
function refuseV1(error, crashes) {
    if (error instanceof Refusal)
        return reply_text(error.message, error.status);
    if (!(error instanceof Problem))
        crashes.push(String(error instanceof Error ? error.stack : error));
    return reply_text('Internal Server Error', 500);
}
function refuseV2(error, crashes) {
    if (error instanceof Refusal)
        return json(error.message, error.status);
    if (error instanceof Problem)
        return problem(error.status, error.message);
    crashes.push(String(error instanceof Error ? error.stack : error));
    return problem(500, INTERNAL);
}
function callOf(context, request, match, note) {
    const { params } = match;
    return { context, request, params, query: new URLSearchParams(request.query), body: parseBody(request.body), note };
}
async function answerV1(context, request, crashes) {
    const note = {};
    const found = findRoute(V1_ROUTES, request.method, request.path.replace(/\/$/, ''));
    if (typeof found === 'string')
        return { reply: htmlPage(), match: null, note, token: null };
    const token = checkToken(context, request.headers.authorization);
    // Minting a token is the one call that needs none.
    const open = found.route.action === 'create_token';
    if (token === null && !open) {
        return { reply: reply_text('User not authenticated. Please log in', 401), match: null, note, token };
    }
    try {
        return { reply: await found.route.handle(callOf(context, request, found, note)), match: found, note, token };
    }
    catch (error) {
        return { reply: refuseV1(error, crashes), match: found, note, token };
    }
}
async function answerV2(context, request, crashes) {
    const note = {};
    const found = findRoute(ROUTES_2[context.options.series], request.method, request.path);
    const none = { match: null, note, token: null };
    if (found === 'path')
        return { ...none, reply: problem(404, NO_ROUTE) };
    if (found === 'method')
        return { ...none, reply: problem(405, NO_METHOD) };
    const header = request.headers.authorization;
    if (header === undefined)
        return { ...none, reply: problem(401, 'No authorization token provided') };
    const token = checkToken(context, header);
    if (token === null)
        return { ...none, reply: problem(401, 'Provided apikey is not valid') };
    try {
        return { reply: await found.route.handle(callOf(context, request, found, note)), match: found, note, token };
    }
    catch (error) {
        return { reply: refuseV2(error, crashes), match: found, note, token };
    }
}
async function answer(context, request, crashes) {
    if (request.path.startsWith('/api/v1/'))
        return answerV1(context, request, crashes);
    if (request.path.startsWith('/api/v2/'))
        return answerV2(context, request, crashes);
    return { reply: outside(request), match: null, note: {}, token: null };
}
function pause(world, ms) {
    return new Promise((resolve) => {
        world.schedule(world.now() + ms, resolve);
    });
}
/** A server in memory. Everything it does happens inside `handle` or on the world's timers. */
function createEmulator(setup) {
    const { world } = setup;
    const context = {
        world,
        options: { ...emulator_DEFAULTS, ...setup.options },
        state: newState(world, EMAIL),
        switches: defaultSwitches(),
        host: setup.host ?? nullHost(),
        keySource: setup.keySource ?? nodeKeySource(),
    };
    if (setup.seed !== 'empty')
        seedDefault(context);
    const { token } = issueToken(context, 'seed', 0, setup.token);
    const faults = createFaults(setup.hook ?? null);
    const requests = [];
    const crashes = [];
    async function perform(request) {
        const answered = await answer(context, request, crashes);
        logRequest(context, request, answered);
        return answered.reply;
    }
    async function handle(request) {
        if (request.path.startsWith('/_sandbox/'))
            return controlReply({ context, faults, requests, crashes }, request);
        const record = {
            n: requests.length + 1,
            at: world.now(),
            method: request.method,
            path: request.path,
            query: request.query,
            status: null,
            bodyBytes: Buffer.byteLength(request.body),
            write: isWrite(request),
            fault: null,
        };
        requests.push(record);
        const fault = faults.next(request, record.n);
        record.fault = fault?.kind ?? null;
        if (fault?.kind === 'delay')
            await pause(world, fault.ms);
        if (fault !== null && isBefore(fault)) {
            const reply = faultReply(fault, request, null);
            record.status = reply.status;
            return reply;
        }
        const own = await perform(request);
        const reply = fault === null ? own : faultReply(fault, request, own);
        record.status = reply.status;
        return reply;
    }
    return { token, context, faults, requests, crashes, handle };
}
/** True for requests that change something a user owns: a search for images and a dry run do not. */
function isWrite(request) {
    if (request.method === 'GET' || request.method === 'HEAD')
        return false;
    if (request.method === 'POST' && /^\/api\/v1\/(?:clouds\/[^/]+\/images|machines\/[^/]+\/probe)$/.test(request.path))
        return false;
    if (request.method === 'POST' && request.path === '/api/v2/machines') {
        const body = parseBody(request.body);
        return !(typeof body === 'object' && body !== null && 'dry' in body && body.dry === true);
    }
    return true;
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./lib/sandbox/http-server.js
// The emulator behind node:http: bytes in, bytes out, and the faults of the wire made real.

/** Bodies beyond this are cut off, as the real server's proxy does at 10 MB. */
const MAX_BODY = 10_000_000;
async function readBody(incoming) {
    const chunks = [];
    let size = 0;
    for await (const chunk of incoming) {
        if (!Buffer.isBuffer(chunk))
            continue;
        size += chunk.length;
        if (size <= MAX_BODY)
            chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function requestOf(incoming, body) {
    const target = incoming.url ?? '/';
    const cut = target.indexOf('?');
    const headers = {};
    for (const [name, value] of Object.entries(incoming.headers)) {
        if (value !== undefined)
            headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return {
        method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET'),
        path: cut < 0 ? target : target.slice(0, cut),
        query: cut < 0 ? '' : target.slice(cut + 1),
        headers,
        body,
    };
}
function send(emulator, incoming, outgoing, reply) {
    const { socket } = incoming;
    if (reply.fate === 'stall')
        return;
    if (reply.fate === 'drop') {
        socket.destroy();
        return;
    }
    if (reply.fate === 'reset') {
        socket.resetAndDestroy();
        return;
    }
    const body = Buffer.from(reply.body, 'utf8');
    outgoing.writeHead(reply.status, {
        'Content-Type': reply.contentType,
        'Content-Length': body.length,
        Date: new Date(emulator.context.world.now()).toUTCString(),
        ...reply.headers,
    });
    if (reply.fate === 'truncate') {
        outgoing.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), () => socket.destroy());
        return;
    }
    outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}
/** Serves an emulator; Nagle's algorithm is off, and the Date header is the emulator's clock. */
function httpServer(emulator) {
    const server = (0,external_node_http_.createServer)({ noDelay: true, keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
        const answered = readBody(incoming)
            .then((body) => emulator.handle(requestOf(incoming, body)))
            .then((reply) => send(emulator, incoming, outgoing, reply));
        // The caller hung up, or the sandbox has a bug: either way there is nobody left to answer.
        answered.catch(() => incoming.socket.destroy());
    });
    server.requestTimeout = 0;
    return server;
}
/** Listens on `host` and `port` (0: any free one); resolves with the port. */
function listen(server, host, port) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
    });
}
/** Stops listening and ends every connection, idle or not. */
function http_server_close(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}

;// CONCATENATED MODULE: ./lib/sandbox/main.js
// The sandbox as a program: reads its options, serves until it is told to stop, and says where in one JSON line.










async function hostFor(options, time) {
    if (options.noSsh === true)
        return { ...nullHost(), close: async () => { } };
    const { sshMachineHost } = await __webpack_require__.e(/* import() */ 231).then(__webpack_require__.bind(__webpack_require__, 3231));
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mist-sandbox-'));
    const host = sshMachineHost({ directory, time });
    return {
        ...host,
        async close() {
            await host.close();
            await (0,promises_.rm)(directory, { recursive: true, force: true });
        },
    };
}
/** Starts a sandbox in this process: boot takes 1 s, the worker steps by 1 s, unless the options say otherwise. */
async function startSandbox(options = {}) {
    const { seed } = options;
    const world = realWorld(seededRandom(seed ?? (0,external_node_crypto_.randomInt)(2 ** 32)));
    const host = await hostFor(options, world);
    const emulator = createEmulator({
        world,
        host,
        ...(seed === undefined ? { token: (0,external_node_crypto_.randomBytes)(32).toString('hex') } : {}),
        options: {
            series: options.series ?? '2023',
            bootMs: options.bootMs ?? 1000,
            workerStepMs: options.workerStepMs ?? 1000,
        },
    });
    const { context } = emulator;
    const { name = '', of } = options.sameAccount ?? {};
    const other = context.state.clouds.find((cloud) => cloud.name === of);
    if (other !== undefined)
        insertAgain(context, name, other);
    const server = httpServer(emulator);
    const address = options.host ?? '127.0.0.1';
    const port = await listen(server, address, options.port ?? 0);
    return {
        url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
        token: emulator.token,
        emulator,
        async close() {
            await http_server_close(server);
            await host.close();
        },
    };
}
const UNITS = { ms: 1, s: 1000, m: 60_000 };
/** Milliseconds of `3s`, `500ms` or `2m`. Throws for anything else. */
function parseDuration(text) {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
    if (!match?.[1] || !match[2])
        throw new Error(`Not a duration: ${text} (allowed: 500ms, 3s, 2m)`);
    return Number(match[1]) * (UNITS[match[2]] ?? 1);
}
/** Options of the command line. Throws with one line for an option it does not know or understand. */
function parseOptions(argv) {
    const { values } = (0,external_node_util_.parseArgs)({
        args: [...argv],
        options: {
            host: { type: 'string' },
            port: { type: 'string' },
            boot: { type: 'string' },
            'worker-step': { type: 'string' },
            series: { type: 'string' },
            'no-ssh': { type: 'boolean' },
            seed: { type: 'string' },
            'same-account': { type: 'string' },
        },
    });
    const { series, host, port, boot, seed } = values;
    if (series !== undefined && series !== '2023' && series !== '4.7') {
        throw new Error(`Not a series: ${series} (allowed: 2023, 4.7)`);
    }
    for (const [name, value] of [
        ['port', port],
        ['seed', seed],
    ]) {
        if (value !== undefined && !/^\d+$/.test(value))
            throw new Error(`--${name} needs a number, not ${value}`);
    }
    const step = values['worker-step'];
    const same = values['same-account'];
    const [, name, of] = /^([\w.-]{2,})=(aws|linode|docker)$/.exec(same ?? '') ?? [];
    if (same !== undefined && (name === undefined || of === undefined)) {
        throw new Error(`--same-account needs NAME=aws, NAME=linode or NAME=docker, not ${same}`);
    }
    return {
        ...(host === undefined ? {} : { host }),
        ...(port === undefined ? {} : { port: Number(port) }),
        ...(boot === undefined ? {} : { bootMs: parseDuration(boot) }),
        ...(step === undefined ? {} : { workerStepMs: parseDuration(step) }),
        ...(series === undefined ? {} : { series }),
        ...(seed === undefined ? {} : { seed: Number(seed) }),
        ...(name === undefined || of === undefined ? {} : { sameAccount: { name, of } }),
        noSsh: values['no-ssh'] ?? false,
    };
}
function stopSignal() {
    return new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT'])
            process.once(signal, () => resolve());
    });
}
/** Serves until SIGTERM or SIGINT. Prints exactly one line: `{"url": …, "token": …}`. */
async function main(argv) {
    const stopped = stopSignal();
    const sandbox = await startSandbox(parseOptions(argv));
    process.stdout.write(`${JSON.stringify({ url: sandbox.url, token: sandbox.token })}\n`);
    await stopped;
    await sandbox.close();
}


/***/ })

};
