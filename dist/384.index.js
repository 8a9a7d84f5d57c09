export const id = 384;
export const ids = [384];
export const modules = {

/***/ 5384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runMain: () => (/* binding */ runMain)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
;// CONCATENATED MODULE: ./lib/src/model/outcome.js
/** Outcomes after which the world differs from before the run. */
function isChange(word) {
    return word === 'created' || word === 'updated' || word === 'replaced' || word === 'adopted' || word === 'destroyed';
}

// EXTERNAL MODULE: ./lib/src/model/plan.js
var plan = __webpack_require__(2693);
// EXTERNAL MODULE: ./lib/src/model/observed.js
var model_observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
;// CONCATENATED MODULE: ./lib/src/plan/families.js
/** Variants of a family that nobody means by the family's plain name. */
const VARIANTS = /minimal|pro[-_ /]|[-_ ]pro\b|gpu|cuda|fips|eks|daily|testing|sql|deep.?learning|desktop|hardened|container/i;
/** `24.04` → `24[.-]?04`: providers write versions with a dot, a hyphen or nothing. */
function version(text) {
    return text.replace(/[^0-9a-z.]/gi, '').replaceAll('.', '[.-]?');
}
function plain(os) {
    // "Ubuntu 24.04 LTS", "linode/ubuntu24.04", "ubuntu-24-04-x64", "mist/debian-12": the word, a short gap, the version.
    return { pattern: (v) => new RegExp(`(^|[^a-z])${os}[^0-9]{0,24}${version(v)}($|[^0-9.]|\\.(?![0-9]))`, 'i') };
}
/**
 * Families whose publisher's names are known, provider by provider; newest by the date in the name. Everywhere else the
 * family's word and version are looked for in what Mist lists.
 */
const OWN_NAMES = {
    amazon: {
        // ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260301
        ubuntu: {
            pattern: (v) => new RegExp(`^(?:ubuntu/images/[a-z0-9-]+/)ubuntu-[a-z]+-${version(v)}-[a-z0-9]+-server-[0-9.]+$`),
            search: (v) => `ubuntu/images/*${v}*server*`,
            source: "Canonical's image finder",
        },
        // debian-12-amd64-20260210-2021
        debian: {
            pattern: (v) => new RegExp(`^debian-${version(v)}-[a-z0-9]+-[0-9]+(?:-[0-9]+)?$`),
            search: (v) => `debian-${v}-*`,
            source: 'wiki.debian.org/Cloud/AmazonEC2Image',
        },
    },
};
function ownNames(provider, os) {
    const families = provider === null ? undefined : OWN_NAMES[provider];
    return families !== undefined && Object.hasOwn(families, os) ? (families[os] ?? null) : null;
}
/** True when an image text (name or external id) belongs to that family and version at that provider. */
function isOfFamily(provider, os, osVersion, text) {
    const own = ownNames(provider, os);
    if (own !== null)
        return own.pattern(osVersion).test(text);
    return plain(os).pattern(osVersion).test(text) && !VARIANTS.test(text);
}
/** What to ask the provider when Mist has no image of that family stored; null where a search finds nothing more. */
function familySearch(provider, os, osVersion) {
    if (provider !== 'amazon')
        return null;
    return ownNames(provider, os)?.search(osVersion) ?? `${os}-${osVersion}-*`;
}
/** The date in an image's name as a sortable number (`20260301`), or 0. */
function imageDate(name) {
    const dates = name.match(/20\d{6}(?!\d)/g);
    return dates ? Number(dates.at(-1)) : 0;
}

;// CONCATENATED MODULE: ./lib/src/model/edit-distance.js
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

;// CONCATENATED MODULE: ./lib/src/plan/nearest.js
// Which of many names somebody probably meant: for "did you mean" and lists of candidates in errors.

/** Names further apart than this are listed in no order of likeness. */
const FARTHEST = 60;
/** At most `most` of `names`, the likeliest first: those that contain the text, then by edit distance. */
function nearest(wanted, names, most = 5) {
    const text = wanted.toLowerCase();
    const rank = (name) => {
        const lower = name.toLowerCase();
        if (lower.includes(text))
            return lower.length - text.length;
        return 1000 + editDistance(text.slice(0, FARTHEST), lower.slice(0, FARTHEST), FARTHEST);
    };
    return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, most);
}

;// CONCATENATED MODULE: ./lib/src/plan/choose.js




/** The one candidate whose Mist id, else external id, else name is exactly `wanted`; an error lists the nearest. */
function chooseExact(address, kind, wanted, all) {
    for (const key of ['id', 'externalId', 'name']) {
        const hits = all.filter((one) => one[key] === wanted);
        if (hits.length === 1 && hits[0])
            return hits[0];
        if (hits.length > 1)
            throw ambiguous(address, kind, wanted, hits);
    }
    const names = nearest(wanted, all.map((one) => one.name));
    const hint = names.length > 0 ? `The nearest are: ${names.join(', ')}.` : `The backend lists no ${kind} at all.`;
    throw new errors/* PlanError */.W6(`unknown-${kind}`, address, `there is no ${kind} \`${wanted}\`.`, { hint });
}
function ambiguous(address, kind, wanted, hits) {
    const list = hits.slice(0, 5).map((one) => {
        const price = one.priceHourly === undefined ? '' : `, ${one.priceHourly ?? 'unknown'} USD/h`;
        return `${one.name} (${one.externalId}, id ${one.id}${price})`;
    });
    return new errors/* PlanError */.W6(`ambiguous-${kind}`, address, `${hits.length} ${kind}s are called \`${wanted}\`.`, {
        hint: `Use the id of one of them: ${list.join('; ')}${hits.length > 5 ? '; …' : ''}.`,
    });
}
/**
 * The image that `wanted` means. A family picks the architecture (x86_64 unless said), then the newest date in the name;
 * two images that differ in nothing but their id are ambiguous. With `searched`, the provider has been asked already.
 */
function chooseImage(address, wanted, provider, all, searched) {
    if (wanted.by === 'name') {
        const known = all.some((image) => [image.id, image.externalId, image.name].includes(wanted.name));
        // Mist lists few of EC2's images by itself; a provider's search finds one by its name or id as well.
        if (!known && !searched && provider === 'amazon')
            return { search: wanted.name };
        return { image: chooseExact(address, 'image', wanted.name, all) };
    }
    const { os, version } = wanted;
    const arch = wanted.arch ?? 'x86_64';
    const family = all.filter((image) => [image.name, image.externalId].some((t) => isOfFamily(provider, os, version, t)));
    const fitting = family.filter((image) => architectureOf(image) === arch || architectureOf(image) === null);
    const newest = Math.max(...fitting.map((image) => imageDate(image.name)));
    const best = fitting.filter((image) => imageDate(image.name) === newest);
    if (best.length === 1 && best[0])
        return { image: best[0] };
    if (best.length > 1) {
        // EC2 lists one release per volume type: gp3 is the current one.
        const current = best.filter((image) => image.name.includes('hvm-ssd-gp3'));
        if (current.length === 1 && current[0])
            return { image: current[0] };
        throw ambiguous(address, 'image', `${os} ${version}`, best);
    }
    const search = familySearch(provider, os, version);
    if (search !== null && !searched)
        return { search };
    throw noFamily(address, os, version, arch, all);
}
function noFamily(address, os, version, arch, all) {
    const ofFamily = all.filter((image) => `${image.name} ${image.externalId}`.toLowerCase().includes(os));
    const names = nearest(`${os} ${version}`, (ofFamily.length > 0 ? ofFamily : all).map((image) => image.name));
    const known = providers/* IMAGE_FAMILIES */.h5.some((family) => family === os)
        ? ''
        : ` Known families are: ${providers/* IMAGE_FAMILIES */.h5.join(', ')}.`;
    const hint = names.length > 0 ? `The nearest images are: ${names.join(', ')}.${known}` : `The backend lists no images.${known}`;
    return new errors/* PlanError */.W6('unknown-image', address, `no image of ${os} ${version} (${arch}) was found.`, { hint });
}
/** `x86_64` or `arm64` where image or name says it, else null. */
function architectureOf(image) {
    if (/arm64|aarch64/i.test(image.name))
        return 'arm64';
    if (/amd64|x86[_-]64|x64/i.test(image.name))
        return 'x86_64';
    const said = image.architectures[0];
    if (said === undefined)
        return null;
    return /arm|aarch/i.test(said) ? 'arm64' : 'x86_64';
}
/**
 * The size that `wanted` means. `{cpu, ram}` is the cheapest with at least that, of the image's architecture; sizes
 * without a price come after all with one, then fewer cpus, less memory, name.
 */
function chooseSize(address, wanted, architecture, all) {
    if (wanted.by === 'name')
        return chooseExactSize(address, wanted.name, all);
    const { cpu, ramMb } = wanted;
    const fits = all.filter((size) => {
        const own = size.architecture === null ? null : /arm|aarch/i.test(size.architecture) ? 'arm64' : 'x86_64';
        const fitsImage = architecture === null || own === null || own === architecture;
        return fitsImage && (size.cpus ?? 0) >= cpu && (size.ramMb ?? 0) >= ramMb;
    });
    const best = [...fits].sort(compareSizes)[0];
    if (best)
        return best;
    const largest = [...all].sort((a, b) => (b.cpus ?? 0) - (a.cpus ?? 0) || (b.ramMb ?? 0) - (a.ramMb ?? 0))[0];
    throw new errors/* PlanError */.W6('unknown-size', address, `no size has at least ${cpu} cpu and ${ramMb} MiB of memory.`, {
        hint: largest
            ? `The largest is ${largest.name} with ${largest.cpus ?? '?'} cpu and ${largest.ramMb ?? '?'} MiB.`
            : 'The backend lists no sizes.',
    });
}
function chooseExactSize(address, wanted, all) {
    // On EC2 sizes are called `t2.micro - t2.micro`: the external id is the name that people know.
    return chooseExact(address, 'size', wanted, all);
}
function compareSizes(a, b) {
    const price = (size) => size.priceHourly ?? Number.POSITIVE_INFINITY;
    const byPrice = price(a) === price(b) ? 0 : price(a) - price(b);
    return byPrice || (a.cpus ?? 0) - (b.cpus ?? 0) || (a.ramMb ?? 0) - (b.ramMb ?? 0) || (a.name < b.name ? -1 : 1);
}
/** The location that `wanted` means, by id, name, then external id (EC2 zones' external ids are just "0", "1", …). */
function chooseLocation(address, wanted, all) {
    const byName = all.filter((one) => one.name === wanted);
    if (byName.length === 1 && byName[0])
        return byName[0];
    return chooseExact(address, 'location', wanted, all);
}

;// CONCATENATED MODULE: ./lib/src/engine/place.js



/** A cloud that was just added lists nothing for some seconds, then its sizes still grow (seen on a live server). */
const CATALOG_PATIENCE_MS = 45_000;
const CATALOG_INTERVAL_MS = 2_000;
/** Sizes come some seconds after the images; a provider that still has none by then has no size rows at all. */
const SIZES_PATIENCE_MS = 15_000;
/** Catalogs of one server, each list fetched at most once (images once more per search). */
class Catalogs {
    #world;
    #fetched = new Map();
    constructor(world) {
        this.#world = world;
    }
    #once(key, fetch) {
        const known = this.#fetched.get(key);
        if (known)
            return known;
        const fresh = fetch();
        this.#fetched.set(key, fresh);
        return fresh;
    }
    images(cloudId, search) {
        return this.#once(`images ${cloudId} ${search ?? ''}`, () => this.#world.reader.images(cloudId, search));
    }
    /** The placement of one row; throws PlanError naming the row when a name is unknown or ambiguous. */
    async place(desired, cloud) {
        const { reader } = this.#world;
        const { address, size, location } = desired;
        if (size === null) {
            throw new errors/* PlanError */.W6('no-size', address, 'no size is given.', {
                hint: 'Set `size: { cpu: 2, ram: 4g }`, or the name of a size, on the row or under `defaults:`.',
            });
        }
        const [images, sizes, locations] = await Promise.all([
            this.images(cloud.id, null),
            this.#once(`sizes ${cloud.id}`, () => reader.sizes(cloud.id)),
            location === null ? [] : this.#once(`locations ${cloud.id}`, () => reader.locations(cloud.id)),
        ]);
        const image = await this.#image(desired, cloud, images);
        // Docker and its like have no size rows: Mist takes the numbers themselves there.
        const custom = sizes.length === 0 && size.by === 'at-least';
        return {
            cloud,
            image,
            size: custom ? null : chooseSize(address, size, architectureOf(image), sizes),
            location: location === null ? null : chooseLocation(address, location, locations),
        };
    }
    async #image(desired, cloud, images) {
        const { address, image } = desired;
        if (image === null) {
            throw new errors/* PlanError */.W6('no-image', address, 'no image is given.', {
                hint: 'Set `image:` on the row or under `defaults:`.',
            });
        }
        const provider = (0,providers/* providerOf */.lc)(cloud.provider);
        const choice = chooseImage(address, image, provider, images, false);
        if ('image' in choice)
            return choice.image;
        const found = await this.images(cloud.id, choice.search);
        // The nearest names for an error come from both lists.
        const ids = new Set(found.map((one) => one.id));
        const both = [...found, ...images.filter((one) => !ids.has(one.id))];
        const again = chooseImage(address, image, provider, both, true);
        if ('image' in again)
            return again.image;
        throw new errors/* PlanError */.W6('unknown-image', address, `the backend finds no image for \`${choice.search}\`.`);
    }
}
/** Waits until a cloud that was just added lists the same number of images and sizes twice in a row. */
async function settleCatalogs(world, cloudId) {
    const { reader, clock, signal } = world;
    const began = clock.elapsed();
    const deadline = began + CATALOG_PATIENCE_MS;
    let before = '';
    while (clock.elapsed() < deadline) {
        const [images, sizes] = await Promise.all([reader.images(cloudId, null), reader.sizes(cloudId)]);
        const now = `${images.length}/${sizes.length}`;
        const sized = sizes.length > 0 || clock.elapsed() - began >= SIZES_PATIENCE_MS;
        if (images.length > 0 && sized && now === before)
            return;
        before = now;
        await clock.sleep(CATALOG_INTERVAL_MS, signal);
    }
}

// EXTERNAL MODULE: ./lib/src/engine/sweep.js
var engine_sweep = __webpack_require__(6229);
// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
// EXTERNAL MODULE: ./lib/src/engine/write-ahead.js
var write_ahead = __webpack_require__(4286);
;// CONCATENATED MODULE: ./lib/src/engine/apply-backends.js
// Backends belong to the organisation: apply adds what a spec wants present and removes only what it names as absent,
// and never one on which anything lives, because Mist would hide those machines while they run on (H8, H38).






/** Adds missing backends, the keys of their hosts before them, and waits until their catalogs stand still. Throws at the first that cannot be added. */
async function addBackends(world, rows, changes, keys) {
    const missing = changes.filter((change) => change.action === 'create');
    return Promise.all(missing.map(async (change) => {
        const row = rows.find((one) => one.name === change.backend);
        if (row?.state !== 'present')
            throw new errors/* ActionError */.lZ('bug', 'bug', `${change.address} was planned without a row.`);
        const id = await addBackend(world, row, keys);
        // A list of hosts has no catalog.
        if (row.hosts === undefined)
            await settleCatalogs(world, id);
        world.log.info(`${change.address} has been created`);
        return { address: change.address, outcome: 'created', why: null };
    }));
}
async function addBackend(world, row, keys) {
    const { journal, writer, reader, log } = world;
    const address = `backend/${row.name}`;
    for (const value of Object.values(row.fields))
        if (typeof value === 'object')
            log.mask(value.reveal());
    const hosts = await Promise.all((row.hosts ?? []).map(async ({ key, ...host }) => ({ ...host, keyId: (await keys.get(keys.nameOf(key))).id })));
    const intent = { kind: 'add-backend', address, name: row.name, cloudId: null, at: (0,engine_world/* serverNow */.c)(world) };
    try {
        const { value } = await (0,write_ahead/* writeAhead */.x)(journal, intent, (onSent) => writer.addCloud(row.name, row.provider, row.fields, onSent, hosts));
        return value.id;
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.failure === 'provider-auth') {
            throw new errors/* ActionError */.lZ('backend-credentials', 'user', `${address}: the provider refused the credentials.`, {
                hint: 'Check the credential fields of this row; nothing was added.',
            });
        }
        if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* TransportError */.wX) || (0,write_ahead/* effectOf */.$)(error) === 'none')
            throw error;
        // The server answers 500 and adds the backend all the same (seen on a live server): the list decides.
        const added = (await reader.clouds()).filter((cloud) => cloud.name === row.name);
        if (added.length === 1 && added[0])
            return added[0].id;
        throw error;
    }
}
/** Removes backends that the spec names as absent; refused, as a failed outcome, while anything on one may live. */
async function removeBackends(world, changes) {
    const outcomes = [];
    for (const change of changes.filter((one) => one.action === 'destroy')) {
        const why = await removeBackend(world, change).catch((error) => (0,engine_world/* sentenceOf */.$)(error));
        if (why === null)
            world.log.info(`${change.address} has been destroyed`);
        outcomes.push({ address: change.address, outcome: why === null ? 'destroyed' : 'failed', why });
    }
    return outcomes;
}
/** What lives there by two live lists some seconds apart, or as the server itself knows it: one empty list is no proof. */
async function livingOn(world, cloudId) {
    const { reader, clock, signal } = world;
    const first = await reader.liveMachines(cloudId);
    const known = (await reader.knownMachines()).filter((machine) => machine.cloudId === cloudId && !machine.missing);
    const listed = new Set(first.machines.map((machine) => machine.id));
    const unlisted = known.filter((machine) => !listed.has(machine.id));
    const early = [...first.machines, ...unlisted].filter((machine) => !(0,model_observed/* isGone */.S)(machine));
    if (early.length > 0)
        return early;
    await clock.sleep(engine_sweep/* ABSENCE_GAP_MS */.c, signal);
    return (await reader.liveMachines(cloudId)).machines.filter((machine) => !(0,model_observed/* isGone */.S)(machine));
}
async function removeBackend(world, change) {
    const cloud = change.observed;
    if (cloud === null)
        return null;
    if (!cloud.enabled)
        return 'it is disabled, so what lives on it cannot be seen; enable it first';
    const living = await livingOn(world, cloud.id);
    if (living.length > 0) {
        const names = living
            .slice(0, 5)
            .map((machine) => machine.name)
            .join(', ');
        return `refused: ${living.length} machines are on it (${names}); without the backend nobody would see them, and they would run on`;
    }
    await world.writer.removeCloud(cloud.id);
    const left = (await world.reader.clouds()).some((one) => one.id === cloud.id);
    return left ? 'it is still listed after it was removed' : null;
}

// EXTERNAL MODULE: ./lib/src/engine/apply-machines.js + 17 modules
var apply_machines = __webpack_require__(524);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
// EXTERNAL MODULE: ./lib/src/engine/remove-rest.js
var remove_rest = __webpack_require__(2020);
;// CONCATENATED MODULE: ./lib/src/engine/apply-removals.js





/** Destroys machines of this scope by exact id, proves them gone, and removes their lease schedules. */
async function removeMachines(world, input, machines) {
    const ids = new Set(machines.map((machine) => machine.id));
    const clouds = input.clouds.filter((cloud) => machines.some((machine) => machine.cloudId === cloud.id));
    const sweeps = await Promise.all(clouds.map((cloud) => (0,engine_sweep/* sweepCloud */.E)(world, {
        cloud,
        select: (machine) => {
            if (!ids.has(machine.id))
                return 'leave';
            const proof = (0,ownership/* proveMachine */.WJ)(input.scope, machine);
            return proof.owned ? 'destroy' : { refused: proof.why };
        },
        expected: machines.filter((machine) => machine.cloudId === cloud.id),
        pending: [],
        deadline: input.deadline,
        parallelism: input.parallelism,
    })));
    const gone = new Set(sweeps.flatMap((sweep) => [...sweep.gone.keys()]));
    return [...sweeps.flatMap((sweep) => sweep.leaks), ...(await (0,remove_rest/* removeSchedules */.l)(world, gone))];
}
/** Machines that the plan destroys, as outcomes and leaks. */
async function removePlanned(world, input, changes) {
    const destroys = changes.filter((change) => change.kind === 'machine' && change.action === 'destroy');
    const leaks = await removeMachines(world, input, destroys.flatMap((change) => change.observed ?? []));
    const outcomes = destroys.map((change) => {
        const leak = leaks.find((one) => one.id === change.id);
        return { address: change.address, outcome: leak ? 'failed' : 'destroyed', why: leak?.why ?? null };
    });
    return { outcomes, leaks };
}
/** Brings every key of the apply to its end: added, read back, or removed. */
async function settleKeys(world, chain, desired, changes) {
    const ready = [];
    const outcomes = [];
    for (const key of desired) {
        try {
            const one = await chain.get(key.mistName);
            ready.push(one);
            outcomes.push({ address: key.address, outcome: one.outcome, why: null });
        }
        catch (error) {
            outcomes.push({ address: key.address, outcome: 'failed', why: (0,engine_world/* sentenceOf */.$)(error) });
        }
    }
    for (const change of changes) {
        if (change.kind === 'key' && change.action === 'destroy')
            outcomes.push(await removeKey(world, change));
    }
    return { ready, outcomes };
}
/** A key that a living machine uses stays: whoever owns that machine would be locked out. */
async function removeKey(world, change) {
    const key = change.observed;
    const { address } = change;
    if (key === null)
        return { address, outcome: 'unchanged', why: null };
    try {
        // The plan may be old by now: who uses the key, and whether it is still the same one, is asked again.
        const listed = (await world.reader.keys()).find((one) => one.id === key.id && one.name === key.name);
        if (listed === undefined)
            return { address, outcome: 'unchanged', why: null };
        const known = listed.machineIds.length === 0 ? [] : await world.reader.knownMachines();
        const users = known.filter((machine) => listed.machineIds.includes(machine.id) && !(0,model_observed/* isGone */.S)(machine));
        if (users.length > 0) {
            const names = users.map((machine) => machine.name).join(', ');
            return { address, outcome: 'failed', why: `refused: machines use it (${names})` };
        }
        await world.writer.deleteKey(key.id);
        return { address, outcome: 'destroyed', why: null };
    }
    catch (error) {
        return { address, outcome: 'failed', why: (0,engine_world/* sentenceOf */.$)(error) };
    }
}

// EXTERNAL MODULE: ./lib/src/engine/key-chain.js
var key_chain = __webpack_require__(5682);
// EXTERNAL MODULE: ./lib/src/plan/diff.js
var diff = __webpack_require__(5649);
;// CONCATENATED MODULE: ./lib/src/plan/build-plan.js



