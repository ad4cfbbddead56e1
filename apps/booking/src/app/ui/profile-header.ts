import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { PublicExpert, PublicProfile } from '@expertbook/contracts';
import { LINK_ICONS, linkKindOf, linkTextOf } from '@expertbook/presentation/profile-links';
import { spokenLanguagesText } from '@expertbook/presentation/spoken-languages';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';

/** An expert's photo, name, headline, location, languages and links to other pages. */
@Component({
  selector: 'eb-profile-header',
  imports: [Icon, Initials],
  template: `
    <div class="eb-portrait">
      @if (expert().photoUrl; as photo) {
        <img class="size-24 rounded-full object-cover" alt="" width="96" height="96" [src]="photo" />
      } @else {
        <eb-initials class="!size-24 text-3xl" [of]="expert().name" />
      }
    </div>
    <div class="w-full">
      <h1 class="max-w-full text-3xl leading-tight font-bold wrap-anywhere">{{ expert().name }}</h1>
      @if (expert().headline) {
        <p class="mx-auto mt-2 max-w-xl text-lg text-pretty text-on-surface-variant wrap-anywhere">
          <bdi>{{ expert().headline }}</bdi>
        </p>
      }
    </div>
    @if (profile().place || languages()) {
      <ul class="eb-facts">
        @if (profile().place) {
          <li>
            <eb-icon name="map-pin" /> <bdi>{{ profile().place }}</bdi>
          </li>
        }
        @if (languages()) {
          <li>
            <eb-icon name="globe" /> <span>{{ t('profile.speaks', { languages: languages() }) }}</span>
          </li>
        }
      </ul>
    }
    @if (links().length > 0) {
      <ul class="eb-links" [attr.aria-label]="t('profile.links')">
        @for (link of links(); track $index) {
          <li class="max-w-full">
            <a target="_blank" rel="me noopener nofollow" [href]="link.url"
              ><eb-icon [path]="link.icon" /> <bdi>{{ link.text }}</bdi></a
            >
          </li>
        }
      </ul>
    }
  `,
  host: { class: 'eb-who' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfileHeader {
  readonly expert = input.required<Pick<PublicExpert, 'name' | 'headline' | 'photoUrl'>>();
  readonly profile = input.required<Pick<PublicProfile, 'place' | 'spokenLanguages' | 'links'>>();
  private readonly texts = inject(LanguageService);
  protected readonly t = translator('pages', 'booking');
  protected readonly languages = computed(() =>
    spokenLanguagesText(this.profile().spokenLanguages, this.texts.language()),
  );
  protected readonly links = computed(() =>
    this.profile().links.map((link) => ({
      url: link.url,
      text: linkTextOf(link),
      icon: LINK_ICONS[linkKindOf(link.url)],
    })),
  );
}
