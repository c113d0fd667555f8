import { KARACHI } from '../trade-world.spec-kit.js';
import { booksOf } from './books.spec-kit.js';
import { namingRoundsOn, processOn } from './delivery.spec-kit.js';
import { FROM_FIRST, NamingSettlements } from './naming-settlements.js';
import { ProcessWorld, usd } from './process-world.spec-kit.js';

let manager: ProcessWorld;
beforeEach(async () => {
  manager = await ProcessWorld.start();
});
afterEach(() => manager.stop());

const naming = async (invoiceNumber: string, pages = new NamingSettlements(), place = FROM_FIRST) =>
  pages.behind(manager.pool, { creditorBank: KARACHI, invoiceNumber } as never, place);

it('of many that have its word, those are looked at that name it', async () => {
  const consumer = processOn(manager.pool, 'payments');
  for (let number = 1; number <= 5; number += 1)
    await manager.book(7n, { remittance: [`INV 4711-${number}`] });
  const coded = await manager.book(7n, { remittance: ['/RFB/INV 9'] });
  const whole = await manager.book(7n, { endToEndId: 'inv' });
  await consumer.consume(await manager.log(0));
  expect((await naming('INV')).candidates.map(({ id }) => id)).toEqual([coded, whole]);
  // What an older release kept may name anything.
  await manager.owner.query('UPDATE payments.unallocated_settlements SET says = NULL');
  expect((await naming('INV')).candidates).toHaveLength(7);
});

it('of more than are tried at once, page by page, and of more than are read at once', async () => {
  const wait = (from: number, to: number, text: string) =>
    manager.owner.query(
      `INSERT INTO payments.unallocated_settlements (settlement_id, bank, currency, words, says, position, occurred_at)
       SELECT gen_random_uuid(), $1, 'USD', '{many,1}', json_build_array(json_build_object('remittance', ARRAY[$2])),
         n, '2026-03-30T00:00:00+05:00' FROM generate_series($3::int, $4::int) n`,
      [KARACHI, text, from, to],
    );
  await wait(1, 1_500, 'MANY 1');
  await wait(1_501, 1_503, 'MANY-1');
  const pages = new NamingSettlements(2);
  const first = await naming('MANY-1', pages);
  expect([first.candidates.length, first.next]).toEqual([0, '1000']);
  const second = await naming('MANY-1', pages, first.next);
  expect([second.candidates.length, second.next]).toEqual([2, '1502']);
  const third = await naming('MANY-1', pages, second.next);
  expect([third.candidates.length, third.next]).toEqual([1, undefined]);
});

it('of more than one transaction tries, the rest is tried in a round, and the obligation is open meanwhile', async () => {
  const consumer = processOn(manager.pool, 'payments');
  let after = 0;
  const deliver = async () => {
    for (let events = await manager.log(after); events.length > 0; events = await manager.log(after)) {
      await consumer.consume(events);
      after = events.at(-1)?.position ?? after;
    }
  };
  const rows = async (table: string) => (await manager.owner.query(`SELECT FROM payments.${table}`)).rowCount;
  // There is no rate for them.
  const amount = { amount: '28000.00', currency: 'PKR' };
  for (let number = 1; number <= 51; number += 1) {
    await manager.book(1n, { endToEndId: 'MANY-2' }, KARACHI, { amount });
  }
  const last = await manager.book(100_000n, { endToEndId: 'MANY-2' });
  await deliver();
  const { invoiceId } = await manager.trade.invoice({ invoiceNumber: 'MANY-2', amount: usd(100_000n) });
  await deliver();
  expect([await rows('open_obligations'), await rows('naming_rounds')]).toEqual([1, 1]);

  const rounds = namingRoundsOn(manager.pool);
  expect([await rounds.step(), await rounds.step()]).toEqual([1, 0]);
  const { obligations, settlements } = await booksOf(manager.owner, await manager.log(0));
  expect(obligations.get(invoiceId)?.status).toBe('settled');
  expect(settlements.get(last)?.allocations).toMatchObject([{ obligationId: invoiceId }]);
  expect(await rows('open_obligations')).toBe(0);
});
