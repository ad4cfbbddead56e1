import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../run/paths.mjs';

/** @param {string} path from the repository's root */
export function textOf(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Names of the settings that the API reads. */
export function settingsOfApi() {
  const folder = 'apps/api/src/app/config';
  const files = readdirSync(join(ROOT, folder)).filter((file) => !file.endsWith('.spec.ts'));
  return namesIn(
    files.map((file) => textOf(join(folder, file))).join('\n'),
    /\b(?:flag|text|whole|url)\('([A-Z_]+)'/g,
  );
}

/** Names of the environment variables that the tools read, without tests. */
export function settingsOfTools() {
  const files = readdirSync(join(ROOT, 'tools'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.[cm]?js$/.test(file) && !file.endsWith('.test.mjs'),
  );
  return namesIn(files.map((file) => textOf(join('tools', file))).join('\n'), /\benv\.([A-Z][A-Z_]+)\b/g);
}

/** Names that `.env.example` documents. */
export function documentedSettings() {
  return namesIn(textOf('.env.example'), /^#([A-Z_]+)=/gm);
}

/**
 * @param {string} text
 * @param {RegExp} pattern whose first group is the name
 */
function namesIn(text, pattern) {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();
}
