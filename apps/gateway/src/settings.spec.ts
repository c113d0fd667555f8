import { readGatewaySettings } from './settings.js';

const complete = {
  DATABASE_URL: 'postgres://ledger@127.0.0.1/ledger',
  PORT: '4000',
  TRADE_EVENTS_URL: 'http://127.0.0.1:4001/',
  PAYMENTS_SETTLEMENT_URL: 'https://payments.example:8443',
};

it('reads the addresses of the services as origins', () => {
  expect(readGatewaySettings(complete)).toMatchObject({
    port: 4000,
    tradeEventsUrl: 'http://127.0.0.1:4001',
    paymentsSettlementUrl: 'https://payments.example:8443',
  });
});

it('takes the address of reporting where it is told', () => {
  expect(readGatewaySettings(complete)).not.toHaveProperty('reportingUrl');
  expect(readGatewaySettings({ ...complete, REPORTING_URL: 'http://127.0.0.1:4003' })).toMatchObject({
    reportingUrl: 'http://127.0.0.1:4003',
  });
});

it.each([
  ['TRADE_EVENTS_URL', undefined],
  ['TRADE_EVENTS_URL', 'ftp://127.0.0.1'],
  ['PAYMENTS_SETTLEMENT_URL', 'http://127.0.0.1:4002/v1'],
  ['PAYMENTS_SETTLEMENT_URL', 'http://user@127.0.0.1:4002'],
  ['REPORTING_URL', '127.0.0.1:4003'],
  ['DATABASE_URL', 'mysql://x'],
])('names %s where it is %s', (name, value) => {
  expect(() => readGatewaySettings({ ...complete, [name]: value })).toThrow(name);
});
