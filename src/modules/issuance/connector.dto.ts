import type { ActionDescription, MethodDescription } from '../../connectors/contract/connector-description.js';

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
  methods!: MethodSummaryDto[];
}

export class ConnectorListDto {
  items!: ConnectorSummaryDto[];
}

export class ConnectorViewDto {
  key!: string;
  title!: string;
  /** The vendor's page on authentication. */
  docs!: string;
  /** Each with its fields in the order of the form, the vendor's half as steps, and its renewal rates. */
  methods!: MethodDescription[];
  /** What a process can do with it; inputs and output as JSON Schema. */
  actions!: ActionDescription[];
}
