import {
  type ConsignmentCommand,
  type ConsignmentState,
  commandsOfPart,
  consignment,
  declaredShares,
  isDeclared,
  type KnownConsignment,
} from '@corridor/domain';
import {
  type AppendContext,
  type AppendResult,
  type EventStore,
  retryOnConflict,
  type StreamAppend,
} from '@corridor/event-store';
import type { TradeAggregates } from '../aggregates.js';

type Split = Extract<ConsignmentCommand, { type: 'SplitConsignment' }>;

/** One append over the stream of the whole and those of its parts: no goods are in both, and none in neither. */
export function appendSplit(
  store: EventStore,
  { consignments }: Pick<TradeAggregates, 'consignments'>,
  command: Split,
  check: (state: ConsignmentState) => void,
  context: AppendContext,
): Promise<AppendResult | undefined> {
  const id = command.data.consignmentId;
  return retryOnConflict(async () => {
    const before = await consignments.load(id);
    check(before.state);
    const { events, append } = consignments.decide(id, command, before);
    const [split] = events;
    const { state } = before;
    if (!append || split?.type !== 'ConsignmentSplit' || !isDeclared(state)) return undefined;
    const at = { occurredAt: command.occurredAt, location: command.data.location };
    const covered = coveredParts(state.declarations, split.data.parts);
    const parts = split.data.parts.map((part, index) =>
      begun(consignments, part.consignmentId, commandsOfPart(part, state, at, covered[index] ?? [])),
    );
    return store.append({ ...context, streams: [append, ...parts] });
  });
}

/** What the declarations of the whole cover of each part. */
function coveredParts(
  declarations: KnownConsignment['declarations'],
  parts: readonly Pick<KnownConsignment, 'lines'>[],
): readonly KnownConsignment['declarations'][] {
  const untold = parts.map(({ lines }) => ({ lines, declarations: [] }));
  const shares = declarations.map((declaration) => declaredShares(declaration, untold));
  return parts.map((_, place) =>
    declarations.flatMap((declaration, index) => {
      const lines = shares[index]?.[place] ?? [];
      return lines.length === 0 ? [] : [{ ...declaration, lines }];
    }),
  );
}

/** A new stream, by several commands one after the other. */
function begun(
  consignments: TradeAggregates['consignments'],
  id: string,
  commands: readonly ConsignmentCommand[],
): StreamAppend {
  let state = consignment.initialState;
  const events: StreamAppend['events'][number][] = [];
  for (const command of commands) {
    const decided = consignments.decide(id, command, { state, version: 0 });
    events.push(...(decided.append?.events ?? []));
    state = decided.state;
  }
  return { streamId: consignments.streamOf(id), expectedVersion: 0, events };
}
