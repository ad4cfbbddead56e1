import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { RouterLink } from '@angular/router';
import type { EventType } from '@expertbook/contracts';
import { CopyButton } from '../../ui/copy-button';
import { Icon } from '../../ui/icon';
import { durationsText } from '../../ui/minutes-text';
import { placeWords } from '../booking-parts/booking-words';

/** One event type: what it is, its link, whether it can be booked. */
@Component({
  selector: 'eb-event-type-card',
  imports: [CopyButton, Icon, MatMenu, MatMenuItem, MatMenuTrigger, MatSlideToggle, RouterLink],
  template: `
    <article class="eb-card relative flex h-full flex-col p-5 transition-colors hover:border-outline">
      <div class="flex items-start gap-3">
        <div class="min-w-0 flex-1">
          <h2 class="text-lg leading-snug font-semibold">
            <a
              class="line-clamp-2 wrap-anywhere after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-[1.25rem] focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-primary"
              [class.text-on-surface-variant]="!item().active"
              [routerLink]="['/portal/event-types', item().id]"
              >{{ item().title }}</a
            >
          </h2>
          <p class="truncate text-sm text-on-surface-variant">{{ path() }}</p>
        </div>
        <mat-slide-toggle
          class="relative z-10"
          hideIcon
          [aria-label]="item().title + ' can be booked'"
          [checked]="item().active"
          (change)="activated.emit($event.checked)"
        />
      </div>

      @if (item().description) {
        <p class="mt-3 line-clamp-2 text-sm text-on-surface-variant wrap-anywhere">
          {{ item().description }}
        </p>
      }
      <ul class="mt-3 mb-4 flex flex-wrap gap-1.5 text-sm">
        <li class="flex items-center gap-1.5 rounded-full bg-surface-container px-2.5 py-1">
          <eb-icon name="clock" class="size-4" /> {{ durations() }}
        </li>
        <li class="flex items-center gap-1.5 rounded-full bg-surface-container px-2.5 py-1">
          <eb-icon class="size-4" [name]="place().icon" /> {{ place().label }}
        </li>
        @for (mark of marks(); track mark) {
          <li class="rounded-full bg-tertiary-container px-2.5 py-1 text-on-tertiary-container">
            {{ mark }}
          </li>
        }
      </ul>

      <div class="relative z-10 mt-auto -mb-2 -ml-3 flex items-center">
        <eb-copy-button [text]="item().link" [name]="'Copy link of ' + item().title" />
        <a
          class="eb-icon-button"
          target="_blank"
          rel="noopener"
          [href]="item().link"
          [attr.aria-label]="'Open the page of ' + item().title"
          ><eb-icon name="external"
        /></a>
        <button
          type="button"
          class="eb-icon-button -mr-3 ml-auto"
          [matMenuTriggerFor]="menu"
          [attr.aria-label]="'More for ' + item().title"
        >
          <eb-icon name="more" />
        </button>
        <mat-menu #menu="matMenu" xPosition="before">
          <a mat-menu-item [routerLink]="['/portal/event-types', item().id]">
            <span class="flex items-center gap-3"><eb-icon name="edit" /> Edit</span>
          </a>
          <a mat-menu-item routerLink="/portal/event-types/new" [queryParams]="{ from: item().id }">
            <span class="flex items-center gap-3"><eb-icon name="copy" /> Duplicate</span>
          </a>
          <button mat-menu-item type="button" (click)="removed.emit()">
            <span class="flex items-center gap-3 text-error"><eb-icon name="trash" /> Delete…</span>
          </button>
        </mat-menu>
      </div>
    </article>
  `,
  host: { class: 'block h-full' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTypeCard {
  readonly item = input.required<EventType>();
  readonly activated = output<boolean>();
  readonly removed = output<void>();

  protected readonly durations = computed(() => durationsText(this.item().durations));
  protected readonly place = computed(() => placeWords(this.item().location.kind));
  /** The link without its scheme, as people say it. */
  protected readonly path = computed(() => this.item().link.replace(/^https?:\/\//, ''));
  protected readonly marks = computed(() => [
    ...(this.item().active ? [] : ['Off']),
    ...(this.item().hidden ? ['Hidden'] : []),
    ...(this.item().requiresConfirmation ? ['You confirm'] : []),
    ...(this.item().seats > 1 ? [`${this.item().seats} seats`] : []),
  ]);
}
