import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';
import { InboxKey } from './inbox-key';

const LOOPBACK = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/;
const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * The inbox shows the manage links of all clients. So it exists only in development without an SMTP server, and only
 * for the user of this machine: not over the network, not through a proxy, not under another host name, and not for
 * other users of the machine, who do not have the key.
 */
@Injectable()
export class InboxGuard implements CanActivate {
  constructor(private readonly key: InboxKey) {}

  canActivate(context: ExecutionContext): boolean {
    if (!this.key.hasInbox) throw new DomainError('not_found');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isLocal =
      LOOPBACK.test(request.socket.remoteAddress ?? '') &&
      LOCAL_HOST.test(request.headers.host ?? '') &&
      FORWARDED.every((name) => request.headers[name] === undefined);
    if (!isLocal) {
      throw new DomainError('forbidden', {
        detail: 'The inbox is shown only on the machine ExpertBook runs on. Open it there under localhost.',
      });
    }
    if (this.key.authorizes(request)) return true;
    throw new DomainError('forbidden', {
      detail: 'The inbox opens with the link that was printed when ExpertBook started.',
    });
  }
}
