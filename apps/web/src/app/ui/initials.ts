import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

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

  protected readonly letters = computed(() => {
    // Titles ("Dr.") and particles ("von") are skipped, unless the name has nothing else.
    const all = this.of().trim().split(/\s+/).filter(Boolean);
    const names = all.filter((word) => !word.endsWith('.') && word !== word.toLowerCase());
    const words = names.length > 0 ? names : all;
    const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
    return picked
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase();
  });
  /** A hue in degrees. */
  protected readonly tint = computed(() =>
    [...this.of()].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7),
  );
}
