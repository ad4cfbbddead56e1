/** A request of the code under test that waits for its response. */
export interface PendingRequest {
  url: string;
  method: string;
  headers: { get(name: string): string | null };
  query: URLSearchParams;
  /** Parsed JSON body of the request. */
  body: unknown;
  respond(body: unknown, init?: { status?: number; headers?: Record<string, string> }): void;
  /** Fails as without a network. */
  fail(): void;
}

/** Replaces `fetch`: keeps each request until the spec responds to it. */
export class FakeNetwork {
  private readonly former = globalThis.fetch;
  private pending: PendingRequest[] = [];
  /** Requests with `keepalive`; their response is not awaited. */
  readonly kept: { url: string; method: string }[] = [];

  constructor() {
    globalThis.fetch = ((url: string, init: RequestInit = {}) =>
      new Promise((resolve, reject) => {
        const { pathname, searchParams } = new URL(url, 'http://localhost');
        if (init.keepalive) {
          this.kept.push({ url: pathname, method: init.method ?? 'GET' });
          return resolve(responseOf(null, 204, {}));
        }
        this.pending.push({
          url: pathname,
          query: searchParams,
          method: init.method ?? 'GET',
          headers: named(init.headers as Record<string, string>),
          body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
          respond: (body, { status = 200, headers = {} } = {}) => resolve(responseOf(body, status, headers)),
          fail: () => reject(new TypeError('Failed to fetch')),
        });
      })) as typeof fetch;
  }

  /** Removes and returns every waiting request that matches. */
  match(fits: (request: PendingRequest) => boolean): PendingRequest[] {
    const found = this.pending.filter(fits);
    this.pending = this.pending.filter((request) => !found.includes(request));
    return found;
  }

  /** Removes and returns the one waiting request to an address. */
  expectOne(url: string): PendingRequest {
    const found = this.match((request) => request.url === url);
    const [first] = found;
    if (!first || found.length !== 1) throw new Error(`${found.length} requests for ${url}, expected one.`);
    return first;
  }

  /** Asserts that no request waits. */
  expectNone(): void {
    expect(this.pending.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  }

  restore(): void {
    globalThis.fetch = this.former;
  }
}

/** jsdom has no `Response`. */
function responseOf(body: unknown, status: number, headers: Record<string, string>): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: named(headers),
    json: async () => body,
    text: async () => (typeof body === 'string' ? body : JSON.stringify(body)),
  } as unknown as Response;
}

/** jsdom has no `Headers`. */
function named(headers: Record<string, string> = {}) {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name: string) => values.get(name.toLowerCase()) ?? null };
}
