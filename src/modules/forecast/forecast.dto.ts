import { MaxLength } from 'class-validator';
import { PageQuery } from '../api/page.dto.js';
import { IsInstant } from '../api/requests/instant.validator.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { ForecastEntryDto } from '../tokens/care/care.dto.js';
import { NamesakeDto } from '../tokens/views/namesake.dto.js';

export class ForecastQuery extends PageQuery {
  /** Only what lies before this instant. Absent: all that is known. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  before?: string;
}

/** The first thing that lies ahead of a token; the others stand in the token's own view. */
export class ForecastItemDto extends ForecastEntryDto {
  token!: NamesakeDto;
  connector!: string;
}

export class ForecastPageDto {
  /** One for each token that needs a person, the earliest first; those that need one now come before all others. */
  items!: ForecastItemDto[];
  nextCursor?: string;
}
