import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ClientIcon } from '@expertbook/presentation/client-icons';
import { CLIENT_ICONS } from '@expertbook/presentation/client-icons';
import type { ExpertIcon } from './expert-icons';

export type IconName = ClientIcon | ExpertIcon;

const paths: Partial<Record<IconName, string>> = { ...CLIENT_ICONS };

/** Registers more icons, before anything is drawn. */
export function addIcons(more: Readonly<Record<ExpertIcon, string>>): void {
  Object.assign(paths, more);
}

/**
 * One line icon in the text's colour, 1.25rem unless a class sets its size. Decorative: the control around it has the
 * name.
 */
@Component({
  selector: 'eb-icon',
  template: `<svg
    viewBox="0 0 24 24"
    width="100%"
    height="100%"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path [attr.d]="drawn()" />
  </svg>`,
  // In the base layer, so that size utilities override it in both dimensions.
  styles: `
    @layer base {
      :host {
        width: 1.25rem;
        height: 1.25rem;
      }
    }
  `,
  host: { class: 'inline-block shrink-0 align-middle', 'aria-hidden': 'true' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input<IconName>();
  /** Path of an icon that few pages draw, on the same grid; used in place of a name. */
  readonly path = input<string>();
  protected readonly drawn = computed(() => this.path() ?? paths[this.name()!]);
}
