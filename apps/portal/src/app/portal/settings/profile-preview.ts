import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { SafeResourceUrl } from '@angular/platform-browser';
import { DomSanitizer } from '@angular/platform-browser';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Notice } from '../../ui/notice';
import { SettingsCard } from './settings-card';

/** The profile as clients see it: the page itself, reloaded after each saved change. */
@Component({
  selector: 'eb-profile-preview',
  imports: [Notice, SettingsCard],
  template: `
    <eb-settings-card name="preview" [title]="t('profilePreview')" [text]="t('profilePreview.text')">
      @if (frame(); as src) {
        @for (address of [src]; track address) {
          <iframe
            class="h-[36rem] w-full rounded-2xl border border-outline-variant bg-surface"
            loading="lazy"
            [title]="t('profilePreview')"
            [src]="address"
          ></iframe>
        }
        <p class="mt-3 text-sm">
          <a class="eb-link" target="_blank" rel="noopener" [href]="'/' + session.expert()?.handle">{{
            t('profilePreview.open')
          }}</a>
        </p>
      } @else {
        <eb-notice>{{ t('profilePreview.notPublic') }}</eb-notice>
      }
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePreview {
  protected readonly t = translator('portal-settings');
  protected readonly session = inject(SessionStore);
  private readonly sanitizer = inject(DomSanitizer);
  private count = 0;
  /** Changes with each saved change; null while the page is not public. */
  protected readonly frame = computed<SafeResourceUrl | null>(() => {
    const user = this.session.user();
    if (!user?.expert || !user.emailVerified) return null;
    const path = `/${encodeURIComponent(user.expert.handle)}?embed=inline&preview=${++this.count}`;
    return this.sanitizer.bypassSecurityTrustResourceUrl(path);
  });
}
