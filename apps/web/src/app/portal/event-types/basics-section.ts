import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import type { LocationKind } from '@expertbook/contracts';
import { LOCATION_KINDS } from '@expertbook/contracts';
import { DurationsField } from '../../ui/durations-field';
import { Field, FieldControl, liveValue } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { placeWords } from '../booking-parts/booking-words';
import type { EventTypeForm } from './event-type-form';

interface Written {
  label: string;
  placeholder: string;
  hint: string;
  type: string;
}

const EXPLAINED: Readonly<Record<LocationKind, string>> = {
  jitsi: 'A room opens for each booking',
  mock_zoom: 'For trying out; opens nothing',
  mock_google_meet: 'For trying out; opens nothing',
  link: 'Your own meeting link',
  phone: 'Clients call you',
  in_person: 'At your address',
};

const WRITTEN: Partial<Record<LocationKind, Written>> = {
  link: {
    label: 'Link',
    placeholder: 'https://',
    hint: 'Clients get it with their confirmation.',
    type: 'url',
  },
  phone: {
    label: 'Phone number',
    placeholder: '+49 30 1234567',
    hint: 'With its country code.',
    type: 'tel',
  },
  in_person: { label: 'Address', placeholder: '', hint: 'Street, city, and how to find you.', type: 'text' },
};

/** What an event type is: title, link, durations, place. Enough to publish it. */
@Component({
  selector: 'eb-basics-section',
  imports: [DurationsField, Field, FieldControl, Icon, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <eb-field label="Title" [control]="form().controls.title">
        <input
          ebControl
          class="eb-input"
          formControlName="title"
          placeholder="15-minute introduction"
          autocomplete="off"
        />
      </eb-field>
      <eb-field label="Link" hint="The last part of the address you share." [control]="form().controls.slug">
        <div
          class="flex items-stretch rounded-xl border border-outline bg-card focus-within:border-primary focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-primary has-aria-invalid:border-error"
        >
          <span
            class="hidden max-w-[55%] items-center truncate py-2 pl-3.5 text-on-surface-variant sm:flex"
            >{{ base() }}</span
          >
          <span class="flex items-center py-2 pl-3.5 text-on-surface-variant sm:hidden">…/</span>
          <input
            ebControl
            class="min-h-11 min-w-0 flex-1 rounded-xl bg-transparent pr-3.5 pl-0.5 outline-none!"
            formControlName="slug"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
        </div>
      </eb-field>
      <eb-field optional label="Description" [control]="form().controls.description">
        <textarea
          ebControl
          class="eb-input"
          rows="3"
          formControlName="description"
          placeholder="What clients get out of it, and how to prepare."
        ></textarea>
      </eb-field>
      <eb-field
        label="Duration"
        hint="Choose several to let clients pick."
        [control]="form().controls.durations"
      >
        <eb-durations-field formControlName="durations" />
      </eb-field>
      <fieldset formGroupName="location">
        <legend class="eb-label">Where</legend>
        <div class="grid grid-cols-2 sm:grid-cols-3 gap-2">
          @for (kind of kinds; track kind) {
            <label
              class="flex cursor-pointer items-center gap-3 rounded-xl border border-outline-variant p-3 transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
            >
              <input type="radio" class="sr-only" formControlName="kind" [value]="kind" />
              <eb-icon [name]="words(kind).icon" />
              <span class="min-w-0">
                <span class="block text-sm leading-tight font-semibold">{{ words(kind).label }}</span>
                <span class="block text-xs leading-snug opacity-80">{{ explained[kind] }}</span>
              </span>
            </label>
          }
        </div>
      </fieldset>
      @if (written(); as written) {
        <eb-field
          [label]="written.label"
          [hint]="written.hint"
          [control]="form().controls.location.controls.value"
        >
          <input
            ebControl
            class="eb-input"
            [type]="written.type"
            [placeholder]="written.placeholder"
            [formControl]="form().controls.location.controls.value"
          />
        </eb-field>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BasicsSection {
  readonly form = input.required<EventTypeForm>();
  /** What stands before the slug in the link, `book.example/ada/`. */
  readonly base = input.required<string>();

  protected readonly kinds = LOCATION_KINDS;
  protected readonly explained = EXPLAINED;
  protected readonly words = placeWords;
  private readonly kind = liveValue(() => this.form().controls.location.controls.kind);
  protected readonly written = computed(() => WRITTEN[this.kind()] ?? null);
}
