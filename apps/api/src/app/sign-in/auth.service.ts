import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Connection, Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { Outbox } from '../outbox/outbox';
import { InstallationOwner } from '../registration/installation-owner';
import { randomToken } from '../tokens/random-token';
import { AccessTokens } from '../auth/access-tokens';
import type { SessionUser } from '../auth/current';
import type { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { toMe } from './auth.dto';
import { AccountNotices } from './account-notices.service';
import type { RequestingBrowser } from './device-cookie';
import { emailKeyOf } from '../auth/email-key';
import { KnownDevices } from './known-devices.service';
import { verifyPassword } from './passwords';
import type { OpenedSession } from './refresh-cookie';
import type { RefreshedSession } from './refresh-tokens';
import { RefreshTokens } from './refresh-tokens';
import { SessionsService } from './sessions.service';
import type { RegisteredFrom } from './registrations.service';
import { Registrations } from './registrations.service';
import { SignInLimit } from './sign-in-limit';
import { assertStrongPassword } from './weak-password';
import { isVerified, User } from '../auth/user.schema';

type Opened = OpenedSession<SessionDto>;

/** Unverified accounts of one address that are tried with a password, newest first. */
const MAX_CANDIDATES = 5;

/** Registration and sign-in. */
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
    private readonly registration: Registrations,
    private readonly owner: InstallationOwner,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Opens an account. Where mail is sent, its address is verified by a mailed link; until then others may open one with the
   * same address, and the first to verify it keeps theirs (see account-email/).
   * @throws DomainError `validation_failed` for a weak password, `rate_limited`, `email_taken`; `registration_closed` and
   *   others of {@link RegistrationRules.authorize}
   */
  async register(request: RegisterDto, from: RegisteredFrom): Promise<Opened> {
    const { name, email, password } = request;
    await assertStrongPassword('password', password, { name, email });
    const user = await this.registration.register(request, from);
    logEvent('auth.registered', { accountId: user._id });
    return this.open(user, from, null);
  }

  /** @throws DomainError `invalid_credentials`, for an unknown email exactly as for a wrong password; `rate_limited` */
  async login(
    { email, password }: LoginDto,
    browser: RequestingBrowser,
    language: Language | null,
  ): Promise<Opened> {
    const emailKey = emailKeyOf(email);
    const candidates = await this.candidates(emailKey);
    // Where several accounts use an address, each knows only the devices of its own owner.
    const only = candidates.length === 1 ? (candidates[0]?._id ?? null) : null;
    const known = await this.devices.find(only, browser.device);
    const forgetAttempts = await this.signInLimit.count(emailKey, known);
    for (const user of candidates) {
      if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) continue;
      await forgetAttempts();
      logEvent('auth.sign_in', { accountId: user._id });
      return this.open(user, browser, known === null ? { language } : null);
    }
    throw new DomainError('invalid_credentials');
  }

  /** @throws DomainError `unauthenticated` */
  async refresh(token: string | null, browser: RequestingBrowser): Promise<Opened> {
    if (token === null) throw new DomainError('unauthenticated');
    const refreshed = await this.refreshTokens.rotate(token, browser);
    const user = await this.userOf(refreshed.userId);
    const { device } = refreshed;
    if (device !== null) await this.devices.remember(user._id, device);
    return this.opened(user, refreshed);
  }

  /** Ends the session of the refresh token and that of the access token; without either it does nothing. */
  async logout(token: string | null, user: SessionUser | null): Promise<void> {
    if (token !== null) await this.refreshTokens.revoke(token);
    if (user) await this.sessions.endIfLive(user.userId, user.session.id);
    if (token !== null || user) logEvent('auth.signed_out');
  }

  /** @throws DomainError `unauthenticated` when the account is gone */
  async me(userId: Types.ObjectId): Promise<MeDto> {
    return this.meOf(await this.userOf(userId));
  }

  /** The accounts of an address: its owner; without one, all unverified ones; without any, a dummy of the same duration. */
  private async candidates(emailKey: string): Promise<(User | null)[]> {
    const owner = await this.users.findOne({ emailKey, deletedAt: null }).lean();
    if (owner) return [owner];
    const unverified = await this.users
      .find({ unverifiedEmailKey: emailKey, deletedAt: null })
      .sort({ _id: -1 })
      .limit(MAX_CANDIDATES)
      .lean();
    return unverified.length > 0 ? unverified : [null];
  }

  /** @param notice whether its owner is notified of the sign-in, and the language of the page it was done on */
  private async open(
    user: User,
    browser: RequestingBrowser,
    notice: { language: Language | null } | null,
  ): Promise<Opened> {
    const userId = user._id;
    const device = browser.device ?? randomToken();
    const refreshed = await this.connection.transaction(async (session) => {
      await this.devices.remember(userId, device, session);
      if (notice) {
        const { userAgent } = browser;
        await this.notices.add({ userId, notice: 'newSignIn', userAgent }, notice.language, session);
      }
      return this.refreshTokens.open(userId, { ...browser, device }, session);
    });
    if (notice) this.outbox.wake();
    return this.opened(user, refreshed);
  }

  private async opened(user: User, refreshed: RefreshedSession): Promise<Opened> {
    const { token, expiresAt, endsAt, device } = refreshed;
    const session = { ...this.accessTokens.issue(refreshed, endsAt), user: await this.meOf(user) };
    return { session, refreshToken: token, expiresAt, device };
  }

  private async meOf(user: User): Promise<MeDto> {
    const [expert, isOwner] = await Promise.all([
      this.experts.findByUserId(user._id),
      this.owner.isOwner(user._id),
    ]);
    const emailVerified = isVerified(user, this.environment);
    return toMe(user, expert, this.environment, { emailVerified, isOwner });
  }

  private async userOf(userId: Types.ObjectId): Promise<User> {
    const user = await this.users.findById(userId, { passwordHash: 0 }).lean();
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    return user;
  }
}
