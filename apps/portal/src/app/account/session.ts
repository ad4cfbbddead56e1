import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { ExpertProfile, LoginRequest, Me, RegisterRequest, Session } from '@expertbook/contracts';
import { AuthApi } from '../data/auth-api';
import { AccessToken } from './access-token';
import { SessionTabs } from './session-tabs';

/**
 * `unknown` before the first request; `expired` when a session ended while it was in use (the page stays, so that no
 * input is lost); `unreachable` when the API did not respond and the session is undecided.
 */
export type SessionStatus = 'unknown' | 'signed_in' | 'signed_out' | 'expired' | 'unreachable';

/** Milliseconds after a rejected refresh in which another tab's newer session may still arrive. */
const LATE_SESSION_MS = 400;

/** The signed-in user of this tab. Tabs share one refresh cookie, so they renew one at a time and notify each other. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly api = inject(AuthApi);
  private readonly token = inject(AccessToken);
  private readonly tabs = inject(SessionTabs);

  private readonly statusSignal = signal<SessionStatus>('unknown');
  private readonly userSignal = signal<Me | null>(null);
  readonly status = this.statusSignal.asReadonly();
  readonly user = this.userSignal.asReadonly();
  readonly expert = computed<ExpertProfile | null>(() => this.userSignal()?.expert ?? null);

  private renewal: Promise<string | null> | null = null;
  private restoration: Promise<SessionStatus> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    this.token.renew = (stale) => this.renew(stale);
    this.tabs.messages.subscribe((message) => {
      if (message.kind === 'session') this.adopt(message.session);
      else this.forget('signed_out');
    });
  }

  /** Determines whether this browser is signed in: one request at a time, and none without a hint. */
  restore(): Promise<SessionStatus> {
    const status = this.statusSignal();
    if (status !== 'unknown' && status !== 'unreachable') return Promise.resolve(status);
    if (!this.tabs.hasHint) {
      this.statusSignal.set('signed_out');
      return Promise.resolve('signed_out');
    }
    this.restoration ??= this.renew(null)
      .catch(() => this.statusSignal.set('unreachable'))
      .then(() => this.statusSignal())
      .finally(() => (this.restoration = null));
    return this.restoration;
  }

  async login(request: LoginRequest): Promise<void> {
    this.announce(await this.api.login(request));
  }

  async register(request: RegisterRequest): Promise<void> {
    this.announce(await this.api.register(request));
  }

  /** Ends the session in all tabs of this browser, also when the API is unreachable. */
  async logout(): Promise<void> {
    try {
      await this.api.logout();
    } finally {
      this.forget('signed_out');
      this.tabs.post({ kind: 'signed_out' });
    }
  }

  /** The API has ended the session (the account was deleted, its password was reset): ends it in all tabs. */
  ended(): void {
    this.forget('signed_out');
    this.tabs.post({ kind: 'signed_out' });
  }

  /** Sets the profile from a response of the API. */
  setExpert(expert: ExpertProfile): void {
    this.userSignal.update((user) => user && { ...user, expert });
  }

  /** Reads the account again: its address has been confirmed or changed. */
  async reload(): Promise<void> {
    const user = await this.api.me();
    if (this.userSignal()?.id === user.id) this.userSignal.set(user);
  }

  /** The current token, for a handshake. */
  currentToken(): string | null {
    return this.token.value;
  }

  /**
   * A token newer than `stale`; null when the session has ended, which also changes the status. Concurrent callers
   * share one request. Rejects when the API is unreachable.
   */
  renew(stale: string | null): Promise<string | null> {
    if (this.token.value && this.token.value !== stale) return Promise.resolve(this.token.value);
    this.renewal ??= this.tabs
      .exclusively(() => this.refreshUnlessRenewed(stale))
      .finally(() => (this.renewal = null));
    return this.renewal;
  }

  private async refreshUnlessRenewed(stale: string | null): Promise<string | null> {
    if (this.token.value && this.token.value !== stale) return this.token.value;
    try {
      this.announce(await this.api.refresh());
      return this.token.value;
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) throw error;
      const fresh = await this.sessionFromOtherTab(stale);
      if (!fresh) this.forget(this.userSignal() ? 'expired' : 'signed_out');
      return fresh;
    }
  }

  /**
   * Without locks two tabs can send the same cookie; the slower one is rejected and waits for the faster one's session.
   */
  private async sessionFromOtherTab(stale: string | null): Promise<string | null> {
    if (this.token.value === stale) await new Promise((resolve) => setTimeout(resolve, LATE_SESSION_MS));
    return this.token.value === stale ? null : this.token.value;
  }

  private announce(session: Session): void {
    this.adopt(session);
    this.tabs.hasHint = true;
    this.tabs.post({ kind: 'session', session });
  }

  private adopt(session: Session): void {
    this.token.value = session.accessToken;
    this.userSignal.set(session.user);
    this.statusSignal.set('signed_in');
    clearTimeout(this.timer);
    const margin = Math.min(60, session.expiresIn / 4);
    this.timer = setTimeout(
      () => this.renew(session.accessToken).catch(() => undefined),
      (session.expiresIn - margin) * 1000,
    );
  }

  private forget(status: 'signed_out' | 'expired'): void {
    clearTimeout(this.timer);
    this.token.value = null;
    this.tabs.hasHint = false;
    if (status === 'signed_out') this.userSignal.set(null);
    this.statusSignal.set(status);
  }
}
