import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { offsetText } from '@expertbook/contracts';
import { dateLocale } from '../../platform/locale';
import { hourDigits, lowerCaseDayPeriods } from '../format-preferences';
import type { ZoneChoice } from './zone-index';

const MINUTE_MS = 60_000;

/** One time zone of a list: its city and country, the current time there, and its offset. */
@Component({
  selector: 'eb-zone-row',
  template: `
    <span class="min-w-0 grow">
      <span class="block truncate font-semibold">{{ zone().city }}</span>
      @if (zone().place) {
        <span class="block truncate text-sm text-on-surface-variant">{{ zone().place }}</span>
      }
    </span>
    <span class="shrink-0 tabular-nums eb-zone-now">
      <span class="block">{{ time() }}</span>
      <span class="block text-sm text-on-surface-variant"
        ><bdi dir="ltr">{{ offset() }}</bdi></span
      >
    </span>
  `,
  // No utility classes: those of the clients' side are part of every page's styles.
  styles: `
    :host {
      line-height: 1.375;
    }
    .eb-zone-now {
      text-align: end;
    }
  `,
  host: { class: 'flex min-w-0 grow items-center gap-3' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ZoneRow {
  readonly zone = input.required<ZoneChoice>();
  readonly now = input.required<Date>();
  /** Hour cycle of the page; undefined follows the locale. */
  readonly hour12 = input<boolean>();

  protected readonly offset = computed(() => offsetText(this.zone().offset));
  /** `14:05`, with the weekday where the date differs from the local one. */
  protected readonly time = computed(() => {
    const now = this.now();
    const there = new Date(now.getTime() + this.zone().offset * MINUTE_MS);
    const otherDay = there.getUTCDate() !== now.getDate();
    return lowerCaseDayPeriods(formatterOf(dateLocale(), this.hour12(), otherDay).format(there));
  });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Cached formatters of wall times: a list has hundreds of rows. */
function formatterOf(locale: string, hour12: boolean | undefined, weekday: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${hour12} ${weekday}`;
  let writer = formatters.get(key);
  if (!writer) {
    writer = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      hour: hour12 === undefined ? hourDigits(locale) : hour12 ? 'numeric' : '2-digit',
      minute: '2-digit',
      ...(hour12 === undefined ? {} : { hourCycle: hour12 ? 'h12' : 'h23' }),
      ...(weekday ? { weekday: 'short' } : {}),
    });
    formatters.set(key, writer);
  }
  return writer;
}
