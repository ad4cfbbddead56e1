import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MAX_GUESTS } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import type { EventTypeForm } from './event-type-form';
import { withCurrent } from './current-choice';

const RESPONSE_HOURS = [4, 8, 12, 24, 48, 72, 120, 168];

/** Confirmation by the expert, verification of the client's address, seats and guests. */
@Component({
  selector: 'eb-bookings-section',
  imports: [Field, FieldControl, MatSlideToggle, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <div class="flex items-start justify-between gap-6">
        <div class="min-w-0">
          <p id="confirm-label" class="font-semibold">{{ t('confirm') }}</p>
          <p id="confirm-text" class="text-sm text-pretty text-on-surface-variant">{{ t('confirm.text') }}</p>
        </div>
        <mat-slide-toggle
          hideIcon
          formControlName="requiresConfirmation"
          aria-labelledby="confirm-label"
          aria-describedby="confirm-text"
        />
      </div>
      @if (values().requiresConfirmation) {
        <eb-field
          class="eb-enter"
          [label]="t('respond')"
          [hint]="t('respond.hint')"
          [control]="form().controls.responseHours"
        >
          <select ebControl class="eb-input max-w-60" formControlName="responseHours">
            @for (hours of responses(); track hours) {
              <option [ngValue]="hours">{{ words(hours) }}</option>
            }
          </select>
        </eb-field>
      }
      <div class="flex items-start justify-between gap-6">
        <div class="min-w-0">
          <p id="code-label" class="font-semibold">{{ t('emailCode') }}</p>
          <p id="code-text" class="text-sm text-pretty text-on-surface-variant">{{ t('emailCode.text') }}</p>
        </div>
        <mat-slide-toggle
          hideIcon
          formControlName="requiresEmailCode"
          aria-labelledby="code-label"
          aria-describedby="code-text"
        />
      </div>
      <eb-field [label]="t('seats')" [hint]="t('seats.hint')" [control]="form().controls.seats">
        <input
          ebControl
          class="eb-input max-w-40"
          type="number"
          min="1"
          inputmode="numeric"
          formControlName="seats"
        />
      </eb-field>
      <div class="flex items-start justify-between gap-6">
        <div class="min-w-0">
          <p id="guests-label" class="font-semibold">{{ t('guests') }}</p>
          <p id="guests-text" class="text-sm text-pretty text-on-surface-variant">
            {{ t('guests.text', { maxGuests }) }}
          </p>
        </div>
        <mat-slide-toggle
          hideIcon
          formControlName="guestsAllowed"
          aria-labelledby="guests-label"
          aria-describedby="guests-text"
        />
      </div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingsSection {
  readonly form = input.required<EventTypeForm>();
  protected readonly maxGuests = MAX_GUESTS;
  protected readonly t = translator('portal-event-types');
  protected readonly values = valueSignal(() => this.form());
  protected readonly responses = computed(() => withCurrent(RESPONSE_HOURS, this.values().responseHours));

  protected words(hours: number): string {
    return minutesText(hours * 60);
  }
}
