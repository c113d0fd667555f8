import { randomUUID } from 'node:crypto';
import { checkDocumented } from '@corridor/testing';

export interface JsonAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what it expects; the document of the interface checks the rest.
  readonly body: any;
}

/** Calls the running service with an API key, and holds each answer against the document of the interface. */
export function jsonClient(url: string, key: string) {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<JsonAnswer> => {
    const headers = { ...init.headers, authorization: `Bearer ${key}` };
    const response = await fetch(`${url}${path}`, { ...init, method, headers });
    const text = await response.text();
    const { status } = response;
    const type = response.headers.get('content-type');
    checkDocumented(method, path, { status, type, text, headers: response.headers });
    return { status, body: JSON.parse(text) };
  };
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown, idempotencyKey: string = randomUUID()) =>
      send('POST', path, {
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify(body),
      }),
  };
}
