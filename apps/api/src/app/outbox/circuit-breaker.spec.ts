import { CircuitBreaker } from './circuit-breaker';

const breaker = () => new CircuitBreaker({ threshold: 3, pauseMs: 1000, maxPauseMs: 3000 });

/** Opened at time 0. */
function open(): CircuitBreaker {
  const one = breaker();
  expect([one.failed(0), one.failed(0), one.failed(0)]).toEqual([false, false, true]);
  return one;
}

describe('CircuitBreaker', () => {
  it('admits all work until several failures have come in a row', () => {
    const one = breaker();
    one.failed(0);
    one.failed(0);
    one.answered();
    one.failed(0);
    one.failed(0);
    expect(one.admits(4, 0)).toBe(4);
    one.failed(0);
    expect(one.admits(4, 0)).toBe(0);
  });

  it('admits one probe after a pause, which doubles up to the maximum', () => {
    const one = open();
    const pauses = [1000, 2000, 3000, 3000];
    let now = 0;
    for (const pause of pauses) {
      expect(one.admits(4, now + pause - 1)).toBe(0);
      now += pause;
      expect(one.admits(4, now)).toBe(1);
      one.began();
      expect(one.admits(4, now + 60_000)).toBe(0);
      one.failed(now);
    }
  });

  it('is not kept open by work that began before it opened', () => {
    const one = open();
    one.failed(900);
    expect(one.admits(4, 1000)).toBe(1);
  });

  it('closes with the first response, and starts with the short pause when it opens again', () => {
    const one = open();
    one.began();
    one.failed(1000);
    one.began();
    expect(one.answered()).toBe(true);
    expect(one.admits(4, 1001)).toBe(4);
    expect(one.answered()).toBe(false);
    for (let i = 0; i < 3; i++) one.failed(5000);
    expect(one.admits(4, 6000)).toBe(1);
  });

  it('admits another probe when one ends without a result', () => {
    const one = open();
    one.began();
    one.undecided();
    expect(one.admits(4, 1000)).toBe(1);
  });
});
