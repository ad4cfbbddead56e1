import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { EmailState } from '@expertbook/contracts';
import { PasswordField } from '../../account/password-field';
import { SessionStore } from '../../account/session';
import { EmailApi } from '../../data/email-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { FailedState } from '../../ui/failed-state';
import { emailRule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { wrongPasswordAt } from './wrong-password';
import { SettingsCard } from './settings-card';

/**
 * The account's email address and its change: with the password, and confirmed at the new address where the server
 * sends mails.
 */
@Component({
  selector: 'eb-email-section',
  imports: [
    FailedState,
    Field,
    FieldControl,
    Notice,
    PasswordField,
    ReactiveFormsModule,
    SettingsCard,
    SubmitButton,
  ],
  template: `
    <eb-settings-card name="email" [title]="t('email')" [text]="t('email.text')">
      @switch (read.status()) {
        @case ('loading') {
          <div class="eb-skeleton h-14" role="status">
            <span class="sr-only">{{ t('email.loading') }}</span>
          </div>
        }
        @case ('failed') {
          <eb-failed-state [title]="t('email.failed')" [problem]="read.problem()" (again)="load()" />
        }
        @default {
          @if (read.value(); as state) {
            <p class="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi dir="ltr" class="min-w-0 font-medium break-all">{{ state.email }}</bdi>
              @if (verifies()) {
                <span
                  class="rounded-full px-2.5 py-0.5 text-xs font-semibold"
                  [class]="
                    state.verified
                      ? 'bg-primary-container text-on-primary-container'
                      : 'bg-tertiary-container text-on-tertiary-container'
                  "
                  >{{ state.verified ? t('email.confirmed') : t('email.unconfirmed') }}</span
                >
              }
            </p>
            @if (state.pendingEmail; as pending) {
              <eb-notice class="mb-5">
                <p class="break-words">{{ t('email.pending', { email: pending }) }}</p>
                <p class="mt-1">{{ t('email.pendingHint') }}</p>
                <div class="mt-3 flex flex-wrap gap-2">
                  <button
                    type="button"
                    class="eb-button eb-button-outline min-h-10"
                    [disabled]="busy()"
                    (click)="resend()"
                  >
                    {{ t('email.resend') }}
                  </button>
                  <button
                    type="button"
                    class="eb-button eb-button-quiet min-h-10"
                    [disabled]="busy()"
                    (click)="cancel()"
                  >
                    {{ t('email.cancel') }}
                  </button>
                </div>
              </eb-notice>
            } @else if (!verifies()) {
              <eb-notice class="mb-5">{{ t('email.noMail') }}</eb-notice>
            }
          }
        }
      }
      <form class="max-w-md space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        @if (sending.failure(); as failure) {
          <eb-notice kind="error">{{ failure }}</eb-notice>
        }
        <eb-field [label]="t('email.new')" [control]="form.controls.newEmail">
          <input
            ebControl
            class="eb-input"
            type="email"
            dir="ltr"
            formControlName="newEmail"
            autocomplete="email"
            autocapitalize="none"
            spellcheck="false"
          />
        </eb-field>
        <eb-password-field [label]="t('email.password')" [control]="form.controls.password" />
        <eb-submit-button [label]="t('email.save')" [busyLabel]="t('saving')" [busy]="sending.busy()" />
      </form>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailSection {
  protected readonly t = translator('portal-settings');
  private readonly api = inject(EmailApi);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  protected readonly read = new Loadable<EmailState>();
  /** Whether this server verifies addresses; the texts assume so until it is known. */
  protected readonly verifies = signal(true);
  protected readonly busy = signal(false);
  protected readonly form = new FormGroup({
    newEmail: new FormControl('', {
      nonNullable: true,
      validators: [requiredRule(() => this.t('email.needed')), emailRule(() => this.t('email.form'))],
    }),
    password: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('password.needed')),
    }),
  });
  protected readonly sending = formSubmission(this.form, () => this.change(), {
    ...wrongPasswordAt('password', this.t),
    fields: { invalid_credentials: 'password', email_taken: 'newEmail', registration_closed: 'newEmail' },
    rename: (field) => (field === 'email' ? 'newEmail' : field),
  });

  constructor() {
    void this.load();
  }

  protected async load(quiet = false): Promise<void> {
    await this.read.load(
      async () => {
        const [state, { verifiesEmail }] = await Promise.all([this.api.state(), this.api.registration()]);
        this.verifies.set(verifiesEmail);
        return state;
      },
      { quiet },
    );
    const known = this.session.user();
    const state = this.read.value();
    if (known && state && (known.email !== state.email || known.emailVerified !== state.verified)) {
      await this.session.reload().catch(() => undefined);
    }
  }

  protected resend(): Promise<void> {
    return this.run(() => this.api.resend(), this.t('email.resent'));
  }

  protected cancel(): Promise<void> {
    return this.run(() => this.api.cancelChange(), this.t('email.cancelled'));
  }

  private async change(): Promise<void> {
    const { newEmail, password } = this.form.getRawValue();
    await this.api.change({ newEmail: newEmail.trim(), password });
    this.form.reset();
    await this.load(true);
    const done = this.read.value()?.pendingEmail ? this.t('email.asked') : this.t('email.changed');
    this.toasts.show(done);
  }

  private async run(request: () => Promise<void>, done: string): Promise<void> {
    this.busy.set(true);
    try {
      await request();
      this.toasts.show(done);
      await this.load(true);
    } catch (error) {
      this.toasts.fail(this.t('email.notDone'), error);
    } finally {
      this.busy.set(false);
    }
  }
}
