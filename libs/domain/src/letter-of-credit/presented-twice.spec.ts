import { specOf } from '@corridor/testing';
import { discrepanciesOf, type LetterOfCreditCommand, letterOfCredit } from '../index.js';
import {
  asking,
  cmr,
  cmrAttached,
  complying,
  ISSUER,
  invoicePaper,
  issuing,
  NOMINATED,
  paper,
  presenting,
  refusing,
  stateOf,
  told,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
const amount = usd('400.00');
const history = (...commands: readonly LetterOfCreditCommand[]) =>
  told(issuing(), cmrAttached, presenting({ amount }), ...commands);
/** The same papers, on the next day. */
const again = (change: Parameters<typeof presenting>[0] = {}) =>
  presenting({ amount, ...change }, '2026-03-11');
const withdrawing = asking('WithdrawPresentation', { presentation: 1 }, '2026-03-11');
const waiving = (presentation: number) => asking('WaiveDiscrepancies', { presentation }, '2026-03-12');
const agreeing = (presentation: number) => asking('AgreeToWaiver', { presentation }, '2026-03-13');
const second = (day = '2026-03-12', bank = ISSUER) => complying(day, { presentation: 2, bank });
const shown = (commands: readonly LetterOfCreditCommand[], presentation: number) =>
  discrepanciesOf(stateOf(history(...commands)), presentation, weekdays);

describe('papers that are presented under a credit, and presented under it again', () => {
  it.each([
    ['on the next day', again(), ISSUER],
    ['to another bank', presenting({ amount, presentedTo: NOMINATED }), NOMINATED],
    ['behind their payment', again(), ISSUER],
  ])('do not comply %s', (when, command, bank) => {
    const paid = [complying(), asking('HonourPresentation', { presentation: 1, bank: ISSUER }, '2026-03-11')];
    const commands = [...(when === 'behind their payment' ? paid : []), command];
    expect(shown(commands, 2)).toEqual([
      {
        code: 'document-presented-twice',
        description: 'The paper 380 "DM-17" is presented under presentation 1, too',
        typeCode: '380',
      },
      {
        code: 'document-presented-twice',
        description: 'The paper 730 "CMR-118" is presented under presentation 1, too',
        typeCode: '730',
      },
    ]);
    given(...history(...commands))
      .when(second('2026-03-12', bank))
      .thenRejected('presentation-discrepant');
  });

  it('comply under the first of both', () => {
    expect(shown([again()], 1)).toEqual([]);
    expect(letterOfCredit.decide(complying('2026-03-12'), stateOf(history(again())))).toHaveLength(1);
  });

  it('do not comply under the first of both, once the second binds a bank that was silent', () => {
    const silent = asking('DeemComplying', { presentation: 2 }, '2026-03-19');
    expect(shown([again(), silent], 1).map(({ code }) => code)).toEqual([
      'document-presented-twice',
      'document-presented-twice',
    ]);
  });

  it('comply where the first was refused, or taken back', () => {
    for (const freed of [refusing(), withdrawing]) expect(shown([freed, again()], 2)).toEqual([]);
    // Of what was taken back, nothing is said.
    expect(shown([withdrawing, again()], 1)).toEqual([]);
  });

  it('are known by their file, or by kind, number and issuer; and are the invoice and what the goods go under', () => {
    const codes = (...documents: Parameters<typeof paper>[]) =>
      shown([again({ documents: documents.map((each) => paper(...each)) })], 2).map(({ code }) => code);
    const amiss = 'document-presented-twice';
    // The file of the invoice under another number; the consignment has no such transport document.
    expect(codes(['380', 'DM-18'], ['730', 'CMR-118', 'd'])).toEqual([amiss, amiss]);
    expect(codes(['380', 'dm-17', 'e'], ['730', 'CMR-118', 'd'])).toEqual([amiss, amiss]);
    expect(codes(['380', 'DM-18', 'e'], ['730', 'CMR-119', 'd'])).toEqual(['transport-document-unknown']);
    // A certificate may go with several drawings.
    const certificate = paper('861', 'CO-1', 'f');
    const other = [paper('380', 'DM-18', 'b'), paper('730', 'CMR-118', 'd'), certificate];
    const both = told(
      issuing(),
      presenting({ amount, documents: [invoicePaper, certificate] }),
      again({ documents: other.filter(({ typeCode }) => typeCode !== '730') }),
    );
    expect(discrepanciesOf(stateOf(both), 2, weekdays).map(({ code }) => code)).toEqual(['document-missing']);
  });

  it('are waived neither under the second nor, behind its refusal, under the first, once the other is taken up', () => {
    const first = [refusing('2026-03-10', { disposal: 'returning' }), again(), second('2026-03-11')];
    given(...history(...first))
      .when(waiving(1))
      .thenRejected('document-presented-twice');
    const early = [refusing('2026-03-10'), asking('WaiveDiscrepancies', { presentation: 1 }, '2026-03-10')];
    given(...history(...early, again(), second('2026-03-11')))
      .when(agreeing(1))
      .thenRejected('document-presented-twice');
    given(...history(complying(), again()))
      .when(waiving(2))
      .thenRejected('document-presented-twice');
  });

  it('are waived where the other is refused, too', () => {
    const both = history(
      refusing('2026-03-10'),
      again(),
      refusing('2026-03-11', { presentation: 2 }),
      waiving(1),
    );
    const agreed = letterOfCredit.decide(agreeing(1), stateOf(both));
    expect(agreed).toMatchObject([{ type: 'PresentationComplied', data: { basis: 'waived' } }]);
    given(...both, ...agreed)
      .when(waiving(2))
      .thenRejected('document-presented-twice');
  });
});

describe('one paper twice in one presentation', () => {
  it('is not presented twice', () => {
    const state = stateOf(told(issuing(), cmrAttached, presenting({ documents: [invoicePaper, cmr, cmr] })));
    expect(discrepanciesOf(state, 1, weekdays)).toEqual([]);
  });
});
