import base from '../eslint.config.mjs';
import { importsOfTools } from '../eslint.tools.mjs';

// These projects have a lint configuration of their own.
export default [{ ignores: ['audit', 'bench', 'lighthouse', 'screenshots'] }, ...base, importsOfTools];
