import { randomUUID } from 'node:crypto';
import {
  type EventDataOf,
  type EventType,
  participantsOf,
  type RecordedEvent,
  versionToAppend,
} from '@corridor/contracts';
import type { PaymentReferences } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { type MoneyJson, Rejection, toMoneyJson } from '@corridor/kernel';
import type pg from 'pg';
import { aggregatesOn } from '../aggregates.js';
import { bookingOf, type Credit } from '../booking/credit.js';
import { type ByHand, MatchHandler, MatchRequest } from '../matches/match.handler.js';
import { readRateSettings } from '../rates/rate-settings.js';
import { Rates } from '../rates/rates.js';
import { GiveBack } from '../returns/give-back.js';
import { ReturnHandler, ReturnRequest } from '../returns/return.handler.js';
import { returnOfBody } from '../returns/return.js';
import { KARACHI, TradeWorld } from '../trade-world.spec-kit.js';
import { Delivery, namingRoundsOn, processOn, roundsOn } from './delivery.spec-kit.js';

type Instructed = EventDataOf<'PaymentInstructed'>;

export const usd = (minor: bigint): MoneyJson => toMoneyJson({ minor, currency: 'USD' });

/** The process manager on a ledger, without the service around it. */
export class ProcessWorld {
  private constructor(
    readonly trade: TradeWorld,
    readonly owner: pg.Pool,
    /** Connections with the rights of the service. */
    readonly pool: pg.Pool,
    readonly store: EventStore,
  ) {}

  static async start(): Promise<ProcessWorld> {
    const trade = await TradeWorld.start();
    const pool = ledgerPool(trade.ledger.url, 'payments_settlement');
    return new ProcessWorld(trade, trade.owner, pool, new EventStore({ pool }));
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.trade.stop();
  }

  /** The process manager forgets all it knew; the log stays. */
  async forget(): Promise<void> {
    await this.owner.query(`TRUNCATE payments.milestones, payments.waiting_invoices, payments.open_obligations,
      payments.unallocated_settlements, payments.credit_consignments, payments.credit_shipments, payments.credit_papers,
      payments.consignment_parts, payments.ended_consignments, payments.honours,
      payments.account_creditors, payments.instructed, payments.paid_under_uetr, payments.credits_under_uetr, payments.rate_rounds,
      payments.naming_rounds, bus.consumer_progress, bus.dead_letters`);
  }

  log(after: number): Promise<readonly RecordedEvent[]> {
    return this.trade.log({ after });
  }

  head(): Promise<number> {
    return this.store.head();
  }

  /** Books a credit as a bank's request does. */
  async book(
    minor: bigint,
    references: Partial<PaymentReferences>,
    bank = KARACHI,
    more: Partial<Credit> = {},
  ): Promise<string> {
    const settlementId = randomUUID();
    const credit = {
      settlementId,
      bank,
      basis: 'booked-credit' as const,
      account: '1',
      references: { remittance: [], ...references },
      amount: usd(minor),
      bookedOn: '2026-03-30',
      valueDate: '2026-03-31',
      format: 'json',
      ...more,
    };
    const context = { actor: `bank:${bank}`, correlationId: randomUUID() };
    await aggregatesOn(this.store).settlements.handle(settlementId, bookingOf(credit), context);
    return settlementId;
  }

  /** Tells of a settlement, or an obligation, by a command of its own. */
  async command(
    of: 'settlements' | 'rates' | 'calendars',
    id: string,
    command: object,
    actor = 'operator:demo-operator',
  ) {
    const aggregates = aggregatesOn(this.store)[of] as { handle(...call: unknown[]): Promise<unknown> };
    await aggregates.handle(id, command, { actor, correlationId: randomUUID() });
  }

