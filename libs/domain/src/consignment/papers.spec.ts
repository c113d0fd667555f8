import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type ConsignmentEvent,
  consignment,
  type DeclaredLine,
  type KnownConsignment,
  missingDocuments,
} from '../index.js';
import {
  command,
  declaration,
  declared,
  delivered,
  dispatched,
  event,
  idOf,
  partOf,
  rice,
  towels,
  usd,
} from './consignment.spec-kit.js';

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
  describe('that customs got', () => {
    const of = (documentId: number, declarationId = 40) => {
      const documents = [{ documentId: idOf(documentId), typeCode: '380' }];
      return { declarationId: idOf(declarationId), documents };
    };
    const present = (...args: Parameters<typeof of>) => command('PresentDocuments', of(...args));
    const presented = (...args: Parameters<typeof of>) => event('DocumentsPresented', of(...args));
    const withdraw = command('WithdrawDocument', { documentId: idOf(30), reason: 'not genuine' });
    const withdrawn = event('DocumentWithdrawn', { documentId: idOf(30), reason: 'not genuine' });
    const newer = event('DocumentAttached', { ...paper, documentId: idOf(31), number: 'INV-1a' });
    const history = [declared, attached, presented(30)];

    it('is told once, and is attached', () => {
      given(declared, attached).when(present(30)).thenEvents(presented(30));
      given(...history)
        .when(present(30))
        .thenEvents();
      given(...history)
        .when(present(30, 41))
        .thenEvents(presented(30, 41));
      given(declared, attached)
        .when(present(31))
        .thenRejected('document-unknown', { pointer: '/documents/0/documentId' });
    });
    it('stays, until each declaration that names it has a newer one of its kind', () => {
      given(...history)
        .when(withdraw)
        .thenRejected('document-at-customs');
      // A newer one that customs has not got, one of another kind, and one that another declaration got.
      given(...history, newer)
        .when(withdraw)
        .thenRejected('document-at-customs');
      const list = event('DocumentAttached', { ...paper, documentId: idOf(32), typeCode: '271' });
      const otherKind = event('DocumentsPresented', {
        declarationId: idOf(40),
        documents: [{ documentId: idOf(32), typeCode: '271' }],
      });
      given(...history, list, otherKind)
        .when(withdraw)
        .thenRejected('document-at-customs');
      given(...history, newer, presented(31, 41))
        .when(withdraw)
        .thenRejected('document-at-customs');
      given(...history, newer, presented(31))
        .when(withdraw)
        .thenEvents(withdrawn);
      // The newer one stays in its place.
      given(...history, newer, presented(31), withdrawn)
        .when(command('WithdrawDocument', { documentId: idOf(31), reason: 'x' }))
        .thenRejected('document-at-customs');
      // An older one that customs had before does not replace it.
      given(declared, attached, newer, presented(31), presented(30))
        .when(withdraw)
        .thenRejected('document-at-customs');
    });
    describe('among several', () => {
      const kinds = new Map([
        [30, '380'],
        [31, '380'],
        [32, '380'],
        [33, '271'],
      ]);
      const papers = [...kinds].map(([number, typeCode]) =>
        event('DocumentAttached', { ...paper, documentId: idOf(number), typeCode, number: `${number}` }),
      );
      const brought = (...numbers: readonly number[]) => ({
        declarationId: idOf(40),
        documents: numbers.map((number) => ({ documentId: idOf(number), typeCode: kinds.get(number) ?? '' })),
      });
      const bring = (...numbers: readonly number[]) => command('PresentDocuments', brought(...numbers));
      /** After answers of customs' askings, one by one. */
      const after = (...answers: readonly (readonly number[])[]) =>
        given(
          declared,
          ...papers,
          ...answers.map((numbers) => event('DocumentsPresented', brought(...numbers))),
        );
      const letGo = (number: number) =>
        command('WithdrawDocument', { documentId: idOf(number), reason: 'not genuine' });
      const gone = (number: number) =>
        event('DocumentWithdrawn', { documentId: idOf(number), reason: 'not genuine' });

      it('does not replace what was brought with it', () => {
        for (const number of [30, 31])
          after([30, 31]).when(letGo(number)).thenRejected('document-at-customs');
        for (const number of [30, 31]) after([30, 31], [32]).when(letGo(number)).thenEvents(gone(number));
      });
      it('is the one that stands where it was brought again, and the one between may go', () => {
        after([30], [31])
          .when(bring(30))
          .thenEvents(event('DocumentsPresented', brought(30)));
        after([30], [31], [30]).when(bring(30)).thenEvents();
        after([30], [31], [30]).when(letGo(30)).thenRejected('document-at-customs');
        after([30], [31], [30]).when(letGo(31)).thenEvents(gone(31));
      });
      it('stands beside those that were brought again with it, in whatever order', () => {
        after([30, 31]).when(bring(31, 30)).thenEvents();
        after([30, 31], [32])
          .when(bring(32, 31))
          .thenEvents(event('DocumentsPresented', brought(32, 31)));
        after([30, 31], [32, 31]).when(letGo(30)).thenEvents(gone(30));
        for (const number of [31, 32]) {
          after([30, 31], [32, 31]).when(letGo(number)).thenRejected('document-at-customs');
        }
      });
      it('is told anew without the kinds of which the declaration rests on the same', () => {
        after([30, 33])
          .when(bring(31, 33))
          .thenEvents(event('DocumentsPresented', brought(31)));
        after([30, 33], [31]).when(letGo(33)).thenRejected('document-at-customs');
      });
    });
    it('may go where the declaration is refused or taken back', () => {
      const detached = event('DeclarationDetached', { declarationId: idOf(40) });
      given(...history)
        .when(command('DetachDeclaration', { declarationId: idOf(40) }))
        .thenEvents(detached);
      given(...history, detached)
        .when(withdraw)
        .thenEvents(withdrawn);
    });
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
  const coverage = (id: number, flow: 'export' | 'import', ...lines: readonly DeclaredLine[]) => ({
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
  const told = (more: object, quantity = '10000', netMassKg = '3000') => ({
    ...partOf(1, quantity, netMassKg),
    ...more,
  });
  it.each([
    ['more pieces', { unit: 'NAR' }, { unit: 'NAR' }, '30000', '/lines/0/quantity'],
    ['more value', { value: usd('80000.00') }, { value: usd('4000.01') }, '1', '/lines/0/value/amount'],
  ])('has no %s than was consigned, in one declaration or in several', (_, one, two, quantity, pointer) => {
    const earlier = coverage(40, 'export', told(one, '10001'));
    given(declared, event('DeclarationAttached', earlier))
      .when(command('AttachDeclaration', coverage(41, 'export', told(two, quantity))))
      .thenRejected('goods-declared-already', { pointer });
    // The other way has its own.
    const other = coverage(41, 'import', told(two, quantity));
    given(declared, event('DeclarationAttached', earlier))
      .when(command('AttachDeclaration', other))
      .thenEvents(event('DeclarationAttached', other));
  });
  it.each([
    [told({ unit: 'NAR' }, '40000.000001'), 'quantity'],
    [told({ value: usd('84000.01') }), 'value/amount'],
    // The pieces that were consigned, told beside a mass.
    [told({ unit: 'KGM', supplementary: { quantity: '40001', unit: 'NAR' } }), 'supplementary/quantity'],
  ])('%j is more than was consigned', (line, field) => {
    given(declared)
      .when(command('AttachDeclaration', coverage(41, 'export', line)))
      .thenRejected('more-than-consigned', { pointer: `/lines/0/${field}` });
  });
  it.each([
    told({ unit: 'DZN' }, '999999'),
    told({ value: { amount: '999999.00', currency: 'PKR' } }),
    told({ supplementary: { quantity: '999999', unit: 'MTK' } }),
    // By an older release, which told no unit.
    told({}, '999999'),
  ])('%j is not compared: it has another unit, another currency, or none', (line) => {
    const asked = coverage(41, 'export', line);
    given(declared).when(command('AttachDeclaration', asked)).thenEvents(event('DeclarationAttached', asked));
  });
  it('holds an amendment of the goods, in pieces and in value, too', () => {
    const whole = coverage(
      40,
      'export',
      told(
        { unit: 'NAR', supplementary: { quantity: '30', unit: 'MIL' }, value: usd('60000.00') },
        '30000',
        '9000',
      ),
    );
    const beside = { ...towels, supplementary: { quantity: '40', unit: 'MIL' } };
    const amended = (change: object) =>
      command('AmendConsignment', { reason: 'counted', lines: [{ ...beside, ...change }, rice] });
    const history = [
      event('ConsignmentDeclared', { ...declaration, lines: [beside, rice] }),
      event('DeclarationAttached', whole),
    ];
    const enough = {
      quantity: '30000',
      netMassKg: '9000',
      supplementary: { quantity: '30', unit: 'MIL' },
      value: usd('60000.00'),
    };
    given(...history)
      .when(amended(enough))
      .thenEvents(
        event('ConsignmentAmended', { reason: 'counted', lines: [{ ...beside, ...enough }, rice] }),
      );
    for (const [short, field] of [
      [{ quantity: '29999.999999' }, 'quantity'],
      [{ supplementary: { quantity: '29', unit: 'MIL' } }, 'supplementary/quantity'],
      [{ value: usd('59999.99') }, 'value/amount'],
    ] as const) {
      given(...history)
        .when(amended({ ...enough, ...short }))
        .thenRejected('goods-declared-already', { pointer: `/lines/0/${field}` });
    }
    given(...history)
      .when(command('AmendConsignment', { reason: 'left out', lines: [rice] }))
      .thenRejected('goods-declared-already', { pointer: '/lines' });
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
