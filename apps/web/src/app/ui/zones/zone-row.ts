import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { offsetText } from '@expertbook/contracts';
import { dateLocale } from '../../platform/locale';
import { hourDigits, withSmallHalves } from '../own-writing';
import type { ZoneChoice } from './zone-index';

const MINUTE_MS = 60_000;

/** One time zone of a list: its city and country, what time it is there, and its offset. */
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
  // Not of the utilities: those of the clients' side stand in every page.
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
  /** Hours as the page writes them; left out, as the locale does. */
  readonly hour12 = input<boolean>();

  protected readonly offset = computed(() => offsetText(this.zone().offset));
  /** `14:05`, or with the weekday where it is another day than here. */
  protected readonly time = computed(() => {
    const now = this.now();
    const there = new Date(now.getTime() + this.zone().offset * MINUTE_MS);
    const otherDay = there.getUTCDate() !== now.getDate();
    return withSmallHalves(writerOf(dateLocale(), this.hour12(), otherDay).format(there));
  });
}

const writers = new Map<string, Intl.DateTimeFormat>();

/** Writers of wall times, kept: a list has hundreds of rows. */
function writerOf(locale: string, hour12: boolean | undefined, weekday: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${hour12} ${weekday}`;
  let writer = writers.get(key);
  if (!writer) {
    writer = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      hour: hour12 === undefined ? hourDigits(locale) : hour12 ? 'numeric' : '2-digit',
      minute: '2-digit',
      ...(hour12 === undefined ? {} : { hourCycle: hour12 ? 'h12' : 'h23' }),
      ...(weekday ? { weekday: 'short' } : {}),
    });
    writers.set(key, writer);
  }
  return writer;
}
