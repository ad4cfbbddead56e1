import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { Session } from '@expertbook/contracts';
import { AuthApi } from '../data/auth-api';
import { AccessToken } from './access-token';
import { SessionStore } from './session';
import type { TabMessage } from './session-tabs';
import { SessionTabs } from './session-tabs';
import { Subject } from 'rxjs';

function session(accessToken: string, id = 'u1'): Session {
  return {
    accessToken,
    expiresIn: 900,
    user: {
      id,
      name: 'Ada',
      email: 'ada@example.com',
      emailVerified: true,
      isOwner: false,
      demoVideo: false,
      createdAt: '2026-01-01T00:00:00Z',
      expert: null,
    },
  };
}

const refused = () => new HttpErrorResponse({ status: 401 });

/** A fake API whose responses the test sends, and a fake channel to other tabs. */
class FakeApi {
  refreshes: { resolve: (session: Session) => void; reject: (error: unknown) => void }[] = [];
  login = () => Promise.resolve(session('from-login'));
  logout = () => Promise.resolve();
  refresh(): Promise<Session> {
    return new Promise((resolve, reject) => this.refreshes.push({ resolve, reject }));
  }
}

class FakeTabs {
  messages = new Subject<TabMessage>();
  posted: TabMessage[] = [];
  hasHint = true;
  /** Runs work one after the other, like the browser's lock. */
  private queue: Promise<unknown> = Promise.resolve();
  post(message: TabMessage): void {
    this.posted.push(message);
  }
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work, work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

describe('SessionStore', () => {
  let api: FakeApi;
  let tabs: FakeTabs;
  let store: SessionStore;
  let token: AccessToken;

  beforeEach(() => {
    api = new FakeApi();
    tabs = new FakeTabs();
    TestBed.configureTestingModule({
      providers: [
        { provide: AuthApi, useValue: api },
        { provide: SessionTabs, useValue: tabs },
      ],
    });
    store = TestBed.inject(SessionStore);
    token = TestBed.inject(AccessToken);
  });

  const turns = () => new Promise((resolve) => setTimeout(resolve));

  it('sends no request when this browser was never signed in', async () => {
    tabs.hasHint = false;
    expect(await store.restore()).toBe('signed_out');
    expect(api.refreshes).toHaveLength(0);
  });

  it('restores the session of the cookie', async () => {
    const restored = store.restore();
    await turns();
    api.refreshes[0]?.resolve(session('fresh'));
    expect(await restored).toBe('signed_in');
    expect(token.value).toBe('fresh');
    expect(store.user()?.name).toBe('Ada');
  });

  it('is "unreachable", not "signed out", when the API does not respond, and keeps the hint', async () => {
    const restored = store.restore();
    await turns();
    api.refreshes[0]?.reject(new HttpErrorResponse({ status: 0 }));
    expect(await restored).toBe('unreachable');
    expect(tabs.hasHint).toBe(true);
  });

  it('sends one refresh for concurrent callers', async () => {
    await store.login({ email: 'a', password: 'b' });
    const renewals = [1, 2, 3, 4, 5].map(() => store.renew('from-login'));
    await turns();
    expect(api.refreshes).toHaveLength(1);
    api.refreshes[0]?.resolve(session('second'));
    expect(await Promise.all(renewals)).toEqual(Array(5).fill('second'));
    expect(api.refreshes).toHaveLength(1);
  });

  it('sends none for a token that has already been replaced', async () => {
    await store.login({ email: 'a', password: 'b' });
    expect(await store.renew('older')).toBe('from-login');
    expect(api.refreshes).toHaveLength(0);
  });

  it("uses another tab's session that arrived while it waited for the lock", async () => {
    await store.login({ email: 'a', password: 'b' });
    let release = () => undefined as void;
    void tabs.exclusively(() => new Promise<void>((resolve) => (release = resolve)));
    const renewal = store.renew('from-login');
    await turns();
    tabs.messages.next({ kind: 'session', session: session('from-other-tab') });
    release();
    expect(await renewal).toBe('from-other-tab');
    expect(api.refreshes).toHaveLength(0);
  });

  it("prefers another tab's late session to its own rejected refresh", async () => {
    await store.login({ email: 'a', password: 'b' });
    const renewal = store.renew('from-login');
    await turns();
    api.refreshes[0]?.reject(refused());
    await turns();
    tabs.messages.next({ kind: 'session', session: session('from-other-tab') });
    expect(await renewal).toBe('from-other-tab');
    expect(store.status()).toBe('signed_in');
  });

  it('becomes "expired" and keeps the user when an active session is rejected', async () => {
    await store.login({ email: 'a', password: 'b' });
    const renewal = store.renew('from-login');
    await turns();
    api.refreshes[0]?.reject(refused());
    expect(await renewal).toBeNull();
    expect(store.status()).toBe('expired');
    expect(store.user()?.email).toBe('ada@example.com');
    expect(tabs.hasHint).toBe(false);
  });

  it('notifies the other tabs of a login and of a logout', async () => {
    await store.login({ email: 'a', password: 'b' });
    await store.logout();
    expect(tabs.posted.map((message) => message.kind)).toEqual(['session', 'signed_out']);
    expect(store.user()).toBeNull();
    expect(token.value).toBeNull();
  });

  it('signs out locally also when the API is unreachable', async () => {
    await store.login({ email: 'a', password: 'b' });
    api.logout = () => Promise.reject(new HttpErrorResponse({ status: 0 }));
    await expect(store.logout()).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(store.status()).toBe('signed_out');
  });

  it('follows a sign-out in another tab', async () => {
    await store.login({ email: 'a', password: 'b' });
    tabs.messages.next({ kind: 'signed_out' });
    expect(store.status()).toBe('signed_out');
    expect(store.user()).toBeNull();
  });

  it('renews automatically before the token ends', async () => {
    jest.useFakeTimers();
    try {
      await store.login({ email: 'a', password: 'b' });
      await jest.advanceTimersByTimeAsync(839_000);
      expect(api.refreshes).toHaveLength(0);
      await jest.advanceTimersByTimeAsync(2_000);
      expect(api.refreshes).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
