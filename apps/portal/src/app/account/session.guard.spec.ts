import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ActivatedRouteSnapshot, RouterStateSnapshot } from '@angular/router';
import { UrlTree, convertToParamMap, provideRouter } from '@angular/router';
import { returnPath } from './return-path';
import type { SessionStatus } from './session';
import { SessionStore } from './session';
import { expertGuard, guestGuard, signedInGuard } from './session.guard';

const expert = { id: 'e1', handle: 'ada', name: 'Ada', headline: '', bio: '', timeZone: 'UTC' };

function setUp(status: SessionStatus, { isExpert = true } = {}): void {
  const store = {
    restore: () => Promise.resolve(status),
    status: signal(status),
    expert: signal(isExpert ? expert : null),
  };
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: SessionStore, useValue: store }],
  });
}

async function answer(
  guard: typeof signedInGuard,
  url: string,
  returnTo?: string,
): Promise<string | boolean> {
  const route = { queryParamMap: convertToParamMap(returnTo ? { returnTo } : {}) };
  const result = await TestBed.runInInjectionContext(() =>
    guard(route as ActivatedRouteSnapshot, { url } as RouterStateSnapshot),
  );
  return result instanceof UrlTree ? result.toString() : result === true;
}

describe('signedInGuard', () => {
  it('admits signed-in users', async () => {
    setUp('signed_in');
    expect(await answer(signedInGuard, '/portal/bookings')).toBe(true);
  });

  it('redirects others to the login with the requested address', async () => {
    setUp('signed_out');
    expect(await answer(signedInGuard, '/portal/bookings?tab=past')).toBe(
      '/login?returnTo=%2Fportal%2Fbookings%3Ftab%3Dpast',
    );
  });

  it('omits the address of the dashboard', async () => {
    setUp('signed_out');
    expect(await answer(signedInGuard, '/portal')).toBe('/login');
  });

  it('opens the shell when the API is unreachable', async () => {
    setUp('unreachable');
    expect(await answer(signedInGuard, '/portal')).toBe(true);
  });
});

describe('expertGuard', () => {
  it('redirects users without a profile to the onboarding', async () => {
    setUp('signed_in', { isExpert: false });
    expect(await answer(expertGuard, '/portal')).toBe('/portal/onboarding');
  });

  it('admits experts', async () => {
    setUp('signed_in');
    expect(await answer(expertGuard, '/portal')).toBe(true);
  });
});

describe('guestGuard', () => {
  it('redirects signed-in users to the requested page', async () => {
    setUp('signed_in');
    expect(await answer(guestGuard, '/login', '/portal/settings')).toBe('/portal/settings');
  });

  it('shows the login to others', async () => {
    setUp('signed_out');
    expect(await answer(guestGuard, '/login')).toBe(true);
  });
});

describe('returnPath', () => {
  it.each(['/portal', '/portal/bookings?tab=past', '/portal#x'])('follows %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/portalx',
    '/ada',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ])('does not follow %s', (path) => {
    expect(returnPath(path)).toBe('/portal');
  });
});
