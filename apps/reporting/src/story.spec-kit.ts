import { currentVersionOf, participantsOf } from '@corridor/contracts';
import {
  type AllocationCommand,
  allocation,
  type CarriageCommand,
  type CaseCommand,
  type CommitmentCommand,
  type ConsignmentCommand,
  carriage,
  commitment,
  consignment,
  councilCase,
  type DeclarationLodged,
  declaration,
  dueDate,
  type FirmCommand,
  firm,
  type GoodsLine,
  invoice,
  type MilestoneCommand,
  milestone,
  obligation,
  type RouteCommand,
  route,
  type ServiceCommand,
  service,
  settlement,
  type TransitCommand,
  target,
  transit,
  type VisaCommand,
  visa,
} from '@corridor/domain';
import type { AppendRequest, EventStore, StreamAppend } from '@corridor/event-store';
import { type Decider, type DomainEvent, fold } from '@corridor/kernel';

/** A UUID for tests: the same number, the same id. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const EXPORTER = { participantId: 'textiles-faisalabad', name: 'Faisalabad Textiles', country: 'PK' };
export const IMPORTER = { participantId: 'trading-almaty', name: 'Almaty Trading', country: 'KZ' };
export const BANK = 'bank-karachi';

const usd = (amount: string) => ({ amount, currency: 'USD' });

export function line(lineNumber: number, hs6: string, amount: string, countryOfOrigin = 'PK'): GoodsLine {
  const goods = {
    hs6,
    description: 'goods',
    countryOfOrigin,
    netMassKg: '100',
    quantity: '100',
    unit: 'KGM',
  };
  return { lineNumber, ...goods, value: usd(amount) };
}

/**
 * A history that the real deciders tell: each call is a command, decided on what was told before. `appends` holds what they
 * led to, an append for each call.
 */
export class Story {
  readonly appends: (readonly StreamAppend[])[] = [];
  private readonly histories = new Map<string, DomainEvent<string, unknown>[]>();
  private readonly participants = new Map<string, readonly string[]>();

  declare(id: number, lines: readonly GoodsLine[], at: string, parties = [EXPORTER, IMPORTER]): void {
    const [exporter = EXPORTER, importer = IMPORTER] = parties;
    this.tell(consignment, `consignment-${uuid(id)}`, {
      type: 'DeclareConsignment',
      occurredAt: at,
      data: {
        consignmentId: uuid(id),
        exporter,
        importer,
        origin: 'PKLYP',
        destination: 'KZALA',
        incoterm: { rule: 'DAP', place: 'Almaty' },
        hsEdition: '2022',
        lines,
      },
    });
  }

  /** Any step of a commitment. */
  promise(command: CommitmentCommand): void {
    this.tell(commitment, `commitment-${command.data.commitmentId}`, command);
  }

  /** Links a consignment to a commitment by hand, or takes it out. */
  allocate(type: AllocationCommand['type'], id: number, commitmentId: string, occurredAt: string): void {
    const allocated = { kind: 'consignment', id: uuid(id) } as const;
    const data = { allocated, commitmentId, basis: 'hand', reason: 'told' } as const;
    this.tell(allocation, `allocation-${uuid(id)}`, { type, occurredAt, data });
  }

  /** Plans, opens, prices, suspends or revises a route. */
  road(command: RouteCommand): void {
    this.tell(route, `route-${command.data.routeId}`, command);
  }

  /** A step of one of the institutions' aggregates. */
  institution<Command, Event extends DomainEvent<string, unknown>, State>(
    decider: Decider<Command, Event, State>,
    streamId: string,
    command: Command,
  ): void {
    this.tell(decider, streamId, command);
  }

  /** Registers a firm, changes it, or suspends it. */
  enter(command: FirmCommand): void {
    this.tell(firm, `firm-${command.data.participantId}`, command);
  }

  /** Announces a service, starts it, or reports a departure. */
  serve(command: ServiceCommand): void {
    this.tell(service, `service-${command.data.serviceId}`, command);
  }

  /** Plans a milestone, plans it anew, or ends it. */
  build(command: MilestoneCommand): void {
    this.tell(milestone, `milestone-${command.data.milestoneId}`, command);
  }

  /** Says that a service carried goods, or that it did not. */
  carryBy(command: CarriageCommand): void {
    this.tell(carriage, `carriage-${command.data.consignmentId}-${command.data.from}`, command);
  }

