import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PageHeader } from '../../ui/page-header';
import { bringIntoView } from './section-in-view';
import { settingsPagesFor } from './settings-pages';

/** Frame of the settings: the list beside the page, or, in a narrow window, each page with a link back to the list. */
@Component({
  selector: 'eb-settings-page',
  imports: [Icon, PageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './settings-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsPage {
  protected readonly t = translator('portal-settings');
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');
  protected readonly pages = settingsPagesFor(this.session.user()?.isOwner ?? false);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  /** The current page; undefined on the list. */
  protected readonly page = computed(() => {
    const [, name] = /\/settings\/([\w-]+)/.exec(this.url()) ?? [];
    return this.pages.find((one) => one.name === name);
  });
  protected readonly back = computed(() => ({ path: '/portal/settings', label: this.t('title') }));

  constructor() {
    const tab = inject(Title);
    effect(() => {
      const place = this.page();
      tab.setTitle(`${place ? `${this.t(place.label)} · ` : ''}${this.t('title')} · ExpertBook`);
    });
    let letGo = () => {};
    afterRenderEffect(() => {
      const { fragment } = this.router.parseUrl(this.url());
      letGo();
      letGo = fragment ? bringIntoView(this.content().nativeElement, fragment) : () => {};
    });
    inject(DestroyRef).onDestroy(() => letGo());
  }
}
