import { ParseOption } from 'libxml2-wasm';

/** No external entity, no DTD, no network; lines beyond 65,535 are told, too. */
export const PARSING: ParseOption =
  ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;
