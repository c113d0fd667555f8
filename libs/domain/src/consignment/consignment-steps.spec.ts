import { fold, Rejection } from '@corridor/kernel';
import { type ConsignmentCommand, type ConsignmentEvent, consignment } from '../index.js';
import {
  cancelled,
  command,
  contract,
  contracted,
  declaration,
  declared,
  delivered,
  dispatched,
  event,
  idOf,
  LATER,
  partOf,
  returned,
  rice,
  split,
  towels,
  usd,
} from './consignment.spec-kit.js';

const seen = { location: 'UZTMZ', movement: 'arrived' } as const;

/** One command of each type, whose content suits the consignment of this spec. */
const COMMANDS: { readonly [Type in ConsignmentCommand['type']]: ConsignmentCommand } = {
  ContractConsignment: command('ContractConsignment', contract),
  DeclareConsignment: command('DeclareConsignment', declaration),
  PackUnits: command('PackUnits', {
    units: [{ kind: 'truck', number: 'TLE-1234', seals: [], contents: [partOf(1, '1', '1')] }],
  }),
  DispatchConsignment: command('DispatchConsignment', { location: 'PKLYP', transportMode: 'road' }),
  RecordCheckpoint: command('RecordCheckpoint', { location: 'PKTOR', movement: 'arrived' }),
  WithdrawCheckpoint: command('WithdrawCheckpoint', { ...seen, seenAt: LATER, reason: 'another truck' }),
  TransloadConsignment: command('TransloadConsignment', { location: 'UZTAS', from: 'road', to: 'rail' }),
  SplitConsignment: command('SplitConsignment', {
    location: 'UZTAS',
    parts: [
      { consignmentId: idOf(21), lines: [partOf(1, '40000', '12000')] },
      { consignmentId: idOf(22), lines: [partOf(2, '20', '1000.5')] },
    ],
  }),
  ReportOutturn: command('ReportOutturn', { location: 'KZALA', lines: [partOf(1, '39990', '11999')] }),
  ReportDamage: command('ReportDamage', {
    location: 'KZALA',
    lines: [partOf(1, '10', '3')],
    description: 'wet',
  }),
  DeliverConsignment: command('DeliverConsignment', { location: 'KZALA' }),
  ReturnConsignment: command('ReturnConsignment', { location: 'PKLYP', reason: 'refused' }),
  AmendConsignment: command('AmendConsignment', { reason: 'weighed again', lines: [towels] }),
  CancelConsignment: command('CancelConsignment', { reason: 'order withdrawn' }),
  AttachDocument: command('AttachDocument', {
    documentId: idOf(31),
    typeCode: '380',
    number: 'INV-1',
    issuer: 'Demo Mills',
    issuedOn: '2026-03-01',
    sha256: 'a'.repeat(64),
  }),
  WithdrawDocument: command('WithdrawDocument', { documentId: idOf(30), reason: 'wrong' }),
  PresentDocuments: command('PresentDocuments', {
    declarationId: idOf(40),
    documents: [{ documentId: idOf(30), typeCode: '271' }],
  }),
  AttachDeclaration: command('AttachDeclaration', {
    declarationId: idOf(41),
    flow: 'import',
    lines: [partOf(1, '40000', '12000')],
  }),
  DetachDeclaration: command('DetachDeclaration', { declarationId: idOf(40) }),
  AttachInvoice: command('AttachInvoice', { invoiceId: idOf(51) }),
  DetachInvoice: command('DetachInvoice', { invoiceId: idOf(50) }),
  PayInvoiceInPart: command('PayInvoiceInPart', {
    invoiceId: idOf(50),
    outstanding: usd('1.00'),
    obligationVersion: 2,
  }),
  SettleInvoice: command('SettleInvoice', {
    invoiceId: idOf(50),
    settledOn: '2026-04-08',
    obligationVersion: 2,
  }),
  ReturnInvoicePayment: command('ReturnInvoicePayment', {
    invoiceId: idOf(50),
    outstanding: usd('1.00'),
    paid: usd('0.00'),
    obligationVersion: 2,
  }),
};

