import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import type { IsoInstant, LocalDate, Slot } from '@expertbook/contracts';
import { translator } from '../i18n/translator';
import { Hours, dateLocale } from '../ui/locale';
import { dayAlone, dayAndMonth, longDate } from './date-text';
import type { PartOfDay } from './wall-time';
import { partOfDay, timeText, wallTime } from './wall-time';

interface TimeButton {
  slot: Slot;
  /** Somebody is booking it: it cannot be chosen, and may come back. */
  held: boolean;
  instant: number;
  text: string;
  label: string;
}

/** The times of one day, by part of the day. One that is held fades in its place; one that is taken closes its gap. */
@Component({
  selector: 'eb-time-list',
  template: `
    <div class="mb-3 flex min-h-11 items-center justify-between gap-3">
      <h2 class="text-lg font-bold" id="eb-day" tabindex="-1">
        <span class="md:sr-only">{{ heading().long }}</span>
        <span class="max-md:hidden" aria-hidden="true">{{ heading().short }}</span>
      </h2>
      <div
        role="group"
        class="flex rounded-lg bg-surface-container p-0.5"
        [attr.aria-label]="t('times.format')"
      >
        @for (cycle of cycles; track cycle) {
          <button
            type="button"
            class="min-h-9 rounded-md px-2.5 text-sm font-semibold text-on-surface-variant transition-colors aria-pressed:[background:light-dark(#ffffff,var(--mat-sys-surface-container-highest))] aria-pressed:text-on-surface aria-pressed:shadow-sm"
            [attr.aria-pressed]="hours.cycle() === cycle"
            (click)="hours.choose(cycle)"
          >
            {{ t('times.cycle', { hours: cycle }) }}
          </button>
        }
      </div>
    </div>
    <div class="eb-times">
      @for (part of parts(); track part.key) {
        <section class="mb-4 last:mb-0" [attr.aria-label]="partText(part.name)">
          <h3 class="mb-2 text-xs font-semibold tracking-wide text-on-surface-variant uppercase">
            {{ partText(part.name) }}
          </h3>
          <ul class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">
            @for (time of part.times; track time.instant) {
              <li animate.leave="eb-slot-leave">
                <button
                  type="button"
                  class="eb-time"
                  [class.eb-time-held]="time.held"
                  [attr.data-slot]="time.instant"
                  [attr.aria-label]="time.label"
                  [attr.aria-disabled]="time.held ? true : null"
                  (click)="choose(time)"
                >
                  {{ time.text }}
                  @if (time.held) {
                    <span class="block text-xs font-medium">{{ t('times.held') }}</span>
                  } @else if (time.slot.seatsLeft; as left) {
                    <span class="block text-xs font-medium opacity-80">{{
                      t('times.left', { count: left })
                    }}</span>
                  }
                </button>
              </li>
            }
          </ul>
        </section>
      }
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeList {
  readonly date = input.required<LocalDate>();
  readonly slots = input.required<readonly Slot[]>();
  /** Starts that somebody is booking right now. */
  readonly held = input<readonly IsoInstant[]>([]);
  /** How the zone is called in accessible names. */
  readonly zoneName = input.required<string>();
  readonly pick = output<Slot>();

  protected readonly t = translator('booking');
  protected readonly hours = inject(Hours);
  protected readonly cycles = ['12', '24'] as const;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  /** Where the month is not in view it is named. */
  protected readonly heading = computed(() => ({
    long: dayAndMonth(this.date(), dateLocale()),
    short: dayAlone(this.date(), dateLocale()),
  }));
  protected readonly parts = computed(() => {
    const times = [
      ...this.slots().map((slot) => this.button(slot, false)),
      ...this.held().map((start) => this.button({ start }, true)),
    ].sort((a, b) => a.instant - b.instant);
    const parts = new Map<PartOfDay, TimeButton[]>();
    for (const time of times) {
      const part = partOfDay(wallTime(time.slot.start).time);
      parts.set(part, [...(parts.get(part) ?? []), time]);
    }
    return [...parts].map(([name, times]) => ({ name, times, key: `${this.date()} ${name}` }));
  });

  constructor() {
    effect(() => {
      const left = new Set(this.parts().flatMap(({ times }) => times.map(({ instant }) => String(instant))));
      untracked(() => this.keepFocus(left));
    });
  }

  protected partText(part: PartOfDay): string {
    return this.t(`times.${part}`);
  }

  protected choose(time: TimeButton): void {
    if (!time.held) this.pick.emit(time.slot);
  }

  private button(slot: Slot, held: boolean): TimeButton {
    const text = timeText(wallTime(slot.start).time, this.hours.cycle());
    const parts = [
      text,
      longDate(this.date(), dateLocale()),
      this.t('zoneTime', { city: this.zoneName() }),
      ...(slot.seatsLeft ? [this.t('times.places', { count: slot.seatsLeft })] : []),
      ...(held ? [this.t('times.heldSpoken')] : []),
    ];
    return { slot, held, text, instant: Date.parse(slot.start), label: parts.join(this.t('comma')) };
  }

  /** The focus of a time that goes moves to the next one, or to the day where there is none. */
  private keepFocus(left: ReadonlySet<string>): void {
    const focused = document.activeElement as HTMLElement | null;
    const slot = focused?.dataset?.['slot'];
    if (!slot || !this.host.nativeElement.contains(focused) || left.has(slot)) return;
    const next = [...left].find((instant) => Number(instant) > Number(slot)) ?? [...left].at(-1);
    const selector = next ? `[data-slot="${next}"]` : '#eb-day';
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
