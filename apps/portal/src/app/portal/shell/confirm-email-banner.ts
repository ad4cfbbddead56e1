import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import { EmailApi } from '../../data/email-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Toasts } from '../../ui/toasts';

/** Shown on every page while the account's address is not verified: the booking page is not public yet. */
@Component({
  selector: 'eb-confirm-email-banner',
  imports: [Icon, RouterLink],
  template: `
    @if (session.user(); as user) {
      @if (!user.emailVerified) {
        <section
          class="flex flex-wrap items-center gap-x-4 gap-y-2 bg-tertiary-container px-4 py-2.5 text-sm text-on-tertiary-container sm:px-8"
          [attr.aria-label]="t('confirm.title')"
        >
          <p class="flex min-w-0 flex-1 basis-72 items-start gap-2">
            <eb-icon name="warning" class="mt-px" />
            <span class="min-w-0 break-words"
              ><strong class="font-semibold">{{ t('confirm.title') }}</strong>
              {{ t('confirm.text', { email: user.email }) }}</span
            >
          </p>
          <div class="flex flex-wrap gap-x-4">
            <button
              type="button"
              class="min-h-10 font-semibold underline underline-offset-4"
              [attr.aria-disabled]="busy() ? true : null"
              (click)="resend()"
            >
              {{ busy() ? t('confirm.sending') : t('confirm.resend') }}
            </button>
            @if (user.expert) {
              <a
                class="flex min-h-10 items-center font-semibold underline underline-offset-4"
                routerLink="/portal/settings"
                fragment="email"
                >{{ t('confirm.change') }}</a
              >
            }
          </div>
        </section>
      }
    }
  `,
  host: { '(document:visibilitychange)': 'recheck()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmailBanner {
  protected readonly t = translator('portal-shell');
  protected readonly session = inject(SessionStore);
  private readonly api = inject(EmailApi);
  private readonly toasts = inject(Toasts);
  protected readonly busy = signal(false);

  /** A user who returns from the mailbox may have opened the link there. */
  protected recheck(): void {
    if (document.visibilityState !== 'visible' || (this.session.user()?.emailVerified ?? true)) return;
    void this.session.reload().catch(() => undefined);
  }

  protected async resend(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.api.resend();
      this.toasts.show(this.t('confirm.sent'));
      // It may have been confirmed in another browser meanwhile.
      await this.session.reload();
    } catch (error) {
      if (toProblem(error).code === 'rate_limited') this.toasts.show(this.t('confirm.enough'));
      else this.toasts.fail(this.t('confirm.notSent'), error);
    } finally {
      this.busy.set(false);
    }
  }
}
