import {
  ChangeDetectionStrategy,
  Component,
  Injector,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { Problem, PublicEventTypePage } from '@expertbook/contracts';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { LinkSecret } from '../data/link-secret';
import { PublicApi } from '../data/public-api';
import { InitialData } from '../data/initial-data';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { showBrand } from '@expertbook/web-shared/ui/brand';
import { hasInitialHtml, keepInitialHtml, drawnParts } from '../ui/initial-html';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { PublicFrame } from '@expertbook/web-shared/ui/public-frame';
import { BookingFlow } from './booking-flow';
import { BookingSkeleton } from './booking-skeleton';
import type { MovedBooking } from './details-step';
import { EventRefusal } from './event-refusal';
import { tokenOf } from './manage-token';
import { PageAddress } from './page-address';
import { tabTitle } from './tab-title';

/** `/:handle/:slug`, the page an expert shares; with `?reschedule=<uid>` it reschedules that booking. */
@Component({
  selector: 'eb-event-type-page',
  imports: [BookingFlow, BookingSkeleton, EventRefusal, PublicFrame],
  template: `
    <eb-public-frame>
      @if (loadable.value(); as page) {
        @if (refusal(); as problem) {
          @defer (on immediate) {
            <eb-event-refusal
              [problem]="problem"
              [moving]="true"
              [formerLink]="formerLink()"
              [path]="path()"
            />
          }
        } @else if (reschedule() && !moving()) {
          <eb-booking-skeleton />
        } @else if (parts() > 0) {
          <eb-booking-flow [page]="page" [params]="params()" [moving]="moving()" />
        }
      } @else if (loadable.problem(); as problem) {
        @defer (on immediate) {
          <eb-event-refusal [problem]="problem" [path]="path()" (again)="load()" />
        } @error {
          <p class="m-auto p-6 text-center">
            {{ t('notLoaded') }}
            <button type="button" class="mt-4 eb-button eb-button-primary" (click)="load()">
              {{ t('again') }}
            </button>
          </p>
        }
      } @else if (!behind) {
        <eb-booking-skeleton />
      }
    </eb-public-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypePage {
  readonly handle = input.required<string>();
  readonly slug = input.required<string>();

  private readonly api = inject(PublicApi);
  private readonly injector = inject(Injector);
  private readonly first = inject(InitialData);
  private readonly secret = inject(LinkSecret);
  private readonly address = inject(PageAddress);
  private readonly texts = inject(LanguageService);
  protected readonly t = translator('booking');

  protected readonly loadable = new Loadable<PublicEventTypePage>();
  protected readonly moving = signal<MovedBooking | null>(null);
  protected readonly refusal = signal<Problem | null>(null);
  protected readonly params = this.address.query;
  protected readonly behind = hasInitialHtml();
  protected readonly parts = drawnParts(1);
  protected readonly path = computed(() => `/${this.handle()}/${this.slug()}`);
  protected readonly reschedule = computed(() => this.params()['reschedule']);

  private readonly moved = computed(() => {
    const uid = this.reschedule();
    const token = uid && tokenOf(uid);
    return token ? { uid, token } : null;
  });
  /** Link to the booking's page, which shows its new state: after rescheduling, Back leads here. */
  protected readonly formerLink = computed(() => {
    const moved = this.moved();
    return moved && `/bookings/${moved.uid}#token=${moved.token}`;
  });

  constructor() {
    // With data, the flow removes the initial HTML.
    keepInitialHtml(() => this.loadable.status() === 'failed');
    effect(() => {
      const path = this.path();
      untracked(() => {
        // The page changed its own address: the data is already there.
        if (this.pathOf(this.loadable.value()) === path) return;
        // The initial HTML is independent of links: only the API knows whether a link still opens the page.
        const isLinked = this.secret.of(this.handle(), this.slug()) !== null;
        const given = isLinked ? null : this.first.takePage<PublicEventTypePage>(path);
        if (given) this.loadable.put(given);
        else this.load();
      });
    });
    effect(() => {
      const page = this.loadable.value();
      if (!page) return;
      const { expert } = page;
      showBrand(expert.brandColor, expert.look);
      untracked(() => {
        void this.texts.suggest(expert.language);
        // An old handle redirects: the address shows the current one.
        if (expert.handle !== this.handle())
          this.address.go({ path: this.pathOf(page) ?? '/', query: this.address.query() }, { replace: true });
      });
    });
    effect(() => {
      const uid = this.reschedule();
      untracked(() => this.loadMoved(uid));
    });
    tabTitle(() => {
      const page = this.loadable.value();
      if (page) return `${page.eventType.title} · ${page.expert.name}`;
      return this.loadable.status() === 'failed' ? this.t('notAvailable') : null;
    });
  }

  protected load(): void {
    void this.loadable.load(() => this.api.eventTypePage(this.handle(), this.slug(), this.moved()));
  }

  private pathOf(page: PublicEventTypePage | null): string | null {
    return page && `/${page.expert.handle}/${page.eventType.slug}`;
  }

  private async loadMoved(uid: string | undefined): Promise<void> {
    this.moving.set(null);
    this.refusal.set(null);
    if (!uid) return;
    const token = tokenOf(uid);
    try {
      if (!token) throw NO_TOKEN;
      // Loaded only for rescheduling.
      const { BookingsApi } = await import('../data/bookings-api');
      const booking = await this.injector.get(BookingsApi).read(uid, token);
      if (booking.status === 'confirmed' || booking.status === 'pending') this.moving.set({ booking, token });
      else this.refusal.set({ ...NO_TOKEN, code: 'illegal_transition' });
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
