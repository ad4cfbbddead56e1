import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { stderr } from 'node:process';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';

const COOKIE = 'eb_inbox';
const HEADER = 'x-inbox-key';
const LOCAL_URL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Authorizes readers of the inbox by the key printed at start. The printed link contains it once
 * (`/api/inbox?key=…`); the browser gets a cookie for it and is redirected to the address without the key.
 */
@Injectable()
export class InboxKey implements OnApplicationBootstrap {
  private readonly key: string;
  private readonly isOwn: boolean;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    this.isOwn = environment.inboxKey === null;
    this.key = environment.inboxKey ?? randomBytes(18).toString('base64url');
  }

  /** Whether there is an inbox: in development, without a mail server, under an address of this machine only. */
  get hasInbox(): boolean {
    const { production, smtpUrl, publicUrl } = this.environment;
    return !production && smtpUrl === null && LOCAL_URL.test(new URL(publicUrl).hostname);
  }

  /** A generated key is printed in the terminal and not in the log, which is kept. */
  onApplicationBootstrap(): void {
    if (!this.isOwn || !this.hasInbox) return;
    stderr.write(`Mail inbox: ${this.environment.publicUrl}/api/inbox?key=${this.key}\n`);
  }

  /** Whether the request has the key, in its header, its address or the cookie. */
  authorizes(request: FastifyRequest): boolean {
    const { key } = request.query as { key?: unknown };
    const cookie = request.cookies[COOKIE];
    return (
      isSame(request.headers[HEADER], this.key) || isSame(key, this.key) || isSame(cookie, this.cookieValue())
    );
  }

  /** Sets the cookie. */
  setCookie(reply: FastifyReply): void {
    void reply.setCookie(COOKIE, this.cookieValue(), { path: '/api/inbox', httpOnly: true, sameSite: 'lax' });
  }

  private cookieValue(): string {
    return createHmac('sha256', this.key).update('inbox cookie').digest('base64url');
  }
}

function isSame(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string') return false;
  const hash = (text: string) => createHmac('sha256', 'inbox').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
