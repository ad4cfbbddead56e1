import base from '../eslint.config.mjs';
import { importsOfTools } from '../eslint.tools.mjs';

// Projects of their own are linted by themselves.
export default [{ ignores: ['audit', 'bench', 'lighthouse', 'screenshots'] }, ...base, importsOfTools];
