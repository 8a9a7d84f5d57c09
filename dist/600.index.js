export const id = 600;
export const ids = [600];
export const modules = {

/***/ 6600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseSpec: () => (/* binding */ parseSpec)
});

// EXTERNAL MODULE: ./lib/src/model/errors.js
var errors = __webpack_require__(1793);
// EXTERNAL MODULE: ./lib/src/spec/document.js + 8 modules
var spec_document = __webpack_require__(1445);
// EXTERNAL MODULE: ./lib/src/spec/load.js + 1 modules
var load = __webpack_require__(7115);
// EXTERNAL MODULE: ./lib/src/spec/report.js
var spec_report = __webpack_require__(6500);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./lib/src/spec/form.js
var spec_form = __webpack_require__(4904);
;// CONCATENATED MODULE: ./lib/src/spec/zod-forms.js
// Forms as zod schemas: the one place that loads zod, for the words of mistakes and for the published schema.


// To make code for each schema takes longer than to read a spec once.
(0,core/* config */.$W)({ jitless: true });
/** What forms are made of, and no more: the rest of the library, with its texts in all languages, stays out of the bundle. */
const parts = {
    array: schemas/* array */.YOg,
    boolean: schemas/* boolean */.zMY,
    enum: schemas/* enum */.k5n,
    int: schemas/* int */.Whr,
    literal: schemas/* literal */.euz,
    looseObject: schemas/* looseObject */._H3,
    NEVER: core/* NEVER */.tm,
    number: schemas/* number */.aig,
    object: schemas/* object */.Ikc,
    record: schemas/* record */.g1P,
    strictObject: schemas/* strictObject */.rej,
    string: schemas/* string */.YjP,
    union: schemas/* union */.KCZ,
    unknown: schemas/* unknown */.L5J,
};
/** A spec has few different sets of fields; who reads very many specs must not keep all of theirs. */
const MOST_SETS = 64;
/** The schema of a form. */
function schemaOf(form) {
    return form.zod(parts);
}
/** Holds a value against the schema of a form. */
const checkWithZod = (form, value) => {
    const result = (form instanceof spec_form/* FieldsForm */.c6 ? schemaFor(form, value) : knownSchema(form)).safeParse(value);
    if (!result.success)
        return { success: false, issues: result.error.issues };
    // Schema and plain reading are made from one form.
    return { success: true, data: result.data };
};
const known = new WeakMap();
function knownSchema(form) {
    const before = known.get(form);
    if (before !== undefined)
        return before;
    const schema = form.zod(parts);
    known.set(form, schema);
    return schema;
}
const sets = new WeakMap();
/** Schemas are made of the fields that a value has: to make all of them takes longer than to read a usual spec. */
function schemaFor(form, value) {
    const given = typeof value === 'object' && value !== null ? value : {};
    const wanted = Object.entries(form.shape).filter(([name, { mayMiss }]) => !mayMiss || Object.hasOwn(given, name));
    // Rows of one spec have mostly the same fields.
    const made = sets.get(form) ?? new Map();
    sets.set(form, made);
    const key = wanted.map(([name]) => name).join(' ');
    const before = made.get(key);
    if (before !== undefined)
        return before;
    const schemas = wanted.map(([name, field]) => [name, knownSchema(field)]);
    const fresh = (0,spec_form/* strict */.O2)(parts, Object.fromEntries(schemas), form.names);
    if (made.size >= MOST_SETS)
        made.clear();
    made.set(key, fresh);
    return fresh;
}

;// CONCATENATED MODULE: ./lib/src/spec/parse.js
// What the user wrote: text → checked `Spec`, or every mistake in it at once. Reads no network, no clock, no process.





const NOTHING = { backends: [], keys: [], machines: [] };
const EMPTY = { kind: 'map', place: { line: 1, column: 1 }, entries: new Map() };
/**
 * The spec that `text` holds, `defaults` merged, `${NAME}` filled in, files of `…-file` fields read, secrets masked.
 * Throws SpecError with all diagnostics, in the order of the text; nothing has been used of a spec with a mistake.
 */
function parseSpec(text, options) {
    const { problems, document } = (0,load/* load */.Hh)(text);
    const report = new spec_report/* Report */.pl(document?.root ?? EMPTY, document?.blanked ?? []);
    for (const { place, message } of problems)
        report.unreadable(place, message);
    const spec = document === null ? NOTHING : (0,spec_document/* readDocument */.u)(document, options, report, checkWithZod);
    const diagnostics = report.diagnostics();
    if (diagnostics.length > 0)
        throw new errors/* SpecError */.G8(diagnostics, options.file);
    return spec;
}


/***/ })

};
