// Runs in Jest, outside the lib: it may use what Jest brings.
// eslint-disable-next-line @nx/enforce-module-boundaries
const { TestEnvironment } = require('jest-environment-node');

/**
 * Lets a spec change the time zone of the process (`setRuntimeZone('Pacific/Auckland')`): inside the sandbox
 * `process.env` is a copy, and only the real one makes V8 change zones. The previous zone is restored afterwards.
 */
module.exports = class RuntimeZoneEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.formerZone = process.env.TZ;
    this.global.setRuntimeZone = (zone) => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    };
  }

  async teardown() {
    this.global.setRuntimeZone(this.formerZone);
    await super.teardown();
  }
};
