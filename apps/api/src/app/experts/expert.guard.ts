import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ExpertsService } from './experts.service';
import { DomainError } from '../http/domain-error';
import type { RequestIdentity } from '../auth/current';
import { expertNeedOf } from '../auth/current';

/** Loads the expert for routes that need one. Runs after {@link JwtAuthGuard}. */
@Injectable()
export class ExpertGuard implements CanActivate {
  constructor(private readonly experts: ExpertsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const need = expertNeedOf(context);
    if (!need) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestIdentity>();
    const record = request.user ? await this.experts.findByUserId(request.user.userId) : null;
    if (!record && need === 'required') throw new DomainError('not_expert');
    request.expert = record && { ...record, expertId: record._id };
    return true;
  }
}
