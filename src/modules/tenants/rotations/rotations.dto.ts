import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import {
  ROTATION_KINDS,
  type RotationKind,
  type VaultRotationEntity,
} from '../../vault/rotations/vault-rotation.entity.js';

export class StartRotationRequest {
  /** `root-key` wraps all data keys again; `data-key` makes a new key for one tenant and seals its values again. */
  @IsIn(ROTATION_KINDS)
  kind!: RotationKind;

  /** Whose data key; a tenant admin may leave it out. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  tenantId?: string;
}

export class RotationView {
  id!: string;
  kind!: RotationKind;
  tenantId?: string;
  state!: 'running' | 'done' | 'failed';
  /** Keys wrapped or values sealed again so far. */
  handled!: number;
  /** Values that did not open and were left as they are. */
  refused!: number;
  /** What was left when the last batch ended. */
  remaining!: number;
  /** ISO 8601, UTC. */
  startedAt!: string;
  /** ISO 8601, UTC. */
  finishedAt?: string;
  /** Code of the error that stopped it. */
  failure?: string;

  static of(rotation: VaultRotationEntity): RotationView {
    const { id, kind, state, handled, refused, remaining, startedAt, finishedAt, failure } = rotation;
    return Object.assign(new RotationView(), {
      id,
      kind,
      ...(kind === 'data-key' && { tenantId: rotation.tenantId }),
      state,
      handled,
      refused,
      remaining,
      startedAt: startedAt.toISOString(),
      ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
      ...(failure !== null && { failure }),
    });
  }
}

export class RotationPage {
  items!: RotationView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
