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
  signal,
  untracked,
} from '@angular/core';
import type { Booking, BookingLinks, Problem } from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { PublicApi } from '../data/public-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { untilSettled } from '@expertbook/web-shared/data/until-settled';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { showBrand } from '@expertbook/web-shared/ui/brand';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { dateLocale, Hours } from '@expertbook/web-shared/platform/locale';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import { saveFile } from '@expertbook/web-shared/ui/save-file';
import { BookingFacts } from './booking-facts';
import { followBooking } from './booking-updates';
import { bookingDisplayState } from './booking-display-state';
import { CalendarAdd } from './calendar-add';
import { CancelPanel } from './cancel-panel';
import { CopyLink } from './copy-link';
import { PageAddress } from './page-address';
import { longDate } from './date-text';
import { rememberToken, tokenInFragment, tokenOf } from './manage-token';
import { tabTitle } from './tab-title';
import { timeText, wallTime } from './wall-time';

/** From this time before the start on, the link to join comes first. */
const NEAR_MS = 15 * 60_000;

/**
 * `/bookings/:uid#token=…`: the confirmation right after booking, later the client's page to view, reschedule and
 * cancel the booking. The token is read from the fragment and sent in a header only.
 */
@Component({
  selector: 'eb-booking-page',
  imports: [BookingFacts, CalendarAdd, CancelPanel, CopyLink, Icon, Initials, PageMessage, PublicFrame],
  templateUrl: './booking-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingPage {
  readonly uid = input.required<string>();

  private readonly api = inject(BookingsApi);
  private readonly hours = inject(Hours);
  private readonly pages = inject(PublicApi);
  private readonly clock = inject(Clock);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly address = inject(PageAddress);
  private readonly navigationState = computed(
    () => this.address.state() as { booked?: unknown; spent?: unknown } | null,
  );
  /** How the visitor came here: `new` or `moved` right after booking. Survives a reload, but not a new tab. */
  private readonly arrival = computed(() => this.navigationState()?.booked);
  /** Whether the same event type can be booked again: it may be private, inactive or deleted. Null until known. */
  private readonly openAgain = signal<boolean | null>(null);
  /** The expert's photo; null without one, and until it is known. */
  protected readonly photo = signal<string | null>(null);
  /** About to begin, or in progress: the link to join comes first. */
  protected readonly isNear = computed(() => {
    const booking = this.loadable.value();
    if (!booking) return false;
    const now = this.clock.now().getTime();
    return now >= Date.parse(booking.start) - NEAR_MS && now < Date.parse(booking.end);
  });
  /** Link to book another time; null until it is known to work. */
  protected readonly bookAgain = computed(() => {
    const booking = this.loadable.value();
    const open = this.openAgain();
    if (!booking || open === null) return null;
    // A single-use link is used up: the same event type cannot be booked again.
    const again = open && this.navigationState()?.spent !== true;
    const { handle } = booking.expert;
    return { again, path: again ? `/${handle}/${booking.eventType.slug}` : `/${handle}` };
  });

  protected readonly late = LATE_ICONS;
  protected readonly t = translator('pages', 'booking');
  protected readonly problemText = problemText();
  protected readonly loadable = new Loadable<Booking>();
  protected readonly token = computed(() => tokenInFragment(this.address.fragment()) ?? tokenOf(this.uid()));
  protected readonly cancelling = signal(false);
  protected readonly busy = signal(false);
  protected readonly fileFailed = signal(false);
  protected readonly cancelProblem = signal<Problem | null>(null);
  protected readonly displayState = computed(() => {
    const booking = this.loadable.value();
    return booking
      ? bookingDisplayState(booking, {
          now: this.clock.now().getTime(),
          arrival: this.arrival(),
          deadline: this.deadlineOf(booking),
          t: this.t,
        })
      : null;
  });
  protected readonly manageLink = computed(() => {
    const link = (this.loadable.value()?.links as Partial<BookingLinks> | undefined)?.manage;
    return link ?? `${location.origin}/bookings/${this.uid()}#token=${this.token() ?? ''}`;
  });
  protected readonly successor = computed(() => {
    const uid = this.loadable.value()?.rescheduledTo;
    // The token of the old booking opens the new one as well.
    const token = uid ? (tokenOf(uid) ?? this.token()) : null;
    return uid && token ? { uid, fragment: `token=${token}` } : null;
  });

  constructor() {
    tabTitle(() => this.t('page.tab'));
    effect(() => {
      const token = this.token();
      const uid = this.uid();
      untracked(() => {
        if (token) rememberToken(uid, token);
        this.load();
      });
    });
    effect(() => {
      const booking = this.loadable.value();
      if (booking) showBrand(booking.expert.brandColor, booking.expert.look);
    });
    const page = computed(() => {
      const booking = this.loadable.value();
      return booking && [booking.expert.handle, booking.eventType.slug].join('/');
    });
    effect(() => {
      const [handle, slug] = page()?.split('/') ?? [];
      if (handle && slug) untracked(() => void this.checkOpenAgain(handle, slug));
    });
    const followed = { uid: this.uid, token: this.token, booking: this.loadable.value };
    followBooking({ ...followed, isLive: () => this.displayState()?.live === true }, () => this.load(true));
    // A text, not an object: a repeated read or a tick of the clock changes nothing and must not move the focus.
    const news = computed(() => {
      const display = this.displayState();
      return display?.fresh ? display.title : null;
    });
    effect(() => {
      const title = news();
      if (!title) return;
      untracked(() => {
        this.announcer.announce(title);
        if (this.arrival()) this.focus('#eb-standing');
      });
    });
  }

  protected load(quiet = false): void {
    const token = this.token();
    if (token) void this.loadable.load(() => this.api.read(this.uid(), token), { quiet });
  }

  protected askCancel(open: boolean): void {
    this.cancelling.set(open);
    this.cancelProblem.set(null);
    this.focus(open ? '#eb-cancel-title' : '#eb-cancel-open');
  }

  protected async cancel(reason: string): Promise<void> {
    const token = this.token();
    if (!token || this.busy()) return;
    this.busy.set(true);
    this.cancelProblem.set(null);
    try {
      // A repeated cancellation returns the same booking.
      const ask = () => this.api.cancel(this.uid(), token, reason ? { reason } : {});
      const booking = await untilSettled(ask);
      await this.loadable.load(() => Promise.resolve(booking));
      this.cancelling.set(false);
      this.announcer.announce(this.t('standing.cancelled'));
      this.focus('#eb-standing');
    } catch (error) {
      this.cancelProblem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected async downloadFile(): Promise<void> {
    const token = this.token();
    if (!token) return;
    this.fileFailed.set(false);
    try {
      saveFile(await this.api.calendarFile(this.uid(), token), 'booking.ics');
    } catch {
      this.fileFailed.set(true);
    }
  }

  protected move(booking: Booking): void {
    this.address.go({
      path: `/${booking.expert.handle}/${booking.eventType.slug}`,
      query: {
        reschedule: booking.uid,
        tz: booking.attendee.timeZone,
        // Most clients reschedule by hours, not by weeks.
        date: wallTime(booking.attendeeTimes.start).date,
      },
    });
  }

  private async checkOpenAgain(handle: string, slug: string): Promise<void> {
    const open = await this.pages.eventTypePage(handle, slug, null).catch(() => null);
    this.openAgain.set(open !== null);
    const page = open ?? (await this.pages.expertPage(handle).catch(() => null));
    this.photo.set(page?.expert.photoUrl ?? null);
  }

  /** Deadline for the expert's response, in the client's zone; null where no response is due. */
  private deadlineOf({ attendeeTimes: { respondBy } }: Booking): string | null {
    if (!respondBy) return null;
    const { date, time } = wallTime(respondBy);
    return `${longDate(date, dateLocale())}${this.t('comma')}${timeText(time, this.hours.cycle())}`;
  }

  private focus(selector: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
