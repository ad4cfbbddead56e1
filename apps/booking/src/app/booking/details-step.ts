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
import type { Booking, CreatedBooking, Problem, PublicEventTypePage } from '@expertbook/contracts';
import { LinkSecret } from '../data/link-secret';
import { isNetworkFailure, isUnsettled } from '@expertbook/web-shared/data/problem';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import type { FilledForm } from './booking-form';
import { BookingForm } from './booking-form';
import type { SendResult } from './booking-sender';
import { BookingSender } from './booking-sender';
import { EmailCodeStep } from './email-code-step';
import { FlowState } from './flow-state';
import { finishDraft, readDraft } from './form-draft';
import { HoldClock } from './hold-clock';
import { losesTime } from './hold-keeper';
import { LostSlot } from './lost-slot';
import { LostTime } from './lost-time';
import { rememberToken } from './manage-token';
import { PageAddress } from './page-address';
import { RescheduleForm } from './reschedule-form';

/** A booking to reschedule, with its token. */
export interface MovedBooking {
  booking: Booking;
  token: string;
}

const SLOW_MS = 5000;

/** The page's region for formatting dates, also for the mails; undefined if unknown. */
function regionShown(): { region?: string } {
  const { region } = new Intl.Locale(dateLocale()).maximize();
  return region ? { region } : {};
}

