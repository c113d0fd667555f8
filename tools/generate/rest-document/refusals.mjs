// What is answered to a request that is refused.

/** Status → what it means here, with the codes that a client meets most. */
const REFUSALS = {
  400: [
    'Unreadable',
    'The request cannot be read (`request-malformed`), or lacks a header that it needs (`idempotency-key-missing`); with EPCIS also content that is not valid.',
  ],
  401: ['KeyInvalid', 'There is no key (`key-missing`), or it is unknown or was revoked (`key-unknown`).'],
  403: [
    'NotAllowed',
    'The key is not of a role that may do this (`right-missing`), or not of a party that may (`not-a-party`).',
  ],
  404: ['NotFound', 'There is nothing of this id, or nothing that the caller may see.'],
  406: ['VersionNotSupported', 'Another version of EPCIS or CBV is asked for (`version-not-supported`).'],
  409: [
    'Conflict',
    'Not as things stand. `illegal-step`: `detail` tells the present state, `currentState` and `legalNow` that and the commands that it allows, each with the operations that name it in `x-commands`. `concurrent-change`: look at the present state and send it again.',
  ],
  413: ['TooLarge', 'The body is larger than can be taken (`body-too-large`).'],
  414: ['AddressTooLong', 'A part of the path is too long (`address-too-long`).'],
  415: [
    'MediaTypeUnsupported',
    'The body is of a media type that is not taken here (`media-type-unsupported`).',
  ],
  422: [
    'ContentInvalid',
    'The content is not valid: `errors` names every field at fault. Codes that stand in no list, and what the content contradicts, have a code of their own.',
  ],
  429: ['TooMany', 'Too many requests wait already (`too-many-waiting`).'],
  500: [
    'Failed',
    'The ledger failed; it is not known whether the request was recorded (`internal`). Send it again with the same Idempotency-Key, or look first.',
  ],
  502: ['Unreachable', 'The service behind the address cannot be reached (`service-unreachable`).'],
  503: [
    'NotNow',
    'Too much at once (`overloaded`), or a part of the ledger is away for now. Come again after `Retry-After`.',
  ],
  504: [
    'TooSlow',
    'The service did not answer in time (`service-too-slow`); whether it did what was asked is not known.',
  ],
  507: ['NoRoom', 'There is no room to take the body in (`no-room`); nothing was recorded.'],
};

const HEADERS = {
  401: { 'WWW-Authenticate': { description: 'Bearer.', schema: { type: 'string' } } },
  503: { 'Retry-After': { description: 'In seconds.', schema: { type: 'string', pattern: '^\\d+$' } } },
};

/** `components.responses`, by name. */
export function refusalComponents() {
  return Object.fromEntries(
    Object.entries(REFUSALS).map(([status, [name, description]]) => [
      name,
      {
        description,
        ...(HEADERS[status] && { headers: HEADERS[status] }),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** The refusals of a route: what its kind brings with it, and what it says of itself. */
export function refusalsOf({ method, parameters, facts, roles, passedOn }) {
  const statuses = new Set(facts.refuses);
  const add = (...more) => {
    for (const status of more) statuses.add(status);
  };
  // The correlation id is read of every request.
  add(422, 500);
  if (roles) add(401, 403);
  if (parameters.some((parameter) => parameter.in === 'path')) add(404, 414);
  if (method === 'post') add(400, 409, 413, 415);
  if (passedOn) add(502, 503, 504);
  return Object.fromEntries(
    [...statuses].sort().map((status) => [status, { $ref: `#/components/responses/${REFUSALS[status][0]}` }]),
  );
}
