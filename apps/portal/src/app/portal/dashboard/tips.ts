import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';

interface Tip {
  icon: IconName;
  path: string;
  title: TextKey<'portal-dashboard'>;
  text: TextKey<'portal-dashboard'>;
  action: TextKey<'portal-dashboard'>;
}

const TIPS: readonly Tip[] = [
  {
    icon: 'calendar-plus',
    path: '/portal/calendar',
    title: 'tip.block',
    text: 'tip.block.text',
    action: 'week.open',
  },
  {
    icon: 'check-circle',
    path: '/portal/event-types',
    title: 'tip.confirm',
    text: 'tip.confirm.text',
    action: 'steps.event.change',
  },
  {
    icon: 'globe',
    path: '/portal/embed',
    title: 'tip.website',
    text: 'tip.website.text',
    action: 'tip.website.do',
  },
];

/** Tips for new experts, while there are no bookings to show. */
@Component({
  selector: 'eb-tips',
  imports: [Icon, RouterLink],
  template: `
    <section aria-labelledby="good-to-know">
      <h2 id="good-to-know" class="mb-3 text-lg font-semibold">{{ t('tips') }}</h2>
      <ul class="grid gap-3 md:grid-cols-3">
        @for (tip of tips; track tip.path) {
          <li class="eb-card flex flex-col p-5">
            <eb-icon class="mb-3 size-6 text-primary" [name]="tip.icon" />
            <h3 class="font-semibold">{{ t(tip.title) }}</h3>
            <p class="mt-1 mb-3 text-sm text-pretty text-on-surface-variant">{{ t(tip.text) }}</p>
            <a class="mt-auto eb-link self-start py-1 text-sm" [routerLink]="tip.path">{{ t(tip.action) }}</a>
          </li>
        }
      </ul>
    </section>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Tips {
  protected readonly t = translator('portal-dashboard');
  protected readonly tips = TIPS;
}
