import angular from 'angular-eslint';
import base from '../../eslint.config.mjs';
import { folderImportRules } from '../../folder-imports.mjs';
import { ROOMS } from './rooms.mjs';

const [ts] = [angular.configs.tsRecommended];

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
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@expertbook/presentation',
              message:
                'Import the file (@expertbook/presentation/…): what the index names is all in the first script.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.html'],
    rules: {
      // Components that draw the inside of the element they sit on.
      '@angular-eslint/template/elements-content': ['error', { allowList: ['ebEventCard', 'ebTime'] }],
    },
  },
  ...folderImportRules(ROOMS, 'apps/web/rooms.mjs'),
];
