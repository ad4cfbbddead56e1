import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { CalendarFeed, FeedAddresses, FeedDetails } from '@expertbook/contracts';
import { MAX_FEED_NOTE_LENGTH, MAX_FEEDS } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Confirm } from '../../ui/confirm-dialog';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { SettingsCard } from '../settings/settings-card';
import { FeedsStore } from './feeds-store';

interface Choice {
  value: FeedDetails;
  label: TextKey<'portal-connections'>;
  text: TextKey<'portal-connections'>;
}

const CHOICES: readonly Choice[] = [
  { value: 'full', label: 'feeds.detailsFull', text: 'feeds.detailsFullText' },
  { value: 'busy', label: 'feeds.detailsBusy', text: 'feeds.detailsBusyText' },
];
const LABELS: Readonly<Record<FeedDetails, TextKey<'portal-connections'>>> = {
  full: 'feeds.detailsFull',
  busy: 'feeds.detailsBusy',
};

/** Secret addresses by which calendar programs show the expert's bookings: creates them, shows each address once, revokes them. */
@Component({
  selector: 'eb-feeds-section',
  imports: [
    CopyButton,
    FailedState,
    Field,
    FieldControl,
    Icon,
    Notice,
    ReactiveFormsModule,
    SettingsCard,
    SubmitButton,
  ],
  templateUrl: './feeds-section.html',
  providers: [FeedsStore],
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FeedsSection {
  protected readonly t = translator('portal-connections');
  protected readonly store = inject(FeedsStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  protected readonly choices = CHOICES;
  protected readonly most = MAX_FEEDS;
  protected readonly isFull = computed(() => this.store.feeds().length >= MAX_FEEDS);
  protected readonly form = new FormGroup({
    details: new FormControl<FeedDetails>('full', { nonNullable: true }),
    note: new FormControl('', {
      nonNullable: true,
      validators: [
        maxLengthRule(MAX_FEED_NOTE_LENGTH, () => this.t('name.long', { count: MAX_FEED_NOTE_LENGTH })),
      ],
    }),
  });
  protected readonly sending = formSubmission(this.form, () => this.create());
  protected readonly rows = computed(() =>
    this.store.feeds().map((feed) => ({
      feed,
      name: feed.note || this.t(LABELS[feed.details]),
      about: this.about(feed),
    })),
  );

  constructor() {
    void this.store.load();
  }

  protected googleOf({ webcal }: FeedAddresses): string {
    return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
  }

  protected async revoke(feed: CalendarFeed, name: string): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.t('feeds.revokeAsk', { name }),
      text: this.t('feeds.revokeText'),
      yes: this.t('feeds.revoke'),
      dangerous: true,
    });
    if (!isSure) return;
    try {
      await this.store.revoke(feed);
      document.getElementById('feeds-title')?.focus();
    } catch (error) {
      this.toasts.fail(this.t('feeds.notRevoked', { name }), error);
    }
  }

  private async create(): Promise<void> {
    const { details, note } = this.form.getRawValue();
    await this.store.create({ details, note: note.trim() });
    this.form.reset({ details, note: '' });
  }

  private about({ details, note, createdAt, lastReadAt }: CalendarFeed): string {
    const day = (instant: string) =>
      new Date(instant).toLocaleDateString(dateLocale(), { dateStyle: 'medium' });
    const read = lastReadAt
      ? this.t('feeds.read', { day: day(lastReadAt) })
      : this.t('feeds.unread', { day: day(createdAt) });
    return note ? `${this.t(LABELS[details])} · ${read}` : read;
  }
}
