import { DEFINITIONS, type Iso20022Definition } from '../index.js';
import {
  customerStatusExample,
  interbankStatusExample,
  recallAnswerExample,
  recallExample,
  returnExample,
} from './answer-examples.spec-kit.js';
import { coverExample, type Example, initiationExample, transferExample } from './examples.spec-kit.js';

type PaymentFamily = Exclude<keyof typeof DEFINITIONS, 'camt.053' | 'camt.054'>;

const MAKE: Readonly<Record<PaymentFamily, (definition: Iso20022Definition) => Example>> = {
  'pacs.008': (definition) => transferExample(definition, definition.endsWith('.07')),
  'pacs.009': (definition) => coverExample(definition, definition.endsWith('.07')),
  'pacs.002': interbankStatusExample,
  'pacs.004': returnExample,
  'camt.056': recallExample,
  'camt.029': recallAnswerExample,
  'pain.001': initiationExample,
  'pain.002': customerStatusExample,
};

/** One example for each version of each message about payments. */
export const EXAMPLES: readonly Example[] = (Object.keys(MAKE) as PaymentFamily[]).flatMap((family) =>
  DEFINITIONS[family].map((version) => MAKE[family](`${family}.${version}` as Iso20022Definition)),
);
