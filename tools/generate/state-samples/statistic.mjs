import { statistic } from '../../../libs/domain/dist/index.js';
import { asking, id } from './asking.mjs';

const publishing = asking({
  statisticId: id(301),
  source: 'un-comtrade',
  reporter: 'PK',
  partner: 'KZ',
  flow: 'export',
  period: '2025',
  classification: 'H6',
  downloadedOn: '2026-03-01',
  currency: 'USD',
  lines: [{ code: 'TOTAL', value: '1.00', netKgEstimated: false }],
});

const withdrawing = (telling) =>
  asking({ statisticId: id(301), reason: 'x' })('WithdrawOfficialStatistics', { telling });

export const STATISTIC = {
  name: 'Official statistics',
  decider: statistic,
  commands: [
    publishing('PublishOfficialStatistics', { status: 'provisional' }),
    publishing('PublishOfficialStatistics', { status: 'final' }),
    withdrawing(1),
    withdrawing(2),
  ],
  about: 'What a source says of one flow between two countries in one period.',
};
