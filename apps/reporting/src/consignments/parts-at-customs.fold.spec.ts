import { type Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import { AwaitedConsignments } from './awaited-consignments.js';
import { ConsignmentDeclarations, type CustomsEvent } from './consignment-declarations.js';
import type { ConsignmentRow, DeclarationRow, InvoiceRow } from './consignment-row.js';
import {
  CONSIGNMENT_EVENTS,
  type ConsignmentEvent,
  foldConsignments,
  type Mention,
} from './consignments.fold.js';
import {
  attach,
  COTTON,
  DRUGS,
  detach,
  EXPORT,
  FIRST,
  lodged,
  OTHER,
  SECOND,
  split,
  WHOLE,
} from './split-story.spec-kit.js';

/** Folds batch by batch, each with rows that were read anew, as the projection does. */
function foldAll(story: Story, batch = 1_000) {
  const events = story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false }))
    .filter(({ type }) => (CONSIGNMENT_EVENTS as readonly string[]).includes(type));
  const consignments = new Map<string, ConsignmentRow>();
  const invoices = new Map<string, InvoiceRow>();
  const awaited = new AwaitedConsignments();
  let kept = new ConsignmentDeclarations();
  const stored = new Map<string, DeclarationRow>();
  const mentions: Mention[] = [];
  for (let first = 0; first < events.length; first += batch) {
    const some = events.slice(first, first + batch) as unknown as readonly ConsignmentEvent[];
    mentions.push(...foldConsignments(some, { consignments, invoices, declarations: kept, awaited }));
    for (const row of kept.changedRows) stored.set(`${row.declaration_id} ${row.consignment_id}`, row);
    kept = new ConsignmentDeclarations([...stored.values()].reverse());
  }
  const of = (id: number) => {
    const { export_accepted_on, import_accepted_on, open_holds } = consignments.get(
      uuid(id),
    ) as ConsignmentRow;
    return { export_accepted_on, import_accepted_on, open_holds };
  };
  return { of, mentions: (id: number) => mentions.filter((one) => one.consignment_id === uuid(id)).length };
}

describe.each([1_000, 1])('in batches of %d', (batch) => {
  it('a part begins with what was cleared and held of the whole', () => {
    const story = lodged();
    story.clear(EXPORT, '2026-03-01', '2026-03-02T11:00:00+05:00');
    split(story);
    for (const part of [FIRST, SECOND]) {
      expect(foldAll(story, batch).of(part)).toEqual({
        export_accepted_on: '2026-03-01',
        import_accepted_on: null,
        open_holds: 0,
      });
    }
    const held = lodged();
    held.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00');
    split(held);
    expect(foldAll(held, batch).of(FIRST)).toMatchObject({ export_accepted_on: null, open_holds: 1 });
  });

  it('a part that the declaration does not cover begins with nothing', () => {
    const story = lodged();
    story.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00');
    split(story, []);
    expect(foldAll(story, batch).of(FIRST)).toMatchObject({ open_holds: 0 });
  });

  it('parts follow what is held, released and cleared of the whole afterwards, and their history tells of it', () => {
    const story = lodged();
    split(story);
    const before = foldAll(story, batch);
    story.hold(EXPORT, WHOLE, 'a', '2026-03-05T11:00:00+05:00');
    for (const id of [WHOLE, FIRST, SECOND]) {
      const after = foldAll(story, batch);
      expect(after.of(id).open_holds).toBe(1);
      expect(after.mentions(id)).toBe(before.mentions(id) + 1);
    }
    story.release(EXPORT, WHOLE, 'a', '2026-03-05T12:00:00+05:00');
    story.clear(EXPORT, '2026-03-01', '2026-03-06T11:00:00+05:00');
    for (const id of [WHOLE, FIRST, SECOND]) {
      expect(foldAll(story, batch).of(id)).toMatchObject({ export_accepted_on: '2026-03-01', open_holds: 0 });
    }
  });

  it('a part that a declaration leaves is free of it, before its holds are lifted and after', () => {
    const story = lodged();
    story.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00');
    split(story);
    detach(story, FIRST, EXPORT);
    // A refusal leaves all of them first, and then ends its holds.
    detach(story, WHOLE, EXPORT);
    detach(story, SECOND, EXPORT);
    expect([WHOLE, FIRST, SECOND].map((id) => foldAll(story, batch).of(id).open_holds)).toEqual([1, 0, 0]);
    story.release(EXPORT, WHOLE, 'a', '2026-03-05T12:00:00+05:00');
    expect([WHOLE, FIRST, SECOND].map((id) => foldAll(story, batch).of(id).open_holds)).toEqual([0, 0, 0]);
  });

  it('a part that a declaration covers again begins with how that one stands now', () => {
    const story = lodged();
    split(story);
    detach(story, FIRST, EXPORT);
    story.hold(EXPORT, WHOLE, 'a', '2026-03-05T11:00:00+05:00');
    story.release(EXPORT, WHOLE, 'a', '2026-03-05T12:00:00+05:00');
    story.clear(EXPORT, '2026-03-01', '2026-03-06T11:00:00+05:00');
    attach(story, FIRST, EXPORT, [COTTON]);
    expect(foldAll(story, batch).of(FIRST)).toMatchObject({
      export_accepted_on: '2026-03-01',
      open_holds: 0,
    });
  });

  it('a clearance that is taken back is told no more, and another one is', () => {
    const story = lodged();
    story.clear(EXPORT, '2026-03-01', '2026-03-02T11:00:00+05:00');
    detach(story, WHOLE, EXPORT);
    story.invalidate(EXPORT, '2026-03-03T11:00:00+05:00');
    expect(foldAll(story, batch).of(WHOLE).export_accepted_on).toBeNull();
    attach(story, WHOLE, OTHER);
    story.lodge(OTHER, WHOLE, 'export', [COTTON, DRUGS], '2026-03-04T11:00:00+05:00');
    story.clear(OTHER, '2026-03-04', '2026-03-04T12:00:00+05:00');
    expect(foldAll(story, batch).of(WHOLE).export_accepted_on).toBe('2026-03-04');
  });
});

it('goes on from declarations that were told of before their rows were kept', () => {
  const story = lodged();
  story.hold(EXPORT, WHOLE, 'a', '2026-03-02T11:00:00+05:00');
  const before = foldAll(story).of(WHOLE);
  const consignments = new Map([[uuid(WHOLE), { ...before, consignment_id: uuid(WHOLE) } as ConsignmentRow]]);
  const declarations = new ConsignmentDeclarations();
  const data = { declarationId: uuid(EXPORT), consignmentId: uuid(WHOLE), holdId: 'a' };
  const release = { type: 'HoldReleased', data } as CustomsEvent;
  expect([...declarations.changedBy(release, consignments)]).toEqual([[uuid(WHOLE), { open_holds: 0 }]]);
  const clear = { type: 'DeclarationCleared', data: { ...data, flow: 'export', acceptedOn: '2026-03-01' } };
  expect([...declarations.changedBy(clear as unknown as CustomsEvent, consignments)]).toEqual([
    [uuid(WHOLE), { export_accepted_on: '2026-03-01' }],
  ]);
});
