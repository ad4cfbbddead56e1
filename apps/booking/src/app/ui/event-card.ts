import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { EventTypeSettings } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { durationsText } from '@expertbook/web-shared/ui/durations-text';
import { EventMark } from '@expertbook/web-shared/ui/event-mark';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';

/** The fields of an event type that a card shows. */
export type OfferedEventType = Pick<
  EventTypeSettings,
  'title' | 'description' | 'durations' | 'seats' | 'requiresConfirmation' | 'color' | 'icon' | 'featured'
>;

/** An event type in the list of a profile: the inside of the link to its page. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- the link itself is the card
  selector: 'a[ebEventCard]',
  imports: [EventMark, Icon],
  template: `
    <eb-event-mark [of]="of()" />
    <span class="min-w-0 grow">
      @if (of().featured) {
        <span class="mb-1 inline-flex items-center gap-1.5 text-sm font-semibold text-primary">
          {{ t('profile.featured') }}
        </span>
      }
      <span
        class="eb-title block leading-snug font-bold wrap-anywhere"
        [class]="of().featured ? 'text-xl' : 'text-lg'"
        ><bdi>{{ of().title }}</bdi></span
      >
      @if (of().description) {
        <span class="mt-1 line-clamp-3 text-on-surface-variant wrap-anywhere"
          ><bdi>{{ of().description }}</bdi></span
        >
      }
      <span class="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-sm text-on-surface-variant">
        <span class="inline-flex items-center gap-1.5">
          <eb-icon name="clock" class="size-4" /> {{ duration() }}
        </span>
        <span class="inline-flex items-center gap-1.5">
          <eb-icon [name]="placeIcon()" class="size-4" /> {{ place() }}
        </span>
        @if (of().seats > 1) {
          <span class="inline-flex items-center gap-1.5">
            <eb-icon name="users" class="size-4" />
            {{ t('profile.upTo', { count: of().seats }) }}
          </span>
        }
        @if (of().requiresConfirmation) {
          <span class="inline-flex items-center gap-1.5">
            <eb-icon name="check-circle" class="size-4" /> {{ t('profile.onRequest') }}
          </span>
        }
      </span>
    </span>
    <span
      class="grid size-11 shrink-0 place-items-center rounded-full bg-primary-container text-on-primary-container transition-colors group-hover:bg-primary group-hover:text-on-primary"
    >
      <eb-icon [path]="arrow" class="rtl:[scale:-1_1]" />
    </span>
  `,
  host: { class: 'group eb-card eb-offer', '[class.eb-offer-featured]': 'of().featured' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventCard {
  readonly of = input.required<OfferedEventType>({ alias: 'ebEventCard' });
  /** Kind of location, as a text. */
  readonly place = input.required<string>();
  readonly placeIcon = input.required<IconName>();
  protected readonly arrow = LATE_ICONS['arrow-right'];
  protected readonly t = translator('pages', 'booking');
  protected readonly duration = computed(() => durationsText(this.of().durations));
}
