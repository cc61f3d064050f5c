import { SetMetadata } from '@nestjs/common';

export const IDEMPOTENT = 'latchkey:idempotent';

/** A creation that honours the header Idempotency-Key: repeated with the same key it answers the same and does nothing. */
export const Idempotent = () => SetMetadata(IDEMPOTENT, true);
