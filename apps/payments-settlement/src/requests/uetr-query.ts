import { z } from 'zod';

/** A UETR as it stands in a query: in either case, as messages take it. */
export const uetrQuery = z
  .string()
  .regex(
    /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
    'is a UUID version 4',
  )
  .transform((uetr) => uetr.toLowerCase())
  .exactOptional();
