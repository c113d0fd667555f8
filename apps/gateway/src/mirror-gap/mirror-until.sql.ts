import { MIRROR_SUMS } from '@corridor/domain';
import { LISTED, type ListedSum, linesSql } from './mirror-lines.sql.js';

const UNTIL = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

/**
 * That nothing of the goods of a share `s` happened behind an instant, milliseconds since 1970: what stands of them stood then. Asked so, the database joins them, however many they are; `NOT IN`
 * would go through all of them for each share once they are too many for its memory.
 */
const isUnchanged = (instant: string): string => `NOT EXISTS (
      SELECT FROM read.mirror_goods g
      WHERE g.last_occurred_at > ${UNTIL(instant)} AND g.root_id = coalesce(
        (SELECT c.root_id FROM read.mirror_consignments c WHERE c.consignment_id = s.consignment_id), s.consignment_id))`;

/**
 * Of exports of $1 to $2, months $3 to $4 (first days), as of position $5: what the goods add of which nothing happened behind instant $6, by month and chapter; of what the exporter alone
 * declares, `under_way`.
 */
export const GAP_UNCHANGED_SQL = `
  SELECT to_char(s.month, 'YYYY-MM') AS month, s.chapter, ${MIRROR_SUMS.map((sum) => `sum(s.${sum})::text AS ${sum}`).join(', ')},
    coalesce(sum(s.exports) FILTER (WHERE s.import_declaration IS NULL), 0)::text AS under_way
  FROM read.mirror_shares s
  WHERE s.exporter = $1 AND s.importer = $2 AND s.month BETWEEN $3 AND $4 AND s.position <= $5 AND (s.until_position IS NULL OR s.until_position > $5)
    AND ${isUnchanged('$6')}
  GROUP BY s.month, s.chapter`;

/** As of position $1, what had happened by instant $2 of the goods of which something did so before, and something behind it: as it is folded, in order; of at most $3 goods. */
export const CHANGED_WORDS_SQL = `
  WITH changed AS MATERIALIZED (
    SELECT g.root_id FROM read.mirror_goods g WHERE g.last_occurred_at > ${UNTIL('$2')} AND g.first_occurred_at <= ${UNTIL('$2')} LIMIT $3
  )
  SELECT w.root_id, w.word FROM changed JOIN read.mirror_words w USING (root_id)
  WHERE w.position <= $1 AND (w.occurred_at IS NULL OR w.occurred_at <= ${UNTIL('$2')})
  ORDER BY w.position`;

/** The lines of goods of which nothing happened behind instant $10. */
export const linesUnchangedSql = (sum: ListedSum): string => {
  const { cents, where } = LISTED[sum];
  return linesSql({ cents, where: `${where} AND ${isUnchanged('$10')}` });
};
