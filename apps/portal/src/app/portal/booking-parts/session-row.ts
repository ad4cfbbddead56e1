import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { EventDot } from '../../ui/event-dot';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { timeText } from '@expertbook/web-shared/ui/zoned-time';
import { BookingMenu } from './booking-menu';
import { joinable } from './booking-words';
import { EventMarks } from './event-marks';
import { StatusChip } from './status-chip';

/** More attendees than this are collapsed. */
const FEW = 5;

/**
 * A group session in the list: when, what, and those of its attendees that the list contains, each with a menu of
 * actions.
 */
@Component({
  selector: 'eb-session-row',
  imports: [BookingMenu, EventDot, Icon, Initials, RouterLink, StatusChip],
  template: `
    <div class="flex flex-wrap gap-x-4 gap-y-3 px-4 py-3.5 sm:px-5">
      <div class="w-20 shrink-0 tabular-nums sm:w-24">
        <p class="font-semibold">{{ start() }}</p>
        <p class="text-sm text-on-surface-variant">{{ length() }}</p>
      </div>
      <div class="min-w-0 flex-1 basis-40">
        <div class="flex items-start gap-3">
          <div class="min-w-0 flex-1">
            <p class="flex items-center gap-1.5 font-semibold wrap-anywhere">
              <eb-event-dot [of]="mark()" /> {{ first().eventType.title }}
            </p>
            <p class="flex items-center gap-1.5 text-sm text-on-surface-variant">
              <eb-icon name="users" class="size-4" /> {{ people() }}
            </p>
          </div>
          @if (joins()) {
            <a
              class="eb-button eb-button-outline min-h-10"
              target="_blank"
              rel="noopener"
              [href]="first().meetingUrl"
              ><eb-icon name="video" /> {{ t('join') }}</a
            >
          }
        </div>
        <details class="mt-2" [open]="few()">
          <summary class="rounded text-sm font-semibold text-primary">
            {{ t('attendees', { count: bookings().length }) }}
          </summary>
          <ul class="mt-1">
            @for (booking of bookings(); track booking.uid) {
              <li class="-mx-2 flex items-center">
                <a
                  class="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-xl px-2 py-1 hover:bg-surface-container aria-current:bg-surface-container"
                  queryParamsHandling="preserve"
                  [id]="'booking-' + booking.uid"
                  [attr.aria-current]="booking.uid === openUid() ? 'true' : null"
                  [routerLink]="['/portal/bookings', booking.uid]"
                >
                  <eb-initials class="size-8 text-xs" [of]="booking.attendee.name" />
                  <span class="min-w-0 flex-1 truncate font-medium"
                    ><bdi>{{ booking.attendee.name }}</bdi></span
                  >
                  @if (booking.status !== 'confirmed') {
                    <eb-status-chip [booking]="booking" />
                  }
                </a>
                <eb-booking-menu
                  class="shrink-0"
                  [booking]="booking"
                  [zone]="zone()"
                  (changed)="changed.emit($event)"
                />
              </li>
            }
          </ul>
        </details>
      </div>
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionRow {
  readonly bookings = input.required<readonly [Booking, ...Booking[]]>();
  readonly zone = input.required<string>();
  /** The booking whose details are open. */
  readonly openUid = input<string | null>(null);
  /** A booking after an action of its menu. */
  readonly changed = output<Booking>();

  protected readonly t = translator('portal-bookings');
  private readonly now = inject(Clock).now;
  private readonly marks = inject(EventMarks);
  protected readonly first = computed(() => this.bookings()[0]);
  protected readonly few = computed(() => this.bookings().length <= FEW);
  protected readonly start = computed(() => timeText(this.first().start, this.zone()));
  protected readonly length = computed(() => minutesText(this.first().duration));
  protected readonly people = computed(() => {
    const { seats = 0, seatsTaken = 0 } = this.first().session ?? {};
    return this.t('places', { taken: seatsTaken, seats });
  });
  protected readonly joins = computed(
    () =>
      joinable(this.first(), this.now()) &&
      Date.parse(this.first().start) - this.now().getTime() < 30 * 60_000,
  );
  protected readonly mark = computed(() => this.marks.of(this.first().eventType.id));

  constructor() {
    this.marks.refresh();
  }
}
