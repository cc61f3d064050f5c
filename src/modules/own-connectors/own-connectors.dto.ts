import { IsBooleanString, IsObject } from 'class-validator';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import type { OwnConnectorRow } from './own-connector.entity.js';

export class OwnConnectorRequest {
  /** The connector as data: key (beginning with `own-`), title, docs, hosts and methods; see docs/own-connectors.md. */
  @IsObject()
  definition!: Record<string, unknown>;
}

export class OwnConnectorView {
  /** As a draft names it in `connector`, and a process before the dot of an action. */
  key!: string;
  revision!: number;
  definition!: Record<string, unknown>;
  createdAt!: Date;
  changedAt!: Date;

  static of({ key, revision, definition, createdAt, changedAt }: OwnConnectorRow): OwnConnectorView {
    return Object.assign(new OwnConnectorView(), { key, revision, definition, createdAt, changedAt });
  }
}

export class OwnConnectorPage {
  items!: OwnConnectorView[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export class RemoveOwnConnectorQuery {
  /** `true` removes a connector that access tokens were made with; they go on as they are. */
  @MayBeAbsent()
  @IsBooleanString()
  force?: string;
}
