/**
 * A few lines of HTTP for JSON.
 *
 * @param {string} url of the API, without a trailing slash
 * @param {string} [accessToken]
 */
export function apiClient(url, accessToken) {
  /**
   * @param {'GET' | 'POST' | 'PATCH'} method
   * @param {string} path below `/api/v1/`
   * @param {unknown} [body]
   * @returns {Promise<any>} the answer's JSON
   * @throws {Error} with the problem's words
   */
  const call = async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${wordsOf(text)}`);
    return text ? JSON.parse(text) : null;
  };
  return {
    get: (/** @type {string} */ path) => call('GET', path),
    post: (/** @type {string} */ path, /** @type {unknown} */ body) => call('POST', path, body),
    patch: (/** @type {string} */ path, /** @type {unknown} */ body) => call('PATCH', path, body),
  };
}

/** @param {string} text a problem+json body, or anything */
function wordsOf(text) {
  try {
    const problem = JSON.parse(text);
    const fields = (problem.errors ?? []).map(
      (/** @type {{ field: string, message: string }} */ error) => `${error.field}: ${error.message}`,
    );
    return [problem.detail ?? problem.title, ...fields].filter(Boolean).join('; ');
  } catch {
    return text.slice(0, 200);
  }
}
