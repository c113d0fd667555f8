import type { Name } from './names.js';
import { type Namespaces, PREDEFINED } from './namespaces.js';

/** An element that is open. It is another one's when the handler has returned: what is to be kept has to be copied. */
export interface XmlElement {
  readonly local: string;
  /** Empty where it is in no namespace. */
  readonly uri: string;
  /** 1 for the root. */
  readonly depth: number;
  readonly parent: XmlElement | undefined;
  /** The value of an attribute that has no namespace. */
  attribute(name: string): string | undefined;
}

export interface XmlHandler {
  /** @returns whether the text of the element is wanted; where it is not, nobody makes it out of its bytes. */
  open(element: XmlElement): boolean;
  /** @param text what stands in the element itself, where it was wanted; of an element with children only what follows the last one. */
  close(element: XmlElement, text: string): void;
}

/** An attribute with its value as it is to be understood. */
export interface Attribute {
  readonly name: Name;
  readonly value: string;
}

const NO_ATTRIBUTES: readonly Attribute[] = [];

/** The elements of one depth, one after the other. */
export class Frame implements XmlElement {
  /** Set before it is seen by anybody. */
  name!: Name;
  local = '';
  uri = '';
  namespaces: Namespaces = PREDEFINED;
  attributes: readonly Attribute[] = NO_ATTRIBUTES;
  text = '';
  /** Of the text, in UTF-16 units, whether it is wanted or not. */
  textLength = 0;
  textWanted = false;

  constructor(
    readonly depth: number,
    readonly parent: Frame | undefined,
  ) {}

  begin(name: Name, uri: string, namespaces: Namespaces, attributes: readonly Attribute[]): void {
    this.name = name;
    this.local = name.local;
    this.uri = uri;
    this.namespaces = namespaces;
    this.attributes = attributes;
    this.textWanted = false;
    this.forgetText();
  }

  forgetText(): void {
    this.text = '';
    this.textLength = 0;
  }

  attribute(qualified: string): string | undefined {
    for (const { name, value } of this.attributes) if (name.qualified === qualified) return value;
    return undefined;
  }
}
