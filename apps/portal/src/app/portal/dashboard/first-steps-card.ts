import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CopyButton } from '../../ui/copy-button';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { weekLines } from '../availability/hours-rules';
import type { ProfileGap, StepName } from '../first-steps/first-steps';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { DashboardStore } from './dashboard-store';
import { FirstStepsStore } from './first-steps-store';

type Key = TextKey<'portal-dashboard'>;

interface Row {
  name: StepName;
  /** From 1. */
  number: number;
  done: boolean;
  /** The first step that is not done. */
  isNext: boolean;
  title: string;
  text: string;
  action: string;
  path: string;
  fragment: string | undefined;
  look: 'eb-button-primary' | 'eb-button-outline' | 'eb-button-quiet';
}

const TITLES: Readonly<Record<StepName, Key>> = {
  hours: 'steps.hours',
  event: 'steps.event',
  face: 'steps.face',
  look: 'steps.look',
  share: 'steps.share',
};
const FACE_TEXTS: Readonly<Record<ProfileGap, Key>> = {
  both: 'steps.face.both',
  photo: 'steps.face.photo',
  words: 'steps.face.words',
};

/** The steps from a new account to a first booking, in order, each with a link to do it. */
@Component({
  selector: 'eb-first-steps-card',
  imports: [CopyButton, Icon, RouterLink],
  templateUrl: './first-steps-card.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FirstStepsCard {
  readonly handle = input.required<string>();
  readonly pageLink = input.required<string>();
  /** Whether the expert's page is public yet. */
  readonly isPublic = input.required<boolean>();
  /** The completed step that is expanded. */
  protected readonly unfolded = signal<StepName | null>(null);
  /** The expert closes the list. */
  readonly hidden = output();

  protected readonly t = translator('portal-dashboard');
  private readonly hoursWords = translator('portal-availability');
  protected readonly store = inject(FirstStepsStore);
  protected readonly memory = inject(FirstStepsMemory);
  private readonly session = inject(SessionStore);
  private readonly dashboard = inject(DashboardStore);

  protected readonly rows = computed<Row[]>(() => {
    const steps = this.store.steps();
    const next = steps.find(({ done }) => !done)?.name;
    return steps.map(({ name, done }, i) => ({
      name,
      number: i + 1,
      done,
      isNext: name === next,
      title: this.t(TITLES[name]),
      text: this.textOf(name, done),
      look: done ? 'eb-button-quiet' : name === next ? 'eb-button-primary' : 'eb-button-outline',
      ...this.wayTo(name, done),
    }));
  });

  protected toggle(name: StepName): void {
    this.unfolded.update((open) => (open === name ? null : name));
  }

  protected hide(): void {
    this.store.hide();
    this.hidden.emit();
  }

  private wayTo(name: StepName, done: boolean): Pick<Row, 'action' | 'path' | 'fragment'> {
    const fragment = undefined;
    if (name === 'hours') return { action: this.t('steps.hours.do'), path: '/portal/availability', fragment };
    if (name === 'event') {
      return done
        ? { action: this.t('steps.event.change'), path: '/portal/event-types', fragment }
        : { action: this.t('none.action'), path: '/portal/event-types/new', fragment };
    }
    return { action: this.t('steps.face.do'), path: '/portal/settings', fragment: 'profile' };
  }

  /** Text of a step: what to do and why; of a completed one its result. */
  private textOf(name: StepName, done: boolean): string {
    switch (name) {
      case 'hours':
        return done ? this.hours() : this.t('steps.hours.text');
      case 'event':
        return done ? this.titles() : this.t('steps.event.text');
      case 'face': {
        const lack = this.store.faceLack();
        return lack ? this.t(FACE_TEXTS[lack]) : (this.session.expert()?.headline ?? '');
      }
      case 'look':
        return done ? '' : this.t('steps.look.text');
      case 'share':
        return done ? this.pageLink().replace(/^https?:\/\//, '') : this.t('steps.share.text');
    }
  }

  private hours(): string {
    const schedules = this.store.schedules();
    const usual = schedules.find(({ isDefault }) => isDefault) ?? schedules[0];
    return weekLines(usual?.weekly ?? [], this.hoursWords)
      .map(({ days, hours }) => `${days} ${hours}`)
      .join(' · ');
  }

  private titles(): string {
    const titles = (this.dashboard.eventTypes() ?? []).filter((one) => one.active).map((one) => one.title);
    return new Intl.ListFormat(dateLocale(), { type: 'unit', style: 'short' }).format(titles);
  }
}
