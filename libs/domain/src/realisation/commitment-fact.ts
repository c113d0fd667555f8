/** A row of `reporting.commitment_facts`, without its generation. */
export interface CommitmentFact {
  readonly position: number;
  readonly fact: number;
  readonly commitment_id: string;
  readonly stage: string;
  readonly on_day: string;
  /**
   * The day on which it came about, where `on_day` is another, that on which it was told: of a promise that of its announcement, of a contract that of its signature, of an investment that on
   * which it was reached, of a clearance that was amended the first one. Null where it is `on_day`.
   */
  readonly came_on: string | null;
  readonly cause_position: number;
  readonly consignment_id: string | null;
  readonly contract_id: string | null;
  readonly usd_cents: string;
  readonly currency: string | null;
  readonly minor: string | null;
  readonly jobs: number;
  readonly unvalued_lines: number;
  readonly status: string | null;
  /** What it is of: goods at a stage, a payment, a contract or a verified report; null for what is no progress. */
  readonly thing: string | null;
}
