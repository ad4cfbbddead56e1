import assert from 'node:assert/strict';
import { test } from 'node:test';

import { taskTime } from './main-thread.mjs';

const URL = 'http://localhost:3000/ada';
const start = (/** @type {string} */ url, ts = 100) => ({
  ...{ name: 'navigationStart', ph: 'R', pid: 1, tid: 1, ts },
  args: { data: { documentLoaderURL: url } },
});
const task = (/** @type {Record<string, unknown>} */ more) => ({
  ...{ name: 'ThreadControllerImpl::RunTask', ph: 'X', pid: 1, tid: 1, ts: 200, dur: 9000, tdur: 2000 },
  ...more,
});

test('the tasks of the main thread are summed in processor time', () => {
  assert.equal(taskTime([start(URL), task({}), task({ ts: 20_000, tdur: 500 })], URL), 2.5);
});

test('tasks before the navigation, in other threads, or inside another task are not counted', () => {
  const events = [
    start(URL),
    task({ ts: 50 }),
    task({}),
    task({ ts: 300, dur: 100, tdur: 100, name: 'RunTask' }),
    task({ tid: 2 }),
    task({ pid: 2 }),
    task({ name: 'Layout', ts: 30_000 }),
  ];
  assert.equal(taskTime(events, URL), 2);
});

test('the last navigation to the address counts; a trace without one is rejected', () => {
  assert.equal(taskTime([start(URL), task({}), start(URL, 15_000), task({ ts: 20_000 })], URL), 2);
  assert.throws(() => taskTime([start('about:blank'), task({})], URL), /no navigation/);
});
