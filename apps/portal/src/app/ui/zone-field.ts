import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  forwardRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field } from './field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { cityOf, offsetText } from '@expertbook/web-shared/ui/zoned-time';
import { ZoneRow } from '@expertbook/web-shared/ui/zones/zone-row';
import { ZoneSearch } from '@expertbook/web-shared/ui/zones/zone-search';

/**
 * Form control for a time zone, found by typing a city, a country, an abbreviation or an offset. Use it inside a field.
 */
@Component({
  selector: 'eb-zone-field',
  imports: [Icon, MatAutocomplete, MatAutocompleteTrigger, MatOption, ZoneRow],
  template: `
    <div class="relative">
      <eb-icon
        name="globe"
        class="pointer-events-none absolute top-1/2 start-3.5 [translate:0_-50%] text-on-surface-variant"
      />
      <input
        #box
        class="eb-input ps-11 pe-11"
        autocomplete="off"
        spellcheck="false"
        [id]="field.id"
        [attr.aria-describedby]="field.describedBy()"
        [attr.aria-invalid]="field.error() ? true : null"
        [disabled]="disabled()"
        [value]="shown()"
        [matAutocomplete]="list"
        (focus)="open(); box.select()"
        (input)="typed.set(box.value)"
        (blur)="leave()"
      />
      <eb-icon
        name="chevron-down"
        class="pointer-events-none absolute top-1/2 end-3.5 [translate:0_-50%] text-on-surface-variant"
      />
    </div>
    <mat-autocomplete
      #list="matAutocomplete"
      autoActiveFirstOption
      hideSingleSelectionIndicator
      [displayWith]="words"
      (optionSelected)="choose($event.option.value)"
    >
      @for (zone of found(); track zone.name) {
        <mat-option [value]="zone.name">
          <eb-zone-row [zone]="zone" [now]="now()" />
        </mat-option>
      } @empty {
        @if (typed()) {
          <mat-option disabled>{{ t('zone.none') }}</mat-option>
        }
      }
    </mat-autocomplete>
  `,
  styles: `
    ::ng-deep .mat-mdc-option .mdc-list-item__primary-text {
      width: 100%;
    }
  `,
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => ZoneField), multi: true }],
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ZoneField implements ControlValueAccessor {
  protected readonly t = translator('ui');
  protected readonly field = inject(Field);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly value = signal('UTC');
  protected readonly typed = signal('');
  protected readonly disabled = signal(false);
  protected readonly now = inject(Clock).now;
  private readonly zones = inject(ZoneSearch);
  protected readonly words = (name: string) => `${cityOf(name)} (${offsetText(new Date(), name)})`;
  protected readonly shown = computed(() => this.words(this.value()));
  /** The four hundred entries are created when the list opens. */
  protected readonly used = signal(false);
  protected readonly found = computed(() => {
    const index = this.used() ? this.zones.index() : null;
    if (!index) return [];
    return this.typed() ? index.search(this.typed()) : index.byLikelihood([this.value(), browserZone()]);
  });
  private changed: (value: string) => void = () => undefined;
  private touched: () => void = () => undefined;

  writeValue(value: string | null): void {
    this.value.set(value ?? 'UTC');
  }

  registerOnChange(changed: (value: string) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  setDisabledState(disabled: boolean): void {
    this.disabled.set(disabled);
  }

  protected open(): void {
    this.used.set(true);
    void this.zones.load();
  }

  protected choose(name: string): void {
    this.typed.set('');
    this.value.set(name);
    this.changed(name);
  }

  /** A partial search selects nothing: the input shows the current zone again. */
  protected leave(): void {
    this.touched();
    setTimeout(() => {
      this.typed.set('');
      this.box().nativeElement.value = this.shown();
    }, 150);
  }
}
