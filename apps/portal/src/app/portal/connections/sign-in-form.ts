import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { Connection } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { connectionRefusal } from './connection-refusal';
import { ConnectionsStore } from './connections-store';

/** A new password for an account that is connected already. */
@Component({
  selector: 'eb-sign-in-form',
  imports: [Field, FieldControl, Notice, ReactiveFormsModule, SubmitButton],
  template: `
    <form
      class="flex flex-wrap items-start gap-x-3 gap-y-4"
      [formGroup]="form"
      (ngSubmit)="sending.send()"
      novalidate
    >
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="basis-full">{{ failure }}</eb-notice>
      }
      <eb-field
        class="flex-1 basis-56"
        [label]="t('signIn.password')"
        [hint]="t('signIn.hint')"
        [control]="form.controls.password"
      >
        <input
          ebControl
          class="eb-input"
          type="password"
          dir="ltr"
          formControlName="password"
          autocomplete="off"
        />
      </eb-field>
      <eb-submit-button
        class="sm:mt-[1.875rem]"
        [label]="t('signIn')"
        [busyLabel]="t('signIn.busy')"
        [busy]="sending.busy()"
      />
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInForm {
  readonly connection = input.required<Connection>();
  readonly done = output<void>();

  protected readonly t = translator('portal-connections');
  private readonly store = inject(ConnectionsStore);
  protected readonly form = new FormGroup({
    password: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('password.needed')),
    }),
  });
  protected readonly sending = formSubmission(this.form, () => this.signIn(), connectionRefusal());

  private async signIn(): Promise<void> {
    await this.store.signIn(this.connection().id, this.form.getRawValue().password);
    this.form.reset();
    this.done.emit();
  }
}
