const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const nxPreset = require('@nx/jest/preset').default;

// Jest does not make the folder of its report.
mkdirSync(join(__dirname, 'tmp', 'test-reports'), { recursive: true });

/** One Jest setup for every project: few workers (small machines), failures that explain themselves. */
module.exports = {
  ...nxPreset,
  maxWorkers: 2,
  errorOnDeprecated: true,
  restoreMocks: true,
};
