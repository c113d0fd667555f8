import type { ServiceAnnounced } from '@corridor/domain';

type Told = ServiceAnnounced['data'];

/** A scheduled service, by shares of the demo's time. */
export interface ServicePlan {
  readonly serviceId: string;
  readonly name: string;
  readonly mode: Told['mode'];
  readonly stops: readonly string[];
  /** Behind `demo-`. */
  readonly operator: string;
  readonly perWeek: number;
  readonly capacity: Told['capacity'];
  readonly announced: number;
  readonly plannedStart: number;
  readonly announcedBy: string;
  readonly started?: number;
  readonly suspensions: readonly {
    readonly from: number;
    readonly until?: number;
    readonly reason: string;
    readonly resumed?: string;
  }[];
  readonly changed?: { readonly from: number; readonly perWeek: number; readonly reason: string };
  /** Tonnes of a departure, where its operator tells them. */
  readonly tonnes?: readonly [least: number, most: number];
}

export const SERVICES: readonly ServicePlan[] = [
  {
    serviceId: 'karachi-bandar-abbas-feeder',
    name: 'Feeder ship from Karachi to Bandar Abbas',
    mode: 'sea',
    stops: ['PKKHI', 'IRBND'],
    operator: 'shipping',
    perWeek: 1,
    capacity: { basis: 'teu', teu: 420 },
    announced: 0.06,
    plannedStart: 0.1,
    announcedBy: 'The line',
    started: 0.11,
    suspensions: [],
  },
  {
    serviceId: 'karachi-saryagash-train',
    name: 'Container train from Karachi by Lahore and Taftan to Saryagash',
    mode: 'rail',
    stops: ['PKKHI', 'PKLYP', 'PKLHE', 'PKTFT', 'IRCKT', 'KZSRY'],
    operator: 'railway',
    perWeek: 1,
    capacity: { basis: 'teu', teu: 60 },
    announced: 0.15,
    plannedStart: 0.2,
    announcedBy: 'The railways of both countries',
    started: 0.23,
    suspensions: [
      {
        from: 0.6,
        until: 0.64,
        reason: 'No locomotives between Quetta and Taftan',
        resumed: 'Locomotives were hired',
      },
    ],
    tonnes: [180, 620],
  },
  {
    serviceId: 'karachi-almaty-flight',
    name: 'Flight from Karachi by Islamabad to Almaty',
    mode: 'air',
    stops: ['PKKHI', 'PKISB', 'KZALA'],
    operator: 'airline',
    perWeek: 2,
    capacity: { basis: 'seats-and-belly', seats: 150, bellyKg: 2_500 },
    announced: 0.3,
    plannedStart: 0.33,
    announcedBy: 'Session 10 of the Commission',
    started: 0.345,
    suspensions: [
      {
        from: 0.7,
        until: 0.73,
        reason: 'Both aircraft are in the workshop',
        resumed: 'One aircraft is back, the other one was hired',
      },
    ],
    changed: { from: 0.56, perWeek: 3, reason: 'The flights of the last months were full' },
  },
  {
    serviceId: 'kostanay-taftan-train',
    name: 'Grain train from Kostanay by Sarakhs to Taftan',
    mode: 'rail',
    stops: ['KZKSN', 'KZAST', 'KZSRY', 'IRCKT', 'PKTFT'],
    operator: 'railway',
    perWeek: 1,
    capacity: { basis: 'tonnes', tonnes: '1800' },
    announced: 0.48,
    plannedStart: 0.52,
    announcedBy: 'Session 11 of the Commission',
    started: 0.53,
    suspensions: [],
    tonnes: [700, 1_750],
  },
  {
    serviceId: 'lahore-almaty-air',
    name: 'Flight from Lahore to Almaty',
    mode: 'air',
    stops: ['PKLHE', 'KZALA'],
    operator: 'airline',
    perWeek: 2,
    capacity: { basis: 'seats-and-belly', seats: 150, bellyKg: 2_000 },
    announced: 0.55,
    plannedStart: 0.58,
    announcedBy: 'The airline',
    started: 0.59,
    suspensions: [{ from: 0.915, reason: 'Too few seats are taken in winter' }],
  },
  {
    serviceId: 'islamabad-astana-air',
    name: 'Flight from Islamabad to Astana',
    mode: 'air',
    stops: ['PKISB', 'KZAST'],
    operator: 'airline',
    perWeek: 1,
    capacity: { basis: 'seats-and-belly', seats: 150, bellyKg: 2_000 },
    announced: 0.87,
    plannedStart: 1.05,
    announcedBy: 'Session 13 of the Commission',
    suspensions: [],
  },
];

