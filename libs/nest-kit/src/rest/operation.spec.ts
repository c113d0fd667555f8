import { z } from 'zod';
import { Operation, type Sent } from '../index.js';

const weighing = z.strictObject({ kg: z.string() });
const another = z.strictObject({ litres: z.string() });
const answer = z.object({ id: z.string(), position: z.int().exactOptional() });

/** What stands here has to compile, or not to compile, as it says: `npm run typecheck` is the test of that. */
export class Weighings {
  @Operation('Takes the body that its route names, and answers what it says.', { body: weighing, answer })
  async fits(_request: Sent<typeof weighing>): Promise<{ readonly id: string; readonly position?: number }> {
    return { id: '1' };
  }

  @Operation('The request may come behind what the path names.', { body: weighing, answer })
  ofOne(_id: string, request: Sent<typeof weighing>): { readonly id: string } {
    return { id: request.url };
  }

  // @ts-expect-error The body is read by another schema than the route names.
  @Operation('Reads another body.', { body: weighing, answer })
  readsAnother(_id: string, _request: Sent<typeof another>): { readonly id: string } {
    return { id: '1' };
  }

  // @ts-expect-error The answer has no id.
  @Operation('Answers something else.', { body: weighing, answer })
  async answersAnother(_request: Sent<typeof weighing>): Promise<{ readonly name: string }> {
    return { name: 'a' };
  }

  // @ts-expect-error Nothing is answered where a body is documented.
  @Operation('Answers nothing.', { answer })
  answersNothing(): void {}
}

it('keeps what it was told with the handler', () => {
  expect(Reflect.getMetadata('corridor:operation', Weighings.prototype.fits)).toMatchObject({
    summary: 'Takes the body that its route names, and answers what it says.',
    body: weighing,
    answer,
  });
});
