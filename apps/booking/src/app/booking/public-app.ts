import type { ApplicationConfig } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
  signal,
  untracked,
} from '@angular/core';
import { LinkSecret } from '../data/link-secret';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { hasInitialHtml, removeInitialHtml } from '../ui/initial-html';
import { nextTask, whenIdle } from '@expertbook/web-shared/platform/when-idle';
import { BookingPage } from './booking-page';
import { BookingSkeleton } from './booking-skeleton';
import { EventTypePage } from './event-type-page';
import { Home } from './home';
import { NotFound } from './not-found';
import { PageAddress } from './page-address';
import { ProfilePage } from './profile-page';
import { publicPageOf } from './public-page';

const RETRY_MS = 3_000;

/**
 * The clients' side: an application of its own, so that a visitor loads no router, no HTTP client and no part of the
 * portal. The event type page, which is shared most, is in the first load; the others are separate files.
 */
@Component({
  selector: 'eb-root',
  imports: [BookingPage, BookingSkeleton, EventTypePage, Home, NotFound, ProfilePage],
  template: `
    @let page = shown();
    @switch (page.kind) {
      @case ('event') {
        @if (ready()) {
          <eb-event-type-page [handle]="page.handle" [slug]="page.slug" />
        } @else if (!behind) {
          <eb-booking-skeleton />
        }
      }
      @case ('profile') {
        @defer (when pagesReady(); prefetch on immediate) {
          <eb-profile-page [handle]="page.handle" />
        }
      }
      @case ('booking') {
        @defer (when pagesReady(); prefetch on immediate) {
          <eb-booking-page [uid]="page.uid" />
        }
      }
      @case ('home') {
        @defer (when pagesReady(); prefetch on immediate) {
          <eb-home />
        }
      }
      @default {
        @defer (when pagesReady(); prefetch on immediate) {
          <eb-not-found />
        }
      }
    }
  `,
  host: { '(click)': 'address.follow($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PublicApp {
  /** Created first: it removes its secret from the address. */
  protected readonly secret = inject(LinkSecret);
  protected readonly address = inject(PageAddress);
  private readonly texts = inject(LanguageService);
  protected readonly behind = hasInitialHtml();
  /** The strings of the booking page are loaded; below, those of the other pages. */
  protected readonly ready = signal(false);
  protected readonly pagesReady = signal(false);
  protected readonly shown = computed(() => publicPageOf(this.address.segments()));

  constructor() {
    void this.read();
    let first = true;
    effect(() => {
      const { kind } = this.shown();
      // The API draws only these two pages.
      if (kind !== 'event' && kind !== 'profile') removeInitialHtml();
      // After a navigation the focus is at the beginning of the page, as after a load.
      if (!first) untracked(() => setTimeout(() => document.getElementById('main')?.focus()));
      first = false;
    });
  }

  /** Without strings nothing can be shown: retries until the network is back. */
  private async read(): Promise<void> {
    for (;;) {
      try {
        if (this.shown().kind === 'event') {
          await this.texts.load('booking');
          // The start was one task; the page is drawn in the next one.
          if (this.behind) await new Promise<void>(nextTask);
          this.ready.set(true);
          await new Promise<void>(whenIdle);
        }
        await this.texts.load('booking', 'pages', 'problems');
        this.ready.set(true);
        return this.pagesReady.set(true);
      } catch {
        await new Promise((wake) => setTimeout(wake, RETRY_MS));
      }
    }
  }
}

export const publicConfig: ApplicationConfig = {
  providers: [provideBrowserGlobalErrorListeners(), provideZonelessChangeDetection()],
};
