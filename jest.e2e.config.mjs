// End-to-end tests: whole jobs on the built dist/, several at once because a job mostly waits. `npm run test:e2e`.
import unit from './jest.config.mjs';

export default {
  ...unit,
  // What is measured runs alone: `npm run test:speed`.
  testMatch: ['<rootDir>/__tests__/e2e/!(ten-machines|fifty-machines).test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxConcurrency: 5,
  maxWorkers: 2,
};
