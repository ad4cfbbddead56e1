import assert from 'node:assert/strict';
import { test } from 'node:test';

import { routeChunks } from './route-chunks.mjs';

const APP = 'apps/booking/src/app';
const SHARED = 'libs/web-shared/src';
const statically = (/** @type {string} */ path) => ({ path, kind: 'import-statement' });
const lazily = (/** @type {string} */ path) => ({ path, kind: 'dynamic-import' });

/**
 * @param {string[]} sources
 * @param {{ path: string, kind: string }[]} imports
 * @param {string[]} exports
 */
function output(sources, imports, exports = []) {
  return { inputs: Object.fromEntries(sources.map((source) => [source, {}])), imports, exports };
}

/** As the builder writes them after it has joined chunks: without the entry points of lazy files. */
const stats = {
  inputs: {
    [`${APP}/booking/public-app.ts`]: {
      imports: [
        statically(`${APP}/booking/event-type-page.ts`),
        lazily(`${APP}/booking/profile-page.ts`),
        lazily(`${SHARED}/i18n/ui/de.json`),
        lazily(`${SHARED}/i18n/ui/en.json`),
        lazily(`${APP}/data/proof.ts`),
        lazily('libs/outside.ts'),
      ],
    },
    [`${APP}/booking/event-type-page.ts`]: {
      imports: [lazily(`${SHARED}/ui/event-mark.ts`), lazily(`${SHARED}/ui/event-dot.ts`)],
    },
  },
  outputs: {
    'main-A.js': {
      ...output(
        [`${APP}/booking/public-app.ts`, `${APP}/booking/event-type-page.ts`],
        [
          statically('chunk-CORE.js'),
          ...['PROFILE', 'DE', 'EN', 'MARK', 'DOT', 'PROOF', 'OUTSIDE'].map((name) =>
            lazily(`chunk-${name}.js`),
          ),
        ],
      ),
      entryPoint: 'apps/booking/src/main.ts',
    },
    'chunk-CORE.js': output([`${SHARED}/ui/clock.ts`], []),
    'chunk-PROFILE.js': output(
      [`${APP}/booking/profile-page.ts`],
      [statically('main-A.js'), statically('chunk-SHARED.js'), statically('chunk-OTHER.js')],
      ['ProfilePage'],
    ),
    // Both are in one shared file; small ones tell them apart.
    'chunk-SHARED.js': output(
      [`${SHARED}/ui/event-mark.ts`, `${SHARED}/ui/event-dot.ts`],
      [statically('chunk-PROFILE.js')],
      ['a', 'b'],
    ),
    'chunk-DOT.js': output([], [statically('chunk-SHARED.js')], ['EventDot']),
    'chunk-MARK.js': output([], [statically('chunk-SHARED.js'), statically('main-A.js')], ['EventMark']),
    'chunk-OTHER.js': output([], []),
    'chunk-DE.js': output([`${SHARED}/i18n/ui/de.json`], [], ['default', 'again']),
    'chunk-EN.js': output([`${SHARED}/i18n/ui/en.json`], [], ['default', 'again']),
    'chunk-PROOF.js': output([`${APP}/data/proof.ts`], [], ['solveProof']),
    'chunk-OUTSIDE.js': output(['libs/outside.ts'], [], ['Outside']),
  },
};

test('names the files of each lazy source with what they need, in their order and without those of the start', () => {
  const chunks = routeChunks(stats);
  assert.deepEqual(chunks['booking/profile-page.ts'], [
    'chunk-PROFILE.js',
    'chunk-SHARED.js',
    'chunk-OTHER.js',
  ]);
  assert.deepEqual(chunks['web-shared/i18n/ui/de.json'], ['chunk-DE.js']);
  assert.deepEqual(chunks['web-shared/i18n/ui/en.json'], ['chunk-EN.js']);
});

test('finds a source that is in a file shared with others', () => {
  const chunks = routeChunks(stats);
  assert.deepEqual(chunks['web-shared/ui/event-mark.ts']?.slice(0, 2), ['chunk-MARK.js', 'chunk-SHARED.js']);
  assert.deepEqual(chunks['web-shared/ui/event-dot.ts']?.slice(0, 2), ['chunk-DOT.js', 'chunk-SHARED.js']);
});

test('names what the application starts with, which takes no file more', () => {
  const chunks = routeChunks(stats);
  assert.deepEqual(chunks['booking/event-type-page.ts'], []);
  assert.deepEqual(chunks['web-shared/ui/clock.ts'], []);
});

test('leaves out what it cannot tell, and what is not of the app', () => {
  assert.deepEqual(Object.keys(routeChunks(stats)), [
    'booking/event-type-page.ts',
    'booking/profile-page.ts',
    'booking/public-app.ts',
    'web-shared/i18n/ui/de.json',
    'web-shared/i18n/ui/en.json',
    'web-shared/ui/clock.ts',
    'web-shared/ui/event-dot.ts',
    'web-shared/ui/event-mark.ts',
  ]);
});

test('takes the entry point of a lazy file where the builder says it', () => {
  const outputs = {
    ...stats.outputs,
    'chunk-PROOF.js': { ...stats.outputs['chunk-PROOF.js'], entryPoint: `${APP}/data/proof.ts` },
  };
  assert.deepEqual(routeChunks({ ...stats, outputs })['data/proof.ts'], ['chunk-PROOF.js']);
});

test('says so when the stats are of another application', () => {
  assert.throws(() => routeChunks({ inputs: {}, outputs: {} }), /no output of apps\/booking\/src\/main\.ts/);
});
