import { ChangeDetectionStrategy, Component, booleanAttribute, computed, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { filter } from 'rxjs';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { OpenRequests } from './open-requests';

interface NavItem {
  path: string;
  label: TextKey<'portal-shell'>;
  /** For the bottom bar, where six entries share a phone's width. */
  short: TextKey<'portal-shell'>;
  icon: IconName;
  /** The address of another page that belongs to this item. */
  also?: string;
}

const NAV_ITEMS: readonly NavItem[] = [
  { path: '/portal', label: 'place.dashboard', short: 'short.dashboard', icon: 'home' },
  { path: '/portal/calendar', label: 'place.calendar', short: 'short.calendar', icon: 'calendar' },
  { path: '/portal/bookings', label: 'place.bookings', short: 'short.bookings', icon: 'inbox' },
  {
    path: '/portal/event-types',
    label: 'place.eventTypes',
    short: 'short.eventTypes',
    icon: 'link',
    also: '/portal/embed',
  },
  { path: '/portal/availability', label: 'place.availability', short: 'short.availability', icon: 'clock' },
  { path: '/portal/settings', label: 'place.settings', short: 'short.settings', icon: 'settings' },
];

const MAX_SHOWN = 99;

/** Navigation of the portal: a list beside the page, or a bar at the bottom of a phone. */
@Component({
  selector: 'eb-portal-nav',
  imports: [Icon, RouterLink],
  template: `
    <nav [attr.aria-label]="t('portal')">
      <ul [class]="bar() ? 'grid grid-cols-6' : 'space-y-1'">
        @for (place of items; track place.path) {
          <li>
            @if (bar()) {
              <a
                class="group flex min-h-16 min-w-0 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium text-on-surface-variant max-[22rem]:text-[0.625rem] large-text:text-[0.45rem] aria-[current]:text-on-surface"
                [routerLink]="place.path"
                [attr.aria-current]="here() === place.path ? 'page' : null"
              >
                <span
                  class="relative grid h-8 w-full max-w-14 place-items-center rounded-full transition-colors"
                  [class]="here() === place.path ? 'bg-primary-container text-on-primary-container' : ''"
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
                class="flex min-h-11 items-center gap-3 rounded-xl px-3 font-medium text-on-surface-variant transition-colors hover:bg-surface-container hover:text-on-surface aria-[current]:bg-primary-container aria-[current]:text-on-primary-container"
                [routerLink]="place.path"
                [attr.aria-current]="here() === place.path ? 'page' : null"
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
  private readonly router = inject(Router);
  private readonly ended = toSignal(
    this.router.events.pipe(filter((event) => event instanceof NavigationEnd)),
  );
  /** The path of the item that the current page belongs to; null for none. */
  protected readonly here = computed(() => itemPathOf(this.ended()?.urlAfterRedirects ?? this.router.url));
}

/** All other items have addresses below the dashboard's. */
function itemPathOf(url: string): string | null {
  const path = url.split(/[?#]/)[0] ?? url;
  const isBelow = (top: string) => path === top || path.startsWith(`${top}/`);
  const found = NAV_ITEMS.find((item) =>
    item.path === '/portal' ? path === item.path : [item.path, item.also].some((top) => top && isBelow(top)),
  );
  return found?.path ?? null;
}
