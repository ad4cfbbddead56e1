import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';

export const REFRESH_COOKIE = 'eb_refresh';
const PATH = '/api/v1/auth';

/** A session and the refresh token to hand out with it; null = the browser has its token already. */
export interface OpenedSession<T> {
  session: T;
  refreshToken: string | null;
  /** When the session ends if it is not used again; the cookie goes with it. */
  expiresAt: Date;
}

/**
 * Carries the refresh token between browser and API where no script can read it. `Strict` costs nothing: the cookie is
 * only ever wanted by our own page's requests to `/api/v1/auth`.
 */
@Injectable()
export class RefreshCookie {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** The token that came with a request, or null. */
  read(request: FastifyRequest): string | null {
    return request.cookies[REFRESH_COOKIE] ?? null;
  }

  /** Puts the token of an opened session into the answer and passes the session on. */
  async hand<T>(reply: FastifyReply, opening: Promise<OpenedSession<T>>): Promise<T> {
    const { session, refreshToken, expiresAt } = await opening;
    void reply.header('Cache-Control', 'no-store');
    if (refreshToken !== null) {
      const maxAge = Math.max(0, Math.round((expiresAt.getTime() - Date.now()) / 1000));
      void reply.setCookie(REFRESH_COOKIE, refreshToken, { ...this.attributes(), maxAge });
    }
    return session;
  }

  /** Takes the cookie away once `ending` is done. */
  async clear(reply: FastifyReply, ending: Promise<void>): Promise<void> {
    await ending;
    void reply.clearCookie(REFRESH_COOKIE, this.attributes());
  }

  private attributes(): { path: string; httpOnly: true; sameSite: 'strict'; secure: boolean } {
    const secure = this.environment.publicUrl.startsWith('https:');
    return { path: PATH, httpOnly: true, sameSite: 'strict', secure };
  }
}
