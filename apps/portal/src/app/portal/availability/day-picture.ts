import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DayBand, DayBandKind, ExplainedDay, TimeZoneName } from '@expertbook/contracts';
import { DAY_BAND_KINDS } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dayText, localDateOf, timeRangeText, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { lanesOf, positionOn } from './day-lanes';

/** Classes by kind of band. */
const LOOKS: Readonly<Record<DayBandKind, string>> = {
  hours: 'bg-primary-container',
  absence: 'eb-band-closed',
  past: 'eb-band-closed',
  notice: 'eb-band-closed',
  window: 'eb-band-closed',
  limit: 'eb-band-closed',
  booking: 'bg-primary',
  hold: 'bg-tertiary-container border border-dashed border-tertiary',
  block: 'bg-outline',
  external: 'eb-band-external',
};
const HOUR_MS = 3_600_000;
const TICKS = 5;

/**
 * A day as the rules evaluate it: a lane for each kind of band, and the requested time across all of them. The content
 * is also available as text, so the chart itself is hidden from screen readers.
 */
@Component({
  selector: 'eb-day-picture',
  imports: [RouterLink],
  template: `
    <h4 class="font-semibold" [id]="id">{{ t('day.title', { day: date() }) }}</h4>
    <div class="relative mt-3 h-5 text-xs text-on-surface-variant tabular-nums" aria-hidden="true">
      @for (tick of ticks(); track tick.at) {
        <span
          class="absolute whitespace-nowrap"
          [class.-translate-x-1/2]="!tick.edge"
          [class.rtl:translate-x-1/2]="!tick.edge"
          [style.inset-inline-start.%]="tick.last ? null : tick.at"
          [style.inset-inline-end.%]="tick.last ? 0 : null"
          >{{ tick.text }}</span
        >
      }
    </div>
    <ul class="space-y-3" [attr.aria-labelledby]="id">
      @for (lane of lanes(); track lane.kind) {
        <li>
          <div
            class="relative h-4 overflow-hidden rounded-md bg-surface-container"
            dir="inherit"
            aria-hidden="true"
          >
            @for (line of lines; track line) {
              <span
                class="absolute inset-y-0 w-px bg-outline-variant"
                [style.inset-inline-start.%]="line"
              ></span>
            }
            @for (bar of lane.bars; track $index) {
              @if (bar.padded; as padded) {
                <span
                  class="absolute inset-y-0 rounded-md opacity-35"
                  [class]="looks[lane.kind]"
                  [style.inset-inline-start.%]="padded.from"
                  [style.width.%]="padded.width"
                ></span>
              }
              <span
                class="absolute inset-y-0 min-w-0.5 rounded-md"
                [class]="looks[lane.kind]"
                [style.inset-inline-start.%]="bar.from"
                [style.width.%]="bar.width"
              ></span>
            }
            <span
              class="absolute inset-y-0 min-w-1 border-x-2 border-error"
              [style.inset-inline-start.%]="asked().from"
              [style.width.%]="asked().width"
            ></span>
          </div>
          <p class="mt-1 text-sm">
            <span class="font-semibold">{{ t(words[lane.kind]) }}</span>
            @for (one of lane.bars; track $index) {
              <span class="block text-on-surface-variant">
                <bdi>{{ one.range }}</bdi>
                @if (one.link; as uid) {
                  ·
                  <a class="eb-link wrap-anywhere" [routerLink]="['/portal/bookings', uid]"
                    ><bdi>{{ one.title }}</bdi></a
                  >
                } @else if (one.title) {
                  · <bdi class="wrap-anywhere">{{ one.title }}</bdi>
                }
                @if (one.paddedRange) {
                  · {{ t('day.buffers', { range: one.paddedRange }) }}
                }
              </span>
            } @empty {
              <span class="block text-on-surface-variant">{{ t('day.noHours') }}</span>
            }
          </p>
        </li>
      }
    </ul>
    <p class="mt-3 flex items-center gap-2 text-sm text-on-surface-variant">
      <span class="inline-block h-4 w-3 border-x-2 border-error" aria-hidden="true"></span>
      {{ t('day.asked', { range: askedRange() }) }}
    </p>
  `,
  styles: `
    .eb-band-closed {
      background: repeating-linear-gradient(
        135deg,
        var(--mat-sys-outline) 0 2px,
        var(--mat-sys-surface-container-high) 2px 7px
      );
    }
    .eb-band-external {
      background: repeating-linear-gradient(
        45deg,
        var(--mat-sys-tertiary) 0 3px,
        var(--mat-sys-tertiary-container) 3px 6px
      );
    }
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DayPicture {
  readonly day = input.required<ExplainedDay>();
  /** The requested time. */
  readonly start = input.required<string>();
  /** Minutes. */
  readonly duration = input.required<number>();
  /** The expert's zone. */
  readonly zone = input.required<TimeZoneName>();

  protected readonly t = translator('portal-availability');
  protected readonly id = 'eb-day-picture';
  protected readonly looks = LOOKS;
  protected readonly lines = [25, 50, 75];
  protected readonly words = Object.fromEntries(
    DAY_BAND_KINDS.map((kind) => [kind, `day.${kind}`]),
  ) as Readonly<Record<DayBandKind, TextKey<'portal-availability'>>>;
  private readonly end = computed(() =>
    new Date(Date.parse(this.start()) + this.duration() * 60_000).toISOString(),
  );
  protected readonly date = computed(() => dayText(this.day().date, localDateOf(new Date(), this.zone())));
  protected readonly asked = computed(() => positionOn(this.day(), { start: this.start(), end: this.end() }));
  protected readonly askedRange = computed(() => this.rangeOf({ start: this.start(), end: this.end() }));
  protected readonly lanes = computed(() =>
    lanesOf(this.day()).map(({ kind, bands }) => ({
      kind,
      bars: bands.map((band) => this.barOf(band)),
    })),
  );
  /** Five equally spaced times; on a day with a clock change they are not full quarters. */
  protected readonly ticks = computed(() => {
    const from = Date.parse(this.day().start);
    const length = Date.parse(this.day().end) - from;
    return Array.from({ length: TICKS }, (_, i) => {
      const instant = new Date(from + (length * i) / (TICKS - 1));
      const last = i === TICKS - 1;
      const text = length === 24 * HOUR_MS && last ? '' : timeText(instant, this.zone());
      return { at: (100 * i) / (TICKS - 1), edge: i === 0 || last, last, text };
    });
  });

  private barOf(band: DayBand) {
    const { padded, title, bookingUids = [] } = band;
    return {
      ...positionOn(this.day(), band),
      range: this.rangeOf(band),
      padded: padded ? positionOn(this.day(), padded) : null,
      paddedRange: padded ? this.rangeOf(padded) : '',
      title: title ?? '',
      link: bookingUids[0] ?? null,
    };
  }

  private rangeOf({ start, end }: Pick<DayBand, 'start' | 'end'>): string {
    const day = this.day();
    const isWhole = Date.parse(start) <= Date.parse(day.start) && Date.parse(end) >= Date.parse(day.end);
    return isWhole ? this.t('day.whole') : timeRangeText(start, end, this.zone());
  }
}
