/** `node apps/api/bundle/build.cjs <compiled> <bundled>`: makes the API that is run out of the one that was compiled. */
const { bundle } = require('./bundle.cjs');

const [, , from, to] = process.argv;
bundle(from, to).catch((error) => {
  console.error(error);
  process.exit(1);
});
