import { angularRules } from '../../eslint.angular.mjs';
import base from '../../eslint.config.mjs';

export default [
  ...base,
  ...angularRules,
  // Only the development server has both applications in one program; nothing imports that.
  { files: ['src/main.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
];
