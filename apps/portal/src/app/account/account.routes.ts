import type { Routes } from '@angular/router';
import { guestGuard } from './session.guard';

export const loginRoutes: Routes = [
  {
    path: '',
    canActivate: [guestGuard],
    loadComponent: () => import('./login').then((m) => m.Login),
  },
];

export const registerRoutes: Routes = [
  {
    path: '',
    canActivate: [guestGuard],
    loadComponent: () => import('./register').then((m) => m.Register),
  },
];

export const forgotPasswordRoutes: Routes = [
  { path: '', loadComponent: () => import('./forgot-password').then((m) => m.ForgotPassword) },
];

export const resetPasswordRoutes: Routes = [
  { path: '', loadComponent: () => import('./reset-password').then((m) => m.ResetPassword) },
];

export const verifyEmailRoutes: Routes = [
  { path: '', loadComponent: () => import('./verify-email').then((m) => m.VerifyEmail) },
];

export const stopEmailChangeRoutes: Routes = [
  { path: '', loadComponent: () => import('./stop-email-change').then((m) => m.StopEmailChange) },
];

export const answerRequestRoutes: Routes = [
  { path: '', loadComponent: () => import('./answer-request').then((m) => m.AnswerRequest) },
];

export const stopRemindersRoutes: Routes = [
  { path: '', loadComponent: () => import('./stop-reminders').then((m) => m.StopReminders) },
];
