import { gzipSync } from 'node:zlib';
import { logEvent } from '../observability/log-event';
import { clientWith, PUBLIC_IP, refusal } from './egress-client.fixture';
import { Servers, received } from './servers.fixture';

jest.mock('../observability/log-event', () => ({ logEvent: jest.fn() }));

const logged = jest.mocked(logEvent);

let servers: Servers;
beforeEach(() => {
  servers = new Servers();
  jest.mocked(logEvent).mockClear();
});
afterEach(() => servers.close());

describe('addresses that are fetched', () => {
  it('return status, headers and body; user name and password are sent as a header', async () => {
    const requests: ReturnType<typeof received>[] = [];
    const port = await servers.http((request, response) => {
      requests.push(received(request));
      response.writeHead(200, { etag: '"1"' }).end('BEGIN:VCALENDAR');
    });
    const response = await clientWith().fetch(`http://ada:se%20cret@calendar.test:${port}/feed?token=x#part`);
    expect({ ...response, body: response.body.toString(), headers: response.headers.etag }).toEqual({
      status: 200,
      headers: '"1"',
      body: 'BEGIN:VCALENDAR',
      url: `http://calendar.test:${port}/feed?token=x#part`,
    });
    expect(requests[0]).toMatchObject({ method: 'GET', url: '/feed?token=x' });
    expect(requests[0]?.headers.host).toBe(`calendar.test:${port}`);
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ada:se cret').toString('base64')}`);
    expect(logged).not.toHaveBeenCalled();
  });

  it('return an error status, and an empty body, unchanged', async () => {
    const port = await servers.http((_, response) => response.writeHead(304).end());
    expect((await clientWith().fetch(`http://calendar.test:${port}/`)).status).toBe(304);
  });

  it('return the content of a gzip body', async () => {
    const port = await servers.http((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('plain text')),
    );
    expect((await clientWith().fetch(`http://calendar.test:${port}/`)).body.toString()).toBe('plain text');
  });

  it('may be in networks that the operator allows', async () => {
    const port = await servers.http((_, response) => response.end('ok'));
    const client = clientWith({ allow: '127.0.0.0/8' });
    expect((await client.fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect((await client.fetch(`http://inner.example.com:${port}/`)).status).toBe(200);
  });

  it('are requested at most six at a time from one host', async () => {
    const waiting: (() => void)[] = [];
    const port = await servers.http((_, response) => waiting.push(() => response.end()));
    const client = clientWith();
    const all = Array.from({ length: 9 }, () => client.fetch(`http://calendar.test:${port}/`));
    let done = 0;
    for (let answered = 0; answered < 9;) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(servers.connections - done).toBeLessThanOrEqual(6);
      const answer =
        servers.connections - answered === Math.min(6, 9 - answered) ? waiting.shift() : undefined;
      if (!answer) continue;
      answer();
      await Promise.race(all.slice(answered));
      answered++;
      done++;
    }
    await Promise.all(all);
    expect(servers.connections).toBe(9);
  });
});

describe('addresses that are refused', () => {
  it.each([
    ['http://127.0.0.1/', 'inner_address'],
    ['http://2130706433/', 'inner_address'],
    ['http://0x7f000001/', 'inner_address'],
    ['http://0177.0.0.1/', 'inner_address'],
    ['http://127.1/', 'inner_address'],
    ['http://0.0.0.0/', 'inner_address'],
    ['http://0/', 'inner_address'],
    ['http://[::]/', 'inner_address'],
    ['http://[::1]/', 'inner_address'],
    ['http://[::ffff:127.0.0.1]/', 'inner_address'],
    ['http://[::ffff:7f00:1]/', 'inner_address'],
    ['http://[64:ff9b::7f00:1]/', 'inner_address'],
    ['http://[2002:7f00:1::]/', 'inner_address'],
    ['http://[fd00:ec2::254]/', 'inner_address'],
    ['http://169.254.169.254/latest/meta-data/', 'inner_address'],
    ['http://①②⑦.0.0.1/', 'inner_address'],
    ['http://localhost/', 'inner_address'],
    ['http://LOCALHOST./', 'inner_address'],
    ['http://mongo/', 'inner_address'],
    ['http://printer.local/', 'inner_address'],
    ['http://inner.example.com/', 'inner_address'],
    ['http://inner.example.com./', 'inner_address'],
    ['http://mapped.example.com/', 'inner_address'],
    ['http://both.example.com/', 'inner_address'],
    ['http://metadata.example.com/', 'inner_address'],
    ['http://unknown.example.com/', 'unknown_host'],
    [`http://${PUBLIC_IP}:22/`, 'port'],
    [`https://${PUBLIC_IP}:80/`, 'port'],
    ['ftp://calendar.test/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['data:text/calendar,BEGIN', 'scheme'],
    ['gopher://127.0.0.1/', 'scheme'],
    ['calendar.test', 'bad_address'],
    ['http://', 'bad_address'],
    ['http://1.2.3.4.5/', 'bad_address'],
  ])('%s: %s', async (address, reason) => {
    expect(await refusal(address)).toBe(reason);
    expect(servers.connections).toBe(0);
  });

  it('http, unless the operator allows it', async () => {
    const port = await servers.http((_, response) => response.end());
    expect(await refusal(`http://calendar.test:${port}/`, {}, { http: false })).toBe('scheme');
    expect(servers.connections).toBe(0);
  });

  it('connects to the checked addresses, whatever the name servers answer next', async () => {
    const port = await servers.http((_, response) => response.end('first'));
    const inner = new Servers();
    await inner.http((_, response) => response.end('inner'), { port, address: '127.0.0.2' });
    let requested = 0;
    const resolve = () => Promise.resolve([requested++ === 0 ? '127.0.0.1' : '127.0.0.2']);
    const setting = { allow: '127.0.0.1', resolve };
    const address = `http://rebind.example.com:${port}/`;
    expect((await clientWith(setting).fetch(address)).body.toString()).toBe('first');
    expect(requested).toBe(1);
    expect(await refusal(address, {}, setting)).toBe('inner_address');
    expect([servers.connections, inner.connections]).toEqual([1, 0]);
    await inner.close();
  });

  it('keeps path, query and password out of the log', async () => {
    await refusal('https://ada:secret@inner.example.com/private-path?token=hidden');
    expect(logged.mock.calls).toEqual([
      ['egress.refused', { reason: 'inner_address', host: 'inner.example.com' }],
    ]);
  });

  it('a closed port, and TLS with a server that does not support it', async () => {
    const port = await servers.http((_, response) => response.end());
    expect(await refusal(`https://calendar.test:${port}/`)).toBe('connection_failed');
    logged.mockClear();
    await servers.close();
    expect(await refusal(`http://calendar.test:${port}/`)).toBe('connection_failed');
  });
});
