import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { EventTypeMark } from '@expertbook/contracts';
import { EVENT_ICONS } from '@expertbook/presentation/event-icons';
import { Icon } from './icon';

/** Visual mark of an event type: its icon, or a dot, on its colour. Decorative; empty where it has neither. */
@Component({
  selector: 'eb-event-mark',
  imports: [Icon],
  template: `
    @if (shown()) {
      <span class="eb-mark" aria-hidden="true" [style.--mark]="of().color">
        @if (path(); as path) {
          <eb-icon class="!size-6" [path]="path" />
        }
      </span>
    }
  `,
  host: { class: 'contents' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventMark {
  readonly of = input.required<EventTypeMark>();
  protected readonly shown = computed(() => this.of().color !== null || this.of().icon !== null);
  protected readonly path = computed(() => {
    const { icon } = this.of();
    return icon && EVENT_ICONS[icon];
  });
}
