import { firm, firmId } from '../../../libs/domain/dist/index.js';
import { asking } from './asking.mjs';

const ofFirm = asking({ participantId: 'demo-mills' });
const details = {
  name: 'Demo Mills',
  country: 'PK',
  nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }],
  ownership: 'private',
  sectors: ['textiles'],
};
const ofNumber = asking({ scheme: 'PK-NTN', number: '12345678', participantId: 'demo-mills' });

export const FIRM = {
  name: 'Firm',
  decider: firm,
  commands: [
    ofFirm('RegisterFirm', details),
    ofFirm('ChangeFirm', { ...details, city: 'Lahore', reason: 'x' }),
    ofFirm('SuspendFirm', { reason: 'x' }),
    ofFirm('ReinstateFirm', { reason: 'x' }),
  ],
  about: 'A trader in the register of the Business Council.',
};

export const FIRM_ID = {
  name: 'National id',
  decider: firmId,
  commands: [ofNumber('ClaimNationalId'), ofNumber('ReleaseNationalId')],
  about: 'A number that a state knows a firm by: of one firm at a time.',
};
