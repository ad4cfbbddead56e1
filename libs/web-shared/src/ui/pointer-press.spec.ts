import { TestBed } from '@angular/core/testing';
import { PointerPress } from './pointer-press';

describe('pointer press', () => {
  const done: string[] = [];
  let press: PointerPress;
  const fire = (type: string) => dispatchEvent(new Event(type));

  beforeEach(() => {
    jest.useFakeTimers();
    done.length = 0;
    press = TestBed.inject(PointerPress);
  });
  afterEach(() => {
    fire('pointerup');
    jest.useRealTimers();
  });

  it('does not delay work without a press', () => {
    press.after(() => done.push('at once'));
    expect(done).toEqual(['at once']);
  });

  it.each(['pointerup', 'pointercancel', 'dragend'])('delays work until %s and the click after it', (end) => {
    fire('pointerdown');
    press.after(() => done.push('moved'));
    expect(done).toEqual([]);
    fire(end);
    done.push('click');
    jest.runAllTimers();
    expect(done).toEqual(['click', 'moved']);
    press.after(() => done.push('at once'));
    expect(done.at(-1)).toBe('at once');
  });
});
