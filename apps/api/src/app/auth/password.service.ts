import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import type { SessionUser } from './current';
import type { ChangePasswordDto } from './password.dto';
import { PasswordReset } from './password-reset.schema';
import { hashPassword, verifyPassword } from './passwords';
import { SessionsService } from './sessions.service';
import { SignInLimit } from './sign-in-limit';
import { User } from './user.schema';
import { refuseHopeless } from './weak-password';

/** The password of somebody who is signed in. */
@Injectable()
export class PasswordService {
  constructor(
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    private readonly sessions: SessionsService,
    private readonly signInLimit: SignInLimit,
  ) {}

  /**
   * Asks for the password once more before something that cannot be taken back; counted like a sign-in.
   * @throws DomainError `invalid_credentials`, `rate_limited`; `unauthenticated` when the account is gone
   */
  async prove(userId: Types.ObjectId, password: string): Promise<User> {
    const user = await this.users.findById(userId).lean();
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    const forgetAttempts = await this.signInLimit.count(user.emailKey);
    if (!(await verifyPassword(user.passwordHash, password))) {
      throw new DomainError('invalid_credentials', { detail: 'This is not your password.' });
    }
    await forgetAttempts();
    return user;
  }

  /**
   * Gives the account another password, ends links to reset it and every session but the one it is asked in.
   * @throws DomainError as {@link prove}; `validation_failed` for a hopeless password
   */
  async change(
    { userId, session }: SessionUser,
    { currentPassword, newPassword }: ChangePasswordDto,
  ): Promise<void> {
    const user = await this.prove(userId, currentPassword);
    refuseHopeless('newPassword', newPassword, user);
    const passwordHash = await hashPassword(newPassword);
    const { passwordHash: proved } = user;
    // Of two changes at once, both of which proved the old password, the second must prove the first's.
    const { modifiedCount } = await this.users.updateOne(
      { _id: userId, passwordHash: proved },
      { $set: { passwordHash } },
    );
    if (modifiedCount === 0) throw new DomainError('invalid_credentials');
    await this.resets.deleteMany({ userId });
    await this.sessions.endOthers(userId, session.id);
    logEvent('auth.password_changed', { accountId: userId });
  }
}
