import { gzipSync } from 'node:zlib';
import { logEvent } from '../observability/log-event';
import { refusal } from './egress-client.fixture';
import { Servers } from './servers.fixture';

jest.mock('../observability/log-event', () => ({ logEvent: jest.fn() }));

const logged = jest.mocked(logEvent);

let servers: Servers;
beforeEach(() => {
  servers = new Servers();
  jest.mocked(logEvent).mockClear();
});
afterEach(() => servers.close());

describe('responses without limits', () => {
  it('a body of more bytes than allowed, announced or not', async () => {
    const announced = await servers.http((_, response) => response.end('x'.repeat(2000)));
    expect(await refusal(`http://calendar.test:${announced}/`, { maxBytes: 1999 })).toBe('too_large');
    logged.mockClear();
    const endless = await servers.http((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
      };
      response.on('drain', more);
      more();
    });
    expect(await refusal(`http://calendar.test:${endless}/`, { maxBytes: 100_000 })).toBe('too_large');
  });

  it('a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const port = await servers.http((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    expect(await refusal(`http://calendar.test:${port}/`, { maxBytes: 1_000_000 })).toBe('too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  it.each(['br', 'deflate', 'gzip, gzip', 'zstd'])(
    'the encoding %s, which was not requested',
    async (encoding) => {
      const port = await servers.http((_, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end('x'),
      );
      expect(await refusal(`http://calendar.test:${port}/`)).toBe('unknown_encoding');
    },
  );

  it('invalid or incomplete gzip', async () => {
    for (const body of [Buffer.from('no gzip'), gzipSync('x'.repeat(1000)).subarray(0, 20)]) {
      logged.mockClear();
      const port = await servers.http((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
      );
      expect(await refusal(`http://calendar.test:${port}/`)).toBe('malformed_response');
    }
  });

  it.each([
    ['body', 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n'],
    ['header', 'HTTP/1.1 200 OK\r\n'],
    ['status line', ''],
  ])('a slow %s', async (_, beginning) => {
    const port = await servers.raw((socket) => {
      socket.write(beginning);
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const began = performance.now();
    expect(await refusal(`http://calendar.test:${port}/`, { timeoutMs: 200 })).toMatch(
      beginning === '' ? /^(?:timeout|malformed_response)$/ : /^timeout$/,
    );
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('a server and a name server that do not respond', async () => {
    const port = await servers.raw(() => undefined);
    expect(await refusal(`http://calendar.test:${port}/`, { timeoutMs: 100 })).toBe('timeout');
    logged.mockClear();
    const silent = () => new Promise<string[]>(() => undefined);
    expect(await refusal('https://silent.example.com/', { timeoutMs: 100 }, { resolve: silent })).toBe(
      'timeout',
    );
  });

  it.each([
    ['headers without end', (i: number) => `x-${i}: ${'x'.repeat(500)}\r\n`, 'HTTP/1.1 200 OK\r\n'],
    ['one header without end', () => 'x'.repeat(500), 'HTTP/1.1 200 OK\r\nx: '],
    ['interim responses without end', () => 'HTTP/1.1 103 Early Hints\r\n\r\n', ''],
  ])('%s', async (_, piece, beginning) => {
    const port = await servers.raw((socket) => {
      socket.write(beginning);
      let i = 0;
      const more = (): void => {
        while (!socket.destroyed && socket.write(piece(i++)));
      };
      socket.on('drain', more);
      more();
    });
    expect(await refusal(`http://calendar.test:${port}/`)).toBe('header_too_large');
  });

  it('a response that is not HTTP, or requests another protocol', async () => {
    const noise = await servers.raw((socket) => socket.end('220 mail.example.com ESMTP\r\n'));
    expect(await refusal(`http://calendar.test:${noise}/`)).toBe('malformed_response');
    logged.mockClear();
    const upgrade = await servers.raw((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    );
    expect(await refusal(`http://calendar.test:${upgrade}/`)).toBe('malformed_response');
  });
});
