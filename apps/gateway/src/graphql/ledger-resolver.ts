import { Public } from '@corridor/nest-kit';
import { applyDecorators, Catch, type ExceptionFilter, type Type, UseFilters } from '@nestjs/common';
import { Resolver } from '@nestjs/graphql';

/** GraphQL answers errors by itself: the services' problem+json filter has no reply to write to here. */
@Catch()
class PassErrorsOn implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}

/** A resolver. The key was checked once, before the operation: the guard of the HTTP routes stays out. */
export const LedgerResolver = (of?: () => Type): ClassDecorator =>
  applyDecorators(of ? Resolver(of) : Resolver(), Public(), UseFilters(PassErrorsOn));
