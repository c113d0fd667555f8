import { transportCost } from '../../../libs/domain/dist/index.js';
import { asking, exporter, id, importer, usd } from './asking.mjs';

const ofCost = asking({ costId: id(401), consignmentId: id(1) });
const paid = {
  reference: 'TOR-4417',
  kind: 'customs-clearance',
  scope: { basis: 'place', location: 'PKTOR' },
  amount: usd('40.00'),
  recordedBy: exporter.participantId,
  exporter: exporter.participantId,
  importer: importer.participantId,
};

export const TRANSPORT_COST = {
  name: 'Transport cost',
  decider: transportCost,
  commands: [
    ofCost('RecordTransportCost', { ...paid, receipted: true }),
    ofCost('RecordTransportCost', { ...paid, receipted: false }),
    ofCost('WithdrawTransportCost', { reason: 'x' }),
  ],
  about: 'What was paid for goods on their way.',
};
