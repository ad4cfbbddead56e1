import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '../../ui/icon';
import { PageHeader } from '../../ui/page-header';
import { EventTypeCard } from './event-type-card';
import { EventTypesStore } from './event-types-store';

/** Everything that clients can book. */
@Component({
  selector: 'eb-event-types-page',
  imports: [EmptyState, EventTypeCard, FailedState, Icon, PageHeader, RouterLink],
  template: `
    <eb-page-header title="Event types" text="What clients can book with you, each under its own link.">
      <a class="eb-button eb-button-primary" routerLink="/portal/event-types/new"
        ><eb-icon name="plus" /> New event type</a
      >
    </eb-page-header>

    @switch (store.status()) {
      @case ('failed') {
        <eb-failed-state
          title="Your event types could not be loaded"
          [problem]="store.problem()"
          (again)="store.load()"
        />
      }
      @case ('loading') {
        <div class="grid gap-4 lg:grid-cols-2" role="status" aria-busy="true">
          <span class="sr-only">Loading event types</span>
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
        <ul class="grid gap-4 lg:grid-cols-2">
          @for (item of store.items(); track item.id) {
            <li class="min-w-0">
              <eb-event-type-card
                [item]="item"
                (activated)="store.setActive(item, $event)"
                (removed)="store.remove(item)"
              />
            </li>
          } @empty {
            <li class="lg:col-span-2">
              <eb-empty-state
                icon="link"
                title="Create your first event type"
                text="A title and a duration are enough. You get a link to share, and clients book one of your free times."
              >
                <a class="eb-button eb-button-primary" routerLink="/portal/event-types/new"
                  ><eb-icon name="plus" /> New event type</a
                >
              </eb-empty-state>
            </li>
          }
        </ul>
      }
    }
  `,
  providers: [EventTypesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypesPage {
  protected readonly store = inject(EventTypesStore);

  constructor() {
    void this.store.load();
  }
}
