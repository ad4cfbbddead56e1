import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { AccountEndPayload } from '../email-links/address-claims';
import { ACCOUNT_END_TOPIC } from '../email-links/address-claims';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { AccountDeletion } from './account-deletion.service';
import { isVerified, User } from '../auth/user.schema';

/** Removes the data of accounts whose address was verified by another account, or not verified within a month. */
@Injectable()
export class UnprovenAccounts implements OnModuleInit {
  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly deletion: AccountDeletion,
    @InjectModel(User.name) private readonly users: Model<User>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(ACCOUNT_END_TOPIC, (message) => this.handle(message));
  }

  private async handle({ payload }: OutboxMessage): Promise<void> {
    // Only `AddressClaims` writes this topic.
    const { userId, onlyUnverified } = payload as unknown as AccountEndPayload;
    const user = await this.users.findById(userId).lean();
    if (!user || (onlyUnverified && isVerified(user, this.environment))) return;
    await this.deletion.end(userId);
  }
}
