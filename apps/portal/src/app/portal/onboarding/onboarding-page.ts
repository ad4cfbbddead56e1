import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { LanguageSwitch } from '@expertbook/web-shared/ui/language-switch';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { ThemeToggle } from '@expertbook/web-shared/ui/theme-toggle';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { EventStep } from './event-step';
import { HoursStep } from './hours-step';
import type { OnboardingStep } from './onboarding-store';
import { OnboardingStore } from './onboarding-store';
import { PageStep } from './page-step';

const STEPS: Readonly<Record<OnboardingStep, number>> = { page: 1, hours: 2, event: 3, done: 4 };

/** From a new account to a bookable page, in under a minute. */
@Component({
  selector: 'eb-onboarding-page',
  imports: [
    CopyButton,
    EventStep,
    FailedState,
    HoursStep,
    Icon,
    LanguageSwitch,
    PageStep,
    RouterLink,
    ThemeToggle,
  ],
  templateUrl: './onboarding-page.html',
  providers: [OnboardingStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OnboardingPage {
  protected readonly t = translator('portal-onboarding');
  protected readonly store = inject(OnboardingStore);
  protected readonly session = inject(SessionStore);
  /** Created here so that it notices links copied at the end. */
  protected readonly memory = inject(FirstStepsMemory);
  private readonly router = inject(Router);
  private readonly comesFromWithin = Boolean(this.router.currentNavigation()?.previousNavigation);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly number = computed(() => STEPS[this.store.step()]);
  /** For a user without a confirmed address the last step explains that the page is not public yet. */
  private readonly name = computed(() => {
    const step = this.store.step();
    return step === 'done' && !(this.session.user()?.emailVerified ?? true) ? 'unconfirmed' : step;
  });
  protected readonly title = computed(() => this.t(`title.${this.name()}`));
  protected readonly text = computed(() =>
    this.t(`text.${this.name()}`, { email: this.session.user()?.email ?? '' }),
  );
  protected readonly ready = signal(false);
  protected readonly problem = signal<WebProblem | null>(null);
  /** The link without its scheme. */
  protected readonly spoken = computed(() => this.store.pageLink().replace(/^https?:\/\//, ''));

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(`${this.title()} · ExpertBook`));
    void this.load();
    let shown: OnboardingStep | null = null;
    effect(() => {
      const step = this.store.step();
      const heading = this.heading()?.nativeElement;
      if (!heading || step === shown) return;
      // On a first load the page starts at its top; after the registration the focus moves to the step.
      if (shown || this.comesFromWithin) heading.focus();
      shown = step;
    });
  }

  protected async load(): Promise<void> {
    this.problem.set(null);
    try {
      if ((await this.session.restore()) === 'unreachable') throw null;
      if (await this.store.finishedBefore()) await this.router.navigateByUrl('/portal', { replaceUrl: true });
      else {
        await this.store.begin();
        this.ready.set(true);
      }
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected async signOut(): Promise<void> {
    await this.session.logout().catch(() => undefined);
    await this.router.navigateByUrl('/login');
  }
}
