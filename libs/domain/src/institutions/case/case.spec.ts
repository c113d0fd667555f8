import { specOf } from '@corridor/testing';
import { type CaseCommand, councilCase } from '../../index.js';
import {
  asking,
  caseId,
  EXPORTER,
  ending,
  foreseeing,
  foreseen,
  IMPORTER,
  level,
  limitsOf,
  noon,
  opened,
  openedByItself,
  opening,
  returned,
  told,
} from './case.spec-kit.js';

const { given } = specOf(councilCase);
const OWN = ['EraseCaseTexts', 'ForeseeCase', 'AddCause', 'OpenForeseenCase', 'EndCause', 'MarkCaseLimits'];

const triaged = told('CaseTriaged', noon(6, '18:00:00'), { kind: 'customs-hold', priority: 'high' });
const assigned = told('CaseAssigned', noon(6, '19:00:00'), { assignee: 'demo-customs' });
const answered = told('CaseAnswered', noon(7), { assignee: 'demo-customs', text: 'A paper is missing.' });
const ongoing = [opened(), triaged, assigned, answered];
const resolved = told('CaseResolved', noon(8), { by: 'council', outcome: 'released', text: 'It is free.' });
const causeEnded = (at: string, endedAt = at) => told('CaseCauseEnded', at, { endedAt, causePosition: 9 });
const released = (at: string) =>
  told('CaseResolved', at, { by: 'cause', outcome: 'released', text: 'Customs lifted the hold.' });
const missed = (limit: 'triage' | 'answer' | 'resolve', day: number) =>
  told('CaseLimitMissed', noon(day), { limit, missedBy: noon(day) });
const ruled = told('CaseEscalated', noon(10), { by: 'rule', reason: `It was not resolved by ${noon(10)}.` });

describe('a case that is foreseen', () => {
  it('is told once, with the limit at which it opens', () => {
    given().when(foreseeing).thenEvents(foreseen);
    given(foreseen).when(foreseeing).thenEvents();
    given(opened()).when(foreseeing).thenEvents();
  });
  it('is averted by an end at the limit itself, for good', () => {
    const averted = told('CaseAverted', noon(6), { endedAt: noon(6), causePosition: 9 });
    given(foreseen)
      .when(ending(noon(6)))
      .thenEvents(averted);
    for (const command of [ending(noon(6)), foreseeing, asking('OpenForeseenCase', noon(9), {})]) {
      given(foreseen, averted).when(command).thenEvents();
    }
  });
  it('opens behind its limit, as of the limit, and not before', () => {
    given(foreseen)
      .when(asking('OpenForeseenCase', noon(6), {}))
      .thenEvents();
    given(foreseen)
      .when(asking('OpenForeseenCase', noon(6, '12:00:01'), {}))
      .thenEvents(openedByItself);
    given(foreseen, openedByItself)
      .when(asking('OpenForeseenCase', noon(7), {}))
      .thenEvents();
  });
  it('was one where its cause ended behind the limit before anybody looked', () => {
    given(foreseen)
      .when(ending(noon(8, '13:00:00')))
      .thenEvents(
        openedByItself,
        missed('triage', 7),
        missed('answer', 8),
        causeEnded(noon(8, '13:00:00')),
        released(noon(8, '13:00:00')),
      );
  });
  it('may be opened by the firm before its limit, with the other party of the goods', () => {
    const both = opened({ firms: [EXPORTER, IMPORTER] });
    given(foreseen).when(opening()).thenEvents(both);
    given(foreseen, both).when(opening()).thenEvents();
  });
  it('is of a kind that opens by itself', () => {
    const { openAfterHours: _, ...never } = level;
    given()
      .when({ ...foreseeing, data: { ...foreseeing.data, serviceLevel: never } } as typeof foreseeing)
      .thenRejected('kind-opened-by-hand', { pointer: '/kind' });
  });
});

