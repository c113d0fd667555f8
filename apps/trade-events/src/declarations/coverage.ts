import type { ConsignmentCommand, DeclarationEvent } from '@corridor/domain';
import { type StreamAppend } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';

/**
 * What an event of a declaration does to its consignment, which knows of its goods what customs was told: appended together with the event,
 * so that no goods are ever declared twice for one flow.
 */
export async function coverageAppends(
  consignments: TradeAggregates['consignments'],
  event: DeclarationEvent,
): Promise<readonly StreamAppend[]> {
  switch (event.type) {
    case 'DeclarationLodged':
    case 'DeclarationAmended':
      return attach(consignments, event);
    case 'DeclarationRefused':
      return detach(consignments, event.data.consignmentId, event);
    default:
      return [];
  }
}

async function attach(
  consignments: TradeAggregates['consignments'],
  { occurredAt, data }: Extract<DeclarationEvent, { type: 'DeclarationLodged' | 'DeclarationAmended' }>,
): Promise<readonly StreamAppend[]> {
  const { consignmentId, declarationId, flow } = data;
  const lines = data.lines.map(({ lineNumber, quantity, netMassKg }) => ({
    lineNumber,
    quantity,
    netMassKg,
  }));
  const before = await consignments.load(consignmentId);
  if (before.state.status === 'split') {
    // Which part has more or less now, nobody told.
    const covered = before.state.declarations.find((one) => one.declarationId === declarationId);
    if (JSON.stringify(covered?.lines) === JSON.stringify(lines)) return [];
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
