import { lookup } from 'node:dns/promises';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import {
  AddressRefused,
  guardedLookup,
  hostOf,
  mayConnect,
  type Resolve,
  type TargetRules,
} from './target.js';

/** Why there was no answer. In words of our own: what the network says would tell of the inside. */
export type Fault = 'timed-out' | 'address-refused' | 'unreachable';

export type Outcome =
  | { readonly answered: true; readonly status: number; readonly retryAfter?: string }
  | { readonly answered: false; readonly fault: Fault };

export interface SenderOptions extends TargetRules {
  /** Aborts once an attempt has taken too long. */
  readonly deadline?: () => AbortSignal;
  readonly resolve?: Resolve;
}

const ATTEMPT_MAX_MS = 10_000;
const ANSWER_MAX_BYTES = 64 * 1024;
const FREE_SOCKETS_MAX = 64;

/** Posts bodies, over connections that are kept open. Redirects are not followed; of an answer, only the status and Retry-After count. */
export class WebhookSender {
  private readonly agents = {
    'http:': new Agent({ keepAlive: true, maxFreeSockets: FREE_SOCKETS_MAX }),
    'https:': new TlsAgent({ keepAlive: true, maxFreeSockets: FREE_SOCKETS_MAX }),
  };
  private readonly deadline: () => AbortSignal;
  private readonly lookup: ReturnType<typeof guardedLookup>;

  constructor(private readonly options: SenderOptions) {
    const { deadline = () => AbortSignal.timeout(ATTEMPT_MAX_MS), resolve = resolveAll } = options;
    this.deadline = deadline;
    this.lookup = guardedLookup(resolve, options);
  }

  /** Never rejects: what went wrong is the outcome. */
  async post(target: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome> {
    const url = new URL(target);
    const signal = this.deadline();
    // For an address, nothing is looked up.
    const host = hostOf(url);
    if (isIP(host) !== 0 && !mayConnect(host, this.options)) return failed('address-refused');
    for (;;) {
      const { outcome, wasStale } = await this.attempt(url, headers, body, signal);
      // The receiver has closed a connection that was kept: another one tells whether it is there.
      if (!wasStale || signal.aborted) return outcome;
    }
  }

  /** Ends the connections that are kept. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private attempt(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: Outcome; readonly wasStale: boolean }> {
    return new Promise((resolve) => {
      const isTls = url.protocol === 'https:';
      const send = isTls ? tlsRequest : request;
      const sent: ClientRequest = send(url, {
        method: 'POST',
        agent: this.agents[isTls ? 'https:' : 'http:'],
        lookup: this.lookup,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal,
      });
      sent.on('response', (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        const retryAfter = answered['retry-after'];
        const outcome = { answered: true, status, ...(retryAfter !== undefined && { retryAfter }) } as const;
        drain(response, () => resolve({ outcome, wasStale: false }));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        const fault: Fault = signal.aborted
          ? 'timed-out'
          : error instanceof AddressRefused
            ? 'address-refused'
            : 'unreachable';
        const wasStale = sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        resolve({ outcome: failed(fault), wasStale });
      });
      sent.end(body);
    });
  }
}

/** Takes the body in, so that the connection can be used again; one that goes on and on ends with its connection. */
function drain(response: IncomingMessage, done: () => void): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > ANSWER_MAX_BYTES) response.destroy();
  });
  response.on('error', () => undefined);
  response.once('close', done);
}

async function resolveAll(hostname: string) {
  return lookup(hostname, { all: true });
}

function failed(fault: Fault): Outcome {
  return { answered: false, fault };
}
