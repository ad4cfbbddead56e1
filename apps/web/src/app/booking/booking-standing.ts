import type { Booking } from '@expertbook/contracts';
import type { IconName } from '../ui/icon';

/** What a booking means to its client right now, in words, and what they may still do. */
export interface Standing {
  tone: 'good' | 'waiting' | 'over' | 'off';
  icon: IconName;
  title: string;
  text: string;
  /** Right after booking. */
  fresh: boolean;
  /** Seen, joined and put into a calendar. */
  open: boolean;
  changeable: boolean;
}

/** `arrival` is `new` or `moved` on the way here from the form, anything else otherwise. */
export function standingOf(booking: Booking, now: number, arrival: unknown): Standing {
  const { attendee, expert, status } = booking;
  const over = Date.parse(booking.end) <= now;
  const begun = Date.parse(booking.start) <= now;
  const fresh = (arrival === 'new' || arrival === 'moved') && !begun;
  switch (status) {
    case 'pending':
      return over
        ? past('This request was never answered', `${expert.name} did not confirm it in time.`)
        : {
            tone: 'waiting',
            icon: 'clock',
            title: fresh ? 'Your request is sent' : `Waiting for ${expert.name}`,
            text: `The time is kept for you. As soon as ${expert.name} confirms, we write to ${attendee.email}.`,
            fresh,
            open: false,
            changeable: !begun,
          };
    case 'confirmed':
      if (over) return past('This session is over', `It took place with ${expert.name}.`);
      if (begun) {
        const text = 'It has begun: join with the link below.';
        return {
          ...confirmed('Your session is on now', booking.meetingUrl ? text : 'It has begun.'),
          changeable: false,
        };
      }
      if (arrival === 'moved') {
        return {
          ...confirmed('Your booking is moved', `The new invitation is on its way to ${attendee.email}.`),
          fresh,
        };
      }
      return fresh
        ? { ...confirmed('You are booked', `An invitation is on its way to ${attendee.email}.`), fresh }
        : confirmed('Your booking is confirmed', `We look forward to seeing you with ${expert.name}.`);
    case 'declined':
      return off(
        'This request was declined',
        `${expert.name} could not take it. You are welcome to choose another time.`,
      );
    case 'cancelled':
      return off(
        'This booking is cancelled',
        booking.cancelledBy === 'expert' ? `${expert.name} had to cancel it.` : 'The time is free again.',
      );
    case 'rescheduled':
      return off('This booking was moved', 'It has a new time; the newest mail holds its link.', 'refresh');
    case 'completed':
      return past('This session is over', `It took place with ${expert.name}.`);
    case 'no_show':
      return past('This session is over', 'It was marked as missed.');
  }
}

function confirmed(title: string, text: string): Standing {
  return { tone: 'good', icon: 'check', title, text, fresh: false, open: true, changeable: true };
}

function past(title: string, text: string): Standing {
  return { tone: 'over', icon: 'calendar', title, text, fresh: false, open: false, changeable: false };
}

function off(title: string, text: string, icon: IconName = 'x'): Standing {
  return { tone: 'off', icon, title, text, fresh: false, open: false, changeable: false };
}
