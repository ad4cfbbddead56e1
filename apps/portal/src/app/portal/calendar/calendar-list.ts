import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { dayText, nearDayText } from '@expertbook/web-shared/ui/zoned-time';
import { EventMarks } from '../booking-parts/event-marks';
import type { CalendarEntry } from './calendar-entries';
import { entryClass, entryName, entryTexts, markedType, spanText } from './entry-look';
import type { DateSpan } from './calendar-store';
import { dateOf } from './wall-clock';

/** The calendar as a list by day: for phones and screen readers. */
@Component({
  selector: 'eb-calendar-list',
  template: `
    @for (day of days(); track day.date) {
      <section class="mb-6" [attr.aria-label]="day.text">
        <h2 class="mb-2 text-sm font-semibold text-on-surface-variant">{{ day.text }}</h2>
        <ul class="space-y-2">
          @for (row of day.rows; track row.entry.id) {
            <li>
              <button
                type="button"
                aria-haspopup="dialog"
                class="eb-cal eb-cal-row flex w-full items-start gap-4 large-text:flex-col large-text:gap-1 rounded-xl px-4 py-3 text-start text-base"
                [class]="row.look"
                [style.--mark]="row.color"
                [attr.aria-label]="row.name"
                (click)="opened.emit(row.entry)"
              >
                <span class="w-[9.5rem] shrink-0 text-sm tabular-nums">{{ row.time }}</span>
                <span class="min-w-0">
                  <span class="block truncate font-semibold"
                    ><bdi>{{ row.title }}</bdi></span
                  >
                  <span class="block truncate text-sm">{{ row.detail }}</span>
                </span>
              </button>
            </li>
          }
        </ul>
      </section>
    } @empty {
      <p
        class="rounded-2xl border border-dashed border-outline-variant px-5 py-10 text-center text-on-surface-variant"
      >
        {{ t('empty') }}
      </p>
    }
  `,
  host: { class: 'eb-calendar block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarList {
  readonly entries = input.required<readonly CalendarEntry[]>();
  readonly span = input.required<DateSpan>();
  readonly opened = output<CalendarEntry>();

  protected readonly t = translator('portal-calendar', 'portal-parts');
  private readonly now = inject(Clock).now;
  private readonly marks = inject(EventMarks);
  protected readonly days = computed(() => {
    const { from, to } = this.span();
    const days = new Map<string, CalendarEntry[]>();
    for (const entry of this.entries()) {
      const date = dateOf(entry.start);
      if (date >= from && date < to) days.set(date, [...(days.get(date) ?? []), entry]);
    }
    const now = this.now();
    const today = now.toISOString().slice(0, 10);
    return [...days].map(([date, entries]) => ({
      date,
      text: this.headingOf(date, today),
      rows: entries.map((entry) => ({
        entry,
        ...entryTexts(entry, this.t, now.getTime()),
        time: spanText(entry, this.t),
        look: entryClass(entry, now),
        color: this.colorOf(entry),
        name: entryName(entry, this.t, now),
      })),
    }));
  });

  constructor() {
    this.marks.refresh();
  }

  private headingOf(date: string, today: string): string {
    const [near, day] = [nearDayText(date, today), dayText(date, today)];
    return near ? `${near} · ${day}` : day;
  }

  private colorOf(entry: CalendarEntry): string | null {
    if (entry.kind === 'external') return entry.event.calendar.color;
    const type = markedType(entry);
    return type && this.marks.of(type).color;
  }
}
