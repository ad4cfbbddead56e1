import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { CachedResponse } from '../http/cached-response';
import { CACHED_RESPONSE_BYTES } from '../http/cached-response';
import type { CacheFigures } from '../availability/calendar-cache';
import { MB } from '../availability/calendar-cache';
import { LruCache } from '../caching/lru-cache';

/** How long a page is what would be rendered now. */
export interface PageTruth {
  /** False once anything that it shows has changed, or could have without this process hearing of it. */
  isCurrent: () => boolean;
  /** Epoch milliseconds: from then on the passing of time alone may change it. */
  until: number;
}

interface Rendered {
  /** Null: nothing is known of how long it holds. */
  truth: PageTruth | null;
}

interface KeptPage extends CachedResponse {
  truth: PageTruth;
}

/**
 * Public pages as they were sent, rendered and compressed, for as long as they are true. Bounded in bytes (`PAGE_CACHE_MB`);
 * what was asked for longest ago goes first.
 */
@Injectable()
export class PageCache {
  private readonly pages: LruCache<string, KeptPage>;
  private readonly rendering = new Map<string, Promise<Rendered>>();
  private hits = 0;
  private misses = 0;

  constructor(@Inject(ENVIRONMENT) { pageCacheMb }: Environment) {
    const weigh = ({ body }: KeptPage, key: string) => CACHED_RESPONSE_BYTES + 2 * key.length + body.length;
    this.pages = new LruCache(pageCacheMb * MB, weigh);
  }

  /** What is kept, and how often a page was found in it or had to be rendered. */
  get figures(): CacheFigures {
    const { hits, misses } = this;
    return { bytes: this.pages.weight, entries: this.pages.size, hits, misses };
  }

  /** The page of this key while it is true. */
  get(key: string): CachedResponse | null {
    const page = this.pages.get(key);
    if (!page) return null;
    if (!isTrue(page.truth)) {
      this.pages.delete(key);
      return null;
    }
    this.hits += 1;
    return page;
  }

  /** Keeps a page, unless something changed while it was rendered. */
  keep(key: string, page: KeptPage): void {
    if (isTrue(page.truth)) this.pages.set(key, page);
  }

  /**
   * What `render` gives; requests for one page at the same time share one rendering. A rendering that began before the call
   * is taken only while it is true: what changed since is in the answer.
   */
  async render<R extends Rendered>(key: string, render: () => Promise<R>): Promise<R> {
    this.misses += 1;
    const before = this.rendering.get(key) as Promise<R> | undefined;
    if (!before) return this.start(key, render);
    const page = await before;
    if (page.truth && isTrue(page.truth)) return page;
    return (this.rendering.get(key) as Promise<R> | undefined) ?? this.start(key, render);
  }

  private start<R extends Rendered>(key: string, render: () => Promise<R>): Promise<R> {
    const page = render();
    this.rendering.set(key, page);
    const done = () => {
      if (this.rendering.get(key) === page) this.rendering.delete(key);
    };
    void page.then(done, done);
    return page;
  }
}

function isTrue({ isCurrent, until }: PageTruth): boolean {
  return Date.now() < until && isCurrent();
}
