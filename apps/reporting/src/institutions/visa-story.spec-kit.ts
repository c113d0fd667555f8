import { type VisaCommand, visa } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** An application for a visa, with the id `id`. */
export function visaSteps(told: Teller, id: number, plan: Plan): (() => void)[] {
  const visaId = uuid(id);
  const step = (type: string, at: string, data: object) => () =>
    told.tell(visa, `visa-${visaId}`, { type, occurredAt: at, data: { visaId, ...data } } as VisaCommand);
  const asked = step('RequestVisaInvitation', day(1), {
    subjectId: uuid(id + 1),
    firm: 'textiles-faisalabad',
    purpose: 'delegation',
    nationality: plan.origin,
    destination: plan.destination === plan.origin ? 'UZ' : plan.destination,
    intendedFrom: '2026-03-10',
    intendedUntil: '2026-03-20',
    ...(plan.amended && { delegationId: uuid(id + 2) }),
  });
  if (plan.cancelled) return [asked, step('DeclineVisaInvitation', day(2), { reason: 'dates' })];
  const submitted = [
    asked,
    step('IssueVisaInvitation', day(2), { invitationNumber: '1', issuedOn: '2026-03-02' }),
    step('SubmitVisa', day(3), { consulate: 'consulate-islamabad', place: 'PKISB' }),
  ];
  if (plan.returned) return [...submitted, step('WithdrawVisa', day(4), {})];
  const asking = [
    step('RequestVisaDocuments', day(5), { documents: ['insurance'] }),
    step('SupplyVisaDocuments', day(6), {}),
  ];
  const terms = { validFrom: '2026-03-20', validUntil: '2026-06-30', entries: 'single' };
  return [
    ...submitted,
    ...(plan.held ? asking : []),
    plan.late ? step('RefuseVisa', day(12), { reason: 'documents' }) : step('GrantVisa', day(9), terms),
  ];
}
