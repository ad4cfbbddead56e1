import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import { browserNameOf } from '@expertbook/contracts';
import type { ClientSession, Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { SessionWrites } from '../database/writes';
import type { Expert } from '../offerings/expert.schema';
import { ExpertsService } from '../experts/experts.service';
import { accountMail } from '../mail/account-mail';
import { localRange } from '../mail/local-time';
import type { MailKey, MailLocale } from '../mail/mail-locale';
import { mailLocale } from '../mail/mail-locale';
import type { OutgoingMail } from '../mail/outgoing-mail';
import { MailTransport } from '../mail/outgoing-mail';
import { Outbox } from '../outbox/outbox';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { hashToken, randomUid } from '../tokens/random-token';
import { isVerified, User } from '../auth/user.schema';

/** Outbox topic of notices about an account. */
export const ACCOUNT_NOTICE_TOPIC = 'mail.account-notice';

/** Events that the owner of an account is notified of. */
export type AccountNotice = 'passwordChanged' | 'passwordReset' | 'newSignIn';

/** The payload of an outbox row. No secret, and no address except the account's, which is read at sending. */
export interface AccountNoticePayload {
  userId: Types.ObjectId;
  notice: AccountNotice;
  at: Date;
  /** The user agent of the request. */
  userAgent: string;
  /** Language of the page; experts get their own. */
  language?: Language;
}

/** Mails the owner of an account about events that another person could have caused. */
@Injectable()
export class AccountNotices implements OnModuleInit {
  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly outbox: Outbox,
    private readonly transport: MailTransport,
    private readonly experts: ExpertsService,
    @InjectModel(User.name) private readonly users: Model<User>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(ACCOUNT_NOTICE_TOPIC, (message) => this.handle(message));
  }

  /** Queues the mail in `session`'s transaction; call {@link Outbox.wake} after the commit. */
  async add(
    { userId, notice, userAgent }: Pick<AccountNoticePayload, 'userId' | 'notice' | 'userAgent'>,
    language: Language | null,
    session: ClientSession,
  ): Promise<void> {
    const payload: AccountNoticePayload = {
      userId,
      notice,
      at: new Date(),
      userAgent,
      ...(language && { language }),
    };
    const key = `${ACCOUNT_NOTICE_TOPIC}:${randomUid()}`;
    await this.outbox.add(
      [{ topic: ACCOUNT_NOTICE_TOPIC, key, payload: { ...payload } }],
      new SessionWrites(session),
    );
  }

  private async handle({ key, payload }: OutboxMessage): Promise<void> {
    // Only `add` writes this topic.
    const facts = payload as unknown as AccountNoticePayload;
    const user = await this.users.findById(facts.userId, { passwordHash: 0 }).lean();
    // An unverified address may belong to another person.
    if (!user || user.deletedAt || !isVerified(user, this.environment)) return;
    const expert = await this.experts.findByUserId(user._id);
    await this.transport.send(this.compose(facts, user, expert, hashToken(key)));
  }

  private compose(
    { notice, at, userAgent, language: requested }: AccountNoticePayload,
    user: Pick<User, 'email'>,
    expert: Expert | null,
    name: string,
  ): OutgoingMail {
    const language = expert?.language ?? requested ?? 'en';
    const { hourCycle } = expert ?? {};
    const locale = mailLocale(language, hourCycle ? { hourCycle } : {});
    const { translate, isolateBidi } = locale;
    const { day, startTime, zone } = localRange(at, at, expert?.timeZone ?? 'UTC', locale);
    const said = SAYINGS[notice];
    const reset = `${this.environment.publicUrl}/forgot-password`;
    const content = {
      language,
      subject: translate(said.title),
      preview: translate('notice.preview'),
      badge: { text: translate('notice.badge'), tone: 'waiting' as const },
      heading: translate(said.title),
      intro: translate(said.text),
      facts: [
        { label: translate('password.account'), lines: [isolateBidi(user.email)], href: null },
        { label: translate('notice.device'), lines: [deviceText(userAgent, locale)], href: null },
        {
          label: translate('notice.when'),
          lines: [translate('dayTime', { day, time: startTime }), zone],
          href: null,
        },
      ],
      actions: [{ label: translate('notice.action'), href: reset }],
      footer: translate('notice.footer'),
    };
    return accountMail(content, user.email, name, this.environment);
  }
}

const SAYINGS: Readonly<Record<AccountNotice, { title: MailKey; text: MailKey }>> = {
  passwordChanged: { title: 'notice.passwordChanged', text: 'notice.passwordChanged.text' },
  passwordReset: { title: 'notice.passwordReset', text: 'notice.passwordReset.text' },
  newSignIn: { title: 'notice.newSignIn', text: 'notice.newSignIn.text' },
};

/** `Firefox on Windows`, as far as the user agent shows it. */
function deviceText(userAgent: string, { translate }: MailLocale): string {
  const { browser, system } = browserNameOf(userAgent);
  if (browser && system) return translate('notice.deviceOn', { browser, system });
  return browser || system || translate('notice.unknownDevice');
}
