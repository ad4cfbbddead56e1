import { Injectable, effect, inject, untracked } from '@angular/core';
import { translator } from '../i18n/translator';
import { Announcer } from '../ui/announcer';
import { Clock } from '../ui/clock';
import { Hours } from '../ui/locale';
import { FlowState } from './flow-state';
import { timeText, wallTime } from './wall-time';

/** Tells screen readers which times of the shown day have gone or come back while it is being looked at. */
@Injectable()
export class SlotNews {
  private readonly state = inject(FlowState);
  private readonly announcer = inject(Announcer);
  private readonly hours = inject(Hours);
  private readonly clock = inject(Clock);
  private readonly t = translator('booking');

  /** To be called once, in the owner's injection context. */
  follow(): void {
    let view = '';
    let former: ReadonlySet<string> = new Set();
    effect(() => {
      const now = new Set(this.state.slots().map((slot) => slot.start));
      const shown = `${this.state.date()} ${this.state.zone()} ${this.state.duration()} ${this.state.feed.status()}`;
      const same = shown === view && this.state.instant() === null;
      const gone = same ? [...former].filter((start) => !now.has(start)) : [];
      const come = same ? [...now].filter((start) => !former.has(start)) : [];
      view = shown;
      former = now;
      untracked(() => {
        const missed = gone.filter((start) => Date.parse(start) > this.clock.now().getTime());
        if (missed.length > 0) this.announcer.say(this.text('news.gone', missed));
        else if (come.length > 0) this.announcer.say(this.text('news.back', come));
      });
    });
  }

  /** Names the times; from five on it only counts them. */
  private text(what: 'news.gone' | 'news.back', starts: readonly string[]): string {
    const count = starts.length;
    if (count > 4) return this.t(what === 'news.gone' ? 'news.goneMany' : 'news.backMany', { count });
    const times = starts.map((start) => timeText(wallTime(start).time, this.hours.cycle()));
    return this.t(what, { count, times: times.join(this.t('comma')) });
  }
}
