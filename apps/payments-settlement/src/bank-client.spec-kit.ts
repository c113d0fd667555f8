import { randomUUID } from 'node:crypto';
import { checkDocumented } from '@corridor/testing';
import type { ListedSettlement } from './list/listed.js';
import type { MessageResult } from './messages/intake.js';
import type { ItemResult } from './messages/item-result.js';
import type { Warning } from './messages/warning.js';
import type { HeldPage } from './work-lists/held.js';
import type { ObligationPage } from './work-lists/obligation-list.js';
import type { SuspensePage } from './work-lists/suspense.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface FileBody {
  readonly results: readonly ItemResult[];
  readonly messages: readonly MessageResult[];
  readonly warnings: readonly Warning[];
}

export interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly pointer?: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly xpath?: string;
  readonly line?: number;
  readonly column?: number;
}

type Booked = {
  readonly settlementId: string;
  readonly status: string;
  readonly position: number;
  readonly isoStatus?: string;
  readonly reason?: string;
  readonly notes?: ItemResult['notes'];
};
type Page = { readonly items: readonly ListedSettlement[]; readonly next?: string };

/** Calls the running service with an API key. */
export class BankClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  file(xml: string | Uint8Array, type = 'application/xml') {
    const headers = { 'content-type': type };
    return this.send<FileBody & ProblemBody>('POST', '/v1/iso20022', {
      headers,
      body: Buffer.from(xml),
    });
  }

  settlement(body: unknown, key: string | undefined = randomUUID(), headers: Record<string, string> = {}) {
    return this.send<Booked & ProblemBody>('POST', '/v1/settlements', {
      headers: {
        'content-type': 'application/json',
        ...(key !== '' && { 'idempotency-key': key }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  giveBack(
    settlementId: string,
    body: unknown,
    key: string = randomUUID(),
    headers: Record<string, string> = {},
  ) {
    return this.send<Booked & { readonly returnId: string } & ProblemBody>(
      'POST',
      `/v1/settlements/${settlementId}/returns`,
      {
        headers: {
          'content-type': 'application/json',
          ...(key !== '' && { 'idempotency-key': key }),
          ...headers,
        },
        body: JSON.stringify(body),
      },
    );
  }

  /** A step by hand, or any other that is sent as JSON. */
  post<Body = { readonly position?: number }>(path: string, body: unknown, key: string = randomUUID()) {
    return this.send<
      Body & ProblemBody & { readonly currentState?: string; readonly legalNow?: readonly string[] }
    >('POST', path, {
      headers: { 'content-type': 'application/json', ...(key !== '' && { 'idempotency-key': key }) },
      body: JSON.stringify(body),
    });
  }

  suspense(query = '') {
    return this.send<SuspensePage & ProblemBody>('GET', `/v1/work-lists/suspense${query}`);
  }

  obligations(query = '') {
    return this.send<ObligationPage & ProblemBody>('GET', `/v1/work-lists/obligations${query}`);
  }

  held(query = '') {
    return this.send<HeldPage & ProblemBody>('GET', `/v1/work-lists/screening${query}`);
  }

  list(query = '') {
    return this.send<Page & ProblemBody>('GET', `/v1/settlements${query}`);
  }

  private async send<Body>(method: string, path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      method,
      headers: { ...init.headers, authorization: `Bearer ${this.key}` },
    });
    const { status, headers } = response;
    const text = await response.text();
    checkDocumented(method, path, { status, type: headers.get('content-type'), text, headers });
    return { status, headers, body: JSON.parse(text) as Body };
  }
}

/** A settlement of 1,000.00 USD in JSON, unless told otherwise. */
export function settlementOf(body: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    account: 'PK36SCBL0000001123456702',
    amount: { amount: '1000.00', currency: 'USD' },
    bookedOn: '2026-03-30',
    valueDate: '2026-03-31',
    references: {},
    ...body,
  };
}

/** A return of 1,000.00 USD in JSON, unless told otherwise. */
export function returnOf(body: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    amount: { amount: '1000.00', currency: 'USD' },
    bookedOn: '2026-04-07',
    valueDate: '2026-04-07',
    ...body,
  };
}
