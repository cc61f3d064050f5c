import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsBoolean, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';

/** Several access tokens at once. */
export class BulkDto {
  /** Up to 200 ids, each once. */
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  tokenIds!: string[];
}

export class BulkRemovalDto extends BulkDto {
  /** Removes tokens that are in use as well; runs that need them park. */
  @MayBeAbsent()
  @IsBoolean()
  force?: boolean;
}

export class BulkProblemDto {
  code!: string;
  message!: string;
  /** Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
  remedy!: string;
  /** Only for token-in-use: how many places name it. */
  uses?: number;
}

export class BulkItemDto {
  tokenId!: string;
  /** done or failed. */
  outcome!: string;
  /** Of the token as it is now, after a renewal. */
  generation?: number;
  problem?: BulkProblemDto;
}

export class BulkResultDto {
  /** One for each id, in the order of the request. */
  items!: BulkItemDto[];
}
