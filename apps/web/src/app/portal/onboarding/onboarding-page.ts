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
import { Router, RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import type { WebProblem } from '../../data/problem';
import { toProblem } from '../../data/problem';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '../../ui/icon';
import { ThemeToggle } from '../../ui/theme-toggle';
import { EventStep } from './event-step';
import { HoursStep } from './hours-step';
import type { OnboardingStep } from './onboarding-store';
import { OnboardingStore } from './onboarding-store';
import { PageStep } from './page-step';

const STEPS: Readonly<Record<OnboardingStep, { number: number; title: string; text: string }>> = {
  page: { number: 1, title: 'Claim your page', text: 'The link that clients book you through.' },
  hours: { number: 2, title: 'When do you work?', text: 'Clients can only book in these hours.' },
  event: {
    number: 3,
    title: 'What do you offer?',
    text: 'One to begin with. Add as many as you like later.',
  },
  done: {
    number: 4,
    title: 'Your page is live',
    text: 'Share it: in a mail, in your signature, on your website.',
  },
};

/** From an account to a bookable page, in under a minute. */
@Component({
  selector: 'eb-onboarding-page',
  imports: [CopyButton, EventStep, FailedState, HoursStep, Icon, PageStep, RouterLink, ThemeToggle],
  templateUrl: './onboarding-page.html',
  providers: [OnboardingStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OnboardingPage {
  protected readonly store = inject(OnboardingStore);
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly words = computed(() => STEPS[this.store.step()]);
  protected readonly ready = signal(false);
  protected readonly problem = signal<WebProblem | null>(null);
  /** The link without its scheme, as people say it. */
  protected readonly spoken = computed(() => this.store.pageLink().replace(/^https?:\/\//, ''));

  constructor() {
    void this.look();
    let shown: OnboardingStep | null = null;
    effect(() => {
      const step = this.store.step();
      const heading = this.heading()?.nativeElement;
      if (!heading || step === shown) return;
      // Not on the first step: the page has just been opened, and its start is where a reader should be.
      if (shown) heading.focus();
      shown = step;
    });
  }

  protected async look(): Promise<void> {
    this.problem.set(null);
    try {
      if ((await this.session.restore()) === 'unreachable') throw null;
      if (await this.store.finishedBefore()) await this.router.navigateByUrl('/portal', { replaceUrl: true });
      else this.ready.set(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected async signOut(): Promise<void> {
    await this.session.logout().catch(() => undefined);
    await this.router.navigateByUrl('/login');
  }
}
