import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterRenderEffect,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { SessionStore } from '../../account/session';
import type { TextKey } from '../../i18n/translator';
import { translator } from '../../i18n/translator';
import type { HoldsChanges } from '../../ui/leave-guard';
import { PageHeader } from '../../ui/page-header';
import { AccountSection } from './account-section';
import { Appearance } from './appearance';
import { BrandField } from './brand-field';
import { EmailSection } from './email-section';
import { EmbeddingSection } from './embedding-section';
import { InvitationsSection } from './invitations-section';
import { LookField } from './look-field';
import { LinkSection } from './link-section';
import { NotificationsSection } from './notifications-section';
import { PasswordSection } from './password-section';
import { PresenceSection } from './presence-section';
import { ProfilePreview } from './profile-preview';
import { ProfileSection } from './profile-section';
import { RegionSection } from './region-section';
import { sectionMark } from './section-mark';
import { SessionsSection } from './sessions-section';
import { SettingsCard } from './settings-card';

const SECTIONS: readonly { name: string; label: TextKey<'portal-settings'> }[] = [
  { name: 'profile', label: 'profile' },
  { name: 'presence', label: 'presence' },
  { name: 'preview', label: 'profilePreview' },
  { name: 'link', label: 'link' },
  { name: 'region', label: 'region' },
  { name: 'appearance', label: 'appearance' },
  { name: 'notifications', label: 'notify' },
  { name: 'embedding', label: 'sites' },
  { name: 'email', label: 'email' },
  { name: 'password', label: 'password' },
  { name: 'sessions', label: 'sessions' },
  { name: 'invitations', label: 'invite' },
  { name: 'data', label: 'data' },
  { name: 'delete', label: 'delete' },
];

/** The expert's public face, the looks, what is mailed, and the account. */
@Component({
  selector: 'eb-settings-page',
  imports: [
    AccountSection,
    Appearance,
    BrandField,
    EmailSection,
    EmbeddingSection,
    InvitationsSection,
    LinkSection,
    LookField,
    NotificationsSection,
    PageHeader,
    PasswordSection,
    PresenceSection,
    ProfilePreview,
    ProfileSection,
    RegionSection,
    SessionsSection,
    SettingsCard,
  ],
  templateUrl: './settings-page.html',
  host: { '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsPage implements HoldsChanges {
  protected readonly t = translator('portal-settings');
  protected readonly session = inject(SessionStore);
  private readonly profile = viewChild(ProfileSection);
  private readonly presence = viewChild(PresenceSection);
  private readonly link = viewChild(LinkSection);
  protected readonly isOwner = this.session.user()?.isOwner ?? false;
  /** Only the owner of the installation invites. */
  protected readonly sections = SECTIONS.filter(({ name }) => name !== 'invitations' || this.isOwner);
  private readonly mark = sectionMark(this.sections.map(({ name }) => name));
  /** Name of the section in view. */
  protected readonly current = this.mark.current;
  private readonly strip = viewChild.required<ElementRef<HTMLElement>>('strip');

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(`${this.t('title')} · ExpertBook`));
    // In a narrow window the sections are a strip that is wider than the window.
    afterRenderEffect(() => {
      const name = this.current();
      const strip = this.strip().nativeElement;
      const link = strip.querySelector<HTMLElement>(`[href$="#${name}"]`);
      if (link) strip.scrollTo({ left: link.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2 });
    });
  }

  hasChanges(): boolean {
    // Whoever is signed out has nothing to save here.
    if (!this.session.user()) return false;
    return Boolean(
      this.profile()?.hasChanges() || this.presence()?.hasChanges() || this.link()?.hasChanges(),
    );
  }

  protected go(name: string, event: Event): void {
    event.preventDefault();
    history.replaceState(history.state, '', `#${name}`);
    this.mark.open(name);
  }
}
