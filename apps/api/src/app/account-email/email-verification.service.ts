import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { ClientSession, Model, Types } from 'mongoose';
import { PasswordService } from '../sign-in/password.service';
import { isVerified, User } from '../auth/user.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import type { EmailStateDto, VerifyEmailDto } from './account-email.dto';
import { AddressClaims } from '../email-links/address-claims';
import type { EmailLink } from '../email-links/email-link.schema';
import { EmailLinks } from '../email-links/email-links.service';

const PROVING = ['verify', 'change'] as const;

/** Verifies that an account's address belongs to its owner. */
@Injectable()
export class EmailVerification {
  constructor(
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly links: EmailLinks,
    private readonly claims: AddressClaims,
    private readonly passwords: PasswordService,
    private readonly experts: ExpertsService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async state(userId: Types.ObjectId): Promise<EmailStateDto> {
    const [user, pending] = await Promise.all([
      this.users.findById(userId).lean(),
      this.links.pending(userId),
    ]);
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    return {
      email: user.email,
      verified: isVerified(user, this.environment),
      pendingEmail: pending?.email ?? null,
    };
  }

  /**
   * Accepts the token of a mailed link from the account's own owner: signed in to it, or with its password. The mailbox alone
   * is not enough, because an attacker may have registered with another person's address and wait for their click.
   * @throws DomainError `link_expired`, `invalid_credentials`, `rate_limited`, `registration_closed`
   */
  async verify(
    { token, password }: VerifyEmailDto,
    signedIn: Types.ObjectId | null,
    language: Language | null,
  ): Promise<EmailStateDto> {
    const { userId } = await this.links.find(token, PROVING);
    if (!signedIn?.equals(userId)) await this.proveOwner(userId, password);
    const purpose = await this.claims.inAccount(userId, async (session) => {
      const link = await this.links.find(token, PROVING, session);
      const before = await this.claims.claim(userId, link.email, session);
      await this.links.end(userId, PROVING, session);
      if (link.purpose === 'change' && before.unverifiedEmailKey === undefined) {
        const spoken = await this.languageOf(userId, language);
        await this.links.add({ userId, kind: 'changed', email: before.email, language: spoken }, session);
      }
      return link.purpose;
    });
    this.links.send();
    logEvent(purpose === 'change' ? 'account.email_changed' : 'account.email_verified', {
      accountId: userId,
    });
    return this.state(userId);
  }

  /** Rejects: an unverified account is removed, and a pending change ends. @throws DomainError `link_expired` */
  async decline(token: string): Promise<void> {
    const link = await this.links.find(token, PROVING);
    await this.claims.inAccount(link.userId, (session) => this.end(link, session));
    this.links.send();
  }

  /**
   * Mails the link once more: of the pending change, otherwise of the account's own address if it is not verified.
   * @throws DomainError `rate_limited`
   */
  async resend(userId: Types.ObjectId, language: Language | null): Promise<void> {
    const { email, verified, pendingEmail } = await this.state(userId);
    if (verified && pendingEmail === null) return;
    const to = pendingEmail ?? email;
    const retryAfter = await this.links.secondsUntilMailTo(to);
    if (retryAfter > 0) throw new DomainError('rate_limited', { retryAfter });
    const kind = pendingEmail === null ? 'verify' : 'change';
    const spoken = await this.languageOf(userId, language);
    const isTaken = await this.claims.isTaken(to);
    await this.claims.inAccount(userId, async (session) => {
      await this.links.add({ userId, kind, email: to, language: spoken, isSilent: isTaken }, session);
    });
    this.links.send();
  }

  private async proveOwner(userId: Types.ObjectId, password: string | undefined): Promise<void> {
    if (password === undefined) {
      throw new DomainError('invalid_credentials', {
        detail: 'Sign in to the account, or send its password along.',
      });
    }
    await this.passwords.prove(userId, password).catch((error: unknown) => {
      // A visitor who is not signed in gets the same response as for an expired link.
      throw error instanceof DomainError && error.code === 'unauthenticated'
        ? new DomainError('link_expired')
        : error;
    });
  }

  private async end({ userId, purpose }: EmailLink, session: ClientSession): Promise<void> {
    if (purpose === 'verify') await this.claims.endAccounts([userId], session);
    else await this.links.end(userId, ['change'], session);
  }

  private async languageOf(userId: Types.ObjectId, requested: Language | null): Promise<Language> {
    return (await this.experts.findByUserId(userId))?.language ?? requested ?? 'en';
  }
}
