import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { MimePart } from './read-mime';
import { readMime } from './read-mime';

export interface CaughtMail {
  /** Envelope recipients. */
  to: string[];
  source: string;
  mail: MimePart;
}

/** A real SMTP server on loopback that keeps its mails. */
export interface SmtpCatcher {
  url: string;
  port: number;
  /** All mails received completely, whether or not it could respond. */
  caught: CaughtMail[];
  /** Open connections, and the maximum so far. */
  connections: { open: number; most: number };
  close(): Promise<void>;
}

export interface SmtpFaults {
  /** Milliseconds until its response to a complete mail. */
  slowness?: number;
  /** Whether it never responds to a complete mail. */
  isMute?: () => boolean;
  /** Its response to a recipient, where it is not "250": an SMTP code. */
  refuses?: (recipient: string) => number | null;
  /** Whether it responds only with "421", like one that restarts. */
  isDown?: () => boolean;
  /** Whether it disconnects after a complete mail instead of responding, having kept the mail. */
  hangsUp?: (mail: CaughtMail) => boolean;
}

function answer(responseCode: number): Error {
  return Object.assign(new Error('No'), { responseCode });
}

interface ServerConnection {
  session?: { id: string };
  close(): void;
}

/** Milliseconds for clients to disconnect once it closes. */
const FAREWELL_MS = 50;

/** @param port 0 = any free one */
export async function startSmtp(port = 0, faults: SmtpFaults = {}): Promise<SmtpCatcher> {
  const caught: CaughtMail[] = [];
  const connections = { open: 0, most: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: FAREWELL_MS,
    onConnect(_session, done) {
      connections.open += 1;
      connections.most = Math.max(connections.most, connections.open);
      done(faults.isDown?.() ? answer(421) : null);
    },
    onMailFrom: (_address, _session, done) => done(faults.isDown?.() ? answer(421) : null),
    onClose: () => void (connections.open -= 1),
    onRcptTo({ address }, _session, done) {
      const code = faults.refuses?.(address);
      done(code ? answer(code) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const mail = { to, source, mail: readMime(source) };
        caught.push(mail);
        if (faults.hangsUp?.(mail)) {
          for (const one of server.connections as Set<ServerConnection>) {
            if (one.session?.id === session.id) one.close();
          }
          return;
        }
        if (faults.isMute?.()) return;
        if (faults.slowness === undefined) done();
        else void sleep(faults.slowness).then(() => done());
      });
    },
  });
  // Clients that give up reset their connections, which some specs test.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const own = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    caught,
    connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
