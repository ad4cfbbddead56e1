import base from '../../eslint.config.mjs';

const PURE = 'The engine is pure: time comes in as a parameter, zone rules from its own data.';

export default [
  ...base,
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts', 'src/**/*.fixture.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['Date', 'Intl'].map((name) => ({ name, message: PURE }))],
    },
  },
];
