import { checkDocumented } from '@corridor/testing';
import type { RunningPayments } from '../running-service.spec-kit.js';
import type { OutgoingItem } from './outgoing-items.js';
import type { Delivery } from './webhooks/delivery.query.js';
import type { WebhookView } from './webhooks/webhook-view.js';

export type Key = 'karachi' | 'almaty' | 'trader' | 'customs' | 'reporter' | 'operator' | 'nobody';

type AnyItem = OutgoingItem &
  Omit<Delivery, 'status'> &
  Omit<WebhookView, 'status' | 'types'> & { readonly status: Delivery['status'] | WebhookView['status'] };

/** What any of the answers may hold. */
export interface AnyBody extends Partial<WebhookView> {
  readonly items: readonly AnyItem[];
  readonly next?: string;
  readonly secret?: string;
  readonly previousUntil?: string;
  readonly replayId?: string;
  readonly code?: string;
  readonly pointer?: string;
  readonly legalNow?: readonly string[];
}

/** Calls what is told to banks, by the running service; each answer is held against its document. */
export function clientOf({ url }: Pick<RunningPayments, 'url'>) {
  return async (
    key: Key,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    {
      headers = {},
      signal,
    }: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } = {},
  ): Promise<{ readonly status: number; readonly body: AnyBody }> => {
    const response = await fetch(`${url}/v1/${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${key}-key`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const { status, headers: answered } = response;
    const text = await response.text();
    checkDocumented(method, `/v1/${path}`, {
      status,
      type: answered.get('content-type'),
      text,
      headers: answered,
    });
    return { status, body: JSON.parse(text) };
  };
}
