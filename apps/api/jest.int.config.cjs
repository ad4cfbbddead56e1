const unit = require('./jest.config.cjs');

/** Against a real mongod replica set that the global setup starts and stops; see test/mongo.setup.mjs. */
module.exports = {
  ...unit,
  displayName: 'api-integration',
  testMatch: ['<rootDir>/test/**/*.int-spec.ts'],
  globalSetup: '<rootDir>/test/mongo.setup.mjs',
  globalTeardown: '<rootDir>/test/mongo.teardown.mjs',
  testTimeout: 60_000,
};
