const { join } = require('node:path');
const single = require('./jest.int.config.cjs');
const { writeGroups } = require('./test/groups.cjs');

const folder = join(__dirname, '../../tmp/int-groups');
writeGroups(folder);

/** The same tests in fewer files, for runs of all of them; see test/groups.cjs. */
module.exports = {
  ...single,
  roots: [folder],
  testMatch: [`${folder}/*.int-group.js`],
  testSequencer: '<rootDir>/test/group-sequencer.cjs',
};