  /** Appends what another part of payments-settlement tells. */
  async append<Type extends EventType>(streamId: string, type: Type, data: EventDataOf<Type>): Promise<void> {
    const occurredAt = '2026-03-20T10:00:00+05:00';
    const schemaVersion = versionToAppend({ type, data });
    const participants = participantsOf(type, data, []);
    await this.store.append({
      streams: [
        {
          streamId,
          expectedVersion: 'any',
          events: [{ type, schemaVersion, occurredAt, data, participants }],
        },
      ],
      actor: 'bank:demo-bank-karachi',
      correlationId: randomUUID(),
    });
  }

  /** A bank tells of a payment that it is to make, by default Karachi's, with no more than is said. */
  instruct({
    paymentId = randomUUID(),
    ...told
  }: Pick<Instructed, 'references' | 'amount'> & Partial<Instructed>): Promise<void> {
    return this.append(`payment-${paymentId}`, 'PaymentInstructed', {
      paymentId,
      bank: KARACHI,
      charges: [],
      debtor: {},
      creditor: {},
      remittance: [],
      format: 'pacs.008.001.08',
      messageId: 'M-1',
      ...told,
    });
  }

  /** A person matches, or takes a match back, as an operator's request does. */
  async byHand(settlementId: string, obligationId: string, said: ByHand): Promise<void> {
    const aggregates = aggregatesOn(this.store);
    const handler = new MatchHandler(
      this.store,
      aggregates,
      new Rates({ store: this.store, pool: this.pool }, readRateSettings({})),
    );
    const caller = { participant: 'demo-operator', role: 'operator' as const, offices: [] };
    const request = { caller, correlationId: randomUUID() };
    const at = '2026-04-02T10:00:00+05:00';
    await handler.execute(
      new MatchRequest({ settlementId, obligationId }, said, 'seen by a person', at, request),
    );
  }

  /** Gives a part of it back as a bank's request does. @returns whether there was so much to give back. */
  async giveBack(settlementId: string, minor: bigint): Promise<boolean> {
    const handler = new ReturnHandler(new GiveBack(this.store, aggregatesOn(this.store)));
    const original = { settlementId, references: { remittance: [] } };
    const references = { accountServicerReference: randomUUID().slice(0, 35) };
    const days = { bookedOn: '2026-04-07', valueDate: '2026-04-07' };
    const data = returnOfBody({ amount: usd(minor), ...days, references }, original, days.bookedOn);
    const context = { actor: `bank:${KARACHI}`, correlationId: randomUUID() };
    try {
      await handler.execute(new ReturnRequest(settlementId, data, context));
      return true;
    } catch (error) {
      if (error instanceof Rejection && error.code === 'return-exceeds-settlement') return false;
      throw error;
    }
  }

  /**
   * Delivers the log behind `after`, and all that comes of it, as `picks` say; nothing of it may be a dead letter.
   * @param between happens before each delivery, and once where nothing is left to deliver.
   * @param atOnce events of a delivery.
   */
  async deliverAll(
    group: string,
    picks: readonly number[],
    after: number,
    between: (delivered: number) => Promise<unknown> = async () => undefined,
    atOnce = 1,
  ): Promise<void> {
    const consumer = processOn(this.pool, group);
    const rounds = [roundsOn(this.pool), namingRoundsOn(this.pool)];
    const goOn = async () => Math.max(...(await Promise.all(rounds.map((each) => each.step()))));
    const delivery = new Delivery((read) => this.log(read), picks, after);
    for (let delivered = 0; ; delivered += 1) {
      await between(delivered);
      const events: RecordedEvent[] = [];
      while (events.length < atOnce) {
        const event = await delivery.next();
        if (!event) break;
        events.push(event);
      }
      if (events.length > 0) await consumer.consume(events);
      // What is behind in it comes as soon as there is nothing else.
      else if ((await goOn()) === 0) break;
    }
    expect(await this.deadLetters()).toEqual([]);
  }

  async deadLetters(): Promise<readonly unknown[]> {
    return (await this.owner.query('SELECT position::int, reason FROM bus.dead_letters')).rows;
  }
}
