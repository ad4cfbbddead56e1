import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { ClientSession, Connection, Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import { AddressClaims } from '../email-links/address-claims';
import { SessionWrites } from '../database/writes';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { Outbox } from '../outbox/outbox';
import { encrypt } from '../secrets/encryption';
import { hashToken, randomToken } from '../tokens/random-token';
import { AccountNotices } from './account-notices.service';
import type { RequestingBrowser } from './device-cookie';
import { emailKeyOf } from '../auth/email-key';
import { KnownDevices } from './known-devices.service';
import type { ResetPasswordDto } from './password.dto';
import type { PasswordResetPayload } from './password-reset-mail';
import { PASSWORD_RESET_TOPIC } from './password-reset-mail';
import { PasswordReset } from '../auth/password-reset.schema';
import { hashPassword } from './passwords';
import { SessionsService } from './sessions.service';
import { SignInLimit } from './sign-in-limit';
import { isVerified, placeholderKey, User } from '../auth/user.schema';
import { assertStrongPassword } from './weak-password';

/** Resets forgotten passwords. */
@Injectable()
export class PasswordResets {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly outbox: Outbox,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevices,
    private readonly notices: AccountNotices,
    private readonly signInLimit: SignInLimit,
    private readonly claims: AddressClaims,
  ) {}

  /**
   * Sends a mail to the address if it has an account. The outbox worker looks the account up, so that neither the
   * response nor its duration reveals it.
   * @param language of the requesting page, as far as known; experts get theirs
   */
  async request(email: string, language: Language | null): Promise<void> {
    const token = randomToken();
    const key = `${PASSWORD_RESET_TOPIC}:${hashToken(token)}`;
    const payload: PasswordResetPayload = {
      emailKey: emailKeyOf(email),
      sealedToken: encrypt(this.environment, token, key),
      ...(language && { language }),
    };
    await this.connection.transaction((session) =>
      this.outbox.add(
        [{ topic: PASSWORD_RESET_TOPIC, key, payload: { ...payload } }],
        new SessionWrites(session),
      ),
    );
    this.outbox.wake();
    logEvent('auth.password_reset_requested');
  }

  /**
   * Gives the account of a token another password and ends all its sessions and links; its owner gets a mail. Of its known
   * devices only the requesting one stays known. An account with an unverified address starts over: its data is removed.
   * @param language of the page
   * @throws DomainError `link_expired` for unknown, used and expired tokens; `validation_failed` for a weak password
   */
  async reset(
    { token, password }: ResetPasswordDto,
    { userAgent, device }: RequestingBrowser,
    language: Language | null,
  ): Promise<void> {
    const link = { _id: hashToken(token), expiresAt: trusted({ $gt: new Date() }) };
    const found = await this.resets.findOne(link).lean();
    const user = found && (await this.users.findById(found.userId).lean());
    if (!user || user.deletedAt) throw linkExpired();
    await assertStrongPassword('password', password, user);
    const passwordHash = await hashPassword(password);
    await this.connection.transaction(async (session) => {
      const used = await this.resets.findOneAndDelete(link, { session }).lean();
      if (!used) throw linkExpired();
      if (!isVerified(user, this.environment)) return this.startOver(user, passwordHash, session);
      await this.users.updateOne({ _id: user._id }, { $set: { passwordHash } }, { session });
      await this.resets.deleteMany({ userId: user._id }, { session });
      await this.sessions.endOthers(user._id, null, session);
      await this.devices.forgetAll(user._id, session);
      const userId = user._id;
      if (device !== null) await this.devices.remember(userId, device, session);
      await this.notices.add({ userId, notice: 'passwordReset', userAgent }, language, session);
    });
    this.outbox.wake();
    await this.signInLimit.forget(emailKeyOf(user.email));
    logEvent('auth.password_reset', { accountId: user._id });
  }

  /**
   * The reader of the mailbox is its owner, but perhaps not the person who opened the account. They get an empty account; all
   * unverified accounts of the address end, together with their data.
   */
  private async startOver(
    { name, email, isFirstCandidate }: User,
    passwordHash: string,
    session: ClientSession,
  ): Promise<void> {
    const _id = new Types.ObjectId();
    const user: User = {
      _id,
      name,
      email,
      emailKey: placeholderKey(_id),
      unverifiedEmailKey: emailKeyOf(email),
      ...(isFirstCandidate && { isFirstCandidate }),
      passwordHash,
      createdAt: new Date(),
    };
    await this.users.create([user], { session });
    await this.claims.claim(_id, email, session);
  }
}

function linkExpired(): DomainError {
  return new DomainError('link_expired', {
    detail: 'This link has expired or has already been used. Request a new one.',
  });
}
