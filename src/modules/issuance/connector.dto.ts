import { ApiProperty } from '@nestjs/swagger';
import { IsIn, MaxLength } from 'class-validator';
import { CATEGORIES } from '../../connectors/contract/category.js';
import type { ActionDescription } from '../../connectors/contract/connector-description.js';
import { FACTS } from '../../connectors/contract/evidence.js';
import { PageQuery } from '../api/page.dto.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';

/** The query of the list of connectors. Without limit and cursor the whole list is one page. */
export class ListConnectorsQuery extends PageQuery {
  /** Words of titles, keys and categories; all of them, in any order. */
  @MayBeAbsent()
  @MaxLength(100)
  q?: string;

  /** A field of work. */
  @ApiProperty({ enum: Object.keys(CATEGORIES), required: false })
  @MayBeAbsent()
  @IsIn(Object.keys(CATEGORIES))
  category?: string;
}

export class MethodSummaryDto {
  key!: string;
  title!: string;
  /** consent, exchange or none. */
  issuance!: string;
}

export class ConnectorSummaryDto {
  key!: string;
  title!: string;
  /** The vendor's page on authentication. */
  docs!: string;
  /** The field of work; absent where nobody said. */
  category?: string;
  methods!: MethodSummaryDto[];
  /** It has an action that only reads, and so a lookup may run. */
  hasLookups!: boolean;
  /** A sandbox plays this vendor here, and values to try it with are known. */
  hasDemo!: boolean;
}

export class ConnectorListDto {
  items!: ConnectorSummaryDto[];
  /** How many there are on all pages. */
  total!: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** How the facts of a connector are known. What is not stated is not known. */
export class EvidenceDto {
  /** Read in what the vendor itself publishes. */
  @ApiProperty({ enum: Object.keys(FACTS), isArray: true })
  verified!: readonly string[];
  /** Some of the other facts are what programs and lists of other people say; nobody compared them with the vendor. */
  community!: boolean;
  /** Where the facts were read or can be looked up. */
  @ApiProperty({ type: [String] })
  sources!: readonly string[];
}

export class FieldOptionDto {
  value!: string;
  label!: string;
}

export class FieldPatternDto {
  /** A regular expression in the syntax of JavaScript. */
  source!: string;
  /** What the value must look like, for people. */
  hint!: string;
}

export class FieldConditionDto {
  /** The key of another field. */
  field!: string;
  @ApiProperty({ type: [String] })
  is!: readonly string[];
}

/** What an admin fills in; a form, its checks and its words grow from it. */
export class FieldDto {
  key!: string;
  /** text, secret, choice or host-label. */
  kind!: string;
  /** As the vendor's own screen says it. */
  label!: string;
  /** Where an admin finds the value in the vendor's screens. */
  where!: string;
  required!: boolean;
  maxLength!: number;
  default?: string;
  /** Shown and required only while another field has one of these values. */
  when?: FieldConditionDto;
  /** Of a text. */
  pattern?: FieldPatternDto;
  /** Of a secret: several lines, such as a PEM key. */
  multiline?: boolean;
  /** Of a choice. */
  @ApiProperty({ type: [FieldOptionDto], required: false })
  options?: readonly FieldOptionDto[];
  /** Of a part of a host name: it may hold underscores. */
  underscores?: boolean;
}

export class MethodRenewalDto {
  @ApiProperty({ type: [FieldOptionDto] })
  rates!: readonly FieldOptionDto[];
  defaultRate!: string;
  /** The physics of the tokens, one sentence each. */
  @ApiProperty({ type: [String] })
  facts!: readonly string[];
  /** A connection can die of idleness, so keeping it alive can be switched on. */
  keepAlive!: boolean;
}

export class MethodDto {
  key!: string;
  title!: string;
  scheme!: string;
  /** How the first token comes: consent, exchange or none. */
  issuance!: string;
  /** In the order of the form. */
  @ApiProperty({ type: [FieldDto] })
  fields!: readonly FieldDto[];
  /** The vendor's half of the work, step by step. */
  @ApiProperty({ type: [String] })
  setup!: readonly string[];
  /** What the vendor's screen calls the redirect URI; only with consent. */
  redirectUriLabel?: string;
  /** What the button that issues is called; absent when nothing is issued. */
  issueLabel?: string;
  /** Absent when nothing is issued. */
  renewal?: MethodRenewalDto;
}

export class ConnectorViewDto {
  key!: string;
  title!: string;
  /** The vendor's page on authentication. */
  docs!: string;
  /** The field of work; absent where nobody said. */
  category?: string;
  /** What surprises people who build with it, one sentence each. */
  @ApiProperty({ type: [String] })
  quirks!: readonly string[];
  /** Absent where nobody said. */
  evidence?: EvidenceDto;
  @ApiProperty({ type: [MethodDto] })
  methods!: readonly MethodDto[];
  /** What a process can do with it; inputs and output as JSON Schema. */
  actions!: ActionDescription[];
  /** Values to try it with at the sandbox, by method and field; empty where no sandbox plays this vendor. */
  demoFields!: Record<string, Record<string, string>>;
}
