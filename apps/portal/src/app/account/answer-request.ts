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
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute } from '@angular/router';
import type { RequestState, RequestToAnswer } from '@expertbook/contracts';
import { MAX_REASON_LENGTH } from '@expertbook/contracts';
import { RequestsApi } from '../data/requests-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { showBrand } from '@expertbook/web-shared/ui/brand';
import { Clock } from '@expertbook/web-shared/ui/clock';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../ui/notice';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import {
  cityOf,
  dayInSentence,
  fullRangeText,
  localDateOf,
  timeText,
} from '@expertbook/web-shared/ui/zoned-time';

type Ended = Exclude<RequestState, 'open'>;

const TITLES: Readonly<Record<Ended, TextKey<'request'>>> = {
  confirmed: 'confirmed.title',
  declined: 'declined.title',
  expired: 'expired.title',
  withdrawn: 'withdrawn.title',
  cancelled: 'cancelled.title',
  rescheduled: 'rescheduled.title',
};
const TEXTS: Readonly<Record<Ended, TextKey<'request'>>> = {
  confirmed: 'confirmed.text',
  declined: 'declined.text',
  expired: 'expired.text',
  withdrawn: 'withdrawn.text',
  cancelled: 'cancelled.text',
  rescheduled: 'rescheduled.text',
};

/**
 * `/account/requests/:uid#token=…`: a request opened from its mail and answered by a button, signed in or not. Opening
 * the page changes nothing, so that mail scanners and previews are harmless.
 */
@Component({
  selector: 'eb-answer-request',
  imports: [Icon, Notice, PageMessage, PublicFrame],
  templateUrl: './answer-request.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerRequest {
  /** From the path. */
  readonly uid = input.required<string>();

  private readonly api = inject(RequestsApi);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly now = inject(Clock).now;
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');

  protected readonly t = translator('request');
  protected readonly maxLength = MAX_REASON_LENGTH;
  protected readonly problemText = problemText();
  protected readonly titles = TITLES;
  protected readonly texts = TEXTS;
  protected readonly loadable = new Loadable<RequestToAnswer>();
  protected readonly declining = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly invalid = computed(() => !this.token || this.loadable.problem()?.status === 404);
  protected readonly times = computed(() => {
    const shown = this.loadable.value();
    if (!shown) return null;
    const { start, end, expert, request } = shown;
    const mine = fullRangeText(start, end, expert.timeZone);
    const theirs = request && fullRangeText(start, end, request.attendee.timeZone);
    return {
      mine,
      zone: this.t('zone', { city: cityOf(expert.timeZone) }),
      theirs: theirs === mine ? null : theirs,
    };
  });
  protected readonly deadline = computed(() => {
    const shown = this.loadable.value();
    const respondBy = shown?.request?.respondBy;
    if (!shown || !respondBy) return this.t('held');
    const zone = shown.expert.timeZone;
    const date = localDateOf(respondBy, zone);
    const day = dayInSentence(date, localDateOf(this.now(), zone));
    return this.t('deadline', { when: `${day}${this.t('comma')}${timeText(respondBy, zone)}` });
  });

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('tab')));
    effect(() => {
      const shown = this.loadable.value();
      if (shown) showBrand(shown.expert.brandColor);
    });
    afterNextRender(() => void this.load());
  }

  protected async load(): Promise<void> {
    const { token } = this;
    if (token) await this.loadable.load(() => this.api.read(this.uid(), token));
  }

  protected ask(open: boolean): void {
    this.declining.set(open);
    this.failure.set(null);
    this.focus(open ? '#decline-title' : '#decline-open');
  }

  protected confirm(): Promise<void> {
    return this.answer((token) => this.api.confirm(this.uid(), token));
  }

  protected decline(reason: string): Promise<void> {
    return this.answer((token) => this.api.decline(this.uid(), token, reason));
  }

  protected iconOf(state: Ended): IconName {
    if (state === 'confirmed') return 'check';
    return state === 'expired' ? 'clock' : state === 'rescheduled' ? 'refresh' : 'x';
  }

  /** Shows the request's new state, whatever the outcome of the answer. */
  private async answer(send: (token: string) => Promise<RequestToAnswer>): Promise<void> {
    const { token } = this;
    if (!token || this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      this.show(await send(token));
    } catch (error) {
      const problem = toProblem(error);
      // Another page may have answered the request, or the response to this answer was lost.
      const now = await this.api.read(this.uid(), token).catch(() => null);
      if (now && now.state !== 'open') this.show(now);
      else this.failure.set(this.problemText(problem));
    } finally {
      this.busy.set(false);
    }
  }

  private show(request: RequestToAnswer): void {
    this.loadable.put(request);
    if (request.state === 'open') return;
    this.announcer.announce(this.t(TITLES[request.state]));
    this.focus('#main');
  }

  private focus(selector: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
