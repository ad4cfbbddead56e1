import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { SignedInSession } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { AuthApi } from '../../data/auth-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Confirm } from '../../ui/confirm-dialog';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { dayInSentence, localDateOf, shortDateText, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { browserNameOf } from '@expertbook/contracts';
import { SettingsCard } from './settings-card';

/** The account's sessions, with buttons to end them. */
@Component({
  selector: 'eb-sessions-section',
  imports: [FailedState, Icon, SettingsCard],
  template: `
    <eb-settings-card name="sessions" [title]="t('sessions')" [text]="t('sessions.text')">
      @switch (read.status()) {
        @case ('loading') {
          <div class="space-y-3" role="status">
            <span class="sr-only">{{ t('sessions.loading') }}</span>
            <div class="eb-skeleton h-14"></div>
            <div class="eb-skeleton h-14"></div>
          </div>
        }
        @case ('failed') {
          <eb-failed-state [title]="t('sessions.failed')" [problem]="read.problem()" (again)="load()" />
        }
        @default {
          <ul class="divide-y divide-outline-variant">
            @for (one of rows(); track one.id) {
              <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                <div class="min-w-0 flex-1 basis-52">
                  <p class="font-medium" [title]="one.userAgent">
                    <bdi>{{ one.name }}</bdi>
                    @if (one.current) {
                      <span
                        class="ms-2 rounded-full bg-primary-container px-2.5 py-0.5 text-xs font-semibold text-on-primary-container"
                        >{{ t('sessions.here') }}</span
                      >
                    }
                  </p>
                  <p class="text-sm text-on-surface-variant">{{ one.used }}</p>
                </div>
                @if (!one.current) {
                  <button
                    type="button"
                    class="eb-button eb-button-outline min-h-10"
                    [disabled]="busy()"
                    [attr.aria-label]="t('sessions.endName', { name: one.name })"
                    (click)="end(one)"
                  >
                    {{ t('sessions.end') }}
                  </button>
                }
              </li>
            }
          </ul>
          <div class="mt-4 flex flex-wrap gap-2">
            @if (rows().length > 1) {
              <button
                type="button"
                class="eb-button eb-button-outline"
                [disabled]="busy()"
                (click)="endOthers()"
              >
                {{ t('sessions.endOthers') }}
              </button>
            }
            <button type="button" class="eb-button eb-button-quiet" (click)="signOut()">
              <eb-icon name="logout" class="rtl:-scale-x-100" /> {{ t('signOut') }}
            </button>
          </div>
        }
      }
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionsSection {
  protected readonly t = translator('portal-settings');
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;
  protected readonly read = new Loadable<SignedInSession[]>();
  protected readonly busy = signal(false);
  protected readonly rows = computed(() =>
    [...(this.read.value() ?? [])]
      .sort((a, b) => Number(b.current) - Number(a.current))
      .map((one) => ({ ...one, name: this.nameOf(one), used: this.usedText(one) })),
  );

  constructor() {
    void this.load();
  }

  /** Also called by the password section, whose change ends the other sessions. */
  load(quiet = false): Promise<void> {
    return this.read.load(() => this.api.sessions(), { quiet });
  }

  protected async end({ id, name }: { id: string; name: string }): Promise<void> {
    await this.run(() => this.api.endSession(id), this.t('sessions.ended', { name }), [id]);
  }

  protected async endOthers(): Promise<void> {
    const sure = await this.confirm.ask({
      title: this.t('sessions.ask'),
      text: this.t('sessions.askText'),
      yes: this.t('sessions.endOthers'),
      no: this.t('sessions.no'),
    });
    if (!sure) return;
    const others = this.rows().filter((one) => !one.current);
    await this.run(
      () => this.api.endOtherSessions(),
      this.t('sessions.endedOthers'),
      others.map((one) => one.id),
    );
  }

  protected async signOut(): Promise<void> {
    await this.session.logout().catch(() => undefined);
    await this.router.navigateByUrl('/login');
  }

  private async run(request: () => Promise<void>, done: string, ended: readonly string[]): Promise<void> {
    this.busy.set(true);
    try {
      await request();
      this.read.update((all) => all.filter((one) => !ended.includes(one.id)));
      this.toasts.show(done);
    } catch (error) {
      this.toasts.fail(this.t('sessions.notEnded'), error);
    } finally {
      this.busy.set(false);
    }
  }

  private nameOf({ userAgent }: SignedInSession): string {
    const { browser, system } = browserNameOf(userAgent);
    if (browser && system) return this.t('sessions.on', { browser, system });
    return browser || system || this.t('sessions.unknown');
  }

  private usedText({ lastUsedAt, createdAt, endsAt }: SignedInSession): string {
    const [used, since] = [this.whenText(lastUsedAt), this.whenText(createdAt)];
    const ends = shortDateText(localDateOf(endsAt, this.zone()));
    return this.t('sessions.used', { used, since, ends });
  }

  private whenText(at: string): string {
    const zone = this.zone();
    const date = localDateOf(at, zone);
    const day = dayInSentence(date, localDateOf(this.now(), zone));
    return this.t('at', { day, time: timeText(at, zone) });
  }

  private zone(): string {
    return this.session.expert()?.timeZone ?? browserZone();
  }
}
