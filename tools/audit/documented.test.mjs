import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** All codes of the auditor: each code is the first argument of one of the three functions that create a finding. */
function codesInCode() {
  const sources = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.mjs') && !/\.(test|fixture)\.mjs$/.test(file),
  );
  const made = sources.flatMap((file) => [
    ...read(file).matchAll(/\b(?:fault|notice|wrong)\(\s*'([a-z]+(?:-[a-z]+)*)'/g),
  ]);
  return sorted(made.map(([, code]) => code));
}

/** The first column of the one table that begins with `code`. */
function codesInGuide() {
  const lines = read('../../docs/operating.md').split('\n');
  const head = lines.findIndex((line) => /^\|\s*code\s*\|/.test(line));
  const rows = lines.slice(head + 2);
  const table = rows.slice(
    0,
    rows.findIndex((line) => !line.startsWith('|')),
  );
  return sorted(
    table.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]).map(([, code]) => code),
  );
}

/** @param {(string | undefined)[]} codes */
function sorted(codes) {
  return [...new Set(codes)].sort();
}

test('the guide explains every code of the auditor, and no other', () => {
  const inCode = codesInCode();
  assert.ok(inCode.length > 40, `${inCode.length} codes found in the auditor`);
  assert.deepEqual(codesInGuide(), inCode);
});