  /** Contracts what is declared later, with a day to deliver by. */
  contract(id: number, deliverBy: string, at: string): void {
    this.tell(consignment, `consignment-${uuid(id)}`, {
      type: 'ContractConsignment',
      occurredAt: at,
      data: {
        consignmentId: uuid(id),
        contractNumber: `C-${id}`,
        signedOn: at.slice(0, 10),
        deliverBy,
        exporter: EXPORTER,
        importer: IMPORTER,
        incoterm: { rule: 'DAP', place: 'Almaty' },
        value: usd('1000.00'),
      },
    });
  }

  inspect(id: number, result: 'conforming' | 'discrepancy', at: string): void {
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'RecordInspection',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        inspectionId: uuid(id + 500_000),
        kind: 'physical',
        result,
        note: 'looked at',
      },
    });
  }

  dispatch(id: number, at: string, location = 'PKLYP'): void {
    const data = { consignmentId: uuid(id), location, transportMode: 'road' } as const;
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'DispatchConsignment', occurredAt: at, data });
  }

  checkpoint(id: number, at: string, location: string): void {
    const data = { consignmentId: uuid(id), location, movement: 'arrived' } as const;
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'RecordCheckpoint', occurredAt: at, data });
  }

  deliver(id: number, at: string): void {
    const data = { consignmentId: uuid(id), location: 'KZALA' };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'DeliverConsignment', occurredAt: at, data });
  }

  cancel(id: number, at: string): void {
    const data = { consignmentId: uuid(id), reason: 'called off' };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'CancelConsignment', occurredAt: at, data });
  }

  amend(id: number, lines: readonly GoodsLine[], at: string): void {
    const data = { consignmentId: uuid(id), reason: 'counted anew', lines };
    this.tell(consignment, `consignment-${uuid(id)}`, { type: 'AmendConsignment', occurredAt: at, data });
  }

  /** Any other step of a consignment. */
  step<Type extends ConsignmentCommand['type']>(
    id: number,
    occurredAt: string,
    {
      type,
      data,
    }: {
      readonly type: Type;
      readonly data: Omit<Extract<ConsignmentCommand, { type: Type }>['data'], 'consignmentId'>;
    },
  ): void {
    const command = {
      type,
      occurredAt,
      data: { consignmentId: uuid(id), ...data },
    } as unknown as ConsignmentCommand;
    this.tell(consignment, `consignment-${uuid(id)}`, command);
  }

  /** Without charges: the statistical value of a line is its invoice value. */
  lodge(
    id: number,
    of: number,
    flow: 'export' | 'import',
    lines: readonly GoodsLine[],
    at: string,
    more: Partial<DeclarationLodged['data']> = {},
  ): void {
    const reporter = more.reporter ?? (flow === 'export' ? 'PK' : 'KZ');
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'LodgeDeclaration',
      occurredAt: at,
      data: {
        declarationId: uuid(id),
        declarationNumber: `D-${id}`,
        consignmentId: uuid(of),
        flow,
        customsOffice: reporter === 'PK' ? 'PKKHI' : 'KZALA',
        reporter,
        acceptedOn: at.slice(0, 10),
        exporter: EXPORTER.participantId,
        importer: IMPORTER.participantId,
        procedure: { requested: flow === 'export' ? '10' : '40', previous: '00' },
        hsEdition: '2022',
        countryOfConsignment: 'PK',
        countryOfDestination: 'KZ',
        incoterm: { rule: 'DAP', place: 'Almaty' },
        charges: { freight: usd('0'), insurance: usd('0') },
        lines,
        ...more,
      },
    });
  }

  hold(id: number, of: number, holdId: string, at: string): void {
    const ids = { declarationId: uuid(id), consignmentId: uuid(of), holdId };
    const data = { ...ids, reason: 'inspection', note: 'to be looked at' } as const;
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'PlaceHold', occurredAt: at, data });
  }

  release(id: number, of: number, holdId: string, at: string): void {
    const data = { declarationId: uuid(id), consignmentId: uuid(of), holdId };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'ReleaseHold', occurredAt: at, data });
  }

  refuse(id: number, at: string): void {
    const data = { declarationId: uuid(id), reason: 'withdrawn', note: 'order withdrawn' } as const;
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'RefuseDeclaration', occurredAt: at, data });
  }

  /** @param acceptedOn The day of the lodgement, which the rate is of. */
  clear(id: number, acceptedOn: string, at: string): void {
    const exchangeRate = { usdPerUnit: '1', date: acceptedOn, source: 'par' };
    const data = { declarationId: uuid(id), exchangeRate };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'ClearDeclaration', occurredAt: at, data });
  }

  correct(id: number, lines: readonly GoodsLine[], at: string): void {
    const charges = { freight: usd('0'), insurance: usd('0') };
    const data = { declarationId: uuid(id), reason: 'weighed anew', lines, charges };
    this.tell(declaration, `declaration-${uuid(id)}`, { type: 'AmendDeclaration', occurredAt: at, data });
  }

  invalidate(id: number, at: string): void {
    const data = { declarationId: uuid(id), reason: 'order withdrawn' };
    this.tell(declaration, `declaration-${uuid(id)}`, {
      type: 'InvalidateDeclaration',
      occurredAt: at,
      data,
    });
  }

  /** Registers an invoice and attaches it, in one append. */
  charge(id: number, of: number, amount: string, at: string): void {
    this.tellTogether(() => {
      this.tell(invoice, `invoice-${uuid(id)}`, {
        type: 'RegisterInvoice',
        occurredAt: at,
        data: {
          invoiceId: uuid(id),
          invoiceNumber: `INV-${id}`,
          consignmentId: uuid(of),
          creditor: EXPORTER,
          debtor: IMPORTER,
          creditorBank: BANK,
          amount: usd(amount),
          issuedOn: at.slice(0, 10),
          terms: { method: 'open-account', trigger: 'dispatch', days: 30 },
        },
      });
      const data = { consignmentId: uuid(of), invoiceId: uuid(id) };
      this.tell(consignment, `consignment-${uuid(of)}`, { type: 'AttachInvoice', occurredAt: at, data });
    });
  }

  owe(id: number, of: number, amount: string, at: string): void {
    const termsStartedOn = at.slice(0, 10);
    this.tell(obligation, `obligation-${uuid(id)}`, {
      type: 'RaiseObligation',
      occurredAt: at,
      data: {
        obligationId: uuid(id),
        invoiceId: uuid(id),
        invoiceNumber: `INV-${id}`,
        consignmentId: uuid(of),
        creditor: EXPORTER.participantId,
        debtor: IMPORTER.participantId,
        creditorBank: BANK,
        amount: usd(amount),
        method: 'open-account',
        trigger: 'dispatch',
        termsStartedOn,
        dueOn: dueDate(termsStartedOn, 30),
      },
    });
  }

  /** Money is booked, and pays an obligation as far as it goes. */
  pay(settlementId: number, id: number, of: number, amount: string, at: string): void {
    const stream = `settlement-${uuid(settlementId)}`;
    const valueDate = at.slice(0, 10);
    this.tell(settlement, stream, {
      type: 'BookSettlement',
      occurredAt: at,
      data: {
        settlementId: uuid(settlementId),
        bank: BANK,
        basis: 'booked-credit',
        account: 'PK36SCBL0000001123456702',
        references: { remittance: [`INV-${id}`] },
        amount: usd(amount),
        bookedOn: valueDate,
        valueDate,
        format: 'json',
      },
    });
    this.tellTogether(() => {
      const ids = { obligationId: uuid(id), invoiceId: uuid(id), consignmentId: uuid(of) };
      const data = { ...ids, amount: usd(amount), by: 'remittance' } as const;
      this.tell(settlement, stream, { type: 'AllocateSettlement', occurredAt: at, data });
      this.tell(obligation, `obligation-${uuid(id)}`, {
        type: 'ApplyPayment',
        occurredAt: at,
        data: { settlementId: uuid(settlementId), amount: usd(amount), valueDate },
      });
    });
  }

  /** The consignment learns that an invoice is paid in full. */
  settle(id: number, of: number, settledOn: string, at: string): void {
    const data = { ...this.toldBy(id, of), settledOn };
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'SettleInvoice', occurredAt: at, data });
  }

  /** Its creditor takes an invoice back, and the consignment learns of it. */
  withdraw(id: number, of: number, at: string): void {
    const ids = { consignmentId: uuid(of), invoiceId: uuid(id) };
    this.tell(obligation, `obligation-${uuid(id)}`, {
      type: 'WithdrawInvoice',
      occurredAt: at,
      data: {
        ...ids,
        obligationId: uuid(id),
        creditor: EXPORTER.participantId,
        debtor: IMPORTER.participantId,
        creditorBank: BANK,
        withdrawnOn: at.slice(0, 10),
        reason: 'Sent twice',
      },
    });
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'DetachInvoice', occurredAt: at, data: ids });
  }

  /** A bank gives a payment of an invoice back, a part of it or all. */
  giveBack(settlementId: number, id: number, amount: string, at: string): void {
    const valueDate = at.slice(0, 10);
    const back = { returnId: uuid(settlementId + 100_000), amount: usd(amount), valueDate };
    this.tellTogether(() => {
      this.tell(settlement, `settlement-${uuid(settlementId)}`, {
        type: 'ReturnSettlement',
        occurredAt: at,
        data: { ...back, bookedOn: valueDate, references: { remittance: [] }, format: 'json' },
      });
      this.tell(obligation, `obligation-${uuid(id)}`, {
        type: 'ReturnPayment',
        occurredAt: at,
        data: { settlementId: uuid(settlementId), ...back },
      });
    });
  }

  /** The consignment learns that a payment was returned. */
  reopen(id: number, of: number, outstanding: string, paid: string, at: string): void {
    const data = { ...this.toldBy(id, of), outstanding: usd(outstanding), paid: usd(paid) };
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'ReturnInvoicePayment', occurredAt: at, data });
  }

  /** Of an invoice, in the version that its obligation has come to. */
  private toldBy(id: number, of: number) {
    const obligationVersion = this.histories.get(`obligation-${uuid(id)}`)?.length ?? 1;
    return { consignmentId: uuid(of), invoiceId: uuid(id), obligationVersion };
  }

  aim(targetId: string, amount: string, at: string): void {
    const pair = { reporter: 'PK', partner: 'KZ' };
    const data = { targetId, ...pair, yearlyAmount: usd(amount), dueOn: '2030-12-31', source: 'a summit' };
    this.tell(target, `target-${targetId}`, { type: 'SetTarget', occurredAt: at, data });
  }

  /** Opens a transit of 100 kg from Karachi to Almaty, 400.00 rupees at risk. */
  carry(id: number, at: string, dueBy: string, goods = ['100']): void {
    this.transitStep(id, {
      type: 'OpenTransit',
      occurredAt: at,
      data: {
        transitId: uuid(id),
        transitNumber: `T-${id}`,
        guaranteeId: uuid(9),
        guarantor: BANK,
        principal: EXPORTER,
        carrier: EXPORTER,
        vehicle: { mode: 'road', registration: 'TLA-118' },
        goods: goods.map((netMassKg) => ({
          hs6: '851712',
          description: 'goods',
          netMassKg,
          value: usd('1000.00'),
        })),
        dutyAtRisk: { amount: '400.00', currency: 'PKR' },
        officeOfDeparture: 'PKKHI',
        officeOfDestination: 'KZALA',
        itinerary: [{ location: 'PKTOR', dueBy }],
        dueBy,
      },
    });
  }

  transitStep(id: number, command: TransitCommand): void {
    this.tell(transit, `transit-${uuid(id)}`, command);
  }

  caseStep(id: number, command: CaseCommand): void {
    this.tell(councilCase, `case-${uuid(id)}`, command);
  }

  /** Any step of an application for a visa. */
  visaStep(command: VisaCommand): void {
    this.tell(visa, `visa-${command.data.visaId}`, command);
  }

  private tell<Command, Event extends DomainEvent<string, unknown>, State>(
    decider: Decider<Command, Event, State>,
    streamId: string,
    command: Command,
  ): void {
    // The stream holds what this decider told, and nothing else.
    const history = (this.histories.get(streamId) ?? []) as Event[];
    const events = decider.decide(command, fold(decider, history));
    if (events.length === 0) return;
    this.histories.set(streamId, [...history, ...events]);
    const toAppend = events.map((event) => {
      // Whoever the first event of a stream names takes part in all that follow.
      const participants = participantsOf(event.type, event.data, this.participants.get(streamId));
      this.participants.set(streamId, participants);
      return { ...event, schemaVersion: currentVersionOf(event.type), participants };
    });
    this.appends.push([{ streamId, expectedVersion: history.length, events: toAppend }]);
  }

  private tellTogether(tell: () => void): void {
    const before = this.appends.length;
    tell();
    this.appends.push(this.appends.splice(before).flat());
  }
}

/** Appends what a story led to, as the ledger's owner. */
export async function record(
  store: EventStore,
  appends: readonly (readonly StreamAppend[])[],
  more: Partial<AppendRequest> = {},
): Promise<void> {
  for (const streams of appends) {
    await store.append({ streams, actor: 'operator:test', correlationId: uuid(0), ...more });
  }
}
