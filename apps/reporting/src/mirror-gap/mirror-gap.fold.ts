import type { EventDataOf, EventOf } from '@corridor/contracts';
import { minorText, never } from '@corridor/kernel';
import { countsInTrade } from '../trade-facts/trade-facts.fold.js';
import { pairsOf } from './mirror-pairs.js';
import {
  type Goods,
  MIRROR_SUMS,
  type MirrorAmounts,
  type MirrorConsignmentRow,
  type MirrorDeclarationRow,
  type MirrorPairName,
  type MirrorShareRow,
  type MirrorSum,
  type MirrorTexts,
  type Told,
} from './mirror-rows.js';
import { type DeclaredLine, splitLone, splitPair } from './mirror-split.js';
import { toldOfParts } from './mirror-told.js';

export const MIRROR_EVENTS = [
  'DeclarationLodged',
  'DeclarationCleared',
  'DeclarationAmended',
  'DeclarationInvalidated',
  'ConsignmentCancelled',
  'ConsignmentSplit',
] as const;
export type MirrorEvent = EventOf<(typeof MIRROR_EVENTS)[number]>;

/** Goods by the id of the first whole, and which of them each part is of. */
export interface AllGoods {
  readonly byRoot: Map<string, Goods>;
  readonly rootOf: Map<string, string>;
}

/** A share that an event puts in, or takes out. */
export interface ShareChange {
  readonly position: number;
  readonly share: MirrorShareRow;
  readonly isTakenOut: boolean;
}

/**
 * What events make of the gap between what two countries declare of the same goods: replaces the goods that they tell of.
 * @returns every share that they put in or take out, in order of position
 */
export function foldMirror(
  events: readonly MirrorEvent[],
  { byRoot, rootOf }: AllGoods,
): readonly ShareChange[] {
  const changes: ShareChange[] = [];
  for (const event of events) {
    const { consignmentId } = event.data;
    const root = rootOf.get(consignmentId) ?? consignmentId;
    const before = byRoot.get(root) ?? { consignments: [], declarations: [], shares: [] };
    const { goods, lines } = toldBy(event, root, before);
    for (const { consignment_id } of goods.consignments) rootOf.set(consignment_id, root);
    if (lines.size === 0) {
      byRoot.set(root, goods);
      continue;
    }
    const { ended, fresh, kept } = replaced(
      before.shares,
      lines,
      sharesOf(goods, root, lines),
      event.position,
    );
    for (const share of ended) changes.push({ position: event.position, share, isTakenOut: true });
    for (const share of fresh) changes.push({ position: event.position, share, isTakenOut: false });
    byRoot.set(root, { ...goods, shares: [...kept, ...fresh] });
  }
  return changes;
}

/** The goods behind an event, but for their shares, and the lines that it tells of. */
function toldBy(
  event: MirrorEvent,
  root: string,
  before: Goods,
): { readonly goods: Goods; readonly lines: ReadonlySet<number> } {
  switch (event.type) {
    case 'DeclarationLodged':
      return { goods: withDeclaration(before, lodged(event)), lines: new Set() };
    case 'DeclarationCleared':
    case 'DeclarationAmended':
    case 'DeclarationInvalidated': {
      const { declarationId, consignmentId } = event.data;
      const row = before.declarations.find(({ declaration_id }) => declaration_id === declarationId);
      if (!row) throw new Error(`The declaration ${declarationId} was not lodged before.`);
      if (!row.counts || isCancelled(before, consignmentId)) return { goods: before, lines: new Set() };
      const told = event.type === 'DeclarationInvalidated' ? null : toldIn(event, row);
      return { goods: withDeclaration(before, { ...row, told }), lines: linesOf([row.told, told]) };
    }
    case 'ConsignmentCancelled': {
      const { consignmentId } = event.data;
      const ofIt = before.declarations.filter(({ consignment_id }) => consignment_id === consignmentId);
      const row = consignmentOf(before, consignmentId, root);
      const goods = withConsignments(before, [{ ...row, cancelled: true }]);
      return {
        goods: ofIt.reduce((all, row) => withDeclaration(all, { ...row, told: null }), goods),
        lines: linesOf(ofIt.map(({ told }) => told)),
      };
    }
    case 'ConsignmentSplit': {
      const { consignmentId, parts } = event.data;
      const rows = parts.map(({ consignmentId: consignment_id, lines }) => ({
        ...{ consignment_id, root_id: root, whole_id: consignmentId, cancelled: false },
        masses: Object.fromEntries(lines.map(({ lineNumber, netMassKg }) => [lineNumber, netMassKg])),
      }));
      return {
        goods: withConsignments(before, rows),
        lines: new Set(parts.flatMap(({ lines }) => lines.map(({ lineNumber }) => lineNumber))),
      };
    }
    default:
      return never(event);
  }
}

function lodged({ data }: EventOf<'DeclarationLodged'>): MirrorDeclarationRow {
  const { declarationId, consignmentId, flow, lines } = data;
  return {
    declaration_id: declarationId,
    consignment_id: consignmentId,
    flow,
    counts: countsInTrade(data),
    invoiced: invoicedIn(lines),
    told: null,
  };
}

function invoicedIn(lines: EventDataOf<'DeclarationLodged'>['lines']): MirrorDeclarationRow['invoiced'] {
  return Object.fromEntries(lines.map(({ lineNumber, value }) => [lineNumber, minorText(value)]));
}

