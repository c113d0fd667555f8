import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  legalForServiceContract,
  type ServiceContractCommand,
  type ServiceContractEvent,
  serviceContract,
} from '../index.js';

const AT = '2026-01-10T10:00:00+05:00';
const LATER = '2026-07-01T09:00:00+05:00';
const serviceContractId = '0191d8c0-0000-8000-8000-000000000001';
const terms = {
  subject: 'Upkeep of a customs broker’s software',
  modeOfSupply: 1,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  value: { amount: '96000.00', currency: 'USD' },
  providerBank: 'demo-bank-karachi',
} as const;
const data = {
  serviceContractId,
  contractNumber: 'DS/2026/7',
  provider: { participantId: 'demo-soft', name: 'Demo Soft', country: 'PK' },
  customer: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
  service: 'SI21',
  terms,
} as const;
const registering = (change: object = {}): ServiceContractCommand => ({
  type: 'RegisterServiceContract',
  occurredAt: AT,
  data: { ...data, ...change },
});
const registered: ServiceContractEvent = { type: 'ServiceContractRegistered', occurredAt: AT, data };
const amending = (change: object, occurredAt = LATER): ServiceContractCommand => ({
  type: 'AmendServiceContract',
  occurredAt,
  data: { serviceContractId, terms: { ...terms, ...change }, reason: 'more to do' },
});
const reclassifying = (to: string): ServiceContractCommand => ({
  type: 'ReclassifyServiceContract',
  occurredAt: LATER,
  data: { serviceContractId, to, reason: 'it is upkeep' },
});
const completing = (completedOn = '2026-06-30'): ServiceContractCommand => ({
  type: 'CompleteServiceContract',
  occurredAt: LATER,
  data: { serviceContractId, completedOn },
});
const completed: ServiceContractEvent = {
  type: 'ServiceContractCompleted',
  occurredAt: LATER,
  data: { serviceContractId, completedOn: '2026-06-30' },
};
const terminating = (terminatedOn = '2026-06-30'): ServiceContractCommand => ({
  type: 'TerminateServiceContract',
  occurredAt: LATER,
  data: { serviceContractId, terminatedOn, reason: 'notice' },
});
const terminated: ServiceContractEvent = {
  type: 'ServiceContractTerminated',
  occurredAt: LATER,
  data: { serviceContractId, terminatedOn: '2026-06-30', reason: 'notice' },
};
const withdrawing: ServiceContractCommand = {
  type: 'WithdrawServiceContract',
  occurredAt: LATER,
  data: { serviceContractId, reason: 'told twice' },
};
const withdrawn: ServiceContractEvent = {
  type: 'ServiceContractWithdrawn',
  occurredAt: LATER,
  data: { serviceContractId, reason: 'told twice' },
};
const { given } = specOf(serviceContract);

it('is registered once; told again, nothing is new', () => {
  given().when(registering()).thenEvents(registered);
  given(registered).when(registering()).thenEvents();
  given(registered)
    .when(registering({ service: 'SI22' }))
    .thenRejected('illegal-step', { legalNow: legalForServiceContract(fold(serviceContract, [registered])) });
});

it('is told again in the words of its registration, whatever became of it, until it is withdrawn', () => {
  const other = { serviceContractId, terms: { ...terms, endsOn: '2027-06-30' }, reason: 'more to do' };
  const amended: ServiceContractEvent = { type: 'ServiceContractAmended', occurredAt: LATER, data: other };
  given(registered, amended).when(registering()).thenEvents();
  given(registered, amended, completed).when(registering()).thenEvents();
  // Its terms of now are not those that it was registered on.
  const legalNow = legalForServiceContract(fold(serviceContract, [registered, amended]));
  given(registered, amended)
    .when(registering({ terms: other.terms }))
    .thenRejected('illegal-step', { legalNow });
});

it('needs no terms but what is to be done', () => {
  const bare = { subject: 'Hosting' };
  given()
    .when(registering({ terms: bare }))
    .thenEvents({ ...registered, data: { ...data, terms: bare } });
});

it.each([
  [
    { customer: { ...data.customer, participantId: 'demo-soft' } },
    'customer-is-provider',
    '/customer/participantId',
  ],
  [{ customer: { ...data.customer, country: 'PK' } }, 'not-across-border', '/customer/country'],
  [{ terms: { ...terms, startsOn: '2026-02-29' } }, 'date-malformed', '/terms/startsOn'],
  [{ terms: { ...terms, endsOn: '2025-12-31' } }, 'end-before-start', '/terms/endsOn'],
  [
    { terms: { ...terms, value: { amount: '0.00', currency: 'USD' } } },
    'amount-not-positive',
    '/terms/value/amount',
  ],
  [
    { terms: { ...terms, value: { amount: '1', currency: 'ZZZ' } } },
    'unknown-currency',
    '/terms/value/currency',
  ],
])('%j is refused with %s', (change, code, pointer) => {
  given().when(registering(change)).thenRejected(code, { pointer });
});

