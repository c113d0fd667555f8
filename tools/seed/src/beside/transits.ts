import { derivedId, type EventDataOf } from '@corridor/contracts';
import {
  type GuaranteeCommand,
  type GuaranteeEvent,
  type GuaranteeState,
  guarantee,
  type Party,
  type TransitAsked,
  type TransitCommand,
  type TransitEvent,
  type TransitState,
  toUsd,
  transit,
} from '@corridor/domain';
import { divideHalfEven, sum, toMoney, toMoneyJson } from '@corridor/kernel';
import { usdPerUnit } from '../corridor/exchange-rates.js';
import { DAY_MS, HOUR_MS, localDay, localTime, MINUTE_MS } from '../corridor/local-time.js';
import { ACTORS, type Part, type Said, type Seen, type SeenOf, type World } from '../institutions/world.js';
import { Serials } from '../lives/serials.js';
import { participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';

const OFFICE = 'PKTOR';
/** Whom the guarantees bind: a bank that holds a key. */
const GUARANTOR: Party = { participantId: 'demo-bank-karachi', name: 'Demo Bank Karachi', country: 'PK' };
/** Holder of the procedure, and carrier. */
const PRINCIPAL: Party = {
  participantId: 'demo-logistics-islamabad',
  name: 'Demo Logistics Islamabad',
  country: 'PK',
};
const GUARANTEE_USD = '5000000.00';
/** Of what leaves Pakistan by Torkham for Kazakhstan, what goes under seal through the countries between. */
const UNDER_SEAL = 0.15;
/** Of these, what nobody presents at the office of destination: it stays overdue. */
const NEVER_PRESENTED = 0.08;
/** What duties and taxes would come to, of the value. */
const DUTY_PERCENT = 30n;
const LIMIT_DAYS = 12;
const STOPS = [
  { location: 'UZTER', days: 7 },
  { location: 'KZSRY', days: 10 },
] as const;

interface Goods {
  readonly declared: EventDataOf<'ConsignmentDeclared'>;
  transit?: Open;
}

interface Open {
  readonly stream: Stream<TransitCommand, TransitEvent, TransitState>;
  readonly data: TransitAsked;
  readonly guarantee: Guarantee;
  readonly isPresented: boolean;
}

type Guarantee = Stream<GuaranteeCommand, GuaranteeEvent, GuaranteeState>;

/** Transits through the countries between Pakistan and Kazakhstan, against one guarantee a year: some late, some never presented. */
export class Transits implements Part {
  private readonly random: Random;
  private readonly serials = new Serials();
  private readonly goods = new Map<string, Goods>();
  /** By the year that they are valid in. */
  private readonly guarantees = new Map<string, Guarantee>();
  /** Positions of the openings. */
  private readonly openedAt = new Map<string, number>();

  constructor(private readonly world: World) {
    this.random = world.random(3);
    for (const year of yearsOf(world)) this.issue(year);
  }

  see(event: Seen): void {
    switch (event.type) {
      case 'ConsignmentDeclared': {
        const { exporter, importer, consignmentId } = event.data;
        // Goods that came to the demo later go without: what is under seal stays what it was.
        if (event.apart || exporter.country !== 'PK' || importer.country !== 'KZ') return;
        this.goods.set(consignmentId, { declared: event.data });
        return;
      }
      case 'TransitOpened':
        this.openedAt.set(event.data.transitId, event.position);
        return;
      case 'CheckpointRecorded':
        this.scanned(event);
        return;
      case 'ConsignmentCancelled':
        this.goods.delete(event.data.consignmentId);
        return;
      case 'ConsignmentDelivered':
        this.delivered(event);
        return;
      default:
    }
  }

  private scanned({ data: { consignmentId, location, movement }, ms }: SeenOf<'CheckpointRecorded'>): void {
    const goods = this.goods.get(consignmentId);
    if (!goods) return;
    if (location === OFFICE && movement === 'arrived' && this.random.chance(UNDER_SEAL)) {
      this.open(goods, ms + 10 * MINUTE_MS);
      return;
    }
    const { transit: open } = goods;
    if (!open || movement !== 'arrived' || !STOPS.some((stop) => stop.location === location)) return;
    this.customs(ms + 20 * MINUTE_MS, location, (occurredAt) => {
      const { transitId } = open.data;
      if (!isUnderWay(open.stream.state)) return undefined;
      const data = { transitId, location, movement: 'entered' } as const;
      return [open.stream.decide({ type: 'RecordPassage', occurredAt, data })];
    });
  }

  private issue(year: string): void {
    const reference = `DEMO-TG-${year}`;
    const guaranteeId = derivedId(
      'corridor-ledger guarantee v1',
      GUARANTOR.participantId,
      reference.toLowerCase(),
    );
    const sides = participants(GUARANTOR.participantId, PRINCIPAL.participantId);
    const stream: Guarantee = new Stream('guarantee', guaranteeId, guarantee, sides);
    this.guarantees.set(year, stream);
    const data = {
      guaranteeId,
      kind: 'bank-guarantee',
      reference,
      guarantor: GUARANTOR,
      principal: PRINCIPAL,
      amount: { amount: GUARANTEE_USD, currency: 'USD' },
      validFrom: `${year}-01-01`,
      validUntil: `${year}-12-31`,
    } as const;
    // A week before its year, or as the demo begins.
    const ms = Math.max(Date.parse(`${year}-01-01T00:00:00Z`) - 7 * DAY_MS, this.world.fromMs + HOUR_MS);
    this.world.say(ms, `bank:${GUARANTOR.participantId}`, (occurredAt) =>
      stream.decide({ type: 'IssueGuarantee', occurredAt, data }),
    );
    this.world.say(
      Date.parse(`${Number(year) + 1}-01-02T00:00:00Z`),
      `bank:${GUARANTOR.participantId}`,
      (occurredAt) => stream.decide({ type: 'ExpireGuarantee', occurredAt, data: { guaranteeId } }),
    );
  }

  private open(goods: Goods, ms: number): void {
    const { declared } = goods;
    const day = localDay(OFFICE, ms);
    const covering = this.guarantees.get(day.slice(0, 4));
    if (goods.transit || covering?.state.status !== 'valid') return;
    const { guaranteeId } = covering.state.issued;
    const row = `${OFFICE}/T/${day.slice(0, 4)}`;
    const transitNumber = `${row}/${this.serials.next(row, 5)}`;
    const transitId = derivedId('corridor-ledger transit v1', OFFICE, transitNumber);
    const total = sum(
      declared.lines[0]?.value.currency ?? '',
      declared.lines.map(({ value }) => toMoney(value)),
    );
    const worth = toUsd(total, usdPerUnit(total.currency, day));
    const due = (days: number, place: string): string => localTime(place, ms + days * DAY_MS);
    const data: TransitAsked = {
      ...{ transitId, transitNumber, guaranteeId },
      guarantor: GUARANTOR.participantId,
      ...{ principal: PRINCIPAL, carrier: PRINCIPAL },
      vehicle: { mode: 'road', registration: `DEMO-${this.random.int(100, 999)}` },
      consignmentId: declared.consignmentId,
      goods: declared.lines.map(({ hs6, description, netMassKg, value }) => ({
        ...{ hs6, description, netMassKg, value },
      })),
      ...(total.currency !== 'USD' && {
        exchangeRate: { usdPerUnit: usdPerUnit(total.currency, day), date: day, source: 'demo' },
      }),
      dutyAtRisk: toMoneyJson({
        minor: divideHalfEven(worth.minor * DUTY_PERCENT, 100n) + 1n,
        currency: 'USD',
      }),
      officeOfDeparture: OFFICE,
      officeOfDestination: declared.destination,
      itinerary: STOPS.map(({ location, days }) => ({ location, dueBy: due(days, location) })),
      dueBy: due(LIMIT_DAYS, declared.destination),
    };
    const sides = participants(GUARANTOR.participantId, PRINCIPAL.participantId);
    const stream = new Stream('transit', transitId, transit, sides);
    const open: Open = {
      ...{ stream, data, guarantee: covering },
      isPresented: !this.random.chance(NEVER_PRESENTED),
    };
    goods.transit = open;
    this.customs(ms, OFFICE, (occurredAt) => [
      stream.decide({ type: 'OpenTransit', occurredAt, data }),
      covering.decide({
        type: 'ReserveAmount',
        occurredAt,
        data: { guaranteeId, transitId, amount: data.dutyAtRisk },
      }),
    ]);
    this.markWhenOverdue(open);
  }

  /** The ledger marks what nobody ended in time, once it has looked. */
  private markWhenOverdue({ stream, data: { transitId, dueBy } }: Open): void {
    const lookedMs = Date.parse(dueBy) + 10 * MINUTE_MS;
    this.world.mark(
      lookedMs,
      () => this.openedAt.get(transitId) ?? 0,
      (ms) => {
        if (!isUnderWay(stream.state)) return undefined;
        const occurredAt = new Date(ms).toISOString();
        return stream.decide({ type: 'MarkOverdue', occurredAt, data: { transitId } });
      },
    );
  }

  private delivered({ data: { consignmentId }, ms }: SeenOf<'ConsignmentDelivered'>): void {
    const open = this.goods.get(consignmentId)?.transit;
    this.goods.delete(consignmentId);
    if (!open?.isPresented) return;
    const { stream, guarantee: covering, data } = open;
    const { transitId, guaranteeId, officeOfDestination: office } = data;
    this.customs(ms + 30 * MINUTE_MS, office, (occurredAt) =>
      isUnderWay(stream.state)
        ? [stream.decide({ type: 'TerminateTransit', occurredAt, data: { transitId, office } })]
        : undefined,
    );
    // Papers take days to the office of departure.
    this.customs(ms + this.random.int(30, 200) * HOUR_MS, OFFICE, (occurredAt) => {
      if (stream.state.status !== 'terminated') return undefined;
      return [
        stream.decide({ type: 'DischargeTransit', occurredAt, data: { transitId } }),
        covering.decide({ type: 'FreeAmount', occurredAt, data: { guaranteeId, transitId } }),
      ];
    });
  }

  /** An office does something, at whatever hour. */
  private customs(ms: number, office: string, decide: (occurredAt: string) => Said): void {
    this.world.report(ms, ACTORS.customs, decide, office);
  }
}

function isUnderWay({ status }: TransitState): boolean {
  return status === 'opened' || status === 'under-way';
}

function yearsOf({ fromMs, untilMs }: World): readonly string[] {
  const [first, last] = [fromMs, untilMs].map((ms) => new Date(ms).getUTCFullYear());
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}
