import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import type { PublicExpertPage } from '@expertbook/contracts';
import { groupsOf } from '@expertbook/presentation/event-groups';
import { PLACES } from '@expertbook/presentation/places';
import { PublicApi } from '../data/public-api';
import { InitialData } from '../data/initial-data';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { showBrand } from '@expertbook/web-shared/ui/brand';
import { EventCard } from '../ui/event-card';
import { keepInitialHtml } from '../ui/initial-html';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';
import { ProfileHeader } from '../ui/profile-header';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import { RichText } from '@expertbook/web-shared/ui/rich-text';
import { PageAddress } from './page-address';
import { tabTitle } from './tab-title';

/** `/:handle`: the expert's profile with the event types that can be booked. */
@Component({
  selector: 'eb-profile-page',
  imports: [EventCard, Icon, PageMessage, ProfileHeader, PublicFrame, RichText],
  templateUrl: './profile-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePage {
  readonly handle = input.required<string>();

  private readonly api = inject(PublicApi);
  private readonly address = inject(PageAddress);
  private readonly first = inject(InitialData);
  private readonly texts = inject(LanguageService);
  protected readonly info = LATE_ICONS.info;
  protected readonly t = translator('pages', 'booking');
  protected readonly problemText = problemText();
  protected readonly loadable = new Loadable<PublicExpertPage>();
  protected readonly places = PLACES;
  /** Null where nothing can be booked. */
  protected readonly listed = computed(() => {
    const eventTypes = this.loadable.value()?.eventTypes ?? [];
    return eventTypes.length > 0 ? groupsOf(eventTypes) : null;
  });

  constructor() {
    keepInitialHtml(() => this.loadable.status() !== 'loading');
    effect(() => {
      const handle = this.handle();
      untracked(() => {
        const given = this.first.takePage<PublicExpertPage>(`/${handle}`);
        if (given) this.loadable.put(given);
        else this.load();
      });
    });
    effect(() => {
      const expert = this.loadable.value()?.expert;
      if (!expert) return;
      showBrand(expert.brandColor, expert.look);
      untracked(() => {
        void this.texts.suggest(expert.language);
        // An old handle redirects: the address shows the current one.
        if (expert.handle !== this.handle())
          this.address.go({ path: `/${expert.handle}` }, { replace: true });
      });
    });
    tabTitle(() => {
      const page = this.loadable.value();
      if (page) return this.t('profile.tab', { name: page.expert.name });
      return this.loadable.status() === 'failed' ? this.t('notAvailable') : null;
    });
  }

  protected load(): void {
    void this.loadable.load(() => this.api.expertPage(this.handle()));
  }
}
