import { HttpErrorResponse } from '@angular/common/http';
import { Loadable } from '@expertbook/web-shared/ui/loadable';

function later<T>() {
  let resolve = (_value: T): void => undefined;
  let reject = (_error: unknown): void => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('Loadable', () => {
  it('goes from loading to ready', async () => {
    const list = new Loadable<number[]>();
    expect(list.status()).toBe('loading');
    await list.load(() => Promise.resolve([1]));
    expect(list.status()).toBe('ready');
    expect(list.value()).toEqual([1]);
  });

  it('fails with a message, and recovers', async () => {
    const list = new Loadable<number[]>();
    await list.load(() => Promise.reject(new HttpErrorResponse({ status: 0 })));
    expect(list.status()).toBe('failed');
    expect(list.problem()?.detail).toBeTruthy();
    await list.load(() => Promise.resolve([2]));
    expect(list.problem()).toBeNull();
  });

  it('keeps the result of the latest load', async () => {
    const list = new Loadable<string>();
    const slow = later<string>();
    const first = list.load(() => slow.promise);
    await list.load(() => Promise.resolve('second'));
    slow.resolve('first');
    await first;
    expect(list.value()).toBe('second');
  });

  it('keeps its value during and after a quiet load that fails', async () => {
    const list = new Loadable<string>();
    await list.load(() => Promise.resolve('old'));
    const quiet = later<string>();
    const done = list.load(() => quiet.promise, { quiet: true });
    expect(list.status()).toBe('ready');
    quiet.reject(new HttpErrorResponse({ status: 503 }));
    await done;
    expect(list.value()).toBe('old');
  });

  it('applies a change made during a read to the response, which may be older', async () => {
    const list = new Loadable<string[]>();
    await list.load(() => Promise.resolve(['a']));
    const reading = later<string[]>();
    const done = list.load(() => reading.promise, { quiet: true });
    list.update((items) => [...items.filter((one) => one !== 'live'), 'live']);
    expect(list.value()).toEqual(['a', 'live']);
    reading.resolve(['a', 'b']);
    await done;
    expect(list.value()).toEqual(['a', 'b', 'live']);
  });
});
