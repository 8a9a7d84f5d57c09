export default {
  testEnvironment: 'node',
  // Many tests wait for processes and sockets, which two share a core for.
  maxWorkers: 2,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Whole jobs take minutes: jest.e2e.config.mjs runs them; one short job stays here.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/e2e/(?!smoke\\.)'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/scripts/strip-types.cjs' },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text', 'json-summary'],
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/'],
};
