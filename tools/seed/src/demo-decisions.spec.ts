import { derivedId } from '@corridor/contracts';
import {
  consignment,
  declaration,
  invoice,
  obligation,
  route,
  serviceContract,
  settlement,
  target,
  transportCost,
} from '@corridor/domain';
import { settlementIdentity } from '@corridor/iso20022';
import { type DomainEvent } from '@corridor/kernel';
import { type DemoEvent, demoLog } from './demo-log.spec-kit.js';

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 3, endsOn: '2026-03-01' });
}, 60_000);

/** A decider of any aggregate; a stream holds the events of one. */
interface AnyDecider {
  readonly initialState: unknown;
  decide(command: unknown, state: unknown): readonly DomainEvent<string, unknown>[];
  evolve(state: unknown, event: unknown): unknown;
}

const DECIDERS: Readonly<Record<string, AnyDecider>> = {
  consignment: consignment as AnyDecider,
  declaration: declaration as AnyDecider,
  invoice: invoice as AnyDecider,
  obligation: obligation as AnyDecider,
  settlement: settlement as AnyDecider,
  target: target as AnyDecider,
  route: route as AnyDecider,
  cost: transportCost as AnyDecider,
  servicecontract: serviceContract as AnyDecider,
};

/** The command that asks for an event, worked out from the event alone; `undefined` where it does not hold all of it. */
function commandOf({ type, data }: DemoEvent): { type: string; data?: unknown } | undefined {
  switch (type) {
    case 'ConsignmentContracted':
      return { type: 'ContractConsignment', data };
    case 'ConsignmentDeclared':
      return { type: 'DeclareConsignment', data };
    case 'ConsignmentDispatched':
      return { type: 'DispatchConsignment', data };
    case 'ConsignmentTransloaded':
      return { type: 'TransloadConsignment', data };
    case 'CheckpointRecorded':
      return { type: 'RecordCheckpoint', data };
    case 'ConsignmentDelivered':
      return { type: 'DeliverConsignment', data };
    case 'ConsignmentAmended':
      return { type: 'AmendConsignment', data };
    case 'ConsignmentCancelled':
      return { type: 'CancelConsignment', data };
    case 'DocumentAttached':
      return { type: 'AttachDocument', data };
    case 'InvoiceAttached':
      return { type: 'AttachInvoice', data };
    case 'DeclarationAttached':
      return { type: 'AttachDeclaration', data };
    case 'InvoicePartPaid':
      return { type: 'PayInvoiceInPart', data };
    case 'InvoiceSettled':
      return { type: 'SettleInvoice', data };
    case 'InvoicePaymentReturned':
      return { type: 'ReturnInvoicePayment', data };
    case 'DeclarationLodged':
      return { type: 'LodgeDeclaration', data };
    case 'HoldPlaced':
      return { type: 'PlaceHold', data };
    case 'HoldReleased':
      return { type: 'ReleaseHold', data };
    case 'InspectionRecorded':
      return { type: 'RecordInspection', data };
    case 'DutyAssessed':
      return { type: 'AssessDuty', data };
    case 'DutyPaid':
      return { type: 'PayDuty', data };
    case 'TransportCostRecorded':
      return { type: 'RecordTransportCost', data };
    case 'DeclarationCleared':
      return { type: 'ClearDeclaration', data };
    case 'InvoiceRegistered':
      return { type: 'RegisterInvoice', data };
    case 'TargetSet':
      return { type: 'SetTarget', data };
    case 'TargetRevised':
      return { type: 'ReviseTarget', data };
    case 'RouteDefined':
      return { type: 'DefineRoute', data };
    case 'RouteOpened':
      return { type: 'OpenRoute', data };
    case 'RoutePlanRevised': {
      const { replaced: _, ...revision } = data;
      return { type: 'RevisePlan', data: revision };
    }
    case 'ObligationArisen':
      return { type: 'RaiseObligation', data };
    case 'ObligationPartSettled':
    case 'ObligationSettled':
      return { type: 'ApplyPayment', data };
    case 'SettlementBooked':
      return { type: 'BookSettlement', data };
    case 'SettlementMatched':
      return { type: 'AllocateSettlement', data };
    case 'SettlementMatchedToServiceContract': {
      const { usd } = data;
      return { type: 'MatchServiceContract', data: { ...data, ...(usd && { exchange: usd.exchange }) } };
    }
    case 'ServiceContractRegistered':
      return { type: 'RegisterServiceContract', data };
    case 'ServiceContractReclassified':
      return { type: 'ReclassifyServiceContract', data };
    case 'ServiceContractCompleted':
      return { type: 'CompleteServiceContract', data };
    case 'SettlementReturned':
      return { type: 'ReturnSettlement', data };
    case 'PaymentReturned':
      return { type: 'ReturnPayment', data };
    case 'SettlementSuspended':
      return { type: 'SuspendSettlement', data: data.reason === 'ambiguous' ? { because: data.reason } : {} };
    default:
      // Follows from the event before it, or restates lines that it does not hold.
      return undefined;
  }
}

