import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Notice } from '../../ui/notice';
import type { CalendarWarning } from './calendar-warnings';
import { CalendarWarnings } from './calendar-warnings';

const TEXTS: Readonly<Record<CalendarWarning['kind'], TextKey<'portal-dashboard'>>> = {
  sign_in: 'calendars.signIn',
  sign_in_closed: 'calendars.signInClosed',
  closed: 'calendars.closed',
  open: 'calendars.open',
};

/** On the dashboard while a calendar is out of date or wants a sign-in. */
@Component({
  selector: 'eb-calendar-banner',
  imports: [Notice, RouterLink],
  template: `
    @if (text(); as text) {
      <eb-notice kind="warning" class="eb-enter mb-4">
        <span class="wrap-anywhere">{{ text }}</span>
        <a
          class="ms-2 inline-block py-1 font-semibold whitespace-nowrap underline underline-offset-4"
          routerLink="/portal/settings/connections"
          >{{ t('calendars.page') }}</a
        >
      </eb-notice>
    }
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarBanner {
  protected readonly t = translator('portal-dashboard');
  private readonly warnings = inject(CalendarWarnings).list;
  protected readonly text = computed(() => {
    const [first, ...others] = this.warnings();
    if (!first) return '';
    if (others.length) return this.t('calendars.several', { count: others.length + 1 });
    return this.t(TEXTS[first.kind], { name: first.name });
  });
}
