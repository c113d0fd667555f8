import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of the connection that it came by, from 1. */
  readonly connection: number;
}

/** What to do with a request: answer it in whatever way, or leave it without an answer. */
export type Behaviour = (response: ServerResponse, received: Received) => unknown;

export const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end('{"thanks":true}');
export const hanging: Behaviour = () => undefined;

/** A bank's server on 127.0.0.1. It answers 204 unless it is told otherwise. One that a test which failed has left open does not keep the run from its end. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly script: Behaviour[] = [];
  private usual: Behaviour = answering(204);

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const receiver = new Receiver(server);
    const connections = new Map<Socket, number>();
    server.unref();
    server.on('connection', (socket) => {
      socket.unref();
      connections.set(socket, connections.size + 1);
    });
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = '', url: path = '', headers, socket } = request;
      const connection = connections.get(socket) ?? 0;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString(), connection };
      receiver.received.push(received);
      for (const wake of [...receiver.waiting]) wake();
      (receiver.script.shift() ?? receiver.usual)(response, received);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  url(path = '/hooks', host = '127.0.0.1'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** What it does with the requests to come, one after the other, and then as usual. */
  next(...behaviours: readonly Behaviour[]): void {
    this.script.push(...behaviours);
  }

  always(behaviour: Behaviour): void {
    this.usual = behaviour;
  }

  /** Settles once it has got so many requests, whether they were answered or not. */
  async got(count: number): Promise<void> {
    while (this.received.length < count) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  /** Ends the connections that are kept open, and takes new ones. */
  dropConnections(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** The webhook-ids of requests, in their order. */
export function idsOf(received: readonly Received[]): readonly unknown[] {
  return received.map(({ headers }) => headers['webhook-id']);
}

/** Which of the secrets, as they were shown, a request is signed by: worked out by a bank's own means. */
export function signersOf({ headers, body }: Received, secrets: readonly string[]): readonly string[] {
  const content = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const given = String(headers['webhook-signature']).split(' ');
  const expected = (secret: string) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`;
  };
  // Each signature has its secret, or it would be one that nobody can check.
  if (given.length !== given.filter((each) => secrets.map(expected).includes(each)).length)
    return ['unknown'];
  return secrets.filter((secret) => given.includes(expected(secret)));
}
