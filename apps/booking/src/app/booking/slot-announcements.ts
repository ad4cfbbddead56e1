import { Injectable, effect, inject, untracked } from '@angular/core';
import type { Slot } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { shortDate } from './date-text';
import { FlowState } from './flow-state';
import { timeText, wallTime } from './wall-time';

/** Announces to screen readers which of the shown times were taken or freed. */
@Injectable()
export class SlotAnnouncements {
  private readonly state = inject(FlowState);
  private readonly announcer = inject(Announcer);
  private readonly hours = inject(Hours);
  private readonly clock = inject(Clock);
  private readonly t = translator('booking');

  /** Call once, in the owner's injection context. */
  follow(): void {
    let formerView = '';
    let former: ReadonlySet<string> = new Set();
    effect(() => {
      const now = new Set(this.shown().map((slot) => slot.start));
      const { view, date, from, zone, duration, feed } = this.state;
      const shown = [view(), view() === 'month' ? date() : from(), zone(), duration(), feed.status()].join(
        ' ',
      );
      const same = shown === formerView && this.state.instant() === null;
      const gone = same ? [...former].filter((start) => !now.has(start)) : [];
      const back = same ? [...now].filter((start) => !former.has(start)) : [];
      formerView = shown;
      former = now;
      untracked(() => {
        const future = gone.filter((start) => Date.parse(start) > this.clock.now().getTime());
        if (future.length > 0) this.announcer.announce(this.text('news.gone', future));
        else if (back.length > 0) this.announcer.announce(this.text('news.back', back));
      });
    });
  }

  private shown(): readonly Slot[] {
    const { view, slots, feed, from, columns } = this.state;
    if (view() === 'month') return slots();
    const end = view() === 'week' ? addDays(from(), columns()) : '9999';
    return Object.entries(feed.days()).flatMap(([day, free]) => (day >= from() && day < end ? free : []));
  }

  /** Names the times, with their day where several are shown; from five on only their number. */
  private text(what: 'news.gone' | 'news.back', starts: readonly string[]): string {
    const count = starts.length;
    if (count > 4) return this.t(what === 'news.gone' ? 'news.goneMany' : 'news.backMany', { count });
    const times = starts.map((start) => {
      const wall = wallTime(start);
      const time = timeText(wall.time, this.hours.cycle());
      return this.state.view() === 'month'
        ? time
        : this.t('news.onDay', { day: shortDate(wall.date, dateLocale()), time });
    });
    return this.t(what, { count, times: times.join(this.t('comma')) });
  }
}
