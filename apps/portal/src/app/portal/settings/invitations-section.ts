import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { CreatedInvitation, Invitation, RegistrationInfo } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { EmailApi } from '../../data/email-api';
import { InvitationsApi } from '../../data/invitations-api';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { CopyButton } from '../../ui/copy-button';
import { FailedState } from '../../ui/failed-state';
import { Field, FieldControl } from '../../ui/field';
import { emailRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { localDateOf, shortDateText } from '@expertbook/web-shared/ui/zoned-time';
import { SettingsCard } from './settings-card';

const MODES = {
  open: 'invite.open',
  invitation: 'invite.invitation',
  domain: 'invite.domain',
  closed: 'invite.closed',
} as const satisfies Record<RegistrationInfo['mode'], TextKey<'portal-settings'>>;

/** Registration rules of the installation, and the owner's invitations. */
@Component({
  selector: 'eb-invitations-section',
  imports: [
    CopyButton,
    FailedState,
    Field,
    FieldControl,
    Notice,
    ReactiveFormsModule,
    SettingsCard,
    SubmitButton,
  ],
  templateUrl: './invitations-section.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationsSection {
  protected readonly t = translator('portal-settings');
  private readonly api = inject(InvitationsApi);
  private readonly emails = inject(EmailApi);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;
  protected readonly read = new Loadable<Invitation[]>();
  protected readonly mode = signal<RegistrationInfo['mode'] | null>(null);
  protected readonly modeText = computed(() => {
    const mode = this.mode();
    return mode ? this.t(MODES[mode]) : '';
  });
  /** The invitation just created: its address is available only now. */
  protected readonly newest = signal<CreatedInvitation | null>(null);
  protected readonly busy = signal(false);
  protected readonly rows = computed(() =>
    (this.read.value() ?? []).map((one) => ({ ...one, ...this.wordsOf(one) })),
  );
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: emailRule(() => this.t('email.form')) }),
  });
  protected readonly sending = formSubmission(this.form, () => this.invite());

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    await this.read.load(async () => {
      const [list, { mode }] = await Promise.all([this.api.list(), this.emails.registration()]);
      this.mode.set(mode);
      return list;
    });
  }

  /** Removes it from the list at once, and restores it when the API rejects that. */
  protected async revoke(id: string): Promise<void> {
    this.busy.set(true);
    try {
      await this.api.revoke(id);
      this.read.update((all) => all.filter((one) => one.id !== id));
      if (this.newest()?.id === id) this.newest.set(null);
      this.toasts.show(this.t('invite.revoked'));
    } catch (error) {
      this.toasts.fail(this.t('invite.notRevoked'), error);
    } finally {
      this.busy.set(false);
    }
  }

  private async invite(): Promise<void> {
    const email = this.form.getRawValue().email.trim();
    const { url, ...invitation } = await this.api.create(email ? { email } : {});
    this.newest.set({ url, ...invitation });
    this.read.update((all) => [invitation, ...all]);
    this.form.reset();
  }

  private wordsOf({ email, usedAt, expiresAt }: Invitation): { who: string; state: string; isOpen: boolean } {
    const isOpen = usedAt === null && Date.parse(expiresAt) > this.now().getTime();
    const key = usedAt ? 'invite.used' : isOpen ? 'invite.until' : 'invite.expired';
    const zone = this.session.expert()?.timeZone ?? browserZone();
    const date = shortDateText(localDateOf(usedAt ?? expiresAt, zone));
    return { who: email ?? this.t('invite.anybody'), state: this.t(key, { date }), isOpen };
  }
}
