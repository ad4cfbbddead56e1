import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';
import { textOf } from './settings.mjs';

/** Words that hide the subject, are out of use, or personify code. `docs/glossary.md` has the project's terms. */
const REJECTED =
  /\b(whoever|whomever|whosoever|nobody|somebody|everybody|anew|afresh|amid|amidst|told of|tells of|of before|those who|it is told|what is asked|none of ours|in hand|far side|to and fro|the asker|at hand|surely|longest ago|come of it)\b/i;

/** Entries of older releases in the changelog stay as they were published. */
const DOCUMENTS = ['README.md', 'AGENTS.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs'];
const SOURCES = ['apps', 'libs', 'tools'];

/** This test has the words, and a comment in `public` changes the version of the precached files. */
const EXCEPTIONS = ['tools/test/plain-english.test.mjs', 'apps/web/public/'];

/** Folders of dependencies and outputs. */
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|tmp|\.[^/]+)(?:\/|$)/;

/** @param {string[]} paths from the repository's root @returns {string[]} the same for every file in them */
const filesIn = (paths) =>
  paths.flatMap((path) => {
    if (!statSync(join(ROOT, path)).isDirectory()) return [path];
    return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(path, name.split(sep).join('/')))
      .filter((file) => !NOT_OURS.test(file) && statSync(join(ROOT, file)).isFile());
  });

/** @param {string} text */
const isRejected = (text) => REJECTED.test(text);

/** A line of a comment, from where the comment begins. */
const COMMENT = /(?:^\s*(?:\/\*|\*|\/\/)|\s\/\/\s).*/;

/**
 * The lines of a file that are comments.
 *
 * @param {string} text
 */
const commentsOf = (text) =>
  text.split('\n').flatMap((line, index) => {
    const comment = COMMENT.exec(line)?.[0];
    return comment === undefined ? [] : [{ line: index + 1, text: comment }];
  });

test('comments are in plain technical English', () => {
  const found = filesIn(SOURCES)
    .filter((file) => /\.(ts|mjs|cjs|js)$/.test(file))
    .filter((file) => !EXCEPTIONS.some((exception) => file.startsWith(exception)))
    .flatMap((file) =>
      commentsOf(textOf(file))
        .filter(({ text }) => isRejected(text))
        .map(({ line, text }) => `${file}:${line}: ${text.trim()}`),
    );
  assert.deepEqual(found, []);
});

test('documents are in plain technical English', () => {
  const found = filesIn(DOCUMENTS)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const text = textOf(file);
      const end = file === 'CHANGELOG.md' ? text.indexOf('## [0.2.0]') : text.length;
      return text
        .slice(0, end)
        .split('\n')
        .flatMap((line, index) => (isRejected(line) ? [`${file}:${index + 1}: ${line}`] : []));
    });
  assert.deepEqual(found, []);
});
