/** What a figure means, so that two people compute the same number. */
export interface FigureDefinition {
  /** Its field of the GraphQL query. */
  readonly field: string;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly unit: string;
  readonly rounding: string;
  /** The rule that it follows. */
  readonly source: string;
  readonly edgeCases: readonly string[];
  /** Worked by hand; a spec holds the same. */
  readonly example: string;
}
