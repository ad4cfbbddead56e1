import type { IncomingMessage } from 'node:http';
import { logEvent } from '../observability/log-event';
import { clientWith, refusal } from './egress-client.fixture';
import { Servers, received } from './servers.fixture';

jest.mock('../observability/log-event', () => ({ logEvent: jest.fn() }));

let servers: Servers;
beforeEach(() => {
  servers = new Servers();
  jest.mocked(logEvent).mockClear();
});
afterEach(() => servers.close());

describe('redirects', () => {
  /** A server that redirects every request to the result of `to`. */
  const redirecting = (to: (request: IncomingMessage) => string, status = 302): Promise<number> =>
    servers.http((request, response) => response.writeHead(status, { location: to(request) }).end());

  it.each([
    'http://127.0.0.1/',
    'http://inner.example.com/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://0/',
  ])('to internal addresses (%s) are refused', async (target) => {
    const port = await redirecting(() => target);
    expect(await refusal(`http://calendar.test:${port}/`)).toMatch(/^(?:inner_address|scheme)$/);
    expect(servers.connections).toBe(1);
  });

  it('without an end are refused', async () => {
    const port = await redirecting(({ url }) => `${url}x`);
    expect(await refusal(`http://calendar.test:${port}/`)).toBe('too_many_redirects');
    expect(servers.connections).toBe(6);
  });

  it('keep credentials within an origin and drop them for another', async () => {
    const requests: ReturnType<typeof received>[] = [];
    const last = await servers.http((request, response) => {
      requests.push(received(request));
      response.end('there');
    });
    const first = await redirecting(({ url }) =>
      url === '/a' ? '/b' : `http://eve:eve@other.test:${last}/c`,
    );
    const headers = {
      Authorization: 'Bearer secret',
      Cookie: 'a=b',
      'X-Api-Key': 'secret',
      Accept: 'text/calendar',
    };
    const response = await clientWith().fetch(`http://calendar.test:${first}/a`, { headers });
    expect(response.url).toBe(`http://other.test:${last}/c`);
    expect(Object.keys(requests[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ]);
  });

  it('to another port of the same host go to another origin', async () => {
    const seen: (string | undefined)[] = [];
    const last = await servers.http((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const first = await redirecting(() => `http://calendar.test:${last}/`);
    await clientWith().fetch(`http://ada:secret@calendar.test:${first}/`);
    expect(seen).toEqual([undefined]);
  });

  it('keep credentials where the origin is the same', async () => {
    const seen: (string | undefined)[] = [];
    const port = await servers.http((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/a') response.writeHead(301, { location: '/b' });
      response.end();
    });
    await clientWith().fetch(`http://calendar.test:${port}/a`, { headers: { authorization: 'Bearer x' } });
    expect(seen).toEqual(['Bearer x', 'Bearer x']);
  });

  it('do not send a form to another origin, but do send a WebDAV query', async () => {
    const seen: unknown[] = [];
    const last = await servers.http((request, response) => {
      seen.push([request.method, request.headers['depth'], request.headers['content-length']]);
      response.end();
    });
    const first = await redirecting(() => `http://other.test:${last}/`, 307);
    const address = `http://calendar.test:${first}/`;
    expect(await refusal(address, { method: 'POST', body: 'refresh_token=secret' })).toBe(
      'body_across_origins',
    );
    await clientWith().fetch(address, { method: 'PROPFIND', headers: { Depth: '0' }, body: '<a/>' });
    expect(seen).toEqual([['PROPFIND', '0', '4']]);
  });
});
