import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { firstWeekday } from '@expertbook/web-shared/ui/format-preferences';
import { timeOf, timeOfDayText } from '../../ui/time-of-day';
import { busiestTimes, usedHours } from './busiest-times';

/**
 * When sessions begin, by weekday and hour: darker is busier. The same data is available as a sentence and as a table.
 */
@Component({
  selector: 'eb-busiest-map',
  template: `
    @if (map(); as map) {
      <p class="mb-4 text-on-surface-variant">{{ map.sentence }}</p>
      <div class="overflow-x-auto" aria-hidden="true">
        <div
          class="grid w-max min-w-full gap-[3px] text-xs text-on-surface-variant"
          [style.grid-template-columns]="'auto repeat(' + map.hours.length + ', minmax(1.125rem, 1fr))'"
        >
          <span></span>
          @for (hour of map.hours; track hour.at) {
            <span class="text-center tabular-nums">{{ hour.label }}</span>
          }
          @for (row of map.rows; track row.weekday) {
            <span class="pe-2 leading-5">{{ row.short }}</span>
            @for (cell of row.cells; track cell.hour) {
              <svg class="h-5 w-full" preserveAspectRatio="none" viewBox="0 0 20 20">
                <rect width="20" height="20" rx="4" class="fill-surface-high" />
                @if (cell.count) {
                  <rect width="20" height="20" rx="4" class="fill-primary" [attr.opacity]="cell.strength" />
                }
              </svg>
            }
          }
        </div>
      </div>
      <div class="sr-only">
        <table>
          <caption>
            {{
              t('busiest.caption')
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ t('day') }}</th>
              <th scope="col">{{ t('start') }}</th>
              <th scope="col">{{ t('sessions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (line of map.lines; track $index) {
              <tr>
                <td>{{ line.weekday }}</td>
                <td>{{ line.time }}</td>
                <td>{{ line.count }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <p class="text-on-surface-variant">{{ t('busiest.none') }}</p>
    }
  `,
  host: { class: 'relative block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BusiestMap {
  /** Sessions by weekday (Monday first) and hour. */
  readonly busiest = input.required<readonly (readonly number[])[]>();

  protected readonly t = translator('portal-dashboard');
  protected readonly map = computed(() => {
    const times = busiestTimes(this.busiest());
    const most = times[0]?.count;
    if (!most) return null;
    const hours = usedHours(this.busiest());
    const first = firstWeekday();
    const lines = times.map(({ weekday, hour, count }) => ({
      weekday: weekdayText(weekday, 'long'),
      time: timeOfDayText(timeOf(hour * 60)),
      count,
    }));
    const list = new Intl.ListFormat(dateLocale(), { type: 'conjunction' });
    return {
      hours: hours.map((at) => ({ at, label: at % 2 ? '' : String(at) })),
      rows: Array.from({ length: 7 }, (_, i) => (first + 6 + i) % 7).map((weekday) => ({
        weekday,
        short: weekdayText(weekday, 'short'),
        cells: hours.map((hour) => {
          const count = this.busiest()[weekday]?.[hour] ?? 0;
          return { hour, count, strength: 0.25 + (0.75 * count) / most };
        }),
      })),
      lines,
      sentence: this.t('busiest.most', {
        times: list.format(
          lines
            .slice(0, 3)
            .map(({ weekday, time, count }) => this.t('busiest.at', { weekday, time, number: count })),
        ),
      }),
    };
  });
}

/** `weekday` 0 = Monday. */
function weekdayText(weekday: number, width: 'short' | 'long'): string {
  // 4 January 2027 is a Monday.
  return new Intl.DateTimeFormat(dateLocale(), { weekday: width, timeZone: 'UTC' }).format(
    Date.UTC(2027, 0, 4 + weekday, 12),
  );
}
