import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { oneLine } from '../calendar-file/plain-text';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsService } from '../experts/experts.service';
import type { MailContent } from '../mail/mail-content';
import { mailHtml } from '../mail/mail-html';
import { mailText } from '../mail/mail-text';
import { mailLocale } from '../mail/mail-locale';
import type { OutgoingMail } from '../mail/outgoing-mail';
import { MailTransport } from '../mail/outgoing-mail';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { decrypt } from '../secrets/encryption';
import { hashToken } from '../tokens/random-token';
import { PasswordReset } from '../auth/password-reset.schema';
import { User } from '../auth/user.schema';

/** Outbox topic of a requested password reset. */
export const PASSWORD_RESET_TOPIC = 'mail.password-reset';
/** Lifetime of a link. */
export const RESET_TTL_MS = 60 * 60_000;
/** Open links per account: requests of other people must not fill a mailbox. */
const MAX_OPEN_LINKS = 3;

export interface PasswordResetPayload {
  emailKey: string;
  /** Encrypted for the row's key. */
  sealedToken: string;
  /** Language of the requesting page. */
  language?: Language;
}

/** Creates the link and sends it to the account's owner; does nothing without an account. */
@Injectable()
export class PasswordResetMail implements OnModuleInit {
  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly transport: MailTransport,
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(PasswordReset.name) private readonly resets: Model<PasswordReset>,
    private readonly experts: ExpertsService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(PASSWORD_RESET_TOPIC, (message) => this.handle(message));
  }

  private async handle(message: OutboxMessage): Promise<void> {
    // Only PasswordResets writes this topic.
    const { emailKey, sealedToken, language } = message.payload as unknown as PasswordResetPayload;
    const expiresAt = new Date(message.createdAt.getTime() + RESET_TTL_MS);
    const user = await this.ownerOf(emailKey);
    if (!user || expiresAt <= new Date()) return;
    const token = decrypt(this.environment, sealedToken, message.key);
    const _id = hashToken(token);
    const others = await this.resets.countDocuments({
      userId: user._id,
      _id: trusted({ $ne: _id }),
      expiresAt: trusted({ $gt: new Date() }),
    });
    if (others >= MAX_OPEN_LINKS) return;
    await this.resets.updateOne({ _id }, { $setOnInsert: { userId: user._id, expiresAt } }, { upsert: true });
    const expert = await this.experts.findByUserId(user._id);
    await this.transport.send(this.compose(user, token, _id, expert?.language ?? language ?? 'en'));
  }

  /** For an unverified address the newest account; which one makes no difference (see PasswordResets). */
  private async ownerOf(emailKey: string): Promise<User | null> {
    return (
      (await this.users.findOne({ emailKey, deletedAt: null }).lean()) ??
      (await this.users.findOne({ unverifiedEmailKey: emailKey, deletedAt: null }).sort({ _id: -1 }).lean())
    );
  }

  private compose(user: User, token: string, name: string, language: Language): OutgoingMail {
    const { publicUrl, mailFrom } = this.environment;
    const { translate, isolateBidi } = mailLocale(language);
    const content: MailContent = {
      language,
      subject: translate('password.title'),
      preview: translate('password.preview'),
      badge: { text: translate('password.badge'), tone: 'waiting' },
      heading: translate('password.title'),
      intro: translate('password.text'),
      facts: [
        { label: translate('password.account'), lines: [isolateBidi(user.email)], href: null },
        { label: translate('password.link'), lines: [translate('password.once')], href: null },
      ],
      // In the fragment, which browsers do not send: no log and no referrer contains the token.
      actions: [{ label: translate('password.title'), href: `${publicUrl}/reset-password#token=${token}` }],
      calendars: null,
      look: null,
      footer: translate('password.footer'),
      home: { label: new URL(publicUrl).host, href: publicUrl },
    };
    const domain = /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
    const messageId = `<${name.slice(0, 40)}@${domain}>`;
    const to = { name: oneLine(user.name), email: oneLine(user.email).replace(/[\s<>,;]/g, '') };
    const from = { name: 'ExpertBook', email: /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim() };
    return {
      messageId,
      thread: messageId,
      to,
      replyTo: from,
      subject: content.subject,
      text: mailText(content),
      html: mailHtml(content),
      calendar: null,
    };
  }
}
