import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  inject,
  signal,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { PasswordField } from '../../account/password-field';
import { SessionStore } from '../../account/session';
import { AuthApi } from '../../data/auth-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { rule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Notice } from '../../ui/notice';
import { saveFile } from '@expertbook/web-shared/ui/save-file';
import { Toasts } from '../../ui/toasts';
import { wrongPasswordAt } from './wrong-password';
import { SettingsCard } from './settings-card';

/** Exports the data or deletes the account. */
@Component({
  selector: 'eb-account-section',
  imports: [Field, FieldControl, Icon, Notice, PasswordField, ReactiveFormsModule, SettingsCard],
  template: `
    <eb-settings-card name="data" class="mb-4" [title]="t('data')" [text]="t('data.text')">
      <button
        type="button"
        class="eb-button eb-button-outline"
        [attr.aria-disabled]="exporting() ? true : null"
        (click)="exportData()"
      >
        <eb-icon name="download" /> {{ exporting() ? t('data.exporting') : t('data.export') }}
      </button>
    </eb-settings-card>

    <eb-settings-card name="delete" [title]="t('delete')" [text]="t('delete.text')">
      @if (asking()) {
        <ul class="mb-5 list-disc space-y-1 ps-5 text-sm">
          <li>{{ t('delete.bookings') }}</li>
          <li>{{ t('delete.page') }}</li>
          <li>{{ t('delete.clients') }}</li>
          <li>{{ t('delete.final') }}</li>
        </ul>
        <form class="max-w-md space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
          @if (sending.failure(); as failure) {
            <eb-notice kind="error">{{ failure }}</eb-notice>
          }
          <eb-field [label]="t('delete.type', { handle: handle() })" [control]="form.controls.handle">
            <input
              ebControl
              class="eb-input"
              dir="ltr"
              formControlName="handle"
              autocapitalize="none"
              autocomplete="off"
              spellcheck="false"
            />
          </eb-field>
          <eb-password-field [label]="t('delete.password')" [control]="form.controls.password" />
          <div class="flex flex-wrap gap-2">
            <button
              type="submit"
              class="eb-button eb-button-danger"
              [attr.aria-disabled]="sending.busy() ? true : null"
            >
              {{ sending.busy() ? t('delete.deleting') : t('delete.submit') }}
            </button>
            <button type="button" class="eb-button eb-button-outline" (click)="ask(false)">
              {{ t('delete.keep') }}
            </button>
          </div>
        </form>
      } @else {
        <button
          type="button"
          id="delete-account"
          class="eb-button eb-button-outline text-error!"
          (click)="ask(true)"
        >
          <eb-icon name="trash" /> {{ t('delete.begin') }}
        </button>
      }
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountSection {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly api = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly exporting = signal(false);
  protected readonly asking = signal(false);
  protected readonly handle = () => this.session.expert()?.handle ?? '';
  protected readonly form = new FormGroup({
    handle: new FormControl('', {
      nonNullable: true,
      validators: rule<string>(
        (typed) => typed.trim() === this.handle(),
        () => this.t('delete.mismatch', { handle: this.handle() }),
      ),
    }),
    password: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('password.needed')),
    }),
  });
  protected readonly sending = formSubmission(
    this.form,
    () => this.remove(),
    wrongPasswordAt('password', this.t),
  );

  /** Opens and closes the form, and moves the focus and the view to it. */
  protected ask(wanted: boolean): void {
    this.asking.set(wanted);
    afterNextRender(
      () => {
        const target = wanted ? 'form input' : '#delete-account';
        this.host.nativeElement.querySelector<HTMLElement>(target)?.focus();
      },
      { injector: this.injector },
    );
  }

  protected async exportData(): Promise<void> {
    if (this.exporting()) return;
    this.exporting.set(true);
    try {
      saveFile(await this.api.exportData(), `expertbook-${this.handle()}.json`);
    } catch (error) {
      // A user who cancels the dialog for the password knows that nothing was exported.
      if (toProblem(error).code !== 'reauthentication_required')
        this.toasts.fail(this.t('data.failed'), error);
    } finally {
      this.exporting.set(false);
    }
  }

  private async remove(): Promise<void> {
    await this.api.deleteAccount({ password: this.form.getRawValue().password });
    const gone = this.t('delete.done');
    this.session.ended();
    await this.router.navigateByUrl('/login');
    this.toasts.show(gone);
  }
}
