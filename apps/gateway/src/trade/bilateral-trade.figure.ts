import type { FigureDefinition } from '../figures/figure-definition.js';

export const bilateralTradeFigure: FigureDefinition = {
  field: 'bilateralTrade',
  title: 'Bilateral trade',
  question:
    'How much did the reporter trade with the partner, month by month, in which goods, through which customs offices and ports, by which routes, carried by what, and by which events?',
  formula:
    'T(reporter, partner, months) = exports + imports. Exports: goods whose last known destination is the partner, valued at the frontier of the reporter (FOB-type); re-exports, goods of another country, are a part of them and shown apart. Imports: goods that originate in the partner, valued at the frontier of the reporter (CIF-type). Cut by sector, by chapter, heading and subheading of the Harmonized System, by the customs office that cleared the goods, by what carried them over the frontier of the reporter, by the port in which they changed between land and ship, and by the route that they took; each cut sums to the total.',
  unit: 'USD, at the rate of the day of acceptance; dated by the month in which customs accepted the declaration.',
  rounding:
    'Each line is rounded to the cent, half to even, when its declaration is decided; sums add cents and round nothing.',
  source:
    'United Nations, International Merchandise Trade Statistics: Concepts and Definitions 2010 (IMTS 2010).',
  edgeCases: [
    'Transit, temporary movements, cancelled consignments and services do not count; what leaves a warehouse or inward processing does not count again.',
    "Goods of the reporter's own origin that come back are a re-import, with the reporter itself for their partner: never a negative export.",
    'An export whose destination is the reporter itself is no trade.',
    'An amendment takes out what counted and puts in what counts now, in the month of the original acceptance; as of a position before it, the figure is what it was.',
    "The statistics of two countries stand side by side and never mix: a figure names its reporter, and customs offices are the reporter's own.",
    'A declaration does not tell what carries the goods: the dispatch and each change of what carries them do, of the consignment, before or after the clearance. What is told later moves what stands from one mode or port to another, as of its position, and changes no total. An export has the mode of the last leg that began in the country of the reporter, an import that of the last leg that began outside it; a port is the first in which the goods were loaded on a ship or, where that is none, taken off one. What is not told stands under null.',
    'No event names the route of goods either. They took a [route](../corridor.md#routes-ports-and-modes) when they were seen at each gate of its plan (border crossings, of which either side will do, and places where its legs meet), in its order or backwards, and their declaration has them go from the country of its one end to that of its other: an export from the reporter to the partner, an import from the country of consignment to the reporter. Of several, the one with the most gates; of these, the one at more of whose ends they were seen. Where several are left, the trade stands under all of them (`mayBe`), once. What was seen at the gates of none, or is on its way to them, stands under null.',
    'The route is the one by what was seen as of the position, whether the goods were delivered or not: with each gate that they pass, what stands of them may move from null to a route, or from one to another, as of that event. A scan that is taken back moves it back.',
    'Goods are held against the plans of routes that stood when they were told of last: a plan that is told or revised later moves no trade by itself, where `corridorRoutes` holds goods against the plans of the position.',
    'Goods that are split stay under the mode, port and route that the whole had come to, as far as they were cleared before; a part that is cleared by itself has what was told of the whole before the part was declared, and what is told of the part.',
    'What the partner declared exported to the reporter, and the reporter has not declared imported, is under way: on a line of its own (`underWay`), by the month of the export and FOB-type, in no sum; once it is imported it is an import.',
    'Years (`years`) are those of the calendar or, asked for, from July to June; each counts the months that are asked for.',
    'Asked by `occurredUntil`, exactly the events count that had happened by then, as they are known as of the position: a correction that was made later does not, and a clearance that was told later does. So with what carried the goods, where they were seen, and plans.',
    "How final a month is (`release`) is told by the reporter's [release calendar](../release-calendar.md): provisional, revised, or final; what was restated behind that is told, not left out.",
    'Months without trade are shown with nothing; sectors, chapters, headings, subheadings and offices without trade are left out; those whose trade was taken out again stay, with nothing.',
  ],
  example:
    'PK clears exports of textiles for 100.00 and of rice for 50.50 in January, an import of medicines for 70.00 in January, and bearings of China for 20.00 to KZ in March. The textiles are then corrected to 80.00. From January to March: exports 80.00 + 50.50 + 20.00 = 150.50, of these re-exports 20.00; imports 70.00; total 220.50. As of the event before the correction: 240.50. The textiles were seen at Torkham in February, and the plan of one route to KZ passes Torkham alone: by that route 80.00, by none that is known 140.50. Of what had happened by the end of January: 220.50, all of it under none.',
};
