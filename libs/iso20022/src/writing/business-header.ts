import { type MessageHead, ownId, ownInstant, type Party, party } from './parts.js';
import { group, inNamespace, toXml, type XmlElement } from './xml-element.js';

export const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:';
const HEADER = 'head.001.001.02';
const ENVELOPE = 'nvlp.001.001.01';

/** Who a message goes from and to; it is then put behind a business application header, in an envelope with that. */
export interface Envelope {
  readonly from: Party;
  readonly to: Party;
}

/** A message of ours: its `Document` alone, or behind a business application header. */
export function messageXml(
  name: string,
  { messageId, createdAt }: MessageHead,
  body: XmlElement | undefined,
  envelope: Envelope | undefined,
): string {
  if (!body) throw new Error(`A ${name} has a body.`);
  const document = inNamespace(`${NAMESPACE}${name}`, { name: 'Document', content: [body] });
  if (!envelope) return toXml(document);
  const choice = { bank: 'FIId', other: 'OrgId' };
  const header = group(
    'AppHdr',
    party('Fr', envelope.from, choice),
    party('To', envelope.to, choice),
    ownId('BizMsgIdr', messageId),
    { name: 'MsgDefIdr', content: name },
    ownInstant('CreDt', createdAt),
  ) as XmlElement;
  return toXml(
    inNamespace(`${NAMESPACE}${ENVELOPE}`, {
      name: 'BizMsgEnvlp',
      content: [
        { name: 'Hdr', content: [inNamespace(`${NAMESPACE}${HEADER}`, header)] },
        { name: 'Doc', content: [document] },
      ],
    }),
  );
}
