import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { oneLine, shortened } from '../calendar-file/plain-text';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { clientNetwork } from '../network/client-network';
import type { CookiePlace } from './cookie-place';
import { cookiePlace } from './cookie-place';
import { DEVICE_PATTERN, DEVICE_TTL_MS } from './known-device.schema';

/** Over https with the prefix `__Host-`. */
export const DEVICE_COOKIE = 'eb_device';
const MAX_USER_AGENT = 200;

/** The client of a request, before authorization. */
export interface RequestingBrowser {
  /** User agent: one line, truncated; empty if missing. */
  userAgent: string;
  /** See {@link clientNetwork}. */
  network: string;
  /** The id in its device cookie; null without one. */
  device: string | null;
}

/**
 * Identifies a browser as long as it keeps its cookies, so that an account recognises its devices: a random id, which
 * alone reveals and opens nothing (OWASP, "Device Cookies").
 */
@Injectable()
export class DeviceCookie {
  private readonly place: CookiePlace;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.place = cookiePlace(DEVICE_COOKIE, environment);
  }

  /** The browser behind a request. */
  browserOf({ cookies, headers, ip }: FastifyRequest): RequestingBrowser {
    const device = cookies[this.place.name];
    return {
      userAgent: shortened(oneLine(headers['user-agent'] ?? ''), MAX_USER_AGENT),
      network: clientNetwork(ip),
      device: device !== undefined && DEVICE_PATTERN.test(device) ? device : null,
    };
  }

  set(reply: FastifyReply, device: string): void {
    const maxAge = DEVICE_TTL_MS / 1000;
    void reply.setCookie(this.place.name, device, { ...this.place.attributes, maxAge });
  }
}
