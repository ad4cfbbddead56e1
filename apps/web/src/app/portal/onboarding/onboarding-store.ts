import { Injectable, computed, inject, signal } from '@angular/core';
import type { BecomeExpertRequest, EventType, WeeklyHours } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertsApi } from '../../data/experts-api';
import { SchedulesApi } from '../../data/schedules-api';
import { Texts } from '../../i18n/texts';
import { translator } from '../../i18n/translator';
import { slugOf } from '../../ui/slug';
import { browserZone } from '../../ui/time-zones';

export type OnboardingStep = 'page' | 'hours' | 'event' | 'done';

/**
 * The way from an account to a page that can be booked. Each step is saved as it is left, so that a closed tab loses at
 * most one step. Provided by the onboarding page.
 */
@Injectable()
export class OnboardingStore {
  private readonly t = translator('portal-onboarding');
  private readonly texts = inject(Texts);
  private readonly session = inject(SessionStore);
  private readonly experts = inject(ExpertsApi);
  private readonly schedules = inject(SchedulesApi);
  private readonly eventTypes = inject(EventTypesApi);

  private readonly stepSignal = signal<OnboardingStep>(this.session.expert() ? 'hours' : 'page');
  private readonly createdSignal = signal<EventType | null>(null);
  readonly step = this.stepSignal.asReadonly();
  readonly created = this.createdSignal.asReadonly();
  readonly expert = this.session.expert;
  readonly user = this.session.user;
  readonly pageLink = computed(() => `${location.origin}/${this.expert()?.handle ?? ''}`);

  /** True when there is nothing left to set up here. */
  async finishedBefore(): Promise<boolean> {
    return this.expert() !== null && (await this.eventTypes.list()).length > 0;
  }

  async openPage(request: BecomeExpertRequest): Promise<void> {
    this.session.setExpert(await this.experts.become(request));
    this.stepSignal.set('hours');
    await this.keepLanguage();
  }

  /** Fills the schedule that came with the page; makes one where there is none. */
  async setHours(weekly: WeeklyHours): Promise<void> {
    const timeZone = this.expert()?.timeZone ?? browserZone();
    const all = await this.schedules.list();
    const existing = all.find((one) => one.isDefault) ?? all[0];
    if (existing) await this.schedules.update(existing.id, { weekly, timeZone });
    else await this.schedules.create({ name: this.t('hours.name'), timeZone, weekly, isDefault: true });
    this.stepSignal.set('event');
  }

  async createEvent(title: string, duration: number): Promise<void> {
    const slug = slugOf(title) || 'meeting';
    this.createdSignal.set(await this.eventTypes.create({ title, slug, durations: [duration] }));
    this.stepSignal.set('done');
    await this.keepLanguage();
  }

  back(): void {
    if (this.stepSignal() === 'event') this.stepSignal.set('hours');
  }

  /** Mails and the page speak the expert's language from the start; the settings can say so later as well. */
  private async keepLanguage(): Promise<void> {
    const language = this.texts.language();
    if (language === this.expert()?.language) return;
    await this.experts.update({ language }).then(
      (expert) => this.session.setExpert(expert),
      () => undefined,
    );
  }
}
