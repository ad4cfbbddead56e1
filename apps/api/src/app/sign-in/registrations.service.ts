import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Connection, Model } from 'mongoose';
import { Types } from 'mongoose';
import { AddressClaims } from '../email-links/address-claims';
import { EmailLinks } from '../email-links/email-links.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { DomainError, fieldError } from '../http/domain-error';
import { InstallationOwner } from '../registration/installation-owner';
import { RegistrationRules } from '../registration/registration.service';
import type { RegisterDto } from './auth.dto';
import type { RequestingBrowser } from './device-cookie';
import { emailKeyOf } from '../auth/email-key';
import { hashPassword } from './passwords';
import { placeholderKey, User } from '../auth/user.schema';

/** The origin of a registration. */
export interface RegisteredFrom extends RequestingBrowser {
  /** Language of the page. */
  language: Language | null;
}

/** Opens accounts. */
@Injectable()
export class Registrations {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly rules: RegistrationRules,
    private readonly owner: InstallationOwner,
    private readonly links: EmailLinks,
    private readonly claims: AddressClaims,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * A verified address is rejected. An unverified one gets the same response as an unknown one.
   * @throws DomainError `rate_limited`, `email_taken`, and as {@link RegistrationRules.authorize}
   */
  async register(
    { name, email, password, invitation }: RegisterDto,
    { network, language }: RegisteredFrom,
  ): Promise<User> {
    await this.rules.count(network);
    const admission = await this.rules.authorize(email, invitation);
    if (await this.claims.isTaken(email)) throw emailTaken();
    const { verifiesEmail } = this.environment;
    const emailKey = emailKeyOf(email);
    const _id = new Types.ObjectId();
    const user: User = {
      _id,
      name,
      email,
      emailKey: verifiesEmail ? placeholderKey(_id) : emailKey,
      ...(verifiesEmail && { unverifiedEmailKey: emailKey }),
      ...(verifiesEmail && admission.isFirstCandidate && { isFirstCandidate: true }),
      passwordHash: await hashPassword(password),
      createdAt: new Date(),
    };
    // Counted whether or not it blocks, so that the response does not depend on it.
    const mayMail = verifiesEmail && (await this.links.secondsUntilMailTo(email)) === 0;
    try {
      await this.connection.transaction(async (session) => {
        await this.users.create([user], { session });
        await this.rules.settle(admission, _id, session);
        if (!verifiesEmail) {
          const isOwner = await this.owner.claim(_id, session);
          if (admission.isFirstCandidate && !isOwner) throw new DomainError('registration_closed');
          return;
        }
        await this.claims.expireUnverified(_id, session);
        if (mayMail) {
          await this.links.add({ userId: _id, kind: 'verify', email, language: language ?? 'en' }, session);
        }
      });
    } catch (error) {
      throw isDuplicateKey(error, 'emailKey') ? emailTaken() : error;
    }
    this.links.send();
    return user;
  }
}

function emailTaken(): DomainError {
  return fieldError('email_taken', 'email', 'An account with this email already exists. Sign in instead.');
}
