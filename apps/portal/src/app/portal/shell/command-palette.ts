import { DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { Command } from './commands';
import { Commands } from './commands';
import { fuzzyFilter } from './fuzzy';

/** Minimum length of a search for bookings, and its debounce (ms). */
const MIN_SEARCH_LENGTH = 2;
const DEBOUNCE_MS = 180;
const MAX_FOUND = 6;

/** Palette to open a page, run an action, or find a booking. Closes with the command, which the opener then runs. */
@Component({
  selector: 'eb-command-palette',
  imports: [Icon],
  templateUrl: './command-palette.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CommandPalette {
  protected readonly t = translator('portal-shell');
  private readonly commands = inject(Commands);
  private readonly api = inject(ExpertBookingsApi);
  private readonly dialog = inject<DialogRef<Command>>(DialogRef);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly typed = signal('');
  private readonly found = signal<readonly Command[]>([]);
  protected readonly searching = signal(false);
  protected readonly items = computed<readonly Command[]>(() => {
    const typed = this.typed();
    const dated = this.commands.typedDateCommand(typed);
    const known = fuzzyFilter(typed, this.commands.fixed(), ({ label, words }) => ({ text: label, words }));
    return [...(dated ? [dated] : []), ...known, ...this.found()];
  });
  /** The item that Enter runs: the first one again after each letter. */
  protected readonly active = linkedSignal({ source: this.typed, computation: () => 0 });
  protected readonly activeIndex = computed(() => Math.min(this.active(), this.items().length - 1));

  constructor() {
    let turn = 0;
    effect((onCleanup) => {
      const words = this.typed().trim();
      const mine = ++turn;
      untracked(() => {
        this.found.set([]);
        this.searching.set(words.length >= MIN_SEARCH_LENGTH);
      });
      if (words.length < MIN_SEARCH_LENGTH) return;
      const timer = setTimeout(() => void this.search(words, () => mine === turn), DEBOUNCE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    inject(DestroyRef).onDestroy(() => turn++);
  }

  protected press(event: KeyboardEvent): void {
    const last = this.items().length - 1;
    const now = this.activeIndex();
    const next = {
      ArrowDown: now >= last ? 0 : now + 1,
      ArrowUp: now <= 0 ? last : now - 1,
      PageDown: Math.min(last, now + 5),
      PageUp: Math.max(0, now - 5),
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.active.set(next);
      this.element.querySelector(`#eb-command-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const item = this.items()[now];
      if (item) this.run(item);
    }
  }

  protected run(command: Command): void {
    this.dialog.close(command);
  }

  private async search(words: string, current: () => boolean): Promise<void> {
    const items = await this.api.list({ q: words, limit: MAX_FOUND, order: 'desc' }).then(
      (page) => page.items,
      // The commands are useful without the search.
      () => [],
    );
    if (!current()) return;
    this.found.set(items.map((booking) => this.commands.booking(booking)));
    this.searching.set(false);
  }
}
