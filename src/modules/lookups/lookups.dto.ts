import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsName } from '../api/requests/name.validator.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { PARAMETER_TYPES, type ParameterType, type ParameterValue } from './declaration/lookup-declaration.js';
import { ArePaths } from './declaration/paths.validator.js';

const PATH = /^([^.\s][^.]{0,99}(\.[^.]{1,100}){0,7})?$/;
const SOME_PATH = /^[^.\s][^.]{0,99}(\.[^.]{1,100}){0,7}$/;

export class LookupParameterDto {
  /** Letters, digits and underscores; in a fixed text it stands after a colon. */
  @Matches(/^[A-Za-z][A-Za-z0-9_]{0,63}$/)
  name!: string;

  @IsIn(PARAMETER_TYPES)
  type!: ParameterType;

  @IsBoolean()
  required!: boolean;

  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  description?: string;

  /** What counts when the form gives nothing. */
  @ApiProperty({ required: false, type: Object })
  @MayBeAbsent()
  default?: ParameterValue;

  /** The input of the action that it fills. Without one it stands as `:name` in a fixed text. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  input?: string;

  /** The member that it fills, where the input is an object, such as a parameter of a query. */
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  member?: string;
}

export class LookupChoicesDto {
  /** Where the list stands in the output, such as `body.data`; empty when the output is the list. Default `items`. */
  @MayBeAbsent()
  @Matches(PATH)
  items?: string;

  /** In one item: what is stored, such as `Id`. */
  @Matches(SOME_PATH)
  value!: string;

  /** In one item: what is shown, such as `Account.Name`; the value when absent. */
  @MayBeAbsent()
  @Matches(SOME_PATH)
  label?: string;

  /** Further values of each item: paths by name. */
  @MayBeAbsent()
  @ArePaths(SOME_PATH)
  columns?: Record<string, string>;

  /** How many items an answer has at most; 100 when absent. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(1000)
  pageSize?: number;
}

/** The whole declaration: what is left out is not declared any more. */
export class PutLookupRequest {
  @MayBeAbsent()
  @IsString()
  @MaxLength(1000)
  description?: string;

  /** An action that only reads, as a process names it: `salesforce.query`. */
  @IsString()
  @MaxLength(200)
  action!: string;

  /** The name of an access token: the app's own before the global one, as they are when a form asks. */
  @IsName()
  token!: string;

  /** Inputs of the action that are always the same. */
  @MayBeAbsent()
  @IsObject()
  fixed?: Record<string, unknown>;

  /** What the form gives. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => LookupParameterDto)
  parameters?: LookupParameterDto[];

  /** How the output becomes a list to choose from; without it the form gets the output as it is. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => LookupChoicesDto)
  choices?: LookupChoicesDto;
}

export class RunLookupRequest {
  /** Values by the names of parameters. */
  @MayBeAbsent()
  @IsObject()
  inputs?: Record<string, unknown>;
}
