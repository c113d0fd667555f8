import type { CommitmentEvent } from '../institutions/commitment/commitment.events.js';
import type { Allocated, LinkBasis } from '../institutions/index.js';
import type { Amount, ValuedLine } from './valued-line.js';

/** Where an event stands in the log, and when it happened. */
export interface Placed {
  readonly position: number;
  /** `YYYY-MM-DD`, by the clock that it was told by. */
  readonly on: string;
  /** In UTC, in a form that sorts as text. */
  readonly at: string;
}

/** What an event of a commitment's own stream tells of it. */
export interface CommitmentWord extends Placed {
  readonly kind: 'commitment';
  readonly told: CommitmentEvent;
  readonly participants: readonly string[];
  readonly demo: boolean;
}

/** What serves a commitment from an event on, or serves it no more. */
export interface LinkWord extends Placed {
  readonly kind: 'linked' | 'unlinked';
  readonly allocated: Allocated;
  readonly commitmentId: string;
  readonly basis: LinkBasis;
  readonly contractId: string | null;
  readonly toldBy: string;
  readonly reason: string | null;
}

/** How far goods have come, and what they are worth. */
export type GoodsWord = Placed & { readonly consignmentId: string } & (
    | { readonly kind: 'declared'; readonly lines: readonly ValuedLine[]; readonly partOf: string | null }
    | { readonly kind: 'amended'; readonly lines: readonly ValuedLine[] }
    | { readonly kind: 'dispatched' | 'delivered' | 'split' | 'returned' | 'cancelled' }
    | {
        readonly kind: 'lodged';
        readonly declarationId: string;
        readonly flow: 'export' | 'import';
        /** Whether the goods are declared for home use: to stay for good. */
        readonly homeUse: boolean;
      }
    /** The last word of customs on a declaration; without lines where it is taken back. */
    | { readonly kind: 'cleared'; readonly declarationId: string; readonly lines: readonly ValuedLine[] }
    | { readonly kind: 'owed'; readonly invoiceId: string; readonly amount: Amount }
    /** What is left of an invoice behind a payment, or behind one that was given back or unmatched; minor units, and the day of that. */
    | {
        readonly kind: 'left';
        readonly invoiceId: string;
        readonly outstanding: string;
        readonly movedOn: string;
      }
    | { readonly kind: 'invoice-withdrawn'; readonly invoiceId: string }
  );

/** What an event tells of what came of commitments: all that the fold needs of it. */
export type RealisationWord = CommitmentWord | LinkWord | GoodsWord;

export const isOfGoods = (word: RealisationWord): word is GoodsWord => 'consignmentId' in word;
export const isLink = (word: RealisationWord): word is LinkWord =>
  word.kind === 'linked' || word.kind === 'unlinked';
