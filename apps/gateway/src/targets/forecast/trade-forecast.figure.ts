import type { FigureDefinition } from '../../figures/figure-definition.js';

export const tradeForecastFigure: FigureDefinition = {
  field: 'tradeForecast',
  title: 'Forecast of the next 12 months',
  question:
    'What will the reporter trade with the partner in the twelve months after those that are known, and how far off were such forecasts?',
  formula:
    'Exports and imports of each month, by the damped additive Holt–Winters method or by the same month of the year before (seasonal naive), whichever has the lower mean absolute scaled error (MASE) in a back-test with a rolling origin: from the 24th month on, each method forecasts twelve months, each time from the months before alone. The scale is the mean absolute difference between a month and the same month of the year before, up to the origin; the MASE is the mean over the origins of mean absolute error ÷ scale. Range: the sum plus the 10th and the 90th percentile (Hyndman & Fan, type 7) of the errors, actual − forecast, of the sums of twelve months in the back-test of the method chosen. Coverage: of the trials that had five errors or more before them, of trials whose twelve months were over at their origin, the share whose actual sum lay in the range made of those errors.',
  unit: 'USD; the errors as a ratio to the scale, and as USD of a year',
  rounding:
    'The months of a forecast to whole cents, half to even, once; their sum is exact. Percentiles to whole cents, ratios to four digits, half to even.',
  source:
    'Gardner & McKenzie 1985, Forecasting trends in time series; Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2, 5.10 and 8.3; Hyndman & Koehler 2006, Another look at measures of forecast accuracy; the trade itself by IMTS 2010.',
  edgeCases: [
    "The full months that are provisional by the reporter's [release calendar](../release-calendar.md), and the two newest whatever it says, are left out; the forecast begins with them. Full months end before the month of the as-of instant, in the time zone of the reporter.",
    'Under 48 months of history without them: not enough history, no number.',
    'The history begins with the first month with trade, and holds months without trade as 0; of more than 240 months the newest 240.',
    'An origin whose months were each as a year before has a scale of 0 and is left out of the MASE; without any origin left it is absent. Where it is absent or both are equal, the seasonal naive forecast counts.',
    'Trade is never negative: a month, and an end of the range, below nothing is 0.',
    'A method that fell short each time has only errors to one side: then the range lies to that side of the sum, and `note` and the printed report say so.',
    'It has no restatement: each number is made of all months at once, by a method that is chosen anew, so that no event has a share of it. What became of the months that it is made of, `tradeRestatement` tells.',
    'Origins that follow each other share eleven months, so that the coverage says less than their number suggests. Under 52 months of history no trial has five errors before it: the coverage is absent.',
  ],
  example:
    'Four years in which January brings 10.00, February 20.00, … December 120.00: 13 origins, each without an error. Forecast 780.00, range 780.00 to 780.00, no coverage, no MASE as no month differs from the year before. Four years of 0.10 a month, 0.12, 0.10 and 0.12 again: the seasonal naive forecast misses the 13 sums of twelve months by −0.24, −0.20, … 0.24; its MASE is 1.0000.',
};
