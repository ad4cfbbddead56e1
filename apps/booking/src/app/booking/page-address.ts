import { Injectable, computed, signal } from '@angular/core';

/** Target of a navigation; an omitted part stays, except the fragment. */
export interface PageTarget {
  /** Another page; its query starts empty. */
  path?: string;
  /** Changes of the query; null removes a parameter. */
  query?: Readonly<Record<string, string | null | undefined>>;
  fragment?: string;
}

/** First segments that belong to other applications: the expert's side and the API. */
const OTHER_APPS = /^\/(?:portal|login|register|api)(?:[/?#]|$)/;

/**
 * The address of the public pages as signals, and the only code that changes it. A few flat pages need no router, which
 * would be a third of the first load.
 */
@Injectable({ providedIn: 'root' })
export class PageAddress {
  private readonly entry = signal(present(), {
    equal: (a, b) => a.href === b.href && a.state === b.state,
  });
  private readonly url = computed(() => new URL(this.entry().href));
  /** Decoded path segments. */
  readonly segments = computed(() => segmentsOf(this.url().pathname), { equal: sameText });
  readonly query = computed<Readonly<Record<string, string | undefined>>>(
    () => Object.fromEntries(this.url().searchParams),
    { equal: sameText },
  );
  /** Without the `#`. */
  readonly fragment = computed(() => this.url().hash.slice(1));
  /** State that {@link go} stored in this history entry; survives a reload. */
  readonly state = computed(() => this.entry().state);

  constructor() {
    // The page lives as long as this service.
    addEventListener('popstate', () => this.entry.set(present()));
  }

  /** `replace` changes the current history entry instead of adding one. */
  go(
    target: PageTarget,
    { replace = false, state = null }: { replace?: boolean; state?: unknown } = {},
  ): void {
    const url = new URL(location.href);
    const turns = target.path !== undefined && target.path !== url.pathname;
    if (target.path !== undefined) {
      url.pathname = target.path;
      url.search = '';
    }
    for (const [name, value] of Object.entries(target.query ?? {})) {
      if (value === null || value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    url.hash = target.fragment ?? '';
    const kept = turns || state !== null ? state : history.state;
    history[replace ? 'replaceState' : 'pushState'](kept, '', url);
    this.entry.set(present());
    if (turns) scrollTo(0, 0);
  }

  /** Handles links between the public pages without loading the document again. Every link is an ordinary `href`. */
  follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link?.href || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || OTHER_APPS.test(url.pathname)) return;
    event.preventDefault();
    this.go({
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      fragment: url.hash.slice(1),
    });
  }
}

function present(): { href: string; state: unknown } {
  return { href: location.href, state: history.state as unknown };
}

function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
