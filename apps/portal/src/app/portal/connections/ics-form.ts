import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { Connection } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import { rule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { addressOf } from './calendar-sources';
import type { CalendarSource } from './calendar-sources';
import { connectionRefusal } from './connection-refusal';
import { ConnectionsStore } from './connections-store';

/** Connects the address of a calendar file, with where to find it. */
@Component({
  selector: 'eb-ics-form',
  imports: [Field, FieldControl, Icon, Notice, ReactiveFormsModule, SubmitButton],
  template: `
    <form class="space-y-4" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
      @if (sending.failure(); as failure) {
        <eb-notice kind="error">{{ failure }}</eb-notice>
      }
      <div>
        @for (help of helps(); track help.name) {
          <details class="group rounded-xl bg-surface-container not-first:mt-2" [open]="help.isOpen">
            <summary
              class="flex min-h-11 list-none items-center gap-2 rounded-xl px-4 py-2 text-sm font-semibold"
            >
              <span class="min-w-0 flex-1">{{ t('ics.where', { name: help.name }) }}</span>
              <eb-icon name="chevron-down" class="size-4 transition-transform group-open:rotate-180" />
            </summary>
            <p class="px-4 pb-3 text-sm text-pretty">{{ help.text }}</p>
          </details>
        }
      </div>
      <eb-field [label]="t('ics.address')" [hint]="t('ics.hint')" [control]="form.controls.address">
        <input
          ebControl
          class="eb-input"
          dir="ltr"
          type="text"
          inputmode="url"
          formControlName="address"
          placeholder="https://"
          autocapitalize="none"
          autocomplete="off"
          spellcheck="false"
        />
      </eb-field>
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
export class IcsForm {
  readonly source = input.required<CalendarSource>();
  readonly connected = output<Connection>();
  readonly cancelled = output<void>();

  protected readonly t = translator('portal-connections');
  private readonly store = inject(ConnectionsStore);
  /** The chosen provider's alone, unfolded; all of them where only an address was chosen. */
  protected readonly helps = computed(() => {
    const all = [
      { source: 'google', name: 'Google Calendar', text: this.t('ics.google') },
      { source: 'outlook', name: 'Outlook', text: this.t('ics.outlook') },
      { source: 'icloud', name: 'iCloud', text: this.t('ics.icloud') },
    ];
    const own = all.filter(({ source }) => source === this.source());
    return (own.length ? own : all).map((help) => ({ ...help, isOpen: own.length > 0 }));
  });
  protected readonly form = new FormGroup({
    address: new FormControl('', {
      nonNullable: true,
      validators: [
        requiredRule(() => this.t('ics.needed')),
        rule<string>(
          (text) => text.trim() === '' || URL.canParse(addressOf(text)),
          () => this.t('ics.form'),
        ),
      ],
    }),
  });
  protected readonly sending = formSubmission(this.form, () => this.connect(), connectionRefusal());

  private async connect(): Promise<void> {
    const address = addressOf(this.form.getRawValue().address);
    this.connected.emit(await this.store.connectIcs({ address }));
  }
}
