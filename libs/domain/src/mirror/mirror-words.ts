import { never } from '@corridor/kernel';
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

/** What an event tells of the gap between what two countries declare of the same goods. */
export type MirrorWord = {
  readonly position: number;
  readonly consignment_id: string;
} & (
  | { readonly kind: 'lodged'; readonly declaration: MirrorDeclarationRow }
  /** The last word on a declaration; null where it is taken back. */
  | { readonly kind: 'declared'; readonly declaration_id: string; readonly told: Told | null }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'split';
      readonly parts: readonly Pick<MirrorConsignmentRow, 'consignment_id' | 'masses'>[];
    }
);

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

/** The first whole of the goods that a consignment is of. */
export function rootOf(goods: AllGoods, consignmentId: string): string {
  return goods.rootOf.get(consignmentId) ?? consignmentId;
}

export function goodsOf(goods: AllGoods, consignmentId: string): Goods {
  return goods.byRoot.get(rootOf(goods, consignmentId)) ?? { consignments: [], declarations: [], shares: [] };
}

/**
 * What one event makes of the gap, behind those before it in the log: replaces the goods that it tells of.
 * @returns every share that it puts in or takes out
 */
export function foldMirrorWord(word: MirrorWord, all: AllGoods): readonly ShareChange[] {
  const { position, consignment_id } = word;
  const root = rootOf(all, consignment_id);
  const before = goodsOf(all, consignment_id);
  const { goods, lines } = toldBy(word, root, before);
  for (const row of goods.consignments) all.rootOf.set(row.consignment_id, root);
  if (lines.size === 0) {
    all.byRoot.set(root, goods);
    return [];
  }
  const { ended, fresh, kept } = replaced(before.shares, lines, sharesOf(goods, root, lines), position);
  all.byRoot.set(root, { ...goods, shares: [...kept, ...fresh] });
  return [
    ...ended.map((share) => ({ position, share, isTakenOut: true })),
    ...fresh.map((share) => ({ position, share, isTakenOut: false })),
  ];
}

/** The goods behind an event, but for their shares, and the lines that it tells of. */
function toldBy(
  word: MirrorWord,
  root: string,
  before: Goods,
): { readonly goods: Goods; readonly lines: ReadonlySet<number> } {
  const { consignment_id } = word;
  switch (word.kind) {
    case 'lodged':
      return { goods: withDeclaration(before, word.declaration), lines: new Set() };
    case 'declared': {
      const row = declarationOf(before, word.declaration_id);
      if (!row.counts || isCancelled(before, consignment_id)) return { goods: before, lines: new Set() };
      const { told } = word;
      return { goods: withDeclaration(before, { ...row, told }), lines: linesOf([row.told, told]) };
    }
    case 'cancelled': {
      const ofIt = before.declarations.filter((row) => row.consignment_id === consignment_id);
      const row = consignmentOf(before, consignment_id, root);
      const goods = withConsignments(before, [{ ...row, cancelled: true }]);
      return {
        goods: ofIt.reduce((all, row) => withDeclaration(all, { ...row, told: null }), goods),
        lines: linesOf(ofIt.map(({ told }) => told)),
      };
    }
    case 'split': {
      const rows = word.parts.map((part) => ({
        ...part,
        ...{ root_id: root, whole_id: consignment_id, cancelled: false },
      }));
      return {
        goods: withConsignments(before, rows),
        lines: new Set(word.parts.flatMap(({ masses }) => Object.keys(masses).map(Number))),
      };
    }
    default:
      return never(word);
  }
}

/** @throws Error where it was not lodged: the log holds no other word on a declaration before that. */
export function declarationOf(goods: Goods, declarationId: string): MirrorDeclarationRow {
  const row = goods.declarations.find(({ declaration_id }) => declaration_id === declarationId);
  if (!row) throw new Error(`The declaration ${declarationId} was not lodged before.`);
  return row;
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
  const texts = {} as Record<MirrorSum, string>;
  for (const sum of MIRROR_SUMS) texts[sum] = amounts[sum].toString();
  return texts;
}

/** Pairs that are told as they were stay; of the others of these lines, what stood ends and what is told now begins. */
function replaced(
  before: readonly MirrorShareRow[],
  lines: ReadonlySet<number>,
  now: readonly (readonly Share[])[],
  position: number,
): Readonly<Record<'ended' | 'fresh' | 'kept', readonly MirrorShareRow[]>> {
  const standing = new Map<string, MirrorShareRow[]>();
  for (const share of before) {
    const pair = pairOf(share);
    const shares = standing.get(pair);
    if (shares) shares.push(share);
    else standing.set(pair, [share]);
  }
  const contentOf = (shares: readonly Share[]) => shares.map(textOf).join();
  const asBefore = new Set<string>();
  const changed = now.filter((shares) => {
    const [first] = shares;
    const pair = first && pairOf(first);
    const rows = pair === undefined ? undefined : standing.get(pair);
    if (pair === undefined || rows === undefined) return true;
    if (contentOf(rows.sort((a, b) => a.place - b.place)) !== contentOf(shares)) return true;
    asBefore.add(pair);
    return false;
  });
  const stays = (share: MirrorShareRow) => !lines.has(share.line_number) || asBefore.has(pairOf(share));
  return {
    kept: before.filter(stays),
    ended: before.filter((share) => !stays(share)).map((share) => ({ ...share, until_position: position })),
    fresh: changed.flatMap((shares, at) =>
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
