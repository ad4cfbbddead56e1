import type { BookingMailPayload } from './booking-mails';
import type { MailAccent } from './mail-accent';
import { mailAccent } from './mail-accent';
import type { MailMark } from './mail-content';

/** Only a valid colour gets into a style, even if the database has another value. */
const COLOR = /^#[0-9a-f]{6}$/;

type Marked = Pick<BookingMailPayload, 'expert' | 'mark' | 'expertLeaves'>;

/** The expert's colour; without one, that of the event type. */
export function accentOf({ expert, mark }: Marked): MailAccent {
  return mailAccent(expert.brandColor ?? mark?.color);
}

/**
 * The event type's mark as on its page: an icon or a dot on its colour. Without a colour of its own it has the
 * expert's; null where there is neither.
 * @param publicUrl base of the icons' addresses, without a trailing slash
 */
export function mailMark({ expert, mark, expertLeaves }: Marked, publicUrl: string): MailMark | null {
  if (!mark || expertLeaves || (mark.color === null && mark.icon === null)) return null;
  const readable = mailAccent(mark.color ?? expert.brandColor).light.color;
  return {
    // A dot has no text on it, so its colour need not be adjusted.
    color: mark.icon === null && mark.color !== null && COLOR.test(mark.color) ? mark.color : readable,
    icon: mark.icon && `${publicUrl}/images/event-icons/${mark.icon}.png`,
  };
}
