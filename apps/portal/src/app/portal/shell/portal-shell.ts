import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  Injector,
  ViewEncapsulation,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatDialog } from '@angular/material/dialog';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { SessionStore } from '../../account/session';
import { SignInAgain } from '../../account/sign-in-again';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { keepFocus } from '../../ui/keep-focus';
import { Online } from '@expertbook/web-shared/ui/online';
import { useFormatPreferences } from '@expertbook/web-shared/ui/format-preferences';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { AccountMenu } from './account-menu';
import { BookingNotifications } from './booking-notifications';
import { ConfirmEmailBanner } from './confirm-email-banner';
import { OpenRequests } from './open-requests';
import { PortalKeys } from './portal-keys';
import { PortalLive } from './portal-live';
import { PortalNav } from './portal-nav';

/** Pages that use the full width of the window. */
const WIDE = /^\/portal\/(?:calendar|event-types\/)/;

/** Frame of every portal page: navigation, connection state, live updates, and the dialog for an expired session. */
@Component({
  selector: 'eb-portal-shell',
  imports: [AccountMenu, ConfirmEmailBanner, FailedState, Icon, PortalNav, RouterLink, RouterOutlet],
  templateUrl: './portal-shell.html',
  styles: `
    :root {
      --mat-dialog-subhead-size: 1.25rem;
      --mat-dialog-subhead-weight: 600;
      --mat-dialog-supporting-text-color: var(--mat-sys-on-surface);
      --mat-dialog-supporting-text-size: 1rem;
      --mat-dialog-with-actions-content-padding: 0.75rem 1.5rem 0.5rem;
      --mat-dialog-actions-padding: 0.75rem 1.5rem 1.5rem;
      --mat-autocomplete-container-shape: 0.75rem;
      --mat-dialog-supporting-text-tracking: normal;
      --mat-dialog-supporting-text-line-height: 1.5;
      --mat-menu-container-shape: 0.75rem;
      --mat-snack-bar-container-shape: 0.75rem;
    }

    /* A line while content continues below the row of buttons. The cover over it scrolls with the content's end. */
    .mat-mdc-dialog-content:has(+ .mat-mdc-dialog-actions) {
      --cover: var(--mat-dialog-container-color, var(--mat-sys-surface));
      --line: var(--mat-sys-outline-variant);
      background:
        linear-gradient(var(--cover), var(--cover)) bottom / 100% 2px no-repeat local,
        linear-gradient(var(--line), var(--line)) bottom / 100% 1px no-repeat scroll;
    }

    /* On a phone two buttons share a line or each has one of its own. */
    @media (max-width: 39.99rem) {
      .mat-mdc-dialog-actions > * {
        flex: 1 1 auto;
      }
    }

    /* Above the bottom bar. */
    @media (max-width: 47.99rem) {
      .mat-mdc-snack-bar-container {
        margin-bottom: 5rem !important;
      }
    }
  `,
  // The custom properties are for dialogs, which are outside of this element.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PortalShell {
  protected readonly session = inject(SessionStore);
  protected readonly live = inject(PortalLive);
  protected readonly online = inject(Online).online;
  protected readonly retrying = signal(false);
  protected readonly t = translator('portal-shell');
  protected readonly keys = inject(PortalKeys);
  protected readonly paletteKey = /Mac|iP/.test(navigator.platform) ? '⌘ K' : 'Ctrl K';
  protected readonly unreachable = computed<WebProblem>(() => ({
    type: 'about:blank',
    title: this.t('unreachable'),
    status: 0,
    detail: this.t('unreachableText'),
    instance: '',
    code: 'busy_try_again',
  }));
  private readonly path = signal('');
  protected readonly wide = computed(() => WIDE.test(this.path()));
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly injector = inject(Injector);
  private readonly main = viewChild<ElementRef<HTMLElement>>('main');

  constructor() {
    // Created here so that it notices copied links on every page.
    inject(FirstStepsMemory);
    inject(BookingNotifications).start(inject(DestroyRef));
    inject(OpenRequests).start(inject(DestroyRef));
    this.keys.start(inject(DestroyRef));
    this.followSession();
    this.focusNewPages();
    effect((onCleanup) => {
      const main = this.main()?.nativeElement;
      if (main) onCleanup(keepFocus(main));
    });
    useFormatPreferences(() => this.session.expert());
    inject(DestroyRef).onDestroy(() => {
      this.live.stop();
      useFormatPreferences(() => null);
    });
  }

  protected async retry(): Promise<void> {
    this.retrying.set(true);
    const status = await this.session.restore();
    this.retrying.set(false);
    if (status === 'signed_out') await this.router.navigateByUrl('/login');
    else if (status === 'signed_in' && !this.session.expert()) {
      await this.router.navigateByUrl('/portal/onboarding');
    }
  }

  protected toContent(event: Event): void {
    event.preventDefault();
    this.main()?.nativeElement.focus();
  }

  private followSession(): void {
    let owner: string | null = null;
    let asking = false;
    effect(() => {
      const status = this.session.status();
      const user = this.session.user()?.id ?? null;
      untracked(() => {
        if (status === 'signed_in') this.live.start();
        if (status === 'signed_out') {
          this.live.stop();
          this.dialog.closeAll();
          if (!this.router.url.startsWith('/login')) void this.router.navigateByUrl('/login');
        }
        // Another user signed in in another tab: this page shows the former user's data.
        if (owner && user && owner !== user) location.assign('/portal');
        owner = user ?? owner;
        if (status === 'expired' && !asking) {
          asking = true;
          this.signInAgain(() => (asking = false));
        }
      });
    });
  }

  private signInAgain(done: () => void): void {
    const dialog = this.dialog.open<SignInAgain, void, 'leave'>(SignInAgain, {
      disableClose: true,
      width: '28rem',
    });
    const watch = effect(() => this.session.status() === 'signed_in' && dialog.close(), {
      injector: this.injector,
    });
    dialog.afterClosed().subscribe((answer) => {
      watch.destroy();
      done();
      if (answer === 'leave') void this.session.logout().catch(() => undefined);
    });
  }

  /** Moves the focus to a new page, like a full page load, so that keyboards and screen readers start at its top. */
  private focusNewPages(): void {
    let path = pathOf(this.router.url);
    this.path.set(path);
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        const next = pathOf(event.urlAfterRedirects);
        if (next !== path) setTimeout(() => this.main()?.nativeElement.focus({ preventScroll: true }));
        path = next;
        this.path.set(next);
      });
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
