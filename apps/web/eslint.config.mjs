import angular from 'angular-eslint';
import base from '../../eslint.config.mjs';

const [ts] = [angular.configs.tsRecommended];

/**
 * Which way imports point: what every side uses knows no side, and what clients load knows nothing of the expert's side.
 *
 * @param {string[]} from folders
 * @param {string[]} to folders they do not import from
 */
const keepsOff = (from, to) => ({
  files: from.map((folder) => `**/src/app/${folder}/**/*.ts`),
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: to.map((folder) => `**/../${folder}/**`),
            message: `Imports point one way: ${from.join(', ')} may not know ${to.join(', ')}.`,
          },
        ],
      },
    ],
  },
});

export default [
  ...base,
  ...ts.map((config) => ({ ...config, files: ['**/*.ts'] })),
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({
    ...config,
    files: ['**/*.html'],
  })),
  {
    files: ['**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'eb', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'eb', style: 'camelCase' },
      ],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['**/*.html'],
    rules: {
      // Components that draw the inside of the element they sit on.
      '@angular-eslint/template/elements-content': ['error', { allowList: ['ebEventCard', 'ebTime'] }],
    },
  },
  keepsOff(['ui', 'data', 'i18n'], ['account', 'booking', 'embed', 'portal']),
  keepsOff(['booking'], ['account', 'portal']),
  keepsOff(['account', 'portal'], ['booking']),
];
