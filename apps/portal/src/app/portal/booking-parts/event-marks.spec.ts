import { TestBed } from '@angular/core/testing';
import { EventTypesApi } from '../../data/event-types-api';
import { EventMarks } from './event-marks';

describe('marks of event types', () => {
  it('are read once, read again after a change, and kept when reading fails', async () => {
    let color = '#aa3366';
    let fails = false;
    let reads = 0;
    const api = {
      changes: 0,
      list: async () => {
        reads++;
        if (fails) throw new Error('offline');
        return [{ id: '1', color, icon: 'star' }];
      },
    };
    TestBed.configureTestingModule({ providers: [{ provide: EventTypesApi, useValue: api }] });
    const marks = TestBed.inject(EventMarks);
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    expect(marks.of('1')).toEqual({ color: null, icon: null });
    marks.refresh();
    marks.refresh();
    await settle();
    marks.refresh();
    expect([reads, marks.of('1')]).toEqual([1, { color, icon: 'star' }]);
    [color, fails, api.changes] = ['#0b7a69', true, 1];
    marks.refresh();
    await settle();
    expect(marks.of('1').color).toBe('#aa3366');
    fails = false;
    marks.refresh();
    await settle();
    expect([reads, marks.of('1').color]).toEqual([3, '#0b7a69']);
  });
});
