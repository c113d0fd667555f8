import { CodeList } from './code-list.js';
import { ROWS as HOLD_ROWS } from './tables/hold-reasons.js';
import { ROWS as IRREGULARITY_ROWS } from './tables/irregularities.js';
import { ROWS as REFUSAL_ROWS } from './tables/refusal-reasons.js';

/** A reason or finding of customs, and how to tell it to a person. */
export interface Reason<Code extends string = string> {
  readonly code: Code;
  /** One sentence without its full stop. */
  readonly name: string;
}

/** Why customs holds goods. */
export type HoldReasonCode = (typeof HOLD_ROWS)[number][0];
/** Why customs refuses a procedure. */
export type RefusalReasonCode = (typeof REFUSAL_ROWS)[number][0];
/** What is found to be wrong with a transport on its way or at its end. */
export type IrregularityCode = (typeof IRREGULARITY_ROWS)[number][0];

export const HOLD_REASONS = listOf(HOLD_ROWS, 'hold-reason-unknown', 'reason of a hold such as "inspection"');
export const REFUSAL_REASONS = listOf(
  REFUSAL_ROWS,
  'refusal-reason-unknown',
  'reason of a refusal such as "prohibited"',
);
export const IRREGULARITIES = listOf(
  IRREGULARITY_ROWS,
  'irregularity-unknown',
  'irregularity such as "seal-broken"',
);

/** @throws Rejection `hold-reason-unknown` with `pointer`. */
export function checkHoldReason(code: string, pointer: string): Reason<HoldReasonCode> {
  return HOLD_REASONS.check(code, pointer);
}

/** @throws Rejection `refusal-reason-unknown` with `pointer`. */
export function checkRefusalReason(code: string, pointer: string): Reason<RefusalReasonCode> {
  return REFUSAL_REASONS.check(code, pointer);
}

/** @throws Rejection `irregularity-unknown` with `pointer`. */
export function checkIrregularity(code: string, pointer: string): Reason<IrregularityCode> {
  return IRREGULARITIES.check(code, pointer);
}

function listOf<Code extends string>(
  rows: readonly (readonly [code: Code, name: string])[],
  code: string,
  holds: string,
): CodeList<Reason<Code>> {
  return new CodeList(
    rows.map(([reason, name]) => ({ code: reason, name })),
    { code, holds },
  );
}
