import type { DayBand } from '@expertbook/contracts';
import { lanesOf, positionOn } from './day-lanes';

const at = (time: string) => `2027-01-04T${time}:00+01:00`;
const day = { start: at('00:00'), end: '2027-01-05T00:00:00+01:00' };

describe('lanes of a day', () => {
  it('are its hours, even when it has none, and the other kinds of bands it has', () => {
    const bands: DayBand[] = [
      { kind: 'booking', start: at('10:00'), end: at('11:00') },
      { kind: 'past', start: at('00:00'), end: at('09:00') },
      { kind: 'booking', start: at('12:00'), end: at('13:00') },
    ];
    expect(lanesOf({ bands }).map(({ kind, bands: all }) => [kind, all.length])).toEqual([
      ['hours', 0],
      ['past', 1],
      ['booking', 2],
    ]);
  });

  it('position what overlaps the day in percent, and cut off the rest', () => {
    expect(positionOn(day, { start: at('06:00'), end: at('12:00') })).toEqual({ from: 25, width: 25 });
    expect(positionOn(day, { start: '2027-01-03T22:00:00Z', end: at('12:00') })).toEqual({
      from: 0,
      width: 50,
    });
    expect(positionOn(day, { start: '2027-01-06T00:00:00Z', end: '2027-01-07T00:00:00Z' })).toEqual({
      from: 100,
      width: 0,
    });
  });
});
