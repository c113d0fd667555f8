/** What a figure means, so that two people compute the same number; the pages of docs/figures are made from it. */
export interface FigureDefinition {
  /** Field of the GraphQL query. */
  readonly field: string;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly unit: string;
  readonly rounding: string;
  /** The rule that it follows. */
  readonly source: string;
  readonly edgeCases: readonly string[];
  /** Worked by hand, the same as a spec shows. */
  readonly example: string;
}
