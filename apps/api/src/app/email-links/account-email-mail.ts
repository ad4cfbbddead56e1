import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { AccountMailContent } from '../mail/account-mail';
import { accountMail } from '../mail/account-mail';
import { mailLocale } from '../mail/mail-locale';
import { MailTransport } from '../mail/outgoing-mail';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { decrypt } from '../secrets/encryption';
import { hashToken } from '../tokens/random-token';
import { EmailLink } from './email-link.schema';
import type { AccountEmailKind, AccountEmailPayload } from './email-links.service';
import { ACCOUNT_EMAIL_TOPIC } from './email-links.service';

const BADGES = { verify: 'waiting', change: 'waiting', changing: 'waiting', changed: 'off' } as const;

/** Sends the mails about an account's address, each while its link is valid. */
@Injectable()
export class AccountEmailMail implements OnModuleInit {
  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly transport: MailTransport,
    @InjectModel(EmailLink.name) private readonly links: Model<EmailLink>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(ACCOUNT_EMAIL_TOPIC, (message) => this.handle(message));
  }

  private async handle({ key, payload }: OutboxMessage): Promise<void> {
    // Only `EmailLinks` writes this topic.
    const mail = payload as unknown as AccountEmailPayload;
    const token = decrypt(this.environment, mail.sealedToken, key);
    const _id = hashToken(token);
    const link = await this.links.findById(_id, { expiresAt: 1 }).lean();
    if (!link || link.expiresAt <= new Date()) return;
    const content = this.contentOf(mail, token);
    await this.transport.send(accountMail(content, mail.email, _id, this.environment));
  }

  private contentOf({ kind, email, language }: AccountEmailPayload, token: string): AccountMailContent {
    const { translate, isolateBidi } = mailLocale(language);
    return {
      language,
      subject: translate(`email.${kind}.title`),
      preview: translate(`email.${kind}.preview`),
      badge: { text: translate('email.badge'), tone: BADGES[kind] },
      heading: translate(`email.${kind}.title`),
      intro: translate(`email.${kind}.text`),
      facts: [
        { label: translate('email.address'), lines: [isolateBidi(email)], href: null },
        { label: translate('email.link'), lines: [translate(`email.${kind}.once`)], href: null },
      ],
      // In the fragment, which browsers do not send: no log and no referrer contains the token.
      actions: [
        {
          label: translate(`email.${kind}.action`),
          href: `${this.environment.publicUrl}/${pageOf(kind)}#token=${token}`,
        },
      ],
      footer: translate(`email.${kind}.footer`),
    };
  }
}

function pageOf(kind: AccountEmailKind): string {
  return kind === 'verify' || kind === 'change' ? 'verify-email' : 'stop-email-change';
}
