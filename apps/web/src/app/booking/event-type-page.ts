import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { Problem, PublicEventTypePage } from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { toProblem } from '../data/problem';
import { PublicApi } from '../data/public-api';
import { Loadable } from '../ui/loadable';
import { PageMessage } from '../ui/page-message';
import { PublicFrame } from '../ui/public-frame';
import { BookingFlow } from './booking-flow';
import { BookingSkeleton } from './booking-skeleton';
import type { MovedBooking } from './details-step';
import { tokenOf } from './manage-token';

/** `/:handle/:slug`, the page an expert shares; with `?reschedule=<uid>` it moves that booking. */
@Component({
  selector: 'eb-event-type-page',
  imports: [BookingFlow, BookingSkeleton, PageMessage, PublicFrame, RouterLink],
  template: `
    <eb-public-frame>
      @if (loadable.value(); as page) {
        @if (refusal(); as problem) {
          <eb-page-message
            icon="link"
            title="This booking cannot be moved"
            [text]="
              problem.code === 'not_found'
                ? 'Please open it again from the link in your confirmation mail.'
                : problem.detail
            "
          >
            <a class="eb-button eb-button-primary" [routerLink]="[]">Book a new time</a>
          </eb-page-message>
        } @else if (reschedule() && !moving()) {
          <eb-booking-skeleton />
        } @else {
          <eb-booking-flow [page]="page" [params]="params()" [moving]="moving()" />
        }
      } @else if (loadable.problem(); as problem) {
        @if (problem.status === 404) {
          <eb-page-message
            icon="calendar"
            title="There is nothing to book here"
            text="This session does not exist, or it is not offered at the moment. Please check the link."
          >
            <a class="eb-button eb-button-outline" [routerLink]="['/', handle()]">Other sessions</a>
          </eb-page-message>
        } @else {
          <eb-page-message icon="wifi-off" title="This page could not be loaded" [text]="problem.detail">
            <button type="button" class="eb-button eb-button-primary" (click)="load()">Try again</button>
          </eb-page-message>
        }
      } @else {
        <eb-booking-skeleton />
      }
    </eb-public-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypePage {
  readonly handle = input.required<string>();
  readonly slug = input.required<string>();
  readonly tz = input<string>();
  readonly month = input<string>();
  readonly date = input<string>();
  readonly slot = input<string>();
  readonly duration = input<string>();
  readonly reschedule = input<string>();

  private readonly api = inject(PublicApi);
  private readonly bookings = inject(BookingsApi);
  private readonly title = inject(Title);

  protected readonly loadable = new Loadable<PublicEventTypePage>();
  protected readonly moving = signal<MovedBooking | null>(null);
  protected readonly refusal = signal<Problem | null>(null);
  protected readonly params = computed(() => ({
    tz: this.tz(),
    month: this.month(),
    date: this.date(),
    slot: this.slot(),
    duration: this.duration(),
  }));

  constructor() {
    effect(() => {
      this.handle();
      this.slug();
      untracked(() => this.load());
    });
    effect(() => {
      const uid = this.reschedule();
      untracked(() => this.loadMoved(uid));
    });
    effect(() => {
      const page = this.loadable.value();
      if (page) this.title.setTitle(`${page.eventType.title} · ${page.expert.name}`);
      else if (this.loadable.status() === 'failed') this.title.setTitle('Not available · ExpertBook');
    });
  }

  protected load(): void {
    void this.loadable.load(() => this.api.eventTypePage(this.handle(), this.slug()));
  }

  private async loadMoved(uid: string | undefined): Promise<void> {
    this.moving.set(null);
    this.refusal.set(null);
    if (!uid) return;
    const token = tokenOf(uid);
    try {
      if (!token) throw NO_TOKEN;
      const booking = await this.bookings.read(uid, token);
      if (booking.status === 'confirmed' || booking.status === 'pending') this.moving.set({ booking, token });
      else
        this.refusal.set({
          ...NO_TOKEN,
          code: 'illegal_transition',
          detail: 'It is no longer an open booking.',
        });
    } catch (error) {
      this.refusal.set(toProblem(error));
    }
  }
}

const NO_TOKEN: Problem = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  detail: 'The link to this booking is not known here.',
  instance: '',
  code: 'not_found',
};
