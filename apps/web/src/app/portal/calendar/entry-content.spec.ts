import type { EventContentArg } from '@fullcalendar/core';
import { contentOf } from './entry-content';

const shown = (title: string) =>
  contentOf({
    isMirror: false,
    event: { title, extendedProps: { name: title, from: '09:30', until: ' – 10:00', detail: 'Intro call' } },
  } as unknown as EventContentArg) as HTMLElement[];

describe('contentOf', () => {
  it('writes name, time and detail one below the other', () => {
    expect(shown('Tom Okafor').map(({ textContent }) => textContent)).toEqual([
      'Tom Okafor',
      '09:30 – 10:00',
      'Intro call',
    ]);
  });

  it('lets a name run in its own direction, so that its end is what is cut off', () => {
    const [title, time, detail] = shown('Tom Okafor');
    // `auto` does not look into a <bdi>, and would take every name for a Latin one.
    expect([title?.dir, title?.children.length]).toEqual(['auto', 0]);
    expect([detail?.dir, detail?.children.length]).toEqual(['auto', 0]);
    expect(time?.dir).toBe('');
  });
});
