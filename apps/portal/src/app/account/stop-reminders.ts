import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute } from '@angular/router';
import type { ReminderStop } from '@expertbook/contracts';
import { MessagesApi } from '../data/messages-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../ui/notice';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';

/**
 * `/account/reminders#token=…`: stops the reminders of one expert, or starts them again. Opening the page changes
 * nothing, so that mail scanners and previews are harmless.
 */
@Component({
  selector: 'eb-stop-reminders',
  imports: [Icon, Notice, PageMessage, PublicFrame],
  template: `
    <eb-public-frame>
      @if (loadable.value(); as shown) {
        <eb-page-message
          [icon]="shown.isStopped ? 'check' : 'bell'"
          [title]="
            shown.isStopped ? t('reminders.stopped') : t('reminders.title', { name: shown.expert.name })
          "
          [text]="
            t(shown.isStopped ? 'reminders.stoppedText' : 'reminders.text', { name: shown.expert.name })
          "
        >
          @if (failure(); as failure) {
            <eb-notice kind="error" class="basis-full">{{ failure }}</eb-notice>
          }
          <button
            type="button"
            class="eb-button"
            [class.eb-button-primary]="!shown.isStopped"
            [class.eb-button-outline]="shown.isStopped"
            [attr.aria-disabled]="busy() ? true : null"
            (click)="set(!shown.isStopped)"
          >
            {{ t(shown.isStopped ? 'reminders.again' : 'reminders.stop') }}
          </button>
        </eb-page-message>
      } @else if (invalid()) {
        <eb-page-message icon="link" [title]="t('reminders.invalid')" [text]="t('reminders.invalidText')" />
      } @else if (loadable.problem(); as problem) {
        <eb-page-message icon="wifi-off" [title]="t('reminders.notLoaded')" [text]="problemText(problem)">
          <button type="button" class="eb-button eb-button-primary" (click)="load()">
            <eb-icon name="refresh" /> {{ t('reminders.retry') }}
          </button>
        </eb-page-message>
      } @else {
        <div class="m-auto flex flex-col items-center px-6 py-16" aria-hidden="true">
          <div class="eb-skeleton size-14 rounded-full"></div>
          <div class="eb-skeleton mt-5 h-8 w-72 max-w-full"></div>
        </div>
        <span class="sr-only" role="status">{{ t('reminders.loading') }}</span>
      }
    </eb-public-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StopReminders {
  private readonly api = inject(MessagesApi);
  private readonly announcer = inject(Announcer);
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  protected readonly t = translator('account');
  protected readonly problemText = problemText();
  protected readonly loadable = new Loadable<ReminderStop>();
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly invalid = computed(() => !this.token || this.loadable.problem()?.status === 404);

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('reminders.tab')));
    afterNextRender(() => void this.load());
  }

  protected async load(): Promise<void> {
    const { token } = this;
    if (token) await this.loadable.load(() => this.api.stop(token));
  }

  protected async set(isStopped: boolean): Promise<void> {
    const { token } = this;
    if (!token || this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      this.loadable.put(await this.api.putStop(token, isStopped));
      this.announcer.announce(this.t(isStopped ? 'reminders.stopped' : 'reminders.started'));
    } catch (error) {
      this.failure.set(this.problemText(toProblem(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
