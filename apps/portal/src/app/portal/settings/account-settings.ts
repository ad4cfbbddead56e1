import { ChangeDetectionStrategy, Component } from '@angular/core';
import { AccountSection } from './account-section';
import { EmailSection } from './email-section';

/** Settings of the account: email address, export and deletion. */
@Component({
  selector: 'eb-account-settings',
  imports: [AccountSection, EmailSection],
  template: `
    <eb-email-section class="block" />
    <eb-account-section class="block" />
  `,
  host: { class: 'block space-y-4' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountSettings {}
