import { Matches, MaxLength } from 'class-validator';
import { MayBeAbsent } from './requests/optional.validator.js';

/** The query of every list. */
export class PageQuery {
  /** The `nextCursor` of the page before. */
  @MayBeAbsent()
  @MaxLength(1000)
  cursor?: string;

  /** Items on a page: 1 to 200, usually 50. */
  @MayBeAbsent()
  @Matches(/^\d{1,4}$/, { message: 'limit must be a whole number from 1 to 200' })
  limit?: string;
}
