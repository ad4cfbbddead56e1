import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { InstallationOwner } from '../registration/installation-owner';
import { AccessTokens } from './access-tokens';
import type { SessionUser } from './current';
import type { LoginDto, MeDto, RegisterDto, SessionDto } from './auth.dto';
import { toMe } from './auth.dto';
import { emailKeyOf } from './email-key';
import { verifyPassword } from './passwords';
import type { OpenedSession } from './refresh-cookie';
import type { RefreshedSession } from './refresh-tokens';
import { RefreshTokens } from './refresh-tokens';
import { SessionsService } from './sessions.service';
import type { RegisteredFrom } from './registrations.service';
import { Registrations } from './registrations.service';
import { SignInLimit } from './sign-in-limit';
import { refuseHopeless } from './weak-password';
import { isVerified, User } from './user.schema';

type Opened = OpenedSession<SessionDto>;

/** Unverified accounts of one address among which a password decides, newest first. */
const MAX_CANDIDATES = 5;

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
    private readonly registration: Registrations,
    private readonly owner: InstallationOwner,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Opens an account. Where mail leaves, its address is confirmed by a mailed link; until then others may open one with the
   * same address, and whoever confirms it first keeps theirs (see account-email/).
   * @throws DomainError `validation_failed` for a hopeless password, `rate_limited`, `email_taken`; `registration_closed` and
   *   others of {@link RegistrationRules.admit}
   */
  async register(request: RegisterDto, from: RegisteredFrom): Promise<Opened> {
    const { name, email, password } = request;
    refuseHopeless('password', password, { name, email });
    const user = await this.registration.register(request, from);
    logEvent('auth.registered', { accountId: user._id });
    return this.open(user, from.userAgent);
  }

  /** @throws DomainError `invalid_credentials`, for an unknown email exactly as for a wrong password; `rate_limited` */
  async login({ email, password }: LoginDto, userAgent: string): Promise<Opened> {
    const emailKey = emailKeyOf(email);
    const forgetAttempts = await this.signInLimit.count(emailKey);
    for (const user of await this.candidates(emailKey)) {
      if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) continue;
      await forgetAttempts();
      logEvent('auth.sign_in', { accountId: user._id });
      return this.open(user, userAgent);
    }
    throw new DomainError('invalid_credentials');
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

  /** Who may be meant by an address: its owner; while it has none, those who have named it; else nobody, who takes as long. */
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

  private async open(user: User, userAgent: string): Promise<Opened> {
    return this.opened(user, await this.refreshTokens.open(user._id, userAgent));
  }

  private async opened(user: User, refreshed: RefreshedSession): Promise<Opened> {
    const { token, expiresAt, endsAt } = refreshed;
    const session = { ...this.accessTokens.issue(refreshed, endsAt), user: await this.meOf(user) };
    return { session, refreshToken: token, expiresAt };
  }

  private async meOf(user: User): Promise<MeDto> {
    const [expert, isOwner] = await Promise.all([
      this.experts.findByUserId(user._id),
      this.owner.isOwner(user._id),
    ]);
    const emailVerified = isVerified(user, this.environment);
    return toMe(user, expert, this.environment.publicUrl, { emailVerified, isOwner });
  }

  private async userOf(userId: Types.ObjectId): Promise<User> {
    const user = await this.users.findById(userId, { passwordHash: 0 }).lean();
    if (!user || user.deletedAt) throw new DomainError('unauthenticated');
    return user;
  }
}
