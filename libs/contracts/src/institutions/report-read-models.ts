/**
 * Read models that a progress report of the Commission shows: a meeting is closed once all of them have come to the position that it pins, so that the
 * report can be read at once.
 */
export const REPORT_READ_MODELS = [
  'cases',
  'commitment-realisation',
  'goods-values',
  'holds',
  'targets',
  'trade-facts',
  'transits',
  'visits',
] as const;
