import { carriage, service } from '../../../libs/domain/dist/index.js';
import { asking, id } from './asking.mjs';

const ofService = asking({ serviceId: 'karachi-almaty-train' });
const schedule = { departuresPerWeek: 1, capacity: { basis: 'teu', teu: 60 } };
const from = { from: '2026-03-02', reason: 'x' };
const ofLeg = asking({ serviceId: 'karachi-almaty-train', consignmentId: id(1), from: 'PKKHI' });

export const SERVICE = {
  name: 'Service',
  decider: service,
  commands: [
    ofService('AnnounceService', {
      name: 'A train',
      mode: 'rail',
      stops: ['PKKHI', 'KZALA'],
      operator: 'demo-railways',
      ...schedule,
      plannedStart: '2026-03-01',
      announcedBy: 'x',
      source: 'x',
      confirmed: false,
    }),
    ofService('ConfirmService', {}),
    ofService('StartService', { startedOn: '2026-03-01' }),
    ofService('WithdrawStart', { reason: 'x' }),
    ofService('ChangeSchedule', { ...schedule, ...from }),
    ofService('SuspendService', from),
    ofService('ResumeService', from),
    ofService('EndService', { endedOn: '2026-03-02', reason: 'x' }),
    ofService('ReportDeparture', { departedOn: '2026-03-02', run: 1 }),
    ofService('WithdrawDeparture', { departedOn: '2026-03-02', run: 1, reason: 'x' }),
    ofLeg('LoadService', { departedOn: '2026-03-02' }),
    ofLeg('WithdrawLoad', {}),
  ],
  about: 'A flight, a train or a ship by a schedule.',
};

export const CARRIAGE = {
  name: 'Carriage',
  decider: carriage,
  commands: [
    ofLeg('CarryConsignment', {
      to: 'KZALA',
      departedOn: '2026-03-02',
      operator: 'demo-railways',
      exporter: 'demo-mills',
      importer: 'demo-stores',
    }),
    ofLeg('WithdrawCarriage', { reason: 'x' }),
  ],
  about: 'What a service carried of a consignment, on one leg of its way.',
};
