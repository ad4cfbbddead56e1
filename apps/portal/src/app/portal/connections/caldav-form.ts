import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { Connection } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { CALDAV_WAY, SOURCE_WAYS, serverOf } from './calendar-sources';
import type { CalendarSource } from './calendar-sources';
import { connectionRefusal } from './connection-refusal';
import { ConnectionsStore } from './connections-store';

/** Connects a CalDAV account; of a known provider only the account is asked for. */
@Component({
  selector: 'eb-caldav-form',
  imports: [Field, FieldControl, Notice, ReactiveFormsModule, SubmitButton],
  template: `
    <form class="space-y-4" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
      @if (sending.failure(); as failure) {
        <eb-notice kind="error">{{ failure }}</eb-notice>
      }
      <eb-notice>{{ passwordHelp() }}</eb-notice>
      @if (asksAddress()) {
        <eb-field [label]="t('address')" [hint]="addressHint()" [control]="form.controls.address">
          <input
            ebControl
            class="eb-input"
            dir="ltr"
            type="text"
            inputmode="url"
            formControlName="address"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
        </eb-field>
      }
      <div class="grid gap-4 sm:grid-cols-2">
        <eb-field [label]="t('username')" [hint]="t('username.hint')" [control]="form.controls.username">
          <input
            ebControl
            class="eb-input"
            dir="ltr"
            type="text"
            formControlName="username"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
        </eb-field>
        <eb-field [label]="t('password')" [hint]="t('password.hint')" [control]="form.controls.password">
          <input
            ebControl
            class="eb-input"
            dir="ltr"
            type="password"
            formControlName="password"
            autocomplete="off"
          />
        </eb-field>
      </div>
      <div class="flex flex-wrap gap-2">
        <eb-submit-button
          [label]="t('connect.submit')"
          [busyLabel]="t('connect.busy')"
          [busy]="sending.busy()"
        />
        <button type="button" class="eb-button eb-button-outline" (click)="cancelled.emit()">
          {{ t('cancel') }}
        </button>
      </div>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalDavForm {
  readonly source = input.required<CalendarSource>();
  readonly connected = output<Connection>();
  readonly cancelled = output<void>();

  protected readonly t = translator('portal-connections');
  private readonly store = inject(ConnectionsStore);
  private readonly way = computed(() => {
    const way = SOURCE_WAYS[this.source()];
    return way.kind === 'caldav' ? way : CALDAV_WAY;
  });
  protected readonly asksAddress = computed(() => this.way().address === null);
  protected readonly addressHint = computed(() => {
    const hint = this.way().addressHint;
    return hint ? this.t(hint) : '';
  });
  protected readonly passwordHelp = computed(() => this.t(this.way().password));
  protected readonly form = new FormGroup({
    address: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('address.needed')),
    }),
    username: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('username.needed')),
    }),
    password: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('password.needed')),
    }),
  });
  protected readonly sending = formSubmission(
    this.form,
    () => this.connect(),
    connectionRefusal((field) => field === 'address' && !this.asksAddress()),
  );

  constructor() {
    effect(() => {
      const { address } = this.form.controls;
      // A field that is not drawn keeps nothing from being sent.
      if (this.asksAddress()) address.enable();
      else address.disable();
    });
  }

  private async connect(): Promise<void> {
    const { address, username, password } = this.form.getRawValue();
    this.connected.emit(
      await this.store.connectCalDav({
        address: this.way().address ?? serverOf(address),
        username: username.trim(),
        password,
      }),
    );
  }
}
