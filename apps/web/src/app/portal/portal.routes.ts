import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { Router } from '@angular/router';
import { expertGuard, signedInGuard } from '../account/session.guard';
import { leaveGuard } from '../ui/leave-guard';

export const portalRoutes: Routes = [
  {
    path: 'onboarding',
    title: 'Set up your page · ExpertBook',
    canActivate: [signedInGuard],
    loadComponent: () => import('./onboarding/onboarding-page').then((m) => m.OnboardingPage),
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
        loadComponent: () => import('./dashboard/dashboard-page').then((m) => m.DashboardPage),
      },
      {
        path: 'bookings',
        title: 'Bookings · ExpertBook',
        loadComponent: () => import('./bookings/bookings-page').then((m) => m.BookingsPage),
      },
      {
        path: 'bookings/:uid',
        title: 'Booking · ExpertBook',
        loadComponent: () => import('./bookings/booking-page').then((m) => m.BookingPage),
      },
      {
        path: 'event-types',
        title: 'Event types · ExpertBook',
        loadComponent: () => import('./event-types/event-types-page').then((m) => m.EventTypesPage),
      },
      {
        path: 'event-types/new',
        title: 'New event type · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./event-types/event-type-page').then((m) => m.EventTypePage),
      },
      {
        path: 'event-types/:id',
        title: 'Event type · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./event-types/event-type-page').then((m) => m.EventTypePage),
      },
      {
        path: 'availability',
        title: 'Availability · ExpertBook',
        loadComponent: () => import('./availability/availability-page').then((m) => m.AvailabilityPage),
      },
      {
        path: 'availability/:id',
        title: 'Schedule · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./availability/schedule-page').then((m) => m.SchedulePage),
      },
      {
        path: 'settings',
        title: 'Settings · ExpertBook',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./settings/settings-page').then((m) => m.SettingsPage),
      },
      { path: '**', redirectTo: () => inject(Router).parseUrl('/portal') },
    ],
  },
];
