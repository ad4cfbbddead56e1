import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { CachedResponse } from '../http/cached-response';
import { CACHED_RESPONSE_BYTES } from '../http/cached-response';
import type { CacheFigures } from '../availability/calendar-cache';
import { MB } from '../availability/calendar-cache';
import { LruCache } from '../caching/lru-cache';

/** How long a rendered page is valid. */
export interface PageValidity {
  /** False once anything on the page has changed, or may have changed without a notification to this process. */
  isCurrent: () => boolean;
  /** Epoch milliseconds. From then on the page may be out of date without any change. */
  until: number;
}

interface Rendered {
  /** Null: its validity is unknown. */
  validity: PageValidity | null;
}

interface CachedPage extends CachedResponse {
  validity: PageValidity;
}

/**
 * Public pages as they were sent, rendered and compressed, while they are current. Bounded in bytes
 * (`PAGE_CACHE_MB`); the least recently used go first.
 */
@Injectable()
export class PageCache {
  private readonly pages: LruCache<string, CachedPage>;
  private readonly rendering = new Map<string, Promise<Rendered>>();
  private hits = 0;
  private misses = 0;

  constructor(@Inject(ENVIRONMENT) { pageCacheMb }: Environment) {
    const weigh = ({ body }: CachedPage, key: string) => CACHED_RESPONSE_BYTES + 2 * key.length + body.length;
    this.pages = new LruCache(pageCacheMb * MB, weigh);
  }

  /** Size of the cache, and its hits and misses. */
  get figures(): CacheFigures {
    const { hits, misses } = this;
    return { bytes: this.pages.weight, entries: this.pages.size, hits, misses };
  }

  /** The page with this key while it is current. */
  get(key: string): CachedResponse | null {
    const page = this.pages.get(key);
    if (!page) return null;
    if (!isTrue(page.validity)) {
      this.pages.delete(key);
      return null;
    }
    this.hits += 1;
    return page;
  }

  /** Caches a page, unless something changed while it was rendered. */
  keep(key: string, page: CachedPage): void {
    if (isTrue(page.validity)) this.pages.set(key, page);
  }

  /**
   * The result of `render`; simultaneous requests for one page share one rendering. A rendering that began before the
   * call is used only while it is current, so the result contains every earlier change.
   */
  async render<R extends Rendered>(key: string, render: () => Promise<R>): Promise<R> {
    this.misses += 1;
    const before = this.rendering.get(key) as Promise<R> | undefined;
    if (!before) return this.start(key, render);
    const page = await before;
    if (page.validity && isTrue(page.validity)) return page;
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

function isTrue({ isCurrent, until }: PageValidity): boolean {
  return Date.now() < until && isCurrent();
}
