import { ChangeDetectionStrategy, Component } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Appearance } from './appearance';
import { BrandField } from './brand-field';
import { LookField } from './look-field';
import { SettingsCard } from './settings-card';

/** The theme of this browser and the colour and look of the expert's page. */
@Component({
  selector: 'eb-appearance-settings',
  imports: [Appearance, BrandField, LookField, SettingsCard],
  template: `
    <eb-settings-card name="appearance" [title]="t('appearance')" [text]="t('appearance.text')">
      <div class="space-y-8">
        <eb-appearance class="block" />
        <eb-brand-field class="block" />
        <eb-look-field class="block" />
      </div>
    </eb-settings-card>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AppearanceSettings {
  protected readonly t = translator('portal-settings');
}
