import { join } from 'node:path';
import { readyStringsIn } from '@expertbook/web-shared/test-setup';

readyStringsIn(join(__dirname, 'app/i18n'));
