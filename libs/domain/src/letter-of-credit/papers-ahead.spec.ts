import { specOf } from '@corridor/testing';
import { discrepanciesOf, type LetterOfCreditEvent, letterOfCredit } from '../index.js';
import {
  asking,
  cmr,
  cmrAttached,
  consignmentId,
  invoicePaper,
  issuing,
  presenting,
  stateOf,
  told,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const { given } = specOf(letterOfCredit);
/** A day from which the weeks of a term lead beyond the years of four digits. */
const FAR = '9999-12-20';
const opened = told(issuing(), cmrAttached);

describe('papers of a day that lies ahead of their presentation', () => {
  it.each([
    ['the shipment', { shippedOn: '2026-03-12' }, '/shippedOn'],
    ['a paper', { documents: [invoicePaper, { ...cmr, issuedOn: '2026-03-12' }] }, '/documents/1/issuedOn'],
    [
      'a paper of the last year that there is',
      { documents: [{ ...cmr, issuedOn: FAR }] },
      '/documents/0/issuedOn',
    ],
  ])('are refused for that of %s', (_, change, pointer) =>
    given(...opened)
      .when(presenting(change, '2026-03-10'))
      .thenRejected('date-in-future', { pointer }),
  );

  it('are taken where it is the next one, which may have begun where they were signed', () => {
    const next = { shippedOn: '2026-03-11', documents: [{ ...cmr, issuedOn: '2026-03-11' }] };
    expect(told(issuing(), cmrAttached, presenting(next, '2026-03-10'))).toHaveLength(3);
  });
});

describe('papers of a day far ahead that are on record', () => {
  const tenor = { availableBy: 'deferred-payment', tenor: { days: 30, from: 'shipment' } } as const;
  /** As they were taken once. */
  const presented = (of: Parameters<typeof issuing>[1] = {}): readonly LetterOfCreditEvent[] =>
    told(issuing({}, of), cmrAttached, presenting()).map((event) => {
      if (event.type !== 'PresentationMade') return event;
      const { shippedOn: _, ...made } = event.data;
      return { ...event, data: { ...made, documents: [invoicePaper, { ...cmr, issuedOn: FAR }] } };
    });

  it('are told to be shipped late, and presented in time', () =>
    expect(discrepanciesOf(stateOf(presented()), 1, weekdays).map(({ code }) => code)).toEqual([
      'late-shipment',
    ]));

  it('fall due by the latest day that they can be of', () => {
    const deeming = asking('DeemComplying', { presentation: 1 }, '2026-03-18');
    const [complied] = letterOfCredit.decide(deeming, stateOf(presented(tenor)));
    // Thirty days behind the 11th of March.
    expect(complied?.data).toMatchObject({ basis: 'precluded', maturityOn: '2026-04-10' });
  });

  it('fall due so, too, where a paper that is attached to the consignment tells the day', () => {
    const attached = asking('TakeUpTransportDocument', {
      consignmentId: consignmentId,
      document: { documentId: '0191d8a0-0000-7000-8000-0000000000d9', ...cmr, issuedOn: FAR },
    });
    const { shippedOn: _, ...data } = presenting({ documents: [invoicePaper] }).data as {
      shippedOn?: string;
    };
    const history = told(issuing({}, tenor), attached, asking('PresentDocuments', data as never));
    const deeming = asking('DeemComplying', { presentation: 1 }, '2026-03-18');
    expect(letterOfCredit.decide(deeming, stateOf(history))[0]?.data).toMatchObject({
      maturityOn: '2026-04-10',
    });
  });
});
