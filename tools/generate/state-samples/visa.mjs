import { subject, visa } from '../../../libs/domain/dist/index.js';
import { asking, exporter, id } from './asking.mjs';

const LATER = '2026-04-30T10:00:00+05:00';
const firm = exporter.participantId;
const sealed = { algorithm: 'AES-256-GCM', keyId: id(3), nonce: 'x', ciphertext: 'x' };
const person = { name: sealed, passportNumber: sealed, birthDate: sealed };
const ofSubject = asking({ subjectId: id(3) });
const ofVisa = asking({ visaId: id(4) });

export const SUBJECT = {
  name: 'Subject',
  decider: subject,
  commands: [
    ofSubject('RegisterSubject', { firm, person }),
    ofSubject('CorrectPersonalData', { person: { ...person, contact: sealed } }),
    ofSubject('ErasePersonalData', { reason: 'asked-by-subject' }),
  ],
  about: 'Somebody whose personal data the ledger holds, sealed under a key that can be destroyed.',
};

export const VISA = {
  name: 'Visa',
  decider: visa,
  commands: [
    ofVisa('RequestVisaInvitation', {
      subjectId: id(3),
      firm,
      purpose: 'trade-fair',
      nationality: 'PK',
      destination: 'KZ',
      intendedFrom: '2026-05-11',
      intendedUntil: '2026-05-20',
    }),
    ofVisa('IssueVisaInvitation', { invitationNumber: '1', issuedOn: '2026-03-02' }),
    ofVisa('DeclineVisaInvitation', { reason: 'purpose' }),
    ofVisa('SubmitVisa', { consulate: 'demo-consulate', place: 'PKISB' }, LATER),
    ofVisa('CorrectVisaSubmission', { submittedOn: '2026-03-02' }, LATER),
    ofVisa('RequestVisaDocuments', { documents: ['insurance'] }),
    ofVisa('SupplyVisaDocuments', {}, LATER),
    ofVisa('GrantVisa', { validFrom: '2026-05-01', validUntil: '2026-10-31', entries: 'double' }, LATER),
    ofVisa('RefuseVisa', { reason: 'documents' }, LATER),
    ofVisa('WithdrawVisa'),
  ],
  about: 'An application for a business visa, from the invitation to what a consulate decides.',
};
