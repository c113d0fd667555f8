import type { EventOf } from '@corridor/contracts';
import { type EpcisEvent, eventKeysOf, namespacesOf } from '@corridor/epcis';
import { never } from '@corridor/kernel';
import { insertRows, projectionOf } from '@corridor/projections';

const EVENTS = 'reporting.epcis_events';
const CAPTURES = 'reporting.epcis_captures';

const HANDLES = ['EpcisEventCaptured', 'EpcisEventCapturedAgain', 'CaptureFinished'] as const;
type Handled = EventOf<(typeof HANDLES)[number]>;

/** Which EPCIS events were captured, by what they are asked for; and which jobs brought them. */
export const epcisEvents = projectionOf({
  name: 'epcis-events',
  tables: [EVENTS, CAPTURES],
  handles: HANDLES,
  async apply(events, { client, generation }) {
    const captured: object[] = [];
    const captures: object[] = [];
    // Each event names all who may see it by then: the last word counts.
    const seenBy = new Map<string, readonly string[]>();
    for (const event of events) {
      switch (event.type) {
        case 'EpcisEventCaptured':
          captured.push({ generation, ...eventRow(event) });
          break;
        case 'EpcisEventCapturedAgain':
          seenBy.set(event.data.eventKey, event.participants);
          break;
        case 'CaptureFinished':
          captures.push({ generation, ...captureRow(event) });
          break;
        default:
          never(event);
      }
    }
    await insertRows(client, EVENTS, captured);
    await insertRows(client, CAPTURES, captures);
    const seen = [...seenBy].map(([event_key, participants]) => ({ event_key, participants }));
    if (seen.length > 0) {
      await client.query(
        `UPDATE ${EVENTS} e SET participants = s.participants
         FROM json_populate_recordset(NULL::${EVENTS}, $2::json) s
         WHERE e.generation = $1 AND e.event_key = s.event_key`,
        [generation, JSON.stringify(seen)],
      );
    }
  },
});

function eventRow({
  position,
  recordedAt,
  participants,
  demo,
  data,
}: Handled & { type: 'EpcisEventCaptured' }) {
  // It was valid when it was captured.
  const event = data.event as EpcisEvent;
  const keys = eventKeysOf(event, namespacesOf(data.context));
  return {
    event_key: data.eventKey,
    position,
    event_id: data.eventId,
    error_declaration: data.errorDeclaration,
    event_type: data.eventType,
    event_time: event.eventTime,
    record_time: recordedAt,
    action: keys.action ?? null,
    biz_step: keys.bizStep ?? null,
    disposition: keys.disposition ?? null,
    read_point: keys.readPoint ?? null,
    biz_location: keys.bizLocation ?? null,
    biz_transactions: keys.bizTransactions,
    epcs: keys.epcs,
    parent_ids: keys.parentId,
    any_epcs: keys.anyEpcs,
    event,
    context: data.context,
    size: Buffer.byteLength(JSON.stringify([event, data.context])),
    participants,
    demo,
  };
}

function captureRow({ position, occurredAt, recordedAt, demo, data }: Handled & { type: 'CaptureFinished' }) {
  return {
    capture_id: data.captureId,
    position,
    captor: data.captor,
    created_at: occurredAt,
    finished_at: recordedAt,
    capture: data,
    demo,
  };
}
