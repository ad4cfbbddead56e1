import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { TimeZoneName } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Hours } from '@expertbook/web-shared/platform/locale';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { currentName } from '@expertbook/web-shared/ui/zones/current-names';
import type { ZoneChoice } from '@expertbook/web-shared/ui/zones/zone-index';
import { ZoneRow } from '@expertbook/web-shared/ui/zones/zone-row';
import { ZoneSearch } from '@expertbook/web-shared/ui/zones/zone-search';

/** Selects a time zone: search by city, country, abbreviation or offset; arrows and Enter work as in any combobox. */
@Component({
  selector: 'eb-zone-dialog',
  imports: [Icon, ZoneRow],
  templateUrl: './zone-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ZoneDialog {
  readonly current = input.required<TimeZoneName>();
  readonly chosen = output<TimeZoneName>();
  readonly closed = output<void>();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly zones = inject(ZoneSearch);
  private readonly hours = inject(Hours);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = translator('booking-form');
  protected readonly text = signal('');
  protected readonly position = signal(0);
  protected readonly now = new Date();
  protected readonly chosenName = computed(() => currentName(this.current()));
  protected readonly hour12 = computed(() => this.hours.cycle() === 'h12');
  /** Null while the places for the search are loading. */
  protected readonly found = computed<readonly ZoneChoice[] | null>(() => {
    const index = this.zones.index();
    if (!index) return null;
    return this.text().trim()
      ? index.search(this.text())
      : index.byLikelihood([this.current(), browserZone()]);
  });

  constructor() {
    void this.zones.load();
    afterNextRender(() => {
      const dialog = this.dialog().nativeElement;
      if (typeof dialog.showModal === 'function') dialog.showModal();
      else dialog.setAttribute('open', '');
    });
    effect(() => {
      const option = this.host.nativeElement.querySelector(`#eb-zone-${this.position()}`);
      option?.scrollIntoView?.({ block: 'nearest' });
    });
  }

  protected searchFor(text: string): void {
    this.text.set(text);
    this.position.set(0);
  }

  protected onKey(event: KeyboardEvent): void {
    const found = this.found() ?? [];
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(last, this.position() + 1),
      ArrowUp: Math.max(0, this.position() - 1),
      PageDown: Math.min(last, this.position() + 8),
      PageUp: Math.max(0, this.position() - 8),
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.position.set(target);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const zone = found[this.position()];
      if (zone) this.choose(zone.name);
    }
  }

  protected choose(zone: TimeZoneName): void {
    this.chosen.emit(zone);
    this.close();
  }

  protected close(): void {
    const dialog = this.dialog().nativeElement;
    if (typeof dialog.close === 'function' && dialog.open) dialog.close();
    else this.closed.emit();
  }

  protected onBackdrop(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }
}
