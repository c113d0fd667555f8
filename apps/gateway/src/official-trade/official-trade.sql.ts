import { usd } from '../graphql/money.type.js';
import type { OfficialFigure } from './official-trade.types.js';

/** What a source tells of a flow in a period: of all goods, or of one chapter. */
export interface OfficialFigureRow {
  readonly period: string;
  readonly flow: string;
  readonly source: string;
  readonly classification: string;
  readonly status: string;
  readonly published_on: string | null;
  readonly downloaded_on: string;
  /** bigint, as text, like `cents`. */
  readonly position: string;
  /** Null where the source tells of chapters alone. */
  readonly cents: string | null;
  /** Whether CIF and FOB values are told apart. */
  readonly tells_freight: boolean;
}

export interface OfficialChapterRow extends OfficialFigureRow {
  readonly chapter: string;
  readonly cents: string;
}

/** What stood at position $5 of reporter $1 with partner $2, in months $3 to $4 and in the years that these lie in. */
const STANDING = `
  SELECT * FROM read.official_publications
  WHERE reporter = $1 AND partner = $2 AND period BETWEEN left($3::text, 4) AND $4::text AND (length(period) = 4 OR period >= $3::text)
    AND from_position <= $5 AND (until_position IS NULL OR until_position > $5)`;

const FIGURE = `p.period, p.flow, p.source, p.classification, p.status, to_char(p.published_on, 'YYYY-MM-DD') AS published_on,
    to_char(p.downloaded_on, 'YYYY-MM-DD') AS downloaded_on, p.position::text AS position, l.value_usd_cents::text AS cents,
    num_nonnulls(l.cif_usd_cents, l.fob_usd_cents) = 2 AS tells_freight`;
const ORDER = 'p.period, p.flow, p.source';

export const OFFICIAL_TOTALS_SQL = `
  SELECT ${FIGURE} FROM (${STANDING}) p LEFT JOIN read.official_lines l ON l.position = p.position AND l.code = 'TOTAL'
  ORDER BY ${ORDER}`;

export const OFFICIAL_CHAPTERS_SQL = `
  SELECT l.code AS chapter, ${FIGURE} FROM (${STANDING}) p JOIN read.official_lines l ON l.position = p.position AND length(l.code) = 2
  ORDER BY l.code, ${ORDER}`;

export function figureOf({
  published_on,
  downloaded_on,
  position,
  cents,
  ...told
}: OfficialFigureRow): OfficialFigure {
  const { period, flow, source, classification, status } = told;
  return {
    ...{ period, flow, source, classification, status },
    total: cents === null ? null : usd(BigInt(cents)),
    publishedOn: published_on,
    downloadedOn: downloaded_on,
    position: Number(position),
  };
}
