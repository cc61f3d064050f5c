import { IsObject, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { ResolvedTokenDto } from '../resolution.dto.js';

export class RunActionDto {
  /** The access token's name, without regard to case. */
  @IsString()
  @MaxLength(400)
  token!: string;

  /** The inputs of the action; what the connector's description says of each. */
  @MayBeAbsent()
  @IsObject()
  with?: Record<string, unknown>;
}

export class ChoicesPathDto {
  @IsString()
  @MaxLength(40)
  appId!: string;

  /** Such as `salesforce.createRecord`. */
  @IsString()
  @MaxLength(200)
  call!: string;

  /** The name of the input. */
  @IsString()
  @MaxLength(100)
  input!: string;
}

export class ActionOutputDto {
  token!: ResolvedTokenDto;
  /** As the JSON Schema of the action's output says. */
  output!: unknown;
  /** The token works, but its renewal fails. */
  warning?: string;
}

export class ChoiceDto {
  value!: string;
  label!: string;
}

export class ActionChoicesDto {
  choices!: ChoiceDto[];
  /** There are more than were loaded. */
  hasMore!: boolean;
}
