import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';
import { READY_STRINGS } from './i18n/message-catalog';
import type { Strings } from './i18n/string-files';

/** Gives specs the English strings of every scope in a folder from the start. */
export function readyStringsIn(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const strings = JSON.parse(readFileSync(join(folder, entry.name, 'en.json'), 'utf8')) as Strings;
    READY_STRINGS.set(`${entry.name}/en`, strings);
  }
}

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
readyStringsIn(join(__dirname, 'i18n'));