it('is decided again from each event by itself, on the state that its stream has then', () => {
  const states = new Map<string, unknown>();
  let decided = 0;
  let expected: readonly DomainEvent<string, unknown>[] = [];
  for (const event of log) {
    const decider = DECIDERS[event.streamId.slice(0, event.streamId.indexOf('-'))];
    // The institutions are looked at by demo-institutions.spec.ts.
    if (!decider) continue;
    const state = states.get(event.streamId) ?? decider.initialState;
    const command = commandOf(event);
    if (command) {
      // An event that no command asks for was foretold by the decision on the one before it.
      if (expected.length > 0) throw new Error(`${expected[0]?.type} is missing before ${event.position}`);
      const { occurredAt } = event;
      expected = decider.decide({ ...command, occurredAt }, state);
      decided += 1;
    }
    const [next, ...others] = expected;
    const { type, occurredAt, data } = event;
    if (command || next) {
      if (JSON.stringify(next) !== JSON.stringify({ type, occurredAt, data })) {
        expect({ position: event.position, type, occurredAt, data }).toEqual({
          position: event.position,
          ...next,
        });
      }
      expected = others;
    } else {
      // What a return takes of what pays for services stands before it.
      expect(['DeclarationAmended', 'SettlementUnmatchedFromServiceContract']).toContain(type);
    }
    states.set(event.streamId, decider.evolve(state, event));
  }
  expect(decided).toBeGreaterThan(35_000);
});

it('replaces by a correction just what counted before', () => {
  const counted = new Map<string, unknown>();
  for (const event of log) {
    if (event.type === 'DeclarationAmended') {
      expect(event.data.replaced).toEqual(counted.get(event.streamId));
      expect(event.data.lines).not.toEqual(event.data.replaced);
    }
    if (event.type === 'DeclarationAmended' || event.type === 'DeclarationCleared') {
      counted.set(event.streamId, event.data.lines);
    }
  }
});

it('gives invoices, declarations, settlements and returns the ids that the services make of what names them', () => {
  for (const { type, data } of log) {
    if (type === 'InvoiceRegistered') {
      const number = data.invoiceNumber.toLowerCase();
      expect(data.invoiceId).toBe(
        derivedId('corridor-ledger invoice v1', data.creditor.participantId, number),
      );
    } else if (type === 'DeclarationLodged') {
      const { customsOffice, flow, declarationNumber } = data;
      const id = derivedId('corridor-ledger declaration v1', customsOffice, flow, declarationNumber);
      expect(data.declarationId).toBe(id);
    } else if (type === 'SettlementBooked') {
      const entry = {
        ...data,
        ...data.references,
        creditDebit: 'CRDT',
        reversal: false,
        occurrence: 1,
      } as const;
      const id = derivedId('corridor-ledger settlement v1', data.bank, settlementIdentity(entry));
      expect(data.settlementId).toBe(id);
    } else if (type === 'SettlementReturned') {
      const identity = JSON.stringify(['AcctSvcrRef', data.references.accountServicerReference]);
      expect(data.returnId).toBe(derivedId('corridor-ledger return v1', data.settlementId, identity));
    }
  }
});
