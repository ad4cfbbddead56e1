import type { BecomeExpertRequest, ExpertProfile, Session } from '@expertbook/contracts';
import type { Answer, CallOptions, TestApi } from './harness';

/** A signed-in user, with their API calls. */
export interface Person {
  accessToken: string;
  session: Session;
  call<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer<T>>;
}

export interface ExpertPerson extends Person {
  profile: ExpertProfile;
}

let number = 0;

/** Registers a new user. */
export async function newUser(api: TestApi): Promise<Person> {
  const body = {
    name: 'Ada Lovelace',
    email: `person${++number}@example.com`,
    password: 'correct horse battery',
  };
  const { body: session } = await api.call<Session>('POST', '/auth/register', { body });
  const { accessToken } = session;
  return {
    accessToken,
    session,
    call: (method, path, payload, options) =>
      api.call(method, path, { ...options, body: payload, accessToken }),
  };
}

/** Registers a new user and makes them an expert in Berlin with a handle of their own. */
export async function newExpert(
  api: TestApi,
  request: Partial<BecomeExpertRequest> = {},
): Promise<ExpertPerson> {
  const person = await newUser(api);
  const body = { handle: `expert-${number}`, timeZone: 'Europe/Berlin', ...request };
  const answer = await person.call<ExpertProfile>('POST', '/experts', body);
  if (answer.status !== 201) throw new Error(`not an expert: ${JSON.stringify(answer.body)}`);
  return { ...person, profile: answer.body };
}

/** How often each status and problem code occurred. */
export function tally(answers: readonly Answer<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const code = (body as { code?: string } | null)?.code;
    const key = code ? `${status} ${code}` : String(status);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
