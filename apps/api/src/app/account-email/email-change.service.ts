import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import type { SessionUser } from '../auth/current';
import { emailKeyOf } from '../auth/email-key';
import { PasswordReset } from '../auth/password-reset.schema';
import { RESET_TTL_MS } from '../sign-in/password-reset-mail';
import { PasswordService } from '../sign-in/password.service';
import { hashPassword } from '../sign-in/passwords';
import { SessionsService } from '../sign-in/sessions.service';
import { User } from '../auth/user.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import { DomainError, fieldError } from '../http/domain-error';
import { SharedLimit } from '../http/shared-limit';
import { logEvent } from '../observability/log-event';
import { RegistrationRules } from '../registration/registration.service';
import { hashToken, randomToken } from '../tokens/random-token';
import type { ChangeEmailDto, StoppedEmailChangeDto } from './account-email.dto';
import { AddressClaims } from '../email-links/address-claims';
import { EmailLinks } from '../email-links/email-links.service';

const HOUR_MS = 60 * 60_000;

/** Changes the address of an account, once the new one is verified and with a notice to the old one. */
@Injectable()
export class EmailChange {
  constructor(
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    private readonly links: EmailLinks,
    private readonly claims: AddressClaims,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionsService,
    private readonly experts: ExpertsService,
    private readonly rules: RegistrationRules,
    private readonly limit: SharedLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Mails a link to the new address and a notice to the current one, which stays in force until the link is opened.
   * The response does not show whether another account has the new address; in that case no mail is sent. Where mail
   * cannot be sent, the change is made at once. Requesting the current address cancels a pending change.
   * @param network of the client, which is limited where the response reveals that an address is taken
   * @throws DomainError `invalid_credentials`, `rate_limited`; `email_taken` only where no mail leaves
   */
  async request(
    { userId, session }: SessionUser,
    { newEmail, password }: ChangeEmailDto,
    network: string,
    requested: Language | null,
  ): Promise<void> {
    const user = await this.passwords.prove(userId, password, session.id);
    if (emailKeyOf(newEmail) === emailKeyOf(user.email)) return this.links.end(userId, ['change']);
    const expert = await this.experts.findByUserId(userId);
    const language = expert?.language ?? requested ?? 'en';
    if (!this.environment.verifiesEmail) return this.changeAtOnce(user, newEmail, network, language);

    const isProven = user.unverifiedEmailKey === undefined;
    if (!isProven) await this.rules.readdress(userId, newEmail);
    await this.count(userId);
    const retryAfter = await this.links.secondsUntilMailTo(newEmail);
    if (retryAfter > 0) throw new DomainError('rate_limited', { retryAfter });
    const isSilent = await this.claims.isTaken(newEmail);
    await this.claims.inAccount(userId, async (session) => {
      await this.links.end(userId, ['change'], session);
      await this.links.add({ userId, kind: 'change', email: newEmail, language, isSilent }, session);
      // An address that was never verified may belong to another person.
      if (isProven) await this.links.add({ userId, kind: 'changing', email: user.email, language }, session);
    });
    this.links.send();
  }

  /** Ends a pending change. */
  cancel(userId: Types.ObjectId): Promise<void> {
    return this.links.end(userId, ['change']);
  }

  /**
   * The owner of the earlier address rejects the change: the account gets that address back, pending changes end, all
   * sessions end and the password is void.
   * @throws DomainError `link_expired`
   */
  async stop(token: string): Promise<StoppedEmailChangeDto> {
    const { userId, email } = await this.links.find(token, ['stop']);
    const passwordHash = await hashPassword(randomToken());
    const resetToken = randomToken();
    await this.claims.inAccount(userId, async (session) => {
      const link = await this.links.find(token, ['stop'], session);
      await this.claims.claim(userId, email, session);
      await this.links.end(userId, ['change', 'verify'], session);
      // Older links stay valid: they belong to earlier owners of the account.
      await this.links.end(userId, ['stop'], session, link.createdAt);
      await this.users.updateOne({ _id: userId }, { $set: { passwordHash } }, { session });
      await this.sessions.endOthers(userId, null, session);
      const reset = { _id: hashToken(resetToken), userId, expiresAt: new Date(Date.now() + RESET_TTL_MS) };
      await this.resets.create([reset], { session });
    });
    logEvent('account.email_change_stopped', { accountId: userId });
    return { email, resetToken };
  }

  private async changeAtOnce(
    user: User,
    newEmail: string,
    network: string,
    language: Language,
  ): Promise<void> {
    await this.rules.count(network);
    const taken = () => fieldError('email_taken', 'newEmail', 'Another account has this email already.');
    if (await this.claims.isTaken(newEmail)) throw taken();
    await this.claims
      .inAccount(user._id, async (session) => {
        await this.claims.claim(user._id, newEmail, session);
        const word = { userId: user._id, kind: 'changed', email: user.email, language } as const;
        await this.links.add(word, session);
      })
      .catch((error: unknown) => {
        throw error instanceof DomainError && error.code === 'link_expired' ? taken() : error;
      });
    this.links.send();
    logEvent('account.email_changed', { accountId: user._id });
  }

  /** Limits requests, because the current address gets a notice of each. */
  private async count(userId: Types.ObjectId): Promise<void> {
    const { isBlocked, seconds } = await this.limit.hit(
      `email change of ${String(userId)}`,
      HOUR_MS,
      this.environment.accountMailsPerAddress,
    );
    if (isBlocked) throw new DomainError('rate_limited', { retryAfter: seconds });
  }
}
