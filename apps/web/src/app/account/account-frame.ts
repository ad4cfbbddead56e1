import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui/icon';
import { ThemeToggle } from '../ui/theme-toggle';

const PROMISES = [
  'Clients see your real free times, in their own time zone.',
  'A time that is taken disappears from every open page at once.',
  'Two bookings never overlap, whatever is clicked at the same moment.',
] as const;

/** The frame of the login and register pages: the form beside what ExpertBook is for. */
@Component({
  selector: 'eb-account-frame',
  imports: [Icon, RouterLink, ThemeToggle],
  template: `
    <div class="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <aside
        class="hidden flex-col justify-between bg-primary-container p-12 text-on-primary-container lg:flex xl:p-16"
      >
        <a
          routerLink="/"
          class="flex items-center gap-2.5 self-start rounded text-lg font-bold tracking-tight"
        >
          <img src="favicon.svg" alt="" class="size-8" /> ExpertBook
        </a>
        <div class="max-w-md">
          <p class="text-4xl leading-tight font-semibold tracking-tight text-balance">
            One link. Your real free times. No double bookings.
          </p>
          <ul class="mt-8 space-y-4">
            @for (promise of promises; track promise) {
              <li class="flex gap-3"><eb-icon name="check-circle" class="mt-0.5" /> {{ promise }}</li>
            }
          </ul>
        </div>
        <p class="text-sm opacity-80">Open source, on your own server.</p>
      </aside>
      <main class="flex flex-col px-5 py-6 sm:px-10">
        <div class="flex items-center justify-between lg:justify-end">
          <a routerLink="/" class="flex items-center gap-2 rounded font-bold tracking-tight lg:hidden">
            <img src="favicon.svg" alt="" class="size-7" /> ExpertBook
          </a>
          <eb-theme-toggle />
        </div>
        <div class="m-auto w-full max-w-sm py-10">
          <h1 class="text-3xl font-semibold tracking-tight">{{ title() }}</h1>
          <p class="mt-2 mb-8 text-on-surface-variant">{{ text() }}</p>
          <ng-content />
        </div>
      </main>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountFrame {
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  protected readonly promises = PROMISES;
}
