import base from '../../eslint.config.mjs';
import { folderImportRules } from '../../folder-imports.mjs';
import { ROOMS } from './rooms.mjs';

export default [
  ...base,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/app/config/**', 'src/main.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Read settings from config/Environment.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] },
  },
  ...folderImportRules(ROOMS, 'apps/api/rooms.mjs'),
  // Its cases are the fields of every request.
  { files: ['src/app/http/field-code.spec.ts'], rules: { 'no-restricted-imports': 'off' } },
];
