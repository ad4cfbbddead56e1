import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explain, PlainError } from './plain-error.mjs';

test('recognises a full disk in the output of a program', () => {
  const error = explain(
    new Error('npm ci ended with code 228'),
    'Installing packages',
    'npm error ENOSPC: no space left',
  );
  assert.match(error.message, /^Installing packages failed: The disk is full\. Free some space/);
});

test('recognises a missing network by its code', () => {
  const error = explain(new Error('getaddrinfo EAI_AGAIN somewhere'), 'Downloading');
  assert.match(error.message, /network could not be reached/);
});

test('does not change a sentence that is already plain', () => {
  const plain = new PlainError('The port is taken.', 'Choose another.');
  assert.equal(explain(plain, 'Anything'), plain);
});

test('keeps the message of an unknown failure', () => {
  assert.match(explain(new Error('odd thing'), 'Building').message, /^Building failed: odd thing\. /);
});
