/** `node apps/api/bundle/build.cjs <compiled> <bundled>`: bundles the compiled API for production. */
const { bundle } = require('./bundle.cjs');

const [, , from, to] = process.argv;
bundle(from, to).catch((error) => {
  console.error(error);
  process.exit(1);
});
