import { TestBed } from '@angular/core/testing';
import { PointerPress } from './pointer-press';

describe('a press of the pointer', () => {
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

  it('holds nothing up while there is none', () => {
    press.after(() => done.push('at once'));
    expect(done).toEqual(['at once']);
  });

  it.each(['pointerup', 'pointercancel', 'dragend'])('is waited for, and its click too, until %s', (end) => {
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
