import { engagement, lead, match, need } from '../../../libs/domain/dist/index.js';
import { AT, asking, exporter, id, importer } from './asking.mjs';

const ofEngagement = asking({ engagementId: id(1) });
const days = { startsOn: '2026-03-02', endsOn: '2026-03-03' };
const firms = [exporter.participantId, importer.participantId];
const engagementCommands = [
  ofEngagement('PlanEngagement', {
    kind: 'forum',
    name: 'x',
    city: 'KZALA',
    country: 'KZ',
    organiser: 'demo-council',
    ...days,
    sectors: [],
  }),
  ofEngagement('RescheduleEngagement', { ...days, endsOn: '2026-03-04', reason: 'x' }),
  ofEngagement('CancelEngagement', { reason: 'budget' }),
  ofEngagement('HoldEngagement'),
  ofEngagement('RegisterParticipation', { firm: exporter, people: 2 }),
  ofEngagement('RegisterParticipation', { firm: importer, people: 2 }),
  ofEngagement('WithdrawParticipation', { firm: firms[0] }),
  ofEngagement('RecordAttendance', { firm: firms[0], people: 1 }),
  ofEngagement('RecordMeeting', { meetingId: id(2), firms }),
];

const ofLead = asking({ leadId: id(3) });
const leadCommands = [
  ofLead('RecordLead', {
    origin: { engagementId: id(1) },
    seller: exporter,
    buyer: importer,
    sector: 'textiles',
    hs: ['6302'],
  }),
  ofLead('FollowUpLead', { note: 'x' }),
  ofLead('LapseLead', { reason: 'price' }),
  ofLead('CommitLead', { commitmentId: id(201) }),
  ofLead('WithdrawLeadCommitment', { commitmentId: id(201) }),
];

const ofNeed = asking({ needId: id(4) });
const terms = {
  description: 'x',
  quantity: '1',
  unit: 'TNE',
  per: 'yearly',
  validUntil: '2026-03-31',
};
const needCommands = [
  ofNeed('PostNeed', { side: 'offer', firm: exporter, hs: '6302', country: 'PK', ...terms }),
  ofNeed('AmendNeed', { ...terms, quantity: '2' }),
  ofNeed('WithdrawNeed', { reason: 'other' }),
  ofNeed('FulfilNeed'),
  ofNeed('ExpireNeed', {}, '2026-04-01T00:00:00+05:00'),
];

const ofMatch = asking({ matchId: id(5) });
const side = (needId, { participantId: firm, country }) => ({
  needId,
  firm,
  country,
  hs: '6302',
  quantity: '1',
  unit: 'TNE',
  per: 'yearly',
});
const matchCommands = [
  ofMatch('ProposeMatch', {
    offer: side(id(4), exporter),
    seek: side(id(6), importer),
    strength: 'strong',
    score: { total: 82, goods: 40, quantity: 20, validity: 15, price: 7 },
  }),
  ...['offer', 'seek'].map((of) => ofMatch('ShowInterest', { side: of, leadId: id(3) }, AT)),
  ofMatch('DeclineMatch', { side: 'seek', reason: 'price' }),
  ofMatch('LapseMatch', { reason: 'need-expired' }),
];

export const ENGAGEMENT_MACHINES = [
  {
    name: 'Engagement',
    decider: engagement,
    commands: engagementCommands,
    about: 'A forum, an exhibition, a delegation, a summit or a business meeting, and who met whom there.',
  },
  {
    name: 'Lead',
    decider: lead,
    commands: leadCommands,
    about: 'What two firms found to trade. It lapses, or a commitment names it.',
  },
  {
    name: 'Need',
    decider: need,
    commands: needCommands,
    about: 'What a firm offers or seeks, until a day.',
  },
  {
    name: 'Match',
    decider: match,
    commands: matchCommands,
    about: 'An offer that fits what another firm seeks; both answer before either knows the other.',
  },
];
