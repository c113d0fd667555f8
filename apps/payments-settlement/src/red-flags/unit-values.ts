import type { EventOf, RecordedEvent } from '@corridor/contracts';
import {
  type ComparedWith,
  type FlagKind,
  type GoodsLine,
  outlierOf,
  type StatisticalLine,
  unitValueOf,
  unitValueReason,
} from '@corridor/domain';
import { type MoneyJson, toMoney } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { Flagging } from './flagging.js';
import { keepToldValues, type ToldValue } from './told-values.js';
import { usualValues } from './usual-values.js';

/** What tells prices, and what takes back what was told. */
export const UNIT_VALUE_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'ConsignmentCancelled',
  'DeclarationLodged',
  'DeclarationCleared',
  'DeclarationAmended',
  'DeclarationRefused',
  'DeclarationInvalidated',
] as const;

/** The papers that tell a price. Values of one are held against those of the same alone: by an invoice, FOB-type or CIF-type. */
const PAPERS = {
  consigned: 'declared consignment',
  'lodged-export': 'export declaration as lodged',
  'lodged-import': 'import declaration as lodged',
  'cleared-export': 'export declaration as cleared',
  'cleared-import': 'import declaration as cleared',
} as const;
type Paper = keyof typeof PAPERS;

/** Units of mass (UN/ECE Recommendation 20): by mass, every line is judged anyway. */
const MASS: ReadonlySet<string> = new Set(['KGM', 'GRM', 'TNE', 'DTN', 'LBR', 'ONZ', 'MGM']);

/** Whose goods they are, and which way they go. */
interface Trade {
  readonly exporter: string;
  readonly importer: string;
  readonly from: string;
  readonly to: string;
}

interface PricedLine {
  readonly lineNumber: number;
  readonly hs6: string;
  readonly value: MoneyJson;
  /** By unit, UN/ECE Recommendation 20. */
  readonly quantities: ReadonlyMap<string, string>;
}

interface Told {
  readonly paper: Paper;
  /** Id of the consignment or declaration. */
  readonly by: string;
  readonly consignmentId: string;
  readonly trade: Trade;
  readonly lines: readonly PricedLine[];
  readonly event: RecordedEvent;
}

/**
 * Holds each price that is told against the newest that others told before ({@link usualValues}), of the same subheading, direction, paper, unit and currency. In the order of
 * the log, so that it is judged by the same ones whenever it is done.
 */
