import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { CalendarProvider, Connection } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Confirm } from '../../ui/confirm-dialog';
import { dialogResult } from '../../ui/dialog-result';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Toasts } from '../../ui/toasts';
import { failureSentence } from './calendar-state';
import { CalendarRow } from './calendar-row';
import { ConnectionsStore } from './connections-store';
import { RenameDialog } from './rename-dialog';
import { SignInForm } from './sign-in-form';

const KINDS: Readonly<Record<CalendarProvider, TextKey<'portal-connections'>>> = {
  ics: 'kind.ics',
  caldav: 'kind.caldav',
};

/** One account or address with its calendars, and what can be done with it. */
@Component({
  selector: 'eb-connection-card',
  imports: [CalendarRow, Icon, MatMenu, MatMenuItem, MatMenuTrigger, SignInForm],
  templateUrl: './connection-card.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectionCard {
  readonly connection = input.required<Connection>();
  readonly disconnected = output<void>();

  protected readonly t = translator('portal-connections');
  private readonly store = inject(ConnectionsStore);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  protected readonly leaving = signal(false);
  private readonly asksPassword = signal(false);
  protected readonly isReading = computed(() => this.store.reading().has(this.connection().id));
  protected readonly kind = computed(() => this.t(KINDS[this.connection().provider]));
  protected readonly hasPassword = computed(() => this.connection().provider === 'caldav');
  private readonly isSignedOut = computed(() =>
    this.connection().calendars.some(({ failure }) => failure === 'sign_in_again'),
  );
  protected readonly signsIn = computed(
    () => this.hasPassword() && (this.isSignedOut() || this.asksPassword()),
  );
  /** The address of a feed is no longer accepted. It cannot be changed; the expert connects a new one. */
  protected readonly isRefused = computed(() => !this.hasPassword() && this.isSignedOut());

  protected async readNow(): Promise<void> {
    const { id, name } = this.connection();
    try {
      const read = await this.store.readNow(id);
      if (!read) return;
      const failure = read.calendars.find((one) => one.failure !== null)?.failure;
      this.toasts.show(
        failure
          ? this.t('read.notDone', { name, reason: failureSentence(failure, this.t) })
          : this.t('read.done', { name }),
      );
    } catch (error) {
      this.toasts.fail(this.t('read.failed', { name }), error);
    }
  }

  protected async rename(): Promise<void> {
    const connection = this.connection();
    const dialog = this.dialog.open<RenameDialog, string, string>(RenameDialog, {
      data: connection.name,
      width: '26rem',
    });
    const name = await dialogResult(dialog);
    if (!name || name === connection.name) return;
    try {
      await this.store.rename(connection, name);
    } catch (error) {
      this.toasts.fail(this.t('rename.failed', { name: connection.name }), error);
    }
  }

  protected changePassword(): void {
    this.asksPassword.set(true);
  }

  protected signedIn(): void {
    this.asksPassword.set(false);
    this.toasts.show(this.t('signIn.done', { name: this.connection().name }));
  }

  protected async disconnect(): Promise<void> {
    const { id, name } = this.connection();
    if (this.leaving()) return;
    const sure = await this.confirm.ask({
      title: this.t('disconnect.ask', { name }),
      text: this.t('disconnect.text'),
      yes: this.t('disconnect'),
      no: this.t('disconnect.no'),
      dangerous: true,
    });
    if (!sure) return;
    this.leaving.set(true);
    try {
      await this.store.disconnect(id);
      this.toasts.show(this.t('disconnect.done', { name }));
      this.disconnected.emit();
    } catch (error) {
      this.toasts.fail(this.t('disconnect.failed', { name }), error);
    } finally {
      this.leaving.set(false);
    }
  }
}
