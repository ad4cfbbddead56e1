const { join } = require('node:path');
const { NxAppWebpackPlugin } = require('@nx/webpack/app-plugin');
const { bundle } = require('./bundle/bundle.cjs');

const FOLDER = join(__dirname, '../../dist/apps/api');

/** What is built to last is bundled; while somebody works on it, it is built often and started as it is. */
class BundlePlugin {
  /** @param {import('webpack').Compiler} compiler */
  apply(compiler) {
    compiler.hooks.done.tapPromise('Bundle', async ({ compilation }) => {
      if (!compiler.watchMode && compilation.errors.length === 0) await bundle(FOLDER);
    });
  }
}

module.exports = {
  output: { path: FOLDER, clean: true },
  plugins: [
    new NxAppWebpackPlugin({
      target: 'node',
      compiler: 'tsc',
      main: './src/main.ts',
      tsConfig: './tsconfig.app.json',
      optimization: false,
      outputHashing: 'none',
      generatePackageJson: false,
      skipTypeChecking: true,
      transformers: [
        {
          name: '@nestjs/swagger/plugin',
          options: { dtoFileNameSuffix: ['.dto.ts'], classValidatorShim: true, introspectComments: true },
        },
      ],
    }),
    new BundlePlugin(),
  ],
};
