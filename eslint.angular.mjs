import angular from 'angular-eslint';

const [ts] = [angular.configs.tsRecommended];

/** Rules of the projects with Angular components and templates; they follow those of `eslint.config.mjs`. */
export const angularRules = [
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
];
