import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Connection, Model, Types } from 'mongoose';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { Outbox } from '../outbox/outbox';
import { AccountNotices } from './account-notices.service';
import type { SessionUser } from '../auth/current';
import type { RequestingBrowser } from './device-cookie';
import { emailKeyOf } from '../auth/email-key';
import type { ChangePasswordDto } from './password.dto';
import { PasswordReset } from '../auth/password-reset.schema';
import { hashPassword, verifyPassword } from './passwords';
import { SessionsService } from './sessions.service';
import { SignInLimit } from './sign-in-limit';
import { User } from '../auth/user.schema';
import { assertStrongPassword } from './weak-password';

/** The password of the signed-in user. */
@Injectable()
export class PasswordService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    private readonly sessions: SessionsService,
    private readonly signInLimit: SignInLimit,
    private readonly notices: AccountNotices,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Requires the password again before an irreversible action; counted like a sign-in.
   * @param sessionId public id of the current session: it has a budget of its own, which others cannot use up
   * @throws DomainError `invalid_credentials`, `rate_limited`; `unauthenticated` when the account is gone
   */
  async prove(userId: Types.ObjectId, password: string, sessionId: string | null = null): Promise<User> {
    const user = await this.users.findById(userId).lean();
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    const forgetAttempts = await this.signInLimit.count(emailKeyOf(user.email), sessionId);
    if (!(await verifyPassword(user.passwordHash, password))) {
      throw new DomainError('invalid_credentials', { detail: 'This isn’t your password.' });
    }
    await forgetAttempts();
    return user;
  }

  /**
   * Makes a session as recent as a newly opened one ({@link RecentSignIn}).
   * @throws DomainError as {@link prove}
   */
  async reauthenticate(userId: Types.ObjectId, password: string, sessionId: string): Promise<void> {
    await this.prove(userId, password, sessionId);
    await this.sessions.noteAuthentication(userId, sessionId);
    logEvent('auth.reauthenticated', { accountId: userId });
  }

  /**
   * Changes the account's password, ends links to reset it and every session except the requesting one; its owner gets a
   * mail.
   * @param language of the page
   * @throws DomainError as {@link prove}; `validation_failed` for a weak password
   */
  async change(
    { userId, session: here }: SessionUser,
    { currentPassword, newPassword }: ChangePasswordDto,
    { userAgent }: Pick<RequestingBrowser, 'userAgent'>,
    language: Language | null,
  ): Promise<void> {
    const user = await this.prove(userId, currentPassword, here.id);
    await assertStrongPassword('newPassword', newPassword, user);
    const passwordHash = await hashPassword(newPassword);
    const { passwordHash: proved } = user;
    await this.connection.transaction(async (session) => {
      // Of two concurrent changes with the same old password, the second fails: it would have to prove the new one.
      const { modifiedCount } = await this.users.updateOne(
        { _id: userId, passwordHash: proved },
        { $set: { passwordHash } },
        { session },
      );
      if (modifiedCount === 0) throw new DomainError('invalid_credentials');
      await this.resets.deleteMany({ userId }, { session });
      await this.sessions.endOthers(userId, here.id, session);
      await this.notices.add({ userId, notice: 'passwordChanged', userAgent }, language, session);
    });
    this.outbox.wake();
    logEvent('auth.password_changed', { accountId: userId });
  }
}
