import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';

/** The packages that the project is required to use, each with a file of the product that uses it. */
const CARD = {
  '@nestjs/core': 'apps/api/src/main.ts',
  mongoose: 'apps/api/src/app/calendars/calendar-transactions.ts',
  '@nestjs/mongoose': 'apps/api/src/app/calendars/booking.schema.ts',
  '@nestjs/websockets': 'apps/api/src/app/realtime/availability.gateway.ts',
  '@nestjs/platform-socket.io': 'apps/api/src/app/realtime/socket.adapter.ts',
  '@nestjs/jwt': 'apps/api/src/app/auth/access-tokens.ts',
  '@nestjs/passport': 'apps/api/src/app/auth/jwt.strategy.ts',
  'passport-jwt': 'apps/api/src/app/auth/jwt.strategy.ts',
  'class-validator': 'apps/api/src/app/bookings/booking.dto.ts',
  '@angular/core': 'apps/web/src/app/booking/cancel-panel.ts',
  '@angular/router': 'apps/web/src/app/portal/portal.routes.ts',
  rxjs: 'apps/web/src/app/ui/copied-texts.ts',
  'socket.io-client': 'apps/web/src/app/data/availability-connection.ts',
  ics: 'apps/api/src/app/calendar-file/calendar-template.ts',
};
/** Packages in indirect use: `@nestjs/passport` calls one, and the tests run with another. */
const INDIRECT = {
  passport: ['apps/api/src/app/auth/jwt.strategy.ts', 'PassportStrategy('],
  jest: ['apps/api/jest.config.cjs', 'ts-jest'],
};

const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const declared = { ...manifest.devDependencies, ...manifest.dependencies };

/**
 * Whether code uses something of a package at run time; types alone do not count.
 *
 * @param {string} source
 * @param {string} name
 */
function uses(source, name) {
  const quoted = `'${name.replaceAll('.', '\\.')}'`;
  const imported = new RegExp(`^import (?!type )[^;]*? from ${quoted};`, 'm');
  return imported.test(source) || new RegExp(`(?<!typeof )(?:require|import)\\(${quoted}\\)`).test(source);
}

for (const [name, path] of Object.entries(CARD)) {
  test(`${name} is used in ${path}`, () => {
    assert.ok(declared[name], `${name} is not in package.json`);
    assert.ok(!/\.(?:spec|fixture|test)\./.test(path));
    assert.ok(uses(read(path), name), `${path} does not use ${name}`);
  });
}

for (const [name, [path, words]] of Object.entries(INDIRECT)) {
  test(`${name} is used by way of ${path}`, () => {
    assert.ok(declared[name], `${name} is not in package.json`);
    assert.ok(read(path).includes(words), `${path} does not say ${words}`);
  });
}

test('types alone do not count', () => {
  assert.equal(uses("import { a } from 'ics';", 'rxjs'), false);
  assert.equal(
    uses("import type { EventAttributes } from 'ics';\nlet a: typeof import('ics');", 'ics'),
    false,
  );
  assert.equal(uses("import { a } from 'b';\nimport type { c } from 'ics';", 'ics'), false);
  assert.equal(uses("return require('ics') as unknown", 'ics'), true);
});
