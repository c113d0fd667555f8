import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service got it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, as they stood in the request. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether the body came to its end. */
  readonly whole: boolean;
}

export interface ServiceDouble {
  readonly url: string;
  /** Every request that began and ended since the last call, in the order of their ends. */
  requests(): readonly ReceivedRequest[];
  /** Settles with the next request that ends, whole or broken off. */
  next(): Promise<ReceivedRequest>;
  /** What is answered from now on; by default 200 without a body. It runs when a request's headers are there. */
  answer(handler: http.RequestListener): void;
  stop(): Promise<void>;
}

/** A real HTTP server in place of a service. */
export async function startServiceDouble(): Promise<ServiceDouble> {
  let turn = 0;
  let seen: ReceivedRequest[] = [];
  let waiting: ((request: ReceivedRequest) => void)[] = [];
  let handler: http.RequestListener = (request, response) => request.once('end', () => response.end());
  const server = http.createServer((request, response) => {
    const began = turn;
    const parts: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('close', () => {
      // One that was broken off may close only after the test it belongs to.
      if (began !== turn) return;
      const { method = '', url = '', headers, complete: whole } = request;
      const received = { method, url, headers, body: Buffer.concat(parts), whole };
      seen.push(received);
      for (const resolve of waiting) resolve(received);
      waiting = [];
    });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => {
      const since = seen;
      seen = [];
      turn += 1;
      return since;
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    answer: (next) => {
      handler = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
