import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { Router } from '@angular/router';
import { expertGuard, signedInGuard } from '../account/session.guard';
import { withTexts } from '../i18n/with-texts';
import { leaveGuard } from '../ui/leave-guard';
import { settingsRoutes } from './settings/settings.routes';

export const portalRoutes: Routes = [
  {
    path: 'onboarding',
    title: 'Set up your page · ExpertBook',
    canActivate: [signedInGuard],
    loadComponent: withTexts(['portal-onboarding', 'portal-availability'], () =>
      import('./onboarding/onboarding-page').then((m) => m.OnboardingPage),
    ),
  },
  {
    path: '',
    canActivate: [signedInGuard, expertGuard],
    loadComponent: () => import('./shell/portal-shell').then((m) => m.PortalShell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Dashboard · ExpertBook',
        loadComponent: withTexts(['portal-dashboard', 'portal-bookings'], () =>
          import('./dashboard/dashboard-page').then((m) => m.DashboardPage),
        ),
      },
      {
        path: 'calendar',
        title: 'Calendar · ExpertBook',
        loadComponent: withTexts(['portal-calendar'], () =>
          import('./calendar/calendar-page').then((m) => m.CalendarPage),
        ),
      },
      {
        path: 'bookings',
        loadComponent: withTexts(['portal-bookings'], () =>
          import('./bookings/bookings-page').then((m) => m.BookingsPage),
        ),
        children: [
          {
            path: ':uid',
            loadComponent: () => import('./bookings/booking-panel').then((m) => m.BookingPanel),
          },
        ],
      },
      {
        path: 'event-types',
        title: 'Event types · ExpertBook',
        loadComponent: withTexts(['portal-event-types'], () =>
          import('./event-types/event-types-page').then((m) => m.EventTypesPage),
        ),
      },
      {
        path: 'event-types/new',
        title: 'New event type · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: withTexts(['portal-event-types', 'booking', 'booking-form'], () =>
          import('./event-types/new-page').then((m) => m.NewEventTypePage),
        ),
      },
      {
        path: 'event-types/:id',
        title: 'Event type · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: withTexts(['portal-event-types', 'booking', 'booking-form'], () =>
          import('./event-types/event-type-page').then((m) => m.EventTypePage),
        ),
      },
      {
        path: 'embed',
        title: 'Embed · ExpertBook',
        loadComponent: withTexts(['portal-sharing'], () =>
          import('./sharing/embed-page').then((m) => m.EmbedPage),
        ),
      },
      {
        path: 'availability',
        title: 'Availability · ExpertBook',
        loadComponent: withTexts(['portal-availability'], () =>
          import('./availability/availability-page').then((m) => m.AvailabilityPage),
        ),
      },
      {
        path: 'availability/:id',
        title: 'Schedule · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: withTexts(['portal-availability'], () =>
          import('./availability/schedule-page').then((m) => m.SchedulePage),
        ),
      },
      {
        path: 'settings',
        loadComponent: withTexts(['portal-settings'], () =>
          import('./settings/settings-page').then((m) => m.SettingsPage),
        ),
        children: settingsRoutes,
      },
      { path: '**', redirectTo: () => inject(Router).parseUrl('/portal') },
    ],
  },
];