/** Infrastructure at places that the demo's goods pass. */
export interface MilestonePlan {
  readonly milestoneId: string;
  readonly name: string;
  readonly kind: 'road' | 'rail' | 'terminal' | 'customs-post';
  readonly places: readonly string[];
  readonly routeIds: readonly string[];
  readonly told: number;
  readonly workFrom: number;
  readonly planned: number;
  readonly replanned?: { readonly at: number; readonly to: number; readonly reason: string };
  readonly done?: number;
  readonly cancelled?: { readonly at: number; readonly reason: string };
  readonly responsible: string;
}

export const MILESTONES: readonly MilestonePlan[] = [
  {
    milestoneId: 'torkham-lorries',
    name: 'Terminal for lorries at Torkham',
    kind: 'terminal',
    places: ['PKTOR'],
    routeIds: ['karachi-almaty-torkham'],
    told: 0.05,
    workFrom: 0.2,
    planned: 0.4,
    replanned: { at: 0.39, to: 0.46, reason: 'The scales came late' },
    done: 0.455,
    responsible: 'Demo Logistics Islamabad',
  },
  {
    milestoneId: 'saryagash-lane',
    name: 'Lane for sealed lorries at Saryagash',
    kind: 'customs-post',
    places: ['KZSRY'],
    routeIds: ['karachi-almaty-torkham', 'karachi-almaty-bandar-abbas'],
    told: 0.1,
    workFrom: 0.4,
    planned: 0.52,
    done: 0.515,
    responsible: 'Customs of Kazakhstan',
  },
  {
    milestoneId: 'termez-yard',
    name: 'Yard and scanner at Termez',
    kind: 'customs-post',
    places: ['UZTER'],
    routeIds: ['karachi-almaty-torkham'],
    told: 0.29,
    workFrom: 0.5,
    planned: 0.62,
    done: 0.66,
    responsible: 'Demo Cold Chain Almaty',
  },
  {
    milestoneId: 'taftan-quetta-rail',
    name: 'Track between Quetta and Taftan, renewed',
    kind: 'rail',
    places: ['PKUET', 'PKTFT'],
    routeIds: ['karachi-almaty-bandar-abbas'],
    told: 0.3,
    workFrom: 0.45,
    planned: 0.85,
    replanned: { at: 0.83, to: 1.25, reason: 'Sleepers are short' },
    responsible: 'The railway of Pakistan',
  },
  {
    milestoneId: 'khorgos-port',
    name: 'Second yard of the dry port at Khorgos',
    kind: 'terminal',
    places: ['KZHOR'],
    routeIds: ['karachi-almaty-khorgos'],
    told: 0.47,
    workFrom: 0.6,
    planned: 0.93,
    responsible: 'Demo Terminals Almaty',
  },
  {
    milestoneId: 'sarakhs-gauge',
    name: 'Second crane for the change of gauge at Sarakhs',
    kind: 'rail',
    places: ['IRCKT'],
    routeIds: ['karachi-almaty-bandar-abbas'],
    told: 0.5,
    workFrom: 0.55,
    planned: 0.7,
    done: 0.71,
    responsible: 'The railway at the border',
  },
  {
    milestoneId: 'korday-hall',
    name: 'Hall for fresh goods at Korday',
    kind: 'customs-post',
    places: ['KZKOR'],
    routeIds: [],
    told: 0.6,
    workFrom: 0.8,
    planned: 1.2,
    responsible: 'Customs of Kazakhstan',
  },
  {
    milestoneId: 'kashgar-warehouse',
    name: 'Bonded warehouse at Kashgar',
    kind: 'terminal',
    places: ['CNKHG'],
    routeIds: ['karachi-almaty-khorgos'],
    told: 0.4,
    workFrom: 0.5,
    planned: 0.75,
    cancelled: { at: 0.72, reason: 'The pass stays open in winter: goods need not wait there' },
    responsible: 'Demo Logistics Islamabad',
  },
];
