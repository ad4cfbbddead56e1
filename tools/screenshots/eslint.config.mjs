import base from '../../eslint.config.mjs';
import { importsOfMeasurements } from '../eslint.imports.mjs';

export default [...base, importsOfMeasurements];
