import type { LedgerParts } from '@corridor/nest-kit';
import type { PaymentsAggregates } from '../aggregates.js';
import { CreditList } from '../letters-of-credit/credit-list.js';
import { NamesOfLog } from '../naming/names-of-log.js';
import { OutgoingLog } from '../outgoing/outgoing-log.js';
import { PaymentList } from '../payments/payment-list.js';
import { RateList } from '../rates/rate-list.js';
import { Supervision } from '../supervision/supervision.js';
import { SettlementList } from './settlement-list.js';

/**
 * What the service makes of the log: one of each in a process, so that whoever waits for a list joins the step that is under way, and takes no
 * event in beside it.
 */
export class PaymentsLists {
  readonly settlements: SettlementList;
  readonly payments: PaymentList;
  readonly credits: CreditList;
  readonly rates: RateList;
  readonly outgoing: OutgoingLog;
  readonly names: NamesOfLog;
  readonly supervision: Supervision;

  constructor(
    { store, pool, onUnknownEvent }: Pick<LedgerParts, 'store' | 'pool' | 'onUnknownEvent'>,
    { lettersOfCredit }: Pick<PaymentsAggregates, 'lettersOfCredit'>,
  ) {
    this.settlements = new SettlementList(store, pool);
    this.payments = new PaymentList(store, pool);
    this.credits = new CreditList(store, lettersOfCredit, pool);
    this.rates = new RateList(store, pool);
    this.outgoing = new OutgoingLog(store, pool);
    this.names = new NamesOfLog(store, pool);
    this.supervision = new Supervision(store, pool, onUnknownEvent);
  }
}