/** Differences of all rows, in spec order; `now` is the server's clock. */
function diffMachines(scope, matches, now) {
    return matches.matched.map((match) => ({ match, difference: (0,diff/* diffMachine */.d)(scope, match, now) }));
}
/** True where a machine has to be placed: its image, size and location are needed. */
function needsPlacement(difference) {
    return difference.action === 'create' || difference.action === 'replace';
}
function machineChanges(differences, matches, placements, clouds) {
    const backendOf = (machine) => clouds.find((cloud) => cloud.id === machine.cloudId)?.name ?? null;
    const rows = differences.map(({ match, difference }) => {
        const placement = placements.get(match.desired.address) ?? null;
        return {
            kind: 'machine',
            address: match.desired.address,
            action: difference.action,
            reason: placementReason(difference, placement),
            id: match.observed?.id ?? null,
            backend: match.observed ? backendOf(match.observed) : match.desired.backend,
            costHourly: needsPlacement(difference)
                ? (placement?.size?.priceHourly ?? null)
                : (match.observed?.costHourly ?? null),
            desired: match.desired,
            observed: match.observed,
            owned: match.owned,
            update: difference.update,
            placement,
        };
    });
    const destroy = (machine, reason) => ({
        kind: 'machine',
        address: `machine/${machine.name}`,
        action: 'destroy',
        reason,
        id: machine.id,
        backend: backendOf(machine),
        costHourly: null,
        desired: null,
        observed: machine,
        owned: true,
        update: null,
        placement: null,
    });
    return [
        ...rows,
        ...matches.twins.map((machine) => destroy(machine, 'a second machine for the same row')),
        ...matches.orphans.map((machine) => destroy(machine, 'no row of the spec asks for it')),
    ];
}
function placementReason(difference, placement) {
    if (!needsPlacement(difference))
        return difference.reason;
    if (placement === null)
        return `${difference.reason}; placed once its backend is there`;
    const { image, size, location } = placement;
    const where = location ? ` in ${location.name}` : '';
    return `${difference.reason}; ${image.name} on ${size?.name ?? 'a custom size'}${where}`;
}
/**
 * What becomes of keys: rows to add, to keep, to remove, and generated ones that nothing uses any more. A row that cannot be
 * planned is told to `gather`.
 */
function keyChanges(desired, spec, observed, unused, gather = errors/* throwAtOnce */.pT) {
    const change = (address, action, reason, key, seen) => ({
        kind: 'key',
        address,
        action,
        reason,
        id: seen?.id ?? null,
        backend: null,
        costHourly: null,
        desired: key,
        observed: seen,
    });
    const present = desired.map((key) => {
        const seen = onlyKey(key.address, key.mistName, observed, gather);
        if (seen)
            return change(key.address, 'no-op', 'is there', key, seen);
        if (key.source === 'existing') {
            gather(unknownKey(key, observed));
            return change(key.address, 'no-op', 'is not there', key, null);
        }
        return change(key.address, 'create', key.source === 'generated' ? 'generated for this scope' : 'uploaded', key, null);
    });
    const absent = spec.keys
        .filter((row) => row.state === 'absent')
        .map((row) => {
        const address = `key/${row.name}`;
        const seen = onlyKey(address, row.name, observed, gather);
        return seen
            ? change(address, 'destroy', 'the spec wants it absent', null, seen)
            : change(address, 'no-op', 'is absent', null, null);
    });
    return [
        ...present,
        ...absent,
        ...unused.map((key) => change(`key/${key.name}`, 'destroy', 'no row of the spec uses it', null, key)),
    ];
}
function unknownKey({ address, mistName }, observed) {
    const names = observed.map((one) => one.name).join(', ') || 'none is there';
    return new errors/* PlanError */.W6('unknown-key', address, `there is no key \`${mistName}\` in Mist.`, {
        hint: `Add it under \`keys:\` with \`generate: true\` or \`private: \${NAME}\`, or use one of: ${names}.`,
    });
}
function onlyKey(address, name, observed, gather) {
    const hits = observed.filter((key) => key.name === name);
    if (hits.length > 1)
        gather(new errors/* PlanError */.W6('ambiguous-key', address, `${hits.length} keys are called \`${name}\`.`));
    return hits[0] ?? null;
}
/**
 * What becomes of backends. Removal is refused later, by apply, while anything lives on one. A row that cannot be planned
 * is told to `gather`.
 */
function backendChanges(spec, clouds, gather = errors/* throwAtOnce */.pT) {
    return spec.backends.map((row) => {
        const address = `backend/${row.name}`;
        const observed = clouds.find((cloud) => cloud.name === row.name) ?? null;
        const base = {
            kind: 'backend',
            address,
            id: observed?.id ?? null,
            backend: row.name,
            costHourly: null,
            observed,
        };
        if (row.state === 'absent') {
            return observed
                ? { ...base, action: 'destroy', reason: 'the spec wants it absent' }
                : { ...base, action: 'no-op', reason: 'is absent' };
        }
        if (observed) {
            if (observed.enabled)
                return { ...base, action: 'no-op', reason: 'is there' };
            gather(new errors/* PlanError */.W6('disabled-backend', address, 'the backend is disabled in Mist.', {
                hint: 'Enable it there; its machines cannot be seen until then.',
            }));
            return { ...base, action: 'no-op', reason: 'is disabled' };
        }
        if (row.state === 'existing') {
            gather(new errors/* PlanError */.W6('unknown-backend', address, `there is no backend \`${row.name}\` in Mist.`, {
                hint: `Backends that are there: ${clouds.map((cloud) => cloud.name).join(', ') || 'none'}.`,
            }));
            return { ...base, action: 'no-op', reason: 'is not there' };
        }
        return { ...base, action: 'create', reason: `${row.provider}, added to the organisation` };
    });
}
/** Counts and price of a list of changes. */
function sumPlan(scope, changes) {
    const living = changes.filter((change) => change.kind === 'machine' && change.action !== 'destroy');
    const hourly = living.reduce((sum, change) => sum + (change.costHourly ?? 0), 0);
    const round = (value, digits) => Number(value.toFixed(digits));
    return {
        scope,
        changes,
        counts: (0,plan/* countChanges */.xS)(changes),
        cost: {
            hourly: round(hourly, 6),
            monthly: round(hourly * plan/* HOURS_PER_MONTH */.x4, 4),
            currency: 'USD',
            complete: living.every((change) => change.costHourly !== null),
        },
        drift: changes.some((change) => change.action !== 'no-op'),
    };
}

// EXTERNAL MODULE: ./lib/src/model/identity.js
var identity = __webpack_require__(4552);
;// CONCATENATED MODULE: ./lib/src/plan/match.js




/**
 * Matches rows with machines. `observed` holds what clouds list now; terminated rows are no machines any more.
 * Throws PlanError where a name or id is ambiguous, or an adopted machine does not exist.
 */
function matchMachines(scope, desired, observed, clouds) {
    const living = observed.filter((machine) => !(0,model_observed/* isGone */.S)(machine) && !machine.missing);
    const claimed = new Set();
    const twins = [];
    const matched = desired.map((one) => {
        if (one.adopt !== null) {
            const match = matchAdopted(one, living);
            if (match.observed)
                claimed.add(match.observed.id);
            return match;
        }
        const named = one.literal ? literalHits(one, living, clouds) : living.filter((m) => m.name === one.mistName);
        const ours = named.filter((machine) => (0,ownership/* proveMachine */.WJ)(scope, machine).owned).sort(ownership/* olderFirst */.XL);
        for (const machine of ours)
            claimed.add(machine.id);
        twins.push(...ours.slice(1));
        if (!one.literal)
            refuseStranger(scope, one, living);
        else if (ours.length < named.length)
            return matchForeign(one, named);
        return { desired: one, observed: ours[0] ?? null, owned: true };
    });
    const orphans = living.filter((machine) => !claimed.has(machine.id) && (0,ownership/* proveMachine */.WJ)(scope, machine).owned);
    return { matched, twins, orphans };
}
/** A machine that bears our very name but contradicts the proof is somebody's forgery or mistake: nothing may be done. */
function refuseStranger(scope, desired, living) {
    for (const machine of living) {
        if (machine.name !== desired.mistName)
            continue;
        const proof = (0,ownership/* proveMachine */.WJ)(scope, machine);
        if (proof.owned)
            continue;
        throw new errors/* PlanError */.W6('foreign-name', desired.address, `a machine called ${machine.name} exists, but ${proof.why}.`, {
            hint: `Look at machine ${machine.id}; nothing was changed.`,
        });
    }
}
function matchAdopted(desired, living) {
    const found = living.find((machine) => machine.id === desired.adopt);
    if (found)
        return { desired, observed: found, owned: false };
    throw new errors/* PlanError */.W6('unknown-machine', desired.address, `there is no machine with the id ${desired.adopt} to adopt.`, {
        hint: 'Give the 32-hex id that Mist shows for it, and check that its backend is enabled.',
    });
}
/** Machines with exactly this literal name on the row's own backend: elsewhere it means something else. */
function literalHits(desired, living, clouds) {
    const cloud = clouds.find((one) => one.name === desired.backend);
    return living.filter((machine) => machine.name === desired.mistName && machine.cloudId === cloud?.id);
}
/** The one machine of somebody else that has the literal name; with any other beside it, nobody can say which is meant. */
function matchForeign(desired, named) {
    const [only] = named;
    if (only && named.length === 1)
        return { desired, observed: only, owned: false };
    throw new errors/* PlanError */.W6('ambiguous-machine', desired.address, `${named.length} machines are called \`${desired.mistName}\`.`, {
        hint: `Adopt one by its id: ${named.map((machine) => machine.id).join(', ')}.`,
    });
}
/** Machines that begin like ours but are not: unnamed sibling steps, other attempts, or look-alikes. For the log only. */
function lookAlikes(scope, observed) {
    const prefix = scopePrefix(scope);
    return observed.filter((machine) => machine.name.startsWith(prefix) && !proveMachine(scope, machine).owned);
}

;// CONCATENATED MODULE: ./lib/src/plan/mistakes.js
// What of a spec cannot be planned, gathered while planning goes on with the rest, so that all of it is told at once.

/** The mistakes of one plan. A row that has one is left out of what follows, its other machines included. */
class Mistakes {
    #found = [];
    #rows = new Set();
    gather = (error) => {
        this.#found.push(error);
    };
    /** True when something was found at this address. */
    at(address) {
        return this.#found.some((error) => error.address === address);
    }
    /** True for a row of machines that has a mistake already. */
    has(row) {
        return this.#rows.has(row);
    }
    /** What `work` gives for a machine of this row; null when it throws PlanError, which is kept. Anything else is thrown on. */
    async ofRow(row, work) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof errors/* PlanError */.W6))
                throw error;
            if (!this.#rows.has(row))
                this.#found.push(error);
            this.#rows.add(row);
            return null;
        }
    }
    /** Throws the only mistake as it is, several as PlanErrors, and returns when there is none. */
    settle() {
        const [first] = this.#found;
        if (first === undefined)
            return;
        throw this.#found.length === 1 ? first : new errors/* PlanErrors */.bL(this.#found);
    }
}

// EXTERNAL MODULE: ./lib/src/engine/creates-of-scope.js
var creates_of_scope = __webpack_require__(2073);
;// CONCATENATED MODULE: ./lib/src/engine/observe.js
// Reading what is there: one list of clouds, keys and known machines, then one live list for each cloud that matters.

/** First round trip: three lists at once. */
async function observeInventory(world) {
    const { reader } = world;
    const [clouds, keys, known] = await Promise.all([reader.clouds(), reader.keys(), reader.knownMachines()]);
    return { clouds, keys, known };
}
/**
 * Second round trip: what the wanted clouds list now. Clouds on which the server knows machines of this scope, or one
 * to adopt, are looked at too, whether a row names them or not. Machines of all other clouds stay out: nothing is
 * decided on an old view.
 */
async function observeMachines(world, scope, inventory, wanted) {
    const prefix = (0,identity/* scopePrefix */.Po)(scope);
    const tag = (0,identity/* tagValue */.EZ)(scope.name);
    const ours = inventory.known.filter((machine) => machine.name.startsWith(prefix) || machine.tags[identity/* TAGS */.gp.scope] === tag || wanted.adopted.has(machine.id));
    const withOurs = new Set(ours.map((machine) => machine.cloudId));
    const clouds = inventory.clouds.filter((cloud) => cloud.enabled && (wanted.backends.has(cloud.name) || withOurs.has(cloud.id)));
    const listings = await Promise.all(clouds.map((cloud) => world.reader.liveMachines(cloud.id)));
    return listings.flatMap((listing) => listing.machines);
}

;// CONCATENATED MODULE: ./lib/src/engine/make-plan.js










/**
 * Makes the plan. Throws PlanError, or PlanErrors with every mistake there is, for what cannot or may not be done; nothing has
 * been changed by then.
 */
async function makePlan(world, input) {
    const { scope, spec } = input;
    const inventory = await observeInventory(world);
    await (0,creates_of_scope/* refuseHidden */.ly)(world, scope, inventory.clouds);
    const mistakes = new Mistakes();
    const backends = backendChanges(spec, inventory.clouds, mistakes.gather);
    const enabled = inventory.clouds.filter((cloud) => cloud.enabled).map((cloud) => cloud.name);
    const added = backends.filter((change) => change.action === 'create').map((change) => change.backend ?? '');
    const leaving = new Set(backends.filter((change) => change.action === 'destroy').map((change) => change.backend ?? ''));
    const usable = [...enabled.filter((name) => !leaving.has(name)), ...added];
    const expanded = input.expand(usable, mistakes.gather);
    refuseTooMany(expanded.machines, input.maxMachines, mistakes.gather);
    const rows = await onKnownBackends(expanded.machines, inventory, new Set(added), mistakes);
    refuseBlindJumps(expanded.machines, input.trustOnFirstUse);
    const machines = await observeMachines(world, scope, inventory, {
        backends: new Set([...expanded.machines.map((machine) => machine.backend), ...leaving]),
        adopted: new Set(expanded.machines.flatMap((machine) => machine.adopt ?? [])),
    });
    const matches = await matchRows(scope, rows, machines, inventory.clouds, mistakes);
    const differences = lostKeys(movedBackends(diffMachines(scope, matches, (0,engine_world/* serverNow */.c)(world)), inventory), inventory);
    refuseReplaces(differences, input.replace, mistakes.gather);
    const placements = await placeAll(world, differences, inventory, input.trustOnFirstUse, mistakes);
    const unused = unusedKeys(scope, expanded.keys, inventory.keys);
    const keys = keyChanges(expanded.keys, spec, inventory.keys, unused, mistakes.gather);
    mistakes.settle();
    const changes = [...backends, ...keys, ...machineChanges(differences, matches, placements, inventory.clouds)];
    return { plan: sumPlan(scope, changes), expanded, inventory, machines };
}
/** Names that rows ask to be gone, as machines of ours that match no other row are found as orphans anyway. */
function unusedKeys(scope, desired, observed) {
    const wanted = new Set(desired.map((key) => key.mistName));
    return observed.filter((key) => (0,ownership/* provesKey */.ty)(scope, key) && !wanted.has(key.name));
}
function refuseTooMany(machines, most, gather) {
    const created = machines.filter((machine) => machine.adopt === null);
    if (created.length <= most)
        return;
    const message = `the spec asks for ${created.length} machines, \`max-machines\` allows ${most}.`;
    const hint = 'Lower `count:` or raise the input `max-machines`.';
    gather(new errors/* PlanError */.W6('too-many-machines', 'machine/*', message, { hint }));
}
/** The machines whose backend is there and can be looked at. */
async function onKnownBackends(machines, inventory, added, mistakes) {
    for (const { row, address, backend, adopt } of machines) {
        // A row of `backends` that says what is wrong says it for its machines too.
        if (adopt !== null || added.has(backend) || mistakes.at(`backend/${backend}`))
            continue;
        await mistakes.ofRow(row, () => refuseUnknownBackend(address, backend, inventory.clouds));
    }
    return machines.filter(({ row, backend }) => !mistakes.has(row) && !mistakes.at(`backend/${backend}`));
}
function refuseUnknownBackend(address, backend, clouds) {
    const cloud = clouds.find((one) => one.name === backend);
    const known = clouds.map((one) => one.name).join(', ') || 'none';
    if (!cloud) {
        throw new errors/* PlanError */.W6('unknown-backend', address, `there is no backend \`${backend}\` in Mist.`, {
            hint: `Backends that are there: ${known}. Add one under \`backends:\`.`,
        });
    }
    if (!cloud.enabled) {
        throw new errors/* PlanError */.W6('disabled-backend', address, `the backend \`${backend}\` is disabled in Mist.`, {
            hint: 'Enable it there; its machines cannot be seen until then.',
        });
    }
}
/** Rows and machines in pairs. A row that cannot be paired is left out, and the others are tried again without it. */
async function matchRows(scope, rows, machines, clouds, mistakes) {
    for (let left = rows;;) {
        try {
            return matchMachines(scope, left, machines, clouds);
        }
        catch (error) {
            const wrong = error instanceof errors/* PlanError */.W6 ? left.find(({ address }) => address === error.address) : undefined;
            if (wrong === undefined)
                throw error;
            await mistakes.ofRow(wrong.row, () => Promise.reject(error));
            left = left.filter(({ row }) => row !== wrong.row);
        }
    }
}
/** The first contact with a jump host is checked like any other. */
function refuseBlindJumps(machines, trustOnFirstUse) {
    for (const { address, via } of machines) {
        if (via?.by !== 'host' || via.hostKey !== null || trustOnFirstUse)
            continue;
        throw new errors/* PlanError */.W6('no-host-key', address, `the host key of its jump host ${via.host} is not known.`, {
            hint: 'Write `via: { host: …, user: …, host-key: "ssh-ed25519 AAAA…" }`, or set `trust-on-first-use: true`.',
        });
    }
}
/** A machine of ours that lives on another backend than its row names has to move. */
function movedBackends(differences, inventory) {
    return differences.map((one) => {
        const { desired, observed, owned } = one.match;
        if (!observed || !owned || desired.adopt !== null)
            return one;
        const cloud = inventory.clouds.find((candidate) => candidate.id === observed.cloudId);
        if (!cloud || cloud.name === desired.backend)
            return one;
        return {
            ...one,
            difference: {
                action: 'replace',
                reason: `it is on ${cloud.name}, and the spec wants ${desired.backend}`,
                update: null,
            },
        };
    });
}
/** A machine whose key has left Mist can be opened by nobody: a new key under the old name would not fit it. */
function lostKeys(differences, inventory) {
    return differences.map((one) => {
        const { desired, observed, owned } = one.match;
        if (!observed || !owned || desired.adopt !== null || desired.keyName === null)
            return one;
        if (inventory.keys.some((key) => key.name === desired.keyName))
            return one;
        const reason = `the key \`${desired.keyName}\` that it was made with is no longer in Mist`;
        return { ...one, difference: { action: 'replace', reason, update: null } };
    });
}
function refuseReplaces(differences, allowed, gather) {
    const replaced = differences.filter((one) => one.difference.action === 'replace');
    const first = replaced[0];
    if (allowed || !first)
        return;
    const all = replaced.map((one) => `${one.match.desired.address} (${one.difference.reason})`).join('; ');
    const hint = 'Set `replace: true` to destroy and create again, or put the row back as it was.';
    const message = `Mist cannot change this in place: ${all}.`;
    gather(new errors/* PlanError */.W6('replace-needed', first.match.desired.address, message, { hint }));
}
async function placeAll(world, differences, inventory, trustOnFirstUse, mistakes) {
    const catalogs = new Catalogs(world);
    const placements = new Map();
    for (const { match, difference } of differences) {
        if (!needsPlacement(difference))
            continue;
        const cloud = inventory.clouds.find((one) => one.name === match.desired.backend);
        // The backend is added by this very apply: the plan is made again when it is there.
        if (!cloud)
            continue;
        const { row, address } = match.desired;
        const placement = await mistakes.ofRow(row, () => {
            refuseBlindTrust(match.desired, cloud.provider, trustOnFirstUse);
            return catalogs.place(match.desired, cloud);
        });
        if (placement !== null)
            placements.set(address, placement);
    }
    return placements;
}
/** Without cloud-init no host key can be injected, so strict checking needs the user's word for the first contact. */
function refuseBlindTrust(desired, serverProvider, trustOnFirstUse) {
    const provider = (0,providers/* providerOf */.lc)(serverProvider);
    if (provider !== null && providers/* PROVIDERS */.xq[provider].cloudInit)
        return;
    if (desired.cloudInit !== null) {
        throw new errors/* PlanError */.W6('no-cloud-init', desired.address, `Mist drops cloud-init on ${serverProvider} without a word.`, {
            hint: 'Use another backend, or leave `cloud-init` out.',
        });
    }
    if (desired.wait.level !== 'ssh' || trustOnFirstUse || desired.power === 'stopped')
        return;
    throw new errors/* PlanError */.W6('no-host-key', desired.address, `on ${serverProvider} no host key can be injected, so the first contact cannot be checked.`, {
        hint: 'Set the input `trust-on-first-use: true` to pin the key that answers first, or `wait: tcp` for a machine without SSH.',
    });
}

// EXTERNAL MODULE: ./lib/src/model/duration.js
var duration = __webpack_require__(7334);
;// CONCATENATED MODULE: ./lib/src/engine/progress.js
// A line at least every 30 s of a wait: what is waited for, in which state, for how long and until when.

