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
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { Booking, BookingHistoryEntry } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { comma } from '@expertbook/web-shared/ui/comma';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { Notice } from '../../ui/notice';
import { saveFile } from '@expertbook/web-shared/ui/save-file';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { replacingEntry } from '../../ui/back-navigation';
import { Toasts } from '../../ui/toasts';
import { cityOf, fullRangeText, offsetText, relativeText } from '@expertbook/web-shared/ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingActions } from '../booking-parts/booking-actions';
import { deadlineWords, endWords, joinable, placeWords } from '../booking-parts/booking-words';
import { possibleActions } from '../booking-parts/possible-actions';
import { StatusChip } from '../booking-parts/status-chip';
import { instantOf } from '../calendar/wall-clock';
import { PortalLive } from '../shell/portal-live';
import { sessionKey } from '../booking-parts/booking-groups';
import { BookingHistory } from './booking-history';
import { EraseClient } from './erase-client';
import { BookingsStore } from './bookings-store';
import { TabCounts } from './tab-counts';

interface Read {
  booking: Booking;
  /** Null when it could not be read: the booking is shown without it. */
  history: BookingHistoryEntry[] | null;
  /** Labels of the event type's questions by id; a removed question shows its id. */
  labels: ReadonlyMap<string, string>;
  /** The other bookings of the same group session. */
  others: Booking[];
}

