import { ChangeDetectionStrategy, Component } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import { tabTitle } from './tab-title';

/** Page for an unknown address. */
@Component({
  selector: 'eb-not-found',
  imports: [PageMessage, PublicFrame],
  template: `
    <eb-public-frame>
      <eb-page-message icon="search" [title]="t('missing.title')" [text]="t('missing.text')">
        <a class="eb-button eb-button-outline" href="/">{{ t('toStart') }}</a>
      </eb-page-message>
    </eb-public-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFound {
  protected readonly t = translator('pages');

  constructor() {
    tabTitle(() => this.t('missing.tab'));
  }
}
