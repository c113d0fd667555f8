import { type Decider, never } from '@corridor/kernel';
import { checkStep, isSame, refuse } from '../checks.js';
import type { WebhookCommand } from './webhook.commands.js';
import type { DisablingReason, WebhookEvent, WebhookRegistered } from './webhook.events.js';

export type WebhookState = UnknownWebhook | KnownWebhook;

export interface UnknownWebhook {
  readonly status: 'unknown';
}

/** As it was registered, with the secret that signs now. */
export type KnownWebhook = WebhookRegistered['data'] & {
  readonly status: 'active' | 'paused' | 'disabled' | 'ended';
  /** While it is disabled. */
  readonly disabledBy?: DisablingReason;
  /** The last one that was asked for. */
  readonly replayId?: string;
};

/** Which commands each status allows. */
const LEGAL: Readonly<Record<WebhookState['status'], readonly WebhookCommand['type'][]>> = {
  unknown: ['RegisterWebhook'],
  active: ['RotateSecret', 'PauseWebhook', 'DisableWebhook', 'AskReplay', 'EndWebhook'],
  paused: ['RotateSecret', 'ResumeWebhook', 'EndWebhook'],
  disabled: ['RotateSecret', 'ResumeWebhook', 'EndWebhook'],
  ended: [],
};

/** Types of commands that are legal. */
export function legalForWebhook({ status }: Pick<WebhookState, 'status'>): readonly WebhookCommand['type'][] {
  return LEGAL[status];
}

/** Where a bank is told what happens to its payments, and whether it is told now. */
export const webhook: Decider<WebhookCommand, WebhookEvent, WebhookState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

function decide(command: WebhookCommand, state: WebhookState): readonly WebhookEvent[] {
  if (state.status !== 'unknown' && isSo(command, state)) return [];
  checkStep(command.type, `webhook is ${state.status}`, LEGAL[state.status]);
  const { occurredAt } = command;
  if (command.type === 'RegisterWebhook') {
    const { types } = command.data;
    if (types && new Set(types).size < types.length) refuse('type-twice', 'A type is named twice.', '/types');
    return [{ type: 'WebhookRegistered', occurredAt, data: command.data }];
  }
  const { bank } = known(state);
  switch (command.type) {
    case 'RotateSecret':
      return [{ type: 'WebhookSecretRotated', occurredAt, data: { ...command.data, bank } }];
    case 'PauseWebhook':
      return [{ type: 'WebhookPaused', occurredAt, data: { ...command.data, bank } }];
    case 'ResumeWebhook':
      return [{ type: 'WebhookResumed', occurredAt, data: { ...command.data, bank } }];
    case 'DisableWebhook':
      return [{ type: 'WebhookDisabled', occurredAt, data: { ...command.data, bank } }];
    case 'EndWebhook':
      return [{ type: 'WebhookEnded', occurredAt, data: { ...command.data, bank } }];
    case 'AskReplay': {
      const { from, to } = command.data;
      if (to < from)
        refuse('replay-ends-before-it-begins', `It would end at ${to} and begin at ${from}.`, '/to');
      return [{ type: 'WebhookReplayAsked', occurredAt, data: { ...command.data, bank } }];
    }
    default:
      return never(command);
  }
}

/** Whether a command says what is so already: sent again, it changes nothing. */
function isSo(command: WebhookCommand, state: KnownWebhook): boolean {
  switch (command.type) {
    case 'RegisterWebhook':
      return isSame(registrationOf(command.data), registrationOf(state));
    case 'RotateSecret':
      return state.secretId === command.data.secretId;
    case 'PauseWebhook':
      return state.status === 'paused';
    case 'ResumeWebhook':
      return state.status === 'active';
    case 'DisableWebhook':
      return state.status === 'disabled';
    case 'EndWebhook':
      return state.status === 'ended';
    case 'AskReplay':
      return state.replayId === command.data.replayId;
    default:
      return never(command);
  }
}

function registrationOf({ bank, url, types, description, secretId }: WebhookRegistered['data']) {
  return [bank, url, types, description, secretId];
}

function evolve(state: WebhookState, event: WebhookEvent): WebhookState {
  if (event.type === 'WebhookRegistered') return { ...event.data, status: 'active' };
  const { disabledBy: _, ...before } = known(state);
  switch (event.type) {
    case 'WebhookSecretRotated':
      return { ...known(state), secretId: event.data.secretId };
    case 'WebhookPaused':
      return { ...before, status: 'paused' };
    case 'WebhookResumed':
      return { ...before, status: 'active' };
    case 'WebhookDisabled':
      return { ...before, status: 'disabled', disabledBy: event.data.reason };
    case 'WebhookEnded':
      return { ...before, status: 'ended' };
    case 'WebhookReplayAsked':
      return { ...known(state), replayId: event.data.replayId };
    default:
      return never(event);
  }
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
function known(state: WebhookState): KnownWebhook {
  if (state.status === 'unknown') throw new Error('The history of a webhook begins with WebhookRegistered.');
  return state;
}
