import type { EventContentArg } from '@fullcalendar/core';
import { contentOf } from './entry-content';

const shown = (title: string) =>
  contentOf({
    isMirror: false,
    event: { title, extendedProps: { name: title, from: '09:30', until: ' – 10:00', detail: 'Intro call' } },
  } as unknown as EventContentArg) as HTMLElement[];

describe('contentOf', () => {
  it('writes name, time and detail below each other', () => {
    expect(shown('Tom Okafor').map(({ textContent }) => textContent)).toEqual([
      'Tom Okafor',
      '09:30 – 10:00',
      'Intro call',
    ]);
  });

  it('sets the direction of a name by its own text, so that its end is truncated', () => {
    const [title, time, detail] = shown('Tom Okafor');
    // `auto` ignores the text inside <bdi>, and would treat every name as left-to-right.
    expect([title?.dir, title?.children.length]).toEqual(['auto', 0]);
    expect([detail?.dir, detail?.children.length]).toEqual(['auto', 0]);
    expect(time?.dir).toBe('');
  });
});
