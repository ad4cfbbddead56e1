import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Notice } from '../../ui/notice';
import { AddressBox } from './address-box';
import { QrCode } from './qr-code';

/** The page's address, to copy, mail, or print as a QR code. */
@Component({
  selector: 'eb-link-panel',
  imports: [AddressBox, Notice, QrCode],
  template: `
    @if (!item().active) {
      <eb-notice kind="warning" class="mb-4">{{ t('off') }}</eb-notice>
    }
    <eb-address-box [label]="t('address')" [address]="item().link" />
    <p class="mt-2 mb-6 text-sm text-on-surface-variant">
      {{ item().hidden ? t('address.hidden') : t('address.listed') }}
    </p>
    <eb-qr-code [address]="item().link" [name]="item().slug" />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkPanel {
  readonly item = input.required<EventType>();
  protected readonly t = translator('portal-sharing');
}
