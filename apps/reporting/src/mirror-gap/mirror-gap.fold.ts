import type { EventDataOf, EventOf } from '@corridor/contracts';
import {
  type AllGoods,
  declarationOf,
  foldMirrorWord,
  goodsOf,
  type MirrorDeclarationRow,
  type MirrorWord,
  rootOf,
  type ShareChange,
  type Told,
} from '@corridor/domain';
import { minorText, never } from '@corridor/kernel';
import { monthOf } from '../local-day.js';
import { countsInTrade } from '../trade-facts/trade-facts.fold.js';
import { utcInstant } from '../utc-instant.js';

export const MIRROR_EVENTS = [
  'DeclarationLodged',
  'DeclarationCleared',
  'DeclarationAmended',
  'DeclarationInvalidated',
  'ConsignmentCancelled',
  'ConsignmentSplit',
] as const;
export type MirrorEvent = EventOf<(typeof MIRROR_EVENTS)[number]>;

/** A row of `reporting.mirror_words`, without its generation. */
export interface MirrorWordRow {
  readonly position: number;
  readonly root_id: string;
  /** From when on it counts, in UTC; null of what counts whenever it happened: by itself, what is lodged makes no gap. */
  readonly occurred_at: string | null;
  readonly word: MirrorWord;
}

export interface MirrorChanges {
  readonly words: readonly MirrorWordRow[];
  /** Every share that events put in or take out, in order of position. */
  readonly shares: readonly ShareChange[];
}

/** What events make of the gap between what two countries declare of the same goods: replaces the goods that they tell of. */
export function foldMirror(events: readonly MirrorEvent[], goods: AllGoods): MirrorChanges {
  const words: MirrorWordRow[] = [];
  const shares: ShareChange[] = [];
  for (const event of events) {
    const { position, occurredAt } = event;
    const word = wordOf(event, goods);
    words.push({
      position,
      root_id: rootOf(goods, word.consignment_id),
      occurred_at: word.kind === 'lodged' ? null : utcInstant(occurredAt),
      word,
    });
    shares.push(...foldMirrorWord(word, goods));
  }
  return { words, shares };
}

function wordOf(event: MirrorEvent, goods: AllGoods): MirrorWord {
  const { position } = event;
  const own = { position, consignment_id: event.data.consignmentId };
  switch (event.type) {
    case 'DeclarationLodged':
      return { ...own, kind: 'lodged', declaration: lodged(event) };
    case 'DeclarationCleared':
    case 'DeclarationAmended': {
      const row = declarationOf(goodsOf(goods, own.consignment_id), event.data.declarationId);
      return { ...own, kind: 'declared', declaration_id: row.declaration_id, told: toldIn(event, row) };
    }
    case 'DeclarationInvalidated':
      return { ...own, kind: 'declared', declaration_id: event.data.declarationId, told: null };
    case 'ConsignmentCancelled':
      return { ...own, kind: 'cancelled' };
    case 'ConsignmentSplit': {
      const parts = event.data.parts.map(({ consignmentId, lines }) => ({
        consignment_id: consignmentId,
        masses: Object.fromEntries(lines.map(({ lineNumber, netMassKg }) => [lineNumber, netMassKg])),
      }));
      return { ...own, kind: 'split', parts };
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
    month: monthOf(acceptedOn),
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
