import { ChangeDetectionStrategy, Component, booleanAttribute, computed, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import type { TextKey } from '../../i18n/translator';
import { translator } from '../../i18n/translator';
import type { IconName } from '../../ui/icon';
import { Icon } from '../../ui/icon';
import { OpenRequests } from './open-requests';

interface NavItem {
  path: string;
  label: TextKey<'portal-shell'>;
  /** For the bottom bar, where six entries share a phone's width. */
  short: TextKey<'portal-shell'>;
  icon: IconName;
}

const NAV_ITEMS: readonly NavItem[] = [
  { path: '/portal', label: 'place.dashboard', short: 'short.dashboard', icon: 'home' },
  { path: '/portal/calendar', label: 'place.calendar', short: 'short.calendar', icon: 'calendar' },
  { path: '/portal/bookings', label: 'place.bookings', short: 'short.bookings', icon: 'inbox' },
  { path: '/portal/event-types', label: 'place.eventTypes', short: 'short.eventTypes', icon: 'link' },
  { path: '/portal/availability', label: 'place.availability', short: 'short.availability', icon: 'clock' },
  { path: '/portal/settings', label: 'place.settings', short: 'short.settings', icon: 'settings' },
];

const MAX_SHOWN = 99;

/** Navigation of the portal: a list beside the page, or a bar at the bottom of a phone. */
@Component({
  selector: 'eb-portal-nav',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="t('portal')">
      <ul [class]="bar() ? 'grid grid-cols-6' : 'space-y-1'">
        @for (place of items; track place.path) {
          <li>
            @if (bar()) {
              <a
                class="group flex min-h-16 min-w-0 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-on-surface-variant max-[22rem]:text-[0.625rem] large-text:text-[0.45rem]"
                [routerLink]="place.path"
                routerLinkActive="text-on-surface"
                #active="routerLinkActive"
                [routerLinkActiveOptions]="{ exact: place.path === '/portal' }"
                ariaCurrentWhenActive="page"
              >
                <span
                  class="relative grid h-8 w-full max-w-14 place-items-center rounded-full transition-colors"
                  [class]="active.isActive ? 'bg-primary-container text-on-primary-container' : ''"
                >
                  <eb-icon [name]="place.icon" class="size-5.5" />
                  @if (place.path === '/portal' && badge(); as badge) {
                    <span
                      class="absolute -top-1 end-1 grid h-5 min-w-5 place-items-center rounded-full bg-tertiary-container px-1 text-xs font-semibold text-on-tertiary-container tabular-nums large-text:text-[0.5rem]"
                      aria-hidden="true"
                      >{{ badge }}</span
                    >
                  }
                </span>
                <span class="max-w-full truncate">{{ t(place.short) }}</span>
                @if (place.path === '/portal' && count()) {
                  <span class="sr-only">, {{ t('requests.count', { count: count() }) }}</span>
                }
              </a>
            } @else {
              <a
                class="flex min-h-11 items-center gap-3 rounded-xl px-3 font-medium text-on-surface-variant transition-colors hover:bg-surface-container hover:text-on-surface"
                [routerLink]="place.path"
                routerLinkActive="bg-primary-container! text-on-primary-container!"
                [routerLinkActiveOptions]="{ exact: place.path === '/portal' }"
                ariaCurrentWhenActive="page"
              >
                <eb-icon [name]="place.icon" /> {{ t(place.label) }}
                @if (place.path === '/portal' && badge(); as badge) {
                  <span
                    class="ms-auto grid h-6 min-w-6 place-items-center rounded-full bg-tertiary-container px-1.5 text-xs font-semibold text-on-tertiary-container tabular-nums"
                    aria-hidden="true"
                    >{{ badge }}</span
                  >
                  <span class="sr-only">, {{ t('requests.count', { count: count() }) }}</span>
                }
              </a>
            }
          </li>
        }
      </ul>
    </nav>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PortalNav {
  readonly bar = input(false, { transform: booleanAttribute });
  protected readonly t = translator('portal-shell');
  protected readonly count = inject(OpenRequests).count;
  /** Empty for zero. */
  protected readonly badge = computed(() =>
    this.count() > MAX_SHOWN ? `${MAX_SHOWN}+` : `${this.count() || ''}`,
  );
  protected readonly items = NAV_ITEMS;
}
