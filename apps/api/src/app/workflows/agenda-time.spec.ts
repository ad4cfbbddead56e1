import { agendaTime } from './agenda-time';

const at = (hour: number, zone: string, now: string) => {
  const { date, next } = agendaTime(hour, zone, new Date(now));
  return [date, next.toISOString()];
};

describe('agendaTime', () => {
  it('is the local hour, on both sides of midnight in UTC', () => {
    expect(at(7, 'Asia/Tokyo', '2027-01-04T21:59:59Z')).toEqual([null, '2027-01-04T22:00:00.000Z']);
    expect(at(7, 'Asia/Tokyo', '2027-01-04T22:00:00Z')).toEqual(['2027-01-05', '2027-01-05T22:00:00.000Z']);
  });

  it('keeps the local hour when the clocks change', () => {
    expect(at(7, 'Europe/Berlin', '2027-03-27T06:00:00Z')).toEqual([
      '2027-03-27',
      '2027-03-28T05:00:00.000Z',
    ]);
    expect(at(7, 'Europe/Berlin', '2027-10-30T05:00:00Z')).toEqual([
      '2027-10-30',
      '2027-10-31T06:00:00.000Z',
    ]);
  });

  it('has the next hour where the local one does not exist', () => {
    expect(at(2, 'Europe/Berlin', '2027-03-28T00:30:00Z')).toEqual([null, '2027-03-28T01:00:00.000Z']);
  });

  it('is that of the present day only, after days without a process', () => {
    expect(at(7, 'UTC', '2027-01-09T12:00:00Z')).toEqual(['2027-01-09', '2027-01-10T07:00:00.000Z']);
    expect(at(7, 'UTC', '2027-01-09T03:00:00Z')).toEqual([null, '2027-01-09T07:00:00.000Z']);
  });

  it('reads an unknown zone as UTC', () => {
    expect(at(7, 'Mars/Base', '2027-01-09T07:00:00Z')).toEqual(['2027-01-09', '2027-01-10T07:00:00.000Z']);
  });
});
