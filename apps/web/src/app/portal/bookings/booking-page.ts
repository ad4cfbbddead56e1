import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { BOOKING_TRANSITIONS } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '../../ui/clock';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '../../ui/icon';
import { Initials } from '../../ui/initials';
import { Loadable } from '../../ui/loadable';
import { minutesText } from '../../ui/minutes-text';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { saveFile } from '../../ui/save-file';
import {
  cityOf,
  fullRangeText,
  offsetText,
  shortDateText,
  localDateOf,
  timeText,
  untilText,
} from '../../ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingActions } from '../booking-parts/booking-actions';
import { endWords, joinable, placeWords } from '../booking-parts/booking-words';
import { StatusChip } from '../booking-parts/status-chip';
import { PortalLive } from '../shell/portal-live';

interface Read {
  booking: Booking;
  /** Labels of the event type's questions by their id; a question that is gone shows its id. */
  labels: ReadonlyMap<string, string>;
}

/** One booking: who, when in both zones, what they wrote, and what can be done with it. */
@Component({
  selector: 'eb-booking-page',
  imports: [
    AnswerButtons,
    CopyButton,
    FailedState,
    Icon,
    Initials,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Notice,
    PageHeader,
    RouterLink,
    StatusChip,
  ],
  templateUrl: './booking-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingPage {
  /** From the path. */
  readonly uid = input.required<string>();

  private readonly api = inject(ExpertBookingsApi);
  private readonly eventTypes = inject(EventTypesApi);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(BookingActions);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  protected readonly read = new Loadable<Read>();
  protected readonly booking = computed(() => this.read.value()?.booking ?? null);
  protected readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  protected readonly busy = computed(() => this.actions.busy().has(this.uid()));
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');

  protected readonly facts = computed(() => {
    const booking = this.booking();
    if (!booking) return null;
    const zone = this.zone();
    const theirs = booking.attendee.timeZone;
    const over = Date.parse(booking.end) <= this.now().getTime();
    const moves = BOOKING_TRANSITIONS[booking.status];
    return {
      place: placeWords(booking.location.kind),
      length: minutesText(booking.duration),
      mine: fullRangeText(booking.start, booking.end, zone),
      mineZone: `${cityOf(zone)}, ${offsetText(booking.start, zone)}`,
      theirs:
        offsetText(booking.start, theirs) === offsetText(booking.start, zone)
          ? null
          : fullRangeText(booking.start, booking.end, theirs),
      theirsZone: `${cityOf(theirs)}, ${offsetText(booking.start, theirs)}`,
      until: booking.status === 'confirmed' ? untilText(booking.start, booking.end, this.now()) : null,
      ended: endWords(booking),
      joins: joinable(booking, this.now()),
      asks: booking.status === 'pending' && !over,
      cancels: booking.status === 'confirmed' && !over,
      noShow: moves.includes('no_show') && Date.parse(booking.start) <= this.now().getTime(),
      created: `${shortDateText(localDateOf(booking.createdAt, zone))}, ${timeText(booking.createdAt, zone)}`,
    };
  });
  protected readonly answers = computed(() => {
    const read = this.read.value();
    return Object.entries(read?.booking.answers ?? {}).map(([id, answer]) => ({
      label: read?.labels.get(id) ?? id,
      text: answer === true ? 'Yes' : answer === false ? 'No' : String(answer),
    }));
  });
  protected readonly mailto = computed(() => {
    const booking = this.booking();
    return booking
      ? `mailto:${encodeURIComponent(booking.attendee.email)}?subject=${encodeURIComponent(booking.eventType.title)}`
      : '';
  });

  constructor() {
    effect(() => {
      this.uid();
      untracked(() => void this.load());
    });
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => void this.load(true));
  }

  protected load(quiet = false): Promise<void> {
    const uid = this.uid();
    return this.read.load(
      async () => {
        const [booking, types] = await Promise.all([
          this.api.get(uid),
          // Only for the questions' labels: the booking is worth showing without them.
          this.eventTypes.list().catch(() => []),
        ]);
        const questions = types.find((one) => one.id === booking.eventType.id)?.questions ?? [];
        return { booking, labels: new Map(questions.map((one) => [one.id, one.label])) };
      },
      { quiet },
    );
  }

  protected merge(booking: Booking | null): void {
    if (booking?.uid === this.uid()) this.read.update((read) => ({ ...read, booking }));
  }

  protected async download(booking: Booking): Promise<void> {
    try {
      saveFile(await this.api.calendarFile(booking.uid), `${booking.eventType.slug}.ics`);
    } catch (error) {
      this.toasts.fail('The calendar file could not be loaded.', error);
    }
  }

  protected async cancel(booking: Booking): Promise<void> {
    this.merge(await this.actions.cancel(booking));
  }

  protected async markNoShow(booking: Booking): Promise<void> {
    this.merge(await this.actions.noShow(booking));
  }
}