const papers: readonly ConsignmentEvent[] = [
  event('DocumentAttached', {
    documentId: idOf(30),
    typeCode: '271',
    number: 'PL-1',
    issuer: 'Demo Mills',
    issuedOn: '2026-03-01',
    sha256: 'b'.repeat(64),
  }),
  event('DeclarationAttached', {
    declarationId: idOf(40),
    flow: 'export',
    lines: [partOf(1, '40000', '12000'), partOf(2, '20', '1000.5')],
  }),
  event('InvoiceAttached', { invoiceId: idOf(50) }),
];
const onTheWay = [declared, ...papers, dispatched, event('CheckpointRecorded', seen)];
const HISTORIES: Readonly<Record<string, readonly ConsignmentEvent[]>> = {
  nothing: [],
  contracted: [contracted],
  'called off': [contracted, cancelled],
  declared: [declared, ...papers],
  dispatched: onTheWay,
  split: [...onTheWay, split],
  delivered: [...onTheWay, delivered],
  returned: [...onTheWay, returned],
  cancelled: [declared, ...papers, cancelled],
};

/** Written down here a second time, status by status: x is legal. */
const LEGAL = `
                     nothing contracted called-off declared dispatched split delivered returned cancelled
ContractConsignment  x       -          -          -        -          -     -         -        -
DeclareConsignment   x       x          -          -        -          -     -         -        -
PackUnits            -       -          -          x        x          -     -         -        -
DispatchConsignment  -       -          -          x        -          -     -         -        -
RecordCheckpoint     -       -          -          -        x          -     -         -        -
WithdrawCheckpoint   -       -          -          -        x          x     x         x        -
TransloadConsignment -       -          -          -        x          -     -         -        -
SplitConsignment     -       -          -          x        x          -     -         -        -
ReportOutturn        -       -          -          -        x          -     x         -        -
ReportDamage         -       -          -          -        x          -     x         -        -
DeliverConsignment   -       -          -          -        x          -     -         -        -
ReturnConsignment    -       -          -          -        x          -     x         -        -
AmendConsignment     -       -          -          x        x          -     x         x        -
CancelConsignment    -       x          -          x        -          -     -         -        -
AttachDocument       -       -          -          x        x          x     x         x        -
WithdrawDocument     -       -          -          x        x          x     x         x        -
PresentDocuments     -       -          -          x        x          x     x         x        -
AttachDeclaration    -       -          -          x        x          -     x         x        -
DetachDeclaration    -       -          -          x        x          x     x         x        x
AttachInvoice        -       -          -          x        x          x     x         x        -
PayInvoiceInPart     -       -          -          x        x          x     x         x        x
SettleInvoice        -       -          -          x        x          x     x         x        x
DetachInvoice        -       -          -          x        x          x     x         x        x
ReturnInvoicePayment -       -          -          x        x          x     x         x        x`;
const [, head = '', ...rows] = LEGAL.split('\n');
const statuses = head.trim().split(/ +/);
const cells = rows.flatMap((row) => {
  const [type = '', ...marks] = row.split(/ +/);
  return marks.map((mark, column) => ({ type, status: statuses[column] ?? '', isLegal: mark === 'x' }));
});

it('tells of every command in every status', () => {
  expect(cells).toHaveLength(Object.keys(COMMANDS).length * Object.keys(HISTORIES).length);
});

describe.each(cells)('$type on what is $status', ({ type, status, isLegal }) => {
  const history = HISTORIES[status === 'called-off' ? 'called off' : status] ?? [];
  const decide = () =>
    consignment.decide(COMMANDS[type as keyof typeof COMMANDS], fold(consignment, history));

  if (isLegal) {
    it('leads to events', () => {
      // What leaves out or calls off what customs was told of is refused for that, and is tried elsewhere.
      const toldFirst = { AmendConsignment: 'amended first', CancelConsignment: 'invalidated first' };
      const refusal = status === 'contracted' ? undefined : toldFirst[type as keyof typeof toldFirst];
      if (refusal === undefined) expect(decide().length).toBeGreaterThan(0);
      else expect(decide).toThrow(refusal);
    });
  } else {
    it('is refused, with what is legal', () => {
      const legalNow = cells
        .filter((cell) => cell.status === status && cell.isLegal)
        .map((cell) => cell.type);
      try {
        decide();
        throw new Error('not refused');
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        expect(error.code).toBe('illegal-step');
        expect([...(error.details.legalNow ?? [])].sort()).toEqual([...legalNow].sort());
      }
    });
  }
});

it('what was declared twice is refused for each of its lines', () => {
  const state = fold(consignment, HISTORIES.declared ?? []);
  expect(() =>
    consignment.decide(command('AmendConsignment', { reason: 'one line less', lines: [rice] }), state),
  ).toThrow('12000 kg of line 1 are declared for export');
});
