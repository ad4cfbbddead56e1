import type { Problem, Session } from '@expertbook/contracts';
import type { Answer, TestApi } from './harness';
import type { Person } from './people';

/** Password of users from `newUser`. */
export const PASSWORD = 'correct horse battery';

/** A second password, for changes. */
export const NEXT = 'another battery of horses';

/** `name=value` of the refresh cookie in a response. */
export function cookieOf(answer: Answer<unknown>): string {
  const line = answer.headers.getSetCookie().find((cookie) => /^(?:__Host-)?eb_refresh=/.test(cookie));
  return line?.split(';')[0] ?? '';
}

/** A browser signed in to an account. */
export interface Browser {
  cookie: string;
  call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  isIn(): Promise<boolean>;
}

/** Sign-in to the accounts of a test's API. */
export function accountsOf(api: () => TestApi) {
  const login = (email: string, password: string, headers?: Record<string, string>) =>
    api().call<Session & Problem>('POST', '/auth/login', {
      body: { email, password },
      ...(headers && { headers }),
    });
  return {
    login,
    browser: async (person: Person, userAgent = 'Test/1'): Promise<Browser> => {
      const answer = await login(person.session.user.email, PASSWORD, { 'User-Agent': userAgent });
      expect(answer.status).toBe(200);
      let cookie = cookieOf(answer);
      const call = <T>(method: string, path: string, body?: unknown) =>
        api().call<T>(method, path, {
          accessToken: answer.body.accessToken,
          headers: { Cookie: cookie },
          ...(body !== undefined && { body }),
        });
      return {
        get cookie() {
          return cookie;
        },
        call,
        isIn: async () => {
          const refreshed = await api().call('POST', '/auth/refresh', { headers: { Cookie: cookie } });
          cookie = cookieOf(refreshed) || cookie;
          return refreshed.status === 200;
        },
      };
    },
  };
}
