import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  model,
  output,
  signal,
} from '@angular/core';
import { MAX_GUESTS } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import { PointerPress } from '@expertbook/web-shared/ui/pointer-press';
import type { GuestRow } from './guest-rows';
import { guestFaults, guestRow, pastedAddresses } from './guest-rows';

/** Further guests: a button at first, then a list of addresses. */
@Component({
  selector: 'eb-guest-fields',
  imports: [Icon],
  template: `
    @if (rows().length === 0) {
      <button type="button" class="-ms-3 eb-button eb-button-quiet" data-add (click)="add()">
        <eb-icon name="users" /> {{ t('guests.add') }}
      </button>
    } @else {
      <fieldset class="min-w-0" aria-describedby="eb-guests-hint">
        <legend class="eb-label">
          {{ t('guests.title') }}
          <span class="font-normal text-on-surface-variant">{{ t('optional') }}</span>
        </legend>
        <ul class="flex flex-col gap-2">
          @for (row of rows(); track row.id; let index = $index) {
            @let fault = faultIn(row);
            @let number = index + 1;
            <li>
              <div class="flex items-center gap-1">
                <input
                  class="eb-input"
                  type="email"
                  inputmode="email"
                  autocomplete="off"
                  autocapitalize="none"
                  spellcheck="false"
                  dir="ltr"
                  [id]="'eb-guest-' + row.id"
                  [value]="row.email"
                  [attr.aria-label]="t('guests.email', { number })"
                  [attr.aria-invalid]="fault ? true : null"
                  [attr.aria-describedby]="fault ? 'eb-guest-' + row.id + '-fault' : null"
                  (input)="change(row, $event)"
                  (paste)="paste(row, $event)"
                  (blur)="touch(row)"
                />
                <button
                  type="button"
                  class="-me-2 eb-icon-button shrink-0"
                  [attr.aria-label]="t('guests.remove', { number })"
                  (click)="remove(index)"
                >
                  <eb-icon name="x" />
                </button>
              </div>
              @if (fault) {
                <p class="eb-error" [id]="'eb-guest-' + row.id + '-fault'">
                  <eb-icon name="warning" class="mt-0.5 size-4" /> <span>{{ fault }}</span>
                </p>
              }
            </li>
          }
        </ul>
        <p class="mt-1.5 text-sm text-on-surface-variant" id="eb-guests-hint">{{ t('guests.hint') }}</p>
        @if (rows().length < max) {
          <button type="button" class="-ms-3 mt-1 eb-button eb-button-quiet" data-add (click)="add()">
            <eb-icon [path]="late.plus" /> {{ t('guests.another') }}
          </button>
        }
      </fieldset>
    }
  `,
  host: { class: 'block min-w-0', '[class.-mt-2]': 'rows().length === 0' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GuestFields {
  readonly rows = model.required<readonly GuestRow[]>();
  readonly clientEmail = input('');
  /** Whether every line shows its error, also one that was never left. */
  readonly checked = input(false);
  /** The server's error of a line, by its id. */
  readonly refused = input<ReadonlyMap<number, string>>(new Map());
  /** A line was changed by hand: the server's error no longer applies. */
  readonly edited = output<number>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly press = inject(PointerPress);
  protected readonly late = LATE_ICONS;
  protected readonly t = translator('booking-form', 'booking');
  protected readonly max = MAX_GUESTS;
  private readonly touched = signal<ReadonlySet<number>>(new Set());
  private readonly faults = computed(() => guestFaults(this.rows(), this.clientEmail()));

  protected faultIn({ id }: GuestRow): string {
    const refusal = this.refused().get(id);
    if (refusal) return refusal;
    const fault = this.checked() || this.touched().has(id) ? this.faults().get(id) : undefined;
    return fault ? this.t(fault.key, fault.values) : '';
  }

  protected add(): void {
    const row = guestRow();
    this.rows.set([...this.rows(), row]);
    this.focus(`#eb-guest-${row.id}`);
  }

  /** The focus moves to the next line, else to the previous one, else to the button that added the first. */
  protected remove(index: number): void {
    const left = this.rows().filter((_, at) => at !== index);
    this.rows.set(left);
    const next = left[Math.min(index, left.length - 1)];
    this.focus(next ? `#eb-guest-${next.id}` : '[data-add]');
  }

  protected change({ id }: GuestRow, event: Event): void {
    const email = (event.target as HTMLInputElement).value;
    this.rows.set(this.rows().map((row) => (row.id === id ? { id, email } : row)));
    this.edited.emit(id);
  }

  /** A pasted list becomes one line per address. */
  protected paste(into: GuestRow, event: ClipboardEvent): void {
    const found = pastedAddresses(event.clipboardData?.getData('text') ?? '');
    if (found.length === 0) return;
    event.preventDefault();
    const rows = found.map((email) => guestRow(email));
    const all = this.rows();
    const index = all.findIndex(({ id }) => id === into.id);
    const kept = into.email.trim() === '' ? [] : [into];
    this.rows.set([...all.slice(0, index), ...kept, ...rows, ...all.slice(index + 1)]);
    this.focus(`#eb-guest-${rows.at(-1)?.id}`);
  }

  protected touch({ id }: GuestRow): void {
    this.press.after(() => this.touched.update((touched) => new Set(touched).add(id)));
  }

  private focus(selector: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
