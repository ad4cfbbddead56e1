import type { Booking } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';

/** Texts and possible actions of a booking for its client, at a given time. */
export interface BookingDisplayState {
  tone: 'good' | 'waiting' | 'over' | 'off';
  icon: IconName;
  title: string;
  text: string;
  /** Right after booking. */
  fresh: boolean;
  /** The booking takes place: it can be viewed, joined and added to a calendar. */
  open: boolean;
  changeable: boolean;
  /** Whether its status may still change. */
  live: boolean;
}

/**
 * `arrival` is `new` or `moved` when the client comes from the form, anything else otherwise. `deadline` is the text of
 * the time until which the expert may respond, where it is known.
 */
export function bookingDisplayState(
  booking: Booking,
  {
    now,
    arrival,
    deadline = null,
    t,
  }: { now: number; arrival: unknown; deadline?: string | null; t: Translator<'pages' | 'booking'> },
): BookingDisplayState {
  const { attendee, expert, status } = booking;
  const name = expert.name;
  const email = attendee.email;
  const over = Date.parse(booking.end) <= now;
  const begun = Date.parse(booking.start) <= now;
  const fresh = (arrival === 'new' || arrival === 'moved') && !begun;
  switch (status) {
    case 'pending':
      return over
        ? past(t('standing.unanswered'), t('standing.unansweredText', { name }))
        : {
            tone: 'waiting',
            icon: 'clock',
            title: fresh ? t('standing.requested') : t('standing.waiting', { name }),
            text: deadline
              ? t('standing.waitingTextBy', { name, email, deadline })
              : t('standing.waitingText', { name, email }),
            fresh,
            open: false,
            changeable: !begun,
            live: true,
          };
    case 'confirmed':
      if (over) return past(t('standing.over'), t('standing.overText', { name }));
      if (begun) {
        const text = booking.meetingUrl ? t('standing.nowJoin') : t('standing.nowText');
        return { ...confirmed(t('standing.now'), text), changeable: false };
      }
      if (arrival === 'moved')
        return { ...confirmed(t('standing.moved'), t('standing.movedText', { email })), fresh };
      return fresh
        ? { ...confirmed(t('standing.booked'), t('standing.bookedText', { email })), fresh }
        : confirmed(t('standing.confirmed'), t('standing.confirmedText', { name }));
    case 'declined':
      return booking.endReason === 'no_response'
        ? off(t('standing.expired', { name }), t('standing.expiredText'), 'clock')
        : off(t('standing.declined'), t('standing.declinedText', { name }));
    case 'cancelled':
      return off(
        t('standing.cancelled'),
        booking.cancelledBy === 'expert'
          ? t('standing.cancelledByExpert', { name })
          : t('standing.freeAgain'),
      );
    case 'rescheduled':
      return off(t('standing.replaced'), t('standing.replacedText'), 'refresh');
    case 'completed':
      return past(t('standing.over'), t('standing.overText', { name }));
    case 'no_show':
      return past(t('standing.over'), t('standing.missed'));
  }
}

function confirmed(title: string, text: string): BookingDisplayState {
  return { tone: 'good', icon: 'check', title, text, fresh: false, open: true, changeable: true, live: true };
}

function past(title: string, text: string): BookingDisplayState {
  return {
    tone: 'over',
    icon: 'calendar',
    title,
    text,
    fresh: false,
    open: false,
    changeable: false,
    live: false,
  };
}

function off(title: string, text: string, icon: IconName = 'x'): BookingDisplayState {
  return { tone: 'off', icon, title, text, fresh: false, open: false, changeable: false, live: false };
}
