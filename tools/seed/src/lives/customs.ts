import { derivedId } from '@corridor/contracts';
import {
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationState,
  declaration,
  FOR_GOOD,
  type TradeFlow,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import { usdPerUnit } from '../corridor/exchange-rates.js';
import type { ConsignmentPlan, DeclarationPlan } from '../plan/consignment-plan.js';
import type { Step } from '../plan/steps.js';
import type { Serials } from './serials.js';
import { type Append, Stream } from './stream.js';

export type CustomsStep = Extract<Step, { readonly flow: TradeFlow }>;
type LaterStep = Exclude<CustomsStep, { readonly do: 'lodge' }>;

/** The id comes of the number that customs gives, so it is there from the lodgement on. */
interface Declaration {
  readonly declarationId: string;
  readonly stream: Stream<DeclarationCommand, DeclarationEvent, DeclarationState>;
}

/** The declarations of a consignment, for export and for import. */
export class Customs {
  private readonly lodged = new Map<TradeFlow, Declaration>();

  constructor(
    private readonly plan: ConsignmentPlan,
    private readonly sides: readonly string[],
    private readonly serials: Serials,
  ) {}

  /** @throws Error for a step of a declaration that is not planned or not lodged; Rejection as the decider says. */
  perform(step: CustomsStep, occurredAt: string): Append<DeclarationEvent> {
    const append = step.do === 'lodge' ? this.lodge(step.flow, occurredAt) : this.later(step, occurredAt);
    if (!append) throw new Error(`There is no declaration for ${step.flow} on which to ${step.do}.`);
    return append;
  }

  private lodge(flow: TradeFlow, occurredAt: string): Append<DeclarationEvent> | undefined {
    const declared = this.plan.declarations[flow];
    if (!declared) return undefined;
    const data = this.lodgement(flow, occurredAt, declared);
    const { declarationId } = data;
    const stream = new Stream('declaration', declarationId, declaration, this.sides);
    this.lodged.set(flow, { declarationId, stream });
    return stream.decide({ type: 'LodgeDeclaration', occurredAt, data });
  }

  private later(step: LaterStep, occurredAt: string): Append<DeclarationEvent> | undefined {
    const found = this.lodged.get(step.flow);
    return found?.stream.decide(this.command(step, occurredAt, found));
  }

  private command(
    step: LaterStep,
    occurredAt: string,
    { declarationId, stream }: Declaration,
  ): DeclarationCommand {
    const ids = { declarationId };
    switch (step.do) {
      case 'hold': {
        const { holdId, reason, note } = step;
        return { type: 'PlaceHold', occurredAt, data: { ...ids, holdId, reason, note } };
      }
      case 'release':
        return { type: 'ReleaseHold', occurredAt, data: { ...ids, holdId: step.holdId } };
      case 'clear': {
        const { state } = stream;
        if (state.status !== 'lodged') throw new Error(`${declarationId} is ${state.status}, not lodged.`);
        const { acceptedOn: date, lines } = state.lodged;
        const currency = lines[0]?.value.currency ?? '';
        const exchangeRate = { usdPerUnit: usdPerUnit(currency, date), date, source: 'demo' };
        return { type: 'ClearDeclaration', occurredAt, data: { declarationId, exchangeRate } };
      }
      case 'restate': {
        const { reason, lines, charges } = step;
        return { type: 'AmendDeclaration', occurredAt, data: { declarationId, reason, lines, charges } };
      }
      default:
        return never(step);
    }
  }

  private lodgement(flow: TradeFlow, occurredAt: string, declared: DeclarationPlan) {
    const { consignmentId, exporter, importer, incoterm, lines } = this.plan;
    const { office, charges } = declared;
    const acceptedOn = occurredAt.slice(0, 10);
    const row = `${office}/${flow === 'export' ? 'E' : 'I'}/${acceptedOn.slice(0, 4)}`;
    const declarationNumber = `${row}/${this.serials.next(row, 6)}`;
    return {
      declarationId: derivedId('corridor-ledger declaration v1', office, flow, declarationNumber),
      declarationNumber,
      consignmentId,
      flow,
      customsOffice: office,
      reporter: office.slice(0, 2),
      acceptedOn,
      exporter: exporter.id,
      importer: importer.id,
      countryOfConsignment: exporter.country,
      countryOfDestination: importer.country,
      procedure: FOR_GOOD[flow],
      hsEdition: '2022' as const,
      incoterm,
      charges,
      lines: declared.lines ?? lines,
    };
  }
}
