import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { MimePart } from './read-mime';
import { readMime } from './read-mime';

export interface CaughtMail {
  /** Envelope recipients. */
  to: string[];
  source: string;
  mail: MimePart;
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface SmtpCatcher {
  url: string;
  port: number;
  caught: CaughtMail[];
  close(): Promise<void>;
}

/** @param port 0 = any free one */
export async function startSmtp(port = 0): Promise<SmtpCatcher> {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        caught.push({ to, source, mail: readMime(source) });
        done();
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const own = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
