import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LANGUAGES } from '@expertbook/contracts';
import { Icon } from './icon';
import { isLanguage, LANGUAGE_NAMES } from '@expertbook/presentation/languages';
import { LanguageService } from '../i18n/language.service';
import { translator } from '../i18n/translator';

/** Selects the language of the pages; every language is listed by its own name. */
@Component({
  selector: 'eb-language-switch',
  imports: [Icon],
  template: `
    <label class="relative inline-flex min-h-11 items-center gap-1.5 rounded-lg ps-2 hover:text-on-surface">
      <eb-icon name="globe" class="size-4" />
      <span class="sr-only">{{ t('language') }}</span>
      <select
        #box
        class="min-h-11 cursor-pointer appearance-none rounded-lg bg-transparent pe-6"
        [value]="texts.language()"
        (change)="choose(box.value)"
      >
        @for (language of languages; track language.code) {
          <option
            class="bg-surface text-on-surface"
            [value]="language.code"
            [lang]="language.code"
            [selected]="language.code === texts.language()"
          >
            {{ language.name }}
          </option>
        }
      </select>
      <eb-icon name="chevron-down" class="pointer-events-none absolute end-1 size-4" />
    </label>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageSwitch {
  protected readonly texts = inject(LanguageService);
  protected readonly t = translator('ui');
  protected readonly languages = LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code] }));

  protected choose(code: string): void {
    if (!isLanguage(code)) return;
    // When the strings of a language cannot be fetched the language does not change; the select is reset.
    void this.texts.choose(code).then(forgetAsked, () => undefined);
  }
}

/** A language in the address would take precedence again at the next reload. */
function forgetAsked(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('lang')) return;
  url.searchParams.delete('lang');
  history.replaceState(history.state, '', url);
}
