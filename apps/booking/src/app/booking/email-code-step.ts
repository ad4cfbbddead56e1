import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { EmailCodeSent, Problem, PublicEventType } from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Hours } from '@expertbook/web-shared/platform/locale';
import { timeText, wallTimeIn } from './wall-time';

const DIGITS = 6;
/** Arabic, Persian and full-width digits; the last four bits of each are its value. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
/** A visitor who waits for the mail does not type, but the hold must still be renewed. */
const KEEP_HOLD_MS = 20_000;
/** A code older than this was sent before this step opened. */
const JUST_NOW_MS = 60_000;

/** Asks for the code that was sent to the client's address, to prove that it is theirs. */
@Component({
  selector: 'eb-email-code-step',
  imports: [Icon],
  templateUrl: './email-code-step.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailCodeStep {
  readonly eventType = input.required<PublicEventType>();
  readonly email = input.required<string>();
  /** Secret of the booking link that opened the page. */
  readonly link = input<string | null>(null);
  /** IANA name of the zone that times are shown in. */
  readonly zone = input.required<string>();
  readonly busy = input(false);
  /** Nothing can be sent without a time to book. */
  readonly blocked = input(false);
  readonly problem = input<Problem | null>(null);
  /** Six digits. */
  readonly entered = output<string>();
  /** The visitor wants to change the address. */
  readonly back = output<void>();
  /** The visitor is still on this step. */
  readonly atWork = output<void>();

  private readonly api = inject(BookingsApi);
  private readonly texts = inject(LanguageService);
  private readonly hours = inject(Hours);
  private readonly clock = inject(Clock);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly problemText = problemText();

  protected readonly t = translator('booking-form', 'booking');
  protected readonly sent = signal<EmailCodeSent | null>(null);
  protected readonly sending = signal(false);
  protected readonly refused = signal<Problem | null>(null);
  protected readonly code = signal('');
  /** The entered code has too few digits. */
  private readonly short = signal(false);
  /** The error that the visitor has dismissed by typing. */
  private readonly dismissed = signal<Problem | null>(null);

  protected readonly notSent = computed(() => {
    const refused = this.refused();
    return refused && this.problemText(refused);
  });
  /** When the current code was sent, unless that was just now. */
  protected readonly sentAt = computed(() => {
    const sent = this.sent();
    const at = sent && Date.parse(sent.sentAt);
    return at !== null && untracked(() => this.clock.now().getTime()) - at > JUST_NOW_MS
      ? this.timeOf(at)
      : null;
  });
  protected readonly nextAt = computed(() => {
    const sent = this.sent();
    return sent && this.timeOf(Date.parse(sent.expiresAt));
  });
  protected readonly mayResend = computed(() => {
    const sent = this.sent();
    return sent !== null && Date.parse(sent.expiresAt) <= this.clock.now().getTime();
  });
  private readonly wrong = computed(() => {
    const problem = this.problem();
    return problem?.code === 'email_code_wrong' && problem !== this.dismissed() ? problem : null;
  });
  protected readonly fault = computed(() => {
    if (this.short()) return this.t('code.short');
    const wrong = this.wrong();
    if (!wrong) return '';
    const left = wrong.errors?.[0]?.params?.['count'] ?? 0;
    return left > 0
      ? this.t('code.wrong', { count: left })
      : this.t('code.spent', { time: this.nextAt() ?? '' });
  });
  /** Error text that does not concern the code. */
  protected readonly general = computed(() => {
    const problem = this.problem();
    return problem && problem.code !== 'email_code_wrong' ? this.problemText(problem) : null;
  });

  constructor() {
    afterNextRender(() => {
      this.focus('h3');
      void this.send();
    });
    effect(() => {
      if (this.wrong()) untracked(() => this.focus('input'));
    });
    const here = setInterval(() => {
      if (document.visibilityState === 'visible' || this.code() !== '') this.atWork.emit();
    }, KEEP_HOLD_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(here));
  }

  protected async send(): Promise<void> {
    if (this.sending()) return;
    this.sending.set(true);
    this.refused.set(null);
    const request = {
      email: this.email(),
      eventTypeId: this.eventType().id,
      language: this.texts.language(),
    };
    try {
      this.sent.set(await this.api.sendCode(request, this.link()));
      this.focus('input');
    } catch (error) {
      this.refused.set(toProblem(error));
    } finally {
      this.sending.set(false);
    }
  }

  protected type(event: Event): void {
    const control = event.target as HTMLInputElement;
    const digits = control.value
      .replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
      .replace(/\D/g, '')
      .slice(0, DIGITS);
    control.value = digits;
    this.code.set(digits);
    this.short.set(false);
    this.dismissed.set(this.problem());
    this.atWork.emit();
  }

  protected submit(): void {
    if (this.busy() || this.blocked() || !this.sent()) return;
    this.short.set(this.code().length < DIGITS);
    if (this.short()) return this.focus('input');
    this.dismissed.set(null);
    this.entered.emit(this.code());
  }

  private timeOf(instant: number): string {
    return timeText(wallTimeIn(instant, this.zone()).time, this.hours.cycle());
  }

  private focus(target: 'h3' | 'input'): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(target)?.focus(), {
      injector: this.injector,
    });
  }
}
