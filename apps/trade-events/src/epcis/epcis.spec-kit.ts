import { checkDocumented } from '@corridor/testing';
import type { Holder, TradeWorld } from '../trade-events.spec-kit.js';

export const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

export interface EpcisAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The clients of the EPCIS interface of a running trade-events. */
export class EpcisClient {
  constructor(private readonly world: TradeWorld) {}

  async send(holder: Holder, path: string, init: RequestInit = {}): Promise<EpcisAnswer> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${holder}`);
    const response = await fetch(`${this.world.service.url}/epcis${path && `/${path}`}`, {
      ...init,
      headers,
    });
    const text = await response.text();
    const { status } = response;
    const type = response.headers.get('content-type');
    checkDocumented(init.method ?? 'GET', `/epcis${path && `/${path}`}`, {
      status,
      type,
      text,
      headers: response.headers,
    });
    return { status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  }

  post(
    holder: Holder,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<EpcisAnswer> {
    const json = { 'content-type': 'application/json', ...headers };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.send(holder, path, { method: 'POST', headers: json, body: text });
  }

  capture(
    holder: Holder,
    events: readonly unknown[],
    headers: Record<string, string> = {},
  ): Promise<EpcisAnswer> {
    return this.post(holder, 'capture', document(events), headers);
  }

  /** Captures what has to be taken. @returns its job. */
  async job(holder: Holder, events: readonly unknown[], headers: Record<string, string> = {}) {
    const answer = await this.capture(holder, events, headers);
    if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
    return (await this.send(holder, `capture/${answer.body.captureID}`)).body;
  }
}

export const PROCEED = { 'gs1-capture-error-behaviour': 'proceed' };

export function document(events: readonly unknown[], change: object = {}) {
  return {
    '@context': [CONTEXT, { example: 'https://ns.example.com/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-09T09:00:00+05:00',
    epcisBody: { eventList: events },
    ...change,
  };
}

/** A pallet that was seen at a gate in Almaty, as no other event. @param serial of the pallet, below ten thousand million. */
export function palletSeen(serial: number, change: object = {}) {
  return {
    type: 'ObjectEvent',
    eventTime: '2026-03-09T08:00:00.000+05:00',
    eventTimeZoneOffset: '+05:00',
    epcList: [`urn:epc:id:sscc:4012345.${String(serial).padStart(10, '0')}`],
    action: 'OBSERVE',
    bizStep: 'arriving',
    readPoint: { id: 'urn:unlocode:KZALA' },
    ...change,
  };
}

/** That an event is about consignments. */
export function about(...consignmentIds: readonly string[]) {
  return {
    bizTransactionList: consignmentIds.map((id) => ({
      bizTransaction: `urn:corridor-ledger:consignment:${id}`,
    })),
  };
}
