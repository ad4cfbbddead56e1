import type { CdkDragDrop } from '@angular/cdk/drag-drop';
import { CdkDrag, CdkDropList } from '@angular/cdk/drag-drop';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  effect,
  inject,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { EventType } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PageHeader } from '../../ui/page-header';
import { ShareDialogs } from '../sharing/share-dialogs';
import { EventTypeCard } from './event-type-card';
import { EventTypesStore } from './event-types-store';
import { TemplateGallery } from './template-gallery';

/** All event types, in the order of the profile. */
@Component({
  selector: 'eb-event-types-page',
  imports: [CdkDrag, CdkDropList, EventTypeCard, FailedState, Icon, PageHeader, RouterLink, TemplateGallery],
  template: `
    <eb-page-header [title]="t('title')" [text]="t('text')">
      <a class="eb-button eb-button-outline" routerLink="/portal/embed"
        ><eb-icon name="globe" /> {{ t('toEmbed') }}</a
      >
      <a class="eb-button eb-button-primary" routerLink="/portal/event-types/new"
        ><eb-icon name="plus" /> {{ t('new') }}</a
      >
    </eb-page-header>

    @switch (store.status()) {
      @case ('failed') {
        <eb-failed-state [title]="t('notLoaded')" [problem]="store.problem()" (again)="store.load()" />
      }
      @case ('loading') {
        <div class="grid gap-4 lg:grid-cols-2" role="status" aria-busy="true">
          <span class="sr-only">{{ t('loading') }}</span>
          @for (n of [1, 2, 3, 4]; track n) {
            <div class="eb-card space-y-4 p-5">
              <div class="flex justify-between gap-4">
                <div class="eb-skeleton h-6 w-48 max-w-full"></div>
                <div class="eb-skeleton h-7 w-12 rounded-full"></div>
              </div>
              <div class="eb-skeleton h-4 w-40 max-w-full"></div>
              <div class="eb-skeleton h-7 w-56 max-w-full rounded-full"></div>
            </div>
          }
        </div>
      }
      @default {
        @if (store.items()?.length) {
          <ul
            class="grid gap-4 lg:grid-cols-2"
            cdkDropList
            cdkDropListOrientation="mixed"
            (cdkDropListDropped)="drop($event)"
          >
            @for (item of store.items(); track item.id; let i = $index; let count = $count) {
              <li class="min-w-0" cdkDrag>
                <eb-event-type-card
                  [item]="item"
                  [place]="i"
                  [count]="count"
                  (activated)="store.setActive(item, $event)"
                  (hid)="store.setHidden(item, $event)"
                  (shared)="share.open(item)"
                  (moved)="step(item, $event)"
                  (removed)="store.remove(item)"
                />
              </li>
            }
          </ul>
        } @else {
          <div class="eb-card p-5 sm:p-8">
            <h2 class="text-xl font-semibold">{{ t('first.title') }}</h2>
            <p class="mt-1 mb-6 max-w-2xl text-on-surface-variant">{{ t('first.text') }}</p>
            <eb-template-gallery />
          </div>
        }
      }
    }
  `,
  providers: [EventTypesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypesPage {
  protected readonly store = inject(EventTypesStore);
  protected readonly share = inject(ShareDialogs);
  protected readonly t = translator('portal-event-types');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('title')} · ExpertBook`));
    void this.store.load();
  }

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    void this.store.move(previousIndex, currentIndex);
  }

  /**
   * By keys or menu. The focus stays on the handle of the moved entry, so that it can be moved further. Indexes are
   * read at that time: the next key may come before the list is drawn again.
   */
  protected step({ id }: EventType, by: -1 | 1): void {
    const from = this.indexOf(id);
    void this.store.move(from, from + by);
    const grips = () => this.host.nativeElement.querySelectorAll<HTMLElement>('.eb-grip');
    afterNextRender({ read: () => grips()[this.indexOf(id)]?.focus() }, { injector: this.injector });
  }

  private indexOf(id: string): number {
    return (this.store.items() ?? []).findIndex((item) => item.id === id);
  }
}
