import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { LANGUAGES } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { LANGUAGE_NAMES, isLanguage } from '@expertbook/presentation/languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field } from '../../ui/field';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { ZoneField } from '../../ui/zone-field';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';
import { FormatFields } from './format-fields';

/** Zone, languages, and the format of times and weeks. Every choice is saved at once. */
@Component({
  selector: 'eb-region-section',
  imports: [Field, ReactiveFormsModule, RouterLink, SettingsCard, FormatFields, ZoneField],
  template: `
    <eb-settings-card name="region" [title]="t('region')" [text]="t('region.text')">
      <div class="space-y-5">
        <eb-field [label]="t('zone')" [hint]="t('zone.hint')" [control]="zone">
          <eb-zone-field [formControl]="zone" />
        </eb-field>
        <p class="text-sm text-on-surface-variant">
          {{ t('zone.schedules') }}
          <a class="eb-link" routerLink="/portal/availability">{{ t('zone.toHours') }}</a>
        </p>
        <div class="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] gap-5">
          <label class="eb-label">
            {{ t('language.mine') }}
            <select #mine class="eb-input mt-1.5 font-normal" (change)="chooseLanguage(mine.value)">
              @for (one of languages; track one.code) {
                <option [value]="one.code" [lang]="one.code" [selected]="one.code === texts.language()">
                  {{ one.name }}
                </option>
              }
            </select>
            <span class="mt-1.5 block text-sm font-normal text-on-surface-variant">{{
              t('language.mineHint')
            }}</span>
          </label>
          <label class="eb-label">
            {{ t('language.page') }}
            <select #page class="eb-input mt-1.5 font-normal" (change)="setLanguage(page.value)">
              @for (one of languages; track one.code) {
                <option [value]="one.code" [lang]="one.code" [selected]="one.code === language()">
                  {{ one.name }}
                </option>
              }
            </select>
            <span class="mt-1.5 block text-sm font-normal text-on-surface-variant">{{
              t('language.pageHint')
            }}</span>
          </label>
        </div>
        <eb-format-fields />
      </div>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RegionSection {
  protected readonly t = translator('portal-settings');
  protected readonly texts = inject(LanguageService);
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly languages = LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code] }));
  protected readonly language = computed(() => this.session.expert()?.language ?? 'en');
  private readonly savedZone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  protected readonly zone = new FormControl(this.savedZone(), { nonNullable: true });

  constructor() {
    // Also after an undo or an error.
    effect(() => this.zone.setValue(this.savedZone(), { emitEvent: false }));
    this.zone.valueChanges.subscribe((timeZone) => {
      if (timeZone !== this.savedZone()) void this.saver.saveNow({ timeZone });
    });
  }

  protected chooseLanguage(code: string): void {
    // When the strings of a language cannot be fetched the language does not change; the select is reset.
    if (isLanguage(code)) void this.texts.choose(code).catch(() => undefined);
  }

  protected setLanguage(code: string): void {
    if (isLanguage(code)) void this.saver.saveNow({ language: code });
  }
}
