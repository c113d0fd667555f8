import { dueDate, invoice, obligation, type SettlementCommand, settlement } from '@corridor/domain';
import { Rejection, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import { Teller, uuid } from '../teller.spec-kit.js';

const OBLIGATIONS = 5;
const CREDITS = 4;
const AT = '2026-03-01T10:00:00+05:00';
type Currency = 'USD' | 'PKR' | 'KZT';

const day = fc.constantFrom('2026-01-30', '2026-02-10', '2026-02-28', '2026-03-01', '2026-03-15');
const bank = fc.constantFrom('bank-karachi', 'bank-almaty');
const agent = fc.option(fc.constantFrom('DEMOKZKA', 'DEMOKZKA123', 'DEMOUZ22XXX'), { nil: undefined });
const currency = fc.constantFrom<Currency>('PKR', 'USD', 'KZT');
/** In minor units; small, so that much is paid in full. */
const minor = fc.constantFrom(50n, 100n, 100n, 150n, 200n);

const owed = fc.record({
  bank,
  currency,
  minor,
  startedOn: day,
  days: fc.constantFrom(0, 30),
  countries: fc.constantFrom(['PK', 'KZ'] as const, ['PK', 'DE'] as const, ['DE', 'FR'] as const),
});
const credit = fc.record({
  bank,
  currency,
  minor,
  basis: fc.constantFrom('booked-credit' as const, 'status-accc' as const),
  debtorAgent: agent,
  valueDate: day,
  isRateKnown: fc.boolean(),
});
const step = fc.record({
  kind: fc.constantFrom(
    ...['match', 'match', 'match', 'unmatch', 'give back', 'give back', 'entry', 'entry', 'agent', 'fees'],
    ...['withdraw', 'why given back', 'why given back', 'services', 'no services'],
  ),
  credit: fc.nat(CREDITS - 1),
  obligation: fc.nat(OBLIGATIONS - 1),
  minor,
  valueDate: day,
  debtorAgent: agent,
  isRateKnown: fc.boolean(),
  reason: fc.option(fc.constantFrom('AC04', 'CUST'), { nil: undefined }),
});
/** What is owed, what is booked, and what is told of both in turn: some of it is refused, and not told. */
export const settledPlan = fc.record({
  obligations: fc.array(owed, { minLength: OBLIGATIONS, maxLength: OBLIGATIONS }),
  credits: fc.array(credit, { minLength: CREDITS, maxLength: CREDITS }),
  /** What is booked only when a step first tells of it. */
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
});
type SettledPlan = typeof settledPlan extends fc.Arbitrary<infer Value> ? Value : never;
type Step = SettledPlan['steps'][number];

const plain = { obligation: 0, minor: 100n, valueDate: '2026-03-01', isRateKnown: true } as const;
const of = (credit: number, kind: string): Step => ({
  ...{ ...plain, credit, kind },
  debtorAgent: undefined,
  reason: kind === 'why given back' ? 'AC04' : undefined,
});

/** What is drawn seldom: a return of which the reason and the rest are told later, services that are paid and are not, an invoice that is withdrawn. */
export const RARE_PLAN: SettledPlan = {
  obligations: Array.from({ length: OBLIGATIONS }, () => ({
    ...{ bank: 'bank-karachi', currency: 'USD', minor: 200n, startedOn: '2026-02-10', days: 30 },
    countries: ['PK', 'KZ'] as const,
  })),
  credits: Array.from({ length: CREDITS }, () => ({
    ...{ bank: 'bank-karachi', currency: 'USD', minor: 200n, valueDate: '2026-03-01' },
    ...{ basis: 'booked-credit', debtorAgent: undefined, isRateKnown: true },
  })),
  steps: [
    ...['give back', 'give back', 'why given back'].map((kind) => of(0, kind)),
    ...['services', 'no services'].map((kind) => of(1, kind)),
    { ...of(2, 'withdraw'), obligation: 1 },
  ],
};

const idOf = (at: number): string => uuid(1 + at);
const obligationIds = (at: number) => ({
  obligationId: idOf(at),
  invoiceId: uuid(100 + at),
  consignmentId: uuid(200),
});
const settlementId = (at: number): string => uuid(300 + at);

/** Tells a plan by the real deciders. */
export class SettledStory extends Teller {
  private readonly booked = new Set<number>();
  private readonly arisen = new Set<number>();
  /** Returns of each credit that were not refused. */
  private readonly returned = new Map<number, readonly string[]>();

  constructor(private readonly plan: SettledPlan) {
    super();
    for (const [at, told] of plan.steps.entries()) this.take(told, at);
  }

  private take(told: Step, at: number): void {
    this.arise(told.obligation);
    this.book(told.credit);
    try {
      if (told.kind === 'withdraw') this.withdraw(told.obligation);
      else this.tell(settlement, `settlement-${settlementId(told.credit)}`, this.commandOf(told, at));
      if (told.kind === 'give back')
        this.returned.set(told.credit, [...this.returnsOf(told), uuid(1_000 + at)]);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }

  private arise(at: number): void {
    const owed = this.plan.obligations[at];
    if (!owed || this.arisen.has(at)) return;
    this.arisen.add(at);
    const [creditor = 'PK', debtor = 'KZ'] = owed.countries;
    const { invoiceId, consignmentId } = obligationIds(at);
    const amount = toMoneyJson({ minor: owed.minor, currency: owed.currency });
    const party = (name: string, country: string) => ({ participantId: name, name, country });
    this.tell(invoice, `invoice-${invoiceId}`, {
      type: 'RegisterInvoice',
      occurredAt: AT,
      data: {
        invoiceId,
        invoiceNumber: `INV-${at}`,
        consignmentId,
        creditor: party('mills', creditor),
        debtor: party('stores', debtor),
        creditorBank: owed.bank,
        amount,
        issuedOn: owed.startedOn,
        terms: { method: 'open-account', trigger: 'dispatch', days: owed.days },
      },
    });
    this.tell(obligation, `obligation-${idOf(at)}`, {
      type: 'RaiseObligation',
      occurredAt: AT,
      data: {
        ...obligationIds(at),
        invoiceNumber: `INV-${at}`,
        creditor: 'mills',
        debtor: 'stores',
        creditorBank: owed.bank,
        amount,
        method: 'open-account',
        trigger: 'dispatch',
        termsStartedOn: owed.startedOn,
        dueOn: dueDate(owed.startedOn, owed.days),
      },
    });
  }

  private withdraw(at: number): void {
    const owed = this.plan.obligations[at];
    const parties = { creditor: 'mills', debtor: 'stores', creditorBank: owed?.bank ?? '' };
    this.tell(obligation, `obligation-${idOf(at)}`, {
      type: 'WithdrawInvoice',
      occurredAt: AT,
      data: { ...obligationIds(at), ...parties, withdrawnOn: '2026-04-01', reason: 'Invoiced by mistake' },
    });
  }

  private returnsOf({ credit }: Step): readonly string[] {
    return this.returned.get(credit) ?? [];
  }

  private book(at: number): void {
    const credit = this.plan.credits[at];
    if (!credit || this.booked.has(at)) return;
    this.booked.add(at);
    const { bank, basis, debtorAgent, valueDate } = credit;
    const amount = toMoneyJson({ minor: credit.minor, currency: credit.currency });
    this.tell(settlement, `settlement-${settlementId(at)}`, {
      type: 'BookSettlement',
      occurredAt: AT,
      data: {
        settlementId: settlementId(at),
        bank,
        basis,
        account: 'PK36DEMO0000001123456702',
        references: { remittance: [] },
        amount,
        ...worth(credit),
        ...(debtorAgent !== undefined && { debtorAgent }),
        bookedOn: valueDate,
        valueDate,
        format: 'json',
      },
    });
  }

  private commandOf(told: Step, at: number): SettlementCommand {
    const { kind, valueDate, minor, debtorAgent } = told;
    const { currency = 'USD' } = this.plan.credits[told.credit] ?? {};
    const owed = this.plan.obligations[told.obligation]?.currency ?? 'USD';
    const ids = obligationIds(told.obligation);
    const amount = toMoneyJson({ minor, currency });
    const origin = { references: { remittance: [] }, format: 'json', messageId: `M-${at}` };
    switch (kind) {
      case 'unmatch':
        return {
          type: 'UnmatchSettlement',
          occurredAt: AT,
          data: { obligationId: ids.obligationId, because: 'entry-less', reason: 'Less came' },
        };
      case 'give back':
        return {
          type: 'ReturnSettlement',
          occurredAt: AT,
          data: {
            ...origin,
            ...(told.reason !== undefined && { reason: told.reason }),
            // A part, so that more can go back.
            amount: toMoneyJson({ minor: minor / 2n, currency }),
            ...{ returnId: uuid(1_000 + at), bookedOn: valueDate, valueDate },
          },
        };
      case 'why given back': {
        const [returnId = uuid(999), restId] = this.returnsOf(told);
        return {
          type: 'ConfirmSettlement',
          occurredAt: AT,
          data: {
            ...{ ...origin, returnId },
            ...(told.reason !== undefined && { reason: told.reason }),
            ...(restId !== undefined && told.isRateKnown && { restId }),
          },
        };
      }
      case 'services':
        return {
          type: 'MatchServiceContract',
          occurredAt: AT,
          data: { serviceContractId: uuid(900), provider: 'mills', amount, reason: 'Freight' },
        };
      case 'no services':
        return {
          type: 'UnmatchServiceContract',
          occurredAt: AT,
          data: { serviceContractId: uuid(900), takenBackOn: '2026-04-01', reason: 'Not freight' },
        };
      case 'agent':
        return {
          type: 'ConfirmSettlement',
          occurredAt: AT,
          data: { ...origin, ...(debtorAgent !== undefined && { debtorAgent }) },
        };
      case 'entry':
        return {
          type: 'ConfirmSettlement',
          occurredAt: AT,
          data: {
            ...origin,
            basis: 'booked-credit',
            amount,
            ...worth({ ...told, currency }),
            bookedOn: valueDate,
            valueDate,
            chargeBearer: 'CRED',
          },
        };
      default:
        return {
          type: 'AllocateSettlement',
          occurredAt: AT,
          data: {
            ...ids,
            amount,
            by: 'manual',
            ...(kind === 'fees' && owed === currency && { fees: toMoneyJson({ minor: 50n, currency }) }),
            ...(owed !== currency && converted(told, currency, owed)),
          },
        };
    }
  }
}

/** What is owed in another currency is settled as far as the plan says. */
function converted({ minor, isRateKnown }: Step, from: Currency, to: Currency) {
  const settled = toMoneyJson({ minor: isRateKnown ? minor : 100n, currency: to });
  return { settled, exchange: exchangeOf(from, to) };
}

function exchangeOf(from: Currency, to: Currency) {
  const rate = '2.5';
  const leg = { base: from, quote: to, rate, on: '2026-01-30', source: 'sbp', inverse: false };
  return { from, to, rate, legs: [leg] };
}

/** In US dollars, at cents that leave a rest when they are shared out. */
function worth({
  minor,
  currency,
  isRateKnown,
}: {
  minor: bigint;
  currency: Currency;
  isRateKnown: boolean;
}) {
  if (currency === 'USD' || !isRateKnown) return {};
  return {
    usd: {
      amount: toMoneyJson({ minor: (minor * 7n) / 3n, currency: 'USD' }),
      exchange: exchangeOf(currency, 'USD'),
    },
  };
}
