import { Injectable, computed, inject, signal } from '@angular/core';
import type { CalendarFeed, CreateCalendarFeedRequest, CreatedCalendarFeed } from '@expertbook/contracts';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { FeedsApi } from '../../data/feeds-api';

/** The expert's calendar feeds. Every verb rejects with the API's refusal. Provided by the section that shows them. */
@Injectable()
export class FeedsStore {
  private readonly api = inject(FeedsApi);
  private readonly list = new Loadable<CalendarFeed[]>();
  private readonly newestSignal = signal<CreatedCalendarFeed | null>(null);

  readonly status = this.list.status;
  readonly problem = this.list.problem;
  /** Oldest first. */
  readonly feeds = computed(() => this.list.value() ?? []);
  /** The feed just created: its address is available only now. */
  readonly newest = this.newestSignal.asReadonly();

  load(): Promise<void> {
    return this.list.load(() => this.api.list());
  }

  async create(request: CreateCalendarFeedRequest): Promise<void> {
    const created = await this.api.create(request);
    const { url: _url, webcal: _webcal, ...feed } = created;
    this.newestSignal.set(created);
    this.list.update((feeds) => [...feeds.filter(({ id }) => id !== feed.id), feed]);
  }

  /** Removes it from the list at once, and restores it at its position when the API refuses that. */
  async revoke(feed: CalendarFeed): Promise<void> {
    const at = this.feeds().findIndex(({ id }) => id === feed.id);
    this.list.update((feeds) => feeds.filter(({ id }) => id !== feed.id));
    try {
      await this.api.revoke(feed.id);
      if (this.newestSignal()?.id === feed.id) this.newestSignal.set(null);
    } catch (error) {
      this.list.update((feeds) =>
        feeds.some(({ id }) => id === feed.id) ? feeds : [...feeds.slice(0, at), feed, ...feeds.slice(at)],
      );
      throw error;
    }
  }
}
