import type { EventType } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';

/** An API that sends mail, and an expert per test who confirms every booking of one event type. */
export interface MailedRequests {
  readonly api: TestApi;
  readonly smtp: SmtpCatcher;
  readonly expert: PublishedExpert;
  readonly eventType: EventType;
  /** Its free starts. */
  readonly starts: readonly string[];
}

/**
 * Starts all of it for the specs of the enclosing `describe`.
 * @param settings of the event type, besides that it needs confirmation
 */
export function mailedRequests(settings: Record<string, unknown> = {}): MailedRequests {
  let api: TestApi;
  let smtp: SmtpCatcher;
  let expert: PublishedExpert;
  let eventType: EventType;
  let starts: string[];
  beforeAll(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url });
  });
  afterAll(async () => {
    try {
      await api.close();
    } finally {
      await smtp.close();
    }
  });
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    eventType = await expert.addEventType({ requiresConfirmation: true, ...settings });
    starts = await expert.starts(eventType);
  });
  return {
    get api() {
      return api;
    },
    get smtp() {
      return smtp;
    },
    get expert() {
      return expert;
    },
    get eventType() {
      return eventType;
    },
    get starts() {
      return starts;
    },
  };
}

/** The plain text of a mail. */
export function textOf({ mail }: CaughtMail): string {
  return leavesOf(mail).find(({ type }) => type === 'text/plain')?.body ?? '';
}
