import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { EventTypeMark } from '@expertbook/contracts';
import { EVENT_ICONS } from '@expertbook/presentation/event-icons';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Mark of an event type beside its title in a line of text: its icon, or a dot, in its colour. Decorative. */
@Component({
  selector: 'eb-event-dot',
  imports: [Icon],
  template: `
    @if (path(); as path) {
      <eb-icon class="!size-4" [path]="path" />
    } @else if (of().color) {
      <span class="block size-2.5 rounded-full bg-current"></span>
    }
  `,
  host: {
    class: 'inline-flex shrink-0 items-center empty:hidden',
    'aria-hidden': 'true',
    '[style.color]': 'ink()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventDot {
  readonly of = input.required<EventTypeMark>();
  protected readonly path = computed(() => {
    const { icon } = this.of();
    return icon && EVENT_ICONS[icon];
  });
  /** The colour, darkened or lightened until it has enough contrast on the page. */
  protected readonly ink = computed(() => {
    const { color } = this.of();
    return color && `color-mix(in oklab, ${color} 70%, var(--mat-sys-on-surface))`;
  });
}
