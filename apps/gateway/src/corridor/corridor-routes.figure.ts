import type { FigureDefinition } from '../figures/figure-definition.js';

export const corridorRoutesFigure: FigureDefinition = {
  field: 'corridorRoutes',
  title: 'Routes, ports and modes of goods that arrived',
  question: 'By which routes, ports and modes do goods come, and what was moved off the northern routes?',
  formula:
    'Of the goods that were delivered in a month, by the clock of that place, to another country than the one where their way began. Share: value, or net mass, of those that took the route, were seen at the port or went by the modes ÷ that of all. Moved off the northern routes: value, or mass, of goods that are known to have taken others ÷ that of goods of which it is known whether they took these or others. Days: from when goods were last seen where their way began to their delivery; mean, p50 and p90 by nearest rank; against the northern: the mean of the route − that of all goods that took a northern route.',
  unit: 'USD, kilograms, days; shares are numbers from 0 to 1',
  rounding:
    'Sums are exact; shares are rounded to four digits, days to one, half to even, as they are shown.',
  source:
    'No event names the route of goods: it is told by where they were seen (CheckpointRecorded, ConsignmentDispatched, ConsignmentTransloaded, ConsignmentDelivered and what else tells where goods are), held against the plans of routes (RouteDefined, RoutePlanRevised). Value and mass as the goods were declared or amended last. The northern routes, the ports, and which two places make a crossing stand in routes.csv, gateway-ports.csv and border-crossings.csv of libs/reference-data/data.',
  edgeCases: [
    'Goods took a route when they passed each of its gates, in its order or backwards, and their way led from the country of its one end to that of its other. Its gates are what its plan passes between its ends: border crossings and the places where its legs meet; either side of a crossing will do.',
    'Of several routes, the one with the most gates; of these, the one at more of whose ends the goods were seen. Where several are left, the goods are ambiguous: Karachi to Almaty and Karachi to Astana by Torkham are the same to goods for Shymkent.',
    'A gate at which goods were not scanned is not passed: they took none of the routes that have it. Ambiguous goods and those of no known route are told apart, with their number, and are in the shares of ports, modes and months.',
    'Goods that may have taken a northern route and another, or took none that is known, are neither among those that were moved off nor among the others; the part that is known is told beside.',
    'A plan is that of the position, also for goods that came before it was told. Its days are those between its own ends; goods may come from beyond.',
    'Goods that were seen at two of the ports are in both: shares of ports need not sum to 1. Other ports are not in the list.',
    'Modes are all by which goods went, in the order in which it was told: by sea and then by rail is a group of its own.',
    'Goods that came back to the country where their way began, or never left it, are out. So is what is still on its way.',
    'Goods that were split went as a whole up to there: each part arrives by itself, with its own value and mass.',
    'What was not declared in USD alone has no value here, and is counted as such; its mass counts.',
    'Where nothing arrived there are no shares and no days: they are absent, not 0.',
  ],
  example:
    'Three consignments come from Pakistan to Almaty. One from Karachi by lorry, by Torkham: $60,000, 20 t, 12 days. One from Port Qasim by ship and train, by Bandar Abbas and Sarakhs: $30,000, 60 t, 30 days. One from Karachi by ship and train round by Saint Petersburg: $10,000, 20 t, 48 days. By Torkham 0.6000 of the value and 0.2000 of the mass, 12.0 days, against the northern route −36.0. Karachi 0.7000 and 0.4000, Port Qasim 0.3000 and 0.6000. Moved off the northern route 0.9000 of the value and 0.8000 of the mass. Mean 30.0 days, p50 30.0, p90 48.0.',
};