describe('a case of a firm', () => {
  it('goes from step to step; the same step again says nothing', () => {
    const steps = [
      [opening(), opened()],
      [asking('TriageCase', triaged.occurredAt, { kind: 'customs-hold', priority: 'high' }), triaged],
      [asking('AssignCase', assigned.occurredAt, { assignee: 'demo-customs' }), assigned],
      [asking('AnswerCase', noon(7), { assignee: 'demo-customs', text: 'A paper is missing.' }), answered],
      [asking('ResolveCase', noon(8), { outcome: 'released', text: 'It is free.' }), resolved],
    ] as const;
    const history: ReturnType<typeof opened>[] = [];
    for (const [command, event] of steps) {
      given(...history)
        .when(command)
        .thenEvents(event);
      history.push(event);
      given(...history)
        .when(command)
        .thenEvents();
    }
  });
  it('is not answered before it is assigned, nor assigned before it is triaged', () => {
    given(opened())
      .when(asking('AssignCase', noon(6), { assignee: 'demo-customs' }))
      .thenRejected('illegal-step', { legalNow: ['TriageCase', 'EscalateCase', ...OWN] });
    given(opened(), triaged)
      .when(asking('AnswerCase', noon(7), { assignee: 'demo-customs', text: 'x' }))
      .thenRejected('illegal-step', {
        legalNow: ['TriageCase', 'AssignCase', 'ResolveCase', 'EscalateCase', ...OWN],
      });
  });
  it('turns out to be of another kind', () => {
    given(opened())
      .when(asking('TriageCase', noon(6), { kind: 'red-tape', priority: 'low' }))
      .thenEvents(told('CaseTriaged', noon(6), { kind: 'red-tape', priority: 'low' }));
    given(opened())
      .when(asking('TriageCase', noon(6), { kind: 'dispute', priority: 'low' }))
      .thenRejected('other-firm-missing', { pointer: '/kind' });
  });
  it('is withdrawn by the firm', () => {
    const data = { by: 'firm', outcome: 'withdrawn', text: 'Solved.' } as const;
    given(opened({ kind: 'transport', subject: { kind: 'none' } }))
      .when(asking('WithdrawCase', noon(6), { text: 'Solved.' }))
      .thenEvents(told('CaseResolved', noon(6), data));
    // The hold is the other party's, too: it ends with its cause, or by the Council.
    given(opened())
      .when(asking('WithdrawCase', noon(6), { text: 'Solved.' }))
      .thenRejected('illegal-step', { legalNow: ['TriageCase', 'EscalateCase', ...OWN] });
  });
  it('has no step before it was opened', () => {
    given(opened())
      .when(asking('TriageCase', noon(5), { kind: 'customs-hold', priority: 'low' }))
      .thenRejected('before-opening', { pointer: '/occurredAt' });
  });
  it('needs the ids that its subject is known by', () => {
    given()
      .when(opening({ subject: { kind: 'hold', declarationId: caseId } }))
      .thenRejected('subject-incomplete', { pointer: '/subject/holdId' });
    given()
      .when(opening({ kind: 'visa' }))
      .thenRejected('subject-not-of-kind', { pointer: '/subject/kind' });
  });
});