it('has other terms from then on, told once', () => {
  const amended: ServiceContractEvent = {
    type: 'ServiceContractAmended',
    occurredAt: LATER,
    data: { serviceContractId, terms: { ...terms, endsOn: '2027-06-30' }, reason: 'more to do' },
  };
  given(registered)
    .when(amending({ endsOn: '2027-06-30' }))
    .thenEvents(amended);
  given(registered, amended)
    .when(amending({ endsOn: '2027-06-30' }))
    .thenEvents();
  given(registered).when(amending({})).thenEvents();
  given(registered)
    .when(amending({ endsOn: '2025-01-01' }))
    .thenRejected('end-before-start', { pointer: '/terms/endsOn' });
  given(registered)
    .when(amending({ subject: 'x' }, '2026-01-10T04:59:59Z'))
    .thenRejected('before-registration', { pointer: '/occurredAt' });
});

it('is of other services, as if from the beginning, and tells of which it was said to be', () => {
  const reclassified: ServiceContractEvent = {
    type: 'ServiceContractReclassified',
    occurredAt: LATER,
    data: { serviceContractId, from: 'SI21', to: 'SI22', reason: 'it is upkeep' },
  };
  given(registered).when(reclassifying('SI22')).thenEvents(reclassified);
  given(registered, reclassified).when(reclassifying('SI22')).thenEvents();
  given(registered, reclassified)
    .when(reclassifying('SI21'))
    .thenEvents({
      ...reclassified,
      data: { serviceContractId, from: 'SI22', to: 'SI21', reason: 'it is upkeep' },
    });
});

it('ends once, complete or not, on a day that was over when it was told', () => {
  given(registered).when(completing()).thenEvents(completed);
  given(registered, completed).when(completing()).thenEvents();
  given(registered).when(terminating()).thenEvents(terminated);
  given(registered, terminated).when(terminating()).thenEvents();
  const behind = ['AmendServiceContract', 'ReclassifyServiceContract', 'WithdrawServiceContract'];
  given(registered, completed).when(terminating()).thenRejected('illegal-step', { legalNow: behind });
  given(registered, terminated).when(completing()).thenRejected('illegal-step', { legalNow: behind });
  given(registered).when(completing('2026-07-02')).thenRejected('end-in-future', { pointer: '/completedOn' });
  // Agreed on 10 January, begun on the 1st.
  given(registered)
    .when(completing('2025-12-31'))
    .thenRejected('end-before-start', { pointer: '/completedOn' });
  given(registered)
    .when(completing('2026-01-01'))
    .thenEvents({
      ...completed,
      data: { serviceContractId, completedOn: '2026-01-01' },
    } as ServiceContractEvent);
  given(registered)
    .when(terminating('2026-07-02'))
    .thenRejected('end-in-future', { pointer: '/terminatedOn' });
});

it('may be mended behind its end, since what it is paid comes then', () => {
  given(registered, completed)
    .when(amending({ providerBank: 'demo-bank-lahore' }))
    .thenEvents({
      type: 'ServiceContractAmended',
      occurredAt: LATER,
      data: {
        serviceContractId,
        terms: { ...terms, providerBank: 'demo-bank-lahore' },
        reason: 'more to do',
      },
    });
});

it('is withdrawn for good, also behind its end', () => {
  given(registered).when(withdrawing).thenEvents(withdrawn);
  given(registered, completed).when(withdrawing).thenEvents(withdrawn);
  given(registered, terminated).when(withdrawing).thenEvents(withdrawn);
  given(registered, withdrawn).when(withdrawing).thenEvents();
  for (const command of [registering(), amending({}), reclassifying('SI21'), completing(), terminating()]) {
    given(registered, withdrawn).when(command).thenRejected('illegal-step', { legalNow: [] });
  }
});

it.each([amending({}), reclassifying('SI22'), completing(), terminating(), withdrawing])(
  'that is not registered knows no $type',
  (command) =>
    given()
      .when(command)
      .thenRejected('illegal-step', { legalNow: ['RegisterServiceContract'] }),
);
