/** One published rate that a conversion went by. */
export interface ExchangeLeg {
  readonly base: string;
  readonly quote: string;
  /** Decimal text: what one unit of `base` costs in `quote`. */
  readonly rate: string;
  /** The local day that the rate is of, `YYYY-MM-DD`. */
  readonly on: string;
  /** Who published it. */
  readonly source: string;
  /** Whether it was used from `quote` to `base`. */
  readonly inverse: boolean;
}

/** How an amount was converted. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
  /** Decimal text: one unit of `from` is so much of `to`. */
  readonly rate: string;
  /** One rate, or two through a third currency. */
  readonly legs: readonly ExchangeLeg[];
}
