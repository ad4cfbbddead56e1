import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { AccountFrame } from './account-frame';

/** Why no account can be opened: registration is closed, needs an invitation, or the invitation has ended. */
export type RegistrationObstacle = 'closed' | 'invitation' | 'expired' | 'used';

/** Shown in place of the registration form. */
@Component({
  selector: 'eb-registration-notice',
  imports: [AccountFrame, RouterLink],
  template: `
    <eb-account-frame [title]="t(titles[obstacle()])" [text]="t(texts[obstacle()])">
      <a class="eb-button eb-button-primary w-full" routerLink="/login">{{ t('signIn') }}</a>
    </eb-account-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RegistrationNotice {
  readonly obstacle = input.required<RegistrationObstacle>();
  protected readonly t = translator('account');
  protected readonly titles = {
    closed: 'register.closedTitle',
    invitation: 'register.invitationTitle',
    expired: 'register.expiredTitle',
    used: 'register.usedTitle',
  } as const;
  protected readonly texts = {
    closed: 'register.closedText',
    invitation: 'register.invitationText',
    expired: 'register.expiredText',
    used: 'register.usedText',
  } as const;
}
