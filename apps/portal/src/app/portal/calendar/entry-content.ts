import type { EventContentArg } from '@fullcalendar/core';
import { timeOfDayText } from '../../ui/time-of-day';
import type { Wall } from './wall-clock';
import { timeOf } from './wall-clock';

/** Day period after a time: `am`, ` p. m.`, ` ص`. */
const DAY_PERIOD = /^(.*\d)(\D+)$/;

/** Title, time and detail of an entry; a dragged entry shows its new time. */
export function contentOf({ event, isMirror }: EventContentArg): Node[] {
  const props = event.extendedProps;
  const named = 'name' in props;
  if (isMirror && event.start && event.end) {
    const [from, until] = [event.start, event.end].map(wallOfDate).map((wall) => timeOfDayText(timeOf(wall)));
    return [...(named ? [line(event.title, 'eb-cal-title')] : []), timeLine(from ?? '', ` – ${until}`)];
  }
  if (!named) return [];
  return [
    line(event.title, 'eb-cal-title'),
    timeLine(String(props['from']), String(props['until'])),
    line(props['detail'], 'eb-cal-detail'),
  ];
}

/** FullCalendar gets wall times as if they were UTC. */
export function wallOfDate(date: Date): Wall {
  return date.toISOString().slice(0, 16);
}

/** End and day period have elements of their own, so that small entries can omit them. */
function timeLine(from: string, until: string): HTMLElement {
  const [, digits = from, half = ''] = DAY_PERIOD.exec(from) ?? [];
  const time = part('div', digits, 'eb-cal-time');
  if (half) time.append(part('span', half, 'eb-cal-half'));
  time.append(part('span', until, 'eb-cal-time-end'));
  return time;
}

/**
 * A name or title has its own text direction without changing its position, and is truncated at its own end: of a Latin
 * name in an Arabic calendar the first name stays.
 */
function line(text: unknown, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.dir = 'auto';
  element.textContent = typeof text === 'string' ? text : '';
  return element;
}

function part(tag: string, text: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  const words = document.createElement('bdi');
  words.textContent = text;
  element.append(words);
  return element;
}
