import { Clipboard } from '@angular/cdk/clipboard';
import { Injectable, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { Booking, LocalDate } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { comma } from '@expertbook/web-shared/ui/comma';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { Theme } from '@expertbook/web-shared/ui/theme';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { dayText, localDateOf, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { settingsPagesFor } from '../settings/settings-pages';
import { parseDateInput } from './date-input';

/** One command of the palette. */
export interface Command {
  id: string;
  label: string;
  detail: string;
  icon: IconName;
  /** More words to find it by: the content of its target. */
  words?: string;
  run(): void;
}

/** Commands of the palette: pages, actions, a typed date, and bookings that match. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly t = translator('portal-shell');
  /** Loaded with the palette. */
  private readonly settingsText = translator('portal-settings');
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly theme = inject(Theme);

  /** Always available, the most likely first. */
  readonly fixed = computed<readonly Command[]>(() => {
    const t = this.t;
    return [
      this.pageCommand('/portal', t('place.dashboard'), 'home'),
      this.pageCommand('/portal/calendar', t('place.calendar'), 'calendar'),
      this.pageCommand('/portal/bookings', t('place.bookings'), 'inbox'),
      this.pageCommand('/portal/event-types', t('place.eventTypes'), 'link'),
      this.pageCommand('/portal/availability', t('place.availability'), 'clock'),
      this.pageCommand('/portal/settings', t('place.settings'), 'settings'),
      this.pageCommand('/portal/event-types/new', t('do.newEventType'), 'plus', t('do')),
      this.pageCommand('/portal/calendar?block=', t('do.block'), 'lock', t('do')),
      ...(this.session.user()?.emailVerified ? this.pageCommands() : []),
      {
        id: 'theme',
        label: this.theme.dark() ? t('do.light') : t('do.dark'),
        detail: t('do'),
        icon: this.theme.dark() ? 'sun' : 'moon',
        run: () => this.theme.toggle(),
      },
      ...this.settings(),
    ];
  });

  /** The command of a typed date: opens it in the calendar. */
  typedDateCommand(typed: string): Command | null {
    const today = localDateOf(new Date(), this.zone());
    const date = parseDateInput(typed, today, dateLocale());
    return date ? this.dateCommand(date, today) : null;
  }

  booking(booking: Booking): Command {
    const day = localDateOf(booking.start, this.zone());
    const when = `${dayText(day, localDateOf(new Date(), this.zone()))}${comma()}${timeText(booking.start, this.zone())}`;
    return {
      id: `booking ${booking.uid}`,
      label: booking.attendee.name,
      detail: this.t('found', { title: booking.eventType.title, when }),
      icon: 'user',
      run: () => void this.router.navigate(['/portal/bookings', booking.uid]),
    };
  }

  private dateCommand(date: LocalDate, today: LocalDate): Command {
    return {
      id: `date ${date}`,
      label: this.t('do.date', { day: dayText(date, today) }),
      detail: this.t('place.calendar'),
      icon: 'calendar',
      run: () => void this.router.navigate(['/portal/calendar'], { queryParams: { date } }),
    };
  }

  private pageCommand(url: string, label: string, icon: IconName, detail = this.t('goTo')): Command {
    return { id: url, label, detail, icon, run: () => void this.router.navigateByUrl(url) };
  }

  /** The pages of the settings. */
  private settings(): Command[] {
    const isOwner = this.session.user()?.isOwner ?? false;
    return settingsPagesFor(isOwner).map(({ name, label, text, icon }) => ({
      ...this.pageCommand(
        `/portal/settings/${name}`,
        this.settingsText(label),
        icon,
        this.t('place.settings'),
      ),
      words: this.settingsText(text),
    }));
  }

  private zone(): string {
    return this.session.expert()?.timeZone ?? browserZone();
  }

  /** Commands for the expert's page, once it is public. */
  private pageCommands(): Command[] {
    const t = this.t;
    return [
      { id: 'copy', label: t('do.copyLink'), detail: t('do'), icon: 'copy', run: () => this.copyLink() },
      { id: 'page', label: t('do.viewPage'), detail: t('do'), icon: 'external', run: () => this.viewPage() },
    ];
  }

  private pageUrl(): string {
    return `${location.origin}/${this.session.expert()?.handle ?? ''}`;
  }

  private copyLink(): void {
    if (this.clipboard.copy(this.pageUrl())) this.toasts.show(this.t('linkCopied'));
  }

  private viewPage(): void {
    window.open(this.pageUrl(), '_blank', 'noopener');
  }
}
