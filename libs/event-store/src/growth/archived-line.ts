import type { RecordedEvent } from '@corridor/contracts';
import { fieldsOf } from '../read/copy-rows.js';
import { toRecordedEvent } from '../read/event-fields.js';

const TAB = 9;
/** The first two columns: two positions. */
const HEAD_MAX = 42;

/** The event of a line (see `integrity/log-line.ts`); `undefined` where it is not `wanted`. */
export function eventOfLine(
  buffer: Buffer,
  start: number,
  end: number,
  wanted: (event: { readonly streamId: string; readonly type: string }) => boolean = () => true,
): RecordedEvent | undefined {
  const [
    position = '',
    ,
    version = '',
    recordedUs = '',
    ,
    streamId = '',
    type = '',
    schemaVersion = '',
    occurredAt = '',
    actor = '',
    correlationId = '',
    causationId = '',
    participants = '',
    demo = '',
    data = '',
  ] = fieldsOf(buffer.toString('utf8', start, end));
  if (!wanted({ streamId, type })) return undefined;
  return toRecordedEvent([
    position,
    streamId,
    version,
    type,
    schemaVersion,
    occurredAt,
    recordedUs,
    actor,
    correlationId,
    causationId,
    participants,
    demo,
    data,
  ]);
}

/** The stream of a line, by the position of its first event, without looking at the rest. */
export function streamOfLine(buffer: Buffer, start: number, end: number): number {
  const [, stream] = buffer.toString('latin1', start, Math.min(start + HEAD_MAX, end)).split('\t', 2);
  return Number(stream);
}

/** The hash of the event at `position`; `undefined` where the line is another one's. */
export function hashOfLine(buffer: Buffer, start: number, end: number, position: number): Buffer | undefined {
  if (Number(buffer.toString('latin1', start, Math.min(buffer.indexOf(TAB, start), end))) !== position)
    return undefined;
  return Buffer.from(buffer.toString('latin1', start, end).split('\t', 5)[4] ?? '', 'hex');
}
