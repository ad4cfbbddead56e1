import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  afterNextRender,
  effect,
  inject,
  signal,
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
import { EmbeddingSection } from './embedding-section';
import { LinkSection } from './link-section';
import { NotificationsSection } from './notifications-section';
import { PasswordSection } from './password-section';
import { ProfileSection } from './profile-section';
import { RegionSection } from './region-section';
import { SessionsSection } from './sessions-section';
import { SettingsCard } from './settings-card';

const SECTIONS: readonly { name: string; label: TextKey<'portal-settings'> }[] = [
  { name: 'profile', label: 'profile' },
  { name: 'link', label: 'link' },
  { name: 'region', label: 'region' },
  { name: 'appearance', label: 'appearance' },
  { name: 'notifications', label: 'notify' },
  { name: 'embedding', label: 'sites' },
  { name: 'password', label: 'password' },
  { name: 'sessions', label: 'sessions' },
  { name: 'data', label: 'data' },
  { name: 'delete', label: 'delete' },
];

/** A section is the current one while it lies across this line, a quarter down the window. */
const READING_LINE = '-25% 0px -75% 0px';

/** The expert's public face, the looks, what is mailed, and the account. */
@Component({
  selector: 'eb-settings-page',
  imports: [
    AccountSection,
    Appearance,
    BrandField,
    EmbeddingSection,
    LinkSection,
    NotificationsSection,
    PageHeader,
    PasswordSection,
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
  private readonly link = viewChild(LinkSection);
  protected readonly sections = SECTIONS;
  /** Name of the section in view. */
  protected readonly current = signal('profile');

  constructor() {
    const destroyed = inject(DestroyRef);
    const tab = inject(Title);
    effect(() => tab.setTitle(`${this.t('title')} · ExpertBook`));
    const asked = location.hash.slice(1);
    afterNextRender(() => {
      if (SECTIONS.some(({ name }) => name === asked)) this.open(asked);
      const inView = new IntersectionObserver((entries) => this.notice(entries), {
        rootMargin: READING_LINE,
      });
      for (const { name } of SECTIONS) {
        const section = document.getElementById(name);
        if (section) inView.observe(section);
      }
      destroyed.onDestroy(() => inView.disconnect());
    });
  }

  hasChanges(): boolean {
    // Whoever is signed out has nothing to save here.
    if (!this.session.user()) return false;
    return Boolean(this.profile()?.hasChanges() || this.link()?.hasChanges());
  }

  protected go(name: string, event: Event): void {
    event.preventDefault();
    history.replaceState(history.state, '', `#${name}`);
    this.open(name);
  }

  private open(name: string): void {
    document.getElementById(name)?.scrollIntoView();
    document.getElementById(`${name}-title`)?.focus({ preventScroll: true });
    this.current.set(name);
  }

  private notice(entries: readonly IntersectionObserverEntry[]): void {
    // The last ones cannot come up to the line.
    const { clientHeight, scrollHeight, scrollTop } = document.documentElement;
    if (scrollTop + clientHeight >= scrollHeight - 1) return;
    const reached = entries.find(({ isIntersecting }) => isIntersecting);
    if (reached) this.current.set(reached.target.id);
  }
}
