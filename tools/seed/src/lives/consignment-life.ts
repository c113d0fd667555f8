import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  type ConsignmentState,
  consignment,
  coverageOf,
  type DeclarationEvent,
  type LetterOfCreditEvent,
} from '@corridor/domain';
import { never, toMoneyJson } from '@corridor/kernel';
import { type Firm, partyOf } from '../corridor/firms.js';
import { DAY_MS, localDay, localTime } from '../corridor/local-time.js';
import { type ConsignmentPlan, totalOf } from '../plan/consignment-plan.js';
import type { CreditPlan, InvoicePlan, Step } from '../plan/steps.js';
import type { Random } from '../random.js';
import { creditOf, returnOf } from './booked.js';
import { Customs } from './customs.js';
import { Invoices } from './invoices.js';
import { Letter } from './letters.js';
import { Payments } from './payments.js';
import type { Cause, FollowUp, Performed } from './performed.js';
import type { Serials } from './serials.js';
import { type Append, participants, Stream } from './stream.js';

const CUSTOMS = 'customs:demo-customs';
const TRADE_PROCESS = 'process:trade-events';
const PAYMENTS_PROCESS = 'process:payments-settlement';

/** A contract of sale. */
export interface Contract {
  readonly contractNumber: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn: string;
}

/** Contracts of sale that goods are sent under. */
export interface Contracts {
  contractFor(exporter: Firm, importer: Firm, hs6: string, ms: number): Contract | undefined;
}

/** One consignment while it lives: turns what is planned into the appends that the services would have made. */
export class ConsignmentLife {
  private readonly goods: Stream<ConsignmentCommand, ConsignmentEvent, ConsignmentState>;
  private readonly customs: Customs;
  private readonly invoices: Invoices;
  private readonly payments = new Payments();
  private readonly letter: Letter | undefined;
  /** Position of the last event of its letter of credit. */
  private letterPosition = 0;
  /** Of the steps that are drawn beside the rest. */
  private readonly own: Random;

  constructor(
    readonly plan: ConsignmentPlan,
    private readonly random: Random,
    serials: Serials,
    private readonly contracts: Contracts,
  ) {
    this.own = random.beside(0xa12);
    const sides = participants(plan.exporter.id, plan.importer.id);
    this.goods = new Stream('consignment', plan.consignmentId, consignment, sides);
    this.customs = new Customs(plan, sides, serials);
    this.invoices = new Invoices(plan, serials);
    this.letter = plan.letter && new Letter(plan.letter, plan.exporter, plan.importer);
  }

