import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { CookiePlace } from './cookie-place';
import { cookiePlace } from './cookie-place';
import { DeviceCookie } from './device-cookie';

/** Over https with the prefix `__Host-`. */
export const REFRESH_COOKIE = 'eb_refresh';

/** A session and the refresh token to send with it; null = the browser has its token already. */
export interface OpenedSession<T> {
  session: T;
  refreshToken: string | null;
  /** When the session, and the cookie with it, ends if it is not used again. */
  expiresAt: Date;
  /** The new device cookie of the browser; null = unchanged. */
  device: string | null;
}

/** Stores the refresh token in a cookie that no script can read. */
@Injectable()
export class RefreshCookie {
  private readonly place: CookiePlace;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly deviceCookie: DeviceCookie,
  ) {
    this.place = cookiePlace(REFRESH_COOKIE, environment);
  }

  /** The token of a request, or null. An older release's cookie is accepted until the next refresh. */
  read({ cookies }: FastifyRequest): string | null {
    const { name, former } = this.place;
    return cookies[name] ?? (former && cookies[former.name]) ?? null;
  }

  /** Sets the token of an opened session in the response and returns the session. */
  async hand<T>(reply: FastifyReply, opening: Promise<OpenedSession<T>>): Promise<T> {
    const { session, refreshToken, expiresAt, device } = await opening;
    const { name, attributes } = this.place;
    if (refreshToken !== null) {
      const maxAge = Math.max(0, Math.round((expiresAt.getTime() - Date.now()) / 1000));
      void reply.setCookie(name, refreshToken, { ...attributes, maxAge });
      this.clearFormer(reply);
    }
    if (device !== null) this.deviceCookie.set(reply, device);
    return session;
  }

  /** Removes the cookie once `ending` is done. The device cookie stays. */
  async clear(reply: FastifyReply, ending: Promise<void>): Promise<void> {
    await ending;
    void reply.clearCookie(this.place.name, this.place.attributes);
    this.clearFormer(reply);
  }

  private clearFormer(reply: FastifyReply): void {
    const { former } = this.place;
    if (former && former.name in reply.request.cookies)
      void reply.clearCookie(former.name, former.attributes);
  }
}
