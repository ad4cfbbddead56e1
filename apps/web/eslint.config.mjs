import { angularRules } from '../../eslint.angular.mjs';
import base from '../../eslint.config.mjs';

export default [...base, ...angularRules];
