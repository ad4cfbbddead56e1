import { LINK_TOKEN_HEADER } from '@expertbook/contracts';

/** The public pages speak to the API through `fetch` alone: a visitor need not load an HTTP client for six requests. */

/** An answer that is no success; `status` 0 when none came at all. Read it with `toProblem`. */
export class RefusedRequest {
  constructor(
    readonly status: number,
    /** The body: parsed where it is JSON, otherwise its text. */
    readonly error: unknown,
  ) {}
}

export interface ApiCall {
  method?: 'GET' | 'POST';
  /** Undefined ones are left out. */
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: object;
  headers?: Readonly<Record<string, string>>;
}

/** Calls `/api/v1` + `path` and gives the answer, a success. Rejects with a {@link RefusedRequest} otherwise. */
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
    throw new RefusedRequest(0, error);
  });
  if (!response.ok) throw new RefusedRequest(response.status, parsed(await response.text().catch(() => '')));
  return response;
}

/** The JSON of a successful call. Rejects with a {@link RefusedRequest}, also where the answer breaks off. */
export async function callJson<T>(path: string, call?: ApiCall): Promise<T> {
  return readJson<T>(await callApi(path, call));
}

export async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new RefusedRequest(0, error);
  }
}

/** A booking that is being moved: the token that proves it opens its event type, whatever link it was made through. */
export interface MovedUid {
  uid: string;
  token: string;
}

/** What opens a private event type: the booking that is being moved, else the secret of a link, where there is one. */
export interface PageKey {
  moved: MovedUid | null;
  link: string | null;
}

export const NO_PAGE_KEY: PageKey = { moved: null, link: null };

/** Query and headers that show a {@link PageKey}. */
export function keyCall({ moved, link }: PageKey): Pick<ApiCall, 'query' | 'headers'> {
  if (!moved) return { headers: linkHeader(link) };
  return { query: { booking: moved.uid }, headers: { 'X-Manage-Token': moved.token } };
}

/** The header of a private or one-off link; none without one. */
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
