import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ExpertIcon } from './expert-icons';

/** Stroke paths on a 24 x 24 grid; several subpaths share one `d`. The clients' pages load only these. */
const CLIENT_ICONS = {
  calendar: 'M8 3v4m8-4v4M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  'check-circle': 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m-3.8-8.6 2.7 2.7 5-5.4',
  'chevron-down': 'm6 9.5 6 6 6-6',
  'chevron-left': 'm14.5 6-6 6 6 6',
  'chevron-right': 'm9.5 6 6 6-6 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-13.5V12l3 2',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3.4 9.5h17.2M3.4 14.5h17.2M12 3c2.4 2.6 3.6 5.6 3.6 9s-1.2 6.4-3.6 9c-2.4-2.6-3.6-5.6-3.6-9S9.6 5.6 12 3',
  link: 'M10 14a4.5 4.5 0 0 0 6.6.3l3-3a4.5 4.5 0 0 0-6.4-6.4L11.7 6.4M14 10a4.5 4.5 0 0 0-6.6-.3l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.5-1.5',
  'map-pin': 'M12 21s7-5.6 7-11a7 7 0 1 0-14 0c0 5.4 7 11 7 11m0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5',
  phone:
    'M6 4h3l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4 6.2 2 2 0 0 1 6 4',
  refresh: 'M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.6 7.5M4.5 14a8 8 0 0 0 13.9 2.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13m4.7-1.8L20 20',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M12 2.5V4m0 16v1.5M2.5 12H4m16 0h1.5M5.3 5.3l1 1m11.4 11.4 1 1m0-13.4-1 1M6.3 17.7l-1 1',
  users:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7m-6.5 8a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4m1.5 2.8a6.5 6.5 0 0 1 4 5.5',
  video:
    'M4.5 6.5h9A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5M15 11l6-3.5v9L15 13',
  warning: 'M12 4 2.8 19.5h18.4zm0 6v4.5m0 2.6v.1',
  'wifi-off':
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.4m5 .1a10 10 0 0 1 5 2.3M2 8.5a14.5 14.5 0 0 1 4-2.6m4.5-1.2A14.5 14.5 0 0 1 22 8.5M12 19v.1',
  x: 'M6 6l12 12M18 6 6 18',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof CLIENT_ICONS | ExpertIcon;

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
