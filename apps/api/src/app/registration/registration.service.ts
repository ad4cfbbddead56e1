import type { OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { RegistrationInfo } from '@expertbook/contracts';
import type { ClientSession, Types } from 'mongoose';
import { domainToASCII } from 'node:url';
import { emailKeyOf } from '../auth/email-key';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { SharedLimit } from '../http/shared-limit';
import { InstallationOwner } from './installation-owner';
import { Invitations } from './invitations.service';

const HOUR_MS = 60 * 60_000;

/** The reason why a registration was accepted. */
export interface Admission {
  /** The invitation that is used up with it. */
  invitationId: Types.ObjectId | null;
  /** Accepted only because there was no account yet: it must still be the first one when it is verified. */
  isFirstCandidate: boolean;
}

/** Decides who may open an account. */
@Injectable()
export class RegistrationRules implements OnApplicationBootstrap {
  private readonly domains: ReadonlySet<string>;

  constructor(
    private readonly invitations: Invitations,
    private readonly owner: InstallationOwner,
    private readonly limit: SharedLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    this.domains = new Set(environment.registration.domains.map(domainToASCII));
  }

  onApplicationBootstrap(): void {
    const { verifiesEmail, production, registration } = this.environment;
    if (verifiesEmail || !production) return;
    const logger = new Logger('Accounts');
    logger.warn(
      'Nobody has to confirm their email address: any address is believed (SMTP_URL, VERIFY_EMAIL).',
    );
    if (registration.mode === 'domain')
      logger.warn('REGISTRATION=domain:… keeps nobody out while addresses are not confirmed.');
  }

  async info(): Promise<RegistrationInfo> {
    const { verifiesEmail, registration } = this.environment;
    const isOpen = registration.mode === 'open' || (await this.owner.isVacant());
    return { mode: isOpen ? 'open' : registration.mode, verifiesEmail };
  }

  /**
   * Counts an attempt of a network: unlimited attempts would reveal which addresses have an account.
   * @throws DomainError `rate_limited`
   */
  async count(network: string): Promise<void> {
    const { isBlocked, seconds } = await this.limit.hit(
      `registration from ${network}`,
      HOUR_MS,
      this.environment.registrationsPerNetwork,
    );
    if (isBlocked) throw new DomainError('rate_limited', { retryAfter: seconds });
  }

  /** @throws DomainError `registration_closed`, `invitation_required`; of the invitation `link_expired`, `link_used` */
  async authorize(email: string, invitation: string | undefined): Promise<Admission> {
    const { mode } = this.environment.registration;
    if (mode === 'open') return { invitationId: null, isFirstCandidate: false };
    if (invitation === undefined || mode === 'closed') {
      if (await this.owner.isVacant()) return { invitationId: null, isFirstCandidate: true };
      if (mode === 'closed') throw new DomainError('registration_closed');
      if (mode === 'invitation') throw new DomainError('invitation_required');
      if (!this.isOfDomain(email)) throw domainNotAllowed();
      return { invitationId: null, isFirstCandidate: false };
    }
    const found = await this.invitations.find(invitation);
    if (found.email !== null && emailKeyOf(found.email) !== emailKeyOf(email)) {
      const message = 'This invitation is for another email address.';
      throw new DomainError('invitation_required', {
        detail: message,
        errors: [{ field: 'email', code: 'not_invited', message }],
      });
    }
    return { invitationId: found._id, isFirstCandidate: false };
  }

  /** Uses up the invitation, in the transaction that opens the account. @throws DomainError `link_used` */
  async settle({ invitationId }: Admission, userId: Types.ObjectId, session: ClientSession): Promise<void> {
    if (invitationId) await this.invitations.useUp(invitationId, userId, session);
  }

  /**
   * Whether an account with an unverified address may use another one: it must have been accepted with that one as well.
   * @throws DomainError `registration_closed`, `invitation_required`
   */
  async readdress(userId: Types.ObjectId, email: string): Promise<void> {
    const { mode } = this.environment.registration;
    if (mode === 'open') return;
    const invitation = await this.invitations.usedBy(userId);
    if (invitation) {
      if (invitation.email === null || emailKeyOf(invitation.email) === emailKeyOf(email)) return;
      throw new DomainError('invitation_required', {
        detail: 'You were invited with another email address.',
      });
    }
    if (mode === 'domain' && !this.isOfDomain(email) && !(await this.owner.isVacant()))
      throw domainNotAllowed();
  }

  private isOfDomain(email: string): boolean {
    return this.domains.has(domainToASCII(email.slice(email.lastIndexOf('@') + 1)));
  }
}

function domainNotAllowed(): DomainError {
  const message = 'Addresses of this domain cannot be used here.';
  return new DomainError('registration_closed', {
    detail: message,
    errors: [{ field: 'email', code: 'domain_not_allowed', message }],
  });
}
