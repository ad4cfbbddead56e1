import { Injectable, computed, inject } from '@angular/core';
import type { EventType, Schedule } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';
import { SchedulesApi } from '../../data/schedules-api';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { NAME_LENGTH } from './schedule-form';

interface Overview {
  schedules: readonly Schedule[];
  eventTypes: readonly EventType[];
}

/**
 * The expert's schedules and the event types that use them. Changes are shown at once and reverted when the API rejects
 * them; every method then rejects with the error. Provided by the overview.
 */
@Injectable()
export class SchedulesStore {
  private readonly api = inject(SchedulesApi);
  private readonly eventTypesApi = inject(EventTypesApi);
  private readonly read = new Loadable<Overview>();

  readonly status = this.read.status;
  readonly problem = this.read.problem;
  readonly eventTypes = computed(() => this.read.value()?.eventTypes ?? []);
  /** The default first, then by name. */
  readonly schedules = computed(() =>
    [...(this.read.value()?.schedules ?? [])].sort(
      (a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name),
    ),
  );

  load(): Promise<void> {
    return this.read.load(async () => {
      const [schedules, eventTypes] = await Promise.all([this.api.list(), this.eventTypesApi.list()]);
      return { schedules, eventTypes };
    });
  }

  /** The event types with this schedule: chosen explicitly, or because it is the default. */
  usersOf(schedule: Schedule): readonly EventType[] {
    return this.eventTypes().filter((one) =>
      one.scheduleId === null ? schedule.isDefault : one.scheduleId === schedule.id,
    );
  }

  async rename(schedule: Schedule, name: string): Promise<void> {
    await this.optimistically(
      (all) => all.map((one) => (one.id === schedule.id ? { ...one, name } : one)),
      (all) => all.map((one) => (one.id === schedule.id ? { ...one, name: schedule.name } : one)),
      () => this.api.update(schedule.id, { name }),
    );
  }

  async makeDefault(schedule: Schedule): Promise<void> {
    const former = this.schedules().find((one) => one.isDefault)?.id;
    const mark = (id: string | undefined) => (all: readonly Schedule[]) =>
      all.map((one) => ({ ...one, isDefault: one.id === id }));
    await this.optimistically(mark(schedule.id), mark(former), () =>
      this.api.update(schedule.id, { isDefault: true }),
    );
  }

  /** A copy under another name, never the default. */
  async duplicate(schedule: Schedule, name: string): Promise<Schedule> {
    return this.create({ ...schedule, name: name.slice(0, NAME_LENGTH) });
  }

  /** 409 `schedule_in_use` or `last_schedule`: the schedule stays. */
  async remove(schedule: Schedule): Promise<void> {
    const without = (all: readonly Schedule[]) => all.filter((one) => one.id !== schedule.id);
    const remove = () => this.api.remove(schedule.id);
    if (schedule.isDefault || this.usersOf(schedule).length) {
      // The API will explain the rejection; removing the card and showing it again would be confusing.
      await remove();
      this.change(without);
    } else {
      await this.optimistically(without, (all) => [...without(all), schedule], remove);
    }
  }

  /** Recreates a removed schedule; no event type used it, so a new id is fine. */
  async restore(schedule: Schedule): Promise<void> {
    await this.create(schedule);
  }

  private async create(schedule: Schedule): Promise<Schedule> {
    const { name, timeZone, weekly, overrides, outOfOffice } = schedule;
    const created = await this.api.create({ name, timeZone, weekly, overrides, outOfOffice });
    this.change((all) => [...all.filter((one) => one.id !== created.id), created]);
    return created;
  }

  private async optimistically(
    change: (all: readonly Schedule[]) => readonly Schedule[],
    back: (all: readonly Schedule[]) => readonly Schedule[],
    send: () => Promise<unknown>,
  ): Promise<void> {
    this.change(change);
    try {
      await send();
    } catch (error) {
      this.change(back);
      throw error;
    }
  }

  private change(change: (all: readonly Schedule[]) => readonly Schedule[]): void {
    this.read.update((all) => ({ ...all, schedules: change(all.schedules) }));
  }
}
