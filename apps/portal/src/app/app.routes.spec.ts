import { TestBed } from '@angular/core/testing';
import type { CanActivateFn } from '@angular/router';
import { Router } from '@angular/router';
import { EXPERT_PATHS, RESERVED_HANDLES } from '@expertbook/contracts';
import { routes } from './app.routes';

/**
 * Result of the catch-all route for an address: another address of this application, or null when it leaves the
 * application.
 */
function leadsTo(url: string, navigated: boolean): string | null {
  const [leave] = (routes.at(-1)?.canActivate ?? []) as CanActivateFn[];
  const parseUrl = (path: string) => path;
  TestBed.configureTestingModule({ providers: [{ provide: Router, useValue: { navigated, parseUrl } }] });
  const verdict: unknown = TestBed.runInInjectionContext(() => leave?.({} as never, { url } as never));
  TestBed.resetTestingModule();
  return typeof verdict === 'string' ? verdict : null;
}

describe('an unknown address of the expert’s side', () => {
  it.each([
    'login',
    'register',
    'forgot-password',
    'reset-password',
    'verify-email',
    'stop-email-change',
    'portal',
  ])('redirects to the page above it where the document was loaded from there (%s)', (page) => {
    for (const rest of ['/x', '/x/y?z=1', '/x#y', '//'])
      expect(leadsTo(`/${page}${rest}`, false)).toBe(`/${page}`);
  });

  it('never requests the document that has just been loaded', () => {
    for (const url of ['/nothing', '/', '/__proto__/x', '/**']) expect(leadsTo(url, false)).toBe('/portal');
  });
});

describe('the paths of the expert’s side', () => {
  it('are those of the contracts, which the API and the reserved handles use', () => {
    const firstSegments = routes.map(({ path }) => path?.split('/')[0] ?? '').filter((path) => path !== '**');
    expect([...new Set(firstSegments)].sort()).toEqual([...EXPERT_PATHS]);
    for (const path of EXPERT_PATHS) expect(RESERVED_HANDLES).toContain(path);
  });
});
