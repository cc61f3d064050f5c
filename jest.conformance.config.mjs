import whole, { base } from './jest.config.mjs';

/** The specification's conformance kit against our HTTP API; see scripts/conformance.mjs. */
export default {
  ...whole,
  projects: [{ ...base, displayName: 'conformance', testMatch: ['<rootDir>/test/conformance/*.conformance.ts'] }],
};
