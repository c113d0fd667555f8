import { type Decider, never, Rejection } from '@corridor/kernel';
import { checkLocalDate } from '../calendar.js';
import { checkPositive, checkStep, isSame, refuse } from '../checks.js';
import { isSameCheckpoint, withdrawn } from './checkpoints.js';
import type { ConsignmentCommand } from './consignment.commands.js';
import type { ConsignmentEvent, ConsignmentSplit } from './consignment.events.js';
import { evolve } from './consignment-evolve.js';
import {
  type ConsignmentState,
  type ConsignmentStatus,
  isDeclared,
  type KnownConsignment,
  known,
} from './consignment-state.js';
import { checkCoverage, checkCoverageHolds } from './declared-goods.js';
import { checkDocument } from './documents.js';
import type { GoodsLine } from './goods.js';
import { checkGoodsLines, checkIncoterm } from './goods-lines.js';
import { detached, partPaid, settled } from './invoices.js';
import { damaged, landed } from './outturn.js';
import { checkPackingHolds, checkUnits, isPackedSo } from './packing.js';
import { checkWithdrawable, presented } from './presented-documents.js';
import { isWithdrawn, paymentReturned } from './returned-payments.js';
import { partsOf } from './splitting.js';

/** Papers come and are found wrong at any time, and so do the steps of customs. */
const DOCUMENTS = ['AttachDocument', 'WithdrawDocument', 'PresentDocuments'] as const;
const PAPERS = [...DOCUMENTS, 'AttachDeclaration', 'DetachDeclaration'] as const;
/** That the goods were seen where they were not is found at any time, too. */
const SIGHTINGS = ['WithdrawCheckpoint'] as const;
/** Payment takes its own course: in advance, long after delivery, or after all was called off. */
const PAID = ['PayInvoiceInPart', 'SettleInvoice', 'ReturnInvoicePayment', 'DetachInvoice'] as const;
const PAYMENT = ['AttachInvoice', ...PAID] as const;
const ON_ARRIVAL = ['ReportOutturn', 'ReportDamage', 'ReturnConsignment', 'AmendConsignment'] as const;

/** Which commands each status allows. */
export const CONSIGNMENT_STEPS: Readonly<Record<ConsignmentStatus, readonly ConsignmentCommand['type'][]>> = {
  unknown: ['ContractConsignment', 'DeclareConsignment'],
  contracted: ['DeclareConsignment', 'CancelConsignment'],
  'called-off': [],
  declared: [
    'PackUnits',
    'DispatchConsignment',
    'SplitConsignment',
    'AmendConsignment',
    'CancelConsignment',
    ...PAPERS,
    ...PAYMENT,
  ],
  dispatched: [
    'PackUnits',
    'RecordCheckpoint',
    'TransloadConsignment',
    'SplitConsignment',
    'DeliverConsignment',
    ...ON_ARRIVAL,
    ...SIGHTINGS,
    ...PAPERS,
    ...PAYMENT,
  ],
  // The goods go on as parts: what happens to them is told of those.
  split: [...DOCUMENTS, 'DetachDeclaration', ...SIGHTINGS, ...PAYMENT],
  delivered: [...ON_ARRIVAL, ...SIGHTINGS, ...PAPERS, ...PAYMENT],
  returned: ['AmendConsignment', ...SIGHTINGS, ...PAPERS, ...PAYMENT],
  cancelled: ['DetachDeclaration', ...PAID],
};

