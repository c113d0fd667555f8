import { declaration, lodgement, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const withUcr = (ucr: string) => ({ ...declaration(), ucr });
/** The import of some of the lines of a consignment, or of all, under a UCR. */
const lodging = (id: string, ucr: string | undefined, lines: object[] = declaration().lines) => ({
  ...lodgement(id),
  ...(ucr !== undefined && { ucr }),
  lines,
});
const [towels, sheets] = declaration().lines as [object, object];
async function lodgedUcr(position: number) {
  return (((await world.event(position)) as { data: unknown }).data as { ucr?: string }).ucr;
}

describe('a declaration', () => {
  it('has the UCR of its consignment, however that is written, and no other one', async () => {
    const [mine, theirs] = ['6PK1234567-MINE', '6PK1234567-THEIRS'];
    const id = await world.declared({ ucr: mine });
    await world.declared({ ucr: theirs });
    for (const ucr of [theirs, '6PK1234567-NOBODYS']) {
      const { status, body } = await world.refused(() =>
        world.post('customs', 'declarations', lodging(id, ucr)),
      );
      expect([status, body.code, body.pointer]).toEqual([422, 'ucr-differs', '/ucr']);
    }
    await world.done('customs', 'declarations', lodging(id, '6pk 1234567-mine', [towels]));
    const { position } = await world.done('customs', 'declarations', lodging(id, undefined, [sheets]));
    expect(await lodgedUcr(position)).toBe(mine);
  });

  it('takes a UCR for a consignment that was declared without one, unless it is another\u2019s', async () => {
    const id = await world.declared();
    const taken = await world.declared({ ucr: '6PK1234567-TAKEN' });
    expect(
      await world.refused(() => world.post('customs', 'declarations', lodging(id, '6PK1234567-TAKEN'))),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used', pointer: '/ucr', consignmentId: taken } });
    await world.done('customs', 'declarations', lodging(id, '6PK1234567-LATE', [towels]));
    // The other line under the same one: it is its own.
    await world.done('customs', 'declarations', lodging(id, '6pk1234567-late', [sheets]));
    expect(
      await world.refused(() => world.post('exporter', 'consignments', withUcr('6PK1234567-LATE'))),
    ).toMatchObject({ status: 409, body: { code: 'ucr-used', consignmentId: id } });
  });

  it('of a part takes it for the whole, so that all parts have it', async () => {
    const split = async (id: string) => {
      const part = (lineNumber: number) => ({
        lines: [{ lineNumber, quantity: '40000', netMassKg: '12000' }],
      });
      const { parts } = await world.done('exporter', `consignments/${id}/split`, {
        occurredAt: '2026-03-05T08:00:00+05:00',
        location: 'PKKHI',
        parts: [part(1), part(2)],
      });
      return parts as unknown as [string, string];
    };
    const whole = await world.declared();
    const [first, second] = await split(whole);
    await world.done('customs', 'declarations', lodging(first, '6PK1234567-PARTS', [towels]));
    await world.done('customs', 'declarations', lodging(second, '6PK1234567-PARTS', [sheets]));
    expect(
      await world.refused(() => world.post('exporter', 'consignments', withUcr('6PK1234567-PARTS'))),
    ).toMatchObject({ body: { code: 'ucr-used', consignmentId: whole } });

    const [part] = await split(await world.declared({ ucr: '6PK1234567-WHOLE' }));
    await world.done('customs', 'declarations', lodging(part, '6PK1234567-WHOLE', [towels]));
  });
});