  /** A request of a firm, of customs or of a bank, or what a day brings about; the first event that it leads to will stand at `position`. */
  perform(step: Step, position: number): Performed | undefined {
    const cause = { position, correlationId: (step.beside ? this.own : this.random).uuid() };
    const occurredAt = localTime(step.place, step.occurredMs);
    const { plan } = this;
    const { consignmentId, exporter, importer } = plan;
    const ids = { consignmentId };
    const location = step.place;
    switch (step.do) {
      case 'declare': {
        const hs6 = plan.declaredLines[0]?.hs6 ?? '';
        const contract =
          plan.series === undefined
            ? this.contracts.contractFor(exporter, importer, hs6, step.occurredMs)
            : undefined;
        const parties = { exporter: partyOf(exporter), importer: partyOf(importer), incoterm: plan.incoterm };
        const data = {
          ...ids,
          ...parties,
          origin: exporter.place,
          destination: importer.place,
          hsEdition: '2022' as const,
          ...(contract && { contractNumber: contract.contractNumber }),
          lines: plan.declaredLines,
        };
        const declare = { type: 'DeclareConsignment', occurredAt, data } as const;
        if (!contract) return this.move([declare], traderOf(exporter), cause);
        const deliverBy = localDay(exporter.place, step.occurredMs + plan.deliverWithinDays * DAY_MS);
        const sale = {
          ...ids,
          ...contract,
          ...parties,
          deliverBy,
          value: toMoneyJson(totalOf(plan.declaredLines)),
        };
        const agree = { type: 'ContractConsignment', occurredAt, data: sale } as const;
        return this.move([agree, declare], traderOf(exporter), cause);
      }
      case 'amend': {
        const data = { ...ids, reason: step.reason, lines: plan.lines };
        return this.move([{ type: 'AmendConsignment', occurredAt, data }], traderOf(exporter), cause);
      }
      case 'cancel': {
        const data = { ...ids, reason: step.reason };
        return this.move([{ type: 'CancelConsignment', occurredAt, data }], traderOf(exporter), cause);
      }
      case 'invoice':
        return this.invoice(step.invoice, occurredAt, cause);
      case 'dispatch': {
        const data = { ...ids, location, transportMode: plan.mode };
        const shipped = { ...ids, shippedOn: occurredAt.slice(0, 10), location };
        const followUps = [
          ...this.invoices.reached('dispatch', occurredAt, cause),
          ...this.toLetter({ type: 'TakeUpShipment', occurredAt, data: shipped }, cause),
        ];
        return this.move(
          [{ type: 'DispatchConsignment', occurredAt, data }],
          traderOf(exporter),
          cause,
          followUps,
        );
      }
      case 'transload': {
        const data = { ...ids, location, from: step.from, to: step.to };
        return this.move([{ type: 'TransloadConsignment', occurredAt, data }], traderOf(exporter), cause);
      }
      case 'scan': {
        const data = { ...ids, location, movement: step.movement };
        const actor = step.byCustoms ? CUSTOMS : traderOf(exporter);
        return this.move([{ type: 'RecordCheckpoint', occurredAt, data }], actor, cause);
      }
      case 'deliver': {
        const data = { ...ids, location };
        const followUps = this.invoices.reached('delivery', occurredAt, cause);
        return this.move(
          [{ type: 'DeliverConsignment', occurredAt, data }],
          traderOf(importer),
          cause,
          followUps,
        );
      }
      case 'attach-paper': {
        const document = plan.letter?.transportDocument;
        if (!document) return undefined;
        const taken = { ...ids, document };
        return this.move(
          [{ type: 'AttachDocument', occurredAt, data: { ...ids, ...document } }],
          traderOf(exporter),
          cause,
          this.toLetter({ type: 'TakeUpTransportDocument', occurredAt, data: taken }, cause),
        );
      }
      case 'letter':
        return this.ofLetter(step, occurredAt, cause);
      case 'book':
        return this.payments.book(this.creditOf(step.credit), cause);
      case 'give-back': {
        const { settlementId } = this.creditOf(step.back.credit);
        return this.payments.giveBack(settlementId, returnOf(step.back, settlementId), cause);
      }
      default: {
        const cleared = step.do === 'clear' && step.flow === 'import';
        const declarant = step.flow === 'export' ? exporter : importer;
        const atCustoms = this.customs.perform(step, occurredAt);
        return {
          streams: [atCustoms, ...this.attach(atCustoms.events)],
          actor: step.do === 'lodge' ? traderOf(declarant) : CUSTOMS,
          correlationId: cause.correlationId,
          followUps: cleared ? this.invoices.reached('import-clearance', occurredAt, cause) : [],
        };
      }
    }
  }

  /** What a process manager does when the bus has brought it what `followUp` is caused by. */
  follow(followUp: FollowUp, position: number): Performed | undefined {
    const { cause } = followUp;
    switch (followUp.do) {
      case 'raise':
        return this.payments.raise(followUp, position);
      case 'match-settlement':
        return this.payments.matchSettlement(followUp.settlementId, cause, position);
      case 'match-obligation':
        return this.payments.matchObligation(followUp.obligationId, cause, position);
      case 'tell-consignment': {
        // The bus may have brought what its obligation told later before.
        const append = this.goods.decide(followUp.command);
        if (!append) return undefined;
        const { correlationId, position: causationId } = cause;
        return { streams: [append], actor: TRADE_PROCESS, correlationId, causationId, followUps: [] };
      }
      case 'take-up': {
        const append = this.letter?.takeUp(followUp.command);
        if (!append) return undefined;
        this.letterPosition = position;
        const { correlationId, position: causationId } = cause;
        return { streams: [append], actor: PAYMENTS_PROCESS, correlationId, causationId, followUps: [] };
      }
      default:
        return never(followUp);
    }
  }

