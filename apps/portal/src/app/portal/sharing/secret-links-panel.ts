import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { BookingLink, BookingLinkKind, EventType } from '@expertbook/contracts';
import { BOOKING_LINK_KINDS, MAX_LINK_NOTE_LENGTH } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Confirm } from '../../ui/confirm-dialog';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule } from '../../ui/form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { Notice } from '../../ui/notice';
import { hourDigits } from '@expertbook/web-shared/ui/format-preferences';
import { AddressBox } from './address-box';
import type { LinkState } from './link-state';
import { expiryAfter, linkState } from './link-state';
import { SecretLinksStore } from './secret-links-store';

const DAYS = [1, 3, 7, 14, 30, 90];

const STATES: Readonly<Record<LinkState, TextKey<'portal-sharing'>>> = {
  open: 'state.open',
  used: 'state.used',
  expired: 'state.expired',
};

const KINDS: Readonly<Record<BookingLinkKind, TextKey<'portal-sharing'>>> = {
  one_off: 'secret.oneOff',
  private: 'secret.many',
};

/** Secret links: creates them, shows each address once, lists their state, and revokes them. */
@Component({
  selector: 'eb-secret-links-panel',
  imports: [AddressBox, FailedState, Field, FieldControl, Icon, Notice, ReactiveFormsModule, RouterLink],
  templateUrl: './secret-links-panel.html',
  providers: [SecretLinksStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecretLinksPanel {
  readonly item = input.required<EventType>();

  protected readonly t = translator('portal-sharing');
  protected readonly store = inject(SecretLinksStore);
  private readonly clock = inject(Clock);
  private readonly confirm = inject(Confirm);
  private readonly dialogs = inject(MatDialog);
  protected readonly days = DAYS;
  protected readonly states = STATES;
  protected readonly kinds = BOOKING_LINK_KINDS;
  protected readonly kindWords = KINDS;
  protected readonly form = inject(NonNullableFormBuilder).group({
    kind: ['one_off' as BookingLinkKind],
    note: ['', maxLengthRule(MAX_LINK_NOTE_LENGTH, () => this.t('secret.noteLong'))],
    days: [null as number | null],
  });
  protected readonly rows = computed(() => {
    const now = this.clock.now();
    return (this.store.items() ?? []).map((link) => {
      const state = linkState(link, now);
      return { link, state, name: link.note || this.t(KINDS[link.kind]), about: this.about(link, state) };
    });
  });

  constructor() {
    effect(() => {
      const { id } = this.item();
      untracked(() => void this.store.load(id));
    });
  }

  protected async create(): Promise<void> {
    if (this.form.invalid) {
      this.form.markAllAsTouched();
      return;
    }
    const { kind, note, days } = this.form.getRawValue();
    const made = await this.store.create({
      kind: this.item().private ? kind : 'one_off',
      note: note.trim(),
      expiresAt: expiryAfter(days, new Date()),
    });
    if (made) this.form.controls.note.reset('');
  }

  /** Asks first if the link may have been shared. */
  protected async revoke(link: BookingLink): Promise<void> {
    const sure =
      linkState(link, new Date()) !== 'open' ||
      (await this.confirm.ask({
        title: this.t('secret.revokeTitle'),
        text: this.t('secret.revokeText'),
        yes: this.t('secret.revoke'),
        dangerous: true,
      }));
    if (sure) await this.store.revoke(link);
  }

  /** In the share dialog the booking is behind it: closes it. */
  protected closeDialog(): void {
    this.dialogs.closeAll();
  }

  private about(link: BookingLink, state: LinkState): string {
    if (state === 'used') {
      return this.t('secret.used', { name: link.usedBy?.name ?? '', when: when(link.usedAt) });
    }
    if (state === 'expired') return this.t('secret.expired', { when: when(link.expiresAt) });
    return link.expiresAt ? this.t('secret.until', { when: when(link.expiresAt) }) : this.t('secret.noEnd');
  }
}

function when(instant: string | null): string {
  const written = new Intl.DateTimeFormat(dateLocale(), {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: hourDigits(), minute: '2-digit' },
  });
  return written.format(new Date(instant ?? 0));
}
