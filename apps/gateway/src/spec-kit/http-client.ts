import http from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpQuestion {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  /** Several parts are sent chunked, without telling a length. */
  readonly body?: Buffer | string | readonly Buffer[];
}

/**
 * Sends a request as it is: no header, path or body is changed, as `fetch` would.
 * @param target Origin and path; the path is sent as it stands.
 * @throws Error where the answer breaks off.
 */
export async function send(
  [origin, path]: readonly [origin: string, path: string],
  { method = 'GET', headers = {}, body }: HttpQuestion = {},
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(origin);
  const request = http.request({ hostname, port, path, method, headers, agent: false });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  if (Array.isArray(body)) for (const part of body) request.write(part);
  request.end(Array.isArray(body) ? undefined : body);
  const response = await answered;
  // The answer may come before the request has been sent in full.
  request.on('error', () => undefined);
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) };
}

/** The problem of an answer. @throws Error for an answer that is no `application/problem+json`. */
export function problemOf({ status, headers, body }: HttpAnswer): {
  status: number;
  code: string;
  detail: string;
} {
  if (!headers['content-type']?.startsWith('application/problem+json')) {
    throw new Error(`${status}, ${headers['content-type']}: ${body.toString()}`);
  }
  const problem = JSON.parse(body.toString()) as { status: number; code: string; detail: string };
  if (problem.status !== status) throw new Error(`status ${status}, but ${problem.status} in the problem`);
  return problem;
}
