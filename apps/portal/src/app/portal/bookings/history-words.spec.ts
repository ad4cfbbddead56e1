import { TestBed } from '@angular/core/testing';
import { provideExpertStrings } from '../../i18n/expert-string-files';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { stepText } from './history-words';

const at = '2027-01-04T09:00:00Z';

describe('stepText', () => {
  let t: ReturnType<typeof translator<'portal-bookings'>>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideExpertStrings()] });
    t = TestBed.runInInjectionContext(() => translator('portal-bookings'));
  });

  it.each([
    [{ status: 'pending', by: 'client' }, 'Grace requested this time'],
    [{ status: 'confirmed', by: 'client' }, 'Grace booked'],
    [{ status: 'confirmed', by: 'expert' }, 'You confirmed'],
    [{ status: 'cancelled', by: 'client' }, 'Grace cancelled'],
    [{ status: 'cancelled', by: 'expert' }, 'You cancelled'],
    [{ status: 'declined', by: 'expert' }, 'You declined'],
    [{ status: 'declined', by: 'system' }, 'Expired without a response'],
    [{ status: 'no_show', by: 'expert' }, 'You marked Grace as a no-show'],
  ] as const)('describes %o', (step, words) => {
    expect(stepText({ ...step, at }, false, bookingLike(), t)).toBe(words);
  });

  it('describes a rescheduled booking as rescheduled, not as booked', () => {
    const moved = bookingLike({ rescheduledFrom: 'b0' });
    for (const by of ['expert', 'client'] as const) {
      expect(stepText({ status: 'confirmed', by, at }, true, moved, t)).toBe('Rescheduled to this time');
    }
  });
});
