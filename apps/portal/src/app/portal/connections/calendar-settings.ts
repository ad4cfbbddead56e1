import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type {
  ConnectedCalendar,
  EventType,
  StaleChoice,
  UpdateConnectedCalendarRequest,
} from '@expertbook/contracts';
import { STALE_CHOICES } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';

const STALE_TEXTS: Readonly<
  Record<StaleChoice, { title: TextKey<'portal-connections'>; text: TextKey<'portal-connections'> }>
> = {
  closed: { title: 'stale.closed', text: 'stale.closedText' },
  open: { title: 'stale.open', text: 'stale.openText' },
};

/** What of a calendar counts, for which event types, and what happens while it cannot be read. */
@Component({
  selector: 'eb-calendar-settings',
  templateUrl: './calendar-settings.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarSettings {
  readonly calendar = input.required<ConnectedCalendar>();
  readonly eventTypes = input.required<readonly EventType[]>();
  readonly changed = output<UpdateConnectedCalendarRequest>();

  protected readonly t = translator('portal-connections');
  protected readonly staleChoices = STALE_CHOICES;
  protected readonly staleTexts = STALE_TEXTS;
  /** Those that still exist; null for all. */
  private readonly chosen = computed(() => {
    const ids = this.calendar().eventTypeIds;
    return ids && this.eventTypes().filter(({ id }) => ids.includes(id));
  });
  protected readonly isForAll = computed(() => this.calendar().eventTypeIds === null);
  protected readonly choices = computed(() =>
    this.eventTypes().map(({ id, title }) => {
      const isChosen = this.chosen()?.some((one) => one.id === id) ?? true;
      return { id, title, isChosen, isLast: isChosen && this.chosen()?.length === 1 };
    }),
  );

  /** Only chosen ones begin with all of them, so that nothing is opened by the choice itself. */
  protected forAll(all: boolean): void {
    if (all === this.isForAll()) return;
    this.changed.emit({ eventTypeIds: all ? null : this.eventTypes().map(({ id }) => id) });
  }

  protected choose(id: string, isChosen: boolean): void {
    const others = (this.chosen() ?? []).map((one) => one.id).filter((one) => one !== id);
    this.changed.emit({ eventTypeIds: isChosen ? [...others, id] : others });
  }
}