describe('a dispute', () => {
  const about = { kind: 'consignment', consignmentId: caseId };
  const dispute = { kind: 'dispute', subject: about, against: IMPORTER };
  it.each([
    [{ kind: 'dispute', subject: about }, 'other-firm-missing'],
    [{ against: IMPORTER }, 'other-firm-needless'],
    [{ kind: 'dispute', subject: about, against: EXPORTER }, 'dispute-with-itself'],
  ])('%j is refused with %s', (change, code) => {
    given().when(opening(change)).thenRejected(code, { pointer: '/against' });
  });
  it('is lost by one of the two, or by none', () => {
    const before = [opened(dispute), told('CaseTriaged', noon(6), { kind: 'dispute', priority: 'low' })];
    const end = { outcome: 'settled', text: 'Half is paid back.', firmAgrees: true } as const;
    for (const more of [{}, { lostBy: IMPORTER }, { lostBy: EXPORTER }]) {
      given(...before)
        .when(asking('ResolveCase', noon(7), { ...end, ...more }))
        .thenEvents(told('CaseResolved', noon(7), { ...end, ...more, by: 'council' }));
    }
    given(...before)
      .when(asking('ResolveCase', noon(7), { ...end, lostBy: 'demo-carpets-lahore' }))
      .thenRejected('loser-not-of-case', { pointer: '/lostBy' });
    given(opened(), triaged)
      .when(asking('ResolveCase', noon(7), { ...end, lostBy: EXPORTER }))
      .thenRejected('loser-needless', { pointer: '/lostBy' });
    given(opened(), triaged)
      .when(asking('ResolveCase', noon(7), { outcome: 'withdrawn', text: 'x' }))
      .thenRejected('outcome-of-firm', { pointer: '/outcome' });
  });
});

describe('the clocks of a case', () => {
  const marking = (at: string) => asking('MarkCaseLimits', at, {});
  it('tell each limit once behind it, and bring the case before the Commission by rule', () => {
    given(opened())
      .when(marking(noon(7)))
      .thenEvents();
    given(opened())
      .when(marking(noon(8)))
      .thenEvents(missed('triage', 7));
    given(opened(), missed('triage', 7))
      .when(marking(noon(11)))
      .thenEvents(missed('answer', 8), missed('resolve', 9), ruled);
    given(opened(), missed('triage', 7), missed('answer', 8), missed('resolve', 9), ruled)
      .when(marking(noon(20)))
      .thenEvents();
  });
  it('stand still at what was done in time, and tell what was done late', () => {
    given(...ongoing)
      .when(marking(noon(9)))
      .thenEvents();
    given(...ongoing, resolved)
      .when(marking(noon(20)))
      .thenEvents();
    given(opened(), told('CaseTriaged', noon(7, '12:00:01'), { kind: 'customs-hold', priority: 'low' }))
      .when(marking(noon(7, '12:00:01')))
      .thenEvents(missed('triage', 7));
  });
  it('are told by whatever happens next, where nobody had looked', () => {
    given(...ongoing)
      .when(asking('ResolveCase', noon(12), { outcome: 'released', text: 'It is free.' }))
      .thenEvents(missed('resolve', 9), ruled, { ...resolved, occurredAt: noon(12) });
  });
});

