import type { Session, SignedInSession } from '@expertbook/contracts';
import { EXPERT_NAMESPACE } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { hashToken, randomToken } from '../src/app/tokens/random-token';
import { cookieOf, NEXT, PASSWORD } from './browser';
import type { CallOptions } from './harness';
import { call } from './harness';
import { twoProcesses } from './two-processes';
import { until } from './until';

const SOCKETS_END_WITHIN_MS = 5000;
let number = 0;

/** A user with two sessions: one ends the other, which was last used through the other process. */
interface Account {
  session: Session;
  here: SignedIn;
  there: SignedIn;
}

interface SignedIn {
  accessToken: string;
  cookie: string;
}

describe('ended sessions', () => {
  const two = twoProcesses();
  const ask = (i: number, method: string, path: string, options?: CallOptions) =>
    call(two.through(i), method, path, options);
  const statusOf = async (i: number, { accessToken }: SignedIn) =>
    (await ask(i, 'GET', '/auth/me', { accessToken })).status;

  const account = async (): Promise<Account> => {
    const handle = `ended-${++number}`;
    const email = `${handle}@example.com`;
    const registered = await call<Session>(two.through(0), 'POST', '/auth/register', {
      body: { name: 'Ada Lovelace', email, password: PASSWORD },
    });
    const here = { accessToken: registered.body.accessToken, cookie: cookieOf(registered) };
    const body = { handle, timeZone: 'UTC' };
    await ask(0, 'POST', '/experts', { accessToken: here.accessToken, body });
    const login = await call<Session>(two.through(1), 'POST', '/auth/login', {
      body: { email, password: PASSWORD },
    });
    return {
      session: registered.body,
      here,
      there: { accessToken: login.body.accessToken, cookie: cookieOf(login) },
    };
  };

  /** Ways to end the session `there`, all through the first process. */
  const WAYS: Record<string, (account: Account) => Promise<unknown>> = {
    'signing out': ({ there }) => ask(0, 'POST', '/auth/logout', { headers: { Cookie: there.cookie } }),
    'signing out without a cookie': ({ there: { accessToken } }) =>
      ask(0, 'POST', '/auth/logout', { accessToken }),
    'being signed out from elsewhere': async ({ here: { accessToken } }) => {
      const list = await call<SignedInSession[]>(two.through(0), 'GET', '/auth/sessions', { accessToken });
      const id = list.body.find(({ current }) => !current)?.id ?? '';
      await ask(0, 'DELETE', `/auth/sessions/${id}`, { accessToken });
    },
    'signing out everywhere': ({ here: { accessToken } }) =>
      ask(0, 'DELETE', '/auth/sessions', { accessToken }),
    'a changed password': ({ here: { accessToken } }) =>
      ask(0, 'POST', '/auth/password', {
        accessToken,
        body: { currentPassword: PASSWORD, newPassword: NEXT },
      }),
    'a reset password': async ({ session }) => {
      const token = randomToken();
      const userId = Types.ObjectId.createFromHexString(session.user.id);
      await two.connection.collection<{ _id: string }>('password_resets').insertOne({
        _id: hashToken(token),
        ...{ userId, expiresAt: new Date(Date.now() + 60_000) },
      });
      await ask(0, 'POST', '/auth/password/reset', { body: { token, password: NEXT } });
    },
    'a refresh token that was copied': async ({ there }) => {
      const refresh = (cookie: string) => ask(0, 'POST', '/auth/refresh', { headers: { Cookie: cookie } });
      const second = cookieOf(await refresh(there.cookie));
      await refresh(second);
      await refresh(there.cookie);
    },
    'a deleted account': ({ here: { accessToken } }) =>
      ask(0, 'DELETE', '/auth/me', { accessToken, body: { password: PASSWORD } }),
  };

  it('revoke tokens and sockets in two processes, however they were ended', async () => {
    const open: Socket[] = [];
    const connect = async (i: number, { accessToken }: SignedIn): Promise<Socket> => {
      const socket = io(two.through(i) + EXPERT_NAMESPACE, {
        transports: ['websocket'],
        auth: { token: accessToken },
        reconnection: false,
        forceNew: true,
      });
      open.push(socket);
      await until('a socket', () => socket.connected);
      return socket;
    };
    const stayer = await account();
    const staying = await connect(1, stayer.here);
    const seen = await Promise.all(
      Object.entries(WAYS).map(async ([way, end]) => {
        const who = await account();
        const sockets = [await connect(0, who.there), await connect(1, who.there)];
        const before = await statusOf(1, who.there);
        await end(who);
        const endedAt = performance.now();
        const after = [await statusOf(0, who.there), await statusOf(1, who.there)];
        await until(`sockets end by ${way}`, () => sockets.every((socket) => !socket.connected));
        const inTime = performance.now() - endedAt < SOCKETS_END_WITHIN_MS;
        const again = await ask(1, 'POST', '/auth/refresh', { headers: { Cookie: who.there.cookie } });
        return { way, before, after, inTime, refresh: again.status };
      }),
    );
    const wanted = { before: 200, after: [401, 401], inTime: true, refresh: 401 };
    expect(seen).toEqual(Object.keys(WAYS).map((way) => ({ way, ...wanted })));
    expect([staying.connected, await statusOf(0, stayer.here), await statusOf(1, stayer.there)]).toEqual([
      true,
      200,
      200,
    ]);
    open.forEach((socket) => socket.disconnect());
  });

  it('open no socket, and on public routes their token is ignored', async () => {
    const { there } = await account();
    await ask(0, 'POST', '/auth/logout', { headers: { Cookie: there.cookie } });
    const socket = io(two.through(1) + EXPERT_NAMESPACE, {
      transports: ['websocket'],
      auth: { token: there.accessToken },
      reconnection: false,
      forceNew: true,
    });
    const refused = await new Promise<string>((resolve) => {
      socket.once('connect_error', ({ message }) => resolve(message));
      socket.once('connect', () => resolve('connected'));
    });
    expect(refused).toBe('unauthenticated');
    const { handle, eventType } = two.expert;
    const publicRead = await ask(1, 'GET', `/experts/${handle}/event-types/${eventType.slug}`, {
      accessToken: there.accessToken,
    });
    expect(publicRead.status).toBe(200);
  });

  it('do not include the session in which the password is changed', async () => {
    const { here } = await account();
    const body = { currentPassword: PASSWORD, newPassword: NEXT };
    const { accessToken } = here;
    expect((await ask(1, 'POST', '/auth/password', { accessToken, body })).status).toBe(204);
    expect([await statusOf(0, here), await statusOf(1, here)]).toEqual([200, 200]);
  });
});
