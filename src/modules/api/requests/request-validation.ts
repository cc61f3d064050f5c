import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldProblem, invalidRequest, notAnObject } from '../api.errors.js';

/** Checks bodies and queries against their DTO; what the DTO does not name is refused, not ignored. */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

/** A body is an object: what is left out has no members, and null or a list, which Nest's pipe lets through, is none. */
class RequestValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return super.transform(value, metadata);
    if (value === null || Array.isArray(value)) throw notAnObject();
    return super.transform(value ?? {}, metadata);
  }
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = error.constraints ? [{ field, problems: Object.values(error.constraints) }] : [];
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, field))];
}
