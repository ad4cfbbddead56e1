import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import {
  dayText,
  localDateOf,
  nearDayText,
  timeRangeText,
  timeText,
  relativeText,
} from '@expertbook/web-shared/ui/zoned-time';
import { joinable, placeWords } from '../booking-parts/booking-words';

/** The current or next session, highlighted, with its link to join. */
@Component({
  selector: 'eb-next-up',
  imports: [Icon, RouterLink],
  template: `
    <section
      class="relative overflow-hidden rounded-3xl bg-primary-container p-6 text-on-primary-container sm:p-8"
      aria-labelledby="next-up"
    >
      <h2 id="next-up" class="flex items-center gap-2 text-sm font-semibold">
        <span class="relative flex size-2.5">
          @if (running()) {
            <span class="absolute inset-0 animate-ping rounded-full bg-primary opacity-60"></span>
          }
          <span class="relative size-2.5 rounded-full bg-primary"></span>
        </span>
        {{ running() ? t('happening') : t('nextUp', { until: until() }) }}
      </h2>
      <div class="mt-3 flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div class="min-w-0 flex-1 basis-72">
          <p class="line-clamp-2 text-2xl font-semibold tracking-tight wrap-anywhere sm:text-3xl">
            {{ booking().session ? booking().eventType.title : booking().attendee.name }}
          </p>
          @if (booking().session; as session) {
            <p class="mt-1 flex items-center gap-2">
              <eb-icon name="users" />
              {{ list('places', { taken: session.seatsTaken, seats: session.seats }) }}
            </p>
          } @else {
            <p class="mt-1 flex items-center gap-2">
              <eb-icon [name]="place().icon" /> <span class="truncate">{{ booking().eventType.title }}</span>
            </p>
          }
          <p class="mt-3 font-medium">{{ when() }}</p>
          @if (theirs(); as theirs) {
            <p class="text-sm opacity-80">{{ theirs }}</p>
          }
        </div>
        <div class="flex w-full flex-wrap gap-2 sm:w-auto">
          <a
            class="eb-button flex-1 border-current/25 hover:bg-surface/40"
            [routerLink]="['/portal/bookings', booking().uid]"
            >{{ t('details') }}</a
          >
          @if (joins()) {
            <a
              class="eb-button eb-button-primary flex-1 px-6"
              target="_blank"
              rel="noopener"
              [href]="booking().meetingUrl"
              ><eb-icon name="video" /> {{ t('join') }}</a
            >
          }
        </div>
      </div>
    </section>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NextUp {
  readonly booking = input.required<Booking>();
  readonly zone = input.required<string>();

  protected readonly t = translator('portal-dashboard');
  private readonly words = translator('portal-parts');
  protected readonly list = translator('portal-bookings');
  private readonly now = inject(Clock).now;
  protected readonly until = computed(() =>
    relativeText(this.booking().start, this.booking().end, this.now()),
  );
  protected readonly running = computed(() => this.until() === 'now');
  protected readonly joins = computed(() => joinable(this.booking(), this.now()));
  protected readonly place = computed(() => placeWords(this.booking().location.kind, this.words));
  protected readonly when = computed(() => {
    const today = localDateOf(this.now(), this.zone());
    const date = localDateOf(this.booking().start, this.zone());
    const day = nearDayText(date, today) ?? dayText(date, today);
    const range = timeRangeText(this.booking().start, this.booking().end, this.zone());
    return this.t('when', { day, range });
  });
  /** The client's local time, when it differs. */
  protected readonly theirs = computed(() => {
    const { attendee, start, session } = this.booking();
    // In a group session each attendee has their own zone.
    if (session) return null;
    const there = timeText(start, attendee.timeZone);
    return there === timeText(start, this.zone())
      ? null
      : this.t('theirs', { time: there, name: attendee.name });
  });
}
