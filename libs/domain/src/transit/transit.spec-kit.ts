import type { TransitCommand, TransitEvent, TransitOpened } from '../index.js';

/** What transit specs begin with: telephones from Karachi to Almaty by Torkham, Hairatan and Termez. */
export const transitId = '0191d8b1-0000-8000-8000-00000000000a';
export const guaranteeId = '0191d8b0-0000-8000-8000-000000000001';
export const AT = '2026-03-01T10:00:00+05:00';
export const LATER = '2026-03-05T08:00:00+05:00';
export const LIMIT = '2026-03-20T18:00:00+05:00';
export const TORKHAM_LIMIT = '2026-03-08T18:00:00+05:00';
export const pkr = (amount: string) => ({ amount, currency: 'PKR' });

export const opening: TransitOpened['data'] = {
  transitId,
  transitNumber: 'KPPI-TR-118',
  guaranteeId,
  guarantor: 'demo-insurer',
  principal: { participantId: 'demo-forwarding', name: 'Demo Forwarding', country: 'PK' },
  carrier: { participantId: 'demo-trucks', name: 'Demo Trucks', country: 'PK' },
  vehicle: { mode: 'road', registration: 'TLA-118' },
  goods: [
    {
      hs6: '851712',
      description: 'Telephones',
      netMassKg: '4200',
      grossMassKg: '4550.5',
      packages: 210,
      value: { amount: '180000.00', currency: 'USD' },
    },
  ],
  dutyAtRisk: pkr('400.00'),
  officeOfDeparture: 'PKKHI',
  officeOfDestination: 'KZALA',
  itinerary: [
    { location: 'PKTOR', dueBy: TORKHAM_LIMIT },
    { location: 'AFHRT', dueBy: '2026-03-12T18:00:00+04:30' },
  ],
  dueBy: LIMIT,
};

export const open = (change: object = {}): TransitCommand => ({
  type: 'OpenTransit',
  occurredAt: AT,
  data: { ...opening, ...change },
});
export const opened: TransitEvent = { type: 'TransitOpened', occurredAt: AT, data: opening };

const seal = { transitId, sealNumber: 'PK-1', by: 'Customs, Karachi', location: 'PKKHI' };
export const affix: TransitCommand = { type: 'AffixSeal', occurredAt: LATER, data: seal };
export const affixed: TransitEvent = { type: 'TransitSealAffixed', occurredAt: LATER, data: seal };
export const breaking: TransitCommand = {
  type: 'BreakSeal',
  occurredAt: LATER,
  data: { ...seal, reason: 'Inspection' },
};
export const broken: TransitEvent = {
  type: 'TransitSealBroken',
  occurredAt: LATER,
  data: { ...seal, reason: 'Inspection' },
};
export const replacing = (sealNumber = 'PK-1', newSealNumber = 'AF-1'): TransitCommand => ({
  type: 'ReplaceSeal',
  occurredAt: LATER,
  data: { ...seal, sealNumber, newSealNumber, reason: 'Inspection' },
});
export const replaced: TransitEvent = {
  type: 'TransitSealReplaced',
  occurredAt: LATER,
  data: { ...seal, newSealNumber: 'AF-1', reason: 'Inspection' },
};

export const passing = (location: string, occurredAt = LATER): TransitCommand => ({
  type: 'RecordPassage',
  occurredAt,
  data: { transitId, location, movement: 'left' },
});
export const passed = (
  location: string,
  planned: boolean,
  dueBy: string,
  late = 0,
  occurredAt = LATER,
): TransitEvent => ({
  type: 'TransitPassageRecorded',
  occurredAt,
  data: { transitId, location, movement: 'left', planned, dueBy, lateMinutes: late },
});
export const left = passed('PKKHI', true, LIMIT);

const found = { transitId, code: 'goods-missing', note: '12 cartons short' } as const;
export const report: TransitCommand = { type: 'RecordIrregularity', occurredAt: LATER, data: found };
export const reported: TransitEvent = {
  type: 'TransitIrregularityRecorded',
  occurredAt: LATER,
  data: found,
};

export const PUT_OFF = '2026-03-27T18:00:00+05:00';
export const extending = (dueBy = PUT_OFF): TransitCommand => ({
  type: 'ExtendTransit',
  occurredAt: LATER,
  data: { transitId, dueBy, reason: 'Pass closed by snow' },
});
export const extended: TransitEvent = {
  type: 'TransitExtended',
  occurredAt: LATER,
  data: { transitId, dueBy: PUT_OFF, before: LIMIT, reason: 'Pass closed by snow' },
};
export const marking = (occurredAt: string): TransitCommand => ({
  type: 'MarkOverdue',
  occurredAt,
  data: { transitId },
});
export const overdue: TransitEvent = {
  type: 'TransitBecameOverdue',
  occurredAt: LIMIT,
  data: { transitId, guaranteeId, dueBy: LIMIT },
};

export const ARRIVAL = '2026-03-18T09:00:00+05:00';
export const terminating = (change: object = {}, occurredAt = ARRIVAL): TransitCommand => ({
  type: 'TerminateTransit',
  occurredAt,
  data: { transitId, office: 'KZALA', ...change },
});
export const terminated = (change: object = {}, occurredAt = ARRIVAL): TransitEvent =>
  ({
    type: 'TransitTerminated',
    occurredAt,
    data: { transitId, office: 'KZALA', planned: true, dueBy: LIMIT, lateMinutes: 0, ...change },
  }) as TransitEvent;

export const calling = (amount: string): TransitCommand => ({
  type: 'CallGuaranteeOfTransit',
  occurredAt: LATER,
  data: { transitId, amount: pkr(amount), reason: 'Duty' },
});
export const called = (amount: string, reserved: string): TransitEvent => ({
  type: 'TransitGuaranteeCalled',
  occurredAt: LATER,
  data: { transitId, guaranteeId, amount: pkr(amount), reserved: pkr(reserved), reason: 'Duty' },
});
export const AFTER = '2026-03-19T09:00:00+05:00';
export const discharge: TransitCommand = {
  type: 'DischargeTransit',
  occurredAt: AFTER,
  data: { transitId },
};
export const discharged = (freed: string): TransitEvent => ({
  type: 'TransitDischarged',
  occurredAt: AFTER,
  data: { transitId, guaranteeId, freed: pkr(freed) },
});
const reason = 'Goods sold in Karachi';
export const cancel: TransitCommand = {
  type: 'CancelTransit',
  occurredAt: LATER,
  data: { transitId, reason },
};
export const cancelled: TransitEvent = {
  type: 'TransitCancelled',
  occurredAt: LATER,
  data: { transitId, guaranteeId, freed: pkr('400.00'), reason },
};
