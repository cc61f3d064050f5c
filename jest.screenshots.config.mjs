import whole, { base } from './jest.config.mjs';

/** Pictures of every page, in the folder screenshots: light, dark, and 390 pixels wide. One suite at a time. */
export default {
  ...whole,
  maxWorkers: 1,
  testTimeout: 300_000,
  globalSetup: undefined,
  globalTeardown: undefined,
  projects: [
    {
      ...base,
      displayName: 'screenshots',
      testMatch: ['<rootDir>/test/browser/screens/*.screens.ts'],
      globalSetup: '<rootDir>/test/browser/support/find-browser.mjs',
    },
  ],
};
