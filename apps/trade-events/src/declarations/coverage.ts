import {
  type ConsignmentCommand,
  type ConsignmentState,
  type DeclarationEvent,
  type LinePart,
  linePartsOf,
  millionths,
} from '@corridor/domain';
import type { Loaded, StreamAppend } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';

const NO_PROCEDURE = '00';

/**
 * What an event of a declaration does to its consignment, which knows of its goods what customs was told: appended together with the event,
 * so that no goods are ever declared twice for one flow.
 */
export async function coverageAppends(
  consignments: TradeAggregates['consignments'],
  event: DeclarationEvent,
  /** Two digits that say what the goods were under before. */
  previousProcedure: string,
  /** The consignment as the event was decided on it, where it was. */
  loaded?: Loaded<ConsignmentState>,
): Promise<readonly StreamAppend[]> {
  switch (event.type) {
    case 'DeclarationLodged':
    case 'DeclarationAmended':
      // From one procedure to the next, the goods are those that were told of before.
      return previousProcedure === NO_PROCEDURE ? attach(consignments, event, loaded) : [];
    case 'DeclarationRefused':
      return detach(consignments, event.data.consignmentId, event);
    default:
      return [];
  }
}

async function attach(
  consignments: TradeAggregates['consignments'],
  { occurredAt, data }: Extract<DeclarationEvent, { type: 'DeclarationLodged' | 'DeclarationAmended' }>,
  loaded?: Loaded<ConsignmentState>,
): Promise<readonly StreamAppend[]> {
  const { consignmentId, declarationId, flow } = data;
  const lines = linePartsOf(data.lines);
  const before = loaded ?? (await consignments.load(consignmentId));
  if (before.state.status === 'split') {
    // Which part has more or less now, nobody told.
    const covered = before.state.declarations.find((one) => one.declarationId === declarationId);
    // Nothing was told to the consignment by declarations of an older release.
    if (!covered || isSame(covered.lines, lines)) return [];
    const message = 'The consignment is split: declare, or amend the declarations of, its parts.';
    throw new ProblemError(409, 'consignment-split', message, { pointer: '/lines' });
  }
  const command: ConsignmentCommand = {
    type: 'AttachDeclaration',
    occurredAt,
    data: { consignmentId, declarationId, flow, lines },
  };
  const { append } = consignments.decide(consignmentId, command, before);
  return append ? [append] : [];
}

/** The same of the same lines, however they are ordered and their numbers written. */
function isSame(one: readonly LinePart[], other: readonly LinePart[]): boolean {
  const told = (parts: readonly LinePart[]) =>
    parts
      .map(({ lineNumber, quantity, netMassKg }) =>
        [lineNumber, millionths(quantity), millionths(netMassKg)].join(),
      )
      .sort();
  return told(one).join(';') === told(other).join(';');
}

/** Where the consignment is split, each of its parts knows of the declaration. */
async function detach(
  consignments: TradeAggregates['consignments'],
  consignmentId: string,
  event: Extract<DeclarationEvent, { type: 'DeclarationRefused' }>,
): Promise<readonly StreamAppend[]> {
  const before = await consignments.load(consignmentId);
  if (before.state.status === 'split') {
    const parts = before.state.parts ?? [];
    return (await Promise.all(parts.map((part) => detach(consignments, part, event)))).flat();
  }
  const { declarationId } = event.data;
  const data = { consignmentId, declarationId };
  const command: ConsignmentCommand = { type: 'DetachDeclaration', occurredAt: event.occurredAt, data };
  const { append } = consignments.decide(consignmentId, command, before);
  return append ? [append] : [];
}
