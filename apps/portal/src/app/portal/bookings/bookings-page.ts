import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, NavigationEnd, Router, RouterLink, RouterOutlet, Scroll } from '@angular/router';
import type { Booking, EventType } from '@expertbook/contracts';
import { filter, take } from 'rxjs';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PageHeader } from '../../ui/page-header';
import { saveFile } from '@expertbook/web-shared/ui/save-file';
import { ScrollEdges, showWithin } from '../../ui/scroll-edges';
import { Toasts } from '../../ui/toasts';
import { replacingEntry, openedFrom, backOrNavigate } from '../../ui/back-navigation';
import { cityOf, dayText, nearDayText } from '@expertbook/web-shared/ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingRow } from '../booking-parts/booking-row';
import type { BookingFilters, FilterParams } from './booking-filters';
import { filtersOf, isNarrowed, pagesOf, paramsOf } from './booking-filters';
import { BOOKING_TABS, TAB_NAMES } from './booking-tabs';
import { BookingsStore } from './bookings-store';
import { FilterBar } from './filter-bar';
import { SessionRow } from '../booking-parts/session-row';
import { TabCounts } from './tab-counts';

/** From this width on the details are beside the list; below it they replace it. As in the template's `xl:`. */
const WIDE = '(min-width: 80rem)';
const LIST = '/portal/bookings';

/**
 * All bookings of the expert: four tabs, filtered and sorted as the address says, with the details of one beside them.
 */