describe('what is told late', () => {
  const late = (command: CaseCommand, toldAt: string) => ({ ...command, toldAt });
  const triaging = asking('TriageCase', noon(6, '18:00:00'), { kind: 'customs-hold', priority: 'high' });
  it('counts from when the ledger was told, and an hour is no delay', () => {
    given().when(late(opening(), '2026-03-06T08:00:00Z')).thenEvents(opened());
    // In the zone of what was told: the clocks run from noon of the 20th.
    given()
      .when(late(opening(), '2026-03-20T07:00:00.000Z'))
      .thenEvents(opened({ limits: limitsOf(20), toldAt: noon(20) }));
    given(opened({ limits: limitsOf(20), toldAt: noon(20) }))
      .when(asking('MarkCaseLimits', noon(20), {}))
      .thenEvents();
  });
  it('was not done in time, though it is said to have been', () => {
    given(opened())
      .when(late(triaging, noon(8, '13:00:00')))
      .thenEvents(missed('triage', 7), missed('answer', 8), {
        ...triaged,
        data: { ...triaged.data, toldAt: noon(8, '13:00:00') },
      } as typeof triaged);
    const resolve = asking('ResolveCase', noon(6), { outcome: 'released', text: 'It is free.' });
    given(opened(), triaged, missed('triage', 7))
      .when(late(resolve, noon(12)))
      .thenEvents(missed('answer', 8), missed('resolve', 9), ruled, {
        ...resolved,
        occurredAt: noon(6),
        data: { ...resolved.data, toldAt: noon(12) },
      } as typeof resolved);
  });
  it('of a cause that was over before anybody knew of it, the case went on until then', () => {
    given(openedByItself)
      .when(late(ending(noon(6, '13:00:00')), noon(12)))
      .thenEvents(
        missed('triage', 7),
        missed('answer', 8),
        missed('resolve', 9),
        ruled,
        causeEnded(noon(6, '13:00:00')),
        {
          ...released(noon(6, '13:00:00')),
          data: { ...released(noon(6)).data, toldAt: noon(12) },
        } as typeof resolved,
      );
  });
  it('of a hold that was told late, the case opens as of its limit, and its clocks run from when it was told', () => {
    const told = { ...foreseen, data: { ...foreseen.data, toldAt: noon(9) } } as typeof foreseen;
    given()
      .when(late(foreseeing, noon(9)))
      .thenEvents(told);
    given(told)
      .when(asking('OpenForeseenCase', noon(9), {}))
      .thenEvents({
        ...openedByItself,
        data: { ...openedByItself.data, limits: limitsOf(9), toldAt: noon(9) },
      } as typeof openedByItself);
  });
  it('of a direction behind the limit of the rule, there is no rule any more', () => {
    const escalated = told('CaseEscalated', noon(7), { by: 'hand', reason: 'Perishable.' });
    const directed = (day: number) =>
      told('CaseDirected', noon(day), { meetingId: 'm', decisionId: 'd', text: 'Accept a copy.' });
    const limits = [missed('resolve', 9)];
    given(...ongoing, escalated, ...limits, directed(10))
      .when(asking('MarkCaseLimits', noon(11), {}))
      .thenEvents();
    given(...ongoing, escalated, ...limits, directed(9))
      .when(asking('MarkCaseLimits', noon(11), {}))
      .thenEvents(ruled);
  });
});

describe('a case before the Commission', () => {
  const escalated = told('CaseEscalated', noon(7), { by: 'hand', reason: 'Perishable.' });
  const decision = { meetingId: 'm', decisionId: 'd' };
  const direct = asking('RecordDirection', noon(8), { ...decision, text: 'Accept a copy.' });
  const directed = told('CaseDirected', noon(8), { ...decision, text: 'Accept a copy.' });
  it('comes there by hand, and back by a decision', () => {
    given(...ongoing)
      .when(asking('EscalateCase', noon(7), { reason: 'Perishable.' }))
      .thenEvents(escalated);
    given(...ongoing, escalated)
      .when(direct)
      .thenEvents(directed);
    given(...ongoing, escalated, directed)
      .when(direct)
      .thenEvents();
    given(...ongoing)
      .when(direct)
      .thenRejected('illegal-step', {
        legalNow: ['TriageCase', 'AssignCase', 'ResolveCase', 'AnswerCase', 'EscalateCase', ...OWN],
      });
  });
  it('goes back there by rule once a decision did not help, and by rule only once', () => {
    given(...ongoing, escalated, directed, missed('resolve', 9))
      .when(asking('MarkCaseLimits', noon(11), {}))
      .thenEvents(ruled);
    const back = told('CaseDirected', noon(11), { ...decision, text: 'Wait.' });
    given(...ongoing, missed('resolve', 9), ruled, back)
      .when(asking('MarkCaseLimits', noon(30), {}))
      .thenEvents();
  });
});

