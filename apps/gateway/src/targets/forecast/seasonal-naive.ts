import { atLeastNone, type ForecastAt, HORIZON, SEASON } from './forecast-at.js';

/**
 * Each month as the same month of the year before (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2).
 * @param history Cents by month, oldest first.
 */
export function seasonalNaive(history: readonly bigint[]): ForecastAt {
  return (origin) => history.slice(origin - SEASON, origin - SEASON + HORIZON).map(atLeastNone);
}
