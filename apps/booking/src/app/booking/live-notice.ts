import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { LiveState } from './slot-feed';
import { SlotAnnouncements } from './slot-announcements';

/** Shorter interruptions are not shown: most are over by then. */
const SHOWN_AFTER_MS = 1500;

/**
 * Shows a notice while live updates do not arrive, and announces times that are taken or freed. It overlays the page,
 * so that no button moves during a press.
 */
@Component({
  selector: 'eb-live-notice',
  imports: [Icon],
  providers: [SlotAnnouncements],
  template: `
    <div role="status" class="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center px-4">
      @if (isShown()) {
        <p
          class="eb-enter flex items-center gap-2.5 rounded-full bg-tertiary-container px-4 py-2.5 text-sm text-on-tertiary-container [box-shadow:0_8px_20px_-6px_rgb(0_0_0/.2)]"
        >
          <eb-icon name="wifi-off" class="size-4 shrink-0" /> {{ t('live.stale') }}
        </p>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LiveNotice {
  readonly state = input.required<LiveState>();

  protected readonly t = translator('booking');
  protected readonly isShown = signal(false);

  constructor() {
    inject(SlotAnnouncements).follow();
    effect((onCleanup) => {
      const isBroken = this.state() === 'stale' || this.state() === 'lost';
      if (!isBroken) return this.isShown.set(false);
      const timer = setTimeout(() => this.isShown.set(true), SHOWN_AFTER_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
