import { derivedId } from '@corridor/contracts';
import {
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationState,
  type DutyAssessed,
  declaration,
  dueDate,
  FOR_GOOD,
  type TradeFlow,
  toUsd,
} from '@corridor/domain';
import { divideHalfEven, never, toMoney, toMoneyJson } from '@corridor/kernel';
import { fromUsd, usdPerUnit } from '../corridor/exchange-rates.js';
import { type ConsignmentPlan, type DeclarationPlan, totalOf } from '../plan/consignment-plan.js';
import type { Step } from '../plan/steps.js';
import type { Serials } from './serials.js';
import { type Append, Stream } from './stream.js';

export type CustomsStep = Extract<Step, { readonly flow: TradeFlow }>;
type LaterStep = Exclude<CustomsStep, { readonly do: 'lodge' }>;

/** Days to pay duty. */
const DUTY_DAYS = 10;

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
      case 'inspect': {
        const { inspectionId, kind, result, note } = step;
        return { type: 'RecordInspection', occurredAt, data: { ...ids, inspectionId, kind, result, note } };
      }
      case 'assess': {
        const { lodged } = lodgedOf(stream.state);
        const dueOn = dueDate(lodged.acceptedOn, DUTY_DAYS);
        return { type: 'AssessDuty', occurredAt, data: { ...ids, duties: dutiesOn(lodged, step), dueOn } };
      }
      case 'pay-duty': {
        const { lodged, assessment } = lodgedOf(stream.state);
        if (!assessment) throw new Error(`No duty was assessed of ${declarationId}.`);
        const paymentReference = `${lodged.declarationNumber}/1`;
        const paid = { paymentReference, amount: assessment.total, paidOn: occurredAt.slice(0, 10) };
        return { type: 'PayDuty', occurredAt, data: { ...ids, ...paid } };
      }
      case 'release':
        return { type: 'ReleaseHold', occurredAt, data: { ...ids, holdId: step.holdId } };
      case 'clear': {
        const { acceptedOn: date, lines } = lodgedOf(stream.state).lodged;
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
    const { consignmentId, exporter, importer, incoterm, lines, series } = this.plan;
    const { office, charges } = declared;
    const acceptedOn = occurredAt.slice(0, 10);
    const row = `${office}/${flow === 'export' ? 'E' : 'I'}/${acceptedOn.slice(0, 4)}`;
    const declarationNumber = `${row}/${this.serials.next(row, 6, series)}`;
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

type Lodged = Extract<DeclarationState, { readonly status: 'lodged' }>;

function lodgedOf(state: DeclarationState): Lodged {
  if (state.status !== 'lodged') throw new Error(`A declaration is ${state.status}, not lodged.`);
  return state;
}

/** Duty on what the goods are worth, and tax on both, in the money of the country. */
function dutiesOn(
  { acceptedOn, customsOffice, lines }: Lodged['lodged'],
  { dutyPercent, vatPercent }: Extract<CustomsStep, { readonly do: 'assess' }>,
): DutyAssessed['data']['duties'] {
  const total = totalOf(lines);
  const cents = toUsd(total, usdPerUnit(total.currency, acceptedOn)).minor;
  const worth = toMoney(fromUsd(Number(cents), customsOffice.startsWith('PK') ? 'PKR' : 'KZT', acceptedOn));
  const percentOf = (minor: bigint, percent: number): bigint => divideHalfEven(minor * BigInt(percent), 100n);
  const duty = percentOf(worth.minor, dutyPercent);
  const tax = percentOf(worth.minor + duty, vatPercent);
  const money = (minor: bigint) => toMoneyJson({ minor, currency: worth.currency });
  return [
    { kind: 'customs-duty', amount: money(duty) },
    { kind: 'value-added-tax', amount: money(tax) },
  ];
}
