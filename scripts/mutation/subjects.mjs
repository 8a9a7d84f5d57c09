// What is put to the test, and the tests that have to notice: the direct ones of each file, because every mutant that they
// reach runs them again.

/** Score, in percent of mutants that a test noticed, below which a subject and the whole have failed. */
export const FLOOR = 90;

export const SUBJECTS = {
  ownership: [
    { file: 'src/plan/ownership.ts', tests: ['plan/ownership'] },
    { file: 'src/model/identity.ts', tests: ['model/identity'] },
  ],
  journal: [
    { file: 'src/action/state-journal.ts', tests: ['action/state-journal'] },
    { file: 'src/action/recording-journal.ts', tests: ['action/recording-journal'] },
    { file: 'src/engine/write-ahead.ts', tests: ['engine/write-ahead'] },
  ],
  lease: [{ file: 'src/engine/lease.ts', tests: ['engine/lease'] }],
  teardown: [
    { file: 'src/plan/teardown-policy.ts', tests: ['plan/teardown-policy'] },
    { file: 'src/engine/teardown.ts', tests: ['engine/tear-down'] },
    { file: 'src/engine/clouds-to-sweep.ts', tests: ['engine/clouds-to-sweep', 'engine/tear-down'] },
    { file: 'src/engine/sweep.ts', tests: ['engine/sweep'] },
    { file: 'src/engine/own-create.ts', tests: ['engine/own-create'] },
    { file: 'src/engine/creates-of-scope.ts', tests: ['engine/creates-of-scope'] },
    { file: 'src/engine/remove-rest.ts', tests: ['engine/remove-schedules', 'engine/remove-keys'] },
    { file: 'src/engine/lost-names.ts', tests: ['engine/lost-names'] },
    { file: 'src/engine/acceptance.ts', tests: ['engine/acceptance'] },
    { file: 'src/engine/pending-creates.ts', tests: ['engine/pending-creates'] },
  ],
  retry: [{ file: 'src/mist/retries.ts', tests: ['mist/retries'] }],
};
