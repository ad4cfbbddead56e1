import type { Routes } from '@angular/router';
import { guestGuard } from './session.guard';

export const loginRoutes: Routes = [
  {
    path: '',
    title: 'Sign in · ExpertBook',
    canActivate: [guestGuard],
    loadComponent: () => import('./login').then((m) => m.Login),
  },
];

export const registerRoutes: Routes = [
  {
    path: '',
    title: 'Create your account · ExpertBook',
    canActivate: [guestGuard],
    loadComponent: () => import('./register').then((m) => m.Register),
  },
];