export function unitValueReactions(flagging: Flagging): Reactions<(typeof UNIT_VALUE_EVENTS)[number]> {
  const judge = new UnitValues(flagging);
  return {
    ConsignmentDeclared: async (event, client) => judge.tell(consignedIn([event]), client),
    ConsignmentAmended: async (event, client) => {
      const { consignmentId, lines } = event.data;
      const trade = await tradeOfGoods(consignmentId, client);
      if (!trade) return;
      const told = { paper: 'consigned', by: consignmentId, consignmentId, trade, event } as const;
      await judge.tellAnew({ ...told, lines: lines.map(invoiced) }, client);
    },
    ConsignmentCancelled: ({ data }, client) => forget(data.consignmentId, client),
    DeclarationLodged: async (event, client) => {
      const { declarationId, consignmentId, flow, exporter, importer, lines } = event.data;
      const { countryOfConsignment: from, countryOfDestination: to } = event.data;
      const trade = { exporter, importer, from, to };
      await client.query({
        name: 'flag-declared-trade',
        text: `INSERT INTO payments.declared_trades VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        values: [declarationId, exporter, importer, from, to],
      });
      const told = { paper: `lodged-${flow}`, by: declarationId, consignmentId, trade, event } as const;
      await judge.tell([{ ...told, lines: lines.map(invoiced) }], client);
    },
    DeclarationCleared: (event, client) => cleared(judge, event, event.data, client),
    DeclarationAmended: (event, client) => cleared(judge, event, event.data, client),
    DeclarationRefused: ({ data }, client) => forget(data.declarationId, client),
    DeclarationInvalidated: ({ data }, client) => forget(data.declarationId, client),
  };
}

/** What is told of consignments that follow each other, as {@link unitValueReactions} does of each. */
export function unitValuesTogether(
  flagging: Flagging,
): (events: readonly EventOf<'ConsignmentDeclared'>[], client: pg.ClientBase) => Promise<void> {
  const judge = new UnitValues(flagging);
  return (events, client) => judge.tell(consignedIn(events), client);
}

function consignedIn(events: readonly EventOf<'ConsignmentDeclared'>[]): readonly Told[] {
  return events.flatMap((event) => {
    const { consignmentId, exporter, importer, origin, destination, partOf, lines } = event.data;
    // A part is goods of which the whole told the price.
    if (partOf !== undefined) return [];
    const trade = {
      exporter: exporter.participantId,
      importer: importer.participantId,
      from: origin.slice(0, 2),
      to: destination.slice(0, 2),
    };
    const told = { paper: 'consigned', by: consignmentId, consignmentId, trade, event } as const;
    return [{ ...told, lines: lines.map(invoiced) }];
  });
}

/** By the rate that the clearance itself tells, all of them are in dollars. */
async function cleared(
  judge: UnitValues,
  event: RecordedEvent,
  data: {
    readonly declarationId: string;
    readonly consignmentId: string;
    readonly flow: 'export' | 'import';
    readonly lines: readonly StatisticalLine[];
  },
  client: pg.ClientBase,
): Promise<void> {
  const { declarationId, consignmentId, flow, lines } = data;
  const { rows } = await client.query<Trade>({
    name: 'flag-trade-of-declaration',
    text: `SELECT exporter, importer, from_country AS "from", to_country AS "to" FROM payments.declared_trades
      WHERE declaration_id = $1`,
    values: [declarationId],
  });
  const [trade] = rows;
  if (!trade) return;
  const told = { paper: `cleared-${flow}`, by: declarationId, consignmentId, trade, event } as const;
  await judge.tellAnew({ ...told, lines: lines.map(statistical) }, client);
}

class UnitValues {
  constructor(private readonly flagging: Flagging) {}

  /** Papers in the order of the log. What one of them said before has to be taken back. */
  async tell(papers: readonly Told[], client: pg.ClientBase): Promise<void> {
    const told = papers.map((paper) => ({ paper, values: valuesOf(paper) }));
    const enough = await keepToldValues(
      told.flatMap(({ values }) => values),
      client,
    );
    for (const { paper, values } of told) await this.judge(paper, values, enough, client);
  }

  /** What the paper says now takes the place of what it said. */
  async tellAnew(told: Told, client: pg.ClientBase): Promise<void> {
    await client.query({
      name: 'flag-told-before',
      text: 'DELETE FROM payments.unit_values WHERE told_by = $1 AND told = $2',
      values: [told.by, told.paper],
    });
    await this.tell([told], client);
  }

  private async judge(
    { paper, consignmentId, event }: Told,
    values: readonly ToldValue[],
    enough: ReadonlyMap<ToldValue, readonly ComparedWith[]>,
    client: pg.ClientBase,
  ): Promise<void> {
    const found = new Map<string, { kind: FlagKind; line: number; reasons: string[]; evidence: number[] }>();
    for (const told of values) {
      const usual = await usualValues(told, enough.get(told) ?? [], client);
      if (!usual) continue;
      const { lineNumber, value } = told;
      const { low, high, count, others } = usual;
      const kind = outlierOf(value, low.value, high.value);
      if (!kind) continue;
      const known = found.get(`${lineNumber} ${kind}`);
      const { reasons, evidence } = known ?? { reasons: [], evidence: [event.position] };
      const between = { low: low.value, high: high.value, count, others };
      found.set(`${lineNumber} ${kind}`, {
        ...{ kind, line: lineNumber },
        reasons: [...reasons, unitValueReason({ ...told, ...between, told: PAPERS[paper] })],
        evidence: [...evidence, (kind === 'under-invoicing' ? low : high).position],
      });
    }
    for (const { kind, line, reasons, evidence } of found.values()) {
      const subject = { consignmentIds: [consignmentId], lineNumber: line };
      await this.flagging.raise({ kind, subject, reason: reasons.join(' '), evidence }, event, client);
    }
  }
}

function valuesOf({ paper, by, trade, lines, event }: Told): readonly ToldValue[] {
  return lines.flatMap(({ lineNumber, hs6, value, quantities }) => {
    if (toMoney(value).minor <= 0n) return [];
    const line = { paper, by, ...trade, lineNumber, hs6, currency: value.currency, event };
    return [...quantities]
      .filter(([, quantity]) => /[1-9]/.test(quantity))
      .map(([unit, quantity]) => ({ ...line, unit, value: unitValueOf(value, quantity) }));
  });
}

/** The goods of a consignment that tells its own prices; a part of another one does not. */
async function tradeOfGoods(consignmentId: string, client: pg.ClientBase): Promise<Trade | undefined> {
  const { rows } = await client.query<Trade>({
    name: 'flag-trade-of-goods',
    text: `SELECT exporter, importer, from_country AS "from", to_country AS "to" FROM payments.goods
      WHERE consignment_id = $1 AND part_of IS NULL AND from_country IS NOT NULL`,
    values: [consignmentId],
  });
  return rows[0];
}

/** It counts nowhere any more. */
async function forget(toldBy: string, client: pg.ClientBase): Promise<void> {
  await client.query({
    name: 'flag-forget',
    text: 'DELETE FROM payments.unit_values WHERE told_by = $1',
    values: [toldBy],
  });
}

function invoiced({
  lineNumber,
  hs6,
  value,
  netMassKg,
  quantity,
  unit,
  supplementary,
}: GoodsLine): PricedLine {
  const counted = supplementary ?? { quantity, unit };
  return { lineNumber, hs6, value, quantities: quantitiesOf(netMassKg, counted.quantity, counted.unit) };
}

function statistical(line: StatisticalLine): PricedLine {
  const { lineNumber, hs6, statisticalValueUsd: value, netMassKg, quantity, unit } = line;
  return { lineNumber, hs6, value, quantities: quantitiesOf(netMassKg, quantity, unit) };
}

/** By mass, and by what the goods are counted in where that is something else. */
function quantitiesOf(netMassKg: string, quantity: string, unit: string): ReadonlyMap<string, string> {
  const counted = MASS.has(unit) ? [] : ([[unit, quantity]] as const);
  return new Map([['KGM', netMassKg], ...counted]);
}
