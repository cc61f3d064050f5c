import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

/** Documents a change that needs If-Match. */
export const ApiIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412.',
    }),
  );

/** Documents what is put at an address: made with If-None-Match, changed with If-Match. */
export const ApiPlaceMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'To change: the ETag that was read, or `*` to overwrite on purpose. Stale: 412.',
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: '`*`, to make what is not there yet. It is there: 412. Neither of the two headers: 428.',
    }),
  );

/** Documents a creation that honours Idempotency-Key. */
export const ApiIdempotent = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Up to 255 characters. Repeated within 24 hours, the same request gets the same answer.',
    }),
  );
