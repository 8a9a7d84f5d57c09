// Jest transform: Node's own type stripping keeps line and column, so no source map is needed.
const { createHash } = require('node:crypto');
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, file) => createHash('sha256').update(process.version).update(file).update(source).digest('hex'),
};
