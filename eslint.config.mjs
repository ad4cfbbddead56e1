import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Everything that clients load is made of these: no router, no HTTP client, no forms, no Material (ADR 41). The last two are
 * for specs.
 */
const CLIENT_PACKAGES = [
  '@angular/core',
  '@angular/core/testing',
  '@angular/platform-browser',
  'socket.io-client',
  'fast-check',
  'jest-preset-angular/*',
];

export default [
  { ignores: ['**/dist', '**/node_modules', '**/.angular', '**/coverage', '**/.data', '**/tmp', 'docs'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...nx.configs['flat/base'],
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js', '**/*.cjs'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          allow: [
            '.*eslint\\.(angular|config|tools)\\.mjs$',
            '.*/folder-imports\\.mjs$',
            '.*/tools/mongod/index\\.mjs$',
            '.*/tools/run/initial-scripts\\.mjs$',
            '.*/tools/run/generous-limits\\.mjs$',
          ],
          depConstraints: [
            {
              sourceTag: 'scope:shared',
              onlyDependOnLibsWithTags: ['scope:shared'],
              // In specs.
              allowedExternalImports: ['fast-check'],
            },
            { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:contracts'] },
            {
              sourceTag: 'type:domain',
              onlyDependOnLibsWithTags: ['type:domain'],
              allowedExternalImports: ['moment-timezone/*', 'fast-check'],
            },
            {
              sourceTag: 'scope:api',
              onlyDependOnLibsWithTags: ['scope:api', 'scope:shared'],
              bannedExternalImports: ['@angular/*'],
            },
            {
              sourceTag: 'scope:web',
              onlyDependOnLibsWithTags: ['scope:web', 'scope:shared'],
              bannedExternalImports: ['@nestjs/*', 'mongoose', 'moment-timezone'],
            },
            {
              sourceTag: 'side:shared',
              onlyDependOnLibsWithTags: ['side:shared', 'scope:shared'],
              allowedExternalImports: CLIENT_PACKAGES,
            },
            {
              sourceTag: 'side:clients',
              onlyDependOnLibsWithTags: ['side:shared', 'scope:shared'],
              allowedExternalImports: CLIENT_PACKAGES,
            },
            {
              sourceTag: 'side:experts',
              onlyDependOnLibsWithTags: ['side:experts', 'side:shared', 'scope:shared'],
            },
            { sourceTag: 'scope:e2e', onlyDependOnLibsWithTags: ['scope:shared', 'scope:tools'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    // Nest reads parameter types at run time: imports used only there are not type imports.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a const object or a union of literals.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        setImmediate: 'readonly',
      },
    },
  },
  {
    files: ['**/*.config.mjs', '**/*.config.ts', '**/eslint.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.{cjs,js}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  prettier,
];
