import { ValidateIf } from 'class-validator';

/**
 * Of a member that may be left out. Unlike class-validator's `IsOptional` it does not take null for "left out": null
 * would pass all other checks and reach rooms that know only a value or none.
 */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_request, value: unknown) => value !== undefined);
