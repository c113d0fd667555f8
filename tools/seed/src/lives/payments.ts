import {
  allocate,
  bankingDayFrom,
  type ConsignmentCommand,
  type Drawing,
  dueDate,
  type InvoiceRegistered,
  isAmbiguous,
  type ObligationCommand,
  type ObligationEvent,
  type ObligationState,
  obligation,
  partiesOfObligation,
  type SettlementBooked,
  type SettlementCommand,
  type SettlementEvent,
  type SettlementState,
  settlement,
  waitsForPerson,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import { publishedCalendar } from '@corridor/reference-data';
import { type Cause, type FollowUp, laterOf, type Performed } from './performed.js';
import { type Append, participants, Stream } from './stream.js';

const PROCESS = 'process:payments-settlement';

interface Owed {
  readonly stream: Stream<ObligationCommand, ObligationEvent, ObligationState>;
  readonly occurredAt: string;
}

interface Paid {
  readonly stream: Stream<SettlementCommand, SettlementEvent, SettlementState>;
  readonly occurredAt: string;
}

/** What is owed and paid for one consignment, as payments-settlement and its process manager decide it. */
export class Payments {
  private readonly owed = new Map<string, Owed>();
  private readonly paid = new Map<string, Paid>();
  /** What banks drew money for, by the UETR that they paid it with. */
  private readonly drawings = new Map<string, Drawing>();

  /** A bank paid a drawing under a letter of credit: what is booked with its UETR is for that. */
  drawn(uetr: string, drawing: Drawing): void {
    this.drawings.set(uetr, drawing);
  }

  /** A bank's request to book a credit. Of the moment a bank tells the day only. */
  book(data: Omit<SettlementBooked['data'], 'postings'>, cause: Cause): Performed {
    const { settlementId, bank, bookedOn } = data;
    const stream = new Stream('settlement', settlementId, settlement, [bank]);
    const occurredAt = `${bookedOn}T00:00:00+05:00`;
    const append = stream.decide({ type: 'BookSettlement', occurredAt, data });
    if (!append) throw new Error(`${settlementId} was booked before.`);
    this.paid.set(settlementId, { stream, occurredAt });
    return {
      streams: [append],
      actor: `bank:${bank}`,
      correlationId: cause.correlationId,
      followUps: [{ do: 'match-settlement', settlementId, cause }],
    };
  }

  /** A bank's request to book a return: one append over the settlement and all that it pays no longer. */
  giveBack(
    settlementId: string,
    data: Extract<SettlementCommand, { type: 'ReturnSettlement' }>['data'],
    cause: Cause,
  ): Performed {
    const paid = this.paid.get(settlementId);
    const occurredAt = `${data.bookedOn}T00:00:00+05:00`;
    const append = paid?.stream.decide({ type: 'ReturnSettlement', occurredAt, data });
    const [event] = append?.events ?? [];
    if (!append || event?.type !== 'SettlementReturned')
      throw new Error(`${settlementId} cannot be returned.`);
    const { returnId, valueDate, bank, takenBack } = event.data;
    const payments = takenBack.flatMap(({ obligationId, amount }) => {
      const back = { settlementId, returnId, amount, valueDate };
      const owed = this.owed.get(obligationId)?.stream;
      return owed?.decide({ type: 'ReturnPayment', occurredAt, data: back }) ?? [];
    });
    const { position, correlationId } = cause;
    const matching = takenBack.map(
      ({ obligationId }, index): FollowUp => ({
        do: 'match-obligation',
        obligationId,
        cause: { position: position + index, correlationId },
      }),
    );
    return {
      streams: [...payments, append],
      actor: `bank:${bank}`,
      correlationId,
      followUps: [...toldInvoices(payments, cause, position), ...matching],
    };
  }

  /** The terms of an invoice are met: the obligation arises, with the id of its invoice. */
  raise(
    {
      invoice,
      termsStartedOn,
      dueOn,
      occurredAt,
      cause,
    }: {
      readonly invoice: InvoiceRegistered['data'];
      readonly termsStartedOn: string;
      readonly dueOn?: string;
      readonly occurredAt: string;
      readonly cause: Cause;
    },
    position: number,
  ): Performed | undefined {
    const { invoiceId, invoiceNumber, consignmentId, creditor, debtor, creditorBank, amount, terms } =
      invoice;
    const sides = { creditor: creditor.participantId, debtor: debtor.participantId, creditorBank };
    const stream = new Stream(
      'obligation',
      invoiceId,
      obligation,
      participants(sides.creditor, sides.debtor, creditorBank),
    );
    const append = stream.decide({
      type: 'RaiseObligation',
      occurredAt,
      data: {
        obligationId: invoiceId,
        invoiceId,
        invoiceNumber,
        consignmentId,
        ...sides,
        creditorName: creditor.name,
        debtorName: debtor.name,
        amount,
        method: terms.method,
        ...(terms.letterOfCreditId !== undefined && { letterOfCreditId: terms.letterOfCreditId }),
        trigger: terms.trigger,
        termsStartedOn,
        dueOn:
          dueOn === undefined
            ? dueDate(termsStartedOn, terms.days)
            : bankingDayFrom(dueOn, [publishedCalendar(creditor.country)]),
      },
    });
    if (!append) return undefined;
    this.owed.set(invoiceId, { stream, occurredAt });
    const { correlationId } = cause;
    return {
      ...byProcess(cause),
      streams: [append],
      followUps: [{ do: 'match-obligation', obligationId: invoiceId, cause: { position, correlationId } }],
    };
  }

  /** A booked credit pays what it names; what is left waits in suspense. */
  matchSettlement(settlementId: string, cause: Cause, position: number): Performed | undefined {
    const paying = this.paid.get(settlementId);
    return paying && this.pay(paying, [...this.owed.values()], cause, position);
  }

  /** A new obligation is paid by what waits for it, the first booked first. */
  matchObligation(obligationId: string, cause: Cause, position: number): Performed | undefined {
    const owed = this.owed.get(obligationId);
    if (!owed) return undefined;
    for (const paying of this.paid.values()) {
      const performed = this.pay(paying, [owed], cause, position);
      if (!performed) continue;
      // There may be more that waits for it: asked again until nothing comes of it.
      const again: FollowUp = { do: 'match-obligation', obligationId, cause };
      return { ...performed, followUps: [...performed.followUps, again] };
    }
    return undefined;
  }

  /** One append over a settlement and all that it pays. */
  private pay(
    paying: Paid,
    owed: readonly Owed[],
    cause: Cause,
    firstPosition: number,
  ): Performed | undefined {
    const before = paying.stream.state;
    if (before.status !== 'booked' || waitsForPerson(before)) return undefined;
    const { settlementId, bank, references, valueDate } = before.settlement;
    const payable = new Map<string, Owed>();
    const open = owed.flatMap((each) => {
      const { state } = each.stream;
      if (state.status !== 'open' || state.settlementIds.includes(settlementId)) return [];
      payable.set(state.obligation.obligationId, each);
      return [{ ...state.obligation, outstanding: state.outstanding }];
    });
    const commands: SettlementCommand[] = [];
    const payments: Append<ObligationEvent>[] = [];
    let lastAt = paying.occurredAt;
    const [paid] = before.obligationIds;
    const first = paid === undefined ? undefined : this.owed.get(paid)?.stream.state;
    const creditor = first && partiesOfObligation(first)?.creditor;
    const drawing = references.uetr === undefined ? undefined : this.drawings.get(references.uetr);
    const drawings = drawing && [drawing];
    const money = { bank, references, unallocated: before.unallocated, creditor, drawings };
    for (const { obligationId, amount, by } of allocate(money, open)) {
      const found = payable.get(obligationId);
      if (found?.stream.state.status !== 'open') continue;
      const { invoiceId, consignmentId } = found.stream.state.obligation;
      const occurredAt = laterOf(paying.occurredAt, found.occurredAt);
      lastAt = laterOf(lastAt, occurredAt);
      const again = before.obligationIds.includes(obligationId) && ({ again: true } as const);
      commands.push({
        type: 'AllocateSettlement',
        occurredAt,
        data: { obligationId, invoiceId, consignmentId, amount, by, ...again },
      });
      const payment = { settlementId, amount, valueDate };
      const append = found.stream.decide({ type: 'ApplyPayment', occurredAt, data: payment });
      if (append) payments.push(append);
    }
    commands.push({
      type: 'SuspendSettlement',
      occurredAt: lastAt,
      data: isAmbiguous(money, open) ? { because: 'ambiguous' } : {},
    });
    const append = paying.stream.decide(...commands);
    if (!append) return undefined;
    return {
      ...byProcess(cause),
      streams: [append, ...payments],
      followUps: toldInvoices(payments, cause, firstPosition + append.events.length),
    };
  }
}

function byProcess({ position, correlationId }: Cause) {
  return { actor: PROCESS, correlationId, causationId: position };
}

/** What the process manager of trade makes of obligations that are paid, or owed again. */
function toldInvoices(
  appends: readonly Append<ObligationEvent>[],
  { correlationId }: Cause,
  firstPosition: number,
): readonly FollowUp[] {
  const told = appends.flatMap(({ events, expectedVersion }) =>
    events.map((event, index) => ({ event, version: expectedVersion + index + 1 })),
  );
  return told.flatMap(({ event, version }, index): FollowUp[] => {
    const command = toldOf(event, version);
    const cause = { position: firstPosition + index, correlationId };
    return command ? [{ do: 'tell-consignment', command, cause }] : [];
  });
}

function toldOf(event: ObligationEvent, obligationVersion: number): ConsignmentCommand | undefined {
  const { occurredAt } = event;
  const { consignmentId, invoiceId } = event.data;
  const told = { consignmentId, invoiceId, obligationVersion };
  switch (event.type) {
    case 'ObligationArisen':
      return undefined;
    case 'InvoiceWithdrawn':
      return { type: 'DetachInvoice', occurredAt, data: { consignmentId, invoiceId } };
    case 'ObligationPartSettled': {
      const { outstanding } = event.data;
      return { type: 'PayInvoiceInPart', occurredAt, data: { ...told, outstanding } };
    }
    case 'ObligationSettled': {
      const { valueDate, settledOn = valueDate } = event.data;
      return { type: 'SettleInvoice', occurredAt, data: { ...told, settledOn } };
    }
    case 'PaymentReturned':
    case 'PaymentUnmatched': {
      const { outstanding, paid } = event.data;
      return { type: 'ReturnInvoicePayment', occurredAt, data: { ...told, outstanding, paid } };
    }
    default:
      return never(event);
  }
}
