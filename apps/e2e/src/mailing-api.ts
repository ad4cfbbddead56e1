import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

const ROOT = join(__dirname, '../../..');
const START_DEADLINE_MS = 60_000;

/** The built API with a mail server, so that accounts confirm their addresses. */
export interface MailingApi {
  /** `http://localhost:<port>` */
  url: string;
  /** The path, with the token, of the link in the `nth` mail (from 1) to an address, once it has arrived. */
  linkTo(email: string, nth?: number): Promise<string>;
  close(): Promise<void>;
}

export async function startMailingApi(settings: Record<string, string> = {}): Promise<MailingApi> {
  const mails: { to: string; source: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let source = '';
      stream.on('data', (chunk: Buffer) => (source += chunk.toString('utf8')));
      stream.on('end', () => {
        const unfolded = source.replaceAll('=\r\n', '').replaceAll('=3D', '=');
        mails.push({ to: envelope.rcptTo[0]?.address ?? '', source: unfolded });
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const mongoUri = new URL(process.env['EXPERTBOOK_REPLICA_SET'] ?? '');
  mongoUri.pathname = `/mailing_${randomBytes(4).toString('hex')}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const api = spawn(process.execPath, [join(ROOT, 'dist/apps/api/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      MONGO_URI: mongoUri.href,
      PORT: String(port),
      PUBLIC_URL: url,
      WEB_ROOT: join(ROOT, 'dist/apps/web/browser'),
      JWT_SECRET: 'a-secret-for-browser-tests-long-enough-01',
      LOG_LEVEL: 'error',
      SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = once(api, 'exit');
  await until('the API', () =>
    fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok || null,
      () => null,
    ),
  );
  return {
    url,
    linkTo: async (email, nth = 1) => {
      const { source } = await until(
        `mail ${nth} to ${email}`,
        () => mails.filter(({ to }) => to === email)[nth - 1],
      );
      return /\/[\w-]+#token=[\w-]+/.exec(source)?.[0] ?? '';
    },
    close: async () => {
      api.kill('SIGTERM');
      await exited;
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await sleep(50);
  }
}
