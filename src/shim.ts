// Imported before anything else by each entry whose bundle holds ssh2: its poly1305 code reads the CommonJS global
// `__dirname` when it loads, and an ES module bundle has none.
Object.assign(globalThis, { __dirname: import.meta.dirname });
