import type { EventDataOf, EventOf } from '@corridor/contracts';
import { type MoneyJson, never, sum, toMoney } from '@corridor/kernel';
import { sectorOf } from '@corridor/reference-data';
import { monthOf } from '../local-day.js';
import { utcInstant } from '../utc-instant.js';

export const TRADE_EVENTS = [
  'DeclarationLodged',
  'DeclarationCleared',
  'DeclarationAmended',
  'DeclarationInvalidated',
  'ConsignmentCancelled',
] as const;
export type TradeEvent = EventOf<(typeof TRADE_EVENTS)[number]>;

type Clearance = EventOf<'DeclarationCleared' | 'DeclarationAmended' | 'DeclarationInvalidated'>;
type Line = EventDataOf<'DeclarationCleared'>['lines'][number];

/** What one line of an event adds to bilateral trade: a row of `reporting.trade_facts`, without its generation. */
export interface TradeFact {
  readonly position: number;
  readonly fact: number;
  readonly reporter: string;
  readonly partner: string;
  readonly country_of_origin: string;
  readonly country_of_consignment: string | null;
  readonly flow: 'export' | 'import';
  readonly month: string;
  readonly accepted_on: string;
  readonly hs6: string;
  readonly sector: string;
  readonly consignment_id: string;
  readonly declaration_id: string;
  readonly line_number: number;
  /** A decimal, negative where the line is taken out. */
  readonly net_mass_kg: string;
  /** A whole number, negative where the line is taken out. */
  readonly value_usd_cents: string;
  readonly correction: boolean;
  readonly participants: readonly string[];
  readonly demo: boolean;
  /** Where the declaration was cleared, a UN/LOCODE. */
  readonly customs_office: string;
  /**
   * Of whoever asks what had happened by an instant, from when on it counts: when its event happened; of what a cancellation takes out, not before that had
   * happened itself. In UTC.
   */
  readonly occurred_at: string;
}

/** What earlier events left behind, as far as the events to fold ask for it. */
export interface TradeMemory {
  /** Country of consignment by the id of an import declaration. */
  readonly countriesOfConsignment: ReadonlyMap<string, string>;
  /** Ids of declarations that do not count. */
  readonly outsideTrade: ReadonlySet<string>;
  /** When they were cancelled, by the id of the consignment. */
  readonly cancelledConsignments: ReadonlyMap<string, string>;
  /** All facts so far of the consignments that the events cancel, in order of position. */
  readonly facts: readonly TradeFact[];
}

export interface TradeRows {
  readonly facts: readonly TradeFact[];
  readonly declarations: readonly {
    readonly declaration_id: string;
    readonly country_of_consignment: string;
    readonly counts: boolean;
  }[];
  readonly cancellations: readonly {
    readonly consignment_id: string;
    readonly position: number;
    readonly occurred_at: string;
  }[];
}

/**
 * What events add to bilateral trade, by IMTS 2010:
 *
 * - An import counts from its country of origin, an export to its last known destination; the line names them as partner.
 * - Goods of the reporter's own origin that come back are a re-import (para. 1.23): they count, with the reporter for their partner,
 *   so they stand in no figure with another country, and never as a negative export.
 * - An export whose destination is the reporter itself (home by way of a neighbour) leaves the country's stock of goods as it
 *   was: that is no trade, and no fact.
 * - An amendment takes out what counted and puts in what counts now, in the month of the original acceptance; a declaration that is taken
 *   back takes out, and puts in nothing.
 * - What comes or goes for a while only, and what leaves a warehouse or a processing that it was counted at, does not count (again).
 * - A cancelled consignment did not take place: what was cleared for it is taken out, and what is cleared later does not count.
 *
 * As of an instant of occurrence, the facts up to it sum to what the events up to it alone come to, in their order in the log: so what was cleared
 * before its consignment was cancelled is told also where the log learnt of it later, and taken out again from the cancellation on.
 */
export function foldTrade(events: readonly TradeEvent[], memory: TradeMemory): TradeRows {
  const countries = new Map(memory.countriesOfConsignment);
  const cancelled = new Map(memory.cancelledConsignments);
  const outside = new Set(memory.outsideTrade);
  const facts: TradeFact[] = [];
  const declarations: TradeRows['declarations'][number][] = [];
  const cancellations: TradeRows['cancellations'][number][] = [];
  for (const event of events) {
    switch (event.type) {
      case 'DeclarationLodged': {
        const { flow, declarationId, countryOfConsignment } = event.data;
        const counts = countsInTrade(event.data);
        if (!counts) outside.add(declarationId);
        if (flow === 'import') countries.set(declarationId, countryOfConsignment);
        else if (counts) break;
        declarations.push({
          declaration_id: declarationId,
          country_of_consignment: countryOfConsignment,
          counts,
        });
        break;
      }
      case 'DeclarationCleared':
      case 'DeclarationAmended':
      case 'DeclarationInvalidated':
        if (!outside.has(event.data.declarationId))
          facts.push(...standing(factsOf(event, countries), cancelled.get(event.data.consignmentId)));
        break;
      case 'ConsignmentCancelled': {
        const { consignmentId } = event.data;
        if (cancelled.has(consignmentId)) break;
        const occurredAt = utcInstant(event.occurredAt);
        cancelled.set(consignmentId, occurredAt);
        cancellations.push({
          consignment_id: consignmentId,
          position: event.position,
          occurred_at: occurredAt,
        });
        const ofIt = [...memory.facts, ...facts].filter((fact) => fact.consignment_id === consignmentId);
        facts.push(...withdrawn(ofIt, event));
        break;
      }
      default:
        never(event);
    }
  }
  return { facts, declarations, cancellations };
}

