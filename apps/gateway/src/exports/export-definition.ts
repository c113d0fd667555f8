import type { Caller } from '@corridor/nest-kit';
import type { Month } from '../calendar/month.js';
import type { FigureDefinition } from '../figures/figure-definition.js';
import type { ReadModel } from '../read/read-models.js';
import type { ReleaseStatus } from '../release-calendar/release-status.js';

/** What is asked for, as of a position that the read models have reached. */
export interface ExportQuestion {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  /** When the ledger came there, milliseconds since 1970; undefined before its first event. */
  readonly asOfMs: number | undefined;
  /** Whose trade, and with whom; of the export of trade alone. */
  readonly reporter: string;
  readonly partner: string;
  /** How final a month is by the reporter's release calendar; of the export of trade alone. */
  readonly statusOf?: (month: Month) => ReleaseStatus;
  /** Whose rows alone are told; null for those of all. */
  readonly bank: string | null;
}

export type Cell = string | number | boolean | null;

/** Rows behind a figure, in the order of the ledger. */
export interface ExportDefinition<Row = never> {
  readonly name: string;
  /** The figure that they make. */
  readonly figure: FigureDefinition;
  readonly needs: readonly [ReadModel, ...ReadModel[]];
  /** Whether it is of two countries. */
  readonly isOfPair: boolean;
  /** @returns the bank that the rows are narrowed to @throws GraphQLError `FORBIDDEN` for who may not see single rows */
  allow(caller: Caller): string | undefined;
  /** A statement that gives all rows in an order of its own. */
  statement(question: ExportQuestion): { readonly sql: string; readonly values: readonly unknown[] };
  readonly columns: readonly string[];
  /** A cell for each column. */
  cells(row: Row, question: ExportQuestion): readonly Cell[];
}

/** For a list of exports of rows of several kinds; each reads the rows of its own statement. */
export function definition<Row>(of: ExportDefinition<Row>): ExportDefinition {
  return of as ExportDefinition;
}
