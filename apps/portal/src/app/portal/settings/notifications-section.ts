import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { ExpertNotifications } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { AgendaSection } from './agenda-section';
import { ProfileSaver } from './profile-saver';
import { SettingsCard } from './settings-card';

const CHOICES: readonly { key: keyof ExpertNotifications; label: TextKey<'portal-settings'> }[] = [
  { key: 'booked', label: 'notify.booked' },
  { key: 'rescheduled', label: 'notify.rescheduled' },
  { key: 'cancelled', label: 'notify.cancelled' },
];

/** The expert's mail notifications. Every choice is saved at once. */
@Component({
  selector: 'eb-notifications-section',
  imports: [AgendaSection, SettingsCard],
  template: `
    <eb-settings-card name="notifications" [title]="t('notify')" [text]="t('notify.text')">
      <div class="divide-y divide-outline-variant">
        @for (one of choices; track one.key) {
          <label class="flex min-h-12 cursor-pointer items-center justify-between gap-4 py-2">
            <span>{{ t(one.label) }}</span>
            <input
              #box
              type="checkbox"
              role="switch"
              class="size-5 shrink-0 accent-primary"
              [checked]="wanted()[one.key]"
              (change)="set(one.key, box.checked)"
            />
          </label>
        }
      </div>
      <p class="mt-4 text-sm text-on-surface-variant">{{ t('notify.clients') }}</p>
    </eb-settings-card>
    <eb-agenda-section />
  `,
  host: { class: 'block space-y-4' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationsSection {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly choices = CHOICES;
  protected readonly wanted = computed<ExpertNotifications>(
    () => this.session.expert()?.notifications ?? { booked: true, cancelled: true, rescheduled: true },
  );

  protected set(key: keyof ExpertNotifications, on: boolean): void {
    void this.saver.saveNow({ notifications: { ...this.wanted(), [key]: on } });
  }
}
