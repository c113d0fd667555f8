import { createHash, randomUUID } from 'node:crypto';

/** Length of an event's data as JSON, in bytes. */
export const DATA_BYTES = 400;
/** After so many events a writer begins a new stream. */
export const EVENTS_A_STREAM = 20;

export interface NewEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a writer asks of a store: these events behind the `expectedVersion` that the stream has (0: there is none yet). */
export interface Append {
  readonly streamId: string;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
}

const TYPES = ['ConsignmentDeclared', 'ConsignmentDispatched', 'CheckpointPassed', 'ConsignmentDelivered'];
const PLACES = ['PKKHI', 'PKGWD', 'PKLHE', 'CNKHG', 'KGOSH', 'UZTAS', 'KZALA', 'KZHRG'];
const GOODS = [
  'Semi-milled rice, in bags of 50 kg',
  'Cotton yarn, combed',
  'Mandarins, fresh',
  'Instruments',
];
const REMARK =
  'Seals intact, papers complete, weighed on arrival; the driver was changed at the border and the load was not opened.';

// Made once: what making them costs is no part of any store's time.
const events: readonly NewEvent[] = Array.from({ length: 1_000 }, (_, index) => newEvent(index));

/** The `index`th event of the workload; the same in every run and for every store. */
export function eventAt(index: number): NewEvent {
  const event = events[index % events.length];
  if (event === undefined) throw new RangeError(`${index} is no index of an event.`);
  return event;
}

/** The id of the `index`th stream of a log that is filled, the same in every run; like a random UUID it has no order. */
export function streamIdAt(index: number): string {
  const hex = createHash('sha256').update(`stream ${index}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `consignment-${[...parts, hex.slice(20, 32)].join('-')}`;
}

/** A writer with a stream of its own, appending with the version it expects. */
export class Writer {
  private streamId = '';
  private version = EVENTS_A_STREAM;
  private written: number;

  /** @param eventsAnAppend a divisor of {@link EVENTS_A_STREAM} */
  constructor(
    worker: number,
    private readonly eventsAnAppend = 1,
  ) {
    // So that writers do not all write the same event at the same time.
    this.written = worker * 7;
  }

  next(): Append {
    if (this.version >= EVENTS_A_STREAM) {
      this.streamId = `consignment-${randomUUID()}`;
      this.version = 0;
    }
    const expectedVersion = this.version;
    const events = Array.from({ length: this.eventsAnAppend }, () => eventAt(this.written++));
    this.version += events.length;
    return { streamId: this.streamId, expectedVersion, events };
  }
}

function newEvent(index: number): NewEvent {
  const place = PLACES[index % PLACES.length];
  const data = {
    consignmentId: streamIdAt(index).slice('consignment-'.length),
    location: place,
    hsCode: String(100_000 + ((index * 7_919) % 899_999)),
    description: GOODS[index % GOODS.length],
    netMassKg: `${1_000 + index}.000`,
    value: { amount: `${10_000 + index * 13}.50`, currency: 'USD' },
    packages: 1 + (index % 480),
    importer: `demo-importer-${index % 50}`,
    remark: '',
  };
  const room = DATA_BYTES - Buffer.byteLength(JSON.stringify(data));
  return {
    type: TYPES[index % TYPES.length] ?? '',
    data: { ...data, remark: REMARK.slice(0, room).padEnd(room, '.') },
  };
}
