import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { ExpertsService } from '../experts/experts.service';
import { DomainError, fieldError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { AccessTokens } from './access-tokens';
import type { SessionUser } from './current';
import type { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { toMe } from './auth.dto';
import { hashPassword, verifyPassword } from './passwords';
import type { OpenedSession } from './refresh-cookie';
import type { RefreshedSession } from './refresh-tokens';
import { RefreshTokens } from './refresh-tokens';
import { SessionsService } from './sessions.service';
import { SignInLimit } from './sign-in-limit';
import { refuseHopeless } from './weak-password';
import { User } from './user.schema';

type Opened = OpenedSession<SessionDto>;

/** Accounts and who is signed in. */
@Injectable()
export class AuthService {
  constructor(
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly experts: ExpertsService,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly sessions: SessionsService,
    private readonly signInLimit: SignInLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws DomainError `validation_failed` for a hopeless password, `email_taken` */
  async register({ name, email, password }: RegisterDto, userAgent: string): Promise<Opened> {
    refuseHopeless('password', password, { name, email });
    const passwordHash = await hashPassword(password);
    try {
      const user = await this.users.create({
        name,
        email,
        emailKey: emailKeyOf(email),
        passwordHash,
        createdAt: new Date(),
      });
      logEvent('auth.registered', { accountId: user._id });
      return await this.open(user, userAgent);
    } catch (error) {
      if (!isDuplicateKey(error, 'emailKey')) throw error;
      throw fieldError('email_taken', 'email', 'This email has an account already. Sign in instead.');
    }
  }

  /** @throws DomainError `invalid_credentials`, for an unknown email exactly as for a wrong password; `rate_limited` */
  async login({ email, password }: LoginDto, userAgent: string): Promise<Opened> {
    const emailKey = emailKeyOf(email);
    const forgetAttempts = await this.signInLimit.count(emailKey);
    const user = await this.users.findOne({ emailKey }).lean();
    const matches = await verifyPassword(user?.passwordHash ?? null, password);
    if (!user || !matches) throw new DomainError('invalid_credentials');
    await forgetAttempts();
    logEvent('auth.sign_in', { accountId: user._id });
    return this.open(user, userAgent);
  }

  /** @throws DomainError `unauthenticated` */
  async refresh(token: string | null, userAgent: string): Promise<Opened> {
    if (token === null) throw new DomainError('unauthenticated');
    const refreshed = await this.refreshTokens.rotate(token, userAgent);
    return this.opened(await this.userOf(refreshed.userId), refreshed);
  }

  /** Ends the session of the refresh token and that of the access token; without either there is nothing to end. */
  async logout(token: string | null, user: SessionUser | null): Promise<void> {
    if (token !== null) await this.refreshTokens.revoke(token);
    if (user) await this.sessions.endIfLive(user.userId, user.session.id);
    if (token !== null || user) logEvent('auth.signed_out');
  }

  /** @throws DomainError `unauthenticated` when the account is gone */
  async me(userId: Types.ObjectId): Promise<MeDto> {
    return this.meOf(await this.userOf(userId));
  }

  private async open(user: User, userAgent: string): Promise<Opened> {
    return this.opened(user, await this.refreshTokens.open(user._id, userAgent));
  }

  private async opened(user: User, refreshed: RefreshedSession): Promise<Opened> {
    const { token, expiresAt, endsAt } = refreshed;
    const session = { ...this.accessTokens.issue(refreshed, endsAt), user: await this.meOf(user) };
    return { session, refreshToken: token, expiresAt };
  }

  private async meOf(user: User): Promise<MeDto> {
    return toMe(user, await this.experts.findByUserId(user._id), this.environment.publicUrl);
  }

  private async userOf(userId: Types.ObjectId): Promise<User> {
    const user = await this.users.findById(userId, { passwordHash: 0 }).lean();
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    return user;
  }
}

/** What makes two spellings of an email the same account. */
export function emailKeyOf(email: string): string {
  return email.normalize('NFKC').toLowerCase();
}
