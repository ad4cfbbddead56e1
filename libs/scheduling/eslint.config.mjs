import base from '../../eslint.config.mjs';

const PURE = 'The engine is pure: time comes in as a parameter, zone rules from its own data.';

export default [
  ...base,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts', 'src/**/*.fixture.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['Date', 'Intl'].map((name) => ({ name, message: PURE }))],
    },
  },
  {
    // Runs in Jest, outside the lib: it may use what Jest brings.
    files: ['src/**/*.environment.cjs'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
];
