import { fold, toMoney, toMoneyJson } from '@corridor/kernel';
import fc from 'fast-check';
import {
  financialInstrument,
  type InstrumentCommand,
  type InstrumentEvent,
  realisedOf,
  stillToCome,
} from '../index.js';

const SEED = 20_261_126;
const AT = '2026-03-10T10:00:00+05:00';
const instrumentId = 'i';
const AMOUNT = 1_000n;
const usd = (minor: bigint) => toMoneyJson({ minor, currency: 'USD' });
const registered: InstrumentEvent = {
  type: 'InstrumentRegistered',
  occurredAt: AT,
  data: {
    instrumentId,
    kind: 'pk-financial-instrument',
    flow: 'export',
    number: '1',
    holder: { participantId: 'a', name: 'a', country: 'PK' },
    bank: 'b',
    amount: usd(AMOUNT),
    issuedOn: '2026-03-02',
    term: { days: 120, source: 'x' },
  },
};

/** What the obligations of three invoices tell of themselves one after the other: what is paid of each, from version 2 on. */
const lives = fc.array(fc.array(fc.bigInt({ min: 0n, max: 700n }), { maxLength: 6 }), {
  minLength: 3,
  maxLength: 3,
});

it('whatever was told of payments before, in any order and again, the newest word of each invoice holds', () => {
  fc.assert(
    fc.property(lives, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (told, picks) => {
      const all = told.flatMap((paid, index) =>
        paid.map(
          (minor, version): InstrumentCommand => ({
            type: 'RecordProceeds',
            occurredAt: AT,
            data: {
              instrumentId,
              invoiceId: String(index),
              consignmentId: 'c',
              obligationVersion: version + 2,
              paid: usd(minor),
              valueDate: '2026-04-14',
            },
          }),
        ),
      );
      const history: InstrumentEvent[] = [registered];
      const hear = (command: InstrumentCommand | undefined) => {
        if (command) history.push(...financialInstrument.decide(command, fold(financialInstrument, history)));
      };
      for (const pick of picks) hear(all[pick % all.length]);
      // Whoever tells of an invoice looks at its obligation first, so that the newest word is told in the end.
      const newest = (command: InstrumentCommand) =>
        command.type === 'RecordProceeds' &&
        told[Number(command.data.invoiceId)]?.length === command.data.obligationVersion - 1;
      for (const command of all.filter(newest)) hear(command);

      // Counted a second way: the last word of each invoice.
      const expected = told.reduce((total, paid) => total + (paid.at(-1) ?? 0n), 0n);
      const state = fold(financialInstrument, history);
      if (state.status === 'unknown') throw new Error('it was registered');
      expect(realisedOf(state)).toBe(expected);
      expect(stillToCome(state)).toBe(expected >= AMOUNT ? 0n : AMOUNT - expected);
      expect(state.status).toBe(expected >= AMOUNT ? 'closed' : 'open');
      // Its own events tell the same, each from the one before.
      let realised = 0n;
      for (const { type, data } of history) {
        if (type !== 'ProceedsRealised' && type !== 'ProceedsTakenBack') continue;
        const change = toMoney(data.amount).minor;
        realised += type === 'ProceedsRealised' ? change : -change;
        expect(toMoney(data.realised).minor).toBe(realised);
        expect(realised >= 0n).toBe(true);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});
