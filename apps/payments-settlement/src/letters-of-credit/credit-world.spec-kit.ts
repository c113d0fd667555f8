import { createHash, randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import { EventStore } from '@corridor/event-store';
import type { RunningService } from '@corridor/nest-kit';
import { checkDocumented } from '@corridor/testing';
import { pino } from 'pino';
import { startPaymentsSettlement } from '../index.js';
import { balances } from '../invariants.spec-kit.js';
import { TradeWorld } from '../trade-world.spec-kit.js';

export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const APPLICANT = { participantId: 'demo-trading-almaty', name: 'Demo Trading', country: 'KZ' };
export const BENEFICIARY = {
  participantId: 'demo-textiles-faisalabad',
  name: 'Demo Textiles',
  country: 'PK',
};
const bank = (city: string, country: string) => ({ participantId: `demo-bank-${city}`, country });

/** Who holds a key, by what they are in the credits of these tests. */
const HOLDERS = {
  issuing: ['demo-bank-almaty', 'bank'],
  advising: ['demo-bank-quetta', 'bank'],
  nominated: ['demo-bank-lahore', 'bank'],
  confirming: ['demo-bank-karachi', 'bank'],
  'other-bank': ['demo-bank-tashkent', 'bank'],
  applicant: [APPLICANT.participantId, 'trader'],
  beneficiary: [BENEFICIARY.participantId, 'trader'],
  'other-trader': ['demo-carpets-lahore', 'trader'],
  customs: ['demo-customs', 'customs'],
  operator: ['demo-operator', 'operator'],
} as const;
export type Holder = keyof typeof HOLDERS;

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers, and fails where it is not that.
export type Answer = { readonly status: number; readonly body: any };

/** payments-settlement at work, asked by everybody who has a part in a credit. */
export class CreditWorld {
  private constructor(
    readonly trade: TradeWorld,
    private readonly service: RunningService,
    readonly log: EventStore,
  ) {}

  static async start(now: () => number): Promise<CreditWorld> {
    const trade = await TradeWorld.start();
    for (const [holder, [participant, role]] of Object.entries(HOLDERS)) {
      await trade.key(`${holder}-key`, participant, role);
    }
    const settings = {
      databaseUrl: trade.ledger.url,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    } as const;
    const service = await startPaymentsSettlement(settings, pino({ level: 'silent' }), { now });
    return new CreditWorld(trade, service, new EventStore({ pool: trade.owner }));
  }

  /** Ends all, once all that was posted is held against what has to be so of it: in each currency it comes to nothing. */
  async stop(): Promise<void> {
    await this.service.stop();
    try {
      expect(await balances(this.trade.owner)).toEqual([]);
    } finally {
      await this.trade.stop();
    }
  }

  post(holder: Holder, path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', holder, path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  get(holder: Holder, path: string): Promise<Answer> {
    return this.send('GET', holder, path);
  }

  /** Asks for what has to succeed. @returns the body of the answer. */
  async done(
    holder: Holder,
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Answer['body']> {
    const answer = await this.post(holder, path, body, headers);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Status, code and pointer of a refusal, which leaves nothing in any credit; what flags tell of papers may come meanwhile. */
  async refusal(holder: Holder, path: string, body: object): Promise<readonly unknown[]> {
    const before = await this.lastOfCredits();
    const { status, body: told } = await this.post(holder, path, body);
    expect(await this.lastOfCredits()).toBe(before);
    return [status, told.code, told.pointer];
  }

  /** The red flags on the credit of a path that somebody reads; the work list waits for what is in the log. */
  async flagsOn(holder: Holder, path: string): Promise<readonly object[]> {
    const response = await fetch(`${this.service.url}/v1/work-lists/red-flags`, {
      headers: { authorization: `Bearer ${holder}-key` },
    });
    const { items } = (await response.json()) as {
      readonly items: readonly { readonly subject: { readonly letterOfCreditIds?: readonly string[] } }[];
    };
    return items.filter(({ subject }) => subject.letterOfCreditIds?.includes(path.slice(1)));
  }

  private async lastOfCredits(): Promise<unknown> {
    const text = "SELECT max(position) AS last FROM ledger.events WHERE stream_id LIKE 'lc-%'";
    return (await this.trade.owner.query(text)).rows[0].last;
  }

  async event(position: number): Promise<RecordedEvent | undefined> {
    return (await this.log.readAll({ after: position - 1, limit: 1 }))[0];
  }

  private async send(method: string, holder: Holder, path: string, init: RequestInit = {}): Promise<Answer> {
    const url = `/v1/letters-of-credit${path}`;
    const response = await fetch(`${this.service.url}${url}`, {
      ...init,
      method,
      headers: { ...init.headers, authorization: `Bearer ${holder}-key` },
    });
    const text = await response.text();
    const { status, headers } = response;
    checkDocumented(method, url, { status, type: headers.get('content-type'), text, headers });
    return { status, body: JSON.parse(text) };
  }
}

/** 1,000.00 USD at sight, for one consignment where it is told, unless told otherwise. */
export function creditOf(change: object = {}, terms: object = {}) {
  return {
    occurredAt: '2026-03-02T10:00:00+05:00',
    number: `ILC-${randomUUID().slice(0, 8)}`,
    applicant: APPLICANT,
    beneficiary: BENEFICIARY,
    issuingBank: bank('almaty', 'KZ'),
    advisingBank: bank('quetta', 'PK'),
    nominatedBank: bank('lahore', 'PK'),
    confirmingBank: bank('karachi', 'PK'),
    chargesFor: 'shared',
    terms: {
      amount: usd('1000.00'),
      expiry: { on: '2026-04-30', place: 'PKKHI' },
      latestShipmentOn: '2026-04-09',
      partialShipments: true,
      transhipment: true,
      availableBy: 'sight-payment',
      documentsRequired: ['380'],
      ...terms,
    },
    ...change,
  };
}

export const paper = (typeCode: string, number: string) => ({
  typeCode,
  number,
  issuer: 'Demo Textiles',
  issuedOn: '2026-03-05',
  sha256: createHash('sha256').update(`${typeCode} ${number}`).digest('hex'),
});

/** 600.00 USD on an invoice, on the 10th of March 2026, to the issuing bank. */
export function presentationOf(change: object = {}) {
  return {
    occurredAt: '2026-03-10T10:00:00+05:00',
    presentedTo: 'demo-bank-almaty',
    amount: usd('600.00'),
    documents: [paper('380', 'DM-17')],
    ...change,
  };
}

export const at = (day: string) => ({ occurredAt: `${day}T10:00:00+05:00` });
