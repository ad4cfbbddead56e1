import base from '../../eslint.config.mjs';
import { importsOfAudit } from '../../eslint.tools.mjs';

export default [...base, { ...importsOfAudit, ignores: ['eslint.config.mjs'] }];
