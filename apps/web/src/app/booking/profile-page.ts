import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { PublicEventType, PublicExpertPage } from '@expertbook/contracts';
import { PublicApi } from '../data/public-api';
import { Icon } from '../ui/icon';
import { Initials } from '../ui/initials';
import { Loadable } from '../ui/loadable';
import { durationsText } from '../ui/minutes-text';
import { PageMessage } from '../ui/page-message';
import { PublicFrame } from '../ui/public-frame';
import { placeOf } from './place-text';

/** `/:handle`: who the expert is and what can be booked. */
@Component({
  selector: 'eb-profile-page',
  imports: [Icon, Initials, PageMessage, PublicFrame, RouterLink],
  templateUrl: './profile-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePage {
  readonly handle = input.required<string>();

  private readonly api = inject(PublicApi);
  private readonly title = inject(Title);
  protected readonly loadable = new Loadable<PublicExpertPage>();
  protected readonly paragraphs = computed(() =>
    (this.loadable.value()?.expert.bio ?? '').split(/\n{2,}/).filter((text) => text.trim()),
  );

  constructor() {
    effect(() => {
      this.handle();
      untracked(() => this.load());
    });
    effect(() => {
      const page = this.loadable.value();
      if (page) this.title.setTitle(`${page.expert.name} · Book a time`);
      else if (this.loadable.status() === 'failed') this.title.setTitle('Not available · ExpertBook');
    });
  }

  protected load(): void {
    void this.loadable.load(() => this.api.expertPage(this.handle()));
  }

  protected facts(eventType: PublicEventType) {
    return { duration: durationsText(eventType.durations), place: placeOf(eventType.location.kind) };
  }
}