@Component({
  selector: 'eb-bookings-page',
  imports: [
    AnswerButtons,
    BookingRow,
    EmptyState,
    FailedState,
    FilterBar,
    Icon,
    PageHeader,
    RouterLink,
    RouterOutlet,
    ScrollEdges,
    SessionRow,
  ],
  templateUrl: './bookings-page.html',
  providers: [BookingsStore, TabCounts],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingsPage {
  /** All from the query. */
  readonly tab = input<string>();
  readonly q = input<string>();
  readonly type = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly sort = input<string>();
  readonly pages = input<string>();

  protected readonly t = translator('portal-bookings');
  protected readonly store = inject(BookingsStore);
  private readonly counts = inject(TabCounts);
  private readonly api = inject(ExpertBookingsApi);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly goBack = backOrNavigate();
  private readonly destroyed = inject(DestroyRef);
  private readonly wide = matchMedia(WIDE);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected readonly filters = computed<BookingFilters>(
    () =>
      filtersOf({
        tab: this.tab(),
        q: this.q(),
        type: this.type(),
        from: this.from(),
        to: this.to(),
        sort: this.sort(),
      } as Partial<Record<keyof FilterParams, string>>),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  private readonly wantedPages = computed(() => pagesOf(this.pages()));
  protected readonly narrowed = computed(() => isNarrowed(this.filters()));
  protected readonly rule = computed(() => BOOKING_TABS[this.filters().tab]);
  protected readonly tabs = computed(() =>
    TAB_NAMES.map((key) => ({
      key,
      label: this.t(BOOKING_TABS[key].label),
      count: this.counts.texts()[key] ?? '',
      params: paramsOf({ ...this.filters(), tab: key, sort: BOOKING_TABS[key].order }),
    })),
  );
  protected readonly zoneText = computed(() => this.t('zone', { zone: cityOf(this.store.zone()) }));
  /** The number of search results, for screen readers. */
  protected readonly resultText = computed(() =>
    this.store.status() === 'ready' && !this.store.searching() && this.narrowed()
      ? this.t('found', { count: this.store.shown().length })
      : '',
  );
  protected readonly eventTypes = signal<readonly EventType[]>([]);
  protected readonly exporting = signal(false);
  /** The booking whose details are open. */
  protected readonly openUid = signal(this.uidInAddress());

  constructor() {
    effect(() => {
      const filters = this.filters();
      const pages = this.wantedPages();
      untracked(() => void this.store.open(filters, pages));
    });
    effect(() => {
      const filters = this.filters();
      untracked(() => void this.counts.count(filters));
    });
    // On a phone not all tabs fit; their counts make them wider.
    afterRenderEffect(() => {
      const { tab } = this.filters();
      this.counts.texts();
      showWithin(document.getElementById(`tab-${tab}`));
    });
    const title = inject(Title);
    effect(() => {
      if (this.openUid() === null) title.setTitle(`${this.t('title')} · ExpertBook`);
    });
    // Needed only for a filter: the page works without it.
    inject(EventTypesApi)
      .list()
      .then((types) => this.eventTypes.set(types))
      .catch(() => undefined);
    this.followPanel();
  }

  protected heading(date: string): string {
    const near = nearDayText(date, this.store.today());
    const day = dayText(date, this.store.today());
    return near ? this.t('day.near', { near, day }) : day;
  }

  protected merge(booking: Booking): void {
    this.store.merge(booking);
    this.counts.merge(booking);
  }

  protected change(change: Partial<BookingFilters>): void {
    this.go(paramsOf({ ...this.filters(), ...change }));
  }

  protected clear(): void {
    this.change({ q: '', type: '', from: '', to: '' });
  }

  protected more(): void {
    if (!this.store.loadingMore()) this.go({ pages: String(this.wantedPages() + 1) });
  }

  protected close(): void {
    if (!this.openUid()) return;
    const list = this.router.createUrlTree([LIST], { queryParamsHandling: 'preserve' });
    const top = scrollY;
    if (this.goBack(LIST, list, { scroll: 'manual' }) && this.wide.matches) this.keepScroll(top);
  }

  protected async exportCsv(): Promise<void> {
    if (this.exporting()) return;
    this.exporting.set(true);
    try {
      const { tab } = this.filters();
      saveFile(await this.api.csv(this.store.query()), `bookings-${tab}-${this.store.today()}.csv`);
    } catch (error) {
      this.toasts.fail(this.t('exportFailed'), error);
    } finally {
      this.exporting.set(false);
    }
  }

  /** Arrow keys move along the tabs, as in the WAI-ARIA tabs pattern. */
  protected onTabKey(event: KeyboardEvent, at: number): void {
    const ahead = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = ahead === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const step = { [ahead]: 1, [back]: -1 }[event.key];
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? TAB_NAMES.length - 1 : at + (step ?? 0);
    if (target === at) return;
    event.preventDefault();
    const tab = TAB_NAMES[(target + TAB_NAMES.length) % TAB_NAMES.length] ?? 'upcoming';
    this.change({ tab, sort: BOOKING_TABS[tab].order });
    document.getElementById(`tab-${tab}`)?.focus();
  }

  private go(queryParams: Partial<FilterParams>): void {
    void this.router.navigate([], {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
      scroll: 'manual',
    });
  }

  /** Going back would scroll to the former position of the list. */
  private keepScroll(top: number): void {
    this.router.events
      .pipe(
        filter((event) => event instanceof Scroll),
        take(1),
        takeUntilDestroyed(this.destroyed),
      )
      .subscribe(() => queueMicrotask(() => scrollTo({ top })));
  }

  private uidInAddress(): string | null {
    return this.route.snapshot.firstChild?.paramMap.get('uid') ?? null;
  }

  /**
   * Keeps the list's scroll position while the details open and close, and returns the focus to the row that opened
   * them.
   */
  private followPanel(): void {
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        const former = this.openUid();
        const uid = this.uidInAddress();
        if (uid === former) return;
        this.openUid.set(uid);
        // After the shell has moved the focus to the page.
        setTimeout(() => {
          if (uid) this.panel().nativeElement.focus({ preventScroll: true });
          else if (former) document.getElementById(`booking-${former}`)?.focus();
        });
      });
    const follow = (event: MouseEvent) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const href = link?.getAttribute('href') ?? '';
      const [, uid] = /^\/portal\/bookings(?:\/([^/?]+))?(?:\?|$)/.exec(href) ?? [null];
      if (!link || link.target || uid === null) return;
      const closes = !uid && this.panel().nativeElement.contains(link);
      if (!uid && !closes && !this.wide.matches) return;
      event.preventDefault();
      event.stopPropagation();
      if (closes) this.close();
      else {
        // The panel is always one history entry: Back leads to the list.
        const way = uid && (this.openUid() ? replacingEntry() : openedFrom(LIST));
        void this.router.navigateByUrl(href, { ...way, ...(this.wide.matches && { scroll: 'manual' }) });
      }
    };
    // Before the links' own listeners, which would scroll the list to its top.
    document.addEventListener('click', follow, true);
    this.destroyed.onDestroy(() => document.removeEventListener('click', follow, true));
  }
}
