import { bookingLike } from '../../data/booking.fixture';
import { possibleActions } from './possible-actions';

describe('possibleActions', () => {
  const booking = bookingLike({});
  const at = (time: string, shift: number) => new Date(Date.parse(time) + shift);
  const before = at(booking.start, -1);
  const during = at(booking.start, 1);
  const after = at(booking.end, 0);

  it('are rescheduling and cancelling until a confirmed one begins', () => {
    expect(possibleActions(booking, before)).toEqual({
      answer: false,
      reschedule: true,
      cancel: true,
      noShow: false,
    });
  });

  it('are cancelling and a no-show while it is on, and only the latter afterwards', () => {
    expect(possibleActions(booking, during)).toMatchObject({ reschedule: false, cancel: true, noShow: true });
    expect(possibleActions(booking, after)).toMatchObject({ reschedule: false, cancel: false, noShow: true });
  });

  it('are an answer for a request, and none for what was called off', () => {
    expect(possibleActions({ ...booking, status: 'pending' }, before)).toMatchObject({
      answer: true,
      cancel: false,
    });
    expect(Object.values(possibleActions({ ...booking, status: 'cancelled' }, before))).not.toContain(true);
  });
});
