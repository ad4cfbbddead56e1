/**
 * Node runs the tools without a build, so their projects import each other by path, which Nx's rule rejects. These
 * rules define the allowed directions instead.
 */
const byPath = { '@nx/enforce-module-boundaries': 'off' };

/**
 * @param {string} regex of what may not be imported
 * @param {string} message
 */
const restricted = (regex, message) => ({
  files: ['**/*.mjs', '**/*.cjs'],
  rules: { ...byPath, 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

export const importsOfTools = restricted(
  '^@expertbook/|(^|/)(apps|libs)/|^\\.\\.?/(bench|lighthouse|screenshots)/',
  'The tools start and watch the built app from outside; measurements stand on them, not they on measurements.',
);

export const importsOfMeasurements = restricted(
  '^@expertbook/|(^|/)libs/|(^|/)apps/(?!e2e/src/screens/[\\w-]+\\.mjs$)',
  'What is measured is the built app, seen from outside; of its sources only the table of screens is shared.',
);

export const importsOfAudit = restricted(
  '^(?!node:|\\./)',
  'The auditor imports nothing of the product or its tools, and no package: it must not share a mistake with what it checks.',
);
