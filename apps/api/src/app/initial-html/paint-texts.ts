import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageCatalog } from '../languages/message-catalog';

/** Text files of the pages that the API draws; their keys do not overlap there. */
const SCOPES = ['ui', 'booking', 'pages'];

/**
 * What the built pages say (`texts/` in the build), so that the first paint says it in the same words.
 * @param webRoot folder of the built web app; without its texts there are grey bars in their place
 */
export function readPaintTexts(webRoot: string): MessageCatalog {
  return MessageCatalog.of((language) =>
    Object.assign({}, ...SCOPES.map((scope) => readTexts(join(webRoot, 'texts', scope, `${language}.json`)))),
  );
}

function readTexts(file: string): Record<string, string> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
