import { derivedId, type EventDataOf } from '@corridor/contracts';
import { type TransportCostTold, transportCost } from '@corridor/domain';
import { toMoneyJson } from '@corridor/kernel';
import { fromUsd, usdPerUnit } from '../corridor/exchange-rates.js';
import { HOUR_MS, localDay } from '../corridor/local-time.js';
import { MEASURED } from '../corridor/routes.js';
import type { Part, Seen, World } from '../institutions/world.js';
import { participants, Stream } from '../lives/stream.js';
import type { Random } from '../random.js';

type Kind = TransportCostTold['kind'];

/** What is paid at a crossing point, in US cents: least and most; and how often a receipt is given. */
const AT_BORDERS: Readonly<
  Record<
    string,
    readonly {
      readonly kind: Kind;
      readonly cents: readonly [number, number];
      readonly currency: string;
      readonly receipted: number;
    }[]
  >
> = {
  PKTOR: [
    { kind: 'customs-clearance', cents: [4_000, 9_000], currency: 'PKR', receipted: 1 },
    { kind: 'weight-and-standards', cents: [500, 1_500], currency: 'PKR', receipted: 0.9 },
    { kind: 'waiting', cents: [1_000, 12_000], currency: 'PKR', receipted: 0.6 },
  ],
  // No rate of the afghani stands in the demo.
  AFRKH: [
    { kind: 'border-security', cents: [2_000, 8_000], currency: 'USD', receipted: 0.5 },
    { kind: 'escort', cents: [5_000, 15_000], currency: 'USD', receipted: 0.8 },
  ],
};
/** How many of those who leave a crossing point tell what they paid there. */
const TOLD = 0.25;
/** Carriage of a tonne over a kilometre in hundredths of US cents, and the fee for a lorry of 20 t. */
const FREIGHT = [450, 700] as const;
const TOLLS = [6_000, 18_000] as const;
const LORRY_KG = 20_000;
/** About how far the ends of the measured sections are apart: what is asked for carriage goes by it. */
const ABOUT_KM = 3_800;

interface Goods {
  readonly exporter: string;
  readonly importer: string;
  readonly origin: string;
  readonly destination: string;
  readonly kilograms: number;
  /** What is drawn for it. */
  readonly random: Random;
  byTorkham: boolean;
  costs: number;
}

/** What carriers pay at Torkham and for the measured sections by it, told by the exporters. */
export class Costs implements Part {
  private readonly usual: Random;
  private readonly apart: Random;
  private readonly goods = new Map<string, Goods>();

  constructor(private readonly world: World) {
    this.usual = world.random(1);
    this.apart = world.random(0x41);
  }

  see(event: Seen): void {
    switch (event.type) {
      case 'ConsignmentDeclared':
        this.goods.set(event.data.consignmentId, {
          ...goodsOf(event.data),
          random: event.apart ? this.apart : this.usual,
        });
        break;
      case 'CheckpointRecorded': {
        const { consignmentId, location, movement } = event.data;
        const goods = this.goods.get(consignmentId);
        if (goods && location in AT_BORDERS) goods.byTorkham = true;
        if (goods && movement === 'departed') this.atBorder(consignmentId, goods, location, event);
        break;
      }
      case 'ConsignmentCancelled':
        this.goods.delete(event.data.consignmentId);
        break;
      case 'ConsignmentDelivered': {
        const { consignmentId } = event.data;
        const goods = this.goods.get(consignmentId);
        this.goods.delete(consignmentId);
        if (goods) this.forSection(consignmentId, goods, event);
        break;
      }
      default:
    }
  }

  private atBorder(consignmentId: string, goods: Goods, location: string, { ms, occurredAt }: Seen): void {
    const { random } = goods;
    const kinds = AT_BORDERS[location];
    if (!kinds || !random.chance(TOLD)) return;
    for (const { kind, cents, currency, receipted } of kinds) {
      if (!random.chance(0.7)) continue;
      const told = {
        kind,
        scope: { basis: 'place', location },
        receipted: random.chance(receipted),
      } as const;
      this.tell(consignmentId, goods, { ...told, cents: random.int(...cents), currency }, location, {
        ms,
        occurredAt,
      });
    }
  }

  private forSection(consignmentId: string, goods: Goods, { ms, occurredAt }: Seen): void {
    const { origin: from, destination: to, kilograms, byTorkham, random } = goods;
    const isMeasured = MEASURED.some((ends) => ends.includes(from) && ends.includes(to));
    if (!byTorkham || !isMeasured || !random.chance(0.7)) return;
    const scope = { basis: 'section', from, to } as const;
    const freight = Math.round((kilograms * ABOUT_KM * random.int(...FREIGHT)) / 100_000);
    const tolls = Math.ceil(kilograms / LORRY_KG) * random.int(...TOLLS);
    const at = { ms, occurredAt };
    this.tell(consignmentId, goods, { kind: 'freight', scope, cents: freight, currency: 'USD' }, to, at);
    this.tell(consignmentId, goods, { kind: 'tolls', scope, cents: tolls, currency: 'USD' }, to, at);
  }

  private tell(
    consignmentId: string,
    goods: Goods,
    {
      cents,
      currency,
      ...told
    }: Pick<TransportCostTold, 'kind' | 'scope' | 'receipted'> & {
      readonly cents: number;
      readonly currency: string;
    },
    place: string,
    { ms, occurredAt }: Pick<Seen, 'ms' | 'occurredAt'>,
  ): void {
    goods.costs += 1;
    const reference = `C-${goods.costs}`;
    const costId = derivedId('corridor-ledger transport-cost v1', consignmentId, reference);
    const { exporter, importer } = goods;
    const date = localDay(place, Date.parse(occurredAt));
    const amount =
      currency === 'USD' ? toMoneyJson({ minor: BigInt(cents), currency }) : fromUsd(cents, currency, date);
    const exchangeRate = { usdPerUnit: usdPerUnit(currency, date), date, source: 'demo' };
    const data = {
      ...{ costId, consignmentId, reference, ...told, amount, recordedBy: exporter, exporter, importer },
      ...(currency !== 'USD' && { exchangeRate }),
    };
    const stream = new Stream('cost', costId, transportCost, participants(exporter));
    // It was paid on leaving, and is told when the papers have come.
    this.world.say(
      ms + goods.random.int(6, 60) * HOUR_MS,
      `trader:${exporter}`,
      () => stream.decide({ type: 'RecordTransportCost', occurredAt, data }),
      place,
    );
  }
}

function goodsOf({
  exporter,
  importer,
  origin,
  destination,
  lines,
}: EventDataOf<'ConsignmentDeclared'>): Omit<Goods, 'random'> {
  return {
    exporter: exporter.participantId,
    importer: importer.participantId,
    origin,
    destination,
    kilograms: Math.round(lines.reduce((sum, { netMassKg }) => sum + Number(netMassKg), 0)),
    byTorkham: false,
    costs: 0,
  };
}
