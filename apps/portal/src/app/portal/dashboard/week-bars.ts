import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LocalDate } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { dayText } from '@expertbook/web-shared/ui/zoned-time';
import type { DayFigure } from './figures-store';

/** Heights (px) of the bars of a full day and of an empty one. */
const FULL = 88;
const NONE = 3;

/**
 * Booked time of today and the following days as bars; each links to its day. For screen readers they are a list of
 * sentences.
 */
@Component({
  selector: 'eb-week-bars',
  imports: [RouterLink],
  template: `
    @if (none()) {
      <p class="py-2 text-sm text-on-surface-variant">{{ t('ahead.none') }}</p>
    }
    <ol class="grid grid-cols-8 gap-1 sm:gap-3" [attr.aria-label]="t('ahead.caption')">
      @for (bar of bars(); track bar.date) {
        <li>
          <a
            class="group flex flex-col items-center gap-1 rounded-xl py-2 hover:bg-surface-container"
            routerLink="/portal/calendar"
            [queryParams]="{ view: 'day', date: bar.date }"
            [attr.aria-label]="bar.name"
            [attr.aria-current]="bar.today ? 'date' : null"
          >
            @if (!none()) {
              <span class="h-[1.25rem] text-xs font-semibold tabular-nums" aria-hidden="true">{{
                bar.booked || ''
              }}</span>
              <svg
                class="h-24 w-full max-w-12"
                viewBox="0 0 40 96"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect
                  x="2"
                  width="36"
                  rx="5"
                  [attr.y]="96 - bar.height"
                  [attr.height]="bar.height"
                  [class]="
                    bar.booked ? (bar.today ? 'fill-primary' : 'fill-primary/55') : 'fill-outline-variant'
                  "
                />
              </svg>
            }
            <span
              class="rounded-full px-1.5 py-0.5 text-xs font-semibold sm:px-2"
              [class]="bar.today ? 'bg-primary text-on-primary' : 'text-on-surface-variant'"
              aria-hidden="true"
              ><span class="max-lg:hidden">{{ bar.short }}</span
              ><span class="lg:hidden">{{ bar.narrow }}</span></span
            >
          </a>
        </li>
      }
    </ol>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WeekBars {
  readonly days = input.required<readonly DayFigure[]>();
  readonly today = input.required<LocalDate>();

  protected readonly t = translator('portal-dashboard');
  protected readonly none = computed(() => this.days().every(({ booked }) => booked === 0));
  protected readonly bars = computed(() => {
    const most = Math.max(60, ...this.days().map(({ minutes }) => minutes));
    const locale = dateLocale();
    const named = (weekday: 'short' | 'narrow') =>
      new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
    const short = named('short');
    // Short Arabic names are whole words, too long for eight columns of a phone or a tablet.
    const narrow = locale.startsWith('ar') ? named('narrow') : short;
    return this.days().map(({ date, booked, minutes }) => ({
      date,
      booked,
      height: booked ? Math.max(8, (minutes / most) * FULL) : NONE,
      today: date === this.today(),
      short: short.format(Date.parse(`${date}T12:00Z`)),
      narrow: narrow.format(Date.parse(`${date}T12:00Z`)),
      name: [
        dayText(date, this.today()),
        this.t('sessionCount', { count: booked }),
        ...(minutes ? [minutesText(minutes)] : []),
      ].join(', '),
    }));
  });
}
