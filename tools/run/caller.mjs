const ANSWER_MS = 20_000;

/**
 * @param {string} url of an API
 * @param {string} [accessToken]
 * @returns {(method: string, path: string, body?: unknown) => Promise<any>} throws unless the answer is 2xx
 */
export function caller(url, accessToken) {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
}
