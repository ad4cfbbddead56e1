import { forgetSession, readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

const key = (uid: string) => `eb.manage.${uid}`;

/** Keeps a booking's manage token for this tab. */
export function rememberToken(uid: string, token: string): void {
  writeSession(key(uid), token);
}

export function tokenOf(uid: string): string | null {
  const token = readSession(key(uid));
  return typeof token === 'string' && token ? token : null;
}

export function forgetToken(uid: string): void {
  forgetSession(key(uid));
}

/** The token in an address's fragment, `#token=…`. Browsers never send fragments to a server. */
export function tokenInFragment(fragment: string | null): string | null {
  return new URLSearchParams(fragment ?? '').get('token') || null;
}
