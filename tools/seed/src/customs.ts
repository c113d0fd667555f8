import {
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationState,
  declaration,
  type TradeFlow,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import type { ConsignmentPlan, DeclarationPlan } from './consignment-plan.js';
import { usdPerUnit } from './exchange-rates.js';
import type { Serials } from './serials.js';
import type { Step } from './steps.js';
import { type Append, Stream } from './stream.js';

export type CustomsStep = Extract<Step, { readonly flow: TradeFlow }>;

interface Declaration {
  readonly plan: DeclarationPlan;
  readonly stream: Stream<DeclarationCommand, DeclarationEvent, DeclarationState>;
}

/** The declarations of a consignment, for export and for import. */
export class Customs {
  private readonly declarations = new Map<TradeFlow, Declaration>();

  constructor(
    private readonly plan: ConsignmentPlan,
    sides: readonly string[],
    private readonly serials: Serials,
  ) {
    for (const flow of ['export', 'import'] as const) {
      const declared = plan.declarations[flow];
      if (!declared) continue;
      const stream = new Stream('declaration', declared.declarationId, declaration, sides);
      this.declarations.set(flow, { plan: declared, stream });
    }
  }

  /** @throws Error for a step of a declaration that is not planned; Rejection as the decider says. */
  perform(step: CustomsStep, occurredAt: string): Append<DeclarationEvent> {
    const found = this.declarations.get(step.flow);
    const append = found?.stream.decide(this.command(step, occurredAt, found));
    if (!append) throw new Error(`There is no declaration for ${step.flow} on which to ${step.do}.`);
    return append;
  }

  private command(step: CustomsStep, occurredAt: string, { plan, stream }: Declaration): DeclarationCommand {
    const { declarationId } = plan;
    const ids = { declarationId, consignmentId: this.plan.consignmentId };
    switch (step.do) {
      case 'lodge':
        return { type: 'LodgeDeclaration', occurredAt, data: this.lodgement(step.flow, occurredAt, plan) };
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

  private lodgement(
    flow: TradeFlow,
    occurredAt: string,
    { declarationId, office, ...declared }: DeclarationPlan,
  ) {
    const { consignmentId, exporter, importer, incoterm, lines } = this.plan;
    const acceptedOn = occurredAt.slice(0, 10);
    const row = `${office}/${flow === 'export' ? 'E' : 'I'}/${acceptedOn.slice(0, 4)}`;
    return {
      declarationId,
      declarationNumber: `${row}/${this.serials.next(row, 6)}`,
      consignmentId,
      flow,
      customsOffice: office,
      reporter: office.slice(0, 2),
      acceptedOn,
      exporter: exporter.id,
      importer: importer.id,
      countryOfConsignment: exporter.country,
      countryOfDestination: importer.country,
      incoterm,
      charges: declared.charges,
      lines: declared.lines ?? lines,
    };
  }
}
