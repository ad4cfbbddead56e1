import { angularRules } from '../../eslint.angular.mjs';
import base from '../../eslint.config.mjs';
import { folderImportRules } from '../../folder-imports.mjs';
import { ROOMS } from './rooms.mjs';

export default [...base, ...angularRules, ...folderImportRules(ROOMS, 'libs/web-shared/rooms.mjs', 'src')];
