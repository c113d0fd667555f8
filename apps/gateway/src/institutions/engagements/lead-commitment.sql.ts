/**
 * Of a lead, the first commitment that names it and stands as of position $1: a lateral query with the column `commitment_id`.
 * @param lead its id, as SQL
 */
export const leadCommitmentSql = (lead: string): string => `
      SELECT f.commitment_id FROM read.lead_facts f
      WHERE f.lead_id = ${lead} AND f.kind = 'committed' AND f.position <= $1 AND NOT EXISTS (
        SELECT FROM read.lead_facts w
        WHERE w.lead_id = f.lead_id AND w.commitment_id = f.commitment_id AND w.kind = 'withdrawn' AND w.position <= $1
      )
      ORDER BY f.position LIMIT 1`;
