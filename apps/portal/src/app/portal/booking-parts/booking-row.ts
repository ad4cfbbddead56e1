import {
  ChangeDetectionStrategy,
  Component,
  booleanAttribute,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { EventDot } from '../../ui/event-dot';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { timeText, relativeText } from '@expertbook/web-shared/ui/zoned-time';
import { BookingActions } from './booking-actions';
import { BookingMenu } from './booking-menu';
import { deadlineWords, endWords, joinable, placeWords } from './booking-words';
import { EventMarks } from './event-marks';
import { StatusChip } from './status-chip';

/**
 * One booking in a list: when, who, what, and a menu of actions; the whole row opens it. More content is projected at
 * its end.
 */
@Component({
  selector: 'eb-booking-row',
  imports: [BookingMenu, EventDot, Icon, Initials, RouterLink, StatusChip],
  template: `
    <div
      class="relative flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 transition-colors hover:bg-surface-container sm:px-5"
      [class.text-on-surface-variant]="over()"
      [class.bg-surface-container]="current()"
    >
      <div class="w-20 shrink-0 tabular-nums sm:w-24 large-text:w-full">
        <p class="font-semibold" [class.line-through]="calledOff()">{{ start() }}</p>
        <p class="text-sm text-on-surface-variant">{{ length() }}</p>
      </div>
      <eb-initials class="max-sm:hidden" [class.grayscale]="over()" [of]="booking().attendee.name" />
      <div class="min-w-0 flex-1 basis-40">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a
            class="truncate font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-xl focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-primary"
            queryParamsHandling="preserve"
            [id]="'booking-' + booking().uid"
            [attr.aria-current]="current() ? 'true' : null"
            [routerLink]="['/portal/bookings', booking().uid]"
            ><bdi>{{ booking().attendee.name }}</bdi></a
          >
          @if (showsStatus()) {
            <eb-status-chip [booking]="booking()" />
          }
        </p>
        <p class="flex items-center gap-1.5 text-sm text-on-surface-variant">
          <eb-icon class="size-4" [name]="place().icon" />
          <eb-event-dot [of]="mark()" />
          <span class="truncate">{{ booking().eventType.title }}</span>
          @if (ending()) {
            <span class="hidden truncate lg:inline">· {{ ending() }}</span>
          }
        </p>
      </div>
      <eb-booking-menu
        class="relative z-10 -me-2 shrink-0 sm:order-last"
        [booking]="booking()"
        [zone]="zone()"
        (changed)="changed.emit($event)"
      />
      <div class="relative z-10 ms-auto flex items-center gap-2 empty:hidden max-sm:w-full">
        @if (joins()) {
          <a
            class="eb-button eb-button-outline min-h-10 max-sm:flex-1"
            target="_blank"
            rel="noopener"
            [href]="booking().meetingUrl"
            [attr.aria-label]="t('join.name', { name: booking().attendee.name })"
            ><eb-icon name="video" /> {{ t('join') }}</a
          >
        }
        <ng-content />
      </div>
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingRow {
  readonly booking = input.required<Booking>();
  readonly zone = input.required<string>();
  /** Dims bookings that are over; for lists of one day. */
  readonly dims = input(false, { transform: booleanAttribute });

  /** Omits the status where the list already shows it. */
  readonly plain = input(false, { transform: booleanAttribute });

  /** Marks the booking whose details are open. */
  readonly current = input(false, { transform: booleanAttribute });

  /** The booking after an action of the menu. */
  readonly changed = output<Booking>();

  protected readonly t = translator('portal-parts');
  private readonly now = inject(Clock).now;
  private readonly undoable = inject(BookingActions).undoableChanges;
  private readonly marks = inject(EventMarks);
  protected readonly mark = computed(() => this.marks.of(this.booking().eventType.id));
  protected readonly start = computed(() => timeText(this.booking().start, this.zone()));
  protected readonly length = computed(() => minutesText(this.booking().duration));
  protected readonly place = computed(() => placeWords(this.booking().location.kind, this.t));
  protected readonly ending = computed(
    () =>
      endWords(this.booking(), this.t) ||
      // Where the status is omitted, so are its details.
      (this.plain() ? '' : deadlineWords(this.booking(), this.zone(), this.now(), this.t)),
  );
  protected readonly showsStatus = computed(
    () => this.undoable().has(this.booking().uid) || (!this.plain() && this.booking().status !== 'confirmed'),
  );
  protected readonly calledOff = computed(() =>
    ['cancelled', 'declined', 'rescheduled'].includes(this.booking().status),
  );
  protected readonly over = computed(
    () => this.dims() && relativeText(this.booking().start, this.booking().end, this.now()) === 'ended',
  );
  /** The link to join is shown from half an hour before the start. */
  protected readonly joins = computed(
    () =>
      joinable(this.booking(), this.now()) &&
      Date.parse(this.booking().start) - this.now().getTime() < 30 * 60_000,
  );

  constructor() {
    this.marks.refresh();
  }
}
