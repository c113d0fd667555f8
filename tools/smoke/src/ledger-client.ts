/** The kinds of users, as `keys.json` names them. */
export type Role = 'bank' | 'trader' | 'customs' | 'reporter' | 'operator';

export type Keys = Readonly<Record<Role, string>>;

export interface RestAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface RestRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a bank told of payments, and the ledger took. */
export interface TakenOfBank {
  readonly path: string;
  readonly request: RestRequest;
  readonly answer: RestAnswer;
}

const REQUEST_MAX_MS = 30_000;
const TELLS_OF_PAYMENTS = /^\/v1\/(iso20022|settlements)(\/|$)/;

/** A ledger reached by its one address; each call carries the key of a role. */
export class LedgerClient {
  /** In order. */
  readonly takenOfBank: TakenOfBank[] = [];

  constructor(
    readonly url: string,
    private readonly keys: Keys,
  ) {}

  /** Sends a request as it is and gives the answer, whatever its status. A body that is text is XML. */
  async send(
    role: Role,
    method: 'GET' | 'POST',
    path: string,
    request: RestRequest = {},
  ): Promise<RestAnswer> {
    const { body, headers = {} } = request;
    const xml = typeof body === 'string';
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.keys[role]}`,
        ...(body !== undefined && { 'content-type': xml ? 'application/xml' : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: xml ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_MAX_MS),
    });
    const text = await response.text();
    let answer: RestAnswer;
    try {
      answer = { status: response.status, body: JSON.parse(text) };
    } catch {
      throw new Error(`${method} ${path}: ${response.status} without JSON: ${text.slice(0, 300)}`);
    }
    if (role === 'bank' && method === 'POST' && response.ok && TELLS_OF_PAYMENTS.test(path)) {
      this.takenOfBank.push({ path, request, answer });
    }
    return answer;
  }

  /** As {@link send}. @throws Error with the problem that the ledger told, where it refused. */
  async rest(
    role: Role,
    method: 'GET' | 'POST',
    path: string,
    request: RestRequest = {},
  ): Promise<RestAnswer['body']> {
    const { status, body } = await this.send(role, method, path, request);
    if (status < 300) return body;
    throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  }

  post(
    role: Role,
    path: string,
    body: unknown,
    headers: RestRequest['headers'] = {},
  ): Promise<RestAnswer['body']> {
    return this.rest(role, 'POST', path, { body, headers });
  }

  /** Asks a question in GraphQL. @throws Error with the errors that came back. */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const body = await this.post('reporter', '/graphql', { query, variables });
    if (body.errors !== undefined) throw new Error(`POST /graphql: ${JSON.stringify(body.errors)}`);
    return body.data as Data;
  }
}

/** A field of an answer that has to be a text. */
export function textOf(body: RestAnswer['body'], field: string): string {
  const value = body[field];
  if (typeof value === 'string') return value;
  throw new Error(`The answer has no "${field}": ${JSON.stringify(body)}`);
}

/** A field of an answer that has to be a number. */
export function numberOf(body: RestAnswer['body'], field: string): number {
  const value = body[field];
  if (typeof value === 'number') return value;
  throw new Error(`The answer has no "${field}": ${JSON.stringify(body)}`);
}
