/** What a figure means, so that two people compute the same number; its page in docs/figures is made of it. */
export interface FigureDefinition {
  /** Where GraphQL answers with it, from the query on: `payments.daysToSettle`. */
  readonly field: string;
  /** A noun, as a heading. */
  readonly title: string;
  /** What it answers, as its users ask it. */
  readonly question: string;
  readonly formula: string;
  readonly unit: string;
  readonly rounding: string;
  /** By which standard, or whose rule, it counts, and which events it is made of. */
  readonly source: string;
  /** What a second reader of the formula could take another way: a sentence each. */
  readonly edgeCases: readonly string[];
  /** Worked by hand: what happened, and what it comes to. A spec shows the same. */
  readonly example: string;
}
