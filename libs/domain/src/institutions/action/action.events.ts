import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** A figure that should move, by what it is asked with. */
export interface ActionFigure {
  readonly name: 'commitment-delivered' | 'bilateral-trade' | 'goods-blocked' | 'open-cases';
  readonly commitmentId?: string;
  /** ISO 3166-1 alpha-2, of `bilateral-trade`. */
  readonly reporter?: string;
  readonly partner?: string;
  readonly direction: 'up' | 'down';
}

/** What a figure is, in its unit. */
export type FigureValue =
  | ({ readonly kind: 'money' } & MoneyJson)
  | { readonly kind: 'count'; readonly count: number; readonly unit: 'cases' };

/** What it was as of a position. */
export interface FigureAt {
  readonly value: FigureValue;
  readonly asOf: number;
}

/** From what to what it went, which way it should have, and whether it did. */
export interface FigureReview {
  readonly wanted: ActionFigure['direction'];
  readonly from: FigureAt;
  readonly to: FigureAt;
  readonly moved: boolean;
}

interface Of {
  readonly actionId: string;
}

export type ActionAssigned = DomainEvent<
  'ActionAssigned',
  Of & {
    readonly meetingId: string;
    readonly decisionId: string;
    /** Participant id. */
    readonly owner: string;
    readonly task: string;
    readonly dueOn: string;
    readonly figure?: ActionFigure;
    /** What it was as the action was assigned. */
    readonly baseline?: FigureAt;
  }
>;
export type ActionExtended = DomainEvent<
  'ActionExtended',
  Of & { readonly dueOn: string; readonly reason: string }
>;
export type ActionOverdue = DomainEvent<'ActionOverdue', Of & { readonly dueOn: string }>;
export type ActionDone = DomainEvent<
  'ActionDone',
  Of & {
    readonly doneOn: string;
    readonly note: string;
    readonly evidence?: { readonly title: string; readonly sha256: string };
  }
>;
export type ActionDropped = DomainEvent<'ActionDropped', Of & { readonly reason: string }>;
export type ActionFigureReviewed = DomainEvent<'ActionFigureReviewed', Of & FigureReview>;

export type ActionEvent =
  | ActionAssigned
  | ActionExtended
  | ActionOverdue
  | ActionDone
  | ActionDropped
  | ActionFigureReviewed;

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with the offset of where it happened. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type ActionCommand =
  | Asking<'AssignAction', ActionAssigned['data']>
  | Asking<'ExtendAction', ActionExtended['data']>
  /** The ledger's own: `on` is the first day behind the limit. */
  | Asking<'MarkActionOverdue', { readonly actionId: string; readonly on: string }>
  | Asking<'FinishAction', ActionDone['data']>
  | Asking<'DropAction', ActionDropped['data']>
  | Asking<'ReviewAction', Of & FigureAt>;
