import { isISO8601, ValidateBy } from 'class-validator';

/** One form of the many that ISO 8601 has: the others mean nothing to `Date`, or a time in the server's own zone. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Accepts an instant with its time zone, or a day, which begins at midnight UTC. */
export const IsInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isInstant(value),
      defaultMessage: (checked) =>
        `${checked?.property} must be an instant such as 2030-01-31T12:00:00Z, or a day such as 2030-01-31`,
    },
  });

/** Whether `Date` and both databases read it as it is meant. */
export function isInstant(text: string): boolean {
  if (!(INSTANT.test(text) && isISO8601(text, { strict: true }))) return false;
  const at = new Date(text);
  // A zone may lead out of the years that have four digits, which databases and texts order wrongly.
  return !Number.isNaN(at.getTime()) && /^\d{4}-/.test(at.toISOString());
}
