import base from '../../eslint.config.mjs';
import { importsOfAudit } from '../eslint.imports.mjs';

export default [...base, { ...importsOfAudit, ignores: ['eslint.config.mjs'] }];
