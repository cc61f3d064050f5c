import { Type } from 'class-transformer';
import { IsBoolean, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsName } from '../api/requests/name.validator.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import type { CreatedKey } from '../callers/caller-keys.js';
import type { TenantEntity } from './tenant.entity.js';

export class TenantSettingsInput {
  /** Whether apps may be deleted, with their access tokens, processes and runs. Off at first. */
  @MayBeAbsent()
  @IsBoolean()
  allowAppDeletion?: boolean;
}

export class CreateTenantRequest {
  /** 1 to 100 letters, digits and spaces; unique without regard to case. */
  @IsName()
  name!: string;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => TenantSettingsInput)
  settings?: TenantSettingsInput;
}

export class UpdateTenantRequest {
  /** 1 to 100 letters, digits and spaces; unique without regard to case. */
  @MayBeAbsent()
  @IsName()
  name?: string;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => TenantSettingsInput)
  settings?: TenantSettingsInput;
}

export class UpdateOwnTenantRequest {
  @IsObject()
  @ValidateNested()
  @Type(() => TenantSettingsInput)
  settings!: TenantSettingsInput;
}

export class EraseTenantQuery {
  /** The name of the tenant, repeated exactly. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(400)
  name?: string;
}

export class TenantSettingsView {
  allowAppDeletion!: boolean;
}

export class TenantView {
  id!: string;
  name!: string;
  settings!: TenantSettingsView;
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC. */
  updatedAt!: string;

  static of(tenant: TenantEntity): TenantView {
    return Object.assign(new TenantView(), {
      id: tenant.id,
      name: tenant.name,
      settings: { ...tenant.settings },
      createdAt: tenant.createdAt.toISOString(),
      updatedAt: tenant.updatedAt.toISOString(),
    });
  }
}

export class FirstKeyView {
  id!: string;
  /** The key itself. It is shown in this answer only; store it now. */
  key!: string;
}

export class CreatedTenantView extends TenantView {
  /** A key with all rights in the new tenant. */
  adminKey!: FirstKeyView;

  static ofCreated(tenant: TenantEntity, { row, key }: CreatedKey): CreatedTenantView {
    const adminKey = { id: row.id, key: key.reveal('to show it once to the operator') };
    return Object.assign(new CreatedTenantView(), TenantView.of(tenant), { adminKey });
  }
}

export class TenantPage {
  items!: TenantView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
