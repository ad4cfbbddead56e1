import type { BookingMailPayload } from './booking-mails';
import type { MailAccent } from './mail-accent';
import { mailAccent } from './mail-accent';
import type { MailMark } from './mail-content';

/** Whatever the database holds, nothing else gets into a style. */
const COLOR = /^#[0-9a-f]{6}$/;

type Marked = Pick<BookingMailPayload, 'expert' | 'mark' | 'expertLeaves'>;

/** The expert's colour; where they have chosen none, that of the event type. */
export function accentOf({ expert, mark }: Marked): MailAccent {
  return mailAccent(expert.brandColor ?? mark?.color);
}

/**
 * The event type's mark as its page has it: an icon or a dot on its colour, which is the expert's where it has none of its own;
 * null where it has neither.
 * @param publicUrl where the icons are, without a trailing slash
 */
export function mailMark({ expert, mark, expertLeaves }: Marked, publicUrl: string): MailMark | null {
  if (!mark || expertLeaves || (mark.color === null && mark.icon === null)) return null;
  const readable = mailAccent(mark.color ?? expert.brandColor).light.color;
  return {
    // A dot has nothing on it to be read, so it is the very colour.
    color: mark.icon === null && mark.color !== null && COLOR.test(mark.color) ? mark.color : readable,
    icon: mark.icon && `${publicUrl}/images/event-icons/${mark.icon}.png`,
  };
}
