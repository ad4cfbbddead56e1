import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { valueSignal } from '../../ui/field';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { EventTypeForm } from './event-type-form';

interface Choice {
  id: 'listed' | 'hidden' | 'private';
  icon: IconName;
  label: TextKey<'portal-event-types'>;
  text: TextKey<'portal-event-types'>;
}

const CHOICES: readonly Choice[] = [
  { id: 'listed', icon: 'globe', label: 'who.listed', text: 'who.listed.text' },
  { id: 'hidden', icon: 'link', label: 'who.hidden', text: 'who.hidden.text' },
  { id: 'private', icon: 'lock', label: 'who.private', text: 'who.private.text' },
];

/** Who can find and open the page. */
@Component({
  selector: 'eb-visibility-section',
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="eb-label">{{ t('who') }}</legend>
      <div class="space-y-2">
        @for (choice of choices; track choice.id) {
          <label
            class="flex cursor-pointer items-start gap-3 rounded-xl border border-outline-variant p-3.5 transition-colors hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
          >
            <input
              type="radio"
              name="visibility"
              class="sr-only"
              [value]="choice.id"
              [checked]="choice.id === chosen()"
              (change)="choose(choice.id)"
            />
            <eb-icon [name]="choice.icon" class="mt-0.5" />
            <span class="min-w-0">
              <span class="block font-semibold">{{ t(choice.label) }}</span>
              <span class="block text-sm">{{ t(choice.text) }}</span>
            </span>
          </label>
        }
      </div>
    </fieldset>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VisibilitySection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
  protected readonly choices = CHOICES;
  private readonly values = valueSignal(() => this.form());
  protected readonly chosen = computed(() => {
    const { private: secret, hidden } = this.values();
    return secret ? 'private' : hidden ? 'hidden' : 'listed';
  });

  protected choose(id: Choice['id']): void {
    const { hidden, private: secret } = this.form().controls;
    hidden.setValue(id === 'hidden');
    secret.setValue(id === 'private');
    hidden.markAsDirty();
  }
}
