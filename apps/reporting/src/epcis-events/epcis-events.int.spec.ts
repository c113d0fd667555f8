import { type RecordedEvent, validateEventData } from '@corridor/contracts';
import { ledgerPool } from '@corridor/event-store';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { uuid } from '../teller.spec-kit.js';
import { epcisEvents } from './epcis-events.js';

let ledger: TestLedger;
let pool: pg.Pool;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'reporting');
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const event = {
  type: 'AggregationEvent',
  eventTime: '2026-03-09T03:00:00.1234567Z',
  eventTimeZoneOffset: '+05:00',
  parentID: 'urn:epc:id:sscc:4012345.0000000333',
  childEPCs: ['urn:epc:id:sgtin:4012345.011111.9876', 'urn:epc:id:sgtin:4012345.011111.5432'],
  action: 'OBSERVE',
  bizStep: 'urn:epcglobal:cbv:bizstep:arriving',
  disposition: 'https://vocabulary.example.com/weighed',
  readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
  bizTransactionList: [
    { type: 'po', bizTransaction: 'urn:epc:id:gdti:4012345.11111.123' },
    { bizTransaction: 'shop:4711' },
  ],
  'shop:note': 'нота',
};
const brought = {
  eventKey: uuid(1),
  eventId: 'urn:uuid:1',
  captor: 'demo-mills',
  consignmentIds: [],
  parties: [],
  checkpoints: [],
  unmapped: [],
};
const logged = (
  position: number,
  type: string,
  data: unknown,
  participants: readonly string[],
): RecordedEvent => {
  validateEventData(type, 1, data);
  return {
    position,
    streamId: `epcis-${uuid(1)}`,
    version: position,
    type,
    schemaVersion: 1,
    occurredAt: '2026-03-09T08:00:00.123+05:00',
    recordedAt: `2026-03-10T00:00:0${position}.000001Z`,
    actor: 'trader:demo-mills',
    correlationId: uuid(0),
    participants,
    demo: false,
    data,
  };
};
const HISTORY = [
  logged(
    1,
    'EpcisEventCaptured',
    {
      ...brought,
      identifiedBy: 'event-id',
      errorDeclaration: false,
      hash: `ni:///sha-256;${'a'.repeat(64)}?ver=CBV2.0`,
      eventType: 'AggregationEvent',
      event,
      context: [CONTEXT, { shop: 'https://shop.example.com/' }],
    },
    ['demo-mills'],
  ),
  logged(2, 'EpcisEventCapturedAgain', { ...brought, captor: 'demo-stores' }, ['demo-mills', 'demo-stores']),
  logged(3, 'EpcisEventCapturedAgain', { ...brought, captor: 'demo-customs' }, [
    'demo-customs',
    'demo-mills',
    'demo-stores',
  ]),
  logged(
    4,
    'CaptureFinished',
    {
      captureId: uuid(2),
      captor: 'demo-mills',
      errorBehaviour: 'rollback',
      success: true,
      events: 1,
      captured: 1,
      duplicates: 0,
      checkpoints: 0,
      errors: [],
      unmapped: [],
    },
    ['demo-mills'],
  ),
];

/** The rows that a history leads to, applied in batches that end behind these events. */
async function rowsOf(generation: number, ...cuts: readonly number[]) {
  const client = await pool.connect();
  try {
    // JSON shows instants by the session's clock.
    await client.query(`SET TIME ZONE 'UTC'`);
    let start = 0;
    for (const end of [...cuts, HISTORY.length]) {
      await epcisEvents.apply(HISTORY.slice(start, end), { client, generation });
      start = end;
    }
    const rows = async (table: string) => {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) - 'generation' AS row FROM ${table} t WHERE generation = $1`,
        [generation],
      );
      return rows.map(({ row }) => row);
    };
    return { events: await rows('reporting.epcis_events'), captures: await rows('reporting.epcis_captures') };
  } finally {
    client.release();
  }
}

it('an event is a row, with what is asked for in its normal form and the event as it was given', async () => {
  const { events, captures } = await rowsOf(1);
  const parent = 'https://id.gs1.org/00/040123450000003338';
  const children = [
    'https://id.gs1.org/01/04012345111118/21/9876',
    'https://id.gs1.org/01/04012345111118',
    'https://id.gs1.org/01/04012345111118/21/5432',
  ];
  expect(events).toEqual([
    {
      event_key: uuid(1),
      position: 1,
      event_id: 'urn:uuid:1',
      error_declaration: false,
      event_type: 'AggregationEvent',
      event_time: expect.stringContaining('03:00:00.123457'),
      record_time: expect.stringContaining('00:00:01.000001'),
      action: 'OBSERVE',
      biz_step: 'https://ref.gs1.org/cbv/BizStep-arriving',
      disposition: 'https://vocabulary.example.com/weighed',
      read_point: 'https://id.gs1.org/414/4012345000054',
      biz_location: null,
      biz_transactions: [
        'https://ref.gs1.org/cbv/BTT-po https://id.gs1.org/253/4012345111118123',
        ' https://shop.example.com/4711',
      ],
      epcs: children,
      parent_ids: [parent],
      any_epcs: [...children, parent],
      event,
      context: [CONTEXT, { shop: 'https://shop.example.com/' }],
      size: Buffer.byteLength(JSON.stringify([event, [CONTEXT, { shop: 'https://shop.example.com/' }]])),
      participants: ['demo-customs', 'demo-mills', 'demo-stores'],
      demo: false,
    },
  ]);
  expect(captures).toMatchObject([
    {
      capture_id: uuid(2),
      position: 4,
      captor: 'demo-mills',
      created_at: expect.stringContaining('03:00:00.123'),
      finished_at: expect.stringContaining('00:00:04.000001'),
      capture: HISTORY[3]?.data,
    },
  ]);
});

it('however the log is cut into batches, the rows are the same', async () => {
  const whole = await rowsOf(2);
  expect(await rowsOf(3, 1, 2, 3)).toEqual(whole);
  expect(await rowsOf(4, 2)).toEqual(whole);
});
