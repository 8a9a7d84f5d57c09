export const id = 403;
export const ids = [403];
export const modules = {

/***/ 8403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ composeStep),
  whileConnected: () => (/* binding */ whileConnected)
});

;// CONCATENATED MODULE: ./lib/src/engine/first-lists.js
/** The same reader; its first `clouds()` and `keys()` answer with requests that leave now, all later ones ask anew. */
function askFirst(reader) {
    return { ...reader, clouds: begun(reader.clouds), keys: begun(reader.keys) };
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
/** Connects for a plan or an apply and begins the lists that both need first; closes when `work` has ended. */
async function whileConnected(step, work) {
    const connected = await step.log.group('Connect', () => composeStep(step));
    try {
        await work({ ...connected, world: { ...connected.world, reader: askFirst(connected.world.reader) } });
    }
    finally {
        await connected.connection.close();
    }
}


/***/ })

};
