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
import type { Problem, PublicEventTypePage } from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { toProblem } from '../data/problem';
import { LinkSecret } from '../data/link-secret';
import { PublicApi } from '../data/public-api';
import { FirstData } from '../data/first-data';
import { problemText } from '../i18n/problem-text';
import { Texts } from '../i18n/texts';
import { translator } from '../i18n/translator';
import { showBrand } from '../ui/brand';
import { isFirstPaintShown, keepFirstPaint, partsInTurn } from '../ui/first-paint';
import { Loadable } from '../ui/loadable';
import { PageMessage } from '../ui/page-message';
import { PublicFrame } from '../ui/public-frame';
import { BookingFlow } from './booking-flow';
import { BookingSkeleton } from './booking-skeleton';
import type { MovedBooking } from './details-step';
import { tokenOf } from './manage-token';
import { PageAddress } from './page-address';
import { tabTitle } from './tab-title';

/** `/:handle/:slug`, the page an expert shares; with `?reschedule=<uid>` it moves that booking. */
@Component({
  selector: 'eb-event-type-page',
  imports: [BookingFlow, BookingSkeleton, PageMessage, PublicFrame],
  template: `
    <eb-public-frame>
      @if (loadable.value(); as page) {
        @if (refusal(); as problem) {
          <eb-page-message
            icon="link"
            [title]="t('event.notMoved')"
            [text]="
              problem.code === 'not_found'
                ? t('event.openAgain')
                : problem.code === 'illegal_transition'
                  ? t('event.closed')
                  : problemText(problem)
            "
          >
            @if (formerLink(); as link) {
              <a class="eb-button eb-button-primary" [href]="link">{{ t('event.seeBooking') }}</a>
            }
            <a class="eb-button eb-button-outline" [href]="'/' + handle() + '/' + slug()">{{
              t('page.bookNew')
            }}</a>
          </eb-page-message>
        } @else if (reschedule() && !moving()) {
          <eb-booking-skeleton />
        } @else if (parts() > 0) {
          <eb-booking-flow [page]="page" [params]="params()" [moving]="moving()" />
        }
      } @else if (loadable.problem(); as problem) {
        @if (problem.code === 'link_used' || problem.code === 'link_expired') {
          <eb-page-message
            icon="link"
            [title]="problem.code === 'link_used' ? t('event.linkUsed') : t('event.linkExpired')"
            [text]="problem.code === 'link_used' ? t('event.linkUsedText') : t('event.linkExpiredText')"
          >
            <a class="eb-button eb-button-outline" [href]="'/' + handle()">{{ t('event.others') }}</a>
          </eb-page-message>
        } @else if (problem.status === 404) {
          <eb-page-message icon="calendar" [title]="t('event.nothing')" [text]="t('event.nothingText')">
            <a class="eb-button eb-button-outline" [href]="'/' + handle()">{{ t('event.others') }}</a>
          </eb-page-message>
        } @else {
          <eb-page-message icon="wifi-off" [title]="t('notLoaded')" [text]="problemText(problem)">
            <button type="button" class="eb-button eb-button-primary" (click)="load()">
              {{ t('again') }}
            </button>
          </eb-page-message>
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
  private readonly bookings = inject(BookingsApi);
  private readonly first = inject(FirstData);
  private readonly secret = inject(LinkSecret);
  private readonly address = inject(PageAddress);
  private readonly texts = inject(Texts);
  protected readonly t = translator('booking');
  protected readonly problemText = problemText();

  protected readonly loadable = new Loadable<PublicEventTypePage>();
  protected readonly moving = signal<MovedBooking | null>(null);
  protected readonly refusal = signal<Problem | null>(null);
  protected readonly params = this.address.query;
  protected readonly behind = isFirstPaintShown();
  protected readonly parts = partsInTurn(1);
  protected readonly reschedule = computed(() => this.params()['reschedule']);

  private readonly moved = computed(() => {
    const uid = this.reschedule();
    const token = uid && tokenOf(uid);
    return token ? { uid, token } : null;
  });
  /** Where the booking says what became of it: after a move, Back leads here. */
  protected readonly formerLink = computed(() => {
    const moved = this.moved();
    return moved && `/bookings/${moved.uid}#token=${moved.token}`;
  });

  constructor() {
    // What is drawn from data is for the flow to show.
    keepFirstPaint(() => this.loadable.status() === 'failed');
    effect(() => {
      const path = `/${this.handle()}/${this.slug()}`;
      untracked(() => {
        // Moved by its own address: what is shown already is the page.
        if (this.pathOf(this.loadable.value()) === path) return;
        // Whether a link still opens the page is the API's to say; the HTML knows nothing of it.
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
        // An old handle leads on; the address shows the one that holds.
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
      const booking = await this.bookings.read(uid, token);
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