const INTERVAL_MS = 20_000;
/** States of what is being worked on, told to the log while `work` runs. */
class Progress {
    #world;
    #states = new Map();
    #since;
    #deadline;
    constructor(world, deadline) {
        this.#world = world;
        this.#since = world.clock.elapsed();
        this.#deadline = deadline;
    }
    set(address, state) {
        this.#states.set(address, state);
    }
    done(address) {
        this.#states.delete(address);
    }
    /** Runs `work` and ends with it, whatever comes of it. */
    async during(work) {
        const stop = new AbortController();
        const ticking = this.#tick(stop.signal);
        try {
            return await work();
        }
        finally {
            stop.abort();
            await ticking;
        }
    }
    async #tick(signal) {
        try {
            for (;;) {
                await this.#world.clock.sleep(INTERVAL_MS, signal);
                this.#print();
            }
        }
        catch {
            // The sleep is cut short when the work ends: nothing more to say.
        }
    }
    #print() {
        if (this.#states.size === 0)
            return;
        const now = this.#world.clock.elapsed();
        const states = [...this.#states].map(([address, state]) => `${address} ${state}`);
        const shown = states.slice(0, 10).join(', ') + (states.length > 10 ? `, and ${states.length - 10} more` : '');
        const limit = (0,duration/* formatDuration */.a3)(this.#deadline - this.#since);
        this.#world.log.info(`Waiting for ${states.length}: ${shown} (${(0,duration/* formatDuration */.a3)(now - this.#since)} of ${limit})`);
    }
}

// EXTERNAL MODULE: ./lib/src/engine/teardown.js
var engine_teardown = __webpack_require__(2977);
;// CONCATENATED MODULE: ./lib/src/engine/apply.js
// The verb apply: backends, keys and machines of one spec become real within the scope; what stays half-made is removed.











/** Applies. Throws only before any machine was asked for, or when cancelled; later failures are in the result. */
async function applySpec(world, input) {
    const { planned, added } = await planWithBackends(world, input);
    const { plan, expanded, inventory } = planned;
    const chain = new key_chain/* KeyChain */.t(world, input.spec, expanded.keys, inventory.keys);
    const changes = plan.changes.filter((change) => change.kind === 'machine');
    const progress = new Progress(world, input.deadline);
    const rows = new apply_machines/* ApplyMachines */.X(world, { ...input, changes, clouds: inventory.clouds, keys: chain, progress });
    const removal = {
        scope: input.scope,
        clouds: inventory.clouds,
        parallelism: input.parallelism,
        deadline: input.hardDeadline,
    };
    const [machines, removed] = await progress.during(() => Promise.all([rows.run(), removePlanned(world, removal, plan.changes)]));
    const twins = await removeMachines(world, removal, rows.twins(machines));
    const rolledBack = await rollBack(world, input, machines);
    const keys = await settleKeys(world, chain, expanded.keys, plan.changes);
    const backends = await removeBackends(world, plan.changes.filter((change) => change.kind === 'backend'));
    const own = machines.map((one) => ({ address: `machine/${one.name}`, outcome: one.outcome, why: one.why }));
    const outcomes = [...added, ...keys.outcomes, ...own, ...removed.outcomes, ...backends];
    const leaks = [...removed.leaks, ...twins, ...rolledBack];
    const report = {
        machines,
        outcomes,
        leaks,
        plan: plan.counts,
        cost: costOf(machines, plan.cost),
        changed: outcomes.some((one) => isChange(one.outcome)),
    };
    return { planned, report, keys: keys.ready, failure: failureOf(world, planned, report) };
}
/** A backend that is added has no catalog before: the plan is made again once it is there. */
async function planWithBackends(world, input) {
    const planned = await makePlan(world, input);
    input.onPlan(planned.plan);
    const missing = planned.plan.changes.filter((change) => change.kind === 'backend' && change.action === 'create');
    if (missing.length === 0)
        return { planned, added: [] };
    const keys = new key_chain/* KeyChain */.t(world, input.spec, planned.expanded.keys, planned.inventory.keys);
    const added = await addBackends(world, input.spec.backends, missing, keys);
    const again = await makePlan(world, input);
    input.onPlan(again.plan);
    return { planned: again, added };
}
/**
 * Removes what this run began and did not bring to ready: everything in a named scope, and in an unnamed one the rest of
 * rows that have enough without it. An unnamed scope that failed is left to post whole.
 */
async function rollBack(world, input, machines) {
    const unfinished = new Set(input
        .journalled()
        .filter((one) => one.kind === 'create-machine' && one.result !== 'refused' && one.id === null)
        .map((one) => one.name));
    const failed = machines.filter((one) => one.outcome === 'failed' && unfinished.has(one.mistName));
    const names = new Set(failed.filter((one) => input.scope.named || rowIsMet(input, machines, one.row)).map((one) => one.mistName));
    if (names.size === 0)
        return [];
    const { scope, parallelism, hardDeadline } = input;
    const teardown = {
        scope,
        journal: input.journalled(),
        what: { names },
        where: 'journal',
        deadline: hardDeadline,
        parallelism,
    };
    const { leaks } = await (0,engine_teardown/* tearDown */.x)(world, teardown);
    const nothingLeft = leaks.length === 0 && !machines.some((one) => (0,apply_machines/* isReady */.i)(one.outcome));
    if (!input.scope.named || !nothingLeft)
        return [...leaks];
    const keys = await (0,remove_rest/* removeKeys */.$)(world, scope, new Set());
    return [...leaks, ...keys.leaks];
}
function rowIsMet(input, machines, row) {
    const spec = input.spec.machines.find((one) => one.name === row);
    if (spec?.state !== 'present')
        return false;
    return machines.filter((one) => one.row === row && (0,apply_machines/* isReady */.i)(one.outcome)).length >= spec.minReady;
}
/** Hourly price of what is there: the server's own figure, else the planned one. */
function costOf(machines, planned) {
    const there = machines.filter((one) => one.observed !== null);
    const known = there.filter((one) => one.observed?.costHourly != null);
    if (known.length < there.length)
        return planned;
    const hourly = Number(known.reduce((sum, one) => sum + (one.observed?.costHourly ?? 0), 0).toFixed(6));
    return { hourly, monthly: Number((hourly * plan/* HOURS_PER_MONTH */.x4).toFixed(4)), currency: 'USD', complete: true };
}
/** Rows with fewer ready machines than they ask for, other failed changes, and leaks: one error with the first cause. */
function failureOf(world, planned, report) {
    const short = new Set();
    for (const desired of planned.expanded.machines) {
        const siblings = report.machines.filter((one) => one.row === desired.row);
        const ready = siblings.filter((one) => (0,apply_machines/* isReady */.i)(one.outcome)).length;
        if (ready < desired.minReady)
            short.add(desired.row);
        else if (ready < siblings.length) {
            world.log.warning(`machine/${desired.row}: ${ready} of ${siblings.length} are ready, \`min-ready\` is met; what this step began of the rest was removed.`);
        }
    }
    const causes = report.outcomes.filter((one) => {
        if (one.outcome !== 'failed' && one.outcome !== 'unknown')
            return false;
        const machine = report.machines.find((candidate) => `machine/${candidate.name}` === one.address);
        return machine === undefined || short.has(machine.row);
    });
    if (world.signal.aborted)
        return new errors/* CancelledError */.cc();
    const first = causes[0];
    if (first) {
        const more = causes.length > 1 ? ` (and ${causes.length - 1} more)` : '';
        const why = first.why?.startsWith(first.address) ? first.why : `${first.address}: ${first.why ?? first.outcome}`;
        return new errors/* ActionError */.lZ('apply-failed', 'remote', `${why}${more}`);
    }
    const leak = report.leaks[0];
    return leak ? new errors/* ActionError */.lZ('leak', 'remote', `${leak.kind} ${leak.name} may be left: ${leak.why}`) : null;
}

// EXTERNAL MODULE: ./lib/src/render/plan.js
var render_plan = __webpack_require__(5096);
// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(3243);
// EXTERNAL MODULE: ./lib/src/model/content-hash.js
var content_hash = __webpack_require__(8586);
;// CONCATENATED MODULE: ./lib/src/render/user-data.js
// What a machine is given to boot with: our host key, and the cloud-init text of the spec beside it, never mixed into it.
// Formats: cloud-init's "User data formats" and its module `cc_ssh`.



/** EC2 refuses longer user data; counted before its own base64 (EC2 user guide, "Instance user data"). */
const EC2_LIMIT_BYTES = 16_384;
/** Keys that would take the host key out of our hands. */
const OURS = ['ssh_keys', 'ssh_deletekeys'];
/** First lines that cloud-init knows a text by; the longer of two that begin alike stands first. */
const KINDS = [
    ['#cloud-config-archive', 'text/cloud-config-archive'],
    ['#cloud-config-jsonp', 'text/cloud-config-jsonp'],
    ['#cloud-config', 'text/cloud-config'],
    ['#cloud-boothook', 'text/cloud-boothook'],
    ['#include-once', 'text/x-include-once-url'],
    ['#include', 'text/x-include-url'],
    ['#part-handler', 'text/part-handler'],
    ['## template: jinja', 'text/jinja2'],
    ['#!', 'text/x-shellscript'],
];
const MIME_HEADER = /^(?:MIME-Version|Content-Type):/i;
/** As cloud-init does: blank space and case do not count. */
function contentTypeOf(text) {
    const start = text.trimStart().toLowerCase();
    return KINDS.find(([mark]) => start.startsWith(mark))?.[1] ?? null;
}
/** The keys of ours that a cloud-config text sets. Read as YAML 1.1, as cloud-init does; throws when it is none. */
function takenKeys(text) {
    const [config] = (0,js_yaml/* loadAll */.gh)(text, { schema: js_yaml/* YAML11_SCHEMA */.Wj });
    return typeof config === 'object' && config !== null ? OURS.filter((key) => Object.hasOwn(config, key)) : [];
}
/** A cloud-config of comments alone, which cloud-init would complain about as a part that cannot be merged. */
function isEmptyConfig(text) {
    if (MIME_HEADER.test(text) || contentTypeOf(text) !== 'text/cloud-config')
        return false;
    const [config] = (0,js_yaml/* loadAll */.gh)(text, { schema: js_yaml/* YAML11_SCHEMA */.Wj });
    return config === undefined || config === null;
}
/**
 * Why a spec's cloud-init text cannot be used, one sentence each; empty when it can. Looks into plain `#cloud-config`
 * only: what includes, archives and templates bring is not known here, and our part comes last and wins.
 */
function cloudInitProblems(text) {
    if (MIME_HEADER.test(text))
        return [];
    const contentType = contentTypeOf(text);
    if (contentType === null) {
        return ['cloud-init does not know this text: its first line must be `#cloud-config`, `#!` and an interpreter, …'];
    }
    if (contentType !== 'text/cloud-config')
        return [];
    try {
        return takenKeys(text).map((key) => `\`${key}\` is set by the action, which makes and checks the host key.`);
    }
    catch {
        return ['this `#cloud-config` is not valid YAML.'];
    }
}
function hostKeyPart(hostKey) {
    const key = hostKey.privateKey.reveal().trim().split('\n');
    return [
        '#cloud-config',
        // Other kinds of keys that the image brought would answer to strangers who read the image.
        'ssh_deletekeys: true',
        'ssh_keys:',
        '  ed25519_private: |',
        ...key.map((line) => `    ${line}`),
        `  ed25519_public: ${hostKey.publicKey}`,
        '',
    ].join('\n');
}
function isAscii(text) {
    return [...text].every((character) => character <= '\u007f');
}
/** A MIME part. Text beyond ASCII goes as base64: Python's parser, which cloud-init uses, garbles 8-bit parts. */
function mimePart(contentType, text) {
    const headers = (encoding) => `Content-Type: ${contentType}; charset="utf-8"\nMIME-Version: 1.0\nContent-Transfer-Encoding: ${encoding}\n\n`;
    if (isAscii(text))
        return `${headers('7bit')}${text}`;
    const lines = Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? [];
    return `${headers('base64')}${lines.join('\n')}\n`;
}
function multipart(parts) {
    const boundary = `mist-action-${(0,content_hash/* contentHash */.A)(parts.join('\0'), 32)}`;
    const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`;
    return `${head}${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
}
function build(parts) {
    if (parts.cloudInit === null)
        return parts.hostKey === null ? null : hostKeyPart(parts.hostKey);
    const text = parts.cloudInit.replace(/^\uFEFF/, '');
    const problems = cloudInitProblems(text);
    if (problems.length > 0)
        throw new errors/* ActionError */.lZ('cloud-init', 'user', `cloud-init: ${problems.join(' ')}`);
    if (parts.hostKey === null)
        return text;
    if (isEmptyConfig(text))
        return hostKeyPart(parts.hostKey);
    // A message of the user's own becomes a part in whole: cloud-init walks into nested messages.
    const own = MIME_HEADER.test(text) ? text : mimePart(contentTypeOf(text) ?? 'text/plain', text);
    // cloud-init merges cloud-configs in order and replaces what came before, so ours stands last.
    return multipart([own, mimePart('text/cloud-config', hostKeyPart(parts.hostKey))]);
}
/**
 * The user data of one machine, or null for none; the same parts give the same text. It holds a private key: it must
 * go nowhere but into the create request. Throws ActionError `cloud-init` when the spec's text cannot be used or is
 * too long for the provider.
 */
function renderUserData(parts) {
    const text = build(parts);
    const bytes = text === null ? 0 : Buffer.byteLength(text);
    if (parts.provider === 'amazon' && bytes > EC2_LIMIT_BYTES) {
        throw new errors/* ActionError */.lZ('cloud-init', 'user', `cloud-init: it is ${bytes} bytes with the host key, and EC2 takes at most ${EC2_LIMIT_BYTES}.`, { hint: 'Let a short text fetch the rest, e.g. with `#include`.' });
    }
    return text;
}

// EXTERNAL MODULE: ./lib/src/action/command-file.js
var command_file = __webpack_require__(499);
// EXTERNAL MODULE: ./lib/src/action/context.js
var action_context = __webpack_require__(2086);
// EXTERNAL MODULE: ./lib/src/action/export-env.js
var export_env = __webpack_require__(8173);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
 * A path as one quoted word of ssh_config(5). Windows paths get forward slashes, which its OpenSSH takes too, because
 * a backslash escapes in quotes; `%` begins a token there and is doubled.
 */
function quotedPath(path) {
    const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
    const plain = windows ? path.replaceAll('\\', '/') : path.replaceAll('\\', '\\\\');
    return `"${plain.replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
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
function commonArguments(via, knownHostsFile, sshConfigFile) {
    const jump = via === undefined
        ? []
        : [`-F ${shellWord(sshConfigFile)}`, `-o ${shellWord(jumpOption(via, sshConfigFile).join('='))}`];
    return [
        `-o ${shellWord(`UserKnownHostsFile=${quotedPath(knownHostsFile)}`)}`,
        '-o GlobalKnownHostsFile=/dev/null',
        '-o StrictHostKeyChecking=yes',
        '-o CheckHostIP=no',
        '-o IdentitiesOnly=yes',
        ...jump,
    ].join(' ');
}
function hostVariables(machine, knownHostsFile, sshConfigFile) {
    return {
        ansible_host: machine.ip,
        ansible_port: machine.port,
        ansible_user: machine.user,
        ...(machine.keyFile === null ? {} : { ansible_ssh_private_key_file: machine.keyFile }),
        ansible_ssh_common_args: commonArguments(machine.via, knownHostsFile, sshConfigFile),
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
/**
 * The inventory, ended by a newline: host variables under `all.hosts`, the spec's groups under `all.children`. Throws
 * ActionError `hand-over` for a value that the formats cannot hold.
 */
function renderInventory(machines, knownHostsFile, sshConfigFile = '') {
    const plain = machines.map(plainMachine);
    const hosts = plain.map((machine) => [machine.name, hostVariables(machine, knownHostsFile, sshConfigFile)]);
    return (0,js_yaml/* dump */.Bh)({ all: { hosts: Object.fromEntries(hosts), children: groupsOf(plain) } });
}

;// CONCATENATED MODULE: ./lib/src/render/known-hosts.js
// A known_hosts file with the host keys that machines must present: a line each.

/** How OpenSSH looks a host up: in lower case, `[host]:port` unless the port is 22 (sshd(8), SSH_KNOWN_HOSTS). */
function lookupName(ip, port) {
    const host = ip.toLowerCase();
    return port === 22 ? host : `[${host}]:${port}`;
}
/**
 * The lines of machines whose host keys are known, in order, each ended by a newline. Throws ActionError `hand-over` for
 * a value that the format cannot hold.
 */
function renderKnownHosts(machines) {
    return machines
        .map(plainMachine)
        .flatMap(({ ip, port, hostKeys }) => hostKeys.map((key) => `${lookupName(ip, port)} ${key}\n`))
        .join('');
}

;// CONCATENATED MODULE: ./lib/src/render/ssh-config.js
// An OpenSSH configuration: `ssh -F <file> web-1` is all that a step needs to log in, with strict host keys.

function hostBlock(machine, knownHostsFile, sshConfigFile) {
    const { name, ip, port, user, keyFile, via } = plainMachine(machine);
    const lines = [
        `HostName ${ip}`,
        `Port ${port}`,
        `User ${user}`,
        // An agent with many keys would use up the server's tries before the right one.
        ...(keyFile === null ? [] : [`IdentityFile ${quotedPath(keyFile)}`, 'IdentitiesOnly yes']),
        'PreferredAuthentications publickey',
        `UserKnownHostsFile ${quotedPath(knownHostsFile)}`,
        'GlobalKnownHostsFile /dev/null',
        'StrictHostKeyChecking yes',
        // Addresses of clouds are used again; what counts is the key in our own file.
        'CheckHostIP no',
        'UpdateHostKeys no',
        ...(via === undefined ? [] : [jumpOption(via, sshConfigFile).join(' ')]),
    ];
    return [`Host ${name}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
/**
 * One `Host` block a machine, named like the spec's machines and in their order; ends with a newline, empty without
 * machines. There is no HostKeyAlias: the host keys are looked up by address and port, so that the known_hosts file
 * also serves `ssh user@address`. `sshConfigFile` is where the text will be: what is reached through another machine needs it.
 * Throws ActionError `hand-over` for a value that the format cannot hold.
 */
function renderSshConfig(machines, knownHostsFile, sshConfigFile = '') {
    return machines.map((machine) => hostBlock(machine, knownHostsFile, sshConfigFile)).join('\n');
}

// EXTERNAL MODULE: ./lib/src/action/files.js
var files = __webpack_require__(4462);
// EXTERNAL MODULE: ./lib/src/action/outputs.js
var outputs = __webpack_require__(615);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/src/action/save-path.js
// Where a key that the spec saves may go: a new file in the workspace or under RUNNER_TEMP, reached without links.






/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** What decides how the repository or the workflow behaves; `git~1` is the short name of `.git` on Windows. */
const FORBIDDEN = /^(?:\.git|\.github|git~\d|_runner_file_commands)$/i;
/**
 * Writes `text` to a new 0600 file at `path`, relative to the workspace, with its missing directories (0700): whole or not at
 * all. Returns the directories made, outermost first, and the file; `record` is told of each before anything is in it.
 * Throws ActionError when the path leaves workspace and RUNNER_TEMP, passes a link, is special, or exists, and what `record`
 * throws; then nothing is left.
 */
function saveKeyFile(path, text, roots, record = () => undefined) {
    const { root, steps } = locate(path, roots);
    const made = [];
    try {
        let place = root;
        for (const step of steps.slice(0, -1)) {
            place = (0,external_node_path_.join)(place, step);
            const kind = kindAt(place);
            if (kind === 'missing') {
                const directory = (0,files/* makeDirectory */.Oh)(place);
                made.push(directory);
                record(directory);
            }
            else if (kind !== 'directory')
                throw save_path_refuse(path, `${step} on the way is no directory, or a symbolic link`);
        }
        made.push((0,files/* publishPrivateFile */.v7)((0,external_node_path_.join)(place, steps.at(-1) ?? ''), text, `.mist-${(0,external_node_crypto_.randomUUID)()}`, record));
        return made;
    }
    catch (error) {
        (0,files/* removeRecorded */.D7)(made);
        throw error;
    }
}
/** Checks what can be told without touching the disk, e.g. before anything is created. Throws like `saveKeyFile`. */
function assertSavePath(path, roots) {
    locate(path, roots);
}
/** The allowed root that `path` lies in, as a real path, and the steps from there. */
function locate(path, roots) {
    if (path === '' || (0,external_node_path_.isAbsolute)(path) || /^[A-Za-z]:/.test(path))
        throw save_path_refuse(path, 'it is not relative to the workspace');
    if (roots.workspace === '')
        throw save_path_refuse(path, 'GITHUB_WORKSPACE is not set');
    const target = (0,external_node_path_.resolve)(realPath(roots.workspace), path);
    for (const root of [roots.workspace, roots.runnerTemp].filter((candidate) => candidate !== '').map(realPath)) {
        const inside = (0,external_node_path_.relative)(root, target);
        if (inside === '' || inside === '..' || inside.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(inside))
            continue;
        const steps = inside.split(external_node_path_.sep);
        for (const step of steps)
            assertPlain(path, step);
        assertOutsideHome(path, target, roots.home);
        return { root, steps };
    }
    throw save_path_refuse(path, 'it leaves the workspace');
}
function assertPlain(path, step) {
    if (FORBIDDEN.test(step))
        throw save_path_refuse(path, `nothing is written into ${step}`);
    if (DEVICE.test(step))
        throw save_path_refuse(path, `${step} is the name of a device`);
    // A colon names a stream on Windows, where a dot or blank at the end is dropped: `.git.` would be `.git`.
    if (/[\p{Cc}\p{Cf}<>:"|?*\\]/u.test(step) || /[. ]$/.test(step))
        throw save_path_refuse(path, `${JSON.stringify(step)} is no portable name`);
}
/** The keys of the person who runs the runner are not the workflow's to add to. */
function assertOutsideHome(path, target, home) {
    if (home === '')
        return;
    const inside = (0,external_node_path_.relative)((0,external_node_path_.join)(realPath(home), '.ssh'), target);
    if (!inside.startsWith('..') && !(0,external_node_path_.isAbsolute)(inside))
        throw save_path_refuse(path, 'it lies in the .ssh of the home directory');
}
function kindAt(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path).isDirectory() ? 'directory' : 'other';
    }
    catch (error) {
        if ((0,command_file/* fileErrorCode */.c2)(error) === 'ENOENT')
            return 'missing';
        return 'other';
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
function save_path_refuse(path, why) {
    return new errors/* ActionError */.lZ('save-path', 'user', `The key cannot be saved as ${JSON.stringify(path)}: ${why}.`);
}

;// CONCATENATED MODULE: ./lib/src/action/hand-over.js
// Writing what the job gets: keys, ssh_config, known_hosts, inventory, machines file and plan, each 0600 under RUNNER_TEMP.








const NO_PATHS = {
    sshConfig: '',
    knownHosts: '',
    inventory: '',
    machines: '',
    files: '',
    plan: '',
    keys: {},
};
/** Markdown of a plan file may be as long as a comment takes. */
const PLAN_MARKDOWN_BYTES = 1_000_000;
/** Writes the plan as JSON and Markdown; answers the path of the JSON. */
function writePlanFiles(directory, plan) {
    const json = (0,external_node_path_.join)(directory, 'plan.json');
    (0,files/* writePrivateFile */.Pl)(json, (0,render_plan/* renderPlanJson */.uC)(plan));
    (0,files/* writePrivateFile */.Pl)((0,external_node_path_.join)(directory, 'plan.md'), (0,render_plan/* renderPlanMarkdown */.d$)(plan, PLAN_MARKDOWN_BYTES));
    return json;
}
/** Writes private halves, one file per key, under names that cannot leave the directory. */
function writeKeys(directory, keys) {
    const paths = {};
    if (keys.length === 0)
        return paths;
    const folder = (0,external_node_path_.join)(directory, 'keys');
    (0,files/* makeDirectory */.Oh)(folder);
    keys.forEach((key, index) => {
        const plain = key.mistName.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
        const path = (0,external_node_path_.join)(folder, `${index + 1}-${plain}`);
        const text = key.privateKey.reveal();
        (0,files/* writePrivateFile */.Pl)(path, text.endsWith('\n') ? text : `${text}\n`);
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
        saveKeyFile(row.save, key.privateKey.reveal(), roots, to.record);
        to.log.warning(`key/${row.name} is saved in the workspace as ${row.save}: do not upload it with artifacts; post removes it.`);
    }
}
/** All files of a report; machines that are not ready have no entry in the SSH files. */
function writeHandOver(directory, scope, report, keyPaths, planFile) {
    const reachable = report.machines.flatMap((machine) => reachableOf(machine, keyPaths));
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
    const all = [...reachable, ...jumpsOf(report.machines, keyPaths)];
    (0,files/* writePrivateFile */.Pl)(knownHosts, renderKnownHosts(all));
    (0,files/* writePrivateFile */.Pl)(paths.sshConfig, renderSshConfig(all, knownHosts, paths.sshConfig));
    (0,files/* writePrivateFile */.Pl)(paths.inventory, renderInventory(reachable, knownHosts, paths.sshConfig));
    (0,files/* writePrivateFile */.Pl)(paths.machines, `${(0,outputs/* machinesJson */.dk)(report.machines, scope, keyPaths)}\n`);
    return paths;
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

// EXTERNAL MODULE: ./lib/src/action/heartbeat.js + 1 modules
var heartbeat = __webpack_require__(3600);
// EXTERNAL MODULE: ./lib/src/action/inputs.js + 1 modules
var action_inputs = __webpack_require__(5478);
// EXTERNAL MODULE: ./lib/src/action/plan-mistakes.js
var plan_mistakes = __webpack_require__(9910);
// EXTERNAL MODULE: ./lib/src/action/process-world.js + 1 modules
var process_world = __webpack_require__(4155);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./lib/src/model/secret.js
var secret = __webpack_require__(386);
;// CONCATENATED MODULE: ./lib/src/spec/context.js
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
        const message = `is a secret and must not stand in a file; write \${NAME} and set NAME in the \`env:\` of the step from \`secrets\``;
        if (!context.report.has(path))
            context.report.error(path, message);
        return null;
    }
    return (0,secret/* makeSecret */.p)(text);
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

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
;// CONCATENATED MODULE: ./lib/src/spec/read.js
// Text → value for the small languages inside a spec: durations, sizes of memory, percentages, paths, names.

const LONGEST_MS = 365 * 86_400_000;
/** `90s`, `30m`, `2h`, `1d` → ms: more than nothing, at most 365 days. */
function readDuration(text) {
    const ms = (0,duration/* parseDuration */.E9)(text);
    if (ms === null)
        return { refused: `must be a duration such as ${duration/* DURATION_FORMS */.nv}, not \`${text.slice(0, 40)}\`` };
    if (ms === 0)
        return { refused: 'must be longer than nothing' };
    return ms > LONGEST_MS ? { refused: 'must be at most 365 days' } : { value: ms };
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

;// CONCATENATED MODULE: ./lib/src/spec/forms.js
// Image, size and readiness in all the forms in which a spec may write them, as zod schemas that give the plain form.



const ARCHITECTURES = ['x86_64', 'arm64'];
const LEVELS = ['running', 'tcp', 'ssh'];
const LATER_LEVELS = ['cloud-init', 'stats'];
/**
 * A text field whose text is turned into a value by `read`; its refusal becomes the message. `otherwise` is the message
 * for what is no text, where quoting it would not help; `pattern` what editors may know of the text beforehand.
 */
function textOf(read, otherwise, pattern) {
    const written = schemas/* string */.YjP(otherwise);
    return (pattern === undefined ? written : written.meta({ pattern })).transform((text, context) => {
        const result = read(text);
        if ('value' in result)
            return result.value;
        context.issues.push({ code: 'custom', input: undefined, message: result.refused });
        return core/* NEVER */.tm;
    });
}
/** Of schemas that take anything: what an editor should offer and accept in their place. */
const EDITOR_FORMS = new WeakMap();
/**
 * A field of the language whose feature comes later: present in the text, it is refused with that reason. `form` is what
 * it will take, for the published schema.
 */
function notYet(what, form) {
    const field = schemas/* unknown */.L5J().superRefine((_value, context) => {
        context.addIssue({ code: 'custom', input: undefined, message: `is not built yet: ${what}` });
    });
    EDITOR_FORMS.set(field, form);
    return field;
}
/**
 * A map without other fields. For unknown keys the message of the issue is the list of known ones, joined by `, `:
 * zod's issue carries the unknown keys only.
 */
function fields(shape) {
    const known = Object.keys(shape).join(', ');
    return schemas/* strictObject */.rej(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined) });
}
function isFamily(word) {
    return providers/* IMAGE_FAMILIES */.h5.some((family) => family === word);
}
function readImageText(text) {
    const [os = '', version, more] = text.split(' ');
    if (isFamily(text)) {
        return { refused: `names a family without version; write one, e.g. \`${text} ${exampleVersion(text)}\`` };
    }
    if (isFamily(os) && version !== undefined && more === undefined && /^[0-9][0-9a-z.]{0,15}$/.test(version)) {
        return { value: { by: 'family', os, version, arch: null } };
    }
    const line = readLine(text);
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
const imageForm = schemas/* union */.KCZ([
    textOf(readImageText),
    fields({
        os: schemas/* enum */.k5n(providers/* IMAGE_FAMILIES */.h5).describe('Image family.'),
        version: textOf(readVersion).describe('Version of the family, quoted.'),
        arch: schemas/* enum */.k5n(ARCHITECTURES).optional().describe('Processor architecture; x86_64 where both exist.'),
    }).transform(({ os, version, arch }) => ({ by: 'family', os, version, arch: arch ?? null })),
], { error: 'must be text such as `ubuntu 24.04` or a map of os, version and arch' })
    .describe('Image: `ubuntu 24.04`, `{os, version, arch}`, or an id, external id or exact name.');
function readSizeText(text) {
    const line = readLine(text);
    return 'refused' in line ? line : { value: { by: 'name', name: line.value } };
}
/** An id, external id or exact name, or `{cpu, ram}`: the cheapest with at least that. */
const sizeForm = schemas/* union */.KCZ([
    textOf(readSizeText),
    fields({
        cpu: schemas/* int */.Whr().min(1, 'must be 1 to 512').max(512, 'must be 1 to 512').describe('Processors, at least.'),
        ram: textOf(readRam, 'must be an amount of memory with its unit, such as 4g or 4096m', '^[0-9]{1,7}(\\.[0-9]{1,3})?[gmGM]?$').describe('Memory, at least: 4g, 4096m or "4096" (MiB).'),
    }).transform(({ cpu, ram }) => ({ by: 'at-least', cpu, ramMb: ram })),
], { error: 'must be text such as `t3.small` or a map such as { cpu: 2, ram: 4g }' })
    .describe('Size: an id, external id or exact name, or `{cpu, ram}` for the cheapest with at least that.');
const levelForm = schemas/* string */.YjP('must be running, tcp or ssh')
    .meta({ enum: [...LEVELS, ...LATER_LEVELS] })
    .transform((text, context) => {
    const level = LEVELS.find((known) => known === text);
    if (level !== undefined)
        return level;
    const message = LATER_LEVELS.includes(text)
        ? `is not built yet: \`${text}\`; use running, tcp or ssh`
        : 'must be running, tcp or ssh';
    context.issues.push({ code: 'custom', input: undefined, message });
    return core/* NEVER */.tm;
});
/** Durations as far as a pattern tells. */
const DURATION_PATTERN = '^\\s*[0-9]{1,6}[smhd]\\s*$';
/** `running`, `tcp` or `ssh`, or `{for, timeout}`. */
const waitForm = schemas/* union */.KCZ([
    levelForm.transform((level) => ({ level, timeoutMs: null })),
    fields({
        for: levelForm.optional().describe('When a machine counts as ready: running, tcp or ssh (the default).'),
        timeout: textOf(readDuration, 'must be a duration with its unit, such as 8m', DURATION_PATTERN)
            .optional()
            .describe('How long to wait, e.g. 8m.'),
        http: notYet('waiting for an HTTP answer', schemas/* string */.YjP()).optional().describe('Port and path. Not built yet.'),
        command: notYet('waiting for a command', schemas/* string */.YjP())
            .optional()
            .describe('A command that must succeed. Not built yet.'),
        from: notYet('probing through the Mist server', schemas/* literal */.euz('mist'))
            .optional()
            .describe('Who probes. Not built yet.'),
    }).transform(({ for: level, timeout }) => ({ level: level ?? 'ssh', timeoutMs: timeout ?? null })),
], { error: 'must be running, tcp or ssh, or a map of for and timeout' })
    .describe('When a machine counts as ready: running, tcp, ssh (the default), or `{for, timeout}`.');

;// CONCATENATED MODULE: ./lib/src/spec/report.js
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

;// CONCATENATED MODULE: ./lib/src/spec/suggest.js
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
        const distance = editDistance(plain, fold(candidate), limit);
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
        const guess = report.mayGuess() ? didYouMean(key, known) : '';
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
        const near = node?.kind === 'scalar' ? suggest(node.raw, allowed) : null;
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
    if (mayHoldSecret(path))
        return 'must be text, and YAML reads it as something else; quote it';
    const raw = node.raw.slice(0, 40);
    return `must be text, and YAML reads ${raw} as something else; quote it: "${raw}"`;
}

;// CONCATENATED MODULE: ./lib/src/spec/hosts.js
// `hosts` of a backend: machines that are there already (`other`) and hypervisors (`kvm`), each opened with a key.





function readHost(text) {
    if (/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/.test(text))
        return { value: text };
    return { refused: 'must be a host name or an address, as the Mist server reaches it' };
}
/** One host; names of fields are those of API v2's `hosts`. */
const hostShape = fields({
    host: textOf(readHost).describe('Host name or address, as the Mist server reaches it.'),
    alias: textOf(readLine).optional().describe('Name in Mist; the host unless given.'),
    user: textOf(readLine).optional().describe('Login user; root unless given.'),
    port: schemas/* int */.Whr()
        .min(1, 'must be 1 to 65535')
        .max(65_535, 'must be 1 to 65535')
        .optional()
        .describe('SSH port; 22 unless given.'),
    key: textOf(readMistName).describe('Row of `keys` or name of a key in Mist that opens it.'),
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
    const hosts = [];
    const seen = new Set();
    for (const [index, item] of value.entries()) {
        const at = [...path, index];
        const shape = hostShape.safeParse(item);
        if (!shape.success) {
            if (isMap(item))
                reportIssues(shape.error.issues, at, context.report);
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
function providers_secret(name, request, describe, options = {}) {
    return { ...field(name, request, describe, options), secret: true };
}
const optional = { required: false };
const apiKey = (...aliases) => providers_secret('api-key', 'apikey', 'API key.', { aliases: aliases.length > 0 ? aliases : ['backend-key'] });
const apiSecret = () => providers_secret('api-secret', 'apisecret', 'API secret.', { aliases: ['backend-secret'] });
const region = () => field('region', 'region', 'Region, as the provider calls it.');
const username = (...aliases) => field('username', 'username', 'User name.', { aliases: ['user', ...aliases] });
const providers_password = (...aliases) => providers_secret('password', 'password', 'Password.', { aliases });
const host = (...aliases) => field('host', 'host', 'Host name or address, as the Mist server reaches it.', { aliases });
const TLS = [
    providers_secret('tls-key', 'key_file', 'Client key for TLS, PEM.', { ...optional, aliases: ['key-file'] }),
    providers_secret('tls-cert', 'cert_file', 'Client certificate for TLS, PEM.', { ...optional, aliases: ['cert-file'] }),
    providers_secret('tls-ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
];
const LOGIN = [
    field('username', 'username', 'User name, where the host asks for one.', {
        ...optional,
        aliases: ['user', 'auth-user'],
    }),
    providers_secret('password', 'password', 'Password of that user.', { ...optional, aliases: ['auth-password'] }),
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
    providers_secret('token', 'token', 'Bearer token.', optional),
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
        providers_secret('key', 'key', 'Id (client id) of the application.', { aliases: ['client-id', 'backend-key'] }),
        providers_secret('secret', 'secret', 'Secret of the application.', { aliases: ['client-secret', 'backend-secret'] }),
    ]),
    google: documented(['gce', 'gcp'], [
        field('project-id', 'project_id', 'Id of the project.', { aliases: ['tenant-name'] }),
        field('email', 'email', 'E-mail of the service account.', { aliases: ['backend-key'] }),
        providers_secret('private-key', 'private_key', 'Private key of the service account, PEM.', { aliases: ['backend-secret'] }),
    ]),
    alibaba: documented(['aliyun_ecs', 'aliyun'], [region(), apiKey(), apiSecret()]),
    cloudsigma: documented([], [region(), username(), providers_password()]),
    equinix: documented(['equinixmetal', 'packet'], [apiKey(), field('project-id', 'project_id', 'Id of the project.', optional)]),
    ibm: documented([], [username('backend-key'), apiKey('backend-secret')]),
    digitalocean: documented(['digital_ocean'], [providers_secret('token', 'token', 'API token.', { aliases: ['api-key', 'backend-key', 'backend-secret'] })]),
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
        providers_secret('ca-cert', 'ca_cert_file', 'Certificate authority, PEM.', { ...optional, aliases: ['ca-cert-file'] }),
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
    const word = providers_fold(text);
    const { fields } = PROVIDER_SPECS[provider];
    const byName = fields.find((one) => providers_fold(one.name) === word || providers_fold(one.request) === word);
    return byName ?? fields.find((one) => one.aliases.some((alias) => providers_fold(alias) === word)) ?? null;
}
function providers_fold(text) {
    return text.toLowerCase().replace(/[-_]/g, '');
}

;// CONCATENATED MODULE: ./lib/src/spec/backends.js
// Rows of `backends`: the three forms, the provider's own fields, and the credentials as secrets.







const backends_KINDS = {
    text: schemas/* string */.YjP().min(1, 'must not be empty'),
    port: schemas/* int */.Whr().min(1, 'must be 1 to 65535').max(65_535, 'must be 1 to 65535'),
    flag: schemas/* boolean */.zMY(),
};
/** Reads the section that stands under `section` (`backends` or `clouds`); bad rows are reported and left out. */
function readBackends(value, section, context) {
    if (!isMap(value))
        return [];
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = [section, name];
        const named = readMistName(name);
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
    if (!isMap(row)) {
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
        const advice = field === null ? didYouMean(key, ['provider', 'hosts']) : `; write it as \`${field}\` of an item of \`hosts\``;
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
        report.error(at, `is no provider of Mist${didYouMean(row.provider, PROVIDER_IDS)}`);
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
                ? didYouMean(key, known.map((one) => one.name))
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
    const result = backends_KINDS[field.kind].safeParse(value);
    if (!result.success) {
        reportIssues(result.error.issues, path, context.report);
        return null;
    }
    return field.secret && typeof result.data === 'string' ? readSecret(context, path, result.data) : result.data;
}

;// CONCATENATED MODULE: ./lib/src/spec/pass-through.js
// Fields that go to Mist under its own names, checked as far as the interface description of API v2 documents them
// (CreateMachineRequest and the Net, Volumes and Extra schemas of each provider). What it does not know is passed on.


const pass_through_text = (what) => schemas/* string */.YjP().describe(what);
const whole = (what) => schemas/* int */.Whr().describe(what);
const flag = (what) => schemas/* boolean */.zMY().describe(what);
const texts = (what) => schemas/* array */.YOg(schemas/* string */.YjP()).describe(what);
function pass_through_field(form, ...of) {
    return { form, of };
}
/** `net` by key, with the providers that take it. */
const NET = {
    network: pass_through_field(pass_through_text('Network by name or id.'), 'alibaba', 'azure', 'google', 'vsphere'),
    networks: pass_through_field(schemas/* array */.YOg(schemas/* unknown */.L5J()).describe('Networks.'), 'kvm', 'lxd', 'openstack', 'vultr'),
    subnet: pass_through_field(pass_through_text('Subnet by name or id.'), 'amazon', 'alibaba'),
    subnetwork: pass_through_field(pass_through_text('Subnetwork by name or id.'), 'google'),
    security_group: pass_through_field(pass_through_text('Security group by name or id.'), 'amazon', 'alibaba'),
    security_groups: pass_through_field(texts('Security groups.'), 'openstack'),
    associate_floating_ip: pass_through_field(flag('Give it a floating address.'), 'openstack'),
    private_ip: pass_through_field(flag('Give it a private address.'), 'linode'),
    ipv6: pass_through_field(flag('Give it an IPv6 address.'), 'vultr'),
    hostname: pass_through_field(pass_through_text('Host name.'), 'vultr'),
    ip_addresses: pass_through_field(schemas/* array */.YOg(schemas/* looseObject */._H3({})).describe('Addresses: address_family, public, cidr.'), 'equinix'),
    vnfs: pass_through_field(texts('Virtual network functions.'), 'kvm'),
    port_bindings: pass_through_field(schemas/* looseObject */._H3({}).describe('Ports of the container.'), 'docker'),
};
/** `extra` by key, with the providers that take it. */
const EXTRA = {
    resource_group: pass_through_field(pass_through_text('Resource group.'), 'azure'),
    storage_account_type: pass_through_field(pass_through_text('Kind of the boot disk.'), 'azure'),
    user: pass_through_field(pass_through_text('User that the image makes.'), 'azure'),
    password: pass_through_field(pass_through_text('Password of that user.'), 'azure'),
    environment: pass_through_field(schemas/* looseObject */._H3({}).describe('Environment of the container.'), 'docker'),
    command: pass_through_field(pass_through_text('Command of the container.'), 'docker'),
    ephemeral: pass_through_field(flag('Gone when it stops.'), 'lxd'),
    folder: pass_through_field(pass_through_text('Folder.'), 'vsphere'),
    datastore: pass_through_field(pass_through_text('Datastore.'), 'vsphere'),
    backups: pass_through_field(flag('Automatic backups.'), 'vultr'),
    ddos_protection: pass_through_field(flag('Protection against floods.'), 'vultr'),
    root_pass: pass_through_field(pass_through_text('Password of root.'), 'linode'),
    service_account: pass_through_field(schemas/* looseObject */._H3({ email: pass_through_text('E-mail.').optional(), scopes: texts('Scopes.').optional() })
        .describe('Service account.'), 'google'),
    project_id: pass_through_field(pass_through_text('Id of the project.'), 'equinix'),
};
function loose(table, what) {
    return schemas/* looseObject */._H3(Object.fromEntries(Object.entries(table).map(([name, { form }]) => [name, form.optional()])))
        .describe(what);
}
const volume = schemas/* looseObject */._H3({
    volume: pass_through_text('A volume that is there, by name or id.').optional(),
    name: pass_through_text('Name of a new volume.').optional(),
    size: whole('Size of a new volume in GB.').optional(),
    device: pass_through_text('Device that it is attached as.').optional(),
    boot: flag('Boot from it.').optional(),
    delete_on_termination: flag('Gone with the machine.').optional(),
});
const script = schemas/* looseObject */._H3({
    script_type: schemas/* enum */.k5n(['inline', 'existing']).describe('A command, or a script that Mist holds.'),
    command: pass_through_text('With `inline`: what to run.').optional(),
    script: pass_through_text('With `existing`: name or id of the script.').optional(),
    params: pass_through_text('With `existing`: its parameters.').optional(),
});
const schedule = schemas/* looseObject */._H3({
    name: pass_through_text('Name of the schedule.').optional(),
    description: pass_through_text('What it is for.').optional(),
    enabled: flag('Whether it runs.').optional(),
    actions: schemas/* array */.YOg(schemas/* looseObject */._H3({ action_type: pass_through_text('start, stop, reboot, destroy, …') })).describe('What it does.'),
    when: schemas/* looseObject */._H3({ schedule_type: schemas/* enum */.k5n(['crontab', 'interval', 'one_off']).describe('Kind of date.').optional() })
        .describe('When it runs.')
        .optional(),
    expires: pass_through_text('When it ends.').optional(),
    run_immediately: flag('Also now.').optional(),
});
/** The pass-through fields of a machine row, each with the shape that Mist documents. */
const PASS_THROUGH_FORMS = {
    net: loose(NET, 'Network settings as Mist names them, passed through.').optional(),
    volumes: schemas/* array */.YOg(volume).describe('Volumes as Mist names them, passed through.').optional(),
    disks: schemas/* looseObject */._H3({ disk_size: whole('Size in GB.').optional(), disk_path: pass_through_text('Path on the host.').optional() })
        .describe('Disk settings as Mist names them, passed through.')
        .optional(),
    schedules: schemas/* array */.YOg(schedule).describe('Schedules as Mist names them, passed through.').optional(),
    scripts: schemas/* array */.YOg(script).describe('Scripts as Mist names them, passed through.').optional(),
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
        const near = key.length > 3 && mayGuess() ? suggest(key, own) : null;
        return near === null ? [] : [{ key, message: `unknown field; did you mean \`${near}\`?` }];
    });
}

// EXTERNAL MODULE: ./lib/src/model/host-key.js
var host_key = __webpack_require__(9710);
;// CONCATENATED MODULE: ./lib/src/spec/via.js
// `via`: the host that a machine is reached through, another row of the spec or a host outside of it.





const via_USER = '[A-Za-z_][A-Za-z0-9_.-]{0,31}';
const HOST = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';
function readHostName(text) {
    if (new RegExp(`^${HOST}$`).test(text) || /^[0-9A-Fa-f:]{2,39}$/.test(text))
        return { value: text };
    return { refused: 'must be a host name or an address' };
}
function readLogin(text) {
    if (new RegExp(`^${via_USER}$`).test(text))
        return { value: text };
    return { refused: 'must be a login name of 1 to 32 letters, digits, dots, hyphens and _' };
}
function readHostKey(text) {
    const key = (0,host_key/* parsePublicKey */.ee)(text);
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
        const row = readRowName(text);
        return 'value' in row
            ? { value: { by: 'row', row: row.value } }
            : { refused: `${row.refused}; or write user@host` };
    }
    const found = new RegExp(`^(${via_USER})@(${HOST})(?::([0-9]{1,5}))?$`).exec(text);
    const port = Number(found?.[3] ?? 22);
    if (!found?.[1] || !found[2] || port < 1 || port > 65_535) {
        return { refused: 'must be the name of a row, or user@host or user@host:port; for IPv6 write a map' };
    }
    return { value: { by: 'host', host: found[2], user: found[1], port, hostKey: null, key: null } };
}
/** The field `via` in all its forms. */
const viaForm = schemas/* union */.KCZ([
    textOf(readViaText),
    fields({
        host: textOf(readHostName).describe('Host name or address, as the runner reaches it.'),
        user: textOf(readLogin).optional().describe('Login user; root unless given.'),
        port: schemas/* int */.Whr()
            .min(1, 'must be 1 to 65535')
            .max(65_535, 'must be 1 to 65535')
            .optional()
            .describe('SSH port; 22 unless given.'),
        'host-key': textOf(readHostKey).optional().describe('Its public host key: `ssh-ed25519 AAAA…`.'),
        key: textOf(readLine)
            .optional()
            .describe("Row of `keys` or name of a key in Mist that opens it; the machine's own unless given."),
    }).transform(({ host, user, port, 'host-key': hostKey, key }) => ({
        by: 'host',
        host,
        user: user ?? 'root',
        port: port ?? 22,
        hostKey: hostKey ?? null,
        key: key ?? null,
    })),
], { error: 'must be the name of a row, user@host, or a map of host, user, port, host-key and key' })
    .describe('Jump host: a row of `machines`, `user@host[:port]`, or a map.');
const LEVELS_WITHOUT_LOGIN = ['running', 'tcp'];
/** Levels that the runner asks over a connection of its own. */
function isAskedFromHere(wait) {
    return wait === 'tcp' || (isMap(wait) && (wait.for === 'tcp' || wait.http !== undefined));
}
function levelOf(row, defaults) {
    const own = isMap(row) ? (row.wait ?? (row.adopt === undefined ? defaults.wait : 'running')) : undefined;
    return isMap(own) ? own.for : own;
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
        if (!isMap(row))
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
    if (!isMap(target))
        return `\`${jump}\` is absent and leads nowhere`;
    if (target.count !== undefined)
        return `\`${jump}\` has a count; a jump host is one machine`;
    const needs = Array.isArray(row.needs) ? row.needs : [];
    if (!needs.includes(jump))
        return `\`${name}\` needs \`needs: [${jump}]\` to be reached through it`;
    if ((target.state ?? (target.adopt === undefined ? defaults.state : undefined)) === 'stopped')
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

;// CONCATENATED MODULE: ./lib/src/spec/checks.js
// Rules between rows: names, needs, keys, backends. They read what was written, so that one bad field hides nothing.






/** Reports every contradiction between rows. */
function checkRows(sections, report) {
    const machines = isMap(sections.machines) ? sections.machines : {};
    const defaults = isMap(sections.defaults) ? sections.defaults : {};
    checkNames(machines, report);
    checkLiteralNames(machines, report);
    checkGroups(machines, defaults, report);
    checkNeeds(machines, report);
    checkVia(machines, defaults, report);
    checkStrayKeys(defaults, ['defaults'], providerOfRow({}, defaults, sections.backends), report);
    checkHostKeys(sections, report);
    for (const [name, row] of Object.entries(machines)) {
        if (!isMap(row))
            continue;
        checkStrayKeys(row, ['machines', name], providerOfRow(row, defaults, sections.backends), report);
        checkKey(name, row, defaults, sections.keys, report);
        if (row.adopt === undefined)
            checkBackend(name, row, defaults, sections.backends, report);
    }
}
function countOf(row) {
    return isMap(row) && typeof row.count === 'number' && row.count >= 1 && row.count <= 100 ? row.count : null;
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
            const text = isMap(fields) ? fields[field] : undefined;
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
        if (!isMap(row) || listed(row.groups, ['machines', name, 'groups']))
            continue;
        if (!shared)
            check(name, ['machines', name], 'key');
    }
}
function needsOf(row) {
    const needs = isMap(row) ? row.needs : undefined;
    return Array.isArray(needs) ? needs.filter((need) => typeof need === 'string') : [];
}
function checkNeeds(machines, report) {
    for (const [name, row] of Object.entries(machines)) {
        needsOf(row).forEach((need, index) => {
            const path = ['machines', name, 'needs', index];
            if (report.has(path))
                return;
            if (!Object.hasOwn(machines, need)) {
                const near = report.mayGuess() ? suggest(need, Object.keys(machines)) : null;
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
    const rows = Object.entries(isMap(machines) ? machines : {}).map(([name, row]) => [['machines', name], row]);
    for (const [path, row] of [...rows, [['defaults'], defaults]]) {
        const via = isMap(row) ? row.via : undefined;
        if (isMap(via) && typeof via.key === 'string' && absent.has(via.key))
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
        if (!isMap(value))
            continue;
        for (const { key, message } of strayKeys(field, Object.keys(value), provider, () => report.mayGuess())) {
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

;// CONCATENATED MODULE: ./lib/src/spec/keys.js
// Rows of `keys`: generated, uploaded, existing or absent.






/** A row of `keys` that is a map; which fields go together is checked beside it. */
const keyShape = fields({
    generate: schemas/* literal */.euz(true, 'must be true').optional().describe('Make an RSA key for this scope.'),
    save: textOf(readPath).optional().describe('Where to save the private half, relative to the workspace.'),
    private: schemas/* string */.YjP().optional().describe('Private RSA key, by the name of a variable.'),
    'private-file': textOf(readPath).optional().describe('Path of a file with a private RSA key.'),
});
/** Reads `keys`; bad rows are reported and left out. */
function readKeys(value, context) {
    if (!isMap(value))
        return [];
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = ['keys', name];
        const named = readMistName(name);
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
    if (!isMap(row)) {
        context.report.error(path, 'must be a map with `generate`, `private` or `private-file`, or the word `existing` or `absent`');
        return null;
    }
    const privateKey = typeof row.private === 'string' ? readSecret(context, [...path, 'private'], row.private) : null;
    const shape = keyShape.safeParse(row);
    if (!shape.success)
        reportIssues(shape.error.issues, path, context.report);
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
    const text = readFileField(context, path, file);
    if (text === null)
        return null;
    context.options.mask(text);
    return keys_checkKey((0,secret/* makeSecret */.p)(text), path, context);
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
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** What is wrong with a `${{ … }}` that is still in the text when the action reads it. */
const EXPRESSION_LEFT = `GitHub expands \${{ … }} only in workflow files; here, write \${NAME} and set NAME in the \`env:\` of the step`;
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

// EXTERNAL MODULE: ./lib/src/model/reference.js
var model_reference = __webpack_require__(8005);
;// CONCATENATED MODULE: ./lib/src/spec/cloud-init.js
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
const cloud_init_MAX_BYTES = 15 * 1024;
/** The action writes these itself, so that host keys are known before first contact. */
const cloud_init_RESERVED = ['ssh_keys', 'ssh_deletekeys'];
/** Accepts text with one of cloud-init's markers that leaves the host keys alone. */
function readCloudInit(text) {
    if (!MARKERS.some((marker) => text.startsWith(marker))) {
        return { refused: 'must begin with `#cloud-config`, `#!` or another of the first lines that cloud-init knows' };
    }
    if (Buffer.byteLength(text) > cloud_init_MAX_BYTES) {
        return { refused: `must be at most ${cloud_init_MAX_BYTES / 1024} KiB; download larger parts from inside of it` };
    }
    const texts = [text, ...encodedParts(text)];
    const taken = cloud_init_RESERVED.find((key) => texts.some((one) => setsKey(one, key)));
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
        config = (0,js_yaml/* load */.Hh)(text, { schema: js_yaml/* CORE_SCHEMA */.OU, maxAliases: 20 });
    }
    catch (error) {
        if (!(error instanceof js_yaml/* YAMLException */.tB))
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
    const taken = cloud_init_RESERVED.find((key) => Object.hasOwn(config, key));
    if (taken !== undefined)
        return { refused: `must not set \`${taken}\`: the action injects the host key itself` };
    return { value: text };
}

;// CONCATENATED MODULE: ./lib/src/spec/run.js
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
    run: textOf(readScript).optional().describe('Commands to run over SSH once the machine is ready.'),
    'run-file': textOf(readPath).optional().describe('Path of a script to run over SSH once the machine is ready.'),
    'run-timeout': textOf(readDuration, 'must be a duration with its unit, such as 10m', DURATION_PATTERN)
        .optional()
        .describe('How long the script may take, e.g. 10m.'),
    env: schemas/* record */.g1P(textOf(readVariableName), textOf(readVariableValue))
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
        const secret = context.fromEnvironment.has(JSON.stringify(at)) || SECRET_NAME.test(name);
        const holdsAddress = (0,model_reference/* findReferences */.yU)(text).length > 0;
        const value = secret && !holdsAddress && text !== '' ? readSecret(context, at, text) : text;
        if (value !== null)
            env[name] = value;
    }
    return { script: scriptOf(fields, path, context), timeoutMs: fields['run-timeout'] ?? null, env };
}
function scriptOf(fields, path, context) {
    const file = fields['run-file'];
    if (file === undefined)
        return fields.run ?? null;
    const at = [...path, 'run-file'];
    const text = readFileField(context, at, file);
    if (text === null)
        return null;
    for (const reference of (0,model_reference/* findReferences */.yU)(text)) {
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
/** What a row needs to be set up: something to run where there is an environment, and a login. */
function checkRun(row, defaults, path, context) {
    const shared = isMap(defaults) ? defaults : {};
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
    const level = isMap(wait) ? wait.for : wait;
    if (level !== 'running' && level !== 'tcp')
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
        timeoutMs: row.timeoutMs ?? shared?.timeoutMs ?? null,
        env: { ...shared?.env, ...row.env },
    };
}

;// CONCATENATED MODULE: ./lib/src/spec/machine-shape.js
// The fields of a machine row and of `defaults`: shape, descriptions and everything that one field alone can tell.








const line = () => textOf(readLine);
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
const stateForm = schemas/* string */.YjP('must be running or stopped')
    .meta({ enum: ['running', 'stopped'] })
    .transform((text, context) => {
    if (text === 'running' || text === 'stopped')
        return text;
    const instead = text === 'absent' ? '; to remove a machine, write `absent` in place of the row' : '';
    context.issues.push({ code: 'custom', input: undefined, message: `must be running or stopped${instead}` });
    return core/* NEVER */.tm;
})
    .describe('Power state: running (the default) or stopped.');
/** Where a machine is made and of what: of no use for one that is there already. */
const PLACEMENT = {
    backend: line().optional().describe('Backend (cloud) by its name in Mist; without it, the only enabled one.'),
    image: imageForm.optional(),
    size: sizeForm.optional(),
    location: line().optional().describe('Location by id or exact name; without it, Mist chooses.'),
    ttl: textOf(readLease, 'must be a duration with its unit, such as 2h, or `none`', `^none$|${DURATION_PATTERN}`)
        .optional()
        .describe('Lease, e.g. 2h, at least 15m, or none.'),
    'cloud-init': textOf(readCloudInit).optional().describe('Text for cloud-init, beginning with its marker.'),
    'cloud-init-file': textOf(readPath).optional().describe('Path of a file with the text for cloud-init.'),
    ...PASS_THROUGH_FORMS,
    ...RUN_FORMS,
};
const HANDLING = {
    key: line().optional().describe('Row of `keys` or name of a key in Mist; without it, one key is generated.'),
    tags: schemas/* record */.g1P(textOf(readTagKey), textOf(readTagValue)).optional().describe('Tags in Mist.'),
    wait: waitForm.optional(),
    groups: schemas/* array */.YOg(textOf(readGroup)).optional().describe("Groups in the inventory; without it, the row's name."),
    user: textOf(readUser).optional().describe("Login user; without it, the image family's."),
    port: schemas/* int */.Whr().min(1, 'must be 1 to 65535').max(65_535, 'must be 1 to 65535').optional().describe('SSH port.'),
    via: viaForm.optional(),
    state: stateForm.optional(),
};
const machine_shape_text = (what) => schemas/* string */.YjP().describe(what);
const rung = schemas/* object */.Ikc({ backend: machine_shape_text('Backend.'), location: machine_shape_text('Location.').optional() })
    .describe('A placement to fall back to.');
const metric = schemas/* object */.Ikc({
    'python-file': machine_shape_text('Path of a Python plugin.').optional(),
    unit: machine_shape_text('Unit of the values.').optional(),
    type: schemas/* enum */.k5n(['gauge', 'derive']).optional().describe('How values are read.'),
    'fail-above': schemas/* number */.aig().optional().describe('The job fails above this.'),
});
const LATER = {
    try: notYet('a ladder of placements', schemas/* array */.YOg(rung))
        .optional()
        .describe('Placements to fall back to. Not built yet.'),
    monitoring: notYet('monitoring', schemas/* boolean */.zMY()).optional().describe('Monitor it. Not built yet.'),
    metrics: notYet('metrics', schemas/* record */.g1P(schemas/* string */.YjP(), metric)).optional().describe('Custom metrics. Not built yet.'),
    fqdn: notYet('DNS records', schemas/* string */.YjP()).optional().describe('Name of a DNS record. Not built yet.'),
};
const IDENTITY = {
    name: textOf(readLiteralName).optional().describe('A literal name in Mist, in place of the derived one.'),
    adopt: textOf(readMistId, undefined, '^[0-9a-f]{32}$')
        .optional()
        .describe('Full Mist id of a machine to take over; it is never destroyed.'),
    count: schemas/* int */.Whr()
        .min(1, 'must be 1 to 100')
        .max(100, 'must be 1 to 100')
        .optional()
        .describe('How many machines: web-1, web-2, …'),
    'min-ready': schemas/* union */.KCZ([
        schemas/* int */.Whr().min(1, 'must be at least 1'),
        textOf(readPercent, undefined, '^[0-9]{1,3}%$').transform((percent) => ({ percent })),
    ], {
        error: 'must be a whole number or a percentage such as 80%',
    })
        .optional()
        .describe('How many of count must become ready: a number, or a percentage such as 80%.'),
    needs: schemas/* array */.YOg(textOf(readRowName)).optional().describe('Rows that must be ready before this one is made.'),
};
/** A row of `machines` that is a map. */
const machineShape = fields({ ...IDENTITY, ...PLACEMENT, ...HANDLING, ...LATER });
/** `defaults`: what rows have in common. */
const defaultsShape = fields({ ...PLACEMENT, ...HANDLING, ...LATER });
/** Fields that a row with `adopt` may not have: the machine is there already, and it has no lease. */
const PLACEMENT_FIELDS = [...Object.keys(PLACEMENT), 'count', 'min-ready', 'name'];
/** Fields that only a row can have. */
const ROW_FIELDS = Object.keys(IDENTITY);
/** Every field that a row can have. */
const MACHINE_FIELDS = Object.keys(machineShape.shape);
/** Handed to Mist under its own names. */
const PASS_THROUGH = ['net', 'volumes', 'disks', 'schedules', 'scripts', 'extra'];

;// CONCATENATED MODULE: ./lib/src/spec/machines.js
// Rows of `machines` and `defaults`: one row with the defaults put in, and the rules between the fields of one row.









const KNOWN = Object.keys(machineShape.shape);
/** `defaults` with its files read; null when it is missing or bad. */
function readDefaults(value, context) {
    if (!isMap(value))
        return null;
    const misplaced = ROW_FIELDS.filter((field) => Object.hasOwn(value, field));
    for (const field of misplaced) {
        context.report.error(['defaults', field], 'belongs to a row of `machines`, not to `defaults`', 'key');
    }
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !misplaced.includes(key)));
    const shape = defaultsShape.safeParse(rest);
    if (!shape.success)
        reportIssues(shape.error.issues, ['defaults'], context.report);
    checkCloudInitPair(value, ['defaults'], context);
    checkRunPair(value, ['defaults'], context);
    return shape.success ? withTexts(shape.data, ['defaults'], context) : null;
}
/** Reads `machines`; bad rows are reported and left out. */
function readMachines(value, defaults, context) {
    if (!isMap(value))
        return [];
    const inherited = meantBy(isMap(defaults.written) ? Object.keys(defaults.written) : [], context.report);
    const rows = [];
    for (const [name, row] of Object.entries(value)) {
        const path = ['machines', name];
        const named = readRowName(name);
        if ('refused' in named)
            context.report.error(path, named.refused, 'key');
        const place = context.report.keyPlace(path);
        if (row === 'absent') {
            rows.push({ name, place, state: 'absent' });
            continue;
        }
        const fields = machines_readRow(row, path, inherited, context);
        if (isMap(row))
            checkRun(row, defaults.written, path, context);
        if (fields === null)
            continue;
        const settings = settle(name, fields, defaults.read);
        checkMinReady(fields, settings.count, path, context);
        rows.push({ name, place, state: 'present', ...settings });
    }
    return rows;
}
function machines_readRow(row, path, inherited, context) {
    if (!isMap(row)) {
        const message = row === null
            ? 'is empty; write {} for a machine that takes everything from `defaults`'
            : row === 'existing'
                ? 'cannot be `existing`; to take over a machine, write { adopt: <its Mist id> }'
                : 'must be a map of fields, or the word `absent`';
        context.report.error(path, message, row === null ? 'key' : 'value');
        return null;
    }
    const shape = machineShape.safeParse(row);
    if (!shape.success)
        reportIssues(shape.error.issues, path, context.report);
    checkTogether(row, path, context);
    checkComplete(row, path, inherited, context);
    return shape.success ? withTexts(shape.data, path, context) : null;
}
function withTexts(fields, path, context) {
    return { ...fields, cloudInit: cloudInitOf(fields, path, context), setup: readRun(fields, path, context) };
}
/** Rules between fields that need no more than to know which are there. */
function checkTogether(row, path, context) {
    const { report } = context;
    checkCloudInitPair(row, path, context);
    checkRunPair(row, path, context);
    if (row.adopt !== undefined) {
        for (const field of PLACEMENT_FIELDS) {
            if (!Object.hasOwn(row, field))
                continue;
            report.error([...path, field], 'cannot stand beside `adopt`: the machine is there already and keeps no lease', 'key');
        }
        if (wantsSsh(row.wait) && row.key === undefined) {
            report.error([...path, 'wait'], 'waiting for ssh on an adopted machine needs `key`, the key that opens it');
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
function wantsSsh(wait) {
    return wait === 'ssh' || (isMap(wait) && (wait.for === 'ssh' || wait.for === undefined));
}
function checkCloudInitPair(row, path, context) {
    if (!Object.hasOwn(row, 'cloud-init') || !Object.hasOwn(row, 'cloud-init-file'))
        return;
    context.report.error([...path, 'cloud-init-file'], 'cannot stand beside `cloud-init`; write one of them', 'key');
}
/** The fields that keys are or nearly are: a mistyped `imag` is one mistake, not also a missing `image`. */
function meantBy(keys, report) {
    const meant = (key) => (report.mayGuess() ? (suggest(key, KNOWN) ?? key) : key);
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
    const text = readFileField(context, at, file);
    if (text === null)
        return null;
    for (const reference of (0,model_reference/* findReferences */.yU)(text)) {
        context.references.push({ reference, path: at, place: context.report.valuePlace(at) });
    }
    const read = readCloudInit(text);
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
    const via = settleVia(name, row.via, shared?.via);
    const run = settleRun(row.setup, shared?.setup ?? null);
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
        passThrough: Object.fromEntries(PASS_THROUGH.flatMap((field) => {
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

;// CONCATENATED MODULE: ./lib/src/spec/references.js
// Rules for `${machines.…}`: the row must be there, be needed, and have as many machines as the reference says.


const references_KINDS = model_reference/* ADDRESS_KINDS */.pf.map((kind) => `\`${kind}\``).join(', ');
/** Reports every reference that cannot be resolved when its row is made. `written`: the section `machines`. */
function checkReferences(found, written, report) {
    const machines = isMap(written) ? written : {};
    for (const { reference, path, place } of found) {
        const [section, name] = path;
        if (reference.kind === null) {
            report.errorAt(place, path, `\`${reference.text}\` asks for no address; known are ${references_KINDS}, for several machines with s`);
            continue;
        }
        if (section !== 'machines' && section !== 'defaults')
            continue;
        const users = section === 'defaults' ? heirs(machines, String(name)) : [String(name)];
        for (const user of users) {
            const problem = references_problemOf(reference, user, machines);
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
        .filter(([, row]) => isMap(row) && row.adopt === undefined && !same.some((one) => row[one] !== undefined))
        .map(([name]) => name);
}
function references_problemOf(reference, user, machines) {
    const { text, row, kind, many } = reference;
    const target = Object.hasOwn(machines, row) ? machines[row] : undefined;
    if (target === undefined)
        return `\`${text}\`: there is no row \`${row}\` in \`machines\``;
    if (row === user)
        return `\`${text}\`: the address of \`${user}\` itself is known only after it is made`;
    const own = machines[user];
    const needs = isMap(own) && Array.isArray(own.needs) ? own.needs : [];
    if (!needs.includes(row))
        return `\`${text}\` needs \`needs: [${row}]\` in the row \`${user}\``;
    const counted = isMap(target) && target.count !== undefined;
    if (counted && !many)
        return `\`${row}\` has a count; write \`\${machines.${row}.${kind}s}\` for all of its machines`;
    return null;
}

;// CONCATENATED MODULE: ./lib/src/spec/untrusted.js
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
    for (const [name, row] of Object.entries(isMap(written.machines) ? written.machines : {})) {
        const path = ['machines', name];
        checkFields(row, path, generated, report);
        if (!isMap(row))
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
    for (const [name, row] of Object.entries(isMap(keys) ? keys : {})) {
        const fields = isMap(row) ? Object.keys(row) : [];
        const banned = fields.filter((field) => field !== 'generate');
        for (const field of banned)
            report.error(['keys', name, field], BANNED, 'key');
        if (isMap(row) && row.generate === true)
            generated.add(name);
        else if (banned.length === 0)
            report.error(['keys', name], `${BANNED}; write { generate: true }`);
    }
    return generated;
}
function checkFields(row, path, generated, report) {
    if (!isMap(row))
        return;
    for (const field of Object.keys(row)) {
        if (MACHINE_FIELDS.includes(field) && !ALLOWED.includes(field))
            report.error([...path, field], BANNED, 'key');
    }
    for (const field of Object.keys(isMap(row.wait) ? row.wait : {})) {
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
    const isFamily = providers/* IMAGE_FAMILIES */.h5.some((known) => known === family) && /^[0-9][0-9a-z.]*$/.test(version);
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
    else if (isMap(size)) {
        const ram = typeof size.ram === 'string' ? readRam(size.ram) : { refused: '' };
        const tooMuch = 'value' in ram && ram.value > ramMb;
        if (tooMuch || (typeof size.cpu === 'number' && size.cpu > cpu)) {
            report.error(path, `must be at most ${most} in a spec that came with an untrusted change`);
        }
    }
}
function checkLease(ttl, path, report) {
    const lease = typeof ttl === 'string' ? readLease(ttl) : { refused: '' };
    if (!('value' in lease))
        return;
    if (lease.value === 'none' || lease.value > UNTRUSTED_LIMITS.ttlMs) {
        report.error(path, 'must be at most 2h in a spec that came with an untrusted change');
    }
}

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
    if (TAKES_ADDRESSES.has(fieldOf(path)) && !mayHoldSecret(path))
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
    report.error(path, mayHoldSecret(path) ? 'YAML reads this as a number and changes it; quote it' : open);
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
        report.errorAt(placeInside(node, left), path, EXPRESSION_LEFT);
        return null;
    }
    const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(text)?.[1];
    if (name === undefined) {
        if (isFreeText(path))
            return null;
        const whole = /^\$\{[^}]*\}$/.test(text);
        const advice = whole ? 'a name has letters, digits and _ only' : `\${NAME} must be the whole value`;
        report.error(path, `${advice}: put the complete text into a variable of the step's \`env:\``);
        return null;
    }
    if (environment === null) {
        report.error(path, `\${${name}} cannot be used in a spec that came with an untrusted change`);
        return null;
    }
    if (RUNNERS_OWN.test(name)) {
        report.error(path, `\${${name}} belongs to the runner and cannot be used; set a variable in the step's \`env:\``);
        return null;
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined)
        report.error(path, `\${${name}} is not set; add ${name} to the \`env:\` of the step`);
    else if (value === '')
        report.error(path, `\${${name}} is empty; is the secret or variable behind it set?`);
    return value === undefined || value === '' ? null : value;
}
function isFreeText(path) {
    return !mayHoldSecret(path) && FREE_TEXT.has(fieldOf(path));
}
/** The field of a machine row or of `defaults` that a path is in. */
function fieldOf(path) {
    return String(path[0] === 'defaults' ? path[1] : path[2]);
}

;// CONCATENATED MODULE: ./lib/src/spec/parse.js
// What the user wrote: text → checked `Spec`, or every mistake in it at once. Reads no network, no clock, no process.














const section = () => schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).optional();
/** The sections; their rows are checked one by one, so that a bad row does not hide the next. */
const specShape = fields({
    defaults: section(),
    backends: section(),
    clouds: section(),
    keys: section(),
    machines: section(),
});
const NOTHING = { backends: [], keys: [], machines: [] };
const EMPTY = { kind: 'map', place: { line: 1, column: 1 }, entries: new Map() };
/**
 * The spec that `text` holds, `defaults` merged, `${NAME}` filled in, files of `…-file` fields read, secrets masked.
 * Throws SpecError with all diagnostics, in the order of the text; nothing has been used of a spec with a mistake.
 */
function parseSpec(text, options) {
    const { problems, document } = load(text);
    const report = new Report(document?.root ?? EMPTY, document?.blanked ?? []);
    for (const { place, message } of problems)
        report.unreadable(place, message);
    const spec = document === null ? NOTHING : check(document, options, report);
    const diagnostics = report.diagnostics();
    if (diagnostics.length > 0)
        throw new errors/* SpecError */.G8(diagnostics, options.file);
    return spec;
}
/** What can be read of the document; every mistake is in the report. */
function check(document, options, report) {
    const environment = options.untrusted === true ? null : options.environment;
    const { value, fromEnvironment, references } = resolveVariables(document.value, document.root, environment, report);
    const context = { options, report, fromEnvironment, references: [...references] };
    const shape = specShape.safeParse(value);
    if (!shape.success)
        reportIssues(shape.error.issues, [], report);
    const written = isMap(value) ? value : {};
    if (shape.success && Object.keys(written).every((key) => key === 'defaults')) {
        report.error([], 'holds no rows; write at least one under `machines:`, `keys:` or `backends:`');
    }
    if (isMap(written.machines) && Object.keys(written.machines).length === 0) {
        report.error(['machines'], 'holds no rows; everything of a scope is removed by `mode: destroy`', 'key');
    }
    if (written.backends !== undefined && written.clouds !== undefined) {
        report.error(['clouds'], 'is another word for `backends`; write one of them', 'key');
    }
    if (options.untrusted === true)
        checkUntrusted(written, report);
    const backends = [
        ...readBackends(written.backends, 'backends', context),
        ...readBackends(written.clouds, 'clouds', context),
    ];
    const keys = readKeys(written.keys, context);
    const read = readDefaults(written.defaults, context);
    const machines = readMachines(written.machines, { written: written.defaults, read }, context);
    if (!report.lacksRows)
        checkRows({ machines: written.machines, defaults: written.defaults, backends, keys }, report);
    if (!report.lacksRows)
        checkReferences(context.references, written.machines, report);
    return { backends, keys, machines };
}

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
    const { getOctokit } = await __webpack_require__.e(/* import() */ 218).then(__webpack_require__.bind(__webpack_require__, 2218));
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
    const { type, encoding, content } = content_fields(data);
    if (type === 'file' && encoding === 'base64' && typeof content === 'string')
        return Buffer.from(content, 'base64');
    throw new errors/* ActionError */.lZ('github', 'user', `\`${path}\` of the base is no plain file of at most 1 MB.`);
}
function content_fields(data) {
    return typeof data === 'object' && data !== null ? { ...data } : {};
}

;// CONCATENATED MODULE: ./lib/src/action/untrusted.js




/** Events that run the base's workflow, with secrets, while a stranger's change may be checked out. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];
/**
 * What the event's payload can tell. A head whose repository is gone counts as a fork's. Of an event that names no pull request
 * (`push`, `schedule`, most of `workflow_dispatch` and `repository_dispatch`) nobody can tell what the workflow has checked out.
 */
function distrustOf({ event }) {
    if (PRIVILEGED_EVENTS.includes(event.name))
        return 'files';
    if (event.pullRequest !== null && (0,action_context/* isFork */.B0)(event.pullRequest))
        return 'all';
    return event.namesFork ? 'files' : 'nothing';
}
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
    const most = UNTRUSTED_LIMITS.ttlMs;
    const given = ttlMs === null ? UNTRUSTED_LIMITS.usualTtlMs : ttlMs === 'none' ? most : Math.min(ttlMs, most);
    const leased = (row) => row.state === 'absent' ? row : { ...row, ttlMs: typeof row.ttlMs === 'number' ? Math.min(row.ttlMs, most) : given };
    return { ...spec, machines: spec.machines.map(leased) };
}

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
        return { bytes: readBelow(workspace_file_realPath(root), steps), path: root === roots.workspace ? steps.join('/') : null };
    }
    throw new Error('it lies outside of the workspace');
}
/** The steps from `root` down to `target`; null when it is not below. A root may be named by its real path too. */
function stepsInside(root, target) {
    for (const base of [(0,external_node_path_.resolve)(root), workspace_file_realPath(root)]) {
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
function workspace_file_realPath(path) {
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
 * stranger may have written. Mist has been asked nothing by then; GitHub only where the event makes it necessary.
 */
async function readSpec(step) {
    const { inputs, context, log } = step;
    const distrust = distrustOf(context);
    const source = inputs.spec.kind === 'file' ? readSpecFile(inputs.spec, context) : null;
    const trusted = distrust === 'nothing' || (source === null && (distrust === 'files' || inputs.target.kind === 'sandbox'));
    if (!trusted && inputs.allowUntrustedSpec) {
        log.warning("The spec may be a stranger's: `allow-untrusted-spec` takes it with most of the language banned.");
        return leaseEverything(parse(step, source, true).spec, inputs.ttl);
    }
    if (!trusted && source === null) {
        throw refusal(context.event.name, 'an inline spec came with the workflow of the same change');
    }
    if (distrust === 'nothing')
        return parse(step, source, false).spec;
    // The text is held against the base before it is read, so that nothing of the environment gets into its messages.
    await prove(step, source === null ? [] : [checkedOut(context, source)]);
    const { spec, files } = parse(step, source, false);
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
/** The spec, and the files that its fields name, in the order in which they were read. */
function parse({ inputs, context, log, runner }, source, untrusted) {
    const files = [];
    const text = source === null && inputs.spec.kind === 'text' ? inputs.spec.text : (source?.bytes.toString('utf8') ?? '');
    const spec = parseSpec(text, {
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
function readSpecFile(source, context) {
    try {
        return readWorkspaceFile(source.path, context);
    }
    catch (error) {
        const name = source.given ? 'spec-file' : 'spec';
        const what = source.given ? `\`${source.path}\`` : `it is blank, and \`${source.path}\``;
        throw new errors/* InputError */.dz(name, `${what} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`, {
            hint: 'Give the spec as text in `spec`, or check out the repository first and give the path of a file in it.',
        });
    }
}

// EXTERNAL MODULE: ./lib/src/action/explain-teardown.js
var explain_teardown = __webpack_require__(1267);
// EXTERNAL MODULE: ./lib/src/render/report.js
var render_report = __webpack_require__(3637);
// EXTERNAL MODULE: ./lib/src/render/summary.js
var summary = __webpack_require__(9015);
;// CONCATENATED MODULE: ./lib/src/spec/expand.js


/**
 * The row part of the name of the key that a scope generates for rows without `key`. One letter, because a row of
 * `keys` has two or more: the two can never be the same key.
 */
const DEFAULT_KEY_ROW = 'k';
/**
 * Machines in the order of the spec, and every key that the spec or one of them names (a key that has no row is taken
 * to be in Mist already). Adopted machines have the backend `''`: where they are is known when they are found.
 * PlanError when a row names no backend and not exactly one can be used.
 */
function expandSpec(spec, options) {
    const rows = spec.machines.filter((row) => row.state === 'present');
    const keys = expandKeys(spec, rows, options.scope);
    const byRow = new Map(keys.map((key) => [key.row, key]));
    const names = new Map(rows.map((row) => [row.name, machineNames(row)]));
    const machines = rows.flatMap((row) => {
        const keyName = row.adopt !== null && row.key === null ? null : (byRow.get(row.key)?.mistName ?? null);
        const needs = row.needs.flatMap((need) => names.get(need) ?? []).map(addressOf);
        const via = viaOf(row, (key) => byRow.get(key)?.mistName ?? null);
        const backend = row.adopt === null ? chooseBackend(row, spec, options) : '';
        if (backend === null)
            return [];
        const shared = { options, backend, keyName, needs };
        return machineNames(row).map((name) => ({ ...expandRow(row, name, shared), ...via }));
    });
    return { machines, keys };
}
/** `web`, or `web-1` to `web-10`. */
function machineNames(row) {
    return row.counted ? Array.from({ length: row.count }, (_, index) => `${row.name}-${index + 1}`) : [row.name];
}
function viaOf({ via }, keyNameOf) {
    if (via === undefined)
        return {};
    if (via.by === 'row')
        return { via: { by: 'machine', name: via.row } };
    const { key, ...host } = via;
    return { via: { ...host, keyName: key === null ? null : keyNameOf(key) } };
}
function addressOf(name) {
    return `machine/${name}`;
}
function expandRow(row, name, at) {
    const { scope, defaultTtlMs } = at.options;
    const ttlMs = row.ttlMs === null ? defaultTtlMs : row.ttlMs;
    return {
        address: addressOf(name),
        name,
        row: row.name,
        mistName: row.literalName ?? (0,identity/* mistName */.TC)(scope, 'machine', name),
        literal: row.literalName !== null,
        backend: at.backend,
        image: row.image,
        size: row.size,
        location: row.location,
        keyName: at.keyName,
        tags: row.tags,
        cloudInit: row.cloudInit,
        wait: row.wait,
        groups: row.groups,
        ttlMs: row.adopt !== null || ttlMs === 'none' ? null : ttlMs,
        ...(ttlMs === null && at.options.ttlUnsaid === true ? { keepsLease: true } : {}),
        user: row.user,
        port: row.port,
        adopt: row.adopt,
        passThrough: row.passThrough,
        ...(row.run === undefined ? {} : { run: row.run }),
        ...(row.power === undefined ? {} : { power: row.power }),
        needs: at.needs,
        minReady: row.minReady,
    };
}
function chooseBackend(row, spec, options) {
    const { enabledBackends, gather = errors/* throwAtOnce */.pT } = options;
    if (row.backend !== null)
        return row.backend;
    const absent = new Set(spec.backends.filter((one) => one.state === 'absent').map((one) => one.name));
    const usable = [...new Set(enabledBackends)].filter((one) => !absent.has(one));
    const [only] = usable;
    if (only !== undefined && usable.length === 1)
        return only;
    const address = addressOf(machineNames(row)[0] ?? row.name);
    if (only === undefined) {
        gather(new errors/* PlanError */.W6('no-backend', address, 'the Mist server has no enabled backend.', {
            hint: 'Add one under `backends:` in the spec, or in Mist.',
        }));
        return null;
    }
    const list = usable.sort().join(', ');
    gather(new errors/* PlanError */.W6('ambiguous-backend', address, `names no backend, and there are ${usable.length}: ${list}.`, {
        hint: 'Write `backend:` in the row or in `defaults:`.',
    }));
    return null;
}
function expandKeys(spec, rows, scope) {
    const keys = [];
    for (const key of spec.keys)
        if (key.state !== 'absent')
            keys.push(desiredKey(key.name, key.state, scope));
    const hosts = spec.backends.flatMap((one) => (one.state === 'present' ? (one.hosts ?? []) : []));
    const jumps = rows.flatMap(({ via }) => (via?.by === 'host' ? [via] : []));
    for (const { key } of [...hosts, ...rows, ...jumps]) {
        if (key !== null && !keys.some((one) => one.row === key))
            keys.push(desiredKey(key, 'existing', scope));
    }
    if (rows.some((row) => row.key === null && row.adopt === null)) {
        const name = (0,identity/* mistName */.TC)(scope, 'key', DEFAULT_KEY_ROW);
        keys.push({ address: `key/${DEFAULT_KEY_ROW}`, row: null, mistName: name, source: 'generated' });
    }
    return keys;
}
function desiredKey(row, source, scope) {
    return { address: `key/${row}`, row, mistName: source === 'generated' ? (0,identity/* mistName */.TC)(scope, 'key', row) : row, source };
}

// EXTERNAL MODULE: ./lib/src/action/compose.js + 9 modules
var compose = __webpack_require__(2367);
// EXTERNAL MODULE: ./lib/src/action/state-journal.js
var state_journal = __webpack_require__(66);
;// CONCATENATED MODULE: ./lib/src/action/recording-journal.js

/** Every call is durable first and remembered then, so that the memory never knows more than the file. */
function recordingJournal(write, warn) {
    const durable = (0,state_journal/* createJournal */.s9)(write, warn);
    const known = new Map();
    const keep = (entry) => {
        known.set(entry.seq, entry);
        return entry;
    };
    return {
        journal: {
            intend: (intent) => keep(durable.intend(intent)),
            sent: (entry) => keep(durable.sent(entry)),
            settle: (entry, result) => keep(durable.settle(entry, result)),
        },
        entries: () => [...known.values()],
    };
}

// EXTERNAL MODULE: ./lib/src/action/state-facts.js
var state_facts = __webpack_require__(22);
// EXTERNAL MODULE: ./lib/src/action/step.js + 1 modules
var action_step = __webpack_require__(8642);
;// CONCATENATED MODULE: ./lib/src/action/running-step.js
// A step at work: what plan, apply and destroy share once inputs, scope and state are there.










/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;
const DEFAULT_LEASE_MS = 30 * 60_000;
/** The engine's world for this step; `entries` is what it has journalled so far. */
async function composeStep(step) {
    const { log, state } = step;
    const { journal, entries } = recordingJournal(state, (message) => log.warning(message));
    const composition = await (0,compose/* compose */.Z)({
        ...step,
        journal,
        tokenTtlMs: TOKEN_TTL_MS,
        onMinting: (name) => (0,state_facts/* saveFacts */.NP)(state, { tokenName: name ?? '' }),
        onMinted: (id) => (0,state_facts/* saveFacts */.NP)(state, { tokenId: id }),
    });
    return { ...composition, entries };
}
/** What planning wants to know. Without `ttl`, unnamed scopes get a lease and named ones none. */
function planInput(step, spec, replace) {
    const { inputs, scope } = step;
    const ttl = inputs.ttl === 'none' ? null : (inputs.ttl ?? (scope.named ? null : DEFAULT_LEASE_MS));
    return {
        scope,
        spec,
        expand: (enabledBackends, gather) => expandSpec(spec, { scope, defaultTtlMs: ttl, ttlUnsaid: inputs.ttl === null, enabledBackends, gather }),
        maxMachines: inputs.maxMachines,
        replace,
        trustOnFirstUse: inputs.trustOnFirstUse,
    };
}
/** Makes the files directory and records it for post; answers its path. Throws ActionError. */
function newFilesDirectory(step) {
    const record = (0,files/* createFilesDir */.rk)(step.context.runnerTemp, (0,external_node_crypto_.randomUUID)());
    (0,state_facts/* saveFacts */.NP)(step.state, { filesDir: record });
    return record.path;
}
/** Says what came of the step: log, outputs, summary, and an annotation for each thing that may be left. */
function publish(step, result, changes, paths) {
    const { log, scope, runner } = step;
    if (result.outcomes.length > 0)
        log.info((0,render_report/* renderReportText */.Uv)(result));
    for (const leak of result.leaks)
        log.error((0,render_report/* leakSentence */.To)(leak), { title: 'May be left' });
    (0,action_step/* appendSummary */.fe)(runner.env, log, (0,summary/* renderSummary */.B)({ scope, report: result, changes }));
    (0,action_step/* setOutputs */.n0)(runner.env, log, (0,outputs/* buildOutputs */.JZ)(result, scope, paths));
}

;// CONCATENATED MODULE: ./lib/src/action/run-destroy.js
// Mode destroy: everything of one named scope, from its name alone.





/** Destroys and proves. Throws ActionError when something may be left, a cancelled run included. */
async function runDestroy(step) {
    const { inputs, scope, log, end } = step;
    const { world, connection } = await log.group('Connect', () => composeStep(step));
    try {
        const result = await log.group('Destroy', () => (0,engine_teardown/* tearDown */.x)(world, {
            scope,
            journal: [],
            what: 'all',
            where: 'everywhere',
            deadline: end,
            parallelism: inputs.parallelism,
        }));
        log.info(`Proved by two live lists each on: ${result.provedOn.join(', ') || 'no backend'}.`);
        publish(step, (0,explain_teardown/* teardownReport */.bA)(result), [], NO_PATHS);
        if (result.leaks.length === 0)
            return;
        throw new errors/* ActionError */.lZ('leak', 'remote', `scope ${scope.name}: ${result.leaks.length} of its objects are not proved gone.`);
    }
    catch (error) {
        throw error instanceof errors/* CancelledError */.cc ? unfinished(step, error) : error;
    }
    finally {
        await connection.close();
    }
}
/** Post of a destroy has nothing to do, so nobody else removes what is left. */
function unfinished({ scope, signal }, error) {
    const cause = signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : error;
    return new errors/* ActionError */.lZ('leak', 'user', cause.message, {
        hint: `It is not proved that scope ${scope.name} is gone: run \`destroy\` again.`,
    });
}

// EXTERNAL MODULE: ./lib/src/plan/login-user.js
var login_user = __webpack_require__(3441);
;// CONCATENATED MODULE: ./lib/src/action/run-plan.js
// Modes plan and check: what apply would do, found out with read power only.






/** Plans and publishes the plan. Throws ActionError `drift` where `check` is asked to fail on it. */
async function runPlan(step, spec, mode) {
    const { inputs, scope, log } = step;
    const { world, connection } = await log.group('Connect', () => composeStep(step));
    try {
        const { reader, clock, signal } = world;
        // Only the reading half is handed on: a plan has no power to change anything.
        const { plan, inventory } = await log.group('Plan', () => makePlan({ reader, clock, log, signal }, planInput(step, spec, true)));
        log.info((0,render_plan/* renderPlanText */.$D)(plan));
        const replaced = plan.counts.replace > 0 && !inputs.replace;
        if (replaced)
            log.warning('Apply would refuse: a machine has to be replaced. Set `replace: true` to allow it.');
        const files = newFilesDirectory(step);
        const planFile = writePlanFiles(files, plan);
        const planned = {
            machines: plan.changes.flatMap((change) => change.kind === 'machine' ? plannedMachine(change, inventory.clouds) : []),
            outcomes: [],
            leaks: [],
            plan: plan.counts,
            cost: plan.cost,
            changed: false,
        };
        publish(step, planned, plan.changes, { ...NO_PATHS, files, plan: planFile });
        if (mode === 'check' && plan.drift && inputs.failOnDrift) {
            throw new errors/* ActionError */.lZ('drift', 'remote', `scope ${scope.name}: reality differs from the spec.`, {
                hint: 'The plan above says where.',
            });
        }
    }
    finally {
        await connection.close();
    }
}
/** A machine as a plan knows it: what is there now, untouched. */
function plannedMachine(change, clouds) {
    const { desired, observed } = change;
    if (desired === null)
        return [];
    return [
        {
            name: desired.name,
            row: desired.row,
            observed,
            mistName: desired.mistName,
            backend: change.backend ?? desired.backend,
            user: (0,login_user/* loginUserOf */.I)(desired, change.backend, clouds, change.placement?.image.name ?? null),
            port: desired.port ?? observed?.sshPort ?? 22,
            keyName: desired.keyName,
            groups: desired.groups,
            outcome: observed === null ? 'skipped' : 'unchanged',
            why: change.reason,
            hostKeys: [],
        },
    ];
}

// EXTERNAL MODULE: ./lib/src/engine/deadline.js
var engine_deadline = __webpack_require__(4577);
;// CONCATENATED MODULE: ./lib/src/reap/claim.js
// Whose a machine or key is, told from name and tags alone, by recomputation. Rules 1 and 2 of docs/architecture.md,
// "Reaping". Pure.


const RUN_SCOPE = /^run-(\d{1,20})-(\d{1,9})-[0-9a-f]{8}$/;
/** The last `a` parts run and attempt: a run id in base 36 may hold others. */
const RUN_SLUG = /^r([1-9a-z][0-9a-z]{0,13})a([1-9]\d{0,8})$/;
const NAME_END = /-[0-9a-f]{8}$/;
/** Slugs are cut at 22, and have no more parts than that. */
const MOST_PARTS = 22;
/** Begins every name in Mist that this repository gave. Throws nothing; `isKnown` tells whether it may be relied on. */
function repositoryPrefix(repository) {
    return `ma-${(0,identity/* repositoryHash */.Hd)(repository)}-`;
}
/** True when the repository is known exactly: GitHub's numeric id or `owner/name`, on a server. */
function isKnown(repository) {
    return /^(?:\d+|[\w.-]+\/[\w.-]+)$/.test(repository.id) && /^https?:\/\/[^/]+/.test(repository.serverUrl);
}
/** Who a listed machine belongs to. */
function claimMachine(repository, machine) {
    const bears = machine.name.startsWith(repositoryPrefix(repository));
    const tagged = Object.keys(machine.tags).some((tag) => tag.startsWith(identity/* TAG_PREFIX */.C_));
    const scopes = [
        ...scopesOfTag(repository, machine.tags[identity/* TAGS */.gp.scope]),
        ...scopesOfTag(repository, (0,identity/* scopeSpelt */.$u)(machine.tags) ?? undefined),
        ...(bears ? namedScopes(repository, machine.name) : []),
    ];
    const scope = scopes.find((one) => (0,ownership/* proveMachine */.WJ)(one, machine).owned);
    if (scope !== undefined)
        return { kind: 'owned', scope, owner: ownerOf(scope) };
    if (!bears)
        return { kind: 'foreign' };
    if (tagged)
        return { kind: 'unclear', why: 'its name cannot be recomputed from its tags' };
    return likely(repository, machine.name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}
/** Who a key belongs to. `scopes` are those that machines told: a key has no tags. */
function claimKey(repository, name, scopes) {
    if (!name.startsWith(repositoryPrefix(repository)))
        return { kind: 'foreign' };
    const scope = [...scopes, ...namedScopes(repository, name)].find((one) => (0,identity/* ownsName */.x5)(one, 'key', name));
    if (scope !== undefined)
        return { kind: 'owned', scope, owner: ownerOf(scope) };
    return likely(repository, name) ?? { kind: 'unclear', why: 'its name cannot be recomputed' };
}
/** A tag holds the scope's name as it is, where the name is one that a tag can spell; else it is spelt out in several. */
function scopesOfTag(repository, name) {
    if (name === undefined || name === '')
        return [];
    const named = { name, named: true, repository };
    return RUN_SCOPE.test(name) ? [{ ...named, named: false }, named] : [named];
}
/** Every named scope whose whole name may be the slug of `name`: slug and row both may hold hyphens. */
function namedScopes(repository, name) {
    const parts = name.slice(repositoryPrefix(repository).length).split('-').slice(0, MOST_PARTS);
    return parts.map((_, index) => ({ name: parts.slice(0, index + 1).join('-'), named: true, repository }));
}
function likely(repository, name) {
    const prefix = repositoryPrefix(repository);
    const slug = name.slice(prefix.length).split('-', 1)[0] ?? '';
    const parts = RUN_SLUG.exec(slug);
    if (parts?.[1] === undefined || parts[2] === undefined)
        return null;
    if (!NAME_END.test(name.slice(prefix.length + slug.length + 1)))
        return null;
    const owner = { kind: 'run', id: fromBase36(parts[1]), attempt: Number(parts[2]) };
    return { kind: 'likely', prefix: `${prefix}${slug}-`, owner };
}
function ownerOf(scope) {
    const run = scope.named ? null : RUN_SCOPE.exec(scope.name);
    if (run?.[1] !== undefined && run[2] !== undefined)
        return { kind: 'run', id: run[1], attempt: Number(run[2]) };
    const pull = /^pr-([1-9]\d{0,8})$/.exec(scope.name);
    return pull?.[1] === undefined ? { kind: 'lease' } : { kind: 'pull-request', number: Number(pull[1]) };
}
function fromBase36(text) {
    let value = 0n;
    for (const digit of text)
        value = value * 36n + BigInt(Number.parseInt(digit, 36));
    return value.toString();
}

;// CONCATENATED MODULE: ./lib/src/reap/judge.js



const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OLDER_THAN_MS = 30 * MINUTE_MS;
/** What is ours only by circumstances waits longer: somebody may want to look at it. */
const LIKELY_OLDER_THAN_MS = DAY_MS;
/** A lease fires within seconds; after this long the server's scheduler has missed it. */
const LEASE_GRACE_MS = 2 * MINUTE_MS;
/** GitHub cancels a workflow run after 35 days (its documented limit), so nothing older belongs to a living one. */
const LONGEST_RUN_MS = 35 * DAY_MS;
const stays = (why) => ({ reap: false, why });
/** The verdict on one machine. Does not ask for the server's log of a `likely` one: the caller does. */
function judge({ machine, claim, owner, now }, rules) {
    if (claim.kind === 'foreign')
        return stays('it is not of this repository');
    if (machine.missing)
        return stays('its provider no longer lists it');
    if (claim.kind === 'unclear')
        return stays(claim.why);
    if (isKept(machine, rules.keepTag))
        return stays(`it has the tag ${rules.keepTag}`);
    const end = endOf(claim.owner, owner, machine, now);
    if ('why' in end)
        return stays(end.why);
    const born = machine.createdAt ?? end.since;
    if (born === null)
        return stays(`${end.reason}, but how old it is cannot be told`);
    const wanted = minimumAge(claim.kind, rules);
    if (now - born < wanted)
        return stays(`${end.reason}, but it is younger than ${(0,duration/* formatDuration */.a3)(wanted)}`);
    return { reap: true, reason: end.reason };
}
/** What something must have lived for, in ms, before it is removed. */
function minimumAge(kind, rules) {
    return rules.olderThanMs ?? (kind === 'owned' ? OLDER_THAN_MS : LIKELY_OLDER_THAN_MS);
}
/** `attempt 1 of run 42`, for messages and as the owner's key. */
function ownerName(owner) {
    switch (owner.kind) {
        case 'run':
            return `attempt ${owner.attempt} of run ${owner.id}`;
        case 'pull-request':
            return `pull request ${owner.number}`;
        case 'lease':
            return 'its lease';
        default:
            return (0,errors/* assertNever */.xb)(owner);
    }
}
function isKept(machine, keepTag) {
    return Object.keys(machine.tags).some((tag) => tag.toLowerCase() === keepTag.toLowerCase());
}
function endOf(owner, state, machine, now) {
    if (owner.kind === 'lease')
        return endOfLease(machine, now);
    const name = ownerName(owner);
    if (state === null)
        return { why: `it is not known whether ${name} still lives` };
    if (state.is === 'live') {
        return { why: owner.kind === 'run' ? `${name} is not completed` : `${name} is open` };
    }
    if (state.is === 'over') {
        return { reason: `${name} is ${owner.kind === 'run' ? 'completed' : 'closed'}`, since: state.since };
    }
    if (owner.kind === 'pull-request')
        return endOfLease(machine, now);
    if (machine.createdAt === null || now - machine.createdAt < LONGEST_RUN_MS) {
        return { why: `GitHub does not know ${name} and it is younger than the longest run` };
    }
    return { reason: `${name} is unknown to GitHub and would be older than any run can be`, since: null };
}
function endOfLease(machine, now) {
    const { lease, tags, state } = machine;
    if (state === 'stopped' && !Object.keys(tags).some((tag) => tag.startsWith(identity/* TAG_PREFIX */.C_))) {
        return { reason: 'it is stopped and has lost its tags, as at the end of a lease', since: null };
    }
    if (lease === null)
        return { why: 'it has no lease, and its scope has a name: it stays until `destroy`' };
    const end = new Date(lease.at).toISOString();
    return now - lease.at >= LEASE_GRACE_MS
        ? { reason: `its lease ended at ${end}`, since: lease.at }
        : { why: `its lease ends at ${end}` };
}

// EXTERNAL MODULE: ./lib/src/engine/limit.js
var engine_limit = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/reap/owners.js
// Asking GitHub whether owners still live: once each for the plan, and again in the last moment.


/** More at once would only run into GitHub's secondary limits. */
const AT_ONCE = 5;
/** The owner of a claim, or null where there is none or where only the lease tells. */
function askableOwner(claim) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return null;
    return claim.owner.kind === 'lease' ? null : claim.owner;
}
/** What GitHub says of one owner now. Throws what the reader throws. */
function askOwner(github, owner) {
    if (owner.kind === 'run')
        return github.runState(owner.id, owner.attempt);
    return owner.kind === 'pull-request' ? github.pullRequestState(owner.number) : Promise.resolve(null);
}
/** Asks once about every owner in `claims`. Throws as soon as GitHub may not or cannot be asked. */
async function askOwners(github, claims) {
    const owners = new Map();
    for (const claim of claims) {
        const owner = askableOwner(claim);
        if (owner !== null)
            owners.set(ownerName(owner), owner);
    }
    const limit = (0,engine_limit/* limitTo */.$)(AT_ONCE);
    const known = new Map();
    await Promise.all([...owners].map(([name, owner]) => limit(async () => {
        const state = await askOwner(github, owner);
        if (state !== null)
            known.set(name, state);
    })));
    return known;
}
/** What is known of the owner in `claim`; null where GitHub was not asked. */
function stateOf(known, claim) {
    const owner = askableOwner(claim);
    return owner === null ? null : (known.get(ownerName(owner)) ?? null);
}

;// CONCATENATED MODULE: ./lib/src/reap/survey.js
// Looking twice: what all enabled backends list now, and what two such looks agree on.




/**
 * One look at everything. A cloud that cannot be listed is in `unread`; clouds, keys and schedules that cannot be listed,
 * a token that is refused, and cancellation are thrown.
 */
async function takeSurvey(world, parallelism) {
    const { reader } = world;
    const [clouds, keys, schedules] = await Promise.all([reader.clouds(), reader.keys(), reader.schedules()]);
    const limit = (0,engine_limit/* limitTo */.$)(parallelism);
    const machines = [];
    const unread = [];
    const listOne = async (cloud) => {
        try {
            machines.push(...(await reader.liveMachines(cloud.id)).machines);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc || (error instanceof errors/* ApiError */.hD && error.failure === 'auth'))
                throw error;
            unread.push({ cloud, why: (0,engine_world/* sentenceOf */.$)(error) });
        }
    };
    await Promise.all(clouds.filter((cloud) => cloud.enabled).map((cloud) => limit(() => listOne(cloud))));
    // Answers arrive in any order; plans and tables must not.
    machines.sort((a, b) => (a.name === b.name ? order(a.id, b.id) : order(a.name, b.name)));
    return { clouds, machines, unread, keys, schedules };
}
/** True when no backend was left out: only then is something that nobody lists surely nowhere. */
function isComplete({ clouds, unread }) {
    return unread.length === 0 && clouds.every((cloud) => cloud.enabled);
}
/** True for rows that may still cost something. A row that the provider no longer lists counts as alive: nobody knows. */
function mayLive(machine) {
    return !(0,model_observed/* isGone */.S)(machine);
}
/** True when both looks show the machine with all that verdicts rest on unchanged. */
function isSame(before, now) {
    if (before === undefined || before.cloudId !== now.cloudId)
        return false;
    return before.name === now.name && before.state === now.state && sameLease(before, now) && sameTags(before, now);
}
function sameLease({ lease: a }, { lease: b }) {
    return a?.at === b?.at && a?.action === b?.action && a?.id === b?.id;
}
function sameTags({ tags: a }, { tags: b }) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
function order(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./lib/src/reap/plan.js




/**
 * The machines of this repository that may live, sorted into doomed and left alone; `unstable` when one is left only because
 * the looks differ. The log of `likely` ones has not been read yet.
 */
function planMachines(looks) {
    const { repository, first, second, owners, rules, now } = looks;
    const before = new Map(first.machines.map((machine) => [machine.id, machine]));
    const backends = new Map(second.clouds.map((cloud) => [cloud.id, cloud.name]));
    const machines = [];
    const left = [];
    let unstable = false;
    for (const machine of second.machines.filter(mayLive)) {
        const claim = claimMachine(repository, machine);
        if (claim.kind === 'foreign')
            continue;
        const backend = backends.get(machine.cloudId) ?? '';
        const verdict = judge({ machine, claim, owner: stateOf(owners, claim), now }, rules);
        if (!verdict.reap)
            left.push(leave(machine, backend, verdict.why));
        else if (isSame(before.get(machine.id), machine))
            machines.push({ machine, claim, backend, reason: verdict.reason });
        else {
            unstable = true;
            left.push(leave(machine, backend, 'two lists, some seconds apart, do not show it the same'));
        }
    }
    return { machines, left, unstable };
}
/** A row of what stays. */
function leave(machine, backend, why) {
    return { kind: 'machine', name: machine.name, id: machine.id, backend, why };
}

;// CONCATENATED MODULE: ./lib/src/reap/remove.js




/** A list is good for a destroy for this long (invariant I2); asking GitHub takes its share of it. */
const LIST_IS_FRESH_MS = 30_000;
/** Never throws but for cancellation. */
async function remove_removeMachines(world, input) {
    const clouds = new Map(input.doomed.map(({ machine, backend }) => [machine.cloudId, backend]));
    const parts = await Promise.all([...clouds].map(([id, name]) => {
        const doomed = input.doomed.filter(({ machine }) => machine.cloudId === id);
        return new CloudRemoval(world, { ...input, doomed }).run({ id, name });
    }));
    return {
        gone: new Set(parts.flatMap((part) => [...part.gone])),
        spared: parts.flatMap((part) => part.spared),
        leaks: parts.flatMap((part) => part.leaks),
    };
}
class CloudRemoval {
    #world;
    #input;
    #doomed;
    /** What the last list showed, and when, on the monotonic clock. */
    #listed = new Map();
    #ordered = new Set();
    #spared = new Map();
    #unasked = new Map();
    constructor(world, input) {
        this.#world = world;
        this.#input = input;
        this.#doomed = new Map(input.doomed.map((one) => [one.machine.id, one]));
    }
    async run(cloud) {
        const { writer } = this.#world;
        const guarded = { ...writer, destroyMachine: (id, onSent) => this.#destroy(id, onSent) };
        const { deadline, parallelism } = this.#input;
        const expected = [...this.#doomed.values()].map(({ machine }) => machine);
        const sweep = await (0,engine_sweep/* sweepCloud */.E)({ ...this.#world, writer: guarded }, { cloud, select: (machine) => this.#select(machine), expected, pending: [], deadline, parallelism });
        return this.#result(sweep);
    }
    #select(machine) {
        const doomed = this.#doomed.get(machine.id);
        if (doomed === undefined || this.#spared.has(machine.id) || this.#unasked.has(machine.id))
            return 'leave';
        this.#listed.set(machine.id, { machine, at: this.#world.clock.elapsed() });
        // Once its end is ordered a machine changes in ways that say nothing about whose it is; its name must not.
        const decided = (0,model_observed/* isGone */.S)(machine) || this.#ordered.has(machine.id);
        if (decided && machine.name === doomed.machine.name)
            return 'destroy';
        const why = this.#input.spare(machine);
        if (why === null)
            return 'destroy';
        this.#spare(machine, why);
        return 'leave';
    }
    /** In the place of the writer's destroy: the last chance of a machine whose owner came back. */
    async #destroy(id, onSent) {
        const listed = this.#listed.get(id);
        if (listed === undefined)
            throw remove_refusal('no list shows it');
        const why = await this.#askAgain(listed.machine);
        if (why !== null)
            throw remove_refusal(why);
        if (this.#world.clock.elapsed() - listed.at > LIST_IS_FRESH_MS)
            throw remove_refusal('the list that showed it is too old');
        this.#ordered.add(id);
        await this.#world.writer.destroyMachine(id, onSent);
    }
    async #askAgain(machine) {
        try {
            const why = await this.#input.spareNow(machine);
            if (why !== null)
                this.#spare(machine, why);
            return why;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            const why = `not removed, because GitHub could not be asked again: ${(0,engine_world/* sentenceOf */.$)(error)}`;
            this.#unasked.set(machine.id, {
                kind: 'machine',
                name: machine.name,
                id: machine.id,
                backend: this.#backend(machine),
                why,
            });
            return why;
        }
    }
    #spare(machine, why) {
        const { name, id } = machine;
        this.#spared.set(id, { kind: 'machine', name, id, backend: this.#backend(machine), why });
    }
    #backend(machine) {
        return this.#doomed.get(machine.id)?.backend ?? null;
    }
    /** The sweep counts what it once took for doomed; what was spared since is neither gone nor a leak. */
    #result(sweep) {
        const stays = (id) => id !== null && (this.#spared.has(id) || this.#unasked.has(id));
        const leaks = [...this.#unasked.values(), ...sweep.leaks.filter(({ id }) => !stays(id))];
        const ended = new Set(sweep.destroyed.map(({ id }) => id).filter((id) => this.#ordered.has(id) && !stays(id)));
        for (const { machine } of this.#doomed.values()) {
            const open = stays(machine.id) || ended.has(machine.id) || leaks.some(({ id }) => id === machine.id || id === null);
            if (!open)
                this.#spare(machine, 'it was gone before its turn came');
        }
        return {
            gone: ended,
            spared: [...this.#spared.values()],
            leaks,
        };
    }
}
function remove_refusal(why) {
    return new errors/* ActionError */.lZ('reap-spared', 'remote', why);
}

;// CONCATENATED MODULE: ./lib/src/reap/strays.js






/** How the server names the schedule of a lease: after its machine. */
const LEASE_SCHEDULE = /^(ma-[0-9a-f]{6}-.+-[0-9a-f]{8})-expiration-[0-9A-Za-z-]+$/;
const INCOMPLETE = 'not every backend could be listed, so a machine that it serves may live';
/** Lease schedules of this repository's machines that no list shows any more. */
function planSchedules(looks) {
    const prefix = repositoryPrefix(looks.repository);
    const living = livingIds(looks);
    const before = new Map(looks.first.schedules.map((one) => [one.id, one]));
    const schedules = [];
    const left = [];
    for (const schedule of looks.second.schedules) {
        const { id, name, machineIds } = schedule;
        const machineName = LEASE_SCHEDULE.exec(name)?.[1];
        if (machineName === undefined || !machineName.startsWith(prefix))
            continue;
        if (machineIds.length === 0 || machineIds.some((machine) => living.has(machine)))
            continue;
        const same = before.get(id);
        if (same?.name !== name || same.machineIds.join() !== machineIds.join())
            continue;
        if (isComplete(looks.first) && isComplete(looks.second)) {
            schedules.push({ schedule, reason: `its machine ${machineName} is gone` });
        }
        else
            left.push({ kind: 'schedule', name, id, backend: null, why: INCOMPLETE });
    }
    return { schedules, left };
}
/** Generated keys of this repository whose owner is over and that nobody uses but what is removed with them. */
function planKeys(looks, doomed) {
    const { repository, first, second } = looks;
    const scopes = [...first.machines, ...second.machines].flatMap((machine) => {
        const claim = claimMachine(repository, machine);
        return claim.kind === 'owned' ? [claim.scope] : [];
    });
    const before = new Map(first.keys.map((key) => [key.id, key.name]));
    const keys = [];
    const left = [];
    for (const key of second.keys) {
        const claim = claimKey(repository, key.name, scopes);
        if (claim.kind === 'foreign')
            continue;
        const why = before.get(key.id) === key.name ? stayOfKey(key, claim, looks, doomed) : 'it has just appeared';
        if (why === null)
            keys.push({ key, claim, reason: reasonOf(claim) });
        else
            left.push({ kind: 'key', name: key.name, id: key.id, backend: null, why });
    }
    return { keys, left };
}
/**
 * Why a key must stay for one of `machines`, or null: Mist associates the two, on either side, or the machine is of the
 * key's scope and may get it yet.
 */
function neededBy(key, claim, machines) {
    const living = machines.filter(mayLive);
    const users = new Set(key.machineIds);
    const user = living.find((machine) => users.has(machine.id) || machine.keyIds.includes(key.id));
    if (user !== undefined)
        return `the machine ${user.name} uses it`;
    const prefix = claim.kind === 'owned' ? (0,identity/* scopePrefix */.Po)(claim.scope) : claim.kind === 'likely' ? claim.prefix : null;
    const sibling = prefix === null ? undefined : living.find((machine) => machine.name.startsWith(prefix));
    return sibling === undefined ? null : `the machine ${sibling.name} of its scope lives`;
}
/** Why a key stays, or null. */
function stayOfKey(key, claim, looks, doomed) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return claim.kind === 'unclear' ? claim.why : null;
    const going = new Set(doomed.map(({ machine }) => machine.id));
    const staying = [...looks.second.machines, ...looks.known].filter((machine) => !going.has(machine.id));
    const needed = neededBy(key, claim, staying);
    if (needed !== null)
        return needed;
    if (!isComplete(looks.first) || !isComplete(looks.second))
        return INCOMPLETE;
    return stayOfOwner(claim, stateOf(looks.owners, claim), looks, doomed);
}
function stayOfOwner(claim, state, { rules, now }, doomed) {
    const unasked = claim.owner.kind === 'lease' || (claim.owner.kind === 'pull-request' && state?.is === 'unknown');
    if (unasked) {
        return doomed.some((one) => isSameScope(one.claim, claim))
            ? null
            : 'its scope has a name and no machine: it may be about to create one';
    }
    const name = ownerName(claim.owner);
    if (state === null)
        return `it is not known whether ${name} still lives`;
    if (state.is === 'live')
        return `${name} still lives`;
    if (state.is === 'unknown')
        return `GitHub does not know ${name}`;
    const wanted = minimumAge(claim.kind, rules);
    if (state.since === null)
        return `${name} is over, but since when cannot be told`;
    return now - state.since < wanted ? `${name} is over for less than ${(0,duration/* formatDuration */.a3)(wanted)}` : null;
}
function isSameScope(a, b) {
    return a.kind === 'owned' && b.kind === 'owned' && a.scope.name === b.scope.name && a.scope.named === b.scope.named;
}
function reasonOf(claim) {
    if (claim.kind !== 'owned' && claim.kind !== 'likely')
        return '';
    if (claim.owner.kind === 'lease')
        return 'the last machine of its scope goes';
    return `${ownerName(claim.owner)} is over, and no machine uses it`;
}
/** Ids of everything that any list shows as possibly alive. */
function livingIds({ first, second, known }) {
    return new Set([...first.machines, ...second.machines, ...known].filter(mayLive).map((machine) => machine.id));
}

;// CONCATENATED MODULE: ./lib/src/reap/remove-strays.js
// Deleting lease schedules and generated keys that were planned: read again, deleted by exact id, and looked for once more.



/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
async function deleteSchedules(world, planned) {
    const { reader, writer } = world;
    return deleteAll(world, 'schedule', planned.map(({ schedule }) => schedule), {
        list: () => reader.schedules(),
        spare: async ({ id }, fresh) => {
            const before = planned.find(({ schedule }) => schedule.id === id)?.schedule;
            const now = fresh.find((one) => one.id === id);
            return now?.machineIds.join() === before?.machineIds.join() ? null : 'it has changed';
        },
        remove: (id) => writer.deleteSchedule(id),
    });
}
/** Never throws but for cancellation: what could not be deleted is a leak with its reason. */
async function deleteKeys(world, input) {
    const { reader, writer } = world;
    let living = null;
    return deleteAll(world, 'key', input.keys.map(({ key }) => key), {
        list: () => reader.keys(),
        spare: async ({ id }, fresh) => {
            const planned = input.keys.find(({ key }) => key.id === id);
            const now = fresh.find((key) => key.id === id);
            if (planned === undefined || now === undefined)
                return 'it has changed';
            living ??= await input.living();
            return neededBy(now, planned.claim, living) ?? (await input.spareNow(planned));
        },
        remove: (id) => writer.deleteKey(id),
    });
}
async function deleteAll(world, kind, planned, means) {
    const spared = [];
    const troubles = new Map();
    const removed = [];
    if (planned.length === 0)
        return { removed, spared, leaks: [] };
    const row = ({ id, name }, why) => ({ kind, name, id, backend: null, why });
    try {
        const fresh = await means.list();
        const names = new Map(fresh.map(({ id, name }) => [id, name]));
        const going = [];
        for (const one of planned.filter(({ id, name }) => names.get(id) === name)) {
            const why = await means.spare(one, fresh);
            if (why !== null) {
                spared.push(row(one, why));
                continue;
            }
            going.push(one);
            world.log.info(`Deleting ${kind} ${one.name} (${one.id})`);
            await means.remove(one.id).catch((error) => {
                if (error instanceof errors/* CancelledError */.cc)
                    throw error;
                troubles.set(one.id, (0,engine_world/* sentenceOf */.$)(error));
            });
        }
        const after = new Set((await means.list()).map(({ id }) => id));
        removed.push(...going.filter(({ id }) => !after.has(id)).map(({ id }) => id));
        const still = going.filter(({ id }) => after.has(id));
        return {
            removed,
            spared,
            leaks: still.map((one) => row(one, troubles.get(one.id) ?? 'still listed after it was deleted')),
        };
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return { removed, spared, leaks: planned.map((one) => row(one, `not proved deleted: ${(0,engine_world/* sentenceOf */.$)(error)}`)) };
    }
}

;// CONCATENATED MODULE: ./lib/src/reap/reap.js
// Reaping: look, ask GitHub whether the owners live, look again, decide, and (unless dry) remove with proof. The rules are
// in docs/architecture.md, "Reaping".












/** Two lists that are to agree lie at least this far apart: the server caches one for a moment. */
const STABLE_GAP_MS = 5_000;
/** A server's worker that is at work on a machine changes it for some seconds. */
const MOST_LOOKS = 3;
/** What is kept of the time for schedules and keys, which come after the machines. */
const REST_MS = 15_000;
/** A machine appears within ten minutes of its create, also when the message was delivered twice; clocks differ. */
const LOG_BEFORE_MS = 30 * 60_000;
const LOG_AFTER_MS = 2 * 60_000;
/**
 * Reaps one repository. Throws ActionError when the repository is not known, when GitHub or Mist may not be asked, and
 * on cancellation; nothing has been removed then, except on cancellation.
 */
async function reap(world, github, input) {
    if (!isKnown(input.repository)) {
        throw new errors/* ActionError */.lZ('reap-repository', 'user', 'It is not known exactly which repository to reap for: nothing was removed.');
    }
    const looks = await look(world, github, input);
    const plan = await decide(world, looks);
    const unread = unreadLeaks(looks);
    const covered = looks.second.clouds.filter(({ enabled, name }) => enabled && !unread.some(({ backend }) => backend === name));
    const nothing = {
        plan,
        refused: null,
        removed: new Set(),
        spared: [],
        leaks: unread,
        backends: covered.map(({ name }) => name),
    };
    if (plan.machines.length > input.maxReap) {
        const refused = `${plan.machines.length} machines would be removed and \`max-reap\` is ${input.maxReap}: nothing was removed.`;
        return { ...nothing, refused };
    }
    return input.dryRun ? nothing : { ...nothing, ...(await remove(world, github, input, looks, plan, unread)) };
}
/** Looks until two in a row read every backend and agree on all that would go, three times at most after the first. */
async function look(world, github, input) {
    const { clock, signal } = world;
    const { repository, rules, parallelism } = input;
    let known = await world.reader.knownMachines();
    let first = await takeSurvey(world, parallelism);
    for (let attempt = 1;; attempt += 1) {
        const listedAt = clock.elapsed();
        const owners = await askOwners(github, claimsIn(repository, first));
        await clock.sleep(STABLE_GAP_MS - (clock.elapsed() - listedAt), signal);
        const second = await takeSurvey(world, parallelism);
        const looks = { repository, first, second, known, owners, rules, now: (0,engine_world/* serverNow */.c)(world) };
        if (attempt === MOST_LOOKS || isSettled(looks))
            return looks;
        // The server's own view stays the one from before both looks.
        known = [...known, ...first.machines];
        first = second;
    }
}
function isSettled(looks) {
    return looks.first.unread.length + looks.second.unread.length === 0 && !planMachines(looks).unstable;
}
/** Whose everything is that may live: machines first, because keys have no tags to tell their scope. */
function claimsIn(repository, { machines, keys }) {
    const claims = machines.map((machine) => claimMachine(repository, machine));
    const scopes = claims.flatMap((claim) => (claim.kind === 'owned' ? [claim.scope] : []));
    const living = machines.filter(mayLive).map((machine) => claimMachine(repository, machine));
    return [...living, ...keys.map(({ name }) => claimKey(repository, name, scopes))];
}
async function decide(world, looks) {
    const planned = planMachines(looks);
    const machines = [];
    const left = [...planned.left];
    for (const one of planned.machines) {
        if (one.claim.kind === 'owned' || (await wasCreatedHere(world, one.machine)))
            machines.push(one);
        else
            left.push(leave(one.machine, one.backend, `${one.reason}, but its job is not known and the server's log shows no create of it`));
    }
    const keys = planKeys(looks, machines);
    const schedules = planSchedules(looks);
    return {
        machines,
        keys: keys.keys,
        schedules: schedules.schedules,
        left: [...left, ...keys.left, ...schedules.left],
    };
}
/** Did this server accept a create of exactly this name when the machine came to be? A log that fails proves nothing. */
async function wasCreatedHere(world, { name, createdAt }) {
    try {
        const logs = await world.reader.createLogs(name);
        return logs.some(({ at }) => createdAt === null || (at >= createdAt - LOG_BEFORE_MS && at <= createdAt + LOG_AFTER_MS));
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        world.log.warning(`The log of creates of ${name} could not be read: ${(0,engine_world/* sentenceOf */.$)(error)}`);
        return false;
    }
}
async function remove(world, github, input, looks, plan, unread) {
    const { repository, rules } = input;
    const again = (machine, owner) => {
        const claim = claimMachine(repository, machine);
        const verdict = judge({ machine, claim, owner, now: (0,engine_world/* serverNow */.c)(world) }, rules);
        return verdict.reap ? null : verdict.why;
    };
    const { deadline, parallelism } = input;
    const time = deadline - world.clock.elapsed();
    const machines = await remove_removeMachines(world, {
        doomed: plan.machines,
        spare: (machine) => again(machine, stateOf(looks.owners, claimMachine(repository, machine))),
        spareNow: async (machine) => again(machine, await askAgain(github, claimMachine(repository, machine))),
        deadline: deadline - Math.min(REST_MS, time / 4),
        parallelism,
    });
    const { gone } = machines;
    const ended = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, (0,remove_rest/* removeSchedules */.l)(world, gone));
    const schedules = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, deleteSchedules(world, plan.schedules));
    const keyInput = {
        keys: plan.keys,
        living: () => livingNow(world, looks, gone),
        spareNow: async ({ claim }) => {
            const state = await askAgain(github, claim);
            return state?.is === 'live' ? 'its owner lives again' : null;
        },
    };
    const keys = await (0,engine_deadline/* beforeDeadline */.O)(world, deadline, deleteKeys(world, keyInput));
    const strays = [schedules === engine_deadline/* LATE */.X ? late('schedule') : schedules, keys === engine_deadline/* LATE */.X ? late('key') : keys];
    return {
        removed: new Set([...gone, ...strays.flatMap(({ removed }) => removed)]),
        spared: [...machines.spared, ...strays.flatMap(({ spared }) => spared)],
        leaks: [
            ...unread,
            ...machines.leaks,
            ...(ended === engine_deadline/* LATE */.X ? late('schedule').leaks : ended),
            ...strays.flatMap(({ leaks }) => leaks),
        ],
    };
}
function late(kind) {
    const leak = { kind, name: '*', id: null, backend: null, why: 'the server did not answer in time' };
    return { removed: [], spared: [], leaks: [leak] };
}
async function askAgain(github, claim) {
    const owner = askableOwner(claim);
    return owner === null ? null : askOwner(github, owner);
}
/** Everything that may live after the removal: the second look without what is proved gone, and what is new since. */
async function livingNow(world, looks, gone) {
    const known = await world.reader.knownMachines();
    return [...looks.second.machines, ...known].filter((machine) => mayLive(machine) && !gone.has(machine.id));
}
/** A backend that could not be listed may hold what lost its owner: the result is not "nothing is left". */
function unreadLeaks({ first, second }) {
    const unread = new Map([...first.unread, ...second.unread].map(({ cloud, why }) => [cloud.id, { cloud, why }]));
    return [...unread.values()].map(({ cloud, why }) => ({
        kind: 'machine',
        name: '*',
        id: null,
        backend: cloud.name,
        why: `its backend could not be listed: ${why}`,
    }));
}

// EXTERNAL MODULE: ./lib/src/render/markdown.js
var markdown = __webpack_require__(1554);
;// CONCATENATED MODULE: ./lib/src/render/reap.js


/** `Would remove 2 machines, 1 key`, or `Removed …`; the sentence that nothing lost its owner. */
function reapSentence(view) {
    if (view.doomed.length === 0)
        return 'Nothing has lost its owner.';
    if (view.refused !== null)
        return view.refused;
    if (view.dryRun)
        return `Would remove ${counted(view.doomed)} (dry run: nothing was changed).`;
    return `Removed ${counted(view.doomed.filter(({ id }) => view.removed.has(id)))} of ${counted(view.doomed)}.`;
}
/** The lines for the log: everything that goes, everything that stays, and the sentence. */
function renderReapText(view) {
    const place = ({ backend }) => (backend === null ? '' : ` on ${backend}`);
    return [
        ...view.doomed.map((row) => `${fate(view, row)}: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
        ...view.left.map((row) => `left alone: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
        reapSentence(view),
        `Listed live twice: ${view.backends.join(', ') || 'no backend'}.`,
    ].join('\n');
}
/** The job summary as Markdown, under GitHub's limit. */
function renderReapSummary(view, maxBytes = markdown/* MAX_SUMMARY_BYTES */.Q0) {
    const sections = [
        (0,markdown/* paragraph */.FY)('### Mist: reap', '', (0,markdown/* escapeText */.X1)(reapSentence(view))),
        ...(0,summary/* leakSections */.k)(view.leaks),
        ...rowSections('Lost their owner', view.doomed, (row) => fate(view, row)),
        ...rowSections('Left alone', view.left, () => 'left alone'),
        (0,markdown/* paragraph */.FY)(`Listed live twice: ${view.backends.map(markdown/* escapeText */.X1).join(', ') || 'no backend'}.`),
    ];
    return (0,markdown/* document */.Al)(sections, maxBytes);
}
function rowSections(title, rows, word) {
    if (rows.length === 0)
        return [];
    const cells = rows.map((row) => [
        row.kind,
        (0,markdown/* codeSpan */.SS)(row.name),
        (0,markdown/* codeSpan */.SS)(row.id),
        row.backend === null ? '' : (0,markdown/* escapeText */.X1)(row.backend),
        word(row),
        (0,markdown/* escapeText */.X1)(row.why),
    ]);
    return [(0,markdown/* paragraph */.FY)(`#### ${title}`), (0,markdown/* table */.tp)(['Kind', 'Name in Mist', 'Id', 'Backend', 'Result', 'Why'], cells)];
}
function fate(view, row) {
    if (view.removed.has(row.id))
        return 'removed';
    return view.dryRun ? 'would be removed' : 'not removed';
}
/** `2 machines, 1 key`; `nothing` for none. */
function counted(rows) {
    const parts = ['machine', 'key', 'schedule'].flatMap((kind) => {
        const count = rows.filter((row) => row.kind === kind).length;
        return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
    });
    return parts.join(', ') || 'nothing';
}

;// CONCATENATED MODULE: ./lib/src/github/answers.js

/** Where a 404 may mean "you may not know": the list tells. */
const RUNS = { what: 'workflow runs', permission: 'actions: read' };
const PULLS = { what: 'pull requests', permission: 'pull-requests: read' };
/**
 * A run (`GET /repos/{owner}/{repo}/actions/runs/{id}`) as the owner of `attempt`: the answer is about the latest one, and
 * a run is only tried again when it is completed. Throws ActionError `github` for an answer without these fields.
 */
function runOwner(answer, attempt) {
    const { status, run_attempt: latest, run_started_at: started, updated_at: updated } = answers_fields(answer);
    if (typeof status !== 'string')
        throw misfit(RUNS);
    const newest = typeof latest === 'number' ? latest : attempt;
    // An attempt that GitHub has not seen yet is no proof of anything.
    if (newest < attempt)
        return { is: 'unknown' };
    if (newest > attempt)
        return { is: 'over', since: time(started) };
    return status === 'completed' ? { is: 'over', since: time(updated) } : { is: 'live' };
}
/** A pull request (`GET /repos/{owner}/{repo}/pulls/{number}`). Throws ActionError `github` for an answer without a state. */
function pullOwner(answer) {
    const { state, closed_at: closed } = answers_fields(answer);
    if (state === 'open')
        return { is: 'live' };
    if (state === 'closed')
        return { is: 'over', since: time(closed) };
    throw misfit(PULLS);
}
/** GitHub may not be asked. `seen` is e.g. `403`; the message tells what to add to the workflow. */
function refused(subject, seen) {
    const message = `GitHub may not be asked about ${subject.what} (${seen}), so it is not known what still lives.`;
    return new errors/* ActionError */.lZ('github-refused', 'user', message, {
        hint: `Give the job the permission \`${subject.permission}\`, and the step a \`github-token\` that has it.`,
    });
}
/** No usable answer came. `seen` is a status or a transport's word, never a body. */
function failed(subject, seen) {
    return new errors/* ActionError */.lZ('github', 'remote', `GitHub gave no answer about ${subject.what} (${seen}).`);
}
function misfit(subject) {
    return failed(subject, 'an answer without the expected fields');
}
function answers_fields(answer) {
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}
function time(value) {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? null : at;
}

;// CONCATENATED MODULE: ./lib/src/github/reader.js


const reader_TIMEOUT_MS = 10_000;
/** Only reads are asked, so they may be repeated; a reaper that runs nightly need not be stubborn. */
const reader_PAUSES_MS = [1_000, 4_000];
/** Makes the reader of one repository; no request is made yet. Questions throw as the port says. */
function makeGitHubReader(options) {
    let client = null;
    const ask = async (subject, route, parameters) => {
        if (options.token === null)
            throw refused(subject, 'no token');
        client ??= openClient(options, options.token);
        return repeat(options, subject, await client, route, parameters);
    };
    /** A 404 is an answer only where the list may be read; otherwise it is GitHub's way to say no. */
    const unknown = async (subject, list) => {
        const { status } = await ask(subject, list, { per_page: 1 });
        if (status !== 200)
            throw refused(subject, '404');
        return { is: 'unknown' };
    };
    return {
        async runState(id, attempt) {
            const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
            const { status, data } = await ask(RUNS, route, { run_id: id });
            return status === 404 ? unknown(RUNS, 'GET /repos/{owner}/{repo}/actions/runs') : runOwner(data, attempt);
        },
        async pullRequestState(number) {
            const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
            const { status, data } = await ask(PULLS, route, { pull_number: number });
            return status === 404 ? unknown(PULLS, 'GET /repos/{owner}/{repo}/pulls') : pullOwner(data);
        },
    };
}
async function openClient({ apiUrl, repository, signal }, token) {
    const [owner, repo] = repository.split('/');
    if (!owner || !repo)
        throw new errors/* ActionError */.lZ('github', 'user', 'GITHUB_REPOSITORY is not `owner/name`.');
    const { getOctokit } = await __webpack_require__.e(/* import() */ 218).then(__webpack_require__.bind(__webpack_require__, 2218));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const octokit = getOctokit(token.reveal(), { baseUrl: apiUrl.replace(/\/+$/, ''), log: silent });
    return async (route, parameters) => {
        // A redirect would be a renamed repository, whose scopes have other names.
        const request = {
            signal: AbortSignal.any([signal, AbortSignal.timeout(reader_TIMEOUT_MS)]),
            redirect: 'manual',
            log: silent,
        };
        const { status, data } = await octokit.request(route, { owner, repo, ...parameters, request });
        return { status, data };
    };
}
/** One question, repeated while GitHub fails to answer. 404 is an answer; 401 and 403 are refusals. */
async function repeat({ clock, signal }, subject, ask, route, parameters) {
    for (let attempt = 0;; attempt += 1) {
        const answer = await ask(route, parameters).catch((error) => statusOf(error));
        if (signal.aborted)
            throw signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : new errors/* CancelledError */.cc();
        if (answer.status === 404 || (answer.status >= 200 && answer.status < 300))
            return answer;
        if (answer.limited)
            throw failed(subject, 'its rate limit is used up');
        if (answer.status === 401 || answer.status === 403)
            throw refused(subject, String(answer.status));
        const pause = reader_PAUSES_MS[attempt];
        if (pause === undefined)
            throw failed(subject, answer.status === 0 ? 'no connection' : String(answer.status));
        await clock.sleep(pause, signal);
    }
}
/** The status of an error of the client, whose message and cause may repeat headers: neither is kept. 0 for none. */
function statusOf(error) {
    const none = { status: 0, data: null };
    if (typeof error !== 'object' || error === null || !('response' in error) || !('status' in error))
        return none;
    const { response, status } = error;
    if (typeof status !== 'number' || typeof response !== 'object' || response === null)
        return none;
    const headers = 'headers' in response && typeof response.headers === 'object' ? { ...response.headers } : {};
    const limited = status === 429 || ('x-ratelimit-remaining' in headers && headers['x-ratelimit-remaining'] === '0');
    return { status, data: null, limited: limited && status !== 404 };
}

;// CONCATENATED MODULE: ./lib/src/action/compose-github.js

/** A reader that honours GITHUB_API_URL and the runner's proxies; asks nothing yet. The token is masked here. */
function composeGitHub(step) {
    const { runner, inputs, log, signal } = step;
    if (inputs.githubToken !== null)
        log.mask(inputs.githubToken.reveal());
    return makeGitHubReader({
        apiUrl: runner.env.GITHUB_API_URL || 'https://api.github.com',
        repository: runner.env.GITHUB_REPOSITORY ?? '',
        token: inputs.githubToken,
        clock: runner.clock,
        signal,
    });
}

;// CONCATENATED MODULE: ./lib/src/action/run-reap.js
// Mode reap: what lost its owner in any scope of this repository. Dry unless told otherwise.










/** Reaps and tells. Throws ActionError when it was refused or something may be left, a cancelled run included. */
async function runReap(step) {
    const { inputs, context, log, end } = step;
    const { maxReap, dryRun, olderThanMs, keepTag } = inputs.reap;
    const { world, connection } = await log.group('Connect', () => composeStep(step));
    try {
        const result = await log.group('Reap', () => reap(world, composeGitHub(step), {
            repository: context.repository,
            rules: { olderThanMs, keepTag },
            maxReap,
            dryRun,
            deadline: end,
            parallelism: inputs.parallelism,
        }));
        tell(step, result);
        if (result.refused !== null) {
            throw new errors/* ActionError */.lZ('reap-cap', 'user', result.refused, { hint: 'Look at them first, then raise `max-reap`.' });
        }
        if (result.leaks.length > 0) {
            throw new errors/* ActionError */.lZ('leak', 'remote', `${result.leaks.length} things are not proved gone.`);
        }
    }
    catch (error) {
        throw error instanceof errors/* CancelledError */.cc ? run_reap_unfinished(step, error) : error;
    }
    finally {
        await connection.close();
    }
}
function tell({ runner, inputs, context, log }, result) {
    const view = viewOf(result, inputs.reap.dryRun);
    log.info(renderReapText(view));
    for (const leak of result.leaks)
        log.error((0,render_report/* leakSentence */.To)(leak), { title: 'May be left' });
    (0,action_step/* appendSummary */.fe)(runner.env, log, renderReapSummary(view));
    const report = {
        machines: [],
        outcomes: [],
        leaks: result.leaks,
        plan: { ...(0,plan/* countChanges */.xS)([]), destroy: result.plan.machines.length },
        cost: { hourly: 0, monthly: 0, currency: 'USD', complete: true },
        changed: view.removed.size > 0,
    };
    // All scopes were looked at, so none is told.
    const scope = { name: '', named: false, repository: context.repository };
    (0,action_step/* setOutputs */.n0)(runner.env, log, (0,outputs/* buildOutputs */.JZ)(report, scope, NO_PATHS));
}
function viewOf(result, dryRun) {
    const { plan, spared, refused, leaks, backends, removed } = result;
    const sparedIds = new Set(spared.map(({ id }) => id));
    const doomed = [
        ...plan.machines.map(({ machine, backend, reason }) => row('machine', machine, backend, reason)),
        ...plan.keys.map(({ key, reason }) => row('key', key, null, reason)),
        ...plan.schedules.map(({ schedule, reason }) => row('schedule', schedule, null, reason)),
    ];
    return {
        dryRun,
        refused,
        doomed: doomed.filter(({ id }) => !sparedIds.has(id)),
        removed,
        left: [...plan.left, ...spared],
        leaks,
        backends,
    };
}
function row(kind, { id, name }, backend, why) {
    return { kind, name, id, backend, why };
}
/** Post of a reap has nothing to do, so nobody else removes what is left. */
function run_reap_unfinished({ signal }, error) {
    const cause = signal.reason instanceof errors/* CancelledError */.cc ? signal.reason : error;
    return new errors/* ActionError */.lZ('reap-cancelled', 'user', cause.message, {
        hint: 'The next reap goes on where this one ended.',
    });
}

;// CONCATENATED MODULE: ./lib/src/action/run-main.js
// Main: inputs → spec → plan → apply (or plan, check, destroy) → outputs, files and summary.























/** What is kept of the step's time to remove what did not become ready. */
const ROLL_BACK_MS = 90_000;
/** What is kept of it to write the truth, before everything is aborted. */
const WRITE_RESERVE_MS = 5_000;
/** Runs main; sets the exit code, never throws. */
async function runMain(runner = process_world/* processWorld */.mr) {
    const log = (0,process_world/* stepLog */.tV)(runner);
    try {
        const context = (0,action_step/* stepContext */.ev)(runner.env);
        if ((0,action_context/* isSecretless */.O_)(runner.env, context)) {
            log.notice('No credentials: GitHub withholds secrets from forks and Dependabot. Nothing was done.');
            return;
        }
        const inputs = (0,action_inputs/* readInputs */.K)(runner.env);
        const { signal, stop } = (0,process_world/* cancelOnSignals */.dJ)(runner, log, inputs.timeoutMs, 'the step');
        try {
            await runStep({ runner, inputs, context, log, signal });
        }
        catch (error) {
            // Whatever was interrupted knows that it was, the signal knows by what.
            throw error instanceof errors/* CancelledError */.cc && signal.aborted ? signal.reason : error;
        }
        finally {
            stop();
        }
    }
    catch (error) {
        (0,action_step/* failStep */.vy)(runner, log, error);
    }
}
async function runStep(given) {
    const { runner, inputs, context, log } = given;
    const reserve = Math.min(WRITE_RESERVE_MS, inputs.timeoutMs / 20);
    const end = runner.clock.elapsed() + inputs.timeoutMs - reserve;
    const scope = (0,action_context/* scopeOf */.Od)(inputs, context);
    const mode = modeOf(inputs, context);
    if (mode === 'destroy' && !scope.named) {
        throw new errors/* InputError */.dz('scope', '`destroy` needs the name of the scope.', {
            hint: "Unnamed scopes are removed by their own step's post.",
        });
    }
    const spec = mode === 'destroy' || mode === 'reap' ? null : await readSpec(given);
    if (spec)
        checkSavePaths(spec, context);
    if (spec && inputs.exportPrefix !== null)
        (0,export_env/* refuseCollisions */.O_)(inputs.exportPrefix, spec);
    const state = (0,state_facts/* openState */.Gf)(runner.env, { append: command_file/* appendSynced */.dh, uuid: external_node_crypto_.randomUUID });
    (0,state_facts/* saveFacts */.NP)(state, {
        scope,
        mistUrl: inputs.target.kind === 'sandbox' ? 'sandbox' : inputs.target.url,
        started: runner.clock.now(),
    });
    const step = { ...given, scope, state, end };
    if (mode === 'reap')
        return runReap(step);
    log.info(`Scope: ${scope.name}${scope.named ? '' : ' (goes with this job)'}`);
    if (spec === null || mode === 'destroy')
        return runDestroy(step);
    try {
        if (mode === 'apply')
            await runApply(step, spec);
        else
            await runPlan(step, spec, mode);
    }
    catch (error) {
        throw (0,plan_mistakes/* withPlaces */.r)(error, spec, inputs.spec.kind === 'file' ? inputs.spec.path : null);
    }
}
/** `auto` follows the event: a closed or unlabelled pull request is torn down, everything else applies. */
function modeOf(inputs, context) {
    if (inputs.mode !== 'auto')
        return inputs.mode;
    const { action } = context.event;
    return action === 'closed' || action === 'unlabeled' ? 'destroy' : 'apply';
}
async function runApply(step, spec) {
    const { inputs, log, end } = step;
    const { world, connection, server, entries } = await log.group('Connect', () => composeStep(step));
    try {
        // A disk that takes no files is told before there are machines.
        const directory = newFilesDirectory(step);
        let changes = [];
        const onPlan = (plan) => {
            (0,state_journal/* assertJournalRoom */.xg)([...entries(), ...intentsOf(plan)]);
            changes = plan.changes;
            log.info((0,render_plan/* renderPlanText */.$D)(plan));
        };
        const applied = await log.group('Apply', () => applySpec(world, {
            ...planInput(step, spec, inputs.replace),
            parallelism: inputs.parallelism,
            userData: renderUserData,
            deadline: end - Math.min(ROLL_BACK_MS, inputs.timeoutMs / 4),
            hardDeadline: end,
            journalled: entries,
            onPlan,
        }));
        const { paths, trouble } = handOver(step, spec, applied, directory);
        await (0,heartbeat/* startHeartbeat */.tI)(step, applied, server, directory);
        publish(step, applied.report, changes, paths);
        exportFacts(step, applied.report, paths);
        const failure = applied.failure;
        if (failure ?? trouble)
            throw failure ?? trouble;
    }
    finally {
        await connection.close();
    }
}
function exportFacts({ inputs, runner, log }, { machines }, paths) {
    if (inputs.exportPrefix === null)
        return;
    (0,export_env/* exportVariables */.qY)(runner.env, log, (0,export_env/* exportedVariables */.n4)(inputs.exportPrefix, machines, paths));
}
/** What an apply of this plan will write ahead: a journal that would be full half-way is told before anything is begun. */
function intentsOf({ changes }) {
    return changes.flatMap((change) => {
        const { kind, action, address } = change;
        if (action !== 'create' && !(kind === 'machine' && action === 'replace'))
            return [];
        if (kind === 'backend')
            return [{ kind: 'add-backend', address, name: change.backend ?? address }];
        const name = change.desired?.mistName ?? address;
        return [{ kind: kind === 'key' ? 'add-key' : 'create-machine', address, name }];
    });
}
/** Files may fail after machines are there: the outputs still have to name those. */
function handOver(step, spec, applied, directory) {
    const { scope, log, state, context } = step;
    const { planned, report } = applied;
    try {
        const planFile = writePlanFiles(directory, planned.plan);
        const keys = writeKeys(directory, applied.keys);
        const paths = writeHandOver(directory, scope, report, keys, planFile);
        const nameOf = (row) => planned.expanded.keys.find((key) => key.row === row)?.mistName ?? null;
        let files = 0;
        saveKeys(spec, nameOf, applied.keys, saveRoots(context), {
            log,
            record: (file) => {
                (0,state_facts/* saveFileRecord */.t1)(state, files, file);
                files += 1;
            },
        });
        return { paths, trouble: null };
    }
    catch (error) {
        return { paths: NO_PATHS, trouble: error };
    }
}
function saveRoots(context) {
    return { workspace: context.workspace, runnerTemp: context.runnerTemp, home: (0,external_node_os_.homedir)() };
}
/** Bad paths are told before anything is created. */
function checkSavePaths(spec, context) {
    for (const row of spec.keys) {
        if (row.state === 'generated' && row.save !== null)
            assertSavePath(row.save, saveRoots(context));
    }
}


/***/ })

};
