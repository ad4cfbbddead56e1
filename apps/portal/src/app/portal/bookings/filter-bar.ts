import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { DestroyRef } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { MAX_SEARCH_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { BookingFilters } from './booking-filters';
import { isNarrowed } from './booking-filters';

/** Debounce between the last key and the search, ms. */
const DEBOUNCE_MS = 300;

/** Filters and order of the list. */
@Component({
  selector: 'eb-filter-bar',
  imports: [Icon],
  templateUrl: './filter-bar.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar {
  readonly filters = input.required<BookingFilters>();
  readonly eventTypes = input.required<readonly EventType[]>();
  readonly busy = input(false);
  readonly changed = output<Partial<BookingFilters>>();

  protected readonly t = translator('portal-bookings');
  protected readonly maxLength = MAX_SEARCH_LENGTH;
  protected readonly typed = signal('');
  protected readonly open = signal(false);
  protected readonly narrowed = computed(() => isNarrowed(this.filters()));
  /** Number of active filters behind the button. */
  protected readonly more = computed(() => {
    const { type, from, to } = this.filters();
    return [type, from || to].filter(Boolean).length;
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      const { q } = this.filters();
      // The address follows the input with a delay and must not remove letters typed meanwhile.
      untracked(() => this.typed().trim() !== q && this.timer === undefined && this.typed.set(q));
    });
  }

  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), DEBOUNCE_MS);
  }

  protected search(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const q = this.typed().trim();
    if (q !== this.filters().q) this.changed.emit({ q });
  }

  protected clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.typed.set('');
    this.changed.emit({ q: '', type: '', from: '', to: '' });
  }
}