  private toLetter(
    command: Extract<FollowUp, { do: 'take-up' }>['command'],
    cause: Cause,
  ): readonly FollowUp[] {
    return this.letter ? [{ do: 'take-up', command, cause }] : [];
  }

  /** Somebody's step on the letter of credit, with what follows for what is owed and paid. */
  private ofLetter(
    { by, act }: Extract<Step, { do: 'letter' }>,
    occurredAt: string,
    { position, correlationId }: Cause,
  ): Performed | undefined {
    const { letter } = this;
    const append = letter?.perform(act, by, occurredAt, (invoice) => this.invoices.paperOf(invoice));
    if (!letter || !append) return undefined;
    const causationId = this.letterPosition;
    this.letterPosition = position + append.events.length - 1;
    const followUps = append.events.flatMap((event, index) =>
      this.drawnBy(event, { position: position + index, correlationId }),
    );
    const caused = by === 'process' && { causationId };
    return { streams: [append], actor: letter.actorOf(by), correlationId, ...caused, followUps };
  }

  private drawnBy(event: LetterOfCreditEvent, cause: Cause): readonly FollowUp[] {
    const { occurredAt } = event;
    switch (event.type) {
      case 'PresentationComplied': {
        const { compliedOn: on, maturityOn } = event.data;
        const due = maturityOn !== undefined && { dueOn: maturityOn };
        return this.invoices.reached('complying-presentation', occurredAt, cause, { on, ...due });
      }
      case 'DraftAccepted': {
        const { acceptedOn: on, maturityOn: dueOn } = event.data;
        return this.invoices.reached('acceptance', occurredAt, cause, { on, dueOn });
      }
      case 'PresentationHonoured':
      case 'PresentationNegotiated':
        if (event.data.uetr !== undefined) this.payments.drawn(event.data.uetr, event.data);
        return [];
      default:
        return [];
    }
  }

  private move(
    commands: readonly ConsignmentCommand[],
    actor: string,
    { correlationId }: Cause,
    followUps: readonly FollowUp[] = [],
  ): Performed {
    const append = this.goods.decide(...commands);
    if (!append) throw new Error(`${commands[0]?.type} led to nothing.`);
    return { streams: [append], actor, correlationId, followUps };
  }

  /** An invoice and its consignment know each other from one append on. */
  private invoice(planned: InvoicePlan, occurredAt: string, cause: Cause): Performed {
    const { invoiceId, append, followUps } = this.invoices.register(planned, occurredAt, cause);
    const { consignmentId, exporter } = this.plan;
    const data = { consignmentId, invoiceId };
    const attached = this.move([{ type: 'AttachInvoice', occurredAt, data }], traderOf(exporter), cause);
    return { ...attached, streams: [append, ...attached.streams], followUps };
  }

  private creditOf(credit: CreditPlan) {
    return creditOf(credit, (invoice) => this.invoices.numberOf(invoice));
  }

  /** The consignment knows what of its goods a declaration covers, from one append on. */
  private attach(events: readonly DeclarationEvent[]): readonly Append<ConsignmentEvent>[] {
    const { consignmentId } = this.plan;
    return events.flatMap((event) => {
      if (event.type !== 'DeclarationLodged' && event.type !== 'DeclarationAmended') return [];
      const { occurredAt } = event;
      const data = { consignmentId, ...coverageOf(event) };
      return this.goods.decide({ type: 'AttachDeclaration', occurredAt, data }) ?? [];
    });
  }
}

function traderOf({ id }: Firm): string {
  return `trader:${id}`;
}
