import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';
import { READY_STRINGS } from './app/i18n/message-catalog';
import type { Strings } from './app/i18n/string-files';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// Specs have the English strings from the start.
const folder = join(__dirname, 'app/i18n');
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const strings = JSON.parse(readFileSync(join(folder, entry.name, 'en.json'), 'utf8')) as Strings;
  READY_STRINGS.set(`${entry.name}/en`, strings);
}
