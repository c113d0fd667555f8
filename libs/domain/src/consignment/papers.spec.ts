import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type ConsignmentEvent, consignment, type KnownConsignment, missingDocuments } from '../index.js';
import { command, declared, delivered, dispatched, event, idOf, partOf } from './consignment.spec-kit.js';

const { given } = specOf(consignment);

describe('a document', () => {
  const paper = {
    documentId: idOf(30),
    typeCode: '380',
    number: 'INV-1',
    issuer: 'Demo Mills',
    issuedOn: '2026-03-01',
    sha256: 'a'.repeat(64),
  };
  const attach = (change: object = {}) => command('AttachDocument', { ...paper, ...change });
  const attached = event('DocumentAttached', paper);

  it('is attached once, and withdrawn', () => {
    given(declared).when(attach()).thenEvents(attached);
    given(declared, attached).when(attach()).thenEvents();
    const withdrawal = { documentId: paper.documentId, reason: 'wrong consignee' };
    const withdrawn = event('DocumentWithdrawn', withdrawal);
    given(declared, attached).when(command('WithdrawDocument', withdrawal)).thenEvents(withdrawn);
    given(declared, attached, withdrawn)
      .when(attach({ documentId: idOf(31) }))
      .thenEvents(event('DocumentAttached', { ...paper, documentId: idOf(31) }));
  });
  it.each([
    [{ issuedOn: '2026-02-30', documentId: idOf(31), number: '2' }, 'date-malformed', '/issuedOn'],
    [{ sha256: 'A'.repeat(64), documentId: idOf(31), number: '2' }, 'sha256-malformed', '/sha256'],
    [{ number: '2' }, 'document-id-used', '/documentId'],
    [{ documentId: idOf(31) }, 'document-attached-already', '/number'],
  ])('with %j is refused', (change, code, pointer) => {
    given(declared, attached).when(attach(change)).thenRejected(code, { pointer });
  });
  it('that is not attached cannot be withdrawn', () => {
    given(declared)
      .when(command('WithdrawDocument', { documentId: idOf(30), reason: 'x' }))
      .thenRejected('document-unknown', { pointer: '/documentId' });
  });
});

describe('what is missing for the coming steps', () => {
  const missing = (...history: readonly ConsignmentEvent[]) =>
    missingDocuments(fold(consignment, history) as KnownConsignment);
  const attached = (typeCode: string) =>
    event('DocumentAttached', {
      documentId: idOf(Number(typeCode)),
      typeCode,
      number: typeCode,
      issuer: 'Demo Mills',
      issuedOn: '2026-03-01',
      sha256: 'a'.repeat(64),
    });
  const covered = (flow: 'export' | 'import') =>
    event('DeclarationAttached', { declarationId: idOf(40), flow, lines: [partOf(1, '1', '1')] });

  // Towels, and rice: a plant product asks for a phytosanitary certificate.
  it('before the export: invoice, packing list, and the certificate that rice needs', () => {
    expect(missing(declared)).toEqual([
      { step: 'export-declaration', typeCodes: ['271', '380', '851'] },
      { step: 'dispatch', typeCodes: ['271'] },
    ]);
    expect(missing(declared, attached('271'), attached('380'))).toEqual([
      { step: 'export-declaration', typeCodes: ['851'] },
    ]);
    expect(missing(declared, attached('271'), covered('export'))).toEqual([]);
  });
  it('before the import: the origin and what it came under by its mode', () => {
    expect(missing(declared, attached('271'), attached('380'), attached('851'), dispatched)).toEqual([
      { step: 'import-declaration', typeCodes: ['730', '861'] },
    ]);
    // A preferential certificate tells the origin, too.
    expect(
      missing(declared, attached('271'), attached('384'), attached('851'), attached('864'), dispatched),
    ).toEqual([{ step: 'import-declaration', typeCodes: ['730'] }]);
    const byAir = event('ConsignmentDispatched', { location: 'PKISB', transportMode: 'air' });
    expect(missing(declared, byAir)[0]?.typeCodes).toContain('740');
    expect(missing(declared, dispatched, delivered, covered('import'))).toEqual([]);
  });
});

describe('what customs was told of', () => {
  const coverage = (
    id: number,
    flow: 'export' | 'import',
    ...lines: readonly ReturnType<typeof partOf>[]
  ) => ({
    declarationId: idOf(id),
    flow,
    lines,
  });
  const first = coverage(40, 'export', partOf(1, '30000', '9000'));
  const attached = event('DeclarationAttached', first);

  it('adds up, flow by flow, to what was consigned at most', () => {
    const rest = coverage(41, 'export', partOf(1, '10000', '3000'));
    given(declared, attached)
      .when(command('AttachDeclaration', rest))
      .thenEvents(event('DeclarationAttached', rest));
    const all = coverage(42, 'import', partOf(1, '40000', '12000'));
    given(declared, attached)
      .when(command('AttachDeclaration', all))
      .thenEvents(event('DeclarationAttached', all));
    const tooMuch = coverage(41, 'export', partOf(1, '10000', '3000.000001'));
    given(declared, attached)
      .when(command('AttachDeclaration', tooMuch))
      .thenRejected('goods-declared-already', { pointer: '/lines/0/netMassKg' });
    given(declared)
      .when(command('AttachDeclaration', coverage(41, 'export', partOf(2, '20', '1000.6'))))
      .thenRejected('more-than-consigned', { pointer: '/lines/0/netMassKg' });
  });
  it('is told again where a declaration is amended, and open to another where it is refused', () => {
    const amended = coverage(40, 'export', partOf(1, '40000', '12000'));
    given(declared, attached).when(command('AttachDeclaration', first)).thenEvents();
    given(declared, attached)
      .when(command('AttachDeclaration', amended))
      .thenEvents(event('DeclarationAttached', amended));
    const detached = event('DeclarationDetached', { declarationId: idOf(40) });
    given(declared, attached)
      .when(command('DetachDeclaration', { declarationId: idOf(40) }))
      .thenEvents(detached);
    given(declared)
      .when(command('DetachDeclaration', { declarationId: idOf(40) }))
      .thenEvents();
    const again = coverage(41, 'export', partOf(1, '40000', '12000'));
    given(declared, attached, detached)
      .when(command('AttachDeclaration', again))
      .thenEvents(event('DeclarationAttached', again));
  });
});
