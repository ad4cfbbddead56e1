const Sequencer = require('@jest/test-sequencer').default;

/** Groups run in the order of their numbers. */
module.exports = class GroupSequencer extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};
