import base from '../../eslint.config.mjs';
import { importsOfMeasurements } from '../../eslint.tools.mjs';

export default [...base, importsOfMeasurements];
