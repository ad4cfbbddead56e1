import { Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { NavigationBehaviorOptions } from '@angular/router';
import { ActivatedRoute, Router } from '@angular/router';
import type { BecomeExpertRequest, EventType, WeeklyHours } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EventTypesApi } from '../../data/event-types-api';
import { ExpertsApi } from '../../data/experts-api';
import { SchedulesApi } from '../../data/schedules-api';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { slugOf } from '../../ui/slug';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { openedFrom, backOrNavigate } from '../../ui/back-navigation';
import type { OnboardingDrafts } from './onboarding-drafts';
import { readDrafts, saveDrafts } from './onboarding-drafts';

export type OnboardingStep = 'page' | 'hours' | 'event' | 'done';

const STEPS: readonly OnboardingStep[] = ['page', 'hours', 'event', 'done'];

/**
 * The steps from an account to a bookable page. Each step is saved when it is left, so that a closed tab loses at most
 * one; each has an address (`?step=hours`), so that the browser's Back leads to the previous one. Provided by the
 * onboarding page.
 */
@Injectable()
export class OnboardingStore {
  private readonly t = translator('portal-onboarding');
  private readonly texts = inject(LanguageService);
  private readonly session = inject(SessionStore);
  private readonly experts = inject(ExpertsApi);
  private readonly schedules = inject(SchedulesApi);
  private readonly eventTypes = inject(EventTypesApi);

  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly goBack = backOrNavigate();
  private readonly query = toSignal(this.route.queryParamMap, {
    initialValue: this.route.snapshot.queryParamMap,
  });

  private readonly createdSignal = signal<EventType | null>(null);
  /** The step of the address, limited by the completed steps. */
  readonly step = computed<OnboardingStep>(() => {
    const asked = STEPS.find((step) => step === this.query().get('step')) ?? 'page';
    if (!this.expert()) return 'page';
    return asked === 'done' && !this.created() ? 'event' : asked;
  });
  readonly created = this.createdSignal.asReadonly();
  readonly expert = this.session.expert;
  readonly user = this.session.user;
  readonly pageLink = computed(() => `${location.origin}/${this.expert()?.handle ?? ''}`);

  private readonly drafts: OnboardingDrafts = readDrafts(this.userId());

  /** Earlier input of a step, also from before a reload. */
  draft<Step extends keyof OnboardingDrafts>(step: Step): OnboardingDrafts[Step] {
    return this.drafts[step];
  }

  keep(typed: OnboardingDrafts): void {
    Object.assign(this.drafts, typed);
    saveDrafts(this.userId(), this.drafts);
  }

  /** A user who already has a page continues with the hours. */
  async begin(): Promise<void> {
    if (this.expert() && !this.query().has('step')) await this.go('hours', { replaceUrl: true });
  }

  /** Whether the user can have a handle: it is free, or their own. */
  async isFree(handle: string): Promise<boolean> {
    const standing = await this.experts.handleStatus(handle);
    return standing === 'free' || standing === 'own';
  }

  /** True when the onboarding has nothing left to do. */
  async finishedBefore(): Promise<boolean> {
    return this.expert() !== null && (await this.eventTypes.list()).length > 0;
  }

  async openPage(request: BecomeExpertRequest): Promise<void> {
    // A user who returns to this step already has a page.
    this.session.setExpert(
      await (this.expert() ? this.experts.update(request) : this.experts.become(request)),
    );
    await this.go('hours', openedFrom('page'));
    await this.keepLanguage();
  }

  /** Sets the hours of the schedule that was created with the page; creates one where there is none. */
  async setHours(weekly: WeeklyHours): Promise<void> {
    const timeZone = this.expert()?.timeZone ?? browserZone();
    const all = await this.schedules.list();
    const existing = all.find((one) => one.isDefault) ?? all[0];
    if (existing) await this.schedules.update(existing.id, { weekly, timeZone });
    else await this.schedules.create({ name: this.t('hours.name'), timeZone, weekly, isDefault: true });
    await this.go('event', openedFrom('hours'));
  }

  async createEvent(title: string, duration: number): Promise<void> {
    const created = this.created();
    const offer = { title, durations: [duration] };
    this.createdSignal.set(
      created
        ? await this.eventTypes.update(created.id, offer)
        : await this.eventTypes.create({ ...offer, slug: slugOf(title) || 'meeting' }),
    );
    await this.go('done');
    await this.keepLanguage();
  }

  /** To a step before, whose address takes no second place in the browser's history. */
  back(step: 'page' | 'hours'): void {
    this.goBack(step, this.router.createUrlTree([], { queryParams: { step }, relativeTo: this.route }));
  }

  private async go(step: OnboardingStep, how: NavigationBehaviorOptions = {}): Promise<void> {
    await this.router.navigate([], { queryParams: { step }, relativeTo: this.route, ...how });
  }

  private userId(): string {
    return this.user()?.id ?? '';
  }

  /** Mails and the page have the expert's language from the start; the settings can change it later. */
  private async keepLanguage(): Promise<void> {
    const language = this.texts.language();
    if (language === this.expert()?.language) return;
    await this.experts.update({ language }).then(
      (expert) => this.session.setExpert(expert),
      () => undefined,
    );
  }
}
