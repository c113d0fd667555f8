/**
 * A progress report as it is printed: what stands in it and nothing about how it looks. It is plain JSON of texts, whole numbers and null, so that its
 * canonical form has one spelling and every printer shows the same.
 */
export interface Report {
  readonly form: 'corridor-ledger progress report 3';
  readonly title: string;
  /** Whose statistics, and with whom: ISO 3166-1 alpha-2. */
  readonly reporter: string;
  readonly partner: string;
  readonly meeting: ReportedMeeting | null;
  /** Every figure is as of this position of the ledger. */
  readonly position: number;
  /** When the ledger came there: RFC 3339, UTC. */
  readonly recordedAt: string;
  /** The day of that by the reporter's clock. */
  readonly asOfDay: string;
  /** It tells what was restated since this position, such as that of the report before; null where that was not asked for. */
  readonly since: number | null;
  /** The twelve full months before that day: what is told of months is told of these. */
  readonly months: { readonly from: string; readonly to: string };
  readonly sections: readonly Section[];
}

/** The meeting that the report was pinned for. */
export interface ReportedMeeting {
  readonly meetingId: string;
  readonly name: string;
  readonly session: number | null;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface Section {
  /** For links and file names: small letters and hyphens. */
  readonly id: string;
  readonly title: string;
  /** The pages that define its figures. */
  readonly figures: readonly FigureLink[];
  readonly tables: readonly Table[];
  /** What a reader has to know of the tables, such as what cannot be told and why. */
  readonly notes: readonly string[];
}

export interface FigureLink {
  readonly title: string;
  /** Path in the project: `docs/figures/bilateral-trade.md`. */
  readonly page: string;
}

export interface Table {
  /** Within the report. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** A cell for each column; null where nothing can be told. */
  readonly rows: readonly Row[];
  /** What the rows come to, where that says something. */
  readonly total: Row | null;
}

export type Row = readonly (string | null)[];

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of what its numbers count: `USD`, `hours`. */
  readonly unit: string | null;
}

/**
 * What the cells are: words; a code of a list; a month or a day; an amount in major units with all digits of its currency; how many; a ratio of which
 * "0.0837" is 8.37 %; another decimal.
 */
export type ColumnKind = 'text' | 'code' | 'month' | 'day' | 'money' | 'count' | 'ratio' | 'decimal';

const NUMBERS: ReadonlySet<ColumnKind> = new Set(['money', 'count', 'ratio', 'decimal']);

export function isNumber({ kind }: Column): boolean {
  return NUMBERS.has(kind);
}

const column =
  (kind: ColumnKind, usual: string | null = null) =>
  (name: string, unit: string | null = usual): Column => ({ name, kind, unit });

export const text = column('text');
export const code = column('code');
export const month = column('month');
export const day = column('day');
export const usdAmount = column('money', 'USD');
/** In the currency that another column of the row names. */
export const amount = column('money');
export const count = column('count');
export const ratioColumn = column('ratio');
export const decimal = column('decimal');

/** The tables of a report with their sections, in its order. */
export function tablesOf({
  sections,
}: Report): readonly { readonly section: Section; readonly table: Table }[] {
  return sections.flatMap((section) => section.tables.map((table) => ({ section, table })));
}
