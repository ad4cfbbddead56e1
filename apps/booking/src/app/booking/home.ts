import { ChangeDetectionStrategy, Component } from '@angular/core';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import { tabTitle } from './tab-title';

interface Strength {
  icon: IconName;
  title: TextKey<'pages'>;
  text: TextKey<'pages'>;
}

/** Start page of an installation: what it offers, and links to sign in and to register. */
@Component({
  selector: 'eb-home',
  imports: [Icon, PublicFrame],
  templateUrl: './home.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  protected readonly t = translator('pages');
  protected readonly strengths: readonly Strength[] = [
    {
      icon: 'check-circle',
      title: 'home.never',
      text: 'home.neverText',
    },
    {
      icon: 'refresh',
      title: 'home.live',
      text: 'home.liveText',
    },
    {
      icon: 'globe',
      title: 'home.zones',
      text: 'home.zonesText',
    },
  ];
  /** Illustration of a booking page: which days and times it shows as free and as chosen. */
  protected readonly days = Array.from({ length: 31 }, (_, index) => ({
    day: index + 1,
    free: index % 7 < 5 && ![0, 3, 8, 17].includes(index),
    chosen: index === 15,
  }));
  protected readonly times = ['09:00', '09:30', '10:30', '11:00', '14:00'];

  constructor() {
    tabTitle(() => this.t('home.tab'));
  }
}