/** The life of a consignment, from its contract or its declaration by the exporter to its delivery and its payment. */
export const consignment: Decider<ConsignmentCommand, ConsignmentEvent, ConsignmentState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: ConsignmentCommand, state: ConsignmentState): readonly ConsignmentEvent[] {
  checkStep(command.type, `consignment is ${state.status}`, CONSIGNMENT_STEPS[state.status]);
  const { occurredAt } = command;
  switch (command.type) {
    case 'ContractConsignment': {
      const { data } = command;
      checkIncoterm(data.incoterm.rule);
      checkPositive(data.value, '/value');
      checkLocalDate(data.signedOn, '/signedOn');
      checkDeliverBy(data);
      return [{ type: 'ConsignmentContracted', occurredAt, data }];
    }
    case 'DeclareConsignment': {
      const { data } = command;
      checkGoodsLines(data.lines);
      checkIncoterm(data.incoterm.rule);
      if (data.origin === data.destination) {
        refuse('destination-is-origin', 'A consignment ends elsewhere than it began.', '/destination');
      }
      if (state.status === 'contracted') checkContract(data, state);
      return [{ type: 'ConsignmentDeclared', occurredAt, data }];
    }
    case 'PackUnits': {
      const { units } = command.data;
      checkUnits(units, known(state).lines);
      if (isPackedSo(units, known(state))) return [];
      return [{ type: 'UnitsPacked', occurredAt, data: command.data }];
    }
    case 'DispatchConsignment':
      return [{ type: 'ConsignmentDispatched', occurredAt, data: command.data }];
    case 'RecordCheckpoint': {
      const checkpoint = { ...command.data, occurredAt };
      checkNotBeforeDispatch(occurredAt, known(state));
      // Whoever scans may send what it scanned again.
      if (known(state).checkpoints.some((one) => isSameCheckpoint(one, checkpoint))) return [];
      return [{ type: 'CheckpointRecorded', occurredAt, data: command.data }];
    }
    case 'WithdrawCheckpoint':
      return withdrawn(occurredAt, command.data, known(state));
    case 'TransloadConsignment':
      return transloaded(command, state);
    case 'SplitConsignment':
      return split(command, state);
    case 'ReportOutturn':
      checkNotBeforeDispatch(occurredAt, known(state));
      return landed(occurredAt, command.data, known(state));
    case 'ReportDamage':
      checkNotBeforeDispatch(occurredAt, known(state));
      return damaged(occurredAt, command.data, known(state));
    case 'DeliverConsignment':
      checkNotBeforeDispatch(occurredAt, known(state));
      return [{ type: 'ConsignmentDelivered', occurredAt, data: command.data }];
    case 'ReturnConsignment':
      checkNotBeforeDispatch(occurredAt, known(state));
      return [{ type: 'ConsignmentReturned', occurredAt, data: command.data }];
    case 'AmendConsignment':
      checkGoodsLines(command.data.lines);
      if (isSame(known(state).lines, command.data.lines)) return [];
      checkCoverageHolds(command.data.lines, known(state));
      checkPackingHolds(command.data.lines, known(state));
      checkContractCurrency(command.data.lines, known(state).contract);
      return [{ type: 'ConsignmentAmended', occurredAt, data: command.data }];
    case 'CancelConsignment':
      if (isDeclared(state)) checkUndeclared(state);
      return [{ type: 'ConsignmentCancelled', occurredAt, data: command.data }];
    case 'AttachDocument':
      return checkDocument(command.data, known(state))
        ? [{ type: 'DocumentAttached', occurredAt, data: command.data }]
        : [];
    case 'WithdrawDocument': {
      checkWithdrawable(command.data.documentId, known(state));
      return [{ type: 'DocumentWithdrawn', occurredAt, data: command.data }];
    }
    case 'PresentDocuments':
      return presented(occurredAt, command.data, known(state));
    case 'AttachDeclaration': {
      const { consignmentId: _, ...coverage } = command.data;
      if (known(state).declarations.some((before) => isSame(before, coverage))) return [];
      checkCoverage(coverage, known(state));
      return [{ type: 'DeclarationAttached', occurredAt, data: command.data }];
    }
    case 'DetachDeclaration': {
      const { declarationId } = command.data;
      const { declarations, presented: papers } = known(state);
      if (![...declarations, ...papers].some((one) => one.declarationId === declarationId)) return [];
      return [{ type: 'DeclarationDetached', occurredAt, data: command.data }];
    }
    case 'AttachInvoice': {
      // Events of other aggregates bring these commands at least once: the second says nothing new.
      const { invoices } = known(state);
      if (invoices.some(({ invoiceId }) => invoiceId === command.data.invoiceId)) return [];
      if (isWithdrawn(command.data.invoiceId, known(state))) return [];
      return [{ type: 'InvoiceAttached', occurredAt, data: command.data }];
    }
    case 'DetachInvoice':
      return detached(occurredAt, command.data, known(state));
    case 'PayInvoiceInPart':
      return partPaid(occurredAt, command.data, known(state));
    case 'SettleInvoice':
      return settled(occurredAt, command.data, known(state));
    case 'ReturnInvoicePayment':
      return paymentReturned(occurredAt, command.data, known(state));
    default:
      return never(command);
  }
}

type CommandOf<Type extends ConsignmentCommand['type']> = Extract<ConsignmentCommand, { type: Type }>;

