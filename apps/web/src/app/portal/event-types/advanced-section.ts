import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Field, FieldControl } from '../../ui/field';
import type { EventTypeForm } from './event-type-form';

/** What most event types never need. */
@Component({
  selector: 'eb-advanced-section',
  imports: [Field, FieldControl, MatSlideToggle, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      @for (choice of switches; track choice.name) {
        <div class="flex items-start justify-between gap-6">
          <div class="min-w-0">
            <p class="font-semibold" [id]="'switch-' + choice.name">{{ choice.label }}</p>
            <p class="text-sm text-pretty text-on-surface-variant" [id]="'about-' + choice.name">
              {{ choice.text }}
            </p>
          </div>
          <mat-slide-toggle
            hideIcon
            [formControlName]="choice.name"
            [aria-labelledby]="'switch-' + choice.name"
            [aria-describedby]="'about-' + choice.name"
          />
        </div>
      }
      <eb-field
        class="max-w-xs"
        label="Places in a session"
        hint="1 is a one-to-one; more let several clients book the same time."
        [control]="form().controls.seats"
      >
        <input ebControl class="eb-input" type="number" min="1" inputmode="numeric" formControlName="seats" />
      </eb-field>
      <eb-field
        optional
        label="Page after booking"
        hint="Clients go to this address instead of our confirmation page."
        [control]="form().controls.redirectUrl"
      >
        <input
          ebControl
          class="eb-input"
          type="url"
          formControlName="redirectUrl"
          placeholder="https://"
          autocapitalize="none"
          spellcheck="false"
        />
      </eb-field>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdvancedSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly switches = [
    {
      name: 'requiresConfirmation',
      label: 'I confirm each booking',
      text: 'The time is reserved at once, but the booking stands only when you say yes.',
    },
    {
      name: 'hidden',
      label: 'Hide from my page',
      text: 'Only people who have its link can book it.',
    },
  ] as const;
}
