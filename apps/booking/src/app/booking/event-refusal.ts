import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { PageMessage } from '@expertbook/web-shared/ui/page-message';

/**
 * Explains why nothing can be booked at an address, or why a booking cannot be rescheduled there, and links to an
 * alternative.
 */
@Component({
  selector: 'eb-event-refusal',
  imports: [PageMessage],
  template: `
    @let code = problem().code;
    @if (moving()) {
      <eb-page-message
        icon="link"
        [title]="t('event.notMoved')"
        [text]="
          code === 'not_found'
            ? t('event.openAgain')
            : code === 'illegal_transition'
              ? t('event.closed')
              : problemText(problem())
        "
      >
        @if (formerLink(); as link) {
          <a class="eb-button eb-button-primary" [href]="link">{{ t('event.seeBooking') }}</a>
        }
        <a class="eb-button eb-button-outline" [href]="path()">{{ t('page.bookNew') }}</a>
      </eb-page-message>
    } @else if (code === 'link_used' || code === 'link_expired') {
      <eb-page-message
        icon="link"
        [title]="code === 'link_used' ? t('event.linkUsed') : t('event.linkExpired')"
        [text]="code === 'link_used' ? t('event.linkUsedText') : t('event.linkExpiredText')"
      >
        <a class="eb-button eb-button-outline" [href]="profile()">{{ t('event.others') }}</a>
      </eb-page-message>
    } @else if (problem().status === 404) {
      <eb-page-message icon="calendar" [title]="t('event.nothing')" [text]="t('event.nothingText')">
        <a class="eb-button eb-button-outline" [href]="profile()">{{ t('event.others') }}</a>
      </eb-page-message>
    } @else {
      <eb-page-message icon="wifi-off" [title]="t('notLoaded')" [text]="problemText(problem())">
        <button type="button" class="eb-button eb-button-primary" (click)="again.emit()">
          {{ t('again') }}
        </button>
      </eb-page-message>
    }
  `,
  // The message is centred in the page.
  host: { class: 'contents' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventRefusal {
  readonly problem = input.required<Problem>();
  /** `/ada/intro` */
  readonly path = input.required<string>();
  /** The visitor wanted to reschedule a booking. */
  readonly moving = input(false);
  /** Link to that booking. */
  readonly formerLink = input<string | null>(null);
  readonly again = output<void>();

  protected readonly t = translator('booking');
  protected readonly problemText = problemText();
  protected readonly profile = computed(() => this.path().split('/').slice(0, 2).join('/'));
}
