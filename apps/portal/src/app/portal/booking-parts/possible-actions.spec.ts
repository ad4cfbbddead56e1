import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { possibleActions } from './possible-actions';

describe('possibleActions', () => {
  const booking = bookingLike({});
  const at = (time: string, shift: number) => new Date(Date.parse(time) + shift);
  const before = at(booking.start, -1);
  const during = at(booking.start, 1);
  const after = at(booking.end, 0);

  it('are rescheduling and cancelling until a confirmed booking begins', () => {
    expect(possibleActions(booking, before)).toEqual({
      answer: false,
      reschedule: true,
      cancel: true,
      noShow: false,
    });
  });

  it('are cancelling and no-show during the session, and only no-show afterwards', () => {
    expect(possibleActions(booking, during)).toMatchObject({ reschedule: false, cancel: true, noShow: true });
    expect(possibleActions(booking, after)).toMatchObject({ reschedule: false, cancel: false, noShow: true });
  });

  it('are confirm and decline for a request, and none for an ended booking', () => {
    expect(possibleActions({ ...booking, status: 'pending' }, before)).toMatchObject({
      answer: true,
      cancel: false,
    });
    expect(Object.values(possibleActions({ ...booking, status: 'cancelled' }, before))).not.toContain(true);
  });
});