/** Details of one booking: attendee, times in both zones, answers, history, and actions. */
@Component({
  selector: 'eb-booking-panel',
  imports: [
    AnswerButtons,
    BookingHistory,
    CopyButton,
    EraseClient,
    FailedState,
    Icon,
    Initials,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Notice,
    RouterLink,
    StatusChip,
  ],
  templateUrl: './booking-panel.html',
  host: { class: 'block xl:p-6' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingPanel {
  /** From the path. */
  readonly uid = input.required<string>();

  protected readonly t = translator('portal-bookings');
  protected readonly words = translator('portal-parts');
  private readonly api = inject(ExpertBookingsApi);
  private readonly eventTypes = inject(EventTypesApi);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(BookingActions);
  private readonly store = inject(BookingsStore);
  private readonly counts = inject(TabCounts);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  protected readonly read = new Loadable<Read>();
  protected readonly booking = computed(() => {
    const booking = this.read.value()?.booking;
    if (booking?.uid === this.uid()) return booking;
    // The list's data is shown until the API has responded.
    return this.store.shown().find((one) => one.uid === this.uid()) ?? null;
  });
  protected readonly rest = computed(() => {
    const read = this.read.value();
    return read?.booking.uid === this.uid() ? read : null;
  });
  protected readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  protected readonly busy = computed(() => this.actions.busy().has(this.uid()));
  protected readonly undoable = computed(() => this.actions.undoableChanges().get(this.uid()) ?? null);
  protected readonly missing = computed(() => this.read.problem()?.code === 'not_found');
  protected readonly before = computed(() => this.store.neighbour(this.uid(), -1));
  protected readonly after = computed(() => this.store.neighbour(this.uid(), 1));

  protected readonly facts = computed(() => {
    const booking = this.booking();
    if (!booking) return null;
    const zone = this.zone();
    const theirs = booking.attendee.timeZone;
    const now = this.now();
    const can = possibleActions(booking, now);
    return {
      place: placeWords(booking.location.kind, this.words),
      length: minutesText(booking.duration),
      mine: fullRangeText(booking.start, booking.end, zone),
      mineZone: `${cityOf(zone)}${comma()}${offsetText(booking.start, zone)}`,
      theirs: fullRangeText(booking.start, booking.end, theirs),
      theirsZone: `${cityOf(theirs)}${comma()}${offsetText(booking.start, theirs)}`,
      sameTime: offsetText(booking.start, theirs) === offsetText(booking.start, zone),
      until: this.untilWords(booking, now),
      ended: endWords(booking, this.words) || deadlineWords(booking, zone, now, this.words),
      joins: joinable(booking, now),
      asks: can.answer,
      reschedule: can.reschedule,
      cancels: can.cancel,
      noShow: can.noShow,
      seats:
        booking.session &&
        this.t('places', { taken: booking.session.seatsTaken, seats: booking.session.seats }),
    };
  });
  protected readonly answers = computed(() =>
    Object.entries(this.booking()?.answers ?? {}).map(([id, answer]) => ({
      label: this.rest()?.labels.get(id) ?? id,
      text: answer === true ? this.t('yes') : answer === false ? this.t('no') : String(answer),
    })),
  );
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
    const title = inject(Title);
    effect(() => {
      const booking = this.booking();
      const name = booking ? `${booking.attendee.name} · ` : '';
      title.setTitle(`${name}${this.t('title')} · ExpertBook`);
    });
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => {
      const mine = booking.uid === this.uid();
      this.show(booking);
      if (mine || this.isOther(booking)) void this.load(true);
    });
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => void this.load(true));
  }

  protected load(quiet = false): Promise<void> {
    const uid = this.uid();
    return this.read.load(
      async () => {
        const [booking, history, types] = await Promise.all([
          this.api.get(uid),
          this.api.history(uid).then(
            ({ items }) => items,
            () => null,
          ),
          this.eventTypes.list().catch(() => []),
        ]);
        const questions = types.find((one) => one.id === booking.eventType.id)?.questions ?? [];
        return {
          booking,
          history,
          labels: new Map(questions.map((one) => [one.id, one.label])),
          others: await this.othersOf(booking),
        };
      },
      { quiet },
    );
  }

  protected async download(booking: Booking): Promise<void> {
    try {
      saveFile(await this.api.calendarFile(booking.uid), `${booking.eventType.slug}.ics`);
    } catch (error) {
      this.toasts.fail(this.t('fileFailed'), error);
    }
  }

  protected async cancel(booking: Booking): Promise<void> {
    this.merge(await this.actions.cancel(booking));
  }

  protected async markNoShow(booking: Booking): Promise<void> {
    this.merge(await this.actions.noShow(booking));
  }

  protected async reschedule(booking: Booking): Promise<void> {
    const from = booking.start.slice(0, 16);
    const answer = await this.actions.askNewTime({ booking, from, to: null });
    if (!answer) return;
    const start = answer.start ?? new Date(instantOf(answer.to, this.zone())).toISOString();
    const moved = await this.actions.reschedule(booking, start, answer.reason);
    if (!moved) return;
    this.merge({ ...booking, status: 'rescheduled', rescheduledTo: moved.uid });
    this.merge(moved);
    if (this.uid() === booking.uid) {
      await this.router.navigate(['/portal/bookings', moved.uid], {
        queryParamsHandling: 'preserve',
        ...replacingEntry(),
        scroll: 'manual',
      });
    }
  }

  /** The list may contain other bookings of the same client. */
  protected async reloadList(): Promise<void> {
    await Promise.all([this.load(true), this.store.reload(true)]);
  }

  protected merge(booking: Booking | null): void {
    if (!booking) return;
    this.show(booking);
    this.store.merge(booking);
    this.counts.merge(booking);
  }

  private show(booking: Booking): void {
    this.read.update((read) => (booking.uid === read.booking.uid ? { ...read, booking } : read));
  }

  private isOther(booking: Booking): boolean {
    const mine = this.booking();
    return mine !== null && mine.session !== null && sessionKey(booking) === sessionKey(mine);
  }

  private async othersOf(booking: Booking): Promise<Booking[]> {
    const key = sessionKey(booking);
    if (key === null) return [];
    const { start: from, end: to, eventType } = booking;
    const page = await this.api
      .list({ from, to, eventTypeId: eventType.id, status: 'pending,confirmed,completed,no_show' })
      .catch(() => ({ items: [] as Booking[] }));
    return page.items.filter((one) => one.uid !== booking.uid && sessionKey(one) === key);
  }

  private untilWords({ status, start, end }: Booking, now: Date): string {
    if (status !== 'confirmed') return '';
    const until = relativeText(start, end, now);
    return until === 'now' ? this.t('running') : until === 'ended' ? '' : until;
  }
}
