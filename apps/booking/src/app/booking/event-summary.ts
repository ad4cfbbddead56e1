import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { PublicEventTypePage } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { EventMark } from '@expertbook/web-shared/ui/event-mark';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Initials } from '@expertbook/web-shared/ui/initials';
import { PLACES } from '@expertbook/presentation/places';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';

const LONG_TEXT = 220;

/** Expert, title, duration and location: visible in every step. The chosen time and the zone are projected. */
@Component({
  selector: 'eb-event-summary',
  imports: [EventMark, Icon, Initials],
  template: `
    <a
      class="group inline-flex max-w-full items-center gap-3 rounded-lg"
      [href]="'/' + page().expert.handle"
      [attr.aria-label]="t('summary.allSessions', { name: page().expert.name })"
    >
      @if (page().expert.photoUrl; as photo) {
        <img class="size-10 shrink-0 rounded-full object-cover" alt="" width="40" height="40" [src]="photo" />
      } @else {
        <eb-initials [of]="page().expert.name" />
      }
      <span class="min-w-0 font-medium text-on-surface-variant group-hover:text-on-surface">{{
        page().expert.name
      }}</span>
    </a>
    <h1 class="eb-event-title">
      @if (page().eventType.color || page().eventType.icon) {
        @defer (on immediate) {
          <eb-event-mark [of]="page().eventType" />
        } @placeholder {
          <span class="eb-mark invisible"></span>
        }
      }
      <bdi>{{ page().eventType.title }}</bdi>
    </h1>

    @if (durations().length > 1 && choosing()) {
      <fieldset class="mt-4">
        <legend class="sr-only">{{ t('summary.duration') }}</legend>
        <div class="flex flex-wrap gap-1.5">
          @for (minutes of durations(); track minutes) {
            <label class="eb-choice">
              <input
                class="sr-only"
                type="radio"
                name="duration"
                [value]="minutes"
                [checked]="minutes === duration()"
                (change)="durationChosen.emit(minutes)"
              />
              {{ text(minutes) }}
            </label>
          }
        </div>
      </fieldset>
    }
    <ul class="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-on-surface-variant lg:flex-col">
      @if (durations().length === 1 || !choosing()) {
        <li class="flex items-center gap-2.5"><eb-icon name="clock" /> {{ text(duration()) }}</li>
      }
      <li class="flex items-center gap-2.5"><eb-icon [name]="place().icon" /> {{ t(place().text) }}</li>
      @if (page().eventType.seats > 1) {
        <li class="flex items-center gap-2.5">
          <eb-icon name="users" /> {{ t('summary.group', { count: page().eventType.seats }) }}
        </li>
      }
      @if (page().eventType.requiresConfirmation) {
        <li class="flex items-center gap-2.5">
          <eb-icon name="check-circle" /> {{ t('summary.toConfirm', { name: expert() }) }}
        </li>
      }
    </ul>
    <ng-content />
    @if (page().eventType.description && (choosing() || wide())) {
      <div class="mt-4 border-t border-outline-variant pt-4 text-[0.9375rem] text-on-surface-variant">
        <p
          class="wrap-anywhere"
          [class]="open() || !long() ? 'whitespace-pre-line' : 'line-clamp-2 lg:line-clamp-4'"
        >
          <bdi>{{ page().eventType.description }}</bdi>
        </p>
        @if (long()) {
          <button
            type="button"
            class="mt-1 inline-flex min-h-9 items-center font-semibold text-primary"
            [attr.aria-expanded]="open()"
            (click)="open.set(!open())"
          >
            {{ open() ? t('summary.less') : t('summary.more') }}
          </button>
        }
      </div>
    }
  `,
  host: { class: 'block min-w-0' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventSummary {
  readonly page = input.required<PublicEventTypePage>();
  readonly duration = input.required<number>();
  /** While times are chosen the duration can be changed, and small screens show the description too. */
  readonly choosing = input(true);
  readonly wide = input(false);
  readonly durationChosen = output<number>();

  protected readonly t = translator('booking');
  protected readonly open = signal(false);
  protected readonly text = minutesText;
  protected readonly durations = computed(() => this.page().eventType.durations);
  protected readonly place = computed(() => PLACES[this.page().eventType.location.kind]);
  protected readonly expert = computed(() => this.page().expert.name);
  protected readonly long = computed(() => this.page().eventType.description.length > LONG_TEXT);
}
