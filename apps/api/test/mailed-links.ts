import type { Me, Session } from '@expertbook/contracts';
import { randomBytes } from 'node:crypto';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import { leavesOf } from './read-mime';
import type { SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

export const PASSWORD = 'correct horse battery';

const LINK = /\/([\w-]+)#token=([\w-]+)/;

/** An API that verifies addresses, with all its mailboxes. */
export interface MailingApi {
  api: TestApi;
  smtp: SmtpCatcher;
  /** Number of mails to an address. */
  count(email: string): number;
  /** The token of the `nth` mail with a link (from 1) to an address, once it has arrived, and the page of its link. */
  linkTo(email: string, nth?: number): Promise<{ page: string; token: string; text: string }>;
  register(email: string, more?: Record<string, unknown>): Promise<Registered>;
  verify(token: string, more?: { password?: string; accessToken?: string }): Promise<Answer<unknown>>;
  close(): Promise<void>;
}

export interface Registered {
  status: number;
  email: string;
  accessToken: string;
  session: Session;
  call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  me(): Promise<Me>;
}

export async function startMailingApi(settings: Record<string, string> = {}): Promise<MailingApi> {
  const smtp = await startSmtp();
  const api = await startApi({ SMTP_URL: smtp.url, VERIFY_EMAIL: 'true', ...settings });
  const mailsTo = (email: string) => smtp.caught.filter(({ to }) => to.includes(email));
  const textsTo = (email: string) =>
    mailsTo(email).map(({ mail }) => leavesOf(mail).find(({ type }) => type === 'text/plain')?.body ?? '');
  const hasLink = (text: string) => LINK.test(text);
  return {
    api,
    smtp,
    count: (email) => mailsTo(email).length,
    linkTo: async (email, nth = 1) => {
      // Without those about a new sign-in, which have no token.
      const text = await until(`link ${nth} to ${email}`, () => textsTo(email).filter(hasLink)[nth - 1]);
      const [, page = '', token = ''] = LINK.exec(text) ?? [];
      return { page, token, text };
    },
    register: async (email, more = {}) => {
      const body = { name: 'Ada Lovelace', email, password: PASSWORD, ...more };
      const { status, body: session } = await api.call<Session>('POST', '/auth/register', { body });
      const { accessToken } = session;
      const call = <T>(method: string, path: string, payload?: unknown) =>
        api.call<T>(method, path, { accessToken, ...(payload !== undefined && { body: payload }) });
      return {
        status,
        email,
        accessToken,
        session,
        call,
        me: async () => (await call<Me>('GET', '/auth/me')).body,
      };
    },
    verify: (token, { accessToken, password } = {}) =>
      api.call('POST', '/auth/verify-email', {
        body: { token, ...(password !== undefined && { password }) },
        ...(accessToken && { accessToken }),
      }),
    close: async () => {
      await api.close();
      await smtp.close();
    },
  };
}

/** A unique address. */
export function newAddress(name = 'ada'): string {
  return `${name}-${randomBytes(6).toString('hex')}@example.com`;
}

/** Makes a user an expert with an event type that can be booked around the clock. */
export async function furnish({ call }: Registered, handle = `page-${randomBytes(5).toString('hex')}`) {
  await call('POST', '/experts', { handle, timeZone: 'UTC' });
  const [schedule] = (await call<{ id: string }[]>('GET', '/schedules')).body;
  const weekly = Array.from({ length: 7 }, () => [{ start: '00:00', end: '24:00' }]);
  await call('PATCH', `/schedules/${schedule?.id ?? ''}`, { weekly, overrides: [], outOfOffice: [] });
  const settings = { slug: 'intro', title: 'Intro', durations: [30], minimumNotice: 0 };
  const eventType = (await call<{ id: string; slug: string }>('POST', '/event-types', settings)).body;
  return { handle, eventType };
}