/** By the classifier of the Eurasian Economic Union: temporary export and admission, and transit. */
const FOR_A_WHILE: ReadonlySet<string> = new Set(['23', '53', '80']);
/** Processing in the country, warehouses and free zones: what is under them was counted as it came in (general trade system). */
const COUNTED_BEFORE: ReadonlySet<string> = new Set(['51', '70', '77', '78', '91']);
/** What goes back after it came, or went, for a while. */
const WAYS_BACK: Readonly<Record<string, string>> = { '31': '53', '60': '23' };

/** Whether goods under a customs procedure add to the stock of goods of a country or take from it (IMTS 2010, chapter I). */
export function countsInTrade({
  flow,
  procedure,
}: Pick<EventDataOf<'DeclarationLodged'>, 'flow' | 'procedure'>): boolean {
  const { requested, previous } = procedure;
  if (FOR_A_WHILE.has(requested) || WAYS_BACK[requested] === previous) return false;
  return flow === 'export' || !COUNTED_BEFORE.has(previous);
}

function factsOf(event: Clearance, countries: ReadonlyMap<string, string>): readonly TradeFact[] {
  const { position, participants, demo, data, occurredAt } = event;
  const { reporter, flow, acceptedOn, consignmentId, declarationId, customsOffice } = data;
  const correction = event.type !== 'DeclarationCleared';
  const countryOfConsignment = flow === 'export' ? null : countries.get(declarationId);
  if (countryOfConsignment === undefined) {
    throw new Error(`The import declaration ${declarationId} was not lodged before.`);
  }
  const toFact = (line: Line): Omit<TradeFact, 'fact'> => ({
    position,
    reporter,
    partner: line.partner,
    country_of_origin: line.countryOfOrigin,
    country_of_consignment: countryOfConsignment,
    flow,
    month: monthOf(acceptedOn),
    accepted_on: acceptedOn,
    hs6: line.hs6,
    sector: sectorOf(line.hs6),
    consignment_id: consignmentId,
    declaration_id: declarationId,
    line_number: line.lineNumber,
    net_mass_kg: line.netMassKg,
    value_usd_cents: cents(line.statisticalValueUsd),
    correction,
    participants,
    demo,
    customs_office: customsOffice,
    occurred_at: utcInstant(occurredAt),
  });
  const takenOut = event.type === 'DeclarationCleared' ? [] : event.data.replaced.map(toFact).map(negated);
  const putIn = event.type === 'DeclarationInvalidated' ? [] : event.data.lines.map(toFact);
  return [...takenOut, ...putIn]
    .filter(({ partner }) => flow === 'import' || partner !== reporter)
    .map((fact, index) => ({ ...fact, fact: index + 1 }));
}

/** Of facts of a consignment, those that tell anything: behind its cancellation what happened before that alone, with what takes it out from then on. */
function standing(facts: readonly TradeFact[], cancelledAt: string | undefined): readonly TradeFact[] {
  if (cancelledAt === undefined) return facts;
  const before = facts.filter(({ occurred_at }) => isBefore(occurred_at, cancelledAt));
  const takenOut = before.map((fact) => ({ ...negated(fact), correction: true, occurred_at: cancelledAt }));
  return [...before, ...takenOut].map((fact, index) => ({ ...fact, fact: index + 1 }));
}

/**
 * Takes out what stands of a consignment: the lines of the last word on each of its declarations; where some of it happened only after the cancellation, each
 * of its facts by itself, from the later of the two on.
 */
function withdrawn(
  facts: readonly TradeFact[],
  { position, participants, demo, occurredAt }: EventOf<'ConsignmentCancelled'>,
): readonly TradeFact[] {
  const cancelledAt = utcInstant(occurredAt);
  const isInOrder = !facts.some((fact) => isBefore(cancelledAt, fact.occurred_at));
  const lastWord = new Map(facts.map((fact) => [fact.declaration_id, fact.position]));
  const standing = facts
    .filter((fact) => fact.position === lastWord.get(fact.declaration_id))
    .filter(({ net_mass_kg }) => !net_mass_kg.startsWith('-'));
  return (isInOrder ? standing : facts).map((fact, index) => ({
    ...negated(fact),
    position,
    participants,
    demo,
    fact: index + 1,
    correction: true,
    occurred_at: isBefore(cancelledAt, fact.occurred_at) ? utcInstant(fact.occurred_at) : cancelledAt,
  }));
}

/** Instants of facts come in this text and in that of the database. */
function isBefore(instant: string, other: string): boolean {
  return Date.parse(instant) < Date.parse(other);
}

function negated<Fact extends Pick<TradeFact, 'net_mass_kg' | 'value_usd_cents'>>(fact: Fact): Fact {
  const { net_mass_kg, value_usd_cents } = fact;
  const mass = net_mass_kg.startsWith('-') ? net_mass_kg.slice(1) : `-${net_mass_kg}`;
  return { ...fact, net_mass_kg: mass, value_usd_cents: String(-BigInt(value_usd_cents)) };
}

/** @throws Rejection for another currency. */
function cents(money: MoneyJson): string {
  return sum('USD', [toMoney(money)]).minor.toString();
}
