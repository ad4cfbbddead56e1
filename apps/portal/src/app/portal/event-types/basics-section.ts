import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import type { LocationKind } from '@expertbook/contracts';
import { LOCATION_KINDS, isDemoLocation } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Notice } from '../../ui/notice';
import { DurationsField } from './durations-field';
import type { EventTypeForm } from './event-type-form';
import { PLACE_WORDS } from './place-words';

interface Written {
  label: TextKey<'portal-event-types'>;
  placeholder: string;
  hint: TextKey<'portal-event-types'>;
  type: string;
}

const WRITTEN: Partial<Record<LocationKind, Written>> = {
  link: { label: 'place.link.label', placeholder: 'https://', hint: 'place.link.hint', type: 'url' },
  phone: { label: 'place.phone.label', placeholder: '+49 30 1234567', hint: 'place.phone.hint', type: 'tel' },
  in_person: { label: 'place.person.label', placeholder: '', hint: 'place.person.hint', type: 'text' },
};

/** Title, link, durations and location: enough to publish an event type. */
@Component({
  selector: 'eb-basics-section',
  imports: [DurationsField, Field, FieldControl, Icon, Notice, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <eb-field [label]="t('titleField')" [control]="form().controls.title">
        <input
          ebControl
          class="eb-input"
          formControlName="title"
          [placeholder]="t('titleField.example')"
          autocomplete="off"
        />
      </eb-field>
      <eb-field [label]="t('slug')" [hint]="t('slug.hint')" [control]="form().controls.slug">
        <div
          dir="ltr"
          class="flex items-stretch rounded-xl border border-outline bg-card focus-within:border-primary focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-primary has-aria-invalid:border-error"
        >
          <span
            class="hidden max-w-[55%] items-center truncate py-2 ps-3.5 text-on-surface-variant sm:flex"
            >{{ base() }}</span
          >
          <span class="flex items-center py-2 ps-3.5 text-on-surface-variant sm:hidden">…/</span>
          <input
            ebControl
            class="min-h-11 min-w-0 flex-1 rounded-xl bg-transparent pe-3.5 ps-0.5 outline-none!"
            formControlName="slug"
            autocapitalize="none"
            autocomplete="off"
            spellcheck="false"
          />
        </div>
      </eb-field>
      <eb-field optional [label]="t('description')" [control]="form().controls.description">
        <textarea
          dir="auto"
          ebControl
          class="eb-input"
          rows="3"
          formControlName="description"
          [placeholder]="t('description.example')"
        ></textarea>
      </eb-field>
      <eb-field [label]="t('durations')" [hint]="t('durations.hint')" [control]="form().controls.durations">
        <eb-durations-field formControlName="durations" />
      </eb-field>
      <fieldset formGroupName="location">
        <legend class="eb-label">{{ t('where') }}</legend>
        <div class="grid grid-cols-[repeat(auto-fill,minmax(min(100%,9.25rem),1fr))] gap-2">
          @for (kind of kinds(); track kind) {
            <label
              class="flex cursor-pointer items-center gap-3 rounded-xl border border-outline-variant p-3 transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
            >
              <input type="radio" class="sr-only" formControlName="kind" [value]="kind" />
              <eb-icon [name]="words[kind].icon" />
              <span class="min-w-0">
                <span class="block text-sm leading-tight font-semibold">{{ t(words[kind].label) }}</span>
                <span class="block text-xs leading-snug">{{ t(words[kind].about) }}</span>
              </span>
            </label>
          }
        </div>
        @if (isPastDemo()) {
          <eb-notice kind="warning" class="mt-3">{{ t('place.mock.off') }}</eb-notice>
        }
      </fieldset>
      @if (written(); as written) {
        <eb-field
          [label]="t(written.label)"
          [hint]="t(written.hint)"
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
  /** The address before the slug, `book.example/ada/`. */
  readonly base = input.required<string>();

  protected readonly t = translator('portal-event-types');
  protected readonly words = PLACE_WORDS;
  private readonly offersDemo = inject(SessionStore).user()?.demoVideo ?? false;
  private readonly kind = valueSignal(() => this.form().controls.location.controls.kind);
  /** A demo kind that is not offered stays available for an event type that uses it. */
  protected readonly kinds = computed(() => {
    const saved = this.form().controls.location.controls.kind.defaultValue;
    return LOCATION_KINDS.filter((kind) => this.offersDemo || !isDemoLocation(kind) || kind === saved);
  });
  protected readonly isPastDemo = computed(() => !this.offersDemo && isDemoLocation(this.kind()));
  protected readonly written = computed(() => WRITTEN[this.kind()] ?? null);
}
