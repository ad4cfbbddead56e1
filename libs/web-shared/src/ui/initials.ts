import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { initialsOf, tintOf } from '@expertbook/presentation/initials';

/**
 * A person's initials on a muted tint that depends on the name alone. Decorative, and drawn without text, which would
 * become part of the accessible name of the link around it.
 */
@Component({
  selector: 'eb-initials',
  template: '',
  styles: `
    @layer base {
      :host {
        display: inline-grid;
        width: 2.5rem;
        height: 2.5rem;
      }
    }
  `,
  host: {
    class:
      'before:content-[attr(data-letters)] shrink-0 place-items-center rounded-full font-semibold select-none [background:light-dark(oklch(0.92_0.05_var(--tint)),oklch(0.36_0.05_var(--tint)))] [color:light-dark(oklch(0.35_0.08_var(--tint)),oklch(0.92_0.05_var(--tint)))]',
    'aria-hidden': 'true',
    '[attr.data-letters]': 'letters()',
    '[style.--tint]': 'tint()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Initials {
  readonly of = input.required<string>();

  protected readonly letters = computed(() => initialsOf(this.of()));
  protected readonly tint = computed(() => tintOf(this.of()));
}
