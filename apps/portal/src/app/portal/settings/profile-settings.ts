import { ChangeDetectionStrategy, Component, inject, viewChild } from '@angular/core';
import { SessionStore } from '../../account/session';
import type { MayHaveChanges } from '../../ui/leave-guard';
import { LinkSection } from './link-section';
import { PresenceSection } from './presence-section';
import { ProfilePreview } from './profile-preview';
import { ProfileSection } from './profile-section';

/** Settings of the public profile and its address. */
@Component({
  selector: 'eb-profile-settings',
  imports: [LinkSection, PresenceSection, ProfilePreview, ProfileSection],
  template: `
    <eb-profile-section class="block" />
    <eb-presence-section class="block" />
    <eb-profile-preview class="block" />
    <eb-link-section class="block" />
  `,
  host: { class: 'block space-y-4', '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfileSettings implements MayHaveChanges {
  private readonly session = inject(SessionStore);
  private readonly profile = viewChild.required(ProfileSection);
  private readonly presence = viewChild.required(PresenceSection);
  private readonly link = viewChild.required(LinkSection);

  hasChanges(): boolean {
    // A user who is signed out has nothing to save here.
    if (!this.session.user()) return false;
    return this.profile().hasChanges() || this.presence().hasChanges() || this.link().hasChanges();
  }
}
