import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Product } from './product.js';

const REQUEST_MAX_MS = 300_000;
const REST_MAX_MS = 300_000;
const POLL_MS = 250;
/** Matching may begin so much later than a read model has caught up. */
const STILL_MS = 4_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A bank's, a trader's and an operator's requests, over connections that stay open. */
export class ProductConnection {
  private readonly agent: Agent;

  constructor(
    private readonly product: Product,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends a file. @throws Error where a transaction is answered otherwise than expected: a rate of refusals is none. */
  async file(body: string, expected: { readonly count: number; readonly status: string }): Promise<void> {
    const { status, text } = await this.send('POST', '/v1/iso20022', this.product.keys.bank, body, {
      'content-type': 'application/xml',
    });
    const { results } = JSON.parse(text) as { readonly results?: readonly { readonly status: string }[] };
    const other = results?.find((result) => result.status !== expected.status);
    if (status === 200 && results?.length === expected.count && other === undefined) return;
    throw new Error(
      `${status}, ${results?.length} answers of ${expected.count}; not "${expected.status}": ${JSON.stringify(other) ?? text.slice(0, 500)}`,
    );
  }

  /** Sends consignments as NDJSON. @throws Error where a line is not accepted. */
  async consignments(lines: string): Promise<void> {
    const { status, text } = await this.send(
      'POST',
      '/v1/consignments/bulk',
      this.product.keys.trader,
      lines,
      {
        'content-type': 'application/x-ndjson',
      },
    );
    const other = text
      .trimEnd()
      .split('\n')
      .find((line) => !line.includes('"status":"accepted"'));
    if (status !== 200 || other !== undefined) throw new Error(`${status}: ${other?.slice(0, 500)}`);
  }

  /** Posts a settlement. @throws Error where it is not accepted. */
  async post(reference: string): Promise<void> {
    const body = {
      account: 'PK36SCBL0000001123456702',
      amount: { amount: '1250.50', currency: 'USD' },
      bookedOn: '2026-03-30',
      valueDate: '2026-03-30',
      references: { accountServicerReference: reference, endToEndId: `E-${reference}` },
      debtorName: 'Demo Trading Almaty',
      creditorName: 'Demo Textiles Faisalabad',
    };
    const { status, text } = await this.send(
      'POST',
      '/v1/settlements',
      this.product.keys.bank,
      JSON.stringify(body),
      { 'content-type': 'application/json', 'idempotency-key': reference },
    );
    if (status !== 201) throw new Error(`${status}: ${text.slice(0, 500)}`);
  }

  /**
   * Waits until all that follows from what was sent is done: nothing is appended any more, and every read model has it.
   * @returns the position that the log has come to, and how long that took.
   * @throws Error where it does not come to rest.
   */
  async atRest(): Promise<{ readonly head: number; readonly ms: number }> {
    const began = performance.now();
    let since = began;
    for (let last = -1; performance.now() - began < REST_MAX_MS; await pause(POLL_MS)) {
      const { ledger } = await this.ask<{
        readonly ledger: { readonly head: number; readonly position: number };
      }>('{ ledger { head position } }');
      const { head, position } = ledger;
      if (head !== last || position !== head) since = performance.now();
      else if (performance.now() - since > STILL_MS) return { head, ms: since - began };
      last = head;
    }
    throw new Error(`The ledger did not come to rest within ${REST_MAX_MS / 1_000} s.`);
  }

  /** How many currencies there are in which the accounts do not come to 0. */
  async currenciesOutOfBalance(): Promise<number> {
    type Totals = {
      readonly debits: { readonly amount: string };
      readonly credits: { readonly amount: string };
    };
    const { trialBalance } = await this.ask<{
      readonly trialBalance: { readonly currencies: readonly Totals[] };
    }>('{ trialBalance { currencies { debits { amount } credits { amount } } } }');
    return trialBalance.currencies.filter(({ debits, credits }) => debits.amount !== credits.amount).length;
  }

  close(): void {
    this.agent.destroy();
  }

  /** Asks in GraphQL, as an operator. @throws Error where it is not answered whole. */
  async ask<Data>(query: string): Promise<Data> {
    const { text } = await this.send(
      'POST',
      '/graphql',
      this.product.keys.operator,
      JSON.stringify({ query }),
      { 'content-type': 'application/json' },
    );
    const { data, errors } = JSON.parse(text) as { readonly data?: Data; readonly errors?: unknown };
    if (!data || errors) throw new Error(`GraphQL: ${text.slice(0, 500)}`);
    return data;
  }

  private send(
    method: string,
    path: string,
    key: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.product.url}${path}`,
        {
          method,
          agent: this.agent,
          timeout: REQUEST_MAX_MS,
          headers: { ...headers, authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.once('error', reject);
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`${path} takes too long.`)));
      sent.once('error', reject);
      sent.end(body);
    });
  }
}