/** The step after a time was chosen: remaining time of the hold, the form, and alternatives when the time is lost. */
@Component({
  selector: 'eb-details-step',
  imports: [BookingForm, EmailCodeStep, HoldClock, Icon, LostSlot, RescheduleForm],
  providers: [LostTime],
  templateUrl: './details-step.html',
  host: { class: 'block min-w-0', '(window:online)': 'reconnect()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DetailsStep {
  readonly page = input.required<PublicEventTypePage>();
  readonly moving = input<MovedBooking | null>(null);

  protected readonly state = inject(FlowState);
  protected readonly keeper = this.state.keeper;
  protected readonly lostTime = inject(LostTime);
  private readonly sender = inject(BookingSender);
  private readonly address = inject(PageAddress);
  private readonly secret = inject(LinkSecret);
  private readonly texts = inject(LanguageService);
  private readonly hours = inject(Hours);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly late = LATE_ICONS;
  protected readonly t = translator('booking-form');
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  /** The filled-in form, while the code for its address is requested. */
  protected readonly unproven = signal<FilledForm | null>(null);
  /** The response takes longer than usual. */
  protected readonly slow = signal(false);
  protected readonly lost = computed(() => {
    const problem = this.problem();
    // While the outcome of the client's own booking is unknown, that booking may have taken the time.
    return this.busy() || (problem && isUnsettled(problem)) ? null : this.lostTime.problem();
  });
  protected readonly alternatives = computed(() =>
    this.lostTime.alternatives().map((instant) => ({ instant, wall: this.state.localOf(instant) })),
  );

  constructor() {
    effect(() => {
      if (this.state.instant() === null) return;
      untracked(() => {
        this.problem.set(null);
        this.focusTitle();
      });
    });
    const resumed = effect(() => {
      this.page();
      this.moving();
      resumed.destroy();
      untracked(() => void this.resume());
    });
    effect((onCleanup) => {
      this.slow.set(false);
      if (!this.busy()) return;
      const timer = setTimeout(() => this.slow.set(true), SLOW_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected async book(filled: FilledForm, emailCode?: string): Promise<void> {
    const start = this.startToSend();
    if (!start) return;
    const { eventType } = this.page();
    // The server requires a code: requesting it first saves a request that would be rejected.
    if (eventType.requiresEmailCode && !emailCode) return this.unproven.set(filled);
    const { name, email, notes, guests, answers } = filled;
    const result = await this.sending(() =>
      this.sender.book(
        {
          eventTypeId: eventType.id,
          start,
          duration: this.state.duration(),
          attendee: {
            name,
            email,
            timeZone: this.state.zone(),
            language: this.texts.language(),
            hourCycle: this.hours.cycle(),
            ...regionShown(),
          },
          ...(Object.keys(answers).length > 0 ? { answers } : {}),
          ...(notes ? { notes } : {}),
          ...(guests.length > 0 ? { guests } : {}),
          ...(emailCode ? { emailCode } : {}),
        },
        () => this.keeper.token(),
        this.state.link(),
      ),
    );
    if (!result) return this.askForCode(filled);
    this.finish(result, { name, email });
  }

  /** Requests the code where the server requires one; returns to the form when the server rejects the code. */
  private askForCode(filled: FilledForm): void {
    const problem = this.problem();
    if (problem?.code === 'email_code_required') {
      this.problem.set(null);
      this.unproven.set(filled);
    } else if (problem?.errors && problem.code !== 'email_code_wrong') this.unproven.set(null);
  }

  /** Returns to the form with its values, focused on the address. */
  protected changeEmail(): void {
    this.problem.set(null);
    this.unproven.set(null);
    afterNextRender(
      () => this.host.nativeElement.querySelector<HTMLElement>('input[type="email"]')?.focus(),
      { injector: this.injector },
    );
  }

  protected async move(reason: string): Promise<void> {
    const start = this.startToSend();
    const moving = this.moving();
    if (!start || !moving) return;
    const body = { start, duration: this.state.duration(), ...(reason ? { reason } : {}) };
    const result = await this.sending(() =>
      this.sender.reschedule(moving.booking.uid, moving.token, body, () => this.keeper.token()),
    );
    if (result) this.openBooking(result);
  }

  /** The page was reloaded before the response: repeats the request. */
  private async resume(): Promise<void> {
    const start = this.startToSend();
    const moving = this.moving();
    const { id } = this.page().eventType;
    const sent = moving
      ? this.sender.resumeMove(moving.booking.uid, moving.token, start)
      : this.sender.resumeBooking(id, start, this.state.link());
    if (!sent) return;
    this.busy.set(true);
    const result = await sent;
    if (result.ok) {
      this.keeper.spent();
      if (moving) this.openBooking(result.booking);
      else this.finish(result.booking, readDraft(id));
      return;
    }
    this.busy.set(false);
    if (isUnsettled(result.problem)) this.problem.set(result.problem);
  }

  private finish(result: CreatedBooking, person: { name: string; email: string }): void {
    const { eventType } = this.page();
    finishDraft(eventType.id, person);
    const { uid, status, end } = result;
    // For the host page of an embedded frame; see embed/embedding.ts.
    dispatchEvent(new CustomEvent('eb:booked', { detail: { uid, status, start: result.start, end } }));
    if (eventType.redirectUrl && /^https?:\/\//.test(eventType.redirectUrl))
      // After Back the visitor sees the calendar, not a form whose time is taken by their own booking.
      location.replace(eventType.redirectUrl);
    else this.openBooking(result);
  }

  /** The lost time is free again, and the visitor chooses it again. */
  protected retake(): void {
    this.problem.set(null);
    this.state.claim();
    this.focusTitle();
  }

  /** The reason why the form could not be sent is gone. */
  protected reconnect(): void {
    const problem = this.problem();
    if (problem && isNetworkFailure(problem)) this.problem.set(null);
  }

  private startToSend(): string | null {
    const instant = this.state.instant();
    return instant === null ? null : new Date(instant).toISOString();
  }

  private async sending(send: () => Promise<SendResult>): Promise<CreatedBooking | null> {
    if (this.busy()) return null;
    this.busy.set(true);
    this.problem.set(null);
    await this.keeper.answered();
    const result = await send();
    if (result.ok) {
      this.keeper.spent();
      return result.booking;
    }
    this.busy.set(false);
    if (losesTime(result.problem)) this.keeper.lose(result.problem);
    else this.problem.set(result.problem);
    return null;
  }

  private openBooking(booking: CreatedBooking): void {
    rememberToken(booking.uid, booking.manageToken);
    const spent = this.page().link?.kind === 'one_off' && !this.moving();
    if (spent) this.secret.forget(booking.expert.handle, booking.eventType.slug);
    this.address.go(
      { path: `/bookings/${booking.uid}`, fragment: `token=${booking.manageToken}` },
      { replace: true, state: { booked: this.moving() ? 'moved' : 'new', spent } },
    );
  }

  private focusTitle(): void {
    const title = () => this.host.nativeElement.querySelector<HTMLElement>('#eb-form-title');
    afterNextRender(
      () => {
        title()?.focus({ preventScroll: true });
        title()?.closest('article')?.scrollIntoView({ block: 'start' });
      },
      { injector: this.injector },
    );
  }
}
