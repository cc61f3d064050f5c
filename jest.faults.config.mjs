import whole, { base } from './jest.config.mjs';

// Inherited by the workers: the suites of test/faults walk their whole matrices (see test/faults/support/depth.ts).
process.env.FAULT_DEPTH = 'full';

/** The fault suite in full, one suite at a time: what it kills and pauses shares this machine. */
export default {
  ...whole,
  maxWorkers: 1,
  projects: [{ ...base, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.spec.ts'] }],
};
