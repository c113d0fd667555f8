/** The messages that are read, and the versions of each. */
export const DEFINITIONS = {
  'pacs.008': ['001.07', '001.08', '001.09', '001.10', '001.12'],
  'pacs.009': ['001.07', '001.08', '001.09', '001.10'],
  'pacs.002': ['001.08', '001.10', '001.11', '001.12'],
  'pacs.004': ['001.09', '001.10', '001.11'],
  'camt.053': ['001.02', '001.04', '001.06', '001.07', '001.08', '001.10'],
  'camt.054': ['001.02', '001.04', '001.06', '001.07', '001.08', '001.10'],
  'camt.056': ['001.08', '001.09', '001.10'],
  'camt.029': ['001.09', '001.10'],
  'pain.001': ['001.03', '001.08', '001.09', '001.10'],
  'pain.002': ['001.03', '001.10', '001.11'],
} as const;

/** What a message is for, whatever its version. */
export type Iso20022Family = keyof typeof DEFINITIONS;

type VersionOf<Family extends Iso20022Family> = (typeof DEFINITIONS)[Family][number];

/** The name that ISO 20022 gives a message, such as `pacs.008.001.08`. */
export type Iso20022Definition = {
  [Family in Iso20022Family]: `${Family}.${VersionOf<Family>}`;
}[Iso20022Family];
