export const id = 702;
export const ids = [702,399];
export const modules = {

/***/ 6702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  composeStep: () => (/* binding */ composeStep),
  whileConnected: () => (/* binding */ whileConnected)
});

// EXTERNAL MODULE: ./lib/src/engine/first-lists.js
var first_lists = __webpack_require__(2399);
// EXTERNAL MODULE: ./lib/src/action/compose.js + 2 modules
var compose = __webpack_require__(6622);
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
;// CONCATENATED MODULE: ./lib/src/action/connect-step.js
// The connection of a step. Apart from what the step does with it, so that the first lists are under way while that loads.




/** A minted token outlives the longest job there can be by what post may need. */
const TOKEN_TTL_MS = 24 * 3_600_000;
/** The engine's world for this step. */
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
/**
 * Connects for a plan or an apply and begins the lists that both need first, and with `newKey` a pair for the first key that
 * is generated; closes when `work` has ended.
 */
async function whileConnected(step, newKey, work) {
    const connected = await step.log.group('Connect', () => composeStep(step));
    try {
        const { world } = connected;
        const reader = (0,first_lists.askFirst)(world.reader);
        const keyMaker = newKey ? (0,first_lists.makeFirst)(world.keyMaker) : world.keyMaker;
        await work({ ...connected, world: { ...world, reader, keyMaker } });
    }
    finally {
        await connected.connection.close();
    }
}


/***/ }),

/***/ 2399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askFirst: () => (/* binding */ askFirst),
/* harmony export */   makeFirst: () => (/* binding */ makeFirst),
/* harmony export */   needsNewKey: () => (/* binding */ needsNewKey)
/* harmony export */ });
/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
function askFirst(reader) {
    return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
}
/** The same key maker; its first `rsa()` answers with a pair that is begun now, all later ones make another. */
function makeFirst(keyMaker) {
    return { ...keyMaker, rsa: begun(keyMaker.rsa) };
}
/**
 * True when an apply will generate a key, whatever is in Mist: an unnamed scope is new with its step. In a named one the
 * keys are there more often than not.
 */
function needsNewKey(scope, { keys, machines }) {
    if (scope.named)
        return false;
    const byDefault = machines.some((row) => row.state === 'present' && row.key === null && row.adopt === null);
    return byDefault || keys.some((row) => row.state === 'generated');
}
function begun(ask) {
    let early = ask();
    // A step that fails before it asks leaves the answer unheard.
    early.catch(() => undefined);
    return () => {
        const answer = early ?? ask();
        early = null;
        return answer;
    };
}


/***/ })

};
