/** One request that the code under test has made and that waits for its answer. */
export interface WaitingRequest {
  url: string;
  method: string;
  headers: { get(name: string): string | null };
  query: URLSearchParams;
  /** The JSON that was sent. */
  body: unknown;
  answer(body: unknown, init?: { status?: number; headers?: Record<string, string> }): void;
  /** As when there is no network. */
  fail(): void;
}

/** Stands in for the network, which specs cannot reach: keeps each request until it is answered by hand. */
export class FakeNetwork {
  private readonly former = globalThis.fetch;
  private waiting: WaitingRequest[] = [];
  /** Requests that outlive their page; their response is not awaited. */
  readonly kept: { url: string; method: string }[] = [];

  constructor() {
    globalThis.fetch = ((url: string, init: RequestInit = {}) =>
      new Promise((resolve, reject) => {
        const { pathname, searchParams } = new URL(url, 'http://localhost');
        if (init.keepalive) {
          this.kept.push({ url: pathname, method: init.method ?? 'GET' });
          return resolve(responseOf(null, 204, {}));
        }
        this.waiting.push({
          url: pathname,
          query: searchParams,
          method: init.method ?? 'GET',
          headers: named(init.headers as Record<string, string>),
          body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
          answer: (body, { status = 200, headers = {} } = {}) => resolve(responseOf(body, status, headers)),
          fail: () => reject(new TypeError('Failed to fetch')),
        });
      })) as typeof fetch;
  }

  /** Takes every waiting request that fits. */
  match(fits: (request: WaitingRequest) => boolean): WaitingRequest[] {
    const found = this.waiting.filter(fits);
    this.waiting = this.waiting.filter((request) => !found.includes(request));
    return found;
  }

  /** Takes the one waiting request to an address. */
  expectOne(url: string): WaitingRequest {
    const found = this.match((request) => request.url === url);
    const [first] = found;
    if (!first || found.length !== 1) throw new Error(`${found.length} requests for ${url}, expected one.`);
    return first;
  }

  /** Every request has been answered. */
  expectNone(): void {
    expect(this.waiting.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  }

  restore(): void {
    globalThis.fetch = this.former;
  }
}

/** jsdom has no `Response`… */
function responseOf(body: unknown, status: number, headers: Record<string, string>): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: named(headers),
    json: async () => body,
    text: async () => (typeof body === 'string' ? body : JSON.stringify(body)),
  } as unknown as Response;
}

/** Nor has it `Headers`. */
function named(headers: Record<string, string> = {}) {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name: string) => values.get(name.toLowerCase()) ?? null };
}
