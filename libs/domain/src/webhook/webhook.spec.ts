import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type WebhookCommand, type WebhookEvent, webhook } from '../index.js';

const AT = '2026-11-02T09:00:00Z';
const webhookId = '0191d8a0-0000-7000-8000-0000000000f1';
const bank = 'demo-bank-karachi';
const data = { webhookId, bank, url: 'https://hooks.example.com/ledger', secretId: 'secret-1' };
const ids = { webhookId, bank };
const failure = { reason: 'failing', failingSince: AT, attempts: 119 } as const;
const range = { replayId: 'replay-1', from: 12, to: 40 };

const registered: WebhookEvent = { type: 'WebhookRegistered', occurredAt: AT, data };
const rotated: WebhookEvent = {
  type: 'WebhookSecretRotated',
  occurredAt: AT,
  data: { ...ids, secretId: 'secret-2', previousUntil: '2026-11-03T09:00:00Z' },
};
const paused: WebhookEvent = { type: 'WebhookPaused', occurredAt: AT, data: { ...ids, reason: 'moving' } };
const resumed: WebhookEvent = { type: 'WebhookResumed', occurredAt: AT, data: ids };
const disabled: WebhookEvent = { type: 'WebhookDisabled', occurredAt: AT, data: { ...ids, ...failure } };
const ended: WebhookEvent = { type: 'WebhookEnded', occurredAt: AT, data: ids };
const replayed: WebhookEvent = { type: 'WebhookReplayAsked', occurredAt: AT, data: { ...ids, ...range } };

const register: WebhookCommand = { type: 'RegisterWebhook', occurredAt: AT, data };
const rotate: WebhookCommand = {
  type: 'RotateSecret',
  occurredAt: AT,
  data: { webhookId, secretId: 'secret-2', previousUntil: '2026-11-03T09:00:00Z' },
};
const pause: WebhookCommand = { type: 'PauseWebhook', occurredAt: AT, data: { webhookId, reason: 'moving' } };
const resume: WebhookCommand = { type: 'ResumeWebhook', occurredAt: AT, data: { webhookId } };
const disable: WebhookCommand = { type: 'DisableWebhook', occurredAt: AT, data: { webhookId, ...failure } };
const end: WebhookCommand = { type: 'EndWebhook', occurredAt: AT, data: { webhookId } };
const replay: WebhookCommand = { type: 'AskReplay', occurredAt: AT, data: { webhookId, ...range } };

const { given } = specOf(webhook);
const WHILE_ACTIVE = ['RotateSecret', 'PauseWebhook', 'DisableWebhook', 'AskReplay', 'EndWebhook'];
const WHILE_STILL = ['RotateSecret', 'ResumeWebhook', 'EndWebhook'];

describe('a webhook', () => {
  it('is registered once, whatever its types', () => {
    given().when(register).thenEvents(registered);
    given(registered).when(register).thenEvents();
    given(registered, paused, resumed).when(register).thenEvents();
    given(registered)
      .when({ ...register, data: { ...data, url: 'https://elsewhere.example.com/' } })
      .thenRejected('illegal-step', { legalNow: WHILE_ACTIVE });
    const twice = ['SettlementBooked', 'SettlementMatched', 'SettlementBooked'];
    given()
      .when({ ...register, data: { ...data, types: twice } })
      .thenRejected('type-twice', { pointer: '/types' });
  });

  it('is nothing before it is registered', () => {
    for (const command of [rotate, pause, resume, disable, end, replay]) {
      given()
        .when(command)
        .thenRejected('illegal-step', { legalNow: ['RegisterWebhook'] });
    }
  });

  it.each<[string, WebhookCommand, WebhookEvent]>([
    ['its secret rotated', rotate, rotated],
    ['paused', pause, paused],
    ['disabled by the ledger', disable, disabled],
    ['ended', end, ended],
    ['asked to send again', replay, replayed],
  ])('is %s while it is active, and no second time', (_, command, event) => {
    given(registered).when(command).thenEvents(event);
    given(registered, event).when(command).thenEvents();
  });

  it.each([
    ['paused', paused],
    ['disabled', disabled],
  ])('that is %s goes on, changes its secret or ends, and sends nothing', (_, still) => {
    given(registered, still).when(resume).thenEvents(resumed);
    given(registered, still, resumed).when(resume).thenEvents();
    given(registered, still).when(rotate).thenEvents(rotated);
    given(registered, still).when(end).thenEvents(ended);
    given(registered, still).when(replay).thenRejected('illegal-step', { legalNow: WHILE_STILL });
  });

  it('is not disabled while its bank has paused it, nor paused once it is disabled', () => {
    given(registered, paused).when(disable).thenRejected('illegal-step', { legalNow: WHILE_STILL });
    given(registered, disabled).when(pause).thenRejected('illegal-step', { legalNow: WHILE_STILL });
  });

  it('that has ended stays so', () => {
    for (const command of [rotate, pause, resume, disable, replay]) {
      given(registered, ended).when(command).thenRejected('illegal-step', { legalNow: [] });
    }
    given(registered, ended).when(end).thenEvents();
  });

  it('sends again from one position to the same or a later one', () => {
    const one = { ...replay, data: { ...replay.data, from: 40, to: 40 } } as WebhookCommand;
    given(registered)
      .when(one)
      .thenEvents({ ...replayed, data: { ...ids, ...range, from: 40 } } as WebhookEvent);
    const back = { ...replay, data: { ...replay.data, from: 41 } } as WebhookCommand;
    given(registered).when(back).thenRejected('replay-ends-before-it-begins', { pointer: '/to' });
  });

  it('knows why it is disabled only while it is', () => {
    expect(fold(webhook, [registered, disabled])).toMatchObject({
      status: 'disabled',
      disabledBy: 'failing',
    });
    expect(fold(webhook, [registered, disabled, resumed])).toEqual({ ...data, status: 'active' });
    expect(fold(webhook, [registered, rotated])).toMatchObject({ secretId: 'secret-2', status: 'active' });
  });
});