describe('a case of what came about again', () => {
  const again = { subject: returned, text: 'A payment of 300.00 USD was returned.', causePosition: 8 };
  const late = { ...again, causePosition: 10 };
  it('keeps each of them once, from when it is foreseen', () => {
    given(foreseen)
      .when(asking('AddCause', noon(2), again))
      .thenEvents(told('CaseCauseAdded', noon(2), again));
    given(foreseen, told('CaseCauseAdded', noon(2), again))
      .when(asking('AddCause', noon(2), again))
      .thenEvents();
    given(foreseen)
      .when(asking('AddCause', noon(1), { ...again, causePosition: 7 }))
      .thenEvents();
  });
  it('was one where it came about again behind the limit before anybody looked', () => {
    given(foreseen)
      .when(asking('AddCause', noon(7), again))
      .thenEvents(openedByItself, told('CaseCauseAdded', noon(7), again));
  });
  it('ends with the last of them: an end before that ends nothing', () => {
    const both = [foreseen, told('CaseCauseAdded', noon(2), late)];
    given(...both)
      .when(ending(noon(3)))
      .thenEvents();
    given(...both, openedByItself)
      .when(ending(noon(6)))
      .thenEvents();
    given(foreseen, told('CaseCauseAdded', noon(2), again), openedByItself)
      .when(ending(noon(6)))
      .thenEvents(causeEnded(noon(6)), released(noon(6)));
  });
});

describe('a case whose cause ends', () => {
  it('resolves by itself, and is told of it where somebody had resolved it', () => {
    given(opened())
      .when(ending(noon(7)))
      .thenEvents(causeEnded(noon(7)), released(noon(7)));
    given(...ongoing, resolved)
      .when(ending(noon(9)))
      .thenEvents(causeEnded(noon(9)));
    given(...ongoing, resolved, causeEnded(noon(9)))
      .when(ending(noon(9)))
      .thenEvents();
  });
  it('is not resolved before it was opened', () => {
    given(opened())
      .when(ending(noon(3)))
      .thenEvents(causeEnded(noon(6), noon(3)), released(noon(6)));
  });
});

describe('a case that was resolved', () => {
  const reopen = (at: string, toldAt = at) => ({
    ...asking('ReopenCase', at, { reopenedBy: EXPORTER, reason: 'Held again.', serviceLevel: level }),
    toldAt,
  });
  it('is opened again by the firm with new clocks, and whom it was assigned to has to answer', () => {
    const again = told('CaseReopened', noon(10), {
      reopenedBy: EXPORTER,
      reason: 'Held again.',
      limits: limitsOf(10),
    });
    given(...ongoing, resolved)
      .when(reopen(noon(10)))
      .thenEvents(again);
    given(...ongoing, resolved, again)
      .when(reopen(noon(10)))
      .thenEvents();
    // Triage was done; the answer is due anew.
    given(...ongoing, resolved, again)
      .when(asking('MarkCaseLimits', noon(15), {}))
      .thenEvents(missed('answer', 12), missed('resolve', 13), {
        ...told('CaseEscalated', noon(14), { by: 'rule', reason: `It was not resolved by ${noon(14)}.` }),
      });
  });
  it('stays closed behind its days, whatever the firm says when it was', () => {
    given(...ongoing, resolved)
      .when(reopen(noon(18, '12:00:01')))
      .thenRejected('reopening-too-late', { pointer: '/occurredAt' });
    given(...ongoing, resolved)
      .when(reopen(noon(10), noon(19)))
      .thenRejected('reopening-too-late', { pointer: '/occurredAt' });
    given(...ongoing, resolved)
      .when(reopen(noon(7)))
      .thenRejected('before-resolution', {
        pointer: '/occurredAt',
      });
  });
});

describe('what was written in a case', () => {
  const reason = 'not-needed';
  const erase = (more: object = {}) => asking('EraseCaseTexts', noon(7), { reason, ...more });
  const erased = told('CaseTextsErased', noon(7), { reason });

  it('is erased once, and once more where something was written since, or stood behind an erasure', () => {
    given(opened(), triaged, assigned)
      .when(erase({ stood: true }))
      .thenEvents(erased);
    given(opened(), triaged, assigned, erased).when(erase()).thenEvents();
    given(opened(), triaged, assigned, erased)
      .when(erase({ stood: false }))
      .thenEvents();
    given(opened(), triaged, assigned, erased)
      .when(erase({ stood: true }))
      .thenEvents(erased);
    given(opened(), triaged, assigned, erased, answered).when(erase()).thenEvents(erased);
  });
});
