import { ChangeDetectionStrategy, Component } from '@angular/core';
import { PasswordSection } from './password-section';
import { SessionsSection } from './sessions-section';

/** Settings of the password and of the account's sessions. */
@Component({
  selector: 'eb-security-settings',
  imports: [PasswordSection, SessionsSection],
  template: `
    <eb-password-section class="block" (changed)="sessions.load(true)" />
    <eb-sessions-section #sessions class="block" />
  `,
  host: { class: 'block space-y-4' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecuritySettings {}
