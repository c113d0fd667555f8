import type { FigureDefinition } from '../figures/figure-definition.js';

export const corridorSpeedFigure: FigureDefinition = {
  field: 'corridorSpeed',
  title: 'Speed over sections of the corridor',
  question:
    'How fast do goods go over each section of a route, with the time that they stand and without it?',
  formula:
    'CPMM TFI4. With delay: km ÷ (first arrival where the section ends − last departure where it begins). Without delay: km ÷ the time moving, which is that time less the stays at places between. Mean: all km ÷ all hours. p50 and p90 by nearest rank: the trip that half, or nine tenths, of the trips were not faster than. In the month of the arrival by the clock of its country.',
  unit: 'kilometres an hour',
  rounding: 'In milliseconds and tenths of kilometres until it is shown; then to one decimal, half to even.',
  source:
    'CAREC Corridor Performance Measurement and Monitoring (CPMM), trade facilitation indicator 4: speed with delay (SWD) and without (SWOD). Kilometres as plans of routes tell them, each with its source; times from checkpoints.',
  edgeCases: [
    'A section is a leg of the plan of a route as of the position, whichever way it is gone; whether goods may take the route does not matter. Legs of several routes with the same ends, mode and border crossings are one section.',
    'Where a leg tells no kilometres, nothing is measured. Where routes tell different ones of one section, the ones told last count, and they count for earlier trips, too.',
    'A trip goes by one mode. Goods that were seen at none of the border crossings of a section that has some, or at one that only another way between the same ends has, did not go over it; where several ways are possible still, the trip is ambiguous: its number is told, and it is out.',
    'A trip without the scan of its departure or of its arrival is incomplete: counted, and out. A dispatch or a delivery alone is no scan.',
    'Where a last departure lies before the first arrival at one of the ends, or no time was left to move, it is an anomaly: counted, listed, and out.',
    'A stay between whose arrival or departure was not scanned is not taken off: its time counts as moving, and the number of such stays is told. So the speed without delay is never lower than the one with it.',
    'Stays where the section begins and ends are no part of the trip. Goods that come by again make another trip; each runs from the last time that they were where it begins.',
    'Goods that were split on the way went as a whole up to there: each part makes a trip of its own.',
    'A plan is one way’s and stands beside both. Its speed holds waiting: km ÷ (days × 24). It is never mixed with what was measured.',
    'Which routes are the northern ones stands in libs/reference-data/data/routes.csv.',
    'Without a complete trip there is no speed: it is absent, not 0.',
  ],
  example:
    'Karachi to Almaty by Torkham is 3,800 km, planned to take 8 days (3,800 ÷ 192 h = 19.8 km/h). One lorry takes 200 h, 24 h of them at PKTOR and 16 h at AFRKH: 3,800 ÷ 200 = 19.0 with delay, 3,800 ÷ 160 = 23.8 (23.75, half to even) without. Another takes 152 h and was not seen to leave PKTOR: 25.0 both. n 2, with delay mean 21.6 (7,600 ÷ 352), p50 19.0, p90 25.0; without mean 24.4 (7,600 ÷ 312), p50 23.8, p90 25.0; unmeasured stops 1.',
};
