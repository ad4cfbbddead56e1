import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { FormControl } from '@angular/forms';
import type { SpokenLanguage } from '@expertbook/contracts';
import { MAX_SPOKEN_LANGUAGES, SPOKEN_LANGUAGES } from '@expertbook/contracts';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** The languages an expert speaks, in the order of selection. */
@Component({
  selector: 'eb-languages-field',
  imports: [Icon],
  template: `
    <label class="eb-label" for="eb-spoken">
      {{ t('spoken') }} <span class="font-normal text-on-surface-variant">{{ said('optional') }}</span>
    </label>
    @if (chosen().length > 0) {
      <ul class="mb-2 flex flex-wrap gap-2">
        @for (one of chosen(); track one) {
          <li class="flex items-center rounded-full bg-secondary-container ps-4 text-on-secondary-container">
            {{ nameOf(one) }}
            <button
              type="button"
              class="eb-icon-button text-inherit"
              [attr.aria-label]="t('spoken.remove', { language: nameOf(one) })"
              (click)="remove(one)"
            >
              <eb-icon name="x" class="size-4" />
            </button>
          </li>
        }
      </ul>
    }
    <select
      #box
      id="eb-spoken"
      class="eb-input"
      [disabled]="full()"
      (change)="add(box.value); box.value = ''"
    >
      <option value="">{{ full() ? t('spoken.most', { count: max }) : t('spoken.add') }}</option>
      @for (one of rest(); track one.code) {
        <option [value]="one.code">{{ one.name }}</option>
      }
    </select>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguagesField {
  readonly control = input.required<FormControl<SpokenLanguage[]>>();

  protected readonly t = translator('portal-settings');
  protected readonly said = translator('ui');
  private readonly texts = inject(LanguageService);
  protected readonly max = MAX_SPOKEN_LANGUAGES;
  protected readonly chosen = valueSignal(() => this.control());
  protected readonly full = computed(() => this.chosen().length >= MAX_SPOKEN_LANGUAGES);
  private readonly names = computed(() => new Intl.DisplayNames(this.texts.language(), { type: 'language' }));
  protected readonly rest = computed(() =>
    SPOKEN_LANGUAGES.filter((code) => !this.chosen().includes(code))
      .map((code) => ({ code, name: this.nameOf(code) }))
      .sort((a, b) => a.name.localeCompare(b.name, this.texts.language())),
  );

  protected nameOf(code: SpokenLanguage): string {
    return this.names().of(code) ?? code;
  }

  protected add(code: string): void {
    const found = SPOKEN_LANGUAGES.find((one) => one === code);
    if (found) this.set([...this.chosen(), found]);
  }

  protected remove(code: SpokenLanguage): void {
    this.set(this.chosen().filter((one) => one !== code));
  }

  private set(codes: SpokenLanguage[]): void {
    this.control().setValue(codes);
    this.control().markAsDirty();
  }
}
