import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Connection, Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { ExpertsService } from '../experts/experts.service';
import { DomainError, fieldError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { Outbox } from '../outbox/outbox';
import { randomToken } from '../tokens/random-token';
import { AccessTokens } from './access-tokens';
import type { SessionUser } from './current';
import type { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { toMe } from './auth.dto';
import type { AskingBrowser } from './device-cookie';
import { KnownDevices } from './known-devices.service';
import { AccountNotices } from './account-notices.service';
import { hashPassword, verifyPassword } from './passwords';
import type { OpenedSession } from './refresh-cookie';
import type { RefreshedSession } from './refresh-tokens';
import { RefreshTokens } from './refresh-tokens';
import { SessionsService } from './sessions.service';
import { SignInLimit } from './sign-in-limit';
import { refuseWeakPassword } from './weak-password';
import { User } from './user.schema';

type Opened = OpenedSession<SessionDto>;

/** Accounts and who is signed in. */
@Injectable()
export class AuthService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(User.name) private readonly users: Model<User>,
    private readonly experts: ExpertsService,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevices,
    private readonly notices: AccountNotices,
    private readonly outbox: Outbox,
    private readonly signInLimit: SignInLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws DomainError `validation_failed` for a hopeless password, `email_taken` */
  async register({ name, email, password }: RegisterDto, browser: AskingBrowser): Promise<Opened> {
    await refuseWeakPassword('password', password, { name, email });
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
      return await this.open(user, browser, null);
    } catch (error) {
      if (!isDuplicateKey(error, 'emailKey')) throw error;
      throw fieldError('email_taken', 'email', 'This email has an account already. Sign in instead.');
    }
  }

  /** @throws DomainError `invalid_credentials`, for an unknown email exactly as for a wrong password; `rate_limited` */
  async login(
    { email, password }: LoginDto,
    browser: AskingBrowser,
    language: Language | null,
  ): Promise<Opened> {
    const emailKey = emailKeyOf(email);
    const known = await this.devices.find(emailKey, browser.device);
    const forgetAttempts = await this.signInLimit.count(emailKey, known);
    const user = await this.users.findOne({ emailKey }).lean();
    const matches = await verifyPassword(user?.passwordHash ?? null, password);
    if (!user || !matches) throw new DomainError('invalid_credentials');
    await forgetAttempts();
    logEvent('auth.sign_in', { accountId: user._id });
    return this.open(user, browser, known === null ? { language } : null);
  }

  /** @throws DomainError `unauthenticated` */
  async refresh(token: string | null, browser: AskingBrowser): Promise<Opened> {
    if (token === null) throw new DomainError('unauthenticated');
    const refreshed = await this.refreshTokens.rotate(token, browser);
    const user = await this.userOf(refreshed.userId);
    const { device } = refreshed;
    if (device !== null)
      await this.devices.remember({ userId: user._id, emailKey: emailKeyOf(user.email), device });
    return this.opened(user, refreshed);
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

  /** @param notice whether its owner is told of the sign-in, and the language of the page it was done on */
  private async open(
    user: User,
    browser: AskingBrowser,
    notice: { language: Language | null } | null,
  ): Promise<Opened> {
    const { _id: userId, email } = user;
    const device = browser.device ?? randomToken();
    const refreshed = await this.connection.transaction(async (session) => {
      await this.devices.remember({ userId, emailKey: emailKeyOf(email), device }, session);
      if (notice) {
        const { userAgent } = browser;
        await this.notices.add({ userId, notice: 'newSignIn', userAgent }, notice.language, session);
      }
      return this.refreshTokens.open(userId, { ...browser, device }, session);
    });
    if (notice) this.outbox.nudge();
    return this.opened(user, refreshed);
  }

  private async opened(user: User, refreshed: RefreshedSession): Promise<Opened> {
    const { token, expiresAt, endsAt, device } = refreshed;
    const session = { ...this.accessTokens.issue(refreshed, endsAt), user: await this.meOf(user) };
    return { session, refreshToken: token, expiresAt, device };
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
