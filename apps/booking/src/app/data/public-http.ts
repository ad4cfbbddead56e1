import { LINK_TOKEN_HEADER } from '@expertbook/contracts';

/** HTTP of the public pages, with `fetch` alone: six requests need no HTTP client on first load. */

/** A response without success; `status` 0 when there was none. Convert it with `toProblem`. */
export class FailedRequest {
  constructor(
    readonly status: number,
    /** Response body: parsed where it is JSON, otherwise its text. */
    readonly error: unknown,
  ) {}
}

export interface ApiCall {
  method?: 'GET' | 'POST';
  /** Undefined values are left out. */
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: object;
  headers?: Readonly<Record<string, string>>;
}

/** Calls `/api/v1` + `path` and returns the successful response. Rejects with a {@link FailedRequest} otherwise. */
export async function callApi(path: string, { method = 'GET', query = {}, body, headers }: ApiCall = {}) {
  const params = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = params.length > 0 ? `?${new URLSearchParams(params)}` : '';
  const response = await fetch(`/api/v1${path}${search}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch((error: unknown) => {
    throw new FailedRequest(0, error);
  });
  if (!response.ok) throw new FailedRequest(response.status, parsed(await response.text().catch(() => '')));
  return response;
}

/** The JSON of a successful call. Rejects with a {@link FailedRequest}, also when the response is interrupted. */
export async function callJson<T>(path: string, call?: ApiCall): Promise<T> {
  return readJson<T>(await callApi(path, call));
}

export async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new FailedRequest(0, error);
  }
}

/** A booking to reschedule. Its token opens the event type, also when the booking was made through a private link. */
export interface BookingKey {
  uid: string;
  token: string;
}

/** What opens a private event type: the booking to reschedule, else the secret of a link; null without either. */
export interface PageKey {
  booking: BookingKey | null;
  link: string | null;
}

export const NO_PAGE_KEY: PageKey = { booking: null, link: null };

/** Query and headers for a {@link PageKey}. */
export function keyOptions({ booking: moved, link }: PageKey): Pick<ApiCall, 'query' | 'headers'> {
  if (!moved) return { headers: linkHeader(link) };
  return { query: { booking: moved.uid }, headers: { 'X-Manage-Token': moved.token } };
}

/** Header of a private or single-use link; empty without one. */
export function linkHeader(secret: string | null): Record<string, string> {
  return secret ? { [LINK_TOKEN_HEADER]: secret } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
