import { Rejection } from '@corridor/kernel';
import { CodeList } from './code-list.js';
import { ROWS } from './tables/procedures.js';

type Row = (typeof ROWS)[number];

/** The two digits of a customs procedure; `00` says that there was none before. */
export type ProcedureCode = Row[0];

/** What a procedure is for, whatever its number in a classifier. */
export type ProcedureKind = Exclude<Row[2], 'none'>;

/**
 * A customs procedure of the classifier that the Eurasian Economic Union uses (Decision 378 of the Commission of the
 * Customs Union, annex 1).
 */
export interface Procedure {
  readonly code: ProcedureCode;
  readonly name: string;
  /** `none` for `00`. */
  readonly kind: Row[2];
  /**
   * The direction in which goods cross the border of the customs territory: `none` where the procedure alone does not tell it.
   * Not whether they count as trade: what goes out or comes in for a time only has a direction, and is none.
   */
  readonly flow: Row[3];
}

export const PROCEDURES = new CodeList<Procedure>(
  ROWS.map(([code, name, kind, flow]) => ({ code, name, kind, flow })),
  { code: 'procedure-unknown', holds: 'customs procedure such as "40"' },
);

/** Checks the procedure that is asked for. @throws Rejection `procedure-unknown` with `pointer`, also for `00`. */
export function checkProcedure(code: string, pointer: string): Procedure & { readonly kind: ProcedureKind } {
  const { kind, ...procedure } = PROCEDURES.check(code, pointer);
  if (kind !== 'none') return { ...procedure, kind };
  throw new Rejection('procedure-unknown', '"00" is no procedure to ask for.', { pointer });
}

/**
 * Checks the procedure that goods were under before; `00` where they were under none. Transit is none of them: it is passed
 * over in a declaration (rules of box 37).
 * @throws Rejection `procedure-unknown` with `pointer`.
 */
export function checkPreviousProcedure(code: string, pointer: string): Procedure {
  const procedure = PROCEDURES.check(code, pointer);
  if (procedure.kind !== 'transit') return procedure;
  const message = 'Customs transit is not told as a previous procedure: give the one before it, or "00".';
  throw new Rejection('procedure-unknown', message, { pointer });
}
