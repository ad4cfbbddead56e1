const nxPreset = require('@nx/jest/preset').default;

/** One Jest setup for every project: few workers (small machines), failures that explain themselves. */
module.exports = {
  ...nxPreset,
  maxWorkers: 2,
  errorOnDeprecated: true,
  restoreMocks: true,
};
