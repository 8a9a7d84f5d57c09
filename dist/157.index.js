export const id = 157;
export const ids = [157];
export const modules = {

/***/ 8157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ makePlan)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/model/providers.js
var providers = __webpack_require__(7382);
// EXTERNAL MODULE: ./lib/src/model/wait.js
var wait = __webpack_require__(5935);
// EXTERNAL MODULE: ./lib/src/model/plan.js
var plan = __webpack_require__(2693);
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
/**
 * Tells whether an image text (name or external id) belongs to that family and version at that provider. One pattern for a whole
 * catalog: to make it takes longer than to use it.
 */
function familyTest(provider, os, osVersion) {
    const own = ownNames(provider, os);
    const pattern = (own ?? plain(os)).pattern(osVersion);
    return own === null ? (text) => pattern.test(text) && !VARIANTS.test(text) : (text) => pattern.test(text);
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

// EXTERNAL MODULE: ./lib/src/model/edit-distance.js
var edit_distance = __webpack_require__(9316);
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
        return 1000 + (0,edit_distance/* editDistance */.Y)(text.slice(0, FARTHEST), lower.slice(0, FARTHEST), FARTHEST);
    };
    return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, most);
}

;// CONCATENATED MODULE: ./lib/src/plan/choose.js




/** EC2's sizes are called `t2.micro - t2.micro` in Mist: once is enough for people. */
function shownName(name) {
    const [first, second, more] = name.split(' - ');
    return first !== undefined && first === second && more === undefined ? first : name;
}
/** The one candidate whose Mist id, else external id, else name is exactly `wanted`; an error lists the nearest. */
function chooseExact(address, kind, wanted, all) {
    for (const key of ['id', 'externalId', 'name']) {
        const hits = all.filter((one) => one[key] === wanted);
        if (hits.length === 1 && hits[0])
            return hits[0];
        if (hits.length > 1)
            throw ambiguous(address, kind, wanted, hits);
    }
    const names = nearest(wanted, all.map((one) => shownName(one.name)));
    const hint = names.length > 0 ? `The nearest are: ${names.join(', ')}.` : `The backend lists no ${kind} at all.`;
    throw new errors/* PlanError */.W6(`unknown-${kind}`, address, `there is no ${kind} \`${wanted}\`.`, { hint });
}
function ambiguous(address, kind, wanted, hits) {
    const list = hits.slice(0, 5).map((one) => {
        const price = one.priceHourly === undefined ? '' : `, ${one.priceHourly ?? 'unknown'} USD/h`;
        return `${shownName(one.name)} (${one.externalId}, id ${one.id}${price})`;
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
    const isOfFamily = familyTest(provider, os, version);
    const family = all.filter((image) => isOfFamily(image.name) || isOfFamily(image.externalId));
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
            ? `The largest is ${shownName(largest.name)} with ${largest.cpus ?? '?'} cpu and ${largest.ramMb ?? '?'} MiB.`
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
    return `${difference.reason}; ${image.name} on ${size === null ? 'a custom size' : shownName(size.name)}${where}`;
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
// EXTERNAL MODULE: ./lib/src/model/observed.js
var model_observed = __webpack_require__(1618);
// EXTERNAL MODULE: ./lib/src/plan/mirrors.js
var mirrors = __webpack_require__(5436);
// EXTERNAL MODULE: ./lib/src/plan/ownership.js
var ownership = __webpack_require__(925);
;// CONCATENATED MODULE: ./lib/src/plan/match.js





/**
 * Matches rows with machines. `observed` holds what clouds list now; terminated rows are no machines any more.
 * Throws PlanError where a name or id is ambiguous, or an adopted machine does not exist.
 */
function matchMachines(scope, desired, observed, clouds) {
    const living = observed.filter((machine) => !(0,model_observed/* isGone */.S)(machine) && !machine.missing);
    const claimed = new Set();
    const twins = [];
    const mirrored = [];
    const matched = desired.map((one) => {
        if (one.adopt !== null) {
            const match = matchAdopted(one, living);
            if (match.observed)
                claimed.add(match.observed.id);
            return match;
        }
        const named = one.literal ? literalHits(one, living, clouds) : living.filter((m) => m.name === one.mistName);
        const ours = named.filter((machine) => (0,ownership/* proveMachine */.WJ)(scope, machine).owned);
        for (const machine of ours)
            claimed.add(machine.id);
        const seen = (0,mirrors/* seenOnce */.BJ)(ours, clouds, one.backend);
        mirrored.push(...seen.mirrored);
        const [first = null, ...second] = seen.once;
        twins.push(...second);
        if (!one.literal)
            refuseStranger(scope, one, living);
        else if (ours.length < named.length)
            return matchForeign(one, named);
        return { desired: one, observed: first, owned: true };
    });
    const wanted = living.filter((machine) => claimed.has(machine.id));
    const rest = living.filter((machine) => !claimed.has(machine.id) && (0,ownership/* proveMachine */.WJ)(scope, machine).owned);
    const again = rest.flatMap((other) => {
        const kept = wanted.find((one) => (0,mirrors/* isSameMachine */.sP)(one, other, clouds));
        return kept === undefined ? [] : [{ kept, other }];
    });
    const unwanted = rest.filter((machine) => !again.some(({ other }) => other === machine));
    const orphans = (0,mirrors/* seenOnce */.BJ)(unwanted, clouds, null);
    return { matched, twins, orphans: orphans.once, mirrored: [...mirrored, ...again, ...orphans.mirrored] };
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

;// CONCATENATED MODULE: ./lib/src/plan/shared-scope.js
// A scope without a name goes with its step: what is there and was not made by this very step belongs to another one.

const SHARED = 'Two calls of the action in one composite action (or job step) share one unnamed scope: give each its own `scope`.';
/**
 * Throws PlanError when an apply would destroy what an unnamed scope holds and this step did not make. Calls of the action inside
 * one composite action have the same run, job and `GITHUB_ACTION` (the runner gives embedded steps those of the step around
 * them), and so one unnamed scope: as orphans, the second would destroy the machines of the first. Answers a warning for each
 * machine that is as a row wants it, and so is handed out twice: the post of the step that made it ends it.
 */
function refuseShared(scope, { differences, twins, orphans, unusedKeys, made }) {
    if (scope.named)
        return [];
    const rows = differences.flatMap(({ match: { desired, observed, owned }, difference }) => {
        if (!owned || observed === null || made.has(observed.name))
            return [];
        const stays = difference.action === 'no-op' || difference.action === 'update';
        return [{ machine: observed, address: desired.address, stays }];
    });
    const surplus = [...twins, ...orphans].filter(({ name }) => !made.has(name));
    const doomed = [
        ...rows.filter(({ stays }) => !stays).map(({ machine, address }) => ({ address, thing: sentenceOf(machine) })),
        ...surplus.map((machine) => ({ address: `machine/${machine.name}`, thing: sentenceOf(machine) })),
        ...unusedKeys
            .filter(({ name }) => !made.has(name))
            .map(({ name, id }) => ({ address: `key/${name}`, thing: `key ${name} (${id})` })),
    ];
    const [first] = doomed;
    if (first !== undefined) {
        const things = doomed.map(({ thing }) => thing).join(', ');
        const message = `this step has no \`scope\`, and another step with the same unnamed one made ${things}.`;
        throw new errors/* PlanError */.W6('shared-scope', first.address, message, { hint: `${SHARED} Nothing was changed.` });
    }
    return rows.map(({ machine, address }) => `${address}: another step made ${machine.name}, and its post destroys it. ${SHARED}`);
}
function sentenceOf({ name, id }) {
    return `machine ${name} (${id})`;
}

// EXTERNAL MODULE: ./lib/src/engine/observe-scope.js + 2 modules
var observe_scope = __webpack_require__(1542);
;// CONCATENATED MODULE: ./lib/src/engine/place.js



/** The placement of one row; throws PlanError naming the row when a name is unknown or ambiguous. */
async function placeMachine(catalogs, desired, cloud) {
    const { address, size, location } = desired;
    if (size === null) {
        throw new errors/* PlanError */.W6('no-size', address, 'no size is given.', {
            hint: 'Set `size: { cpu: 2, ram: 4g }`, or the name of a size, on the row or under `defaults:`.',
        });
    }
    const [images, sizes, locations] = await Promise.all([
        catalogs.images(cloud.id, null),
        catalogs.sizes(cloud.id),
        location === null ? [] : catalogs.locations(cloud.id),
    ]);
    const image = await imageOf(catalogs, desired, cloud, images);
    // Docker and its like have no size rows: Mist takes the numbers themselves there.
    const custom = sizes.length === 0 && size.by === 'at-least';
    return {
        cloud,
        image,
        size: custom ? null : chooseSize(address, size, architectureOf(image), sizes),
        location: location === null ? null : chooseLocation(address, location, locations),
    };
}
async function imageOf(catalogs, desired, cloud, images) {
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
    const found = await catalogs.images(cloud.id, choice.search);
    // The nearest names for an error come from both lists.
    const ids = new Set(found.map((one) => one.id));
    const both = [...found, ...images.filter((one) => !ids.has(one.id))];
    const again = chooseImage(address, image, provider, both, true);
    if ('image' in again)
        return again.image;
    throw new errors/* PlanError */.W6('unknown-image', address, `the backend finds no image for \`${choice.search}\`.`);
}

// EXTERNAL MODULE: ./lib/src/engine/world.js
var engine_world = __webpack_require__(6901);
;// CONCATENATED MODULE: ./lib/src/engine/make-plan.js











/**
 * Makes the plan, of an observation that is under way or of one begun now. Throws PlanError, or PlanErrors with every mistake
 * there is, for what cannot or may not be done; nothing has been changed by then.
 */
async function makePlan(world, input, observing = (0,observe_scope/* observeScope */.p)(world, input)) {
    const { scope, spec } = input;
    const { inventory, expanded, backends, rows, catalogs, mistakes, listings: asked } = await observing;
    const listings = await asked;
    const machines = [...listings.values()].flatMap(({ listing }) => listing.machines);
    const matches = await matchRows(scope, rows, machines, inventory.clouds, mistakes);
    tellMirrored(world, matches, inventory, input.told);
    const unused = unusedKeys(scope, expanded.keys, inventory.keys);
    const differences = lostKeys(movedBackends(diffMachines(scope, matches, (0,engine_world/* serverNow */.c)(world)), inventory), inventory);
    const made = new Set(input.journalled?.().map((entry) => entry.name));
    const shared = refuseShared(scope, { ...matches, differences, unusedKeys: unused, made });
    for (const sentence of shared)
        if (!input.told?.has(sentence))
            world.log.warning(sentence);
    for (const sentence of shared)
        input.told?.add(sentence);
    refuseReplaces(differences, input.replace, mistakes.gather);
    const placements = await placeAll(catalogs, differences, inventory, input.trustOnFirstUse, mistakes);
    const keys = keyChanges(expanded.keys, spec, inventory.keys, unused, mistakes.gather);
    mistakes.settle();
    const changes = [...backends, ...keys, ...machineChanges(differences, matches, placements, inventory.clouds)];
    return { plan: sumPlan(scope, changes), expanded, inventory, listings };
}
function tellMirrored({ log }, { mirrored }, { clouds }, told = new Set()) {
    for (const one of mirrored) {
        const sentence = (0,mirrors/* mirrorSentence */.J3)(one, clouds);
        if (!told.has(sentence))
            log.warning(sentence);
        told.add(sentence);
    }
}
/** Names that rows ask to be gone, as machines of ours that match no other row are found as orphans anyway. */
function unusedKeys(scope, desired, observed) {
    const wanted = new Set(desired.map((key) => key.mistName));
    return observed.filter((key) => (0,ownership/* provesKey */.ty)(scope, key) && !wanted.has(key.name));
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
async function placeAll(catalogs, differences, inventory, trustOnFirstUse, mistakes) {
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
            return placeMachine(catalogs, match.desired, cloud);
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
    if (!(0,wait/* logsIn */.X)(desired.wait) || trustOnFirstUse || desired.power === 'stopped')
        return;
    throw new errors/* PlanError */.W6('no-host-key', desired.address, `on ${serverProvider} no host key can be injected, so the first contact cannot be checked.`, {
        hint: 'Set `trust-on-first-use: true` to pin the key that answers first, or `wait: tcp` for a machine without SSH.',
    });
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
