import {
  type ConsignmentCommand,
  type ConsignmentState,
  type CustomsProcedure,
  coverageOf,
  type DeclarationEvent,
  declaredShares,
  isDeclared,
  type KnownConsignment,
  mayHaveLeft,
} from '@corridor/domain';
import type { Loaded, StreamAppend } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../aggregates.js';
import { toldToConsignment } from './earlier-procedure.js';

type Aggregates = Pick<TradeAggregates, 'consignments' | 'declarations'>;
type Consignments = TradeAggregates['consignments'];
type Coverage = ReturnType<typeof coverageOf>;
type Covering = Extract<DeclarationEvent, { type: 'DeclarationLodged' | 'DeclarationAmended' }>;

/**
 * What an event of a declaration does to its consignment, which knows of its goods what customs was told: appended together with the event,
 * so that no goods are ever declared twice for one flow.
 */
export async function coverageAppends(
  aggregates: Aggregates,
  event: DeclarationEvent,
  procedure: CustomsProcedure,
  /** The consignment as the event was decided on it, where it was. */
  loaded?: Loaded<ConsignmentState>,
): Promise<readonly StreamAppend[]> {
  const { consignments } = aggregates;
  switch (event.type) {
    case 'DeclarationLodged':
    case 'DeclarationAmended':
      return attach(aggregates, event, procedure, loaded);
    case 'DocumentsProvided':
      return present(consignments, event, loaded);
    case 'DeclarationRefused':
    case 'DeclarationInvalidated':
      return detach(consignments, event.data.consignmentId, event);
    default:
      return [];
  }
}

async function attach(
  { consignments, declarations }: Aggregates,
  event: Covering,
  procedure: CustomsProcedure,
  loaded?: Loaded<ConsignmentState>,
): Promise<readonly StreamAppend[]> {
  const { consignmentId } = event.data;
  const before = loaded ?? (await consignments.load(consignmentId));
  const { state } = before;
  if (!isDeclared(state)) throw new Error(`The consignment ${consignmentId} was not declared.`);
  const coverage = await toldToConsignment(declarations, coverageOf(event), procedure, state);
  // To detach what is not attached would let its papers go.
  const isAttached = state.declarations.some(({ declarationId }) => declarationId === coverage.declarationId);
  if (coverage.lines.length === 0 && !isAttached) return [];
  const { occurredAt } = event;
  if (state.status === 'split') return attachToParts(consignments, coverage, occurredAt, state);
  return appendOf(consignments, consignmentId, tellOf(coverage, occurredAt, consignmentId), before);
}

/** Of a declaration that covers nothing of a consignment, that one does not know. */
function tellOf(coverage: Coverage, occurredAt: string, consignmentId: string): ConsignmentCommand {
  const { declarationId, lines } = coverage;
  return lines.length > 0
    ? { type: 'AttachDeclaration', occurredAt, data: { consignmentId, ...coverage } }
    : { type: 'DetachDeclaration', occurredAt, data: { consignmentId, declarationId } };
}

/** Each part knows its share of what the declaration of the whole covers now. */
async function attachToParts(
  consignments: Consignments,
  coverage: Coverage,
  occurredAt: string,
  whole: KnownConsignment,
): Promise<readonly StreamAppend[]> {
  const { declarationId } = coverage;
  // Nothing was told to the consignment by declarations of an older release.
  if (!whole.declarations.some((one) => one.declarationId === declarationId)) return [];
  const parts = await lastPartsOf(consignments, whole);
  const shares = declaredShares(
    coverage,
    parts.map(({ loaded }) => loaded.state),
  );
  return parts.flatMap(({ consignmentId, loaded }, index) => {
    const share = { ...coverage, lines: shares[index] ?? [] };
    return appendOf(consignments, consignmentId, tellOf(share, occurredAt, consignmentId), loaded);
  });
}

interface LastPart {
  readonly consignmentId: string;
  readonly loaded: Loaded<KnownConsignment>;
}

/** The consignments that the goods are in now: parts of parts, where they were split again; those that were called off hold none. */
async function lastPartsOf(
  consignments: Consignments,
  { parts = [] }: KnownConsignment,
): Promise<readonly LastPart[]> {
  const found = await Promise.all(
    parts.map(async (consignmentId): Promise<readonly LastPart[]> => {
      const { state, version } = await consignments.load(consignmentId);
      if (!isDeclared(state)) throw new Error(`The part ${consignmentId} was not declared.`);
      if (state.status === 'split') return lastPartsOf(consignments, state);
      return state.status === 'cancelled' ? [] : [{ consignmentId, loaded: { state, version } }];
    }),
  );
  return found.flat();
}

/** The consignment knows which of its papers customs got. */
async function present(
  consignments: Consignments,
  { occurredAt, data }: Extract<DeclarationEvent, { type: 'DocumentsProvided' }>,
  loaded?: Loaded<ConsignmentState>,
): Promise<readonly StreamAppend[]> {
  const { consignmentId } = data;
  const before = loaded ?? (await consignments.load(consignmentId));
  return appendOf(consignments, consignmentId, { type: 'PresentDocuments', occurredAt, data }, before);
}

/**
 * Where the consignment is split, each of its parts knows of the declaration.
 * @throws ProblemError 409 `goods-left` where a declaration is taken back and the goods of it may have left the country.
 */
async function detach(
  consignments: Consignments,
  consignmentId: string,
  event: Extract<DeclarationEvent, { type: 'DeclarationRefused' | 'DeclarationInvalidated' }>,
): Promise<readonly StreamAppend[]> {
  const before = await consignments.load(consignmentId);
  const { state } = before;
  const { type, occurredAt, data } = event;
  if (type === 'DeclarationInvalidated' && isDeclared(state) && mayHaveLeft(state, data.reporter)) {
    throw goodsLeft(state, data.reporter);
  }
  const { declarationId } = data;
  const command: ConsignmentCommand = {
    type: 'DetachDeclaration',
    occurredAt,
    data: { consignmentId, declarationId },
  };
  const own = appendOf(consignments, consignmentId, command, before);
  const parts = state.status === 'split' ? (state.parts ?? []) : [];
  const ofParts = await Promise.all(parts.map((part) => detach(consignments, part, event)));
  return [...own, ...ofParts.flat()];
}

function goodsLeft({ status, declarations }: KnownConsignment, country: string): ProblemError {
  const abroad = declarations.find(({ flow }) => flow === 'import');
  const message = abroad
    ? `The goods are declared for import by ${abroad.declarationId}, and may have left ${country}: have that declaration refused first, or amend this one where they did.`
    : `The goods are ${status}, and may have left ${country}: have them returned first, or amend the declaration where they did.`;
  return new ProblemError(409, 'goods-left', message);
}

function appendOf(
  consignments: Consignments,
  consignmentId: string,
  command: ConsignmentCommand,
  before: Loaded<ConsignmentState>,
): readonly StreamAppend[] {
  const { append } = consignments.decide(consignmentId, command, before);
  return append ? [append] : [];
}
