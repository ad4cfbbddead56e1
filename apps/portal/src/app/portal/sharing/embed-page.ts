import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import type { EventType } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { PageHeader } from '../../ui/page-header';
import { EmbedPanel } from './embed-panel';

/**
 * `/portal/embed`: embeds booking pages on the expert's own website. `?page=` names the event type; without it, the
 * profile.
 */
@Component({
  selector: 'eb-embed-page',
  imports: [EmbedPanel, FailedState, PageHeader],
  template: `
    <eb-page-header [title]="t('embedPage')" [text]="t('embedPage.text')" [back]="back()" />
    @if (items(); as items) {
      <div class="eb-card max-w-4xl space-y-6 p-5 sm:p-6">
        <div>
          <label class="eb-label" for="embed-which">{{ t('embed.which') }}</label>
          <select id="embed-which" class="eb-input" (change)="choose($event)">
            <option value="" [selected]="!shown()">{{ t('embed.profile') }}</option>
            @for (item of items; track item.id) {
              <option [value]="item.slug" [selected]="item.slug === shown()?.slug">{{ item.title }}</option>
            }
          </select>
        </div>
        <eb-embed-panel [link]="link()" />
      </div>
    } @else if (list.status() === 'failed') {
      <eb-failed-state [title]="t('embed.notLoaded')" [problem]="list.problem()" (again)="load()" />
    } @else {
      <div class="eb-card max-w-4xl space-y-4 p-5 sm:p-6" role="status" aria-busy="true">
        <span class="sr-only">{{ t('embed.loading') }}</span>
        <div class="h-12 eb-skeleton"></div>
        <div class="h-24 eb-skeleton"></div>
        <div class="h-40 eb-skeleton"></div>
      </div>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmbedPage {
  /** From the query: a slug. */
  readonly page = input<string>();

  protected readonly t = translator('portal-sharing');
  private readonly api = inject(EventTypesApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly back = computed(() => ({
    path: '/portal/event-types',
    label: this.t('embedPage.back'),
  }));
  protected readonly list = new Loadable<EventType[]>();
  /** Public event types. */
  protected readonly items = computed(
    () => this.list.value()?.filter((one) => one.active && !one.private) ?? null,
  );
  protected readonly shown = computed(() => this.items()?.find(({ slug }) => slug === this.page()) ?? null);
  protected readonly link = computed(() => {
    const own = this.shown()?.link;
    if (own) return own;
    // The public origin may differ from the one of this page; every event type's link has it.
    const origin = new URL(this.list.value()?.[0]?.link ?? location.origin).origin;
    return `${origin}/${this.session.expert()?.handle ?? ''}`;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('embedPage')} · ExpertBook`));
    this.load();
  }

  protected load(): void {
    void this.list.load(() => this.api.list());
  }

  protected choose(event: Event): void {
    const page = (event.target as HTMLSelectElement).value || null;
    void this.router.navigate([], { queryParams: { page }, replaceUrl: true });
  }
}
