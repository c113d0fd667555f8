/** Minor units are text: they stand in JSON. */
export interface Amount {
  readonly minor: string;
  readonly currency: string;
}

/** Goods with what they are worth, as a paper has them. */
export interface ValuedLine extends Amount {
  readonly line: number;
  readonly hs6: string;
  readonly quantity: string;
  readonly unit: string;
}