function transloaded(
  { occurredAt, data }: CommandOf<'TransloadConsignment'>,
  state: ConsignmentState,
): readonly ConsignmentEvent[] {
  const before = known(state);
  checkNotBeforeDispatch(occurredAt, before);
  const leg = before.legs.at(-1);
  // Told again, it would end the leg that it began.
  if (leg?.departedAt === occurredAt && leg.from === data.location && leg.transportMode === data.to)
    return [];
  if (leg && leg.transportMode !== data.from) {
    refuse('mode-differs', `The goods go by ${leg.transportMode}, not by ${data.from}.`, '/from');
  }
  if (leg && Date.parse(occurredAt) < Date.parse(leg.departedAt)) {
    refuse(
      'before-last-leg',
      `${occurredAt} lies before the leg that began at ${leg.departedAt}.`,
      '/occurredAt',
    );
  }
  if (data.units) checkUnits(data.units, before.lines);
  return [{ type: 'ConsignmentTransloaded', occurredAt, data }];
}

function split(
  { occurredAt, data }: CommandOf<'SplitConsignment'>,
  state: ConsignmentState,
): readonly ConsignmentEvent[] {
  const before = known(state);
  checkNotBeforeDispatch(occurredAt, before);
  const ids = new Set([data.consignmentId, ...data.parts.map(({ consignmentId }) => consignmentId)]);
  if (ids.size <= data.parts.length) {
    refuse('part-id-used', 'Each part is a consignment with an id of its own.', '/parts');
  }
  const parts: ConsignmentSplit['data']['parts'] = partsOf(data.parts, before);
  return [{ type: 'ConsignmentSplit', occurredAt, data: { ...data, parts } }];
}

function checkDeliverBy({
  signedOn,
  deliverBy,
}: {
  readonly signedOn: string;
  readonly deliverBy?: string;
}): void {
  if (deliverBy === undefined) return;
  checkLocalDate(deliverBy, '/deliverBy');
  if (deliverBy < signedOn) {
    refuse('deliver-by-before-signing', `${deliverBy} lies before the signing on ${signedOn}.`, '/deliverBy');
  }
}

/** What is declared under a contract is of its parties, under its rule and in its currency. */
function checkContract(
  data: CommandOf<'DeclareConsignment'>['data'],
  contract: Extract<ConsignmentState, { status: 'contracted' | 'called-off' }>,
): void {
  for (const party of ['exporter', 'importer'] as const) {
    const { participantId } = contract[party];
    if (data[party].participantId === participantId) continue;
    const message = `The contract ${contract.contractNumber} is of "${participantId}", not of "${data[party].participantId}".`;
    refuse('party-differs', message, `/${party}/participantId`);
  }
  if (data.incoterm.rule !== contract.incoterm.rule) {
    const message = `The contract ${contract.contractNumber} is under ${contract.incoterm.rule}.`;
    refuse('incoterm-differs', message, '/incoterm/rule');
  }
  if (data.contractNumber !== undefined && data.contractNumber !== contract.contractNumber) {
    refuse('contract-differs', `It was contracted as ${contract.contractNumber}.`, '/contractNumber');
  }
  const { currency } = contract.value;
  if (data.lines[0]?.value.currency !== currency) {
    refuse('currency-differs', `The contract is in ${currency}.`, '/lines/0/value/currency');
  }
}

/** What is amended stays in the currency of the contract that it is sent under. */
function checkContractCurrency(lines: readonly GoodsLine[], contract: KnownConsignment['contract']): void {
  if (!contract || lines[0]?.value.currency === contract.value.currency) return;
  refuse('currency-differs', `The contract is in ${contract.value.currency}.`, '/lines/0/value/currency');
}

/**
 * What customs has a declaration of is not called off beside it: a lodged one is withdrawn, a cleared one for export taken back, and only then
 * can the goods be. Those of a part would stay in the figures of the whole.
 */
function checkUndeclared({ partOf, declarations: [first] }: KnownConsignment): void {
  if (!first) return;
  const of = partOf === undefined ? 'Its goods are' : `It is a part of ${partOf}, whose goods are`;
  const message = `${of} declared to customs for ${first.flow} by ${first.declarationId}: have that declaration refused or, once cleared, invalidated first.`;
  throw new Rejection('declared-to-customs', message);
}

function checkNotBeforeDispatch(
  occurredAt: string,
  { dispatchedAt }: { readonly dispatchedAt?: string },
): void {
  if (dispatchedAt === undefined || Date.parse(occurredAt) >= Date.parse(dispatchedAt)) return;
  refuse('before-dispatch', `${occurredAt} lies before the dispatch at ${dispatchedAt}.`, '/occurredAt');
}
