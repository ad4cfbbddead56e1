import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Language } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { MailContent } from '../mail/mail-content';
import { mailHtml } from '../mail/mail-html';
import { mailText } from '../mail/mail-text';
import { mailLocale } from '../mail/mail-locale';
import type { OutgoingMail } from '../mail/outgoing-mail';
import { MailTransport } from '../mail/outgoing-mail';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { decrypt, DecryptError } from '../secrets/encryption';

/** Outbox topic of codes that verify an address. */
export const EMAIL_CODE_TOPIC = 'mail.email-code';

/** The mail with a code, as stored in the outbox. The address is its only user input. */
export interface EmailCodePayload {
  email: string;
  expertName: string;
  /** Encrypted for the row's key. */
  sealedCode: string;
  language: Language;
}

/** Sends the codes. */
@Injectable()
export class EmailCodeMail implements OnModuleInit {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly transport: MailTransport,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.handlers.register(EMAIL_CODE_TOPIC, async (message) => {
      const mail = this.transport.isThere ? this.compose(message) : null;
      if (mail) await this.transport.send(mail);
    });
  }

  /** Null where the code cannot be decrypted: it was requested under another JWT_SECRET, so it is void. */
  private compose({ key, payload }: OutboxMessage): OutgoingMail | null {
    // Only `EmailCodes` writes this topic.
    const { email, expertName, sealedCode, language } = payload as unknown as EmailCodePayload;
    let code: string;
    try {
      code = decrypt(this.environment, sealedCode, key);
    } catch (error) {
      if (!(error instanceof DecryptError)) throw error;
      this.logger.warn('A code is not sent: JWT_SECRET has changed since it was asked for.');
      return null;
    }
    const { publicUrl, mailFrom } = this.environment;
    const { translate, isolateBidi } = mailLocale(language);
    const home = { label: new URL(publicUrl).host, href: publicUrl };
    const expert = isolateBidi(expertName);
    const content: MailContent = {
      language,
      subject: translate('code.subject', { code }),
      preview: translate('code.preview'),
      badge: { text: translate('code.badge'), tone: 'waiting' },
      heading: translate('code.title'),
      intro: translate('code.text', { expert }),
      facts: [
        { label: translate('code.label'), lines: [code, translate('code.hour')], href: null, strong: true },
      ],
      actions: [],
      calendars: null,
      look: null,
      footer: translate('code.footer', { home: home.label }),
      home,
    };
    const domain = /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
    const messageId = `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
    return {
      messageId,
      thread: messageId,
      to: { name: '', email },
      replyTo: { name: 'ExpertBook', email: /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim() },
      subject: content.subject,
      text: mailText(content),
      html: mailHtml(content),
      calendar: null,
    };
  }
}