function toldIn(
  { type, position, data }: EventOf<'DeclarationCleared' | 'DeclarationAmended'>,
  row: MirrorDeclarationRow,
): Told {
  const { reporter, acceptedOn, exchangeRate, lines } = data;
  const invoiced =
    type === 'DeclarationCleared' ? row.invoiced : data.declared ? invoicedIn(data.declared.lines) : {};
  return {
    position,
    reporter,
    month: `${acceptedOn.slice(0, 7)}-01`,
    currency: lines[0]?.statisticalValue.currency ?? 'USD',
    usdPerUnit: exchangeRate.usdPerUnit,
    lines: lines.map(({ lineNumber, partner, hs6, netMassKg, statisticalValue, statisticalValueUsd }) => {
      const value = minorText(statisticalValue);
      const invoice = invoiced[lineNumber];
      return {
        lineNumber,
        partner,
        chapter: hs6.slice(0, 2),
        netMassKg,
        usd: minorText(statisticalValueUsd),
        value,
        charges: invoice === undefined ? null : String(BigInt(value) - BigInt(invoice)),
      };
    }),
  };
}

const linesOf = (words: readonly (Told | null)[]): ReadonlySet<number> =>
  new Set(words.flatMap((told) => (told?.lines ?? []).map(({ lineNumber }) => lineNumber)));

function withDeclaration(goods: Goods, row: MirrorDeclarationRow): Goods {
  const others = goods.declarations.filter(({ declaration_id }) => declaration_id !== row.declaration_id);
  return { ...goods, declarations: [...others, row] };
}

function withConsignments(goods: Goods, rows: readonly MirrorConsignmentRow[]): Goods {
  const ids = new Set(rows.map(({ consignment_id }) => consignment_id));
  const others = goods.consignments.filter(({ consignment_id }) => !ids.has(consignment_id));
  return { ...goods, consignments: [...others, ...rows] };
}

function consignmentOf(goods: Goods, id: string, root: string): MirrorConsignmentRow {
  const fresh = { consignment_id: id, root_id: root, whole_id: null, masses: {}, cancelled: false };
  return goods.consignments.find(({ consignment_id }) => consignment_id === id) ?? fresh;
}

const isCancelled = ({ consignments }: Goods, id: string): boolean =>
  consignments.some(({ consignment_id, cancelled }) => cancelled && consignment_id === id);

type Share = Omit<MirrorShareRow, 'position' | 'pair' | 'until_position'>;

/** What stands of these lines now, pair by pair, in an order that no database has a part in. */
function sharesOf(goods: Goods, root: string, lines: ReadonlySet<number>): readonly (readonly Share[])[] {
  return [...lines]
    .sort((a, b) => a - b)
    .flatMap((lineNumber) =>
      toldOfParts(goods, root, lineNumber).flatMap(({ consignment_id, told }) =>
        pairsOf(told.exports, told.imports).map(({ exported, imported }): readonly Share[] => {
          const name = {
            ...{ consignment_id, line_number: lineNumber },
            export_declaration: exported?.declarationId ?? null,
            import_declaration: imported?.declarationId ?? null,
            export_position: exported?.position ?? null,
            import_position: imported?.position ?? null,
          };
          return amountsOf(exported, imported).map(
            ({ exporter, importer, month, chapter, ...amounts }, at) => ({
              ...name,
              ...{ place: at + 1, exporter, importer, month, chapter },
              ...textsOf(amounts),
            }),
          );
        }),
      ),
    )
    .filter((pair) => pair.length > 0);
}

function amountsOf(exported: DeclaredLine | undefined, imported: DeclaredLine | undefined) {
  if (exported && imported) return splitPair(exported, imported);
  if (exported) return splitLone('export', exported);
  return imported ? splitLone('import', imported) : [];
}

function textsOf(amounts: MirrorAmounts): MirrorTexts {
  return Object.fromEntries(MIRROR_SUMS.map((sum) => [sum, amounts[sum].toString()])) as Record<
    MirrorSum,
    string
  >;
}

/** Pairs that are told as they were stay; of the others of these lines, what stood ends and what is told now begins. */
function replaced(
  before: readonly MirrorShareRow[],
  lines: ReadonlySet<number>,
  now: readonly (readonly Share[])[],
  position: number,
): Readonly<Record<'ended' | 'fresh' | 'kept', readonly MirrorShareRow[]>> {
  const standing = new Map<string, MirrorShareRow[]>();
  for (const share of before) standing.set(pairOf(share), [...(standing.get(pairOf(share)) ?? []), share]);
  const contentOf = (shares: readonly Share[]) => shares.map(textOf).join();
  const isAsBefore = (shares: readonly Share[]): boolean => {
    const [first] = shares;
    const rows = first ? (standing.get(pairOf(first)) ?? []) : [];
    return contentOf([...rows].sort((a, b) => a.place - b.place)) === contentOf(shares);
  };
  const asBefore = new Set(now.filter(isAsBefore).flatMap(([first]) => (first ? pairOf(first) : [])));
  const stays = (share: MirrorShareRow) => !lines.has(share.line_number) || asBefore.has(pairOf(share));
  return {
    kept: before.filter(stays),
    ended: before.filter((share) => !stays(share)).map((share) => ({ ...share, until_position: position })),
    fresh: now
      .filter((shares) => !isAsBefore(shares))
      .flatMap((shares, at) =>
        shares.map((share) => ({ ...share, position, pair: at + 1, until_position: null })),
      ),
  };
}

const pairOf = (name: MirrorPairName): string =>
  [name.consignment_id, name.line_number, name.export_declaration, name.import_declaration].join(' ');

const textOf = (share: Share): string =>
  [
    ...[share.exporter, share.importer, share.month, share.chapter],
    ...[share.export_position, share.import_position],
    ...MIRROR_SUMS.map((sum) => share[sum]),
  ].join(' ');
