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

/** Who asks, before it is known whether they may. */
export interface AskingBrowser {
  /** What it calls itself: one line, cut; empty when it says nothing. */
  userAgent: string;
  /** See {@link clientNetwork}. */
  network: string;
  /** The id its device cookie brings; null without one. */
  device: string | null;
}

/**
 * Names a browser for as long as it keeps its cookies, so that an account knows its own devices again: a random id, which says
 * nothing and opens nothing by itself (OWASP, "Device Cookies").
 */
@Injectable()
export class DeviceCookie {
  private readonly place: CookiePlace;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.place = cookiePlace(DEVICE_COOKIE, environment);
  }

  /** The browser behind a request. */
  browserOf({ cookies, headers, ip }: FastifyRequest): AskingBrowser {
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
