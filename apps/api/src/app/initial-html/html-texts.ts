import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageCatalog } from '../languages/message-catalog';

/** Text files of the pages with initial HTML; no key is in two of them. */
const SCOPES = ['ui', 'booking', 'pages'];

/**
 * The texts of the built web app (`texts/` in the build), so that the initial HTML uses the same ones.
 * @param webRoot folder of the built web app; without its texts, grey bars take their places
 */
export function readHtmlTexts(webRoot: string): MessageCatalog {
  return MessageCatalog.of((language) =>
    Object.assign({}, ...SCOPES.map((scope) => readTexts(join(webRoot, 'texts', scope, `${language}.json`)))),
  );
}

function readTexts(file: string): Record<string, string> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
