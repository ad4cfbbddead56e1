import { ChangeDetectionStrategy, Component, booleanAttribute, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { Theme } from '@expertbook/web-shared/ui/theme';
import { PortalKeys } from './portal-keys';

/** The signed-in user, with the menu to sign out. */
@Component({
  selector: 'eb-account-menu',
  imports: [Icon, Initials, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button
      type="button"
      class="flex max-w-full items-center gap-3 rounded-xl text-start transition-colors hover:bg-surface-container"
      [class]="compact() ? 'rounded-full p-1' : 'w-full p-2'"
      [matMenuTriggerFor]="menu"
      [attr.aria-label]="t('account', { name: name() })"
    >
      @if (session.expert()?.photoUrl; as photo) {
        <img alt="" class="size-9 shrink-0 rounded-full object-cover" [src]="photo" />
      } @else {
        <eb-initials class="size-9 text-sm" [of]="name()" />
      }
      @if (!compact()) {
        <span class="min-w-0 flex-1">
          <span class="block truncate text-sm font-semibold">{{ name() }}</span>
          <span class="block truncate text-xs text-on-surface-variant">{{ session.user()?.email }}</span>
        </span>
        <eb-icon name="chevron-up" class="size-4 text-on-surface-variant" />
      }
    </button>
    <mat-menu #menu="matMenu">
      @if (publicExpert(); as expert) {
        <a mat-menu-item [href]="'/' + expert.handle" target="_blank" rel="noopener">
          <span class="flex items-center gap-3"
            ><eb-icon name="external" class="rtl:-scale-x-100" /> {{ t('do.viewPage') }}</span
          >
        </a>
      }
      <a mat-menu-item routerLink="/portal/settings">
        <span class="flex items-center gap-3"><eb-icon name="user" /> {{ t('profile') }}</span>
      </a>
      <button mat-menu-item type="button" (click)="theme.toggle()">
        <span class="flex items-center gap-3">
          <eb-icon [name]="theme.dark() ? 'sun' : 'moon'" />
          {{ theme.dark() ? t('do.light') : t('do.dark') }}
        </span>
      </button>
      <button mat-menu-item type="button" (click)="keys.sheet()">
        <span class="flex items-center gap-3"><eb-icon name="info" /> {{ t('shortcuts') }}</span>
      </button>
      <button mat-menu-item type="button" (click)="signOut()">
        <span class="flex items-center gap-3"
          ><eb-icon name="logout" class="rtl:-scale-x-100" /> {{ t('signOut') }}</span
        >
      </button>
    </mat-menu>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  readonly compact = input(false, { transform: booleanAttribute });

  protected readonly t = translator('portal-shell');
  protected readonly keys = inject(PortalKeys);
  protected readonly session = inject(SessionStore);
  protected readonly theme = inject(Theme);
  private readonly router = inject(Router);
  protected readonly name = computed(() => this.session.expert()?.name ?? this.session.user()?.name ?? '');

  /** Null while the page is not public: the email address is not verified yet. */
  protected readonly publicExpert = computed(() =>
    this.session.user()?.emailVerified ? this.session.expert() : null,
  );

  protected async signOut(): Promise<void> {
    await this.session.logout().catch(() => undefined);
    await this.router.navigateByUrl('/login');
  }
}
